"""The lines that a key of the live screen starts, by the name that the keymap calls them.

Each is imported when it is started: the first paint needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable

from clerk.core.motions import ResultKind
from clerk.meeting import OpenMeeting
from clerk.screens.lines import Line


def _division(meeting: OpenMeeting) -> Line:
    from clerk.screens.lines_item import DivisionLine

    return DivisionLine(meeting)


def _election(meeting: OpenMeeting) -> Line:
    from clerk.screens.lines_item import ElectionLine

    return ElectionLine(meeting)


def _stop(meeting: OpenMeeting) -> Line:
    from clerk.screens.lines_item import StopLine

    return StopLine(meeting)


def _jump(meeting: OpenMeeting) -> Line:
    from clerk.screens.lines_agenda import JumpLine

    return JumpLine(meeting)


def _joint(meeting: OpenMeeting) -> Line:
    from clerk.screens.lines_agenda import JointLine

    return JointLine(meeting)


def _place(meeting: OpenMeeting) -> Line:
    from clerk.screens.lines_agenda import PlaceLine

    return PlaceLine(meeting)


def _supplement(meeting: OpenMeeting) -> Line:
    from clerk.screens.lines_agenda import SupplementLine

    return SupplementLine(meeting)


def _break(meeting: OpenMeeting) -> Line:
    """A break begins, or the one that there is ends."""
    from clerk.screens.lines_room import BreakLine, ResumeLine

    interrupted = meeting.state.interrupted is not None
    return ResumeLine(meeting) if interrupted else BreakLine(meeting)


_KINDS: dict[str, Callable[[OpenMeeting], Line]] = {
    "division": _division,
    "election": _election,
    "stop": _stop,
    "jump": _jump,
    "joint": _joint,
    "place": _place,
    "supplement": _supplement,
    "break": _break,
}


def line(name: str, meeting: OpenMeeting) -> Line:
    """Return a new line of the kind with this name."""
    return _KINDS[name](meeting)


def needs_more(kind: ResultKind) -> bool:
    """Whether a result needs a word more, and so a line to type it in."""
    from clerk.screens.lines_item import PROMPTS

    return kind in PROMPTS


def result(kind: ResultKind, meeting: OpenMeeting, motion: str) -> Line:
    """Return the line for a result that needs a word more."""
    from clerk.screens.lines_item import ResultLine

    return ResultLine(meeting, kind, motion)
