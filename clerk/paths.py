"""Where the data lives. Nothing is created here but by :func:`prepare`."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


def home() -> Path:
    """Return the folder of all data: ``CLERK_HOME``, or the system's place for it."""
    if chosen := os.environ.get("CLERK_HOME"):
        return Path(chosen)
    return _of_the_system()


@cache
def _of_the_system() -> Path:
    """Ask once: every decision text looks for its style under it."""
    from platformdirs import user_data_path

    return user_data_path("clerk", appauthor=False)


def prepare(folder: Path) -> None:
    """Create the folder, readable by its owner alone; OSError where that cannot be done."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def database(folder: Path) -> Path:
    """Return the database file."""
    return folder / "clerk.db"


def minutes(folder: Path) -> Path:
    """Return the folder of written minutes."""
    return folder / "minutes"


def styles(folder: Path) -> Path:
    """Return the folder of the municipality's own house styles (docs/house-styles.md)."""
    return folder / "styles"


def log_file(folder: Path) -> Path:
    """Return the log file."""
    return folder / "clerk.log"
