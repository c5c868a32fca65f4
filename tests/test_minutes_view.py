"""The minutes of a closed meeting on the screen: files, and what is added, to be seen at once."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pressing import press
from test_looks import screen_text
from textual.pilot import Pilot

from clerk import paths
from clerk.app import ClerkApp
from clerk.core.facts import MeetingClosed
from clerk.core.history import replay
from clerk.meeting import OpenMeeting
from clerk.screens.live import LiveScreen
from clerk.screens.minutes_view import MinutesScreen
from clerk.store import Store


@asynccontextmanager
async def reading(store: Store, home: Path, meeting: str) -> AsyncIterator[Pilot[None]]:
    """Close the meeting, where it is not, and start the program on it."""
    there = OpenMeeting(meeting, store.entries(meeting), store)
    if not there.state.closed:
        there.record(MeetingClosed("19.00"))
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, MinutesScreen)
        yield pilot


def told(pilot: Pilot[None]) -> list[str]:
    """Return what stands in toasts."""
    return [notice.message for notice in pilot.app._notifications]


def notice(pilot: Pilot[None]) -> str:
    """Return what stands above the keys."""
    assert isinstance(pilot.app.screen, MinutesScreen)
    return pilot.app.screen.keybar.notice


def no_room(_file: int) -> None:
    raise OSError(28, "No space left on device")


async def test_files_that_cannot_be_written_are_not_said_to_be(
    home: Path, store: Store, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(store, home, meeting) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", no_room)
            await press(pilot, "g")
            await pilot.pause()
        assert any("No space left" in text for text in told(pilot))
        assert notice(pilot) == ""
        await press(pilot, "g")
        await pilot.pause()
        assert notice(pilot) == f"Protokollen er skrevet i {paths.minutes(home)}"
    assert len(list(paths.minutes(home).iterdir())) >= 2


async def test_the_end_of_a_meeting_writes_the_files_and_says_so_once(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "l", "L", "enter")
        await pilot.pause()
        assert isinstance(app.screen, MinutesScreen)
        assert told(pilot) == []  # a toast would hide the keys
        assert screen_text(app).count("Protokollen er skrevet i") == 1
    assert len(list(paths.minutes(home).iterdir())) >= 2


async def test_a_correction_half_written_belongs_to_the_record_and_is_gone_on_with(
    home: Path, store: Store, meeting: str
) -> None:
    async with reading(store, home, meeting) as pilot:
        await press(pilot, "r", "tab", *"Fejl", "escape")
        await pilot.pause()
        assert "Halvskrevet: Rettelse til protokollen · r fortsætter" in screen_text(pilot.app)
        await press(pilot, "G", *"Fejl", "tab", *"Rådet", "ctrl+s", "ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LiveScreen)
        assert "Kladde" not in screen_text(pilot.app)
    async with reading(store, home, meeting) as pilot:
        await press(pilot, "r", "tab", "tab", *"Rådet", "tab", *"Nyt", "ctrl+s")
        await pilot.pause()
        assert "Halvskrevet" not in screen_text(pilot.app)
    assert replay(store.entries(meeting)).corrections[0].reason == "Fejl"
    assert store.drafts(meeting) == {}


@pytest.mark.parametrize("item", ["5", ""])
async def test_what_is_added_is_what_stands_on_the_screen_then(
    item: str, home: Path, store: Store, meeting: str
) -> None:
    async with reading(store, home, meeting) as pilot:
        await press(pilot, "r", *item, "tab", *"Fejl", "tab", *"Rådet", "tab", *"Der står nu 3.")
        await press(pilot, "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert "Der står nu 3." in screen_text(pilot.app)
