"""The rows of one agenda item: itself, its motions, votes, remarks, demands and elections."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from clerk.core.agenda import Marker, Recommendation
from clerk.core.elections import Election, Next, standing
from clerk.core.motions import Motion, MotionKind, Result, ResultKind
from clerk.core.people import Body, Mention, who
from clerk.core.remarks import Remark
from clerk.core.state import MAIN, ItemState, State, outcome, part_id
from clerk.core.voting import SIDES, Vote, voice_label

Row = tuple[str | int | None, ...]

Place = tuple[int, int | None]
"""Where an item is treated, and where it was planned; None where it was not."""

_GATED = {
    MotionKind.REFERRAL: ResultKind.REFERRED,
    MotionKind.POSTPONEMENT: ResultKind.POSTPONED,
    MotionKind.REMOVAL: ResultKind.REMOVED,
}

BY_POINT = "by_point"
"""The outcome of an item whose points were settled one by one, and not alike."""


def item_rows(state: State, item_id: str, place: Place) -> dict[str, set[Row]]:
    """Return the rows of one item by table, all but its decision text."""
    here, body = state.items[item_id], state.body
    key = (state.meeting, item_id)
    rows: dict[str, list[Row]] = {
        "item": [_item(state, here, place)],
        "motion": _motions(here, body),
        "vote": [],
        "tally": [],
        "remark": [_remark(remark, body, at) for at, remark in enumerate(here.remarks)],
        "stop": [
            (stop.member, at, *_person(stop.member, body), stop.to, int(stop.withdrawn))
            for at, stop in enumerate(here.stops)
        ],
        "election": [],
        "election_round": [],
        "candidate": [],
    }
    for motion, ruling in here.rulings.items():
        if isinstance(ruling, Vote):
            rows["vote"] += [(motion, *voter) for voter in _voters(ruling, body)]
            rows["tally"] += [(motion, *side) for side in _tally(ruling, body)]
    for at, election in enumerate(here.elections):
        _elect(rows, election, at)
    found = {table: {(*key, *row) for row in own} for table, own in rows.items()}
    found["item"] = {(state.meeting, *row) for row in rows["item"]}
    return found


def _item(state: State, here: ItemState, place: Place) -> Row:
    item = here.item
    group = state.together_with(item.id)
    together = ", ".join(state.items[other].item.number for other in group if other != item.id)
    return (
        *(item.id, *place, item.number, item.title, item.case_number, str(item.subject)),
        *(int(item.closed), int(item.supplementary), item.sender, item.onward, together),
        *(_outcome(here), int(here.read)),
    )


def _outcome(here: ItemState) -> str | None:
    """Return what the item as a whole came to, None while it is not decided."""
    if MAIN in here.rulings:
        return str(outcome(here.rulings[MAIN]))
    if here.gate is not None:
        return str(_GATED[here.gate.kind])
    if here.elected:
        return str(ResultKind.ELECTED)
    if not here.decided:
        return None
    parts = {outcome(here.rulings[part]) for part in here.part_ids}
    return str(parts.pop()) if len(parts) == 1 else BY_POINT


def _motions(here: ItemState, body: Body) -> list[Row]:
    """Return the item's own motion, its parts, then what was moved."""
    item = here.item
    movers = _names(item.proposers, body)
    own = ("", str(item.subject), "", movers, "")
    text = "\n\n".join(_recommendation(each) for each in item.recommendations)
    rows: list[Row] = [(MAIN, 0, "own", *own, "", "", "", text, *_fate(here, MAIN))]
    texts = {point.number: point.text for point in item.points}
    for part in here.parts:
        key = part_id(part)
        words = "\n".join(texts.get(point, "") for point in part)
        rows.append((key, len(rows), "part", *own, _points(part), "", "", words, *_fate(here, key)))
    left = {motion.id for motion in here.untreated()}
    for motion in here.motions:
        fate = (str(ResultKind.NOT_TREATED), "") if motion.id in left else _fate(here, motion.id)
        rows.append((motion.id, len(rows), *_motion(motion, body), *fate))
    return rows


def _motion(motion: Motion, body: Body) -> Row:
    return (
        *(str(motion.kind), motion.label, str(motion.effect), motion.amends),
        *(_names(motion.movers, body), _names(motion.joined, body), _points(motion.points)),
        *(motion.target, motion.again_from, motion.text),
    )


def _recommendation(given: Recommendation) -> str:
    dash = given.marker is Marker.DASH
    points = [f"{'-' if dash else f'{point.number}.'} {point.text}" for point in given.points]
    return "\n".join(text for text in (given.heading, given.lead, *points) if text)


def _fate(here: ItemState, motion: str) -> tuple[str | None, str]:
    ruling = here.rulings.get(motion)
    if ruling is None:
        return (None, "")
    return (str(outcome(ruling)), ruling.detail if isinstance(ruling, Result) else "")


def _remark(remark: Remark, body: Body, position: int) -> Row:
    authors = json.dumps(
        [[m.party, m.member, m.form, m.name] for m in remark.authors], ensure_ascii=False
    )
    source = remark.carried
    carried = (source.body, _day(source.day)) if source else (None, None)
    return (
        *(remark.id, position, str(remark.kind), authors, _names(remark.authors, body)),
        *(_names(remark.joined, body), _points(remark.points), remark.text, int(remark.fresh)),
        *(remark.deadline, _day(remark.received), *carried),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _points(points: Iterable[int]) -> str:
    return " ".join(map(str, points))


def _names(mentions: Iterable[Mention], body: Body) -> str:
    return ", ".join(who(mention, body) for mention in mentions)


def _person(member_id: str, body: Body) -> tuple[str, str | None]:
    member = body.member(member_id)
    return member.name, member.party


def _voters(vote: Vote, body: Body) -> list[Row]:
    """Return who voted how, as far as they are known by name: also those named on a side of which
    only a number was announced."""
    members = {member.id: member for member in body.members}
    sides: dict[str, list[str]] = {str(side): list(vote.side(side)) for side in SIDES}
    for stated in vote.stated:
        sides[str(stated.side)] += stated.named
    sides |= {"not_voting": list(vote.not_voting), "outside": list(vote.outside)}
    return [
        (member_id, members[member_id].name, members[member_id].party, side, at)
        for side, ids in sides.items()
        for at, member_id in enumerate(ids)
    ]


def _tally(vote: Vote, body: Body) -> list[Row]:
    """Return the number on each side. Who stands behind one that was announced is told nowhere
    else; behind one that was counted stand the voters themselves."""
    rows: list[Row] = []
    for side in SIDES:
        stated = vote.statement(side)
        named = stated.voices if stated else ()
        voices = ", ".join(voice_label(voice, body) for voice in named)
        rows.append((str(side), vote.number(side), voices, int(stated is not None)))
    return rows


def _elect(rows: dict[str, list[Row]], election: Election, position: int) -> None:
    now = standing(election)
    elected = ", ".join(now.names) if now.next is Next.ELECTED else None
    rows["election"].append((election.post, position, elected))
    for round_ in election.rounds:
        place = (election.post, round_.number)
        rows["election_round"].append((*place, round_.present, round_.blank, round_.lot))
        rows["candidate"] += [
            (*place, at, candidate.name, candidate.votes)
            for at, candidate in enumerate(round_.candidates)
        ]
