"""A screen that is one text to read: it scrolls, and little else."""

from __future__ import annotations

from textual.app import ComposeResult

from clerk.screens.base import Answer, ClerkScreen
from clerk.screens.paper import Paper, Row


class ReadingScreen(ClerkScreen[Answer]):
    """One pane of text under a heading. Subclasses give both."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Paper("top")
        self.text = Paper("text")

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.text
        yield self.keybar

    def heading(self) -> list[Row]:
        """Return what stands above the text."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """Return the text."""
        raise NotImplementedError

    def show(self) -> None:
        """Bring the screen up to date."""
        self.top.show(self.heading())
        self.text.show(self.rows())
        self.refresh_keys()

    def on_mount(self) -> None:
        self.show()

    def action_scroll(self, direction: int) -> None:
        step = max(1, self.text.size.height - 2)
        self.text.scroll_relative(y=direction * step, animate=False)
