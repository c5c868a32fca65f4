"""A meeting prepared by hand: a TOML file, read and checked, as the facts it comes to.

The format is described in ``data/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from clerk import library
from clerk.core import commands
from clerk.core.facts import (
    Entry,
    ItemAdded,
    ItemOpened,
    ItemsJoined,
    ItemsOrdered,
    MeetingCreated,
    PresenceNoted,
)
from clerk.core.i18n import _
from clerk.core.state import State
from clerk.imports.body import read_body, read_roll, read_substitutes
from clerk.imports.course import Journal, read_course, read_time
from clerk.imports.items import item_id, read_item
from clerk.imports.table import Table, read_table

if TYPE_CHECKING:
    from clerk.store import Store

_BEGINS = time(16, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A meeting as read from its file: its facts and the state that they add up to."""

    meeting_id: str
    entries: list[Entry]
    state: State


def read_meeting(path: Path) -> Prepared:
    """Read a meeting file. Raises PrepareError, and OSError where the file cannot be opened."""
    top = read_table(path)
    day = top.day("day")
    body, short = read_body(top.table("body"))
    journal = Journal(MeetingCreated(f"{short}-{day}", body, day))
    tables = {}
    for table in top.tables("item"):
        item = read_item(table, body, list(journal.state.items.values()))
        journal.add(ItemAdded(item), table)
        tables[item.id] = table
    _read_order(top, journal)
    if top.has("presence"):
        presence = top.table("presence")
        if movements := read_roll(presence, body):
            journal.add(PresenceNoted(movements), presence)
        for table, seated in read_substitutes(presence, journal.state):
            journal.add(seated, table)
    for item_ in list(journal.state.items):
        read_course(item_, tables[item_], journal)
    if number := top.line("open", ""):
        journal.add(ItemOpened(item_id(top, "open", number, journal.state)), top, "open")
    if top.flag("closed"):
        style = library.style(body.style)
        journal.add(commands.close(journal.state, style, read_time(top, "ended")), top)
    elif top.has("ended"):
        top.refuse("ended", _("hører til closed = true, som mangler"))
    return _prepared(journal, datetime.combine(day, _BEGINS))


def _read_order(top: Table, journal: Journal) -> None:
    """Read in which order the items are treated, and which are treated together."""
    if top.has("order"):
        named = [item_id(top, "order", n, journal.state) for n in top.lines("order")]
        rest = [item for item in journal.state.items if item not in named]
        journal.add(ItemsOrdered((*named, *rest)), top, "order")
    for numbers in top.lines("joint"):
        group = [item_id(top, "joint", n, journal.state) for n in numbers.replace(",", " ").split()]
        journal.add(ItemsJoined(tuple(group)), top, "joint")


def _prepared(journal: Journal, begins: datetime) -> Prepared:
    entries = [
        Entry(number, begins + timedelta(seconds=number), fact)
        for number, fact in enumerate(journal.facts, start=1)
    ]
    return Prepared(journal.state.meeting, entries, journal.state)


def found(store: Store, prepared: Prepared) -> None:
    """Put a prepared meeting in the store, and its body in the register.

    Raises NotSavedError; the meeting is then not in the store.
    """
    store.enrol(prepared.state.body, prepared.state.day)
    store.append(prepared.meeting_id, prepared.entries, None, prepared.state)
