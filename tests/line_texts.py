"""Texts that one may find in a line: anything, and most of all what means something in a line."""

from __future__ import annotations

from factories import TEXTS
from hypothesis import strategies as st

from clerk.core.danish import clean_line

SIGNS = st.sampled_from(["fra", "A fra B", "frist v", "v fra X", "n1 æ2", "2-4", "[/"])
LINES = SIGNS | TEXTS.map(lambda text: clean_line(text.replace('"', "")))
POINTS = st.lists(st.integers(1, 999), max_size=4, unique=True).map(tuple)
