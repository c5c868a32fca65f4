"""The demo: two meetings of August 2015, and the keys that take one item to its decision."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from clerk import library
from clerk.core.history import replay

if TYPE_CHECKING:
    from clerk.store import Store

MEETINGS = ("biu-2015-08-17", "oeu-2015-08-25")
"""The ids of the meetings, which are the names of their files too; the last one is opened."""

KEYS = ("v", *"bf aci ø", "enter", "g", "c", "4", "ctrl+r", "ctrl+s")
"""The vote, the adoption, and the Conservatives' remark carried over in their own name."""


def load(store: Store) -> str:
    """Put the demo's meetings in the store, unless they are there; return the one to open."""
    known = {meeting.id for meeting in store.meetings()}
    for meeting in MEETINGS:
        if meeting not in known:
            from clerk.imports.meeting import (  # only where there is something to read
                found,
                read_meeting,
            )

            found(store, read_meeting(library.data_dir() / "demo" / f"{meeting}.toml"))
    return MEETINGS[-1]


def played(store: Store, home: Path, meeting: str) -> str:
    """Play the demo's keys through the program itself; return the decision that they give.

    Where the item was decided before, nothing is played.
    """
    from clerk.app import ClerkApp

    async def play() -> None:
        app = ClerkApp(store, home, meeting)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press(*KEYS)
            await pilot.pause()

    if not replay(store.entries(meeting)).here.decided:
        asyncio.run(play())
    state = replay(store.entries(meeting))
    return library.decision_text(state, state.here.item.id)
