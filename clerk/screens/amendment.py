"""Writing an amendment: who moves it, what it does to which points, and its text."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from clerk.core.entry import Mention, Problem, mention_line, mentions
from clerk.core.i18n import N_, _
from clerk.core.motions import Effect, Marker, Motion
from clerk.core.style import Style
from clerk.core.wording import moved
from clerk.keymap import AMENDMENT
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.entry_line import EntryLine
from clerk.screens.form import FormScreen
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


class AmendmentScreen(FormScreen):
    """One amendment: a new one, or one whose record is put right.

    The second line takes a letter for what it does and the numbers of the points: ``æ3``,
    ``u 2 4``, ``t``.
    """

    KEYS = AMENDMENT
    BINDINGS = bindings(AMENDMENT)

    def __init__(self, meeting: OpenMeeting, style: Style, motion_id: str | None = None) -> None:
        super().__init__(meeting, "amendment", motion_id)
        self._style = style
        self._movers: tuple[Mention, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self._effect: Effect | None = None
        self._points: tuple[int, ...] = ()
        self.movers_line = EntryLine("movers", self._typed, _(" Forslagsstillere › "))
        self.what_line = EntryLine("what", self._typed, _(" Hvad, og punkter  › "))
        self.hint = Paper("hint")
        self.preview = Paper("preview")
        fields = self.drafted()
        if fields is not None:
            self.movers_line.load(str(fields.get("movers", "")))
            self.what_line.load(str(fields.get("what", "")))
            self.area.load_text(str(fields.get("text", "")))
        elif motion_id is not None:
            motion = meeting.here.motion(motion_id)
            self.movers_line.load(mention_line(motion.movers, meeting.state.body))
            self.what_line.load(" ".join([LETTERS[motion.effect], *map(str, motion.points)]))
            self.area.load_text(motion.text)

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
        self.set_focus(self.movers_line)
        self.refresh_keys()
        self.show()

    def lines(self) -> list[EntryLine]:
        return [self.movers_line, self.what_line]

    def fields(self) -> dict[str, Any] | None:
        fields = {
            "movers": self.movers_line.text,
            "what": self.what_line.text,
            "text": self.text,
        }
        return fields if any(fields.values()) else None

    def _read(self) -> None:
        self._movers, self._problems = mentions(self.movers_line.text, self._meeting.state.body)
        self._effect, self._points = None, ()
        what = self.what_line.text.strip().casefold()
        if what:
            letter = _ASCII.get(what[0], what[0])
            if letter in EFFECTS:
                self._effect = EFFECTS[letter][0]
                what = what[1:]
        numbers = "".join(c if c in "0123456789" else " " for c in what).split()
        self._points = tuple(dict.fromkeys(int(number[:4]) for number in numbers))

    def _motion(self) -> Motion | None:
        if self._effect is None:
            return None
        motion_id = self._subject or self._meeting.next_id()
        return Motion(motion_id, self._item, self._movers, self._effect, self._points, self.text)

    def show(self) -> None:
        self._read()
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
        motion = self._motion()
        if motion is None:
            self.say(_("skriv hvad forslaget gør, fx æ3 eller u 2 4"), severe=True)
            self.set_focus(self.what_line)
            return
        slot = self._draft.slot
        if self.attempt(lambda: self._meeting.move(motion, settled=slot)):
            self.settled()
