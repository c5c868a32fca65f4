"""Fixtures that every test may use: a home of its own, and no settings from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from meeting_files import Write
from stories import wording

from clerk import demo, library, paths
from clerk.store import Store


@pytest.fixture(autouse=True)
def _quiet_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NO_COLOR", "COLUMNS", "LINES", "CLERK_LANG", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLERK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A fresh home for all data."""
    folder = tmp_path / "home"
    paths.prepare(folder)
    return folder


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """An open store in the home, closed after the test."""
    opened = Store.open(paths.database(home), library.decision_text)
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a file of its own may lie."""
    return tmp_path / "clerk.db"


@pytest.fixture
def small(path: Path) -> Iterator[Store]:
    """An empty open store in a file of its own, with the factories' wording."""
    opened = Store.open(path, wording)
    yield opened
    opened.close()


@pytest.fixture
def meeting(store: Store) -> str:
    """The id of the demo's open meeting, with both demo meetings in the store."""
    return demo.load(store)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes a meeting file."""

    def write(content: str | bytes) -> Path:
        file = tmp_path / "møde.toml"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return write
