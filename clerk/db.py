"""The tables as SQLModel classes, and how the projections are written: only what has changed.

The ladder (:mod:`clerk.migrations`) makes the tables; a test holds the two to the same columns.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import cache

from sqlalchemy import Table, delete, insert
from sqlalchemy.dialects import sqlite
from sqlmodel import Field, SQLModel

from clerk.core.people import Body
from clerk.core.state import State
from clerk.projections import Row, Wording, body_rows, item_rows, mandate_rows, meeting_row


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


OF_AN_ITEM = ("item", "motion", "vote", "remark", "decision")
"""The derived tables with rows of one item, each after those that it refers to."""


def project(
    connection: sqlite3.Connection, before: State | None, after: State, wording: Wording
) -> None:
    """Write what differs between the projections of two states, inside the open transaction."""
    old_meeting = set() if before is None else {meeting_row(before)}
    _write(connection, "meeting", {meeting_row(after)} - old_meeting)
    for position, (item_id, here) in enumerate(after.items.items()):
        known = before.items.get(item_id) if before is not None else None
        if known is here:
            continue
        old = item_rows(before, known, position, wording) if before and known else {}
        new = item_rows(after, here, position, wording)
        # Parents are changed in place, so that their children's references hold throughout.
        for table in reversed(OF_AN_ITEM):
            _drop(connection, table, old.get(table, set()), new[table])
        for table in OF_AN_ITEM:
            _write(connection, table, new[table] - old.get(table, set()))


def clear(connection: sqlite3.Connection) -> None:
    """Empty every projection, inside the open transaction."""
    for table in reversed(("meeting", *OF_AN_ITEM)):
        connection.execute(f"DELETE FROM {table}")


def enrol(connection: sqlite3.Connection, body: Body, since: date) -> None:
    """Put a body, its parties and its members in the register, inside the open transaction.

    A member who has an open mandate keeps it; one who is new gets a mandate from ``since``.
    """
    for table, rows in body_rows(body).items():
        _write(connection, table, rows)
    seated = connection.execute(
        "SELECT member FROM mandate WHERE body = ? AND until IS NULL", (body.id,)
    )
    _write(connection, "mandate", mandate_rows(body, since, [row[0] for row in seated]))


def _drop(connection: sqlite3.Connection, table: str, old: set[Row], new: set[Row]) -> None:
    statement, key = _delete(table)
    kept = {tuple(row[at] for at in key) for row in new}
    gone = {tuple(row[at] for at in key) for row in old} - kept
    if gone:
        connection.executemany(statement, list(gone))


def _write(connection: sqlite3.Connection, table: str, rows: set[Row]) -> None:
    if rows:
        connection.executemany(_upsert(table), list(rows))


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


@cache
def _delete(name: str) -> tuple[str, tuple[int, ...]]:
    """Return the statement that deletes a row by its key, and where the key stands in a row."""
    table = _table(name)
    key = list(table.primary_key.columns)
    statement = delete(table)
    for column in key:
        statement = statement.where(column == "")
    names = [column.name for column in table.columns]
    dialect = sqlite.dialect(paramstyle="qmark")
    return str(statement.compile(dialect=dialect)), tuple(names.index(c.name) for c in key)


@cache
def _upsert(name: str) -> str:
    """Return the statement that puts a row in, or gives the row with its key new values."""
    table = _table(name)
    key = ", ".join(column.name for column in table.primary_key.columns)
    changes = ", ".join(
        f"{column.name} = excluded.{column.name}"
        for column in table.columns
        if not column.primary_key
    )
    dialect = sqlite.dialect(paramstyle="qmark")
    return f"{insert(table).compile(dialect=dialect)} ON CONFLICT ({key}) DO UPDATE SET {changes}"
