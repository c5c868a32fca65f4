"""Writing a motion: who moves it, what it asks for, its text, and what the body calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.widgets import TextArea

from clerk.core import warnings
from clerk.core.agenda import Marker, unknown_point
from clerk.core.entry import Named, mention_line, read_named
from clerk.core.i18n import N_, _
from clerk.core.motion_line import (
    Asked,
    Takes,
    amendable,
    asked_line,
    label_line,
    next_label,
    read_asked,
    read_label,
)
from clerk.core.motions import Effect, Motion, MotionKind
from clerk.core.style import Style
from clerk.keymap import AMENDMENT
from clerk.meeting import OpenMeeting
from clerk.screens import form_view as view
from clerk.screens import notation
from clerk.screens.base import bindings
from clerk.screens.entry_line import EntryLine
from clerk.screens.form import FormScreen
from clerk.screens.labels import motion_effect, motion_label
from clerk.screens.paper import Paper, Row, row

_AMENDMENT = MotionKind.AMENDMENT
_LABEL = N_(" Mærke · fra udvalg › ")
_PROPOSED = N_(" Mærke (foreslået) › ")


class AmendmentScreen(FormScreen):
    """One motion: a new one, or one whose record is put right.

    The second line takes a letter for what is asked for and what belongs to it: ``æ3``, ``u 2 4``,
    ``h Socialudvalget``, ``n1 æ2`` (:mod:`clerk.core.motion_line`). Numbers alone change those
    points; left empty, the text speaks for itself. The last line is the motion's label and the
    body in which it was lost before; where the item uses labels, the next one stands there.
    """

    KEYS = AMENDMENT
    BINDINGS = bindings(AMENDMENT)

    def __init__(self, meeting: OpenMeeting, style: Style, motion_id: str | None = None) -> None:
        super().__init__(meeting, "amendment", motion_id or "")
        self._style = style
        self._known = meeting.here.motion(motion_id) if motion_id is not None else None
        self._amendments = amendable(meeting.here.motions, motion_id)
        self._named = Named()
        self._asked = Asked("f")
        self._proposing = self._known is None  # the label, until the clerk writes one
        self.movers_line = EntryLine("movers", self._typed, _(" Forslagsstillere › "))
        self.what_line = EntryLine("what", self._typed, _(" Hvad, og punkter  › "))
        self.label_line = EntryLine("label", self._label_typed, _(_LABEL))
        self.letters = Paper("letters")
        self.hint = Paper("hint")
        self.preview = Paper("preview")
        fields = self.drafted()
        if fields is not None:
            self.movers_line.load(str(fields.get("movers", "")))
            self.what_line.load(str(fields.get("what", "")))
            if (label := fields.get("label")) is not None:
                self._proposing = False
                self.label_line.load(str(label))
            self.go_on(str(fields.get("text", "")))
        elif self._known is not None:
            motion = self._known
            line = mention_line(motion.movers, meeting.state.body, motion.joined)
            self.movers_line.load(line)
            self.what_line.load(asked_line(motion, self._amendments))
            self.label_line.load(label_line(motion.label, motion.again_from))
            self.area.load_text(motion.text)

    def notation(self) -> Sequence[str]:
        return (notation.AMENDMENT, notation.AUTHORS)

    def compose(self) -> ComposeResult:
        yield self.movers_line
        yield self.what_line
        yield self.letters
        yield self.hint
        yield self.area
        yield self.label_line
        yield self.preview
        yield self.keybar

    def on_mount(self) -> None:
        self.area.border_title = _("Forslagets tekst, ordret")
        self.preview.border_title = _("Sådan står det i beslutningen")
        self.set_focus(self.movers_line)
        self.refresh_keys()
        self.show()

    def order(self) -> list[EntryLine | TextArea]:
        return [self.movers_line, self.what_line, self.area, self.label_line]

    def takes_words(self, line: EntryLine) -> bool:
        words = line is self.what_line and self._asked.takes is Takes.WORDS
        return words or line is self.label_line or super().takes_words(line)

    def fields(self) -> dict[str, Any] | None:
        fields = {
            "movers": self.movers_line.text,
            "what": self.what_line.text,
            "text": self.text,
            "label": None if self._proposing else self.label_line.text,
        }
        return fields if any(fields.values()) else None

    def _label_typed(self) -> None:
        self._proposing = False
        self.label_line.prompt = _(_LABEL)
        self._typed()

    def _read(self) -> None:
        body = self._meeting.state.body
        self._named = read_named(self.movers_line.text, body)
        self._asked = read_asked(self.what_line.text, self._amendments)
        if self._proposing:
            label = ""
            if (asked := self._asked).kind is _AMENDMENT and asked.effect is not Effect.WITHDRAW:
                label = next_label(self._meeting.here.motions, self._named.first, body)
            self.label_line.load(label, _(_PROPOSED if label else _LABEL))

    def _motion(self) -> Motion:
        asked = self._asked
        body = self._meeting.state.body
        label, again_from = read_label(self.label_line.text, self._meeting.here.item.sender)
        known = self._known or Motion(self._meeting.next_id(), self._item, (), Effect.FREE)
        return replace(
            known,
            movers=self._named.first,
            joined=self._named.joined,
            kind=asked.kind,
            effect=asked.effect,
            points=asked.points,
            target=body.called(asked.target),
            amends=asked.amends,
            label=label,
            again_from=body.called(again_from),
            text=self.text,
        )

    def _trouble(self) -> str:
        """Return what is wrong with the first two lines, empty where nothing is."""
        texts = [problem.text for problem in (*self._named.problems, *self._asked.problems)]
        if unknown := unknown_point(self._meeting.here.item, self._asked.points):
            texts.append(unknown)
        return " · ".join(texts)

    def _hint(self, motion: Motion, trouble: str) -> Row:
        """Return the trouble or the doubt; otherwise what a sub-amendment amends, or examples."""
        if trouble:
            return row(f" {trouble}", "bold", limit=1)
        here, state = self._meeting.here, self._meeting.state
        if doubts := warnings.motion_warnings(here, motion):
            return row(f" {' · '.join(doubts)}", limit=1)
        if motion.amends:
            text = (
                f"{motion_label(here, motion.amends, state)}: {motion_effect(here, motion.amends)}"
            )
            return row(_(" under {what}").format(what=text), "dim", limit=1)
        return row(_(" fx »u 2 4«, »h Socialudvalget«, »n1 æ3« til det første"), "dim", limit=1)

    def show(self) -> None:
        self._read()
        trouble = self._trouble()
        motion = self._motion()
        here, body = self._meeting.here, self._meeting.state.body
        self.letters.show(view.letters(self._asked, bool(self.what_line.text.strip() or self.text)))
        self.hint.show([self._hint(motion, trouble)])
        self.preview.show([] if trouble else view.told(here, motion, body, self._style))

    def action_insert_source(self) -> None:
        """Fetch the point as it stands now, so that only what changes must be typed."""
        named = self._asked.points
        points = [p for p in self._meeting.here.working_points() if p.number in named]
        if not points:
            self.say(_("skriv først, hvilket punkt"))
            return
        found = self._meeting.here.item.recommendation_of(named[0])
        dash = "- " if found is not None and found.marker is Marker.DASH else ""
        self.area.insert("\n\n".join(dash + point.text for point in points))
        self.set_focus(self.area)

    def action_save(self) -> None:
        if self._named.problems or self._asked.problems:
            self.say(self._trouble(), severe=True)
            self.set_focus(self.movers_line if self._named.problems else self.what_line)
            return
        motion, slot = self._motion(), self._draft.slot
        if self.attempt(lambda: self._meeting.move(motion, settled=slot)):
            self.settled()
