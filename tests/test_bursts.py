"""Keys and pasted texts that come in one go are answered in the order in which they came."""

from __future__ import annotations

from pathlib import Path

from textual import events

from clerk.app import ClerkApp
from clerk.core.history import replay
from clerk.store import Store

TEXT = "Enhedslisten er [Venstre] imod [/ dette."


async def test_keys_do_not_overtake_a_text_pasted_before_them(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.post_message(events.Paste(TEXT))
        for key in ("ø", "ctrl+s"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
    (remark,) = replay(store.entries(meeting)).here.remarks
    assert (remark.text, [author.party for author in remark.authors]) == (TEXT, ["Ø"])
