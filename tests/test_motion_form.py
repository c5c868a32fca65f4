"""The form for a motion: what is typed in it, and what comes to be in the store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playing import keys, move, running, shown, state_of
from pressing import press
from textual.widgets import TextArea

from clerk.core.motions import Effect, Motion, MotionKind
from clerk.core.people import Mention
from clerk.screens.entry_line import EntryLine
from clerk.screens.live import LiveScreen
from clerk.store import Store

KINDS = (
    ("ø", "h Socialudvalget", "", MotionKind.REFERRAL, "Socialudvalget"),
    ("", "d et senere møde", "", MotionKind.POSTPONEMENT, "et senere møde"),
    ("c", "y", "", MotionKind.REMOVAL, ""),
    ("c", "p", "Vi slutter nu", MotionKind.PROCEDURE, ""),
    ("c", "g", "", MotionKind.REOPENING, ""),
    ("aø", "a", "", MotionKind.DIVISION, ""),
    ("", "m Havnen", "", MotionKind.MATTER, "Havnen"),
)
"""Who moves, what is asked for, the text; and the kind and the target that come of it."""


def last(store: Store, meeting: str) -> Motion:
    """Return the motion that was moved last in the item, as it is on disk."""
    return state_of(store, meeting).here.motions[-1]


async def test_every_kind_of_motion_is_recorded(home: Path, store: Store, meeting: str) -> None:
    async with running(store, home, meeting) as pilot:
        for movers, what, text, kind, target in KINDS:
            await move(pilot, movers, what, text)
            motion = last(store, meeting)
            assert (motion.kind, motion.target, motion.text) == (kind, target, text)
            assert "".join(m.party or "" for m in motion.movers) == movers.upper()
    assert len(state_of(store, meeting).here.motions) == 1 + len(KINDS)


async def test_movers_labels_and_what_is_amended(home: Path, store: Store, meeting: str) -> None:
    """Joined movers, a member, somebody from outside; a sub-amendment with a label, moved again."""
    first = last(store, meeting)
    async with running(store, home, meeting) as pilot:
        await move(pilot, 'aø\'vind"Socialudvalget"+f', "", "Tekst")
        motion = last(store, meeting)
        assert motion.movers == (
            Mention("A"),
            Mention("Ø"),
            Mention(member="kaare-vindelev"),
            Mention(name="Socialudvalget"),
        )
        assert motion.joined == (Mention("F"),)
        await move(pilot, "c", "n1 æ3", "nyt", "ÆF7 fra Socialudvalget")
    motion = last(store, meeting)
    assert (motion.amends, motion.points, motion.effect) == (first.id, (3,), Effect.REPLACE)
    assert (motion.label, motion.again_from) == ("ÆF7", "Socialudvalget")


async def test_the_next_label_stands_there_and_can_be_taken_away(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await move(pilot, "c", "", "Første", "ÆF1")
        await move(pilot, "c", "", "Anden")
        assert last(store, meeting).label == "ÆF2"
        await move(pilot, "c", "h Socialudvalget")
        assert last(store, meeting).label == ""
        await press(pilot, "a", "c", "enter", "enter", "x")
        await pilot.pause()
        assert "(ÆF3)" in shown(pilot, "preview")
        await press(pilot, "tab", "ctrl+u", *["backspace"] * 3, "ctrl+s")
    assert last(store, meeting).label == ""


async def test_the_sentence_is_there_at_every_key(home: Path, store: Store, meeting: str) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "a", "ø", "enter", *keys("h Social"))
        await pilot.pause()
        assert "fra Enhedslisten" in shown(pilot, "preview")
        assert shown(pilot, "preview").endswith("til Social …")
        await press(pilot, "u")
        await pilot.pause()
        assert shown(pilot, "preview").endswith("til Socialu …")
        await press(pilot, "ctrl+u", *["backspace"] * 12, *keys("n1 æ3"), "enter", "x")
        await pilot.pause()
        assert "underændringsforslag" in shown(pilot, "preview")
        assert "B og F" in shown(pilot, "hint")  # whose amendment it amends
        assert "n under…" in shown(pilot, "letters")


async def test_what_is_doubted_is_taken_and_what_is_lacking_is_told(
    home: Path, store: Store, meeting: str
) -> None:
    """A motion after the vote has begun is odd; one that asks for nothing is none."""
    async with running(store, home, meeting) as pilot:
        await press(pilot, "a", "c", "enter", "h", "ctrl+s", "escape", "a", "ctrl+s")
        await pilot.pause()
        assert any("hvortil" in n.message for n in pilot.app._notifications)
        assert len(state_of(store, meeting).here.motions) == 1
        await press(pilot, "escape", "a")
        await pilot.pause()
        assert not list(pilot.app._notifications)  # what a screen complained of goes with it
        await press(pilot, "ctrl+u", "tab", "ctrl+u", *["backspace"] * 9, "escape")
        await press(pilot, "v", *keys("bf aci ø"), "enter", "a", "ctrl+u", "backspace", "c")
        await press(pilot, "enter", "enter", "x")
        await pilot.pause()
        assert "kræver enighed" in shown(pilot, "hint")
        await press(pilot, "ctrl+s")
    assert len(state_of(store, meeting).here.motions) == 2


async def test_a_motion_to_be_put_right_has_all_its_lines(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await move(pilot, "aø'vind+f", "n1 æ3", "nyt", "ÆF7 fra Socialudvalget")
        motion = last(store, meeting)
        screen = pilot.app.screen
        assert isinstance(screen, LiveScreen)
        screen._chosen = motion.id
        await press(pilot, "enter", "tab", "tab", "end", "!", "ctrl+s")
    assert last(store, meeting) == replace(motion, text="nyt!")


async def test_all_lines_of_a_motion_are_there_after_a_restart(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "a", "ø", "enter", *keys("s 2"), "enter", *keys("Halvt"))
        await press(pilot, "tab", *keys("Ø1"))
    async with running(store, home, meeting) as pilot:
        lines = pilot.app.screen.query(EntryLine)
        assert {line.id: line.text for line in lines} == {
            "movers": "ø",
            "what": "s 2",
            "label": "Ø1",
        }
        area = pilot.app.screen.query_one(TextArea)
        assert area.cursor_location == (0, 5)
        await press(pilot, "tab", "tab", "e", "ctrl+s")
    motion = last(store, meeting)
    assert (motion.text, motion.label, motion.points) == ("Halvte", "Ø1", (2,))
