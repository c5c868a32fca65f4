"""What is on the table: points set in a text, and what adopted amendments do to them."""

from __future__ import annotations

import pytest
from factories import ITEM
from hypothesis import given
from hypothesis import strategies as st

from clerk.core.agenda import AgendaItem, Point, Recommendation
from clerk.core.motions import OF_THE_ITEM, Effect, Motion, ResultKind
from clerk.core.people import Mention
from clerk.core.state import MAIN, ItemState, target
from clerk.core.working import Change, split_points, working_points


def motion(effect: Effect, points: tuple[int, ...] = (), text: str = "") -> Motion:
    return Motion("i1/1", "i1", (Mention("A"),), effect, points, text)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("at x godkendes.", ["at x godkendes."]),
        ("- et\n- to", ["et", "to"]),
        ("- et\n\n- to\n  med mere\n", ["et", "to\n  med mere"]),
        ("– et\n• to\n* tre", ["et", "to", "tre"]),
        ("1. at et\n2. at to", ["at et", "at to"]),
        ("1) at et\n  12) at to", ["at et", "at to"]),
        ("lead\n- et", ["lead", "et"]),
        ('"- et\n\n- to"', ["et", "to"]),
        ("»at x«", ["at x"]),
        ("“at x”", ["at x"]),
        ('"', ['"']),
        ('""', []),
        ("", []),
        (" \n ", []),
        ("2015 var et godt år", ["2015 var et godt år"]),
        ("2015. var", ["2015. var"]),
        ("-5 grader", ["-5 grader"]),
        ("at 1. pind udgår", ["at 1. pind udgår"]),
    ],
)
def test_a_text_set_in_dashes_or_numbers_is_its_points(text: str, points: list[str]) -> None:
    assert split_points(text) == points


@given(st.text("ab -1.)\n•\"»«'", max_size=25))
def test_no_point_is_blank_and_no_word_is_lost(text: str) -> None:
    points = split_points(text)
    assert all(point == point.strip() != "" for point in points)
    assert [c for c in "".join(points) if c.isalpha()] == [c for c in text if c.isalpha()]


K, C, A, D, P = Change.KEPT, Change.CHANGED, Change.ADDED, Change.DELETED, Change.POSTPONED


@pytest.mark.parametrize(
    ("adopted", "expected"),
    [
        ([], [(1, "at et.", K), (2, "at to.", K), (3, "at tre.", K)]),
        (
            [motion(Effect.REPLACE, (2,), "at ny.")],
            [(1, "at et.", K), (2, "at ny.", C), (3, "at tre.", K)],
        ),
        (
            [motion(Effect.REPLACE, (2,), "- ny\n- mere")],
            [(1, "at et.", K), (2, "ny", C), (None, "mere", A), (3, "at tre.", K)],
        ),
        (
            [motion(Effect.REPLACE, (1, 3), "- ny\n- mere")],
            [(1, "ny", C), (None, "mere", A), (2, "at to.", K), (3, "at tre.", D)],
        ),
        (
            [motion(Effect.ADD, (), "at fire.")],
            [(1, "at et.", K), (2, "at to.", K), (3, "at tre.", K), (None, "at fire.", A)],
        ),
        (
            [motion(Effect.DELETE, (1, 3))],
            [(1, "at et.", D), (2, "at to.", K), (3, "at tre.", D)],
        ),
        (
            [motion(Effect.DELETE, (2,), "to")],
            [(1, "at et.", K), (2, "at.", C), (3, "at tre.", K)],
        ),
        (
            [motion(Effect.POSTPONE, (2,))],
            [(1, "at et.", K), (2, "at to.", P), (3, "at tre.", K)],
        ),
        (
            [motion(Effect.FREE, (2,), "noget andet")],
            [(1, "at et.", K), (2, "at to.", K), (3, "at tre.", K)],
        ),
        (
            [motion(Effect.REPLACE, (2,), "at ny."), motion(Effect.DELETE, (2,))],
            [(1, "at et.", K), (2, "at ny.", D), (3, "at tre.", K)],
        ),
        (
            [motion(Effect.REPLACE, (2,), "at a."), motion(Effect.REPLACE, (2,), "at b.")],
            [(1, "at et.", K), (2, "at b.", C), (3, "at tre.", K)],
        ),
        (
            [motion(Effect.ADD, (), "at fire."), motion(Effect.ADD, (), "- fem\n- seks")],
            [
                (1, "at et.", K),
                (2, "at to.", K),
                (3, "at tre.", K),
                (None, "at fire.", A),
                (None, "fem", A),
                (None, "seks", A),
            ],
        ),
    ],
)
def test_the_recommendation_as_adopted_amendments_leave_it(
    adopted: list[Motion], expected: list[tuple[int | None, str, Change]]
) -> None:
    points = working_points(ITEM, adopted)
    assert [(point.number, point.text, point.change) for point in points] == expected


EFFECTS = st.lists(
    st.builds(
        motion,
        st.sampled_from(Effect),
        st.sets(st.integers(1, 3)).map(lambda points: tuple(sorted(points))),
        st.text("ab \n-.", max_size=10),
    ),
    max_size=6,
)


@given(EFFECTS)
def test_no_point_of_the_recommendation_ever_disappears_from_view(adopted: list[Motion]) -> None:
    points = working_points(ITEM, adopted)
    kept = [point for point in points if point.number is not None]
    assert [(point.number, point.original) for point in kept] == [
        (point.number, point.text) for point in ITEM.points
    ]
    assert all(point.original == "" for point in points if point.number is None)


def test_numbers_run_through_all_recommendations() -> None:
    first = Recommendation("", (Point(1, "a"), Point(2, "b")))
    second = Recommendation("", (Point(3, "c"),), addressee="Økonomiudvalget")
    both = AgendaItem("i1", "1", "Sag", recommendations=(first, second))
    assert [point.number for point in both.points] == [1, 2, 3]
    assert both.recommendation_of(2) is first
    assert both.recommendation_of(3) is second
    assert both.recommendation_of(4) is None


@pytest.mark.parametrize("kind", ResultKind)
def test_a_result_goes_to_the_motion_whose_turn_it_is_or_to_the_item(kind: ResultKind) -> None:
    here = ItemState(ITEM, motions=(motion(Effect.FREE, text="x"),))
    of_the_item = kind in OF_THE_ITEM
    assert target(here, kind, None) == (MAIN if of_the_item else "i1/1")
    assert target(here, kind, "i1/1") == (MAIN if of_the_item else "i1/1")
    assert target(ItemState(ITEM), kind, None) == MAIN
