"""Writing an amendment: who moves it, what it does to which points, and its text."""

from __future__ import annotations

from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import TextArea

from clerk.core.danish import clean
from clerk.core.entry import Mention, Problem, mention_line, mentions
from clerk.core.i18n import N_, _
from clerk.core.motions import Effect, Marker, Motion
from clerk.core.style import Style
from clerk.core.wording import moved
from clerk.keymap import AMENDMENT
from clerk.meeting import OpenMeeting
from clerk.screens.base import ClerkScreen, bindings
from clerk.screens.draft import SHORT_PASTE, Draft, read_draft
from clerk.screens.entry_line import EntryLine
from clerk.screens.paper import Paper, row

EFFECTS = {
    "æ": (Effect.REPLACE, N_("ændrer")),
    "t": (Effect.ADD, N_("tilføjer")),
    "s": (Effect.DELETE, N_("sletter")),
    "u": (Effect.POSTPONE, N_("udskyder")),
    "f": (Effect.FREE, N_("fri tekst")),
}
_ASCII = {"e": "æ"}
LETTERS = {effect: letter for letter, (effect, _label) in EFFECTS.items()}


class AmendmentScreen(ClerkScreen[None]):
    """One amendment: a new one, or one whose record is put right.

    The second line takes a letter for what it does and the numbers of the points: ``æ3``,
    ``u 2 4``, ``t``.
    """

    KEYS = AMENDMENT
    BINDINGS = bindings(AMENDMENT)

    def __init__(self, meeting: OpenMeeting, style: Style, motion_id: str | None = None) -> None:
        super().__init__()
        self._meeting = meeting
        self._style = style
        self._item = meeting.here.item.id
        self._motion_id = motion_id
        self._draft = Draft(self, meeting, f"amendment:{self._item}:{motion_id or ''}")
        movers, what, self._text = "", "", ""
        fields = read_draft(meeting.drafts().get(self._draft.slot))
        if fields is not None:
            movers, what, self._text = (str(fields.get(k, "")) for k in ("movers", "what", "text"))
        elif motion_id is not None:
            motion = meeting.here.motion(motion_id)
            movers = mention_line(motion.movers, meeting.state.body)
            what = " ".join([LETTERS[motion.effect], *map(str, motion.points)])
            self._text = motion.text
        self._movers: tuple[Mention, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self._effect: Effect | None = None
        self._points: tuple[int, ...] = ()
        self.movers_line = EntryLine("movers", self._typed, _(" Forslagsstillere › "))
        self.movers_line.load(movers)
        self.what_line = EntryLine("what", self._typed, _(" Hvad, og punkter  › "))
        self.what_line.load(what)
        self.hint = Paper("hint")
        self.area = TextArea(self._text, id="area", soft_wrap=True, show_line_numbers=False)
        self.area.cursor_blink = False
        self.preview = Paper("preview")

    def compose(self) -> ComposeResult:
        yield self.movers_line
        yield self.what_line
        yield self.hint
        yield self.area
        yield self.preview
        yield self.keybar

    def on_mount(self) -> None:
        self.area.border_title = _("Forslagets tekst, ordret")
        self.preview.border_title = _("Sådan står det i beslutningen")
        self._read()
        self.set_focus(self.movers_line)
        self.refresh_keys()
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        self._draft.flush()

    def _typed(self) -> None:
        self._read()
        self._show()
        self._keep()

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        if event.text_area.text != self._text:
            self._text = event.text_area.text
            self._keep()
            self._show()

    def _read(self) -> None:
        self._movers, self._problems = mentions(self.movers_line.text, self._meeting.state.body)
        self._effect, self._points = None, ()
        what = self.what_line.text.strip().casefold()
        if what:
            letter = _ASCII.get(what[0], what[0])
            if letter in EFFECTS:
                self._effect = EFFECTS[letter][0]
                what = what[1:]
        numbers = "".join(c if c.isdigit() else " " for c in what).split()
        self._points = tuple(dict.fromkeys(int(number[:4]) for number in numbers))

    def _motion(self) -> Motion | None:
        if self._effect is None:
            return None
        motion_id = self._motion_id or self._meeting.next_id()
        return Motion(motion_id, self._item, self._movers, self._effect, self._points, self._text)

    def _show(self) -> None:
        letters = [f"{letter} {_(label)}" for letter, (_effect, label) in EFFECTS.items()]
        problems = " · ".join(problem.text for problem in self._problems)
        hint = problems or " · ".join([*letters, _("derefter punkternes numre")])
        self.hint.show([row(f" {hint}", "bold" if problems else "dim", limit=1)])
        motion = self._motion()
        known = {point.number for point in self._meeting.here.item.points}
        if motion is None or not self._movers or not set(motion.points) <= known:
            self.preview.show([])
            return
        here, body = self._meeting.here, self._meeting.state.body
        self.preview.show([row(p.text) for p in moved(here, motion, body, self._style)])

    def _keep(self, reopen: bool = True) -> None:
        fields: dict[str, Any] = {
            "movers": self.movers_line.text,
            "what": self.what_line.text,
            "text": self._text,
        }
        self._draft.change(fields | {"open": reopen} if any(fields.values()) else None)

    def take(self, event: events.Key) -> bool:
        """Enter in a line goes on to the next field."""
        if event.key == "enter" and self.focused is not self.area:
            self.action_switch(1)
            return True
        return False

    def take_paste(self, text: str) -> bool:
        """A text pasted into a line that takes letters is meant for the text field."""
        if len(text.strip()) <= SHORT_PASTE:
            return False
        self.set_focus(self.area)
        self.area.insert(clean(text))
        return True

    def action_switch(self, step: int) -> None:
        fields = [self.movers_line, self.what_line, self.area]
        at = next((n for n, field in enumerate(fields) if field is self.focused), 0)
        self.set_focus(fields[(at + step) % len(fields)])

    def action_insert_source(self) -> None:
        """Fetch the point as it stands now, so that only what changes must be typed."""
        points = [p for p in self._meeting.here.working_points() if p.number in self._points]
        if not points:
            self.say(_("skriv først hvilket punkt"))
            return
        found = self._meeting.here.item.recommendation_of(self._points[0])
        dash = "- " if found is not None and found.marker is Marker.DASH else ""
        self.area.insert("\n\n".join(dash + point.text for point in points))
        self.set_focus(self.area)

    def action_save(self) -> None:
        if any(problem.fatal for problem in self._problems):
            self.say(self._problems[0].text, severe=True)
            self.set_focus(self.movers_line)
            return
        self._text = clean(self.area.text)
        motion = self._motion()
        if motion is None:
            self.say(_("skriv hvad forslaget gør, fx æ3 eller u 2 4"), severe=True)
            self.set_focus(self.what_line)
            return
        slot = self._draft.slot
        if self.attempt(lambda: self._meeting.move(motion, settled=slot)):
            self._draft.settle()
            self.dismiss(None)

    def action_back(self) -> None:
        self._keep(reopen=False)
        self._draft.flush()
        self.dismiss(None)
