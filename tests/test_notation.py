"""The one-line notation: what each line means, and what is said about a wrong one."""

from __future__ import annotations

import pytest

from clerk.core.entry import Mention, mention_line, mentions
from clerk.core.people import Body, Member, Party, find_members
from clerk.core.voting import VoiceKind, Vote, VoteOutcome, read_ballot, voices

CODES = ("A", "Ø", "B", "F", "C", "C2", "I", "V")
PARTIES = tuple(Party(code, (f"Parti {code}", f"{code}'erne")) for code in CODES)
MEMBERS = (
    Member("holm", "Mette Holm", "A"),
    Member("lund", "Mette Lund", "A"),
    Member("aaby", "Åse Aaby", "A"),
    Member("ø", "Øjvind Ræv", "Ø"),
    Member("b", "Bo Bak", "B"),
    Member("f", "Finn Fog", "F"),
    Member("c", "Carl Juul-Hansen", "C"),
    Member("c2", "Conny Dahl", "C2"),
    Member("i", "Ida Iversen", "I"),
    Member("v", "Vagn Vest", "V"),
    Member("alene", "Alma Ene"),
)
BODY = Body("x", "Udvalget", "U", "K", 11, "base", PARTIES, MEMBERS)
ROOM = {member.id for member in MEMBERS} - {"v"}


def read(line: str) -> tuple[list[str], list[str], list[str]]:
    """Return the three sides of a line."""
    vote = read_ballot(line, BODY, ROOM).vote
    return list(vote.for_), list(vote.against), list(vote.abstained)


A = ["holm", "lund", "aaby"]


@pytest.mark.parametrize(
    ("line", "sides"),
    [
        ("bf ac ø", (["b", "f"], [*A, "c"], ["ø"])),
        ("BF AC Ø", (["b", "f"], [*A, "c"], ["ø"])),
        ("  bf   ac  ", (["b", "f"], [*A, "c"], [])),
        ("+bf -ac", (["b", "f"], [*A, "c"], [])),
        ("-ac+bf", (["b", "f"], [*A, "c"], [])),
        ("+bf 0ø", (["b", "f"], [], ["ø"])),
        ("c2 c", (["c2"], ["c"], [])),
        ("cc2", (["c", "c2"], [], [])),
        ("fb", (["f", "b"], [], [])),
        ("bf . ø", (["b", "f"], [*A, "c", "c2", "i", "alene"], ["ø"])),
        (". ø", ([*A, "b", "f", "c", "c2", "i", "alene"], ["ø"], [])),
        ("a 'holm", (["lund", "aaby"], ["holm"], [])),
        ("'holm,b a", (["holm", "b"], ["lund", "aaby"], [])),
        ("'ene b", (["alene"], ["b"], [])),
        ("'hansen", (["c"], [], [])),
        ("'åby", (["aaby"], [], [])),
        ("'ml", (["lund"], [], [])),
        ("o\u0308 b".replace("o\u0308", "ø"), (["ø"], ["b"], [])),
    ],
)
def test_a_line_means(line: str, sides: tuple[list[str], ...]) -> None:
    assert read(line) == sides


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("bx", "unknown", "ukendt: x"),
        ("bv", "absent", "V er ikke i salen"),
        ("b 'vest", "absent", "Vagn Vest er ikke i salen"),
        ("a b a", "twice", "A er nævnt to gange"),
        ("'holm 'holm", "twice", "Mette Holm er nævnt to gange"),
        ("'mette", "ambiguous", "Mette Holm, Mette Lund"),
        ("'nobody", "unknown", "ukendt navn"),
        ("'", "name", "skriv et navn"),
        ("a b f c", "sides", "mere end tre grupper"),
        (". .", "twice", "sat to gange"),
        ("", "empty", "ingen stemmer"),
    ],
)
def test_what_cannot_be_recorded_is_said_at_once(line: str, code: str, words: str) -> None:
    ballot = read_ballot(line, BODY, ROOM)
    assert ballot.fatal
    problem = next(problem for problem in ballot.problems if problem.fatal)
    assert (problem.code, words in problem.text) == (code, True), problem


def test_who_is_missing_is_named_by_party_or_name() -> None:
    ballot = read_ballot("bf c 'holm", BODY, ROOM)
    assert not ballot.fatal
    [problem] = ballot.problems
    assert problem.text == "mangler 6: A (÷ Mette Holm), Ø, C2, I, Alma Ene"


@pytest.mark.parametrize(
    ("yes", "no", "outcome"),
    [
        (3, 2, VoteOutcome.ADOPTED),
        (2, 3, VoteOutcome.REJECTED),
        (2, 2, VoteOutcome.TIED),
        (1, 0, VoteOutcome.ADOPTED),
        (0, 0, VoteOutcome.TIED),
    ],
)
def test_adopted_only_if_more_are_for_whatever_the_abstentions(
    yes: int, no: int, outcome: VoteOutcome
) -> None:
    ids = [str(n) for n in range(20)]
    vote = Vote(tuple(ids[:yes]), tuple(ids[5 : 5 + no]), tuple(ids[10:]))
    assert vote.outcome is outcome


def test_a_split_party_is_named() -> None:
    vote = read_ballot("ab 'holm", BODY, ROOM).vote
    mine = voices(vote.for_, vote, BODY)
    assert [(v.kind, v.party, v.members) for v in mine] == [
        (VoiceKind.EXCEPT, "A", ("holm",)),
        (VoiceKind.WHOLE, "B", ()),
    ]
    [other] = voices(vote.against, vote, BODY)
    assert (other.kind, other.party, other.members) == (VoiceKind.SOME, "A", ("holm",))


def test_authors_and_their_names_forms() -> None:
    named, problems = mentions("a,ø 'ene", BODY)
    assert named == (Mention("A", form=1), Mention("Ø"), Mention(member="alene"))
    assert not problems
    assert mentions(mention_line(named, BODY), BODY)[0] == named
    assert mentions("aa", BODY)[1][0].fatal
    assert mentions("a?", BODY)[1][0].text == "ukendt: ?"


def test_initials_and_whole_names_count_alone() -> None:
    assert [m.id for m in find_members("mh", MEMBERS)] == ["holm"]
    assert [m.id for m in find_members("Mette Holm", MEMBERS)] == ["holm"]
    assert len(find_members("mette", MEMBERS)) == 2
