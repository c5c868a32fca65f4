"""The projections: the rows that a meeting's state, or a body, is in the tables.

Pure functions; :mod:`clerk.db` holds the tables and writes what has changed. A row has its values
in the order of the table's columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date

from clerk.core.entry import Mention, who
from clerk.core.motions import Motion
from clerk.core.people import Body
from clerk.core.remarks import Remark
from clerk.core.state import MAIN, ItemState, State, outcome
from clerk.core.voting import Vote

Wording = Callable[[State, str], str]
"""Gives the decision text of one item."""

Row = tuple[str | int | None, ...]
Rows = dict[str, set[Row]]
"""Rows by the name of their table."""


def meeting_row(state: State) -> Row:
    """Return the meeting as the list shows it."""
    decided = sum(1 for here in state.items.values() if here.decided)
    day = state.day.isoformat()
    return (state.meeting, state.body.name, day, int(state.closed), len(state.items), decided)


def item_rows(state: State, here: ItemState, position: int, wording: Wording) -> Rows:
    """Return the rows of one item: itself, its motions, votes and remarks, its decision."""
    item = here.item
    place = (state.meeting, item.id)
    facts = (position, item.number, item.title, item.case_number, _fate(here, MAIN), int(here.read))
    motions: list[Motion | None] = [None, *here.motions]
    return {
        "item": {(*place, *facts)},
        "motion": {
            (*place, *_motion(here, motion, state.body, at)) for at, motion in enumerate(motions)
        },
        "vote": {
            (*place, motion, *voter)
            for motion, ruling in here.rulings.items()
            if isinstance(ruling, Vote)
            for voter in _voters(ruling, state.body)
        },
        "remark": {
            (*place, *_remark(remark, state.body, at)) for at, remark in enumerate(here.remarks)
        },
        "decision": {(*place, wording(state, item.id))},
    }


def body_rows(body: Body) -> Rows:
    """Return a body, its parties and its members as the register has them."""
    base = (body.id, body.name, body.short, body.municipality, str(body.kind), body.seats)
    return {
        "body": {(*base, body.style)},
        "party": {
            (body.id, party.code, at, json.dumps(party.forms, ensure_ascii=False))
            for at, party in enumerate(body.parties)
        },
        "member": {(member.id, member.name) for member in body.members},
    }


def mandate_rows(body: Body, since: date, seated: Iterable[str]) -> set[Row]:
    """Return a mandate from ``since`` for every member who is not seated already."""
    seated = set(seated)
    return {
        (body.id, member.id, member.party, member.role, at, since.isoformat(), None)
        for at, member in enumerate(body.members)
        if member.id not in seated
    }


def _fate(here: ItemState, motion: str) -> str | None:
    ruling = here.rulings.get(motion)
    return None if ruling is None else str(outcome(ruling))


def _motion(here: ItemState, motion: Motion | None, body: Body, position: int) -> Row:
    if motion is None:
        return (MAIN, position, str(here.item.subject), "", "", "", _fate(here, MAIN))
    effect, names = str(motion.effect), _names(motion.movers, body)
    points = " ".join(map(str, motion.points))
    return (motion.id, position, effect, names, points, motion.text, _fate(here, motion.id))


def _remark(remark: Remark, body: Body, position: int) -> Row:
    authors = json.dumps([[m.party, m.member, m.form] for m in remark.authors], ensure_ascii=False)
    carried = (remark.carried.body, remark.carried.day) if remark.carried else (None, None)
    return (remark.id, position, authors, _names(remark.authors, body), remark.text, *carried)


def _names(mentions: Iterable[Mention], body: Body) -> str:
    return ", ".join(who(mention, body) for mention in mentions)


def _voters(vote: Vote, body: Body) -> list[Row]:
    members = {member.id: member for member in body.members}
    sides = {
        "for": vote.for_,
        "against": vote.against,
        "abstained": vote.abstained,
        "not_voting": vote.not_voting,
    }
    return [
        (member_id, members[member_id].name, members[member_id].party, side, at)
        for side, ids in sides.items()
        for at, member_id in enumerate(ids)
    ]
