"""Keys in, facts out: presence, substitutes, breaks, the agenda, closed doors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playing import play, seen, state_of, typed

from clerk.app import ClerkApp
from clerk.core.presence import Movement, Presence
from clerk.screens.entry_line import EntryLine
from clerk.screens.paper import Paper
from clerk.store import Store


def held(store: Store, meeting: str, item: str | None = None) -> dict[str, Movement]:
    """Return where the members are, by name."""
    state = state_of(store, meeting)
    return {state.body.member(m).name: held for m, held in state.attendance.now(item).items()}


async def test_disqualified_for_the_item_and_back_by_itself(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "m", "i", "e", "escape")
    assert len(state.present) == 9
    assert len((await play(store, home, meeting, "n")).present) == 11
    state = await play(store, home, meeting, "p", "m", "p", "p", "escape")
    assert len(state.present) == 11
    assert state.attendance.exceptions("i5") == []


async def test_left_and_came_back_with_the_clock_as_typed(
    home: Path, store: Store, meeting: str
) -> None:
    keys = ("m", "f", *typed("1754"), "enter", "k", *typed("18:10"), "enter")
    state = await play(store, home, meeting, *keys)
    member = state.body.members[0].id
    clocked = [m for m in state.attendance.movements if m.member == member and m.clock]
    assert [(m.presence, m.clock, m.item) for m in clocked] == [
        (Presence.LEFT, "17.54", "i5"),
        (Presence.PRESENT, "18.10", "i5"),
    ]
    state = await play(store, home, meeting, "m", "k", *typed("18.20"), "enter")
    assert [m.clock for m in state.attendance.movements if m.clock] == ["17.54", "18.20"]


async def test_a_member_is_found_by_name(home: Path, store: Store, meeting: str) -> None:
    state = await play(store, home, meeting, "m", "apostrophe", *typed("rønnekj"), "enter", "i")
    [exception] = state.attendance.exceptions("i5")
    assert state.body.member(exception.member).name.endswith("Rønnekjær")
    keys = ("m", "apostrophe", *typed("ingen"), "enter", "escape", "e")
    after = await play(store, home, meeting, *keys)
    assert after.attendance.exceptions("i5")[-1].member == after.body.members[0].id


async def test_two_keys_note_the_time_of_now(home: Path, store: Store, meeting: str) -> None:
    state = await play(store, home, meeting, "m", "f", "enter")
    assert re.fullmatch(r"\d\d\.\d\d", state.attendance.movements[-1].clock or "")


async def test_another_time_takes_the_place_of_the_one_that_is_proposed(
    home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "m", "f", *"1755", "enter", "k", *"1801", "enter")
    assert [m.clock for m in state.attendance.movements if m.clock] == ["17.55", "18.01"]
    state = await play(store, home, meeting, "O", *" til tirsdag", "enter")
    assert (state.breaks[0].adjourned, len(state.breaks[0].began)) == ("tirsdag", 5)


async def test_what_is_no_clock_is_not_recorded(home: Path, store: Store, meeting: str) -> None:
    before = state_of(store, meeting)
    assert await play(store, home, meeting, "m", "f", *typed("25"), "enter", "enter") == before


async def test_a_substitute_for_the_meeting_and_one_for_the_item(
    home: Path, store: Store, meeting: str
) -> None:
    down = ["down"] * 11
    keys = ["m", *down, "s", *"Stine Alm, c, ferie", "enter", "down", "down", "s"]
    state = await play(store, home, meeting, *keys, *"Ib Rød!", "enter")
    stine, ib = [m for m in state.body.members if m.stands_in_for]
    assert (stine.name, stine.party, stine.stands_in_for) == ("Stine Alm", "C", "henning-saederup")
    assert (ib.name, ib.party) == ("Ib Rød", "O")
    assert {stine.id, ib.id} <= state.present
    rows = await seen(store, home, meeting, ["n", "m"], "list", (100, 30))
    assert "↳ Stine Alm" in rows
    assert re.search(r"O {2}↳ Ib Rød +kun punkt 5", rows)
    later = state_of(store, meeting)
    assert ib.id not in later.present
    assert stine.id in later.present


async def test_a_substitute_is_no_member_without_a_name(
    home: Path, store: Store, meeting: str
) -> None:
    before = state_of(store, meeting)
    assert await play(store, home, meeting, "m", "s", *", x", "enter", "enter") == before


async def test_a_reason(home: Path, store: Store, meeting: str) -> None:
    keys = ("m", "a", "up", "r", *"ferie", "enter", "down", "i", "up", "r", *"nabo", "enter")
    await play(store, home, meeting, *keys)
    now = list(held(store, meeting, "i5").values())
    assert {(m.presence, m.reason) for m in now if m.reason} == {
        (Presence.APOLOGY, "ferie"),
        (Presence.DISQUALIFIED, "nabo"),
    }
    rows = await seen(store, home, meeting, ["m"], "list", (80, 24))
    assert "afbud, ferie" in rows
    assert "inhabil i punktet, nabo" in rows


async def test_a_correction_of_presence_names_the_votes_that_it_touches(
    home: Path, store: Store, meeting: str
) -> None:
    await play(store, home, meeting, "v", *"bf aci ø", "enter", "n")
    below = await seen(store, home, meeting, ["m", "a"], "tally", (80, 24))
    assert (
        "Fremmødet passer ikke med afstemningerne i punkt 2 og 5 — Enter går til punkt 2" in below
    )
    state = await play(store, home, meeting, "m", "enter")
    assert state.current == "i2"
    listed = await seen(store, home, meeting, ["l"], "list", (100, 30))
    assert "Punkt 5 har en stemme fra Tove Ågård Lindhøj" in listed


async def test_the_loss_of_the_quorum_is_told_at_once(
    home: Path, store: Store, meeting: str
) -> None:
    top = await seen(store, home, meeting, ["m", *"aaaa"], "top", (80, 24))
    assert "IKKE" not in top
    top = await seen(store, home, meeting, ["m", *"aaaaa"], "top", (80, 24))
    assert "ikke beslutningsdygtigt: 6 til stede, 7 kræves" in top


async def test_a_break_and_the_meeting_goes_on(home: Path, store: Store, meeting: str) -> None:
    head = await seen(store, home, meeting, ["O", *typed("1730"), "enter"], "head", (80, 24))
    assert head.startswith(" PAUSE siden 17.30 ·")
    keys = ("O", *typed("17.20"), "enter", *typed("17.45"), "enter")
    state = await play(store, home, meeting, *keys)
    [pause] = state.breaks
    assert (pause.began, pause.item, pause.ended) == ("17.30", "i5", "17.45")
    state = await play(store, home, meeting, "O", *typed("18.00 til tirsdag"), "enter")
    assert state.breaks[-1].adjourned == "tirsdag"


async def test_items_together_and_apart(home: Path, store: Store, meeting: str) -> None:
    state = await play(store, home, meeting, "J", *"7 6", "enter")
    assert state.joint == (("i5", "i6", "i7"),)
    assert not (await play(store, home, meeting, "J", "enter")).joint[0].count("i5")
    again = await play(store, home, meeting, "J", *"44", "enter", "enter", "escape")
    assert again.joint == (("i6", "i7"),)


@pytest.mark.parametrize(
    ("line", "order"),
    [("7", "1 2 3 4 6 7 5 8 9"), ("0", "5 1 2 3 4 6 7 8 9"), ("5", "1 2 3 4 5 6 7 8 9")],
)
async def test_an_item_in_another_place(
    line: str, order: str, home: Path, store: Store, meeting: str
) -> None:
    state = await play(store, home, meeting, "F", *line, "enter", "escape")
    assert [here.item.number for here in state.items.values()] == order.split()


async def test_a_supplementary_item_and_its_undo(home: Path, store: Store, meeting: str) -> None:
    state = await play(store, home, meeting, "T", *"Hastesag [/]", "enter")
    new = list(state.items.values())[-1].item
    assert (new.number, new.title, new.supplementary) == ("10", "Hastesag [/]", True)
    taken = await play(store, home, meeting, "T", *typed("5. Igen"), "enter", "enter", "escape")
    assert len(taken.items) == 10
    assert len((await play(store, home, meeting, "10"[0], "0", "enter", "u")).items) == 9


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_closed_doors_are_marked_wherever_the_item_stands(
    size: tuple[int, int], home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("C")
        await pilot.pause()
        marks = {"head": "LUKKEDE DØRE", "item": "LUKKET", "agenda": "(lukket)"}
        for pane, mark in (marks | {"moved": "Lukkede døre"}).items():
            assert mark in app.screen.query_one(f"#{pane}", Paper).text
        await pilot.press("o")
        await pilot.pause()
        assert "LUKKET" in app.screen.query_one("#top", Paper).text
    assert state_of(store, meeting).here.item.closed
    assert not (await play(store, home, meeting, "C")).here.item.closed


async def test_a_text_by_hand_is_flagged_when_the_facts_change(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("g", "E", "ctrl+end", *" Selv", "ctrl+s")
        await pilot.pause()
        pane = app.screen.query_one("#text", Paper)
        assert pane.border_title == "Beslutning, skrevet i hånden"
        await pilot.press("g")
        await pilot.pause()
        assert "PUNKTET ER ÆNDRET SIDEN" in str(pane.border_title)
    state = state_of(store, meeting)
    assert state.here.edited is not None
    assert "Selv" in state.here.edited.text


async def test_a_note_is_seen_on_the_item_and_is_no_fact(
    home: Path, store: Store, meeting: str
) -> None:
    before = store.entries(meeting)
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("N", *"Spørg Ib", "escape")
        await pilot.pause()
        for pane in ("moved", "tally"):
            assert "Note: Spørg Ib" in app.screen.query_one(f"#{pane}", Paper).text
    assert store.entries(meeting) == before


async def test_a_line_begins_with_what_it_proposes(home: Path, store: Store, meeting: str) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("T")
        await pilot.pause()
        assert app.screen.query_one("#line", EntryLine).text == "10. "
