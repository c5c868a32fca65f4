"""What cannot have happened: refusals. What is only odd is in :mod:`clerk.core.warnings`."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.agenda import AgendaItem, unknown_point
from clerk.core.elections import LAST_ROUND, Election, Round, calls_for_lot
from clerk.core.facts import (
    BallotsCounted,
    BreakTaken,
    Corrected,
    Decided,
    Divided,
    Fact,
    ItemAdded,
    ItemsJoined,
    ItemsOrdered,
    ItemSupplemented,
    MeetingReopened,
    MotionChanged,
    MotionMoved,
    RemarkChanged,
    Remarked,
    RemarkReceived,
    Resumed,
    Stopped,
    Struck,
    SubstituteSeated,
    Voted,
)
from clerk.core.i18n import _
from clerk.core.motions import NEEDS_DETAIL, Effect, Motion, MotionKind
from clerk.core.people import BodyKind, Member
from clerk.core.presence import Presence
from clerk.core.references import dangling
from clerk.core.remarks import Remark, RemarkKind, Stop
from clerk.core.state import ItemState, State
from clerk.core.voting import SIDES, Vote


class Refused(Exception):
    """The command is impossible; the message says why, in the language of the screen."""


def require_open(state: State) -> None:
    """Refuse to add to a closed record: it is only ever corrected by additions [83.1.15]."""
    if state.closed:
        raise Refused(_("mødet er lukket; protokollen kan ikke ændres"))


def require_item(state: State, item: str) -> ItemState:
    """Return the item's state; refuse an item that is not on the agenda."""
    try:
        return state.items[item]
    except KeyError:
        raise Refused(_("punktet findes ikke på dagsordenen")) from None


def require_possible(state: State, fact: Fact) -> None:
    """Refuse a fact that cannot have happened; everything else is for the chair to lead."""
    if isinstance(fact, (Corrected, RemarkReceived, MeetingReopened)):
        _require_addition(state, fact)
        return
    require_open(state)
    if missing := dangling(state, fact):
        raise Refused(missing)
    match fact:
        case Voted(_item, _motion, vote):
            require_possible_vote(state, vote)
        case Decided(_item, _motion, result):
            if result.kind in NEEDS_DETAIL and not result.detail.strip():
                raise Refused(_("skriv, hvad der blev besluttet, eller hvem der blev valgt"))
        case MotionMoved(motion_) | MotionChanged(motion_):
            here = require_item(state, motion_.item)
            require_complete_motion(here, motion_)
            if not motion_.votable and motion_.id in here.rulings:
                raise Refused(_("forslaget er afgjort; slet det, og skriv det nye for sig"))
        case Remarked(remark) | RemarkChanged(remark):
            require_item(state, remark.item)
            require_complete_remark(remark)
        case Struck(item, subject):
            if any(m.amends == subject for m in require_item(state, item).motions):
                raise Refused(_("et andet forslag ændrer det; slet det først"))
        case Stopped(item, stop):
            _require_stoppable(state, item, stop)
        case Divided(item, parts):
            _require_parts(require_item(state, item), parts)
        case BallotsCounted(item, post, round_):
            _require_round(require_item(state, item), post, round_)
        case ItemsOrdered(order):
            if sorted(order) != sorted(state.items):
                raise Refused(_("rækkefølgen skal nævne hvert punkt én gang"))
        case ItemsJoined(items):
            for item in items:
                require_item(state, item)
        case ItemAdded(new) | ItemSupplemented(new):
            if isinstance(fact, ItemAdded) and state.attendance.movements:
                raise Refused(_("mødet er begyndt; et nyt punkt er et tillægspunkt"))
            _require_new_item(state, new)
        case SubstituteSeated(member):
            _require_substitute(state, member)
        case BreakTaken():
            if state.breaks and not state.breaks[-1].ended:
                raise Refused(_("mødet er allerede afbrudt"))
        case Resumed():
            if not state.breaks or state.breaks[-1].ended:
                raise Refused(_("mødet er ikke afbrudt"))
        case _:
            pass


def require_possible_vote(state: State, vote: Vote) -> None:
    """Refuse what cannot have happened: what is no vote at all, a voter who is not in the room,
    or more votes than there are people in it (E3)."""
    for fault in vote.faults():
        raise Refused(fault)
    absent = {*vote.voters, *vote.not_voting, *vote.outside} - state.present
    if absent:
        names = ", ".join(state.body.member(member_id).name for member_id in sorted(absent))
        raise Refused(_("{who} er ikke i salen").format(who=names))
    counted = sum(vote.number(side) or 0 for side in SIDES)
    if state.attendance.movements and counted > len(state.present):
        text = _("{n} stemmer, men {present} i salen; ret fremmødet først")
        raise Refused(text.format(n=counted, present=len(state.present)))


def require_complete_motion(here: ItemState, motion: Motion) -> None:
    """Refuse a motion that says nothing: without movers, without the points, the target or the
    text that its kind needs, or about points that the recommendation does not have."""
    if unknown := unknown_point(here.item, motion.points):
        raise Refused(unknown)
    if motion.kind in MOVED_BY and not motion.movers:
        raise Refused(_("skriv, hvem der stiller forslaget"))
    if motion.kind is MotionKind.AMENDMENT:
        if motion.effect in _ABOUT_POINTS and not motion.points:
            raise Refused(_("skriv, hvilket punkt forslaget gælder"))
        if motion.effect in _WITH_TEXT and not motion.text.strip():
            raise Refused(_("skriv forslagets tekst"))
        if motion.amends and not any(m.id == motion.amends for m in here.motions):
            raise Refused(_("det ændringsforslag, der ændres, findes ikke"))
        _require_no_circle(here, motion)
    elif motion.kind in (MotionKind.REFERRAL, MotionKind.MATTER) and not motion.target.strip():
        raise Refused(_("skriv, hvortil der henvises, eller hvad delsagen hedder"))
    elif motion.kind is MotionKind.PROCEDURE and not motion.text.strip():
        raise Refused(_("skriv forslagets tekst"))


def _require_no_circle(here: ItemState, motion: Motion) -> None:
    """A motion amends no motion that comes to amend it itself: neither could be voted on first."""
    amends = {known.id: known.amends for known in here.motions} | {motion.id: motion.amends}
    at = motion.amends
    for _step in amends:
        if at == motion.id:
            raise Refused(_("forslaget kan ikke ændre sig selv"))
        at = amends.get(at, "")


MOVED_BY = frozenset({MotionKind.AMENDMENT, MotionKind.PROCEDURE, MotionKind.DIVISION})
"""The motions whose sentence begins with their movers; the others can be told without."""

_ABOUT_POINTS = (Effect.REPLACE, Effect.DELETE, Effect.POSTPONE, Effect.WITHDRAW)
_WITH_TEXT = (Effect.REPLACE, Effect.ADD, Effect.FREE)


def require_complete_remark(remark: Remark) -> None:
    """Refuse a remark without an author or without a text. A statement of the body has no author;
    the text of a reservation may come later, where it has a deadline."""
    if not remark.authors and remark.kind is not RemarkKind.STATEMENT:
        raise Refused(_("skriv, hvem bemærkningen er fra"))
    if not remark.text.strip() and not (remark.kind is RemarkKind.RESERVATION and remark.deadline):
        raise Refused(_("skriv bemærkningens tekst"))


def _require_stoppable(state: State, item: str, stop: Stop) -> None:
    """Only committees' decisions can be stopped, by members who took part in the item, before the
    meeting ends (KSL § 23; [03.1.1], [03.1.7]; E11)."""
    require_item(state, item)
    if state.body.kind is BodyKind.COUNCIL:
        raise Refused(_("kun et udvalgs beslutning kan standses (KSL § 23)"))
    if state.attended(item).get(stop.member) is not Presence.PRESENT:
        raise Refused(_("kun den, der har deltaget i punktet, kan standse det (KSL § 23)"))
    if not stop.to.strip():
        raise Refused(_("skriv, hvor sagen indbringes"))


def _require_parts(here: ItemState, parts: Sequence[Sequence[int]]) -> None:
    named = [point for part in parts for point in part]
    if len(set(named)) < len(named):
        raise Refused(_("et punkt står to gange"))
    if unknown := unknown_point(here.item, named):
        raise Refused(unknown)
    if any(not part for part in parts):
        raise Refused(_("en del er tom"))


def _require_round(here: ItemState, post: str, round_: Round) -> None:
    """Rounds follow one another (KSL § 24); a lot is drawn only where the count calls for it."""
    if not post.strip():
        raise Refused(_("skriv, hvad der vælges til"))
    if not round_.candidates:
        raise Refused(_("skriv, hvem der fik stemmer, og hvor mange"))
    if round_.cast + round_.blank > round_.present:
        text = _("{n} stemmer, men {present} i salen")
        raise Refused(text.format(n=round_.cast + round_.blank, present=round_.present))
    if round_.blank < 0 or any(candidate.votes < 0 for candidate in round_.candidates):
        raise Refused(_("ingen kan få færre end 0 stemmer"))
    election = next((e for e in here.elections if e.post == post), Election(post))
    if not 1 <= round_.number <= min(len(election.rounds) + 1, LAST_ROUND):
        raise Refused(_("{n}. runde følger ikke efter de foregående").format(n=round_.number))
    if round_.lot and not calls_for_lot(election.counted(round_), round_.lot):
        raise Refused(_("der skal ikke trækkes lod om {who}").format(who=round_.lot))


def _require_new_item(state: State, new: AgendaItem) -> None:
    if not new.title.strip():
        raise Refused(_("skriv punktets titel"))
    if state.find(new.number) is not None or new.id in state.items:
        raise Refused(_("punkt {n} findes allerede").format(n=new.number))


def _require_substitute(state: State, member: Member) -> None:
    known = {known.id for known in state.body.members}
    if not member.name.strip():
        raise Refused(_("skriv stedfortræderens navn"))
    if member.stands_in_for not in known:
        raise Refused(_("vælg det medlem, stedfortræderen sidder for"))
    if member.stands_in_for == member.id:
        raise Refused(_("ingen kan være stedfortræder for sig selv"))


def _require_addition(state: State, fact: Corrected | RemarkReceived | MeetingReopened) -> None:
    """Additions are to a closed record, and say why and by whom [83.1.15]."""
    if not state.closed:
        raise Refused(_("mødet er ikke lukket; ret det i stedet direkte"))
    match fact:
        case Corrected(item, text, reason, by):
            if item:
                require_item(state, item)
            if not (text.strip() and reason.strip() and by.strip()):
                raise Refused(_("skriv teksten, begrundelsen, og hvem den er fra"))
        case RemarkReceived(remark):
            here = require_item(state, remark.item)
            awaited = [r for r in here.remarks if r.id == remark.id and r.deadline and not r.text]
            if not awaited:
                raise Refused(_("der ventes ingen tekst til dette forbehold"))
            if not remark.text.strip():
                raise Refused(_("skriv bemærkningens tekst"))
        case MeetingReopened(reason, by):
            if not (reason.strip() and by.strip()):
                raise Refused(_("skriv begrundelsen og hvem der genåbner"))
