"""What is on the table: agenda items, recommendations in points, amendments, results."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from clerk.core.entry import Mention


class Subject(StrEnum):
    """What the item asks the body to do; it gives the noun of the decision's sentences."""

    RECOMMENDATION = "recommendation"
    STATEMENT = "statement"
    PROPOSAL = "proposal"
    BRIEFING = "briefing"
    AGENDA = "agenda"
    ELECTION = "election"


class Marker(StrEnum):
    """How a recommendation's points are set off: ``- ...`` (*pind*) or ``1. at ...``."""

    DASH = "dash"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a recommendation. Numbers run through all recommendations of an item."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A lead (*Økonomiforvaltningen indstiller, at ...*) and its points.

    ``addressee`` is the body to which a statement is made, empty where the body itself decides.
    """

    lead: str
    points: tuple[Point, ...]
    marker: Marker = Marker.NUMBER
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item as prepared for the meeting. ``number`` is the planned place on the agenda."""

    id: str
    number: str
    title: str
    case_number: str = ""
    subject: Subject = Subject.RECOMMENDATION
    recommendations: tuple[Recommendation, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """All points of all recommendations."""
        return tuple(point for rec in self.recommendations for point in rec.points)

    def recommendation_of(self, number: int) -> Recommendation | None:
        """Return the recommendation that holds point ``number``."""
        for recommendation in self.recommendations:
            if any(point.number == number for point in recommendation.points):
                return recommendation
        return None


class Effect(StrEnum):
    """What an amendment does to the recommendation."""

    REPLACE = "replace"
    ADD = "add"
    DELETE = "delete"
    POSTPONE = "postpone"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Motion:
    """An amendment as moved. ``text`` is verbatim; ``points`` are the points it concerns."""

    id: str
    item: str
    movers: tuple[Mention, ...]
    effect: Effect
    points: tuple[int, ...] = ()
    text: str = ""


class ResultKind(StrEnum):
    """What can be decided without a vote (practice.md 2.3)."""

    ADOPTED = "adopted"
    ENDORSED = "endorsed"
    RECOMMENDED = "recommended"
    NOTED = "noted"
    DISCUSSED = "discussed"
    DISCUSSED_AND_NOTED = "discussed_and_noted"
    POSTPONED = "postponed"
    REFERRED = "referred"
    REMOVED = "removed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    RESOLVED = "resolved"


OF_THE_ITEM = frozenset(
    {
        ResultKind.NOTED,
        ResultKind.DISCUSSED,
        ResultKind.DISCUSSED_AND_NOTED,
        ResultKind.POSTPONED,
        ResultKind.REFERRED,
        ResultKind.REMOVED,
        ResultKind.RECOMMENDED,
        ResultKind.RESOLVED,
    }
)
"""Results that concern the item as a whole, also while amendments are open."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result without a vote. ``detail`` says where to, until when or what, where it applies."""

    kind: ResultKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The meeting from which a remark is carried over, and the remark there."""

    body: str
    day: str
    meeting: str
    remark: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark for the minutes (*protokolbemærkning*). ``text`` is quoted verbatim, always."""

    id: str
    item: str
    authors: tuple[Mention, ...]
    text: str
    carried: Source | None = None


@dataclass(frozen=True, slots=True)
class EarlierRemark:
    """A remark given in the same case at another meeting, offered to be carried over."""

    source: Source
    authors: tuple[Mention, ...]
    text: str


class Change(StrEnum):
    """What adopted amendments have done to a point."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    DELETED = "deleted"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class WorkingPoint:
    """A point as it stands now. ``number`` is None for a point that an amendment added."""

    number: int | None
    text: str
    original: str
    change: Change = Change.KEPT


_BULLET = re.compile(r"(?m)^[ \t]*(?:[-–•*]|\d{1,3}[.)])[ \t]+")


def split_points(text: str) -> list[str]:
    """Split a text set in dashes, bullets or numbers into its points; one point where it is not.

    A pair of quotation marks round the whole is left out.
    """
    text = text.strip()
    if len(text) > 1 and text[0] in '"”“»' and text[-1] in '"”“«':
        text = text[1:-1].strip()
    parts = [part.strip() for part in _BULLET.split(text)]
    return [part for part in parts if part]


def working_points(item: AgendaItem, adopted: Iterable[Motion]) -> list[WorkingPoint]:
    """Return the recommendation as the adopted amendments have left it, in order.

    Deleted and postponed points stay in the list, marked, so that the clerk sees what became of
    them. A replacement with several points changes the first and adds the rest after it.
    """
    points = [WorkingPoint(point.number, point.text, point.text) for point in item.points]
    for motion in adopted:
        if motion.effect is Effect.ADD:
            points += [
                WorkingPoint(None, text, "", Change.ADDED) for text in split_points(motion.text)
            ]
        elif motion.effect is Effect.DELETE:
            points = _marked(points, motion, Change.DELETED)
        elif motion.effect is Effect.POSTPONE:
            points = _marked(points, motion, Change.POSTPONED)
        elif motion.effect is Effect.REPLACE:
            points = _replaced(points, motion)
    return points


def _marked(points: list[WorkingPoint], motion: Motion, change: Change) -> list[WorkingPoint]:
    return [
        replace(point, change=change) if point.number in motion.points else point
        for point in points
    ]


def _replaced(points: list[WorkingPoint], motion: Motion) -> list[WorkingPoint]:
    new = split_points(motion.text)
    changed: list[WorkingPoint] = []
    placed = False
    for point in points:
        if point.number is None or point.number not in motion.points:
            changed.append(point)
        elif placed or not new:
            changed.append(replace(point, change=Change.DELETED))
        else:
            placed = True
            changed.append(replace(point, text=new[0], change=Change.CHANGED))
            changed += [WorkingPoint(None, text, "", Change.ADDED) for text in new[1:]]
    return changed
