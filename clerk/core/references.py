"""What a fact refers to must be there: items, motions, remarks, members, parties, points."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.agenda import unknown_point
from clerk.core.facts import (
    Decided,
    Fact,
    ItemAdded,
    ItemOpened,
    ItemSupplemented,
    MotionChanged,
    MotionMoved,
    MotionsOrdered,
    PresenceNoted,
    RemarkChanged,
    Remarked,
    RemarkReceived,
    Stopped,
    Struck,
    SubstituteSeated,
    Voted,
)
from clerk.core.i18n import _
from clerk.core.people import Body, Mention
from clerk.core.state import MAIN, ItemState, State
from clerk.core.voting import Vote


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
    where they know all. A journal with such a fact cannot be put in words. All facts of a meeting
    are gone through when it is opened, so each kind is asked for what it has, and no more."""
    match fact:
        case Voted(_item, _motion, vote):
            return _unknown_voters(state.body, vote)
        case PresenceNoted(movements):
            if any(m.only is not None and m.only not in state.items for m in movements):
                return _("punktet findes ikke på dagsordenen")
            return _unknown_members(state.body, [m.member for m in movements])
        case MotionMoved(motion) | MotionChanged(motion):
            return _unknown_named(state.body, (*motion.movers, *motion.joined))
        case Remarked(remark) | RemarkChanged(remark) | RemarkReceived(remark):
            if unknown := unknown_point(state.items[remark.item].item, remark.points):
                return unknown
            return _unknown_named(state.body, (*remark.authors, *remark.joined))
        case Stopped(_item, stop):
            return _unknown_members(state.body, [stop.member])
        case ItemAdded(item) | ItemSupplemented(item):
            return _unknown_named(state.body, item.proposers)
        case SubstituteSeated(member):
            if set(fact.items) - set(state.items):
                return _("punktet findes ikke på dagsordenen")
            return _unknown_parties(state.body, [member.party])
    return ""


def _unknown_voters(body: Body, vote: Vote) -> str:
    voices = [voice for stated in vote.stated for voice in stated.voices]
    members = [*vote.voters, *vote.not_voting, *vote.outside]
    members += [member for voice in voices for member in voice.members]
    return _unknown_members(body, members) or _unknown_parties(body, [v.party for v in voices])


def _unknown_named(body: Body, mentions: Sequence[Mention]) -> str:
    return _unknown_members(body, [m.member for m in mentions]) or _unknown_parties(
        body, [m.party for m in mentions]
    )


def _unknown_members(body: Body, members: Sequence[str | None]) -> str:
    strangers = set(members) - {member.id for member in body.members} - {None}
    if not strangers:
        return ""
    who = next(member for member in members if member in strangers)
    return _("{who} er ikke medlem").format(who=who)


def _unknown_parties(body: Body, codes: Sequence[str | None]) -> str:
    strangers = set(codes) - {party.code for party in body.parties} - {None}
    if not strangers:
        return ""
    code = next(code for code in codes if code in strangers)
    return _("der er intet parti {code}").format(code=code)


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
            return named if isinstance(named, str) else None


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
