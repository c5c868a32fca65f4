"""What all lines at the foot of a screen share.

A kind of line says what it asks, which keys hold in it, what is seen at every key, and what Enter
records. A new one is a class in one of the ``lines_`` modules, a name in
:mod:`clerk.screens.kinds` and a key that starts it; the foot treats them all alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clerk.core import rules
from clerk.core.facts import Fact
from clerk.keymap import DETAIL, Command
from clerk.meeting import OpenMeeting
from clerk.screens.draft import Slot
from clerk.screens.paper import Row, row

NOTHING = row("")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says as far as it has been typed.

    ``fact`` is what Enter would record; the decision is shown as it would make it. ``comes_to``
    stands under the line. ``doubt`` is what is odd about it: it must be seen once before Enter
    takes it, and where it is ``fatal`` Enter never does.
    """

    fact: Fact | None = None
    comes_to: Row = NOTHING
    doubt: str = ""
    fatal: bool = False


def wrong(text: str) -> Reading:
    """Return the reading of a line that cannot be recorded as it stands."""
    return Reading(doubt=text, fatal=True)


class Line:
    """One kind of line.

    ``slot`` names the draft that keeps what is half typed, if any does; ``begin`` is what it starts
    with, and where it ``proposes`` that, what is typed takes its place; ``example`` is shown while
    it is empty; ``motion`` is the motion that it settles.
    """

    keys: Sequence[Command] = DETAIL
    slot: Slot | None = None
    begin = ""
    proposes = False
    example = ""
    motion = ""

    def __init__(self, meeting: OpenMeeting, prompt: str) -> None:
        self._meeting = meeting
        self.prompt = f" {prompt} › "

    def read(self, text: str) -> Reading:
        """Read the line; called at every key, so nothing in it may grow with the meeting."""
        raise NotImplementedError

    def record(self, text: str) -> object:
        """Record the line. Raises what the meeting's commands raise."""
        fact = self.read(text).fact
        return self._meeting.record(fact) if fact is not None else None

    def possible(self, build: Callable[[], Fact], told: str = "", doubt: str = "") -> Reading:
        """Return the reading that records what ``build`` gives, with ``told`` under the line; or
        why it cannot have happened."""
        try:
            fact = build()
            rules.require_possible(self._meeting.state, fact)
        except rules.Refused as refusal:
            return wrong(str(refusal))
        return Reading(fact, row(f" {told}", "bold", limit=1), doubt)
