"""Elections by majority: rounds, thresholds and the lot (KSL § 24)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk.core.elections import Candidate, Election, Next, Round, Standing, calls_for_lot, standing


def counted(*rounds: str, present: int = 9) -> Election:
    """Return an election from lines such as ``holm 5 bruun 3 blank 1 lod holm``."""
    election = Election("formand")
    for number, line in enumerate(rounds, start=1):
        words = line.split()
        pairs = dict(zip(words[::2], words[1::2], strict=True))
        lot, blank = pairs.pop("lod", ""), int(pairs.pop("blank", "0"))
        candidates = tuple(Candidate(name, int(votes)) for name, votes in pairs.items())
        election = election.counted(Round(number, candidates, present, blank, lot))
    return election


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        ((), Standing(Next.ROUND, ())),
        (("holm 5 bruun 4",), Standing(Next.ELECTED, ("holm",))),
        (("holm 4 bruun 4 blank 1",), Standing(Next.ROUND, ())),
        (("holm 4 bruun 3 blank 2",), Standing(Next.ROUND, ())),
        (("holm 4 bruun 4", "holm 5 bruun 3"), Standing(Next.ELECTED, ("holm",))),
        (
            ("holm 3 bruun 3 dal 2", "holm 4 bruun 3 dal 2"),
            Standing(Next.ROUND, ("holm", "bruun")),
        ),
        (("x 3 y 3 z 3", "x 4 y 2 z 2"), Standing(Next.LOT, ("y", "z"))),
        (("x 3 y 3 z 3", "x 4 y 2 z 2 lod z"), Standing(Next.ROUND, ("x", "z"))),
        (("x 3 y 3 z 3", "x 3 y 3 z 3"), Standing(Next.LOT, ("x", "y", "z"))),
        (("x 4 y 4", "x 4 y 4", "x 4 y 3"), Standing(Next.ELECTED, ("x",))),
        (("x 4 y 4", "x 4 y 4", "x 4 y 4"), Standing(Next.LOT, ("x", "y"))),
        (("x 4 y 4", "x 4 y 4", "x 4 y 4 lod y"), Standing(Next.ELECTED, ("y",))),
        (("x 4 y 4", "x 4 y 4", "x 4 y 4 lod z"), Standing(Next.LOT, ("x", "y"))),
        (("x 4 y 4", "x 4 y 4", "x 5 y 3 lod y"), Standing(Next.ELECTED, ("x",))),
    ],
)
def test_what_an_election_needs_next(rounds: tuple[str, ...], expected: Standing) -> None:
    assert standing(counted(*rounds)) == expected


def test_the_third_round_counts_the_votes_cast_the_first_two_those_present() -> None:
    assert standing(counted("x 4 y 1")).next is Next.ROUND
    assert standing(counted("x 4 y 1", "x 4 y 1", "x 2 y 1")).next is Next.ELECTED


def test_a_new_count_of_a_round_takes_the_place_of_it_and_of_what_came_after() -> None:
    election = counted("x 4 y 4", "x 4 y 4", "x 5 y 3")
    again = election.counted(Round(1, (Candidate("x", 9),), 9))
    assert [round_.number for round_ in again.rounds] == [1]
    assert standing(again) == Standing(Next.ELECTED, ("x",))


ROUNDS = st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4), min_size=1, max_size=3)


@given(ROUNDS, st.sampled_from(["", "k0", "k1", "k2", "k3", "Dronningen"]))
def test_nobody_is_elected_whom_nobody_voted_for(rounds: list[list[int]], lot: str) -> None:
    election = Election("formand")
    for number, votes in enumerate(rounds, start=1):
        candidates = tuple(Candidate(f"k{n}", given) for n, given in enumerate(votes))
        election = election.counted(Round(number, candidates, 20, lot=lot))
    now = standing(election)
    if now.next is Next.ELECTED:
        best = {c.name: c.votes for c in election.rounds[-1].candidates}
        assert [best[name] for name in now.names] == [max(best.values())]
        assert max(best.values()) > 0 or calls_for_lot(election, lot)
    assert "Dronningen" not in now.names


@given(ROUNDS, st.sampled_from(["k0", "k1", "k2", "k3", "Dronningen"]))
def test_a_lot_is_between_those_it_is_called_for(rounds: list[list[int]], lot: str) -> None:
    election = Election("formand")
    for number, votes in enumerate(rounds, start=1):
        candidates = tuple(Candidate(f"k{n}", given) for n, given in enumerate(votes))
        election = election.counted(Round(number, candidates, 20))
    before = standing(election)
    drawn = election.counted(replace(election.rounds[-1], lot=lot))
    if before.next is Next.LOT and lot in before.names:
        assert calls_for_lot(drawn, lot)
        assert lot in standing(drawn).names
    else:
        assert not calls_for_lot(drawn, lot)
        assert standing(drawn) == before
