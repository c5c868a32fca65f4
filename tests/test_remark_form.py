"""The form for a remark: what is typed in it, and what comes to be in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from playing import keys, running, say, shown, state_of
from pressing import press
from textual.widgets import TextArea

from clerk import library
from clerk.core.people import Mention
from clerk.core.remarks import QUOTED, Remark, RemarkKind, Source
from clerk.screens.entry_line import EntryLine
from clerk.screens.live import LiveScreen
from clerk.store import Store

KINDS = (
    ("ø", "", RemarkKind.REMARK),
    ("ø", "a", RemarkKind.DISSENT),
    ("ø", "f", RemarkKind.RESERVATION),
    ("ø", "r", RemarkKind.REPORTED),
    ("", "t", RemarkKind.STATEMENT),
)
"""Who gives it, what the line under the text says, and the kind that comes of it."""


def last(store: Store, meeting: str) -> Remark:
    """Return the remark that was given last in the item, as it is on disk."""
    return state_of(store, meeting).here.remarks[-1]


async def test_every_kind_of_remark_is_recorded(home: Path, store: Store, meeting: str) -> None:
    async with running(store, home, meeting) as pilot:
        for authors, nature, kind in KINDS:
            await say(pilot, authors, f"Tekst {kind}", nature)
            remark = last(store, meeting)
            found = (remark.kind, remark.text, len(remark.authors))
            assert found == (kind, f"Tekst {kind}", len(authors))
            said = library.decision_text(state_of(store, meeting), "i5")
            assert (f'"Tekst {kind}"' in said) == (kind in QUOTED)
        await say(pilot, "aø+f", "Tekst", "n 2-3")  # joined, new, and about points
        remark = last(store, meeting)
        assert (remark.joined, remark.fresh, remark.points) == ((Mention("F"),), True, (2, 3))
        await say(pilot, "ø", "", "frist fredag kl. 12")  # its text is to come
    remark = last(store, meeting)
    assert (remark.kind, remark.deadline) == (RemarkKind.RESERVATION, "fredag kl. 12")


async def test_a_remark_is_carried_over_from_outside_the_archive(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "c", "v", "c", "enter", "x", "tab", *keys("udvalgsbehandlingen"))
        await pilot.pause()
        assert "fra udvalgsbehandlingen" in shown(pilot, "lead")
        await press(pilot, "ctrl+s", "n", "c", "c", "enter", "y", "tab", *keys("ØU 17.8.2015"))
        await press(pilot, "ctrl+s")  # the next item's case has nothing in the archive
    state = state_of(store, meeting)
    assert state.items["i5"].remarks[0].carried == Source("udvalgsbehandlingen", None, "", "")
    assert state.items["i6"].remarks[0].carried == Source("ØU", date(2015, 8, 17), "", "")


async def test_what_is_written_from_outside_the_archive_comes_back(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "c", "v", "tab", "tab", *keys("ØU"))
    async with running(store, home, meeting) as pilot:
        assert pilot.app.screen.query_one("#nature", EntryLine).text == "v ØU"
        await press(pilot, "escape", "c", "4", "escape", "b")
        await pilot.pause()
        assert pilot.app.screen.query_one("#nature", EntryLine).text == ""


async def test_the_archives_meeting_stays_the_source(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "c", "4")
        await pilot.pause()
        assert shown(pilot, "lead")
        assert "17.8.2015" in pilot.app.screen.query_one("#nature", EntryLine).text
        await press(pilot, "ctrl+s")
    source = state_of(store, meeting).here.remarks[0].carried
    assert source is not None
    assert source.meeting == "biu-2015-08-17"


async def test_a_dissent_without_a_vote_is_doubted_and_taken(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "b", "ø", "enter", "x", "tab", "a")
        await pilot.pause()
        assert "§ 13" in shown(pilot, "hint")
        await press(pilot, "ctrl+s")
    assert state_of(store, meeting).here.remarks[0].kind is RemarkKind.DISSENT


async def test_a_remark_to_be_put_right_has_all_its_lines(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await say(pilot, "aø+f", "Tekst", "n 2 v ØU 17.8.2015")
        remark = last(store, meeting)
        screen = pilot.app.screen
        assert isinstance(screen, LiveScreen)
        screen._chosen = remark.id
        await press(pilot, "enter", "end", "!", "ctrl+s")
    assert state_of(store, meeting).here.remarks[0] == replace(remark, text="Tekst!")


async def test_what_was_left_is_gone_on_with_at_its_end(
    home: Path, store: Store, meeting: str
) -> None:
    async with running(store, home, meeting) as pilot:
        await press(pilot, "b", "ø", "enter", *keys("To"), "enter", *keys("linjer"), "escape", "b")
        await press(pilot, "!")
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "To\nlinjer!"
