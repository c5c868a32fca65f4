"""The program killed while a meeting is typed: what the screen has answered is on disk.

A run through the pilot, which nobody kills, says what the screen shows and what is on disk after
each step. Then a process in a terminal gets the same keys and is killed at random moments. A step
is acknowledged when the terminal shows what it shows in the first run.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from pseudo_terminal import HEIGHT, PATIENCE, WIDTH, Terminal, masked
from test_looks import screen_text

from clerk import demo, library, paths
from clerk.app import ClerkApp
from clerk.core.encoding import encode
from clerk.core.history import replay
from clerk.store import Store

MEETING = demo.MEETINGS[-1]
STEPS: Sequence[tuple[str, ...]] = (
    ("v", *"bf aci ø", "enter"),
    ("g",),
    ("c", "4", "ctrl+r", "ctrl+s"),
    ("u",),
    ("U",),
    ("n",),
    ("a", "ø", "enter", "enter", *"at kajen bliver.", "ctrl+s"),
    ("v", *"ø abfci", "enter"),
    ("f",),
    ("b", "ø", "enter", *"Enhedslisten er imod.", "ctrl+s"),
    ("n",),
    ("e",),
    ("m", "down", "a", "escape"),
    ("u",),
    ("n",),
    ("S", *"til maj", "enter"),
    ("n",),
    ("i",),
    ("l", "L", "enter"),
)
"""A meeting from item 5 on, key by key: vote, result, a remark carried over, undo, redo, an
amendment, a remark, the room, the other items, the end."""

TYPED = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B", "ctrl+s": "\x13", "ctrl+r": "\x12"}
TEXT = "Partiet tager forbehold, indtil sagen har været forelagt for byens mange råd."
HALF_A_SECOND = 0.5

FOOT = 4
"""The rows at the foot, which tell of the last key only."""

SIDE = 32
"""The columns to the left, with the agenda and the room."""


@dataclass(frozen=True, slots=True)
class Moment:
    """After a step: the facts on disk, what the screen shows, and a copy of the folder."""

    facts: tuple[str, ...]
    picture: tuple[str, ...]
    home: Path


def keyed(keys: Sequence[str]) -> str:
    """Return what a terminal sends for the keys."""
    return "".join(TYPED.get(key, key) for key in keys)


def facts_in(home: Path) -> tuple[str, ...]:
    """Return the facts on disk as the program reads them; clock times are masked."""
    store = Store.open(paths.database(home), library.decision_text)
    try:
        assert store._rows("PRAGMA integrity_check") == [("ok",)]
        entries = store.entries(MEETING)
        replay(entries)
        return tuple(
            re.sub(r"\b\d\d\.\d\d\b", "HH.MM", f"{type(e.fact).__name__} {encode(e.fact)}")
            for e in entries
        )
    finally:
        store.close()


def told(picture: Sequence[str]) -> list[str]:
    """Return a picture without the decision text, which may be scrolled otherwise: it follows from
    the rest."""
    at = next((n for n, row in enumerate(picture) if "─Beslutning─" in row), HEIGHT)
    return [
        row[:SIDE].rstrip() if at <= number < HEIGHT - FOOT else row
        for number, row in enumerate(picture)
    ]


def wait_for(terminal: Terminal, picture: Sequence[str], rows: int) -> None:
    """Wait until the terminal shows the first rows of a picture; say what differs where it never
    does."""
    expected = told(picture)[:rows]
    try:
        terminal.until(lambda: told(terminal.picture.rows())[:rows] == expected)
    except AssertionError as error:
        here = told(terminal.picture.rows())[:rows]
        for row in unified_diff(expected, here, "whole", "here", n=0):
            error.add_note(row)
        raise


async def moments(folder: Path) -> list[Moment]:
    """Play the meeting through; return how it stands before it and after each step."""
    home = folder / "whole"
    paths.prepare(home)
    store = Store.open(paths.database(home), library.decision_text)
    demo.load(store)
    found: list[Moment] = []

    def note(app: ClerkApp) -> None:
        copy = folder / str(len(found))
        copy.mkdir()
        other = sqlite3.connect(paths.database(copy))
        store._connection.backup(other)
        other.close()
        picture = tuple(masked(screen_text(app).rstrip("\n")))
        found.append(Moment(facts_in(copy), picture, copy))

    app = ClerkApp(store, home, MEETING)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        note(app)
        for keys in STEPS:
            await pilot.press(*keys)
            await pilot.pause()
            note(app)
    store.close()
    counts = [len(moment.facts) for moment in found]
    assert counts == sorted(set(counts)), "every step records something"
    assert all(told(a.picture) != told(b.picture) for a, b in pairwise(found))
    return found


class Killer:
    """Kills the program time and again, and looks at what it has left."""

    def __init__(self, whole: list[Moment], folder: Path, seed: str) -> None:
        self._whole = whole
        self._folder = folder
        self._dice = Random(seed)
        self._home = folder / "home"
        self._at = -1
        self.tally = {"kills": 0, "unanswered": 0, "texts": 0}

    def _begin(self) -> Terminal:
        """Start the program where the last kill has left it, or anew at a random step; it must
        show where it was."""
        if not 0 <= self._at < len(STEPS):
            self._at = self._dice.randrange(len(STEPS))
            shutil.rmtree(self._home, ignore_errors=True)
            shutil.copytree(self._whole[self._at].home, self._home)
        terminal = Terminal(self._home)
        wait_for(terminal, self._whole[self._at].picture, HEIGHT - FOOT)
        return terminal

    def kill_at_a_step(self, end: signal.Signals | None) -> None:
        """Type a few steps and end the program while it answers one of them. ``end`` None closes
        the window."""
        terminal = self._begin()
        for _ in range(self._dice.randrange(3)):
            if self._at < len(STEPS) - 1:
                self._step(terminal)
        terminal.type(keyed(STEPS[self._at]))
        self._watch(terminal, self._dice.random() * 0.25)
        self._end(terminal, end)
        answered = self._answered(terminal)
        self.tally["unanswered"] += not answered
        self._look(self._at + answered)

    def _step(self, terminal: Terminal) -> None:
        """Type a step and wait for the answer."""
        terminal.type(keyed(STEPS[self._at]))
        wait_for(terminal, self._whole[self._at + 1].picture, HEIGHT)
        self._at += 1

    def _answered(self, terminal: Terminal) -> bool:
        """Whether the screen shows what the step under way leads to."""
        return told(terminal.picture.rows()) == told(self._whole[self._at + 1].picture)

    def _watch(self, terminal: Terminal, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            terminal.read(min(left, 0.005))

    def _end(self, terminal: Terminal, end: signal.Signals | None) -> None:
        """End the program and take in what it still had painted."""
        self.tally["kills"] += 1
        if end is None:
            os.close(terminal.master)
            terminal.process.wait(PATIENCE)
            return
        terminal.process.send_signal(end)
        if end is signal.SIGKILL:
            terminal.process.wait(PATIENCE)
            terminal.read(0)
        else:
            assert terminal.ended() == 128 + end
        os.close(terminal.master)

    def _look(self, acknowledged: int) -> None:
        """All facts that were answered are on disk, and of the others none but the step's own."""
        facts = facts_in(self._home)
        least, most = (len(self._whole[at].facts) for at in (acknowledged, self._at + 1))
        assert facts == self._whole[-1].facts[: len(facts)]
        assert least <= len(facts) <= most
        counts = [len(moment.facts) for moment in self._whole]
        self._at = counts.index(len(facts)) if len(facts) in counts else -1
        if drafts_in(self._home):
            self._at = -1  # something is half typed: the next start is not at rest

    def kill_in_a_text(self, end: signal.Signals) -> None:
        """Type a text and end the program; all that was shown half a second before is there, and
        the next start opens the text again."""
        self._at = -1
        terminal = self._begin()
        terminal.type("b")
        terminal.until(lambda: "Afgivet af" in "".join(terminal.picture.rows()))
        terminal.type("ø\r")
        shown: list[tuple[float, int]] = []
        last = self._dice.randrange(20, len(TEXT))
        for char in TEXT[:last]:
            terminal.type(char)
            self._watch(terminal, 0.02)
            shown.append((time.monotonic(), visible(terminal)))
        self._watch(terminal, self._dice.random() * 0.3)
        moment = time.monotonic()
        self._end(terminal, end)
        before = max((n for at, n in shown if at <= moment - HALF_A_SECOND), default=0)
        kept = str(json.loads(next(iter(drafts_in(self._home)), "{}")).get("text", ""))
        assert TEXT.startswith(kept)
        assert len(kept) >= (before if end is signal.SIGKILL else shown[-1][1])
        self.tally["texts"] += 1
        if kept:
            again = Terminal(self._home)
            again.until(lambda: visible(again) >= len(kept.rstrip()))
            again.close()
        self._at = -1


def drafts_in(home: Path) -> list[str]:
    """Return what is half typed, as it is on disk."""
    connection = sqlite3.connect(paths.database(home))
    rows = connection.execute("SELECT content FROM draft").fetchall()
    connection.close()
    return [str(row[0]) for row in rows]


def visible(terminal: Terminal) -> int:
    """Return how many letters of the text the terminal shows."""
    page = "\n".join(terminal.picture.rows())
    return max((n for n in range(len(TEXT) + 1) if TEXT[:n] in page), default=0)


async def killed(folder: Path, seed: str, kills: int, others: int, texts: int) -> dict[str, int]:
    """Kill the program as often as asked; return what happened."""
    killer = Killer(await moments(folder), folder, seed)
    try:
        for _ in range(kills):
            killer.kill_at_a_step(signal.SIGKILL)
        for _ in range(others):
            for end in (signal.SIGTERM, signal.SIGHUP, None):
                killer.kill_at_a_step(end)
        for number in range(texts):
            killer.kill_in_a_text((signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)[number % 3])
    except BaseException as error:
        error.add_note(f"seed {seed!r}, {killer.tally}")
        raise
    return killer.tally


async def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    tally = await killed(tmp_path, "short", kills=7, others=0, texts=1)
    assert tally["kills"] == 8


@pytest.mark.torture
@pytest.mark.parametrize("part", range(4))
async def test_what_was_answered_survives_two_hundred_kills(tmp_path: Path, part: int) -> None:
    tally = await killed(tmp_path, f"long {part}", kills=44, others=3, texts=9)
    assert tally["kills"] == 44 + 9 + 9
    assert tally["unanswered"] > 5  # the kills come in time
