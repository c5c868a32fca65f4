"""A house style as a file: read safely, and every key of it found again by its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from clerk.core.danish import clean_line
from clerk.core.faults import StyleError
from clerk.core.i18n import _
from clerk.core.style import Layer
from clerk.toml_file import TomlError, read_toml

LARGEST = 200_000
"""Bytes that a style file may have; base.toml has about 12 000."""


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
    try:
        read = read_toml(path, LARGEST)
    except TomlError as error:
        raise _refusal(name, path, str(error), error.line) from None
    return StyleFile(name, path, read.text, read.values)


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
