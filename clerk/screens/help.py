"""The keys that hold where the clerk is."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.i18n import _
from clerk.keymap import EVERYWHERE, HELP, Command, sections, shown
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.reading import ReadingScreen


class HelpScreen(ReadingScreen[None]):
    """Every command of one screen with its keys, from the keymap."""

    KEYS = HELP
    BINDINGS = bindings(HELP)

    def __init__(self, commands: Sequence[Command], notation: Sequence[str] = ()) -> None:
        """``notation`` is what can be typed where the clerk is: it comes first while that is a
        line or a form, and last on a screen of keys."""
        super().__init__()
        self._sections = sections((*commands, *EVERYWHERE))
        self._notation = notation

    def heading(self) -> list[Row]:
        return [row(" " + _("Taster her"), "bold")]

    def rows(self) -> list[Row]:
        told = [
            row(" " + line, indent=1) for text in self._notation for line in _(text).split("\n")
        ]
        rows: list[Row] = []
        for name, group in self._sections.items():
            rows += [row(""), row(" " + _(name), "bold underline")] if name else []
            for command in group:
                keys = " ".join(shown(key) for key in command.keys.split(","))
                rows.append(Row(((f" {keys:<14} ", "bold"), (_(command.help), "")), 16))
        if not told:
            return rows
        return [*told, row(""), *rows] if "" in self._sections else [*rows[1:], row(""), *told]
