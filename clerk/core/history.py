"""A meeting's journal read in order: the state, undo, redo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clerk.core.apply import apply
from clerk.core.facts import Entry, Fact, MeetingClosed, Redone, Undone
from clerk.core.faults import MisfitError
from clerk.core.i18n import _
from clerk.core.references import unknown
from clerk.core.state import State


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
        """Read the entries; MisfitError where one cannot follow those before it."""
        self.state: State | None = None
        self.last_number = 0
        self._steps: list[_Step] = []
        self._undone: list[Entry] = []
        for entry in entries:
            try:
                self.add(entry)
            except (ValueError, LookupError, TypeError) as error:
                raise self._misfit(entry, error) from error
            if self.state and (why := unknown(self.state, entry.fact)):
                raise self._misfit(entry, why)

    def _misfit(self, entry: Entry, error: object) -> MisfitError:
        meeting = self.state.meeting if self.state else ""
        text = _("{meeting}: hændelse {n} ({kind}) passer ikke efter de foregående ({why})")
        kind = type(entry.fact).__name__
        return MisfitError(text.format(meeting=meeting, n=entry.number, kind=kind, why=error))

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

    def add(self, entry: Entry, known: State | None = None) -> None:
        """Take one more entry in; ValueError where its number does not follow. ``known`` is what
        :meth:`after` has given for its fact already."""
        if entry.number != self.last_number + 1:
            raise ValueError(f"fact {entry.number} after {self.last_number}")
        fact = entry.fact
        before, after = self.state, known or self.after(fact)
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
        elif isinstance(fact, MeetingClosed):
            # The sealed record is opened again, corrected and added to; undo does not reach it.
            self._steps.clear()
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
