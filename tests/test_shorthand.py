"""The short lines: points in parts, clock times, counted ballots, substitutes, demands."""

from __future__ import annotations

import re

import pytest
from factories import MIXED, SMALL, everybody
from hypothesis import given
from hypothesis import strategies as st

from clerk.core.elections import Candidate
from clerk.core.entry import Problem
from clerk.core.shorthand import (
    Count,
    Demand,
    Interruption,
    Seating,
    read_clock,
    read_count,
    read_demand,
    read_interruption,
    read_parts,
    read_seating,
)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("", ()),
        ("1 2-3", ((1,), (2, 3))),
        ("2,4 1", ((2, 4), (1,))),
        ("  1   2 ", ((1,), (2,))),
        ("1. 2. og 4.", ((1,), (2, 4))),
        ("1;2", ((1, 2),)),
        ("1-999", (tuple(range(1, 1000)),)),
    ],
)
def test_points_in_parts(line: str, parts: tuple[tuple[int, ...], ...]) -> None:
    assert read_parts(line) == parts


@pytest.mark.parametrize("line", ["a", "1-", "3-1", "1;x", ",", "1 -2", "1-1000"])
def test_what_is_no_part(line: str) -> None:
    assert isinstance(read_parts(line), Problem)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("17.54", "17.54"), ("1754", "17.54"), ("9:05", "09.05"), ("17", "17.00"), ("900", "09.00")],
)
def test_a_time_of_day(text: str, clock: str) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize("text", ["", "24", "17.60", "17.5", "nu", "17.54.1"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert isinstance(read_clock(text), Problem)


def test_a_break_and_an_adjournment() -> None:
    assert read_interruption("1730") == Interruption("17.30")
    assert read_interruption("17.30 til den 27. august") == Interruption("17.30", "den 27. august")
    assert read_interruption("17.30 Tirsdag") == Interruption("17.30", "Tirsdag")
    assert isinstance(read_interruption("til 18"), Problem)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (
            "formand: aaby 7 bak 4 blank 2",
            Count("formand", (Candidate("Åse Aaby", 7), Candidate("Bo Bak", 4)), 2),
        ),
        (
            "mette holm 3, Udenfor 2",
            Count("", (Candidate("Mette Holm", 3), Candidate("Udenfor", 2))),
        ),
        ('næstformand: "Holm" 3', Count("næstformand", (Candidate("Holm", 3),))),
        ("mette 3 ida de Rød 1", Count("", (Candidate("Mette", 3), Candidate("ida de Rød", 1)))),
        ("formand: lod bak", Count("formand", lot="Bo Bak")),
        ("blanke 5, bak 4", Count("", (Candidate("Bo Bak", 4),), 5)),
        ("blanka jensen 4", Count("", (Candidate("Blanka Jensen", 4),))),
        ('"Liste 2" 4', Count("", (Candidate("Liste 2", 4),))),
    ],
)
def test_counted_ballots(line: str, count: Count) -> None:
    assert read_count(line, MIXED) == count


@pytest.mark.parametrize(
    "line",
    [
        *("", "formand:", "formand: holm", "holm 3 bak", "bak 3 bobak 2", "lod", "blanke 5"),
        *("formand: holm 12345 bruun 4", "formand: 3 holm 7", "holm 3 4", ", 3", "holm 3 ' 2"),
    ],
)
def test_what_is_no_count(line: str) -> None:
    assert isinstance(read_count(line, MIXED), Problem)


def _letters(text: str) -> str:
    return re.sub(r"[\s,:!'\"-]", "", text).casefold()


@given(st.text("xyzw 123,:'\"", max_size=14))
def test_no_letter_and_no_number_of_a_count_is_dropped(line: str) -> None:
    count = read_count(line, MIXED)
    if isinstance(count, Count):
        told = "".join(f"{c.name}{c.votes}" for c in count.candidates)
        assert _letters(f"{count.post}{told}") == _letters(line)


@given(st.text("xyz abc,!-", max_size=14))
def test_no_letter_of_a_substitute_is_dropped(line: str) -> None:
    seating = read_seating(line, SMALL, SMALL.member("b1"))
    if isinstance(seating, Seating):
        letter = line.split(",")[1] if "," in line else ""
        assert _letters(f"{seating.name}{letter}{seating.ground}") == _letters(line)


@given(st.text("12345 ,.-;og", max_size=14))
def test_no_number_of_the_parts_is_dropped(line: str) -> None:
    parts = read_parts(line)
    if isinstance(parts, tuple):
        named = {point for part in parts for point in part}
        assert {int(number) for number in re.findall("[0-9]+", line)} <= named


@pytest.mark.parametrize(
    ("line", "seating"),
    [
        ("Gro Gren", Seating("Gro Gren", "B")),
        ("Gro Gren, a, syg", Seating("Gro Gren", "A", "syg")),
        ("Gro Gren,, syg !", Seating("Gro Gren", "B", "syg", only=True)),
        ("Gro Gren, a, syg, barn", Seating("Gro Gren", "A", "syg, barn")),
        ("Gro Gren, -!", Seating("Gro Gren", None, only=True)),
    ],
)
def test_a_substitute(line: str, seating: Seating) -> None:
    assert read_seating(line, SMALL, SMALL.member("b1")) == seating


@pytest.mark.parametrize("line", ["", "!", "Gro Gren, x"])
def test_what_is_no_substitute(line: str) -> None:
    assert isinstance(read_seating(line, SMALL, SMALL.member("b1")), Problem)


def test_a_demand_is_by_a_member_or_by_the_one_of_a_party() -> None:
    here = sorted(everybody(SMALL))
    assert read_demand("b", SMALL, here) == Demand("b1")
    assert read_demand("'løs Byrådet i X", SMALL, here) == Demand("-1", "Byrådet i X")
    several = read_demand("a", SMALL, here)
    assert isinstance(several, Problem)
    assert several.text == "nævn medlemmet: 'alm 'ask 'ager"
    assert read_demand("a Byrådet", SMALL, ["a2"]) == Demand("a2", "Byrådet")
    for line in ("", "x", "'nobody"):
        assert isinstance(read_demand(line, SMALL, here), Problem)
