"""Documents on disk: stable names, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from clerk.core.danish import slug
from clerk.core.minutes import minutes
from clerk.core.state import State
from clerk.core.style import Style
from clerk.exports.markdown import as_markdown
from clerk.exports.text import as_text

RENDERERS = {"txt": as_text, "md": as_markdown}

PUBLIC = "offentlig"
"""What the name of the edition without closed items ends in."""


def write_minutes(state: State, style: Style, folder: Path, fingerprint: str = "") -> list[Path]:
    """Write the minutes as text and as Markdown; return the paths.

    Where the meeting has closed items, a public edition without them is written beside.
    ``fingerprint`` is that of the sealed record. A file of that name with other content is kept:
    the new one gets a number. OSError where a file cannot be written; none is then left half
    written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = f"{state.day.isoformat()}-{slug(state.body.name)}"
    editions = {stem: minutes(state, style, fingerprint=fingerprint)}
    if any(here.item.closed for here in state.items.values()):
        public = minutes(state, style, public=True, fingerprint=fingerprint)
        editions[f"{stem}-{PUBLIC}"] = public
    return [
        _write(folder, name, ending, render(blocks).encode())
        for name, blocks in editions.items()
        for ending, render in RENDERERS.items()
    ]


def _write(folder: Path, stem: str, ending: str, content: bytes) -> Path:
    path = folder / f"{stem}.{ending}"
    number = 2
    while path.exists():
        if path.read_bytes() == content:
            return path
        path = folder / f"{stem}-{number}.{ending}"
        number += 1
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
