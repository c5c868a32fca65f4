"""Opening the file: made once, migrated after a backup, refused untouched where it is not ours."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from stories import STORY, Recorder, wording

from clerk import library, migrations
from clerk.core.faults import StoreError
from clerk.core.history import replay
from clerk.store import Store

FILES = Path(__file__).parent / "files"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no permission bits")


LAST = len(migrations.MIGRATIONS)


def opened(path: Path) -> Store:
    return Store.open(path, wording)


def one_more_step(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Lengthen the ladder."""
    step = ("one more", script)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))


@pytest.mark.parametrize("file", ["new", "opened before", "of version 1"])
def test_every_fact_is_synced(path: Path, file: str) -> None:
    if file == "opened before":
        opened(path).close()
    elif file == "of version 1":
        path.write_bytes((FILES / "clerk-v1.db").read_bytes())
    store = Store.open(path, library.decision_text)
    assert store._rows("PRAGMA journal_mode") == [("wal",)]
    assert store._rows("PRAGMA synchronous") == [(2,)]
    assert store._rows("PRAGMA foreign_keys") == [(1,)]
    store.close()


# Refused


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
        opened(path)
    assert str(path) in str(refusal.value)
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == since
    assert list(path.parent.glob("clerk.db*")) == [path]


def test_what_is_no_database_is_refused_and_kept(path: Path) -> None:
    path.write_bytes(b"no database, " * 500)
    with pytest.raises(StoreError, match="beskadiget") as refusal:
        opened(path)
    assert str(path) in str(refusal.value)
    assert path.read_bytes() == b"no database, " * 500


def test_a_damaged_page_is_said_on_reading(path: Path) -> None:
    store = opened(path)
    Recorder(store).all(STORY)
    size = store._rows("PRAGMA page_size")[0][0]
    root = store._rows("SELECT rootpage FROM sqlite_master WHERE name = 'journal'")[0][0]
    store.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    store = opened(path)
    with pytest.raises(StoreError, match="beskadiget") as refusal:
        store.entries("m")
    store.close()
    assert str(path) in str(refusal.value)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "clerk.db", tmp_path / "nowhere" / "clerk.db", tmp_path):
        with pytest.raises(StoreError, match="kan ikke åbnes") as refusal:
            opened(place)
        assert str(place) in str(refusal.value)


def test_a_file_without_a_write_ahead_log_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="netværksdrev"):
        opened(Path(":memory:"))  # the one place that SQLite refuses WAL anywhere


# Migrated


@pytest.fixture
def old_file(path: Path) -> Path:
    """A copy of the file that version 1 of the schema was stored in."""
    path.write_bytes((FILES / "clerk-v1.db").read_bytes())
    return path


def test_a_stored_old_file_opens_and_reads(old_file: Path) -> None:
    store = Store.open(old_file, library.decision_text)
    assert [m.id for m in store.meetings()] == ["oeu-2015-08-25", "biu-2015-08-17"]
    assert replay(store.entries("biu-2015-08-17")).closed
    assert store.rebuild() == 2
    store.close()


def test_the_first_step_is_as_it_was_when_files_were_made_with_it(old_file: Path) -> None:
    fresh = sqlite3.connect(":memory:")
    fresh.executescript(migrations.MIGRATIONS[0][1])
    old = sqlite3.connect(old_file)
    made = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    assert old.execute(made).fetchall() == fresh.execute(made).fetchall()
    old.close()
    fresh.close()


def test_an_old_file_has_all_that_a_new_one_has(old_file: Path) -> None:
    """Its rows are derived anew, and a meeting that was closed then is sealed and guarded."""
    before = sqlite3.connect(old_file)
    votes = before.execute("SELECT count(*) FROM vote").fetchone()
    chain = before.execute("SELECT * FROM journal ORDER BY id").fetchall()
    before.close()
    store = Store.open(old_file, library.decision_text)
    assert store._rows("SELECT count(*) FROM vote") == [votes]
    assert store._rows("SELECT * FROM journal ORDER BY id") == chain
    assert [verdict.fault for verdict in store.verify()] == ["", ""]
    end = [row for row in chain if row[4] == "MeetingClosed"]
    assert store._rows("SELECT meeting, number, hash, at FROM seal") == [
        (row[1], row[2], row[7], row[3]) for row in end
    ]
    with pytest.raises(sqlite3.IntegrityError, match="closed meeting"):
        store._connection.execute("DELETE FROM vote WHERE meeting = 'biu-2015-08-17'")
    store.close()


def test_an_old_file_that_cannot_be_read_stays_as_it_was(old_file: Path) -> None:
    damaging = sqlite3.connect(old_file)
    damaging.execute("DROP TRIGGER journal_stays")
    damaging.execute("UPDATE journal SET kind = 'Teleported' WHERE number = 3")
    damaging.commit()
    damaging.close()
    with pytest.raises(StoreError, match="hændelse 3 kan ikke læses"):
        Store.open(old_file, library.decision_text)
    left = sqlite3.connect(old_file)
    assert left.execute("PRAGMA user_version").fetchone() == (1,)
    assert left.execute("SELECT count(*) FROM meeting").fetchone() == (2,)
    left.close()


def test_a_migration_backs_up_first(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one_more_step(monkeypatch, "ALTER TABLE member ADD COLUMN born TEXT;")
    store = opened(old_file)
    assert "born" in [row[1] for row in store._rows("PRAGMA table_info(member)")]
    assert store._rows("PRAGMA user_version") == [(LAST + 1,)]
    store.close()
    backup = sqlite3.connect(old_file.with_name("clerk.db.v1.bak"))
    assert backup.execute("PRAGMA user_version").fetchone() == (1,)
    assert backup.execute("SELECT count(*) FROM meeting").fetchone() == (2,)
    backup.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    old_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        one_more_step(patched, "CREATE TABLE extra (x TEXT) STRICT; SELECT * FROM nowhere;")
        with pytest.raises(StoreError):
            opened(old_file)
    store = opened(old_file)
    assert store._rows("SELECT name FROM sqlite_master WHERE name = 'extra'") == []
    assert store._rows("PRAGMA user_version") == [(LAST,)]
    store.close()


@POSIX
def test_the_file_and_its_backup_are_the_owners_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path).close()
    one_more_step(monkeypatch, "ALTER TABLE member ADD COLUMN born TEXT;")
    opened(path).close()
    found = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.glob("clerk.db*")}
    assert found == {"clerk.db": 0o600, f"clerk.db.v{LAST}.bak": 0o600}


# Several processes at once


@pytest.mark.parametrize("moment", ["_step", "_back_up"])
def test_two_processes_that_migrate_at_once_take_each_step_once(
    path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    opened(path).close()
    one_more_step(monkeypatch, "INSERT INTO member VALUES ('new', 'N. N.') ON CONFLICT DO NOTHING;")
    own = getattr(migrations, moment)

    def late(*arguments: object) -> None:
        monkeypatch.setattr(migrations, moment, own)
        opened(path).close()  # the other process, just before this one goes on
        other = sqlite3.connect(path)
        other.execute("UPDATE member SET id = 'changed since'")
        other.commit()
        other.close()
        own(*arguments)

    monkeypatch.setattr(migrations, moment, late)
    store = opened(path)
    assert store._rows("SELECT id FROM member") == [("changed since",)]
    assert store._rows("PRAGMA user_version") == [(LAST + 1,)]
    store.close()
    backup = sqlite3.connect(path.with_name(f"clerk.db.v{LAST}.bak"))
    assert backup.execute("PRAGMA user_version").fetchone() == (LAST,)
    backup.close()
    assert not list(path.parent.glob("*.part"))


def test_two_processes_that_make_the_file_at_once_both_get_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = migrations._step

    def late(*arguments: Any) -> None:
        monkeypatch.setattr(migrations, "_step", own)
        opened(path).close()
        own(*arguments)

    monkeypatch.setattr(migrations, "_step", late)
    store = opened(path)
    assert store.meetings() == []
    store.close()


class Interrupted(sqlite3.Connection):
    """A connection before whose third statement another process makes the file."""

    statements = 0

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        self.statements += 1
        if self.statements == 3:
            opened(Path(super().execute("PRAGMA database_list").fetchone()[2])).close()
        return super().execute(*statement)


def test_a_file_made_by_another_process_meanwhile_is_not_taken_for_a_strangers(path: Path) -> None:
    looking = sqlite3.connect(path, isolation_level=None, factory=Interrupted)
    steps = [migrations.recognised(looking, path) for _ in range(3)]
    assert steps == [0, 0, len(migrations.MIGRATIONS)]
    looking.close()


def test_a_file_that_another_process_is_making_is_waited_for(path: Path) -> None:
    """SQLite itself does not wait when the write-ahead log is switched on."""
    making = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    making.execute("BEGIN IMMEDIATE")
    making.execute("CREATE TABLE half_made (x)")
    done = Timer(0.2, making.execute, ["ROLLBACK"])
    done.start()
    opened(path).close()
    done.join()
    making.close()


RACE = """
import sys
from threading import Timer
from typing import Any
from pathlib import Path
from clerk.store import Store

sys.stdout.write("ready\\n")
sys.stdout.flush()
sys.stdin.readline()
for number in range(20):
    store = Store.open(Path(sys.argv[1]) / f"{number}.db", lambda state, item: "")
    assert store.meetings() == []
    store.close()
"""


def test_processes_that_make_new_files_at_once_all_get_them(tmp_path: Path) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for racer in racers:
        assert racer.stdout is not None
        racer.stdout.readline()
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    for racer in racers:
        _out, said = racer.communicate(timeout=60)
        assert (racer.returncode, said) == (0, "")
