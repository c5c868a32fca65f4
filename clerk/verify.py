"""Is the record as the program wrote it? Every chain, seal and derived row is gone through."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from clerk.chain import Link, Seal, fingerprint, misfit, told
from clerk.core.danish import enumerate_og
from clerk.core.faults import StoreError
from clerk.core.history import replay
from clerk.core.i18n import _, ngettext
from clerk.core.state import State
from clerk.migrations import missing_guards
from clerk.projections import DERIVED, ItemRows, changes, places
from clerk.store import read_entries


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a meeting, or of the file where ``meeting`` is empty.

    ``fault`` names the first thing that does not fit and ``remedy`` what to do about it; both are
    empty where all is well. ``fingerprint`` is that of the last seal; ``note`` tells what is worth
    knowing and no fault.
    """

    meeting: str
    facts: int = 0
    fingerprint: str = ""
    fault: str = ""
    remedy: str = ""
    note: str = ""


def verify(
    connection: sqlite3.Connection, path: Path, derive: ItemRows, meeting: str | None = None
) -> list[Verdict]:
    """Return the verdicts on one meeting, or on every meeting and on what none of them tells."""
    if meeting is not None:
        return [_meeting(connection, path, derive, meeting)]
    verdicts = [_meeting(connection, path, derive, each) for each in _meetings(connection)]
    return verdicts + [found for found in [_file(connection, verdicts)] if found.fault]


def _meetings(connection: sqlite3.Connection) -> list[str]:
    """Return the meetings of which anything is in the file, also one whose journal is gone."""
    places = [f"SELECT {_key(table)} FROM {table}" for table in ("journal", "seal", *DERIVED)]
    return [str(row[0]) for row in connection.execute(f"{' UNION '.join(places)} ORDER BY 1")]


def _key(table: str) -> str:
    return "id" if table == "meeting" else "meeting"


def _meeting(connection: sqlite3.Connection, path: Path, derive: ItemRows, meeting: str) -> Verdict:
    rows = connection.execute(
        "SELECT meeting, number, at, kind, version, data, hash FROM journal "
        "WHERE meeting = ? ORDER BY number",
        (meeting,),
    )
    links = [Link(*row) for row in rows]
    rows = connection.execute(
        "SELECT number, hash, at FROM seal WHERE meeting = ? ORDER BY number", (meeting,)
    )
    seals = [Seal(*row) for row in rows]
    printed = fingerprint(seals[-1].hash) if seals else ""
    fault = misfit(links, seals)
    if not links and not fault:
        fault = _("{fact} mangler").format(fact=told(1))
    if not fault:
        try:
            state = replay(read_entries(connection, path, meeting))
        except StoreError as error:
            fault = str(error)
    if fault:
        remedy = _(
            "Journalen er ændret uden om programmet. Gem en kopi af filen, som den er, og hent "
            "mødet fra en sikkerhedskopi, der er i orden."
        )
        return Verdict(meeting, len(links), printed, fault, remedy)
    fault = _derived(connection, state, derive)
    remedy = _("»clerk rebuild« danner tabellerne på ny ud fra journalen.") if fault else ""
    note = "" if fault else _reworded(state, derive)
    return Verdict(meeting, len(links), printed, fault, remedy, note)


def _reworded(state: State, derive: ItemRows) -> str:
    """Return which sealed decisions the program would word in another way today: the style or the
    program has changed since, and the record has not."""
    if not state.sealed:
        return ""
    opened = replace(state, sealed={})
    where = places(state)
    items = [
        state.items[item].item.number
        for item in state.sealed
        if derive(state, item, where[item])["decision"]
        != derive(opened, item, where[item])["decision"]
    ]
    if not items:
        return ""
    text = ngettext(
        "Punkt {which} ville i dag få en anden ordlyd, fordi husstilen eller programmet er "
        "ændret siden; den forseglede tekst gælder.",
        "Punkterne {which} ville i dag få en anden ordlyd, fordi husstilen eller programmet er "
        "ændret siden; de forseglede tekster gælder.",
        len(items),
    )
    return text.format(which=enumerate_og(items))


def _derived(connection: sqlite3.Connection, state: State, derive: ItemRows) -> str:
    """Return which table says something else than the journal, empty where none does."""
    try:
        expected = changes(None, state, derive)[1]
    except (ValueError, LookupError) as error:  # no such style, or one that cannot be used
        return _("beslutningsteksterne kan ikke dannes ({why})").format(why=error)
    for table in DERIVED:
        query = f"SELECT * FROM {table} WHERE {_key(table)} = ?"
        found = set(connection.execute(query, (state.meeting,)))
        if odd := sorted(found ^ expected[table], key=str):
            names = [str(value) for value in odd[0][1:3] if value is not None]
            text = _("tabellen {table} siger noget andet end journalen ({row})")
            return text.format(table=table, row=", ".join(names))
    return ""


def _file(connection: sqlite3.Connection, verdicts: list[Verdict]) -> Verdict:
    """Look for what no single meeting tells: a damaged page, a guard that was taken away, the end
    of an open meeting cut off."""
    damage = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if damage != "ok":
        remedy = _("Læg en sikkerhedskopi i stedet for filen.")
        return Verdict("", fault=_("filen er beskadiget ({why})").format(why=damage), remedy=remedy)
    if all(not verdict.fault for verdict in verdicts) and (gap := _gap(connection)):
        remedy = _("Sammenlign mødet med en sikkerhedskopi.")
        return Verdict("", fault=gap, remedy=remedy)
    if missing := missing_guards(connection):
        text = _("databasens spærring {name} mangler eller er ændret")
        remedy = _("»clerk rebuild« sætter den på plads igen.")
        return Verdict("", fault=text.format(name=min(missing)), remedy=remedy)
    return Verdict("")


def _gap(connection: sqlite3.Connection) -> str:
    """Return after which fact one is missing. The journal's rows are counted through all
    meetings, and SQLite keeps the last count itself: a row that is gone leaves a hole also where
    it was its meeting's last."""
    before = 0, "", 0, "", ""
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").fetchone()
    for row in connection.execute("SELECT id, meeting, number, kind, at FROM journal ORDER BY id"):
        if row[0] != before[0] + 1:
            break
        before = row
    else:
        if last is None or last[0] == before[0]:
            return ""
    text = _("en hændelse er taget ud af journalen efter {meeting}, {fact}")
    return text.format(meeting=before[1], fact=told(*before[2:]))
