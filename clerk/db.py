"""The tables as SQLModel classes, and the projections: what a person finds on opening the file.

A projection is a pure function of the meeting's state; writing a fact changes only the rows that
differ between the state before it and the state after. The ladder (:mod:`clerk.migrations`) makes
the tables, a test holds the two to the same columns.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Table, delete, insert
from sqlalchemy.dialects import sqlite
from sqlmodel import Field, SQLModel

from clerk.core.entry import Mention, who
from clerk.core.motions import Motion
from clerk.core.people import Body
from clerk.core.state import MAIN, ItemState, State, outcome
from clerk.core.voting import Vote

Wording = Callable[[State, str], str]
Row = tuple[Any, ...]


class BodyRow(SQLModel, table=True):
    """A committee or council in the register."""

    __tablename__ = "body"
    id: str = Field(primary_key=True)
    name: str
    short: str
    municipality: str
    kind: str
    seats: int
    style: str


class PartyRow(SQLModel, table=True):
    """A party in a body, with the forms of its name as a JSON list."""

    __tablename__ = "party"
    body: str = Field(primary_key=True, foreign_key="body.id")
    code: str = Field(primary_key=True)
    position: int
    forms: str


class MemberRow(SQLModel, table=True):
    """A person."""

    __tablename__ = "member"
    id: str = Field(primary_key=True)
    name: str


class MandateRow(SQLModel, table=True):
    """A person's seat in a body for a time, for a party or as an independent."""

    __tablename__ = "mandate"
    body: str = Field(primary_key=True, foreign_key="body.id")
    member: str = Field(primary_key=True, foreign_key="member.id")
    party: str | None = None
    role: str
    position: int
    since: str = Field(primary_key=True)
    until: str | None = None


class JournalRow(SQLModel, table=True):
    """A fact. The journal is the truth; every other table but the register is derived."""

    __tablename__ = "journal"
    id: int | None = Field(default=None, primary_key=True)
    meeting: str
    number: int
    at: str
    kind: str
    version: int
    data: str
    hash: str


class DraftRow(SQLModel, table=True):
    """Half-typed text."""

    __tablename__ = "draft"
    meeting: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    content: str


class MeetingRow(SQLModel, table=True):
    """A meeting."""

    __tablename__ = "meeting"
    id: str = Field(primary_key=True)
    body: str
    day: str = Field(index=True)
    closed: int
    items: int
    decided: int


class ItemRow(SQLModel, table=True):
    """An agenda item and its outcome."""

    __tablename__ = "item"
    meeting: str = Field(primary_key=True, foreign_key="meeting.id")
    id: str = Field(primary_key=True)
    position: int
    number: str
    title: str
    case_number: str = Field(index=True)
    outcome: str | None = None
    read: int


class MotionRow(SQLModel, table=True):
    """An amendment, or the item's own motion (``main``)."""

    __tablename__ = "motion"
    meeting: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    position: int
    effect: str
    movers: str
    points: str
    text: str
    outcome: str | None = None


class VoteRow(SQLModel, table=True):
    """One voter's answer to one motion."""

    __tablename__ = "vote"
    meeting: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    motion: str = Field(primary_key=True)
    member: str = Field(primary_key=True)
    name: str
    party: str | None = None
    side: str
    position: int


class RemarkRow(SQLModel, table=True):
    """A remark. ``authors`` is a JSON list of [party, member, form]."""

    __tablename__ = "remark"
    meeting: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    position: int
    authors: str
    author_names: str
    text: str
    carried_body: str | None = None
    carried_day: str | None = None


class DecisionRow(SQLModel, table=True):
    """The decision text of an item, as published."""

    __tablename__ = "decision"
    meeting: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    text: str


PROJECTIONS: tuple[type[SQLModel], ...] = (
    MeetingRow,
    ItemRow,
    MotionRow,
    VoteRow,
    RemarkRow,
    DecisionRow,
)
"""The derived tables, each after those that it refers to."""


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


@cache
def _insert(model: type[SQLModel]) -> str:
    dialect = sqlite.dialect(paramstyle="qmark")
    return str(insert(_table(model)).compile(dialect=dialect))


@cache
def _delete(model: type[SQLModel]) -> tuple[str, tuple[int, ...]]:
    """Return the statement that deletes a row by its key, and where the key stands in a row."""
    table = _table(model)
    key = list(table.primary_key.columns)
    statement = delete(table)
    for column in key:
        statement = statement.where(column == "")
    names = [column.name for column in table.columns]
    dialect = sqlite.dialect(paramstyle="qmark")
    return str(statement.compile(dialect=dialect)), tuple(names.index(c.name) for c in key)


def project(
    connection: sqlite3.Connection, before: State | None, after: State, wording: Wording
) -> None:
    """Write what differs between the projections of two states, inside the open transaction."""
    old_meeting = set() if before is None else {_meeting(before)}
    _replace(connection, MeetingRow, old_meeting, {_meeting(after)})
    for position, (item_id, here) in enumerate(after.items.items()):
        known = before.items.get(item_id) if before is not None else None
        if known is here:
            continue
        old = _rows(before, known, position, wording) if before and known else {}
        new = _rows(after, here, position, wording)
        # Parents are changed in place, so that their children's references hold throughout.
        for model in reversed(PROJECTIONS[1:]):
            _drop(connection, model, old.get(model, set()), new.get(model, set()))
        for model in PROJECTIONS[1:]:
            _add(connection, model, old.get(model, set()), new.get(model, set()))


def _meeting(state: State) -> Row:
    decided = sum(1 for here in state.items.values() if here.decided)
    day = state.day.isoformat()
    return (state.meeting, state.body.name, day, int(state.closed), len(state.items), decided)


def _replace(
    connection: sqlite3.Connection, model: type[SQLModel], old: set[Row], new: set[Row]
) -> None:
    _drop(connection, model, old, new)
    _add(connection, model, old, new)


def _drop(
    connection: sqlite3.Connection, model: type[SQLModel], old: set[Row], new: set[Row]
) -> None:
    statement, key = _delete(model)
    kept = {tuple(row[at] for at in key) for row in new}
    gone = {tuple(row[at] for at in key) for row in old} - kept
    if gone:
        connection.executemany(statement, sorted(gone))


@cache
def _upsert(model: type[SQLModel]) -> str:
    table = _table(model)
    key = ", ".join(column.name for column in table.primary_key.columns)
    changes = ", ".join(
        f"{column.name} = excluded.{column.name}"
        for column in table.columns
        if not column.primary_key
    )
    return f"{_insert(model)} ON CONFLICT ({key}) DO UPDATE SET {changes}"


def _add(
    connection: sqlite3.Connection, model: type[SQLModel], old: set[Row], new: set[Row]
) -> None:
    if added := new - old:
        connection.executemany(_upsert(model), list(added))


def _rows(
    state: State, here: ItemState, position: int, wording: Wording
) -> dict[type[SQLModel], set[Row]]:
    """Return the rows of one item in every projection."""
    item, meeting = here.item, state.meeting
    place = (meeting, item.id)
    ruling = here.rulings.get(MAIN)
    fate = str(outcome(ruling)) if ruling is not None else None
    facts = (position, item.number, item.title, item.case_number, fate, int(here.read))
    rows: dict[type[SQLModel], set[Row]] = {ItemRow: {(*place, *facts)}}
    motions: list[Motion | None] = [None, *here.motions]
    rows[MotionRow] = {
        (*place, *_motion(here, motion, state.body, at)) for at, motion in enumerate(motions)
    }
    rows[VoteRow] = {
        (*place, motion_id, *voter)
        for motion_id, ruling in here.rulings.items()
        if isinstance(ruling, Vote)
        for voter in _voters(ruling, state.body)
    }
    rows[RemarkRow] = {
        (
            *place,
            remark.id,
            at,
            json.dumps([[m.party, m.member, m.form] for m in remark.authors], ensure_ascii=False),
            _names(remark.authors, state.body),
            remark.text,
            remark.carried.body if remark.carried else None,
            remark.carried.day if remark.carried else None,
        )
        for at, remark in enumerate(here.remarks)
    }
    rows[DecisionRow] = {(*place, wording(state, item.id))}
    return rows


def _motion(here: ItemState, motion: Motion | None, body: Body, position: int) -> Row:
    ruling = here.rulings.get(motion.id if motion else MAIN)
    fate = str(outcome(ruling)) if ruling is not None else None
    if motion is None:
        return (MAIN, position, str(here.item.subject), "", "", "", fate)
    points = " ".join(map(str, motion.points))
    effect, names = str(motion.effect), _names(motion.movers, body)
    return (motion.id, position, effect, names, points, motion.text, fate)


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


def clear(connection: sqlite3.Connection) -> None:
    """Empty every projection, inside the open transaction."""
    for model in reversed(PROJECTIONS):
        connection.execute(f"DELETE FROM {_table(model).name}")


def enrol(connection: sqlite3.Connection, body: Body, since: date) -> None:
    """Put a body, its parties and its members in the register, inside the open transaction.

    A member who has an open mandate keeps it; one who is new gets a mandate from ``since``.
    """
    base = (body.id, body.name, body.short, body.municipality, str(body.kind), body.seats)
    _add(connection, BodyRow, set(), {(*base, body.style)})
    _add(
        connection,
        PartyRow,
        set(),
        {
            (body.id, party.code, at, json.dumps(party.forms, ensure_ascii=False))
            for at, party in enumerate(body.parties)
        },
    )
    _add(connection, MemberRow, set(), {(member.id, member.name) for member in body.members})
    seated = {
        row[0]
        for row in connection.execute(
            "SELECT member FROM mandate WHERE body = ? AND until IS NULL", (body.id,)
        )
    }
    mandates: set[Row] = {
        (body.id, member.id, member.party, member.role, at, since.isoformat(), None)
        for at, member in enumerate(body.members)
        if member.id not in seated
    }
    _add(connection, MandateRow, set(), mandates)
