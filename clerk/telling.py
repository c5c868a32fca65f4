"""A few words on a fact, for the notice after undo and redo and for the journal's own page."""

from __future__ import annotations

from clerk.core.facts import (
    BallotsCounted,
    BreakTaken,
    Decided,
    Divided,
    DoorsClosed,
    Fact,
    ItemsJoined,
    ItemsOrdered,
    ItemSupplemented,
    MotionChanged,
    MotionMoved,
    MotionsOrdered,
    PresenceNoted,
    ReadBack,
    RemarkChanged,
    Remarked,
    Resumed,
    Stopped,
    Struck,
    SubstituteSeated,
    TextEdited,
    Voted,
)
from clerk.core.i18n import N_, _
from clerk.core.state import State, is_own


def describe(fact: Fact, state: State) -> str:
    """Return in a few words what a fact recorded, for the notice after undo and redo."""

    def at(item: str) -> str:
        return _("punkt {n}").format(n=state.items[item].item.number)

    match fact:
        case Voted(item, motion, _vote):
            what = _("afstemningen") if is_own(motion) else _("afstemningen om forslaget")
            return f"{at(item)}: {what}"
        case PresenceNoted(movements):
            names = [state.body.member(m.member).name for m in movements[:2]]
            more = f" +{len(movements) - 2}" if len(movements) > 2 else ""
            return _("fremmødet: {who}").format(who=", ".join(names) + more)
        case SubstituteSeated(member):
            return _("stedfortræderen {who}").format(who=member.name)
        case ItemSupplemented(new):
            return _("punkt {n}").format(n=new.number)
        case _:
            what = _(WORDS[type(fact)]) if type(fact) in WORDS else type(fact).__name__
            where = item_of(fact)
            return f"{at(where)}: {what}" if where is not None else what


WORDS: dict[type[Fact], str] = {
    Decided: N_("resultatet"),
    MotionMoved: N_("forslaget"),
    MotionChanged: N_("rettelsen af forslaget"),
    MotionsOrdered: N_("afstemningernes rækkefølge"),
    Divided: N_("delingen i punkter"),
    Remarked: N_("bemærkningen"),
    RemarkChanged: N_("rettelsen af bemærkningen"),
    Struck: N_("sletningen"),
    Stopped: N_("begæringen efter § 23"),
    BallotsCounted: N_("valgrunden"),
    TextEdited: N_("teksten skrevet i hånden"),
    ReadBack: N_("oplæsningen"),
    DoorsClosed: N_("lukningen eller åbningen af dørene"),
    ItemsOrdered: N_("dagsordenens rækkefølge"),
    ItemsJoined: N_("den fælles behandling"),
    BreakTaken: N_("afbrydelsen"),
    Resumed: N_("genoptagelsen"),
}
"""What a fact recorded, in a word or two."""


def item_of(fact: Fact) -> str | None:
    """Return the id of the item that a fact concerns, None for a fact about the meeting."""
    match fact:
        case Voted() | Decided() | Struck() | ReadBack() | Stopped() | Divided() | DoorsClosed():
            return fact.item
        case BallotsCounted() | TextEdited() | MotionsOrdered():
            return fact.item
        case MotionMoved(motion) | MotionChanged(motion):
            return motion.item
        case Remarked(remark) | RemarkChanged(remark):
            return remark.item
        case _:
            return None
