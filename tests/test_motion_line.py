"""The lines of a motion: who moves it, what it asks for, what it is called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import MIXED, SMALL, mentions_of
from hypothesis import given
from hypothesis import strategies as st
from line_texts import LINES, POINTS

from clerk.core.entry import mention_line, read_named
from clerk.core.motion_line import (
    LETTERS,
    asked_line,
    label_line,
    next_label,
    read_asked,
    read_label,
)
from clerk.core.motions import Effect, Motion, MotionKind
from clerk.core.people import Mention
from clerk.core.shorthand import read_points


def amendment(motion_id: str, label: str = "", amends: str = "") -> Motion:
    movers = (Mention("A"),)
    return Motion(motion_id, "i1", movers, Effect.FREE, text="x", label=label, amends=amends)


TWO = (amendment("i1/1"), amendment("i1/2", label="ÆF1"))


@pytest.mark.parametrize(
    ("text", "points", "unknown"),
    [
        ("2 4", (2, 4), ""),
        ("2-4", (2, 3, 4), ""),
        ("2. og 4.", (2, 4), ""),
        ("4,2,4", (4, 2), ""),
        ("3 - 4", (3, 4), ""),
        ("4-2", (), "4-2"),
        ("2 x", (2,), "x"),
        ("-1", (1,), "-"),
        ("", (), ""),
    ],
)
def test_points_in_a_line(text: str, points: tuple[int, ...], unknown: str) -> None:
    assert read_points(text) == (points, unknown)


@pytest.mark.parametrize("text", ["12345", "1-99999", "9" * 5000])
def test_a_number_that_no_point_has_is_none(text: str) -> None:
    assert read_points(text)[1]


@pytest.mark.parametrize(
    ("line", "kind", "effect", "points", "target"),
    [
        ("", MotionKind.AMENDMENT, Effect.FREE, (), ""),
        ("2-3", MotionKind.AMENDMENT, Effect.REPLACE, (2, 3), ""),
        ("Æ3", MotionKind.AMENDMENT, Effect.REPLACE, (3,), ""),
        ("e 3", MotionKind.AMENDMENT, Effect.REPLACE, (3,), ""),
        ("t", MotionKind.AMENDMENT, Effect.ADD, (), ""),
        ("s2", MotionKind.AMENDMENT, Effect.DELETE, (2,), ""),
        ("u 2 4", MotionKind.AMENDMENT, Effect.POSTPONE, (2, 4), ""),
        ("f 2", MotionKind.AMENDMENT, Effect.FREE, (2,), ""),
        ("k 3", MotionKind.AMENDMENT, Effect.WITHDRAW, (3,), ""),
        ("h By- og Hovedudvalget", MotionKind.REFERRAL, Effect.FREE, (), "By- og Hovedudvalget"),
        ("d  et senere  møde", MotionKind.POSTPONEMENT, Effect.FREE, (), "et senere møde"),
        ("d", MotionKind.POSTPONEMENT, Effect.FREE, (), ""),
        ("y punkt 7", MotionKind.REMOVAL, Effect.FREE, (), "punkt 7"),
        ("p", MotionKind.PROCEDURE, Effect.FREE, (), ""),
        ("g", MotionKind.REOPENING, Effect.FREE, (), ""),
        ("a 1 2", MotionKind.DIVISION, Effect.FREE, (1, 2), ""),
        ("m Havnen [/]", MotionKind.MATTER, Effect.FREE, (), "Havnen [/]"),
    ],
)  # fmt: skip
def test_what_a_motion_asks_for(
    line: str, kind: MotionKind, effect: Effect, points: tuple[int, ...], target: str
) -> None:
    asked = read_asked(line, ())
    found = (asked.kind, asked.effect, asked.points, asked.target, asked.problems)
    assert found == (kind, effect, points, target, ())


@pytest.mark.parametrize(
    ("line", "amends", "letter", "points"),
    [
        ("n1 æ3", "i1/1", "æ", (3,)),
        ("N2æ3", "i1/2", "æ", (3,)),
        ("nÆF1 s 2", "i1/2", "s", (2,)),
        ("næf1 2", "i1/2", "æ", (2,)),
        ("n1", "i1/1", "f", ()),
    ],
)
def test_a_sub_amendment_says_of_which(
    line: str, amends: str, letter: str, points: tuple[int, ...]
) -> None:
    asked = read_asked(line, TWO)
    assert (asked.amends, asked.letter, asked.points, asked.problems) == (
        amends,
        letter,
        points,
        (),
    )


def test_the_only_amendment_need_not_be_named() -> None:
    assert read_asked("n 2", TWO[:1]).amends == "i1/1"
    assert read_asked("n 2", TWO[:1]).points == (2,)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("x", "ukendt"),
        ("henvises", "ukendt"),
        ("socialudvalget", "ukendt"),
        ("p at vi slutter", "feltet herunder"),
        ("n3 æ2", "intet ændringsforslag 3"),
        ("n æ2", "n1 til n2"),
        ("n1 h Socialudvalget", "kun et ændringsforslag"),
        ("u 12345", "ukendt"),
    ],
)
def test_what_means_nothing_is_told(line: str, words: str) -> None:
    assert any(words in problem.text for problem in read_asked(line, TWO).problems)
    assert all(problem.fatal for problem in read_asked(line, TWO).problems)


def test_there_is_nothing_to_amend_in_an_item_without_amendments() -> None:
    assert "intet ændringsforslag at ændre" in read_asked("n", ()).problems[0].text


@pytest.mark.parametrize(
    ("line", "label", "again_from"),
    [
        ("", "", ""),
        ("ÆF2", "ÆF2", ""),
        ("ÆF2 fra Socialudvalget", "ÆF2", "Socialudvalget"),
        ("fra Teknik- og Miljøudvalget", "", "Teknik- og Miljøudvalget"),
        ("Ø 2 FRA BUU", "Ø 2", "BUU"),
        ("fra", "", ""),
        ("frafald", "frafald", ""),
        ('"Forslag fra A" fra B', "Forslag fra A", "B"),
    ],
)
def test_label_and_where_a_motion_was_lost_before(line: str, label: str, again_from: str) -> None:
    assert read_label(line) == (label, again_from)


@pytest.mark.parametrize(
    ("labels", "movers", "proposed"),
    [
        ((), "A", ""),
        (("", "uden"), "A", ""),
        (("ÆF1", "ÆF2"), "A", "ÆF3"),
        (("ÆF2", "ÆF1"), "", "ÆF3"),
        (("A1", "A2", "B1"), "A", "A3"),
        (("A1", "A2", "B1"), "C", "C1"),
        (("A1",), "", ""),
        (("A1", "ÆF7"), "B", "ÆF8"),
    ],
)
def test_the_next_label(labels: tuple[str, ...], movers: str, proposed: str) -> None:
    motions = [amendment(f"i1/{n}", label) for n, label in enumerate(labels)]
    assert next_label(motions, [Mention(letter) for letter in movers], SMALL) == proposed


def test_a_members_label_is_the_partys_and_an_independent_has_none() -> None:
    motions = [amendment("i1/1", "A1")]
    assert next_label(motions, [Mention(member="a2")], SMALL) == "A2"
    assert next_label(motions, [Mention(member="-1")], SMALL) == ""


NAMES = LINES.filter(bool).map(lambda name: Mention(name=name))
PEOPLE = st.tuples(mentions_of(MIXED), st.lists(NAMES, max_size=1)).map(lambda p: (*p[0], *p[1]))

LABELS = (LINES | st.sampled_from(["ÆF1", "4"])).filter(lambda label: label not in ("1", "2", "3"))
"""Labels that are no other motion's number."""


@given(PEOPLE, st.booleans(), st.data())
def test_movers_come_back_from_the_record(
    named: tuple[Mention, ...], split: bool, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(named))) if split else len(named)
    found = read_named(mention_line(named[:at], MIXED, named[at:]), MIXED)
    assert (found.first, found.joined, found.problems) == (named[:at], named[at:], ())


@given(st.sampled_from(list(LETTERS.values())), POINTS, LINES, LINES, LINES, st.data())
def test_a_motion_comes_back_from_the_record(
    letter: object,
    points: tuple[int, ...],
    target: str,
    label: str,
    again: str,
    data: st.DataObject,
) -> None:
    kind, effect, takes, _word = (getattr(letter, n) for n in ("kind", "effect", "takes", "word"))
    labels = data.draw(st.lists(LABELS, max_size=3))
    others = [amendment(f"i1/{n}", known) for n, known in enumerate(labels)]
    under = kind is MotionKind.AMENDMENT and bool(others) and data.draw(st.booleans())
    motion = Motion(
        "i1/9",
        "i1",
        (),
        effect,
        points if takes == "points" else (),
        kind=kind,
        amends=data.draw(st.sampled_from([m.id for m in others])) if under else "",
        target=target if takes == "words" else "",
        label=label,
        again_from=again,
    )
    asked = read_asked(asked_line(motion, others), others)
    assert asked.problems == ()
    assert (asked.kind, asked.effect, asked.points) == (motion.kind, motion.effect, motion.points)
    assert (asked.target, asked.amends) == (motion.target, motion.amends)
    assert read_label(label_line(label, again)) == (label, again)


def test_a_motion_whose_number_is_the_label_of_another_cannot_be_named_and_that_is_told() -> None:
    others = [amendment("i1/1"), amendment("i1/2", "1")]
    named = {m.id: replace(m, id="i1/9", amends=m.id) for m in others}
    asked = {id_: read_asked(asked_line(m, others), others) for id_, m in named.items()}
    assert asked["i1/2"].amends == "i1/2"
    assert [problem.fatal for problem in asked["i1/1"].problems] == [True]
