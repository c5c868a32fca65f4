"""The council of the sample scenes, and short ways to say what happens in it. All invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clerk.core.agenda import AgendaItem, Marker, Point, Recommendation, Subject
from clerk.core.ballot import read_ballot
from clerk.core.facts import (
    Decided,
    ItemAdded,
    MotionMoved,
    Voted,
)
from clerk.core.motions import Effect, Motion, MotionKind, Result, ResultKind
from clerk.core.people import Body, Member, Mention, Party
from clerk.core.state import MAIN

_PEOPLE = {
    "A": "Agnete Birk, Torben Kaas, Liva Møgel, Poul Holt",
    "V": "Inger Toft, Mads Vrå, Jens Rise",
    "F": "Katja Tranum",
    "-": "Lis Løvgren",
    "B": "Dorte Hessel",
    "C": "Ulrik Fugl",
    "Ø": "Ylva Rød, Ejgil Strand",
}
_ROLES = {"Inger Toft": "formand"}
_PARTIES = {
    "A": "Socialdemokratiet",
    "V": "Venstre",
    "F": "SF",
    "B": "Radikale Venstre",
    "C": "Det Konservative Folkeparti",
    "Ø": "Enhedslisten",
}
BODY = Body(
    "byraadet",
    "Byrådet",
    "BY",
    "Lillevig",
    13,
    "base",
    tuple(Party(code, (name,)) for code, name in _PARTIES.items()),
    tuple(
        Member(f"{code.lower()}{at}", name, code.strip("-") or None, _ROLES.get(name, ""))
        for code, names in _PEOPLE.items()
        for at, name in enumerate(names.split(", "), start=1)
    ),
)
_ALL = frozenset(member.id for member in BODY.members)
DAY = date(2026, 3, 24)


_TEXTS = ("at kajen renoveres.", "at broen lukkes.", "at sagen sendes i høring.")
_POINTS = tuple(Point(at, text) for at, text in enumerate(_TEXTS, start=1))
_ADVICE = Recommendation("Det indstilles,", _POINTS)
SAID = Recommendation("Det udtales,", _POINTS, Marker.DASH, "Regionsrådet")


def item(
    n: int = 1,
    *,
    subject: Subject = Subject.RECOMMENDATION,
    advice: Recommendation = _ADVICE,
    sender: str = "",
    onward: str = "",
    closed: bool = False,
) -> ItemAdded:
    """Return the fact that an item about the harbour is on the agenda."""
    item = AgendaItem(
        f"i{n}",
        str(n),
        "Havnen",
        subject=subject,
        recommendations=(advice,),
        sender=sender,
        onward=onward,
        closed=closed,
    )
    return ItemAdded(item)


def vote(line: str, n: int = 1, motion: str = MAIN) -> Voted:
    """Return the vote that the line is, everybody present."""
    return Voted(f"i{n}", motion, read_ballot(line, BODY, _ALL).vote)


def result(kind: ResultKind, detail: str = "", n: int = 1, motion: str = MAIN) -> Decided:
    """Return a result without a vote."""
    return Decided(f"i{n}", motion, Result(kind, detail))


def who(line: str) -> tuple[Mention, ...]:
    """Return parties by their letters, members by their ids and others by their names."""
    return tuple(
        Mention(word) if word in _PARTIES else Mention(member=word) if word in _ALL
        else Mention(name=word)
        for word in line.split()
    )  # fmt: skip


def amend(
    movers: str,
    effect: Effect,
    text: str = "",
    *points: int,
    n: int = 1,
    as_: str = "x",
    amends: str = "",
    label: str = "",
    joined: str = "",
    again: str = "",
) -> MotionMoved:
    """Return the amendment; ``as_`` is its id."""
    motion = Motion(as_, f"i{n}", who(movers), effect, points, text, amends=amends, label=label)
    return MotionMoved(replace(motion, joined=who(joined), again_from=again))


def move(
    kind: MotionKind, movers: str, target: str = "", text: str = "", n: int = 1, joined: str = ""
) -> MotionMoved:
    """Return a motion of another kind."""
    motion = Motion("x", f"i{n}", who(movers), Effect.FREE, (), text, kind, target=target)
    return MotionMoved(replace(motion, joined=who(joined)))
