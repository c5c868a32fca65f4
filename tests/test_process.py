"""The program as a process in a terminal: signals, kill, exit status."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from pseudo_terminal import PATIENCE, Terminal
from textual.drivers._writer_thread import WriterThread

from clerk import paths
from clerk.app import ClerkApp
from clerk.store import Store


def on_disk(home: Path, query: str) -> list[tuple[object, ...]]:
    """Ask the file from outside."""
    connection = sqlite3.connect(paths.database(home))
    try:
        return connection.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []
    finally:
        connection.close()


@pytest.fixture
def terminal(tmp_path: Path) -> object:
    opened = Terminal(tmp_path / "demo")
    opened.until(lambda: "Dagsorden" in opened.seen)
    yield opened
    opened.close()


VOTES = "SELECT count(*) FROM vote WHERE meeting = 'oeu-2015-08-25' AND item = 'i5'"
DRAFT = "SELECT content FROM draft WHERE slot LIKE 'remark:%'"


def typed(home: Path, field: str = "text") -> str:
    """Return a field of the half-typed remark that is on disk."""
    rows = on_disk(home, DRAFT)
    return str(json.loads(str(rows[0][0]))[field]) if rows else ""


def record_a_vote(terminal: Terminal, home: Path) -> None:
    """Type the vote and wait until it is on disk."""
    terminal.type("v")
    terminal.until(lambda: "›" in terminal.seen)
    terminal.type("bf aci ø\r")
    terminal.until(lambda: on_disk(home, VOTES) == [(11,)])


def test_kill_9_in_a_remark_loses_half_a_second_of_text_at_most(
    terminal: Terminal, tmp_path: Path
) -> None:
    home = tmp_path / "demo"
    record_a_vote(terminal, home)
    terminal.type("b")
    terminal.until(lambda: "Afgivet af" in terminal.seen)
    terminal.type("ø\rEnhedslisten mener")
    terminal.until(lambda: typed(home) == "Enhedslisten mener")
    terminal.type(" det\tn 2")
    since = time.monotonic()
    terminal.until(lambda: typed(home, "nature") == "n 2")
    assert time.monotonic() - since < 2.0  # half a second, on a machine that is busy
    terminal.process.kill()
    terminal.process.wait()
    assert on_disk(home, "PRAGMA integrity_check") == [("ok",)]
    assert on_disk(home, VOTES) == [(11,)]
    assert typed(home) == "Enhedslisten mener det"
    assert typed(home, "nature") == "n 2"
    again = Terminal(home)
    again.until(lambda: "Afgivet af" in again.seen)
    again.type("!")
    again.until(lambda: typed(home) == "Enhedslisten mener det!")
    again.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_and_keeps_the_text(
    number: signal.Signals, terminal: Terminal, tmp_path: Path
) -> None:
    home = tmp_path / "demo"
    record_a_vote(terminal, home)
    terminal.type("b")
    terminal.until(lambda: "Afgivet af" in terminal.seen)
    terminal.type("ø\rHalvt")
    terminal.until(lambda: typed(home) == "Halvt")
    terminal.type("!")
    terminal.process.send_signal(number)
    assert terminal.ended() == 128 + number
    assert "\x1b[?1049l" in terminal.seen  # the alternate screen was left
    assert typed(home) in ("Halvt", "Halvt!")


def test_a_closed_window_ends_the_program(terminal: Terminal, tmp_path: Path) -> None:
    record_a_vote(terminal, tmp_path / "demo")
    os.close(terminal.master)
    terminal.process.wait(PATIENCE)
    assert on_disk(tmp_path / "demo", VOTES) == [(11,)]


async def test_a_terminal_that_is_gone_does_not_hold_the_program_up(
    home: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual's writing thread ends of the first error; the program then waits for ever for room
    in its queue."""

    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "__stderr__", Gone())
    app = ClerkApp(store, home)
    driver: Any = app.driver_class(app)
    output = WriterThread(driver._file)
    output.start()

    def write() -> None:
        for _ in range(100):
            output.write("x")
        output.stop()

    writing = threading.Thread(target=write, daemon=True)
    writing.start()
    writing.join(5)
    assert not writing.is_alive()


def test_keys_typed_in_one_burst_go_where_they_belong(terminal: Terminal, tmp_path: Path) -> None:
    home = tmp_path / "demo"
    terminal.type("vbf aci ø\rgc4\x12\x13bø\rFørst\x13nng")
    terminal.until(
        lambda: (
            on_disk(home, "SELECT outcome FROM item WHERE id = 'i7' AND meeting LIKE 'oeu%'")
            == [("adopted",)]
        )
    )
    query = "SELECT author_names, text FROM remark WHERE meeting LIKE 'oeu%' AND item = 'i5'"
    carried, first = on_disk(home, query + " ORDER BY position")
    assert carried[0] == "Det Konservative Folkeparti"
    assert first == ("Enhedslisten", "Først")
    assert on_disk(home, VOTES) == [(11,)]


def test_escape_in_a_burst_is_escape_whatever_comes_after_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.type("vbf\x1bbø\rhej\x1bv aci ø\rm\x1bng")
    query = "SELECT outcome FROM item WHERE id = 'i6' AND meeting LIKE 'oeu%'"
    terminal.until(lambda: on_disk(tmp_path / "demo", query) == [("adopted",)])
    assert on_disk(tmp_path / "demo", VOTES) == [(11,)]
    assert typed(tmp_path / "demo") == "hej"


def test_ctrl_q_leaves_with_status_0(terminal: Terminal) -> None:
    terminal.type("\x11")
    assert terminal.ended() == 0
