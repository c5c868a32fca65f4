"""The panes of the live screen: the agenda, the room, the item, what was moved, the decision."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from clerk.core.i18n import _
from clerk.core.state import State
from clerk.core.style import Style
from clerk.screens import live_view as view
from clerk.screens import moved_view
from clerk.screens.paper import Paper


class Panes(Vertical):
    """Everything above the foot. It shows a state and knows no command."""

    DEFAULT_CSS = "Panes { height: 1fr; }"

    def __init__(self, style: Style) -> None:
        super().__init__(id="panes")
        self._style = style
        self.head = Paper("head")
        self.agenda = Paper("agenda", _("Dagsorden"))
        self.room = Paper("room", _("I salen"))
        self.item = Paper("item")
        self.moved = Paper("moved", _("Stillet og afgjort"))
        self.text = Paper("text", _("Beslutning"), follow=True)

    def compose(self) -> ComposeResult:
        yield self.head
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield self.agenda
                yield self.room
            with Vertical(id="work"):
                yield self.item
                yield self.moved
                yield self.text

    def show(self, now: State, chosen: str | None, drafts: Sequence[str], note: str) -> None:
        """Bring all panes but the decision up to date; ``chosen`` is under the cursor,
        ``drafts`` are the kinds of what is half written, ``note`` is the clerk's own."""
        self.head.show(view.head(now))
        self.room.show(view.room(now))
        order = list(now.items)
        place = order.index(now.here.item.id)
        _retitle(self.item, _("Punktet ({n} af {all})").format(n=place + 1, all=len(order)))
        self.agenda.show(view.agenda(now), keep=place)
        self.item.show(view.item(now.here, self.item.size.height or 8))
        at = moved_view.subjects(now.here).index(moved_view.pointed_at(now.here, chosen))
        self.moved.show(moved_view.moved(now, chosen, drafts, note), keep=at)

    def preview(self, state: State) -> None:
        """Show the decision of the current item as ``state`` gives it."""
        _retitle(self.text, moved_view.text_title(state, self._style))
        self.text.show(view.text(state, self._style))

    def scroll_text(self, direction: int) -> None:
        """Scroll the decision by a page."""
        step = max(1, self.text.size.height - 1)
        self.text.scroll_relative(y=direction * step, animate=False)


def _retitle(pane: Paper, title: str) -> None:
    if pane.border_title != title:
        pane.border_title = title
