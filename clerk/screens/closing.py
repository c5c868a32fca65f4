"""The checklist before the meeting is closed, and the time at which it ended."""

from __future__ import annotations

from textual.app import ComposeResult

from clerk.core.danish import capitalised
from clerk.core.i18n import _, ngettext
from clerk.core.style import Style
from clerk.core.warnings import Finding, checklist, quorum_warning
from clerk.keymap import CLOSING
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.draft import Slot, unfinished
from clerk.screens.foot import Foot, LineHost
from clerk.screens.labels import DRAFTS
from clerk.screens.lines import Line
from clerk.screens.lines_room import EndLine
from clerk.screens.paper import Row, row
from clerk.screens.table import TableScreen


class ClosingScreen(LineHost[str | Slot], TableScreen[str | Slot]):
    """What is still open. Dismissed with the item to go to, or with the draft to go on with;
    closing the meeting is done here."""

    KEYS = CLOSING
    BINDINGS = bindings(CLOSING)

    def __init__(self, meeting: OpenMeeting, style: Style) -> None:
        super().__init__()
        self._meeting = meeting
        self._style = style
        self._unfinished = unfinished(meeting)
        self._findings = [*map(_half_written, self._unfinished), *checklist(meeting.state)]
        self.foot = Foot(meeting, self)

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.list
        yield self.foot
        yield self.keybar

    def show(self) -> None:
        TableScreen.show(self)
        if self.foot.asking is None:
            self.foot.rest(_("Stort L lukker mødet."), quorum_warning(self._meeting.state))

    def heading(self) -> list[Row]:
        count = len(self._findings)
        text = ngettext("1 ting at se på", "{n} ting at se på", count).format(n=count)
        if not count:
            text = _("Alt er på plads.")
        last = _("Efter lukning kan protokollen kun rettes ved tilføjelser.")
        return [row(f" {_('Luk mødet')}: {text}", "bold"), row(f" {last}")]

    def rows(self) -> list[Row]:
        rows = []
        for finding in self._findings:
            here = self._meeting.state.items.get(finding.item)
            lead = _("Punkt {n} ").format(n=here.item.number) if here else ""
            source = f"  ({finding.source})" if finding.source else ""
            rows.append(row(capitalised(f"{lead}{finding.text}{source}")))
        return rows

    def action_confirm(self) -> None:
        self.start(EndLine(self._meeting, self._style))

    def line_ended(self, recorded: Line | None) -> None:
        if recorded is not None:
            self.dismiss(None)
        else:
            self.show()

    def action_go(self) -> None:
        if self.cursor < len(self._unfinished):
            self.dismiss(self._unfinished[self.cursor])
        elif self._findings and self._findings[self.cursor].item:
            self.dismiss(self._findings[self.cursor].item)


def _half_written(slot: Slot) -> Finding:
    """Return a draft as what it is in the way of the end: it is lost to the record."""
    what = _(DRAFTS.get(slot.kind, slot.kind))
    return Finding(slot.item, _("er ikke skrevet færdig: {what}").format(what=what))
