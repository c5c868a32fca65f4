"""Paragraphs of a decision, and the names that stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.agenda import Marker
from clerk.core.danish import enumerate_og
from clerk.core.people import Body, Mention
from clerk.core.state import ItemState
from clerk.core.style import Style


class Role(StrEnum):
    """What a paragraph of a decision says."""

    HEADING = "heading"
    MOVED = "moved"
    QUOTE = "quote"
    VOTE = "vote"
    RESULT = "result"
    REMARK = "remark"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the decision. ``tight`` ones follow the last without a blank line."""

    text: str
    role: Role
    tight: bool = False


def plain(paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs as text, a blank line between those that are not tight."""
    text = ""
    for paragraph in paragraphs:
        if text:
            text += "\n" if paragraph.tight else "\n\n"
        text += paragraph.text
    return text


def quoted(text: str) -> str:
    """Return ``text`` in quotation marks, unless it came in a pair of its own."""
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        return text
    return f'"{text}"'


def sentence(text: str) -> str:
    """Return ``text`` with a full stop at its end, unless it has one of its own."""
    text = text.strip()
    return text if not text or text[-1] in '.!?:"' else f"{text}."


def name_mention(mention: Mention, body: Body, style: Style) -> str:
    """Return a mover or author as running text names it."""
    if mention.party is not None:
        return body.party(mention.party).form(mention.form)
    if mention.member is None:
        return mention.name
    return name_member(mention.member, body, style)


def name_member(member_id: str, body: Body, style: Style) -> str:
    """Return a member as running text names them: ``Mette Holm (A)``."""
    member = body.member(member_id)
    if member.party is None:
        return style.say("mention.independent", name=member.name)
    return style.say("mention.member", name=member.name, party=body.letter(member.party))


def name_mentions(mentions: Sequence[Mention], body: Body, style: Style) -> str:
    """Return movers or authors as a Danish list: ``Socialdemokratiet og Enhedslisten``."""
    return enumerate_og([name_mention(mention, body, style) for mention in mentions])


def joined_clause(joined: Sequence[Mention], body: Body, style: Style) -> str:
    """Return ``, som SF tilsluttede sig``, empty where nobody joined."""
    if not joined:
        return ""
    return style.say("mention.joined", joined=name_mentions(joined, body, style))


def marker_of(here: ItemState, numbers: Sequence[int]) -> Marker:
    """Return how the points are set off in the recommendation that holds them."""
    found = here.item.recommendation_of(numbers[0]) if numbers else None
    if found is None and here.item.recommendations:
        found = here.item.recommendations[-1]
    return found.marker if found else Marker.NUMBER


def point_reference(numbers: Sequence[int], here: ItemState, style: Style) -> str:
    """Return ``3. pind`` or ``2. og 4. at-punkt``."""
    ordinals = enumerate_og([f"{number}." for number in numbers])
    return f"{ordinals} {style.say(f'point.{marker_of(here, numbers)}')}"
