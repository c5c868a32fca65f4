"""The minutes of a meeting, read in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clerk.core.danish import long_date
from clerk.core.i18n import _
from clerk.core.minutes import BlockKind, minutes
from clerk.core.state import State
from clerk.core.style import Style
from clerk.keymap import MINUTES
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.reading import ReadingScreen


class MinutesScreen(ReadingScreen[None]):
    """The whole document, as it is written to the file."""

    KEYS = MINUTES
    BINDINGS = bindings(MINUTES)

    def __init__(
        self, state: State, style: Style, write_minutes: Callable[[State], Sequence[str]]
    ) -> None:
        super().__init__()
        self._state = state
        self._style = style
        self._write_minutes = write_minutes

    def heading(self) -> list[Row]:
        closed = " · " + _("LUKKET") if self._state.closed else ""
        name = f" {self._state.body.name} · {long_date(self._state.day)}{closed}"
        return [row(name, "bold", limit=1)]

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        for block in minutes(self._state, self._style):
            if rows and not block.tight:
                rows.append(row(""))
            if block.kind is BlockKind.POINT:
                rows.append(row(f"{block.label} {block.text}", indent=len(block.label) + 1))
            else:
                rows.append(row(block.text, "" if block.kind is BlockKind.TEXT else "bold"))
        return rows

    def action_write(self) -> None:
        try:
            paths = self._write_minutes(self._state)
        except OSError as error:
            self.say(_("filerne blev ikke skrevet: {why}").format(why=error), severe=True)
            return
        self.say(_("Skrevet: {files}").format(files=", ".join(paths)))
