"""Whatever happens, writing the difference gives the rows that the whole state gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from factories import STYLES
from random_meeting import Dice, Memory, Play, begun

from clerk import library
from clerk.core.facts import Entry
from clerk.core.history import replay
from clerk.core.rules import Refused
from clerk.core.state import State
from clerk.projections import DERIVED, changes, deriving

STEPS = 25


class Rows(Memory):
    """A storage that keeps the projections as :mod:`clerk.writing` would leave them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__(entries)
        self.rows = changes(None, replay(entries), deriving(library.decision_text))[1]

    def append(
        self,
        meeting: str,
        entries: Sequence[Entry],
        before: State | None,
        after: State,
        settled: str | None = None,
    ) -> None:
        super().append(meeting, entries, before, after, settled)
        old, new = changes(before, after, deriving(library.decision_text))
        for table in DERIVED:
            self.rows[table] = self.rows[table] - old[table] | new[table]
        whole = changes(None, after, deriving(library.decision_text))[1]
        for table in DERIVED:
            assert self.rows[table] == whole[table], (table, entries)


def played(seed: str) -> None:
    entries = begun(Dice(seed).choice(STYLES))
    storage = Rows(entries)
    play = Play(seed, entries, storage)
    for _ in range(STEPS):
        try:
            play.step()
        except Refused:
            continue


def test_the_difference_is_all_that_differs() -> None:
    for number in range(60):
        played(f"rows {number}")


@pytest.mark.torture
@pytest.mark.parametrize("part", range(10))
def test_the_difference_is_all_that_differs_in_thousands_of_meetings(part: int) -> None:
    for number in range(400):
        played(f"rows {part} {number}")
