"""The picture of the last run: painted at once, where nothing has changed since."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clerk import paths

if sys.platform == "win32":
    pytest.skip("no pseudo terminals here", allow_module_level=True)

import fcntl
import termios

from pseudo_terminal import Terminal

ENTER, LEAVE, QUIT = "\x1b[?1049h", "\x1b[?1049l", "\x11"

Start = Callable[[], Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "demo"


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    with contextlib.ExitStack() as opened:

        def start() -> Terminal:
            terminal = Terminal(home)
            opened.callback(terminal.close)
            return terminal

        yield start


def echoes(terminal: Terminal) -> bool:
    """Whether the terminal is as a shell wants it."""
    local = termios.tcgetattr(terminal.master)[3]
    return bool(local & termios.ECHO) and bool(local & termios.ICANON)


def left(terminal: Terminal) -> int:
    """Wait for the program to be ready, and leave it."""
    terminal.until(lambda: "Dagsorden" in terminal.seen)
    terminal.read(1.0)
    terminal.type(QUIT)
    return terminal.ended()


def picture(home: Path) -> Path:
    return home / "last-picture"


def test_a_picture_is_left_for_the_owner_alone_and_used_once(start: Start, home: Path) -> None:
    assert left(start()) == 0
    assert stat.S_IMODE(picture(home).stat().st_mode) == 0o600
    second = start()
    second.until(lambda: "Dagsorden" in second.seen)
    assert not picture(home).exists()
    assert left(second) == 0
    assert second.seen.count(ENTER) == second.seen.count(LEAVE) == 1
    assert echoes(second)
    assert picture(home).exists()


def test_keys_typed_at_the_picture_reach_the_program(start: Start) -> None:
    left(start())
    second = start()
    second.until(lambda: "Dagsorden" in second.seen)
    second.type("v")
    second.until(lambda: "Imod" in second.seen)


def test_after_a_change_there_is_no_picture(start: Start, home: Path) -> None:
    left(start())
    old = picture(home).read_text("utf-8").partition("\n")[2]
    picture(home).write_text(picture(home).read_text("utf-8").replace("Dagsorden", "Yesterday"))
    with contextlib.closing(sqlite3.connect(paths.database(home))) as connection, connection:
        connection.execute("INSERT INTO draft VALUES ('elsewhere', 'a', 'b')")
    second = start()
    assert left(second) == 0
    assert "Dagsorden" in old
    assert "Yesterday" not in second.seen


def test_a_start_that_fails_says_so_on_the_screen_as_it_was(start: Start, home: Path) -> None:
    left(start())
    with (home / "clerk.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = start()
        assert second.ended() == 1
        second.read()
    assert "kører allerede" in second.seen.rpartition(LEAVE)[2]
    assert second.seen.count(ENTER) == second.seen.count(LEAVE) == 1
    assert echoes(second)


def test_a_signal_at_the_picture_leaves_the_terminal_as_it_was(start: Start) -> None:
    left(start())
    second = start()
    second.until(lambda: "Dagsorden" in second.seen)
    second.process.send_signal(signal.SIGTERM)
    assert second.ended() == 128 + signal.SIGTERM
    second.read()
    assert second.seen.count(ENTER) == second.seen.count(LEAVE) == 1
    assert echoes(second)
