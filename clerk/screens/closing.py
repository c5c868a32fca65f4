"""The checklist before the meeting is closed."""

from __future__ import annotations

from textual.app import ComposeResult

from clerk.core.i18n import _, ngettext
from clerk.core.warnings import Finding, checklist
from clerk.keymap import CLOSING
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.table import TableScreen


class ClosingScreen(TableScreen[str]):
    """What is still open. Dismissed with ``""`` to close, or with the item to go to."""

    KEYS = CLOSING
    BINDINGS = bindings(CLOSING)

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__()
        self._meeting = meeting
        self._findings: list[Finding] = checklist(meeting.state)

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.list
        yield self.keybar

    def heading(self) -> list[Row]:
        count = len(self._findings)
        text = ngettext("1 ting at se på", "{n} ting at se på", count).format(n=count)
        if not count:
            text = _("Alt er på plads.")
        last = _("Efter lukning kan protokollen kun rettes ved tilføjelser. Stort L lukker mødet.")
        return [row(f" {_('Luk mødet')}: {text}", "bold"), row(f" {last}")]

    def rows(self) -> list[Row]:
        rows = []
        for finding in self._findings:
            here = self._meeting.state.items.get(finding.item)
            lead = _("Punkt {n} ").format(n=here.item.number) if here else ""
            source = f"  ({finding.source})" if finding.source else ""
            rows.append(row(f"{lead}{finding.text}{source}"))
        return rows

    def action_confirm(self) -> None:
        self.dismiss("")

    def action_go(self) -> None:
        if self._findings and self._findings[self.cursor].item:
            self.dismiss(self._findings[self.cursor].item)
