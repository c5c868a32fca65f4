"""The tables as SQLModel classes: for whoever opens the file from Python.

A statistician or another program reads a meeting's votes through these classes, with types and
keys, and need not know our SQL. The program itself does not: it records in plain SQL
(:mod:`clerk.store`, :mod:`clerk.writing`), because ``import sqlmodel`` would double the time to the
first paint, and it reads no row back as an object, since the state is replayed from the journal.

They are the one full description of the columns. The ladder (:mod:`clerk.migrations`) makes the
tables, and a test holds the two to the same columns, types and keys.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table
from sqlmodel import Field, SQLModel


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


class SealRow(SQLModel, table=True):
    """The hash of the fact that closed a record or added to a closed one."""

    __tablename__ = "seal"
    meeting: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    hash: str
    at: str


class UnsealedRow(SQLModel, table=True):
    """A closed meeting whose derived rows are being written anew; empty between transactions."""

    __tablename__ = "unsealed"
    meeting: str = Field(primary_key=True)


class MeetingRow(SQLModel, table=True):
    """A meeting."""

    __tablename__ = "meeting"
    id: str = Field(primary_key=True)
    body: str
    day: str = Field(index=True)
    closed: int
    ended: str
    items: int
    decided: int


class PresenceRow(SQLModel, table=True):
    """An entry of a member's time line; ``only_item`` is the item for which alone it holds."""

    __tablename__ = "presence"
    meeting: str = Field(primary_key=True, foreign_key="meeting.id")
    member: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    name: str
    party: str | None = None
    stands_in_for: str | None = None
    presence: str
    reason: str
    clock: str | None = None
    item_number: str | None = None
    only_item: str | None = None


class InterruptionRow(SQLModel, table=True):
    """A break, or an adjournment to another time."""

    __tablename__ = "interruption"
    meeting: str = Field(primary_key=True, foreign_key="meeting.id")
    position: int = Field(primary_key=True)
    item_number: str
    began: str
    ended: str
    adjourned_to: str


class ReopeningRow(SQLModel, table=True):
    """The act of opening a closed record again."""

    __tablename__ = "reopening"
    meeting: str = Field(primary_key=True, foreign_key="meeting.id")
    position: int = Field(primary_key=True)
    day: str
    reason: str
    made_by: str


class ItemRow(SQLModel, table=True):
    """An agenda item and its outcome. ``position`` is its place as treated, ``planned`` on the
    agenda as called; ``together_with`` are the numbers of items treated together with it."""

    __tablename__ = "item"
    meeting: str = Field(primary_key=True, foreign_key="meeting.id")
    id: str = Field(primary_key=True)
    position: int
    planned: int | None = None
    number: str
    title: str
    case_number: str = Field(index=True)
    subject: str
    closed: int
    supplementary: int
    sender: str
    onward: str
    together_with: str
    outcome: str | None = None
    read: int


class CorrectionRow(SQLModel, table=True):
    """An addition to a closed record, on an item or on the meeting as a whole."""

    __tablename__ = "correction"
    meeting: str = Field(primary_key=True, foreign_key="meeting.id")
    position: int = Field(primary_key=True)
    item: str | None = None
    kind: str
    day: str
    text: str
    reason: str
    made_by: str


class _OfAnItem(SQLModel):
    meeting: str = Field(primary_key=True)
    item: str = Field(primary_key=True)


class MotionRow(_OfAnItem, table=True):
    """A motion, the item's own (``main``), or a part of that (``main:2-3``)."""

    __tablename__ = "motion"
    id: str = Field(primary_key=True)
    position: int
    kind: str
    label: str
    effect: str
    amends: str
    movers: str
    joined: str
    points: str
    target: str
    again_from: str
    text: str
    outcome: str | None = None
    detail: str


class VoteRow(_OfAnItem, table=True):
    """The answer to a motion of one voter who is known by name."""

    __tablename__ = "vote"
    motion: str = Field(primary_key=True)
    member: str = Field(primary_key=True)
    name: str
    party: str | None = None
    side: str
    position: int


class TallyRow(_OfAnItem, table=True):
    """The number on one side of a vote, NULL where it is unknown. ``stated`` tells a number that
    was announced from one that was counted; ``voices`` are the parties and persons then named."""

    __tablename__ = "tally"
    motion: str = Field(primary_key=True)
    side: str = Field(primary_key=True)
    number: int | None = None
    voices: str
    stated: int


class RemarkRow(_OfAnItem, table=True):
    """A remark. ``authors`` is a JSON list of [party, member, form, name]."""

    __tablename__ = "remark"
    id: str = Field(primary_key=True)
    position: int
    kind: str
    authors: str
    author_names: str
    joined_names: str
    points: str
    text: str
    fresh: int
    deadline: str
    received: str
    carried_body: str | None = None
    carried_day: str | None = None


class StopRow(_OfAnItem, table=True):
    """A demand under § 23 that another body decides."""

    __tablename__ = "stop"
    member: str = Field(primary_key=True)
    position: int
    name: str
    party: str | None = None
    brought_before: str
    withdrawn: int


class ElectionRow(_OfAnItem, table=True):
    """The election to a post; ``elected`` is empty until it has come to its end."""

    __tablename__ = "election"
    post: str = Field(primary_key=True)
    position: int
    elected: str | None = None


class ElectionRoundRow(_OfAnItem, table=True):
    """A counted round of an election."""

    __tablename__ = "election_round"
    post: str = Field(primary_key=True)
    round: int = Field(primary_key=True)
    present: int
    blank: int
    lot: str


class CandidateRow(_OfAnItem, table=True):
    """Who got votes in a round, and how many."""

    __tablename__ = "candidate"
    post: str = Field(primary_key=True)
    round: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    name: str
    votes: int


class DecisionRow(_OfAnItem, table=True):
    """The decision text of an item, as published."""

    __tablename__ = "decision"
    text: str
    by_hand: int


TABLES: Mapping[str, Table] = SQLModel.metadata.tables
"""All tables by name."""
