"""The keys that hold where the clerk is."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.i18n import _
from clerk.keymap import EVERYWHERE, HELP, Command, shown
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.reading import ReadingScreen


class HelpScreen(ReadingScreen[None]):
    """Every command of one screen with its keys, from the keymap."""

    KEYS = HELP
    BINDINGS = bindings(HELP)

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def heading(self) -> list[Row]:
        return [row(" " + _("Taster her"), "bold")]

    def rows(self) -> list[Row]:
        rows = []
        for command in (*self._commands, *EVERYWHERE):
            keys = " ".join(shown(key) for key in command.keys.split(","))
            runs = ((f" {keys:<14} ", "bold"), (_(command.help), ""))
            rows.append(Row(runs, 16))
        return [*rows, row(""), *(row(" " + line, indent=1) for line in _(NOTATION).split("\n"))]


NOTATION = """\
Stemmelinjen: »bf aci ø« er for, imod og undlader; »+bf -aci 0ø« siger det samme. »bf . ø«: \
punktum er alle, der ikke er nævnt. »'brix« er et medlem; det går ud af sit partis bogstav.
»*ø« var i salen uden at stemme, »<'brix« var ude. »bf=8« er det oplæste tal, »?« er ukendt, \
»24 0 24« er tal alene; »=g«, »=f« og »=b« siger udfaldet, hvor tallene ikke gør.
Hvem der stiller et forslag eller afgiver en bemærkning: »aø«; et komma efter et bogstav skifter \
partiets navneform.
Ændringsforslag: »æ3« eller »3« ændrer punkt 3, »t« tilføjer, »s2« sletter, »u 2 4« udskyder; »f« \
eller intet er fri tekst.
Indsæt en tekst (Ctrl+Shift+V i de fleste terminaler), hvor der ikke skrives, og den er en ny \
bemærkning; i en formular går den til tekstfeltet. Skriv så, hvem den er fra."""
