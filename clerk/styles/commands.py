"""What ``clerk style`` answers: a file checked, the styles there are, one of them shown."""

from __future__ import annotations

from pathlib import Path

from clerk import library, paths
from clerk.core.faults import StyleError
from clerk.core.i18n import _, ngettext
from clerk.styles.check import Weight, check, rendered
from clerk.styles.file import read_style_file


def checked(path: Path) -> tuple[str, list[str], int]:
    """Check a style file. Return the scenes in it where it can be used, what is wrong with it,
    line by line, and how many errors are among that.

    StyleError for a file that is no style at all, or that extends what there is not; OSError where
    it cannot be opened.
    """
    own = paths.styles(paths.home())
    files = library.layers_under(read_style_file(path, path.stem), own)
    if len(files) > 1:
        library.built(files[:-1])
    found = check(files)
    errors = sum(finding.weight is Weight.ERROR for finding in found)
    told = [finding.told(str(path)) for finding in found]
    if not library.is_style_name(path.stem):
        text = _("{path}: advarsel: giv filen et navn med små bogstaver, tal og bindestreg")
        told.append(text.format(path=path))
    if errors:
        text = ngettext("{n} fejl i {path}", "{n} fejl i {path}", errors)
        told.append(text.format(n=errors, path=path))
    try:
        scenes = rendered(library.built(files))
    except StyleError:
        scenes = ""
    return scenes, told, errors


def listed() -> list[str]:
    """Return a line for each style there is, the municipality's own marked."""
    own = paths.styles(paths.home())
    lines = []
    for name in library.style_names(own):
        try:
            title = library.style(name).title
        except StyleError as error:
            title = str(error)
        mark = _("egen") if (own / f"{name}.toml").is_file() else ""
        lines.append(f"{name:<24} {mark:<5} {title}")
    return lines


def shown(name: str) -> str:
    """Return the scenes in a style; StyleError where there is none or it cannot be used."""
    return rendered(library.style(name))
