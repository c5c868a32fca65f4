"""The keys as the clerk meets them: the same everywhere, none leaves by accident, all found."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import state_of
from textual.pilot import Pilot

from clerk import keymap
from clerk.app import ClerkApp
from clerk.core.presence import Presence
from clerk.screens.base import KeyBar
from clerk.screens.live import LiveScreen
from clerk.screens.meetings import MeetingsScreen
from clerk.screens.paper import Paper
from clerk.store import Store


async def after(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let the screen answer."""
    await pilot.press(*keys)
    await pilot.pause()


def bar(app: ClerkApp) -> str:
    """Return the line of keys, and what is told above it."""
    keybar = app.screen.query_one(KeyBar)
    return "\n".join(keybar.render_line(y).text for y in range(keybar.size.height))


async def test_u_is_undo_on_the_presence_screen_too(home: Path, store: Store, meeting: str) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        before = state_of(store, meeting)
        first = before.body.members[0].id
        await after(pilot, "m", "x")
        noted = state_of(store, meeting)
        assert noted.attendance.now()[first].presence is Presence.ABSENT
        await after(pilot, "u")
        assert state_of(store, meeting).attendance == before.attendance
        assert "Fortrudt" in app.screen.query_one("#tally", Paper).text
        await after(pilot, "U")
        assert state_of(store, meeting).attendance == noted.attendance


@pytest.mark.parametrize("group", [keymap.LIVE, keymap.PRESENCE])
def test_undo_and_redo_have_one_key_wherever_something_is_recorded(
    group: tuple[keymap.Command, ...],
) -> None:
    keys = {command.action: command.keys for command in group}
    assert (keys["undo"], keys["redo"]) == ("u,ctrl+z", "U,ctrl+y")


async def test_an_esc_too_many_stays_and_the_list_says_how_to_go_on(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await after(pilot, "v", "b", "escape", "escape", "escape")
        assert isinstance(app.screen, LiveScreen)
        assert "M viser listen over møder" in app.screen.query_one("#tally", Paper).text
        await after(pilot, "M")
        assert isinstance(app.screen, MeetingsScreen)
        await after(pilot, "g")
        assert "Enter åbner" in bar(app)
        await after(pilot, "enter")
        assert isinstance(app.screen, LiveScreen)
    assert not state_of(store, meeting).here.rulings


async def test_the_daily_keys_stand_at_the_foot(home: Path, store: Store, meeting: str) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        daily = ["v Stem", "g Godkendt", "b Bemærkning", "n Næste", "m Fremmøde", "F1 Hjælp"]
        assert [key for key in daily if f" {key} " not in bar(app)] == []
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        daily += ["u Fortryd", "l Luk"]
        assert [key for key in daily if f" {key} " not in bar(app)] == []


async def test_help_says_first_what_can_be_typed_and_else_what_the_keys_are_for(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await after(pilot, "f1")
        text = app.screen.query_one("#text", Paper).text
        heads = [line.strip() for line in text.splitlines() if line.strip() in keymap.SECTIONS]
        assert heads == ["Afgør", "Skriv", "Salen", "Dagsorden", "Gå", "Overalt"]
        assert all(command.help in text for command in keymap.LIVE)
        assert text.index("Overalt") < text.index("Stemmelinjen:")
        for keys, first in (
            (("v",), " Stemmelinjen: »bf aci ø«"),
            (("V",), " formand: holm 7"),
            (("b",), " Hvem der stiller et forslag"),
            (("a",), " Ændringsforslag: »æ3«"),
        ):
            await after(pilot, "escape", "escape", *keys, "f1")
            assert app.screen.query_one("#text", Paper).text.startswith(first)


def test_every_command_of_the_item_is_under_what_it_is_for() -> None:
    sections = keymap.sections((*keymap.LIVE, *keymap.EVERYWHERE))
    assert {c.id for group in sections.values() for c in group} >= {c.id for c in keymap.LIVE}
    assert list(keymap.sections((*keymap.PRESENCE, *keymap.EVERYWHERE))) == [""]
