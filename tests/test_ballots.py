"""The vote line where the members are not all known one by one: numbers, letters, unknown sides."""

from __future__ import annotations

import pytest
from factories import MIXED, SMALL, everybody
from hypothesis import given
from hypothesis import strategies as st

from clerk.core.ballot import read_ballot
from clerk.core.ballot_line import ballot_line
from clerk.core.voting import (
    SIDES,
    Side,
    Stated,
    Voice,
    VoiceKind,
    Vote,
    VoteOutcome,
    in_body_order,
    side_voices,
)

ROOM = everybody(SMALL)


def numbers(vote: Vote) -> tuple[int | None, ...]:
    """Return the votes of the three sides."""
    return tuple(vote.number(side) for side in SIDES)


@pytest.mark.parametrize(
    ("line", "expected", "outcome"),
    [
        ("3 2 1", (3, 2, 1), VoteOutcome.ADOPTED),
        ("2 2 2", (2, 2, 2), VoteOutcome.TIED),
        ("0 6", (0, 6, 0), VoteOutcome.REJECTED),
        ("3 1", (3, 1, None), VoteOutcome.ADOPTED),
        ("3 2 ?", (3, 2, None), VoteOutcome.ADOPTED),
        ("ab=4 c 'løs", (4, 1, 1), VoteOutcome.ADOPTED),
        ("ab=3 c=2", (3, 2, None), VoteOutcome.ADOPTED),
        ("ab=4 c=2", (4, 2, 0), VoteOutcome.ADOPTED),
        ("ab=3 c=2 *'løs", (3, 2, 0), VoteOutcome.ADOPTED),
        ("? b", (None, 1, 0), VoteOutcome.ADOPTED),
        ("b ?", (1, None, 0), VoteOutcome.REJECTED),
        ("a=? bc=? =f", (None, None, 0), VoteOutcome.REJECTED),
        ("a=? bc=? =g", (None, None, 0), VoteOutcome.ADOPTED),
        ("a=? bc=? =b", (None, None, 0), VoteOutcome.TIED),
        ("+a -b *'løs <c", (3, 1, 0), VoteOutcome.ADOPTED),
        ("+'ask<c", (1, 0, 0), VoteOutcome.ADOPTED),
        ("+'ask*bc", (1, 0, 0), VoteOutcome.ADOPTED),
    ],
)
def test_a_line_with_numbers(
    line: str, expected: tuple[int | None, ...], outcome: VoteOutcome
) -> None:
    ballot = read_ballot(line, SMALL, ROOM)
    assert not ballot.fatal, ballot.problems
    assert numbers(ballot.vote) == expected
    assert ballot.vote.outcome is outcome


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("0 0 0", "ingen har stemt"),
        ("? 0 =f", "udfaldet passer ikke"),
        ("0 ? =g", "udfaldet passer ikke"),
        ("'alm=0 c", "flere på en side"),
    ],
)
def test_a_line_that_reads_as_no_vote(line: str, words: str) -> None:
    ballot = read_ballot(line, SMALL, ROOM)
    assert ballot.fatal
    assert words in " ".join(problem.text for problem in ballot.problems)


@given(st.text("abc'lmø=?0123 +-*<.gfb", max_size=14))
def test_a_line_that_can_be_recorded_is_a_vote(line: str) -> None:
    ballot = read_ballot(line, SMALL, ROOM)
    assert ballot.fatal or ballot.vote.faults() == []


def test_unknown_is_not_nothing() -> None:
    vote = read_ballot("? b", SMALL, ROOM).vote
    assert vote.statement(Side.FOR) == Stated(Side.FOR, None)
    assert vote.not_voting == ()


def test_a_number_that_the_room_confirms_is_a_vote_by_member() -> None:
    assert read_ballot("ab=4 c 'løs", SMALL, ROOM).vote.stated == ()


def test_letters_without_anybody_in_the_room_need_a_number() -> None:
    room = ROOM - {"b1"}
    assert read_ballot("b ac", SMALL, room).fatal
    vote = read_ballot("b=1 ac", SMALL, room).vote
    assert side_voices(vote, Side.FOR, SMALL) == [Voice(VoiceKind.WHOLE, "B")]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("6 1", "sum", "7 stemmer, men 6 i salen"),
        ("ab=9 c", "sum", "10 stemmer, men 6 i salen"),
        ("? ?", "outcome", "=g godkendt"),
        ("a=? b=?", "outcome", "=g godkendt"),
        ("ab c 'løs =f", "outcome", "udfaldet passer ikke"),
        ("a=3=2 b", "number", "et tal efter ="),
        ("a= b", "number", "et tal efter ="),
        ("ab *c=1", "number", "et tal efter ="),
    ],
)
def test_a_number_that_cannot_be_is_refused(line: str, code: str, words: str) -> None:
    ballot = read_ballot(line, SMALL, ROOM)
    assert ballot.fatal
    assert any(p.fatal and p.code == code and words in p.text for p in ballot.problems)


def test_fewer_votes_than_people_are_only_told_of() -> None:
    ballot = read_ballot("ab=2 c=1", SMALL, ROOM)
    assert not ballot.fatal
    assert [problem.text for problem in ballot.problems] == ["3 stemmer, men 6 i salen"]


def test_those_who_were_out_of_the_room_are_not_missing() -> None:
    ballot = read_ballot("ab c <'løs", SMALL, ROOM)
    assert ballot.problems == ()
    assert ballot.vote.outside == ("-1",)
    gone = read_ballot("ab c <'løs", SMALL, ROOM - {"-1"})
    assert gone.problems == ()


def test_those_who_took_no_part_are_not_missing() -> None:
    ballot = read_ballot("ab c *'løs", SMALL, ROOM)
    assert ballot.problems == ()
    assert ballot.vote.not_voting == ("-1",)


def test_a_party_whose_member_is_outside_still_stands_as_one() -> None:
    vote = read_ballot("ab c 'løs <'alm", SMALL, ROOM).vote
    assert side_voices(vote, Side.FOR, SMALL)[0] == Voice(VoiceKind.WHOLE, "A")


def test_the_body_s_order_puts_an_independent_where_it_sits() -> None:
    vote = read_ballot("'løs c b a", SMALL, ROOM).vote
    found = side_voices(read_ballot("'løs,cba", SMALL, ROOM).vote, Side.FOR, SMALL)
    assert [voice.party for voice in found] == [None, "C", "B", "A"]
    ordered = in_body_order(found, SMALL)
    assert [voice.party for voice in ordered] == ["A", "B", "C", None]
    assert vote.outcome is VoteOutcome.TIED


GROUPS = st.sampled_from(["a", "b", "c", "'løs", "ab", "bc", "'alm", "abc", "."])
MARKS = st.sampled_from(["", "", "=2", "=?", "=0"])
LINES = st.lists(st.tuples(GROUPS, MARKS).map("".join) | st.just("?"), min_size=1, max_size=3).map(
    " ".join
)


@given(LINES)
def test_a_recorded_line_is_given_back_as_the_same_vote(line: str) -> None:
    ballot = read_ballot(line, SMALL, ROOM)
    if ballot.fatal:
        return
    again = read_ballot(ballot_line(ballot.vote, SMALL, ROOM), SMALL, ROOM)
    assert numbers(again.vote) == numbers(ballot.vote), ballot_line(ballot.vote, SMALL, ROOM)
    assert again.vote.outcome is ballot.vote.outcome
    for side in SIDES:
        assert side_voices(again.vote, side, SMALL) == side_voices(ballot.vote, side, SMALL)


@given(st.text("abcøå'?=.+-*<0123456789 gf,", max_size=20))
def test_any_line_is_read_and_never_counts_more_than_the_room(line: str) -> None:
    room = everybody(MIXED)
    ballot = read_ballot(line, MIXED, room)
    if not ballot.fatal:
        counted = sum(number or 0 for number in numbers(ballot.vote))
        assert counted + len(ballot.vote.outside) <= len(room)


@pytest.mark.parametrize(
    ("line", "number", "outcome"),
    [
        ("? 3 1 =f", 3, VoteOutcome.REJECTED),
        ("? ? =b", None, VoteOutcome.TIED),
        ("? ? 6 =g", None, VoteOutcome.ADOPTED),
    ],
)
def test_numbers_alone_end_with_the_outcome_that_they_do_not_tell(
    line: str, number: int | None, outcome: VoteOutcome
) -> None:
    ballot = read_ballot(line, SMALL, ROOM)
    assert not ballot.fatal
    assert (ballot.vote.number(Side.AGAINST), ballot.vote.outcome) == (number, outcome)
    assert read_ballot(ballot_line(ballot.vote, SMALL, ROOM), SMALL, ROOM).vote == ballot.vote
    assert read_ballot("3 2 1 =f", SMALL, ROOM).fatal


@pytest.mark.parametrize(
    "line", ["ab c *'løs", "ab *c <'løs", "'alm,b c 'løs *'ager <'ask", "a=? bc=? =b", "a=? bc =f"]
)
def test_an_exact_line_says_who_took_no_part_and_who_was_out(line: str) -> None:
    vote = read_ballot(line, SMALL, ROOM).vote
    again = read_ballot(ballot_line(vote, SMALL, ROOM, exact=True), SMALL, ROOM)
    assert again.vote == vote
    assert not again.missing
    assert not again.fatal


def test_those_whom_the_line_does_not_mention_are_asked_for_in_the_next_vote() -> None:
    vote = read_ballot("ab c <'løs", SMALL, ROOM).vote
    assert read_ballot(ballot_line(vote, SMALL, ROOM), SMALL, ROOM).missing == ("-1",)
