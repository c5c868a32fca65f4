"""The vote board: one row a member, one key a choice."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from clerk.core.facts import Voted
from clerk.core.i18n import N_, _
from clerk.core.people import in_room_order
from clerk.core.style import Style
from clerk.core.voting import SIDES, Side, Vote
from clerk.keymap import BOARD
from clerk.meeting import OpenMeeting
from clerk.screens import live_view as view
from clerk.screens.base import bindings
from clerk.screens.paper import Paper, Row
from clerk.screens.table import TableScreen

NO_PART = "not_voting"
OUTSIDE = "outside"
LABELS: dict[str, str] = {
    Side.FOR: N_("for"),
    Side.AGAINST: N_("imod"),
    Side.ABSTAINED: N_("undlader"),
    NO_PART: N_("deltog ikke"),
    OUTSIDE: N_("ude"),
}


class BoardScreen(TableScreen[tuple[Vote, bool]]):
    """The members in the room. Dismissed with the vote as set, and whether to record it now."""

    KEYS = BOARD
    BINDINGS = bindings(BOARD)

    def __init__(
        self, meeting: OpenMeeting, vote: Vote, title: str, motion: str, style: Style
    ) -> None:
        super().__init__()
        self._meeting = meeting
        self._title = title
        self._motion = motion
        self._style = style
        state = meeting.state
        self._members = in_room_order(state.body, state.present)
        self._choices: dict[str, str] = {}
        for side in SIDES:
            self._choices |= dict.fromkeys(vote.side(side), side)
        self._choices |= dict.fromkeys(vote.not_voting, NO_PART)
        self._choices |= dict.fromkeys(vote.outside, OUTSIDE)
        self.text = Paper("text", follow=True)

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.list
        yield self.text
        yield self.keybar

    def heading(self) -> list[Row]:
        rarer = _("d deltog ikke · e ude")
        title = Row(((f" {self._title}", "bold"), (f"   {rarer}", "dim")), limit=1)
        return [title, view.tally_row(self._vote())]

    def rows(self) -> list[Row]:
        rows = []
        for member in self._members:
            choice = self._choices.get(member.id)
            label = _(LABELS[choice]) if choice else "–"
            rows.append(Row(((f"{member.party or '':<3}{member.name:<32.32} {label:<12}", ""),)))
        return rows

    def show(self) -> None:
        super().show()
        state = self._meeting.state
        vote = self._vote()
        if vote.taken:
            state = self._meeting.preview(Voted(state.here.item.id, self._motion, vote))
        self.text.show(view.text(state, self._style))

    def _vote(self) -> Vote:
        """Return the vote as it is set; those who are not set yet are not in it."""

        def on(where: str) -> tuple[str, ...]:
            return tuple(member for member, choice in self._choices.items() if choice == where)

        yes, no, abstained = map(on, SIDES)
        return Vote(yes, no, abstained, on(NO_PART), on(OUTSIDE))

    def _set(self, ids: Sequence[str], choice: str) -> None:
        for member_id in ids:
            self._choices.pop(member_id, None)
            if choice:
                self._choices[member_id] = choice

    def action_cast(self, choice: str) -> None:
        if self._members:
            self._set([self._members[self.cursor].id], choice)
            self.action_move(1)

    def action_rest(self) -> None:
        """Everybody not set yet answers as the member under the cursor."""
        choice = self._choices.get(self._members[self.cursor].id) if self._members else None
        if choice is None:
            self.say(_("sæt først medlemmet under markøren"))
            return
        self._set([m.id for m in self._members if m.id not in self._choices], choice)
        self.show()

    def action_record(self) -> None:
        self.dismiss((self._vote(), True))

    def action_back(self) -> None:
        self.dismiss((self._vote(), False))
