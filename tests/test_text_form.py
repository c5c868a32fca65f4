"""The decision's text by hand, and notes to oneself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playing import keys, running, show, shown, state_of
from pressing import press
from textual import events
from textual.widgets import TextArea

from clerk import library
from clerk.core.wording import outdated
from clerk.screens.live import LiveScreen
from clerk.store import Store


async def test_the_text_by_hand_takes_the_place_of_what_the_facts_give(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "g")
        await show(pilot, "text")
        given_text = pilot.app.screen.query_one(TextArea).text
        assert given_text == library.decision_text(state_of(store, meeting), "i5")
        await press(pilot, "ctrl+end", "enter", "enter", *keys("Mere"), "ctrl+s")
    state = state_of(store, meeting)
    edited = state.here.edited
    assert edited is not None
    assert (edited.text, edited.basis) == (f"{given_text}\n\nMere", given_text)
    assert library.decision_text(state, "i5") == f"{given_text}\n\nMere"
    assert store.drafts(meeting) == {}


async def test_facts_that_change_under_the_text_are_shown_word_by_word(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "g")
        await show(pilot, "text")
        await press(pilot, "ctrl+end", "!", "ctrl+s", "v", *keys("bf aci ø"), "enter")
        await show(pilot, "text")
        assert "er ændret" in shown(pilot, "top")
        assert "{+" in shown(pilot, "preview")
        assert "[-" in shown(pilot, "preview")
        assert pilot.app.screen.query_one(TextArea).size.height >= 6
        await press(pilot, "ctrl+s")
    state = state_of(store, meeting)
    assert state.here.edited is not None
    assert not outdated(state, "i5", library.style(state.body.style))


async def test_the_way_back_to_what_the_facts_give(home: Path, store: Store, meeting: str) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "g")
        await show(pilot, "text")
        await press(pilot, "ctrl+end", "!", "ctrl+s")
        await show(pilot, "text")
        await press(pilot, "ctrl+r")
        await pilot.pause()
        assert state_of(store, meeting).here.edited is None
        await press(pilot, "u")
        await pilot.pause()
        assert state_of(store, meeting).here.edited is not None
        await show(pilot, "text")
        await press(pilot, "ctrl+end", "backspace", "ctrl+s")  # the same by hand
    assert state_of(store, meeting).here.edited is None


async def test_a_text_that_is_what_the_facts_give_is_no_fact(
    home: Path, store: Store, meeting: str
) -> None:
    before = len(store.entries(meeting))
    async with running(store, home, meeting) as pilot:
        await show(pilot, "text")
        await press(pilot, "ctrl+s")
        await show(pilot, "text")
        await press(pilot, "x", "ctrl+r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LiveScreen)
    assert len(store.entries(meeting)) == before
    assert store.drafts(meeting) == {}


async def test_a_text_half_written_knows_what_it_was_written_on(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "g")
        await show(pilot, "text")
        await press(pilot, "ctrl+end", "!")
    async with running(store, home, meeting) as pilot:
        assert pilot.app.screen.query_one(TextArea).text.endswith("!")
        await press(pilot, "escape", "v", *keys("bf aci ø"), "enter")
        await show(pilot, "text")
        assert "{+" in shown(pilot, "preview")
        assert pilot.app.screen.query_one(TextArea).text.endswith("!")


async def test_a_note_is_kept_and_is_no_part_of_the_record(
    home: Path, store: Store, meeting: str
) -> None:
    before = state_of(store, meeting)
    async with running(store, home, meeting) as pilot:
        await show(pilot, "note")
        await press(pilot, *keys("Ring til jura"), "escape")
        await pilot.pause()
        assert "Kladde" not in shown(pilot, "moved")
        await show(pilot, "note")
        await press(pilot, "!", "escape", "n", "p")
    assert store.drafts(meeting) == {"note:i5": "Ring til jura!"}
    assert replace(state_of(store, meeting), current="i5") == before
    assert "jura" not in library.decision_text(state_of(store, meeting), "i5")


async def test_notes_can_be_read_when_the_meeting_is_closed(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await show(pilot, "note")
        await press(pilot, *keys("Ring [/]"), "escape", "g", "l", "L", "enter")
        await pilot.pause()
        await press(pilot, "N")
        await pilot.pause()
        assert "Ring [/]" in shown(pilot, "text")
        assert state_of(store, meeting).closed
        await press(pilot, "N")
        await pilot.pause()
        assert "Ring" not in shown(pilot, "text")


async def test_a_note_that_looks_like_a_draft_is_none(
    home: Path, store: Store, meeting: str
) -> None:
    store.save_draft(meeting, "note:i5", '{"open": true, "text": "x"}')
    async with running(store, home, meeting) as pilot:
        assert isinstance(pilot.app.screen, LiveScreen)


async def test_an_empty_note_is_gone(home: Path, store: Store, meeting: str) -> None:
    store.save_draft(meeting, "note:i5", "x")
    async with running(store, home, meeting) as pilot:
        await show(pilot, "note")
        await press(pilot, "backspace", "escape")
    assert store.drafts(meeting) == {}


async def test_keys_that_move_the_cursor_come_in_their_turn(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await show(pilot, "note")
        burst = [("x", "x"), ("home", None), ("enter", "\r"), ("up", None), ("y", "y")]
        for key, character in (*burst, ("ctrl+end", None), ("backspace", None), ("z", "z")):
            pilot.app.post_message(events.Key(key, character))
        await pilot.pause()
        await press(pilot, "escape")
    assert store.drafts(meeting) == {"note:i5": "y\nz"}
