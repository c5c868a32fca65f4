"""The live screen: one agenda item, from the first key to the decision text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult

from clerk.core import commands, rules, warnings
from clerk.core.danish import capitalised
from clerk.core.facts import Fact
from clerk.core.i18n import _
from clerk.core.motions import Motion, ResultKind
from clerk.core.remarks import EarlierRemark
from clerk.core.state import is_own, target
from clerk.core.style import Style
from clerk.core.voting import Vote
from clerk.keymap import LIVE
from clerk.meeting import OpenMeeting
from clerk.screens import kinds, later, moved_view, notation, sub_screens
from clerk.screens import live_view as view
from clerk.screens.base import SHORT_PASTE, bindings
from clerk.screens.draft import Slot, half_written, interrupted
from clerk.screens.foot import Foot, LineHost
from clerk.screens.labels import motion_label
from clerk.screens.lines import Line
from clerk.screens.lines_vote import VoteLine
from clerk.screens.panes import Panes
from clerk.screens.sub_screens import Visit
from clerk.telling import describe, item_of


class LiveScreen(LineHost[str]):
    """The item under treatment. Dismissed with ``closed`` or ``left``."""

    KEYS = LIVE
    typed_here = notation.LIVE
    BINDINGS = bindings(LIVE)

    def __init__(self, meeting: OpenMeeting, style: Style) -> None:
        super().__init__()
        self._meeting = meeting
        self._style = style
        self._chosen: str | None = None
        self.panes = Panes(style)
        self.foot = Foot(meeting, self)

    def compose(self) -> ComposeResult:
        yield self.panes
        yield self.foot
        yield self.keybar

    def on_mount(self) -> None:
        self.show()
        slot = interrupted(self._meeting)
        if slot is not None:
            self._go_on(slot)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self.show)

    def on_screen_resume(self) -> None:
        self.show()

    def _go_on(self, slot: Slot) -> None:
        """Go on with what is half written on the current item."""
        if slot.kind in kinds.IN_THE_ROOM:
            self._open(Visit("presence", str(slot)))
        elif slot.kind in later.LINES:
            self._begin(lambda: kinds.line(slot.kind, self._meeting, slot.subject))
        else:
            self._open(Visit(slot.kind, slot.subject or None))

    # Showing

    def show(self) -> None:
        now = self._meeting.state
        if self._chosen not in moved_view.subjects(now.here):
            self._chosen = None
        note = self._meeting.note(now.here.item.id)
        self.panes.show(now, self._chosen, half_written(self._meeting), note)
        self.preview(self.foot.fact)
        if self.foot.asking is None:
            keys = _("x andet · P punktvis · V valg · B § 23 · J under ét · C døre · O pause")
            rarer = _("Note: {text}").format(text=note) if note else keys
            self.foot.rest(view.hint(now), warnings.quorum_warning(now), rarer)
        self.refresh_keys()

    def preview(self, fact: Fact | None) -> None:
        self.panes.preview(self._meeting.preview(fact) if fact else self._meeting.state)

    def why_not(self, action: str) -> str:
        if action == "undo" and self._meeting.undoable is None:
            return _("der er intet at fortryde")
        if action.startswith("step(") and self._meeting.neighbour(int(action[5:-1])) is None:
            return _("der er ikke flere punkter")
        return ""

    # The line at the foot

    def _begin(self, line: Callable[[], Line], text: str = "") -> None:
        """Begin a line, unless the meeting is closed."""
        if self.attempt(lambda: rules.require_open(self._meeting.state)):
            self.start(line(), text)

    def line_ended(self, recorded: Line | None) -> None:
        if recorded is not None:
            self._settled(recorded.motion)
        self.show()

    def action_line(self, name: str, text: str = "") -> None:
        self._begin(lambda: kinds.line(name, self._meeting), text)

    def action_vote(self) -> None:
        self._begin(lambda: VoteLine(self._meeting, self._turn()))

    def action_vote_again(self) -> None:
        if self._meeting.state.last_vote is None:
            self.say(_("der er ikke stemt endnu"))
            return
        self.action_vote()
        self.action_recall_line()

    def take(self, event: events.Key) -> bool:
        if self.foot.asking is None and event.character and event.character in "0123456789":
            self.action_line("jump", event.character)
            return True
        return False

    def action_recall_line(self) -> None:
        line = self.foot.asking
        if isinstance(line, VoteLine) and (text := line.last()):
            self.foot.put(text)

    def action_board(self) -> None:
        if not isinstance(self.foot.asking, VoteLine):
            self.action_vote()
        if isinstance(line := self.foot.asking, VoteLine):
            vote = line.marked(self.foot.line.text)
            if vote.stated:
                self.say(_("tavlen viser medlemmer; tal skrives på linjen"))
                return
            screen = later.fetch("board")(self._meeting, vote, line.title, line.motion, self._style)
            self.app.push_screen(screen, self._take_board)

    def _take_board(self, answer: tuple[Vote, bool] | None) -> None:
        if answer is not None and isinstance(line := self.foot.asking, VoteLine):
            vote, record = answer
            self.foot.put(line.text(vote))
            if record:
                self.foot.record()

    # Settling

    def _turn(self) -> str:
        """The motion that is to be settled: the chosen one, or whose turn it is."""
        here = self._meeting.here
        if self._chosen is not None and all(r.id != self._chosen for r in here.remarks):
            return self._chosen
        return here.turn

    def action_decide(self, kind: str) -> None:
        """Record a result; what is odd about it must be seen once, then the same key takes it."""
        if not self.attempt(lambda: rules.require_open(self._meeting.state)):
            return
        result, state = ResultKind(kind), self._meeting.state
        motion = target(state.here, result, self._turn())
        doubt = " · ".join(warnings.ruling_warnings(state, state.here, motion))
        if not doubt or self.foot.confirmed((result, motion), doubt):
            self._decide(result)

    def _decide(self, result: ResultKind) -> None:
        motion = target(self._meeting.here, result, self._turn())
        if self.attempt(lambda: self._meeting.decide(result, chosen=self._turn())):
            self._settled(motion)

    def action_detail(self, kind: str) -> None:
        self._begin(lambda: kinds.result(ResultKind(kind), self._meeting, self._turn()))

    def action_results(self) -> None:
        if self.attempt(lambda: rules.require_open(self._meeting.state)):
            screen = later.fetch("results")(self._meeting, self._style, self._turn())
            self.app.push_screen(screen, self._take_result)

    def _take_result(self, kind: ResultKind | None) -> None:
        if kind is not None and kinds.needs_more(kind):
            self.action_detail(kind)
        elif kind is not None:
            self._decide(kind)  # what is odd about it was seen on the list

    def _settled(self, motion: str) -> None:
        """Go on after something was recorded. What the adoption of a motion may have excluded is
        pointed at, for the clerk to lapse (E9)."""
        self._chosen = None
        here = self._meeting.here
        excluded = here.excluded() if motion and not is_own(motion) and not here.decided else []
        if excluded:
            self._chosen = excluded[0].id
        self.show()
        if excluded:
            what = motion_label(here, excluded[0].id, self._meeting.state)
            text = _("{what} gælder det samme som det vedtagne: z bortfalder, v stemmer")
            self.say(text.format(what=what))

    def action_shift(self, step: int) -> None:
        motion = self._turn()

        def shift() -> None:
            self._meeting.record(commands.shift_motion(self._meeting.state, motion, step))

        if self.attempt(shift):
            self._chosen = motion
            self.show()

    def action_doors(self) -> None:
        state = self._meeting.state
        closing = not state.here.item.closed
        if self.attempt(lambda: self._meeting.record(commands.close_doors(state, closing))):
            self.show()
            self.say(_("Dørene er lukket.") if closing else _("Dørene er åbnet."))

    # What has been moved

    def action_choose(self, step: int) -> None:
        here = self._meeting.here
        subjects = moved_view.subjects(here)
        at = subjects.index(moved_view.pointed_at(here, self._chosen)) + step
        if 0 <= at < len(subjects):
            self._chosen = subjects[at]
            self.show()

    def action_strike(self) -> None:
        chosen = self._chosen
        if chosen is None or is_own(chosen):
            return
        if self.attempt(lambda: self._meeting.strike(chosen)):
            self.show()
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
        self.show()

    def action_step(self, step: int) -> None:
        item = self._meeting.neighbour(step)
        if item is not None:
            self._go(item)
        else:
            self.say(self.why_not(f"step({step})"))

    def action_scroll_text(self, direction: int) -> None:
        self.panes.scroll_text(direction)

    def action_saved(self) -> None:
        """Tell whether all is on disk, and since when."""
        meeting = self._meeting
        if meeting.half_typed.fault or meeting.half_typed.unsaved:
            self.say(capitalised(meeting.half_typed.fault or _("ikke gemt endnu")), severe=True)
        elif meeting.saved_at is None:
            self.say(_("Alt er gemt; intet er ført, siden mødet blev åbnet."))
        else:
            clock = meeting.saved_at.astimezone().strftime("%H:%M:%S")
            self.say(_("Alt er gemt, sidst kl. {clock}.").format(clock=clock))

    def action_leave(self) -> None:
        self.dismiss("left")

    def action_rest(self) -> None:
        """Stay: an Esc too many does not leave the meeting."""
        leave = next(command for command in LIVE if command.id == "live.leave")
        self.say(_("{key} viser listen over møder.").format(key=leave.key))

    # Other screens

    def _open(self, visit: Visit) -> None:
        known = self._meeting.here.motions

        def closed(answer: object) -> None:
            self._take_answer(answer)
            self._point_at_new(known)

        self.attempt(
            lambda: self.app.push_screen(
                sub_screens.screen(visit, self._meeting, self._style), closed
            )
        )

    def _point_at_new(self, known: Sequence[Motion]) -> None:
        """Point at a motion moved after the item was settled: it is what comes next. While the
        item is open the voting order says that (E5)."""
        here = self._meeting.here
        new = [motion.id for motion in here.untreated() if motion not in known]
        if new:
            self._chosen = new[-1]
            self.show()

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
        if self.foot.asking is not None or len(text.strip()) <= SHORT_PASTE:
            return False
        self._open(Visit("remark", pasted=text))
        return True

    def _take_answer(self, answer: object) -> None:
        """Go on from a screen: with a remark to carry over or what is half written, to an item,
        or to the end."""
        if isinstance(answer, EarlierRemark):
            self._open(Visit("remark", earlier=answer))
        elif self._meeting.state.closed:
            self.dismiss("closed")
        elif isinstance(answer, Slot):
            self._go(answer.item)
            self._go_on(answer)
        elif isinstance(answer, str):
            self._go(answer)
