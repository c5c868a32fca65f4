"""What motions, remarks and outcomes are called on the screen, in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.agenda import Subject
from clerk.core.danish import enumerate_og
from clerk.core.elections import Election, Next, standing
from clerk.core.i18n import N_, _
from clerk.core.motions import Effect, MotionKind, ResultKind
from clerk.core.people import Mention, who
from clerk.core.remarks import Remark, RemarkKind
from clerk.core.state import MAIN, ItemState, Ruling, State, is_own, outcome
from clerk.core.voting import SIDES, Vote
from clerk.core.working import Change

OUTCOMES = {
    ResultKind.ADOPTED: N_("godkendt"),
    ResultKind.ENDORSED: N_("tiltrådt"),
    ResultKind.RECOMMENDED: N_("anbefalet"),
    ResultKind.NOTED: N_("til efterretning"),
    ResultKind.DISCUSSED: N_("drøftet"),
    ResultKind.DISCUSSED_AND_NOTED: N_("drøftet og til efterretning"),
    ResultKind.POSTPONED: N_("udsat"),
    ResultKind.REFERRED: N_("henvist"),
    ResultKind.REMOVED: N_("taget af dagsordenen"),
    ResultKind.REJECTED: N_("forkastet"),
    ResultKind.WITHDRAWN: N_("trukket"),
    ResultKind.LAPSED: N_("bortfaldet"),
    ResultKind.RESOLVED: N_("besluttet"),
    ResultKind.NOT_RECOMMENDED: N_("ikke anbefalet"),
    ResultKind.FORWARDED: N_("oversendt"),
    ResultKind.CARRIED_OUT: N_("iværksættes"),
    ResultKind.ELECTED: N_("valgt"),
    ResultKind.NOT_TREATED: N_("ikke behandlet"),
    ResultKind.FREE: N_("besluttet"),
}
CHANGES = {
    Change.CHANGED: N_("ændret"),
    Change.ADDED: N_("tilføjet"),
    Change.DELETED: N_("udgår"),
    Change.POSTPONED: N_("udsat"),
}
SUBJECTS = {
    Subject.RECOMMENDATION: N_("Indstillingen"),
    Subject.STATEMENT: N_("Udtalelsen"),
    Subject.PROPOSAL: N_("Medlemsforslaget"),
    Subject.BRIEFING: N_("Orienteringen"),
    Subject.AGENDA: N_("Dagsordenen"),
    Subject.ELECTION: N_("Valget"),
    Subject.DECLARATION: N_("Erklæringen"),
}
DRAFTS = {
    "remark": N_("bemærkning"),
    "carried": N_("videreført bemærkning"),
    "amendment": N_("ændringsforslag"),
    "vote": N_("stemmer"),
    "result": N_("resultat"),
    "division": N_("punktvis"),
    "election": N_("valg"),
    "stop": N_("§ 23"),
    "joint": N_("under ét"),
    "place": N_("punktets plads"),
    "supplement": N_("tillægspunkt"),
    "substitute": N_("stedfortræder"),
    "reason": N_("årsag"),
    "text": N_("egen tekst"),
    "addition": N_("rettelse"),
}
EFFECTS = {
    Effect.REPLACE: N_("punkt {points} ændres"),
    Effect.ADD: N_("nyt punkt"),
    Effect.DELETE: N_("punkt {points} udgår"),
    Effect.POSTPONE: N_("punkt {points} udskydes"),
    Effect.FREE: N_("fri tekst"),
    Effect.WITHDRAW: N_("punkt {points} trækkes"),
}
KINDS = {
    MotionKind.AMENDMENT: N_("Ændringsforslag"),
    MotionKind.REFERRAL: N_("Henvisning"),
    MotionKind.POSTPONEMENT: N_("Udsættelse"),
    MotionKind.REMOVAL: N_("Af dagsordenen"),
    MotionKind.PROCEDURE: N_("Procedureforslag"),
    MotionKind.REOPENING: N_("Genoptagelse"),
    MotionKind.DIVISION: N_("Delt afstemning"),
    MotionKind.MATTER: N_("Delsag"),
}
REMARKS = {
    RemarkKind.REMARK: N_("Bemærkning"),
    RemarkKind.DISSENT: N_("Afvigende mening"),
    RemarkKind.RESERVATION: N_("Forbehold"),
    RemarkKind.REPORTED: N_("Refereret"),
    RemarkKind.STATEMENT: N_("Tilføjelse"),
}


def motion_label(here: ItemState, motion_id: str, state: State) -> str:
    """Return what a motion is called on the screen: ``Ændringsforslag fra B og F: punkt 3 ændres``,
    ``Punkt 2-3``."""
    if motion_id == MAIN:
        return _(SUBJECTS[here.item.subject])
    if is_own(motion_id):
        return _("Punkt {numbers}").format(numbers=motion_id.partition(":")[2])
    motion = here.motion(motion_id)
    text = _("Underændringsforslag") if motion.amends else _(KINDS[motion.kind])
    text = f"{motion.label} {text}" if motion.label else text
    if motion.movers:
        text = _("{what} fra {who}").format(what=text, who=_short(motion.movers, state))
    if motion.target:
        text += f" → {motion.target}"
    return text


def motion_effect(here: ItemState, motion_id: str) -> str:
    """Return what an amendment does: ``punkt 3 ændres``; empty for other motions."""
    if is_own(motion_id) or here.motion(motion_id).kind is not MotionKind.AMENDMENT:
        return ""
    motion = here.motion(motion_id)
    return _(EFFECTS[motion.effect]).format(points=", ".join(map(str, motion.points)))


def remark_label(remark: Remark, state: State) -> tuple[str, str]:
    """Return what a remark is called, and what has become of it."""
    text = _(REMARKS[remark.kind])
    if remark.authors:
        text = _("{what} fra {who}").format(what=text, who=_short(remark.authors, state))
    if remark.deadline and not remark.text:
        return text, _("frist {when}").format(when=remark.deadline)
    return text, _("videreført") if remark.carried else _("ført")


def standing_text(election: Election) -> str:
    """Return what an election has come to, or what comes next in it (KSL § 24)."""
    now = standing(election)
    names = ", ".join(now.names)
    if now.next is Next.ELECTED:
        return _("valgt: {names}").format(names=names)
    if now.next is Next.LOT:
        return _("lodtrækning mellem {names}").format(names=names)
    if now.names:
        return _("bundet valg mellem {names}").format(names=names)
    present = election.rounds[-1].present
    text = _("ny runde; {needed} af {present} stemmer kræves")
    return text.format(needed=present // 2 + 1, present=present)


def _short(mentions: Sequence[Mention], state: State) -> str:
    return enumerate_og([m.party or who(m, state.body) for m in mentions])


def tally(ruling: Ruling) -> str:
    """Return the outcome in a word, with the count of a vote: ``forkastet 3-6-2``."""
    word = _(OUTCOMES[outcome(ruling)])
    if isinstance(ruling, Vote):
        numbers = ["?" if n is None else str(n) for n in map(ruling.number, SIDES)]
        return f"{word} {'-'.join(numbers)}"
    return word
