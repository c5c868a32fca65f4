"""The decision of one item alone, large and calm, to be read aloud."""

from __future__ import annotations

from clerk.core.i18n import _
from clerk.core.style import Style
from clerk.keymap import READ_BACK
from clerk.meeting import OpenMeeting
from clerk.screens import live_view as view
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.reading import ReadingScreen


class ReadBackScreen(ReadingScreen[None]):
    """Read-back before the record is frozen (practice.md E16, [71.1.4])."""

    KEYS = READ_BACK
    BINDINGS = bindings(READ_BACK)

    def __init__(self, meeting: OpenMeeting, style: Style) -> None:
        super().__init__()
        self._meeting = meeting
        self._style = style

    def heading(self) -> list[Row]:
        item = self._meeting.here.item
        read = "  ✓ " + _("læst op") if self._meeting.here.read else ""
        closed = _("LUKKET ") if item.closed else ""
        return [row(f"{item.number}. {closed}{item.title}{read}", "bold", limit=2)]

    def rows(self) -> list[Row]:
        return view.text(self._meeting.state, self._style)

    def action_mark(self) -> None:
        if self.attempt(self._meeting.read_back):
            self.dismiss(None)
