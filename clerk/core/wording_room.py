"""How the minutes tell who was there: the roll, who came and went, breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clerk.core.danish import enumerate_og
from clerk.core.elections import LAST_ROUND, Election, Next, standing
from clerk.core.paragraphs import Paragraph, Role, name_member
from clerk.core.people import Body, Member
from clerk.core.presence import Movement, Presence
from clerk.core.state import Around, ItemState, State
from clerk.core.style import Style


def in_item(state: State, item_id: str, style: Style) -> list[Paragraph]:
    """Return who took no part in the item, who sat for them, what it was taken together with."""
    told: list[str] = []
    around = state.around(item_id)
    if around.together:
        told.append(style.say("room.joint", items=enumerate_og(around.together)))
    if style.has("room.away") and (missing := _away(around, state.body)):
        told.append(style.say("room.away", members=_names(missing, state.body, style)))
    for presence in (Presence.DISQUALIFIED, Presence.OUT):
        away = [m.member for m in around.exceptions if m.presence is presence]
        if away:
            told.append(style.say(f"room.{presence}", members=_names(away, state.body, style)))
    for movement in around.exceptions:
        if movement.presence is Presence.PRESENT:
            told.append(_substitute(movement, state.body, style))
    return [Paragraph(text, Role.ROOM) for text in told if text]


def _away(around: Around, body: Body) -> list[str]:
    """Return the ids of the members who were not in the room when the item was treated, in the
    body's own order. Whom nobody has noted is not in it; before the roll nothing is known."""
    known = around.attended
    excepted = {m.member for m in around.exceptions}
    if not known.keys() - excepted:
        return []
    return [
        member.id
        for member in body.members
        if member.id not in excepted
        and known.get(member.id) is not Presence.PRESENT
        # A substitute who sits for other items alone is not missed in this one.
        and (member.id in known or not member.stands_in_for)
    ]


def _substitute(movement: Movement, body: Body, style: Style) -> str:
    member = body.member(movement.member)
    if not member.stands_in_for:
        return ""
    return style.say(
        "room.substitute",
        member=name_member(member.id, body, style),
        instead_of=name_member(member.stands_in_for, body, style),
    )


def _names(ids: Iterable[str], body: Body, style: Style) -> str:
    return enumerate_og([name_member(member, body, style) for member in ids])


def attendance(state: State, style: Style) -> list[str]:
    """Return the sentences about who was there: present, substitutes, absent with and without
    notice, who came or went during the meeting, breaks (practice.md 2.5)."""
    body, now = state.body, state.attendance.now()
    ever = state.attendance.ever_present()
    whole = {m.member for m in state.attendance.movements if m.only is None}
    present = [m for m in body.members if m.id in ever and m.id in whole]
    told = []
    if present:
        names = enumerate_og([_on_the_roll(member, body, style) for member in present])
        told.append(style.say("room.present", members=names))
    for presence in (Presence.APOLOGY, Presence.ABSENT):
        away = [
            _with_reason(now[member.id], body, style)
            for member in body.members
            if member.id in now and now[member.id].presence is presence and member.id not in ever
        ]
        if away:
            reasons = any(m.reason for m in now.values() if m.presence is presence)
            listed = "; ".join(away) if reasons else enumerate_og(away)
            told.append(style.say(f"room.{presence}", members=listed))
        elif present and presence is Presence.ABSENT and style.has("room.absent_none"):
            told.append(style.say("room.absent_none"))
    told += [
        _moved(m, state, style)
        for m in state.attendance.movements
        if m.clock is not None and m.only is None and m.presence in _CAME_OR_WENT
    ]
    told += breaks(state, style)
    return [text for text in told if text]


_CAME_OR_WENT = (Presence.PRESENT, Presence.LEFT)


def _on_the_roll(member: Member, body: Body, style: Style) -> str:
    role = f", {member.role}" if member.role else ""
    party = body.letter(member.party) if member.party else style.say("mention.no_party")
    name = style.say("room.roll", name=member.name, party=party, role=role)
    if not member.stands_in_for:
        return name
    instead = name_member(member.stands_in_for, body, style)
    return style.say("room.roll_substitute", member=name, instead_of=instead)


def _with_reason(movement: Movement, body: Body, style: Style) -> str:
    name = _on_the_roll(body.member(movement.member), body, style)
    return f"{name}, {movement.reason}" if movement.reason else name


def _moved(movement: Movement, state: State, style: Style) -> str:
    key = "left" if movement.presence is Presence.LEFT else "arrived"
    earlier = [
        m
        for m in state.attendance.movements[: state.attendance.movements.index(movement)]
        if m.member == movement.member and m.presence in _CAME_OR_WENT
    ]
    if key == "arrived" and any(m.presence is Presence.LEFT for m in earlier):
        key = "returned"
    during = style.say("room.during", items=_items(movement.item, state)) if movement.item else ""
    return style.say(
        f"room.{key}",
        member=_on_the_roll(state.body.member(movement.member), state.body, style),
        clock=movement.clock or "",
        during=during,
    )


def _items(item: str, state: State) -> str:
    """Return the item's number, or those of all that it was treated together with."""
    group = [one for one in state.together_with(item) or (item,) if one in state.items]
    return enumerate_og([state.items[one].item.number for one in group]) or item


def breaks(state: State, style: Style) -> list[str]:
    """Return the sentences about breaks and adjournments."""
    told = []
    for pause in state.breaks:
        key = "taken" if pause.ended and not pause.adjourned else "open"
        told.append(style.say(f"break.{key}", began=pause.began, ended=pause.ended))
        if pause.adjourned:
            told.append(style.say("break.adjourned", until=pause.adjourned))
        if pause.adjourned and pause.ended:
            key = "resumed_on" if pause.resumed else "resumed"
            told.append(style.say(f"break.{key}", day=pause.resumed, ended=pause.ended))
    return told


def elections(here: ItemState, style: Style) -> list[Paragraph]:
    """Return the elections of an item, round by round, and who was elected (KSL § 24)."""
    told: list[Paragraph] = []
    for election in here.elections:
        told += [Paragraph(text, Role.VOTE) for text in _rounds(election, style)]
        now = standing(election)
        if now.next is Next.ELECTED:
            key = "election.by_lot" if election.rounds[-1].lot else "election.elected"
            text = style.say(key, name=enumerate_og(now.names), post=election.post)
            told.append(Paragraph(text, Role.RESULT))
    return told


def _rounds(election: Election, style: Style) -> Sequence[str]:
    texts = []
    for round_ in election.rounds:
        counts = [f"{candidate.name} {candidate.votes}" for candidate in round_.candidates]
        if round_.blank:
            counts.append(style.plural("plural.blank", round_.blank))
        text = style.say(
            "election.round",
            number=round_.number,
            post=election.post,
            counts=enumerate_og(counts),
        )
        if round_.lot and round_.number < LAST_ROUND:
            text += " " + style.say("election.drawn", name=round_.lot)
        texts.append(text)
    return texts
