"""The line of a vote: ``bf aci ø``."""

from __future__ import annotations

from dataclasses import replace

from clerk.core import warnings
from clerk.core.ballot import Ballot, read_ballot
from clerk.core.ballot_line import ballot_line
from clerk.core.facts import Voted
from clerk.core.i18n import _
from clerk.core.voting import Vote
from clerk.keymap import VOTE
from clerk.meeting import OpenMeeting
from clerk.screens import live_view as view
from clerk.screens import notation
from clerk.screens.labels import motion_label
from clerk.screens.lines import Line, Reading


class VoteLine(Line):
    """A vote on one motion."""

    name = "vote"
    keys = VOTE
    notation = (notation.VOTE,)

    def __init__(self, meeting: OpenMeeting, subject: str) -> None:
        """``subject`` is the motion's id."""
        self.title = motion_label(meeting.here, subject, meeting.state)
        super().__init__(meeting, self.title, subject)
        self.motion = subject
        self.example = _("bf aci ø · 'navn · . resten · *deltog ikke · <ude · =8 · ? · 24 0 24")

    def read(self, text: str) -> Reading:
        state = self._meeting.state
        ballot = self.ballot(text)
        doubts = [problem.text for problem in ballot.problems]
        if not ballot.fatal:
            doubts += warnings.vote_warnings(state, state.here, self.motion, ballot.vote)
        fact = Voted(state.here.item.id, self.motion, ballot.vote) if ballot.vote.taken else None
        return Reading(fact, view.tally_row(ballot.vote), " · ".join(doubts), ballot.fatal)

    def record(self, text: str) -> object:
        return self._meeting.vote(self.motion, self.ballot(text).vote, settled=str(self.slot))

    def ballot(self, text: str) -> Ballot:
        """Return what the line says."""
        state = self._meeting.state
        return read_ballot(text, state.body, state.present)

    def marked(self, text: str) -> Vote:
        """Return the vote with nobody in it whom the line does not mention, for the board."""
        ballot = self.ballot(text)
        there = tuple(m for m in ballot.vote.not_voting if m not in ballot.missing)
        return replace(ballot.vote, not_voting=there)

    def text(self, vote: Vote) -> str:
        """Return the line that says ``vote``, with who took no part in it."""
        state = self._meeting.state
        return ballot_line(vote, state.body, state.present, exact=True)

    def last(self) -> str:
        """Return the line of the meeting's last vote; empty before the first."""
        state = self._meeting.state
        vote = state.last_vote
        return ballot_line(vote, state.body, state.present) if vote else ""
