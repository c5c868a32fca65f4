"""Keys in, facts out: closing the meeting, and what is added to its record afterwards."""

from __future__ import annotations

from pathlib import Path

from playing import play, seen, state_of, typed

from clerk import library
from clerk.app import ClerkApp
from clerk.core.history import replay
from clerk.core.people import Mention
from clerk.core.remarks import Remark, RemarkKind
from clerk.meeting import OpenMeeting
from clerk.screens.live import LiveScreen
from clerk.screens.minutes_view import MinutesScreen
from clerk.screens.paper import Paper
from clerk.store import Store

CLOSE = ("l", "L", "enter")
AWAITED = Remark("i5/r7", "i5", (Mention("Ø"),), "", kind=RemarkKind.RESERVATION, deadline="fredag")


async def test_the_end_has_its_clock(home: Path, store: Store, meeting: str) -> None:
    state = await play(store, home, meeting, "l", "L", *typed("1902"), "enter")
    assert (state.closed, state.ended) == (True, "19.02")
    now = {item: library.decision_text(state, item) for item in state.items}
    assert {item: sealed.text for item, sealed in state.sealed.items()} == now


async def test_the_clock_of_the_end_can_be_left_again(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "l", "L", *typed("99"), "enter", "escape", "escape")
    assert not state.closed
    assert (await play(store, home, meeting, "g")).here.rulings


async def test_the_checklist_has_a_break_that_goes_on(
    home: Path, store: Store, meeting: str
) -> None:
    text = await seen(store, home, meeting, ["O", "enter", "l"], "list", (80, 24))
    assert "Mødet er afbrudt og ikke genoptaget" in text


async def test_a_correction_to_an_item_and_an_addition_to_the_meeting(
    home: Path, store: Store, meeting: str
) -> None:
    await play(store, home, meeting, *CLOSE)
    keys = ("r", *"5", "enter", *"Slåfejl", "enter", *"formanden", "enter", *"Der står 3.")
    corrected = await play(store, home, meeting, *keys, "ctrl+s")
    [made] = corrected.corrections
    assert (made.item, made.text, made.reason, made.by, made.addition) == (
        "i5",
        "Der står 3.",
        "Slåfejl",
        "formanden",
        False,
    )
    keys = ("t", "enter", *"Glemt", "enter", *"formanden", "enter", *"Mødet var åbent.")
    added = await play(store, home, meeting, *keys, "ctrl+s")
    assert [(m.item, m.addition) for m in added.corrections] == [("i5", False), ("", True)]
    printed = await seen(store, home, meeting, [], "text", (80, 24))
    assert "Der står 3. (Begrundelse: Slåfejl. Rettet af formanden.)" in printed


async def test_an_addition_needs_its_reason_and_is_remembered(
    home: Path, store: Store, meeting: str
) -> None:
    await play(store, home, meeting, *CLOSE)
    keys = ("r", *"5", "tab", "tab", "tab", *"Halvt", "ctrl+s", "escape")
    assert not (await play(store, home, meeting, *keys)).corrections
    state = await play(store, home, meeting, "r", *"grund", "enter", *"mig", "ctrl+s")
    assert [made.text for made in state.corrections] == ["Halvt"]
    assert store.drafts(meeting) == {}


async def test_the_form_shows_how_it_will_be_printed(
    home: Path, store: Store, meeting: str
) -> None:
    await play(store, home, meeting, *CLOSE)
    keys = ["r", *"44", "tab", *"x", "tab", *"y", "tab", *"z"]
    assert "der er intet punkt 44" in await seen(store, home, meeting, keys, "top", (80, 24))
    printed = await seen(
        store, home, meeting, [*keys[:1], *["shift+tab"] * 3, *typed("4")], "preview", (80, 24)
    )
    assert "z. (Begrundelse: x. Rettet af y.)" in printed


async def test_the_text_of_a_reservation_comes_later(
    home: Path, store: Store, meeting: str
) -> None:
    OpenMeeting(meeting, store.entries(meeting), store).remark(AWAITED)
    await play(store, home, meeting, *CLOSE)
    state = await play(store, home, meeting, "f", *"Vi er imod.", "ctrl+s")
    [remark] = [r for r in state.items["i5"].remarks if r.id == AWAITED.id]
    assert (remark.text, bool(remark.received)) == ("Vi er imod.", True)
    again = await play(store, home, meeting, "f", *"Mere", "ctrl+s")
    assert again == state


async def test_the_record_is_opened_again_by_a_second_key_and_closed_again(
    home: Path, store: Store, meeting: str
) -> None:
    await play(store, home, meeting, *CLOSE)
    once = await play(store, home, meeting, "G", *"glemt", "enter", *"formanden", "ctrl+s")
    assert once.closed
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("G", "ctrl+s", "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert not state_of(store, meeting).closed
        assert "GENÅBNET" in app.screen.query_one("#head", Paper).text
        await pilot.press("6", "enter", "g", *CLOSE)
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, MinutesScreen)
    state = replay(store.entries(meeting))
    assert state.closed
    assert [(act.reason, act.by) for act in state.reopened] == [("glemt", "formanden")]
    assert state.items["i6"].rulings
