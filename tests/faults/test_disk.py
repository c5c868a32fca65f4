"""Disks and files that refuse: what the program says, and that nothing on the screen is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from test_looks import screen_text
from textual.pilot import Pilot
from textual.widgets import TextArea

from clerk import cli, demo, library, paths
from clerk.app import ClerkApp
from clerk.core.facts import MeetingClosed
from clerk.core.history import replay
from clerk.core.motions import ResultKind
from clerk.meeting import OpenMeeting
from clerk.store import Store

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no such limits and files here")
TEXT = "Enhedslisten er imod, og det er " + "meget " * 1000 + "vigtigt."


@pytest.fixture
def rescued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Path]]:
    """Finds the files that were written elsewhere, in a home folder of the test's own."""
    folder = tmp_path / "person"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return lambda: sorted(folder.glob("clerk-redning-*.txt"))


# Faults that begin and end


@contextmanager
def full(store: Store, _path: Path) -> Iterator[str]:
    """The disk is full: the file may not grow."""
    connection = store._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield "Ikke gemt: disken er fuld"
    connection.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def locked(store: Store, path: Path) -> Iterator[str]:
    """Another program holds the file."""
    store._connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield "Ikke gemt: filen er låst af et andet program"
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def read_only(store: Store, _path: Path) -> Iterator[str]:
    """The file takes no writing."""
    store._connection.execute("PRAGMA query_only = ON")
    yield "Ikke gemt: filen kan ikke skrives"
    store._connection.execute("PRAGMA query_only = OFF")


Fault = Callable[[Store, Path], Any]
FAULTS = (full, locked, read_only)


@asynccontextmanager
async def running(store: Store, home: Path, meeting: str) -> AsyncIterator[Pilot[None]]:
    app = ClerkApp(store, home, meeting)
    app._lifeboat.retry_seconds = 0.1
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        yield pilot


async def seen(pilot: Pilot[None], words: str, there: bool = True) -> None:
    """Wait until the words are on the screen, or no longer there."""
    for _ in range(100):
        if (words in screen_text(pilot.app)) is there:
            return
        await pilot.pause(0.05)
    raise AssertionError(screen_text(pilot.app))


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_text_that_cannot_be_saved_stays_and_is_saved_when_that_is_over(
    fault: Fault, store: Store, home: Path, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        with fault(store, paths.database(home)) as words:
            await pilot.press("b", "ø", "enter")
            pilot.app.screen.query_one(TextArea).insert(TEXT)
            await seen(pilot, words)
            await pilot.press("ctrl+s")  # nor is it taken as a fact
            await pilot.pause(0.2)
            assert TEXT in pilot.app.screen.query_one(TextArea).text
            await pilot.press("escape")  # the form is left, and holds its text
            await seen(pilot, words)
            await pilot.press("b")
            assert TEXT in pilot.app.screen.query_one(TextArea).text
            await seen(pilot, words)
            assert not store.drafts(meeting)
        await seen(pilot, "Prøv igen")  # the text is on disk now, the fact not yet
        assert TEXT in next(iter(store.drafts(meeting).values()))
        await pilot.press("ctrl+s")
        await seen(pilot, words, there=False)
    assert replay(store.entries(meeting)).here.remarks[0].text == TEXT
    assert store.drafts(meeting) == {}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_correction_that_cannot_be_saved_stays_and_is_saved_when_that_is_over(
    fault: Fault,
    store: Store,
    home: Path,
    meeting: str,
    rescued: Callable[[], list[Path]],
) -> None:
    OpenMeeting(meeting, store.entries(meeting), store).record(MeetingClosed("19.00"))
    async with running(store, home, meeting) as pilot:
        with fault(store, paths.database(home)) as words:
            await pilot.press("r", "tab", *"Fejl", "tab", *"Formanden", "tab")
            pilot.app.screen.query_one(TextArea).insert(TEXT)
            await seen(pilot, words)
            await pilot.press("ctrl+s")  # nor is it taken as a fact
            await pilot.press("f2")
            assert TEXT in rescued()[0].read_text("utf-8")
            await pilot.press("escape")
            await seen(pilot, words)
            await pilot.press("r")
            assert TEXT in pilot.app.screen.query_one(TextArea).text
        await seen(pilot, "Prøv igen")
        assert TEXT in store.drafts(meeting)["addition::correction"]
        await pilot.press("ctrl+s")
        await seen(pilot, words, there=False)
    assert replay(store.entries(meeting)).corrections[0].text == TEXT
    assert store.drafts(meeting) == {}


async def test_leaving_a_correction_that_is_unsaved_writes_it_elsewhere(
    store: Store, home: Path, meeting: str, rescued: Callable[[], list[Path]]
) -> None:
    OpenMeeting(meeting, store.entries(meeting), store).record(MeetingClosed("19.00"))
    async with running(store, home, meeting) as pilot:
        with full(store, paths.database(home)) as words:
            await pilot.press("r", "tab", "tab", "tab")
            pilot.app.screen.query_one(TextArea).insert(TEXT)
            await seen(pilot, words)
            await pilot.press("escape", "escape")  # to the list of meetings
            await seen(pilot, "Skrevet i")
            assert TEXT in rescued()[0].read_text("utf-8")


@pytest.mark.parametrize("fault", [locked, read_only])
async def test_a_key_that_cannot_be_saved_says_so_until_one_is(
    fault: Fault, store: Store, home: Path, meeting: str
) -> None:
    before = store.entries(meeting)
    async with running(store, home, meeting) as pilot:
        with fault(store, paths.database(home)) as words:
            await pilot.press("n")
            await seen(pilot, words)
            await pilot.press("f1", "escape")
            await seen(pilot, words)
            assert store.entries(meeting) == before
        await pilot.press("n")
        await seen(pilot, words, there=False)
    assert len(store.entries(meeting)) > len(before)


async def test_what_is_not_saved_goes_to_a_file_elsewhere_on_request(
    store: Store, home: Path, meeting: str, rescued: Callable[[], list[Path]]
) -> None:
    async with running(store, home, meeting) as pilot:
        with full(store, paths.database(home)) as words:
            await pilot.press("b", "ø", "enter")
            pilot.app.screen.query_one(TextArea).insert(TEXT)
            await seen(pilot, words)
            await seen(pilot, "F2 skriver det i en anden fil")
            await pilot.press("f2")
            await pilot.pause()
            (file,) = rescued()
            assert TEXT in file.read_text("utf-8")
            assert "Økonomiudvalgets møde" in file.read_text("utf-8")
            if os.name == "posix":
                assert file.stat().st_mode & 0o777 == 0o600


async def test_where_the_home_folder_takes_nothing_the_folder_for_temporary_files_does(
    store: Store,
    home: Path,
    meeting: str,
    rescued: Callable[[], list[Path]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "gone"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "gone"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "person"))
    async with running(store, home, meeting) as pilot:
        await pilot.press("f2")
        assert len(rescued()) == 1
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
        await pilot.press("f2")
        await pilot.pause()
        told = [notice.message for notice in pilot.app._notifications]
    assert any("Skrevet i" in text for text in told)
    assert any("Filen blev heller ikke skrevet" in text for text in told)


async def test_leaving_while_something_is_unsaved_writes_it_elsewhere(
    store: Store, home: Path, meeting: str, rescued: Callable[[], list[Path]]
) -> None:
    async with running(store, home, meeting) as pilot:
        with full(store, paths.database(home)) as words:
            await pilot.press("b", "ø", "enter")
            pilot.app.screen.query_one(TextArea).insert(TEXT)
            await seen(pilot, words)
            await pilot.press("escape", "M")  # to the list of meetings
            await seen(pilot, "Skrevet i")
            assert len(rescued()) == 1
            assert TEXT in rescued()[0].read_text("utf-8")


def test_a_clock_that_jumps_back_changes_no_order(store: Store, home: Path, meeting: str) -> None:
    times = iter([datetime(2026, 10, 25, 2, 30, tzinfo=UTC) - timedelta(hours=n) for n in range(9)])
    there = OpenMeeting(meeting, store.entries(meeting), store, clock=lambda: next(times))
    there.decide(ResultKind.POSTPONED, "til maj")
    there.open_item("i6")
    there.undo()
    there.redo()
    again = OpenMeeting(meeting, store.entries(meeting), store, clock=lambda: next(times))
    assert again.state == there.state
    assert [entry.number for entry in store.entries(meeting)] == list(
        range(1, len(store.entries(meeting)) + 1)
    )
    again.record(MeetingClosed("19.00"))
    assert store.last_meeting() is None
    assert all(not verdict.fault for verdict in store.verify())
    store.rebuild()
    assert store.entries(meeting)[-1].at < store.entries(meeting)[-2].at


# The command line


@pytest.fixture
def filled(home: Path) -> Path:
    """The home with the demo's meetings in it."""
    store = Store.open(paths.database(home), library.decision_text)
    demo.load(store)
    store.close()
    return home


def clerk(*arguments: str, before: tuple[str, ...] = (), **more: Any) -> Any:
    """Run the program in a process of its own."""
    command = [*before, sys.executable, "-m", "clerk", *arguments]
    more = {"stdout": subprocess.PIPE, **more}
    return subprocess.run(
        command, stderr=subprocess.PIPE, text=True, timeout=60, check=False, **more
    )


def refused(done: Any, *words: str) -> None:
    """The program has ended with words that help, and with no trace."""
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("clerk: ")
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr


@POSIX
@pytest.mark.parametrize(("size", "words"), [(100_000, "kan ikke åbnes"), (250_000, "ikke gemt")])
def test_a_disk_that_fills_while_a_meeting_is_fetched(home: Path, size: int, words: str) -> None:
    """While the file is made, and while the meeting is put in it."""
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    file = library.data_dir() / "demo" / f"{demo.MEETINGS[0]}.toml"
    refused(clerk("new", str(file), preexec_fn=limit), words)
    store = Store.open(paths.database(home), library.decision_text)
    assert store._rows("PRAGMA integrity_check") == [("ok",)]
    store.close()
    assert clerk("new", str(file)).returncode == 0  # what was begun is not in the way


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("meeting", demo.MEETINGS)
def test_minutes_printed_on_a_full_disk(filled: Path, meeting: str) -> None:
    with Path("/dev/full").open("w") as nowhere:
        refused(clerk("minutes", meeting, stdout=nowhere), "ikke skrevet")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
async def test_minutes_files_on_a_full_disk(
    store: Store, home: Path, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The meeting is closed all the same, and no half file is left."""

    def no_room(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    async with running(store, home, meeting) as pilot:
        await pilot.press("l", "L", "enter")
        await pilot.pause()
        told = [notice.message for notice in pilot.app._notifications]
    assert any("filerne blev ikke skrevet" in text for text in told)
    assert replay(store.entries(meeting)).closed
    assert list(paths.minutes(home).iterdir()) == []


def without_privilege() -> tuple[str, ...]:
    """Return what runs a program for whom permissions hold, also where the tests run as root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("permissions do not hold for root, and there is no setpriv")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@POSIX
def test_a_file_that_may_not_be_written(filled: Path) -> None:
    path = paths.database(filled)
    content = path.read_bytes()
    path.chmod(0o400)
    filled.chmod(0o500)
    try:
        for command in (["list"], ["minutes", demo.MEETINGS[0]], ["rebuild"]):
            done = clerk(*command, before=without_privilege())
            refused(done, str(path), "kan ikke åbnes", "rettigheder")
    finally:
        filled.chmod(0o700)
    assert path.read_bytes() == content


def test_a_file_that_another_program_holds(filled: Path) -> None:
    other = sqlite3.connect(paths.database(filled), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused(clerk("rebuild"), "låst af et andet program")
    other.execute("ROLLBACK")
    other.close()


def test_a_place_where_the_write_ahead_log_does_not_work(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A network drive gives no shared memory; nor does this way of SQLite to the disk."""
    path = paths.database(filled)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    content, connect = path.read_bytes(), sqlite3.connect

    def without_shared_memory(file: Path, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(
            f"{file.as_uri()}?vfs=unix-dotfile", uri=True, **more
        )
        return connection

    monkeypatch.setattr(sqlite3, "connect", without_shared_memory)
    assert cli.run(["list"]) == 1
    told = capsys.readouterr().err
    assert "netværksdrev" in told
    assert str(path) in told
    assert path.read_bytes() == content
