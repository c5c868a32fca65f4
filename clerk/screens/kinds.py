"""The lines that a key starts, by the name that the keymap and the drafts call them.

Each is imported when it is started: the first paint needs none of them.
"""

from __future__ import annotations

from clerk.core.motions import ResultKind
from clerk.meeting import OpenMeeting
from clerk.screens import later
from clerk.screens.lines import Line

IN_THE_ROOM = frozenset({"substitute", "reason"})
"""The lines that stand on the presence screen; the others are the live screen's."""


def line(name: str, meeting: OpenMeeting, subject: str = "") -> Line:
    """Return a new line of the kind with this name, about ``subject``."""
    if name == "break" and meeting.state.interrupted is not None:
        name = "resume"
    started: Line = later.fetch(name)(meeting, subject)
    return started


def needs_more(kind: ResultKind) -> bool:
    """Whether a result needs a word more, and so a line to type it in."""
    from clerk.screens.lines_item import PROMPTS

    return kind in PROMPTS


def result(kind: ResultKind, meeting: OpenMeeting, motion: str) -> Line:
    """Return the line for a result that needs a word more."""
    return line("result", meeting, f"{kind.value}:{motion}")
