"""Laws of the record over random meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clerk import library
from clerk.core import rules
from clerk.core.danish import clean
from clerk.core.entry import Mention
from clerk.core.facts import (
    Entry,
    Fact,
    ItemAdded,
    MeetingCreated,
    PresenceNoted,
    Voted,
    decode,
    encode,
)
from clerk.core.motions import (
    AgendaItem,
    EarlierRemark,
    Effect,
    Marker,
    Motion,
    Point,
    Recommendation,
    Remark,
    ResultKind,
    Source,
)
from clerk.core.people import Body, Member, Movement, Party, Presence
from clerk.core.state import MAIN, History, State, replay
from clerk.core.style import Style
from clerk.core.voting import Vote, ballot_line, read_ballot
from clerk.core.wording import decision, plain
from clerk.meeting import OpenMeeting

PARTIES = tuple(Party(code, (f"Parti {code}", f"{code}-gruppen")) for code in ("A", "C", "C2", "Ø"))
MEMBERS = (
    *(Member(f"a{n}", f"Anna{n} Holm", "A") for n in range(3)),
    Member("c", "Carl Å. Bæk", "C"),
    Member("c2", "Conny To-Navn", "C2"),
    Member("ø1", "Øjvind Ræv", "Ø"),
    Member("ø2", "Øda Ræv", "Ø"),
    Member("løs", "Lis Løs"),
)
BODY = Body("x", "Prøveudvalget", "PU", "Prøve", 9, "base", PARTIES, MEMBERS)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
STYLES = ("base", "koebenhavn-oeu-2015", "koebenhavn-biu-2015")


class Memory:
    """A storage that keeps the entries and nothing else."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def append(
        self,
        meeting: str,
        entries: Sequence[Entry],
        before: State | None,
        after: State,
        settled: str | None = None,
    ) -> None:
        self.entries += entries

    def save_draft(self, meeting: str, slot: str, content: str) -> None: ...
    def drafts(self, meeting: str) -> dict[str, str]:
        return {}

    def earlier_remarks(self, case_number: str, meeting: str) -> list[EarlierRemark]:
        return []


def start() -> list[Entry]:
    points = tuple(Point(n, f"at punkt {n} godkendes.") for n in (1, 2, 3))
    facts: list[Fact] = [MeetingCreated("m", BODY, date(2026, 1, 1))]
    for number in "123":
        recommendation = Recommendation("Det indstilles,", points, Marker.NUMBER)
        facts.append(
            ItemAdded(
                AgendaItem(f"i{number}", number, "Sag", "7", recommendations=(recommendation,))
            )
        )
    facts.append(PresenceNoted(tuple(Movement(m.id, Presence.PRESENT) for m in MEMBERS)))
    return [Entry(n, NOW, fact) for n, fact in enumerate(facts, start=1)]


LINES = st.text(alphabet="aAcC2øØ .+-0',xlh", max_size=14)
TEXTS = st.text(max_size=40)
MENTIONS = st.lists(
    st.builds(Mention, party=st.sampled_from([p.code for p in PARTIES]), form=st.integers(0, 3))
    | st.builds(Mention, member=st.sampled_from([m.id for m in MEMBERS])),
    max_size=3,
).map(tuple)
COMMANDS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from(["i1", "i2", "i3"])),
        st.tuples(
            st.just("move"),
            MENTIONS,
            st.sampled_from(Effect),
            st.sampled_from([(), (1,), (2, 3)]),
            TEXTS,
        ),
        st.tuples(st.just("vote"), LINES),
        st.tuples(st.just("decide"), st.sampled_from(ResultKind), TEXTS),
        st.tuples(st.just("remark"), MENTIONS, TEXTS, st.booleans()),
        st.tuples(
            st.just("presence"), st.sampled_from([m.id for m in MEMBERS]), st.sampled_from(Presence)
        ),
        st.tuples(st.just("read")),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    max_size=25,
)


def perform(meeting: OpenMeeting, command: tuple) -> None:  # type: ignore[type-arg]
    """Give the meeting one command as a screen would; a refusal changes nothing."""
    here = meeting.here
    match command:
        case ("open", item):
            meeting.open_item(item)
        case ("move", movers, effect, points, text):
            meeting.move(Motion(meeting.next_id(), here.item.id, movers, effect, points, text))
        case ("vote", line):
            present = meeting.state.attendance.present()
            ballot = read_ballot(line, meeting.state.body, present)
            if ballot.fatal:
                raise rules.Refused
            meeting.vote(here.next_motion or MAIN, ballot.vote)
        case ("decide", kind, detail):
            meeting.decide(kind, detail)
        case ("remark", authors, text, carried):
            source = Source("Klima- og Miljøudvalget", "2025-12-01", "k", "r") if carried else None
            meeting.remark(Remark(meeting.next_id("r"), here.item.id, authors, text, source))
        case ("presence", member, presence):
            meeting.note_presence(member, presence)
        case ("read",):
            meeting.read_back()
        case ("undo",):
            meeting.undo()
        case ("redo",):
            meeting.redo()


def played(commands: list[tuple]) -> tuple[OpenMeeting, list[Entry]]:  # type: ignore[type-arg]
    """Play the commands; return the meeting and its journal."""
    storage = Memory()
    meeting = OpenMeeting("m", start(), storage, clock=lambda: NOW)
    for command in commands:
        try:
            perform(meeting, command)
        except rules.Refused:
            continue
    return meeting, start() + storage.entries


@settings(max_examples=150, deadline=None)
@given(COMMANDS)
def test_replay_of_the_journal_gives_the_state_and_survives_json(commands: list[tuple]) -> None:  # type: ignore[type-arg]
    meeting, entries = played(commands)
    assert replay(entries) == meeting.state
    read = [
        Entry(e.number, e.at, decode(type(e.fact).__name__, e.fact.VERSION, encode(e.fact)))
        for e in entries
    ]
    assert read == entries
    for length in range(1, len(entries) + 1):
        assert History(entries[:length]).state == replay(read[:length])


@settings(max_examples=100, deadline=None)
@given(COMMANDS)
def test_undo_then_redo_is_identity_and_undo_reaches_the_start(commands: list[tuple]) -> None:  # type: ignore[type-arg]
    meeting, _entries = played(commands)
    before = meeting.state
    if meeting.undoable is not None:
        meeting.undo()
        meeting.redo()
        assert meeting.state == before
    while meeting.undoable is not None:
        meeting.undo()
    fresh = OpenMeeting("m", start()[:-1], Memory()).state
    assert meeting.state.items == fresh.items
    assert meeting.state.attendance == fresh.attendance


@settings(max_examples=150, deadline=None)
@given(COMMANDS)
def test_no_vote_counts_more_than_those_in_the_room(commands: list[tuple]) -> None:  # type: ignore[type-arg]
    storage = Memory()
    meeting = OpenMeeting("m", start(), storage, clock=lambda: NOW)
    for command in commands:
        present = meeting.state.attendance.present()
        try:
            perform(meeting, command)
        except rules.Refused:
            continue
        if command[0] == "vote" and isinstance(storage.entries[-1].fact, Voted):
            vote = storage.entries[-1].fact.vote
            everybody = (*vote.voters, *vote.not_voting)
            assert len(set(everybody)) == len(everybody)
            assert set(everybody) == present


@settings(max_examples=150, deadline=None)
@given(COMMANDS, st.sampled_from(STYLES))
def test_rendering_never_raises_and_never_changes_a_remark(
    commands: list[tuple],  # type: ignore[type-arg]
    name: str,
) -> None:
    meeting, _entries = played(commands)
    style: Style = library.style(name)
    for item_id, here in meeting.state.items.items():
        text = plain(decision(meeting.state, item_id, style))
        for remark in here.remarks:
            assert remark.text in text


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_nothing_a_terminal_obeys(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in once)


SIDES = st.lists(st.sampled_from([0, 1, 2, 3]), min_size=len(MEMBERS), max_size=len(MEMBERS))


@settings(deadline=None)
@given(SIDES, st.randoms())
def test_the_line_of_a_vote_gives_the_vote_again(sides: list[int], order) -> None:  # type: ignore[no-untyped-def]
    ids = [(m.id, side) for m, side in zip(MEMBERS, sides, strict=True)]
    order.shuffle(ids)
    groups = [tuple(i for i, side in ids if side == n) for n in range(4)]
    vote = Vote(*groups)
    present = {m.id for m in MEMBERS}
    again = read_ballot(ballot_line(vote, BODY, present), BODY, present)
    if vote.voters:
        assert not again.fatal, ballot_line(vote, BODY, present)
    assert [set(again.vote.for_), set(again.vote.against), set(again.vote.abstained)] == [
        set(group) for group in groups[:3]
    ]


@given(LINES)
def test_any_line_reads_without_raising(line: str) -> None:
    state: State = replay(start())
    ballot = read_ballot(line, BODY, state.attendance.present())
    everybody = (*ballot.vote.voters, *ballot.vote.not_voting)
    assert sorted(everybody) == sorted(m.id for m in MEMBERS)


@pytest.mark.torture
@settings(max_examples=3000, deadline=None)
@given(COMMANDS)
def test_replay_and_undo_hold_for_thousands_of_meetings(commands: list[tuple]) -> None:  # type: ignore[type-arg]
    meeting, entries = played(commands)
    assert replay(entries) == meeting.state
    before = meeting.state
    if meeting.undoable is not None:
        meeting.undo()
        meeting.redo()
    assert meeting.state == before
