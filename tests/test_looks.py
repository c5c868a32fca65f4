"""What each screen looks like, as text: ``UPDATE_SCREENS=1`` accepts what is there now."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console
from textual.app import App

from clerk.app import ClerkApp
from clerk.screens.base import KeyBar
from clerk.store import Store

FOLDER = Path(__file__).parent / "screens"
SIZES = [(80, 24), (100, 30)]
WALKS: dict[str, Sequence[str]] = {
    "live": (),
    "vote": ("v", *"bf aci ø"),
    "vote-wrong": ("v", *"bf vx"),
    "decided": ("v", *"bf aci ø", "enter", "g"),
    "board": ("t", "f", "i", "u"),
    "amendment": ("a", "v", "c", "enter", "æ", "2", "enter", "ctrl+n"),
    "remark": ("b", "a", "comma", "ø", "enter", "J", "a"),
    "carry": ("c", "down"),
    "presence": ("m", "down"),
    "read-back": ("v", *"bf aci ø", "enter", "g", "o"),
    "compare": ("w",),
    "closing": ("l",),
    "minutes": ("M", "down", "enter"),
    "meetings": ("M",),
    "help": ("f1",),
    "jump": ("7",),
    "text": ("g", "E", "!", "ctrl+s", "v", *"bf aci ø", "enter", "E"),
    "note": ("N", *"Ring til jura [/]"),
    "results": ("n", "x", "down"),
    "parts": ("C", "g", "P", *"1 2-3", "enter", "g", "B", *"c", "enter"),
    "election": ("9", "enter", "V", *"formand: brix 5 stæhr 4 blank 2"),
    "substitute": ("m", "i", "f", "enter", *["down"] * 10, "s", *"Stine Alm, c!", "enter", "s"),
    "end": ("O", "enter", "l", "L"),
    "addition": ("l", "L", "enter", "r", *"5", "enter", *"Slåfejl", "enter", *"mig", "enter", "T"),
}


def screen_text(app: App[None]) -> str:
    """Return the whole screen as text; clock times are masked."""
    width, height = app.size
    console = Console(
        width=width,
        height=height,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
        safe_box=False,
    )
    # The same call stands in App.export_screenshot, so the private name is stable in practice.
    console.print(app.screen._compositor.render_update(full=True))
    text = console.export_text(styles=False)
    text = re.sub(r"\d\d:\d\d:\d\d", "HH:MM:SS", text)
    text = re.sub(r"\b\d\d\.\d\d\b", "HH.MM", text)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def assert_looks(app: ClerkApp, name: str) -> None:
    """Compare the screen with the stored one."""
    path = FOLDER / f"{name}.txt"
    seen = screen_text(app)
    if os.environ.get("UPDATE_SCREENS"):
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", WALKS)
async def test_looks(
    name: str, size: tuple[int, int], home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*WALKS[name])
        await pilot.pause()
        await pilot.pause()
        assert_looks(app, f"{name}-{size[0]}x{size[1]}")


async def test_looks_without_colour(
    home: Path, store: Store, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("v", *"bf aci ø")
        await pilot.pause()
        assert_looks(app, "no-colour-100x30")


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (40, 10)])
async def test_a_tiny_terminal_is_no_crash(
    size: tuple[int, int], home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=size) as pilot:
        await pilot.press("v", *"bf aci ø", "enter", "g", "f1", "escape")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.is_running


async def test_the_footer_fits_and_keeps_help_and_quit(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(KeyBar).render_line(0).text
        assert "F1 Hjælp" in line
        assert "Ctrl+Q Slut" in line
