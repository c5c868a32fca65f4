"""Choosing a remark given earlier in the case, to carry it over."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from clerk.core.danish import enumerate_og, long_date
from clerk.core.i18n import _
from clerk.core.remarks import EarlierRemark
from clerk.keymap import CARRY
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.paper import Paper, Row, row
from clerk.screens.sub_screens import ELSEWHERE
from clerk.screens.table import TableScreen


class CarryScreen(TableScreen[EarlierRemark]):
    """The case's earlier remarks, numbered; a digit picks one at once."""

    KEYS = CARRY
    BINDINGS = bindings(CARRY)

    def __init__(self, meeting: OpenMeeting, earlier: Sequence[EarlierRemark]) -> None:
        super().__init__()
        self._meeting = meeting
        self._earlier = earlier
        self.text = Paper("text")

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.list
        yield self.text
        yield self.keybar

    def heading(self) -> list[Row]:
        case_number = self._meeting.here.item.case_number
        title = _("Bemærkninger afgivet tidligere i sag {case}").format(case=case_number)
        return [row(f" {title}", "bold")]

    def rows(self) -> list[Row]:
        rows = []
        for number, earlier in enumerate(self._earlier, start=1):
            authors = enumerate_og([m.party or (m.member or "") for m in earlier.authors])
            source = earlier.source
            day = f" {long_date(source.day)}" if source.day else ""
            rows.append(row(f"{number} {authors} · {source.body}{day}", limit=1))
        return rows

    def show(self) -> None:
        super().show()
        self.text.show([row(self._earlier[self.cursor].text)])

    def take(self, event: events.Key) -> bool:
        number = int(event.character) - 1 if event.character and event.character.isdigit() else -1
        if not 0 <= number < len(self._earlier):
            return False
        self.dismiss(self._earlier[number])
        return True

    def action_pick(self) -> None:
        self.dismiss(self._earlier[self.cursor])

    def action_elsewhere(self) -> None:
        """Carry over a remark whose meeting is not in the archive."""
        self.dismiss(ELSEWHERE)
