"""The lists of a vote: who stood on each side, by party or by name, with the number or without."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.danish import enumerate_og
from clerk.core.paragraphs import name_member
from clerk.core.people import Body
from clerk.core.style import Style
from clerk.core.voting import Side, Voice, Vote, VoteOutcome, in_body_order, side_voices, voices

Values = dict[str, str | int]


def list_line(part: str, vote: Vote, values: Values, body: Body, style: Style) -> str:
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
    key = _list_key(side, number, bool(names), vote, style)
    if not style.has(key):
        return ""
    return style.say(
        key,
        n=number if number is not None else "",
        voters=names,
        member=style.plural("plural.members", number or 0),
        **_share(part, vote, values, style),
    )


def _list_key(side: Side, number: int | None, named: bool, vote: Vote, style: Style) -> str:
    """Return the key of a list's phrase, the empty text where there is nothing to tell.

    A number stands in the list where the style has it there, and where the sentence of the vote,
    which else tells it, cannot because another number is not known.
    """
    if number is None:
        numberless = not style.uses(f"vote.{side}", "n", "member")
        return f"vote.{side}{'' if numberless else '_unknown'}" if named else ""
    known = vote.number(Side.FOR) is not None and vote.number(Side.AGAINST) is not None
    if number == 0 and not named:
        # Beside numbers that are not known, nobody named is not nobody (practice.md 8).
        return f"vote.{side}_none" if known or vote.statement(side) else ""
    in_sentence = _sentence_tells(side, vote, style)
    if not named:
        return "" if known and in_sentence else f"vote.{side}_count"
    numbered = f"vote.{side}_numbered"
    return numbered if in_sentence and not known and style.has(numbered) else f"vote.{side}"


def _sentence_tells(side: Side, vote: Vote, style: Style) -> bool:
    """Whether the style's sentence of such a vote gives the number of a side."""
    if side is Side.ABSTAINED:
        many = style.plurals["plural.abstainers"]["many"]
        return "{n}" in many and style.uses(f"vote.{vote.outcome}", "abstainers")
    return style.uses(f"vote.{vote.outcome}", "winner", "for", "against")


def _others_line(part: str, vote: Vote, values: Values, body: Body, style: Style) -> str:
    """Return the line of those who took no part, or were out of the room for the vote."""
    members = vote.not_voting if part == "not_voting" else vote.outside
    if not members or not style.has(f"vote.{part}"):
        return ""
    if part == "not_voting" and style.by_member:
        names = _join([_person(member, body, style) for member in members], style)
    elif part == "not_voting":
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
        return style.say("voter.person", names=member.name)
    return style.say("voter.member", name=member.name, party=body.letter(member.party))


def _voter(voice: Voice, body: Body, style: Style) -> str:
    names = enumerate_og([body.member(member_id).name for member_id in voice.members])
    codes = {party.code: party.name for party in body.parties}
    code = voice.party or ""
    kind = voice.kind
    return style.say(
        f"voter.{kind}",
        party=body.letter(code),
        name=codes.get(code, code),
        n=len(voice.members),
        members=style.plural("plural.members", len(voice.members)),
        names=names,
    )
