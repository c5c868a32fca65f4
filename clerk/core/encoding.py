"""The facts as JSON: written in one way only, read with every type checked."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any

from clerk.core.facts import KINDS, Fact
from clerk.core.people import ways_of


class UnreadableFactError(ValueError):
    """The journal holds a fact that this version of the program does not know."""


Fields = dict[str, Any]
"""The fields of a fact as plain JSON."""


def _undated(fields: Fields) -> Fields:
    """Version 1 wrote a day that is not known as an empty text."""
    remark = fields["remark"]
    source = remark.get("carried")
    if not isinstance(source, dict) or source.get("day") != "":
        return fields
    return {**fields, "remark": {**remark, "carried": {**source, "day": None}}}


def _with_ways(fields: Fields) -> Fields:
    """Version 1 had the name of the municipality only."""
    body = fields["body"]
    council, custom = ways_of(body["municipality"])
    return {**fields, "body": {"council": council, "remarks_by_custom": custom, **body}}


UPGRADES: dict[tuple[str, int], Callable[[Fields], Fields]] = {
    ("MeetingCreated", 1): _with_ways,
    ("Remarked", 1): _undated,
    ("RemarkChanged", 1): _undated,
}
"""What makes the fields of a kind's version those of the next one, where a default does not. The
journal keeps what was written: its hashes are over that."""


def encode(fact: Fact) -> str:
    """Return the fields of ``fact`` as canonical JSON: sorted keys, no spaces, UTF-8."""
    return json.dumps(_plain(fact), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode(kind: str, version: int, data: str) -> Fact:
    """Return the fact that :func:`encode` wrote.

    Raises UnreadableFactError for an unknown kind or version and for fields that do not fit:
    a fact is never skipped.
    """
    cls = KINDS.get(kind)
    if cls is None or not 0 < version <= cls.VERSION:
        raise UnreadableFactError(f"{kind} version {version}")
    try:
        fields = json.loads(data)
        for older in range(version, cls.VERSION):
            if upgrade := UPGRADES.get((kind, older)):
                fields = upgrade(fields)
        fact = _reader(typing.cast("Any", cls))(fields)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
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
