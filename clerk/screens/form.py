"""What the forms share: lines of letters, a text field, and a draft of both."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from clerk.core.danish import clean
from clerk.core.entry import NAME_SIGN
from clerk.meeting import OpenMeeting
from clerk.screens.base import SHORT_PASTE, ClerkScreen
from clerk.screens.draft import Draft, Slot, read_draft
from clerk.screens.entry_line import EntryLine

LONGEST_WORDS = 200
"""Characters up to which what is pasted may be meant for a line that takes words."""


class TextField(TextArea):
    """The text of a form. Ctrl+Home and Ctrl+End go to its ends, as they do elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "go_to('start')", show=False),
        Binding("ctrl+end", "go_to('end')", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="area", soft_wrap=True, show_line_numbers=False)
        self.cursor_blink = False

    def action_go_to(self, end: str) -> None:
        self.move_cursor(self.document.start if end == "start" else self.document.end)


class FormScreen(ClerkScreen[None]):
    """A form about the current item, or about the whole record. ``kind`` and ``key`` name its
    draft."""

    def __init__(
        self, meeting: OpenMeeting, kind: str, key: str = "", *, of_item: bool = True
    ) -> None:
        super().__init__()
        self._meeting = meeting
        self._item = meeting.here.item.id
        self._draft = Draft(self, meeting, str(Slot(kind, self._item if of_item else "", key)))
        self.area = TextField()

    @property
    def text(self) -> str:
        """The text as it stands in the field."""
        return self.area.text

    def order(self) -> list[EntryLine | TextArea]:
        """Return the fields in the order in which Enter and Tab go through them."""
        return [self.area]

    def fields(self) -> dict[str, Any] | None:
        """Return what a draft keeps, None while there is nothing worth keeping."""
        raise NotImplementedError

    def show(self) -> None:
        """Bring what depends on the fields up to date."""
        raise NotImplementedError

    def takes_words(self, line: EntryLine) -> bool:
        """Whether the line takes words just now, and not letters alone: in a name that has been
        begun with a quotation mark it does."""
        return line.text.count(NAME_SIGN) % 2 == 1

    def drafted(self) -> dict[str, Any] | None:
        """Return the fields of the draft that an earlier visit left."""
        return read_draft(self._meeting.drafts().get(self._draft.slot))

    def go_on(self, text: str) -> None:
        """Put a text in the field to be gone on with: the cursor stands after it."""
        self.area.load_text(text)
        self.area.move_cursor(self.area.document.end)
        self.call_after_refresh(self.area.scroll_cursor_visible)

    def on_unmount(self) -> None:
        self._draft.flush()

    def _typed(self) -> None:
        self.show()
        self.keep()

    @on(TextArea.Changed)
    def _text_changed(self) -> None:
        self.keep()
        self.show()

    def keep(self, reopen: bool = True) -> None:
        """Put the form's content on its way to disk; ``reopen`` brings the form back at start."""
        fields = self.fields()
        self._draft.change(None if fields is None else fields | {"open": reopen})

    def take(self, event: events.Key) -> bool:
        """Enter in a line goes on to the next field."""
        if event.key == "enter" and self.focused is not self.area:
            self.action_switch(1)
            return True
        return False

    def take_paste(self, text: str) -> bool:
        """A text pasted into a line that takes letters is meant for the text field. The clerk goes
        with it, unless the line is still to be filled in."""
        line = self.focused
        text = clean(text)
        if len(text.strip()) <= SHORT_PASTE or not isinstance(line, EntryLine):
            return False
        if self.takes_words(line) and len(text) <= LONGEST_WORDS and "\n" not in text.strip():
            return False
        if line.text:
            self.set_focus(self.area)
        self.area.insert(text)
        return True

    def action_switch(self, step: int) -> None:
        order = self.order()
        at = next((n for n, field in enumerate(order) if field is self.focused), 0)
        self.set_focus(order[(at + step) % len(order)])

    def settled(self) -> None:
        """Leave: the fact is on disk and took the draft with it."""
        self._draft.settle()
        self.dismiss(None)

    def discard(self) -> None:
        """Leave without a fact: there is nothing to record, and the draft goes."""
        self._draft.change(None)
        self._draft.flush()
        self.dismiss(None)

    def action_back(self) -> None:
        self.keep(reopen=False)
        self._draft.flush()
        self.dismiss(None)
