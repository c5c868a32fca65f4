"""The vote line: what a clerk types, read as a vote against those who are in the room."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from clerk.core.danish import clean_line
from clerk.core.entry import (
    SIDE_SIGNS,
    UNKNOWN_SIGN,
    Problem,
    Token,
    TokenKind,
    one_member,
    tokens,
    unknown_text,
)
from clerk.core.i18n import _, ngettext
from clerk.core.people import Body, Member, by_party, in_room_order
from clerk.core.voting import (
    SIDES,
    Side,
    Stated,
    Voice,
    VoiceKind,
    Vote,
    VoteOutcome,
    voice_label,
    voices,
)

_COUNTS = re.compile(r"((?:\d{1,4}|\?)(?: (?:\d{1,4}|\?)){1,2})(?: =([gfb]))?")
OUTCOME_SIGNS = {
    "g": VoteOutcome.ADOPTED,
    "f": VoteOutcome.REJECTED,
    "b": VoteOutcome.TIED,
}
"""``=g``, ``=f`` and ``=b``: godkendt, forkastet, bortfaldet, where the numbers do not tell."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote line as far as it has been typed: the vote it would be, and what is wrong with it.

    ``missing`` are those in the room whom the line does not mention; the vote has them among those
    who took no part.
    """

    vote: Vote
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def fatal(self) -> bool:
        """Whether the line cannot be recorded as it stands."""
        return any(problem.fatal for problem in self.problems)


def read_ballot(line: str, body: Body, present: Collection[str]) -> Ballot:
    """Read a vote line such as ``bf aci ø``, ``+bf -aci``, ``bf . 'holm``, ``abc=24 ø=5`` or
    ``24 0 24``.

    A letter stands for the members of that party who are in the room now and whom the line does
    not name themselves: seats never vote (practice.md 1.1, [FTSTOL]). The members of each side
    come in the order in which the line mentions them. ``*`` is before those who took no part,
    ``<`` before those who were out of the room.
    """
    line = clean_line(line)
    if counts := _COUNTS.fullmatch(line):
        return _counts_only(counts[1].split(), counts[2], len(present))
    reading = _Reading(body, in_room_order(body, present))
    reading.read(tokens(line, [party.code for party in body.parties]))
    return reading.ballot()


def _counts_only(numbers: Sequence[str], declared: str | None, present: int) -> Ballot:
    counts = [None if number == UNKNOWN_SIGN else int(number) for number in numbers]
    problems: list[Problem] = []
    if len(counts) == 2:
        known = sum(count or 0 for count in counts)
        counts.append(0 if None not in counts and known == present else None)
    stated = tuple(Stated(s, n) for s, n in zip(SIDES, counts, strict=True))
    outcome = OUTCOME_SIGNS.get(declared or "")
    vote = Vote(stated=stated, declared=outcome if None in counts[:2] else None)
    if None in counts[:2] and outcome is None:
        problems.append(_outcome_unknown())
    elif outcome not in (None, vote.outcome):
        problems.append(_outcome_differs())
    return Ballot(vote, (*(problems or _faults(vote)), *_sum_differs(vote, present)))


def _faults(vote: Vote) -> list[Problem]:
    """Return why the line, though it can be read, is no vote."""
    return [Problem("fault", fault, fatal=True) for fault in vote.faults()]


def _outcome_unknown() -> Problem:
    text = _("udfaldet kan ikke tælles: slut med =g godkendt, =f forkastet eller =b bortfaldet")
    return Problem("outcome", text, fatal=True)


def _outcome_differs() -> Problem:
    return Problem("outcome", _("udfaldet passer ikke med stemmerne"), fatal=True)


def _sum_differs(vote: Vote, present: int) -> list[Problem]:
    """Warn where announced numbers and the room do not agree; more votes than people in the room
    are impossible (E3)."""
    numbers = [vote.number(side) for side in SIDES]
    known = sum(number or 0 for number in numbers) + len(vote.not_voting)
    if not vote.stated or not present or (known < present and None in numbers[:2]):
        return []
    if known == present:
        return []
    text = _("{n} stemmer, men {present} i salen").format(n=known, present=present)
    return [Problem("sum", text, fatal=known > present)]


@dataclass(slots=True)
class _Reading:
    """The line so far: five groups, what was announced of them, and what is wrong."""

    body: Body
    room: list[Member]
    problems: list[Problem] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)
    lettered: set[str] = field(default_factory=set)
    numbers: dict[int, int | None] = field(default_factory=dict)
    declared: VoteOutcome | None = None
    order: list[tuple[int, TokenKind, str]] = field(default_factory=list)

    def read(self, found: Sequence[Token]) -> None:
        places = [SIDE_SIGNS[token.text] for token in found if token.kind is TokenKind.SIDE]
        signed = any(place < len(SIDES) for place in places)
        at = 0
        unknown = ""
        for token in found:
            match token.kind:
                case TokenKind.SPACE:
                    # A space goes on to the next side; after * and < it means nothing.
                    at += 0 if signed or at in (TOOK_NO_PART, OUTSIDE) else 1
                    at = _TOO_MANY if at == len(SIDES) and not signed else at
                case TokenKind.SIDE:
                    at = SIDE_SIGNS[token.text]
                case TokenKind.NUMBER if token.text in OUTCOME_SIGNS:
                    self.declared = OUTCOME_SIGNS[token.text]
                case _ if at == _TOO_MANY:
                    self._refuse("sides", _("mere end tre grupper"))
                    break
                case TokenKind.REST:
                    if any(kind is TokenKind.REST for _at, kind, _key in self.order):
                        self._refuse("twice", _(". er sat to gange"))
                    self.order.append((at, token.kind, ""))
                case TokenKind.MEMBER:
                    self._take_member(token.text, at)
                case TokenKind.PARTY:
                    self._take_party(token.text, at)
                case TokenKind.NUMBER:
                    self._take_number(token.text, at)
                case _:
                    unknown += token.text
        if unknown:
            self.problems.append(unknown_text(unknown))

    def _refuse(self, code: str, text: str) -> None:
        self.problems.append(Problem(code, text, fatal=True))

    def _take_member(self, name: str, at: int) -> None:
        member = one_member(name, self.room)
        if isinstance(member, Problem):
            elsewhere = one_member(name, self.body.members)
            if not isinstance(elsewhere, Problem) and member.code == "unknown":
                if at == OUTSIDE:
                    return  # out of the room already: nothing to take out
                member = _not_in_room(elsewhere.name)
            self.problems.append(member)
        elif member.id in self.named:
            self._refuse("twice", _("{who} er nævnt to gange").format(who=member.name))
        else:
            self.named[member.id] = at
            self.order.append((at, TokenKind.MEMBER, member.id))

    def _take_party(self, code: str, at: int) -> None:
        if code in self.lettered:
            text = _("{party} er nævnt to gange; nævn medlemmerne med '").format(party=code)
            self._refuse("twice", text)
        self.lettered.add(code)
        self.order.append((at, TokenKind.PARTY, code))

    def _take_number(self, text: str, at: int) -> None:
        if at > 2 or at in self.numbers or not (text.isdigit() or text == UNKNOWN_SIGN):
            self._refuse("number", _("et tal efter = hører til en side af afstemningen"))
        else:
            self.numbers[at] = int(text) if text.isdigit() else None

    def ballot(self) -> Ballot:
        """Return the vote that the line comes to."""
        parties = by_party(self.room)
        taken = set(self.named)
        for letter in self.lettered:
            taken.update(member.id for member in parties.get(letter, ()))
        groups: tuple[list[str], ...] = ([], [], [], [], [])
        done: set[str] = set()
        for at, kind, key in self.order:
            if kind is TokenKind.MEMBER:
                ids: Iterable[str] = (key,)
            elif kind is TokenKind.PARTY:
                ids = (m.id for m in parties.get(key, ()) if m.id not in self.named)
                if key not in parties and at not in self.numbers:
                    self.problems.append(_not_in_room(key))
            else:
                ids = (m.id for m in self.room if m.id not in taken)
            fresh = [member_id for member_id in ids if member_id not in done]
            done.update(fresh)
            groups[at].extend(fresh)
        missing = [member for member in self.room if member.id not in done]
        unknown_side = any(number is None and not groups[at] for at, number in self.numbers.items())
        vote = self._vote(groups, [member.id for member in missing])
        left = [] if unknown_side else [member.id for member in missing]
        if left and done and not vote.stated:
            self.problems.append(_missing(left, vote, self.body))
        if not vote.taken and not self.problems:
            self._refuse("empty", _("ingen stemmer endnu"))
        elif not any(problem.fatal for problem in self.problems):
            self.problems += _faults(vote)
        self.problems += _sum_differs(vote, len(self.room) - len(vote.outside))
        return Ballot(vote, tuple(self.problems), () if vote.stated else tuple(left))

    def _vote(self, groups: Sequence[Sequence[str]], missing: Sequence[str]) -> Vote:
        vote = Vote(
            tuple(groups[0]),
            tuple(groups[1]),
            tuple(groups[2]),
            (*groups[3], *missing),
            tuple(groups[4]),
        )
        stated = tuple(
            Stated(SIDES[at], number, tuple(self._announced(at, vote)))
            for at, number in sorted(self.numbers.items())
            if number != len(vote.side(SIDES[at])) or not self._all_present(at)
        )
        announced = {told.side for told in stated}
        vote = replace(
            vote,
            for_=() if Side.FOR in announced else vote.for_,
            against=() if Side.AGAINST in announced else vote.against,
            abstained=() if Side.ABSTAINED in announced else vote.abstained,
            # Announced numbers may hold those whom the line does not name.
            not_voting=tuple(groups[3]) if stated else vote.not_voting,
            stated=stated + self._unsaid(vote, stated),
        )
        yes, no = vote.number(Side.FOR), vote.number(Side.AGAINST)
        if yes is not None and no is not None:
            if self.declared not in (None, vote.outcome):
                self.problems.append(_outcome_differs())
            return vote
        declared = self.declared
        if declared is None and yes != no:
            # Only the dissent is recorded: the side that is not known is the majority.
            declared = VoteOutcome.ADOPTED if yes is None else VoteOutcome.REJECTED
        elif declared is None:
            self.problems.append(_outcome_unknown())
        return replace(vote, declared=declared)

    def _unsaid(self, vote: Vote, stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
        """Beside announced numbers nobody knows how many abstained where the line says nothing of
        it, unless the numbers are those of all in the room: unknown is never 0."""
        said = {at for at, _kind, _key in self.order} | set(self.numbers)
        known = {told.side: told.number for told in stated}
        counts = [known.get(side, len(vote.side(side))) for side in (Side.FOR, Side.AGAINST)]
        if not stated or SIDES.index(Side.ABSTAINED) in said or None in counts:
            return ()
        others = len(vote.outside) + sum(1 for at, _kind, _key in self.order if at == TOOK_NO_PART)
        if sum(count or 0 for count in counts) == len(self.room) - others:
            return ()
        return (Stated(Side.ABSTAINED, None),)

    def _all_present(self, at: int) -> bool:
        here = {member.party for member in self.room}
        return all(
            key in here for side, kind, key in self.order if side == at and kind is TokenKind.PARTY
        )

    def _announced(self, at: int, vote: Vote) -> list[Voice]:
        """Return what the line names on a side: letters as they stand, the rest as it derives."""
        found: list[Voice] = []
        derived = voices(vote.side(SIDES[at]), vote, self.body)
        for side, kind, key in self.order:
            if side != at:
                continue
            if kind is TokenKind.PARTY:
                match = next((voice for voice in derived if voice.party == key), None)
                found.append(match or Voice(VoiceKind.WHOLE, key))
            else:
                found += [voice for voice in derived if voice not in found]
        return list(dict.fromkeys(found))


TOOK_NO_PART, OUTSIDE = SIDE_SIGNS["*"], SIDE_SIGNS["<"]
_TOO_MANY = 9


def _not_in_room(name: str) -> Problem:
    return Problem("absent", _("{who} er ikke i salen").format(who=name), fatal=True)


def _missing(ids: Sequence[str], vote: Vote, body: Body) -> Problem:
    labels = [voice_label(voice, body) for voice in voices(ids, vote, body)]
    text = ngettext("mangler 1: {who}", "mangler {n}: {who}", len(ids))
    return Problem("missing", text.format(n=len(ids), who=", ".join(labels)))
