"""Votes: who answered what, counting, the outcome, party lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.i18n import _
from clerk.core.people import Body


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


@dataclass(frozen=True, slots=True)
class Stated:
    """A side of a vote as it was announced, where the members behind it are not all known.

    ``number`` is None where no number is known: unknown is never 0 (practice.md 8). ``voices``
    are the parties and persons that were named.
    """

    side: Side
    number: int | None
    voices: tuple[Voice, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The members who are known to be on the side."""
        return tuple(
            member
            for voice in self.voices
            if voice.kind in (VoiceKind.SOME, VoiceKind.PERSON)
            for member in voice.members
        )


@dataclass(frozen=True, slots=True)
class Vote:
    """How each member voted, as ids in the order in which they were entered.

    ``not_voting`` are those who were in the room and took no part (*deltog ikke i afstemningen*),
    which is not the same as abstaining (practice.md 1.1); ``outside`` were out of the room for
    this vote. A side in ``stated`` has a number of its own, and its member list is then empty;
    ``declared`` is the outcome where the numbers do not tell it.
    """

    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    not_voting: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    declared: VoteOutcome | None = None

    def side(self, side: Side) -> tuple[str, ...]:
        """Return the members on one side, as far as they are known one by one."""
        return {
            Side.FOR: self.for_,
            Side.AGAINST: self.against,
            Side.ABSTAINED: self.abstained,
        }[side]

    def statement(self, side: Side) -> Stated | None:
        """Return what was announced of a side, None where its members are known."""
        return next((stated for stated in self.stated if stated.side is side), None)

    def number(self, side: Side) -> int | None:
        """Return the votes of a side, None where they are not known."""
        stated = self.statement(side)
        return len(self.side(side)) if stated is None else stated.number

    @property
    def voters(self) -> tuple[str, ...]:
        """All who are known to have voted or abstained."""
        told = tuple(member for stated in self.stated for member in stated.named)
        return self.for_ + self.against + self.abstained + told

    @property
    def taken(self) -> bool:
        """Whether anybody voted, known by name or not."""
        return any(self.number(side) != 0 for side in SIDES)

    @property
    def outcome(self) -> VoteOutcome:
        """Adopted only if more are for than against; abstentions never count (KSL § 11(3),
        [18.1.2]); a tie lapses the motion [04.1.2].

        Where a number is not known it is what was declared; a vote without either is tied.
        """
        yes, no = self.number(Side.FOR), self.number(Side.AGAINST)
        if yes is None or no is None:
            return self.declared or VoteOutcome.TIED
        if yes > no:
            return VoteOutcome.ADOPTED
        return VoteOutcome.REJECTED if yes < no else VoteOutcome.TIED

    def faults(self) -> list[str]:
        """Return why this is no vote, whoever was in the room, as sentences; empty for one that
        can have been: each voter counted once (E3), each side told once, in numbers that can be,
        and an outcome that the numbers give or leave open."""
        everybody = (*self.voters, *self.not_voting, *self.outside)
        told = [stated.side for stated in self.stated]
        found = []
        if len(set(everybody)) < len(everybody):
            found.append(_("et medlem er talt to gange"))
        if not self.taken:
            found.append(_("ingen har stemt"))
        if len(set(told)) < len(told) or any(self.side(side) for side in told):
            found.append(_("en side af afstemningen er talt to gange"))
        if any(s.number is not None and s.number < len(s.named) for s in self.stated):
            found.append(_("der er nævnt flere på en side, end der er stemmer"))
        return found + self._faults_of_outcome()

    def _faults_of_outcome(self) -> list[str]:
        yes, no = self.number(Side.FOR), self.number(Side.AGAINST)
        if yes is not None and no is not None:
            differs = self.declared not in (None, self.outcome)
        elif self.declared is None:
            return [_("udfaldet er ukendt: sig, om det blev godkendt, forkastet eller bortfaldt")]
        else:
            # Whatever the other number is, a side without votes does not win.
            lost = VoteOutcome.ADOPTED if yes == 0 else VoteOutcome.REJECTED
            differs = 0 in (yes, no) and self.declared is lost
        return [_("udfaldet passer ikke med stemmerne")] if differs else []


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


def side_voices(vote: Vote, side: Side, body: Body) -> list[Voice]:
    """Return the parties and persons of one side: as announced, or derived from its members."""
    stated = vote.statement(side)
    return list(stated.voices) if stated else voices(vote.side(side), vote, body)


def whole_parties(found: Sequence[Voice]) -> frozenset[str]:
    """Return the parties of a side where it has nothing but whole parties, empty otherwise."""
    if any(voice.kind is not VoiceKind.WHOLE for voice in found):
        return frozenset()
    return frozenset(voice.party or "" for voice in found)


def party_sizes(vote: Vote, body: Body) -> dict[frozenset[str], int]:
    """Return the votes that each side of whole parties had."""
    sizes = {}
    for side in SIDES:
        parties, number = whole_parties(side_voices(vote, side, body)), vote.number(side)
        if parties and number:
            sizes[parties] = number
    return sizes


def in_body_order(found: Sequence[Voice], body: Body) -> list[Voice]:
    """Return the voices in the body's own group order, each independent after the group of the
    member who stands before them in the body's list (practice.md 3.1)."""
    place: dict[str, float] = {party.code: at for at, party in enumerate(body.parties)}
    before = -1.0
    for member in body.members:
        if member.party is None:
            place[member.id] = before + 0.5
        else:
            before = place.get(member.party, before)
    last = float(len(place))
    return sorted(found, key=lambda v: place.get(v.party or "".join(v.members[:1]), last))


def voice_label(voice: Voice, body: Body) -> str:
    """Return a short label for the screen: ``A``, ``A (Mette Holm)`` or a name."""
    names = ", ".join(body.member(member_id).name for member_id in voice.members)
    if voice.party is None:
        return names
    if voice.kind is VoiceKind.WHOLE:
        return voice.party
    sign = "÷ " if voice.kind is VoiceKind.EXCEPT else ""
    return f"{voice.party} ({sign}{names})"
