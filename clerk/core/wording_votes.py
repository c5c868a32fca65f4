"""How a decision tells of a motion being settled: with a vote, in the style's order, or without."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.danish import enumerate_og, genitive, long_date, ranges
from clerk.core.motions import MotionKind, Result, ResultKind
from clerk.core.paragraphs import Paragraph, Role, name_member, sentence
from clerk.core.people import Body
from clerk.core.state import MAIN, ItemState, State, is_own, outcome
from clerk.core.style import Style
from clerk.core.voting import (
    SIDES,
    Side,
    Voice,
    Vote,
    VoteOutcome,
    in_body_order,
    side_voices,
    voices,
)
from clerk.core.wording_motions import motion_noun, verb_key

Values = dict[str, str | int]


def ruled(
    state: State, here: ItemState, motion_id: str, style: Style, before: Sequence[str] = ()
) -> list[Paragraph]:
    """Return the paragraphs that tell how a motion was settled; ``before`` are the ids of the
    amendments told of before it, which its own sentence may mention."""
    ruling = here.rulings[motion_id]
    values = _values(state, here, motion_id, style, before)
    if isinstance(ruling, Vote):
        told = voted(ruling, values, state.body, style)
    else:
        text = _settled(here, motion_id, ruling, values, style)
        told = [Paragraph(text, Role.RESULT)] if text else []
    if is_own(motion_id) and motion_id != MAIN:
        return _as_part(told, values, style)
    return told


def _as_part(told: list[Paragraph], values: Values, style: Style) -> list[Paragraph]:
    """Put the part's number before what was settled: as a heading, or in the first sentence."""
    numbers = {"numbers": values["numbers"], "points": values["points"]}
    if told and style.has("part.prefix"):
        first = told[0]
        text = style.say("part.prefix", **numbers) + first.text
        told = [Paragraph(text, first.role, first.tight), *told[1:]]
    return told


def part_heading(here: ItemState, points: Sequence[int], style: Style) -> list[Paragraph]:
    """Return the line that heads a part's amendments and votes, in styles that have one."""
    if not style.has("part.heading"):
        return []
    numbers = ", ".join(ranges(points))
    return [Paragraph(style.say("part.heading", numbers=numbers, points=numbers), Role.HEADING)]


def _values(
    state: State, here: ItemState, motion_id: str, style: Style, before: Sequence[str]
) -> Values:
    """Return what the sentence of a ruling may say, of what went before it in the item too."""
    own = is_own(motion_id)
    earlier = [here.rulings[key] for key in before if key in here.rulings]
    adopted = sum(1 for ruling in earlier if outcome(ruling) is ResultKind.ADOPTED)
    numbers = motion_id.partition(":")[2]
    onward = here.item.onward
    return {
        "motion": motion_noun(here, motion_id, state.body, style),
        "then": style.say("then") if own and earlier else "",
        "amendments": style.plural("plural.amendments", adopted) if own and adopted else "",
        "adopted": style.say(verb_key(here, motion_id)),
        "onward": onward,
        "onwards": genitive(onward),
        "over_for": style.say("onward.clause", onward=onward) if onward else "",
        "sender": here.item.sender,
        "senders": genitive(here.item.sender),
        "numbers": numbers,
        "points": numbers,
        "body": state.body.name,
        "bodys": genitive(state.body.name),
        "date": long_date(state.day),
    }


def _amended(key: str, values: Values, style: Style) -> str:
    """Return the phrase that mentions the adopted amendments, where there are any."""
    if values["amendments"] and style.has(f"{key}_amended"):
        return f"{key}_amended"
    return key


def _settled(here: ItemState, motion_id: str, result: Result, values: Values, style: Style) -> str:
    family = "result" if is_own(motion_id) else "amendment_result"
    key = _amended(f"{family}.{result.kind}", values, style)
    if not is_own(motion_id) and here.motion(motion_id).kind is not MotionKind.AMENDMENT:
        other = f"motion_result.{result.kind}"
        key = other if style.has(other) else key
    detail = _detail(result)
    if result.kind is ResultKind.RECOMMENDED and detail:
        values = {**values, "onward": detail.strip(), "onwards": genitive(detail.strip())}
        values["over_for"] = style.say("onward.clause", onward=detail.strip())
    return style.say(key, **values, detail=detail, text=sentence(result.detail))


_LEADS = {ResultKind.REFERRED: "til ", ResultKind.FORWARDED: "til ", ResultKind.RESOLVED: "at "}


def _detail(result: Result) -> str:
    """Return the detail with its lead: `` til Socialudvalget``, ``, at ...``."""
    detail = result.detail.strip().rstrip(".")
    if not detail:
        return ""
    lead = _LEADS.get(result.kind, "")
    if detail.lower().startswith(lead):
        detail = detail[len(lead) :]
    return (", " if result.kind is ResultKind.RESOLVED else " ") + lead + detail


def voted(vote: Vote, values: Values, body: Body, style: Style) -> list[Paragraph]:
    """Return the paragraphs that tell of a vote, in the order that the style gives."""
    told: list[Paragraph] = []
    tight = False
    for part in style.order:
        if part in _LISTS:
            line = _list_line(part, vote, values, body, style)
            if line:
                told.append(Paragraph(line, Role.VOTE, tight and style.layout == "lines"))
                tight = True
            continue
        line = _sentence(part, vote, values, style)
        if line:
            told.append(Paragraph(line, Role.VOTE if part == "request" else Role.RESULT))
        tight = False
    if style.layout == "inline" and told:
        return [Paragraph(" ".join(paragraph.text for paragraph in told), Role.RESULT)]
    return told


_LISTS = ("for", "against", "abstained", "not_voting", "outside")


def _sentence(part: str, vote: Vote, values: Values, style: Style) -> str:
    if part == "request":
        return style.say("vote.request", **values) if style.has("vote.request") else ""
    yes, no, abstained = (vote.number(side) for side in SIDES)
    key = _amended(f"vote.{vote.outcome}", values, style)
    if yes is None or no is None:
        unknown = f"vote.{vote.outcome}_unknown"
        if style.has(unknown):
            return style.say(unknown, **values)
        yes, no = yes or 0, no or 0
    if not style.has(key):
        return ""
    winner, loser = (no, yes) if vote.outcome is VoteOutcome.REJECTED else (yes, no)
    return style.say(
        key,
        **values,
        winner=winner,
        loser=loser,
        votes=style.plural("plural.votes", winner),
        for_votes=style.plural("plural.votes", yes),
        abstainers="" if abstained is None else style.plural("plural.abstainers", abstained),
        **{"for": yes, "against": no},
    )


def _list_line(part: str, vote: Vote, values: Values, body: Body, style: Style) -> str:
    """Return the line of one list, empty where the style leaves it out."""
    if part in ("not_voting", "outside"):
        return _others_line(part, vote, values, body, style)
    side = Side(part)
    number = vote.number(side)
    found = side_voices(vote, side, body)
    if style.by_member and not vote.statement(side):
        names = _join([_person(member, body, style) for member in vote.side(side)], style)
    else:
        ordered = in_body_order(found, body) if style.body_order else found
        names = _join([_voter(voice, body, style) for voice in ordered], style)
    key = f"vote.{part}"
    if number == 0 and not names:
        key = f"{key}_none"
    elif number is None:
        key = f"{key}_unknown" if names else ""
    elif not names:
        key = f"{key}_count"
    if not key or not style.has(key):
        return ""
    return style.say(
        key,
        n=number if number is not None else "",
        voters=names,
        member=style.plural("plural.members", number or 0),
        **_share(part, vote, values, style),
    )


def _others_line(part: str, vote: Vote, values: Values, body: Body, style: Style) -> str:
    """Return the line of those who took no part, or were out of the room for the vote."""
    members = vote.not_voting if part == "not_voting" else vote.outside
    if not members or not style.has(f"vote.{part}"):
        return ""
    if part == "not_voting":
        names = _join([_voter(v, body, style) for v in voices(members, vote, body)], style)
    else:
        names = enumerate_og([name_member(member, body, style) for member in members])
    count = style.plural("plural.members", len(members))
    share = _share(part, vote, values, style)
    return style.say(f"vote.{part}", n=len(members), voters=names, member=count, **share)


def _share(part: str, vote: Vote, values: Values, style: Style) -> Values:
    """Return whether a side was the majority, and what the vote was about."""
    winner = {VoteOutcome.ADOPTED: "for", VoteOutcome.REJECTED: "against"}.get(vote.outcome, "")
    share = "half" if not winner else "majority" if part == winner else "minority"
    return {"share": style.say(f"share.{share}"), "motion": values["motion"]}


def _join(names: Sequence[str], style: Style) -> str:
    if len(names) < 2:
        return "".join(names)
    return style.voters_between.join(names[:-1]) + style.voters_joint + names[-1]


def _person(member_id: str, body: Body, style: Style) -> str:
    member = body.member(member_id)
    if member.party is None:
        return style.say("voter.person", names=member.name, party="", n=1, members="", name="")
    return style.say("voter.member", name=member.name, party=member.party)


def _voter(voice: Voice, body: Body, style: Style) -> str:
    names = enumerate_og([body.member(member_id).name for member_id in voice.members])
    codes = {party.code: party.name for party in body.parties}
    code = voice.party or ""
    kind = voice.kind
    return style.say(
        f"voter.{kind}",
        party=code,
        name=codes.get(code, code),
        n=len(voice.members),
        members=style.plural("plural.members", len(voice.members)),
        names=names,
    )
