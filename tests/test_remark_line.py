"""The line that says what a remark is, and what is odd about one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from factories import SMALL, play
from hypothesis import given
from hypothesis import strategies as st
from line_texts import LINES, POINTS

from clerk.core.motion_line import read_label
from clerk.core.people import BodyKind, Mention, OtherBody
from clerk.core.remark_line import nature_line, read_nature
from clerk.core.remarks import Remark, RemarkKind, Source
from clerk.core.voting import Side, Stated, Voice, VoiceKind, Vote
from clerk.core.warnings import remark_warnings


@pytest.mark.parametrize(
    ("line", "kind", "rest"),
    [
        ("", RemarkKind.REMARK, {}),
        ("b", RemarkKind.REMARK, {}),
        ("a", RemarkKind.DISSENT, {}),
        ("r2", RemarkKind.REPORTED, {"points": (2,)}),
        ("t", RemarkKind.STATEMENT, {}),
        ("n 2-3", RemarkKind.REMARK, {"fresh": True, "points": (2, 3)}),
        ("an1", RemarkKind.DISSENT, {"fresh": True, "points": (1,)}),
        ("f", RemarkKind.RESERVATION, {}),
        ("frist fredag kl. 12", RemarkKind.RESERVATION, {"deadline": "fredag kl. 12"}),
        ("f 2 Frist 1.9.", RemarkKind.RESERVATION, {"deadline": "1.9.", "points": (2,)}),
        ("v udvalgsbehandlingen", RemarkKind.REMARK, {"carried": ("udvalgsbehandlingen", None)}),
        ("fra ØU 25.8.2015", RemarkKind.REMARK, {"carried": ("ØU", date(2015, 8, 25))}),
        ("v ØU den 25. aug 2015", RemarkKind.REMARK, {"carried": ("ØU", date(2015, 8, 25))}),
        ("v ØU 25/8-2015", RemarkKind.REMARK, {"carried": ("ØU", date(2015, 8, 25))}),
        ("v ØU 2015-08-25", RemarkKind.REMARK, {"carried": ("ØU", date(2015, 8, 25))}),
        ("v ØU 31.2.2015", RemarkKind.REMARK, {"carried": ("ØU 31.2.2015", None)}),
    ],
)
def test_what_a_remark_is(line: str, kind: RemarkKind, rest: dict[str, object]) -> None:
    nature = read_nature(line, SMALL)
    source = rest.get("carried")
    assert nature.problems == ()
    assert nature.kind is kind
    assert nature.points == rest.get("points", ())
    assert nature.fresh == rest.get("fresh", False)
    assert nature.deadline == rest.get("deadline", "")
    assert (nature.carried and (nature.carried.body, nature.carried.day)) == source


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("x", "ukendt"),
        ("at", "én art"),
        ("frist", "skriv fristen"),
        ("a frist fredag", "hører til et forbehold"),
        ("v", "videreføres fra"),
        ("v 25.8.2015", "videreføres fra"),
    ],
)
def test_what_a_remark_cannot_be(line: str, words: str) -> None:
    assert any(words in problem.text for problem in read_nature(line, SMALL).problems)


def test_other_bodies_may_be_typed_short_and_the_usual_ones_left_out() -> None:
    others = (OtherBody("SU", "Socialudvalget"), OtherBody("ØU", "Økonomiudvalget"))
    council = replace(SMALL, kind=BodyKind.COUNCIL, others=others)
    assert council.called("øu") == "Økonomiudvalget"
    assert council.called("Økonomi") == "Økonomi"
    carried = read_nature("v su 25.8.2015", council).carried
    assert carried == Source("Socialudvalget", date(2015, 8, 25), "", "")
    assert read_nature("v", council).carried == Source("udvalgsbehandlingen", None, "", "")
    assert read_label("fra", "Socialudvalget") == ("", "Socialudvalget")


def test_the_archives_meeting_is_meant_as_long_as_the_line_names_it() -> None:
    known = Source("Socialudvalget", date(2015, 8, 25), "m1", "i1/r2")
    assert read_nature("v Socialudvalget 25.8.2015", SMALL, known).carried is known
    assert read_nature("v Socialudvalget 26.8.2015", SMALL, known).carried == Source(
        "Socialudvalget", date(2015, 8, 26), "", ""
    )


SOURCES = st.builds(
    Source,
    LINES.filter(lambda body: bool(body) and not body[-1].isdigit() and not body.endswith(" den")),
    st.dates(date(1990, 1, 1), date(2099, 12, 31)) | st.none(),
    st.sampled_from(["", "m1"]),
    st.sampled_from(["", "i1/r1"]),
)


@given(st.sampled_from(RemarkKind), POINTS, st.booleans(), st.none() | SOURCES, LINES)
def test_a_remark_comes_back_from_the_record(
    kind: RemarkKind, points: tuple[int, ...], fresh: bool, carried: Source | None, deadline: str
) -> None:
    deadline = deadline if kind is RemarkKind.RESERVATION and carried is None else ""
    remark = Remark("i1/r1", "i1", (), "x", carried, kind, (), points, fresh, deadline)
    found = read_nature(nature_line(remark), SMALL, carried)
    assert found.problems == ()
    assert (found.kind, found.points, found.fresh) == (kind, points, fresh)
    assert (found.deadline, found.carried) == (deadline, carried)


def test_who_lost_is_known_by_the_letters_too() -> None:
    letters = (Voice(VoiceKind.WHOLE, "B"),)
    by_letters = Vote(stated=(Stated(Side.FOR, 4), Stated(Side.AGAINST, 1, letters)))
    counts = Vote(stated=(Stated(Side.FOR, 4), Stated(Side.AGAINST, 1)))
    for vote, party, told in ((by_letters, "B", 0), (by_letters, "C", 1), (counts, "C", 0)):
        state = play(SMALL)
        here = replace(state.items["i1"], rulings={"main": vote})
        remark = Remark("i1/r1", "i1", (Mention(party),), "x", kind=RemarkKind.DISSENT)
        assert len(remark_warnings(state, here, remark)) == told
