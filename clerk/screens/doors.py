"""The screens that the live one opens, by the name that the keymap calls them.

Each is imported when it is opened: the first paint needs none of them, and the application
fetches them behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clerk.core import rules
from clerk.core.remarks import EarlierRemark, Source
from clerk.core.style import Style
from clerk.meeting import OpenMeeting
from clerk.screens.base import ClerkScreen


@dataclass(frozen=True, slots=True)
class Visit:
    """A screen by its name, and what it is opened with: ``subject`` is to be put right or looked
    at, ``earlier`` is to be carried over, ``pasted`` is the text to begin with."""

    name: str
    subject: str | None = None
    earlier: EarlierRemark | None = None
    pasted: str = ""


ELSEWHERE = EarlierRemark(Source("", None, "", ""), (), "")
"""A remark to be carried over from a meeting that the archive does not have."""

Opened = ClerkScreen[Any]


def _amendment(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.amendment import AmendmentScreen

    return AmendmentScreen(meeting, style, visit.subject)


def _remark(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.remark import RemarkScreen

    return RemarkScreen(meeting, style, visit.subject, visit.earlier, visit.pasted)


def _carried(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.remark import RemarkScreen

    return RemarkScreen(meeting, style, carried=visit.subject or "")


def _carry(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.carry import CarryScreen

    earlier = meeting.earlier_remarks()
    if not earlier:
        return _remark(Visit("remark", earlier=ELSEWHERE), meeting, style)
    return CarryScreen(meeting, earlier)


def _text(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.text import TextScreen

    return TextScreen(meeting, style)


def _note(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.note import NoteScreen

    return NoteScreen(meeting)


def _presence(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.presence import PresenceScreen

    return PresenceScreen(meeting, visit.subject or "")


def _read_back(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.read_back import ReadBackScreen

    return ReadBackScreen(meeting, style)


def _compare(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.compare import CompareScreen

    return CompareScreen(meeting, visit.subject)


def _closing(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    from clerk.screens.closing import ClosingScreen

    return ClosingScreen(meeting, style)


_DOORS: dict[str, Callable[[Visit, OpenMeeting, Style], Opened]] = {
    "amendment": _amendment,
    "remark": _remark,
    "carried": _carried,
    "carry": _carry,
    "text": _text,
    "note": _note,
    "presence": _presence,
    "read_back": _read_back,
    "compare": _compare,
    "closing": _closing,
}
_WRITING = frozenset({"amendment", "remark", "carried", "carry", "text", "closing"})


def screen(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    """Return the screen; refuse one that only writes once the meeting is closed."""
    if visit.name in _WRITING:
        rules.require_open(meeting.state)
    return _DOORS[visit.name](visit, meeting, style)
