"""What all lines at the foot of a screen share.

A kind of line says what it asks, which keys hold in it, what is seen at every key, and what Enter
records. A new one is a class in one of the ``lines_`` modules, a name in
:mod:`clerk.screens.kinds` and a key that starts it; the foot treats them all alike, and what is
half typed in it is on disk without a word from the line itself.
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

    ``name`` is what :mod:`clerk.screens.kinds` calls it, and its draft too, which ``slot`` names:
    None where the line is ``fleeting``, a clock or a number that is typed again sooner than it is
    found. ``begin`` is what it starts with, and where it ``proposes`` that, what is typed takes its
    place; ``example`` is shown while it is empty, ``notation`` on the help page; ``motion`` is the
    motion that it settles.
    """

    name: str
    fleeting = False
    keys: Sequence[Command] = DETAIL
    begin = ""
    proposes = False
    example = ""
    notation: Sequence[str] = ()
    motion = ""

    def __init__(self, meeting: OpenMeeting, prompt: str, subject: str = "") -> None:
        """``subject`` tells this line from others of its kind on the item. The kinds that a key
        starts, or a draft, take the meeting and their subject."""
        self._meeting = meeting
        self.prompt = f" {prompt} › "
        self.slot = None if self.fleeting else Slot(self.name, meeting.here.item.id, subject)

    def read(self, text: str) -> Reading:
        """Read the line; called at every key, so nothing in it may grow with the meeting."""
        raise NotImplementedError

    def record(self, text: str) -> object:
        """Record the line. Raises what the meeting's commands raise."""
        fact = self.read(text).fact
        settled = str(self.slot) if self.slot else None
        return self._meeting.record(fact, settled) if fact is not None else None

    def possible(self, build: Callable[[], Fact], told: str = "", doubt: str = "") -> Reading:
        """Return the reading that records what ``build`` gives, with ``told`` under the line; or
        why it cannot have happened."""
        try:
            fact = build()
            rules.require_possible(self._meeting.state, fact)
        except rules.Refused as refusal:
            return wrong(str(refusal))
        return Reading(fact, row(f" {told}", "bold", limit=1), doubt)
