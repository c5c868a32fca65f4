"""The file as the room's window reads it: what it sees, and that it leaves no trace."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from factories import AGENDA, SMALL, moved, opening, vote
from stories import BEGINNING, Recorder, wording
from wall import keep, shown, state_of, typing

from clerk import follow as reading
from clerk.core.facts import Corrected, Entry, ItemOpened, MeetingClosed, Undone
from clerk.core.motions import Effect
from clerk.core.public import Seen, Typed
from clerk.core.state import MAIN
from clerk.follow import PATIENCE, Following
from clerk.screens.draft import Slot
from clerk.store import Store, read_entries


def until_given_up(following: Following) -> Seen:
    """Look as often as a failure is passed over."""
    for _ in range(PATIENCE):
        seen = following.look()
    return seen


@pytest.fixture
def recorder(small: Store) -> Recorder:
    """The meeting ``m`` that has just begun."""
    recorder = Recorder(small)
    recorder.all(BEGINNING)
    return recorder


@pytest.fixture
def following(recorder: Recorder, path: Path) -> Following:
    """Somebody who looks at that meeting."""
    return Following(path)


# Reading


def test_each_look_gives_what_the_writer_has_recorded(
    recorder: Recorder, following: Following
) -> None:
    assert state_of(following.look()) == recorder.history.state
    for fact in (moved("i1/1", "B", Effect.DELETE, (1,)), vote(SMALL, "ab c 'løs", "i1/1")):
        recorder.record(fact)
        assert state_of(following.look()) == recorder.history.state
    recorder.record(Undone(recorder.history.last_number))
    assert state_of(following.look()) == recorder.history.state


def test_only_what_is_new_is_read(
    recorder: Recorder, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    following.look()
    read: list[int] = []

    def counting(file: sqlite3.Connection, path: Path, meeting: str, after: int) -> list[Entry]:
        found = read_entries(file, path, meeting, after)
        read.append(len(found))
        return found

    monkeypatch.setattr(reading, "read_entries", counting)
    recorder.record(ItemOpened("i2"))
    for _ in range(5):
        following.look()
    assert read == [1, 0]  # the second look is for a write in the same tick of the clock


def test_without_a_change_the_same_object_comes_back(following: Following) -> None:
    first = following.look()
    assert all(following.look() is first for _ in range(4))


def test_a_write_that_leaves_the_stamp_as_it_was_is_seen(
    recorder: Recorder, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    until_given_up(following)
    monkeypatch.setattr(reading, "_stamp", lambda path: (0, 0, 0, 0))
    following.look()
    recorder.record(ItemOpened("i2"))
    assert state_of(following.look()).current == "i2"


def test_a_vote_is_seen_while_it_is_typed_and_nothing_else_is(
    recorder: Recorder, following: Following
) -> None:
    keep(recorder.store, "m", typing("ab c"))
    keep(recorder.store, "m", typing("a", motion="i1/1", is_open=False))  # left with Esc
    keep(recorder.store, "m", {"remark:i1:": "{}", "amendment:i1:": "{}", "note:i1": "nej"})
    assert following.look().typed == (Typed("i1", MAIN, "ab c"),)
    recorder.record(vote(SMALL, "ab c 'løs"), str(Slot("vote", "i1", MAIN)))
    assert following.look().typed == ()


@pytest.mark.parametrize("content", ["", "nej", "[]", '{"open": true}', '{"open": 1, "text": 2}'])
def test_a_draft_that_does_not_read_as_one_is_passed_over(
    content: str, recorder: Recorder, following: Following, path: Path
) -> None:
    outside = sqlite3.connect(path)
    outside.execute("INSERT INTO draft VALUES ('m', 'vote:i1', ?)", (content,))
    outside.commit()
    outside.close()
    assert following.look().typed == ()


def test_it_moves_along_to_the_meeting_that_is_written_to(
    recorder: Recorder, following: Following
) -> None:
    other = Recorder(recorder.store, "m2")
    other.all(opening(SMALL, AGENDA, "m2"))
    assert state_of(following.look()).meeting == "m2"
    recorder.record(ItemOpened("i2"))
    assert state_of(following.look()).meeting == "m"
    recorder.record(MeetingClosed("19.00"))
    assert state_of(following.look()).closed  # and not the other one, which is open
    other.record(ItemOpened("i2"))
    assert state_of(following.look()).meeting == "m2"
    recorder.record(Corrected("i1", "3", "slåfejl", "formanden", date(2026, 1, 9)))
    assert state_of(following.look()).meeting == "m2"


def test_a_meeting_asked_for_by_name_stays(recorder: Recorder, path: Path) -> None:
    Recorder(recorder.store, "m2").all(opening(SMALL, AGENDA, "m2"))
    assert state_of(Following(path, "m").look()).meeting == "m"
    assert "intet møde m3" in Following(path, "m3").look().waiting


def test_where_all_are_closed_the_last_one_is_shown(recorder: Recorder, path: Path) -> None:
    recorder.record(MeetingClosed("19.00"))
    assert state_of(Following(path).look()).closed


# The file


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return what lies in a folder: the bytes of each file, and when it was written."""
    return {f.name: (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.iterdir()}


def test_a_file_at_rest_is_read_without_a_trace(
    recorder: Recorder, path: Path, tmp_path: Path
) -> None:
    recorder.store.close()
    before = files(tmp_path)
    assert "clerk.db-wal" not in before
    following = Following(path)
    assert state_of(until_given_up(following)) == recorder.history.state
    assert files(tmp_path) == before


def test_a_file_that_a_killed_clerk_left_is_read_without_a_trace(
    recorder: Recorder, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    for file in tmp_path.glob("clerk.db*"):
        shutil.copy2(file, folder / file.name)
    before = files(folder)
    assert len(before["clerk.db-wal"][0]) > 0
    assert state_of(Following(folder / path.name).look()) == recorder.history.state
    assert files(folder) == before
    again = Recorder(Store.open(folder / path.name, wording))  # and the next clerk opens it
    again.record(ItemOpened("i2"))
    again.store.close()


def test_the_clerk_may_come_and_go(recorder: Recorder, following: Following, path: Path) -> None:
    for current in ("i2", "i1", "i2"):
        recorder.store.close()
        assert following.look().state == recorder.history.state
        assert not path.with_name(f"{path.name}-wal").exists()  # the log went into the file
        recorder.store = Store.open(path, wording)
        assert following.look().state == recorder.history.state
        recorder.record(ItemOpened(current))
        assert state_of(following.look()).current == current
    recorder.store.close()


def test_without_a_file_it_waits_and_then_begins(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    following = Following(path)
    assert "ingen fil" in following.look().waiting
    assert not path.exists()
    path.touch()
    assert "ikke noget møde" in following.look().waiting
    store = Store.open(path, wording)
    assert "ikke noget møde" in following.look().waiting
    Recorder(store).all(BEGINNING)
    assert state_of(following.look()).current == "i1"
    store.close()


def test_a_file_that_goes_is_missed_after_a_while_and_found_again(
    recorder: Recorder, following: Following, path: Path
) -> None:
    seen = following.look()
    recorder.store.close()
    away = path.rename(path.with_name("away"))
    assert following.look() is seen
    assert "ingen fil" in until_given_up(following).waiting
    away.rename(path)
    assert following.look().state == seen.state


def test_another_file_in_its_place_is_read_from_its_start(
    recorder: Recorder, following: Following, path: Path, tmp_path: Path
) -> None:
    store = Store.open(tmp_path / "other.db", wording)
    other = Recorder(store)
    other.all([*BEGINNING, ItemOpened("i2"), vote(SMALL, "abc 'løs")])
    store.close()
    recorder.record(ItemOpened("i2"))
    following.look()
    recorder.store.close()
    (tmp_path / "other.db").replace(path)
    assert following.look().state == other.history.state


def test_a_backup_written_over_it_is_read_from_its_start(
    recorder: Recorder, following: Following, path: Path, tmp_path: Path
) -> None:
    recorder.store.close()
    shutil.copy(path, tmp_path / "backup")
    recorder.store = Store.open(path, wording)
    recorder.all([ItemOpened("i2"), vote(SMALL, "abc 'løs")])
    assert following.look().state == recorder.history.state
    recorder.store.close()
    shutil.copy(tmp_path / "backup", path)
    assert state_of(following.look()).current == "i1"


def test_a_newer_clerks_file_is_told(recorder: Recorder, following: Following, path: Path) -> None:
    following.look()
    outside = sqlite3.connect(path)
    outside.execute("PRAGMA user_version = 99")
    outside.close()
    assert "nyere clerk" in until_given_up(following).waiting


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        ("Unheard", "{}", "nyere clerk"),
        ("Undone", '{"number":77}', "passer ikke"),
        ("DoorsClosed", '{"item":', "kan ikke læses"),
        ("Struck", '{"item":"i77","subject":"i77/1"}', "passer ikke"),
    ],
)
def test_a_fact_that_cannot_be_taken_in_is_told_and_nothing_stops(
    kind: str, data: str, told: str, recorder: Recorder, following: Following, path: Path
) -> None:
    following.look()
    number = recorder.history.last_number + 1
    outside = sqlite3.connect(path)
    outside.execute(
        "INSERT INTO journal (meeting, number, at, kind, version, data, hash) "
        "VALUES ('m', ?, '2026-01-01T17:00:00+00:00', ?, 1, ?, 'x')",
        (number, kind, data),
    )
    outside.commit()
    outside.close()
    seen = until_given_up(following)
    assert told in seen.waiting
    assert "Venter på mødet" in shown(seen)


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    path = tmp_path / "clerk.db"
    path.write_bytes(b"no database at all" * 100)
    assert "kan ikke læses nu" in Following(path).look().waiting
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert "ikke en clerk-fil" in Following(tmp_path / "other.db").look().waiting


def test_a_file_held_by_somebody_else_is_no_reason_to_blink(
    recorder: Recorder, following: Following, path: Path
) -> None:
    seen = following.look()
    recorder.record(ItemOpened("i2"))
    recorder.store.close()
    code = f"""
import sqlite3, sys
held = sqlite3.connect({str(path)!r}, isolation_level=None)
held.execute("PRAGMA locking_mode = EXCLUSIVE")
held.execute("BEGIN EXCLUSIVE")
print(flush=True)
sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    assert following.look() is seen
    holder.communicate()
    assert state_of(following.look()).current == "i2"
