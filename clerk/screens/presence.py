"""Who is in the room: the roll call, apologies, and who came or went."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult

from clerk.core import warnings
from clerk.core.i18n import N_, _
from clerk.core.presence import Presence
from clerk.keymap import PRESENCE
from clerk.meeting import OpenMeeting
from clerk.screens import live_view as view
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.table import TableScreen
from clerk.telling import describe

LABELS = {
    Presence.PRESENT: N_("til stede"),
    Presence.APOLOGY: N_("afbud"),
    Presence.ABSENT: N_("udeblevet"),
    Presence.LEFT: N_("gået"),
}


class PresenceScreen(TableScreen[None]):
    """All members, with one key for what is noted of the one under the cursor."""

    KEYS = PRESENCE
    BINDINGS = bindings(PRESENCE)

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__()
        self._meeting = meeting

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.list
        yield self.keybar

    def heading(self) -> list[Row]:
        state = self._meeting.state
        warning = warnings.quorum_warning(state)
        return [view.head(state)[0], row(f" {warning}", "bold")]

    def rows(self) -> list[Row]:
        state = self._meeting.state
        now = state.attendance.now()
        rows = []
        for member in state.body.members:
            movement = now.get(member.id)
            label = _(LABELS[movement.presence]) if movement else _("ikke noteret")
            clock = (
                _(" kl. {time}").format(time=movement.clock) if movement and movement.clock else ""
            )
            rows.append(row(f"{member.party or '–':<3}{member.name:<36.36} {label}{clock}"))
        return rows

    def _note(self, presence: str, clock: str | None) -> None:
        member = self._meeting.state.body.members[self.cursor]
        if self.attempt(
            lambda: self._meeting.note_presence(member.id, Presence(presence), clock=clock)
        ):
            self.cursor += 0 if clock else 1
        self.show()

    def action_note(self, presence: str) -> None:
        self._note(presence, None)

    def action_clocked(self, presence: str) -> None:
        self._note(presence, datetime.now().astimezone().strftime("%H.%M"))

    def action_all_present(self) -> None:
        self.attempt(self._meeting.note_all_present)
        self.show()

    def action_undo(self) -> None:
        state = self._meeting.state

        def undo() -> None:
            fact = self._meeting.undo()
            self.say(_("Fortrudt: {what}").format(what=describe(fact, state)))

        self.attempt(undo)
        self.show()
