"""What is in the file comes back; what cannot be saved is said, and leaves nothing behind."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from factories import SMALL, decided, item, opening, remarked
from stories import BEGINNING, STORY, Recorder, wording

from clerk.chain import chained
from clerk.core.facts import KINDS, MeetingClosed
from clerk.core.faults import NotSavedError, StoreError
from clerk.core.history import replay
from clerk.core.motions import ResultKind
from clerk.core.people import Mention
from clerk.core.remarks import Source
from clerk.meeting import OpenMeeting
from clerk.store import Store

TABLED = STORY[len(BEGINNING)]
"""The fact that follows the beginning: an amendment."""


@pytest.fixture
def recorder(small: Store) -> Recorder:
    """A meeting that has begun."""
    recorder = Recorder(small)
    recorder.all(BEGINNING)
    return recorder


# The journal


def test_every_kind_of_fact_comes_back_after_a_restart(small: Store, path: Path) -> None:
    written = Recorder(small).all(STORY)
    assert {type(entry.fact) for entry in written} == set(KINDS.values())
    again = Store.open(path, wording)
    assert again.entries("m") == written
    assert again.entries("another") == []
    again.close()


def test_a_fact_and_its_projections_are_one_transaction(small: Store, recorder: Recorder) -> None:
    statements: list[str] = []
    small._connection.set_trace_callback(statements.append)
    recorder.record(TABLED)
    small._connection.set_trace_callback(None)
    assert [s for s in statements if s.startswith(("BEGIN", "COMMIT"))] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ]
    assert statements[-1] == "COMMIT"


@pytest.mark.parametrize("statement", ["UPDATE journal SET data = ''", "DELETE FROM journal"])
def test_the_journal_is_only_added_to(small: Store, recorder: Recorder, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        small._connection.execute(statement)


def unbroken(store: Store, meeting: str) -> bool:
    """Return whether each fact carries the hash over the one before it and its own fields."""
    previous, rows = "", store._rows("SELECT * FROM journal WHERE meeting = ? ORDER BY 1", meeting)
    for _id, _meeting, number, at, kind, version, data, found in rows:
        previous = chained(previous, meeting, number, at, (kind, version, data))
        if found != previous:
            return False
    return bool(rows)


def test_a_changed_fact_breaks_the_chain_of_its_meeting(small: Store) -> None:
    Recorder(small).all(STORY)
    Recorder(small, "n").all(opening(SMALL, meeting="n"))
    assert unbroken(small, "m")
    small._connection.execute("DROP TRIGGER journal_stays")
    small._connection.execute(
        "UPDATE journal SET data = replace(data, 'Bedre', 'Værre') WHERE meeting = 'm'"
    )
    assert not unbroken(small, "m")
    assert unbroken(small, "n")


@pytest.mark.parametrize("number", [1, 5, len(STORY) - 1])
def test_a_fact_taken_out_by_hand_is_named(small: Store, path: Path, number: int) -> None:
    Recorder(small).all(STORY)
    Recorder(small, "n").all(opening(SMALL, meeting="n"))
    small._connection.execute("DROP TRIGGER journal_keeps")
    small._connection.execute("DELETE FROM journal WHERE meeting = 'm' AND number = ?", (number,))
    with pytest.raises(StoreError, match=rf"beskadiget \(m, {number}: mangler\)") as refusal:
        small.entries("m")
    assert str(path) in str(refusal.value)
    with pytest.raises(StoreError, match=f"m, {number}: mangler"):
        small.rebuild()
    assert len(small.meetings()) == 2
    assert replay(small.entries("n"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("kind = 'Teleported'", "Teleported"),
        ("version = 99", "version 99"),
        ("data = '{}'", "PresenceNoted version 2"),
        ("at = 'i går'", "i går"),
    ],
)
def test_an_unreadable_fact_is_refused_not_skipped(
    small: Store, recorder: Recorder, change: str, words: str
) -> None:
    small._connection.execute("DROP TRIGGER journal_stays")
    small._connection.execute(f"UPDATE journal SET {change} WHERE number = 4")
    with pytest.raises(StoreError, match=rf"m, hændelse 4 kan ikke læses \(.*{words}"):
        small.entries("m")


# What cannot be saved


@pytest.mark.parametrize("table", ["motion", "decision", "journal"])
def test_a_fact_that_fails_leaves_nothing(small: Store, recorder: Recorder, table: str) -> None:
    """Nor does it take the draft that it would have settled."""
    before = small.entries("m")
    small.save_draft("m", "motion", "- kajen")
    meeting = OpenMeeting("m", before, small)
    for moment in ("INSERT", "UPDATE"):
        small._connection.execute(
            f"CREATE TRIGGER broken_{moment} BEFORE {moment} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(NotSavedError):
        recorder.record(TABLED, settled="motion")
    with pytest.raises(NotSavedError):
        meeting.decide(ResultKind.ADOPTED)
    assert small.entries("m") == before
    assert meeting.state == replay(before)
    assert small.drafts("m") == {"motion": "- kajen"}
    for moment in ("INSERT", "UPDATE"):
        small._connection.execute(f"DROP TRIGGER broken_{moment}")
    recorder.record(TABLED, settled="motion")
    assert len(small.entries("m")) == len(before) + 1
    assert small.drafts("m") == {}


def test_a_full_disk_is_said_and_nothing_is_lost(small: Store, recorder: Recorder) -> None:
    pages = small._rows("PRAGMA page_count")[0][0]
    small._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSavedError, match="disken er fuld"):
        small.save_draft("m", "x", "y" * 200_000)
    small._connection.execute("PRAGMA max_page_count = 1000000")
    recorder.record(TABLED)
    assert small._rows("PRAGMA integrity_check") == [("ok",)]


def test_a_locked_file_is_said_and_works_afterwards(
    small: Store, recorder: Recorder, path: Path
) -> None:
    small._connection.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotSavedError, match=r"ikke gemt: .*låst"):
        recorder.record(TABLED)
    assert len(small.entries("m")) == len(BEGINNING)  # reading goes on meanwhile
    other.execute("ROLLBACK")
    other.close()
    recorder.record(TABLED)
    assert len(small.entries("m")) == len(BEGINNING) + 1


def test_another_copy_that_wrote_is_noticed(small: Store, recorder: Recorder, path: Path) -> None:
    other = Store.open(path, wording)
    Recorder(other).record(decided(ResultKind.NOTED))
    other.close()
    with pytest.raises(NotSavedError, match="anden kopi"):
        recorder.record(TABLED)


def test_half_a_sign_is_not_saved_and_nothing_else_is_lost(
    small: Store, recorder: Recorder
) -> None:
    """A lone surrogate, from a broken paste, has no place in UTF-8; the core cleans it away."""
    small.save_draft("m", "remark", "Ja")
    with pytest.raises(NotSavedError, match="ikke gemt"):
        small.save_draft("m", "remark", "Ja \ud83d")
    with pytest.raises(NotSavedError, match="ikke gemt") as refusal:
        recorder.record(remarked("i1", "r", "Ja \ud83d"), settled="remark")
    str(refusal.value).encode()
    with pytest.raises(NotSavedError, match="ikke gemt"):
        small.save_draft("m\ud83d", "remark", "")
    assert [entry.fact for entry in small.entries("m")] == BEGINNING
    assert small.drafts("m") == {"remark": "Ja"}
    recorder.record(TABLED)


# Drafts


def test_drafts_are_kept_replaced_and_emptied(small: Store, path: Path) -> None:
    small.save_draft("m", "vote", "bf a")
    small.save_draft("m", "vote", "bf aci ø")
    small.save_draft("m", "remark", "Vi mener,\nat")
    small.save_draft("n", "vote", "x")
    again = Store.open(path, wording)
    assert again.drafts("m") == {"vote": "bf aci ø", "remark": "Vi mener,\nat"}
    again.close()
    small.save_draft("m", "vote", "")
    assert small.drafts("m") == {"remark": "Vi mener,\nat"}


# The list of meetings


def test_meetings_come_newest_first_and_the_last_written_open_one_is_known(small: Store) -> None:
    assert small.last_meeting() is None
    for name, month in (("a", 1), ("b", 3), ("c", 2)):
        Recorder(small, name).all(opening(SMALL, [item()], name, date(2031, month, 1)))
    assert [m.id for m in small.meetings()] == ["b", "c", "a"]
    Recorder(small, "a").record(decided(ResultKind.NOTED))
    assert small.last_meeting() == "a"
    Recorder(small, "a").record(MeetingClosed())
    assert small.last_meeting() == "c"
    summary = small.meetings()[-1]
    assert (summary.body, summary.day) == (SMALL.name, date(2031, 1, 1))
    assert (summary.closed, summary.items, summary.decided) == (True, 1, 1)


def test_earlier_remarks_are_of_the_same_case_and_not_later(small: Store) -> None:
    authors = (Mention("C"), Mention(None, "-1"))
    for name, month, case in (("c", 3, "7"), ("a", 1, "7"), ("b", 2, "8"), ("d", 4, "7")):
        agenda = [item(case=case), item(number="2")]
        Recorder(small, name).all(
            [
                *opening(SMALL, agenda, name, date(2031, month, 1)),
                remarked("i1", "i1/r1", f"nr. {name}", authors),
                remarked("i2", "i2/r1", "uden sag"),
            ]
        )
    assert [r.text for r in small.earlier_remarks("7", "d")] == ["nr. a", "nr. c"]
    assert [r.text for r in small.earlier_remarks("7", "c")] == ["nr. a"]
    first = small.earlier_remarks("7", "d")[0]
    assert first.source == Source(SMALL.name, date(2031, 1, 1), "a", "i1/r1")
    assert first.authors == authors
    assert small.earlier_remarks("", "d") == []
    assert small.earlier_remarks("7", "no such meeting") == []
