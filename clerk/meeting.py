"""One open meeting: a command comes in, its fact is stored, a new state comes out.

No Textual and no SQL here. A method returns only after its fact is on disk; where the storage
fails the exception passes through and the meeting stands as it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Protocol

from clerk.core import rules
from clerk.core.danish import clean
from clerk.core.facts import (
    Decided,
    Entry,
    Fact,
    ItemOpened,
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
from clerk.core.history import History
from clerk.core.i18n import _
from clerk.core.motions import Motion, Result, ResultKind
from clerk.core.people import Mention
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import EarlierRemark, Remark
from clerk.core.state import ItemState, State, target
from clerk.core.voting import Vote
from clerk.half_typed import NOTE, DraftStorage, HalfTyped


class Storage(DraftStorage, Protocol):
    """What an open meeting needs from the file it lives in."""

    def append(
        self,
        meeting: str,
        entries: Sequence[Entry],
        before: State | None,
        after: State,
        settled: str | None = None,
    ) -> None:
        """Put the entries on disk, all or none, and drop the draft that they settle."""

    def earlier_remarks(self, case_number: str, meeting: str) -> list[EarlierRemark]:
        """Return the remarks given in the same case at other meetings, oldest first."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class OpenMeeting:
    """A meeting that is being recorded, or read.

    Every command raises :class:`rules.Refused` where it is impossible, and whatever the storage
    raises where it could not be saved.
    """

    def __init__(
        self,
        meeting: str,
        entries: Sequence[Entry],
        storage: Storage,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.id = meeting
        self._storage = storage
        self._clock = clock
        self._history = History(entries)
        self.saved_at: datetime | None = None
        self.half_typed = HalfTyped(meeting, storage)

    @property
    def state(self) -> State:
        """Where the meeting stands."""
        state = self._history.state
        if state is None:
            raise ValueError(f"meeting {self.id} has no facts")
        return state

    @property
    def today(self) -> date:
        """The day on which something is added to the record."""
        return self._clock().astimezone().date()

    @property
    def clock(self) -> str:
        """The time of day now, as the minutes write it: ``17.54``."""
        return self._clock().astimezone().strftime("%H.%M")

    @property
    def here(self) -> ItemState:
        """The item under treatment."""
        return self.state.here

    def preview(self, fact: Fact) -> State:
        """Return the state that the fact would give; nothing is recorded."""
        return self._history.after(fact)

    def record(self, fact: Fact, settled: str | None = None) -> State:
        """Record a fact, and drop the draft in the slot that it settles."""
        rules.require_possible(self.state, fact)
        before, after = self.state, self._history.after(fact)
        entry = Entry(self._history.last_number + 1, self._clock(), fact)
        with self.half_typed.writing():
            self._storage.append(self.id, [entry], before, after, settled)
        self._history.add(entry, after)
        self.saved_at = entry.at
        if settled is not None:
            self.half_typed.taken(settled)
        return self.state

    # Moving about

    def open_item(self, item: str) -> State:
        """Move to an item. In a closed meeting nothing is recorded."""
        rules.require_item(self.state, item)
        if item == self.state.current:
            return self.state
        return self.record(ItemOpened(item))

    def neighbour(self, step: int) -> str | None:
        """Return the item ``step`` places on in the agenda, None beyond its ends."""
        order = list(self.state.items)
        if self.state.current is None:
            return None
        at = order.index(self.state.current) + step
        return order[at] if 0 <= at < len(order) else None

    # The room

    def note_all_present(self) -> State:
        """Note every member as present of whom nothing has been noted yet; a substitute is noted
        when seated, for the meeting or for some items."""
        noted = self.state.attendance.now()
        members = [m for m in self.state.body.members if not m.stands_in_for]
        rest = [member.id for member in members if member.id not in noted]
        if not rest:
            raise rules.Refused(_("alle er allerede noteret"))
        return self.record(PresenceNoted(tuple(Movement(m, Presence.PRESENT) for m in rest)))

    # Motions

    def next_id(self, letter: str = "") -> str:
        """Return the id of the next amendment of the item, or of the next remark (``r``)."""
        return f"{self.here.item.id}/{letter}{self._history.last_number + 1}"

    def move(self, motion: Motion, settled: str | None = None) -> State:
        """Record an amendment, or put the record of one right."""
        here = rules.require_item(self.state, motion.item)
        motion = replace(motion, text=clean(motion.text).strip())
        if any(known.id == motion.id for known in here.motions):
            return self.record(MotionChanged(motion), settled)
        return self.record(MotionMoved(motion), settled)

    def vote(self, motion: str, vote: Vote, settled: str | None = None) -> State:
        """Record a vote on a motion of the current item."""
        return self.record(Voted(self.here.item.id, motion, vote), settled)

    def decide(self, kind: ResultKind, detail: str = "", chosen: str | None = None) -> State:
        """Record a result without a vote; ``chosen`` is the motion that the clerk points at."""
        motion = target(self.here, kind, chosen)
        return self.record(Decided(self.here.item.id, motion, Result(kind, clean(detail).strip())))

    def strike(self, subject: str) -> State:
        """Take an amendment or remark that was recorded by mistake out of the item's record."""
        return self.record(Struck(self.here.item.id, subject))

    # Remarks

    def remark(self, remark: Remark, settled: str | None = None) -> State:
        """Record a remark, or put the record of one right."""
        here = rules.require_item(self.state, remark.item)
        remark = replace(remark, text=clean(remark.text).strip())
        if any(known.id == remark.id for known in here.remarks):
            return self.record(RemarkChanged(remark), settled)
        return self.record(Remarked(remark), settled)

    def earlier_remarks(self) -> list[EarlierRemark]:
        """Return the remarks given earlier in the case of the current item, in any body."""
        case_number = self.here.item.case_number
        return self._storage.earlier_remarks(case_number, self.id) if case_number else []

    def carrying(self, authors: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return those of an earlier remark's authors who can carry it over here: the parties
        with somebody in the room; all that this body knows where none of them has."""
        codes = {party.code for party in self.state.body.parties}
        known = [Mention(party=m.party) for m in authors if m.party in codes]
        present = self.state.present
        here = {m.party for m in self.state.body.members if m.id in present}
        return tuple([m for m in known if m.party in here] or known)

    # The record

    def read_back(self) -> State:
        """Mark the decision of the current item as read aloud."""
        if not self.here.decided:
            raise rules.Refused(_("punktet er ikke afgjort endnu"))
        return self.record(ReadBack(self.here.item.id))

    @property
    def undoable(self) -> Fact | None:
        """What undo would take back, None where there is nothing or the meeting is closed."""
        entry = None if self.state.closed else self._history.undoable
        return entry.fact if entry else None

    def undo(self) -> Fact:
        """Take the last recorded action back, also one from before a restart; return it."""
        entry = self._history.undoable
        if entry is None:
            raise rules.Refused(_("der er intet at fortryde"))
        self.record(Undone(entry.number))
        return entry.fact

    def redo(self) -> Fact:
        """Record the last undone action again; return it."""
        entry = self._history.redoable
        if entry is None:
            raise rules.Refused(_("der er intet at gentage"))
        self.record(Redone(entry.number))
        return entry.fact

    # Half-typed text

    def drafts(self) -> dict[str, str]:
        """Return the half-typed texts by slot."""
        return self.half_typed.texts()

    def note(self, item: str) -> str:
        """Return the clerk's private note on an item. It is no fact and never leaves the file's
        own drafts: no document has it."""
        return self.drafts().get(NOTE + item, "")
