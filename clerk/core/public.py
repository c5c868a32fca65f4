"""What the room may see of a meeting while it is recorded (*lærredet*): facts, and the vote as
it is typed; nothing of what happens behind closed doors (KSL § 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.apply import apply
from clerk.core.ballot import read_ballot
from clerk.core.facts import Voted
from clerk.core.state import ItemState, Ruling, State, is_own
from clerk.core.voting import SIDES, Vote


@dataclass(frozen=True, slots=True)
class Typed:
    """A vote line that is being typed: on which item, about which motion."""

    item: str
    motion: str
    line: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at the record: the meeting's state and the vote lines being typed, or what one
    waits for where there is no state."""

    state: State | None = None
    typed: tuple[Typed, ...] = ()
    waiting: str = ""


class Scene(StrEnum):
    """What the room is shown."""

    ITEM = "item"
    BEHIND_DOORS = "behind_doors"
    PAUSE = "pause"
    CLOSED = "closed"
    NOT_BEGUN = "not_begun"


def scene(state: State, behind_doors: bool = False) -> Scene:
    """Return what the room is shown; closed items only where ``behind_doors`` asks for them."""
    if state.closed:
        return Scene.CLOSED
    if state.breaks and not state.breaks[-1].ended:
        return Scene.PAUSE
    if state.current is None:
        return Scene.NOT_BEGUN
    if state.here.item.closed and not behind_doors:
        return Scene.BEHIND_DOORS
    return Scene.ITEM


@dataclass(frozen=True, slots=True)
class Focus:
    """What the item has come to: the motion that is put, or was settled last.

    ``vote`` is the vote on it, as typed or as recorded, and ``ruling`` how it was settled; a vote
    being typed has none before everybody in the room is accounted for. ``state`` is the meeting
    with that vote in it: its decision text is the one to show.
    """

    state: State
    motion: str | None = None
    vote: Vote | None = None
    ruling: Ruling | None = None


def focus(state: State, typed: Sequence[Typed]) -> Focus:
    """Return what is to be looked at in the current item: the vote being typed; otherwise the
    motion that was settled last; before that the one whose turn it is."""
    here = state.here
    for line in reversed(typed):
        if line.item == here.item.id and _known(here, line.motion):
            return _counting(state, line)
    if here.last_settled:
        ruling = here.rulings[here.last_settled]
        vote = ruling if isinstance(ruling, Vote) else None
        return Focus(state, here.last_settled, vote, ruling)
    return Focus(state, here.next_motion)


def _known(here: ItemState, motion: str) -> bool:
    return is_own(motion) or any(known.id == motion for known in here.motions)


def _counting(state: State, typed: Typed) -> Focus:
    ballot = read_ballot(typed.line, state.body, state.present)
    vote = ballot.vote
    unfinished = any(problem.code in ("missing", "sum") for problem in ballot.problems)
    if ballot.fatal or unfinished or not vote.taken:
        return Focus(state, typed.motion, vote)
    return Focus(apply(state, Voted(typed.item, typed.motion, vote)), typed.motion, vote, vote)


def counted(vote: Vote) -> int:
    """Return the votes that are known so far."""
    return sum(vote.number(side) or 0 for side in SIDES)
