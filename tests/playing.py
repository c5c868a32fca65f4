"""Playing a meeting through the keyboard, for the tests of the screens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from pressing import press
from textual import events
from textual.pilot import Pilot

from clerk.app import ClerkApp
from clerk.core.history import replay
from clerk.core.state import State
from clerk.screens.paper import Paper
from clerk.store import Store


def state_of(store: Store, meeting: str) -> State:
    """Return the meeting as it is on disk."""
    return replay(store.entries(meeting))


def typed(text: str) -> list[str]:
    """Return the keys of a text typed after another one in the line is wiped."""
    return ["end", "ctrl+u", *text]


async def play(store: Store, home: Path, meeting: str, *keys: str) -> State:
    """Start the program on the meeting, press keys, leave; return what is on disk."""
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        await pilot.pause()
    return state_of(store, meeting)


async def seen(
    store: Store, home: Path, meeting: str, keys: Iterable[str], pane: str, size: tuple[int, int]
) -> str:
    """Start the program on the meeting and press keys; return the text of a pane then."""
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        await pilot.pause()
        return app.screen.query_one(f"#{pane}", Paper).text


async def until(come: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something has come about by itself; fail where it does not."""
    async with asyncio.timeout(seconds):
        while not come():
            await asyncio.sleep(0.02)


@asynccontextmanager
async def running(
    store: Store, home: Path, meeting: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """Start the program on the meeting."""
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield pilot
        await pilot.pause()


_NAMES = {" ": "space", ",": "comma", "'": "apostrophe", ".": "full_stop", "-": "minus"}
_NAMES |= {"+": "plus", '"': "quotation_mark", "/": "slash"}


def keys(text: str) -> list[str]:
    """Return the keys that type ``text``."""
    return [_NAMES.get(char, char) for char in text]


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste into whatever has the focus."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


OPENS = {"amendment": "a", "remark": "b", "text": "E", "note": "N"}
"""The forms, with the keys that open them from the live screen."""


async def show(pilot: Pilot[None], name: str) -> None:
    """Open a form from the live screen."""
    await press(pilot, OPENS[name])
    await pilot.pause()


def shown(pilot: Pilot[None], name: str) -> str:
    """Return what stands in a pane of the screen."""
    return pilot.app.screen.query_one(f"#{name}", Paper).text


async def move(pilot: Pilot[None], movers: str, what: str, text: str = "", label: str = "") -> None:
    """Write a motion through its form."""
    more = ["tab", *label] if label else []
    await press(pilot, "a", *movers, "enter", *what, "enter", *text, *more, "ctrl+s")


async def say(pilot: Pilot[None], authors: str, text: str, nature: str) -> None:
    """Write a remark through its form."""
    await press(pilot, "b", *authors, "enter", *text, "tab", *nature, "ctrl+s")
