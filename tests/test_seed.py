"""The user's own document: both decisions typed through the real app, keys only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from clerk import library, paths
from clerk.app import ClerkApp
from clerk.core.history import replay
from clerk.demo import KEYS
from clerk.imports.meeting import found, read_meeting
from clerk.store import Store

SEED = Path(__file__).parents[2] / "shared" / "seed" / "protocol-clean.txt"
needs_seed = pytest.mark.skipif(not SEED.is_file(), reason="the seed document is not here")


def unwrapped(text: str) -> str:
    """Join wrapped lines: any white space is one space."""
    return " ".join(text.split())


def between(text: str, start: str, end: str) -> str:
    """Return the part of ``text`` from ``start`` up to and with ``end``."""
    begin = text.index(start)
    return text[begin : text.index(end, begin) + len(end)]


def quotes(text: str) -> list[str]:
    """Return the quoted paragraphs, without the marks, their lines joined."""
    return [
        "\n\n".join(unwrapped(part) for part in found.split("\n\n"))
        for found in re.findall(r'(?ms)^"(.*?)"$', text)
    ]


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste into whatever has the focus."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def remark(pilot: Pilot[None], authors: str, text: str) -> None:
    """Write one remark."""
    await pilot.press("b", *keys(authors), "enter")
    await paste(pilot, text)
    await pilot.press("ctrl+s")
    await pilot.pause()


def keys(text: str) -> list[str]:
    """Return the keys that type ``text``."""
    names = {" ": "space", ",": "comma", "'": "apostrophe", ".": "full_stop"}
    return [names.get(char, char) for char in text]


def meeting_file(tmp_path: Path, name: str, replaced: str, by: str) -> Path:
    """Return a copy of a demo file in which everything from ``replaced`` on is ``by``."""
    text = (library.data_dir() / "demo" / name).read_text(encoding="utf-8")
    path = tmp_path / name
    path.write_text(text[: text.index(replaced)] + by, encoding="utf-8")
    return path


BIU_ITEM = """\
[[item]]
number = "4"
title = "Anbefalinger"
case_number = "2015-0156312"
[[item.recommendation]]
points = ["at a.", "at b."]
[[item.recommendation]]
points = ["at c.", "at d."]
"""


@needs_seed
async def test_both_decisions_of_the_seed_come_out_letter_by_letter(
    tmp_path: Path, home: Path, store: Store
) -> None:
    seed = SEED.read_text(encoding="utf-8")
    oeu = between(seed, "Radikale Venstre og SF fremsatte", 'eksisterende ressourcer."')
    biu = seed[seed.index("Socialdemokraterne, Enhedslisten og SF fremsatte") :].split(
        "Anbefalinger fra ekspertgruppen til fore"
    )[0]
    biu = biu[: biu.rindex('"') + 1]
    q = quotes(biu)
    marker = '[[item]]\nnumber = "4"'
    file = meeting_file(tmp_path, "biu-2015-08-17.toml", marker, BIU_ITEM)
    text = file.read_text(encoding="utf-8").replace("closed = true", "")
    file.write_text(text, encoding="utf-8")
    prepared = read_meeting(file)
    found(store, prepared)

    app = ClerkApp(store, home, prepared.meeting_id)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("4", "enter")
        await pilot.press("a", *keys("aøf"), "enter", *keys("u 2 4"), "ctrl+s")
        await pilot.press("v", *keys("faø vci b"), "enter")
        await pilot.press("a", *keys("vc"), "enter", "t", "enter")
        await paste(pilot, q[1])
        await pilot.press("ctrl+s")
        await pilot.press("v", *keys("vci baø f"), "enter")
        await pilot.press("g")
        for authors, words in zip(("aøf", "a,ø", "ø", "vc", "b"), q[2:], strict=True):
            await remark(pilot, authors, words)
        await pilot.press("l", "L", "enter")
        await pilot.pause()
    state = replay(store.entries(prepared.meeting_id))
    assert state.closed
    assert unwrapped(library.decision_text(state, "i4")) == unwrapped(biu)

    old, new = quotes(oeu)[:2]
    points = "\n".join(f"'''{part}'''," for part in ("a", "b", old.removeprefix("- "), "d"))
    marker = '[[item]]\nnumber = "5"'
    item = f"""\
[[item]]
number = "5"
title = "Anbefalinger"
case_number = "2015-0156312"
[[item.recommendation]]
marker = "dash"
addressee = "Beskæftigelses- og Integrationsudvalget"
points = [{points}]
[[item.amendment]]
movers = "bf"
effect = "replace"
points = [3]
text = '''{new}'''
"""
    prepared = read_meeting(meeting_file(tmp_path, "oeu-2015-08-25.toml", marker, item))
    found(store, prepared)
    app = ClerkApp(store, home, prepared.meeting_id)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*KEYS)
        await pilot.pause()
    state = replay(store.entries(prepared.meeting_id))
    assert unwrapped(library.decision_text(state, "i5")) == unwrapped(oeu)


def test_the_keys_of_the_seed_item_are_at_most_sixteen() -> None:
    assert len(KEYS) <= 16


async def test_the_demo_keys_give_the_whole_decision(
    home: Path, store: Store, meeting: str
) -> None:
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*KEYS)
        await pilot.pause()
    state = replay(store.entries(meeting))
    text = library.decision_text(state, "i5")
    golden = Path(__file__).parent / "golden" / "demo-item-5.txt"
    assert text + "\n" == golden.read_text(encoding="utf-8")
    assert paths.database(home).is_file()
