"""Votes: what a line means in the room, party lines, the outcome."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import MIXED, OEU, OEU_ROOM, S_AND_F, everybody, votes_of
from hypothesis import given, settings
from hypothesis import strategies as st

from clerk.core.ballot import read_ballot
from clerk.core.ballot_line import ballot_line
from clerk.core.people import by_party, has_quorum
from clerk.core.voting import SIDES, Side, VoiceKind, Vote, VoteOutcome, voice_label, voices

ROOM = everybody(MIXED) - {"b1"}
ALFA = ["a1", "a2", "a3"]


def sides(line: str) -> list[list[str]]:
    """Return the sides of a line that has nothing fatal."""
    ballot = read_ballot(line, MIXED, ROOM)
    assert not ballot.fatal, ballot.problems
    return [list(ballot.vote.side(side)) for side in SIDES]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # by position
        ("ab c ø", [[*ALFA, "b2"], ["c1"], ["ø1", "ø2"]]),
        ("ba", [["b2", *ALFA], [], []]),
        ("\t a   c ", [ALFA, ["c1"], []]),
        # by sign, in any order, sides may be empty or named again
        ("+a-c0ø", [ALFA, ["c1"], ["ø1", "ø2"]]),
        ("-c +a", [ALFA, ["c1"], []]),
        ("0a", [[], [], ALFA]),
        ("-a", [[], ALFA, []]),
        ("+ - a", [[], ALFA, []]),
        ("+a -c +å", [[*ALFA, "å1"], ["c1"], []]),
        ("+ a b - c", [[*ALFA, "b2"], ["c1"], []]),
        # the longest code counts
        ("c2 c", [["c21"], ["c1"], []]),
        ("c2c a", [["c21", "c1"], ALFA, []]),
        ("cc2", [["c1", "c21"], [], []]),
        ("C2", [["c21"], [], []]),
        # case and composition do not matter
        ("A Ø", [ALFA, ["ø1", "ø2"], []]),
        ("a a\u030a", [ALFA, ["å1"], []]),
        ("A\u030a", [["å1"], [], []]),
        # the rest
        (". c", [[*ALFA, "b2", "c21", "ø1", "ø2", "å1", "-1", "-2"], ["c1"], []]),
        ("a . 'løs", [ALFA, ["b2", "c1", "c21", "ø1", "ø2", "å1", "-1"], ["-2"]]),
        (".", [[*ALFA, "b2", "c1", "c21", "ø1", "ø2", "å1", "-1", "-2"], [], []]),
        # names; who is named stands there, whatever the letter says
        ("a 'holm", [["a2", "a3"], ["a1"], []]),
        ("'holm a", [["a1"], ["a2", "a3"], []]),
        ("a'holm", [["a2", "a3", "a1"], [], []]),
        ("'holm,'lund c", [["a1", "a2"], ["c1"], []]),
        ("'ohara", [["å1"], [], []]),
        ("a 'holm'lund'aaby", [[], ALFA, []]),
        ("'bo", [["b2"], [], []]),
        ("'ml", [["a2"], [], []]),
        ("'ene b", [["-1"], ["b2"], []]),
    ],
)
def test_a_line_puts_members_on_sides(line: str, expected: list[list[str]]) -> None:
    assert sides(line) == expected


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("ax", "unknown", "ukendt: x"),
        ("a%! c§", "unknown", "ukendt: %!§"),
        (",a", "unknown", "ukendt: ,"),
        ("a'bak", "absent", "Bo Bak er ikke i salen"),
        ("'bak", "absent", "Bo Bak er ikke i salen"),
        ("a ba", "twice", "A er nævnt to gange"),
        ("a C2 c2", "twice", "C2 er nævnt to gange"),
        ("'holm 'metteholm", "twice", "Mette Holm er nævnt to gange"),
        ("a 'mette", "ambiguous", "Mette Holm, Mette Lund"),
        ("a 'ib", "unknown", "ukendt navn: ib"),
        ("a '", "name", "skriv et navn"),
        ("a c ø å", "sides", "mere end tre grupper"),
        (". a .", "twice", ". er sat to gange"),
        ("", "empty", "ingen stemmer"),
        ("   ", "empty", "ingen stemmer"),
        ("+-0", "empty", "ingen stemmer"),
    ],
)
def test_a_line_that_cannot_be_recorded_says_why(line: str, code: str, words: str) -> None:
    ballot = read_ballot(line, MIXED, ROOM)
    fatal = [problem for problem in ballot.problems if problem.fatal]
    assert ballot.fatal
    assert any(problem.code == code and words in problem.text for problem in fatal), fatal


def test_a_party_with_nobody_in_the_room_is_not_in_the_room() -> None:
    ballot = read_ballot("av", OEU, OEU_ROOM)
    assert [problem.text for problem in ballot.problems if problem.fatal] == ["V er ikke i salen"]


def test_seats_do_not_vote_but_members_in_the_room() -> None:
    room = OEU_ROOM - {"a1", "a2"}
    assert read_ballot("a ø", OEU, room).vote.for_ == ("a3", "a4")


def test_nobody_in_the_room_gives_no_vote() -> None:
    assert read_ballot(".", OEU, ()).fatal
    assert read_ballot("a", OEU, ()).fatal


def test_the_missing_are_named_and_take_no_part() -> None:
    ballot = read_ballot("bf ac", OEU, OEU_ROOM)
    assert [(p.code, p.fatal, p.text) for p in ballot.problems] == [
        ("missing", False, "mangler 3: Ø, I")
    ]
    assert ballot.vote.not_voting == ("ø1", "ø2", "i1")
    [one] = read_ballot("bf acø", OEU, OEU_ROOM).problems
    assert one.text == "mangler 1: I"
    [split] = read_ballot("bc c2 'holm", MIXED, ROOM).problems
    assert split.text == "mangler 7: A (÷ Mette Holm), Ø, Å, Alma Ene, Lis Løs"


def test_the_seeds_vote_is_six_against_three_with_two_abstaining() -> None:
    ballot = read_ballot("bf aci ø", OEU, OEU_ROOM)
    assert not ballot.problems
    assert [len(ballot.vote.side(side)) for side in SIDES] == [3, 6, 2]
    assert ballot.vote.outcome is VoteOutcome.REJECTED


@given(st.text("aAbcC2øØå .+-0',xholm\t", max_size=16), st.sets(st.sampled_from(sorted(ROOM))))
def test_whatever_the_line_nobody_counts_twice_and_nobody_from_outside(
    line: str, room: set[str]
) -> None:
    vote = read_ballot(line, MIXED, room).vote
    counted = [*vote.voters, *vote.not_voting]
    assert sorted(counted) == sorted(room)


@settings(max_examples=200)
@given(votes_of(MIXED))
def test_the_line_of_a_vote_gives_the_vote_again(vote: Vote) -> None:
    line = ballot_line(vote, MIXED, everybody(MIXED))
    again = read_ballot(line, MIXED, everybody(MIXED))
    assert not [p for p in again.problems if p.fatal and p.code != "empty"], line
    assert [set(again.vote.side(side)) for side in SIDES] == [
        set(vote.side(side)) for side in SIDES
    ], line
    assert set(again.vote.not_voting) == set(vote.not_voting)


@given(votes_of(MIXED), st.sets(st.sampled_from(sorted(everybody(MIXED)))))
def test_the_line_of_an_earlier_vote_passes_over_those_who_have_left(
    vote: Vote, left: set[str]
) -> None:
    room = everybody(MIXED) - left
    again = read_ballot(ballot_line(vote, MIXED, room), MIXED, room)
    assert not [p for p in again.problems if p.fatal and p.code != "empty"]
    for side in SIDES:
        assert set(again.vote.side(side)) == set(vote.side(side)) - left


@given(votes_of(S_AND_F))
def test_letters_that_make_a_third_party_are_kept_apart(vote: Vote) -> None:
    room = everybody(S_AND_F)
    again = read_ballot(ballot_line(vote, S_AND_F, room), S_AND_F, room).vote
    assert [set(again.side(side)) for side in SIDES] == [set(vote.side(side)) for side in SIDES]


@pytest.mark.parametrize(
    ("line", "shortest"),
    [
        ("ab c ø", "ab c ø"),
        ("+a -c 0ø", "a c ø"),
        ("-c 0ø", "-c 0ø"),
        ("+a 0ø", "+a 0ø"),
        ("'holm,'lund,'aaby c", "a c"),
        ("a 'holm", "'lund,'aaby 'holm"),
        ("c2 c", "c2 c"),
        ("cc2", "cc2"),
    ],
)
def test_the_shortest_line(line: str, shortest: str) -> None:
    assert ballot_line(read_ballot(line, MIXED, ROOM).vote, MIXED, ROOM) == shortest


# Party lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a", [(VoiceKind.WHOLE, "A", ())]),
        ("a 'holm", [(VoiceKind.EXCEPT, "A", ("a1",))]),
        ("'lund,b a", [(VoiceKind.SOME, "A", ("a2",)), (VoiceKind.WHOLE, "B", ())]),
        ("'ræv .", [(VoiceKind.SOME, "Ø", ("ø1",))]),
        (". 'ræv", None),
        ("'løs,'ene a", [(VoiceKind.PERSON, None, ("-2",)), (VoiceKind.PERSON, None, ("-1",))]),
        ("c2c", [(VoiceKind.WHOLE, "C2", ()), (VoiceKind.WHOLE, "C", ())]),
        ("'holm,b'lund", [(VoiceKind.EXCEPT, "A", ("a3",)), (VoiceKind.WHOLE, "B", ())]),
    ],
)
def test_party_lines_of_those_for(
    line: str, expected: list[tuple[VoiceKind, str | None, tuple[str, ...]]] | None
) -> None:
    vote = read_ballot(line, MIXED, ROOM).vote
    found = [(voice.kind, voice.party, voice.members) for voice in voices(vote.for_, vote, MIXED)]
    if expected is None:
        expected = [
            *[(VoiceKind.WHOLE, code, ()) for code in ("A", "B", "C", "C2")],
            (VoiceKind.SOME, "Ø", ("ø2",)),
            (VoiceKind.WHOLE, "Å", ()),
            *[(VoiceKind.PERSON, None, (one,)) for one in ("-1", "-2")],
        ]
    assert found == expected


def test_a_party_with_a_member_who_took_no_part_is_not_whole() -> None:
    vote = read_ballot("'holm'lund", MIXED, ROOM).vote
    assert [v.members for v in voices(vote.for_, vote, MIXED)] == [("a3",)]


@given(votes_of(MIXED))
def test_the_voices_of_a_side_mean_exactly_its_members(vote: Vote) -> None:
    parties = by_party(MIXED.members)
    for side in (vote.for_, vote.against, vote.abstained, vote.not_voting):
        meant: list[str] = []
        for voice in voices(side, vote, MIXED):
            group = [m.id for m in parties.get(voice.party or "", ())]
            if voice.kind is VoiceKind.WHOLE:
                assert not voice.members
                meant += group
            elif voice.kind is VoiceKind.EXCEPT:
                assert voice.members
                meant += [m for m in group if m not in voice.members]
                assert 2 * len(voice.members) < len(group)
            else:
                meant += voice.members
        assert sorted(meant) == sorted(side)


def test_labels_on_the_screen() -> None:
    vote = read_ballot("ø'løs,a 'holm", MIXED, ROOM).vote
    labels = [voice_label(voice, MIXED) for voice in voices(vote.for_, vote, MIXED)]
    assert labels == ["Ø", "Lis Løs", "A (÷ Mette Holm)"]
    [other] = voices(vote.against, vote, MIXED)
    assert voice_label(other, MIXED) == "A (Mette Holm)"


# Outcome and quorum


@pytest.mark.parametrize("abstained", [0, 1, 5])
@pytest.mark.parametrize(
    ("yes", "no", "outcome"),
    [
        (1, 0, VoteOutcome.ADOPTED),
        (0, 1, VoteOutcome.REJECTED),
        (2, 1, VoteOutcome.ADOPTED),
        (1, 2, VoteOutcome.REJECTED),
        (0, 0, VoteOutcome.TIED),
        (1, 1, VoteOutcome.TIED),
        (6, 6, VoteOutcome.TIED),
    ],
)
def test_more_for_than_against_adopts_a_tie_does_not_and_abstentions_never_count(
    yes: int, no: int, abstained: int, outcome: VoteOutcome
) -> None:
    ids = [str(number) for number in range(yes + no + abstained)]
    vote = Vote(tuple(ids[:yes]), tuple(ids[yes : yes + no]), tuple(ids[yes + no :]))
    assert vote.outcome is outcome
    assert len(vote.voters) == yes + no + abstained
    assert vote.side(Side.ABSTAINED) == vote.abstained


@pytest.mark.parametrize(("seats", "enough"), [(13, 7), (12, 6), (11, 6), (1, 1), (55, 28)])
def test_half_of_the_seats_or_more_is_a_quorum_also_with_vacant_seats(
    seats: int, enough: int
) -> None:
    body = replace(OEU, seats=seats)
    ids = [str(number) for number in range(seats)]
    assert has_quorum(body, ids[:enough])
    assert not has_quorum(body, ids[: enough - 1])
    assert not has_quorum(body, ["x"] * (enough - 1))
