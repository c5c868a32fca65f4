"""Writing a remark for the minutes: who, and the text to the letter, saved while it is typed."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from clerk.core.danish import clean
from clerk.core.entry import Mention, Problem, mention_line, mentions
from clerk.core.i18n import _
from clerk.core.paragraphs import name_mentions
from clerk.core.remarks import EarlierRemark, Remark, Source
from clerk.core.style import Style
from clerk.core.wording_remarks import remark_lead
from clerk.keymap import REMARK
from clerk.meeting import OpenMeeting, retargeted
from clerk.screens.base import bindings
from clerk.screens.entry_line import EntryLine
from clerk.screens.form import FormScreen
from clerk.screens.paper import Paper, row


class RemarkScreen(FormScreen):
    """One remark: a new one, one to be put right, or one carried over from an earlier meeting."""

    KEYS = REMARK
    BINDINGS = bindings(REMARK)

    def __init__(
        self,
        meeting: OpenMeeting,
        style: Style,
        remark_id: str | None = None,
        earlier: EarlierRemark | None = None,
        pasted: str = "",
        carried: str = "",
    ) -> None:
        """``earlier`` is carried over, ``carried`` is the draft of one that was; ``pasted`` goes
        to the text, after a draft of it. A remark carried over has a draft of its own, so that it
        never takes the place of a new one that is half written."""
        if earlier is not None:
            carried = f"{earlier.source.meeting}/{earlier.source.remark}"
        kind, key = ("carried", carried) if carried else ("remark", remark_id or "")
        super().__init__(meeting, kind, key)
        self._subject = remark_id
        self._style = style
        self._carried: Source | None = None
        self._fresh = earlier is not None or bool(pasted)
        self._authors: tuple[Mention, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self.lead = Paper("lead")
        self.line = EntryLine("authors", self._typed, _(" Forfattere › "))
        body = meeting.state.body
        if (fields := self.drafted()) is not None:
            self.line.load(str(fields.get("authors", "")))
            self.area.load_text(str(fields.get("text", "")))
            source = fields.get("carried")
            self._carried = Source(*source) if source else None
        elif earlier is not None:
            self.line.load(mention_line(meeting.carrying(earlier.authors), body))
            self.area.load_text(earlier.text)
            self._carried = earlier.source
        elif remark_id is not None:
            remark = meeting.here.remark(remark_id)
            self.line.load(mention_line(remark.authors, body))
            self.area.load_text(remark.text)
            self._carried = remark.carried
        if pasted:
            self.area.load_text("\n\n".join(filter(None, (self.text, clean(pasted).strip()))))
            self.area.move_cursor(self.area.document.end)

    def compose(self) -> ComposeResult:
        yield self.line
        yield self.lead
        yield self.area
        yield self.keybar

    def on_mount(self) -> None:
        self.area.border_title = _("Bemærkningens tekst, ordret")
        self.show()
        self.set_focus(self.area if self.line.text else self.line)
        if self._fresh:
            self.keep()
        self.refresh_keys()

    def lines(self) -> list[EntryLine]:
        return [self.line]

    def fields(self) -> dict[str, Any] | None:
        if not self.line.text and not self.text:
            return None
        source = self._carried
        carried = [source.body, source.day, source.meeting, source.remark] if source else None
        return {"authors": self.line.text, "text": self.text, "carried": carried}

    def show(self) -> None:
        body = self._meeting.state.body
        self._authors, self._problems = mentions(self.line.text, body)
        lead = (
            remark_lead(self._meeting.here, self._remark(), body, self._style)
            if self._authors
            else ""
        )
        forms = _("komma efter et bogstav skifter navneform; ' og et navn er et medlem")
        problems = " · ".join(problem.text for problem in self._problems)
        self.lead.show([row(f" {lead}", "bold"), row(f" {problems or forms}", "dim", limit=1)])

    def _remark(self) -> Remark:
        remark_id = self._subject or self._meeting.next_id("r")
        return Remark(remark_id, self._item, self._authors, self.text, self._carried)

    def action_retarget(self) -> None:
        """Put the authors' name in the place of *Partierne* at the start of the text."""
        if not self._authors:
            return
        name = name_mentions(self._authors, self._meeting.state.body, self._style)
        before = self.text
        after = retargeted(before, name)
        if after == before:
            self.say(_("teksten begynder ikke med »Partierne« eller »Vi«"))
            return
        self.area.replace(name, (0, 0), (0, len(before) - len(after) + len(name)))

    def action_save(self) -> None:
        if any(problem.fatal for problem in self._problems):
            self.say(self._problems[0].text, severe=True)
            self.set_focus(self.line)
            return
        slot = self._draft.slot
        if self.attempt(lambda: self._meeting.remark(self._remark(), settled=slot)):
            self.settled()
