"""Lines about the item under treatment: results with a word more, parts, elections, § 23."""

from __future__ import annotations

from clerk.core import commands, warnings
from clerk.core.danish import clean_line, ranges
from clerk.core.elections import Election, Next, Round, round_warnings, standing
from clerk.core.entry import Problem
from clerk.core.facts import Decided
from clerk.core.i18n import N_, _
from clerk.core.motions import Result, ResultKind
from clerk.core.shorthand import Count, read_count, read_demand, read_parts
from clerk.core.state import is_own, target
from clerk.meeting import OpenMeeting
from clerk.screens.labels import standing_text
from clerk.screens.lines import Line, Reading, wrong

PROMPTS = {
    ResultKind.ADOPTED: N_("Godkendt med den ændring (at ..., med ...)"),
    ResultKind.RECOMMENDED: N_("Anbefalet over for"),
    ResultKind.REFERRED: N_("Henvist til"),
    ResultKind.FORWARDED: N_("Oversendt til"),
    ResultKind.POSTPONED: N_("Udsat (til hvornår, hvorfor)"),
    ResultKind.RESOLVED: N_("Det blev besluttet, at"),
    ResultKind.ELECTED: N_("Valgt blev"),
    ResultKind.FREE: N_("Beslutning"),
}
"""The results that need a word more, and how the line asks for it."""


_TO_A_BODY = (ResultKind.RECOMMENDED, ResultKind.REFERRED, ResultKind.FORWARDED)


class ResultLine(Line):
    """A result without a vote that needs a word more: where to, until when, what."""

    proposes = True

    name = "result"

    def __init__(self, meeting: OpenMeeting, subject: str) -> None:
        """``subject`` is the result and the motion that the clerk points at: ``referred:main``."""
        name, _colon, chosen = subject.partition(":")
        self._kind = kind = ResultKind(name)
        super().__init__(meeting, _(PROMPTS[kind]), subject)
        self.motion = target(meeting.here, kind, chosen)
        if kind is ResultKind.RECOMMENDED:
            self.begin = meeting.here.item.onward
        if kind is ResultKind.FREE:
            self.example = _("hele sætningen, som den skal stå")

    def read(self, text: str) -> Reading:
        item = self._meeting.here.item.id
        detail = clean_line(text)
        if self._kind in _TO_A_BODY:
            detail = self._meeting.state.body.called(detail)
        fact = Decided(item, self.motion, Result(self._kind, detail))
        state = self._meeting.state
        doubts = [] if text.strip() else [_("skriv resten af sætningen")]
        doubts += warnings.ruling_warnings(state, state.here, self.motion)
        return self.possible(lambda: fact, doubt=" · ".join(doubts))


class DivisionLine(Line):
    """Settling the item point by point: ``1 2-3``; an empty line makes it whole again."""

    name = "division"

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("Punktvis"), subject)
        self.example = _("1 2-3 · resten er en del for sig")
        if meeting.here.parts:
            self.example += " · " + _("Enter samler indstillingen igen")

    def read(self, text: str) -> Reading:
        state, here = self._meeting.state, self._meeting.here
        parts = read_parts(text)
        if isinstance(parts, Problem):
            return wrong(parts.text)
        if not parts and not here.parts:
            return wrong(_("skriv punkternes numre, fx 1 2-3"))
        divided = commands.divide(state, parts)
        told = _("Indstillingen under ét")
        if divided.parts:
            told = " · ".join(_("punkt {n}").format(n=", ".join(ranges(p))) for p in divided.parts)
        reading = self.possible(lambda: divided, told)
        if reading.fatal:
            return reading
        kept = self._meeting.preview(divided).here.rulings
        lost = any(is_own(key) and key not in kept for key in here.rulings)
        doubt = _("det, der er afgjort, skal afgøres igen") if lost else ""
        return self.possible(lambda: divided, told, doubt)


class StopLine(Line):
    """A demand under § 23: ``'navn`` or a letter, and where the case goes; the same again
    withdraws it."""

    name = "stop"

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("§ 23: hvem begærer"), subject)
        self.example = _("'navn eller bogstav, og evt. hvortil · samme igen frafalder")
        self._ever = sorted(meeting.state.attendance.ever_present())

    def read(self, text: str) -> Reading:
        state = self._meeting.state
        demand = read_demand(text, state.body, self._ever)
        if isinstance(demand, Problem):
            return wrong(demand.text)
        stopped = commands.stop(state, demand.member, demand.to)
        who = state.body.member(demand.member).name
        told = _("{who} begærer sagen indbragt for {to}")
        if stopped.stop.withdrawn:
            told = _("{who} frafalder begæringen om at indbringe sagen for {to}")
        return self.possible(lambda: stopped, told.format(who=who, to=stopped.stop.to))


class ElectionLine(Line):
    """A counted round, or a draw: ``formand: holm 7 bruun 4 blank 2``, ``formand: lod holm``."""

    name = "election"

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("Valg"), subject)
        self.example = _("formand: holm 7 bruun 4 blank 2 · formand: lod holm")
        going_on = [e for e in meeting.here.elections if standing(e).next is not Next.ELECTED]
        if going_on:
            lot = "lod " if standing(going_on[-1]).next is Next.LOT else ""
            self.begin = f"{going_on[-1].post}: {lot}"

    def read(self, text: str) -> Reading:
        count = read_count(text, self._meeting.state.body)
        if isinstance(count, Problem):
            return wrong(count.text)
        known = self._meeting.here.elections
        post = count.post or (known[-1].post if known else "")
        election = next((e for e in known if e.post == post), Election(post))
        return self._drawn(election, count) if count.lot else self._counted(election, count)

    def _drawn(self, election: Election, count: Count) -> Reading:
        now = standing(election)
        if now.next is not Next.LOT or count.lot not in now.names:
            return wrong(_("der skal ikke trækkes lod om {who}").format(who=count.lot))
        state = self._meeting.state
        drawn = commands.draw_lot(state, election.post, count.lot)
        return self.possible(lambda: drawn, self._told(election, drawn.round))

    def _counted(self, election: Election, count: Count) -> Reading:
        state = self._meeting.state
        counted = commands.count_ballots(state, election.post, count.candidates, count.blank)
        reading = self.possible(lambda: counted)
        if reading.fatal:
            return reading
        doubt = " · ".join(round_warnings(election, counted.round))
        return self.possible(lambda: counted, self._told(election, counted.round), doubt)

    def _told(self, election: Election, counted: Round) -> str:
        after = standing_text(election.counted(counted))
        votes = _("{n} af {present} stemmer").format(
            n=counted.cast + counted.blank, present=counted.present
        )
        return _("{post}, {number}. runde: {votes} → {after}").format(
            post=election.post, number=counted.number, votes=votes, after=after
        )
