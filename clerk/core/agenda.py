"""The agenda: items with their recommendations in points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clerk.core.i18n import _
from clerk.core.people import Mention


class Subject(StrEnum):
    """What the item asks the body to do; it gives the noun of the decision's sentences."""

    RECOMMENDATION = "recommendation"
    STATEMENT = "statement"
    PROPOSAL = "proposal"
    BRIEFING = "briefing"
    AGENDA = "agenda"
    ELECTION = "election"
    DECLARATION = "declaration"


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

    ``addressee`` is the body to which a statement is made, empty where the body itself decides;
    ``heading`` sets a sub-matter of the item off from the others.
    """

    lead: str
    points: tuple[Point, ...]
    marker: Marker = Marker.NUMBER
    addressee: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What another body, or the same one at another meeting, decided in the case before: printed
    above the decision, as its own minutes have it (practice.md 4.7, no. 85)."""

    body: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item as prepared for the meeting. ``number`` is the planned place on the agenda.

    ``closed`` items are treated behind closed doors and left out of the public edition;
    ``sender`` is the body whose recommendation it is; ``proposers`` moved a member's proposal;
    ``onward`` is the body to which the case goes next where this one is not final.
    """

    id: str
    number: str
    title: str
    case_number: str = ""
    subject: Subject = Subject.RECOMMENDATION
    recommendations: tuple[Recommendation, ...] = ()
    closed: bool = False
    sender: str = ""
    proposers: tuple[Mention, ...] = ()
    onward: str = ""
    supplementary: bool = False
    earlier: tuple[Earlier, ...] = ()

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


def unknown_point(item: AgendaItem, points: Iterable[int]) -> str:
    """Return what is wrong with points of the recommendation that are named; empty where it has
    them all."""
    missing = sorted(set(points) - {point.number for point in item.points})
    return _("indstillingen har ikke punkt {n}").format(n=missing[0]) if missing else ""
