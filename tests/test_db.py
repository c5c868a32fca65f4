"""The database: projections row by row, files that are refused, two processes at once."""

from __future__ import annotations

import json
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_store import BODY, STORY, Recorder, agenda_item, opening, wording

from clerk import db, migrations
from clerk.core import facts
from clerk.core.faults import StoreError
from clerk.core.people import Member
from clerk.core.state import MAIN, State
from clerk.core.voting import Vote
from clerk.store import Store

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no permission bits")
Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def asked() -> list[str]:
    """The items whose decision text was asked for, in order."""
    return []


@pytest.fixture
def small(tmp_path: Path, asked: list[str]) -> Iterator[Store]:
    """An empty open store that notes whose text it asks for."""

    def noted(state: State, item_id: str) -> str:
        asked.append(item_id)
        return wording(state, item_id)

    store = Store.open(tmp_path / "clerk.db", noted)
    yield store
    store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file under test lies."""
    return tmp_path / "clerk.db"


def dump(store: Store) -> Dump:
    """Return all projections, sorted."""
    names = [str(model.__tablename__) for model in db.PROJECTIONS]
    return {name: sorted(store._rows(f"SELECT * FROM {name}"), key=str) for name in names}


def test_after_each_fact_the_projections_are_those_derived_anew(small: Store) -> None:
    recorder = Recorder(small, "hau-1")
    Recorder(small, "hau-0").all(opening("hau-0", date(2031, 1, 1), agenda_item("i1")))
    for fact in STORY:
        recorder.record(fact)
        written = dump(small)
        assert small.rebuild() == 2
        assert dump(small) == written, fact


def test_undo_and_redo_give_the_rows_back(small: Store) -> None:
    recorder = Recorder(small, "hau-1")
    recorder.all(STORY[:6])
    before = dump(small)
    voted = recorder.record(STORY[6])
    after = dump(small)
    assert len(after["vote"]) == 5
    recorder.record(facts.Undone(voted.number))
    assert dump(small) == before
    recorder.record(facts.Redone(voted.number))
    assert dump(small) == after


def test_rebuilding_repairs_what_was_changed_by_hand(small: Store) -> None:
    Recorder(small, "hau-1").all(STORY)
    written = dump(small)
    small._connection.execute("UPDATE decision SET text = 'andet'")
    small._connection.execute("DELETE FROM vote")
    small.rebuild()
    assert dump(small) == written


def test_a_voter_is_a_row_and_not_voting_is_no_abstention(small: Store) -> None:
    recorder = Recorder(small, "hau-1")
    recorder.all(STORY[:4])
    recorder.record(facts.Voted("i1", MAIN, Vote(("cai", "ane"), ("dea",), ("bo",), ("eli",))))
    rows = small._rows("SELECT side, position, member, name, party FROM vote ORDER BY side, 2")
    assert rows == [
        ("abstained", 0, "bo", "Bo Bæk", "A"),
        ("against", 0, "dea", "Dea Dam", "Ø"),
        ("for", 0, "cai", "Cai Carlsen", "B"),
        ("for", 1, "ane", "Ane Aagaard", "A"),
        ("not_voting", 0, "eli", "Eli Ø. Holm", None),
    ]


def test_only_the_changed_item_is_worded_and_written(small: Store, asked: list[str]) -> None:
    items = [agenda_item(f"i{number}") for number in range(1, 30)]
    recorder = Recorder(small, "hau-1")
    recorder.all(opening("hau-1", date(2031, 3, 4), *items))
    asked.clear()
    changes = small._connection.total_changes
    recorder.record(facts.ItemOpened("i7"))
    assert (asked, small._connection.total_changes - changes) == ([], 1)
    recorder.record(facts.Voted("i7", MAIN, Vote(("ane", "bo"), ("cai",))))
    assert set(asked) == {"i7"}
    # Two journal rows, then: meeting, item, motion, decision and three voters.
    assert small._connection.total_changes - changes == 2 + 4 + 3


def test_enrolling_again_changes_and_adds(small: Store) -> None:
    small.enrol(BODY, date(2030, 1, 1))
    members = (*BODY.members, Member("fie", "Fie Fugl", "B"))
    grown = replace(BODY, name="Havne- og Broudvalget", members=members)
    small.enrol(grown, date(2031, 1, 1))
    assert small._rows("SELECT id, name FROM body") == [("havn", "Havne- og Broudvalget")]
    assert small._rows("SELECT member, party, since FROM mandate ORDER BY position") == [
        ("ane", "A", "2030-01-01"),
        ("bo", "A", "2030-01-01"),
        ("cai", "B", "2030-01-01"),
        ("dea", "Ø", "2030-01-01"),
        ("eli", None, "2030-01-01"),
        ("fie", "B", "2031-01-01"),
    ]
    forms = dict(small._rows("SELECT code, forms FROM party"))
    assert json.loads(forms["A"]) == ["Socialdemokratiet", "A"]


# Files that are refused, and files of two processes


def made(path: Path, *statements: str) -> bytes:
    """Make a database in SQLite's default journal mode; return its bytes."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (("CREATE TABLE theirs (x)",), "ikke en clerk-fil"),
        (("PRAGMA application_id = 77",), "ikke en clerk-fil"),
        (("PRAGMA user_version = 1",), "ikke en clerk-fil"),
        (
            (f"PRAGMA application_id = {migrations.APPLICATION_ID}", "PRAGMA user_version = 999"),
            "nyere clerk",
        ),
    ],
)
def test_a_refused_file_keeps_every_byte(
    path: Path, statements: tuple[str, ...], said: str
) -> None:
    before, since = made(path, *statements), path.stat().st_mtime_ns
    with pytest.raises(StoreError, match=said) as refusal:
        Store.open(path, wording)
    assert str(path) in str(refusal.value)
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == since
    assert list(path.parent.glob("clerk.db*")) == [path]


def test_what_is_no_database_is_refused_and_kept(path: Path) -> None:
    path.write_bytes(b"no database, " * 500)
    with pytest.raises(StoreError, match="beskadiget") as refusal:
        Store.open(path, wording)
    assert str(path) in str(refusal.value)
    assert path.read_bytes() == b"no database, " * 500


def test_a_damaged_page_is_said_on_reading(path: Path) -> None:
    store = Store.open(path, wording)
    Recorder(store, "hau-1").all(STORY)
    size = store._rows("PRAGMA page_size")[0][0]
    root = store._rows("SELECT rootpage FROM sqlite_master WHERE name = 'journal'")[0][0]
    store.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    store = Store.open(path, wording)
    with pytest.raises(StoreError, match="beskadiget") as refusal:
        store.entries("hau-1")
    store.close()
    assert str(path) in str(refusal.value)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "clerk.db", tmp_path / "nowhere" / "clerk.db", tmp_path):
        with pytest.raises(StoreError, match="kan ikke åbnes") as refusal:
            Store.open(place, wording)
        assert str(place) in str(refusal.value)


def test_a_file_without_a_write_ahead_log_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="netværksdrev"):
        Store.open(Path(":memory:"), wording)  # the one place that SQLite refuses WAL anywhere


@POSIX
def test_the_file_and_its_backup_are_the_owners_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(path, wording).close()
    step = ("one more", "ALTER TABLE member ADD COLUMN born TEXT;")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    Store.open(path, wording).close()
    found = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.glob("clerk.db*")}
    assert found == {"clerk.db": 0o600, "clerk.db.v1.bak": 0o600}


@pytest.mark.parametrize("moment", ["_step", "_back_up"])
def test_two_processes_that_migrate_at_once_take_each_step_once(
    path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    Store.open(path, wording).close()
    step = ("one row", "INSERT INTO member VALUES ('new', 'N. N.') ON CONFLICT DO NOTHING;")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    own = getattr(migrations, moment)

    def late(*arguments: object) -> None:
        monkeypatch.setattr(migrations, moment, own)
        Store.open(path, wording).close()  # the other process, just before this one goes on
        other = sqlite3.connect(path)
        other.execute("UPDATE member SET id = 'changed since'")
        other.commit()
        other.close()
        own(*arguments)

    monkeypatch.setattr(migrations, moment, late)
    store = Store.open(path, wording)
    assert store._rows("SELECT id FROM member") == [("changed since",)]
    assert store._rows("PRAGMA user_version") == [(2,)]
    store.close()
    backup = sqlite3.connect(path.with_name("clerk.db.v1.bak"))
    assert backup.execute("PRAGMA user_version").fetchone() == (1,)
    backup.close()
    assert not list(path.parent.glob("*.part"))


def test_two_processes_that_make_the_file_at_once_both_get_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = migrations._step

    def late(connection: sqlite3.Connection, number: int, script: str) -> None:
        monkeypatch.setattr(migrations, "_step", own)
        Store.open(path, wording).close()
        own(connection, number, script)

    monkeypatch.setattr(migrations, "_step", late)
    store = Store.open(path, wording)
    assert store.meetings() == []
    store.close()
