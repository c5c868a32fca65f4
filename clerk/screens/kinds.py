"""The lines that a key starts, by the name that the keymap and the drafts call them.

Each is imported when it is started: the first paint needs none of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from clerk.core.motions import ResultKind
from clerk.meeting import OpenMeeting
from clerk.screens.lines import Line

LINES = {
    "vote": "lines_vote:VoteLine",
    "result": "lines_item:ResultLine",
    "division": "lines_item:DivisionLine",
    "election": "lines_item:ElectionLine",
    "stop": "lines_item:StopLine",
    "jump": "lines_agenda:JumpLine",
    "joint": "lines_agenda:JointLine",
    "place": "lines_agenda:PlaceLine",
    "supplement": "lines_agenda:SupplementLine",
    "break": "lines_room:BreakLine",
    "resume": "lines_room:ResumeLine",
    "substitute": "lines_room:SubstituteLine",
    "reason": "lines_room:ReasonLine",
}
IN_THE_ROOM = frozenset({"substitute", "reason"})
"""The lines that stand on the presence screen; the others are the live screen's."""


def line(name: str, meeting: OpenMeeting, subject: str = "") -> Line:
    """Return a new line of the kind with this name, about ``subject``."""
    if name == "break" and meeting.state.interrupted is not None:
        name = "resume"
    module, _colon, kind = LINES[name].partition(":")
    found = getattr(importlib.import_module(f"clerk.screens.{module}"), kind)
    return cast("Callable[[OpenMeeting, str], Line]", found)(meeting, subject)


def needs_more(kind: ResultKind) -> bool:
    """Whether a result needs a word more, and so a line to type it in."""
    from clerk.screens.lines_item import PROMPTS

    return kind in PROMPTS


def result(kind: ResultKind, meeting: OpenMeeting, motion: str) -> Line:
    """Return the line for a result that needs a word more."""
    return line("result", meeting, f"{kind.value}:{motion}")
