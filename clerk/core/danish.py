"""Danish as text: clean input, lists, genitive, dates and the alphabet's order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_FORBIDDEN = {
    code: None
    for code in (*range(0x20), *range(0x7F, 0xA0), *map(ord, _BIDI))
    if chr(code) not in "\n\t"
}
_ESCAPE_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"
)


def clean(text: str) -> str:
    """Return pasted or read text as it may enter the record.

    Line ends become ``\\n``, decomposed letters (macOS sends ``a`` + ring) become one character,
    and what a terminal would obey instead of print is dropped: escape sequences, control
    characters, lone surrogates and marks that reverse the direction of writing. Nothing that a
    reader can see is changed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x1b" in text:
        text = _ESCAPE_SEQUENCE.sub("", text)
    text = text.translate(_FORBIDDEN)
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return ``text`` cleaned for a one-line field: any run of white space is one space."""
    return " ".join(clean(text).split())


def shortened(text: str, longest: int = 60) -> str:
    """Return a text from elsewhere as a message can hold it: on one line, and not longer."""
    line = clean_line(text)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def enumerate_og(words: Sequence[str], joint: str = " og ") -> str:
    """Return ``A, C og I``: a Danish list, without a comma before *og*."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + joint + words[-1]


def genitive(name: str) -> str:
    """Return the Danish genitive: ``udvalgets``, but ``Klaus'`` after s, x and z, and ``ØU's`` of
    what is read letter by letter."""
    if not name:
        return name
    if name[-1] in "sxzSXZ":
        return f"{name}'"
    return f"{name}'s" if name[-1].isupper() or name[-1].isdigit() else f"{name}s"


def capitalised(text: str) -> str:
    """Return ``text`` with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def long_date(day: date) -> str:
    """Return ``25. august 2015``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Return ``tirsdag den 25. august 2015``."""
    return f"{WEEKDAYS[day.weekday()]} den {long_date(day)}"


def fold(text: str) -> str:
    """Return a form in which å/aa, æ/ae, ø/oe and capital letters compare equal."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = text.replace("å", "aa").replace("æ", "ae").replace("ø", "oe")
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slug(text: str) -> str:
    """Return ``text`` as a name for files and ids: lower case, a-z, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def ranges(numbers: Iterable[int]) -> list[str]:
    """Return ``["1", "3-5"]`` for 1, 3, 4, 5."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(a) if a == b else f"{a}-{b}" for a, b in spans]


_ALPHABET = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"}


def sort_key(text: str) -> tuple[str, str]:
    """Return a key that sorts as a Danish directory does: æ, ø, å last, aa as å."""
    lowered = text.casefold().replace("aa", "å")
    return "".join(_ALPHABET.get(c, c) for c in lowered), text
