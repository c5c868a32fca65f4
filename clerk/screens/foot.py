"""The foot of a screen: the line being typed, what stands under it, and its host."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from clerk.core.facts import Fact
from clerk.core.i18n import _
from clerk.keymap import VOTE, Command
from clerk.meeting import OpenMeeting
from clerk.screens import live_view as view
from clerk.screens.base import Answer, ClerkScreen, bindings
from clerk.screens.draft import Draft, read_draft
from clerk.screens.entry_line import EntryLine
from clerk.screens.lines import NOTHING, Line, Reading
from clerk.screens.paper import Paper, Row, row

NOTICE_SECONDS = 8

STAMP_SECONDS = 0.5
"""Between two looks at whether all is saved: it may come to be, or cease to, by itself."""


class Host(Protocol):
    """The screen that the foot stands on."""

    def preview(self, fact: Fact | None) -> None:
        """Show the decision as it would be with ``fact``."""

    def line_ended(self, recorded: Line | None) -> None:
        """Take the keys back: from the line that was recorded, None where it was left."""

    def attempt(self, command: Callable[[], object]) -> bool:
        """Run a command; say so and return False where it is refused."""


_WHILE_TYPING = frozenset({"scroll_text"})
"""What a screen's own keys still do while a line is typed."""


class TypedLine(EntryLine):
    """The line itself; its keys come first while it is typed in."""

    BINDINGS = bindings(VOTE)  # of all lines: the others' keys are among them


class Foot(Vertical):
    """Hosts one line at a time; between two it tells where the clerk is."""

    DEFAULT_CSS = "Foot { height: auto; }"

    def __init__(self, meeting: OpenMeeting, host: Host) -> None:
        super().__init__(id="foot")
        self.asking: Line | None = None
        self._meeting = meeting
        self._host = host
        self._reading = Reading()
        self._seen = ""
        self._notice = ""
        self._doubted: object = None
        self._last = NOTHING
        self._hush: Timer | None = None
        self._draft = Draft(self, meeting)
        self.line = TypedLine("line", self._typed)
        self.line.can_focus = False  # only while there is something to type
        self.below = Paper("tally")

    def compose(self) -> ComposeResult:
        yield self.line
        yield self.below

    def on_mount(self) -> None:
        self.set_interval(STAMP_SECONDS, self._at_rest)

    def on_unmount(self) -> None:
        self._draft.flush()

    @property
    def fact(self) -> Fact | None:
        """What the line being typed would record."""
        return self._reading.fact if self.asking else None

    def rest(self, hint: str, warning: str, rarer: str = "") -> None:
        """Show where the clerk is, while no line is typed; ``rarer`` keys stand where no warning
        does."""
        self.line.load("", f" {hint}")
        self._last = row(f" {warning or rarer}", "bold" if warning else "dim", limit=1)
        self.tell("")

    def tell(self, notice: str) -> None:
        """Say something quietly while no line is typed; it stands until the next thing is said
        or done, or for some seconds."""
        if self._hush is not None:
            self._hush.stop()
        self._hush = self.set_timer(NOTICE_SECONDS, lambda: self.tell("")) if notice else None
        self._notice = notice
        self._doubted = None
        self._at_rest()

    def confirmed(self, what: object, doubt: str) -> bool:
        """Whether ``what`` was asked for once already, and the doubt about it still stands here;
        else show it. It stands until the next thing is said or done."""
        if self._doubted == what:
            self._doubted = None
            return True
        self.tell("")
        self._doubted = what
        cue = _("samme tast igen fører det alligevel, u fortryder")
        said = row(f" {doubt} — {cue}", "reverse", limit=1)
        self.below.show([said, self._last])
        return False

    def _at_rest(self) -> None:
        """Show whether all is saved, and what is said, while no line is typed."""
        if self.asking is None and self._doubted is None:
            saved = f" {view.stamp(self._meeting)}"
            said = Row(((saved, "dim"), (f"   {self._notice}", "bold")), limit=1)
            self.below.show([said, self._last])

    def start(self, kind: Line, text: str = "") -> None:
        """Begin a line, with what an earlier visit to it left where ``text`` gives nothing."""
        self.asking = kind
        self._doubted = None
        if kind.slot is not None:
            self._draft.slot = str(kind.slot)
            left = read_draft(self._meeting.drafts().get(self._draft.slot)) or {}
            text = text or str(left.get("text", ""))
        self.line.can_focus = True
        self.line.load(text or kind.begin, kind.prompt, proposed=kind.proposes and not text)
        self.screen.set_focus(self.line)
        self._typed()

    def put(self, text: str) -> None:
        """Put ``text`` in the line in the place of what stands there."""
        self.line.load(text)
        self._typed()

    def _typed(self) -> None:
        """Answer a key in the line, in the frame that paints the key itself."""
        if self.asking is None:
            return
        self._seen = ""
        self._keep(reopen=True)
        self._reading = self.asking.read(self.line.text)
        under = row(f" {self._reading.doubt}", "bold" if self._reading.fatal else "", limit=1)
        if self.asking.example and not self.line.text.strip():
            under = row(f" {self.asking.example}", limit=1)
        self.below.show([self._reading.comes_to, under])
        self._host.preview(self._reading.fact)

    def _keep(self, reopen: bool) -> None:
        if self.asking is not None and self.asking.slot is not None:
            text = self.line.text
            untouched = text in ("", self.asking.begin)
            self._draft.change(None if untouched else {"text": text, "open": reopen})

    def record(self) -> None:
        """Record the line; what is odd about it must be seen once, then Enter again takes it."""
        if self.asking is None:
            return
        kind, reading, text = self.asking, self._reading, self.line.text
        if reading.doubt and (reading.fatal or reading.doubt != self._seen):
            self._seen = reading.doubt
            cue = "" if reading.fatal else _("Enter igen fører det alligevel") + " — "
            self.below.show([reading.comes_to, row(f" {cue}{reading.doubt}", "reverse", limit=1)])
        elif self._host.attempt(lambda: kind.record(text)):
            self._draft.settle()
            self._end(recorded=kind)

    def cancel(self) -> None:
        """Leave the line; what was typed is remembered."""
        self._keep(reopen=False)
        self._draft.flush()
        self._end(recorded=None)

    def _end(self, recorded: Line | None) -> None:
        self.asking = None
        self.line.can_focus = False
        self.screen.set_focus(None)
        self._host.line_ended(recorded)


class LineHost(ClerkScreen[Answer]):
    """A screen with a foot; while a line is typed there, the line's keys hold and no others."""

    foot: Foot
    typed_here: Sequence[str] = ()
    """What can be typed at rest, or in the lines that the screen's keys start."""

    def show(self) -> None:
        """Bring the screen up to date."""
        raise NotImplementedError

    def commands(self) -> Sequence[Command]:
        return self.foot.asking.keys if self.foot.asking else self.KEYS

    def notation(self) -> Sequence[str]:
        if self.foot.asking is None:
            return self.typed_here
        line = self.foot.asking
        return line.notation or ((line.example,) if line.example else ())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        if self.foot.asking is None or not hasattr(self, f"action_{action}"):
            return True
        own = {command.action.removeprefix("screen.") for command in self.foot.asking.keys}
        return action in own | _WHILE_TYPING

    def start(self, line: Line, text: str = "") -> None:
        """Begin a line."""
        self.foot.start(line, text)
        self.refresh_keys()

    def preview(self, fact: Fact | None) -> None:
        """Show what ``fact`` would make of it; a screen that shows no decision has nothing."""

    def line_ended(self, recorded: Line | None) -> None:
        self.show()

    def say(self, text: str, *, severe: bool = False) -> None:
        """Tell the clerk something at the foot, where it hides nothing; what is severe stands in
        the way."""
        if severe or self.foot.asking is not None:
            self.foot.tell("")  # what was said before may hold no longer
            super().say(text, severe=severe)
        else:
            self.foot.tell(text)

    def action_record_line(self) -> None:
        self.foot.record()

    def action_cancel_line(self) -> None:
        self.foot.cancel()
