"""The facts: what can happen in a meeting, as the journal holds it, and their form as JSON."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, ClassVar

from clerk.core.motions import AgendaItem, Motion, Remark, Result
from clerk.core.people import Body, Movement
from clerk.core.voting import Vote


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened. ``VERSION`` rises when the fields of a kind change."""

    VERSION: ClassVar[int] = 1
    UNDOABLE: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class MeetingCreated(Fact):
    """The meeting was called. ``body`` is a snapshot, so that the record reads as it was."""

    UNDOABLE: ClassVar[bool] = False
    meeting: str
    body: Body
    day: date


@dataclass(frozen=True, slots=True)
class ItemAdded(Fact):
    """An item was put on the agenda."""

    UNDOABLE: ClassVar[bool] = False
    item: AgendaItem


@dataclass(frozen=True, slots=True)
class ItemOpened(Fact):
    """The meeting moved to an item."""

    UNDOABLE: ClassVar[bool] = False
    item: str


@dataclass(frozen=True, slots=True)
class PresenceNoted(Fact):
    """The clerk noted who is where; one fact may concern many members (*everybody present*)."""

    movements: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class MotionMoved(Fact):
    """An amendment was moved, or tabled before the meeting."""

    motion: Motion


@dataclass(frozen=True, slots=True)
class MotionChanged(Fact):
    """The record of an amendment was put right; the motion is given anew, whole."""

    motion: Motion


@dataclass(frozen=True, slots=True)
class Voted(Fact):
    """A motion was put to the vote; a later one on the same motion takes its place."""

    item: str
    motion: str
    vote: Vote


@dataclass(frozen=True, slots=True)
class Decided(Fact):
    """A motion, or the item as a whole, was settled without a vote."""

    item: str
    motion: str
    result: Result


@dataclass(frozen=True, slots=True)
class Remarked(Fact):
    """A remark was given for the minutes."""

    remark: Remark


@dataclass(frozen=True, slots=True)
class RemarkChanged(Fact):
    """The record of a remark was put right; the remark is given anew, whole."""

    remark: Remark


@dataclass(frozen=True, slots=True)
class Struck(Fact):
    """An amendment or a remark was recorded by mistake and leaves the record of the item."""

    item: str
    subject: str


@dataclass(frozen=True, slots=True)
class ReadBack(Fact):
    """The decision was read aloud (E16: read-back before the record is frozen)."""

    item: str


@dataclass(frozen=True, slots=True)
class MeetingClosed(Fact):
    """The meeting ended; the record is complete."""

    UNDOABLE: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Undone(Fact):
    """The fact with this number in the journal was undone."""

    UNDOABLE: ClassVar[bool] = False
    number: int


@dataclass(frozen=True, slots=True)
class Redone(Fact):
    """The undone fact with this number holds again."""

    UNDOABLE: ClassVar[bool] = False
    number: int


KINDS: dict[str, type[Fact]] = {
    cls.__name__: cls
    for cls in (
        MeetingCreated,
        ItemAdded,
        ItemOpened,
        PresenceNoted,
        MotionMoved,
        MotionChanged,
        Voted,
        Decided,
        Remarked,
        RemarkChanged,
        Struck,
        ReadBack,
        MeetingClosed,
        Undone,
        Redone,
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its place: its number in the meeting's journal, from 1, and when it was recorded
    (in UTC)."""

    number: int
    at: datetime
    fact: Fact


class UnreadableFactError(ValueError):
    """The journal holds a fact that this version of the program does not know."""


def encode(fact: Fact) -> str:
    """Return the fields of ``fact`` as canonical JSON: sorted keys, no spaces, UTF-8."""
    return json.dumps(_plain(fact), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode(kind: str, version: int, data: str) -> Fact:
    """Return the fact that :func:`encode` wrote.

    Raises UnreadableFactError for an unknown kind or version and for fields that do not fit:
    a fact is never skipped.
    """
    cls = KINDS.get(kind)
    if cls is None or version != cls.VERSION:
        raise UnreadableFactError(f"{kind} version {version}")
    try:
        read = _reader(typing.cast("Any", cls))
        fact = read(json.loads(data))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise UnreadableFactError(f"{kind} version {version}: {error}") from error
    return typing.cast("Fact", fact)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


Reader = Callable[[Any], Any]
"""Makes a value of the core from plain JSON; ValueError where that has another form."""


@cache
def _reader(shape: Any) -> Reader:
    """Return the reader of a type; it is looked into once, and not for every value of it."""
    if isinstance(shape, types.UnionType):
        return _optional(_reader(next(part for part in shape.__args__ if part is not NoneType)))
    if typing.get_origin(shape) is tuple:
        return _tuple_of(_reader(typing.get_args(shape)[0]))
    if dataclasses.is_dataclass(shape):
        return _object(typing.cast("type", shape))
    if issubclass(shape, Enum):
        return typing.cast("Reader", shape)
    if shape is date:
        return date.fromisoformat
    return _exactly(shape)


def _optional(inner: Reader) -> Reader:
    return lambda value: None if value is None else inner(value)


def _tuple_of(inner: Reader) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not list:
            raise ValueError(f"list expected, found {type(value).__name__}")
        return tuple(map(inner, value))

    return read


def _object(cls: type) -> Reader:
    hints = typing.get_type_hints(cls)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(cls)}

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise ValueError(f"object expected, found {type(value).__name__}")
        if unknown := value.keys() - readers.keys():
            raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
        return cls(**{name: readers[name](part) for name, part in value.items()})

    return read


def _exactly(cls: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not cls:
            raise ValueError(f"{cls.__name__} expected, found {type(value).__name__}")
        return value

    return read
