"""A house style as a file: read safely, and every key of it found again by its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from clerk.core.danish import clean_line
from clerk.core.faults import StyleError
from clerk.core.i18n import _
from clerk.core.style import Layer

LARGEST = 200_000
"""Bytes that a style file may have; base.toml has about 12 000."""

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class StyleFile:
    """A style file: the name of the style, the text as it stands, and what it says."""

    name: str
    path: Path
    text: str
    raw: Mapping[str, Any]

    @property
    def layer(self) -> Layer:
        """The file as a layer of a style."""
        return Layer(self.name, self.raw)

    @property
    def extends(self) -> str | None:
        """The name of the style that this one extends."""
        below = self.raw.get("extends")
        return below if isinstance(below, str) else None

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        return dict(_key_lines(self.text))

    def line(self, key: str) -> int | None:
        """Return the line on which a key stands, or the table or key that holds it."""
        while key and key not in self._lines:
            key = key.rpartition(".")[0]
        return self._lines.get(key)

    def refusal(self, text: str, key: str = "") -> StyleError:
        """Return the error that tells what is wrong with this file, with the line."""
        return _refusal(self.name, self.path, text, self.line(key), key)


def read_style_file(path: Path, name: str) -> StyleFile:
    """Read a style file.

    Raises StyleError for one that is no TOML, not UTF-8 or too large, OSError where it cannot be
    opened.
    """
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        text = _("filen er større end {n} kB").format(n=LARGEST // 1000)
        raise _refusal(name, path, text)
    try:
        # A TOML file may have Windows' line ends, and Notepad's mark at its beginning.
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refusal(name, path, _("filen er ikke UTF-8; gem den som UTF-8"), line) from None
    try:
        return StyleFile(name, path, text, tomllib.loads(text))
    except RecursionError:
        text = _("filen har for mange lister inden i hinanden")
        raise _refusal(name, path, text) from None
    except ValueError as error:
        why, last = str(error), text.count("\n") + 1
        at = None
        if match := _PLACE.search(why):
            why, at = why[: match.start()], int(match[1] or last)
        text = _("ikke gyldig TOML ({why})").format(why=clean_line(why)[:80])
        raise _refusal(name, path, text, at) from None


def _refusal(
    name: str, path: Path, text: str, line: int | None = None, key: str = ""
) -> StyleError:
    where = [str(path), _("linje {n}").format(n=line) if line else "", clean_line(key)[:60]]
    place = ", ".join(part for part in where if part)
    return StyleError(f"{place}: {text}", name, key)


_KEY = r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_DOTTED = rf"(?:{_KEY})(?:[ \t]*\.[ \t]*(?:{_KEY}))*"
_TABLE = re.compile(rf"[ \t]*\[\[?[ \t]*({_DOTTED})[ \t]*\]")
_PAIR = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_PIECE = re.compile(
    r'''(?P<long>"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\')'''
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*|(?P<open>[\[{])|(?P<shut>[\]}])|[^"'\#\[\]{}\n]+"""
    r"""|(?P<end>\n)|.""",
    re.DOTALL,
)


def _key_lines(text: str) -> Iterator[tuple[str, int]]:
    """Give the keys of a TOML text, dotted, with their lines. The text is known to be TOML."""
    table, at = "", 0
    while at < len(text):
        line = text.count("\n", 0, at) + 1
        if match := _TABLE.match(text, at):
            table = _plain(match[1])
            yield table, line
        elif match := _PAIR.match(text, at):
            yield (f"{table}." if table else "") + _plain(match[1]), line
        at = _next_line(text, match.end() if match else at)


def _next_line(text: str, at: int) -> int:
    """Return where the next line begins that is not inside a value."""
    depth = 0
    for piece in _PIECE.finditer(text, at):
        depth += bool(piece["open"]) - bool(piece["shut"])
        if piece["end"] and depth <= 0:
            return piece.end()
    return len(text)


def _plain(dotted: str) -> str:
    """Return a dotted key as the reader gives it: without quotation marks and spaces."""
    return ".".join(part.strip("\"'") for part in re.findall(_KEY, dotted))
