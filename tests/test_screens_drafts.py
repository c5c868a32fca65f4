"""What is half typed on a line stands there again: after Esc, after the program was killed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playing import state_of, until
from pressing import press
from textual.widgets import TextArea

from clerk.app import ClerkApp
from clerk.core.faults import NotSavedError
from clerk.screens import later
from clerk.screens.entry_line import EntryLine
from clerk.screens.lines import Line
from clerk.screens.paper import Paper
from clerk.store import Store

LINES = (
    (("v",), "bf aci"),
    (("h",), "socialudv"),
    (("x", "f"), "en hel sætning, som den skal stå, [/] og den er lang"),
    (("x", "x"), "sagen genoptages i september"),
    (("P",), "1 2"),
    (("V",), "formand: brix 3"),
    (("B",), "'brix"),
    (("J",), "7"),
    (("F",), "7"),
    (("T",), "10. Hastesag"),
    (("m", "s"), "Stine Alm, c"),
    (("m", "r"), "ferie"),
)
FLEETING = ((("j",), "7"), (("O",), "1730 til tirsdag"), (("m", "f"), "1730"))


def line_of(app: ClerkApp) -> EntryLine:
    """Return the line at the foot of the screen that is open."""
    return app.screen.query_one("#line", EntryLine)


async def test_every_line_comes_back_after_the_program_was_killed_and_after_esc(
    home: Path, store: Store, meeting: str
) -> None:
    """Each start finds what the last one left, and leaves the next."""
    for number, (keys, text) in enumerate(LINES):
        app = ClerkApp(store, home, meeting)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            if number:
                assert (app.focused, line_of(app).text) == (line_of(app), LINES[number - 1][1])
                await press(pilot, "escape")
                if LINES[number - 1][0][0] == "m":
                    await press(pilot, "escape")
                await pilot.pause()
                assert "Kladde: " in app.screen.query_one("#moved", Paper).text
                await press(pilot, *LINES[number - 1][0])
                await pilot.pause()
                assert line_of(app).text == LINES[number - 1][1]
                await press(pilot, "end", "ctrl+u", "escape")
                if LINES[number - 1][0][0] == "m":
                    await press(pilot, "escape")
                await pilot.pause()
                assert "Kladde: " not in app.screen.query_one("#moved", Paper).text
            await press(pilot, *keys, "end", "ctrl+u", *text)
            await pilot.pause()
    assert not state_of(store, meeting).here.rulings


async def test_a_clock_and_a_number_to_go_to_are_typed_again(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for keys, text in FLEETING:
            await press(pilot, *keys, *text, "escape")
            await pilot.pause()
    assert store.drafts(meeting) == {}


async def test_what_is_recorded_is_half_typed_no_more(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "h", *"Socialudvalget", "escape")
        await pilot.pause()
        assert len(store.drafts(meeting)) == 1
        await press(pilot, "h", "enter", "T")
        await pilot.pause()
        assert state_of(store, meeting).here.rulings
    assert store.drafts(meeting) == {}


def test_every_kind_of_line_is_found_by_the_name_of_its_draft() -> None:
    """A kind that keeps a draft and cannot be started from it would shelve the text."""
    later.fetch_all()
    found: list[type[Line]] = list(Line.__subclasses__())
    assert len(found) > len(LINES)
    for kind in found:
        found += kind.__subclasses__()
        if not kind.__name__.startswith("_") and not kind.fleeting:
            assert later.fetch(kind.name) is kind


async def test_what_is_half_written_stands_in_the_way_of_the_end(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "N", *"til mig selv", "escape")  # is no part of the record
        await press(pilot, "b", "a", "enter", *"Vi mener", "escape")
        await press(pilot, "n", "v", *"bf", "escape", "l")
        await pilot.pause()
        rows = app.screen.query_one("#list", Paper).text.splitlines()
        assert rows[0] == "▸ Punkt 5 er ikke skrevet færdig: bemærkning"
        assert rows[1] == "  Punkt 6 er ikke skrevet færdig: stemmer"
        await press(pilot, "L", "enter")  # a first Enter only says what would be shelved
        await pilot.pause()
        assert not state_of(store, meeting).closed
        assert "halvskrevet i punkt 5 og 6" in app.screen.query_one("#tally", Paper).text
        await press(pilot, "escape", "enter")  # to the remark, as it was left
        await pilot.pause()
        assert app.screen.query_one("#area", TextArea).text == "Vi mener"
        await press(pilot, "ctrl+s", "l", "enter")  # to the vote on item 6
        await pilot.pause()
        assert (state_of(store, meeting).here.item.number, line_of(app).text) == ("6", "bf")
        await press(pilot, "escape", "l", "L", "enter", "enter")
        await pilot.pause()
    assert state_of(store, meeting).closed
    assert len(store.drafts(meeting)) == 2  # the note, and the vote that was shelved knowingly


async def test_ctrl_s_records_a_line_as_it_does_a_form(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "v", *"bf a", "ctrl+s")  # c, i and ø are missing
        await pilot.pause()
        assert not state_of(store, meeting).here.rulings
        assert "Enter igen" in app.screen.query_one("#tally", Paper).text
        await press(pilot, "ctrl+s")
        await pilot.pause()
        assert list(state_of(store, meeting).here.rulings) == ["i5/1"]
        await press(pilot, "h", *"Socialudvalget", "ctrl+s")
        await pilot.pause()
        assert state_of(store, meeting).here.decided


async def test_all_is_saved_is_only_said_where_it_is(
    home: Path, store: Store, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object, **_kwargs: object) -> None:
        raise NotSavedError("ikke gemt: filen er låst")

    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        below = app.screen.query_one("#tally", Paper)
        assert below.text.startswith(" alt er gemt")
        await press(pilot, "g", "ctrl+s")
        await pilot.pause()
        assert re.search(r"Alt er gemt, sidst kl\. \d\d:\d\d:\d\d\.", below.text)
        with monkeypatch.context() as broken:
            broken.setattr(store, "append", locked)
            await press(pilot, "e", "e", "ctrl+s")
            await pilot.pause()
            assert "Alt er gemt" not in below.text
            assert [n.message for n in app._notifications][-1] == "Ikke gemt: filen er låst"
            await until(lambda: below.text.startswith(" IKKE GEMT"))
        await press(pilot, "e", "e", "ctrl+s")
        await pilot.pause()
        assert "Alt er gemt, sidst kl." in below.text
        assert state_of(store, meeting).here.rulings
