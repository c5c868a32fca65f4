"""What is odd though it may be right: warnings with their source, and the checklist."""

from __future__ import annotations

from dataclasses import dataclass

from clerk.core.i18n import _, ngettext
from clerk.core.motions import Motion
from clerk.core.people import Mention, has_quorum
from clerk.core.presence import Presence
from clerk.core.remarks import Remark, RemarkKind
from clerk.core.state import MAIN, ItemState, State, is_own
from clerk.core.voting import SIDES, Side, Vote, VoteOutcome, whole_parties

_READING_ALOUD = "Indenrigsministeriets resumé 71.1.4"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at before the meeting is closed. ``item`` is the item's id, or empty."""

    item: str
    text: str
    source: str = ""


def quorum_warning(state: State) -> str:
    """Return a warning while fewer than half of the seats are in the room (KSL § 11(2))."""
    present = state.present
    if has_quorum(state.body, present):
        return ""
    return _("ikke beslutningsdygtigt: {n} til stede, {quorum} kræves (KSL § 11, stk. 2)").format(
        n=len(present), quorum=state.body.quorum
    )


def vote_warnings(state: State, here: ItemState, motion_id: str, vote: Vote) -> list[str]:
    """Return what is odd about a vote though it may be right, each with its rule."""
    found = ruling_warnings(state, here, motion_id)
    found += _movers_astray(state, here, motion_id, vote)
    found += _same_list_other_number(state, vote)
    if not is_own(motion_id) and here.motion(motion_id).amends == "" and _main_voted(here):
        found.append(
            _("der er stemt om indstillingen; forslaget skal før den (Resumedatabasen 01.1.3)")
        )
    if text := quorum_warning(state):
        found.append(text)
    return found


def ruling_warnings(state: State, here: ItemState, motion_id: str) -> list[str]:
    """Return what is odd about any settling of a motion, by a vote or without: what is recorded
    already would go, the decision was read out, or nobody was in session."""
    found = []
    ruling = here.rulings.get(motion_id)
    if isinstance(ruling, Vote):
        numbers = ["?" if n is None else str(n) for n in map(ruling.number, SIDES)]
        found.append(_("erstatter afstemningen {numbers}").format(numbers="-".join(numbers)))
    elif ruling is not None:
        found.append(_("erstatter det resultat, der er ført"))
    if here.read:
        found.append(_("punktet er læst op"))
    if (pause := state.interrupted) is not None:
        text = _("mødet er udsat til {until}") if pause.adjourned else _("mødet er afbrudt")
        found.append(text.format(until=pause.adjourned))
    return found


def _main_voted(here: ItemState) -> bool:
    return any(is_own(key) and isinstance(ruling, Vote) for key, ruling in here.rulings.items())


def _movers_astray(state: State, here: ItemState, motion_id: str, vote: Vote) -> list[str]:
    """A mover in the room who does not vote for its own motion (practice.md 5.8)."""
    if motion_id == MAIN:
        movers = here.item.proposers
    elif is_own(motion_id):
        movers = ()
    else:
        movers = here.motion(motion_id).movers
    found = []
    side = set(vote.for_)
    stated = vote.statement(Side.FOR)
    for mention in movers:
        mine = _members(state, mention) & state.present
        if stated is not None:
            astray = bool(stated.voices) and not any(
                voice.party == mention.party or mention.member in voice.members
                for voice in stated.voices
            )
        else:
            astray = bool(mine) and not (mine & side)
        if mention.name or not astray:
            continue
        name = mention.party or state.body.member(mention.member or "").name
        text = _("forslagsstilleren {who} stemmer ikke for")
        if set(vote.against) & mine:
            text = _("forslagsstilleren {who} stemmer imod")
        found.append(text.format(who=name))
    return found


def _same_list_other_number(state: State, vote: Vote) -> list[str]:
    """The same parties with another number than before in the meeting: a contradiction of seats,
    or the previous vote's list left standing ([H021])."""
    found = []
    for stated in vote.stated:
        parties = whole_parties(stated.voices)
        before = state.sizes.get(parties) if parties else None
        if before is not None and stated.number not in (None, before):
            text = _("{who} havde {before} stemmer før i mødet, nu {now}; er listen den rigtige?")
            who = ", ".join(sorted(parties))
            found.append(text.format(who=who, before=before, now=stated.number))
    return found


def _members(state: State, mention: Mention) -> set[str]:
    if mention.member is not None:
        return {mention.member}
    return {m.id for m in state.body.members if mention.party and m.party == mention.party}


def motion_warnings(here: ItemState, motion: Motion) -> list[str]:
    """Return what is odd about a motion that is being moved: after voting has begun (E6)."""
    known = any(m.id == motion.id for m in here.motions)
    if not known and any(isinstance(ruling, Vote) for ruling in here.rulings.values()):
        return [_("der er stemt i punktet; nye forslag kræver enighed (Resumedatabasen 01.1.3)")]
    return []


def remark_warnings(state: State, here: ItemState, remark: Remark) -> list[str]:
    """Tell the right from the custom (E12): a dissent is for those in the minority after a vote
    (KSL § 13(2)); a remark beyond that is the custom of Copenhagen."""
    mine = set().union(*(_members(state, mention) for mention in remark.authors))
    parties = {m.party for m in state.body.members if m.id in mine and m.party}
    minority = any(
        isinstance(ruling, Vote) and mine and _lost(ruling, mine, parties)
        for ruling in here.rulings.values()
    )
    if remark.kind is RemarkKind.DISSENT and not minority:
        return [_("afvigende mening er for dem, der var i mindretal (KSL § 13, stk. 2)")]
    custom = remark.kind is RemarkKind.REMARK and not state.body.remarks_by_custom
    if custom and not minority:
        return [_("uden for København er en bemærkning kun en ret for mindretallet (§ 13, stk. 2)")]
    return []


def _lost(ruling: Vote, mine: set[str], parties: set[str]) -> bool:
    """Whether any of these members may have been on the side that lost. Where only the number of
    that side is known, they may: unknown is never 0."""
    losing = Side.AGAINST if ruling.outcome is VoteOutcome.ADOPTED else Side.FOR
    stated = ruling.statement(losing)
    if stated is None:
        return bool(mine & set(ruling.side(losing)))
    return not stated.voices or any(
        voice.party in parties or bool(mine & set(voice.members)) for voice in stated.voices
    )


def presence_conflicts(state: State) -> list[Finding]:
    """Return the votes that do not agree with who was there, as the roll now says: after a
    correction of presence these want to be looked at again."""
    return [
        Finding(item_id, text, "E3")
        for item_id, here in state.items.items()
        for ruling in here.rulings.values()
        if isinstance(ruling, Vote)
        for text in _absent_voters(state, item_id, ruling)
    ]


def _absent_voters(state: State, item_id: str, vote: Vote) -> list[str]:
    held = state.attended(item_id)
    texts = []
    for members, text in (
        (vote.voters, _("har en stemme fra {who}, som ikke var til stede")),
        (
            vote.not_voting,
            _("regner {who} for til stede uden at stemme, men det siger fremmødet ikke"),
        ),
    ):
        gone = [member for member in members if held.get(member) is not Presence.PRESENT]
        if gone:
            names = ", ".join(state.body.member(member_id).name for member_id in gone)
            texts.append(text.format(who=names))
    return texts


def checklist(state: State) -> list[Finding]:
    """Return what a clerk would want to see before closing: unsettled items and amendments,
    votes that no longer add up, remarks without author or text, texts by hand whose facts have
    changed, decisions not read back, and the cases that must go on under § 23."""
    findings = []
    if not state.attendance.movements:
        findings.append(Finding("", _("fremmødet er ikke noteret"), "KSL § 11, stk. 2"))
    if state.breaks and not state.breaks[-1].ended and not state.breaks[-1].adjourned:
        findings.append(Finding("", _("mødet er afbrudt og ikke genoptaget")))
    for item_id, here in state.items.items():
        findings += [Finding(item_id, text) for text in _item_findings(state, here)]
    unread = [here.item.number for here in state.items.values() if here.decided and not here.read]
    if unread:
        text = ngettext(
            "punkt {which} er ikke læst op", "punkterne {which} er ikke læst op", len(unread)
        )
        findings.append(Finding("", text.format(which=", ".join(unread)), _READING_ALOUD))
    return list(dict.fromkeys(findings)) + follow_up(state)


def follow_up(state: State) -> list[Finding]:
    """Return the cases that a member has stopped: they go to the council without delay (KSL § 23,
    [20.1.1])."""
    return [
        Finding(
            item_id,
            _("skal indbringes for {to} efter begæring fra {who}").format(
                to=stop.to, who=state.body.member(stop.member).name
            ),
            "KSL § 23",
        )
        for item_id, here in state.items.items()
        for stop in here.stops
        if not stop.withdrawn
    ]


def _item_findings(state: State, here: ItemState) -> list[str]:
    found = []
    if not here.decided:
        found.append(_("er ikke afgjort"))
    elif here.untreated():
        found.append(_("har et ændringsforslag, der ikke er behandlet"))
    for ruling in here.rulings.values():
        if isinstance(ruling, Vote):
            found += _miscount(state, here.item.id, ruling)
    for remark in here.remarks:
        awaited = remark.kind is RemarkKind.RESERVATION and bool(remark.deadline)
        if not remark.text.strip() and not awaited:
            found.append(_("har en bemærkning uden tekst"))
        elif not remark.authors and remark.kind is not RemarkKind.STATEMENT:
            found.append(_("har en bemærkning, som ingen har afgivet"))
    return found


def _miscount(state: State, item_id: str, vote: Vote) -> list[str]:
    everybody = (*vote.voters, *vote.not_voting)
    texts = []
    if len(set(everybody)) < len(everybody):
        texts.append(_("har en afstemning, hvor et medlem er talt to gange"))
    texts += _absent_voters(state, item_id, vote)
    if vote.not_voting:
        n = len(vote.not_voting)
        texts.append(
            ngettext(
                "har en afstemning, hvor 1 tilstedeværende ikke stemte",
                "har en afstemning, hvor {n} tilstedeværende ikke stemte",
                n,
            ).format(n=n)
        )
    return texts
