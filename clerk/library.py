"""What comes with the program as data: house styles, the demo, and where they lie."""

from __future__ import annotations

import difflib
import re
from functools import cache
from pathlib import Path

from clerk import paths
from clerk.core.faults import StyleError
from clerk.core.i18n import _
from clerk.core.paragraphs import plain
from clerk.core.state import State
from clerk.core.style import Style, read_style
from clerk.core.wording import decision
from clerk.styles.file import StyleFile, read_style_file

_STYLE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_NAMED = 4
"""How many styles a message names where one is not found."""


@cache
def data_dir() -> Path:
    """Return the data folder: inside the package where clerk is installed, beside it in a
    checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def style(name: str) -> Style:
    """Return the house style ``name``; StyleError where there is none or it cannot be used."""
    return _style(name, paths.styles(paths.home()))


@cache
def _style(name: str, own: Path) -> Style:
    return built(style_layers(name, own))


def built(files: list[StyleFile]) -> Style:
    """Return the style that these files give, the lowest first; StyleError with file and line."""
    try:
        return read_style(files[-1].name, [file.layer for file in files])
    except StyleError as error:
        at_fault = [file for file in files if file.name == error.layer][-1]
        place = f"{error.layer}, {error.key}: " if error.key else f"{error.layer}: "
        raise at_fault.refusal(str(error).removeprefix(place), error.key) from None


def style_layers(name: str, own: Path) -> list[StyleFile]:
    """Return the files that a style is made of, the lowest first.

    A municipality's file in ``own`` takes the place of a shipped one of the same name; where it
    extends that name, it means the shipped one. StyleError where a file is missing or unusable,
    or extends itself in a circle.
    """
    return layers_under(find_style(name, own), own)


def layers_under(top: StyleFile, own: Path) -> list[StyleFile]:
    """Return a file and those that it builds on, the lowest first."""
    files = [top]
    while (below := files[0].extends) is not None:
        shipped = below == files[0].name
        found = find_style(below, None if shipped else own)
        if any(found.path == file.path for file in files):
            raise top.refusal(_("stilene udvider hinanden i ring"), "extends")
        files.insert(0, found)
    return files


def is_style_name(name: object) -> bool:
    """Whether a style may have this name, which is that of its file too."""
    return isinstance(name, str) and bool(_STYLE_NAME.fullmatch(name))


def find_style(name: str, own: Path | None) -> StyleFile:
    """Return the file of a style: one in ``own``, or the one that comes with the program."""
    if not is_style_name(name):
        text = _("{name!r} er ikke navnet på en stil; brug små bogstaver, tal og bindestreg")
        raise StyleError(text.format(name=str(name)[:60]))
    for folder in (own, _shipped()):
        path = folder / f"{name}.toml" if folder else None
        try:
            if path is not None:
                return read_style_file(path, name)
        except FileNotFoundError:
            continue
        except OSError as error:
            text = _("stilen {name} kan ikke læses ({path}: {why})")
            raise StyleError(text.format(name=name, path=path, why=error.strerror)) from error
    raise StyleError(_missing(name, own))


def _missing(name: str, own: Path | None) -> str:
    known = style_names(own)
    near = difflib.get_close_matches(name, known, _NAMED, 0.5)
    shown = ", ".join(near or ["base", "kort"])
    text = _("stilen {name} findes ikke; mente du {near}? »clerk style list« viser alle {n}")
    return text.format(name=name[:60], near=shown, n=len(known))


def style_names(own: Path | None) -> list[str]:
    """Return the names of all styles, the municipality's own among them."""
    folders = [folder for folder in (own, _shipped()) if folder]
    return sorted({file.stem for folder in folders for file in folder.glob("*.toml")})


def _shipped() -> Path:
    return data_dir() / "styles"


def decision_text(state: State, item_id: str) -> str:
    """Return the decision of one item in the body's own style."""
    return plain(decision(state, item_id, style(state.body.style)))
