"""``clerk follow`` as a program: its keys, its signals, the clerk beside it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pseudo_terminal import Terminal
from test_looks import screen_text

from clerk import paths
from clerk.core.faults import StyleError
from clerk.core.state import State
from clerk.follow_app import FollowApp
from clerk.meeting import OpenMeeting
from clerk.screens.draft import Slot
from clerk.screens.follow import FollowScreen
from clerk.store import Store


@pytest.fixture
def open_meeting(store: Store, meeting: str) -> OpenMeeting:
    """The demo's meeting as the clerk has it open."""
    return OpenMeeting(meeting, store.entries(meeting), store)


async def test_the_window_shows_a_vote_within_a_second(
    open_meeting: OpenMeeting, home: Path
) -> None:
    app = FollowApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Punkt 5" in screen_text(app)
        motion = open_meeting.here.next_motion
        keep_line = json.dumps({"text": "bf aci ø", "open": True})
        open_meeting.half_typed.save(str(Slot("vote", "i5", motion or "")), keep_line)
        await pilot.pause(0.5)
        assert "F O R K A S T E T" in screen_text(app)
        open_meeting.open_item("i6")
        await pilot.pause(0.5)
        assert "Punkt 6" in screen_text(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "Punkt 6" in screen_text(app)


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q", "ctrl+c"])
async def test_keys_that_leave(key: str, home: Path) -> None:
    app = FollowApp(home)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Venter på mødet" in screen_text(app)
        await pilot.press(key)
        await pilot.pause()
    assert app.return_code == 0
    assert list(home.iterdir()) == []


async def test_no_other_key_does_anything(open_meeting: OpenMeeting, home: Path) -> None:
    app = FollowApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = screen_text(app)
        await pilot.press("v", "enter", "n", "delete", "f1", "ctrl+p", "tab", "ctrl+z")
        await pilot.pause()
        assert screen_text(app) == before


async def test_a_style_that_cannot_be_used_is_told(
    open_meeting: OpenMeeting, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unusable(state: State, item_id: str) -> Sequence[object]:
        raise StyleError("stilen [findes] ikke")

    app = FollowApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, FollowScreen)
        monkeypatch.setattr(screen, "_wording", unusable)
        open_meeting.open_item("i6")
        await pilot.pause(0.5)
        assert "stilen [findes] ikke" in screen_text(app)


def test_sqlmodel_is_never_imported(open_meeting: OpenMeeting, home: Path) -> None:
    code = f"""
import asyncio, sys
from pathlib import Path
from clerk.follow_app import FollowApp
async def main():
    app = FollowApp(Path({str(home)!r}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        assert app.screen.page.text.startswith("Økonomiudvalget"), app.screen.page.text
asyncio.run(main())
print(*({{"sqlmodel", "sqlalchemy", "clerk.db", "clerk.app"}} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def told(terminal: Terminal) -> str:
    """Return all that a terminal has painted, as text alone."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.seen)


def shows(terminal: Terminal, words: str) -> None:
    """Wait until the words are there."""
    terminal.until(lambda: words in told(terminal))


@pytest.fixture
def window(open_meeting: OpenMeeting, home: Path) -> Iterator[Terminal]:
    """``clerk follow`` in a pseudo terminal, on the demo's meeting."""
    opened = Terminal(home, "follow")
    try:
        shows(opened, "Punkt 5")
        yield opened
    finally:
        opened.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(number: signal.Signals, window: Terminal) -> None:
    window.process.send_signal(number)
    assert window.ended() == 128 + number
    assert "\x1b[?1049l" in window.seen


def test_the_clerk_starts_is_killed_and_starts_again_beside_it(
    window: Terminal, store: Store, home: Path
) -> None:
    store.close()
    for there in ("Punkt 6", "Punkt 7"):
        clerk = Terminal(home)
        shows(clerk, "Dagsorden")
        clerk.type("n")
        shows(window, there)
        clerk.process.kill()
        clerk.close()
        assert window.process.poll() is None
    assert not paths.log_file(home).exists()
    window.type("q")
    assert window.ended() == 0
