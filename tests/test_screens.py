"""Keys in, facts out: the screens through the pilot."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import play, state_of

from clerk import library
from clerk.app import ClerkApp
from clerk.core.faults import NotSavedError
from clerk.core.motions import ResultKind
from clerk.core.state import MAIN
from clerk.core.voting import Vote
from clerk.screens.entry_line import EntryLine
from clerk.screens.paper import Paper
from clerk.store import Store


async def test_a_vote_is_on_disk_with_one_row_a_voter(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "v", *"bf aci ø", "enter")
    vote = state.here.rulings["i5/1"]
    assert isinstance(vote, Vote)
    assert (len(vote.for_), len(vote.against), len(vote.abstained)) == (3, 6, 2)
    rows = store._connection.execute(
        "SELECT side, count(*) FROM vote WHERE item = 'i5' GROUP BY side"
    ).fetchall()
    assert dict(rows) == {"for": 3, "against": 6, "abstained": 2}


async def test_a_vote_with_somebody_missing_needs_a_second_enter(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "v", *"bf a", "enter")
    assert not state.here.rulings
    state = await play(store, home, meeting, "enter", "enter")  # the line came back by itself
    assert len(state.here.rulings["i5/1"].not_voting) == 4  # type: ignore[union-attr]


async def test_what_cannot_be_is_not_recorded(home: Path, store: Store, meeting: str) -> None:
    for line in ("bfv", "bxx", "bb", "bf b"):
        keys = ["v", *(["ctrl+u"] if line != "bfv" else []), *line, "enter", "enter", "escape"]
        state = await play(store, home, meeting, *[k if k != " " else "space" for k in keys])
        assert not state.here.rulings


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("g", ResultKind.ADOPTED),
        ("i", ResultKind.ENDORSED),
        ("r", ResultKind.RECOMMENDED),
        ("e", ResultKind.NOTED),
        ("d", ResultKind.DISCUSSED),
        ("D", ResultKind.DISCUSSED_AND_NOTED),
        ("s", ResultKind.POSTPONED),
        ("f", ResultKind.REJECTED),
        ("y", ResultKind.REMOVED),
        ("k", ResultKind.WITHDRAWN),
        ("z", ResultKind.LAPSED),
    ],
)
async def test_one_key_for_each_result(
    key: str, kind: ResultKind, home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "n", key)
    assert state.here.rulings[MAIN].kind is kind  # type: ignore[union-attr]


async def test_results_with_a_detail(home: Path, store: Store, meeting: str) -> None:
    await play(store, home, meeting, "n", "h", *"Socialudvalget", "enter")
    await play(store, home, meeting, "n", "S", *"til september", "enter")
    state = await play(store, home, meeting, "n", "x", "x", *"sagen genoptages", "enter")
    said = {n: library.decision_text(state, f"i{n}") for n in (6, 7, 8)}
    assert said[6] == "Sagen blev henvist til Socialudvalget."
    assert said[7] == "Punktet blev udsat til september."
    assert said[8] == "Det blev besluttet, at sagen genoptages."


async def test_undo_and_redo_across_a_restart(home: Path, store: Store, meeting: str) -> None:
    before = state_of(store, meeting)
    voted = await play(store, home, meeting, "v", *"bf aci ø", "enter", "g")
    undone = await play(store, home, meeting, "u", "u")
    assert undone.items == before.items
    redone = await play(store, home, meeting, "ctrl+y", "U")
    assert redone.items == voted.items


async def test_undo_goes_to_the_item_that_it_concerns(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "g", "n", "n", "u")
    assert state.current == "i5"
    assert not state.here.rulings


async def test_the_board_records_the_same_vote(home: Path, store: Store, meeting: str) -> None:
    keys = ("t", *"iiii", *"uu", *"ff", "f", *"ii", "enter")
    state = await play(store, home, meeting, *keys)
    vote = state.here.rulings["i5/1"]
    assert isinstance(vote, Vote)
    assert (len(vote.for_), len(vote.against), len(vote.abstained)) == (3, 6, 2)


async def test_as_last_time(home: Path, store: Store, meeting: str) -> None:
    state = await play(store, home, meeting, "v", *"bf aci ø", "enter", "comma", "enter")
    first, second = state.here.rulings.values()
    assert first == second


async def test_somebody_leaves_and_drops_out_of_the_vote(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "m", "f", "enter", "escape", "v", *"bf aci ø", "enter")
    vote = state.here.rulings["i5/1"]
    assert isinstance(vote, Vote)
    assert len(vote.against) == 5


async def test_a_full_disk_is_told_and_the_line_stays(
    home: Path, store: Store, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise NotSavedError("ikke gemt: disken er fuld")

    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        with monkeypatch.context() as broken:
            broken.setattr(store, "append", full)
            await pilot.press("v", *"bf aci ø", "enter")
            await pilot.pause()
            assert any("disken er fuld" in n.message for n in app._notifications)
            assert not state_of(store, meeting).here.rulings
        await pilot.press("enter")
        await pilot.pause()
    assert state_of(store, meeting).here.rulings


async def test_a_closed_meeting_takes_no_more(home: Path, store: Store, meeting: str) -> None:
    closed = await play(store, home, meeting, "g", "l", "L", "enter")
    assert closed.closed
    names = sorted(path.name for path in (home / "minutes").iterdir())
    assert names == ["2015-08-25-oekonomiudvalget.md", "2015-08-25-oekonomiudvalget.txt"]
    again = await play(store, home, meeting, "v", "g", "u")
    assert again == closed


async def test_a_vote_line_that_was_left_waits_for_its_key(
    home: Path, store: Store, meeting: str
) -> None:
    await play(store, home, meeting, "v", *"bf aci ø", "escape")
    assert not (await play(store, home, meeting, "enter", "enter")).here.rulings
    assert (await play(store, home, meeting, "v", "enter")).here.rulings


async def test_what_is_odd_about_a_vote_is_seen_while_it_is_typed(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("v", *". bf")
        await pilot.pause()
        tally = app.screen.query_one("#tally", Paper)
        assert "forslagsstilleren B stemmer imod" in tally.text
        await pilot.press("enter")
        await pilot.pause()
        assert tally.text.splitlines()[1].startswith(" Enter igen fører det alligevel — ")
        await pilot.press("enter")
        await pilot.pause()
    assert state_of(store, meeting).here.rulings


async def test_a_key_held_down_does_not_close_the_meeting(
    home: Path, store: Store, meeting: str
) -> None:
    assert not (await play(store, home, meeting, "g", *"llllll")).closed


async def test_undo_says_at_the_foot_what_it_undid_and_hides_nothing(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("g", "u")
        await pilot.pause()
        below = app.screen.query_one("#tally", Paper)
        assert "Fortrudt: punkt 5: resultatet" in below.text
        assert not app._notifications
        await pilot.press("g")
        await pilot.pause()
        assert "Fortrudt" not in below.text


async def test_the_last_item_says_that_it_is_the_last(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("9", "enter", "g", "n")
        await pilot.pause()
        assert "l viser tjeklisten" in app.screen.query_one("#line", EntryLine).prompt
        assert "der er ikke flere punkter" in app.screen.query_one("#tally", Paper).text
