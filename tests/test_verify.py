"""What was done to the file past the program is found, and named at its first fact."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import NOW, SMALL, decided, opening
from stories import STORY, Recorder, wording

from clerk import library
from clerk.chain import chained
from clerk.core import commands
from clerk.core.facts import ItemOpened, MeetingClosed, MeetingReopened, Remarked, RemarkReceived
from clerk.core.faults import MisfitError, StoreError
from clerk.core.history import replay
from clerk.core.motions import ResultKind
from clerk.core.paragraphs import Role, plain
from clerk.core.people import Mention
from clerk.core.remarks import Remark, RemarkKind
from clerk.core.state import State
from clerk.core.wording import decision
from clerk.imports.meeting import read_meeting
from clerk.record_commands import report
from clerk.store import Store
from clerk.verify import Verdict

CLOSED = len(STORY) + 1
"""The number of the fact that closes the meeting ``m`` for the last time."""


@pytest.fixture
def written(small: Store) -> Store:
    """A file with a closed meeting ``m`` and an open one ``n``, whose last fact leaves no row."""
    Recorder(small).all([*STORY, MeetingClosed("20.00")])
    Recorder(small, "n").all([*opening(SMALL, meeting="n"), ItemOpened("i2")])
    return small


@pytest.fixture
def tool(written: Store, path: Path) -> Iterator[sqlite3.Connection]:
    """A tool of somebody's own on the same file, all guards taken away."""
    connection = sqlite3.connect(path, isolation_level=None)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    connection.close()


def faults(store: Store) -> list[tuple[str, str]]:
    """Return what is wrong with each meeting, and with the file but for its guards."""
    verdicts = [verdict for verdict in store.verify() if verdict.fault]
    assert all(verdict.remedy for verdict in verdicts)
    return [(v.meeting, v.fault) for v in verdicts if "spærring" not in v.fault]


def test_a_file_that_nobody_touched_is_in_order(written: Store) -> None:
    end = written._rows("SELECT hash FROM journal WHERE meeting = 'm' ORDER BY number")[-1][0]
    printed = f"{end[:4]} {end[4:8]} {end[8:12]} {end[12:16]}"
    assert written.verify() == [Verdict("m", CLOSED, printed), Verdict("n", 6)]
    assert written.fingerprint(replay(written.entries("m"))) == printed
    assert written.fingerprint(replay(written.entries("n"))) == ""
    assert written.verify("n") == [Verdict("n", 6)]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("data = replace(data, 'b1', 'b2')", "hændelse 7 (Voted, {at}) er ikke, som den blev"),
        ("at = '2031-01-01T00:00:00+00:00'", "hændelse 7 (Voted, 2031-01-01T00:00:00+00:00) er"),
        ("kind = 'Decided'", "hændelse 7 (Decided, {at}) er ikke"),
        ("version = 1", "hændelse 7 (Voted, {at}) er ikke"),
        ("hash = 'beef'", "hændelse 7 (Voted, {at}) er ikke"),
        ("number = 99", "hændelse 7 mangler"),
        ("meeting = 'n', number = 7", "hændelse 7 mangler"),
    ],
)
def test_an_edited_fact_is_named(
    written: Store, tool: sqlite3.Connection, change: str, fault: str
) -> None:
    at = written.entries("m")[6].at.isoformat()
    tool.execute(f"UPDATE journal SET {change} WHERE meeting = 'm' AND number = 7")
    (meeting, found), *others = faults(written)
    assert meeting == "m"
    assert found.startswith(fault.format(at=at))
    assert [name for name, _fault in others] == (["n"] if "'n'" in change else [])


@pytest.mark.parametrize("number", [1, 20, CLOSED - 1])
def test_a_fact_taken_out_is_named(written: Store, tool: sqlite3.Connection, number: int) -> None:
    tool.execute("DELETE FROM journal WHERE meeting = 'm' AND number = ?", (number,))
    assert faults(written) == [("m", f"hændelse {number} mangler")]


def test_the_end_cut_off_a_closed_record_is_seen_by_its_seal(
    written: Store, tool: sqlite3.Connection
) -> None:
    tool.execute("DELETE FROM journal WHERE meeting = 'm' AND number >= ?", (CLOSED - 1,))
    ((meeting, fault),) = faults(written)
    assert (meeting, fault.split(":")[0]) == (
        "m",
        f"hændelse {CLOSED - 1} og det efter den mangler",
    )
    assert fault.endswith(f"nr. {CLOSED}")


@pytest.mark.parametrize("rebuilt", [False, True])
def test_the_end_cut_off_an_open_one_leaves_a_hole(
    written: Store, tool: sqlite3.Connection, rebuilt: bool
) -> None:
    Recorder(written, "n").record(ItemOpened("i1"))
    tool.execute("DELETE FROM journal WHERE meeting = 'n' AND number = 7")
    if rebuilt:
        written.rebuild()
    ((meeting, fault),) = faults(written)
    assert meeting == ""
    assert fault.startswith("en hændelse er taget ud af journalen efter n, hændelse 6 (ItemOpened")


@pytest.mark.parametrize("meeting", ["m", "n"])
def test_a_meeting_taken_out_whole_is_missed(
    written: Store, tool: sqlite3.Connection, meeting: str
) -> None:
    tool.execute("DELETE FROM journal WHERE meeting = ?", (meeting,))
    assert [(name, fault[:11]) for name, fault in faults(written)] == [(meeting, "hændelse 1 ")]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE seal SET hash = 'beef'", "passer ikke med sit segl"),
        ("UPDATE seal SET at = 'i går'", "passer ikke med sit segl"),
        ("DELETE FROM seal", "har mistet sit segl"),
    ],
)
def test_an_edited_seal_is_named(
    written: Store, tool: sqlite3.Connection, change: str, fault: str
) -> None:
    tool.execute(f"{change} WHERE number = {CLOSED}")
    ((meeting, found),) = faults(written)
    assert meeting == "m"
    assert found.startswith(f"hændelse {CLOSED} (MeetingClosed, ")
    assert found.endswith(fault)


def test_a_chain_forged_with_its_hashes_does_not_fit_its_seals(
    written: Store, tool: sqlite3.Connection
) -> None:
    tool.execute("UPDATE journal SET data = replace(data, 'syg', 'rask') WHERE meeting = 'm'")
    previous = ""
    for row in tool.execute("SELECT * FROM journal WHERE meeting = 'm' ORDER BY id").fetchall():
        previous = chained(previous, "m", row[2], row[3], row[4:7])
        tool.execute("UPDATE journal SET hash = ? WHERE id = ?", (previous, row[0]))
    ((_meeting, fault),) = faults(written)
    assert fault.endswith("passer ikke med sit segl")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE decision SET text = '' WHERE meeting = 'm'", "decision siger noget andet end"),
        ("DELETE FROM vote WHERE member = 'b1'", "vote siger noget andet end journalen (i1, "),
        ("UPDATE tally SET number = 9 WHERE meeting = 'm'", "tally siger noget andet"),
        ("UPDATE meeting SET closed = 0 WHERE id = 'm'", "meeting siger noget andet"),
        (
            "INSERT INTO stop VALUES ('n', 'i1', 'a1', 0, 'Ane', 'A', 'x', 0)",
            "stop siger noget andet",
        ),
    ],
)
def test_an_edited_row_is_named_and_derived_anew(
    written: Store, tool: sqlite3.Connection, change: str, fault: str
) -> None:
    tool.execute(change)
    ((_meeting, found),) = faults(written)
    assert found.startswith(f"tabellen {fault}")
    written.rebuild()
    assert [verdict.fault for verdict in written.verify()] == ["", ""]


def test_a_guard_that_was_taken_away_is_missed_and_put_back(written: Store, path: Path) -> None:
    written._connection.execute("DROP TRIGGER vote_update_closed")
    last = written.verify()[-1]
    assert (last.meeting, last.fault) == (
        "",
        "databasens spærring vote_update_closed mangler eller er ændret",
    )
    written.rebuild()
    assert [verdict.fault for verdict in written.verify()] == ["", ""]
    with pytest.raises(sqlite3.IntegrityError, match="closed meeting"):
        written._connection.execute("UPDATE vote SET side = 'for' WHERE meeting = 'm'")


def test_a_damaged_index_is_said(written: Store, path: Path) -> None:
    written._connection.execute("PRAGMA writable_schema = ON")
    written._connection.execute(
        "UPDATE sqlite_master SET sql = 'CREATE INDEX item_case ON item (title)' "
        "WHERE name = 'item_case'"
    )
    again = Store.open(path, wording)
    assert "filen er beskadiget" in again.verify()[-1].fault
    again.close()


# What replaying says


@pytest.mark.parametrize(
    ("number", "kind", "data"),
    [
        (6, "Undone", '{"number":3}'),
        (6, "Redone", '{"number":3}'),
        (6, "MeetingCreated", None),
        (6, "Voted", '{"item":"i7","motion":"main","vote":{}}'),
        (6, "Resumed", '{"clock":"18.00"}'),
        (1, "ItemOpened", '{"item":"i2"}'),
    ],
)
def test_a_fact_that_cannot_follow_is_named_with_its_meeting(
    written: Store, tool: sqlite3.Connection, number: int, kind: str, data: str | None
) -> None:
    if data is None:
        data = tool.execute("SELECT data FROM journal WHERE kind = ?", (kind,)).fetchone()[0]
    tool.execute(
        "UPDATE journal SET kind = ?, version = 1, data = ? WHERE meeting = 'n' AND number = ?",
        (kind, data, number),
    )
    with pytest.raises(StoreError, match=rf"\bn\b.*\b{number}\b.*{kind}"):
        replay(written.entries("n"))
    assert [name for name, _fault in faults(written)] == ["n"]


def test_a_misfit_is_a_fault_of_the_file() -> None:
    assert issubclass(MisfitError, StoreError)


def test_a_journal_of_another_meeting_is_refused(written: Store, tool: sqlite3.Connection) -> None:
    tool.execute("UPDATE journal SET meeting = 'x' WHERE meeting = 'n'")
    with pytest.raises(StoreError, match="x, 1: MeetingCreated"):
        written.entries("x")


# Seals


def test_each_closing_and_each_addition_is_sealed_in_its_own_transaction(written: Store) -> None:
    kinds = (
        "SELECT kind, seal.at = journal.at, seal.hash = journal.hash FROM seal "
        "JOIN journal USING (meeting, number) ORDER BY number"
    )
    assert written._rows(kinds) == [
        ("MeetingClosed", 1, 1),
        ("RemarkReceived", 1, 1),
        ("Corrected", 1, 1),
        ("MeetingReopened", 1, 1),
        ("MeetingClosed", 1, 1),
    ]
    for statement in ("UPDATE seal SET hash = 'x'", "DELETE FROM seal"):
        with pytest.raises(sqlite3.IntegrityError, match="a seal stays"):
            written._connection.execute(statement)
    with pytest.raises(sqlite3.IntegrityError, match="a seal stays"):
        written._connection.execute("INSERT OR REPLACE INTO seal SELECT * FROM seal")


def test_a_reopened_record_has_no_fingerprint_until_it_is_closed_again(small: Store) -> None:
    recorder = Recorder(small)
    recorder.all(STORY)
    assert small.fingerprint(replay(small.entries("m"))) == ""
    recorder.record(MeetingClosed())
    assert len(small.fingerprint(replay(small.entries("m")))) == 19


@pytest.mark.parametrize("kind", ["Voted", "MeetingClosed", "ItemOpened", "Undone"])
def test_the_database_takes_no_fact_into_a_closed_meeting(written: Store, kind: str) -> None:
    fact = ("m", CLOSED + 1, NOW.isoformat(), kind, 1, "{}", "x")
    insert = "INSERT INTO journal (meeting, number, at, kind, version, data, hash) VALUES "
    with pytest.raises(sqlite3.IntegrityError, match="the meeting is closed"):
        written._connection.execute(f"{insert} {fact}")
    written._connection.execute(f"{insert} {('n', 7, *fact[2:])}")


@pytest.mark.parametrize("number", [3, CLOSED, CLOSED + 2])
def test_a_fact_comes_only_at_the_end(written: Store, number: int) -> None:
    columns = "meeting, number, at, kind, version, data, hash"
    fact = ("m", number, NOW.isoformat(), "Corrected", 1, "{}", "x")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        written._connection.execute(f"REPLACE INTO journal ({columns}) VALUES {fact}")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        written._connection.execute(
            f"REPLACE INTO journal (id, {columns}) VALUES {(1, 'm', CLOSED + 1, *fact[2:])}"
        )


# What a record was closed on

RESERVED = Remark(
    "i1/r1", "i1", (Mention("A"),), "", kind=RemarkKind.RESERVATION, deadline="fredag"
)
RECEIVED = RemarkReceived(replace(RESERVED, text="Vi er imod."))
DAY = date(2026, 2, 2)


@pytest.fixture
def sealed(store: Store) -> Recorder:
    """A meeting that was closed in one house style, and is printed in another."""
    recorder = Recorder(store)
    recorder.all([*opening(SMALL), decided(ResultKind.ADOPTED), Remarked(RESERVED)])
    recorder.record(commands.close(now(recorder), library.style("kort"), "20.00"))
    return recorder


def now(recorder: Recorder) -> State:
    assert recorder.history.state is not None
    return recorder.history.state


def text(state: State, style: str) -> str:
    return plain(decision(state, "i1", library.style(style)))


IN_KORT = "Godkendt.\n\nAlfa tog forbehold med frist for begrundelse fredag."
LATE = 'Inden fristens udløb fremkom:\n\n"Vi er imod."'


def test_a_change_of_style_alters_no_closed_record_and_is_no_fault(sealed: Recorder) -> None:
    state = now(sealed)
    assert text(state, state.body.style) == text(state, "kort") == IN_KORT
    (verdict,) = sealed.store.verify()
    assert (verdict.fault, verdict.remedy) == ("", "")
    assert verdict.note.startswith("Punkt 1 ville i dag få en anden ordlyd")
    assert verdict.note in report([verdict])
    sealed.store.rebuild()
    stored = "SELECT text FROM decision WHERE item = 'i1'"
    assert sealed.store._rows(stored) == [(IN_KORT,)]


def test_a_record_that_the_style_still_words_alike_keeps_the_roles_of_its_text(
    sealed: Recorder,
) -> None:
    state = now(sealed)
    in_kort = [paragraph.role for paragraph in decision(state, "i1", library.style("kort"))]
    assert in_kort == [Role.RESULT, Role.REMARK]
    state = replace(state, body=replace(state.body, style="kort"))
    assert library.decision_text(state, "i1") == IN_KORT


@pytest.mark.parametrize("style", ["kort", "koebenhavn-br-2004"])
def test_what_comes_in_after_the_closing_follows_the_sealed_text(
    sealed: Recorder, style: str
) -> None:
    sealed.record(RECEIVED)
    assert text(now(sealed), style) == f"{IN_KORT}\n\n{LATE}"
    assert [found.fault for found in sealed.store.verify()] == [""]


def test_a_record_opened_again_is_derived_again_and_sealed_anew(sealed: Recorder) -> None:
    sealed.record(MeetingReopened("en fejl", "formanden", DAY))
    assert text(now(sealed), "base").startswith("Indstillingen blev godkendt uden afstemning.")
    sealed.record(decided(ResultKind.REJECTED))
    sealed.record(commands.close(now(sealed), library.style("base")))
    assert text(now(sealed), "kort").startswith("Indstillingen blev forkastet uden afstemning.")


def test_a_record_closed_before_texts_were_sealed_is_derived(store: Store) -> None:
    recorder = Recorder(store)
    recorder.all([*opening(SMALL), decided(ResultKind.ADOPTED), MeetingClosed()])
    assert text(now(recorder), "kort") == "Godkendt."
    assert [found.note for found in store.verify()] == [""]


def test_a_meeting_file_is_closed_on_its_texts() -> None:
    state = read_meeting(library.data_dir() / "demo" / "biu-2015-08-17.toml").state
    assert state.sealed.keys() == state.items.keys()
    assert state.sealed["i4"].text == library.decision_text(state, "i4")
