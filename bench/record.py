"""What recording a fact costs, beside a bare SQLite insert that is synced the same way.

Budget (design/numbers.md): at most 5 times the raw insert's median and 5 ms at the 99th
percentile, whatever the meeting's length.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from clerk import demo, library, paths
from clerk.core.voting import read_ballot
from clerk.meeting import OpenMeeting
from clerk.store import Store

ROUNDS = 400


def timed(act: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median and the 99th percentile of ``act`` in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.99)]


def raw(folder: Path) -> Callable[[], object]:
    """Return an act that inserts one row with WAL and synchronous=FULL."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, data TEXT)")
    return lambda: connection.execute("INSERT INTO t (data) VALUES (?)", ("x" * 400,))


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store = Store.open(paths.database(home), library.decision_text)
        name = demo.load(store)
        meeting = OpenMeeting(name, store.entries(name), store)
        present = meeting.state.attendance.present()
        lines = ["bf aci ø", "bf . ø"]
        votes = [read_ballot(line, meeting.state.body, present).vote for line in lines]
        count = 0

        def record() -> None:
            nonlocal count
            count += 1
            meeting.vote("i5/1", votes[count % 2])

        insert = raw(home)
        timed(insert, 50)
        timed(record, 50)
        print(f"{'':34}{'p50 ms':>8}{'p99 ms':>8}{'p50 ratio':>11}")
        for label in ("a short meeting", "after 5,000 facts"):
            while label != "a short meeting" and count < 5000:
                record()
            base = timed(insert)
            own = timed(record)
            print(f"{'raw insert, WAL, FULL':34}{base[0]:8.2f}{base[1]:8.2f}{1:>11.1f}")
            row = (
                f"{'a vote of 11, ' + label:34}{own[0]:8.2f}{own[1]:8.2f}{own[0] / base[0]:>11.1f}"
            )
            print(row)
        start = time.perf_counter()
        OpenMeeting(name, store.entries(name), store)
        print(f"reading {count} facts: {(time.perf_counter() - start) * 1000:.0f} ms")
        store.close()


if __name__ == "__main__":
    main()
