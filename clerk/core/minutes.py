"""The minutes of a meeting as blocks that every document format renders."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clerk.core.danish import clean_line, enumerate_og, genitive, long_date, weekday_date
from clerk.core.motions import Marker, Recommendation
from clerk.core.people import Body, Movement, Presence
from clerk.core.state import ItemState, State
from clerk.core.style import Style
from clerk.core.wording import decision


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


def minutes(state: State, style: Style, item_id: str | None = None) -> list[Block]:
    """Return the minutes of the meeting, or the extract of one item.

    KeyError where the meeting has no such item.
    """
    body = state.body
    if item_id is not None:
        return _item(state, state.items[item_id], style)
    blocks = [
        Block(BlockKind.TITLE, f"{genitive(body.name)} møde {weekday_date(state.day)}"),
        *(Block(BlockKind.TEXT, text) for text in attendance(state)),
    ]
    for here in state.items.values():
        blocks += _item(state, here, style)
    return blocks


def _item(state: State, here: ItemState, style: Style) -> list[Block]:
    item = here.item
    case = f" ({item.case_number})" if item.case_number else ""
    blocks = [Block(BlockKind.HEADING, f"{item.number}. {clean_line(item.title)}{case}")]
    for recommendation in item.recommendations:
        blocks += _recommendation(recommendation)
    day = long_date(state.day)
    heading = style.say(
        "heading.decision", body=state.body.name, bodys=genitive(state.body.name), date=day
    )
    blocks.append(Block(BlockKind.SUBHEADING, heading))
    blocks += [
        Block(BlockKind.TEXT, paragraph.text, tight=paragraph.tight)
        for paragraph in decision(state, item.id, style)
    ]
    return blocks


def _recommendation(recommendation: Recommendation) -> list[Block]:
    dash = recommendation.marker is Marker.DASH
    blocks = [Block(BlockKind.TEXT, recommendation.lead)] if recommendation.lead else []
    return blocks + [
        Block(BlockKind.POINT, point.text, "-" if dash else f"{point.number}.")
        for point in recommendation.points
    ]


def attendance(state: State) -> list[str]:
    """Return the sentences about who was there: present, absent with and without notice, and who
    came or went during the meeting (practice.md 2.5)."""
    body, now = state.body, state.attendance.now()
    ever = state.attendance.ever_present()
    present = [_name(member.id, body) for member in body.members if member.id in ever]
    lines = [f"Til stede: {enumerate_og(present)}."] if present else []
    for presence, lead in (
        (Presence.APOLOGY, "Fraværende med afbud"),
        (Presence.ABSENT, "Fraværende uden afbud"),
    ):
        away = [
            _with_reason(now[member.id], body)
            for member in body.members
            if member.id in now and now[member.id].presence is presence and member.id not in ever
        ]
        if away:
            lines.append(f"{lead}: {enumerate_og(away)}.")
    lines += [_moved(m, body) for m in state.attendance.movements if m.clock is not None]
    return lines


def _name(member_id: str, body: Body) -> str:
    member = body.member(member_id)
    role = f", {member.role}" if member.role else ""
    return f"{member.name} ({member.party or 'løsgænger'}{role})"


def _with_reason(movement: Movement, body: Body) -> str:
    name = _name(movement.member, body)
    return f"{name}, {movement.reason}" if movement.reason else name


def _moved(movement: Movement, body: Body) -> str:
    verb = "forlod mødet" if movement.presence is Presence.LEFT else "ankom"
    during = f" under behandlingen af punkt {movement.item}" if movement.item else ""
    return f"{_name(movement.member, body)} {verb} kl. {movement.clock}{during}."


def item_numbers(state: State) -> list[str]:
    """Return the items' numbers in the agenda's order."""
    return [here.item.number for here in state.items.values()]


def find_item(state: State, number: str) -> str | None:
    """Return the id of the item with this number on the agenda, None where there is none."""
    for item_id, here in state.items.items():
        if here.item.number == number.strip().rstrip("."):
            return item_id
    return None
