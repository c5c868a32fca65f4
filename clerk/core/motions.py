"""What is moved in the room, and how a motion is settled without a vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.people import Mention


class MotionKind(StrEnum):
    """What a motion asks for, besides the item's own (practice.md 1.2).

    A *division* (*delt afstemning*) and points that the movers themselves withdraw are told, not
    voted on; a *matter* is a sub-matter under a heading of its own.
    """

    AMENDMENT = "amendment"
    REFERRAL = "referral"
    POSTPONEMENT = "postponement"
    REMOVAL = "removal"
    PROCEDURE = "procedure"
    REOPENING = "reopening"
    DIVISION = "division"
    MATTER = "matter"


GATES = frozenset({MotionKind.REFERRAL, MotionKind.POSTPONEMENT, MotionKind.REMOVAL})
"""Motions that, once adopted, settle the item before its substance is decided (E8)."""


class Effect(StrEnum):
    """What an amendment does to the recommendation."""

    REPLACE = "replace"
    ADD = "add"
    DELETE = "delete"
    POSTPONE = "postpone"
    FREE = "free"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion as moved. ``text`` is verbatim; ``points`` are the points it concerns.

    ``amends`` is the id of the amendment that a sub-amendment concerns; ``target`` is where a
    referral goes, until when a postponement lasts, or what a sub-matter is called; ``label`` is
    the body's own name for it (``ÆF2``); ``joined`` are those who joined the movers;
    ``again_from`` is the body in which the same motion was lost before (*genfremsat*).
    """

    id: str
    item: str
    movers: tuple[Mention, ...]
    effect: Effect
    points: tuple[int, ...] = ()
    text: str = ""
    kind: MotionKind = MotionKind.AMENDMENT
    amends: str = ""
    target: str = ""
    label: str = ""
    joined: tuple[Mention, ...] = ()
    again_from: str = ""

    @property
    def votable(self) -> bool:
        """Whether the motion is put to the body; some are only told."""
        return self.kind is not MotionKind.DIVISION and self.effect is not Effect.WITHDRAW


_FIRST = {
    MotionKind.REOPENING: 0,
    MotionKind.PROCEDURE: 1,
    MotionKind.REFERRAL: 2,
    MotionKind.POSTPONEMENT: 2,
    MotionKind.REMOVAL: 2,
}


def voting_order(motions: Sequence[Motion]) -> list[Motion]:
    """Return the motions as they should be put: procedure, referral and postponement before the
    substance (E8), sub-amendments before what they amend, amendments from the most far-reaching
    ([84.6.1]: here the one that concerns most points), those alike in the order moved."""

    def reach(motion: Motion) -> tuple[int, int, int]:
        at = motions.index(motion)
        if motion.kind in _FIRST:
            return (_FIRST[motion.kind], 0, at)
        if motion.effect is Effect.FREE and not motion.points:
            return (3, 0, at)  # it may replace the whole
        return (4, -len(motion.points), at)

    ranked = sorted((m for m in motions if not m.amends), key=reach)
    found: list[Motion] = []
    for motion in ranked:
        found += [*(sub for sub in motions if sub.amends == motion.id), motion]
    return found + [motion for motion in motions if motion not in found]


def competing(motion: Motion, others: Sequence[Motion]) -> list[Motion]:
    """Return those of ``others`` that the adoption of ``motion`` may exclude: amendments of the
    same points, and its own sub-amendments (E9). A proposal for the clerk, never more."""
    exclusive = (Effect.REPLACE, Effect.DELETE)
    return [
        other
        for other in others
        if other.id != motion.id
        and (
            other.amends == motion.id
            or (
                motion.effect in exclusive
                and other.effect in exclusive
                and bool(set(motion.points) & set(other.points))
            )
        )
    ]


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
    NOT_RECOMMENDED = "not_recommended"
    FORWARDED = "forwarded"
    CARRIED_OUT = "carried_out"
    ELECTED = "elected"
    NOT_TREATED = "not_treated"
    FREE = "free"


OF_THE_ITEM = frozenset(
    {
        ResultKind.NOTED,
        ResultKind.DISCUSSED,
        ResultKind.DISCUSSED_AND_NOTED,
        ResultKind.POSTPONED,
        ResultKind.REFERRED,
        ResultKind.REMOVED,
        ResultKind.RECOMMENDED,
        ResultKind.NOT_RECOMMENDED,
        ResultKind.FORWARDED,
        ResultKind.CARRIED_OUT,
        ResultKind.ELECTED,
        ResultKind.RESOLVED,
        ResultKind.FREE,
    }
)
"""Results that concern the item as a whole, also while amendments are open."""

NEEDS_DETAIL = frozenset({ResultKind.RESOLVED, ResultKind.ELECTED, ResultKind.FREE})
"""Results that say nothing without their detail."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result without a vote. ``detail`` says where to, until when or what, where it applies."""

    kind: ResultKind
    detail: str = ""
