"""The forms: what their lines say, and what comes to be in the store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import MIXED, SMALL, TEXTS, mentions_of, play
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from clerk import library
from clerk.app import ClerkApp
from clerk.core.compare import near_changes, word_diff
from clerk.core.danish import clean_line
from clerk.core.entry import Mention, mention_line, read_named
from clerk.core.history import replay
from clerk.core.motion_line import (
    LETTERS,
    asked_line,
    label_line,
    next_label,
    read_asked,
    read_label,
)
from clerk.core.motions import Effect, Motion, MotionKind
from clerk.core.people import BodyKind, OtherBody
from clerk.core.remark_line import nature_line, read_nature
from clerk.core.remarks import QUOTED, Remark, RemarkKind, Source
from clerk.core.shorthand import read_points
from clerk.core.state import State
from clerk.core.voting import Side, Stated, Voice, VoiceKind, Vote
from clerk.core.warnings import remark_warnings
from clerk.core.wording import outdated
from clerk.screens.entry_line import EntryLine
from clerk.screens.live import LiveScreen
from clerk.screens.paper import Paper
from clerk.store import Store

HOSTILE = "[Venstre] [/] \x1b[31mrød\x1b[0m 👩‍👩‍👧 " + "æ" * 500
CLEAN = HOSTILE.replace("\x1b[31m", "").replace("\x1b[0m", "")

# What the lines say


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


# From the record back to the lines

SIGNS = st.sampled_from(["fra", "A fra B", "frist v", "v fra X", "n1 æ2", "2-4", "[/"])
LINES = SIGNS | TEXTS.map(lambda text: clean_line(text.replace('"', "")))
POINTS = st.lists(st.integers(1, 999), max_size=4, unique=True).map(tuple)
NAMES = LINES.filter(bool).map(lambda name: Mention(name=name))
PEOPLE = st.tuples(mentions_of(MIXED), st.lists(NAMES, max_size=1)).map(lambda p: (*p[0], *p[1]))


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
    labels = data.draw(st.lists(LINES | st.sampled_from(["1", "2", "ÆF1"]), max_size=3))
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
    if asked.problems:  # two others with labels that are each other's numbers
        assert set(labels) & {"1", "2", "3"}
        return
    assert (asked.kind, asked.effect, asked.points) == (motion.kind, motion.effect, motion.points)
    assert (asked.target, asked.amends) == (motion.target, motion.amends)
    assert read_label(label_line(label, again)) == (label, again)


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


def test_what_is_far_from_a_change_is_left_out() -> None:
    old = "et to tre fire fem seks syv"
    pieces = near_changes(word_diff(old, old.replace("fem", "5")), 1)
    assert "".join(piece.text for piece in pieces) == " … fire fem 5 seks …"
    assert near_changes(word_diff("a b", "a c"), 9) == word_diff("a b", "a c")


# The forms themselves


def state_of(store: Store, meeting: str) -> State:
    """Return the meeting as it is on disk."""
    return replay(store.entries(meeting))


@asynccontextmanager
async def opened(
    store: Store, home: Path, meeting: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """Start the program on the meeting."""
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield pilot
        await pilot.pause()


def keys(text: str) -> list[str]:
    """Return the keys that type ``text``."""
    names = {" ": "space", ",": "comma", "'": "apostrophe", ".": "full_stop", "-": "minus"}
    names |= {"+": "plus", '"': "quotation_mark", "/": "slash"}
    return [names.get(char, char) for char in text]


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste into whatever has the focus."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


OPENS = {"amendment": "a", "remark": "b", "text": "E", "note": "N"}


async def show(pilot: Pilot[None], name: str) -> None:
    """Open a screen from the live one."""
    await pilot.press(OPENS[name])
    await pilot.pause()


def shown(pilot: Pilot[None], name: str) -> str:
    """Return what stands in a pane of the screen."""
    return pilot.app.screen.query_one(f"#{name}", Paper).text


async def move(
    store: Store, home: Path, meeting: str, movers: str, what: str, text: str = "", label: str = ""
) -> Motion:
    """Write a motion through the form; return it as it is on disk."""
    async with opened(store, home, meeting) as pilot:
        await pilot.press("a", *keys(movers), "enter", *keys(what), "enter", *keys(text))
        if label:
            await pilot.press("tab", *keys(label))
        await pilot.press("ctrl+s")
    return state_of(store, meeting).here.motions[-1]


@pytest.mark.parametrize(
    ("movers", "what", "text", "kind", "target"),
    [
        ("ø", "h Socialudvalget", "", MotionKind.REFERRAL, "Socialudvalget"),
        ("", "d et senere møde", "", MotionKind.POSTPONEMENT, "et senere møde"),
        ("c", "y", "", MotionKind.REMOVAL, ""),
        ("c", "p", "Vi slutter nu", MotionKind.PROCEDURE, ""),
        ("c", "g", "", MotionKind.REOPENING, ""),
        ("aø", "a", "", MotionKind.DIVISION, ""),
        ("", "m Havnen", "", MotionKind.MATTER, "Havnen"),
    ],
)
async def test_every_kind_of_motion_is_recorded(
    movers: str,
    what: str,
    text: str,
    kind: MotionKind,
    target: str,
    home: Path,
    store: Store,
    meeting: str,
) -> None:
    motion = await move(store, home, meeting, movers, what, text)
    assert (motion.kind, motion.target, motion.text) == (kind, target, text)
    assert "".join(m.party or "" for m in motion.movers) == movers.upper()


async def test_movers_who_are_joined_a_member_and_somebody_from_outside(
    home: Path, store: Store, meeting: str
) -> None:
    motion = await move(store, home, meeting, 'aø\'vind"Socialudvalget"+f', "", "Tekst")
    assert motion.movers == (
        Mention("A"),
        Mention("Ø"),
        Mention(member="kaare-vindelev"),
        Mention(name="Socialudvalget"),
    )
    assert motion.joined == (Mention("F"),)


async def test_a_sub_amendment_with_a_label_moved_again(
    home: Path, store: Store, meeting: str
) -> None:
    first = state_of(store, meeting).here.motions[0]
    motion = await move(store, home, meeting, "c", "n1 æ3", "nyt", "ÆF7 fra Socialudvalget")
    assert (motion.amends, motion.points, motion.effect) == (first.id, (3,), Effect.REPLACE)
    assert (motion.label, motion.again_from) == ("ÆF7", "Socialudvalget")


async def test_the_next_label_stands_there_and_can_be_taken_away(
    home: Path, store: Store, meeting: str
) -> None:
    await move(store, home, meeting, "c", "", "Første", "ÆF1")
    assert (await move(store, home, meeting, "c", "", "Anden")).label == "ÆF2"
    assert (await move(store, home, meeting, "c", "h Socialudvalget")).label == ""
    async with opened(store, home, meeting) as pilot:
        await pilot.press("a", "c", "enter", "enter", "x")
        await pilot.pause()
        assert "(ÆF3)" in shown(pilot, "preview")
        await pilot.press("tab", "ctrl+u", *["backspace"] * 3, "ctrl+s")
    assert state_of(store, meeting).here.motions[-1].label == ""


async def test_the_sentence_is_there_at_every_key(home: Path, store: Store, meeting: str) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("a", "ø", "enter", *keys("h Social"))
        await pilot.pause()
        assert "fra Enhedslisten" in shown(pilot, "preview")
        assert shown(pilot, "preview").endswith("til Social …")
        await pilot.press("u")
        await pilot.pause()
        assert shown(pilot, "preview").endswith("til Socialu …")
        await pilot.press("ctrl+u", *["backspace"] * 12, *keys("n1 æ3"), "enter", "x")
        await pilot.pause()
        assert "underændringsforslag" in shown(pilot, "preview")
        assert "B og F" in shown(pilot, "hint")  # whose amendment it amends
        assert "n under…" in shown(pilot, "letters")


async def test_a_motion_after_the_vote_has_begun_is_doubted_and_taken(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("v", *keys("bf aci ø"), "enter", "a", "c", "enter", "enter", "x")
        await pilot.pause()
        assert "kræver enighed" in shown(pilot, "hint")
        await pilot.press("ctrl+s")
    assert len(state_of(store, meeting).here.motions) == 2


async def test_what_a_motion_lacks_is_told_and_nothing_is_recorded(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("a", "c", "enter", "h", "ctrl+s", "escape", "a", "ctrl+s")
        await pilot.pause()
        assert any("hvortil" in n.message for n in pilot.app._notifications)
    assert len(state_of(store, meeting).here.motions) == 1


async def test_a_motion_to_be_put_right_has_all_its_lines(
    home: Path, store: Store, meeting: str
) -> None:
    label = "ÆF7 fra Socialudvalget"
    motion = await move(store, home, meeting, "aø'vind+f", "n1 æ3", "nyt", label)
    async with opened(store, home, meeting) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LiveScreen)
        screen._chosen = motion.id
        await pilot.press("enter", "tab", "tab", "end", "!", "ctrl+s")
    assert state_of(store, meeting).here.motions[-1] == replace(motion, text="nyt!")


async def test_all_lines_of_a_motion_are_there_after_a_restart(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("a", "ø", "enter", *keys("s 2"), "enter", *keys("Halvt"))
        await pilot.press("tab", *keys("Ø1"))
    async with opened(store, home, meeting) as pilot:
        lines = pilot.app.screen.query(EntryLine)
        assert {line.id: line.text for line in lines} == {
            "movers": "ø",
            "what": "s 2",
            "label": "Ø1",
        }
        area = pilot.app.screen.query_one(TextArea)
        assert area.cursor_location == (0, 5)
        await pilot.press("tab", "tab", "e", "ctrl+s")
    motion = state_of(store, meeting).here.motions[-1]
    assert (motion.text, motion.label, motion.points) == ("Halvte", "Ø1", (2,))


async def say(
    store: Store, home: Path, meeting: str, authors: str, text: str, nature: str
) -> Remark:
    """Write a remark through the form; return it as it is on disk."""
    async with opened(store, home, meeting) as pilot:
        await pilot.press("b", *keys(authors), "enter", *keys(text), "tab", *keys(nature), "ctrl+s")
    return state_of(store, meeting).here.remarks[-1]


@pytest.mark.parametrize(
    ("authors", "nature", "kind"),
    [
        ("ø", "", RemarkKind.REMARK),
        ("ø", "a", RemarkKind.DISSENT),
        ("ø", "f", RemarkKind.RESERVATION),
        ("ø", "r", RemarkKind.REPORTED),
        ("", "t", RemarkKind.STATEMENT),
    ],
)
async def test_every_kind_of_remark_is_recorded(
    authors: str, nature: str, kind: RemarkKind, home: Path, store: Store, meeting: str
) -> None:
    remark = await say(store, home, meeting, authors, "Tekst", nature)
    assert (remark.kind, remark.text, len(remark.authors)) == (kind, "Tekst", len(authors))
    said = library.decision_text(state_of(store, meeting), "i5")
    assert ('"Tekst"' in said) == (kind in QUOTED)


async def test_a_remark_that_is_joined_new_and_about_points(
    home: Path, store: Store, meeting: str
) -> None:
    remark = await say(store, home, meeting, "aø+f", "Tekst", "n 2-3")
    assert (remark.joined, remark.fresh, remark.points) == ((Mention("F"),), True, (2, 3))


async def test_a_reservation_waits_for_its_text(home: Path, store: Store, meeting: str) -> None:
    remark = await say(store, home, meeting, "ø", "", "frist fredag kl. 12")
    assert (remark.kind, remark.deadline) == (RemarkKind.RESERVATION, "fredag kl. 12")


async def test_a_remark_is_carried_over_from_outside_the_archive(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("c", "v", "c", "enter", "x", "tab", *keys("udvalgsbehandlingen"))
        await pilot.pause()
        assert "fra udvalgsbehandlingen" in shown(pilot, "lead")
        await pilot.press("ctrl+s", "n", "c", "c", "enter", "y", "tab", *keys("ØU 17.8.2015"))
        await pilot.press("ctrl+s")  # the next item's case has nothing in the archive
    state = state_of(store, meeting)
    assert state.items["i5"].remarks[0].carried == Source("udvalgsbehandlingen", None, "", "")
    assert state.items["i6"].remarks[0].carried == Source("ØU", date(2015, 8, 17), "", "")


async def test_what_is_written_from_outside_the_archive_comes_back(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("c", "v", "tab", "tab", *keys("ØU"))
    async with opened(store, home, meeting) as pilot:
        assert pilot.app.screen.query_one("#nature", EntryLine).text == "v ØU"
        await pilot.press("escape", "c", "4", "escape", "b")
        await pilot.pause()
        assert pilot.app.screen.query_one("#nature", EntryLine).text == ""


async def test_the_archives_meeting_stays_the_source(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("c", "4")
        await pilot.pause()
        assert shown(pilot, "lead")
        assert "17.8.2015" in pilot.app.screen.query_one("#nature", EntryLine).text
        await pilot.press("ctrl+s")
    source = state_of(store, meeting).here.remarks[0].carried
    assert source is not None
    assert source.meeting == "biu-2015-08-17"


async def test_a_dissent_without_a_vote_is_doubted_and_taken(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("b", "ø", "enter", "x", "tab", "a")
        await pilot.pause()
        assert "§ 13" in shown(pilot, "hint")
        await pilot.press("ctrl+s")
    assert state_of(store, meeting).here.remarks[0].kind is RemarkKind.DISSENT


async def test_a_remark_to_be_put_right_has_all_its_lines(
    home: Path, store: Store, meeting: str
) -> None:
    remark = await say(store, home, meeting, "aø+f", "Tekst", "n 2 v ØU 17.8.2015")
    async with opened(store, home, meeting) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LiveScreen)
        screen._chosen = remark.id
        await pilot.press("enter", "end", "!", "ctrl+s")
    assert state_of(store, meeting).here.remarks[0] == replace(remark, text="Tekst!")


async def test_what_was_left_is_gone_on_with_at_its_end(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("b", "ø", "enter", *keys("To"), "enter", *keys("linjer"), "escape", "b")
        await pilot.press("!")
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "To\nlinjer!"


# The text by hand


async def test_the_text_by_hand_takes_the_place_of_what_the_facts_give(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("g")
        await show(pilot, "text")
        given_text = pilot.app.screen.query_one(TextArea).text
        assert given_text == library.decision_text(state_of(store, meeting), "i5")
        await pilot.press("ctrl+end", "enter", "enter", *keys("Mere"), "ctrl+s")
    state = state_of(store, meeting)
    edited = state.here.edited
    assert edited is not None
    assert (edited.text, edited.basis) == (f"{given_text}\n\nMere", given_text)
    assert library.decision_text(state, "i5") == f"{given_text}\n\nMere"
    assert store.drafts(meeting) == {}


async def test_facts_that_change_under_the_text_are_shown_word_by_word(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("g")
        await show(pilot, "text")
        await pilot.press("ctrl+end", "!", "ctrl+s", "v", *keys("bf aci ø"), "enter")
        await show(pilot, "text")
        assert "er ændret" in shown(pilot, "top")
        assert "{+" in shown(pilot, "preview")
        assert "[-" in shown(pilot, "preview")
        assert pilot.app.screen.query_one(TextArea).size.height >= 6
        await pilot.press("ctrl+s")
    state = state_of(store, meeting)
    assert state.here.edited is not None
    assert not outdated(state, "i5", library.style(state.body.style))


async def test_the_way_back_to_what_the_facts_give(home: Path, store: Store, meeting: str) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("g")
        await show(pilot, "text")
        await pilot.press("ctrl+end", "!", "ctrl+s")
        await show(pilot, "text")
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert state_of(store, meeting).here.edited is None
        await pilot.press("u")
        await pilot.pause()
        assert state_of(store, meeting).here.edited is not None
        await show(pilot, "text")
        await pilot.press("ctrl+end", "backspace", "ctrl+s")  # the same by hand
    assert state_of(store, meeting).here.edited is None


async def test_a_text_that_is_what_the_facts_give_is_no_fact(
    home: Path, store: Store, meeting: str
) -> None:
    before = len(store.entries(meeting))
    async with opened(store, home, meeting) as pilot:
        await show(pilot, "text")
        await pilot.press("ctrl+s")
        await show(pilot, "text")
        await pilot.press("x", "ctrl+r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LiveScreen)
    assert len(store.entries(meeting)) == before
    assert store.drafts(meeting) == {}


async def test_a_text_half_written_knows_what_it_was_written_on(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("g")
        await show(pilot, "text")
        await pilot.press("ctrl+end", "!")
    async with opened(store, home, meeting) as pilot:
        assert pilot.app.screen.query_one(TextArea).text.endswith("!")
        await pilot.press("escape", "v", *keys("bf aci ø"), "enter")
        await show(pilot, "text")
        assert "{+" in shown(pilot, "preview")
        assert pilot.app.screen.query_one(TextArea).text.endswith("!")


# The note


async def test_a_note_is_kept_and_is_no_part_of_the_record(
    home: Path, store: Store, meeting: str
) -> None:
    before = state_of(store, meeting)
    async with opened(store, home, meeting) as pilot:
        await show(pilot, "note")
        await pilot.press(*keys("Ring til jura"), "escape")
        await pilot.pause()
        assert "Kladde" not in shown(pilot, "moved")
        await show(pilot, "note")
        await pilot.press("!", "escape", "n", "p")
    assert store.drafts(meeting) == {"note:i5": "Ring til jura!"}
    assert replace(state_of(store, meeting), current="i5") == before
    assert "jura" not in library.decision_text(state_of(store, meeting), "i5")


async def test_notes_can_be_read_when_the_meeting_is_closed(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await show(pilot, "note")
        await pilot.press(*keys("Ring [/]"), "escape", "g", "l", "L", "enter")
        await pilot.pause()
        await pilot.press("N")
        await pilot.pause()
        assert "Ring [/]" in shown(pilot, "text")
        assert state_of(store, meeting).closed
        await pilot.press("N")
        await pilot.pause()
        assert "Ring" not in shown(pilot, "text")


async def test_a_note_that_looks_like_a_draft_is_none(
    home: Path, store: Store, meeting: str
) -> None:
    store.save_draft(meeting, "note:i5", '{"open": true, "text": "x"}')
    async with opened(store, home, meeting) as pilot:
        assert isinstance(pilot.app.screen, LiveScreen)


async def test_an_empty_note_is_gone(home: Path, store: Store, meeting: str) -> None:
    store.save_draft(meeting, "note:i5", "x")
    async with opened(store, home, meeting) as pilot:
        await show(pilot, "note")
        await pilot.press("backspace", "escape")
    assert store.drafts(meeting) == {}


async def test_keys_that_move_the_cursor_come_in_their_turn(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await show(pilot, "note")
        burst = [("x", "x"), ("home", None), ("enter", "\r"), ("up", None), ("y", "y")]
        for key, character in (*burst, ("ctrl+end", None), ("backspace", None), ("z", "z")):
            pilot.app.post_message(events.Key(key, character))
        await pilot.pause()
        await pilot.press("escape")
    assert store.drafts(meeting) == {"note:i5": "y\nz"}


# What is pasted

FORMS = ("amendment", "remark", "text", "note")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("text", [HOSTILE, "ord " * 25_000], ids=["hostile", "long"])
async def test_any_text_can_be_pasted(
    name: str, text: str, home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("n")
        await show(pilot, name)
        if name in ("amendment", "remark"):
            await pilot.press("ø")
        await paste(pilot, text)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LiveScreen)
        await show(pilot, "text")
        await pilot.press("escape")
    here = state_of(store, meeting).here
    found = {
        "amendment": [motion.text for motion in here.motions],
        "remark": [remark.text for remark in here.remarks],
        "text": [here.edited.text] if here.edited else [],
        "note": [store.drafts(meeting).get("note:i6", "")],
    }
    wanted = (CLEAN if text is HOSTILE else text).strip()
    assert found[name] == [wanted]


async def test_what_is_pasted_in_a_line_that_takes_words_stays_there(
    home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting) as pilot:
        await pilot.press("a", "quotation_mark")
        await paste(pilot, "Ungdomsrådet i byen")
        await pilot.press("enter", "h", "space")
        await paste(pilot, "[Teknik]- og Miljøudvalget\n")
        await pilot.press("enter", "tab")
        await paste(pilot, "Forslag nummer 7 [/]")
        await pilot.press("ctrl+s")
    motion = state_of(store, meeting).here.motions[-1]
    assert motion.movers == (Mention(name="Ungdomsrådet i byen"),)
    assert (motion.target, motion.label, motion.text) == (
        "[Teknik]- og Miljøudvalget",
        "Forslag nummer 7 [/]",
        "",
    )


@pytest.mark.parametrize("name", FORMS)
async def test_the_text_has_room_at_80_by_24(
    name: str, home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting, (80, 24)) as pilot:
        await show(pilot, name)
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).size.height >= 6


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (40, 10)])
@pytest.mark.parametrize("name", FORMS)
async def test_a_form_in_a_tiny_terminal_is_no_crash(
    name: str, size: tuple[int, int], home: Path, store: Store, meeting: str
) -> None:
    async with opened(store, home, meeting, size) as pilot:
        await show(pilot, name)
        await pilot.press("c", "enter", "x", "escape")
        await pilot.pause()
        assert pilot.app.is_running
