"""What has happened in a meeting, as a meeting file tells it item by item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clerk.core import commands
from clerk.core.apply import apply
from clerk.core.ballot import read_ballot
from clerk.core.danish import shortened
from clerk.core.elections import Candidate
from clerk.core.entry import Problem
from clerk.core.facts import (
    BreakTaken,
    Decided,
    Divided,
    Fact,
    ItemOpened,
    MeetingCreated,
    MotionMoved,
    PresenceNoted,
    ReadBack,
    Remarked,
    Resumed,
    Stopped,
    Voted,
)
from clerk.core.i18n import _
from clerk.core.motions import Effect, Motion, MotionKind, Result, ResultKind
from clerk.core.people import Body
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Remark, RemarkKind, Source, Stop
from clerk.core.rules import Refused, require_possible
from clerk.core.shorthand import read_clock
from clerk.core.state import MAIN, part_id
from clerk.imports.body import member_named
from clerk.imports.items import named_in
from clerk.imports.table import Table

_SETTLED = ("vote", "result", "part", "remark", "stop", "ballots")
_MOVEMENTS = {"arrived": Presence.PRESENT, "left": Presence.LEFT}
_EXCEPTIONS = (Presence.DISQUALIFIED, Presence.OUT)


class Journal:
    """The facts so far; each is tried against those before it, as in the meeting itself."""

    def __init__(self, first: MeetingCreated) -> None:
        self.facts: list[Fact] = [first]
        self.state = apply(None, first)

    def add(self, fact: Fact, table: Table, key: str = "") -> None:
        """Take a fact that ``key`` of ``table`` says; refuse the file where it is impossible."""
        try:
            require_possible(self.state, fact)
        except Refused as error:
            table.refuse(key, str(error))
        self.facts.append(fact)
        self.state = apply(self.state, fact)


def read_course(item: str, table: Table, journal: Journal) -> None:
    """Add what has happened in an item, in the order of a meeting: who is there, what is moved,
    how it is settled, what is said to it. An item in which nothing has happened is not opened."""
    motions = table.tables("motion", "item.")
    amendments = table.tables("amendment", "item.")
    happened = (*_SETTLED, *_EXCEPTIONS, *_MOVEMENTS, "break")
    if any(map(table.has, happened)) or any(
        moved.has("vote") or moved.has("result") for moved in (*motions, *amendments)
    ):
        journal.add(ItemOpened(item), table)
    _read_room(item, table, journal)
    _read_motions(item, motions, amendments, journal)
    parts = table.tables("part", "item.")
    if parts:
        groups = tuple(part.numbers("points") for part in parts)
        journal.add(Divided(item, groups), table, "part")
        for part, group in zip(parts, groups, strict=True):
            _read_ruling(item, part_id(group), part, journal)
    _read_ruling(item, MAIN, table, journal)
    for ballots in table.tables("ballots", "item."):
        _read_ballots(ballots, journal)
    for number, given in enumerate(table.tables("remark", "item."), start=1):
        remark = _remark(f"{item}/r{number}", item, given, journal.state.body)
        journal.add(Remarked(remark), given)
    for stop in table.tables("stop", "item."):
        member = member_named(stop, "member", stop.line("member"), journal.state.body)
        demand = Stop(member.id, stop.line("to"), stop.flag("withdrawn"))
        journal.add(Stopped(item, demand), stop)
    if journal.state.items[item].decided:
        journal.add(ReadBack(item), table)


def _read_room(item: str, table: Table, journal: Journal) -> None:
    body = journal.state.body
    for presence in _EXCEPTIONS:
        for name in table.lines(presence):
            member = member_named(table, presence, name, body)
            noted = Movement(member.id, presence, only=item)
            journal.add(PresenceNoted((noted,)), table, presence)
    for key, presence in _MOVEMENTS.items():
        for line in table.lines(key):
            name, _space, time = line.rpartition(" ")
            member = member_named(table, key, name.rstrip(","), body)
            moved = Movement(member.id, presence, "", _clock(table, key, time), item)
            journal.add(PresenceNoted((moved,)), table, key)
    for line in table.lines("break"):
        began, _dash, ended = line.partition("-")
        journal.add(BreakTaken(_clock(table, "break", began), item), table, "break")
        journal.add(Resumed(_clock(table, "break", ended)), table, "break")


def read_time(table: Table, key: str) -> str:
    """Return a clock time (``17.54``), empty where the key is missing."""
    return _clock(table, key, table.line(key)) if table.has(key) else ""


def _clock(table: Table, key: str, text: str) -> str:
    clock = read_clock(text)
    if isinstance(clock, Problem):
        told = _("»{text}« skal være et klokkeslæt som 17.54")
        table.refuse(key, told.format(text=shortened(text)))
    return clock


def _read_motions(
    item: str, others: Sequence[Table], amendments: Sequence[Table], journal: Journal
) -> None:
    """Add what is moved, and how each is settled: a sub-amendment before what it amends."""
    ids = [f"{item}/{number}" for number in range(1, len(others) + len(amendments) + 1)]
    tables = dict(zip(ids, (*others, *amendments), strict=True))
    told = ids[len(others) :]
    under: dict[str, list[str]] = {}
    for motion_id, table in tables.items():
        motion = _motion(motion_id, item, table, told, journal.state.body)
        journal.add(MotionMoved(motion), table)
        under.setdefault(motion.amends, []).append(motion_id)
    for motion_id in under.get("", []):
        for settled in (*under.get(motion_id, []), motion_id):
            _read_ruling(item, settled, tables[settled], journal)


def _motion(motion_id: str, item: str, table: Table, told: Sequence[str], body: Body) -> Motion:
    """Return a motion; ``told`` are the ids of the item's amendments in the order of the file."""
    named = named_in(table, "movers", body)
    amendment = motion_id in told
    amends = ""
    if amendment and table.has("amends"):
        number = table.number("amends")
        if number > len(told) or told[number - 1] == motion_id:
            table.refuse("amends", _("der er intet ændringsforslag {n}").format(n=number))
        amends = told[number - 1]
    return Motion(
        id=motion_id,
        item=item,
        movers=named.first,
        effect=table.choice("effect", Effect) if amendment else Effect.FREE,
        points=table.numbers("points") if amendment else (),
        text=table.text("text"),
        kind=MotionKind.AMENDMENT if amendment else _kind(table),
        amends=amends,
        target="" if amendment else table.line("target", ""),
        label=table.line("label", ""),
        joined=named.joined,
        again_from=table.line("again_from", "") if amendment else "",
    )


def _kind(table: Table) -> MotionKind:
    kind = table.choice("kind", MotionKind)
    if kind is MotionKind.AMENDMENT:
        table.refuse("kind", _("skriv ændringsforslag som [[item.amendment]]"))
    return kind


def _remark(remark_id: str, item: str, table: Table, body: Body) -> Remark:
    named = named_in(table, "authors", body)
    return Remark(
        id=remark_id,
        item=item,
        authors=named.first,
        text=table.text("text"),
        carried=_source(table),
        kind=table.choice("kind", RemarkKind, RemarkKind.REMARK),
        joined=named.joined,
        points=table.numbers("points"),
        fresh=table.flag("fresh"),
        deadline=table.line("deadline", ""),
    )


def _source(table: Table) -> Source | None:
    """Return the meeting from which a remark is carried over; its day need not be known."""
    if not table.has("from_body"):
        if table.has("from_day"):
            table.refuse("from_day", _("hører til from_body, som mangler"))
        return None
    day: date | None = table.day("from_day") if table.has("from_day") else None
    return Source(table.line("from_body"), day, "", "")


def _read_ballots(table: Table, journal: Journal) -> None:
    candidates = []
    for line in table.lines("votes"):
        name, _space, number = line.rpartition(" ")
        if not name or not number.isdecimal():
            text = _("»{text}« skal være et navn og et stemmetal")
            table.refuse("votes", text.format(text=shortened(line)))
        candidates.append(Candidate(name, int(number)))
    blank = table.number("blank") if table.has("blank") else 0
    post = table.line("post")
    journal.add(commands.count_ballots(journal.state, post, candidates, blank), table)
    if table.has("lot"):
        journal.add(commands.draw_lot(journal.state, post, table.line("lot")), table, "lot")


def _read_ruling(item: str, motion_id: str, table: Table, journal: Journal) -> None:
    if table.has("vote") and table.has("result"):
        table.refuse("vote", _("der kan ikke stå både vote og result; slet den ene"))
    if table.has("detail") and not table.has("result"):
        table.refuse("detail", _("hører til result, som mangler"))
    if table.has("vote"):
        present = journal.state.present
        if not present:
            table.refuse("vote", _("ingen er til stede; skriv først [presence]"))
        ballot = read_ballot(table.line("vote"), journal.state.body, present)
        for problem in ballot.problems:
            if problem.fatal:
                table.refuse("vote", problem.text)
        journal.add(Voted(item, motion_id, ballot.vote), table, "vote")
    elif table.has("result"):
        result = Result(table.choice("result", ResultKind), table.line("detail", ""))
        journal.add(Decided(item, motion_id, result), table, "result")
