"""Whole meetings, and what records them in a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from factories import NOW, SMALL, item, moved, opening, remarked, vote

from clerk.core.agenda import AgendaItem
from clerk.core.elections import Candidate, Round
from clerk.core.facts import (
    BallotsCounted,
    BreakTaken,
    Corrected,
    Decided,
    Divided,
    DoorsClosed,
    Entry,
    Fact,
    ItemOpened,
    ItemsJoined,
    ItemsOrdered,
    ItemSupplemented,
    MeetingClosed,
    MeetingReopened,
    MotionChanged,
    MotionsOrdered,
    PresenceNoted,
    ReadBack,
    Redone,
    RemarkChanged,
    Remarked,
    RemarkReceived,
    Resumed,
    Stopped,
    Struck,
    SubstituteSeated,
    TextEdited,
    Undone,
)
from clerk.core.history import History
from clerk.core.motions import Effect, Motion, Result, ResultKind
from clerk.core.people import Member, Mention
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Remark, RemarkKind, Source, Stop
from clerk.core.state import MAIN, State
from clerk.store import Store


def wording(state: State, item_id: str) -> str:
    """Return a text that changes with everything recorded on the item."""
    here = state.items[item_id]
    return f"{here.item.title}: {here.motions} {here.rulings} {here.remarks}"


class Recorder:
    """Gives facts their numbers and appends them one by one."""

    def __init__(self, store: Store, meeting: str = "m") -> None:
        self.store = store
        self.meeting = meeting
        self.history = History(store.entries(meeting))

    def record(self, fact: Fact, settled: str | None = None) -> Entry:
        """Append one fact; what the store raises passes through and the history stays."""
        number = self.history.last_number + 1
        entry = Entry(number, NOW + timedelta(seconds=number), fact)
        before, after = self.history.state, self.history.after(fact)
        self.store.append(self.meeting, [entry], before, after, settled)
        self.history.add(entry)
        return entry

    def all(self, story: Iterable[Fact]) -> list[Entry]:
        """Append facts in order."""
        return [self.record(fact) for fact in story]


BEGINNING = opening(SMALL, [item(case="2031-7"), item(number="2")])
"""Four facts: the meeting, its two items, everybody present."""

SPLIT = vote(SMALL, "bc 'alm,'ask 'løs", "i1/1")
STORY: list[Fact] = [
    *BEGINNING,
    moved("i1/1", "B", Effect.REPLACE, (1,), "- kajen\n- rives ned"),
    MotionChanged(Motion("i1/1", "i1", (Mention("B"), Mention("C")), Effect.FREE, (), "nyt")),
    SPLIT,
    PresenceNoted((Movement("-1", Presence.LEFT, "syg", "17.54", "1"),)),
    vote(SMALL, "ab c"),
    Undone(9),
    Redone(9),
    remarked("i1", "i1/r1", "Vi [tog] *forbehold* – «nej»\n\n  'sådan'.", (Mention("C"),)),
    RemarkChanged(
        Remark(
            "i1/r1",
            "i1",
            (Mention("A", None, 1), Mention(None, "-1")),
            "Bedre.",
            Source("Byrådet", date(2025, 12, 2), "by-2025-12-02", "i9/1"),
        )
    ),
    ReadBack("i1"),
    ItemOpened("i2"),
    remarked("i2", "i2/r1", "Slettes"),
    Struck("i2", "i2/r1"),
    Decided("i2", MAIN, Result(ResultKind.POSTPONED, "til maj")),
    Undone(18),
    BreakTaken("18.00", "2"),
    Resumed("18.15"),
    SubstituteSeated(Member("stine", "Stine Alm", "A", stands_in_for="a1"), "syg", ("i2",)),
    ItemSupplemented(AgendaItem("i9", "9", "Nyt")),
    DoorsClosed("i9"),
    ItemsOrdered(("i9", "i1", "i2")),
    ItemsJoined(("i1", "i2")),
    MotionsOrdered("i1", ("i1/1",)),
    Divided("i1", ((1,),)),
    Stopped("i1", Stop("a1", "Byrådet")),
    BallotsCounted("i2", "formand", Round(1, (Candidate("Ib", 2),), 3, 1)),
    TextEdited("i2", "Skrevet i hånden.", ""),
    Remarked(
        Remark("i2/r9", "i2", (Mention("A"),), "", kind=RemarkKind.RESERVATION, deadline="fredag")
    ),
    MeetingClosed("19.00"),
    RemarkReceived(
        Remark(
            "i2/r9", "i2", (Mention("A"),), "Nej.", kind=RemarkKind.RESERVATION, deadline="fredag"
        )
    ),
    Corrected("i1", "Det er 3.", "slåfejl", "formanden", date(2026, 1, 9)),
    MeetingReopened("glemt punkt", "formanden", date(2026, 1, 9)),
]
"""The meeting ``m`` of SMALL, with every kind of fact."""
