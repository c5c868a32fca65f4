"""What all forms do: any text can be pasted, and there is room for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import paste, running, show, state_of
from pressing import press
from textual.widgets import TextArea

from clerk.core.people import Mention
from clerk.screens.live import LiveScreen
from clerk.store import Store

HOSTILE = "[Venstre] [/] \x1b[31mrød\x1b[0m 👩‍👩‍👧 " + "æ" * 500


CLEAN = HOSTILE.replace("\x1b[31m", "").replace("\x1b[0m", "")


FORMS = ("amendment", "remark", "text", "note")


@pytest.mark.parametrize("text", [HOSTILE, "ord " * 25_000], ids=["hostile", "long"])
async def test_any_text_can_be_pasted(text: str, home: Path, store: Store, meeting: str) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "n")
        for name in FORMS:
            await show(pilot, name)
            if name in ("amendment", "remark"):
                await press(pilot, "ø")
            await paste(pilot, text)
            await press(pilot, "ctrl+s")
            await pilot.pause()
            assert isinstance(pilot.app.screen, LiveScreen)
        await show(pilot, "text")
        await press(pilot, "escape")
    here = state_of(store, meeting).here
    wanted = (CLEAN if text is HOSTILE else text).strip()
    assert [motion.text for motion in here.motions] == [wanted]
    assert [remark.text for remark in here.remarks] == [wanted]
    assert here.edited is not None
    assert here.edited.text.startswith(wanted)
    assert store.drafts(meeting) == {"note:i6": wanted}


async def test_what_is_pasted_in_a_line_that_takes_words_stays_there(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "a", "quotation_mark")
        await paste(pilot, "Ungdomsrådet i byen")
        await press(pilot, "enter", "h", "space")
        await paste(pilot, "[Teknik]- og Miljøudvalget\n")
        await press(pilot, "enter", "tab")
        await paste(pilot, "Forslag nummer 7 [/]")
        await press(pilot, "ctrl+s")
    motion = state_of(store, meeting).here.motions[-1]
    assert motion.movers == (Mention(name="Ungdomsrådet i byen"),)
    assert (motion.target, motion.label, motion.text) == (
        "[Teknik]- og Miljøudvalget",
        "Forslag nummer 7 [/]",
        "",
    )


async def test_the_text_has_room_at_80_by_24(home: Path, store: Store, meeting: str) -> None:
    async with running(store, home, meeting, (80, 24)) as pilot:
        for name in FORMS:
            await show(pilot, name)
            await pilot.pause()
            assert pilot.app.screen.query_one(TextArea).size.height >= 6, name
            await press(pilot, "escape")


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (40, 10)])
async def test_a_form_in_a_tiny_terminal_is_no_crash(
    size: tuple[int, int], home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting, size) as pilot:
        for name in FORMS:
            await show(pilot, name)
            await press(pilot, "c", "enter", "x", "escape")
            await pilot.pause()
            assert isinstance(pilot.app.screen, LiveScreen), name
    drafts = "".join(store.drafts(meeting))
    assert all(f"{name}:" in drafts for name in FORMS)
