"""Elections of persons by majority (KSL § 24): rounds, thresholds, and the lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from clerk.core.i18n import _

LAST_ROUND = 3
"""The round between the two with most votes, in which the majority is of the votes cast."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who was voted for, and how many votes it got."""

    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class Round:
    """A counted round, with ``present`` members in the room. ``blank`` are ballots without a name;
    ``lot`` names who won a draw."""

    number: int
    candidates: tuple[Candidate, ...]
    present: int
    blank: int = 0
    lot: str = ""

    @property
    def cast(self) -> int:
        """The votes for somebody."""
        return sum(candidate.votes for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class Election:
    """The election to one post, round by round."""

    post: str
    rounds: tuple[Round, ...] = ()

    def counted(self, round_: Round) -> Election:
        """Return the election after a count; it replaces an earlier count of the round and all
        that came after."""
        kept = tuple(r for r in self.rounds if r.number < round_.number)
        return Election(self.post, (*kept, round_))


class Next(StrEnum):
    """What an election needs after a round."""

    ELECTED = "elected"
    ROUND = "round"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an election stands: what comes next, and the names that it concerns."""

    next: Next
    names: tuple[str, ...]


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with most votes first; those alike stay as they were entered."""
    return sorted(candidates, key=lambda candidate: -candidate.votes)


def standing(election: Election) -> Standing:
    """Return where the election stands.

    Rounds 1 and 2 need a majority of those present, round 3 is between the two with most votes
    and needs a majority of the votes cast; a tie is settled by lot, also on who comes into round
    3 ([13.1.5], [ALB13]).
    """
    if not election.rounds:
        return Standing(Next.ROUND, ())
    last = election.rounds[-1]
    order = ranked(last.candidates)
    best = order[0]
    needed = last.cast if last.number >= LAST_ROUND else last.present
    if 2 * best.votes > needed:
        return Standing(Next.ELECTED, (best.name,))
    if last.number >= LAST_ROUND:
        tied = tuple(c.name for c in order if c.votes == best.votes)
        drawn = last.lot in tied
        return Standing(Next.ELECTED, (last.lot,)) if drawn else Standing(Next.LOT, tied)
    if last.number < LAST_ROUND - 1:
        return Standing(Next.ROUND, ())
    return _into_the_last_round(order, last)


def calls_for_lot(election: Election, name: str) -> bool:
    """Whether the last round of an election, as counted, is for a lot to settle, and ``name`` is
    among those whom it is drawn between."""
    if not election.rounds:
        return False
    *before, last = election.rounds
    undrawn = standing(Election(election.post, (*before, replace(last, lot=""))))
    return undrawn.next is Next.LOT and name in undrawn.names


def _into_the_last_round(order: Sequence[Candidate], last: Round) -> Standing:
    if len(order) <= 2:
        return Standing(Next.ROUND, tuple(c.name for c in order))
    second = order[1].votes
    rivals = [c.name for c in order if c.votes == second]
    safe = [c.name for c in order if c.votes > second]
    places = 2 - len(safe)
    if len(rivals) > places:
        if last.lot in rivals and places == 1:
            return Standing(Next.ROUND, (*safe, last.lot))
        return Standing(Next.LOT, tuple(rivals))
    return Standing(Next.ROUND, (*safe, *rivals))


def round_warnings(election: Election, counted: Round) -> list[str]:
    """Return what is odd about a round that follows those of the election, though it may be right
    (KSL § 24)."""
    found = []
    now = standing(election)
    names = ", ".join(now.names)
    if election.rounds and now.next is Next.ELECTED:
        found.append(_("{who} er allerede valgt").format(who=names))
    if election.rounds and now.next is Next.LOT:
        found.append(_("der skal trækkes lod mellem {names}").format(names=names))
    outsiders = [c.name for c in counted.candidates if now.names and c.name not in now.names]
    if counted.number == LAST_ROUND and now.next is Next.ROUND and outsiders:
        text = _("bundet valg: {who} er ikke med i 3. runde (KSL § 24)")
        found.append(text.format(who=", ".join(outsiders)))
    if counted.cast + counted.blank < counted.present:
        missing = counted.present - counted.cast - counted.blank
        found.append(_("{n} tilstedeværende har ikke stemt").format(n=missing))
    return found
