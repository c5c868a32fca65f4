"""The kinds of lines typed at the foot of the live screen.

A kind says what it asks, which keys hold in it, what is seen at every key, and what Enter
records. A new one is a class here and a key that starts it; the foot treats them all alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clerk.core import warnings
from clerk.core.ballot import read_ballot
from clerk.core.ballot_line import ballot_line
from clerk.core.danish import clean_line
from clerk.core.facts import Decided, Fact, Voted
from clerk.core.i18n import N_, _
from clerk.core.minutes import find_item
from clerk.core.motions import Result, ResultKind
from clerk.core.state import target
from clerk.core.voting import Vote
from clerk.keymap import DETAIL, VOTE, Command
from clerk.meeting import OpenMeeting
from clerk.screens import live_view as view
from clerk.screens.draft import Slot
from clerk.screens.labels import motion_label
from clerk.screens.paper import Row, row

NOTHING = row("")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says as far as it has been typed.

    ``fact`` is what Enter would record; the decision is shown as it would make it. ``comes_to``
    stands under the line. ``doubt`` is what is odd about it: it must be seen once before Enter
    takes it, and where it is ``fatal`` Enter never does.
    """

    fact: Fact | None = None
    comes_to: Row = NOTHING
    doubt: str = ""
    fatal: bool = False


class Line:
    """One kind of line. ``slot`` names the draft that keeps what is half typed, if any does."""

    keys: Sequence[Command] = DETAIL
    slot: Slot | None = None

    def __init__(self, meeting: OpenMeeting, prompt: str) -> None:
        self._meeting = meeting
        self.prompt = f" {prompt} › "

    def read(self, text: str) -> Reading:
        """Read the line; called at every key, so nothing in it may grow with the meeting."""
        raise NotImplementedError

    def record(self, text: str) -> object:
        """Record the line. Raises what the meeting's commands raise."""
        raise NotImplementedError


class VoteLine(Line):
    """A vote on one motion: ``bf aci ø``."""

    keys = VOTE

    def __init__(self, meeting: OpenMeeting, motion: str) -> None:
        here = meeting.here
        self.title = motion_label(here, motion, meeting.state)
        super().__init__(meeting, self.title)
        self.motion = motion
        self.slot = Slot("vote", here.item.id, motion)

    def read(self, text: str) -> Reading:
        state = self._meeting.state
        ballot = read_ballot(text, state.body, state.present)
        doubts = [problem.text for problem in ballot.problems]
        if not ballot.fatal:
            doubts += warnings.vote_warnings(state, state.here, self.motion, ballot.vote)
        fact = Voted(state.here.item.id, self.motion, ballot.vote) if ballot.vote.taken else None
        return Reading(fact, view.tally_row(ballot.vote), " · ".join(doubts), ballot.fatal)

    def record(self, text: str) -> object:
        return self._meeting.vote(self.motion, self.vote(text), settled=str(self.slot))

    def vote(self, text: str) -> Vote:
        """Return the vote that the line says."""
        state = self._meeting.state
        return read_ballot(text, state.body, state.present).vote

    def text(self, vote: Vote | None = None) -> str:
        """Return the line that says ``vote``, or the meeting's last one; empty before the first."""
        state = self._meeting.state
        vote = vote or state.last_vote
        return ballot_line(vote, state.body, state.present) if vote else ""


class ResultLine(Line):
    """A result without a vote that needs a word more: where to, until when, what."""

    PROMPTS = {  # noqa: RUF012
        ResultKind.REFERRED: N_("Henvist til"),
        ResultKind.POSTPONED: N_("Udsat (til hvornår, hvorfor)"),
        ResultKind.RESOLVED: N_("Det blev besluttet, at"),
    }

    def __init__(self, meeting: OpenMeeting, kind: ResultKind, chosen: str | None) -> None:
        super().__init__(meeting, _(self.PROMPTS[kind]))
        self._kind = kind
        self._chosen = chosen

    def read(self, text: str) -> Reading:
        here = self._meeting.here
        motion = target(here, self._kind, self._chosen)
        fact = Decided(here.item.id, motion, Result(self._kind, clean_line(text)))
        doubt = "" if text.strip() else _("skriv resten af sætningen")
        return Reading(fact, doubt=doubt)

    def record(self, text: str) -> object:
        return self._meeting.decide(self._kind, text, self._chosen)


class JumpLine(Line):
    """Going to an item by its number."""

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, _("Gå til punkt"))

    def read(self, text: str) -> Reading:
        item = find_item(self._meeting.state, text)
        if item is None:
            doubt = _("der er intet punkt {n}").format(n=text) if text.strip() else ""
            return Reading(doubt=doubt or _("skriv punktets nummer"), fatal=True)
        there = self._meeting.state.items[item].item
        return Reading(
            comes_to=row(f" → {there.number}. {clean_line(there.title)}", "bold", limit=1)
        )

    def record(self, text: str) -> object:
        item = find_item(self._meeting.state, text)
        return self._meeting.open_item(item) if item else None
