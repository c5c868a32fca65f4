"""What each fact does to the meeting: state and fact in, the next state out."""

from __future__ import annotations

from dataclasses import replace

from clerk.core.elections import Election, Round
from clerk.core.facts import (
    BallotsCounted,
    BreakTaken,
    Corrected,
    Decided,
    Divided,
    DoorsClosed,
    Fact,
    ItemAdded,
    ItemOpened,
    ItemsJoined,
    ItemsOrdered,
    ItemSupplemented,
    MeetingClosed,
    MeetingCreated,
    MeetingReopened,
    MotionChanged,
    MotionMoved,
    MotionsOrdered,
    PresenceNoted,
    ReadBack,
    RemarkChanged,
    Remarked,
    RemarkReceived,
    Resumed,
    Stopped,
    Struck,
    SubstituteSeated,
    TextEdited,
    Voted,
)
from clerk.core.presence import Movement, Presence
from clerk.core.state import (
    MAIN,
    Break,
    Correction,
    Edited,
    ItemState,
    Ruling,
    Sealed,
    State,
    is_own,
    part_id,
)
from clerk.core.voting import party_sizes


def apply(state: State | None, fact: Fact) -> State:
    """Return the state after ``fact``. Pure; the fact is taken to be possible.

    Raises TypeError for a fact that cannot follow, such as a second MeetingCreated.
    """
    if state is None:
        if not isinstance(fact, MeetingCreated):
            raise TypeError(f"{type(fact).__name__} before MeetingCreated")
        return State(fact.meeting, fact.body, fact.day)
    match fact:
        case (
            ItemAdded()
            | ItemSupplemented()
            | DoorsClosed()
            | ItemsOrdered()
            | ItemsJoined()
            | ItemOpened()
        ):
            return _agenda(state, fact)
        case PresenceNoted() | SubstituteSeated() | BreakTaken() | Resumed():
            return _room(state, fact)
        case MeetingClosed() | Corrected() | RemarkReceived() | MeetingReopened():
            return _record(state, fact)
        case _:
            return _item(state, fact)


def _agenda(state: State, fact: Fact) -> State:
    match fact:
        case ItemAdded(item) | ItemSupplemented(item):
            items = {**state.items, item.id: ItemState(item)}
            return replace(state, items=items, current=state.current or item.id)
        case DoorsClosed(item_id, closed):
            here = state.items[item_id]
            return _with(state, replace(here, item=replace(here.item, closed=closed)))
        case ItemsOrdered(order):
            # What has come onto the agenda since the order was set stays, last.
            order = (*(item for item in order if item in state.items), *state.items)
            return replace(state, items={item: state.items[item] for item in order})
        case ItemsJoined(items_together):
            groups = (tuple(i for i in g if i not in items_together) for g in state.joint)
            joint = [group for group in (*groups, items_together) if len(group) > 1]
            return replace(state, joint=tuple(joint))
        case ItemOpened(item_id):
            # An item added in the meeting may have been undone since.
            return replace(state, current=item_id) if item_id in state.items else state
        case _:
            raise TypeError(f"{type(fact).__name__} cannot follow")


def _room(state: State, fact: Fact) -> State:
    match fact:
        case PresenceNoted(movements):
            attendance = state.attendance
            for movement in movements:
                under = _under(state, movement.item)
                attendance = attendance.noted(replace(movement, item=under))
            return replace(state, attendance=attendance)
        case SubstituteSeated():
            return _seated(state, fact)
        case BreakTaken(clock_, item_, until):
            return replace(
                state, breaks=(*state.breaks, Break(clock_, _under(state, item_) or "", "", until))
            )
        case Resumed(clock_, day):
            *before, last = state.breaks
            return replace(state, breaks=(*before, replace(last, ended=clock_, resumed=day)))
        case _:
            raise TypeError(f"{type(fact).__name__} cannot follow")


def _under(state: State, item: str | None) -> str | None:
    """Return the id of the item during which something happened in the room. The first version
    told an item by its number, which may change: it is looked up while it is the number of then."""
    return item if item is None or item in state.items else state.find(item) or item


def _seated(state: State, fact: SubstituteSeated) -> State:
    """Seat a substitute. A seat has one member at a time: whoever is replaced is then away, unless
    it is known better where they are."""
    member, attendance = fact.member, state.attendance
    came = Movement(member.id, Presence.PRESENT, "", fact.clock, _under(state, fact.item))
    away = Movement(member.stands_in_for, Presence.APOLOGY, fact.ground)
    for only in fact.items:
        attendance = attendance.noted(replace(came, only=only))
        if not any(m.member == member.stands_in_for for m in attendance.exceptions(only)):
            attendance = attendance.noted(replace(away, presence=Presence.OUT, only=only))
    if not fact.items:
        attendance = attendance.noted(came)
        held = attendance.now().get(member.stands_in_for)
        if held is None or (held.presence is Presence.PRESENT and held.clock is None):
            attendance = attendance.noted(away)
    return replace(state, body=state.body.seating(member), attendance=attendance)


def _record(state: State, fact: Fact) -> State:
    match fact:
        case MeetingClosed(clock, texts):
            sealed = {
                given.item: Sealed(given.text, state.items[given.item])
                for given in texts
                if given.item in state.items
            }
            return replace(state, closed=True, ended=clock or state.ended, sealed=sealed)
        case Corrected(item, text, reason, by, day, addition):
            correction = Correction(item, text, reason, by, day, addition)
            return replace(state, corrections=(*state.corrections, correction))
        case RemarkReceived(remark):
            here = state.items[remark.item]
            kept = tuple(r for r in here.remarks if r.id != remark.id)
            late = replace(here, remarks=(*kept, remark))
            return _with(state, late, read=here.read)
        case MeetingReopened(reason, by, day):
            act = Correction("", "", reason, by, day)
            return replace(state, closed=False, reopened=(*state.reopened, act), sealed={})
        case _:
            raise TypeError(f"{type(fact).__name__} cannot follow")


def _item(state: State, fact: Fact) -> State:
    match fact:
        case MotionMoved(motion):
            here = state.items[motion.item]
            return _with(state, replace(here, motions=(*here.motions, motion)))
        case MotionChanged(motion):
            here = state.items[motion.item]
            motions = tuple(motion if m.id == motion.id else m for m in here.motions)
            return _with(state, replace(here, motions=motions))
        case MotionsOrdered(item, order):
            return _with(state, replace(state.items[item], order=order))
        case Divided(item, parts):
            return _with(state, _divided(state.items[item], parts))
        case Voted(item, motion_id, vote):
            sizes = {**state.sizes, **party_sizes(vote, state.body)}
            return replace(_ruled(state, item, motion_id, vote), last_vote=vote, sizes=sizes)
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
        case Stopped(item, stop):
            here = state.items[item]
            kept = tuple(s for s in here.stops if s.member != stop.member)
            return _with(state, replace(here, stops=(*kept, stop)))
        case BallotsCounted(item, post, round_):
            return _with(state, _counted(state.items[item], post, round_))
        case TextEdited(item, text, basis):
            here = replace(state.items[item], edited=None, read=False)
            edited = Edited(text, basis, here, state.around(item)) if text else None
            return _with(state, replace(here, edited=edited))
        case ReadBack(item):
            return _with(state, replace(state.items[item], read=True), read=True)
        case _:
            raise TypeError(f"{type(fact).__name__} cannot follow")


def _with(state: State, here: ItemState, read: bool = False) -> State:
    """Put ``here`` in its place; whatever changes an item makes its read-back void."""
    if here.read and not read:
        here = replace(here, read=False)
    return replace(state, items={**state.items, here.item.id: here})


def _ruled(state: State, item: str, motion_id: str, ruling: Ruling) -> State:
    here = state.items[item]
    rulings = {**here.rulings, motion_id: ruling}
    return _with(state, replace(here, rulings=rulings, last_settled=motion_id))


def _without(here: ItemState, rulings: dict[str, Ruling]) -> ItemState:
    """Keep these rulings only."""
    last = here.last_settled if here.last_settled in rulings else next(reversed(rulings), "")
    return replace(here, rulings=rulings, last_settled=last)


def _struck(here: ItemState, subject: str) -> ItemState:
    rulings = {key: ruling for key, ruling in here.rulings.items() if key != subject}
    return replace(
        _without(here, rulings),
        motions=tuple(m for m in here.motions if m.id != subject),
        remarks=tuple(r for r in here.remarks if r.id != subject),
    )


def _divided(here: ItemState, parts: tuple[tuple[int, ...], ...]) -> ItemState:
    """Put the item's own motion in parts; rulings on parts that are no longer there go."""
    ids = {part_id(part) for part in parts}
    rulings = {
        key: ruling
        for key, ruling in here.rulings.items()
        if not is_own(key) or key in ids or (key == MAIN and not parts)
    }
    return replace(_without(here, rulings), parts=parts)


def _counted(here: ItemState, post: str, round_: Round) -> ItemState:
    known = [election.post for election in here.elections]
    elections = here.elections if post in known else (*here.elections, Election(post))
    return replace(
        here,
        elections=tuple(e.counted(round_) if e.post == post else e for e in elections),
    )
