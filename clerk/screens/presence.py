"""Who is in the room: the roll call, apologies, substitutes, and who came or went."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from clerk.core import commands, warnings
from clerk.core.facts import Fact
from clerk.core.i18n import _
from clerk.core.people import Member
from clerk.core.presence import Presence
from clerk.core.state import State
from clerk.core.warnings import Finding
from clerk.keymap import PRESENCE
from clerk.meeting import OpenMeeting
from clerk.screens import kinds, roll
from clerk.screens import live_view as view
from clerk.screens.base import bindings
from clerk.screens.draft import Slot
from clerk.screens.foot import Foot, LineHost
from clerk.screens.lines import Line
from clerk.screens.lines_room import ClockLine, MemberLine, ReasonLine, SubstituteLine
from clerk.screens.paper import Row, row
from clerk.screens.table import TableScreen
from clerk.telling import describe


class PresenceScreen(LineHost[str], TableScreen[str]):
    """All members, with one key for what is noted of the one under the cursor. Dismissed with the
    item to go to, None to go back."""

    KEYS = PRESENCE
    BINDINGS = bindings(PRESENCE)

    def __init__(self, meeting: OpenMeeting, begun: str = "") -> None:
        """``begun`` is the slot of a line that was left half typed."""
        super().__init__()
        self._meeting = meeting
        self._begun = Slot.read(begun) if begun else None
        self._looked_at: State | None = None
        self._found: list[Finding] = []
        self.foot = Foot(meeting, self)

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.list
        yield self.foot
        yield self.keybar

    def on_mount(self) -> None:
        self.show()
        if self._begun is not None:
            ids = [member.id for member in self._meeting.state.body.members]
            self.cursor = ids.index(self._begun.subject)
            self.show()
            self.start(kinds.line(self._begun.kind, self._meeting, self._begun.subject))

    def show(self) -> None:
        TableScreen.show(self)
        if self.foot.asking is None:
            state = self._meeting.state
            found = roll.conflicts(self._conflicts(), state)
            hint = roll.sentence(state, self._member()) if state.body.members else ""
            rarer = _("i inhabil · e ude i punktet · s stedfortræder · r årsag · x udeblevet")
            self.foot.rest(hint, found, rarer)

    def _conflicts(self) -> list[Finding]:
        """The votes that presence as it now stands does not agree with; looked for once for each
        state, since it grows with the meeting."""
        state = self._meeting.state
        if state is not self._looked_at:
            self._looked_at, self._found = state, warnings.presence_conflicts(state)
        return self._found

    def heading(self) -> list[Row]:
        state = self._meeting.state
        where = ""
        if state.current is not None:
            item = state.here.item
            where = _("Under punkt {n}: {title}").format(n=item.number, title=item.title)
        warning = warnings.quorum_warning(state)
        below = row(f" {warning or where}", "bold" if warning else "", limit=1)
        return [view.head(state)[0], below]

    def rows(self) -> list[Row]:
        state = self._meeting.state
        now = state.attendance.now(state.current)
        return [roll.member_row(state, member, now.get(member.id)) for member in state.body.members]

    def _member(self) -> Member:
        return self._meeting.state.body.members[self.cursor]

    def action_find(self) -> None:
        self.start(MemberLine(self._meeting))

    def line_ended(self, recorded: Line | None) -> None:
        if isinstance(recorded, MemberLine) and recorded.found is not None:
            self.cursor = self._meeting.state.body.members.index(recorded.found)
        self.show()

    def action_note(self, presence: str) -> None:
        fact = commands.note(self._meeting.state, self._member(), Presence(presence))
        if self.attempt(lambda: self._meeting.record(fact)):
            self.cursor += 1
        self.show()

    def action_clocked(self, presence: str) -> None:
        self.start(ClockLine(self._meeting, self._member(), Presence(presence)))

    def action_substitute(self) -> None:
        member = self._member()
        if member.stands_in_for:
            self.say(_("{who} er selv stedfortræder").format(who=member.name))
            return
        self.start(SubstituteLine(self._meeting, member.id))

    def action_reason(self) -> None:
        member = self._member()
        if self.attempt(lambda: commands.reason(self._meeting.state, member.id, "")):
            self.start(ReasonLine(self._meeting, member.id))

    def action_all_present(self) -> None:
        self.attempt(self._meeting.note_all_present)
        self.show()

    def action_undo(self) -> None:
        self._back_or_forth(self._meeting.undo, _("Fortrudt: {what}"))

    def action_redo(self) -> None:
        self._back_or_forth(self._meeting.redo, _("Gentaget: {what}"))

    def _back_or_forth(self, command: Callable[[], Fact], text: str) -> None:
        state = self._meeting.state
        told: list[str] = []
        if self.attempt(lambda: told.append(describe(command(), state))):
            self.show()
            self.say(text.format(what=told[0]))

    def action_go(self) -> None:
        """Go to the first item with a vote that presence does not agree with; else back."""
        found = self._conflicts()
        self.dismiss(found[0].item if found else None)
