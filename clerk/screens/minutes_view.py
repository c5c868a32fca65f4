"""The minutes of a meeting, read in the terminal, and what is added to them after the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clerk.core.danish import long_date
from clerk.core.i18n import _
from clerk.core.minutes import BlockKind, minutes
from clerk.core.state import State
from clerk.core.style import Style
from clerk.keymap import MINUTES
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.reading import ReadingScreen


class MinutesScreen(ReadingScreen[None]):
    """The whole document, as it is written to the file. Dismissed also when the record has been
    opened again."""

    KEYS = MINUTES
    BINDINGS = bindings(MINUTES)

    def __init__(
        self, meeting: OpenMeeting, style: Style, write_minutes: Callable[[State], Sequence[str]]
    ) -> None:
        super().__init__()
        self._meeting = meeting
        self._style = style
        self._write_minutes = write_minutes

    def heading(self) -> list[Row]:
        state = self._meeting.state
        closed = " · " + _("LUKKET") if state.closed else ""
        name = f" {state.body.name} · {long_date(state.day)}{closed}"
        return [row(name, "bold", limit=1)]

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        for block in minutes(self._meeting.state, self._style):
            if rows and not block.tight:
                rows.append(row(""))
            if block.kind is BlockKind.POINT:
                rows.append(row(f"{block.label} {block.text}", indent=len(block.label) + 1))
            else:
                rows.append(row(block.text, "" if block.kind is BlockKind.TEXT else "bold"))
        return rows

    def why_not(self, action: str) -> str:
        from clerk.screens.addition import awaited

        if action == "add('late')" and not awaited(self._meeting.state):
            return _("intet forbehold venter på en tekst")
        return ""

    def action_add(self, kind: str) -> None:
        """Write an addition of this kind (:mod:`clerk.screens.addition`)."""
        from clerk.screens.addition import AdditionScreen

        if why := self.why_not(f"add('{kind}')"):
            self.say(why)
            return
        before = self._meeting.state
        screen = AdditionScreen(self._meeting, self._style, kind)
        self.app.push_screen(screen, lambda _answer: self._added(before))

    def _added(self, before: State) -> None:
        if not self._meeting.state.closed:
            self.dismiss(None)
        elif self._meeting.state is not before:
            self.show()
            self.say(_("Føjet til protokollen. g skriver filerne igen."))

    def action_notes(self) -> None:
        """Show the clerk's own notes."""
        from clerk.screens.note import NotesScreen

        self.app.push_screen(NotesScreen(self._meeting))

    def action_write(self) -> None:
        try:
            paths = self._write_minutes(self._meeting.state)
        except OSError as error:
            self.say(_("filerne blev ikke skrevet: {why}").format(why=error), severe=True)
            return
        self.say(_("Skrevet: {files}").format(files=", ".join(paths)))
