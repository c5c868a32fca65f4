"""The facts: what can happen in a meeting, as the journal holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from clerk.core.agenda import AgendaItem
from clerk.core.elections import Round
from clerk.core.motions import Motion, Result
from clerk.core.people import Body, Member
from clerk.core.presence import Movement
from clerk.core.remarks import Remark, Stop
from clerk.core.voting import Vote


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened. ``VERSION`` rises when the shape of a kind changes, that of the
    values in it too: new fields have a default, anything else an upgrade in
    :mod:`clerk.core.encoding`, so that the facts of older versions still read."""

    VERSION: ClassVar[int] = 1
    UNDOABLE: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class MeetingCreated(Fact):
    """The meeting was called. ``body`` is a snapshot, so that the record reads as it was."""

    VERSION: ClassVar[int] = 2
    UNDOABLE: ClassVar[bool] = False
    meeting: str
    body: Body
    day: date


@dataclass(frozen=True, slots=True)
class ItemAdded(Fact):
    """An item was put on the agenda."""

    VERSION: ClassVar[int] = 2
    UNDOABLE: ClassVar[bool] = False
    item: AgendaItem


@dataclass(frozen=True, slots=True)
class ItemSupplemented(Fact):
    """An item was put on the agenda in the meeting itself."""

    item: AgendaItem


@dataclass(frozen=True, slots=True)
class DoorsClosed(Fact):
    """An item is treated behind closed doors (KSL § 10), or in the open after all."""

    item: str
    closed: bool = True


@dataclass(frozen=True, slots=True)
class ItemsOrdered(Fact):
    """The items are treated in another order than planned; all ids, in the new order."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemsJoined(Fact):
    """Items were treated together (*under ét*); one item alone ends what held for it."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemOpened(Fact):
    """The meeting moved to an item."""

    UNDOABLE: ClassVar[bool] = False
    item: str


@dataclass(frozen=True, slots=True)
class PresenceNoted(Fact):
    """The clerk noted who is where; one fact may concern many members (*everybody present*)."""

    VERSION: ClassVar[int] = 2
    movements: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class SubstituteSeated(Fact):
    """A substitute took a seat (KSL §§ 15 and 28(2)): for the rest of the meeting, or for
    ``items`` alone. ``ground`` is why; ``clock`` and ``item`` say when, during the meeting."""

    member: Member
    ground: str = ""
    items: tuple[str, ...] = ()
    clock: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class BreakTaken(Fact):
    """The meeting was interrupted at ``clock``; ``adjourned`` to another time in ``until``."""

    clock: str
    item: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Resumed(Fact):
    """The meeting went on after a break; after an adjournment on another ``day``, as the minutes
    say it: *den 27. august*."""

    VERSION: ClassVar[int] = 2
    clock: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class MotionMoved(Fact):
    """A motion was moved, or tabled before the meeting."""

    VERSION: ClassVar[int] = 2
    motion: Motion


@dataclass(frozen=True, slots=True)
class MotionChanged(Fact):
    """The record of an amendment was put right; the motion is given anew, whole."""

    VERSION: ClassVar[int] = 2
    motion: Motion


@dataclass(frozen=True, slots=True)
class MotionsOrdered(Fact):
    """The clerk put the motions of an item in another voting order; their ids."""

    item: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Divided(Fact):
    """The item is decided point by point; each part is a group of points settled together."""

    item: str
    parts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Voted(Fact):
    """A motion was put to the vote; a later one on the same motion takes its place."""

    VERSION: ClassVar[int] = 2
    item: str
    motion: str
    vote: Vote


@dataclass(frozen=True, slots=True)
class Decided(Fact):
    """A motion, or the item as a whole, was settled without a vote."""

    VERSION: ClassVar[int] = 2
    item: str
    motion: str
    result: Result


@dataclass(frozen=True, slots=True)
class Remarked(Fact):
    """A remark was given for the minutes."""

    VERSION: ClassVar[int] = 2
    remark: Remark


@dataclass(frozen=True, slots=True)
class RemarkChanged(Fact):
    """The record of a remark was put right; the remark is given anew, whole."""

    VERSION: ClassVar[int] = 2
    remark: Remark


@dataclass(frozen=True, slots=True)
class Struck(Fact):
    """An amendment or a remark was recorded by mistake and leaves the record of the item."""

    item: str
    subject: str


@dataclass(frozen=True, slots=True)
class Stopped(Fact):
    """A member demanded that the council decides (KSL § 23), or withdrew the demand."""

    item: str
    stop: Stop


@dataclass(frozen=True, slots=True)
class BallotsCounted(Fact):
    """A round of an election was counted; a later count of the same round takes its place."""

    item: str
    post: str
    round: Round


@dataclass(frozen=True, slots=True)
class TextEdited(Fact):
    """The decision text was written by hand. ``basis`` is the text that the facts gave then;
    an empty ``text`` returns to what the facts give."""

    item: str
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class ReadBack(Fact):
    """The decision was read aloud (E16: read-back before the record is frozen)."""

    item: str


@dataclass(frozen=True, slots=True)
class SealedText:
    """The decision text of an item as it stood when the record was closed."""

    item: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingClosed(Fact):
    """The meeting ended; the record is complete and sealed.

    ``texts`` are the decisions as the meeting ended on them: no later change of a house style or
    of the program alters what has been published. Records closed before version 3 have none.
    """

    UNDOABLE: ClassVar[bool] = False
    VERSION: ClassVar[int] = 3
    clock: str = ""
    texts: tuple[SealedText, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected(Fact):
    """An addition to the closed record: a correction never changes an entry [83.1.15].

    ``addition`` tells a *tilføjelse* from a *rettelse*; ``item`` is empty where the correction
    concerns the meeting as a whole.
    """

    UNDOABLE: ClassVar[bool] = False
    item: str
    text: str
    reason: str
    by: str
    day: date
    addition: bool = False


@dataclass(frozen=True, slots=True)
class RemarkReceived(Fact):
    """The text of a reservation came in after the meeting, within its deadline (*planlov*
    § 24(2))."""

    UNDOABLE: ClassVar[bool] = False
    remark: Remark


@dataclass(frozen=True, slots=True)
class MeetingReopened(Fact):
    """The closed record was opened again, for a reason, by somebody."""

    UNDOABLE: ClassVar[bool] = False
    reason: str
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class Undone(Fact):
    """The fact with this number in the journal was undone."""

    UNDOABLE: ClassVar[bool] = False
    number: int


@dataclass(frozen=True, slots=True)
class Redone(Fact):
    """The undone fact with this number holds again."""

    UNDOABLE: ClassVar[bool] = False
    number: int


KINDS: dict[str, type[Fact]] = {
    cls.__name__: cls
    for cls in (
        MeetingCreated,
        ItemAdded,
        ItemSupplemented,
        DoorsClosed,
        ItemsOrdered,
        ItemsJoined,
        ItemOpened,
        PresenceNoted,
        SubstituteSeated,
        BreakTaken,
        Resumed,
        MotionMoved,
        MotionChanged,
        MotionsOrdered,
        Divided,
        Voted,
        Decided,
        Remarked,
        RemarkChanged,
        Struck,
        Stopped,
        BallotsCounted,
        TextEdited,
        ReadBack,
        MeetingClosed,
        Corrected,
        RemarkReceived,
        MeetingReopened,
        Undone,
        Redone,
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its place: its number in the meeting's journal, from 1, and when it was recorded
    (in UTC)."""

    number: int
    at: datetime
    fact: Fact
