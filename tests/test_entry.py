"""The one-line notation: tokens, names, movers and authors."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import MIXED, OEU, S_AND_F, SMALL, mentions_of
from hypothesis import given
from hypothesis import strategies as st

from clerk.core.entry import (
    Problem,
    TokenKind,
    member_query,
    mention_line,
    mentions,
    one_member,
    tokens,
)
from clerk.core.people import Body, Member, Mention, Party, find_members, who

CODES = [party.code for party in MIXED.parties]
P, M, S = TokenKind.PARTY, TokenKind.MEMBER, TokenKind.SPACE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ab", [(P, "A", 0), (P, "B", 0)]),
        ("C2c", [(P, "C2", 0), (P, "C", 0)]),
        ("c 2", [(P, "C", 0), (S, " ", 0), (TokenKind.UNKNOWN, "2", 0)]),
        ("a,,b,", [(P, "A", 2), (P, "B", 1)]),
        (",a", [(TokenKind.UNKNOWN, ",", 0), (P, "A", 0)]),
        ("'holm,b", [(M, "holm", 0), (P, "B", 0)]),
        ("'holm.", [(M, "holm", 0), (TokenKind.REST, ".", 0)]),
        ("'a'b", [(M, "a", 0), (M, "b", 0)]),
        ("'", [(M, "", 0)]),
        ("a  \t b", [(P, "A", 0), (S, "  \t ", 0), (P, "B", 0)]),
        ("+ø-å", [(TokenKind.SIDE, "+", 0), (P, "Ø", 0), (TokenKind.SIDE, "-", 0), (P, "Å", 0)]),
        ("?=3", [(TokenKind.NUMBER, "?", 0), (TokenKind.NUMBER, "3", 0)]),
        ("", []),
    ],
)
def test_a_line_is_split_into(line: str, expected: list[tuple[TokenKind, str, int]]) -> None:
    assert [(t.kind, t.text, t.form) for t in tokens(line, CODES)] == expected


@given(st.text("abc2øå '.,+-0x\t", max_size=20))
def test_every_sign_of_a_line_is_in_some_token(line: str) -> None:
    kept = "".join(token.text for token in tokens(line, CODES)).casefold()
    ignored = str.maketrans("", "", "',")
    assert kept.translate(ignored) == line.casefold().translate(ignored)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("holm", ["Mette Holm"]),
        ("mette", ["Mette Holm", "Mette Lund"]),
        ("Mette Holm", ["Mette Holm"]),
        ("metteh", ["Mette Holm"]),
        ("mh", ["Mette Holm"]),
        ("juul", ["Carl Juul-Hansen"]),
        ("juul-h", ["Carl Juul-Hansen"]),
        ("hansen", ["Carl Juul-Hansen"]),
        ("cjh", ["Carl Juul-Hansen"]),
        ("aaby", ["Åse Aaby"]),
        ("åby", ["Åse Aaby"]),
        ("a\u030aby", ["Åse Aaby"]),
        ("ør", ["Øjvind Ræv"]),
        ("oer", ["Øjvind Ræv"]),
        ("or", ["Øjvind Ræv"]),
        ("rae", ["Øjvind Ræv"]),
        ("ohara", ["Åge O'Hara"]),
        ("o'h", ["Åge O'Hara"]),
        ("dahl", ["Conny P. Dahl"]),
        ("p.", ["Conny P. Dahl"]),
        ("", []),
        ("'", []),
        ("nobody", []),
    ],
)
def test_a_query_means(query: str, names: list[str]) -> None:
    assert [member.name for member in find_members(query, MIXED.members)] == names


def test_initials_do_not_hide_somebody_whose_name_is_just_that() -> None:
    found = find_members("bo", MIXED.members)
    assert [member.name for member in found] == ["Bo Bak", "Birthe Olsen"]
    assert isinstance(one_member("bo", MIXED.members), Problem)


def test_two_members_of_one_name_are_told_apart_by_their_ids() -> None:
    two = (Member("jh", "Jens Hansen"), Member("jens-hansen-v", "Jens Hansen"))
    assert find_members("jens", two) == list(two)
    for member in two:
        query = member_query(member, two)
        assert find_members(query, two) == [member]


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("", "name", "skriv et navn"),
        ("xyz", "unknown", "xyz"),
        ("mette", "ambiguous", "Mette Holm, Mette Lund"),
    ],
)
def test_what_stands_in_the_way_of_a_name(query: str, code: str, words: str) -> None:
    problem = one_member(query, MIXED.members)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.fatal) == (code, True)
    assert words in problem.text


@pytest.mark.parametrize("member", MIXED.members, ids=lambda member: member.name)
def test_the_shortest_query_of_a_member_is_one_name_token_that_means_no_other(
    member: Member,
) -> None:
    query = member_query(member, MIXED.members)
    [token] = tokens(query, CODES)
    assert token.kind is M
    assert find_members(token.text, MIXED.members) == [member]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("bf", [Mention("B"), Mention("F")]),
        ("fb", [Mention("F"), Mention("B")]),
        ("a,ø", [Mention("A", form=1), Mention("Ø")]),
        ("c,,", [Mention("C", form=2)]),
        ("'tofthøj a", [Mention(member="v1"), Mention("A")]),
        ("'tofthøj,a", [Mention(member="v1"), Mention("A")]),
        ("  B \t f ", [Mention("B"), Mention("F")]),
        ("", []),
    ],
)
def test_movers_are_read_in_the_order_of_the_line(line: str, expected: list[Mention]) -> None:
    assert mentions(line, OEU) == (tuple(expected), ())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("bb", "Radikale Venstre er nævnt to gange"),
        ("b'hess b,", "nævnt to gange"),
        ("'hess'hess", "Dorte Hessellund (B) er nævnt to gange"),
        ("bx", "ukendt: x"),
        ("b-f", "ukendt: -"),
        ("b.", "ukendt: ."),
        ("'zz", "ukendt navn: zz"),
    ],
)
def test_wrong_movers_are_fatal(line: str, words: str) -> None:
    _named, problems = mentions(line, OEU)
    assert any(problem.fatal and words in problem.text for problem in problems), problems


@given(mentions_of(MIXED))
def test_the_line_of_movers_reads_as_the_movers(named: tuple[Mention, ...]) -> None:
    assert mentions(mention_line(named, MIXED), MIXED) == (named, ())


@pytest.mark.parametrize("order", ["S F SF", "SF S F", "F SF S"])
def test_two_letters_that_make_a_third_party_are_kept_apart(order: str) -> None:
    named = tuple(Mention(code) for code in order.split())
    assert mentions(mention_line(named, S_AND_F), S_AND_F) == (named, ())


def test_a_comma_picks_the_next_form_of_the_name_and_wraps_round() -> None:
    forms = [who(Mention("A", form=form), OEU) for form in range(3)]
    assert forms == ["Socialdemokratiet", "Socialdemokraterne", "Socialdemokratiet"]


def test_a_member_is_named_with_the_party_letter() -> None:
    assert who(Mention(member="a1"), OEU) == "Agnete Birkelund (A)"
    assert who(Mention(member="-2"), MIXED) == "Lis Løs (løsgænger)"
    beta = replace(SMALL, parties=(Party("B", ("Beta",), "Beta-gruppen"),))
    assert who(Mention(member="b1"), beta) == "Bo Bak (Beta-gruppen)"


def test_a_body_without_parties_reads_names_only() -> None:
    bare = Body("x", "X", "X", "X", 1, "base", (), (Member("m", "Mo Ib"),))
    assert mentions("'mo", bare)[0] == (Mention(member="m"),)
    assert mentions("m", bare)[1][0].fatal
