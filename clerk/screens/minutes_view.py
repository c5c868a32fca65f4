"""The minutes of a meeting, read in the terminal, and what is added to them after the end."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

from clerk.core import commands
from clerk.core.danish import long_date
from clerk.core.faults import StoreError
from clerk.core.i18n import _
from clerk.core.minutes import BlockKind, minutes
from clerk.core.state import State
from clerk.core.style import Style
from clerk.half_typed import ADDITION
from clerk.keymap import MINUTES
from clerk.meeting import OpenMeeting
from clerk.screens.addition import TITLES, AdditionScreen
from clerk.screens.base import bindings
from clerk.screens.draft import Slot
from clerk.screens.paper import Row, row
from clerk.screens.reading import ReadingScreen


class MinutesScreen(ReadingScreen[None]):
    """The whole document, as it is written to the file. Dismissed also when the record has been
    opened again."""

    KEYS = MINUTES
    BINDINGS = bindings(MINUTES)

    def __init__(
        self,
        meeting: OpenMeeting,
        style: Style,
        write_minutes: Callable[[State], Path],
        *,
        sealed: bool = False,
    ) -> None:
        """``write_minutes`` writes the files and returns their folder; of a meeting that was
        ``sealed`` just now that is done at once."""
        super().__init__()
        self._sealed = sealed
        self._meeting = meeting
        self._style = style
        self._write_minutes = write_minutes

    def on_mount(self) -> None:
        super().on_mount()
        if self._sealed:
            self.action_write()

    def show(self) -> None:
        self.top.styles.height = len(self.heading())
        super().show()

    def heading(self) -> list[Row]:
        state = self._meeting.state
        closed = " · " + _("LUKKET") if state.closed else ""
        name = f" {state.body.name} · {long_date(state.day)}{closed}"
        return [row(name, "bold", limit=1), *self._half_written()]

    def _half_written(self) -> list[Row]:
        """Return what is half written for this record, each with the key that goes on with it."""
        text = _(" Halvskrevet: {what} · {key} fortsætter")
        slots = map(Slot.read, self._meeting.drafts())
        kinds = [slot.subject for slot in slots if slot.kind == ADDITION]
        return [
            row(text.format(what=_(TITLES[kind]), key=command.key), limit=1)
            for command in MINUTES
            for kind in kinds
            if command.action == f"add('{kind}')"
        ]

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
        if action == "add('late')" and not commands.awaited(self._meeting.state):
            return _("intet forbehold venter på en tekst")
        return ""

    def action_add(self, kind: str) -> None:
        """Write an addition of this kind (:mod:`clerk.screens.addition`)."""
        if why := self.why_not(f"add('{kind}')"):
            self.say(why)
            return
        before = self.rows()
        screen = AdditionScreen(self._meeting, self._style, kind)
        self.app.push_screen(screen, lambda _answer: self._added(before))

    def _added(self, before: list[Row]) -> None:
        """Go on from an addition: to what it added, or to the meeting that was opened again."""
        if not self._meeting.state.closed:
            self.dismiss(None)
            return
        self.show()
        rows = self.rows()
        if rows != before:
            self.say(_("Føjet til protokollen. g skriver filerne igen."))
            same = zip(reversed(before), reversed(rows), strict=False)
            after_it = sum(1 for _both in takewhile(lambda both: both[0] == both[1], same))
            below = len(rows) - after_it  # the row under the new paragraph
            self.call_after_refresh(lambda: self.text.show([*rows, row("")], keep=below))

    def action_notes(self) -> None:
        """Show the clerk's own notes."""
        from clerk.screens.note import NotesScreen

        self.app.push_screen(NotesScreen(self._meeting))

    def action_write(self) -> None:
        try:
            folder = self._write_minutes(self._meeting.state)
        except (OSError, StoreError) as error:
            self.say(_("filerne blev ikke skrevet: {why}").format(why=error), severe=True)
            return
        self.say(_("Protokollen er skrevet i {folder}").format(folder=folder))
