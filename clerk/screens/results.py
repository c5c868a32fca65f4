"""The rarer results without a vote, each with its letter (practice.md 2.3)."""

from __future__ import annotations

import re

from textual.app import ComposeResult

from clerk.core import warnings
from clerk.core.facts import Decided
from clerk.core.i18n import _
from clerk.core.motions import Result, ResultKind
from clerk.core.state import target
from clerk.core.style import Style
from clerk.keymap import RESULTS
from clerk.meeting import OpenMeeting
from clerk.screens import kinds
from clerk.screens import live_view as view
from clerk.screens.base import bindings
from clerk.screens.labels import motion_label
from clerk.screens.paper import Paper, Row, row
from clerk.screens.table import TableScreen

_PICK = re.compile(r"pick\('(\w+)'\)")
CHOICES = {ResultKind(found[1]): c for c in RESULTS if (found := _PICK.fullmatch(c.action))}
"""The results in the list, with the command that picks each."""


class ResultsScreen(TableScreen[ResultKind]):
    """The list, with the decision as the result under the cursor would make it. Dismissed with
    the result; what more it needs is asked for on the item."""

    KEYS = RESULTS
    BINDINGS = bindings(RESULTS)

    def __init__(self, meeting: OpenMeeting, style: Style, motion: str) -> None:
        super().__init__()
        self._meeting = meeting
        self._style = style
        self._motion = motion
        self._doubted: ResultKind | None = None
        self._doubt = ""
        self._kinds = list(CHOICES)
        self.text = Paper("text", _("Beslutning"), follow=True)

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.list
        yield self.text
        yield self.keybar

    def heading(self) -> list[Row]:
        label = motion_label(self._meeting.here, self._motion, self._meeting.state)
        if self._doubt:
            cue = _("samme tast igen fører det alligevel")
            return [row(f" {self._doubt} — {cue}", "reverse", limit=1)]
        return [row(f" {label}", "bold", limit=1)]

    def rows(self) -> list[Row]:
        return [row(f"{c.key}  {_(c.label)}", limit=1) for c in CHOICES.values()]

    def show(self) -> None:
        super().show()
        here, kind = self._meeting.here, self._kinds[self.cursor]
        motion = target(here, kind, self._motion)
        detail = "…" if kinds.needs_more(kind) else ""
        if kind is ResultKind.RECOMMENDED:
            detail = here.item.onward
        fact = Decided(here.item.id, motion, Result(kind, detail))
        self.text.show(view.text(self._meeting.preview(fact), self._style))

    def action_pick(self, kind: str = "") -> None:
        result = ResultKind(kind) if kind else self._kinds[self.cursor]
        state = self._meeting.state
        motion = target(state.here, result, self._motion)
        doubt = " · ".join(warnings.ruling_warnings(state, state.here, motion))
        if kinds.needs_more(result) or not doubt or self._doubted is result:
            self.dismiss(result)  # the line that asks for more tells of its doubts itself
            return
        self._doubted, self._doubt = result, doubt
        self.show()

    def action_move(self, step: int) -> None:
        self._doubted, self._doubt = None, ""
        super().action_move(step)
