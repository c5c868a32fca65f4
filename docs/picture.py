"""Draw the README's picture of the live screen from the demo."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from clerk import demo, library, paths
from clerk.app import ClerkApp
from clerk.store import Store


async def draw(home: Path, target: Path) -> None:
    """Play the vote of the demo and save the screen as SVG."""
    store = Store.open(paths.database(home), library.decision_text)
    app = ClerkApp(store, home, demo.load(store))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("v", *"bf aci ø")
        await pilot.pause()
        target.write_text(app.export_screenshot(title="clerk"), encoding="utf-8")
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw(Path(folder), Path(__file__).with_name("live.svg")))
