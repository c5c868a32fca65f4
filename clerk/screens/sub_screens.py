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
from clerk.screens import later
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

_GIVEN: dict[str, Callable[[Visit, OpenMeeting, Style], tuple[object, ...]]] = {
    "amendment": lambda visit, meeting, style: (meeting, style, visit.subject),
    "remark": lambda visit, meeting, style: (
        *(meeting, style, visit.subject),
        *(visit.earlier, visit.pasted),
    ),
    "carried": lambda visit, meeting, style: (
        *(meeting, style, None, None, ""),
        visit.subject or "",
    ),
    "carry": lambda visit, meeting, style: (meeting, meeting.earlier_remarks()),
    "text": lambda visit, meeting, style: (meeting, style),
    "note": lambda visit, meeting, style: (meeting,),
    "presence": lambda visit, meeting, style: (meeting, visit.subject or ""),
    "read_back": lambda visit, meeting, style: (meeting, style),
    "compare": lambda visit, meeting, style: (meeting, visit.subject),
    "closing": lambda visit, meeting, style: (meeting, style),
}
"""What each screen is given."""

_WRITING = frozenset({"amendment", "remark", "carried", "carry", "text", "closing"})


def screen(visit: Visit, meeting: OpenMeeting, style: Style) -> Opened:
    """Return the screen; refuse one that only writes once the meeting is closed. Where there is no
    remark to carry over, that is a remark from elsewhere."""
    if visit.name in _WRITING:
        rules.require_open(meeting.state)
    if visit.name == "carry" and not meeting.earlier_remarks():
        visit = Visit("remark", earlier=ELSEWHERE)
    given = _GIVEN[visit.name](visit, meeting, style)
    opened: Opened = later.fetch(visit.name)(*given)
    return opened
