"""What the first paint does without, by name: fetched where it is wanted, or behind it."""

from __future__ import annotations

import importlib
from typing import Any

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
"""The lines that a key or a draft starts (:mod:`clerk.screens.kinds`)."""

SCREENS = {
    "amendment": "amendment:AmendmentScreen",
    "remark": "remark:RemarkScreen",
    "carried": "remark:RemarkScreen",
    "carry": "carry:CarryScreen",
    "text": "text:TextScreen",
    "note": "note:NoteScreen",
    "presence": "presence:PresenceScreen",
    "read_back": "read_back:ReadBackScreen",
    "compare": "compare:CompareScreen",
    "closing": "closing:ClosingScreen",
    "results": "results:ResultsScreen",
    "board": "board:BoardScreen",
    "help": "help:HelpScreen",
    "meetings": "meetings:MeetingsScreen",
    "minutes": "minutes_view:MinutesScreen",
}
"""The screens that lie on another (:mod:`clerk.screens.sub_screens`, the application)."""


def fetch(name: str) -> Any:
    """Return the class of a line or a screen."""
    module, _colon, kind = (LINES | SCREENS)[name].partition(":")
    return getattr(importlib.import_module(f"clerk.screens.{module}"), kind)


def fetch_all() -> None:
    """Import them all."""
    for name in (*LINES, *SCREENS):
        fetch(name)
