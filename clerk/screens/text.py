"""The decision text written by hand, in the place of what the facts give."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from clerk.core import commands
from clerk.core.compare import near_changes, word_diff
from clerk.core.danish import clean
from clerk.core.i18n import _
from clerk.core.paragraphs import plain
from clerk.core.style import Style
from clerk.core.wording import derived, outdated
from clerk.keymap import TEXT
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.compare import difference
from clerk.screens.form import FormScreen
from clerk.screens.paper import Paper, Row, row

AROUND = 6
"""Words that are shown on both sides of a difference."""


class TextScreen(FormScreen):
    """The decision of the item as text to be edited.

    It begins with what the facts give, or with what was written by hand before. Where the facts
    have changed since, it shows what changed in them and how the hand's text differs from them.
    """

    KEYS = TEXT
    BINDINGS = bindings(TEXT)

    def __init__(self, meeting: OpenMeeting, style: Style) -> None:
        super().__init__(meeting, "text")
        self._derived = plain(derived(meeting.state, self._item, style))
        edited = meeting.here.edited
        self._before = self._derived if edited is None else edited.text
        # What the facts gave when the text was written, where they have changed since.
        old = edited if outdated(meeting.state, self._item, style) else None
        self._basis = old.basis if old is not None else self._derived
        if (fields := self.drafted()) is not None:
            self._basis = str(fields.get("basis", self._basis))
            self.go_on(str(fields.get("text", "")))
        else:
            self.area.load_text(self._before)
        self.top = Paper("top")
        self.differences = Paper("preview")

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.area
        if self._outdated:
            yield self.differences
        yield self.keybar

    def on_mount(self) -> None:
        number = self._meeting.here.item.number
        self.area.border_title = _("Beslutningens tekst, punkt {n}").format(n=number)
        self.differences.border_title = _("Forskelle")
        if self._outdated:
            self.differences.show(self._compared())
        self.set_focus(self.area)
        self.refresh_keys()
        self.show()

    @property
    def _outdated(self) -> bool:
        """Whether the facts have changed since the text was written, or its draft begun."""
        return self._basis != self._derived

    def fields(self) -> dict[str, Any] | None:
        if self.text == self._before:
            return None
        return {"text": self.text, "basis": self._basis}

    def show(self) -> None:
        if self._outdated:
            told = _("Punktet er ændret, siden teksten blev skrevet. Ret den til, og før den igen.")
        elif self.text != self._before:
            told = _("Ikke ført endnu: Ctrl+S fører teksten, som den står.")
        elif self._meeting.here.edited is not None:
            told = _("Teksten er skrevet i hånden. Ctrl+R går tilbage til den, programmet danner.")
        else:
            told = _("Teksten er den, programmet danner. Det, du retter, træder i stedet for den.")
        self.top.show([row(f" {told}", "bold" if self._outdated else "", limit=1)])

    def _compared(self) -> list[Row]:
        rows = []
        for title, old, new in (
            (_("Ændret i punktet siden:"), self._basis, self._derived),
            (_("Fra teksten i hånden til den, programmet danner nu:"), self._before, self._derived),
        ):
            if old == new:
                continue
            runs = difference(near_changes(word_diff(old, new), AROUND))
            rows += [row(title, "bold"), Row(tuple(runs)), row("")]
        return rows

    def action_scroll(self, direction: int) -> None:
        step = max(1, self.differences.size.height - 2)
        self.differences.scroll_relative(y=direction * step, animate=False)

    def action_save(self) -> None:
        text = clean(self.text).strip()
        self._record("" if text == self._derived else text)

    def action_restore(self) -> None:
        self._record("")

    def _record(self, text: str) -> None:
        """Record the text, an empty one for what the facts give; leave when it is on disk."""
        edited = self._meeting.here.edited
        same = edited is not None and (edited.text, edited.basis) == (text, self._derived)
        if same or (edited is None and not text):
            self.discard()
            return
        fact = commands.edit_text(self._meeting.state, text, self._derived)
        if self.attempt(lambda: self._meeting.record(fact, settled=self._draft.slot)):
            self.settled()
