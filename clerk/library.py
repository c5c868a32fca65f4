"""The data that the program brings along: house styles and the demo."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from clerk.core.state import State
from clerk.core.style import Style, StyleError, read_style
from clerk.core.wording import decision, plain


@cache
def data_dir() -> Path:
    """Return the data folder: beside the modules when installed, at the root in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "data"
    return installed if installed.is_dir() else here.parent / "data"


@cache
def style(name: str) -> Style:
    """Return a house style by name; StyleError where there is none or it cannot be used."""
    return read_style(name, _style_source)


def _style_source(name: str) -> dict[str, Any]:
    path = data_dir() / "styles" / f"{name}.toml"
    if Path(name).name != name or not path.is_file():
        raise StyleError(f"{name}: no such style in {path.parent}")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StyleError(f"{path}: {error}") from error


def decision_text(state: State, item_id: str) -> str:
    """Return the decision text of an item in its body's house style."""
    return plain(decision(state, item_id, style(state.body.style)))
