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


def write_minutes(state: State, style: Style, folder: Path) -> list[Path]:
    """Write the minutes as text and as Markdown; return the paths.

    A file of that name with other content is kept: the new one gets a number. OSError where a
    file cannot be written; none is then left half written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    blocks = minutes(state, style)
    stem = f"{state.day.isoformat()}-{slug(state.body.name)}"
    return [
        _write(folder, stem, ending, render(blocks).encode())
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
