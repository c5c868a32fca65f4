"""All meetings, newest first: the open ones to go on with, the closed ones to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from textual import events
from textual.app import ComposeResult

from clerk.core.danish import long_date
from clerk.core.i18n import _
from clerk.keymap import MEETINGS
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.table import TableScreen


class Summary(Protocol):
    """What the list tells of a meeting."""

    @property
    def id(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def closed(self) -> bool: ...
    @property
    def items(self) -> int: ...
    @property
    def decided(self) -> int: ...


class MeetingsScreen(TableScreen[None]):
    """The list of meetings."""

    KEYS = MEETINGS
    BINDINGS = bindings(MEETINGS)

    def __init__(
        self, find: Callable[[], Sequence[Summary]], open_meeting: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._find = find
        self._open_meeting = open_meeting
        self._meetings: Sequence[Summary] = ()

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.list
        yield self.keybar

    def heading(self) -> list[Row]:
        return [row(" clerk · " + _("møder"), "bold")]

    def rows(self) -> list[Row]:
        if not self._meetings:
            return [row(_("Ingen møder endnu. »clerk new FIL« henter et, »clerk demo« viser et."))]
        rows = []
        for meeting in self._meetings:
            state = _("lukket") if meeting.closed else _("åbent")
            count = _("{a} af {b} punkter").format(a=meeting.decided, b=meeting.items)
            stands = f"{state} · {count}"
            rows.append(row(f"{long_date(meeting.day):<18} {stands:<24} {meeting.body}", limit=1))
        return rows

    def on_screen_resume(self) -> None:
        self._meetings = self._find()
        self.show()

    def take(self, event: events.Key) -> bool:
        """Somebody who types here thinks a meeting is open."""
        if event.is_printable and self._meetings:
            self.say(_("Her vælges et møde: Enter åbner det under markøren."))
            return True
        return False

    def action_open(self) -> None:
        if self._meetings:
            self._open_meeting(self._meetings[self.cursor].id)
