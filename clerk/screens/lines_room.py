"""Lines about the room: who came and went, substitutes, reasons, breaks, the meeting's end."""

from __future__ import annotations

from clerk.core import commands, warnings_room
from clerk.core.danish import enumerate_og
from clerk.core.entry import Problem, one_member
from clerk.core.facts import Resumed
from clerk.core.i18n import _
from clerk.core.people import Member
from clerk.core.presence import Presence
from clerk.core.shorthand import read_clock, read_interruption, read_resumption, read_seating
from clerk.core.style import Style
from clerk.meeting import OpenMeeting
from clerk.screens.draft import unfinished
from clerk.screens.lines import Line, Reading, wrong
from clerk.screens.paper import row


class BreakLine(Line):
    """The meeting is interrupted: ``17.30``, or adjourned: ``17.30 til den 27. august``."""

    name = "break"
    fleeting = True
    proposes = True

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("Mødet afbrydes kl."), subject)
        self.begin = meeting.clock

    def read(self, text: str) -> Reading:
        state = self._meeting.state
        taken = read_interruption(text)
        if isinstance(taken, Problem):
            return wrong(taken.text)
        told = _("Afbrudt kl. {clock}").format(clock=taken.clock)
        if taken.until:
            told = _("Afbrudt kl. {clock} og udsat til {until}").format(
                clock=taken.clock, until=taken.until
            )
        return self.possible(lambda: commands.take_break(state, taken.clock, taken.until), told)


class ResumeLine(Line):
    """The meeting goes on after a break: ``17.45``, or ``9.00 den 27. august`` after an
    adjournment."""

    name = "resume"
    fleeting = True
    proposes = True

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("Mødet genoptages kl."), subject)
        until = meeting.state.breaks[-1].adjourned
        self.begin = f"{meeting.clock} {until}".rstrip()
        if until:
            self.example = _("9.00 den 27. august")

    def read(self, text: str) -> Reading:
        taken = read_resumption(text)
        if isinstance(taken, Problem):
            return wrong(taken.text)
        clock, day = taken.clock, taken.until
        told = _("Genoptaget kl. {clock}").format(clock=clock)
        if day:
            told = _("Genoptaget {day} kl. {clock}").format(day=day, clock=clock)
        doubt = " · ".join(warnings_room.resumption_warnings(self._meeting.state, clock, day))
        return self.possible(lambda: Resumed(clock, day), told, doubt)


class ClockLine(Line):
    """A member came or went, now or at the time that is typed."""

    name = "clock"
    fleeting = True
    proposes = True

    def __init__(self, meeting: OpenMeeting, member: Member, presence: Presence) -> None:
        came = presence is Presence.PRESENT
        prompt = _("{who} kom kl.") if came else _("{who} gik kl.")
        super().__init__(meeting, prompt.format(who=member.name))
        self._member = member
        self._presence = presence
        self.begin = meeting.clock

    def read(self, text: str) -> Reading:
        state = self._meeting.state
        clock = read_clock(text)
        if isinstance(clock, Problem):
            return wrong(clock.text)
        member, presence = self._member, self._presence
        corrected = state.attendance.last_clocked(member.id, presence)
        doubt = " · ".join(warnings_room.clock_warnings(state, member, presence))
        told = _("kom kl. {clock}") if presence is Presence.PRESENT else _("gik kl. {clock}")
        if corrected is not None:
            told = _("klokkeslættet rettes fra {old} til {clock}")
        told = told.format(clock=clock, old=corrected.clock if corrected else "")
        return self.possible(
            lambda: commands.presence(state, member.id, presence, clock=clock),
            f"{member.name}: {told}",
            doubt,
        )


class MemberLine(Line):
    """Going to a member by a name, part of one, or initials; nothing is recorded."""

    name = "member"
    fleeting = True

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("Find medlem"), subject)
        self.found: Member | None = None

    def read(self, text: str) -> Reading:
        found = one_member(text.strip(), self._meeting.state.body.members)
        if isinstance(found, Problem):
            self.found = None
            return wrong(found.text if text.strip() else _("skriv et navn"))
        self.found = found
        return Reading(comes_to=row(f" → {found.name}", "bold", limit=1))


class SubstituteLine(Line):
    """A substitute for a member: ``Stine Alm, b, syg!``."""

    name = "substitute"

    def __init__(self, meeting: OpenMeeting, subject: str) -> None:
        """``subject`` is the member's id."""
        self._member = member = meeting.state.body.member(subject)
        super().__init__(meeting, _("Stedfortræder for {who}").format(who=member.name), subject)
        self.example = _("navn, bogstav, årsag · ! efter navnet er kun dette punkt")

    def read(self, text: str) -> Reading:
        state, member = self._meeting.state, self._member
        seating = read_seating(text, state.body, member)
        if isinstance(seating, Problem):
            return wrong(seating.text)
        when = _("kun i punkt {n}").format(n=state.here.item.number) if seating.only else ""
        told = _("{name} ({party}) sidder for {who} {when}").format(
            name=seating.name, party=seating.party or "–", who=member.name, when=when
        )
        doubt = " · ".join(warnings_room.substitute_warnings(state, member, seating.party))
        return self.possible(
            lambda: commands.seat_substitute(
                state, seating.name, member.id, seating.party, seating.ground, only=seating.only
            ),
            told.rstrip(),
            doubt,
        )


class ReasonLine(Line):
    """Why a member is where they are: *ferie*, *ejer nabogrunden*."""

    name = "reason"
    proposes = True

    def __init__(self, meeting: OpenMeeting, subject: str) -> None:
        """``subject`` is the member's id."""
        self._member = member = meeting.state.body.member(subject)
        super().__init__(meeting, _("Årsag, {who}").format(who=member.name), subject)
        held = meeting.state.attendance.now(meeting.state.current).get(member.id)
        self.begin = held.reason if held else ""

    def read(self, text: str) -> Reading:
        state = self._meeting.state
        return self.possible(lambda: commands.reason(state, self._member.id, text))


class EndLine(Line):
    """The meeting ends; Enter closes the record."""

    name = "end"
    fleeting = True
    proposes = True

    def __init__(self, meeting: OpenMeeting, style: Style, subject: str = "") -> None:
        super().__init__(meeting, _("Mødet sluttede kl."), subject)
        self._style = style
        self._unfinished = unfinished(meeting)
        self.begin = meeting.clock

    def read(self, text: str) -> Reading:
        clock = read_clock(text)
        if isinstance(clock, Problem):
            return wrong(clock.text)
        told = _("Enter lukker protokollen kl. {clock}").format(clock=clock)
        doubt = ""
        if self._unfinished:
            numbers = dict.fromkeys(
                self._meeting.state.items[slot.item].item.number for slot in self._unfinished
            )
            doubt = _("der er noget halvskrevet i punkt {numbers}; det kommer ikke med")
            doubt = doubt.format(numbers=enumerate_og(list(numbers)))
        state = self._meeting.state
        return self.possible(lambda: commands.close(state, self._style, clock), told, doubt)
