"""Writing an amendment: who moves it, what it does to which points, and its text."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from clerk.core.agenda import Marker
from clerk.core.entry import Mention, Problem, mention_line, mentions, unknown_text
from clerk.core.i18n import N_, _
from clerk.core.motions import Effect, Motion
from clerk.core.style import Style
from clerk.core.wording_motions import moved
from clerk.keymap import AMENDMENT
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.entry_line import EntryLine
from clerk.screens.form import FormScreen
from clerk.screens.paper import Paper, Row, row

EFFECTS = {
    "æ": (Effect.REPLACE, N_("ændrer")),
    "t": (Effect.ADD, N_("tilføjer")),
    "s": (Effect.DELETE, N_("sletter")),
    "u": (Effect.POSTPONE, N_("udskyder")),
    "f": (Effect.FREE, N_("fri tekst")),
}
_ASCII = {"e": "æ"}
_DIGITS = "0123456789"
LETTERS = {effect: letter for letter, (effect, _label) in EFFECTS.items()}


class AmendmentScreen(FormScreen):
    """One amendment: a new one, or one whose record is put right.

    The second line takes a letter for what it does and the numbers of the points: ``æ3``,
    ``u 2 4``, ``t``. Numbers alone change those points; left empty, the text speaks for itself.
    """

    KEYS = AMENDMENT
    BINDINGS = bindings(AMENDMENT)

    def __init__(self, meeting: OpenMeeting, style: Style, motion_id: str | None = None) -> None:
        super().__init__(meeting, "amendment", motion_id or "")
        self._subject = motion_id
        self._style = style
        self._movers: tuple[Mention, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self._effect = Effect.FREE
        self._points: tuple[int, ...] = ()
        self._unknown = ""  # letters of the second line that mean nothing
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
        what = self.what_line.text.strip().casefold()
        letter = _ASCII.get(what[:1], what[:1])
        self._unknown = what if letter and letter not in EFFECTS and letter not in _DIGITS else ""
        numbers = "".join(c if c in _DIGITS else " " for c in what).split()
        self._points = tuple(dict.fromkeys(int(number[:4]) for number in numbers))
        default = Effect.REPLACE if self._points else Effect.FREE
        self._effect = EFFECTS[letter][0] if letter in EFFECTS else default

    def _motion(self) -> Motion:
        motion_id = self._subject or self._meeting.next_id()
        return Motion(motion_id, self._item, self._movers, self._effect, self._points, self.text)

    def _trouble(self) -> str:
        """Return what is wrong with the two lines, empty where nothing is."""
        texts = [problem.text for problem in self._problems]
        if self._unknown:
            texts.append(unknown_text(self._unknown).text)
        known = {point.number for point in self._meeting.here.item.points}
        if missing := sorted(set(self._points) - known):
            texts.append(_("indstillingen har ikke punkt {n}").format(n=missing[0]))
        return " · ".join(texts)

    def _hint(self, trouble: str) -> Row:
        """Return the trouble, or the letters with the one that holds now set off."""
        if trouble:
            return row(f" {trouble}", "bold", limit=1)
        runs = []
        for letter, (effect, label) in EFFECTS.items():
            holds = effect is self._effect and bool(self.what_line.text.strip() or self.text)
            runs += [(f" {letter} {_(label)}", "bold underline" if holds else "dim"), (" ·", "dim")]
        return Row((*runs, (_(" fx »u 2 4«"), "dim")), limit=1)

    def show(self) -> None:
        self._read()
        trouble = self._trouble()
        self.hint.show([self._hint(trouble)])
        motion = self._motion()
        if trouble or not self._movers or not (motion.points or motion.text):
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
        if self._problems or self._unknown:
            self.say(self._trouble(), severe=True)
            self.set_focus(self.movers_line if self._problems else self.what_line)
            return
        motion, slot = self._motion(), self._draft.slot
        if self.attempt(lambda: self._meeting.move(motion, settled=slot)):
            self.settled()
