"""Where the meeting stands: an item and what has happened to it, and the meeting as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from clerk.core.agenda import AgendaItem, Subject
from clerk.core.danish import ranges
from clerk.core.elections import Election, Next, standing
from clerk.core.motions import (
    GATES,
    OF_THE_ITEM,
    Motion,
    Result,
    ResultKind,
    competing,
    voting_order,
)
from clerk.core.people import Body
from clerk.core.presence import Attendance, Movement, Presence
from clerk.core.remarks import Remark, Stop
from clerk.core.voting import Vote, VoteOutcome
from clerk.core.working import WorkingPoint, working_points

MAIN = "main"
"""The id of an item's own motion: the recommendation, proposal or briefing itself."""

Ruling = Vote | Result
"""How a motion was settled: by a vote or without one."""

_OUTCOMES = {
    VoteOutcome.ADOPTED: ResultKind.ADOPTED,
    VoteOutcome.REJECTED: ResultKind.REJECTED,
    VoteOutcome.TIED: ResultKind.LAPSED,
}


def outcome(ruling: Ruling) -> ResultKind:
    """Return what a ruling comes to; a tied vote lapses the motion [04.1.2]."""
    return _OUTCOMES[ruling.outcome] if isinstance(ruling, Vote) else ruling.kind


def part_id(points: Sequence[int]) -> str:
    """Return the id of the part of the item's own motion that these points are: ``main:2-3``."""
    return f"{MAIN}:{','.join(ranges(points))}"


def is_own(motion_id: str) -> bool:
    """Whether the id means the item's own motion, or a part of it."""
    return motion_id == MAIN or motion_id.startswith(f"{MAIN}:")


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of an item outside of it: who was there while it was treated, what held for it
    alone, the numbers of the items that it was treated together with, itself among them."""

    attended: dict[str, Presence]
    exceptions: tuple[Movement, ...]
    together: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A decision text written by hand, the text that the facts gave then, and these facts: the
    item as it was, and what was around it."""

    text: str
    basis: str
    here: ItemState
    around: Around


@dataclass(frozen=True, slots=True)
class ItemState:
    """An agenda item and what has happened to it.

    ``rulings`` holds the settled motions by id in the order in which they were first settled, which
    is that of the printed record; a motion settled anew keeps its place there, and is then
    ``last_settled``. MAIN is the item's own, ``parts`` are the groups of points that are settled
    one by one. ``order`` is the voting order where the clerk has set it. ``read`` tells whether the
    decision was read back as it stands.
    """

    item: AgendaItem
    motions: tuple[Motion, ...] = ()
    rulings: dict[str, Ruling] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    read: bool = False
    order: tuple[str, ...] = ()
    parts: tuple[tuple[int, ...], ...] = ()
    stops: tuple[Stop, ...] = ()
    elections: tuple[Election, ...] = ()
    edited: Edited | None = None
    last_settled: str = ""

    @property
    def part_ids(self) -> list[str]:
        """The ids of the parts in which the item's own motion is settled."""
        return [part_id(part) for part in self.parts]

    @property
    def gate(self) -> Motion | None:
        """The adopted referral, postponement or removal that settled the item, if any (E8).

        On the agenda's own item such motions concern other items.
        """
        if self.item.subject is Subject.AGENDA:
            return None
        for motion in self.settled(ResultKind.ADOPTED):
            if motion.kind in GATES:
                return motion
        return None

    @property
    def elected(self) -> bool:
        """Whether every election of the item has come to its end, and there is one."""
        ends = [standing(election).next is Next.ELECTED for election in self.elections]
        return bool(ends) and all(ends)

    @property
    def decided(self) -> bool:
        """Whether the item itself has been settled."""
        if MAIN in self.rulings or self.gate is not None or self.elected:
            return True
        return bool(self.parts) and all(key in self.rulings for key in self.part_ids)

    def turns(self) -> list[Motion]:
        """Return the motions in voting order: as the clerk has set it, or as suggested."""
        suggested = voting_order(self.motions)
        place = {motion_id: at for at, motion_id in enumerate(self.order)}
        return sorted(suggested, key=lambda m: place.get(m.id, -1)) if place else suggested

    @property
    def next_motion(self) -> str | None:
        """The id of the motion whose turn it is: amendments before the motion that they amend
        (E5), None when all is settled."""
        if self.decided:
            return None
        for motion in self.turns():
            if motion.votable and motion.id not in self.rulings:
                return motion.id
        for key in self.part_ids:
            if key not in self.rulings:
                return key
        return MAIN

    @property
    def turn(self) -> str:
        """The id of what is to be settled: the motion whose turn it is; in an item that is settled
        one that came afterwards, and else the item's own, to be settled anew."""
        left = {motion.id for motion in self.untreated()}
        later = next((motion.id for motion in self.turns() if motion.id in left), MAIN)
        return self.next_motion or later

    def excluded(self) -> list[Motion]:
        """Return the open motions that the adoption of another may have excluded (E9): they are
        shown to the clerk, who lapses them."""
        still = [m for m in self.turns() if m.votable and m.id not in self.rulings]
        adopted = self.settled(ResultKind.ADOPTED)
        return [m for m in still if any(m in competing(other, still) for other in adopted)]

    def untreated(self) -> list[Motion]:
        """Return the motions that the item's settlement has left without a ruling."""
        if not self.decided:
            return []
        return [m for m in self.motions if m.votable and m.id not in self.rulings]

    def motion(self, motion_id: str) -> Motion:
        """Return the amendment with this id; KeyError where there is none."""
        for motion in self.motions:
            if motion.id == motion_id:
                return motion
        raise KeyError(motion_id)

    def remark(self, remark_id: str) -> Remark:
        """Return the remark with this id; KeyError where there is none."""
        for remark in self.remarks:
            if remark.id == remark_id:
                return remark
        raise KeyError(remark_id)

    def settled(self, kind: ResultKind) -> list[Motion]:
        """Return the motions with this outcome, in the order in which they were first settled."""
        known = {motion.id: motion for motion in self.motions}
        return [
            known[motion_id]
            for motion_id, ruling in self.rulings.items()
            if motion_id in known and outcome(ruling) is kind
        ]

    def working_points(self, more: Iterable[Motion] = ()) -> list[WorkingPoint]:
        """Return the recommendation as adopted amendments and withdrawn points have left it;
        ``more`` are tried too."""
        told = [m for m in self.motions if not m.votable]
        return working_points(self.item, [*told, *self.settled(ResultKind.ADOPTED), *more])


@dataclass(frozen=True, slots=True)
class Sealed:
    """The decision text that an item was closed with, and the item as it was then."""

    text: str
    here: ItemState


@dataclass(frozen=True, slots=True)
class Break:
    """A break of the meeting: from when, under which item, and until when.

    ``adjourned`` is the time or day to which the meeting was put off, empty for a short break, and
    ``resumed`` the day on which it went on.
    """

    began: str
    item: str
    ended: str = ""
    adjourned: str = ""
    resumed: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """An addition to a closed record, with the day on which it was made."""

    item: str
    text: str
    reason: str
    by: str
    day: date
    addition: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """The meeting after some number of facts. Immutable: each fact gives a new one.

    ``items`` are in the order in which they are treated; each item's number keeps the planned
    place. ``joint`` are the groups of items treated together. ``sizes`` are the votes that groups
    of whole parties have had on a side, the latest last. ``sealed`` holds the decision texts of a
    closed record, by item.
    """

    meeting: str
    body: Body
    day: date
    items: dict[str, ItemState] = field(default_factory=dict)
    current: str | None = None
    attendance: Attendance = field(default_factory=Attendance)
    last_vote: Vote | None = None
    closed: bool = False
    joint: tuple[tuple[str, ...], ...] = ()
    breaks: tuple[Break, ...] = ()
    corrections: tuple[Correction, ...] = ()
    ended: str = ""
    reopened: tuple[Correction, ...] = ()
    sizes: dict[frozenset[str], int] = field(default_factory=dict)
    sealed: dict[str, Sealed] = field(default_factory=dict)

    @property
    def here(self) -> ItemState:
        """The item under treatment; KeyError before the agenda has any."""
        if self.current is None:
            raise KeyError("no current item")
        return self.items[self.current]

    @property
    def present(self) -> frozenset[str]:
        """The ids of those in the room now, as far as the current item goes."""
        return self.attendance.present(self.current)

    @property
    def interrupted(self) -> Break | None:
        """The break that the meeting is in, None while it goes on."""
        last = self.breaks[-1] if self.breaks else None
        return None if last is None or last.ended else last

    def find(self, number: str) -> str | None:
        """Return the id of the item with this number on the agenda (``5a`` is 5A, as numbers that
        are alike but for that are one), None where there is none."""
        wanted = number.strip().rstrip(".").casefold()
        found = (i for i, here in self.items.items() if here.item.number.casefold() == wanted)
        return next(found, None)

    def together_with(self, item: str) -> tuple[str, ...]:
        """Return the ids of the items treated together with this one, itself among them; empty
        where it stands alone."""
        return next((group for group in self.joint if item in group), ())

    def around(self, item: str) -> Around:
        """Return what a decision may tell that is not in its own item."""
        return Around(
            self.attendance.during(item, self.places()),
            tuple(self.attendance.exceptions(item)),
            tuple(self.items[other].item.number for other in self.together_with(item)),
        )

    def attended(self, item: str) -> dict[str, Presence]:
        """Return where each noted member was while the item was treated."""
        return self.attendance.during(item, self.places())

    def places(self) -> dict[str, int]:
        """Return when each item is treated, by its id; those treated together are at the same
        time."""
        order = {item: at for at, item in enumerate(self.items)}
        for group in self.joint:
            first = min(order[item] for item in group)
            order |= dict.fromkeys(group, first)
        return order


def target(here: ItemState, kind: ResultKind, chosen: str | None) -> str:
    """Return the id of the motion that a result of this kind settles.

    ``chosen`` is the motion that the clerk points at, None for the one whose turn it is. Results
    of the item as a whole go to the item's own motion, also while amendments are open.
    """
    motion = chosen or here.next_motion or MAIN
    if kind in OF_THE_ITEM and not is_own(motion):
        return MAIN
    return motion
