"""The phrases that a house style gives words to, and the placeholders that each may use."""

from __future__ import annotations

from clerk.core.agenda import Marker, Subject
from clerk.core.motions import GATES, OF_THE_ITEM, Effect, MotionKind, ResultKind
from clerk.core.voting import Side, VoiceKind, VoteOutcome

PARTS = ("request", "result", "for", "against", "abstained", "not_voting", "outside", "dissent")
"""The sentences that a vote may have; a style says which come, and in which order. *Dissent* is
the list of the side that lost."""

LAYOUTS = ("paragraphs", "lines", "inline")
"""How the sentences of a vote stand: apart, its lists line under line, or in one paragraph."""

_MOVED = (
    *("movers", "letters", "moved", "again", "joined", "joined_in", "label", "noun"),
    *("points", "point", "document", "old", "new"),
)
_NAMED = (
    "movers",
    "by",
    "by_the",
    "joined",
    "label",
    "main",
    "target",
    "until",
    "what",
    "new",
    "text",
)
_RULING = (
    *("motion", "then", "amendments", "adopted", "onward", "onwards", "over_for"),
    *("senders", "body", "bodys", "date"),
)
_COUNT = (*_RULING, "winner", "loser", "votes", "for_votes", "abstainers", "for", "against")
_LIST = ("n", "voters", "member", "share", "motion")
_REMARK = ("authors", "joined", "fresh", "about")
_ROOM = ("member", "clock", "during")


_WITH_AMENDMENTS = frozenset({ResultKind.ADOPTED, ResultKind.ENDORSED, ResultKind.RECOMMENDED})


def _offers() -> dict[str, tuple[str, ...]]:
    offers: dict[str, tuple[str, ...]] = {
        "then": (),
        "document.statement": ("addressee",),
        "document.recommendation": (),
        "vote.request": _RULING,
        "vote.not_voting": _LIST,
        "vote.outside": _LIST,
        "mention.member": ("name", "party"),
        "mention.independent": ("name",),
        "mention.no_party": (),
        "mention.sender": (),
        "mention.joined": ("joined",),
        "mention.by": ("movers",),
        "mention.by_the": ("movers",),
        "mention.again": ("body",),
        "moved.first": (),
        "moved.again": (),
        "noun.amendment": (),
        "noun.sub_amendment": (),
        "motion.sent": ("senders",),
        "motion.part": ("motion", "motions", "points", "numbers"),
        "motion.item": (),
        "part.heading": ("numbers", "points"),
        "part.prefix": ("numbers", "points"),
        "onward.clause": ("onward", "onwards"),
        "onward.line": ("onward",),
        "untreated.lead": ("cause", "motions"),
        "cause.decision": (),
        "heading.decision": ("body", "bodys", "date"),
        "heading.closed": (),
        "heading.ended": ("clock",),
        "heading.seal": ("fingerprint",),
        "stop.demanded": ("members", "to"),
        "stop.withdrawn": ("members", "to"),
    }
    offers |= _remark_offers() | _room_offers()
    offers |= {f"share.{share}": () for share in ("majority", "minority", "half")}
    offers |= {f"motion.{subject}": () for subject in Subject}
    offers["verb.noted"] = ()
    offers["verb.onward"] = ("onward", "onwards")
    offers["amendment.delete_words"] = _MOVED
    amendment = ("movers", "by_the", "label", "noun")
    offers |= {f"motion.{key}": amendment for key in ("amendment", "sub_amendment", "labelled")}
    offers |= {f"verb.{subject}": () for subject in Subject}
    offers |= {f"point.{marker}": () for marker in Marker}
    offers |= {f"amendment.{effect}": _MOVED for effect in Effect}
    offers |= {f"voter.{kind}": ("party", "name", "n", "members", "names") for kind in VoiceKind}
    offers["voter.person"] = ("names",)
    offers["voter.member"] = ("name", "party")
    offers["moved.division"] = _NAMED
    for kind in MotionKind:
        if kind is MotionKind.DIVISION:
            continue  # it is told, never put
        offers[f"verb.{kind}"] = ()
        if kind is not MotionKind.AMENDMENT:
            offers[f"moved.{kind}"] = offers[f"motion.{kind}"] = _NAMED
        if kind in GATES:
            offers[f"cause.{kind}"] = ()
    for side in Side:
        for form in ("", "_none", "_unknown", "_count", "_numbered"):
            offers[f"vote.{side}{form}"] = _LIST
    for outcome in VoteOutcome:
        offers |= {f"vote.{outcome}{form}": _COUNT for form in ("", "_unknown")}
    offers["vote.adopted_amended"] = _COUNT
    values = (*_RULING, "detail", "text")
    for result in ResultKind:
        offers[f"result.{result}"] = values
        if result in _WITH_AMENDMENTS:
            offers[f"result.{result}_amended"] = values
        if result not in OF_THE_ITEM:
            offers[f"amendment_result.{result}"] = values
    return offers


def _remark_offers() -> dict[str, tuple[str, ...]]:
    return {
        "remark.fresh": (),
        "remark.about": ("points",),
        "remark.given": _REMARK,
        "remark.dissent": _REMARK,
        "remark.carried": (*_REMARK, "body", "bodys", "date"),
        "remark.carried_undated": (*_REMARK, "body", "bodys"),
        "remark.limit": ("deadline",),
        "remark.reservation": (*_REMARK, "limit"),
        "remark.reservation_quoted": _REMARK,
        "remark.reservation_text": (),
        "remark.reported": ("authors", "text"),
        "correction.correction": ("date", "text", "reason", "by"),
        "correction.addition": ("date", "text", "reason", "by"),
        "correction.reopened": ("date", "reason", "by"),
    }


def _room_offers() -> dict[str, tuple[str, ...]]:
    return {
        "room.joint": ("items",),
        "room.disqualified": ("members",),
        "room.out": ("members",),
        "room.away": ("members",),
        "room.substitute": ("member", "instead_of"),
        "room.present": ("members",),
        "room.roll": ("name", "party", "role"),
        "room.roll_substitute": ("member", "instead_of"),
        "room.apology": ("members",),
        "room.absent": ("members",),
        "room.absent_none": (),
        "room.during": ("items",),
        "room.arrived": _ROOM,
        "room.returned": _ROOM,
        "room.left": _ROOM,
        "break.taken": ("began", "ended"),
        "break.open": ("began",),
        "break.adjourned": ("until",),
        "break.resumed": ("ended",),
        "break.resumed_on": ("day", "ended"),
        "election.round": ("number", "post", "counts"),
        "election.drawn": ("name",),
        "election.elected": ("name", "post"),
        "election.by_lot": ("name", "post"),
    }


OFFERS = _offers()
"""Every phrase that a style may set, with the placeholders that it may use."""

OPTIONAL = frozenset(
    key
    for key in OFFERS
    if key.endswith(("_amended", "_unknown", "_none", "_count", "_numbered"))
    or key
    in (
        *("motion.sent", "part.heading", "part.prefix", "onward.line"),
        *("verb.onward", "room.away", "vote.request"),
    )
)
"""Phrases without which a style is complete."""

PLURALS = {
    "plural.votes": (),
    "plural.members": (),
    "plural.amendments": (),
    "plural.motions": (),
    "plural.abstainers": ("n",),
    "plural.blank": ("n",),
}
"""Words with a form for one and a form for many; ``none`` may be given for zero."""
