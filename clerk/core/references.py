"""What a fact refers to must be there: items, motions, remarks, members, parties, points."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from clerk.core.entry import Mention
from clerk.core.facts import (
    Decided,
    Divided,
    Fact,
    ItemOpened,
    MotionChanged,
    MotionMoved,
    MotionsOrdered,
    ReadBack,
    Redone,
    RemarkChanged,
    Remarked,
    Struck,
    SubstituteSeated,
    TextEdited,
    Undone,
    Voted,
)
from clerk.core.i18n import _
from clerk.core.people import Body
from clerk.core.presence import Movement
from clerk.core.remarks import Remark, Stop
from clerk.core.state import MAIN, ItemState, State
from clerk.core.voting import Voice, Vote


def dangling(state: State, fact: Fact) -> str:
    """Return what the fact refers to that the meeting does not have, as a sentence; empty where
    all is there. No screen asks for such a thing: a file from elsewhere may."""
    item = _item(fact)
    if item is not None and item not in state.items:
        return _("punktet findes ikke på dagsordenen")
    if item is not None and (text := _in_item(state.items[item], fact)):
        return text
    return unknown(state, fact)


def unknown(state: State, fact: Fact) -> str:
    """Return who or what in the fact the body and the agenda do not know, as a sentence; empty
    where they know all. A journal with such a fact cannot be put in words."""
    if isinstance(fact, _NAMES_NOBODY):
        return ""
    body = state.body
    if isinstance(fact, SubstituteSeated):
        body = body.seating(fact.member)
        if set(fact.items) - set(state.items):
            return _("punktet findes ikke på dagsordenen")
        if fact.member.party is not None and not _has_party(body, fact.member.party):
            return _("der er intet parti {code}").format(code=fact.member.party)
    return next(filter(None, (_unknown(part, state, body) for part in _parts(fact))), "")


_NAMES_NOBODY = (Decided, Divided, ItemOpened, ReadBack, Redone, Struck, TextEdited, Undone)
"""The commonest facts without a name in them, which are not gone through."""


def _item(fact: Fact) -> str | None:
    match fact:
        case MotionMoved(motion) | MotionChanged(motion):
            return motion.item
        case Remarked(remark) | RemarkChanged(remark):
            return remark.item
        case ItemOpened(item):
            return item
        case _:
            named: object = getattr(fact, "item", None)
            return named if isinstance(named, str) and not _is_a_number(fact) else None


def _is_a_number(fact: Fact) -> bool:
    """Breaks and substitutes tell an item by its number on the agenda, which is only printed."""
    return hasattr(fact, "clock")


def _in_item(here: ItemState, fact: Fact) -> str:
    motions = {motion.id for motion in here.motions}
    votable = {motion.id for motion in here.motions if motion.votable}
    remarks = {remark.id for remark in here.remarks}
    match fact:
        case Voted(_item, motion) | Decided(_item, motion):
            known = motion in {MAIN, *here.part_ids, *votable}
        case MotionChanged(changed):
            known = changed.id in motions
        case MotionMoved(new):
            known = new.id not in {MAIN, *motions}
        case MotionsOrdered(_item, order):
            known = set(order) <= motions
        case Struck(_item, subject):
            known = subject in motions | remarks
        case RemarkChanged(reworded):
            known = reworded.id in remarks
        case Remarked(given):
            known = given.id not in remarks
        case _:
            return ""
    if known:
        return ""
    if isinstance(fact, (Remarked, RemarkChanged, Struck)):
        return _("bemærkningen eller forslaget findes ikke i punktet")
    return _("forslaget findes ikke i punktet")


def _parts(value: object) -> Iterator[object]:
    """Yield the value and all that it holds."""
    yield value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        for part in value:
            yield from _parts(part)


def _unknown(part: object, state: State, body: Body) -> str:
    members: Iterable[str | None] = ()
    parties: Iterable[str | None] = ()
    match part:
        case Mention(party, member):
            members, parties = [member], [party]
        case Movement(member):
            members = [member]
            if part.only is not None and part.only not in state.items:
                return _("punktet findes ikke på dagsordenen")
        case Stop(member):
            members = [member]
        case Voice():
            members, parties = part.members, [part.party]
        case Vote():
            members = (*part.voters, *part.not_voting, *part.outside)
        case Remark():
            known = {point.number for point in state.items[part.item].item.points}
            if missing := sorted(set(part.points) - known):
                return _("indstillingen har ikke punkt {n}").format(n=missing[0])
    ids = {member.id for member in body.members}
    for one in members:
        if one is not None and one not in ids:
            return _("{who} er ikke medlem").format(who=one)
    for code in parties:
        if code is not None and not _has_party(body, code):
            return _("der er intet parti {code}").format(code=code)
    return ""


def _has_party(body: Body, code: str) -> bool:
    return any(party.code == code for party in body.parties)
