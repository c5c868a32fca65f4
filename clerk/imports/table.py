"""The tables of a meeting file, every reading of them checked and told with its place."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from clerk.core.danish import clean, clean_line, shortened
from clerk.core.i18n import _
from clerk.imports.keys import KEYS
from clerk.toml_file import TomlError, read_toml

LARGEST = 5 * 1024 * 1024
"""Bytes that a meeting file may have."""

MOST = 1000
"""Entries that a list in a meeting file may have."""

LONGEST = 1000
"""Characters that a text of one line may have."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class PrepareError(ValueError):
    """A meeting file cannot be used; the message names the file, the place and the remedy."""


def read_table(path: Path) -> Table:
    """Read a meeting file as its top table.

    Raises PrepareError for a file that is no TOML or too large, OSError where it cannot be opened.
    """
    return Table(path, "", _read(path), KEYS[""])


def _read(path: Path) -> Mapping[str, object]:
    try:
        values = read_toml(path, LARGEST).values
    except TomlError as error:
        place = _("linje {n}").format(n=error.line) if error.line else ""
        place += _(", tegn {n}").format(n=error.column) if error.column else ""
        _refuse(path, place, str(error))
    if not values:
        _refuse(path, "", _("filen er tom; se data/README.md for, hvad den skal indeholde"))
    return values


def _refuse(path: Path, place: str, text: str) -> NoReturn:
    raise PrepareError(": ".join(part for part in (str(path), place, text) if part)) from None


def _described(value: object) -> str:
    """Return a value as a message can show it; TOML's may be of any depth and size."""
    if isinstance(value, str):
        return f"»{shortened(value)}«"
    if isinstance(value, dict):
        return _("en tabel")
    if isinstance(value, list):
        return _("en liste")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**15:
        return _("et meget stort tal")
    return str(value)


def _alternatives(word: str, known: Sequence[str]) -> str:
    """Return the word that ``word`` must mean, or the first few of those there are."""
    near = difflib.get_close_matches(word, known, 1) or known[:_NAMED]
    text = _(" eller ").join(f"»{value}«" for value in near)
    return text if near == known or len(near) == 1 else text + _(" ... (se data/README.md)")


_NAMED = 5
_REQUIRED = object()


class Table:
    """A table of the file with the keys that it may have; every reading is checked."""

    def __init__(
        self, path: Path, place: str, values: Mapping[str, object], keys: Sequence[str]
    ) -> None:
        self._path = path
        self._place = place
        self._values = values
        for key in values:
            if key not in keys:
                self._unknown(key, keys)

    def _unknown(self, key: str, keys: Sequence[str]) -> NoReturn:
        text = _("ukendt nøgle »{key}«").format(key=shortened(key))
        if near := difflib.get_close_matches(key, keys, 1):
            text += _("; mente du »{near}«?").format(near=near[0])
        elif key in KEYS[""]:
            text += _("; den skal stå øverst i filen, før den første [...]")
        else:
            text += _("; her kan stå {keys}").format(keys=shortened(", ".join(keys)))
        self.refuse("", text)

    def refuse(self, key: str, text: str) -> NoReturn:
        """Refuse the file because of the value of ``key``, or of the table as a whole."""
        _refuse(self._path, ", ".join(part for part in (self._place, key) if part), text)

    def has(self, key: str) -> bool:
        """Whether the table has the key."""
        return key in self._values

    def line(self, key: str, default: object = _REQUIRED) -> str:
        """Return a text of one line; without a default it must be there and not be empty."""
        text = clean_line(self._text(key, default))
        if not text and default is _REQUIRED:
            self.refuse(key, _("teksten er tom"))
        if len(text) > LONGEST:
            self.refuse(key, _("teksten er længere end {n} tegn").format(n=LONGEST))
        return text

    def text(self, key: str) -> str:
        """Return a text of any number of lines, empty where there is none."""
        return clean(self._text(key, "")).strip()

    def _text(self, key: str, default: object) -> str:
        value = self._value(key, default)
        if not isinstance(value, str):
            self._wrong(key, _("tekst i anførselstegn"), value)
        return value

    def _value(self, key: str, default: object = _REQUIRED) -> object:
        if key not in self._values and default is _REQUIRED:
            self.refuse(key, _("mangler"))
        return self._values.get(key, default)

    def _wrong(self, key: str, wanted: str, value: object) -> NoReturn:
        text = _("skal være {wanted}, ikke {value}")
        self.refuse(key, text.format(wanted=wanted, value=_described(value)))

    def number(self, key: str) -> int:
        """Return a whole number from 1 to 999."""
        return self._whole(key, self._value(key))

    def _whole(self, key: str, value: object) -> int:
        if type(value) is not int or not 1 <= value <= 999:
            self._wrong(key, _("et helt tal fra 1 til 999"), value)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false; ``default`` where the key is missing."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            self._wrong(key, _("true eller false"), value)
        return value

    def day(self, key: str) -> date:
        """Return a date."""
        value = self._value(key)
        if type(value) is not date or not 1900 <= value.year <= 2100:
            self._wrong(key, _("en dato som 2015-08-25 uden anførselstegn"), value)
        return value

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Return one of a few words; without a default it must be there."""
        word = self.line(key, _REQUIRED if default is None else default)
        try:
            return kind(word)
        except ValueError:
            self._wrong(key, _alternatives(word, list(kind)), word)

    def _list(self, key: str) -> list[object]:
        value = self._value(key, [])
        if not isinstance(value, list):
            self._wrong(key, _("en liste"), value)
        if len(value) > MOST:
            self.refuse(key, _("listen har mere end {n} led").format(n=MOST))
        return value

    def lines(self, key: str) -> list[str]:
        """Return a list of texts of one line, none of them empty; without the key an empty one."""
        return [clean_line(text) for text in self.texts(key)]

    def texts(self, key: str) -> list[str]:
        """Return a list of texts, none of them empty; without the key an empty list."""
        texts = []
        for at, value in enumerate(self._list(key), start=1):
            text = clean(value).strip() if isinstance(value, str) else ""
            if not text:
                self._wrong(f"{key} {at}", _("tekst i anførselstegn"), value)
            texts.append(text)
        return texts

    def numbers(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers, each but once; without the key none."""
        numbers: list[int] = []
        for value in self._list(key):
            number = self._whole(key, value)
            if number in numbers:
                self.refuse(key, _("{what} står to gange").format(what=number))
            numbers.append(number)
        return tuple(numbers)

    def table(self, key: str) -> Table:
        """Return the table ``[key]``."""
        value = self._value(key)
        if not isinstance(value, dict):
            self._wrong(key, f"[{key}]", value)
        return Table(self._path, f"[{key}]", value, KEYS[key])

    def tables(self, key: str, family: str = "") -> list[Table]:
        """Return the tables ``[[key]]``. ``family`` is what stands before the key."""
        heading = f"[[{family}{key}]]"
        tables = []
        for at, value in enumerate(self._list(key), start=1):
            if not isinstance(value, dict):
                self._wrong(key, heading, value)
            place = f"{heading} {at}"
            if key == "item" and "number" in value:
                place = _("punkt {n}").format(n=_described(value["number"]).strip("»«"))
            elif family == "item.":
                place = f"{self._place}, {place}"
            tables.append(Table(self._path, place, value, KEYS[key]))
        return tables
