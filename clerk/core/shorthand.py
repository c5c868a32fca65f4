"""The clerk's short lines that name no voters: points in parts, clock times, counted ballots, a
substitute, a demand under § 23. How they are read; what they come to is in
:mod:`clerk.core.commands`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clerk.core.danish import capitalised, clean_line
from clerk.core.elections import Candidate
from clerk.core.entry import (
    MEMBER_SIGN,
    NAME_SIGN,
    Problem,
    member_query,
    one_member,
    unknown_text,
)
from clerk.core.i18n import _
from clerk.core.people import Body, Member, find_members, in_room_order

Parts = tuple[tuple[int, ...], ...]

ONLY_SIGN = "!"
"""After a substitute's name: for the current item alone."""

LOT_WORD = "lod"

_CLOCK = re.compile(r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?")
_POINTS = re.compile(r"([0-9]{1,3})(?![0-9])(?:\s*-\s*([0-9]{1,3})(?![0-9]))?|\s+|[,.;]|og\b")
_AND = re.compile(r"\s*(?:[,;]|\bog\b)\s*")
_COUNTED = re.compile(r'\s*("[^"]*"|[^0-9"]+?)\s*([0-9]{1,4})(?![0-9])(?:\s*,)?')
_BLANK = re.compile(r"blanke?(?: stemmer)?", re.IGNORECASE)


def read_points(text: str) -> tuple[tuple[int, ...], str]:
    """Return the points that ``text`` names (``2 4``, ``2-4``, ``2. og 4.``), each once, and
    whatever in it is none."""
    found: list[int] = []
    unknown = ""
    at = 0
    while at < len(text):
        match = _POINTS.match(text, at)
        if match is None:
            unknown += text[at]
            at += 1
            continue
        at = match.end()
        if match[1] is not None:
            numbers = range(int(match[1]), int(match[2] or match[1]) + 1)
            found += numbers
            unknown += "" if numbers else match[0]
    return tuple(dict.fromkeys(found)), unknown


def read_parts(line: str) -> Parts | Problem:
    """Read groups of points: ``1 2-3`` is point 1, then 2 and 3 together; ``1 2,4`` and ``1. 2. og
    4.`` put 2 and 4 together."""
    parts = []
    for word in _AND.sub(",", clean_line(line)).split():
        points, unknown = read_points(word)
        if unknown or not points:
            return _fatal("parts", _("skriv punkternes numre, fx 1 2-3"))
        parts.append(points)
    return tuple(parts)


def read_clock(text: str) -> str | Problem:
    """Read a time of day (``17.54``, ``17:54``, ``1754``, ``17``) as the minutes write it."""
    found = _CLOCK.fullmatch(clean_line(text))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        return _fatal("clock", _("skriv et klokkeslæt, fx 17.54"))
    return f"{hour:02}.{minute:02}"


@dataclass(frozen=True, slots=True)
class Interruption:
    """A break from ``clock``, or an adjournment ``until`` another time or day."""

    clock: str
    until: str = ""


def read_interruption(line: str) -> Interruption | Problem:
    """Read ``17.30``, or ``17.30 til den 27. august`` where the meeting is put off."""
    first, _space, rest = clean_line(line).partition(" ")
    clock = read_clock(first)
    if isinstance(clock, Problem):
        return clock
    until = rest.strip()
    if until.casefold().startswith("til "):
        until = until[4:].strip()
    return Interruption(clock, until)


def read_resumption(line: str) -> Interruption | Problem:
    """Read ``17.45``, or ``9.00 den 27. august`` where the meeting goes on another day."""
    first, _space, rest = clean_line(line).partition(" ")
    clock = read_clock(first)
    return clock if isinstance(clock, Problem) else Interruption(clock, rest.strip())


@dataclass(frozen=True, slots=True)
class Count:
    """A counted round of an election to ``post``; ``lot`` is who won a draw instead."""

    post: str
    candidates: tuple[Candidate, ...] = ()
    blank: int = 0
    lot: str = ""


def read_count(line: str, body: Body) -> Count | Problem:
    """Read ``formand: holm 7 bruun 4 blank 2``, or ``formand: lod holm``.

    A name that means one member of the body is put in full, another gets its capitals where it is
    typed without; in quotation marks it stands as it is typed. The post may be left out while there
    is only one to fill.
    """
    line = clean_line(line)
    post, colon, rest = line.rpartition(":")
    post, rest = (post.strip(), rest.strip()) if colon else ("", line)
    word, _space, name = rest.partition(" ")
    if word.casefold() == LOT_WORD and name.strip():
        return Count(post, lot=_candidate(name, body))
    candidates: list[Candidate] = []
    blank = at = 0
    while found := _COUNTED.match(rest, at):
        name = _candidate(found[1], body)
        if not name:
            break
        if _BLANK.fullmatch(found[1].strip(" ,")):
            blank += int(found[2])
        else:
            candidates.append(Candidate(name, int(found[2])))
        at = found.end()
    if (left := rest[at:].strip()) and any(char.isdigit() for char in left):
        return unknown_text(left)
    if left or not candidates:
        return _fatal("count", _("skriv navn og stemmetal, fx holm 7 bruun 4 blank 2"))
    names = [candidate.name for candidate in candidates]
    if twice := next((n for n in names if names.count(n) > 1), ""):
        return _fatal("twice", _("{who} er nævnt to gange").format(who=twice))
    return Count(post, tuple(candidates), blank)


def _candidate(name: str, body: Body) -> str:
    name = name.strip().strip(",").strip()
    if name.startswith(NAME_SIGN):
        return name.strip(NAME_SIGN).strip()
    name = name.lstrip(MEMBER_SIGN)
    found = find_members(name, body.members)
    if len(found) == 1:
        return found[0].name
    return " ".join(map(capitalised, name.split())) if name.islower() else name


@dataclass(frozen=True, slots=True)
class Seating:
    """A substitute as typed: ``party`` is None for an independent; ``only`` is for the current
    item alone."""

    name: str
    party: str | None
    ground: str = ""
    only: bool = False


def read_seating(line: str, body: Body, instead_of: Member) -> Seating | Problem:
    """Read ``Stine Alm``, ``Stine Alm, b, syg`` or ``Stine Alm!``: name, party where it is not
    that of the member who is replaced (``-`` for none), ground; ``!`` is for this item alone."""
    line = clean_line(line)
    only = ONLY_SIGN in line
    words = [word.strip() for word in line.replace(ONLY_SIGN, "").split(",", 2)]
    name, letter, ground = (*words, "", "")[:3]
    if not name:
        return _fatal("name", _("skriv stedfortræderens navn"))
    party = instead_of.party
    if letter == "-":
        party = None
    elif letter:
        codes = {known.code.casefold(): known.code for known in body.parties}
        party = codes.get(letter.casefold())
        if party is None:
            return _fatal("unknown", _("ukendt: {text}").format(text=letter))
    return Seating(name, party, ground, only)


@dataclass(frozen=True, slots=True)
class Demand:
    """Who demands under § 23 that another body decides, and which, where it is said."""

    member: str
    to: str = ""


def read_demand(line: str, body: Body, ever_present: Sequence[str]) -> Demand | Problem:
    """Read ``'brix``, ``ø`` or ``ø Borgerrepræsentationen``: a letter is the party's one member
    who has been in the room."""
    word, _space, to = clean_line(line).partition(" ")
    if word.startswith(MEMBER_SIGN):
        member = one_member(word.removeprefix(MEMBER_SIGN), body.members)
        return member if isinstance(member, Problem) else Demand(member.id, to.strip())
    there = in_room_order(body, ever_present)
    mine = [m for m in there if m.party is not None and m.party.casefold() == word.casefold()]
    if len(mine) == 1:
        return Demand(mine[0].id, to.strip())
    if mine:
        names = " ".join(member_query(member, body.members) for member in mine)
        return _fatal("ambiguous", _("nævn medlemmet: {names}").format(names=names))
    return _fatal("member", _("skriv, hvem der begærer: et bogstav eller 'navn"))


def _fatal(code: str, text: str) -> Problem:
    return Problem(code, text, fatal=True)
