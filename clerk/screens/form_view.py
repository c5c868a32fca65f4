"""What the forms show beside their fields, as rows."""

from __future__ import annotations

from dataclasses import replace

from clerk.core.danish import capitalised
from clerk.core.i18n import _
from clerk.core.motion_line import LETTERS, UNDER, Asked
from clerk.core.motions import Motion, MotionKind
from clerk.core.paragraphs import Paragraph, Role
from clerk.core.people import Body
from clerk.core.remark_line import CARRIED, DEADLINE, FRESH
from clerk.core.remark_line import LETTERS as NATURES
from clerk.core.remarks import QUOTED, Remark
from clerk.core.rules import MOVED_BY
from clerk.core.state import ItemState
from clerk.core.style import Style
from clerk.core.wording_motions import motion_noun, moved
from clerk.core.wording_remarks import remarked
from clerk.screens.paper import Row, row

LONGEST = 600
"""Characters of a paragraph that a preview has room for."""


def letters(asked: Asked, told: bool) -> list[Row]:
    """Return the letters in two rows, those that hold set off once anything is ``told``."""
    holds = {asked.letter, UNDER if asked.amends else ""} if told else set()
    words = [(letter, _(meant.word)) for letter, meant in LETTERS.items()]
    words.insert(6, (UNDER, _("under…")))
    return [letter_row(words[:7], holds), letter_row(words[7:], holds)]


def nature_letters(remark: Remark) -> list[Row]:
    """Return the letters of a remark's kind in two rows, those that hold set off."""
    holds = {letter for letter, (kind, _word) in NATURES.items() if kind is remark.kind}
    holds |= {FRESH if remark.fresh else "", CARRIED if remark.carried else ""}
    holds.add(DEADLINE if remark.deadline else "")
    kinds = [(letter, _(word)) for letter, (_kind, word) in NATURES.items()]
    more = [(FRESH, _("ny")), ("2-3", _("om punkterne")), (DEADLINE, _("fredag kl. 12"))]
    more.append((CARRIED, _("et udvalg 12.3.2015")))
    return [letter_row(kinds, holds), letter_row(more, holds)]


def lead(here: ItemState, remark: Remark, body: Body, style: Style) -> list[Row]:
    """Return the sentence before a remark's text; a kind that is printed as a sentence itself is
    shown whole."""
    if not remark.authors and (remark.kind in QUOTED or not remark.text):
        return []
    short = replace(remark, text=remark.text[:LONGEST])
    paragraphs = remarked(here, short, body, style)
    return [row(f" {p.text}", "bold", limit=3) for p in paragraphs if p.role is Role.REMARK]


def letter_row(words: list[tuple[str, str]], holds: set[str]) -> Row:
    """Return letters with the words that explain them, those in ``holds`` set off."""
    runs: list[tuple[str, str]] = []
    for letter, word in words:
        runs.append(("  " if runs else " ", ""))
        runs.append((f"{letter} {word}", "bold underline" if letter in holds else "dim"))
    return Row(tuple(runs), limit=1)


def told(here: ItemState, motion: Motion, body: Body, style: Style) -> list[Row]:
    """Return the sentences that the decision will have of a motion; what is told only with its
    outcome ends in an ellipsis. Quotations are cut, so that what follows them is seen too."""
    says = motion.points or motion.text or motion.kind is not MotionKind.AMENDMENT
    if not says or (motion.kind in MOVED_BY and not motion.movers):
        return []
    text = moved(here, motion, body, style)
    if motion.votable and (not text or text[0].role is Role.QUOTE):
        others = (known for known in here.motions if known.id != motion.id)
        noun = motion_noun(replace(here, motions=(*others, motion)), motion.id, body, style)
        text.insert(0, Paragraph(f"{capitalised(noun)} …", Role.MOVED))
    return [row(p.text[:LONGEST], limit=3 if p.role is Role.QUOTE else 0) for p in text]
