"""Laws of the record over random meetings, given their commands as the screens give them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from factories import (
    ITEM,
    MIXED,
    NOW,
    STYLES,
    TEXTS,
    journal,
    mentions_of,
    opening,
    votes_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from clerk import library
from clerk.core import commands, rules
from clerk.core.ballot import read_ballot
from clerk.core.encoding import decode, encode
from clerk.core.facts import Entry, Voted
from clerk.core.history import History, replay
from clerk.core.minutes import minutes
from clerk.core.motions import Effect, Motion, ResultKind
from clerk.core.paragraphs import plain
from clerk.core.people import Mention
from clerk.core.presence import Presence
from clerk.core.remarks import EarlierRemark, Remark, Source
from clerk.core.state import MAIN, State
from clerk.core.voting import Vote
from clerk.core.wording import decision
from clerk.exports.markdown import as_markdown
from clerk.exports.text import as_text
from clerk.meeting import OpenMeeting

Command = tuple[Any, ...]
IDS = [member.id for member in MIXED.members]


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


WHO = mentions_of(MIXED) | st.just(())
SOME = st.lists(st.sampled_from(IDS), max_size=4).map(tuple)
POINTS = st.sampled_from([(), (1,), (2, 3), (9,)])
COMMANDS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from(["i1", "i2", "i3", "i9"])),
        st.tuples(st.just("move"), WHO, st.sampled_from(Effect), POINTS, TEXTS),
        st.tuples(st.just("change"), WHO, st.sampled_from(Effect), POINTS, TEXTS),
        st.tuples(st.just("line"), st.text("abcCøåØ2 .+-0',hl", max_size=10)),
        st.tuples(st.just("vote"), st.builds(Vote, SOME, SOME, SOME, SOME) | votes_of(MIXED)),
        st.tuples(st.just("decide"), st.sampled_from(ResultKind), TEXTS),
        st.tuples(st.just("remark"), WHO, TEXTS, st.booleans()),
        st.tuples(st.just("reword"), WHO, TEXTS),
        st.tuples(st.just("strike"), st.integers(0, 3)),
        st.tuples(
            st.just("presence"),
            st.sampled_from(IDS),
            st.sampled_from(Presence),
            st.sampled_from([None, "17.54"]),
        ),
        st.tuples(st.sampled_from(["read", "undo", "redo"])),
    ),
    max_size=20,
)


def begun() -> list[Entry]:
    """Return the journal of a meeting that has just begun."""
    return journal(opening(MIXED))


def give(meeting: OpenMeeting, command: Command) -> None:
    """Give the meeting one command as a screen would; Refused where it cannot be."""
    here = meeting.here
    match command:
        case ("open", item):
            meeting.open_item(item)
        case ("move", movers, effect, points, text):
            meeting.move(Motion(meeting.next_id(), here.item.id, movers, effect, points, text))
        case ("change", movers, effect, points, text) if here.motions:
            motion = here.motions[0].id
            meeting.move(Motion(motion, here.item.id, movers, effect, points, text))
        case ("line", line):
            ballot = read_ballot(line, MIXED, meeting.state.present)
            if ballot.fatal:
                raise rules.Refused
            meeting.vote(here.next_motion or MAIN, ballot.vote)
        case ("vote", vote):
            meeting.vote(here.next_motion or MAIN, vote)
        case ("decide", kind, detail):
            meeting.decide(kind, detail)
        case ("remark", authors, text, carried):
            december = Source("Klima- og Miljøudvalget", date(2025, 12, 1), "k", "r")
            source = december if carried else None
            meeting.remark(Remark(meeting.next_id("r"), here.item.id, authors, text, source))
        case ("reword", authors, text) if here.remarks:
            meeting.remark(Remark(here.remarks[0].id, here.item.id, authors, text))
        case ("strike", which) if here.motions or here.remarks:
            recorded = [motion.id for motion in here.motions] + [r.id for r in here.remarks]
            meeting.strike(recorded[which % len(recorded)])
        case ("presence", member, presence, clock):
            meeting.record(commands.presence(meeting.state, member, presence, clock=clock))
        case ("read",):
            meeting.read_back()
        case ("undo",):
            meeting.undo()
        case ("redo",):
            meeting.redo()


def played(commands: list[Command]) -> tuple[OpenMeeting, list[Entry]]:
    """Play the commands, the impossible ones refused; return the meeting and its journal."""
    storage = Memory()
    meeting = OpenMeeting("m", begun(), storage, clock=lambda: NOW)
    for command in commands:
        before = meeting.state, len(storage.entries)
        try:
            give(meeting, command)
        except rules.Refused:
            assert (meeting.state, len(storage.entries)) == before
    return meeting, begun() + storage.entries


def replay_is_stable(commands: list[Command]) -> None:
    meeting, entries = played(commands)
    assert replay(entries) == meeting.state
    read = [
        Entry(e.number, e.at, decode(type(e.fact).__name__, e.fact.VERSION, encode(e.fact)))
        for e in entries
    ]
    assert read == entries
    live = History()
    for length, entry in enumerate(read, start=1):
        live.add(entry)
        assert replay(entries[:length]) == live.state


def undo_and_redo_are_inverse(commands: list[Command]) -> None:
    meeting, _entries = played(commands)
    states = [meeting.state]
    while meeting.undoable is not None:
        meeting.undo()
        states.append(meeting.state)
    agenda_only = replay(begun()[:-1])
    assert meeting.state.items == agenda_only.items
    assert meeting.state.attendance == agenda_only.attendance
    assert meeting.state.last_vote is None
    while len(states) > 1:
        states.pop()
        meeting.redo()
        assert meeting.state == states[-1]


@settings(max_examples=150, deadline=None)
@given(COMMANDS)
def test_replay_of_every_prefix_is_what_the_meeting_was_then_also_from_json(
    commands: list[Command],
) -> None:
    replay_is_stable(commands)


@settings(max_examples=100, deadline=None)
@given(COMMANDS)
def test_undo_reaches_the_agenda_and_redo_brings_everything_back(commands: list[Command]) -> None:
    undo_and_redo_are_inverse(commands)


@settings(max_examples=150, deadline=None)
@given(COMMANDS)
def test_a_vote_never_counts_more_than_those_in_the_room(commands: list[Command]) -> None:
    _meeting, entries = played(commands)
    live = History()
    for entry in entries:
        if isinstance(entry.fact, Voted):
            assert live.state is not None
            counted = [*entry.fact.vote.voters, *entry.fact.vote.not_voting]
            assert len(counted) == len(set(counted))
            assert set(counted) <= live.state.present
        live.add(entry)


@settings(max_examples=100, deadline=None)
@given(COMMANDS)
def test_any_meeting_can_be_printed_and_a_remark_is_printed_to_the_letter(
    commands: list[Command],
) -> None:
    meeting, _entries = played(commands)
    for name in STYLES:
        style = library.style(name)
        for item, here in meeting.state.items.items():
            text = plain(decision(meeting.state, item, style))
            for remark in here.remarks:
                assert remark.text in text
        blocks = minutes(meeting.state, style)
        assert as_text(blocks)
        assert as_markdown(blocks)


@pytest.mark.torture
@settings(max_examples=3000, deadline=None)
@given(COMMANDS)
def test_replay_and_undo_hold_for_thousands_of_meetings(commands: list[Command]) -> None:
    replay_is_stable(commands)
    undo_and_redo_are_inverse(commands)


def test_the_random_meetings_reach_every_kind_of_fact() -> None:
    who, text = (Mention("A"),), "Ja."
    _meeting, entries = played(
        [
            ("move", who, Effect.FREE, (), text),
            ("change", who, Effect.FREE, (), text),
            ("line", "a b"),
            ("decide", ResultKind.ADOPTED, ""),
            ("remark", who, text, True),
            ("reword", who, text),
            ("read",),
            ("presence", "a1", Presence.LEFT, "17.54"),
            ("open", "i2"),
            ("undo",),
            ("redo",),
            ("open", ITEM.id),
            ("strike", 0),
        ]
    )
    kinds = [type(entry.fact).__name__ for entry in entries[len(begun()) :]]
    assert kinds == [
        "MotionMoved",
        "MotionChanged",
        "Voted",
        "Decided",
        "Remarked",
        "RemarkChanged",
        "ReadBack",
        "PresenceNoted",
        "ItemOpened",
        "Undone",
        "Redone",
        "ItemOpened",
        "Struck",
    ]
