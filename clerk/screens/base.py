"""What all screens share: bindings from the keymap, the key bar, and safe notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from clerk.core.faults import StoreError
from clerk.core.i18n import _
from clerk.core.rules import Refused
from clerk.keymap import EVERYWHERE, Command

Answer = TypeVar("Answer")

SHORT_PASTE = 12
"""Characters up to which what is pasted is taken for letters and not for a text."""

NOTICE_SECONDS = 8
"""How long something that is told stands, where nothing else is told."""


def bindings(commands: Sequence[Command]) -> list[BindingType]:
    """Return the Textual bindings of a group of commands."""
    return [
        Binding(key, command.action, command.label, show=False, id=f"{command.id}.{number}")
        for command in commands
        for number, key in enumerate(command.keys.split(","))
    ]


class KeyBar(Widget):
    """The last line: the keys that matter here, ranked, cut where the screen ends.

    A command that cannot work now stays in its place, greyed. While something is not saved, two
    lines above the keys say so; what the program tells stands above the keys for some seconds.
    """

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; }"

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._spans: list[tuple[int, int, Command]] = []
        self._shown: tuple[tuple[Command, bool], ...] = ()
        self._alarm: tuple[str, ...] = ()
        self._notice = ""
        self._hush: Timer | None = None

    @property
    def notice(self) -> str:
        """What is told just now, empty for nothing."""
        return self._notice

    def tell(self, notice: str) -> None:
        """Say something above the keys, where it hides nothing, until the next thing is said or
        for some seconds."""
        if self._hush is not None:
            self._hush.stop()
        self._hush = self.set_timer(NOTICE_SECONDS, lambda: self.tell("")) if notice else None
        if notice != self._notice:
            self._notice = notice
            self._stretch()

    def alarm(self, *lines: str) -> None:
        """Say above the keys what is wrong for as long as it is; no lines where all is well."""
        if lines != self._alarm:
            self._alarm = lines
            self._stretch()

    def _stretch(self) -> None:
        self.styles.height = 1 + len(self._above())
        self.refresh(layout=True)

    def _above(self) -> list[tuple[str, Style]]:
        """Return the lines above the keys with how they look."""
        lines = [(text, Style(bold=True, reverse=True)) for text in self._alarm]
        return [*lines, *([(self._notice, Style(bold=True))] if self._notice else [])]

    def show(self, commands: Sequence[Command], enabled: Sequence[bool]) -> None:
        """List the ranked commands; ``enabled`` tells which of them work now."""
        shown = tuple(zip(commands, enabled, strict=True))
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self.size.width
        if y < len(above := self._above()):
            text, look = above[y]
            style = base + look
            return Strip([Segment(f" {text}", style)]).adjust_cell_length(width, style)
        segments: list[Segment] = []
        self._spans = []
        used = 0
        for command, enabled in self._fitting(width):
            key, label = f" {command.key}", f" {_(command.label)} "
            style = base if enabled else base + Style(dim=True)
            segments += [
                Segment(key, style + Style(bold=enabled)),
                Segment(label, style),
            ]
            size = cell_len(key) + cell_len(label)
            self._spans.append((used, used + size, command))
            used += size
        return Strip(segments).adjust_cell_length(width, base)

    def _fitting(self, width: int) -> list[tuple[Command, bool]]:
        """Return the commands that fit, the last ranks (help, quit) always among them."""
        sizes = [cell_len(f" {c.key} {_(c.label)} ") for c, _on in self._shown]
        kept = list(range(len(self._shown)))
        fixed = [at for at in kept if self._shown[at][0].rank >= 98]
        while sum(sizes[at] for at in kept) - 1 > width:  # the last space may fall outside
            loose = [at for at in kept if at not in fixed]
            if not loose:
                break
            kept.remove(loose[-1])
        return [self._shown[at] for at in kept]

    async def on_click(self, event: events.Click) -> None:
        for start, end, command in self._spans:
            if event.y == len(self._above()) and start <= event.x < end:
                await self.app.run_action(command.action, self.screen)


class ClerkScreen(Screen[Answer]):
    """A screen whose keys come from the keymap."""

    KEYS: Sequence[Command] = ()
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.keybar = KeyBar()

    def notation(self) -> Sequence[str]:
        """Return what can be typed here, for the help page."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Return the commands that hold now; a screen with modes gives the mode's."""
        return self.KEYS

    def refresh_keys(self) -> None:
        """Bring the key bar up to date."""
        ranked = sorted(
            (c for c in (*self.commands(), *EVERYWHERE) if c.rank), key=lambda c: c.rank
        )
        self.keybar.show(ranked, [self.why_not(command.action) == "" for command in ranked])

    def why_not(self, action: str) -> str:
        """Return why an action cannot work now, empty where it can."""
        return ""

    def say(self, text: str, *, severe: bool = False) -> None:
        """Tell the clerk something above the keys. What is severe stands in the way, in a toast;
        user text in it is never parsed."""
        if severe:
            self.notify(text, severity="error", timeout=4, markup=False)
        else:
            self.keybar.tell(text)

    def take(self, event: events.Key) -> bool:
        """Answer a key that has no binding; return False for one that means nothing here."""
        return False

    def take_paste(self, text: str) -> bool:
        """Take a pasted text; return False to leave it to the line that has the focus, if any."""
        return False

    def attempt(self, command: Callable[[], object]) -> bool:
        """Run a command of the meeting; where it is refused, not saved or not read, say so and
        return False. What stands on the screen stays."""
        try:
            command()
        except (Refused, StoreError) as error:
            self.say(str(error), severe=True)
            return False
        return True

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave the screen; the toasts that it has raised do not stay on the next one."""
        self.app.clear_notifications()
        return super().dismiss(result)

    def action_back(self) -> None:
        """Go back one level."""
        self.dismiss(None)
