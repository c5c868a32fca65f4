"""What a clerk asks for, as the fact that it comes to: state and wish in, fact out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clerk.core.agenda import AgendaItem
from clerk.core.danish import clean, clean_line, fold, slug
from clerk.core.elections import LAST_ROUND, Candidate, Round
from clerk.core.facts import (
    BallotsCounted,
    BreakTaken,
    Corrected,
    Divided,
    DoorsClosed,
    Fact,
    ItemsJoined,
    ItemsOrdered,
    ItemSupplemented,
    MeetingClosed,
    MeetingReopened,
    MotionsOrdered,
    PresenceNoted,
    RemarkReceived,
    Stopped,
    SubstituteSeated,
    TextEdited,
)
from clerk.core.i18n import _
from clerk.core.people import Member
from clerk.core.presence import OF_ONE_ITEM, Movement, Presence
from clerk.core.remarks import Remark, Stop
from clerk.core.rules import Refused, require_item
from clerk.core.state import State
from clerk.core.style import Style
from clerk.core.wording import sealing


def presence(
    state: State, member: str, where: Presence, reason: str = "", clock: str | None = None
) -> Fact:
    """A member is ``where``; with ``clock`` as somebody who came or went just then. What holds
    for one item alone is noted for the current one. Who came or went already gets another clock,
    under the item of then."""
    reason = clean_line(reason)
    last = state.attendance.last_clocked(member, where) if clock is not None else None
    if last is not None:
        return PresenceNoted((replace(last, clock=clock, reason=reason or last.reason),))
    item = state.current if clock is not None else None
    only = state.current if where in OF_ONE_ITEM else None
    return PresenceNoted((Movement(member, where, reason, clock, item, only),))


def reason(state: State, member: str, text: str) -> Fact:
    """Why a member is where they are now."""
    held = state.attendance.now(state.current).get(member)
    if held is None:
        raise Refused(_("medlemmet er ikke noteret endnu"))
    return PresenceNoted((replace(held, reason=clean_line(text)),))


def note(state: State, member: Member, where: Presence) -> Fact:
    """A member is ``where`` without a clock: one who is only ever noted for single items, or away
    in this one alone, is *present* in this item."""
    if where is Presence.PRESENT and _held_for_item(state, member):
        return back_in_item(state, member.id)
    return presence(state, member.id, where)


def _held_for_item(state: State, member: Member) -> bool:
    mine = [m for m in state.attendance.movements if m.member == member.id]
    here = any(m.only is not None and m.only == state.current for m in mine)
    return here or (bool(member.stands_in_for) and all(m.only is not None for m in mine))


def back_in_item(state: State, member: str) -> Fact:
    """A member takes part in the current item after all."""
    return PresenceNoted((Movement(member, Presence.PRESENT, only=state.current),))


def seat_substitute(
    state: State,
    name: str,
    instead_of: str,
    party: str | None,
    ground: str = "",
    *,
    only: bool = False,
) -> SubstituteSeated:
    """A substitute sits for a member: for the meeting, or for the current item ``only``.

    The law is in practice.md 1.9: a council follows the list (KSL § 15), in a committee another
    willing member may sit (§ 28(2), [16.1.4]). Somebody of that name who has sat for the member
    before keeps the id of then.
    """
    name = clean_line(name)
    for known in state.body.members:
        if known.stands_in_for == instead_of and fold(known.name) == fold(name):
            return _seated(state, replace(known, party=party), ground, only)
    taken = {member.id for member in state.body.members}
    stem = member_id = slug(name) or "stedfortraeder"
    while member_id in taken:
        member_id = f"{stem}-{len(taken)}"
    member = Member(member_id, name, party, stands_in_for=instead_of)
    return _seated(state, member, ground, only)


def _seated(state: State, member: Member, ground: str, only: bool) -> SubstituteSeated:
    items = (state.current,) if only and state.current else ()
    return SubstituteSeated(member, clean_line(ground), items)


def take_break(state: State, clock: str, until: str = "") -> Fact:
    """The meeting is interrupted, or adjourned ``until`` another time or day."""
    return BreakTaken(clock, state.here.item.id, clean_line(until))


def stop(state: State, member: str, to: str = "") -> Stopped:
    """A member demands that the council decides the current item (KSL § 23), or withdraws the
    demand that is there already. ``to`` is where the case goes, if not to the body's council."""
    for known in state.here.stops:
        if known.member == member and not known.withdrawn:
            return Stopped(state.here.item.id, replace(known, withdrawn=True))
    body = state.body
    to = body.called(clean_line(to)) or state.here.item.onward or body.council
    return Stopped(state.here.item.id, Stop(member, to))


def divide(state: State, parts: Sequence[Sequence[int]]) -> Divided:
    """The current item is settled point by point: ``parts`` are the groups of points, the points
    that they leave out follow as one more; no parts make it whole again."""
    named = {point for part in parts for point in part}
    rest = tuple(p.number for p in state.here.item.points if p.number not in named)
    groups = [tuple(part) for part in parts]
    if parts and rest:
        groups.append(rest)
    return Divided(state.here.item.id, tuple(groups))


def shift_motion(state: State, motion: str, step: int) -> Fact:
    """A motion of the current item moves up or down in the voting order."""
    order = [known.id for known in state.here.turns()]
    at = order.index(motion) + step if motion in order else -1
    if not 0 <= at < len(order):
        raise Refused(_("forslaget kan ikke flyttes længere"))
    order.remove(motion)
    order.insert(at, motion)
    return MotionsOrdered(state.here.item.id, tuple(order))


def count_ballots(
    state: State, post: str, candidates: Sequence[Candidate], blank: int = 0
) -> BallotsCounted:
    """A round of an election to ``post`` was counted in the current item (KSL § 24)."""
    rounds = next((e.rounds for e in state.here.elections if e.post == post), ())
    number = min(len(rounds) + 1, LAST_ROUND)
    round_ = Round(number, tuple(candidates), len(state.present), blank)
    return BallotsCounted(state.here.item.id, post, round_)


def draw_lot(state: State, post: str, name: str) -> BallotsCounted:
    """``name`` won the draw that the last round of an election called for."""
    rounds = next((e.rounds for e in state.here.elections if e.post == post), ())
    if not rounds:
        raise Refused(_("der er ikke stemt endnu"))
    return BallotsCounted(state.here.item.id, post, replace(rounds[-1], lot=name))


def move_item(state: State, item: str, after: str | None) -> Fact:
    """An item is treated right after another one, or first; its number stays as planned."""
    require_item(state, item)
    order = [known for known in state.items if known != item]
    if after is not None and after not in order:
        raise Refused(_("vælg et andet punkt, det skal behandles efter"))
    order.insert(order.index(after) + 1 if after is not None else 0, item)
    return ItemsOrdered(tuple(order))


def join_items(state: State, others: Sequence[str]) -> ItemsJoined:
    """The current item is treated together with others; with none it stands alone again."""
    wanted = {state.here.item.id, *others}
    return ItemsJoined(tuple(item for item in state.items if item in wanted))


def next_number(state: State) -> str:
    """Return the number that an item put on the agenda now would have: after the highest."""
    numbers = [here.item.number for here in state.items.values()]
    return str(1 + max((int(number) for number in numbers if number.isdigit()), default=0))


def add_item(number: str, title: str) -> Fact:
    """A supplementary item is put on the agenda, last."""
    return ItemSupplemented(AgendaItem(f"i{number}", number, clean_line(title), supplementary=True))


def close_doors(state: State, closed: bool) -> Fact:
    """The current item is treated behind closed doors, or in the open."""
    return DoorsClosed(state.here.item.id, closed)


def edit_text(state: State, text: str, basis: str) -> Fact:
    """A text of the clerk's own takes the place of ``basis``, what the facts give now; an empty
    one takes it away again."""
    return TextEdited(state.here.item.id, clean(text).strip(), basis)


def correct(
    item: str, text: str, reason: str, by: str, day: date, *, addition: bool = False
) -> Fact:
    """A correction is added to the closed record (*rettelse* or *tilføjelse*, [83.1.15])."""
    return Corrected(item, clean(text).strip(), clean_line(reason), clean_line(by), day, addition)


def awaited(state: State) -> list[Remark]:
    """Return the reservations whose text has not come yet, in the agenda's order: those that
    :func:`late_text` may be for."""
    remarks = (remark for here in state.items.values() for remark in here.remarks)
    return [remark for remark in remarks if remark.deadline and not remark.text]


def late_text(remark: Remark, text: str, day: date) -> Fact:
    """The text of a reservation came in on ``day``, within its deadline."""
    return RemarkReceived(replace(remark, text=clean(text).strip(), received=day))


def close(state: State, style: Style, clock: str = "") -> MeetingClosed:
    """The meeting has ended; its decisions are sealed as they stand in the style."""
    return MeetingClosed(clock, sealing(state, style))


def reopen(reason: str, by: str, day: date) -> Fact:
    """The closed record is opened again; the act is part of it."""
    return MeetingReopened(clean_line(reason), clean_line(by), day)
