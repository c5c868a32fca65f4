"""A vote written as the line that gives it again: for the next vote, and for the board."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from clerk.core.ballot import OUTCOME_SIGNS, OUTSIDE, TOOK_NO_PART
from clerk.core.entry import FORM_SIGN, SIDE_SIGNS, UNKNOWN_SIGN, joined, member_query
from clerk.core.people import Body, Member, by_party, in_room_order
from clerk.core.voting import SIDES, Side, VoiceKind, Vote, VoteOutcome, side_voices


def ballot_line(vote: Vote, body: Body, present: Collection[str], *, exact: bool = False) -> str:
    """Return the shortest line that gives this vote again among those present now.

    Members who have left the room since are passed over. Those who took no part and those who
    were out of the room are typed only where it is to be ``exact``: in another vote they are to
    be asked for again.
    """
    outcome = _outcome_word(vote)
    if len(vote.stated) == len(SIDES) and not any(stated.voices for stated in vote.stated):
        counts = [vote.number(side) for side in SIDES]
        line = " ".join(UNKNOWN_SIGN if count is None else str(count) for count in counts)
        return line + outcome
    room = in_room_order(body, present)
    codes = [party.code for party in body.parties]
    words: list[str] = []
    for side in SIDES:
        word = joined(_pieces(vote, side, body, room), codes, FORM_SIGN).rstrip(FORM_SIGN)
        if stated := vote.statement(side):
            number = UNKNOWN_SIGN if stated.number is None else str(stated.number)
            word += f"={number}" if word else UNKNOWN_SIGN
        words.append(word)
    while words and not words[-1]:
        words.pop()
    signs = list(SIDE_SIGNS)
    line = " ".join(words)
    if not all(words):
        line = " ".join(sign + word for sign, word in zip(signs, words, strict=False) if word)
    for at, ids in ((TOOK_NO_PART, vote.not_voting), (OUTSIDE, vote.outside)):
        pieces = _of_members(ids, room) if exact else []
        if pieces:
            line += " " + signs[at] + joined(pieces, codes, FORM_SIGN).rstrip(FORM_SIGN)
    return (line + outcome).strip()


def _outcome_word(vote: Vote) -> str:
    """Return the `` =g`` that says the outcome where the rest of the line does not."""
    yes, no = vote.number(Side.FOR), vote.number(Side.AGAINST)
    if vote.declared is None or None not in (yes, no):
        return ""
    bare = len(vote.stated) == len(SIDES) and not any(told.voices for told in vote.stated)
    told = VoteOutcome.ADOPTED if yes is None else VoteOutcome.REJECTED
    if not bare and yes != no and vote.declared is told:
        return ""
    return " =" + next(sign for sign, known in OUTCOME_SIGNS.items() if known is vote.declared)


def _pieces(vote: Vote, side: Side, body: Body, room: Sequence[Member]) -> list[str]:
    if not vote.statement(side):
        return _of_members(vote.side(side), room)
    pieces = []
    for voice in side_voices(vote, side, body):
        if voice.kind is VoiceKind.WHOLE or voice.kind is VoiceKind.EXCEPT:
            pieces.append((voice.party or "").lower())
        else:
            pieces += [member_query(body.member(m), room) + FORM_SIGN for m in voice.members]
    return pieces


def _of_members(ids: Iterable[str], room: Sequence[Member]) -> list[str]:
    """Return the members who are in the room as letters where a party is whole, else by name."""
    known = {member.id: member for member in room}
    members = [known[member_id] for member_id in ids if member_id in known]
    sizes = {code: len(group) for code, group in by_party(room).items()}
    mine = by_party(members)
    pieces: list[str] = []
    for member in members:
        code = member.party
        if code is None or len(mine[code]) < sizes[code]:
            pieces.append(member_query(member, room) + FORM_SIGN)
        elif code.lower() not in pieces:
            pieces.append(code.lower())
    return pieces
