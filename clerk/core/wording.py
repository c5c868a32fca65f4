"""The decision text: Danish sentences from facts, in a house style.

Nothing here knows a body by name; what differs between bodies is data (``data/styles``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clerk.core.danish import enumerate_og, genitive, long_date
from clerk.core.entry import Mention
from clerk.core.motions import (
    Effect,
    Marker,
    Motion,
    Remark,
    Result,
    ResultKind,
)
from clerk.core.people import Body
from clerk.core.state import MAIN, ItemState, State, outcome
from clerk.core.style import Style
from clerk.core.voting import SIDES, Voice, Vote, VoteOutcome, voices


class Role(StrEnum):
    """What a paragraph of a decision says."""

    MOVED = "moved"
    QUOTE = "quote"
    VOTE = "vote"
    RESULT = "result"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the decision. ``tight`` ones follow the last without a blank line."""

    text: str
    role: Role
    tight: bool = False


def decision(state: State, item_id: str, style: Style) -> list[Paragraph]:
    """Return the decision of one item as it would be published now.

    The order is the published one: amendments with their votes, the item's own result, remarks
    (practice.md 4.8).
    """
    here = state.items[item_id]
    text: list[Paragraph] = []
    for motion in in_printed_order(here):
        text += moved(here, motion, state.body, style)
        if motion.id in here.rulings:
            text += ruled(state, here, motion.id, style)
    if MAIN in here.rulings:
        text += ruled(state, here, MAIN, style)
    for remark in here.remarks:
        text += remarked(remark, state.body, style)
    return text


def in_printed_order(here: ItemState) -> list[Motion]:
    """Return the amendments as the decision tells of them: the settled ones in the order in
    which they were settled, then those still open."""
    settled = [here.motion(motion_id) for motion_id in here.rulings if motion_id != MAIN]
    return settled + [motion for motion in here.motions if motion.id not in here.rulings]


def plain(paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs as text, a blank line between those that are not tight."""
    text = ""
    for paragraph in paragraphs:
        if text:
            text += "\n" if paragraph.tight else "\n\n"
        text += paragraph.text
    return text


def quoted(text: str) -> str:
    """Return ``text`` in quotation marks, unless it came in a pair of its own."""
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        return text
    return f'"{text}"'


def name_mention(mention: Mention, body: Body, style: Style) -> str:
    """Return a mover or author as running text names it."""
    if mention.party is not None:
        return body.party(mention.party).form(mention.form)
    member = body.member(mention.member or "")
    if member.party is None:
        return style.say("mention.independent", name=member.name)
    return style.say("mention.member", name=member.name, party=member.party)


def name_mentions(mentions: Sequence[Mention], body: Body, style: Style) -> str:
    """Return movers or authors as a Danish list: ``Socialdemokratiet og Enhedslisten``."""
    return enumerate_og([name_mention(mention, body, style) for mention in mentions])


def point_reference(numbers: Sequence[int], here: ItemState, style: Style) -> str:
    """Return ``3. pind`` or ``2. og 4. at-punkt``."""
    ordinals = enumerate_og([f"{number}." for number in numbers])
    return f"{ordinals} {style.say(f'point.{_marker(here, numbers)}')}"


def _marker(here: ItemState, numbers: Sequence[int]) -> Marker:
    found = here.item.recommendation_of(numbers[0]) if numbers else None
    if found is None and here.item.recommendations:
        found = here.item.recommendations[-1]
    return found.marker if found else Marker.NUMBER


def _old_text(here: ItemState, motion: Motion) -> str:
    texts = []
    for point in here.item.points:
        if point.number in motion.points:
            dash = _marker(here, (point.number,)) is Marker.DASH
            texts.append(f"- {point.text}" if dash else point.text)
    return "\n\n".join(texts)


def moved(here: ItemState, motion: Motion, body: Body, style: Style) -> list[Paragraph]:
    """Return the paragraphs that tell of an amendment being moved."""
    recommendation = here.item.recommendation_of(motion.points[0]) if motion.points else None
    document = style.say("document.recommendation")
    if recommendation is not None and recommendation.addressee:
        document = style.say("document.statement", addressee=recommendation.addressee)
    letters = [m.party or body.member(m.member or "").name for m in motion.movers]
    texts = style.paragraphs(
        f"amendment.{motion.effect}",
        movers=name_mentions(motion.movers, body, style),
        letters=enumerate_og(letters),
        points=point_reference(motion.points, here, style),
        point=style.say(f"point.{_marker(here, motion.points)}"),
        document=document,
        old=quoted(_old_text(here, motion)),
        new=quoted(motion.text),
    )
    if motion.effect in (Effect.DELETE, Effect.POSTPONE) and motion.text:
        texts.append(quoted(motion.text))
    return [
        Paragraph(text, Role.QUOTE if text.startswith('"') else Role.MOVED)
        for text in texts
        if text
    ]


def ruled(state: State, here: ItemState, motion_id: str, style: Style) -> list[Paragraph]:
    """Return the paragraphs that tell how a motion was settled."""
    ruling = here.rulings[motion_id]
    values = _ruling_values(here, motion_id, style)
    if isinstance(ruling, Vote):
        return voted(ruling, motion_id == MAIN, values, state.body, style)
    family = "result" if motion_id == MAIN else "amendment_result"
    text = style.say(
        _amended(f"{family}.{ruling.kind}", values, style), **values, detail=_detail(ruling)
    )
    return [Paragraph(text, Role.RESULT)] if text else []


def _ruling_values(here: ItemState, motion_id: str, style: Style) -> dict[str, str]:
    """Return what the sentence of a ruling may say of what went before it in the item."""
    main = motion_id == MAIN
    subject = here.item.subject if main else "amendment"
    # Amendments are printed before the item's own result, also where they were settled after it.
    earlier = [ruling for key, ruling in here.rulings.items() if key != MAIN]
    adopted = sum(1 for ruling in earlier if outcome(ruling) is ResultKind.ADOPTED)
    return {
        "motion": style.say(f"motion.{subject}"),
        "then": style.say("then") if main and earlier else "",
        "amendments": style.plural("plural.amendments", adopted) if main and adopted else "",
    }


def _amended(key: str, values: dict[str, str], style: Style) -> str:
    """Return the phrase that mentions the adopted amendments, where there are any."""
    if values["amendments"] and style.has(f"{key}_amended"):
        return f"{key}_amended"
    return key


_LEADS = {ResultKind.REFERRED: "til ", ResultKind.RESOLVED: "at "}


def _detail(result: Result) -> str:
    """Return the detail with its lead: `` til Socialudvalget``, ``, at ...``."""
    detail = result.detail.strip().rstrip(".")
    if not detail:
        return ""
    lead = _LEADS.get(result.kind, "")
    if detail.lower().startswith(lead):
        detail = detail[len(lead) :]
    return (", " if result.kind is ResultKind.RESOLVED else " ") + lead + detail


def voted(
    vote: Vote, main: bool, values: dict[str, str], body: Body, style: Style
) -> list[Paragraph]:
    """Return the paragraphs that tell of a vote, in the order that the style gives."""
    counts = {side: len(vote.side(side)) for side in SIDES}
    yes, no, abstained = counts.values()
    lost = vote.outcome is VoteOutcome.REJECTED
    winner, loser = (no, yes) if lost else (yes, no)
    lists = {
        "for": vote.for_,
        "against": vote.against,
        "abstained": vote.abstained,
        "not_voting": vote.not_voting,
    }
    text: list[Paragraph] = []
    tight = False
    for part in style.order:
        if part in lists:
            members = lists[part]
            if not members or not style.has(f"vote.{part}"):
                continue
            line = style.say(
                f"vote.{part}", n=len(members), voters=_voters(members, vote, body, style)
            )
            text.append(Paragraph(line, Role.VOTE, tight and style.tight))
            tight = True
            continue
        key = (
            "vote.request" if part == "request" else _amended(f"vote.{vote.outcome}", values, style)
        )
        if style.has(key):
            line = style.say(
                key,
                **values,
                winner=winner,
                loser=loser,
                votes=style.plural("plural.votes", winner),
                abstainers=style.plural("plural.abstainers", abstained),
                **{"for": yes, "against": no},
            )
            text.append(Paragraph(line, Role.VOTE if part == "request" else Role.RESULT))
        tight = False
    return text


def _voters(members: Sequence[str], vote: Vote, body: Body, style: Style) -> str:
    lines = [_voter(voice, body, style) for voice in voices(members, vote, body)]
    return enumerate_og(lines, style.voters_joint)


def _voter(voice: Voice, body: Body, style: Style) -> str:
    names = enumerate_og([body.member(member_id).name for member_id in voice.members])
    return style.say(
        f"voter.{voice.kind}",
        party=voice.party or "",
        n=len(voice.members),
        members=style.plural("plural.members", len(voice.members)),
        names=names,
    )


def remark_lead(remark: Remark, body: Body, style: Style) -> str:
    """Return the sentence before a remark: who gave it, or from where it is carried over."""
    authors = name_mentions(remark.authors, body, style)
    if remark.carried is None:
        return style.say("remark.given", authors=authors)
    return style.say(
        "remark.carried",
        authors=authors,
        body=remark.carried.body,
        bodys=genitive(remark.carried.body),
        date=long_date(date.fromisoformat(remark.carried.day)),
    )


def remarked(remark: Remark, body: Body, style: Style) -> list[Paragraph]:
    """Return a remark with its lead. The text stands as it was given, to the letter (E18)."""
    lead = remark_lead(remark, body, style)
    told = [Paragraph(lead, Role.REMARK)] if lead else []
    return [*told, Paragraph(quoted(remark.text), Role.QUOTE)]
