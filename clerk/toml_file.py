"""A TOML file that somebody else has written: read within bounds, and told of by its lines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clerk.core.danish import shortened
from clerk.core.i18n import _

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


class TomlError(ValueError):
    """The file is no TOML that can be used: why, and the line and column where that is known."""

    def __init__(self, text: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(text)
        self.line = line
        self.column = column


@dataclass(frozen=True)
class TomlText:
    """A TOML file: its text, with plain line ends, and what it says."""

    text: str
    values: dict[str, Any]


def read_toml(path: Path, largest: int) -> TomlText:
    """Read a TOML file of up to ``largest`` bytes.

    Raises TomlError for one that is larger, not UTF-8 or no TOML, OSError where it cannot be
    opened.
    """
    with path.open("rb") as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise TomlError(_("filen er større end {size}").format(size=_size(largest)))
    try:
        # A TOML file may have Windows' line ends, and Notepad's mark at its beginning.
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TomlError(_("filen er ikke UTF-8; gem den som UTF-8"), line) from None
    try:
        return TomlText(text, tomllib.loads(text))
    except RecursionError:
        raise TomlError(_("filen har for mange lister inden i hinanden")) from None
    except ValueError as error:
        raise _no_toml(str(error), text) from None


def _no_toml(why: str, text: str) -> TomlError:
    line = column = None
    if match := _PLACE.search(why):
        why = why[: match.start()]
        line = int(match[1] or text.count("\n") + 1)
        column = int(match[2]) if match[2] else None
    return TomlError(_("ikke gyldig TOML ({why})").format(why=shortened(why)), line, column)


def _size(number: int) -> str:
    mega = 1024 * 1024
    return f"{number // mega} MB" if number >= mega else f"{number // 1000} kB"
