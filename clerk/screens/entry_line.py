"""A line to type in: a prompt and a text that its owner hears of at every key.

Textual's Input would do the same work; this paints one line, in the same frame as what its owner
shows for it, which is what makes the vote line answer at once.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from clerk.core.danish import clean_line


class EntryLine(Widget, can_focus=True):
    """One line of text under the clerk's fingers."""

    DEFAULT_CSS = "EntryLine { height: 1; }"

    def __init__(self, name: str, tell: Callable[[], None], prompt: str = "") -> None:
        """``tell`` is called at every change by hand, before the line is painted."""
        super().__init__(id=name)
        self.prompt = prompt
        self.text = ""
        self._tell = tell
        self._cursor = 0
        self._proposed = False

    def load(self, text: str, prompt: str | None = None, *, proposed: bool = False) -> None:
        """Put ``text`` in the line with the cursor after it. One that is only ``proposed`` goes
        when something else is typed; a space or another key goes on from it."""
        if prompt is not None:
            self.prompt = prompt
        self.text = text
        self._cursor = len(text)
        self._proposed = proposed and bool(text)
        self.refresh()

    def insert(self, text: str) -> None:
        """Put ``text`` in at the cursor, or in the place of what is only proposed."""
        if self._proposed and not text[:1].isspace():
            self.text, self._cursor = "", 0
        self._proposed = False
        self._set(self.text[: self._cursor] + text + self.text[self._cursor :], len(text))

    def _set(self, text: str, step: int) -> None:
        self.text = text
        self._cursor = max(0, min(len(text), self._cursor + step))
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self._tell()

    def paste(self, text: str) -> None:
        """Put pasted text in, as one line."""
        self.insert(clean_line(text))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def take(self, event: events.Key) -> bool:
        """Answer a key; return False for one that is none of the line's."""
        if event.is_printable and event.character:
            self.insert(event.character)
            return True
        self._proposed = False
        at, text = self._cursor, self.text
        match event.key:
            case "backspace" if at:
                self.text = text[: at - 1] + text[at:]
                self._cursor -= 1
                self._changed()
            case "delete" if at < len(text):
                self._set(text[:at] + text[at + 1 :], 0)
            case "ctrl+u":
                self._cursor = 0
                self._set(text[at:], 0)
            case "left" | "right" | "home" | "end":
                steps = {"left": at - 1, "right": at + 1, "home": 0, "end": len(text)}
                self._cursor = max(0, min(len(text), steps[event.key]))
                self.refresh()
            case "backspace" | "delete":
                pass
            case _:
                return False
        return True

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self.size.width
        before, after = self.text[: self._cursor], self.text[self._cursor :]
        room = max(1, width - cell_len(self.prompt) - 1)
        while cell_len(before) >= room:
            before = before[1:]
        typed = base + Style(underline=self._proposed)
        segments = [Segment(self.prompt, base + Style(bold=True)), Segment(before, typed)]
        if self.has_focus:
            segments.append(Segment(after[:1] or " ", base + Style(reverse=True)))
            after = after[1:]
        segments.append(Segment(after, base))
        return Strip(segments).adjust_cell_length(width, base)
