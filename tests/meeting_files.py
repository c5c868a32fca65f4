"""A short meeting file, and what a refused one says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clerk.imports.meeting import read_meeting
from clerk.imports.table import PrepareError

Write = Callable[[str | bytes], Path]

MEETING = """\
day = 2026-01-13

[body]
name = "Kulturudvalget"
short = "KU"
municipality = "Ærø"
seats = 3

[[body.party]]
code = "A"
forms = ["Socialdemokratiet", "S"]

[[body.party]]
code = "Ø"
forms = ["Enhedslisten"]

[[body.member]]
name = "Åge Bøgh"
party = "a"

[[body.member]]
name = "Mette Holm"
party = "Ø"

[[body.member]]
name = "Per Lund"

[presence]
everybody_else = "present"

[[item]]
number = "1"
title = "Biblioteket"

[[item.recommendation]]
points = ["at biblioteket holder åbent", "at der købes bøger"]
"""


def refused(path: Path, place: str, text: str) -> None:
    """Expect that the file is refused with the place and the text, in one line."""
    with pytest.raises(PrepareError) as caught:
        read_meeting(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert place in message
    assert text in message
    assert len(message) < len(str(path)) + 300
    assert "\n" not in message
