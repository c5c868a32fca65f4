"""The clerk's notation for what kind of remark it is: ``a``, ``n 2-3``, ``frist fredag kl. 12``.

A letter gives the kind, numbers are the points that the remark concerns, ``n`` calls it new.
``frist`` and the time by which its text is to be there make a reservation; ``v`` or ``fra`` and a
body, with a date where it is known, carry the remark over from there. The last two end the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from clerk.core.danish import MONTHS, clean_line
from clerk.core.entry import Problem, unknown_text
from clerk.core.i18n import N_, _
from clerk.core.people import Body, BodyKind
from clerk.core.remarks import Remark, RemarkKind, Source
from clerk.core.shorthand import read_points

LETTERS = {
    "b": (RemarkKind.REMARK, N_("bemærkning")),
    "a": (RemarkKind.DISSENT, N_("afvigende mening")),
    "f": (RemarkKind.RESERVATION, N_("forbehold")),
    "r": (RemarkKind.REPORTED, N_("refereret")),
    "t": (RemarkKind.STATEMENT, N_("tilføjelse")),
}
FRESH = "n"
"""The sign of a new remark, as opposed to one carried over."""
DEADLINE = "frist"
"""The word before the time by which a reservation's text is to be there."""
CARRIED = "v"
"""The sign before the body from which a remark is carried over."""

COMMITTEES = "udvalgsbehandlingen"
"""Where a remark is carried over from in the council, unless something else is said. It is printed,
and the minutes are Danish."""

_TAIL = re.compile(rf"(?:^|\s)({DEADLINE}|{CARRIED}|fra)(?:\s+|$)", re.IGNORECASE)
_NUMERIC = re.compile(r"(?:^|\s)(?:den )?([0-9]{1,2})[./] ?([0-9]{1,2})[./-] ?([0-9]{4})$")
_WRITTEN = re.compile(r"(?:^|\s)(?:den )?([0-9]{1,2})\. ?([a-z]+) ([0-9]{4})$", re.IGNORECASE)
_ISO = re.compile(r"(?:^|\s)([0-9]{4})-([0-9]{2})-([0-9]{2})$")


@dataclass(frozen=True, slots=True)
class Nature:
    """What a line says of a remark, and what is wrong with the line."""

    kind: RemarkKind = RemarkKind.REMARK
    points: tuple[int, ...] = ()
    fresh: bool = False
    deadline: str = ""
    carried: Source | None = None
    problems: tuple[Problem, ...] = ()


def read_nature(line: str, body: Body, known: Source | None = None) -> Nature:
    """Read a line. ``known`` is the meeting in the archive from which the remark came: it is
    meant as long as body and day are its own. In the council ``v`` alone is from the treatment in
    the committees ([H086]). Every problem is fatal."""
    line = clean_line(line)
    found = _TAIL.search(line)
    head, word, tail = line, "", ""
    if found is not None:
        head, word, tail = line[: found.start()], found[1].casefold(), line[found.end() :]
    kinds: list[RemarkKind] = []
    numbers = ""
    for char in head:
        if char.casefold() in LETTERS:
            kinds.append(LETTERS[char.casefold()][0])
        numbers += " " if char.casefold() in (*LETTERS, FRESH) else char
    points, unknown = read_points(numbers)
    problems = [unknown_text(head)] if unknown else []
    if len(set(kinds)) > 1:
        problems.append(_fatal(_("en bemærkning er af én art")))
    deadline, carried = "", None
    if word == DEADLINE:
        deadline = tail
        kinds = kinds or [RemarkKind.RESERVATION]
        if not tail:
            problems.append(_fatal(_("skriv fristen")))
        elif kinds[0] is not RemarkKind.RESERVATION:
            problems.append(_fatal(_("en frist hører til et forbehold")))
    elif word:
        carried = _read_source(tail, body, known)
        if carried is None:
            problems.append(_fatal(_("skriv, hvor bemærkningen videreføres fra")))
    return Nature(
        kind=kinds[0] if kinds else RemarkKind.REMARK,
        points=points,
        fresh=FRESH in head.casefold(),
        deadline=deadline,
        carried=carried,
        problems=tuple(problems),
    )


def _fatal(text: str) -> Problem:
    return Problem("remark", text, fatal=True)


def _read_source(text: str, body: Body, known: Source | None) -> Source | None:
    place, day = _split_day(text)
    place = body.called(place)
    if not place and body.kind is BodyKind.COUNCIL:
        place = COMMITTEES
    if not place:
        return None
    if known is not None and (clean_line(known.body), known.day) == (place, day):
        return known
    return Source(place, day, "", "")


def _split_day(text: str) -> tuple[str, date | None]:
    """Return what stands before a date at the end of ``text``, and the date."""
    for pattern in (_NUMERIC, _WRITTEN, _ISO):
        found = pattern.search(text)
        if found is None:
            continue
        first, month, last = found.groups()
        if pattern is _WRITTEN:
            months = [name for name in MONTHS if name.startswith(month.casefold())]
            month = str(MONTHS.index(months[0]) + 1) if len(month) > 2 and months else "0"
        year, day = (first, last) if pattern is _ISO else (last, first)
        try:
            return text[: found.start()].strip(), date(int(year), int(month), int(day))
        except ValueError:  # the 31st of February is no date, but may be part of a name
            continue
    return text, None


def nature_line(remark: Remark) -> str:
    """Return the line that :func:`read_nature` reads as what ``remark`` is."""
    letter = next(letter for letter, (kind, _word) in LETTERS.items() if kind is remark.kind)
    tail = f"{DEADLINE} {remark.deadline}" if remark.deadline else source_line(remark.carried)
    plain = remark.kind is RemarkKind.REMARK or bool(remark.deadline)
    words = ["" if plain else letter, FRESH if remark.fresh else "", *map(str, remark.points), tail]
    return " ".join(filter(None, words))


def source_line(source: Source | None) -> str:
    """Return the end of a line that carries a remark over from ``source``."""
    if source is None:
        return ""
    day = source.day
    written = f"{day.day}.{day.month}.{day.year}" if day else ""
    return " ".join(filter(None, (CARRIED, source.body, written)))
