"""Writing a remark for the minutes: who, and the text to the letter, saved while it is typed."""

from __future__ import annotations

from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import TextArea

from clerk.core.danish import clean
from clerk.core.entry import Mention, Problem, mention_line, mentions
from clerk.core.i18n import _
from clerk.core.motions import EarlierRemark, Remark, Source
from clerk.core.style import Style
from clerk.core.wording import name_mentions, remark_lead
from clerk.keymap import REMARK
from clerk.meeting import OpenMeeting, retargeted
from clerk.screens.base import ClerkScreen, bindings
from clerk.screens.draft import SHORT_PASTE, Draft, read_draft
from clerk.screens.entry_line import EntryLine
from clerk.screens.paper import Paper, row


class RemarkScreen(ClerkScreen[None]):
    """One remark: a new one, one to be put right, or one carried over from an earlier meeting."""

    KEYS = REMARK
    BINDINGS = bindings(REMARK)

    def __init__(
        self,
        meeting: OpenMeeting,
        style: Style,
        remark_id: str | None = None,
        earlier: EarlierRemark | None = None,
    ) -> None:
        super().__init__()
        self._meeting = meeting
        self._style = style
        self._item = meeting.here.item.id
        self._remark_id = remark_id
        self._draft = Draft(self, meeting, f"remark:{self._item}:{remark_id or ''}")
        self._carried: Source | None = None
        authors, self._text = "", ""
        fields = read_draft(meeting.drafts().get(self._draft.slot))
        if earlier is not None:
            named = meeting.carrying(earlier.authors)
            authors = mention_line(named, meeting.state.body)
            self._text, self._carried = earlier.text, earlier.source
        elif fields is not None:
            authors, self._text = str(fields.get("authors", "")), str(fields.get("text", ""))
            carried = fields.get("carried")
            self._carried = Source(*carried) if carried else None
        elif remark_id is not None:
            remark = meeting.here.remark(remark_id)
            authors = mention_line(remark.authors, meeting.state.body)
            self._text, self._carried = remark.text, remark.carried
        self._authors: tuple[Mention, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self.lead = Paper("lead")
        self.line = EntryLine("authors", self._typed, _(" Forfattere › "))
        self.line.load(authors)
        self.area = TextArea(self._text, id="area", soft_wrap=True, show_line_numbers=False)
        self.area.cursor_blink = False
        self._fresh = earlier is not None

    def compose(self) -> ComposeResult:
        yield self.line
        yield self.lead
        yield self.area
        yield self.keybar

    def on_mount(self) -> None:
        self.area.border_title = _("Bemærkningens tekst, ordret")
        self._show()
        self.set_focus(self.area if self.line.text else self.line)
        if self._fresh:
            self._keep()
        self.refresh_keys()

    def on_unmount(self) -> None:
        self._draft.flush()

    def _typed(self) -> None:
        self._show()
        self._keep()

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        if event.text_area.text != self._text:
            self._text = event.text_area.text
            self._keep()

    def _show(self) -> None:
        body = self._meeting.state.body
        self._authors, self._problems = mentions(self.line.text, body)
        lead = remark_lead(self._remark(), body, self._style) if self._authors else ""
        forms = _("komma efter et bogstav skifter navneform; ' og et navn er et medlem")
        problems = " · ".join(problem.text for problem in self._problems)
        self.lead.show([row(f" {lead}", "bold"), row(f" {problems or forms}", "dim", limit=1)])

    def _remark(self) -> Remark:
        remark_id = self._remark_id or self._meeting.next_id("r")
        return Remark(remark_id, self._item, self._authors, self._text, self._carried)

    def _keep(self, reopen: bool = True) -> None:
        if not self.line.text and not self._text:
            self._draft.change(None)
            return
        source = self._carried
        carried = [source.body, source.day, source.meeting, source.remark] if source else None
        fields: dict[str, Any] = {"authors": self.line.text, "text": self._text}
        self._draft.change(fields | {"carried": carried, "open": reopen})

    def take(self, event: events.Key) -> bool:
        """Enter in the authors' line goes on to the text."""
        if event.key == "enter" and self.focused is self.line:
            self.set_focus(self.area)
            return True
        return False

    def take_paste(self, text: str) -> bool:
        """A text pasted into a line that takes letters is meant for the text field."""
        if len(text.strip()) <= SHORT_PASTE:
            return False
        self.set_focus(self.area)
        self.area.insert(clean(text))
        return True

    def action_switch(self) -> None:
        self.set_focus(self.line if self.focused is self.area else self.area)

    def action_retarget(self) -> None:
        """Put the authors' name in the place of *Partierne* at the start of the text."""
        if not self._authors:
            return
        self._text = self.area.text
        name = name_mentions(self._authors, self._meeting.state.body, self._style)
        text = retargeted(self._text, name)
        if text == self._text:
            self.say(_("teksten begynder ikke med »Partierne« eller »Vi«"))
            return
        at = len(self._text) - len(text) + len(name)
        self.area.replace(name, (0, 0), (0, at))

    def action_save(self) -> None:
        if any(problem.fatal for problem in self._problems):
            self.say(self._problems[0].text, severe=True)
            self.set_focus(self.line)
            return
        self._text = clean(self.area.text)
        slot = self._draft.slot
        if self.attempt(lambda: self._meeting.remark(self._remark(), settled=slot)):
            self._draft.settle()
            self.dismiss(None)

    def action_back(self) -> None:
        self._keep(reopen=False)
        self._draft.flush()
        self.dismiss(None)
