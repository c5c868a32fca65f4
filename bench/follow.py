"""What followers cost the clerk: recording with none, one and two beside it, and an idle one.

The three take turns in the same run, each turn with followers of its own, so that what else the
machine does falls on all. A vote is kept as a draft and then recorded, as the live screen does it.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from record import LINE, opened, timed
from terminal import Terminal

from clerk import library, paths
from clerk.core.ballot import read_ballot
from clerk.store import Store

ROUNDS = 8
FACTS = 40
IDLE = 10.0
PAUSE = 0.02
"""Seconds between two facts: nobody types faster."""


def seconds_used(pid: int) -> float:
    """Return the processor time that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store.open(paths.database(folder), library.decision_text)
        meeting = opened(store, folder)
        vote = read_ballot(LINE, meeting.state.body, meeting.state.present).vote
        command = [sys.executable, "-m", "clerk", "follow", "--home", str(folder)]
        paints = []
        slot = "vote:i5:i5/1"

        def record() -> None:
            meeting.half_typed.save(slot, '{"text": "bf aci", "open": true}')
            meeting.vote("i5/1", vote, slot)

        for _ in range(20):
            record()
            meeting.undo()
        times: dict[int, list[float]] = {0: [], 1: [], 2: []}
        for turn in range(ROUNDS * len(times)):
            count = turn % len(times)
            followers = [Terminal(command) for _ in range(count)]
            for follower in followers:
                paints.append(follower.until("Ekspertgruppens"))
                follower.settle(0.2)
            for _ in range(FACTS):
                time.sleep(PAUSE)
                times[count].append(timed(record))
                times[count].append(timed(meeting.undo))
            for follower in followers:
                follower.leave("q")
        print(f"{'a vote, kept and recorded; its undo':38}{'p50 ms':>8}{'p99 ms':>8}{'ratio':>8}")
        base = statistics.median(times[0])
        for count, each in times.items():
            own, tail = statistics.median(each), sorted(each)[int(len(each) * 0.99)]
            print(f"{count} followers{'':27}{own:8.2f}{tail:8.2f}{own / base:8.2f}")
        idle = Terminal(command)
        idle.until("Ekspertgruppens")
        idle.settle(1.0)
        before = seconds_used(idle.process.pid)
        time.sleep(IDLE)
        share = (seconds_used(idle.process.pid) - before) / IDLE
        idle.leave("q")
        first = statistics.median(paints)
        print(f"an idle follower: {share:.1%} of a processor; first paint {first:.2f} s")
        store.close()


if __name__ == "__main__":
    main()
