"""The whole program in a terminal, on a disk that fails under it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from powercut import built, surroundings
from pseudo_terminal import Terminal

from clerk import paths


@pytest.mark.parametrize("fault", ["FAIL_SYNC", "FAIL_WRITE"])
def test_a_disk_that_fails_under_the_program(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sync or every write fails for a while, below SQLite."""
    monkeypatch.setenv("HOME", str(tmp_path))
    home, failing = (tmp_path / "demo").resolve(), tmp_path / "failing"
    recorder = built(tmp_path)
    terminal = Terminal(home, environment=surroundings(recorder, home, **{fault: str(failing)}))
    try:
        terminal.until(lambda: shows(terminal, "Dagsorden"))
        failing.touch()
        terminal.type("bø\rHalvt")
        terminal.until(lambda: shows(terminal, "Ikke gemt: disken"))
        terminal.type(" skrevet")
        terminal.until(lambda: shows(terminal, "Halvt skrevet"))
        failing.unlink()
        terminal.until(lambda: not shows(terminal, "Ikke gemt"))
        terminal.until(lambda: "Halvt skrevet" in "".join(drafts(home)))
        failing.touch()
        terminal.type(" igen")
        terminal.until(lambda: shows(terminal, "Ikke gemt: disken"))
        terminal.type("\x11")
        assert terminal.ended() == 0
    finally:
        terminal.close()
    (file,) = tmp_path.glob("clerk-redning-*.txt")
    assert "Halvt skrevet igen" in file.read_text("utf-8")
    assert str(file) in terminal.seen


def shows(terminal: Terminal, words: str) -> bool:
    """Whether the words are on the screen."""
    return words in "\n".join(terminal.picture.rows())


def drafts(home: Path) -> list[str]:
    """Return the half-typed texts on disk."""
    connection = sqlite3.connect(paths.database(home))
    rows = connection.execute("SELECT content FROM draft").fetchall()
    connection.close()
    return [str(row[0]) for row in rows]


def test_a_second_copy_says_that_the_first_is_running(tmp_path: Path) -> None:
    first = Terminal(tmp_path / "demo")
    first.until(lambda: shows(first, "Dagsorden"))
    second = Terminal(tmp_path / "demo")
    try:
        assert second.ended() == 1
        assert "clerk kører allerede" in second.seen
        first.type("n")
        first.until(lambda: shows(first, "(6 af 9)"))
    finally:
        first.close()
        second.close()
