"""Votes: the one-line entry, who may vote, counting, the outcome, party lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.danish import clean_line
from clerk.core.entry import (
    FORM_SIGN,
    SIDE_SIGNS,
    Problem,
    TokenKind,
    joined,
    member_query,
    one_member,
    tokens,
    unknown_text,
)
from clerk.core.i18n import _, ngettext
from clerk.core.people import Body, by_party, in_room_order


class Side(StrEnum):
    """What a member can answer."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


SIDES = tuple(Side)


class VoteOutcome(StrEnum):
    """The outcome of a count."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"


@dataclass(frozen=True, slots=True)
class Vote:
    """How each member voted, as ids in the order in which they were entered.

    ``not_voting`` are those who were in the room and took no part (*deltog ikke i afstemningen*),
    which is not the same as abstaining (practice.md 1.1).
    """

    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    not_voting: tuple[str, ...] = ()

    def side(self, side: Side) -> tuple[str, ...]:
        """Return the members on one side."""
        return {
            Side.FOR: self.for_,
            Side.AGAINST: self.against,
            Side.ABSTAINED: self.abstained,
        }[side]

    @property
    def voters(self) -> tuple[str, ...]:
        """All who voted or abstained."""
        return self.for_ + self.against + self.abstained

    @property
    def outcome(self) -> VoteOutcome:
        """Adopted only if more are for than against; abstentions never count (KSL § 11(3),
        [18.1.2]); a tie lapses the motion [04.1.2]."""
        if len(self.for_) > len(self.against):
            return VoteOutcome.ADOPTED
        if len(self.for_) < len(self.against):
            return VoteOutcome.REJECTED
        return VoteOutcome.TIED


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote line as far as it has been typed: the vote it would be, and what is wrong with it."""

    vote: Vote
    problems: tuple[Problem, ...] = ()

    @property
    def fatal(self) -> bool:
        """Whether the line cannot be recorded as it stands."""
        return any(problem.fatal for problem in self.problems)


def read_ballot(line: str, body: Body, present: Collection[str]) -> Ballot:
    """Read a vote line such as ``bf aci ø``, ``+bf -aci`` or ``bf . 'holm``.

    A letter stands for the members of that party who are in the room now and whom the line does
    not name themselves: seats never vote (practice.md 1.1, [FTSTOL]). The members of each side
    come in the order in which the line mentions them.
    """
    room = in_room_order(body, present)
    parties = by_party(room)
    codes = [party.code for party in body.parties]
    sides: tuple[list[str], ...] = ([], [], [])
    problems: list[Problem] = []
    named: dict[str, int] = {}
    lettered: set[str] = set()
    unknown = ""
    rests = 0
    read = tokens(clean_line(line), codes)
    signed = any(token.kind is TokenKind.SIDE for token in read)
    side = 0
    order: list[tuple[int, str, str]] = []  # side, kind, party code or member id
    for token in read:
        if token.kind is TokenKind.SPACE:
            side += 0 if signed else 1
        elif token.kind is TokenKind.SIDE:
            side = SIDE_SIGNS[token.text]
        elif side > 2:
            problems.append(Problem("sides", _("mere end tre grupper"), fatal=True))
            break
        elif token.kind is TokenKind.REST:
            rests += 1
            order.append((side, "rest", ""))
        elif token.kind is TokenKind.MEMBER:
            member = one_member(token.text, room)
            if isinstance(member, Problem):
                elsewhere = one_member(token.text, body.members)
                if not isinstance(elsewhere, Problem) and member.code == "unknown":
                    member = _not_in_room(elsewhere.name)
                problems.append(member)
            elif member.id in named:
                problems.append(_twice(member.name))
            else:
                named[member.id] = side
                order.append((side, "member", member.id))
        elif token.kind is TokenKind.PARTY:
            if token.text in lettered:
                problems.append(
                    Problem(
                        "twice",
                        _("{party} er nævnt to gange; nævn medlemmerne med '").format(
                            party=token.text
                        ),
                        fatal=True,
                    )
                )
            elif token.text not in parties:
                problems.append(_not_in_room(token.text))
            lettered.add(token.text)
            order.append((side, "party", token.text))
        else:
            unknown += token.text
    if unknown:
        problems.append(unknown_text(unknown))
    if rests > 1:
        problems.append(Problem("twice", _(". er sat to gange"), fatal=True))

    taken = set(named)
    for letter in lettered:
        taken.update(member.id for member in parties.get(letter, ()))
    done: set[str] = set()
    for at, kind, key in order:
        if kind == "member":
            ids: Iterable[str] = (key,)
        elif kind == "party":
            ids = (m.id for m in parties.get(key, ()) if m.id not in named)
        else:
            ids = (m.id for m in room if m.id not in taken)
        for member_id in ids:
            if member_id not in done:
                done.add(member_id)
                sides[at].append(member_id)
    missing = [member for member in room if member.id not in done]
    vote = Vote(
        tuple(sides[0]), tuple(sides[1]), tuple(sides[2]), tuple(member.id for member in missing)
    )
    if missing and done:
        problems.append(_missing([m.id for m in missing], vote, body))
    if not done and not problems:
        problems.append(Problem("empty", _("ingen stemmer endnu"), fatal=True))
    return Ballot(vote, tuple(problems))


def _twice(name: str) -> Problem:
    return Problem("twice", _("{who} er nævnt to gange").format(who=name), fatal=True)


def _not_in_room(name: str) -> Problem:
    return Problem("absent", _("{who} er ikke i salen").format(who=name), fatal=True)


def _missing(ids: Sequence[str], vote: Vote, body: Body) -> Problem:
    labels = [voice_label(voice, body) for voice in voices(ids, vote, body)]
    text = ngettext("mangler 1: {who}", "mangler {n}: {who}", len(ids))
    return Problem("missing", text.format(n=len(ids), who=", ".join(labels)))


class VoiceKind(StrEnum):
    """How a party stands on a side of a vote."""

    WHOLE = "whole"
    EXCEPT = "except"
    SOME = "some"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Voice:
    """One entry of a vote list: a party as a whole, all of it but some, some of it, a person.

    ``members`` are the ones to be named: those excepted, those meant, or the independent.
    Group names suffice only where the vote follows the groups ([89.1.3]).
    """

    kind: VoiceKind
    party: str | None
    members: tuple[str, ...] = ()


def voices(side: Sequence[str], vote: Vote, body: Body) -> list[Voice]:
    """Derive the party lines of one side, in the order in which the side was entered.

    A party that stands as one is its letter. Where it is split, the larger part is *P med
    undtagelse af ...* and the others are named; without a larger part all are named.
    """
    party_of = {member.id: member.party for member in body.members}
    everybody: dict[str, int] = {}
    for member_id in (*vote.voters, *vote.not_voting):
        code = party_of.get(member_id)
        if code is not None:
            everybody[code] = everybody.get(code, 0) + 1
    mine: dict[str, list[str]] = {}
    found: list[Voice | str] = []
    for member_id in side:
        code = party_of.get(member_id)
        if code is None:
            found.append(Voice(VoiceKind.PERSON, None, (member_id,)))
        else:
            if code not in mine:
                mine[code] = []
                found.append(code)
            mine[code].append(member_id)
    here = set(side)

    def settle(code: str) -> Voice:
        members = mine[code]
        if len(members) == everybody[code]:
            return Voice(VoiceKind.WHOLE, code)
        if 2 * len(members) > everybody[code]:
            others = tuple(
                member_id
                for member_id in (*vote.voters, *vote.not_voting)
                if party_of.get(member_id) == code and member_id not in here
            )
            return Voice(VoiceKind.EXCEPT, code, others)
        return Voice(VoiceKind.SOME, code, tuple(members))

    return [settle(entry) if isinstance(entry, str) else entry for entry in found]


def voice_label(voice: Voice, body: Body) -> str:
    """Return a short label for the screen: ``A``, ``A (Mette Holm)`` or a name."""
    names = ", ".join(body.member(member_id).name for member_id in voice.members)
    if voice.party is None:
        return names
    if voice.kind is VoiceKind.WHOLE:
        return voice.party
    sign = "÷ " if voice.kind is VoiceKind.EXCEPT else ""
    return f"{voice.party} ({sign}{names})"


def ballot_line(vote: Vote, body: Body, present: Collection[str]) -> str:
    """Return the shortest line that gives this vote again among those present now.

    Members who have left the room since are passed over.
    """
    room = in_room_order(body, present)
    here = {member.id for member in room}
    sizes = {code: len(members) for code, members in by_party(room).items()}
    codes = [party.code for party in body.parties]
    words: list[str] = []
    for side in SIDES:
        ids = [member_id for member_id in vote.side(side) if member_id in here]
        mine = by_party(map(body.member, ids))
        pieces: list[str] = []
        for member in map(body.member, ids):
            code = member.party
            if code is None or len(mine[code]) < sizes[code]:
                pieces.append(member_query(member, room) + FORM_SIGN)
            elif code.lower() not in pieces:
                pieces.append(code.lower())
        words.append(joined(pieces, codes, FORM_SIGN).rstrip(FORM_SIGN))
    while words and not words[-1]:
        words.pop()
    if all(words):
        return " ".join(words)
    return " ".join(sign + word for sign, word in zip(SIDE_SIGNS, words, strict=False) if word)
