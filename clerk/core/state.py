"""Where the meeting stands: the state that the facts add up to, and undo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from clerk.core.facts import (
    Decided,
    Entry,
    Fact,
    ItemAdded,
    ItemOpened,
    MeetingClosed,
    MeetingCreated,
    MotionChanged,
    MotionMoved,
    PresenceNoted,
    ReadBack,
    Redone,
    RemarkChanged,
    Remarked,
    Struck,
    Undone,
    Voted,
)
from clerk.core.motions import (
    OF_THE_ITEM,
    AgendaItem,
    Motion,
    Remark,
    Result,
    ResultKind,
    WorkingPoint,
    working_points,
)
from clerk.core.people import Attendance, Body
from clerk.core.voting import Vote, VoteOutcome

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


@dataclass(frozen=True, slots=True)
class ItemState:
    """An agenda item and what has happened to it.

    ``rulings`` holds the settled motions by id in the order in which they were settled; MAIN is
    the item's own. ``read`` tells whether the decision was read back as it stands.
    """

    item: AgendaItem
    motions: tuple[Motion, ...] = ()
    rulings: dict[str, Ruling] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    read: bool = False

    @property
    def decided(self) -> bool:
        """Whether the item itself has been settled."""
        return MAIN in self.rulings

    @property
    def next_motion(self) -> str | None:
        """The id of the motion whose turn it is: amendments before the motion that they amend
        (E5), None when all is settled."""
        if self.decided:
            return None
        for motion in self.motions:
            if motion.id not in self.rulings:
                return motion.id
        return MAIN

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
        """Return the amendments with this outcome, in the order in which they were settled."""
        return [
            self.motion(motion_id)
            for motion_id, ruling in self.rulings.items()
            if motion_id != MAIN and outcome(ruling) is kind
        ]

    def working_points(self, more: Iterable[Motion] = ()) -> list[WorkingPoint]:
        """Return the recommendation as adopted amendments have left it; ``more`` are tried too."""
        return working_points(self.item, [*self.settled(ResultKind.ADOPTED), *more])


@dataclass(frozen=True, slots=True)
class State:
    """The meeting after some number of facts. Immutable: each fact gives a new one."""

    meeting: str
    body: Body
    day: date
    items: dict[str, ItemState] = field(default_factory=dict)
    current: str | None = None
    attendance: Attendance = field(default_factory=Attendance)
    last_vote: Vote | None = None
    closed: bool = False

    @property
    def here(self) -> ItemState:
        """The item under treatment; KeyError before the agenda has any."""
        if self.current is None:
            raise KeyError("no current item")
        return self.items[self.current]


def apply(state: State | None, fact: Fact) -> State:
    """Return the state after ``fact``. Pure; the fact is taken to be possible.

    Raises TypeError for a fact that cannot follow, such as a second MeetingCreated.
    """
    if state is None:
        if not isinstance(fact, MeetingCreated):
            raise TypeError(f"{type(fact).__name__} before MeetingCreated")
        return State(fact.meeting, fact.body, fact.day)
    match fact:
        case ItemAdded(item):
            items = {**state.items, item.id: ItemState(item)}
            return replace(state, items=items, current=state.current or item.id)
        case ItemOpened(item):
            return replace(state, current=item)
        case PresenceNoted(movements):
            attendance = state.attendance
            for movement in movements:
                attendance = attendance.noted(movement)
            return replace(state, attendance=attendance)
        case MotionMoved(motion):
            here = state.items[motion.item]
            return _with(state, replace(here, motions=(*here.motions, motion)))
        case MotionChanged(motion):
            here = state.items[motion.item]
            motions = tuple(motion if m.id == motion.id else m for m in here.motions)
            return _with(state, replace(here, motions=motions))
        case Voted(item, motion_id, vote):
            return replace(_ruled(state, item, motion_id, vote), last_vote=vote)
        case Decided(item, motion_id, result):
            return _ruled(state, item, motion_id, result)
        case Remarked(remark):
            here = state.items[remark.item]
            return _with(state, replace(here, remarks=(*here.remarks, remark)))
        case RemarkChanged(remark):
            here = state.items[remark.item]
            remarks = tuple(remark if r.id == remark.id else r for r in here.remarks)
            return _with(state, replace(here, remarks=remarks))
        case Struck(item, subject):
            return _with(state, _struck(state.items[item], subject))
        case ReadBack(item):
            return _with(state, replace(state.items[item], read=True), read=True)
        case MeetingClosed():
            return replace(state, closed=True)
        case _:
            raise TypeError(f"{type(fact).__name__} cannot follow")


def _with(state: State, here: ItemState, read: bool = False) -> State:
    """Put ``here`` in its place; whatever changes an item makes its read-back void."""
    if here.read and not read:
        here = replace(here, read=False)
    return replace(state, items={**state.items, here.item.id: here})


def _ruled(state: State, item: str, motion_id: str, ruling: Ruling) -> State:
    here = state.items[item]
    return _with(state, replace(here, rulings={**here.rulings, motion_id: ruling}))


def _struck(here: ItemState, subject: str) -> ItemState:
    return replace(
        here,
        motions=tuple(m for m in here.motions if m.id != subject),
        remarks=tuple(r for r in here.remarks if r.id != subject),
        rulings={key: ruling for key, ruling in here.rulings.items() if key != subject},
    )


def target(here: ItemState, kind: ResultKind, chosen: str | None) -> str:
    """Return the id of the motion that a result of this kind settles.

    ``chosen`` is the motion that the clerk points at, None for the one whose turn it is. Results
    of the item as a whole go to MAIN, also while amendments are open.
    """
    if kind in OF_THE_ITEM:
        return MAIN
    return chosen or here.next_motion or MAIN


@dataclass(slots=True)
class _Step:
    entry: Entry
    before: State
    later: list[Fact]


class History:
    """A meeting's journal as read so far: the state, what can be undone, what can be redone.

    Every undoable fact keeps the state before it, so that undo costs the same in a long meeting
    as in a short one. Facts that are not undoable (moving to another item) stay when an earlier
    one is undone.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.state: State | None = None
        self.last_number = 0
        self._steps: list[_Step] = []
        self._undone: list[Entry] = []
        for entry in entries:
            self.add(entry)

    @property
    def undoable(self) -> Entry | None:
        """The entry that undo would take back."""
        return self._steps[-1].entry if self._steps else None

    @property
    def redoable(self) -> Entry | None:
        """The entry that redo would put back."""
        return self._undone[-1] if self._undone else None

    def after(self, fact: Fact) -> State:
        """Return the state after ``fact`` without taking it in.

        Raises ValueError for an Undone or Redone that does not fit.
        """
        if isinstance(fact, Undone):
            if not self._steps or self._steps[-1].entry.number != fact.number:
                raise ValueError(f"fact {fact.number} cannot be undone now")
            state = self._steps[-1].before
            for later in self._steps[-1].later:
                state = apply(state, later)
            return state
        if isinstance(fact, Redone):
            if not self._undone or self._undone[-1].number != fact.number:
                raise ValueError(f"fact {fact.number} cannot be redone now")
            fact = self._undone[-1].fact
        return apply(self.state, fact)

    def add(self, entry: Entry) -> None:
        """Take one more entry in; ValueError where its number does not follow."""
        if entry.number != self.last_number + 1:
            raise ValueError(f"fact {entry.number} after {self.last_number}")
        fact = entry.fact
        before, after = self.state, self.after(fact)
        if isinstance(fact, Undone):
            step = self._steps.pop()
            self._undone.append(step.entry)
            if self._steps:
                self._steps[-1].later += step.later
        elif isinstance(fact, Redone):
            assert before is not None
            self._steps.append(_Step(self._undone.pop(), before, []))
        elif fact.UNDOABLE:
            assert before is not None
            self._steps.append(_Step(entry, before, []))
            self._undone.clear()
        elif self._steps:
            self._steps[-1].later.append(fact)
        self.state = after
        self.last_number = entry.number


def replay(entries: Iterable[Entry]) -> State:
    """Return the state that the entries add up to; ValueError where there is none."""
    state = History(entries).state
    if state is None:
        raise ValueError("an empty journal has no state")
    return state
