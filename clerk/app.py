"""The Textual application: first screen, signals, error hook. No rule lives here."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import logging
import threading
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from textual import events
from textual.app import SystemCommand
from textual.screen import Screen
from textual.widget import Widget

from clerk import library, paths
from clerk.core.faults import StoreError
from clerk.core.i18n import _
from clerk.core.rules import Refused
from clerk.core.state import State
from clerk.first_frame import Picture
from clerk.keyboard import apart, driver
from clerk.keymap import EVERYWHERE
from clerk.leaving import LeavingApp
from clerk.lifeboat import LOOK_SECONDS, Lifeboat
from clerk.meeting import OpenMeeting
from clerk.screens import later
from clerk.screens.base import ClerkScreen, bindings
from clerk.screens.entry_line import EntryLine
from clerk.screens.live import LiveScreen
from clerk.store import MeetingSummary, Store

log = logging.getLogger(__name__)

LONGEST_WAIT = 2.0
"""Seconds after which a key no longer waits for the one before it."""


def _fetch_the_rest() -> None:
    """Import what the first paint of an open meeting does without; what is used sooner is
    imported where it is used."""
    importlib.import_module("clerk.writing")
    later.fetch_all()
    importlib.import_module("clerk.exports.files")


class ClerkApp(LeavingApp):
    """The program on the screen. ``meeting`` is opened at once, None shows the list."""

    CSS_PATH = "clerk.tcss"
    TITLE = "clerk"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = bindings(EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        store: Store,
        home: Path,
        meeting: str | None = None,
        picture: Picture | None = None,
    ) -> None:
        super().__init__(driver_class=driver(staying=bool(picture and picture.painted)))
        self._picture = picture
        self._store = store
        self._home = home
        self._first = meeting
        self._lifeboat = Lifeboat()
        self.animation_level = "none"

    def on_mount(self) -> None:
        if self._picture:
            self._picture.handed_over()
        if self._first is None or not self.open_meeting(self._first):
            self._show_list()
        self.listen_for_the_end()
        self.set_interval(LOOK_SECONDS, self._look_after_the_file)
        self.call_after_refresh(self._settle_in)

    async def on_event(self, event: events.Event) -> None:
        """Answer keys strictly one after the other.

        Textual hands a key to whatever has the focus when the key arrives, and moves the focus
        later: of ``vbf aci`` typed in one go the ``b`` would be taken for a command. Here a key is
        looked at only when all that the one before it set in motion has happened.
        """
        if self.leaving and isinstance(event, events.Key | events.Paste):
            return  # typed before the signal and not answered: the screens are on their way out
        screen = self.screen if self._screen_stack else None
        if event.is_forwarded or not isinstance(screen, ClerkScreen):
            await super().on_event(event)
        elif isinstance(event, events.Paste) and isinstance(self.focused, EntryLine | None):
            await self._take_paste(screen, event)
        elif isinstance(event, events.Key):
            for key in apart(event):
                if isinstance(now := self.screen, ClerkScreen):
                    await self._take_key(now, key)
        else:
            await super().on_event(event)

    async def _take_paste(self, screen: ClerkScreen[Any], event: events.Paste) -> None:
        """Give a text to the screen, then to its line; the keys typed after it come after it."""
        await self._drained(screen)
        if not screen.take_paste(event.text) and isinstance(self.focused, EntryLine):
            self.focused.paste(event.text)
        await self._flush_next_callbacks()

    async def _take_key(self, screen: ClerkScreen[Any], event: events.Key) -> None:
        await self._drained(screen)
        field = self.focused
        if isinstance(field, EntryLine):
            if field.take(event):
                return
        elif field is not None:
            bound = any(event.key in c.keys.split(",") for c in (*screen.commands(), *EVERYWHERE))
            if not bound and (event.is_printable or event.key == "enter"):
                await super().on_event(event)
                return
            await self._drained(field)  # what moves the cursor comes after what was typed
        if not await self._check_bindings(event.key):
            screen.take(event)
        await self._flush_next_callbacks()

    async def _drained(self, pump: Widget) -> None:
        """Wait until a screen is mounted, or a field has seen the keys sent to it before."""
        if isinstance(pump, Screen) and pump.is_mounted:
            return
        seen = asyncio.Event()
        if pump.call_later(seen.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(seen.wait(), LONGEST_WAIT)

    def _settle_in(self) -> None:
        """After the first paint: fetch what recording needs, and take the start-up's objects out
        of the collector's sight (numbers.md: a key's p99 falls by 2.7)."""
        threading.Thread(target=_fetch_the_rest, daemon=True).start()
        gc.collect()
        gc.freeze()
        gc.enable()

    def _show_list(self) -> None:
        """Put the list of meetings at the bottom, unless it lies there already: a start on an
        open meeting paints that alone."""
        from clerk.screens.meetings import MeetingsScreen

        if not any(isinstance(screen, MeetingsScreen) for screen in self.screen_stack):
            self.push_screen(MeetingsScreen(self._meetings, self.open_meeting))

    def _meetings(self) -> list[MeetingSummary]:
        """Return the meetings; where they cannot be read, say why and return none."""
        try:
            return self._store.meetings()
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False, timeout=10)
            return []

    def open_meeting(self, meeting: str) -> bool:
        """Open a meeting where it was left, or a closed one to read. Where it cannot be opened,
        say why and return False."""
        try:
            open_meeting = OpenMeeting(meeting, self._store.entries(meeting), self._store)
            style = library.style(open_meeting.state.body.style)
            open_meeting.drafts()  # read now: where that fails the meeting is not opened
        except (StoreError, Refused, ValueError) as error:
            self.notify(str(error), severity="error", markup=False, timeout=10)
            return False
        self._lifeboat.launch(open_meeting, style)
        if open_meeting.state.closed:
            self._show_list()
            self._show_minutes(open_meeting)
            return True
        screen = LiveScreen(open_meeting, style)
        self.push_screen(screen, lambda answer: self._after(answer, open_meeting))
        return True

    def _after(self, answer: str | None, meeting: OpenMeeting) -> None:
        self._show_list()
        self._rescue_the_rest()
        if answer == "closed":
            self._show_minutes(meeting, sealed=True)

    def _rescue_the_rest(self) -> None:
        """A meeting is left: say where what it could not save was put."""
        if told := self._lifeboat.left_behind():
            self.notify(told, severity="error", markup=False, timeout=30)

    def _show_minutes(self, meeting: OpenMeeting, *, sealed: bool = False) -> None:
        """Show the minutes; of a meeting that was ``sealed`` just now the files are written too."""
        from clerk.screens.minutes_view import MinutesScreen

        def go_on(_answer: None) -> None:
            self._rescue_the_rest()
            if not meeting.state.closed:  # it was opened again
                self.open_meeting(meeting.id)

        style = library.style(meeting.state.body.style)
        self.push_screen(MinutesScreen(meeting, style, self._write, sealed=sealed), go_on)

    def _write(self, state: State) -> Path:
        """Write the minutes' files; return the folder. OSError or StoreError where that fails: the
        record itself is safe."""
        from clerk.exports.files import write_minutes

        folder = paths.minutes(self._home)
        style = library.style(state.body.style)
        write_minutes(state, style, folder, self._store.fingerprint(state))
        return folder

    def action_help(self) -> None:
        """Show the keys of the screen that is open."""
        from clerk.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, ClerkScreen) and not isinstance(screen, HelpScreen):
            self.push_screen(HelpScreen(screen.commands(), screen.notation()))

    def _look_after_the_file(self) -> None:
        """Try again to save what is not saved, and say so on the screen that is open."""
        lines = self._lifeboat.look()
        if self._screen_stack and isinstance(self.screen, ClerkScreen):
            self.screen.keybar.alarm(*lines)

    def action_rescue(self) -> None:
        """Write what is not saved in a file elsewhere."""
        told, well = self._lifeboat.write_elsewhere()
        self.notify(told, severity="information" if well else "error", markup=False, timeout=15)

    def left_behind(self) -> str:
        """Write what could not be saved to the end in a file elsewhere; tell where."""
        return self._lifeboat.left_behind()

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette  # not wanted before the first paint

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("Søg efter en kommando…")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        if not isinstance(screen, ClerkScreen):
            return
        for command in (*screen.commands(), *EVERYWHERE):
            text = f"{_(command.label)} ({command.key})"
            yield SystemCommand(text, _(command.help), self._runner(screen, command.action))

    def _runner(self, screen: ClerkScreen[Any], action: str) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            name = action.removeprefix("screen.").removeprefix("app.")
            owner = screen if hasattr(screen, f"action_{name.partition('(')[0]}") else self
            await self.run_action(name, owner)

        return run

    def exit(self, *args: Any, **more: Any) -> None:
        """Leave; an open meeting as it stands on the screen is what the next start shows first."""
        if self._picture and self._screen_stack and isinstance(self.screen, LiveScreen):
            at_rest = self.focused is None
            update = self.screen._compositor.render_full_update()
            self._picture.next = update.render_segments(self.console) if at_rest else ""
        super().exit(*args, **more)

    def _handle_exception(self, error: Exception) -> None:
        if self._picture:
            self._picture.leave()
        log.critical("clerk stopped", exc_info=error)
        super()._handle_exception(error)
