"""The clerk's notation for what a motion asks for: ``æ3``, ``u 2 4``, ``h Socialudvalget``.

A letter says what is asked for; the points, or the words for where and until when, follow it.
Numbers alone change those points, and an empty line leaves the text to speak for itself. ``n``
before the rest makes it a sub-amendment: ``n1 æ3`` or ``nÆF1 æ3`` says of which amendment. A
second line holds the body's own name for the motion, and where it was lost before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.danish import clean_line
from clerk.core.entry import NAME_SIGN, Problem, unknown_text
from clerk.core.i18n import N_, _
from clerk.core.motions import Effect, Motion, MotionKind
from clerk.core.people import Body, Mention
from clerk.core.shorthand import read_points


class Takes(StrEnum):
    """What follows a letter."""

    POINTS = "points"
    WORDS = "words"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter asks for, and the word that explains it on the screen."""

    kind: MotionKind
    effect: Effect
    takes: Takes
    word: str


_AMENDMENT = MotionKind.AMENDMENT
LETTERS = {
    "æ": Letter(_AMENDMENT, Effect.REPLACE, Takes.POINTS, N_("ændr")),
    "t": Letter(_AMENDMENT, Effect.ADD, Takes.POINTS, N_("tilføj")),
    "s": Letter(_AMENDMENT, Effect.DELETE, Takes.POINTS, N_("slet")),
    "u": Letter(_AMENDMENT, Effect.POSTPONE, Takes.POINTS, N_("udskyd")),
    "k": Letter(_AMENDMENT, Effect.WITHDRAW, Takes.POINTS, N_("træk")),
    "f": Letter(_AMENDMENT, Effect.FREE, Takes.POINTS, N_("fri tekst")),
    "h": Letter(MotionKind.REFERRAL, Effect.FREE, Takes.WORDS, N_("henvis")),
    "d": Letter(MotionKind.POSTPONEMENT, Effect.FREE, Takes.WORDS, N_("udsæt")),
    "y": Letter(MotionKind.REMOVAL, Effect.FREE, Takes.WORDS, N_("tag af")),
    "p": Letter(MotionKind.PROCEDURE, Effect.FREE, Takes.NOTHING, N_("procedure")),
    "g": Letter(MotionKind.REOPENING, Effect.FREE, Takes.NOTHING, N_("genoptag")),
    "a": Letter(MotionKind.DIVISION, Effect.FREE, Takes.POINTS, N_("delt afst.")),
    "m": Letter(MotionKind.MATTER, Effect.FREE, Takes.WORDS, N_("delsag")),
}
"""Most are the keys that settle the item the same way on the live screen (h, y, k)."""

UNDER = "n"
"""The sign of a sub-amendment."""

_ASCII = {"e": "æ"}  # for keyboards without the letter
_ORDINAL = re.compile(r"[0-9]{1,3}")
_FROM = re.compile(r"(?:^|\s)fra(?:\s|$)", re.IGNORECASE)
_NUMBERED = re.compile(r"(.*?)([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line asks for. ``letter`` is the one that holds, ``amends`` the id of the amendment
    that a sub-amendment concerns."""

    letter: str
    points: tuple[int, ...] = ()
    target: str = ""
    amends: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def kind(self) -> MotionKind:
        """The kind of motion."""
        return LETTERS[self.letter].kind

    @property
    def effect(self) -> Effect:
        """What an amendment does."""
        return LETTERS[self.letter].effect

    @property
    def takes(self) -> Takes:
        """What follows the letter."""
        return LETTERS[self.letter].takes


def amendable(motions: Sequence[Motion], but: str | None = None) -> list[Motion]:
    """Return the motions that a sub-amendment may concern, as they were moved, without ``but``."""
    kind = MotionKind.AMENDMENT
    return [m for m in motions if m.kind is kind and m.votable and m.id != but]


def read_asked(line: str, amendments: Sequence[Motion]) -> Asked:
    """Read a line. ``amendments`` are those that a sub-amendment may concern, as they were moved.

    Every problem is fatal: it must be put right before the motion can be recorded.
    """
    rest = clean_line(line)
    amends, problem = "", None
    under = rest[:1].casefold() == UNDER
    if under:
        amends, problem, rest = _read_under(rest[1:], amendments)
    first = rest[:1].casefold()
    letter = _ASCII.get(first, first)
    if letter in LETTERS:
        asked = _read_letter(letter, rest[1:])
    else:
        points, unknown = read_points(rest)
        asked = Asked("æ" if points else "f", points, problems=_unknown(unknown and rest))
    problems = asked.problems
    if under and asked.kind is not MotionKind.AMENDMENT:
        problem = problem or _fatal(_("n gælder kun et ændringsforslag"))
    if problem is not None:
        problems = (problem, *problems)
    return Asked(asked.letter, asked.points, asked.target, amends, problems)


def _read_letter(letter: str, after: str) -> Asked:
    takes = LETTERS[letter].takes
    if takes is Takes.POINTS:
        points, unknown = read_points(after)
        return Asked(letter, points, problems=_unknown(unknown and letter + after))
    if after and not after[0].isspace():  # a word that happens to begin with the letter
        return Asked(letter, problems=_unknown(letter + after))
    if takes is Takes.NOTHING and after:
        return Asked(letter, problems=(_fatal(_("teksten skrives i feltet herunder")),))
    return Asked(letter, target=after.strip())


def _read_under(after: str, amendments: Sequence[Motion]) -> tuple[str, Problem | None, str]:
    """Return the id of the amendment meant, what stands in the way, and the rest of the line."""
    word = after.split(" ", 1)[0]
    for motion in amendments:
        if motion.label and motion.label.casefold() == word.casefold():
            return motion.id, None, after[len(word) :].strip()
    if number := _ORDINAL.match(after):
        at = int(number[0]) - 1
        rest = after[number.end() :].strip()
        if 0 <= at < len(amendments):
            return amendments[at].id, None, rest
        text = _("der er intet ændringsforslag {n}").format(n=number[0])
        return "", _fatal(text), rest
    if len(amendments) == 1:
        return amendments[0].id, None, after.strip()
    if not amendments:
        return "", _fatal(_("der er intet ændringsforslag at ændre")), after.strip()
    text = _("skriv, hvilket ændringsforslag: n1 til n{n}").format(n=len(amendments))
    return "", _fatal(text), after.strip()


def _fatal(text: str) -> Problem:
    return Problem("motion", text, fatal=True)


def _unknown(text: str) -> tuple[Problem, ...]:
    return (unknown_text(text),) if text else ()


def asked_line(motion: Motion, amendments: Sequence[Motion]) -> str:
    """Return the line that :func:`read_asked` reads as what ``motion`` asks for."""
    letter = next(
        letter
        for letter, meant in LETTERS.items()
        if meant.kind is motion.kind
        and (meant.effect is motion.effect or motion.kind is not MotionKind.AMENDMENT)
    )
    words = [letter]
    if LETTERS[letter].takes is Takes.POINTS:
        words += map(str, motion.points)
    elif LETTERS[letter].takes is Takes.WORDS and motion.target:
        words.append(motion.target)
    line = " ".join(words)
    return f"{_under_sign(motion.amends, amendments)} {line}" if motion.amends else line


def _under_sign(amends: str, amendments: Sequence[Motion]) -> str:
    for at, motion in enumerate(amendments, start=1):
        if motion.id == amends:
            for sign in (motion.label, str(at)):
                if sign and _read_under(sign, amendments) == (amends, None, ""):
                    return UNDER + sign
    return f"{UNDER}0"  # it was struck: the clerk says which one is meant now


def read_label(line: str, sender: str = "") -> tuple[str, str]:
    """Return the label of a motion and the body that it is moved again from: ``ÆF2 fra
    Socialudvalget``. A label with *fra* in it stands in quotation marks; *fra* alone is from the
    ``sender`` of the recommendation."""
    line = clean_line(line)
    close = line.find(NAME_SIGN, 1) if line.startswith(NAME_SIGN) else -1
    if close > 0:
        label, rest = line[1:close], line[close + 1 :]
    else:
        found = _FROM.search(line)
        at = found.start() if found else len(line)
        label, rest = line[:at], line[at:]
    found = _FROM.match(rest)
    return label.strip(), (rest[found.end() :].strip() or sender) if found else ""


def label_line(label: str, again_from: str) -> str:
    """Return the line that :func:`read_label` reads as these two."""
    if _FROM.search(label):
        label = f"{NAME_SIGN}{label}{NAME_SIGN}"
    return " ".join(filter(None, (label, f"fra {again_from}" if again_from else "")))


def next_label(motions: Sequence[Motion], movers: Sequence[Mention], body: Body) -> str:
    """Return the label that follows those of the item's motions, empty where they use none.

    Labels run through (``ÆF1``, ``ÆF2``) or by party (``Ø1``, ``Ø2``, ``V1``): practice.md 4.3.
    """
    used = [
        (found[1], int(found[2]))
        for motion in motions
        if (found := _NUMBERED.fullmatch(motion.label))
    ]
    if not used:
        return ""
    stem = used[-1][0]
    codes = {party.code for party in body.parties}
    if all(known in codes for known, _number in used):
        stem = _party_of(movers[0], body) if movers else ""
        if not stem:
            return ""
    last = max((number for known, number in used if known == stem), default=0)
    return f"{stem}{last + 1}"


def _party_of(mention: Mention, body: Body) -> str:
    if mention.member is not None:
        return body.member(mention.member).party or ""
    return mention.party or ""
