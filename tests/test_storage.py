"""The file: durable, atomic, migrated with a backup, refused where it is not ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from clerk import db, demo, library, migrations, paths
from clerk.core.faults import NotSavedError, StoreError
from clerk.core.state import replay
from clerk.meeting import OpenMeeting
from clerk.store import Store, chained

FILES = Path(__file__).parent / "files"


def reopened(home: Path) -> Store:
    """Open the home's file once more."""
    return Store.open(paths.database(home), library.decision_text)


def test_every_fact_is_synced(store: Store) -> None:
    assert store._rows("PRAGMA journal_mode") == [("wal",)]
    assert store._rows("PRAGMA synchronous") == [(2,)]
    assert store._rows("PRAGMA foreign_keys") == [(1,)]


def test_the_ladder_and_the_classes_agree(store: Store) -> None:
    tables = {row[0] for row in store._rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - {"sqlite_sequence"} == set(SQLModel.metadata.tables)
    for name, table in SQLModel.metadata.tables.items():
        ladder = {
            row[1]: (row[2], bool(row[3]) or bool(row[5]), bool(row[5]))
            for row in store._rows(f"PRAGMA table_info({name})")
        }
        classes = {
            column.name: (
                "INTEGER" if column.type.python_type is int else "TEXT",
                not column.nullable,
                column.primary_key,
            )
            for column in table.columns
        }
        assert classes == ladder, name
        assert list(table.columns.keys()) == list(ladder), name


def test_a_fact_that_fails_leaves_nothing(store: Store, meeting: str) -> None:
    open_meeting = OpenMeeting(meeting, store.entries(meeting), store)
    before = store.entries(meeting)
    store._connection.execute(
        "CREATE TRIGGER broken BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(NotSavedError):
        open_meeting.strike("i5/1")
    assert store.entries(meeting) == before
    assert open_meeting.state == replay(before)
    store._connection.execute("DROP TRIGGER broken")
    open_meeting.strike("i5/1")
    assert len(store.entries(meeting)) == len(before) + 1


def test_a_full_disk_is_said_and_nothing_is_lost(store: Store, meeting: str) -> None:
    open_meeting = OpenMeeting(meeting, store.entries(meeting), store)
    pages = store._rows("PRAGMA page_count")[0][0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSavedError, match="disken er fuld"):
        store.save_draft(meeting, "x", "y" * 200_000)
    store._connection.execute("PRAGMA max_page_count = 1000000")
    open_meeting.strike("i5/1")
    assert store._rows("PRAGMA integrity_check") == [("ok",)]


def test_another_copy_that_wrote_is_noticed(store: Store, meeting: str, home: Path) -> None:
    mine = OpenMeeting(meeting, store.entries(meeting), store)
    other_store = reopened(home)
    OpenMeeting(meeting, other_store.entries(meeting), other_store).strike("i5/1")
    other_store.close()
    with pytest.raises(NotSavedError, match="anden kopi"):
        mine.strike("i5/1")


@pytest.mark.parametrize("statement", ["UPDATE journal SET data = ''", "DELETE FROM journal"])
def test_the_journal_is_only_added_to(store: Store, meeting: str, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store._connection.execute(statement)


def test_each_fact_carries_the_hash_of_the_one_before(store: Store, meeting: str) -> None:
    previous = ""
    rows = store._rows(
        "SELECT number, at, kind, version, data, hash FROM journal WHERE meeting = ? "
        "ORDER BY number",
        meeting,
    )
    assert rows
    for number, at, kind, version, data, found in rows:
        previous = chained(previous, meeting, number, at, (kind, version, data))
        assert found == previous


def test_projections_of_undo_equal_those_before(store: Store, meeting: str) -> None:
    def dump() -> list[set[tuple[object, ...]]]:
        return [set(store._rows(f"SELECT * FROM {m.__tablename__}")) for m in db.PROJECTIONS]

    before = dump()
    open_meeting = OpenMeeting(meeting, store.entries(meeting), store)
    open_meeting.strike("i5/1")
    open_meeting.close()
    changed = dump()
    assert changed != before
    store.rebuild()
    assert dump() == changed


def test_an_unknown_fact_is_refused_not_skipped(store: Store, meeting: str) -> None:
    store._connection.execute(
        "INSERT INTO journal (meeting, number, at, kind, version, data, hash) "
        "VALUES (?, 999, '2030-01-01T00:00:00+00:00', 'Teleported', 1, '{}', '')",
        (meeting,),
    )
    with pytest.raises(StoreError, match="Teleported"):
        store.entries(meeting)


def test_the_register_knows_bodies_parties_members_and_mandates(store: Store, meeting: str) -> None:
    counts = [store._rows(f"SELECT count(*) FROM {t}")[0][0] for t in ("body", "party", "mandate")]
    assert counts == [2, 15, 24]


def test_a_newer_file_is_refused_and_untouched(home: Path) -> None:
    path = paths.database(home)
    reopened(home).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="nyere clerk"):
        reopened(home)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(home: Path) -> None:
    connection = sqlite3.connect(paths.database(home))
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="ikke en clerk-fil"):
        reopened(home)


@pytest.fixture
def old_file(home: Path) -> Path:
    """A copy of the file that version 1 of the schema was stored in."""
    path = paths.database(home)
    path.write_bytes((FILES / "clerk-v1.db").read_bytes())
    return path


def test_a_stored_old_file_opens_and_reads(old_file: Path, home: Path) -> None:
    store = reopened(home)
    assert [m.id for m in store.meetings()] == ["oeu-2015-08-25", "biu-2015-08-17"]
    assert replay(store.entries("biu-2015-08-17")).closed
    store.close()


def test_a_migration_backs_up_first(
    old_file: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = ("one more column", "ALTER TABLE member ADD COLUMN born TEXT;")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    store = reopened(home)
    assert "born" in [row[1] for row in store._rows("PRAGMA table_info(member)")]
    assert store._rows("PRAGMA user_version") == [(2,)]
    store.close()
    backup = sqlite3.connect(old_file.with_name("clerk.db.v1.bak"))
    assert backup.execute("PRAGMA user_version").fetchone() == (1,)
    assert backup.execute("SELECT count(*) FROM meeting").fetchone() == (2,)
    backup.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    old_file: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = ("broken", "CREATE TABLE extra (x TEXT) STRICT; SELECT * FROM nowhere;")
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
        with pytest.raises(StoreError):
            reopened(home)
    store = reopened(home)
    assert store._rows("SELECT name FROM sqlite_master WHERE name = 'extra'") == []
    assert store._rows("PRAGMA user_version") == [(1,)]
    store.close()


def test_earlier_remarks_of_the_case_are_offered(store: Store, meeting: str) -> None:
    earlier = store.earlier_remarks("2015-0156312", meeting)
    assert len(earlier) >= 5
    assert {remark.source.meeting for remark in earlier} == {"biu-2015-08-17"}
    assert store.earlier_remarks("2015-0156312", "biu-2015-08-17") == []
    assert demo.load(store) == meeting  # a second loading adds nothing
