"""The room's screen: what is recorded, as it is recorded, on the wall."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from clerk.core.faults import StyleError
from clerk.core.public import Seen
from clerk.keymap import FOLLOW
from clerk.screens.base import bindings
from clerk.screens.follow_view import Wording, page
from clerk.screens.paper import Paper

LOOKS_A_SECOND = 5


class FollowScreen(Screen[None]):
    """One page, brought up to date when a look gives something new."""

    BINDINGS = bindings(FOLLOW)
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    FollowScreen Paper { padding: 0 2; scrollbar-size: 0 0; scrollbar-gutter: auto; }
    """

    def __init__(
        self, look: Callable[[], Seen], wording: Wording, *, behind_doors: bool = False
    ) -> None:
        super().__init__()
        self._look_again = look
        self._wording = wording
        self._behind_doors = behind_doors
        self._seen = look()
        self.page = Paper("page")

    def compose(self) -> ComposeResult:
        yield self.page

    def on_mount(self) -> None:
        self.set_interval(1 / LOOKS_A_SECOND, self._look)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._show)

    def _look(self) -> None:
        seen = self._look_again()
        if seen is not self._seen:
            self._seen = seen
            self._show()

    def _show(self) -> None:
        width, height = self.page.scrollable_content_region.size
        if width <= 0:
            return
        try:
            rows = page(self._seen, self._wording, width, height, self._behind_doors)
        except StyleError as error:
            rows = page(Seen(waiting=str(error)), self._wording, width, height)
        self.page.show(rows)
