"""The shape of every version of every kind of fact, as the journals that are out there hold it.

``python tests/shapes.py`` adds the shapes of today to ``tests/files/shapes.json``; those of the
versions that are there already stay as they are.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from enum import Enum
from pathlib import Path
from typing import Any

from clerk.core.facts import KINDS, Fact

FILE = Path(__file__).parent / "files" / "shapes.json"


def shape(of: Any) -> Any:
    """Return what JSON an object of a type is written as: fields by name, choices by value; the
    mark ``=`` before a name says that it has a default."""
    if isinstance(of, types.UnionType):
        return {"or null": shape(next(part for part in of.__args__ if part is not type(None)))}
    if typing.get_origin(of) is tuple:
        return [shape(typing.get_args(of)[0])]
    if dataclasses.is_dataclass(of):
        hints = typing.get_type_hints(of)
        return {_name(field): shape(hints[field.name]) for field in dataclasses.fields(of)}
    if issubclass(of, Enum):
        return " ".join(of)
    return of.__name__


def _name(field: dataclasses.Field[Any]) -> str:
    return field.name if field.default is dataclasses.MISSING else f"={field.name}"


def fits(older: Any, newer: Any) -> bool:
    """Whether what has the older shape reads as the newer one without an upgrade: fields come in
    with a default, choices are added, a value may come to be missing."""
    if isinstance(newer, dict) and "or null" in newer:
        inner = older["or null"] if isinstance(older, dict) and "or null" in older else older
        return fits(inner, newer["or null"])
    if isinstance(older, dict) and isinstance(newer, dict):
        had = {name.lstrip("="): (name, part) for name, part in older.items()}
        has = {name.lstrip("="): (name, part) for name, part in newer.items()}
        added = has.keys() - had.keys()
        return (
            had.keys() <= has.keys()
            and all(has[name][0].startswith("=") for name in added)
            and all(
                fits(part, has[name][1]) and (written[0] != "=" or has[name][0][0] == "=")
                for name, (written, part) in had.items()
            )
        )
    if isinstance(older, list) and isinstance(newer, list):
        return fits(older[0], newer[0])
    if isinstance(older, str) and isinstance(newer, str):
        return set(older.split()) <= set(newer.split())
    return False


def checked_in() -> dict[str, dict[str, Any]]:
    """Return the shapes by kind and version."""
    found: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def _lines(kinds: dict[str, type[Fact]]) -> str:
    known = checked_in()
    for name, kind in kinds.items():
        known.setdefault(name, {}).setdefault(str(kind.VERSION), shape(kind))
    return json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(_lines(KINDS), encoding="utf-8")
