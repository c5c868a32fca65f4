"""A meeting file becomes facts, or is refused with its name, the place and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from meeting_files import MEETING, Write, refused

from clerk import library
from clerk.core.agenda import Marker, Subject
from clerk.core.ballot import read_ballot
from clerk.core.encoding import decode, encode
from clerk.core.facts import (
    Decided,
    ItemOpened,
    MeetingClosed,
    MotionMoved,
    PresenceNoted,
    ReadBack,
    Remarked,
    Voted,
)
from clerk.core.faults import StyleError
from clerk.core.motions import Effect, ResultKind
from clerk.core.people import BodyKind
from clerk.core.presence import Presence
from clerk.core.state import MAIN, State
from clerk.core.voting import Vote, VoteOutcome
from clerk.core.warnings import checklist
from clerk.imports.meeting import Prepared, found, read_meeting
from clerk.imports.table import LARGEST, MOST, PrepareError
from clerk.store import Store

DEMO = library.data_dir() / "demo"
FILES = ("biu-2015-08-17", "oeu-2015-08-25")


def demo(name: str) -> Prepared:
    return read_meeting(DEMO / f"{name}.toml")


def counts(state: State, item: str, motion: str) -> tuple[int, int, int]:
    vote = state.items[item].rulings[motion]
    assert isinstance(vote, Vote)
    return len(vote.for_), len(vote.against), len(vote.abstained)


@pytest.mark.parametrize("name", FILES)
def test_a_demo_file_gives_the_same_facts_every_time(name: str) -> None:
    prepared = demo(name)
    assert prepared.meeting_id == prepared.state.meeting == name
    assert prepared.entries == demo(name).entries
    assert [entry.number for entry in prepared.entries] == [*range(1, len(prepared.entries) + 1)]
    for entry in prepared.entries:
        fact = entry.fact
        assert decode(type(fact).__name__, fact.VERSION, encode(fact)) == fact


@pytest.mark.parametrize("name", FILES)
def test_a_demo_meeting_has_as_many_members_as_seats(name: str) -> None:
    body = demo(name).state.body
    assert len(body.members) == body.seats
    assert library.style(body.style).name == body.style


@pytest.mark.parametrize(
    ("said", "council", "custom"),
    [
        ('"Ærø"', "kommunalbestyrelsen", False),
        ('"Københavns Kommune"', "Borgerrepræsentationen", True),
        ('"Ærø"\ncouncil = "Øens Råd"\nremarks_by_custom = true', "Øens Råd", True),
        ('"København"\nremarks_by_custom = false', "Borgerrepræsentationen", False),
    ],
)
def test_the_ways_of_the_council_are_said_or_known(
    write: Write, said: str, council: str, custom: bool
) -> None:
    body = read_meeting(write(MEETING.replace('"Ærø"', said, 1))).state.body
    assert (body.council, body.remarks_by_custom) == (council, custom)


def test_the_committee_of_the_demo_has_ended_with_nothing_left_to_do() -> None:
    state = demo("biu-2015-08-17").state
    assert state.closed
    assert checklist(state) == []


def test_the_committee_of_the_demo_voted_as_in_the_record() -> None:
    state = demo("biu-2015-08-17").state
    here = state.items["i4"]
    assert here.item.case_number == "2015-0156312"
    assert [point.number for point in here.item.points] == [1, 2, 3, 4]
    assert [rec.addressee for rec in here.item.recommendations] == ["", ""]
    assert counts(state, "i4", "i4/1") == (6, 3, 2)
    assert counts(state, "i4", "i4/2") == (3, 7, 1)
    text = library.decision_text(state, "i4")
    assert "For stemte: 6 (F, A, Ø).\nImod stemte: 3 (V, C, I).\nUndlod: 2 (B)." in text
    assert "For stemte: 3 (V, C, I).\nImod stemte: 7 (B, A, Ø).\nUndlod: 1 (F)." in text
    assert "Indstillingen blev efterfølgende godkendt med det vedtagne ændringsforslag." in text
    assert "Socialdemokraterne, Enhedslisten og SF afgav følgende" in text
    assert "Socialdemokratiet og Enhedslisten afgav følgende" in text


def test_the_fourth_remark_is_the_one_that_the_demo_carries_over() -> None:
    remark = demo("biu-2015-08-17").state.items["i4"].remarks[3]
    assert [author.party for author in remark.authors] == ["V", "C"]
    assert remark.text.startswith("Partierne ")


def test_the_finance_committee_of_the_demo_stands_at_item_5() -> None:
    state = demo("oeu-2015-08-25").state
    assert not state.closed
    assert state.here.item.number == "5"
    decided = [here.item.number for here in state.items.values() if here.decided]
    assert decided == ["1", "2", "3", "4"]
    (motion,) = state.here.motions
    assert (motion.id, motion.effect, motion.points) == ("i5/1", Effect.REPLACE, (3,))
    (recommendation,) = state.here.item.recommendations
    assert recommendation.marker is Marker.DASH
    assert len(recommendation.points) == 4
    subjects = {here.item.subject for here in state.items.values()}
    assert {Subject.PROPOSAL, Subject.BRIEFING, Subject.ELECTION} <= subjects


def test_six_three_two_in_the_room_of_the_finance_committee() -> None:
    state = demo("oeu-2015-08-25").state
    present = state.present
    assert len(present) == 11
    ballot = read_ballot("bf aci ø", state.body, present)
    assert ballot.problems == ()
    assert ballot.vote.outcome is VoteOutcome.REJECTED
    assert [len(side) for side in (ballot.vote.against, ballot.vote.for_)] == [6, 3]
    assert len(ballot.vote.abstained) == 2


def test_a_short_file_has_what_it_says_and_sensible_defaults(write: Write) -> None:
    prepared = read_meeting(write(MEETING))
    state = prepared.state
    assert prepared.meeting_id == "ku-2026-01-13"
    assert state.body.id == "kulturudvalget"
    assert state.body.kind is BodyKind.COMMITTEE
    assert state.body.style == "base"
    assert [(m.id, m.party) for m in state.body.members] == [
        ("aage-boegh", "A"),
        ("mette-holm", "Ø"),
        ("per-lund", None),
    ]
    assert state.here.item.subject is Subject.RECOMMENDATION
    assert not state.closed


def test_facts_come_in_the_order_of_a_meeting(write: Write) -> None:
    path = write(
        "open = '2'\nclosed = true\n"
        + MEETING
        + """
[[item.amendment]]
movers = "ø"
effect = "delete"
points = [2]
vote = "ø a 'lund"

[[item.remark]]
authors = "ø 'bøgh"
text = "Bøger er gode."

[[item]]
number = "2."
title = "Svømmehallen"
result = "referred"
detail = "Børneudvalget"

[[item]]
number = "3"
title = "Eventuelt"

[[item.amendment]]
movers = "a"
effect = "free"
text = "Der er kaffe."
"""
    )
    facts = [entry.fact for entry in read_meeting(path).entries]
    assert [type(fact) for fact in facts[4:]] == [
        PresenceNoted,
        ItemOpened,
        MotionMoved,
        Voted,
        Remarked,
        ItemOpened,
        Decided,
        ReadBack,
        MotionMoved,
        ItemOpened,
        MeetingClosed,
    ]
    decided = facts[10]
    assert isinstance(decided, Decided)
    assert (decided.item, decided.motion) == ("i2", MAIN)
    assert (decided.result.kind, decided.result.detail) == (ResultKind.REFERRED, "Børneudvalget")
    remarked = facts[8]
    assert isinstance(remarked, Remarked)
    assert remarked.remark.id == "i1/r1"


def test_apologies_are_noted_by_name(write: Write) -> None:
    path = write(MEETING.replace("everybody_else", 'apology = ["Bøgh"]\neverybody_else'))
    attendance = read_meeting(path).state.attendance
    assert attendance.now()["aage-boegh"].presence is Presence.APOLOGY
    assert attendance.present() == {"mette-holm", "per-lund"}


def test_without_presence_nobody_is_noted(write: Write) -> None:
    path = write(MEETING.replace('[presence]\neverybody_else = "present"\n', ""))
    assert read_meeting(path).state.attendance.movements == ()


def test_texts_are_cleaned_and_windows_files_are_read(write: Write) -> None:
    text = MEETING.replace("Biblioteket", r"A\u030Aben\u001b[31m\u202e  dør").replace("\n", "\r\n")
    state = read_meeting(write(b"\xef\xbb\xbf" + text.encode())).state
    assert state.here.item.title == "Åben dør"


AMENDMENT = '\n[[item.amendment]]\nmovers = "a"\neffect = "delete"\npoints = [1]\n'
REMARK = '\n[[item.remark]]\nauthors = "a"\ntext = "Ja."\n'


@pytest.mark.parametrize(
    ("old", "new", "place", "text"),
    [
        ("day = 2026-01-13", "", "day", "mangler"),
        ("2026-01-13", '"13. januar"', "day", "dato"),
        ("2026-01-13", "2026-01-13T10:00:00", "day", "dato"),
        ("2026-01-13", "0001-01-01", "day", "dato"),
        ("day =", "dag = 1\nday =", "", "ukendt nøgle »dag«; mente du »day«?"),
        ("[[item]]", "[[items]]", "", "mente du »item«?"),
        ("day =", 'item = "x"\nday =', "linje 32, tegn 7", "TOML"),
        ("title", "titel", "punkt 1", "mente du »title«?"),
        ('title = "B', 'open = "1"\ntitle = "B', "punkt 1", "øverst i filen"),
        ('title = "Biblioteket"', 'title = ""', "punkt 1, title", "tom"),
        ('title = "Biblioteket"', "title = 5", "punkt 1, title", "ikke 5"),
        ("Biblioteket", "x" * 1001, "punkt 1, title", "længere end 1000"),
        ('"1"', '"1/2"', "punkt 1/2, number", "nummer som 5 eller 5a"),
        ('"1"', "1", "punkt 1, number", "anførselstegn"),
        ('number = "1"', "", "[[item]] 1, number", "mangler"),
        ("points = [", "points = [[], ", "[[item.recommendation]] 1, points 1", "en liste"),
        ('points = ["at b', 'point = ["at b', "[[item.recommendation]] 1", "mente du »points«"),
        ('"at der købes bøger"', '" "', "[[item.recommendation]] 1, points 2", "anførselstegn"),
        ("points = [", 'marker = "dots"\npoints = [', "1, marker", "»number«"),
        ('title = "B', 'subject = "proposl"\ntitle = "B', "subject", "»proposal«, ikke »proposl«"),
        ('title = "B', 'result = "vedtaget"\ntitle = "B', "result", "»adopted«"),
        ('title = "B', 'detail = "x"\ntitle = "B', "punkt 1, detail", "result"),
        ('title = "B', 'result = "noted"\nvote = "a"\ntitle = "B', "punkt 1, vote", "både"),
        ('title = "B', 'vote = "ax"\ntitle = "B', "punkt 1, vote", "ukendt: x"),
        ('title = "B', 'vote = "aa"\ntitle = "B', "punkt 1, vote", "to gange"),
        ('title = "B', 'vote = ""\ntitle = "B', "punkt 1, vote", "tom"),
        ("seats = 3", "seats = 2", "[body], seats", "3 medlemmer"),
        ("seats = 3", "seats = true", "[body], seats", "ikke true"),
        ("seats = 3", "seats = 0x" + "F" * 9000, "[body], seats", "meget stort tal"),
        ("seats = 3", "seats = 3\nstyle = '../x'", "[body], style", "../x"),
        ("seats = 3", "seats = 3\nstyle = 'findes-ikke'", "[body], style", "base"),
        ("seats = 3", "seats = 3\nkind = 'club'", "[body], kind", "»council«"),
        ('short = "KU"', 'short = "!"', "[body], short", "bogstaver"),
        ('party = "a"', 'party = "X"', "[[body.member]] 1, party", "der er A, Ø"),
        ("Mette Holm", "åge BØGH", "[[body.member]] 2, name", "to gange"),
        ('code = "Ø"', 'code = "a"', "[[body.party]] 2, code", "to gange"),
        ('code = "Ø"', 'code = ".Ø"', "[[body.party]] 2, code", "bogstav"),
        ('["Enhedslisten"]', "[]", "[[body.party]] 2, forms", "mangler"),
        ('"present"', '"left"', "[presence], everybody_else", "begyndt"),
        ("everybody_else", 'apology = ["Lis"]\neverybody_else', "apology", "ukendt navn: Lis"),
        (
            "everybody_else",
            'apology = ["Holm"]\nabsent = ["Holm"]\neverybody_else',
            "[presence], absent",
            "Mette Holm står to gange",
        ),
        ("day =", 'open = "7"\nday =', "open", "intet punkt 7"),
        ("day =", "closed = 1\nday =", "closed", "true eller false"),
        ("day =", "presence.x = 1\nday =", "linje 29", "TOML"),
        ("[presence]", "[presence", "linje 28, tegn", "TOML"),
        ('"Biblioteket"', '"Biblioteket', "linje 33, tegn", "TOML"),
    ],
)
def test_a_wrong_file_is_refused(write: Write, old: str, new: str, place: str, text: str) -> None:
    assert old in MEETING
    refused(write(MEETING.replace(old, new, 1)), place, text)


@pytest.mark.parametrize(
    ("added", "old", "new", "place", "text"),
    [
        (AMENDMENT, '"a"', '"x"', "punkt 1, [[item.amendment]] 1, movers", "ukendt: x"),
        (AMENDMENT, '"a"', '"aa"', "punkt 1, [[item.amendment]] 1, movers", "to gange"),
        (AMENDMENT, "[1]", "[7]", "punkt 1, [[item.amendment]] 1", "ikke punkt 7"),
        (AMENDMENT, "[1]", "[1, 1]", "[[item.amendment]] 1, points", "1 står to gange"),
        (AMENDMENT, "[1]", "[1.0]", "[[item.amendment]] 1, points", "helt tal"),
        (AMENDMENT, "[1]", "[0x" + "F" * 9000 + "]", "points", "meget stort tal"),
        (AMENDMENT, "points = [1]", "", "[[item.amendment]] 1", "hvilket punkt"),
        (AMENDMENT, "delete", "replace", "[[item.amendment]] 1", "forslagets tekst"),
        (AMENDMENT, "delete", "slet", "[[item.amendment]] 1, effect", "»delete«"),
        (REMARK, '"a"', '"\'"', "punkt 1, [[item.remark]] 1, authors", "navn"),
        (REMARK, '"Ja."', '" "', "punkt 1, [[item.remark]] 1", "bemærkningens tekst"),
        (REMARK, "authors", "author", "punkt 1, [[item.remark]] 1", "mente du »authors«?"),
        ('\n[[item]]\nnumber = "1."\ntitle = "X"', "X", "Y", "punkt 1., number", "to gange"),
        ("\n[[item]]\nnumber" + ".a" * 5000 + " = 1", "1", "2", "punkt en tabel", "en tabel"),
    ],
)
def test_a_wrong_part_is_refused(
    write: Write, added: str, old: str, new: str, place: str, text: str
) -> None:
    assert old in added
    refused(write(MEETING + added.replace(old, new, 1)), place, text)


@pytest.mark.parametrize(
    ("content", "place", "text"),
    [
        (b"", "", "tom"),
        (b"\n # kun en bem\xc3\xa6rkning\n", "", "tom"),
        (b"#" * (LARGEST + 1), "", "større end 5 MB"),
        (b"day = 2026-01-13\n# \xe6\xf8\xe5", "linje 2", "UTF-8"),
        (b"\xff\xfed\x00a\x00y\x00", "linje 1", "UTF-8"),
        (b"x = " + b"[" * 100_000, "", "lister inden i hinanden"),
        (b"x = " + b"9" * 5000, "", "TOML"),
        (b"PK\x03\x04\x00\x00", "linje 1", "TOML"),
        (b"x = ", "linje 1", "TOML"),
        (b"[[item]]\n" * (MOST + 1) + b"[body]\n", "day", "mangler"),
    ],
)
def test_what_is_no_meeting_is_refused(write: Write, content: bytes, place: str, text: str) -> None:
    refused(write(content), place, text)


def test_a_list_without_end_is_refused(write: Write) -> None:
    items = "".join(f'[[item]]\nnumber = "{n}"\ntitle = "x"\n' for n in range(2, MOST + 2))
    refused(write(MEETING + items), "item", f"mere end {MOST} led")


def test_a_vote_needs_somebody_in_the_room(write: Write) -> None:
    text = MEETING.replace('[presence]\neverybody_else = "present"\n', "")
    refused(
        write(text.replace('title = "B', 'vote = "a"\ntitle = "B')), "punkt 1, vote", "til stede"
    )


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_meeting(tmp_path / "intet.toml")


def test_a_meeting_is_founded_with_its_facts(store: Store) -> None:
    prepared = demo("biu-2015-08-17")
    found(store, prepared)
    assert store.entries(prepared.meeting_id) == prepared.entries
    assert [meeting.id for meeting in store.meetings()] == [prepared.meeting_id]
    assert len(store.earlier_remarks("2015-0156312", "oeu-2015-08-25")) == 0  # no such meeting yet
    found(store, demo("oeu-2015-08-25"))
    assert len(store.earlier_remarks("2015-0156312", "oeu-2015-08-25")) == 5


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_refused_never_worse(name: str, write: Write) -> None:
    raw = (DEMO / f"{name}.toml").read_bytes()
    lines = raw.splitlines(keepends=True)
    damaged = [b"".join(lines[:at] + lines[at + 1 :]) for at in range(0, len(lines), 5)]
    damaged += [raw[:at] for at in range(0, len(raw), 211)]
    refusals = 0
    for content in damaged:
        try:
            read_meeting(write(content))
        except PrepareError:
            refusals += 1
    assert refusals > len(damaged) // 2


@pytest.mark.parametrize("name", ["", "../base", "a/b", "a\\b", ".", "Base", "base\n", "base.toml"])
def test_a_style_is_a_name_and_no_path(name: str) -> None:
    with pytest.raises(StyleError):
        library.style(name)


def test_a_missing_style_names_those_there_are() -> None:
    with pytest.raises(StyleError, match=r"findes-ikke.*base"):
        library.style("findes-ikke")


def test_a_style_is_read_once() -> None:
    assert library.style("base") is library.style("base")
