"""The projections: the rows that a meeting's state, or a body, is in the tables.

Pure functions; :mod:`clerk.writing` writes what has changed. A row has its values in the order of
the table's columns.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from clerk.core.people import Body
from clerk.core.state import State
from clerk.core.wording import touched
from clerk.item_rows import Place, Row, item_rows

Wording = Callable[[State, str], str]
"""Gives the decision text of one item."""

Rows = dict[str, set[Row]]
"""Rows by the name of their table."""

DERIVED = (
    *("meeting", "presence", "interruption", "reopening", "item", "correction", "motion"),
    *("vote", "tally", "remark", "stop", "election", "election_round", "candidate", "decision"),
)
"""The derived tables, each after those that it refers to."""


ItemRows = Callable[[State, str, Place], Rows]
"""Gives all rows of one item."""


def deriving(wording: Wording) -> ItemRows:
    """Return what derives the rows of an item, with a memory of the last ones: what one fact leads
    to is what the next one starts from, and a state never changes."""
    last: tuple[State, str, Place, Rows] | None = None

    def rows(state: State, item: str, place: Place) -> Rows:
        nonlocal last
        if last is None or last[0] is not state or last[1:3] != (item, place):
            by_hand = int(state.items[item].edited is not None)
            text = (state.meeting, item, wording(state, item), by_hand)
            last = state, item, place, {**item_rows(state, item, place), "decision": {text}}
        return last[3]

    return rows


def changes(before: State | None, after: State, derive: ItemRows) -> tuple[Rows, Rows]:
    """Return the rows of two states in all that may differ between them; with ``before`` None all
    rows of ``after``. What is the same object in both is not looked into."""
    old: Rows = {table: set() for table in DERIVED}
    new: Rows = {table: set() for table in DERIVED}
    was, now = ({} if before is None else places(before)), places(after)
    stale = list(after.items) if before is None else _stale(before, after, was, now)
    if before is not None:
        _collect(old, before, after, stale, was, derive)
    _collect(new, after, before, stale, now, derive)
    return old, new


def _collect(
    rows: Rows,
    state: State,
    other: State | None,
    stale: Iterable[str],
    where: dict[str, Place],
    derive: ItemRows,
) -> None:
    rows["meeting"].add(_meeting(state))
    if other is None or state.attendance is not other.attendance or state.body is not other.body:
        rows["presence"] = _presence(state)
    if other is None or state.breaks is not other.breaks:
        rows["interruption"] = _interruptions(state)
    if other is None or state.corrections is not other.corrections:
        rows["correction"] = _corrections(state)
    if other is None or state.reopened is not other.reopened:
        rows["reopening"] = _reopenings(state)
    for item in stale:
        if item in state.items:
            for table, found in derive(state, item, where[item]).items():
                rows[table] |= found


def _stale(before: State, after: State, was: dict[str, Place], now: dict[str, Place]) -> list[str]:
    """Return the items whose rows may differ: those that read otherwise, or stand in another
    place."""
    found = {*touched(before, after)}
    found |= {item for item in was.keys() | now.keys() if was.get(item) != now.get(item)}
    return [item for item in before.items | after.items if item in found]


def places(state: State) -> dict[str, Place]:
    """Return where each item is treated, and where it stood on the agenda as called: its number
    says that, and an item put on in the meeting has none."""
    planned = sorted(
        (_rank(here.item.number), item)
        for item, here in state.items.items()
        if not here.item.supplementary
    )
    called = {item: at for at, (_number, item) in enumerate(planned)}
    return {item: (at, called.get(item)) for at, item in enumerate(state.items)}


@cache
def _rank(number: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts numbers as people do: 2, 2a, 10."""
    parts = re.findall(r"\d+|\D+", number)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _meeting(state: State) -> Row:
    decided = sum(1 for here in state.items.values() if here.decided)
    day = state.day.isoformat()
    end = (int(state.closed), state.ended)
    return (state.meeting, state.body.name, day, *end, len(state.items), decided)


def _presence(state: State) -> set[Row]:
    rows: set[Row] = set()
    members = {member.id: member for member in state.body.members}
    entries: dict[str, int] = {}
    for movement in state.attendance.movements:
        member = members[movement.member]
        at = entries[member.id] = entries.get(member.id, -1) + 1
        person = (member.id, at, member.name, member.party, member.stands_in_for or None)
        what = (str(movement.presence), movement.reason, movement.clock)
        rows.add((state.meeting, *person, *what, _number(state, movement.item), movement.only))
    return rows


def _number(state: State, item: str | None) -> str | None:
    """Return the number of an item, which never changes; one that was undone has none."""
    return state.items[item].item.number if item in state.items else item


def _interruptions(state: State) -> set[Row]:
    return {
        (
            *(state.meeting, at, _number(state, pause.item)),
            *(pause.began, pause.ended, pause.adjourned),
        )
        for at, pause in enumerate(state.breaks)
    }


def _corrections(state: State) -> set[Row]:
    return {
        (
            *(state.meeting, at, made.item or None),
            *("addition" if made.addition else "correction", made.day.isoformat()),
            *(made.text, made.reason, made.by),
        )
        for at, made in enumerate(state.corrections)
    }


def _reopenings(state: State) -> set[Row]:
    return {
        (state.meeting, at, act.day.isoformat(), act.reason, act.by)
        for at, act in enumerate(state.reopened)
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
