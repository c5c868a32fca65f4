"""Writing a remark for the minutes: who, what kind, and the text to the letter, saved while it is
typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from textual.app import ComposeResult
from textual.widgets import TextArea

from clerk.core import warnings
from clerk.core.agenda import unknown_point
from clerk.core.danish import clean
from clerk.core.entry import Named, mention_line, read_named
from clerk.core.i18n import _
from clerk.core.paragraphs import name_mentions
from clerk.core.remark_line import CARRIED, Nature, nature_line, read_nature, source_line
from clerk.core.remarks import EarlierRemark, Remark, Source, retargeted
from clerk.core.style import Style
from clerk.keymap import REMARK
from clerk.meeting import OpenMeeting
from clerk.screens import form_view as view
from clerk.screens import notation
from clerk.screens.base import bindings
from clerk.screens.entry_line import EntryLine
from clerk.screens.form import FormScreen
from clerk.screens.paper import Paper, Row, row


class RemarkScreen(FormScreen):
    """One remark: a new one, one to be put right, or one carried over from an earlier meeting.

    The line under the text takes what is not a plain remark: ``a``, ``n 2-3``, ``frist fredag``,
    ``v Socialudvalget 12.3.2015`` (:mod:`clerk.core.remark_line`).
    """

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
        self._style = style
        self._known = meeting.here.remark(remark_id) if remark_id is not None else None
        self._source: Source | None = None  # in the archive
        self._fresh = earlier is not None or bool(pasted)
        self._named = Named()
        self._nature = Nature()
        self.lead = Paper("lead")
        self.hint = Paper("hint")
        self.letters = Paper("letters")
        self.line = EntryLine("authors", self._typed, _(" Afgivet af › "))
        self.nature_line = EntryLine("nature", self._typed, _(" Art og punkter › "))
        self._load(earlier)
        if pasted:
            self.go_on("\n\n".join(filter(None, (self.text, clean(pasted).strip()))))

    def _load(self, earlier: EarlierRemark | None) -> None:
        """Fill the fields: from the draft of an earlier visit, the remark to be carried over, or
        the record."""
        body = self._meeting.state.body
        if (fields := self.drafted()) is not None:
            self._source = _drafted_source(fields.get("carried"))
            self.line.load(str(fields.get("authors", "")))
            self.nature_line.load(str(fields.get("nature", source_line(self._source))))
            self.go_on(str(fields.get("text", "")))
        elif earlier is not None:
            self._source = earlier.source
            self.line.load(mention_line(self._meeting.carrying(earlier.authors), body))
            known = bool(earlier.source.body)
            self.nature_line.load(source_line(earlier.source) + ("" if known else " "))
            self.area.load_text(earlier.text)
        elif self._known is not None:
            remark = self._known
            self._source = remark.carried
            self.line.load(mention_line(remark.authors, body, remark.joined))
            self.nature_line.load(nature_line(remark))
            self.area.load_text(remark.text)

    def notation(self) -> Sequence[str]:
        return (notation.AUTHORS, notation.PASTE)

    def compose(self) -> ComposeResult:
        yield self.line
        yield self.lead
        yield self.hint
        yield self.area
        yield self.nature_line
        yield self.letters
        yield self.keybar

    def on_mount(self) -> None:
        self.area.border_title = _("Bemærkningens tekst, ordret")
        self.show()
        self.set_focus(self.area if self.line.text else self.line)
        if self._fresh:
            self.keep()
        self.refresh_keys()

    def order(self) -> list[EntryLine | TextArea]:
        return [self.line, self.area, self.nature_line]

    def takes_words(self, line: EntryLine) -> bool:
        return (line is self.nature_line and bool(line.text)) or super().takes_words(line)

    def fields(self) -> dict[str, Any] | None:
        if not (self.line.text or self.text or self.nature_line.text.strip(f" {CARRIED}")):
            return None
        source = self._source
        carried = None
        if source is not None:
            day = source.day.isoformat() if source.day else ""
            carried = [source.body, day, source.meeting, source.remark]
        return {
            "authors": self.line.text,
            "text": self.text,
            "nature": self.nature_line.text,
            "carried": carried,
        }

    def show(self) -> None:
        self._named = read_named(self.line.text, self._meeting.state.body)
        self._nature = read_nature(self.nature_line.text, self._meeting.state.body, self._source)
        remark = self._remark()
        here, body = self._meeting.here, self._meeting.state.body
        self.lead.show(view.lead(here, remark, body, self._style))
        self.hint.show([self._hint(remark)])
        self.letters.show(view.nature_letters(remark))

    def _remark(self) -> Remark:
        known = self._known or Remark(self._meeting.next_id("r"), self._item, (), "")
        nature = self._nature
        return replace(
            known,
            authors=self._named.first,
            joined=self._named.joined,
            text=self.text,
            carried=nature.carried,
            kind=nature.kind,
            points=nature.points,
            fresh=nature.fresh,
            deadline=nature.deadline,
        )

    def _trouble(self) -> str:
        return " · ".join(p.text for p in (*self._named.problems, *self._nature.problems))

    def _hint(self, remark: Remark) -> Row:
        if trouble := self._trouble():
            return row(f" {trouble}", "bold", limit=1)
        here = self._meeting.here
        doubts = warnings.remark_warnings(self._meeting.state, here, remark)
        if unknown := unknown_point(here.item, remark.points):
            doubts.append(unknown)
        if doubts and (remark.authors or remark.points):
            return row(f" {' · '.join(doubts)}", limit=1)
        forms = _("komma skifter navneform · 'navn er et medlem · + før dem, der tilsluttede sig")
        return row(f" {forms}", "dim", limit=1)

    def action_retarget(self) -> None:
        """Put the authors' name in the place of *Partierne* at the start of the text."""
        if not self._named.first:
            return
        name = name_mentions(self._named.first, self._meeting.state.body, self._style)
        before = self.text
        after = retargeted(before, name)
        if after == before:
            self.say(_("teksten begynder ikke med »Partierne« eller »Vi«"))
            return
        self.area.replace(name, (0, 0), (0, len(before) - len(after) + len(name)))

    def action_save(self) -> None:
        if trouble := self._trouble():
            self.say(trouble, severe=True)
            self.set_focus(self.line if self._named.problems else self.nature_line)
            return
        slot = self._draft.slot
        if self.attempt(lambda: self._meeting.remark(self._remark(), settled=slot)):
            self.settled()


def _drafted_source(fields: list[str] | None) -> Source | None:
    if not fields:
        return None
    body, day, meeting, remark = fields
    return Source(body, date.fromisoformat(day) if day else None, meeting, remark)
