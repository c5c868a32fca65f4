"""Playing a meeting through the keyboard, for the tests of the screens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from clerk.app import ClerkApp
from clerk.core.history import replay
from clerk.core.state import State
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
        await pilot.press(*keys)
        await pilot.pause()
    return state_of(store, meeting)


async def seen(
    store: Store, home: Path, meeting: str, keys: Iterable[str], pane: str, size: tuple[int, int]
) -> str:
    """Start the program on the meeting and press keys; return the text of a pane then."""
    from clerk.screens.paper import Paper

    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return app.screen.query_one(f"#{pane}", Paper).text


async def until(come: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something has come about by itself; fail where it does not."""
    async with asyncio.timeout(seconds):
        while not come():
            await asyncio.sleep(0.02)
