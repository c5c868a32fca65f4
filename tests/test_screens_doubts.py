"""Keys in, facts out: what is odd about a result is said once before it is taken."""

from __future__ import annotations

from pathlib import Path

from playing import state_of
from pressing import press as press_keys
from textual.pilot import Pilot

from clerk import library
from clerk.app import ClerkApp
from clerk.core.minutes import minutes
from clerk.core.motions import ResultKind
from clerk.core.state import MAIN, outcome
from clerk.core.voting import Vote
from clerk.exports.text import as_text
from clerk.screens.entry_line import EntryLine
from clerk.screens.paper import Paper
from clerk.store import Store


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys; return what stands at the foot then."""
    await press_keys(pilot, *keys)
    return pilot.app.screen.query_one("#tally", Paper).text


async def test_a_stray_letter_does_not_replace_what_is_recorded(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "n", "v", *"bf aci ø", "enter")  # item 6, settled by a vote
        vote = state_of(store, meeting).here.rulings[MAIN]
        assert isinstance(vote, Vote)
        below = await press(pilot, "e")
        assert "erstatter afstemningen 3-6-2" in below
        assert "samme tast igen" in below
        assert state_of(store, meeting).here.rulings[MAIN] == vote
        below = await press(pilot, "d")  # another key is another question
        assert state_of(store, meeting).here.rulings[MAIN] == vote
        below = await press(pilot, "w", "escape", "d")  # and what comes between takes it back
        assert state_of(store, meeting).here.rulings[MAIN] == vote
        await press(pilot, "d")
        assert outcome(state_of(store, meeting).here.rulings[MAIN]) is ResultKind.DISCUSSED
        await press(pilot, "u", "o", "o")  # the vote stands again, and is read out
        assert state_of(store, meeting).here.read
        assert "punktet er læst op" in await press(pilot, "y")
        assert state_of(store, meeting).here.rulings[MAIN] == vote
        # The list of the rarer results and the lines ask the same.
        await pilot.press("x", "n")
        await pilot.pause()
        assert "erstatter afstemningen" in app.screen.query_one("#top", Paper).text
        await pilot.press("escape")
        await press(pilot, "x", "n", "n")
        assert outcome(state_of(store, meeting).here.rulings[MAIN]) is ResultKind.NOT_TREATED
        await press(pilot, "u", "h", *"Socialudvalget")
        below = await press(pilot, "enter")
        assert "erstatter afstemningen 3-6-2" in below
        assert state_of(store, meeting).here.rulings[MAIN] == vote
        assert not app._notifications


async def test_a_motion_written_after_the_item_was_settled_is_what_comes_next(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "g", "g")
        assert state_of(store, meeting).here.decided
        await press(pilot, "a", "c", "enter", *"s1", "ctrl+s")
        line = app.screen.query_one("#line", EntryLine)
        assert "Ændringsforslag fra C" in line.prompt
        assert "▸Ændringsforslag fra C" in app.screen.query_one("#moved", Paper).text
        await press(pilot, "v")
        assert line.prompt == " Ændringsforslag fra C › "
        await press(pilot, *"c. b", "enter", "enter")
        here = state_of(store, meeting).here
        assert isinstance(here.rulings[here.motions[-1].id], Vote)
        assert not isinstance(here.rulings[MAIN], Vote)
        assert "Punktet er afgjort" in line.prompt


async def test_the_sentence_that_is_typed_is_in_sight(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "v", *"bf aci ø", "enter", "g")
        for point in "124":  # three more, printed after the result as not treated
            await press(pilot, "a", "c", "enter", *f"æ{point}", "enter", *"at " * 60, "ctrl+s")
        text = app.screen.query_one("#text", Paper)
        assert text.max_scroll_y > text.size.height
        await press(pilot, "up", "up", "up", "up", "up", "v")
        await press(pilot, *"f. b")
        shown = "".join(text.render_line(y).text for y in range(text.size.height))
        assert "For stemte" in shown


async def test_nobody_votes_during_a_break_unasked_and_an_adjourned_meeting_goes_on_another_day(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "O", *"1700", "enter")
        assert "mødet er afbrudt" in await press(pilot, "g")
        assert "mødet er afbrudt" in await press(pilot, "v", *"bf aci ø", "enter")
        assert not state_of(store, meeting).here.rulings
        await press(pilot, "escape", "O", *"1715", "enter")
        await press(pilot, "O", *"1730 til den 27. august", "enter")
        assert "mødet er udsat til den 27. august" in await press(pilot, "g")
        await press(pilot, "O")
        line = app.screen.query_one("#line", EntryLine)
        assert line.text.endswith(" den 27. august")
        assert "skriv dagen" in await press(pilot, *"900", "enter")
        assert state_of(store, meeting).interrupted
        await press(pilot, *" den 28. august", "enter", "g")
        state = state_of(store, meeting)
        assert list(state.here.rulings) == ["i5/1"]
    printed = as_text(minutes(state, library.style(state.body.style)))
    assert "Mødet blev afbrudt kl. 17.00 og genoptaget kl. 17.15." in printed
    told = "Mødet blev udsat til den 27. august. Mødet blev genoptaget den 28. august kl. 09.00."
    assert told in " ".join(printed.split())
    assert "17.30 og genoptaget" not in printed
