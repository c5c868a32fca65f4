"""What occurs in published decisions beside the 28, typed through the real app."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts import SITUATIONS, in_order, made_up, recorded, scripts

from clerk import library
from clerk.core.history import replay
from clerk.core.minutes import minutes
from clerk.exports.text import as_text
from clerk.store import Store

SCRIPTS = scripts(SITUATIONS)


@pytest.mark.parametrize("name", SCRIPTS)
async def test_a_situation_can_be_recorded(name: str, home: Path, store: Store) -> None:
    script = SCRIPTS[name]
    meeting = await recorded(store, home, script, made_up(script))
    state = replay(store.entries(meeting))
    assert state.current is not None
    in_order(script.says, library.decision_text(state, state.current))
    in_order(script.document, as_text(minutes(state, library.style(state.body.style))))
    assert store.drafts(meeting) == {}  # nothing was left half typed
