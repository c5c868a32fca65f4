"""The live screen: one agenda item, from the first key to the decision text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from clerk.core import rules
from clerk.core.facts import Decided, Fact, Voted
from clerk.core.i18n import _
from clerk.core.minutes import find_item
from clerk.core.motions import EarlierRemark, Result, ResultKind
from clerk.core.state import MAIN, State, target
from clerk.core.style import Style
from clerk.core.voting import Ballot, Vote, ballot_line, read_ballot
from clerk.keymap import DETAIL, LIVE, VOTE, Command
from clerk.meeting import OpenMeeting, describe, item_of
from clerk.screens import live_view as view
from clerk.screens.base import ClerkScreen, bindings
from clerk.screens.board import BoardScreen
from clerk.screens.carry import CarryScreen
from clerk.screens.closing import ClosingScreen
from clerk.screens.compare import CompareScreen
from clerk.screens.draft import Draft, read_draft
from clerk.screens.entry_line import EntryLine
from clerk.screens.paper import Paper, row
from clerk.screens.presence import PresenceScreen
from clerk.screens.read_back import ReadBackScreen

JUMP = "jump"


class CommandLine(EntryLine):
    """The line at the foot of the live screen; its keys come first while it is typed in."""

    BINDINGS = bindings(VOTE)


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
        self._mode: str | None = None  # "vote", "jump" or the kind of a result with a detail
        self._motion = MAIN
        self._ballot = Ballot(Vote())
        self._warned = ""
        self._draft = Draft(self, meeting, "")
        self.line = CommandLine("line", self._typed)
        self.line.can_focus = False  # only while there is something to type
        self.head = Paper("head")
        self.agenda = Paper("agenda")
        self.room = Paper("room")
        self.item = Paper("item")
        self.moved = Paper("moved")
        self.text = Paper("text", follow_end=True)
        self.tally = Paper("tally")

    def compose(self) -> ComposeResult:
        yield self.head
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield self.agenda
                yield self.room
            with Vertical(id="work"):
                yield self.item
                yield self.moved
                yield self.text
        yield self.line
        yield self.tally
        yield self.keybar

    def on_mount(self) -> None:
        for pane, title in (
            (self.agenda, _("Dagsorden")),
            (self.room, _("I salen")),
            (self.item, _("Punktet")),
            (self.moved, _("Stillet og afgjort")),
            (self.text, _("Beslutning")),
        ):
            pane.border_title = title
        self._show()
        self._reopen()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._show)

    def on_screen_resume(self) -> None:
        self._show()

    def on_unmount(self) -> None:
        self._draft.flush()

    # Showing

    def _show(self, state: State | None = None) -> None:
        """Bring every pane up to date; ``state`` is what the line being typed would give."""
        now = self._meeting.state
        if self._chosen not in view.subjects(now.here):
            self._chosen = None
        self.head.show(view.head(now))
        order = list(now.items)
        self.agenda.show(view.agenda(now), keep=order.index(now.here.item.id))
        self.room.show(view.room(now))
        self.item.show(view.item(now.here, self.item.size.height or 8))
        rows = view.moved(now, self._chosen, self._draft_names())
        subjects = view.subjects(now.here)
        chosen = self._chosen or now.here.next_motion or MAIN
        self.moved.show(rows, keep=subjects.index(chosen))
        self.text.show(view.text(state or now, self._style))
        if self._mode is None:
            self._show_idle()
        self.refresh_keys()

    def _show_idle(self) -> None:
        here = self._meeting.here
        turn = here.next_motion
        if self._meeting.state.closed:
            hint = _("Mødet er lukket.")
        elif turn is None:
            hint = _("Punktet er afgjort. n går til næste punkt.")
        else:
            name = view.motion_label(here, turn, self._meeting.state)
            hint = _("Nu: {what}").format(what=name)
        self.line.load("", f" {hint}")
        saved = self._meeting.saved_at
        quorum = rules.quorum_warning(self._meeting.state)
        stamp = _("gemt {time}").format(time=_clock(saved)) if saved else _("alt er gemt")
        self.tally.show([row(f" {stamp}", "dim"), row(f" {quorum}" if quorum else "", "bold")])

    def _draft_names(self) -> list[str]:
        names = {"remark": _("bemærkning"), "amendment": _("ændringsforslag"), "vote": _("stemmer")}
        here = self._meeting.here.item.id
        slots = [slot.split(":") for slot in self._meeting.drafts()]
        return [names[kind] for kind, item, *_rest in slots if item == here and kind in names]

    def commands(self) -> Sequence[Command]:
        if self._mode is None:
            return LIVE
        return VOTE if self._mode == "vote" else DETAIL

    def why_not(self, action: str) -> str:
        if action == "undo" and self._meeting.undoable is None:
            return _("der er intet at fortryde")
        if action.startswith("step") and self._meeting.neighbour(1) is None:
            return _("der er ikke flere punkter")
        return ""

    # The line

    def _start_line(self, mode: str, prompt: str, text: str = "") -> None:
        self._mode = mode
        self._warned = ""
        self.line.can_focus = True
        self.line.load(text, prompt)
        self.set_focus(self.line)
        self._typed()
        self.refresh_keys()

    def _end_line(self) -> None:
        self._mode = None
        self.line.can_focus = False
        self.set_focus(None)
        self._show()

    def _typed(self) -> None:
        """Answer a key in the line, in the frame that paints the key itself."""
        self._warned = ""
        if self._mode == "vote":
            self._keep_draft()
            self._show_ballot()
        elif self._mode == JUMP:
            self.tally.show([row(""), row("")])
        elif self._mode is not None:
            self.tally.show([row(""), row("")])
            self.text.show(view.text(self._meeting.preview(self._detail_fact()), self._style))

    def _show_ballot(self) -> None:
        state = self._meeting.state
        self._ballot = read_ballot(self.line.text, state.body, state.attendance.present())
        self.tally.show(view.ballot_rows(self._ballot))
        if self._ballot.vote.voters:
            state = self._meeting.preview(self._vote_fact())
        self.text.show(view.text(state, self._style))

    def _keep_draft(self) -> None:
        fields = {"motion": self._motion, "text": self.line.text, "open": True}
        self._draft.change(fields if self.line.text else None)

    def _vote_fact(self) -> Voted:
        return Voted(self._meeting.here.item.id, self._motion, self._ballot.vote)

    def _detail_fact(self) -> Decided:
        kind = ResultKind(self._mode or "")
        here = self._meeting.here
        motion = target(here, kind, self._chosen)
        return Decided(here.item.id, motion, Result(kind, self.line.text))

    def action_record_line(self) -> None:
        if self._mode == "vote":
            self._record_vote()
        elif self._mode == JUMP:
            self._jump_to(self.line.text)
        elif self._mode is not None:
            kind, detail = ResultKind(self._mode), self.line.text
            if self.attempt(lambda: self._meeting.decide(kind, detail, self._chosen)):
                self._end_line()

    def _record_vote(self) -> None:
        """Record the vote; what is odd about it must be seen once, then Enter again takes it."""
        ballot = self._ballot
        problems = [problem.text for problem in ballot.problems]
        if not ballot.fatal:
            problems += rules.vote_warnings(
                self._meeting.state, self._meeting.here, self._motion, ballot.vote
            )
        text = " · ".join(problems)
        if ballot.fatal or (problems and text != self._warned):
            again = "" if ballot.fatal else " — " + _("Enter igen fører den sådan")
            self.tally.show([view.ballot_rows(ballot)[0], row(f" {text}{again}", "reverse")])
            self._warned = text
            return
        if self.attempt(
            lambda: self._meeting.vote(self._motion, ballot.vote, settled=self._draft.slot)
        ):
            self._draft.settle()
            self._chosen = None
            self._end_line()

    def action_recall_line(self) -> None:
        state = self._meeting.state
        if self._mode != "vote" or state.last_vote is None:
            return
        self.line.load(ballot_line(state.last_vote, state.body, state.attendance.present()))
        self._typed()

    def action_cancel_line(self) -> None:
        self._draft.flush()
        self._end_line()

    # Commands

    def _open(self) -> bool:
        try:
            rules.require_open(self._meeting.state)
        except rules.Refused as refusal:
            self.say(str(refusal), severe=True)
            return False
        return True

    def _turn(self) -> str:
        """The motion that a vote would settle: the chosen one, or whose turn it is."""
        here = self._meeting.here
        chosen = self._chosen
        if chosen is not None and any(remark.id == chosen for remark in here.remarks):
            chosen = None
        return chosen or here.next_motion or MAIN

    def action_vote(self) -> None:
        if self._open():
            self._motion = self._turn()
            self._draft.slot = f"vote:{self._meeting.here.item.id}:{self._motion}"
            fields = read_draft(self._meeting.drafts().get(self._draft.slot)) or {}
            self._ask_vote(str(fields.get("text", "")))

    def _ask_vote(self, text: str) -> None:
        name = view.motion_label(self._meeting.here, self._motion, self._meeting.state)
        self._start_line("vote", f" {name} › ", text)

    def action_vote_again(self) -> None:
        if self._meeting.state.last_vote is None:
            self.say(_("der er ikke stemt endnu"))
            return
        self.action_vote()
        self.action_recall_line()

    def action_board(self) -> None:
        if not self._open():
            return
        if self._mode != "vote":
            self.action_vote()
        name = view.motion_label(self._meeting.here, self._motion, self._meeting.state)
        screen = BoardScreen(self._meeting, self._ballot.vote, name, self._motion, self._style)
        self.app.push_screen(screen, self._take_board)

    def _take_board(self, answer: tuple[Vote, bool] | None) -> None:
        if answer is None:
            return
        vote, record = answer
        state = self._meeting.state
        self.line.load(ballot_line(vote, state.body, state.attendance.present()))
        self._typed()
        if record:
            self._record_vote()

    def action_decide(self, kind: str) -> None:
        result = ResultKind(kind)
        chosen = self._turn() if self._chosen else None
        if self.attempt(lambda: self._meeting.decide(result, chosen=chosen)):
            self._chosen = None
            self._show()

    def action_detail(self, kind: str) -> None:
        if self._open():
            prompts = {
                "referred": _(" Henvist til › "),
                "postponed": _(" Udsat (til hvornår, hvorfor) › "),
                "resolved": _(" Det blev besluttet, at › "),
            }
            self._start_line(kind, prompts[kind])

    def action_step(self, step: int) -> None:
        item = self._meeting.neighbour(step)
        if item is not None:
            self._go(item)

    def _go(self, item: str) -> None:
        self._chosen = None
        if self.attempt(lambda: self._meeting.open_item(item)):
            self._show()

    def action_jump(self, text: str = "") -> None:
        self._start_line(JUMP, _(" Gå til punkt › "), text)

    def take(self, event: events.Key) -> bool:
        if self._mode is None and event.character and event.character.isdigit():
            self.action_jump(event.character)
            return True
        return False

    def _jump_to(self, number: str) -> None:
        item = find_item(self._meeting.state, number)
        if item is None:
            text = _("der er intet punkt {n}").format(n=number)
            self.tally.show([row(""), row(f" {text}", "reverse")])
            return
        self._end_line()
        self._go(item)

    def action_choose(self, step: int) -> None:
        subjects = view.subjects(self._meeting.here)
        at = subjects.index(self._chosen or self._turn()) + step
        if 0 <= at < len(subjects):
            self._chosen = subjects[at]
            self._show()

    def action_edit(self) -> None:
        here = self._meeting.here
        if any(motion.id == self._chosen for motion in here.motions):
            self._amend(self._chosen)
        elif any(remark.id == self._chosen for remark in here.remarks):
            self._remark(self._chosen)

    def action_strike(self) -> None:
        chosen = self._chosen
        if chosen is not None and chosen != MAIN:
            if self.attempt(lambda: self._meeting.strike(chosen)):
                self._chosen = None
                self.say(_("Slettet. u fortryder."))
            self._show()

    def action_amend(self) -> None:
        self._amend(None)

    def _amend(self, motion_id: str | None) -> None:
        if self._open():
            # The text area's imports would delay the first paint by a twentieth.
            from clerk.screens.amendment import AmendmentScreen

            screen = AmendmentScreen(self._meeting, self._style, motion_id)
            self.app.push_screen(screen)

    def action_remark(self) -> None:
        self._remark(None)

    def _remark(self, remark_id: str | None, earlier: EarlierRemark | None = None) -> None:
        if self._open():
            from clerk.screens.remark import RemarkScreen  # as above

            self.app.push_screen(RemarkScreen(self._meeting, self._style, remark_id, earlier))

    def action_carry(self) -> None:
        if not self._open():
            return
        earlier = self._meeting.earlier_remarks()
        if not earlier:
            self.say(_("der er ingen tidligere bemærkninger i sagen"))
            return
        self.app.push_screen(CarryScreen(self._meeting, earlier), self._take_earlier)

    def _take_earlier(self, earlier: EarlierRemark | None) -> None:
        if earlier is not None:
            self._remark(None, earlier)

    def action_presence(self) -> None:
        self.app.push_screen(PresenceScreen(self._meeting))

    def action_read_back(self) -> None:
        self.app.push_screen(ReadBackScreen(self._meeting, self._style))

    def action_compare(self) -> None:
        self.app.push_screen(CompareScreen(self._meeting, self._chosen))

    def action_close_meeting(self) -> None:
        if self._open():
            self.app.push_screen(ClosingScreen(self._meeting), self._take_closing)

    def _take_closing(self, answer: str | None) -> None:
        if answer == "":
            if self.attempt(self._meeting.close):
                self._write_minutes(self._meeting.state)
                self.dismiss("closed")
        elif answer is not None:
            self._go(answer)

    def action_undo(self) -> None:
        self._back_or_forth(self._meeting.undo, _("Fortrudt: {what}"))

    def action_redo(self) -> None:
        self._back_or_forth(self._meeting.redo, _("Gentaget: {what}"))

    def _back_or_forth(self, command: Callable[[], Fact], text: str) -> None:
        facts: list[Fact] = []
        state = self._meeting.state
        if not self.attempt(lambda: facts.append(command())):
            return
        where = item_of(facts[0])
        self.say(text.format(what=describe(facts[0], state)))
        if where is not None and where != self._meeting.state.current:
            self._go(where)
        self._show()

    def action_scroll_text(self, direction: int) -> None:
        self.text.scroll_relative(y=direction * (self.text.size.height - 1), animate=False)

    def action_saved(self) -> None:
        self.say(_("Alt er gemt."))

    def action_leave(self) -> None:
        self.dismiss("left")

    def _reopen(self) -> None:
        """Open the form that was being typed in when the program ended."""
        here = self._meeting.here.item.id
        for slot, content in self._meeting.drafts().items():
            kind, item, subject = [*slot.split(":", 2), "", ""][:3]
            fields = read_draft(content)
            if item != here or not fields or not fields.get("open"):
                continue
            if kind == "vote":
                self._motion = subject
                self._draft.slot = slot
                self._ask_vote(str(fields.get("text", "")))
            elif kind == "remark":
                self._remark(subject or None)
            elif kind == "amendment":
                self._amend(subject or None)
            return


def _clock(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M:%S")
