"""Keys pressed for a decision against the characters that it gives.

Quoted texts of motions and remarks are left out of the characters, and a pasted text is one key.
Beside the item's decision count the other decisions and the sentences about who came, left or sat
for whom that the same keys give; the roll of those present does not. Targets: the seed's item in at
most 16 keys, a median of at most 6 keys per 100 characters.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts import play, pressed, recorded, records, scripts

from clerk import demo, library, paths
from clerk.core.history import replay
from clerk.core.paragraphs import Role
from clerk.core.state import State
from clerk.core.wording import decision
from clerk.core.wording_room import attendance
from clerk.imports.meeting import found, read_meeting
from clerk.store import Store

FIRST_TEN = ("H001", "H004", "H008", "H016", "H018", "H023", "H070", "H085", "H114", "H115")
"""Those measured from the beginning, before the rest could be recorded."""

Row = tuple[str, int, int]


def sentences(state: State, item: str) -> list[str]:
    """Return the paragraphs of a decision, quotations left out."""
    style = library.style(state.body.style)
    return [p.text for p in decision(state, item, style) if p.role is not Role.QUOTE]


def characters(state: State) -> int:
    """Return the characters of the meeting's decisions and of who was there, without the roll."""
    style = library.style(state.body.style)
    roll = style.say("room.present", members="").rstrip(".")
    told = [text for text in attendance(state, style) if not text.startswith(roll)]
    told += [text for item in state.items for text in sentences(state, item)]
    return sum(map(len, told))


def seed_oeu(store: Store, home: Path) -> Row:
    """Play the seed's item of the finance committee."""
    meeting = demo.load(store)
    asyncio.run(play(store, home, meeting, demo.KEYS))
    state = replay(store.entries(meeting))
    return "seed, ØU", len(demo.KEYS), sum(map(len, sentences(state, "i5")))


def seed_biu(store: Store, home: Path) -> Row:
    """Play the seed's item of the employment committee, and expect what the demo has of it."""
    text = (library.data_dir() / "demo" / f"{demo.MEETINGS[0]}.toml").read_text("utf-8")
    text = text.replace('short = "BIU"', 'short = "BIUX"').replace("closed = true", "")
    cut = text.index("[[item.amendment]]")
    path = home / "biu.toml"
    path.write_text(text[:cut].replace('result = "adopted"', ""), encoding="utf-8")
    prepared = read_meeting(path)
    found(store, prepared)
    item = list(prepared.state.items)[-1]
    keys = [item.removeprefix("i"), "enter"]
    keys += ["a", "aøf", "enter", "u2 4", "ctrl+s", "v", "faø . b", "enter"]
    keys += ["a", "vc", "enter", "t", "paste", "ctrl+s", "v", "vci . f", "enter", "g"]
    for authors in ("aøf", "a,ø", "ø", "vc", "b"):
        keys += ["paste", authors, "ctrl+s"]
    asyncio.run(play(store, home, prepared.meeting_id, keys))
    told = sentences(replay(store.entries(prepared.meeting_id)), item)
    assert told == sentences(replay(store.entries(demo.MEETINGS[0])), item)
    return "seed, BIU", len(pressed(keys)), sum(map(len, told))


def published(store: Store, home: Path) -> list[Row]:
    """Play the published decisions; the tests look at what they give."""
    rows = []
    played = scripts()
    for name, record in records().items():
        script = played[name]
        meeting = asyncio.run(recorded(store, home, script, record))
        count = characters(replay(store.entries(meeting)))
        rows.append((name, len(pressed(script.keys)), count))
    return rows


def per_hundred(rows: Sequence[Row]) -> float:
    """Return the median of keys per 100 characters."""
    return statistics.median(100 * keys / count for _label, keys, count in rows)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        store = Store.open(paths.database(home), library.decision_text)
        seed = [seed_oeu(store, home), seed_biu(store, home)]
        rows = published(store, home)
        store.close()
    if not rows:
        print("the published examples are not here: only the seed's items are counted")
    print(f"{'decision':12}{'keys':>6}{'characters':>12}{'keys per 100':>14}")
    for label, keys, count in (*seed, *rows):
        print(f"{label:12}{keys:6}{count:12}{100 * keys / count:14.1f}")
    print(f"seed, ØU: {seed[0][1]} keys (target: at most 16)")
    first = [*seed, *(row for row in rows if row[0] in FIRST_TEN)]
    print(f"median keys per 100 characters, the seed's and the first ten: {per_hundred(first):.2f}")
    print(f"... all {len(rows) + 2}: {per_hundred([*seed, *rows]):.2f} (target: at most 6)")


if __name__ == "__main__":
    main()
