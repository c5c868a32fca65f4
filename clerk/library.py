"""What comes with the program as data: house styles, the demo, and where they lie."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from clerk.core.i18n import _
from clerk.core.paragraphs import plain
from clerk.core.state import State
from clerk.core.style import Style, StyleError, read_style
from clerk.core.wording import decision

_STYLE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


@cache
def data_dir() -> Path:
    """Return the data folder: inside the package where clerk is installed, beside it in a
    checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


@cache
def style(name: str) -> Style:
    """Return the house style ``name``; StyleError where there is none or it cannot be used."""
    return read_style(name, _read_toml)


def decision_text(state: State, item_id: str) -> str:
    """Return the decision of one item in the body's own style."""
    return plain(decision(state, item_id, style(state.body.style)))


def _read_toml(name: object) -> Mapping[str, Any]:
    if not isinstance(name, str) or not _STYLE_NAME.fullmatch(name):
        text = _("{name!r} er ikke navnet på en stil; brug små bogstaver, tal og bindestreg")
        raise StyleError(text.format(name=name))
    path = data_dir() / "styles" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        known = ", ".join(sorted(file.stem for file in path.parent.glob("*.toml")))
        text = _("stilen {name} findes ikke; der er {known}")
        raise StyleError(text.format(name=name, known=known)) from None
    except (OSError, ValueError, RecursionError) as error:
        text = _("stilen {name} kan ikke læses ({path}: {why})")
        raise StyleError(text.format(name=name, path=path, why=error)) from error
