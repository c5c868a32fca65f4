"""What the law and custom ask: refusals of the impossible, warnings with their source."""

from __future__ import annotations

from dataclasses import dataclass

from clerk.core.entry import Mention
from clerk.core.i18n import _, ngettext
from clerk.core.motions import Effect, Motion, Remark
from clerk.core.people import has_quorum
from clerk.core.state import MAIN, ItemState, State
from clerk.core.voting import Vote

_READING_ALOUD = "Indenrigsministeriets resumé 71.1.4"


class Refused(Exception):
    """The command is impossible; the message says why, in the language of the screen."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at before the meeting is closed. ``item`` is the item's id, or empty."""

    item: str
    text: str
    source: str = ""


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


def require_possible_vote(state: State, vote: Vote) -> None:
    """Refuse what cannot have happened: a voter counted twice, or one who is not in the room
    (E3)."""
    everybody = (*vote.voters, *vote.not_voting)
    if len(set(everybody)) < len(everybody):
        raise Refused(_("et medlem er talt to gange"))
    if not vote.voters:
        raise Refused(_("ingen har stemt"))
    outside = set(everybody) - state.attendance.present()
    if outside:
        names = ", ".join(state.body.member(member_id).name for member_id in sorted(outside))
        raise Refused(_("{who} er ikke i salen").format(who=names))


def require_complete_motion(here: ItemState, motion: Motion) -> None:
    """Refuse an amendment that says nothing: without movers, without the points or the text that
    its kind needs, or about points that the recommendation does not have."""
    if not motion.movers:
        raise Refused(_("skriv hvem der stiller forslaget"))
    known = {point.number for point in here.item.points}
    if motion.effect in (Effect.REPLACE, Effect.DELETE, Effect.POSTPONE):
        if not motion.points:
            raise Refused(_("skriv hvilket punkt forslaget gælder"))
        if missing := sorted(set(motion.points) - known):
            raise Refused(_("indstillingen har ikke punkt {n}").format(n=missing[0]))
    if motion.effect in (Effect.REPLACE, Effect.ADD, Effect.FREE) and not motion.text.strip():
        raise Refused(_("skriv forslagets tekst"))


def require_complete_remark(remark: Remark) -> None:
    """Refuse a remark without an author or without a text."""
    if not remark.authors:
        raise Refused(_("skriv hvem bemærkningen er fra"))
    if not remark.text.strip():
        raise Refused(_("skriv bemærkningens tekst"))


def quorum_warning(state: State) -> str:
    """Return a warning while fewer than half of the seats are in the room (KSL § 11(2))."""
    present = state.attendance.present()
    if has_quorum(state.body, present):
        return ""
    return _("ikke beslutningsdygtigt: {n} til stede, {quorum} kræves (KSL § 11, stk. 2)").format(
        n=len(present), quorum=state.body.quorum
    )


def vote_warnings(state: State, here: ItemState, motion_id: str, vote: Vote) -> list[str]:
    """Return what is odd about a vote though it may be right: a mover against its own motion
    (practice.md 5.8), a motion that is put again, no quorum."""
    warnings = []
    if motion_id in here.rulings:
        warnings.append(_("der er allerede truffet afgørelse om forslaget; den erstattes"))
    if motion_id != MAIN:
        against = set(vote.against)
        for mention in here.motion(motion_id).movers:
            if against & _members(state, mention):
                name = mention.party or state.body.member(mention.member or "").name
                warnings.append(_("forslagsstilleren {who} stemmer imod").format(who=name))
    if text := quorum_warning(state):
        warnings.append(text)
    return warnings


def _members(state: State, mention: Mention) -> set[str]:
    if mention.member is not None:
        return {mention.member}
    return {member.id for member in state.body.members if member.party == mention.party}


def checklist(state: State) -> list[Finding]:
    """Return what a clerk would want to see before closing: unsettled items and amendments,
    votes that no longer add up, remarks without author or text, decisions not read back."""
    findings = []
    if not state.attendance.movements:
        findings.append(Finding("", _("fremmødet er ikke noteret"), "KSL § 11, stk. 2"))
    for item_id, here in state.items.items():
        findings += [Finding(item_id, text) for text in _item_findings(state, here)]
    unread = [here.item.number for here in state.items.values() if here.decided and not here.read]
    if unread:
        text = ngettext(
            "punkt {which} er ikke læst op", "punkterne {which} er ikke læst op", len(unread)
        )
        findings.append(Finding("", text.format(which=", ".join(unread)), _READING_ALOUD))
    return list(dict.fromkeys(findings))


def _item_findings(state: State, here: ItemState) -> list[str]:
    found = []
    if not here.decided:
        found.append(_("er ikke afgjort"))
    else:
        for motion in here.motions:
            if motion.id not in here.rulings:
                found.append(_("har et ændringsforslag, der ikke er behandlet"))
    for ruling in here.rulings.values():
        if isinstance(ruling, Vote):
            found += _miscount(state, ruling)
    for remark in here.remarks:
        if not remark.authors or not remark.text.strip():
            found.append(_("har en bemærkning uden forfatter eller tekst"))
    return found


def _miscount(state: State, vote: Vote) -> list[str]:
    everybody = (*vote.voters, *vote.not_voting)
    texts = []
    if len(set(everybody)) < len(everybody):
        texts.append(_("har en afstemning, hvor et medlem er talt to gange"))
    never = set(everybody) - state.attendance.ever_present()
    if never:
        names = ", ".join(state.body.member(member_id).name for member_id in sorted(never))
        texts.append(_("har en stemme fra {who}, som ikke var til stede").format(who=names))
    if vote.not_voting:
        n = len(vote.not_voting)
        texts.append(
            ngettext(
                "har en afstemning, hvor 1 til stede ikke stemte",
                "har en afstemning, hvor {n} til stede ikke stemte",
                n,
            ).format(n=n)
        )
    return texts
