"""A list with a cursor, shared by the screens that are one."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.keymap import Command
from clerk.screens.base import Answer, ClerkScreen
from clerk.screens.paper import Paper, Row


class TableScreen(ClerkScreen[Answer]):
    """A screen of rows, one of them under the cursor. Subclasses give the rows."""

    KEYS: Sequence[Command] = ()

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self.top = Paper("top")
        self.list = Paper("list")

    def rows(self) -> list[Row]:
        """Return the rows; the one at ``self.cursor`` is drawn as chosen by the caller."""
        raise NotImplementedError

    def heading(self) -> list[Row]:
        """Return what stands above the list."""
        raise NotImplementedError

    def show(self) -> None:
        """Bring the screen up to date."""
        rows = self.rows()
        self.cursor = max(0, min(self.cursor, len(rows) - 1))
        self.top.show(self.heading())
        self.list.show(self._pointed(rows), keep=self.cursor)
        self.refresh_keys()

    def _pointed(self, rows: list[Row]) -> list[Row]:
        """Mark the row under the cursor, also where there is no colour."""
        marked = []
        for at, content in enumerate(rows):
            sign, style = ("▸ ", "reverse") if at == self.cursor else ("  ", "")
            runs = tuple((text, f"{own} {style}".strip()) for text, own in content.runs)
            marked.append(Row(((sign, style), *runs), content.indent + 2, content.limit))
        return marked

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def action_move(self, step: int) -> None:
        self.cursor += step
        self.show()
