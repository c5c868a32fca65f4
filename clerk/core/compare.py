"""Two versions of a text side by side: which words went out and which came in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Edit(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, each with the white space before it."""

    edit: Edit
    text: str


_WORDS = re.compile(r"\s*\S+|\s+\Z")
LONGEST = 1500
"""Words between the first and the last change beyond which the comparison falls back on whole
paragraphs: difflib is quadratic, and worse where words repeat."""


def near_changes(pieces: Sequence[Piece], around: int) -> list[Piece]:
    """Return the pieces with what is the same cut down to ``around`` words next to a change."""
    near = []
    for at, piece in enumerate(pieces):
        words = _WORDS.findall(piece.text)
        head = around if at else 0
        tail = around if at < len(pieces) - 1 else 0
        if piece.edit is Edit.SAME and len(words) > head + tail:
            text = "".join([*words[:head], " …", *words[len(words) - tail :]])
            piece = Piece(Edit.SAME, text)
        near.append(piece)
    return near


def word_diff(old: str, new: str) -> list[Piece]:
    """Return how ``old`` became ``new``: the OUT and SAME pieces joined give ``old``, the IN and
    SAME pieces ``new``."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    first, last = "".join(before[:head]), "".join(before[len(before) - tail :])
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(len(before), len(after)) > LONGEST:
        return _changes(old.splitlines(keepends=True), new.splitlines(keepends=True))
    pieces = [Piece(Edit.SAME, first), *_changes(before, after), Piece(Edit.SAME, last)]
    return [piece for piece in pieces if piece.text]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two lists begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _changes(before: Sequence[str], after: Sequence[str]) -> list[Piece]:
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _tag, a, b, c, d in matcher.get_opcodes():
        if before[a:b] == after[c:d]:
            pieces.append(Piece(Edit.SAME, "".join(before[a:b])))
            continue
        for edit, words in ((Edit.OUT, before[a:b]), (Edit.IN, after[c:d])):
            if words:
                pieces.append(Piece(edit, "".join(words)))
    return pieces
