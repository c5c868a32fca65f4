"""What is added to a closed record: corrections, additions, late texts, and opening it again."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widgets import TextArea

from clerk.core import commands, rules
from clerk.core.facts import Corrected, Fact, MeetingReopened, RemarkReceived
from clerk.core.i18n import N_, _
from clerk.core.minutes import correction, reopening
from clerk.core.state import State
from clerk.core.style import Style
from clerk.core.wording_remarks import remarked
from clerk.half_typed import ADDITION
from clerk.keymap import CORRECTION
from clerk.meeting import OpenMeeting
from clerk.screens import live_view as view
from clerk.screens.base import bindings
from clerk.screens.entry_line import EntryLine
from clerk.screens.form import FormScreen
from clerk.screens.labels import remark_label
from clerk.screens.paper import Paper, Row, row

TITLES = {
    "correction": N_("Rettelse til protokollen"),
    "addition": N_("Tilføjelse til protokollen"),
    "late": N_("Tekst til et forbehold"),
    "reopening": N_("Protokollen genåbnes"),
}
ABOUT, WHY, BY, WHICH = "about", "why", "by", "which"
PROMPTS = {
    ABOUT: N_("Punkt (tomt: hele mødet)"),
    WHY: N_("Begrundelse"),
    BY: N_("Af hvem"),
    WHICH: N_("Forbehold nr."),
}
LINES = {
    "correction": (ABOUT, WHY, BY),
    "addition": (ABOUT, WHY, BY),
    "late": (WHICH,),
    "reopening": (WHY, BY),
}
"""The lines that each kind asks for above its text."""


class AdditionScreen(FormScreen):
    """One addition of the ``kind`` correction, addition, late or reopening. It is shown as the
    minutes will print it; the record before it stays as it is [83.1.15]."""

    KEYS = CORRECTION
    BINDINGS = bindings(CORRECTION)

    def __init__(self, meeting: OpenMeeting, style: Style, kind: str) -> None:
        super().__init__(meeting, ADDITION, kind, of_item=False)
        self._style = style
        self._kind = kind
        self._confirmed = False
        self._awaited = commands.awaited(meeting.state)
        width = max(len(_(PROMPTS[name])) for name in LINES[kind])
        self._lines = {
            name: EntryLine(name, self._typed, f" {_(PROMPTS[name]):<{width}} › ")
            for name in LINES[kind]
        }
        self.top = Paper("top")
        self.below = Paper("preview")
        fields = self.drafted() or {}
        for name, line in self._lines.items():
            line.load(str(fields.get(name, "")))
        self.area.load_text(str(fields.get("text", "")))
        if WHICH in self._lines and len(self._awaited) == 1:
            self._lines[WHICH].load("1")

    def compose(self) -> ComposeResult:
        yield self.top
        yield from self._lines.values()
        if self._with_text:
            yield self.area
        yield self.below
        yield self.keybar

    def on_mount(self) -> None:
        self.area.border_title = _("Teksten")
        self.below.border_title = _("Sådan står det i protokollen")
        empty = [line for line in self._lines.values() if not line.text]
        self.set_focus(empty[0] if empty else self.order()[-1])
        self.show()
        self.refresh_keys()

    @property
    def _with_text(self) -> bool:
        return self._kind != "reopening"

    def order(self) -> list[EntryLine | TextArea]:
        return [*self._lines.values(), *([self.area] if self._with_text else [])]

    def takes_words(self, line: EntryLine) -> bool:
        return line.id in (WHY, BY)

    def take_paste(self, text: str) -> bool:
        return self._with_text and super().take_paste(text)

    def keep(self, reopen: bool = True) -> None:
        super().keep(reopen=False)

    def fields(self) -> dict[str, Any] | None:
        typed = {name: line.text for name, line in self._lines.items()} | {"text": self.text}
        return typed if any(typed.values()) else None

    def _typed(self) -> None:
        self._confirmed = False
        super()._typed()

    def show(self) -> None:
        trouble, rows = "", self._choices()
        try:
            fact = self._fact()
            rules.require_possible(self._meeting.state, fact)
            rows = self._printed(self._meeting.preview(fact), fact)
        except rules.Refused as refusal:
            trouble = str(refusal)
        title = _(TITLES[self._kind])
        told = trouble or _("Ctrl+S fører det. Det, der står i protokollen, bliver stående.")
        if self._confirmed:
            told = _("Ctrl+S igen genåbner protokollen, og det står i den, at den blev genåbnet.")
        self.top.show(
            [row(f" {title}", "bold"), row(f" {told}", "bold" if self._confirmed else "", limit=1)]
        )
        self.below.show(rows)

    def _choices(self) -> list[Row]:
        """Return the reservations to choose from, where there is a choice."""
        rows = []
        for number, remark in enumerate(self._awaited if WHICH in self._lines else [], start=1):
            label, fate = remark_label(remark, self._meeting.state)
            item = self._meeting.state.items[remark.item].item.number
            about = _("punkt {n}").format(n=item)
            rows.append(row(f"{number}. {about}: {label} ({fate})", limit=1))
        return rows

    def _line(self, name: str) -> str:
        return self._lines[name].text.strip()

    def _fact(self) -> Fact:
        """Return what would be added. Raises Refused where what is typed names nothing."""
        today, state = self._meeting.today, self._meeting.state
        if self._kind == "reopening":
            return commands.reopen(self._line(WHY), self._line(BY), today)
        if self._kind == "late":
            number = self._line(WHICH)
            if not number.isdigit() or not 0 < int(number) <= len(self._awaited):
                raise rules.Refused(_("skriv nummeret på forbeholdet"))
            return commands.late_text(self._awaited[int(number) - 1], self.text, today)
        number = self._line(ABOUT)
        item = state.find(number) if number else ""
        if item is None:
            raise rules.Refused(_("der er intet punkt {n}").format(n=number))
        why, by = self._line(WHY), self._line(BY)
        addition = self._kind == "addition"
        return commands.correct(item, self.text, why, by, today, addition=addition)

    def _printed(self, after: State, fact: Fact) -> list[Row]:
        match fact:
            case Corrected():
                return [row(correction(after, after.corrections[-1], self._style))]
            case MeetingReopened():
                return [row(reopening(after.reopened[-1], self._style))]
            case RemarkReceived(remark):
                here = after.items[remark.item]
                return view.paper_rows(remarked(here, remark, after.body, self._style))
            case _:
                return []

    def action_save(self) -> None:
        if self._kind == "reopening" and not self._confirmed:
            self._confirmed = self.attempt(self._possible)
            self.show()
        elif self.attempt(self._record):
            self.settled()

    def _possible(self) -> None:
        rules.require_possible(self._meeting.state, self._fact())

    def _record(self) -> None:
        self._meeting.record(self._fact(), settled=self._draft.slot)
