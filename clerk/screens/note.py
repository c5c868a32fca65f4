"""Notes to oneself on the items: no facts, and in no document."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from clerk.core.danish import clean
from clerk.core.i18n import _
from clerk.half_typed import NOTE as SLOT
from clerk.keymap import NOTE, NOTES
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.draft import Draft
from clerk.screens.form import FormScreen
from clerk.screens.paper import Row, row
from clerk.screens.reading import ReadingScreen


class NoteDraft(Draft):
    """Keeps a note as the plain text that it is."""

    def content(self, fields: dict[str, Any]) -> str:
        return clean(str(fields["text"])).strip()


class NoteScreen(FormScreen):
    """The clerk's note on the current item, kept while it is typed."""

    KEYS = NOTE
    BINDINGS = bindings(NOTE)

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "note")
        self._draft = NoteDraft(self, meeting, SLOT + self._item)
        self._before = meeting.note(self._item)
        self.go_on(self._before)

    def compose(self) -> ComposeResult:
        yield self.area
        yield self.keybar

    def on_mount(self) -> None:
        number = self._meeting.here.item.number
        title = _("Note til dig selv, punkt {n} — den kommer ikke i protokollen")
        self.area.border_title = title.format(n=number)
        self.set_focus(self.area)
        self.refresh_keys()

    def fields(self) -> dict[str, Any] | None:
        return {"text": self.text}

    def keep(self, reopen: bool = True) -> None:
        if self.text != self._before:
            self._before = self.text
            super().keep(reopen)

    def show(self) -> None:
        """Nothing depends on a note."""


class NotesScreen(ReadingScreen[None]):
    """All notes of a meeting, to be read when it is closed."""

    KEYS = NOTES
    BINDINGS = bindings(NOTES)

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__()
        self._meeting = meeting

    def heading(self) -> list[Row]:
        return [row(" " + _("Noter til dig selv — de står ikke i protokollen"), "bold", limit=1)]

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        for item_id, here in self._meeting.state.items.items():
            if note := self._meeting.note(item_id):
                title = f"{here.item.number}. {here.item.title}"
                rows += [row(title, "bold", indent=3), row(note), row("")]
        return rows or [row(_("Der er ingen noter til mødet."))]
