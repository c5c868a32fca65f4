"""A program in a pseudo terminal, and how long it takes to answer."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path


class Terminal:
    """A program in a terminal of 100x30."""

    def __init__(self, command: Sequence[str], **environment: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.start = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", **environment},
        )
        os.close(slave)

    def until(self, word: str, patience: float = 30.0) -> float:
        """Return the seconds from the start to the first sight of ``word``."""
        seen = b""
        end = time.perf_counter() + patience
        while word.encode() not in seen:
            if time.perf_counter() > end:
                raise TimeoutError(f"{word!r} never came: {seen[-300:]!r}")
            if select.select([self.master], [], [], 0.5)[0]:
                seen += os.read(self.master, 65536)
        return time.perf_counter() - self.start

    def settle(self, quiet: float) -> None:
        """Read until nothing has come for ``quiet`` seconds."""
        while select.select([self.master], [], [], quiet)[0]:
            os.read(self.master, 65536)

    def answer(self, key: str) -> tuple[float, float, int]:
        """Send a key; return the seconds to the first byte of the answer and to its last, after
        which it is quiet for 5 ms, and its bytes."""
        self.settle(0.02)
        start = time.perf_counter()
        os.write(self.master, key.encode())
        if not select.select([self.master], [], [], 2.0)[0]:
            raise TimeoutError(f"no answer to {key!r}")
        first = last = time.perf_counter() - start
        size = 0
        while select.select([self.master], [], [], 0.005)[0]:
            size += len(os.read(self.master, 65536))
            last = time.perf_counter() - start
        return first, last, size

    def type(self, text: str) -> None:
        """Type without waiting."""
        os.write(self.master, text.encode())

    def leave(self, key: str) -> None:
        """Type the key that ends the program, and wait until it has ended."""
        self.type(key)
        while self.process.poll() is None:
            if select.select([self.master], [], [], 0.1)[0]:
                with contextlib.suppress(OSError):  # its side of the terminal is closed
                    os.read(self.master, 65536)
        os.close(self.master)

    def close(self) -> None:
        """End the program."""
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def script(folder: Path, name: str, source: str) -> Path:
    """Write a yardstick program to a file."""
    path = folder / f"{name}.py"
    path.write_text(source, encoding="utf-8")
    return path
