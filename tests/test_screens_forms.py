"""Keys in, facts out: the forms, what is pasted, what is half typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import play, state_of
from textual import events
from textual.widgets import TextArea

from clerk import library
from clerk.app import ClerkApp
from clerk.core.motions import Effect
from clerk.screens.paper import Paper
from clerk.store import Store

HOSTILE = "[Venstre] [/] \x1b[31mrød\x1b[0m 👩‍👩‍👧 " + "æ" * 500


async def test_half_typed_text_is_there_after_a_restart(
    home: Path, store: Store, meeting: str
) -> None:
    await play(store, home, meeting, "b", "ø", "enter", *"Vi mener")
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "Vi mener"
        await pilot.press("ctrl+s")
        await pilot.pause()
    remark = state_of(store, meeting).here.remarks[0]
    assert remark.text == "Vi mener"
    assert store.drafts(meeting) == {}


async def test_escape_keeps_what_was_typed(home: Path, store: Store, meeting: str) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("b", "ø", "enter", *"Halvt", "escape", "n", "p", "b")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "Halvt"


async def test_hostile_text_goes_through_every_screen(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("b", "ø", "enter")
        app.post_message(events.Paste(HOSTILE))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.press("a", "c", "enter", "f", "enter")
        app.post_message(events.Paste(HOSTILE))
        await pilot.pause()
        await pilot.press("ctrl+s", "g", "g", "w", "escape", "o", "escape", "l", "L", "enter")
        await pilot.pause()
        assert app.is_running
    state = state_of(store, meeting)
    assert state.items["i5"].remarks[0].text == HOSTILE.replace("\x1b[31m", "").replace(
        "\x1b[0m", ""
    )
    assert "\x1b" not in library.decision_text(state, "i5")


async def test_a_text_of_100000_characters(home: Path, store: Store, meeting: str) -> None:
    text = "ord " * 25_000
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("b", "ø", "enter")
        app.post_message(events.Paste(text))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert state_of(store, meeting).here.remarks[0].text == text.strip()


async def test_a_text_pasted_after_the_authors_goes_to_the_text(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("b", "ø")
        app.post_message(events.Paste("Enhedslisten er imod.\r\n\r\nOg det siger vi."))
        await pilot.press("ctrl+s")
        await pilot.pause()
    remark = state_of(store, meeting).here.remarks[0]
    assert remark.text == "Enhedslisten er imod.\n\nOg det siger vi."
    assert [m.party for m in remark.authors] == ["Ø"]


async def test_strike_and_edit(home: Path, store: Store, meeting: str) -> None:
    keys = ("b", "ø", "enter", *"Et", "ctrl+s", "down", "down", "enter", "end", *"To", "ctrl+s")
    state = await play(store, home, meeting, *keys)
    assert [r.text for r in state.here.remarks] == ["EtTo"]
    state = await play(store, home, meeting, "down", "down", "delete")
    assert not state.here.remarks


TEXT = "Enhedslisten er [Venstre] imod [/ dette."


async def test_a_text_pasted_on_the_item_is_a_remark(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.post_message(events.Paste("ø"))  # too short to be one
        app.post_message(events.Paste(TEXT))
        await pilot.pause()
        await pilot.press("ø", "ctrl+s")
        await pilot.pause()
    remark = state_of(store, meeting).here.remarks[0]
    assert (remark.text, [m.party for m in remark.authors]) == (TEXT, ["Ø"])


async def test_a_pasted_remark_comes_after_the_draft_of_one(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("b", "enter", *"Halvt", "escape")
        app.post_message(events.Paste(TEXT))
        await pilot.pause()
        await pilot.press("ø", "ctrl+s")
        await pilot.pause()
    assert state_of(store, meeting).here.remarks[0].text == f"Halvt\n\n{TEXT}"


@pytest.mark.parametrize(
    ("what", "effect", "points"),
    [
        ("", Effect.FREE, ()),
        ("2", Effect.REPLACE, (2,)),
        ("e2", Effect.REPLACE, (2,)),
        ("u 2 4", Effect.POSTPONE, (2, 4)),
        ("t", Effect.ADD, ()),
    ],
)
async def test_what_an_amendment_does_by_a_letter_or_by_none(
    what: str, effect: Effect, points: tuple[int, ...], home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("a", "c", "enter", *[k if k != " " else "space" for k in what])
        app.post_message(events.Paste(TEXT))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
    motion = state_of(store, meeting).here.motions[-1]
    assert (motion.effect, motion.points, motion.text) == (effect, points, TEXT)


async def test_letters_that_mean_nothing_are_no_amendment(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("a", "c", "enter", "x", "enter", *"Tekst", "ctrl+s", "escape")
        await pilot.press("a", "tab", "backspace", "9", "ctrl+s")
        await pilot.pause()
        hint = app.screen.query_one("#hint", Paper).text
    assert hint.strip() == "indstillingen har ikke punkt 9"
    assert len(state_of(store, meeting).here.motions) == 1


async def test_a_remark_carried_over_leaves_a_half_written_one_alone(
    home: Path, store: Store, meeting: str
) -> None:
    await play(store, home, meeting, "b", "ø", "enter", *"Halvt", "escape", "c", "4", *"Ja")
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert app.screen.query_one(TextArea).text.startswith("Ja")  # what was open comes back
        await pilot.press("escape", "c", "4", "ctrl+s", "b", "ctrl+s")
        await pilot.pause()
    carried, own = state_of(store, meeting).here.remarks
    assert carried.carried is not None
    assert carried.text.startswith("Ja")
    assert (own.carried, own.text) == (None, "Halvt")
    assert store.drafts(meeting) == {}
