"""What the tests of the room's window share: a page as text, a vote line as a draft."""

from __future__ import annotations

import json
from collections.abc import Sequence

from clerk import library
from clerk.core.paragraphs import Paragraph
from clerk.core.public import Seen
from clerk.core.state import MAIN, State
from clerk.core.wording import decision
from clerk.screens.draft import Slot
from clerk.screens.follow_view import page
from clerk.screens.paper import wrap
from clerk.store import Store

SIZES = [(80, 24), (60, 20), (120, 40), (30, 8), (10, 3), (1, 1)]


def state_of(seen: Seen) -> State:
    """Return the state that was seen; fail where there was none."""
    assert seen.state is not None, seen.waiting
    return seen.state


def decided(state: State, item_id: str) -> Sequence[Paragraph]:
    """Return the decision of an item in the body's own style."""
    return decision(state, item_id, library.style(state.body.style))


def shown(seen: Seen, size: tuple[int, int] = (80, 24), behind_doors: bool = False) -> str:
    """Return the page as text, one line a line of the screen; check that it fits."""
    width, height = size
    rows = page(seen, decided, width, height, behind_doors)
    lines = [line for each in rows for line in wrap(each, width)]
    assert len(lines) <= height
    return "\n".join("".join(text for text, _style in line) for line in lines)


def typing(
    line: str, item_id: str = "i1", motion: str = MAIN, is_open: bool = True
) -> dict[str, str]:
    """Return the draft of a vote line as the live screen keeps it, by its slot."""
    return {str(Slot("vote", item_id, motion)): json.dumps({"text": line, "open": is_open})}


def keep(store: Store, meeting: str, drafts: dict[str, str]) -> None:
    """Save drafts."""
    for slot, content in drafts.items():
        store.save_draft(meeting, slot, content)
