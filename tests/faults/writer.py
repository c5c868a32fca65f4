"""A process that records, migrates and closes through the real Store, and prints what it has
acknowledged. Run under the recorder: ``python writer.py STORY PATH SEED [SYNCHRONOUS]``.

Before each thing it does it prints ``?``, with the text that it is about to save, and after it a
line of JSON: how many facts each meeting has and what is half typed, as it was told that this is on
disk. A thing that was refused by the disk is told with ``- why``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_meeting import Play, begun
from stories import Recorder

from clerk import library
from clerk.core.facts import MeetingClosed
from clerk.core.faults import StoreError
from clerk.core.motions import ResultKind
from clerk.core.rules import Refused
from clerk.meeting import OpenMeeting
from clerk.store import Store

SLOT = "remark:i1:"
OLD = "oeu-2015-08-25"
"""The open meeting of the file that version 1 wrote."""


class Writer:
    """Does one thing after the other and says so."""

    def __init__(self, path: Path, synchronous: str) -> None:
        self._path = path
        self._synchronous = synchronous
        self._facts: dict[str, int] = {}
        self._draft = ""
        self.store = self._opened()

    def _opened(self) -> Store:
        """Open the file; where the disk refuses there is nothing more to do."""
        say("?")
        try:
            store = Store.open(self._path, library.decision_text)
        except StoreError as error:
            say(f"- {error}")
            sys.exit()
        if self._synchronous:
            store._connection.execute(f"PRAGMA synchronous = {self._synchronous}")
        self._facts = {m.id: len(store.entries(m.id)) for m in store.meetings()}
        self._say()
        return store

    def again(self) -> None:
        """Close the file and open it anew."""
        self.close()
        self.store = self._opened()

    def close(self) -> None:
        say("?")
        self.store.close()
        self._say()

    def record(self, meeting: str, thing: Callable[[], object]) -> bool:
        """Do something that may record a fact in the meeting; return False where the disk
        refused."""
        say("?")
        try:
            thing()
        except Refused:
            pass
        except StoreError as error:
            say(f"- {error}")
            return False
        self.told(meeting)
        return True

    def told(self, meeting: str) -> None:
        """Say what the meeting has now."""
        self._facts[meeting] = len(self.store.entries(meeting))
        self._say()

    def type(self, meeting: OpenMeeting, text: str) -> None:
        """Save half-typed text."""
        say(f"? {text}")
        try:
            meeting.half_typed.save(SLOT, text)
        except StoreError as error:
            say(f"- {error}")
            return
        self._draft = text
        self._say()

    def _say(self) -> None:
        say(json.dumps({"facts": self._facts, "draft": self._draft}))


class Acknowledging:
    """The store as a meeting sees it: every fact is told as soon as it is on disk, also where one
    act records several."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._writer.store, name)

    def append(self, meeting: str, *arguments: Any) -> None:
        self._writer.store.append(meeting, *arguments)
        self._writer.told(meeting)


def say(text: str) -> None:
    """Print past Python's buffer, where the recorder sees it."""
    os.write(1, f"{text}\n".encode())


def record(writer: Writer, seed: str) -> None:
    """A meeting from its founding to its closing, the program started anew on the way."""
    found = Recorder(writer.store)
    for entry in begun():
        while not writer.record("m", partial(found.record, entry.fact)):
            continue  # what the meeting rests on is tried until it holds
    for half in ("first", "second"):
        play = Play(f"{seed} {half}", writer.store.entries("m"), Acknowledging(writer))
        for number in range(20):
            if number % 4 == 1:
                writer.type(play.meeting, f"{half} {number} " * play.dice.randrange(1, 300))
            writer.record("m", play.step)
        if half == "first":
            writer.again()
        else:
            writer.record("m", partial(play.meeting.record, MeetingClosed("19.00")))
    writer.close()


def migrate(writer: Writer, seed: str) -> None:
    """A file of version 1 is brought up to date, and its open meeting goes on."""
    meeting = OpenMeeting(OLD, writer.store.entries(OLD), writer.store)
    for number in range(5):
        writer.record(OLD, partial(meeting.decide, ResultKind.NOTED))
        writer.type(meeting, f"{seed} {number}")
    writer.close()


if __name__ == "__main__":
    story, path, seed, *synchronous = sys.argv[1:]
    stories = {"record": record, "migrate": migrate}
    stories[story](Writer(Path(path), *(synchronous or [""])), seed)
