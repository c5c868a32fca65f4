"""Random meetings through the core: nothing but a refusal stops one, and every law holds in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import STYLES
from random_meeting import Memory, Play, begun

from clerk import library
from clerk.core import rules, warnings
from clerk.core.encoding import decode, encode
from clerk.core.facts import KINDS, Entry, ItemSupplemented, Voted
from clerk.core.history import History, replay
from clerk.core.minutes import minutes
from clerk.core.paragraphs import plain
from clerk.core.state import State
from clerk.core.voting import SIDES
from clerk.core.wording import decision, derived, outdated
from clerk.exports.markdown import as_markdown
from clerk.exports.text import as_text
from clerk.projections import changes, deriving
from clerk.telling import describe

STEPS = 12


def played(seed: str) -> list[Entry]:
    """Play a random meeting and hold it to the laws; the seed stands in whatever is raised."""
    beginning = begun()
    if seed.endswith("7"):
        beginning = beginning[:-1]  # nobody has been noted
    storage = Memory(beginning)
    try:
        play = Play(seed, beginning, storage)
        for _ in range(STEPS):
            before, count = play.state, len(storage.entries)
            try:
                play.step()
            except rules.Refused:
                assert (play.state, len(storage.entries)) == (before, count)
        whole(storage.entries, play.state)
        undone(play)
        shown(play)
    except Exception as error:
        error.add_note(f"seed: {seed!r}")
        raise
    return storage.entries


def whole(entries: list[Entry], state: State) -> None:
    """Every prefix gives one state, also from JSON, and no vote counts more than the room."""
    live = History()
    for at, entry in enumerate(entries, start=1):
        fact = entry.fact
        assert decode(type(fact).__name__, fact.VERSION, encode(fact)) == fact
        if isinstance(fact, Voted):
            assert live.state is not None
            counted_once(fact, live.state)
        live.add(entry)
        assert live.state is not None
        assert describe(fact, live.state)
        if at % 5 == 0:
            assert replay(entries[:at]) == live.state
    assert live.state == state


def counted_once(fact: Voted, before: State) -> None:
    vote, present = fact.vote, before.present
    counted = [*vote.voters, *vote.not_voting, *vote.outside]
    assert len(counted) == len(set(counted))
    assert set(counted) <= present
    if present:
        assert sum(vote.number(side) or 0 for side in SIDES) <= len(present)


def undone(play: Play) -> None:
    """Undo then redo is as if nothing had been; only where the meeting was is not brought back
    where the item that it was at went out in between."""
    meeting = play.meeting
    if meeting.undoable is not None:
        before = meeting.state
        without = meeting.undo()
        meeting.redo()
        if isinstance(without, ItemSupplemented):
            before = replace(before, current=meeting.state.current)
        assert meeting.state == before


def shown(play: Play) -> None:
    """Whatever the program shows of a meeting can be shown of this one."""
    state = play.state
    style = library.style(play.dice.choice(STYLES))
    blocks = minutes(state, style, public=play.dice.odds(2))
    assert as_text(blocks)
    assert as_markdown(blocks)
    findings = warnings.checklist(state)
    assert {finding.item for finding in findings} <= {"", *state.items}
    open_items = {id_ for id_, here in state.items.items() if not here.decided}
    assert open_items <= {finding.item for finding in findings}
    assert all(finding.text for finding in findings)
    assert changes(None, state, deriving(lambda s, i: plain(decision(s, i, style))))[1]["meeting"]
    for item, here in state.items.items():
        if here.edited is None:
            assert not outdated(state, item, style)
        else:
            basis = plain(derived(state, item, style))
            fresh = replace(here, edited=replace(here.edited, basis=basis))
            assert not outdated(replace(state, items=state.items | {item: fresh}), item, style)
            assert not outdated(state, item, style) or here.edited.basis != basis


@pytest.mark.parametrize("part", range(4))
def test_random_meetings_break_no_law(part: int) -> None:
    for number in range(120):
        played(f"short {part} {number}")


@pytest.mark.torture
@pytest.mark.parametrize("part", range(20))
def test_a_hundred_thousand_random_meetings_break_no_law(part: int) -> None:
    for number in range(5000):
        played(f"long {part} {number}")


def test_the_random_meetings_reach_every_kind_of_fact() -> None:
    seen = {type(e.fact).__name__ for n in range(400) for e in played(f"kinds {n}")}
    assert seen == set(KINDS)
