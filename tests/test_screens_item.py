"""Keys in, facts out: votes of every kind, parts, elections, § 23, the rarer results."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import play, seen, typed

from clerk import library
from clerk.core.elections import Candidate, Next, standing
from clerk.core.motions import Effect, Motion, MotionKind, ResultKind
from clerk.core.people import Mention
from clerk.core.remarks import Stop
from clerk.core.state import MAIN, ItemState, outcome
from clerk.core.voting import SIDES, Vote, VoteOutcome
from clerk.meeting import OpenMeeting
from clerk.store import Store

AT = "i5/1"
"""The amendment that the demo's item 5 begins with: B and F, point 3."""


def vote_in(here: ItemState, motion: str = AT) -> Vote:
    ruling = here.rulings[motion]
    assert isinstance(ruling, Vote)
    return ruling


def moved(store: Store, meeting: str, *motions: Motion) -> None:
    """Put more motions in the meeting."""
    open_meeting = OpenMeeting(meeting, store.entries(meeting), store)
    for motion in motions:
        open_meeting.move(motion)


RIVAL = Motion("i5/7", "i5", (Mention("Ø"),), Effect.REPLACE, (3,), "at andet")
OTHER = Motion("i5/8", "i5", (Mention("C"),), Effect.DELETE, (1,), "")


@pytest.mark.parametrize(
    ("line", "numbers", "no_part", "outside"),
    [
        ("bf aci *ø", (3, 6, 0), 2, 0),
        ("bf aci <'rønnekjær", (3, 6, 0), 1, 1),
        ("bf=2 aci=5", (2, 5, None), 0, 0),
        ("3 6 2", (3, 6, 2), 0, 0),
    ],
)
async def test_a_vote_of_which_not_everybody_is_known_by_name(
    line: str,
    numbers: tuple[int | None, ...],
    no_part: int,
    outside: int,
    home: Path,
    store: Store,
    meeting: str,
) -> None:
    vote = vote_in((await play(store, home, meeting, "v", *line, "enter", "enter")).here)
    assert tuple(map(vote.number, SIDES)) == numbers
    assert (len(vote.not_voting), len(vote.outside)) == (no_part, outside)


async def test_an_unknown_number_ends_with_the_outcome(
    home: Path, store: Store, meeting: str
) -> None:
    nothing = await play(store, home, meeting, "v", *"? ?", "enter", "enter", "escape")
    assert not nothing.here.rulings
    state = await play(store, home, meeting, "v", *typed("? ? =b"), "enter")
    assert vote_in(state.here).outcome is VoteOutcome.TIED


async def test_the_empty_line_says_what_it_takes(home: Path, store: Store, meeting: str) -> None:
    text = await seen(store, home, meeting, ["v"], "tally", (80, 24))
    assert "*deltog ikke · <ude · =8 · ? · 24 0 24" in text


async def test_the_board_has_those_who_took_no_part_and_those_who_were_out(
    home: Path, store: Store, meeting: str
) -> None:
    keys = ("t", *"iiii", "d", "e", *"ff", "f", *"ii", "enter")
    vote = vote_in((await play(store, home, meeting, *keys)).here)
    assert tuple(map(vote.number, SIDES)) == (3, 6, 0)
    assert (len(vote.not_voting), len(vote.outside)) == (1, 1)


async def test_the_board_asks_for_those_who_are_not_set(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "t", "i", "i", "enter")
    assert not state.here.rulings
    state = await play(store, home, meeting, "tab", "enter", "enter")  # seen, then taken
    assert len(vote_in(state.here).not_voting) == 9


async def test_keys_of_the_item_rest_while_a_line_is_typed(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "g", "v", "b", "ctrl+z", "down", "ctrl+y", "escape")
    assert outcome(state.here.rulings[AT]) is ResultKind.ADOPTED


async def test_point_by_point_and_whole_again(home: Path, store: Store, meeting: str) -> None:
    keys = ("g", "P", *"1 2-3", "enter", "g", "v", *". ", "enter", "f")
    state = await play(store, home, meeting, *keys)
    assert state.here.parts == ((1,), (2, 3), (4,))
    fates = {key: outcome(r) for key, r in state.here.rulings.items()}
    assert fates == {
        AT: ResultKind.ADOPTED,
        "main:1": ResultKind.ADOPTED,
        "main:2-3": ResultKind.ADOPTED,
        "main:4": ResultKind.REJECTED,
    }
    assert state.here.decided
    kept = await play(store, home, meeting, "P", "enter", "escape")  # what is settled would go
    assert kept.here.parts
    whole = await play(store, home, meeting, "P", "enter", "enter")
    assert (whole.here.parts, list(whole.here.rulings)) == ((), [AT])
    again = await play(store, home, meeting, "P", "enter", "enter", *"9", "enter", "escape")
    assert again.here == whole.here


async def test_a_part_that_is_chosen_is_settled_first(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "g", "P", "1", "enter", "down", "e")
    assert outcome(state.here.rulings["main:2-4"]) is ResultKind.NOTED
    assert state.here.next_motion == "main:1"


async def test_the_voting_order_is_the_clerk_s(home: Path, store: Store, meeting: str) -> None:
    moved(store, meeting, RIVAL, OTHER)
    state = await play(store, home, meeting, "plus", "plus", "plus")
    assert [motion.id for motion in state.here.turns()] == ["i5/7", "i5/8", AT]
    state = await play(store, home, meeting, "down", "minus", "u", "u")
    assert [motion.id for motion in state.here.turns()] == ["i5/7", AT, "i5/8"]


async def test_what_an_adopted_amendment_may_exclude_is_pointed_at(
    home: Path, store: Store, meeting: str
) -> None:
    moved(store, meeting, OTHER, RIVAL)
    pane = await seen(store, home, meeting, ["v", *".", "enter"], "moved", (100, 30))
    assert "▸Ændringsforslag fra Ø: punkt 3 ændres — rammes af det vedtagne?" in pane
    told = await seen(store, home, meeting, ["u", "g"], "tally", (100, 30))
    assert "gælder det samme som det vedtagne: z bortfalder" in told
    state = await play(store, home, meeting, "u", "g", "z")
    assert outcome(state.here.rulings["i5/7"]) is ResultKind.LAPSED
    assert state.here.next_motion == "i5/8"


@pytest.mark.parametrize(
    ("keys", "kind", "text"),
    [
        (
            ["a", *typed("Borgerrepræsentationen"), "enter"],
            ResultKind.RECOMMENDED,
            "anbefalet over for Borgerrepræsentationen.",
        ),
        (["i"], ResultKind.NOT_RECOMMENDED, "ikke anbefalet"),
        (["o", *"Socialudvalget", "enter"], ResultKind.FORWARDED, "til Socialudvalget."),
        (["s"], ResultKind.CARRIED_OUT, "iværksætte"),
        (["v", *"Ida Rød", "enter"], ResultKind.ELECTED, "Valgt blev Ida Rød."),
        (["n"], ResultKind.NOT_TREATED, "blev ikke behandlet."),
        (["x", *"sagen lukkes", "enter"], ResultKind.RESOLVED, "besluttet, at sagen lukkes."),
        (["g", *"at vejen asfalteres", "enter"], ResultKind.ADOPTED, "med den ændring, at vejen"),
        (["f", *"Sagen hviler", "enter"], ResultKind.FREE, "Sagen hviler."),
        (["down", "enter"], ResultKind.NOT_RECOMMENDED, "ikke anbefalet"),
    ],
)
async def test_the_rarer_results(
    keys: list[str], kind: ResultKind, text: str, home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "n", "n", "x", *keys)
    assert outcome(state.here.rulings[MAIN]) is kind
    assert text in library.decision_text(state, state.here.item.id)


async def test_a_free_sentence_is_not_empty(home: Path, store: Store, meeting: str) -> None:
    state = await play(store, home, meeting, "n", "x", "f", "enter", "enter", "escape")
    assert not state.here.rulings


async def test_the_list_of_results_shows_what_each_would_say(
    home: Path, store: Store, meeting: str
) -> None:
    text = await seen(store, home, meeting, ["n", "x", "down"], "text", (80, 24))
    assert "ikke anbefalet" in text


async def test_a_case_is_stopped_and_the_demand_withdrawn(
    home: Path, store: Store, meeting: str
) -> None:
    to = "Borgerrepræsentationen"
    state = await play(store, home, meeting, "B", *"ø", "enter", *typed("'rønnekjær"), "enter")
    assert [(stop.to, stop.withdrawn) for stop in state.here.stops] == [(to, False)]
    [finding] = [
        line
        for line in (await seen(store, home, meeting, ["l"], "list", (100, 30))).splitlines()
        if "KSL § 23" in line
    ]
    assert f"Punkt 5 skal indbringes for {to}" in finding
    state = await play(store, home, meeting, "B", *"'rønnekjær", "enter", "B", *"c Rådet", "enter")
    assert {(stop.to, stop.withdrawn) for stop in state.here.stops} == {
        (to, True),
        ("Rådet", False),
    }
    refused = await play(store, home, meeting, "B", *"v", "enter", "enter", "escape")
    assert refused.here.stops == state.here.stops
    assert isinstance(state.here.stops[0], Stop)


async def test_an_election_with_rounds_and_a_lot(home: Path, store: Store, meeting: str) -> None:
    first = ("9", "enter", "V", *"formand: brixgaard 5 stæhrsholm 4 blank 2", "enter")
    state = await play(store, home, meeting, *first)
    [election] = state.here.elections
    assert election.rounds[0].candidates[0] == Candidate("Søren Brixgaard", 5)
    assert standing(election).next is Next.ROUND
    told = await seen(store, home, meeting, ["V", *"brix 6"], "tally", (100, 30))
    assert "valgt: Søren Brixgaard" in told
    keys = [*typed("formand: brix 5 stæhr 5"), "enter", "enter"]
    await play(store, home, meeting, "V", *keys)
    keys = [*typed("formand: brix 5 ternskov 5"), "enter"]
    warned = await seen(store, home, meeting, ["V", *keys], "tally", (100, 30))
    assert "bundet valg: Bodil Ternskov er ikke med i 3. runde (KSL § 24)" in warned
    keys = [*typed("formand: brix 5 stæhr 5"), "enter", "enter", "V", *"brix", "enter"]
    state = await play(store, home, meeting, "V", *keys)
    [election] = state.here.elections
    assert [round_.number for round_ in election.rounds] == [1, 2, 3]
    assert election.rounds[-1].lot == "Søren Brixgaard"
    assert state.here.decided


async def test_more_ballots_than_people_are_no_round(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "V", *"formand: brix 12", "enter", "enter", "escape")
    assert not state.here.elections


async def test_a_division_that_was_demanded_is_not_voted_on(
    home: Path, store: Store, meeting: str
) -> None:
    demand = Motion("i5/7", "i5", (Mention("C"),), Effect.FREE, (1,), "", MotionKind.DIVISION)
    moved(store, meeting, demand)
    state = await play(store, home, meeting, "down", "g")
    assert "i5/7" not in state.here.rulings
