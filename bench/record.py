"""What recording a fact costs, beside a bare SQLite insert that is synced the same way.

Budget (design/numbers.md): at most 5 times the raw insert's median and 5 ms at the 99th
percentile, whatever the meeting's length. The inserts and the facts take turns, so that what else
the machine does falls on both.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from clerk import demo, library, paths
from clerk.core.ballot import read_ballot
from clerk.imports.meeting import found, read_meeting
from clerk.meeting import OpenMeeting
from clerk.store import Store

ROUNDS = 400
APOLOGIES = 'apology = ["Henning Sæderup", "Gerda Pilehøj"]\n'
LINE = "bf aciøvo"


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds that ``act`` takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def raw(folder: Path) -> Callable[[], object]:
    """Return an act that inserts one row with WAL and synchronous=FULL."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, data TEXT)")
    return lambda: connection.execute("INSERT INTO t (data) VALUES (?)", ("x" * 400,))


def opened(store: Store, folder: Path) -> OpenMeeting:
    """Open the demo's meeting with all of its 13 members present."""
    text = (library.data_dir() / "demo" / f"{demo.MEETINGS[-1]}.toml").read_text(encoding="utf-8")
    path = folder / "meeting.toml"
    path.write_text(text.replace(APOLOGIES, ""), encoding="utf-8")
    prepared = read_meeting(path)
    found(store, prepared)
    return OpenMeeting(prepared.meeting_id, store.entries(prepared.meeting_id), store)


def show(label: str, times: list[float], base: list[float]) -> None:
    """Print a row of the table."""
    (own, tail), (raw_own, raw_tail) = (
        (statistics.median(each), sorted(each)[int(len(each) * 0.99)]) for each in (times, base)
    )
    print(f"{label:34}{own:8.2f}{tail:8.2f}{own / raw_own:11.1f}{tail / raw_tail:11.1f}")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store.open(paths.database(folder), library.decision_text)
        meeting = opened(store, folder)
        vote = read_ballot(LINE, meeting.state.body, meeting.state.present).vote
        assert len(vote.voters) == 13, vote
        insert = raw(folder)
        facts = len(store.entries(meeting.id))

        def record() -> None:
            meeting.vote("i5/1", vote)

        for _ in range(10):
            for act in (insert, record, meeting.undo):
                act()
            facts += 2
        print(f"{'':34}{'p50 ms':>8}{'p99 ms':>8}{'p50 ratio':>11}{'p99 ratio':>11}")
        for more in (0, 5000):
            while facts < more:
                record()
                meeting.undo()
                facts += 2
            label = f"{facts:,} facts"
            inserts: list[float] = []
            votes: list[float] = []
            undone: list[float] = []
            for _ in range(ROUNDS):
                inserts.append(timed(insert))
                votes.append(timed(record))
                inserts.append(timed(insert))
                undone.append(timed(meeting.undo))
            facts += 2 * ROUNDS
            show("raw insert, WAL, FULL", inserts, inserts)
            show(f"a vote of 13, {label}", votes, inserts)
            show(f"undo of it, {label}", undone, inserts)
        seconds = timed(lambda: OpenMeeting(meeting.id, store.entries(meeting.id), store))
        print(f"reading {facts:,} facts: {seconds:.0f} ms")
        store.close()


if __name__ == "__main__":
    main()
