"""Random keys through the whole program: it never stops, and what is on disk is sound."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.pilot import Pilot

from clerk import demo, library, paths
from clerk.app import ClerkApp
from clerk.core.history import replay
from clerk.keymap import EVERYWHERE
from clerk.screens.base import ClerkScreen
from clerk.screens.live import LiveScreen
from clerk.screens.meetings import MeetingsScreen
from clerk.store import Store

MEETING = demo.MEETINGS[-1]
NEVER = {"ctrl+q", "ctrl+c"}
"""The keys that leave the program."""

TYPED = ("bf aci ø", "+bf -aci", "a'", "2-3", "til maj", "18.30", "ø,", "'tove", "æøå [x] {y}", "7")
PASTED = (
    "Partierne tager forbehold.\r\n\r\nOg det [siger] vi.",
    "\x1b[31mrød\x1b[0m \ud83d 👩‍👩‍👧 " + "lang " * 300,
    "bf",
)


class Fingers:
    """Types at random; ``typed`` is what, for whoever looks into a failure."""

    def __init__(self, seed: str, pilot: Pilot[None]) -> None:
        self._dice = Random(seed)
        self._pilot = pilot
        self.typed: list[str] = []

    async def sequence(self) -> None:
        """Type some twelve keys, mostly those that mean something where they are typed."""
        dice = self._dice
        if dice.randrange(3):
            await self._home()
        for _ in range(dice.randrange(2, 6)):
            await dice.choice((self._key, self._key, self._key, self._text, self._rare))()

    async def _press(self, *keys: str) -> None:
        self.typed += keys
        await self._pilot.press(*keys)

    async def _home(self) -> None:
        """Go to an item, as a clerk does who starts on something new."""
        for _ in range(6):
            screen = self._pilot.app.screen
            if isinstance(screen, LiveScreen) and screen.foot.asking is None:
                return
            await self._press("enter" if isinstance(screen, MeetingsScreen) else "escape")

    async def _key(self) -> None:
        screen = self._pilot.app.screen
        known = screen.commands() if isinstance(screen, ClerkScreen) else ()
        commands = [*known, *known, *known, *EVERYWHERE]
        keys = self._dice.choice(commands).keys.split(",")
        await self._press(self._dice.choice([key for key in keys if key not in NEVER] or ["a"]))

    async def _text(self) -> None:
        """Type a text in one go, as fast as a terminal can send it."""
        text = self._dice.choice(TYPED)
        self.typed += text
        for char in text:
            name = char if char.isalnum() else unicodedata.name(char).lower().replace(" ", "_")
            self._pilot.app.post_message(events.Key(name, char))
        await self._press(self._dice.choice(("enter", "enter", "tab", "escape", "ctrl+s")))

    async def _rare(self) -> None:
        dice = self._dice
        if dice.randrange(2):
            text = dice.choice(PASTED)
            self.typed.append(f"pasted {text[:10]!r}")
            self._pilot.app.post_message(events.Paste(text))
        elif dice.randrange(2):
            await self._press(*dice.choice((("escape",) * 4, ("enter",) * 3, ("down",) * 5)))
        else:
            size = dice.choice(((40, 10), (80, 24), (100, 30), (160, 50)))
            self.typed.append(f"resized {size}")
            await self._pilot.resize_terminal(*size)
        await self._pilot.pause()


def sound(store: Store) -> None:
    """What is on disk is whole: every fact replays and the tables are what the facts say."""
    assert store._rows("PRAGMA integrity_check") == [("ok",)]
    for meeting in store.meetings():
        assert replay(store.entries(meeting.id))
    assert [verdict.fault for verdict in store.verify() if verdict.fault] == []


async def typed_through(template: Path, home: Path, seed: str, count: int) -> int:
    """Type ``count`` sequences into one run of the program; return the facts that they made."""
    shutil.copytree(template, home)
    store = Store.open(paths.database(home), library.decision_text)
    before = len(store.entries(MEETING))
    app = ClerkApp(store, home, MEETING)
    fingers: Fingers | None = None
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            fingers = Fingers(seed, pilot)
            for number in range(count):
                await fingers.sequence()
                if number % 10 == 9:
                    sound(store)
        sound(store)
    except BaseException as error:
        error.add_note(f"seed {seed!r}, typed {fingers.typed if fingers else ()}")
        raise
    finally:
        made = len(store.entries(MEETING)) - before
        store.close()
    return made


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A home with the demo's meetings."""
    home = tmp_path / "template"
    paths.prepare(home)
    store = Store.open(paths.database(home), library.decision_text)
    demo.load(store)
    store.close()
    return home


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F2 writes in a folder of the test's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))


@pytest.mark.parametrize("part", range(3))
async def test_random_keys_never_stop_the_program(
    template: Path, tmp_path: Path, part: int
) -> None:
    made = await typed_through(template, tmp_path / "home", f"short {part}", 10)
    assert made > 0


@pytest.mark.torture
@pytest.mark.parametrize("part", range(50))
async def test_two_thousand_random_sequences_never_stop_the_program(
    template: Path, tmp_path: Path, part: int
) -> None:
    made = await typed_through(template, tmp_path / "home", f"long {part}", 40)
    assert made > 20, "the keys hardly reach the record"
