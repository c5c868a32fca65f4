"""The program as a process in a pseudo terminal, and the picture that a person sees in it."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="no pseudo terminals here")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

PATIENCE = 20.0
"""Seconds to wait for what must come."""

WIDTH, HEIGHT = 100, 30

_SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<sign>[?>=<]?)(?P<numbers>[\d;:]*)[ -/]*(?P<end>[@-~])"
    r"|[\]PX^_].*?(?:\x07|\x1b\\)|[()#][0-9A-Z]|[=>78cDEHMNOZ])",
    re.DOTALL,
)


class Picture:
    """What a terminal shows: as much of one as Textual uses."""

    def __init__(self) -> None:
        self._rows = [[" "] * WIDTH for _ in range(HEIGHT)]
        self._row = self._column = 0
        self._rest = ""

    def take(self, text: str) -> None:
        """Take in what the program has written."""
        text = self._rest + text
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                sequence = _SEQUENCE.match(text, at)
                if sequence is None:
                    break  # the rest of it comes with the next piece
                self._obey(sequence)
                at = sequence.end()
            else:
                self._put(text[at])
                at += 1
        self._rest = text[at:]

    def _obey(self, sequence: re.Match[str]) -> None:
        numbers = [
            int(part or 0) for part in (sequence["numbers"] or "").split(";") if ":" not in part
        ]
        if sequence["sign"]:
            return
        if sequence["end"] == "H":
            row, column = [*numbers, 0, 0][:2]
            self._row, self._column = max(0, row - 1), max(0, column - 1)
        elif sequence["end"] == "J":
            self._rows = [[" "] * WIDTH for _ in range(HEIGHT)]
        elif sequence["end"] == "K":
            self._rows[self._row][self._column :] = [" "] * (WIDTH - self._column)

    def _put(self, char: str) -> None:
        if char == "\n":
            self._row = min(HEIGHT - 1, self._row + 1)
        elif char == "\r":
            self._column = 0
        elif char >= " ":
            if self._row < HEIGHT and self._column < WIDTH:
                self._rows[self._row][self._column] = char
            self._column += 1

    def rows(self) -> list[str]:
        """Return the rows, clock times masked and nothing at their ends."""
        return masked("\n".join("".join(row) for row in self._rows))


def masked(text: str) -> list[str]:
    """Return the rows of a picture as two runs of the program have them alike."""
    text = re.sub(r"\d\d:\d\d:\d\d", "HH:MM:SS", text)
    text = re.sub(r"\b\d\d\.\d\d\b", "HH.MM", text)
    return [row.rstrip() for row in text.split("\n")]


class Terminal:
    """clerk in a pseudo terminal of 100x30."""

    def __init__(
        self, home: Path, command: str = "demo", environment: Mapping[str, str] | None = None
    ) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "clerk", command, "--home", str(home)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**(environment or os.environ), "TERM": "xterm-256color"},
        )
        os.close(slave)
        self.seen = ""
        self.picture = Picture()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program paints."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                piece = self._decoder.decode(os.read(self.master, 65536))
            except OSError:
                return
            self.seen += piece
            self.picture.take(piece)

    def type(self, text: str) -> None:
        """Type on the keyboard."""
        os.write(self.master, text.encode())

    def until(self, met: Callable[[], bool]) -> None:
        """Read until the condition holds; fail when it never does."""
        end = time.monotonic() + PATIENCE
        while not met():
            assert time.monotonic() < end, "\n".join(self.picture.rows())
            self.read()

    def ended(self) -> int:
        """Wait for the end; return the exit status."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.read()
        return self.process.wait(1)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        with contextlib.suppress(OSError):
            os.close(self.master)
