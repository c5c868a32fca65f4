"""The live screen: one agenda item, from the first key to the decision text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult

from clerk.core import rules, warnings
from clerk.core.facts import Fact
from clerk.core.i18n import _
from clerk.core.motions import ResultKind
from clerk.core.remarks import EarlierRemark
from clerk.core.state import MAIN, State
from clerk.core.style import Style
from clerk.core.voting import Vote
from clerk.keymap import LIVE, Command
from clerk.meeting import OpenMeeting
from clerk.screens import doors
from clerk.screens import live_view as view
from clerk.screens.base import SHORT_PASTE, ClerkScreen, bindings
from clerk.screens.doors import Visit
from clerk.screens.draft import half_written, interrupted
from clerk.screens.foot import Foot
from clerk.screens.lines import JumpLine, Line, ResultLine, VoteLine
from clerk.screens.panes import Panes
from clerk.telling import describe, item_of


class LiveScreen(ClerkScreen[str]):
    """The item under treatment. Dismissed with ``closed`` or ``left``."""

    KEYS = LIVE
    BINDINGS = bindings(LIVE)

    def __init__(
        self, meeting: OpenMeeting, style: Style, write_minutes: Callable[[State], Sequence[str]]
    ) -> None:
        super().__init__()
        self._meeting = meeting
        self._style = style
        self._write_minutes = write_minutes
        self._chosen: str | None = None
        self.panes = Panes(style)
        self.foot = Foot(meeting, self)

    def compose(self) -> ComposeResult:
        yield self.panes
        yield self.foot
        yield self.keybar

    def on_mount(self) -> None:
        self._show()
        slot = interrupted(self._meeting)
        if slot is not None and slot.kind == "vote":
            self._start(VoteLine(self._meeting, slot.subject))
        elif slot is not None:
            self._open(Visit(slot.kind, slot.subject or None))

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._show)

    def on_screen_resume(self) -> None:
        self._show()

    # Showing

    def _show(self) -> None:
        """Bring every pane up to date."""
        now = self._meeting.state
        if self._chosen not in view.subjects(now.here):
            self._chosen = None
        self.panes.show(now, self._chosen, half_written(self._meeting))
        self.preview(self.foot.fact)
        if self.foot.kind is None:
            self.foot.rest(
                view.hint(now), view.stamp(self._meeting.saved_at), warnings.quorum_warning(now)
            )
        self.refresh_keys()

    def preview(self, fact: Fact | None) -> None:
        """Show the decision as it would be with ``fact``."""
        self.panes.preview(self._meeting.preview(fact) if fact else self._meeting.state)

    def commands(self) -> Sequence[Command]:
        return self.foot.kind.keys if self.foot.kind else LIVE

    def why_not(self, action: str) -> str:
        if action == "undo" and self._meeting.undoable is None:
            return _("der er intet at fortryde")
        if action.startswith("step(") and self._meeting.neighbour(int(action[5:-1])) is None:
            return _("der er ikke flere punkter")
        return ""

    def say(self, text: str, *, severe: bool = False) -> None:
        """Tell the clerk something at the foot, where it hides nothing; what is severe stands in
        the way."""
        if severe or self.foot.kind is not None:
            super().say(text, severe=severe)
        else:
            self.foot.tell(text)

    # The line at the foot

    def _start(self, line: Line, text: str = "") -> None:
        if self.attempt(lambda: rules.require_open(self._meeting.state)):
            self.foot.start(line, text)
            self.refresh_keys()

    def line_ended(self, recorded: bool) -> None:
        """Take the keys back from the line."""
        if recorded:
            self._chosen = None
        self._show()

    def _turn(self) -> str:
        """The motion that is to be settled: the chosen one, or whose turn it is."""
        here = self._meeting.here
        if self._chosen is not None and all(r.id != self._chosen for r in here.remarks):
            return self._chosen
        return here.next_motion or MAIN

    def action_vote(self) -> None:
        self._start(VoteLine(self._meeting, self._turn()))

    def action_vote_again(self) -> None:
        if self._meeting.state.last_vote is None:
            self.say(_("der er ikke stemt endnu"))
            return
        self.action_vote()
        self.action_recall_line()

    def action_detail(self, kind: str) -> None:
        self._start(ResultLine(self._meeting, ResultKind(kind), self._turn()))

    def action_jump(self, text: str = "") -> None:
        self._start(JumpLine(self._meeting), text)

    def take(self, event: events.Key) -> bool:
        if self.foot.kind is None and event.character and event.character in "0123456789":
            self.action_jump(event.character)
            return True
        return False

    def action_record_line(self) -> None:
        self.foot.record()

    def action_cancel_line(self) -> None:
        self.foot.cancel()

    def action_recall_line(self) -> None:
        line = self.foot.kind
        if isinstance(line, VoteLine) and (text := line.text()):
            self.foot.put(text)

    def action_board(self) -> None:
        from clerk.screens.board import BoardScreen  # not wanted before the first paint

        if not isinstance(self.foot.kind, VoteLine):
            self.action_vote()
        if isinstance(line := self.foot.kind, VoteLine):
            vote = line.vote(self.foot.line.text)
            screen = BoardScreen(self._meeting, vote, line.title, line.motion, self._style)
            self.app.push_screen(screen, self._take_board)

    def _take_board(self, answer: tuple[Vote, bool] | None) -> None:
        if answer is not None and isinstance(line := self.foot.kind, VoteLine):
            vote, record = answer
            self.foot.put(line.text(vote))
            if record:
                self.foot.record()

    # What has been moved

    def action_decide(self, kind: str) -> None:
        result = ResultKind(kind)
        if self.attempt(lambda: self._meeting.decide(result, chosen=self._turn())):
            self._chosen = None
            self._show()

    def action_choose(self, step: int) -> None:
        subjects = view.subjects(self._meeting.here)
        at = subjects.index(self._chosen or self._turn()) + step
        if 0 <= at < len(subjects):
            self._chosen = subjects[at]
            self._show()

    def action_strike(self) -> None:
        chosen = self._chosen
        if chosen in (None, MAIN):
            return
        if self.attempt(lambda: self._meeting.strike(str(chosen))):
            self._show()
            self.say(_("Slettet. u fortryder."))

    def action_undo(self) -> None:
        self._back_or_forth(self._meeting.undo, _("Fortrudt: {what}"))

    def action_redo(self) -> None:
        self._back_or_forth(self._meeting.redo, _("Gentaget: {what}"))

    def _back_or_forth(self, command: Callable[[], Fact], text: str) -> None:
        facts: list[Fact] = []
        state = self._meeting.state
        if not self.attempt(lambda: facts.append(command())):
            return
        self._go(item_of(facts[0]) or self._meeting.here.item.id)
        self.say(text.format(what=describe(facts[0], state)))

    # Going about

    def _go(self, item: str) -> None:
        self._chosen = None
        self.attempt(lambda: self._meeting.open_item(item))
        self._show()

    def action_step(self, step: int) -> None:
        item = self._meeting.neighbour(step)
        if item is not None:
            self._go(item)
        else:
            self.say(self.why_not(f"step({step})"))

    def action_scroll_text(self, direction: int) -> None:
        self.panes.scroll_text(direction)

    def action_saved(self) -> None:
        self.say(_("Alt er gemt."))

    def action_leave(self) -> None:
        self.dismiss("left")

    # Other screens

    def _open(self, visit: Visit) -> None:
        self.attempt(
            lambda: self.app.push_screen(
                doors.screen(visit, self._meeting, self._style), self._take_answer
            )
        )

    def action_open(self, name: str) -> None:
        self._open(Visit(name))

    def action_compare(self) -> None:
        self._open(Visit("compare", self._chosen))

    def action_edit(self) -> None:
        here, chosen = self._meeting.here, self._chosen
        if any(motion.id == chosen for motion in here.motions):
            self._open(Visit("amendment", chosen))
        elif any(remark.id == chosen for remark in here.remarks):
            self._open(Visit("remark", chosen))

    def take_paste(self, text: str) -> bool:
        """A text pasted while no line is typed is a remark; its authors are asked for."""
        if self.foot.kind is not None or len(text.strip()) <= SHORT_PASTE:
            return False
        self._open(Visit("remark", pasted=text))
        return True

    def _take_answer(self, answer: object) -> None:
        """Go on from a screen: with the remark to carry over, to an item, or to the end."""
        if isinstance(answer, EarlierRemark):
            self._open(Visit("remark", earlier=answer))
        elif answer == "":
            if self.attempt(self._meeting.close):
                self._write_minutes(self._meeting.state)
                self.dismiss("closed")
        elif isinstance(answer, str):
            self._go(answer)
