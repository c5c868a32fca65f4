"""The picture that the last run ended on, painted while the program starts.

Textual is a quarter of a second of imports; the picture is there in a tenth of it. It is painted
only where the first true paint will look the same: the same program, command, terminal and size,
and a database that nobody has written to since. Standard library only, and hardly that.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from clerk import __version__, paths

if sys.platform != "win32":
    import termios

_ENTER = "\x1b[?1049h\x1b[?25l"
_LEAVE = "\x1b[?1049l\x1b[?25h"


class Picture:
    """What is painted now, and what is to be painted at the next start."""

    def __init__(self) -> None:
        self.painted = False
        self.next = ""

    def handed_over(self) -> None:
        """The application has the terminal now and gives it back itself."""
        self.painted = False

    def leave(self) -> None:
        """Go back to the screen as it was, where an error can be read."""
        if self.painted:
            self.painted = False
            _write(_LEAVE)


@contextmanager
def picture(home: Path, command: str) -> Iterator[Picture]:
    """Paint the last picture of ``home``; keep the next one once all else is closed.

    However the start ends, the terminal is as it was; keys typed meanwhile stay in its queue.
    """
    shown = Picture()
    if sys.platform == "win32" or not (os.isatty(0) and os.isatty(2)):
        yield shown
        return
    path = home / "last-picture"
    before = termios.tcgetattr(0)
    stored = _stored(path, _key(home, command))
    with suppress(OSError):
        path.unlink()  # it is of one use: after a crash there is none
    try:
        if stored:
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, _stop)  # until the application listens
            termios.tcsetattr(0, termios.TCSANOW, _quiet(before))
            shown.painted = True
            _write(_ENTER + stored)
        yield shown
    finally:
        shown.leave()
        with suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(0, termios.TCSANOW, before)
    if shown.next:
        with suppress(OSError):
            _keep(path, f"{_key(home, command)}\n{shown.next}")


def _stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _quiet(attributes: list[Any]) -> list[Any]:
    """Return a terminal's attributes as Textual will set them: no echo, every key as it is."""
    inward, outward, control, local, *rest = attributes
    inward &= ~(termios.IXON | termios.IXOFF | termios.ICRNL)
    local &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    return [inward, outward, control, local, *rest]


def _key(home: Path, command: str) -> str:
    """Return what must be the same for the next start to look the same."""
    database = paths.database(home)
    try:
        size = os.get_terminal_size(2)
        file = database.stat()
    except OSError:
        return ""
    if database.with_name(f"{database.name}-wal").exists():
        return ""  # facts that are not in the file yet: a copy is running, or was killed
    words = ("TERM", "COLORTERM", "NO_COLOR", "CLERK_LANG", "TEXTUAL_THEME")
    surroundings = [os.environ.get(word) for word in words]
    stamp = (file.st_ino, file.st_size, file.st_mtime_ns)
    return repr((__version__, command, *size, *stamp, *surroundings))


def _stored(path: Path, key: str) -> str:
    try:
        kept, _, text = path.read_text("utf-8").partition("\n")
    except (OSError, ValueError):
        return ""
    return text if key and kept == key else ""


def _keep(path: Path, text: str) -> None:
    """Write the file, for its owner's eyes alone: closed items may be on the screen."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(file, "w", encoding="utf-8") as out:  # noqa: PTH123  a descriptor has no path
        out.write(text)


def _write(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()
