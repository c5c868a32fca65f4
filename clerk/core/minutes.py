"""The minutes of a meeting as blocks that every document format renders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clerk.core.agenda import Marker, Recommendation
from clerk.core.danish import clean_line, genitive, long_date, weekday_date
from clerk.core.paragraphs import sentence
from clerk.core.state import Correction, ItemState, State
from clerk.core.style import Style
from clerk.core.wording import decision
from clerk.core.wording_room import attendance


class BlockKind(StrEnum):
    """What a block of the document is."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the document. ``label`` is a point's ``-`` or ``2.``; a tight block follows
    the last without a blank line."""

    kind: BlockKind
    text: str
    label: str = ""
    tight: bool = False


def minutes(
    state: State,
    style: Style,
    item_id: str | None = None,
    *,
    public: bool = False,
    fingerprint: str = "",
) -> list[Block]:
    """Return the minutes of the meeting, or the extract of one item.

    The public edition leaves closed items out. ``fingerprint`` is that of the sealed record.
    KeyError where the meeting has no such item, or none that is public.
    """
    body = state.body
    shown = {key: here for key, here in state.items.items() if not (public and here.item.closed)}
    if item_id is not None:
        return _item(state, shown[item_id], style)
    blocks = [
        Block(BlockKind.TITLE, f"{genitive(body.name)} møde {weekday_date(state.day)}"),
        *(Block(BlockKind.TEXT, text) for text in attendance(state, style)),
    ]
    for here in shown.values():
        blocks += _item(state, here, style)
    if state.ended:
        blocks.append(Block(BlockKind.TEXT, style.say("heading.ended", clock=state.ended)))
    blocks += _corrections(state, "", style)
    if fingerprint:
        blocks.append(Block(BlockKind.TEXT, style.say("heading.seal", fingerprint=fingerprint)))
    return blocks


def _item(state: State, here: ItemState, style: Style) -> list[Block]:
    item = here.item
    case = f" ({item.case_number})" if item.case_number else ""
    closed = f" {style.say('heading.closed')}" if item.closed else ""
    title = f"{item.number}. {clean_line(item.title)}{case}{closed}"
    blocks = [Block(BlockKind.HEADING, title)]
    for recommendation in item.recommendations:
        blocks += _recommendation(recommendation)
    for before in item.earlier:
        blocks.append(_decision_heading(before.body, before.day, style))
        blocks += [Block(BlockKind.TEXT, text) for text in before.text.split("\n\n")]
    blocks.append(_decision_heading(state.body.name, state.day, style))
    blocks += [
        Block(BlockKind.TEXT, paragraph.text, tight=paragraph.tight)
        for paragraph in decision(state, item.id, style)
    ]
    return blocks + _corrections(state, item.id, style)


def _decision_heading(body: str, day: date, style: Style) -> Block:
    text = style.say("heading.decision", body=body, bodys=genitive(body), date=long_date(day))
    return Block(BlockKind.SUBHEADING, text)


def _corrections(state: State, item_id: str, style: Style) -> list[Block]:
    """Return the additions to a closed record, printed as such [83.1.15]: those of an item, or
    those of the meeting with the acts of opening it again."""
    texts = [correction(state, made, style) for made in state.corrections if made.item == item_id]
    if not item_id:
        texts += [reopening(act, style) for act in state.reopened]
    return [Block(BlockKind.TEXT, text) for text in texts]


def correction(state: State, made: Correction, style: Style) -> str:
    """Return how the minutes print a correction or an addition."""
    return style.say(
        "correction.addition" if made.addition else "correction.correction",
        date=long_date(made.day),
        text=sentence(made.text),
        reason=made.reason.rstrip("."),
        by=made.by,
    )


def reopening(act: Correction, style: Style) -> str:
    """Return how the minutes tell that the closed record was opened again."""
    date = long_date(act.day)
    return style.say("correction.reopened", date=date, reason=act.reason.rstrip("."), by=act.by)


def _recommendation(recommendation: Recommendation) -> list[Block]:
    dash = recommendation.marker is Marker.DASH
    blocks = []
    if recommendation.heading:
        blocks.append(Block(BlockKind.SUBHEADING, recommendation.heading))
    if recommendation.lead:
        blocks.append(Block(BlockKind.TEXT, recommendation.lead))
    return blocks + [
        Block(BlockKind.POINT, point.text, "-" if dash else f"{point.number}.")
        for point in recommendation.points
    ]


def item_numbers(state: State) -> list[str]:
    """Return the items' numbers in the agenda's order."""
    return [here.item.number for here in state.items.values()]
