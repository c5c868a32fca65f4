"""What a power cut may leave on the disk, built from what a process asked of it.

What was synced is there. Of what was written and not synced any part may be missing: whole writes,
pages, sectors of 512 bytes, the last of them first. That a file was made, renamed or removed holds
once the folder has been synced; until then the folder may be as it was at any moment since.
A write that a failed sync was to bring to the disk may be lost for good, whatever is synced later.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

HERE = Path(__file__).parent
SECTOR = 512


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of the recorder's log (see recorder.c)."""

    kind: str
    name: str
    offset: int
    data: bytes


def built(folder: Path) -> Path:
    """Return the recorder, built in the folder; skip the test where that cannot be."""
    if not sys.platform.startswith("linux"):
        pytest.skip("LD_PRELOAD is of Linux")
    compiler = shutil.which("gcc")
    if compiler is None:
        pytest.skip("no gcc here to build the recorder with")
    library = folder / "recorder.so"
    if not library.exists():
        part = folder / f"recorder.{os.getpid()}.so"
        source = HERE / "recorder.c"
        command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(part), str(source), "-ldl"]
        subprocess.run(command, check=True)
        part.replace(library)
    return library


def surroundings(recorder: Path, home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process whose files in ``home`` are recorded or fail."""
    return {**os.environ, "LD_PRELOAD": str(recorder), "RECORD_FOLDER": f"{home}/", **more}


def recorded(
    recorder: Path, home: Path, story: str, seed: str, synchronous: str = "", **more: str
) -> list[Operation]:
    """Let the writer play a story on ``home/clerk.db``; return what it asked of the disk."""
    log = home.with_name(f"{home.name}.log")
    arguments = [story, str(home / "clerk.db"), seed, *filter(None, [synchronous])]
    subprocess.run(
        [sys.executable, str(HERE / "writer.py"), *arguments],
        env=surroundings(recorder, home, RECORD_LOG=str(log), **more),
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=120,
    )
    return list(_read(log.read_bytes()))


def _read(log: bytes) -> Iterator[Operation]:
    at = 0
    while at < len(log):
        end = log.index(b"\n", at)
        kind, offset, length, name_length = log[at:end].decode().split()
        name_end = end + 1 + int(name_length)
        at = name_end + int(length)
        yield Operation(kind, log[end + 1 : name_end].decode(), int(offset), log[name_end:at])


@dataclass(slots=True)
class Content:
    """What a file holds: the bytes that are safe, and the changes that are not yet."""

    safe: bytearray = field(default_factory=bytearray)
    loose: list[Operation] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.loose:
            _apply(self.safe, change)
        self.loose.clear()

    def fail(self, dice: Random) -> None:
        """A sync failed: each loose change is on the disk now, or never will be."""
        self.loose = [change for change in self.loose if dice.random() < 0.5]
        self.sync()

    def after_a_cut(self, mode: str, dice: Random) -> bytearray:
        image = bytearray(self.safe)
        if mode == "in order":
            kept = self.loose[: dice.randrange(len(self.loose) + 1)]
        elif mode == "nothing":
            kept = []
        else:
            kept = [change for change in self.loose if dice.random() < 0.5]
        for change in self.loose if mode == "sectors" else kept:
            if mode == "sectors" and change.kind == "W":
                for sector in _sectors(change):
                    if dice.random() < 0.5:
                        _apply(image, sector)
            elif change in kept:
                _apply(image, change)
        if mode == "in order" and len(kept) < len(self.loose):
            torn = self.loose[len(kept)]
            if torn.kind == "W":
                for sector in list(_sectors(torn))[: dice.randrange(9)]:
                    _apply(image, sector)
        return image


MODES = ("nothing", "in order", "writes", "sectors")


def _sectors(change: Operation) -> Iterator[Operation]:
    for at in range(0, len(change.data), SECTOR):
        piece = change.data[at : at + SECTOR]
        yield Operation("W", change.name, change.offset + at, piece)


def _apply(content: bytearray, change: Operation) -> None:
    if change.kind == "T":
        del content[change.offset :]
        content.extend(bytes(change.offset - len(content)))
        return
    content.extend(bytes(max(0, change.offset + len(change.data) - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data


class Disk:
    """A folder on a disk, as the process sees it and as a cut may leave it."""

    def __init__(self, home: Path, dice: Random) -> None:
        """Begin with what lies in ``home`` now, all of it safe."""
        self._dice = dice
        self._seen = {
            path.name: Content(bytearray(path.read_bytes()))
            for path in home.iterdir()
            if path.is_file() and not path.name.endswith("-shm")
        }
        self._safe = dict(self._seen)
        self._since: list[tuple[Operation, Content]] = []

    def take(self, operation: Operation) -> None:
        """Take in what the process asked for."""
        content = self._seen.get(operation.name, Content())
        match operation.kind:
            case "C" | "U" | "R":
                _change(self._seen, operation, content)
                self._since.append((operation, content))
            case "W" | "T":
                content.loose.append(operation)
            case "S":
                content.sync()
            case "F":
                content.fail(self._dice)
            case "D":
                self._safe = dict(self._seen)
                self._since.clear()

    def cut(self, folder: Path) -> str:
        """Put the files in an empty folder as a cut may leave them now; return how."""
        mode = self._dice.choice(MODES)
        survived = self._dice.randrange(len(self._since) + 1)
        entries = dict(self._safe)
        for operation, content in self._since[:survived]:
            _change(entries, operation, content)
        for name, content in entries.items():
            (folder / name).write_bytes(content.after_a_cut(mode, self._dice))
        return f"{mode}, {survived} of {len(self._since)} changes of the folder"


def _change(entries: dict[str, Content], operation: Operation, content: Content) -> None:
    """Make, remove or rename a file in a folder."""
    if operation.kind == "C":
        entries[operation.name] = content
    elif operation.name in entries:
        moved = entries.pop(operation.name)
        if operation.kind == "R":
            entries[operation.data.decode()] = moved
