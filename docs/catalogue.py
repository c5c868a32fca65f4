"""Bring the English catalogue in step with the program: `.venv/bin/python docs/catalogue.py`.

What the program no longer says goes, what is new comes with an empty translation, the order is
that of the source, and clerk.mo is compiled. Translate what is empty in clerk.po, and run it again.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import clerk
from clerk.core.i18n import LOCALE_DIR

FOLDER = LOCALE_DIR / "en" / "LC_MESSAGES"
Texts = tuple[str, ...]

HEADERS = [
    ("Language", "en"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
]


class Plain(Catalog):
    """A catalogue whose header has neither dates nor people: the same words, the same file."""

    mime_headers = property(lambda _self: HEADERS)


def texts(message: str | tuple[str, ...] | list[str] | None) -> Texts:
    """Return the forms of a message, one or two."""
    return (message,) if isinstance(message, str) else tuple(message or ())


def sources() -> dict[Texts, str]:
    """Return every marked message of the program, with the first place where it stands."""
    found: dict[Texts, str] = {}
    keywords = {**DEFAULT_KEYWORDS, "N_": None}
    folder = Path(clerk.__file__).parent
    for file, line, message, _comments, _context in extract_from_dir(folder, keywords=keywords):
        found.setdefault(texts(message), f"{file}:{line}")
    return found


def known() -> Catalog:
    """Return the catalogue as it stands in clerk.po."""
    with (FOLDER / "clerk.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def entries(catalog: Catalog) -> dict[Texts, Texts]:
    """Return the messages of a catalogue with their translations."""
    return {texts(message.id): texts(message.string) for message in catalog if message.id}


def in_step(translated: dict[Texts, Texts]) -> Catalog:
    """Return the catalogue of what the program says now."""
    catalog = Plain(locale="en")
    for message in sources():
        words = translated.get(message, ("",) * len(message))
        if len(message) > 1:
            catalog.add(message, words)
        else:
            catalog.add(message[0], words[0])
    return catalog


def main() -> None:
    """Write clerk.po and clerk.mo."""
    catalog = in_step(entries(known()))
    catalog.header_comment = "# What clerk says, in English. docs/catalogue.py keeps it in step."
    catalog.fuzzy = False
    with (FOLDER / "clerk.po").open("wb") as file:
        write_po(file, catalog, width=0)
    with (FOLDER / "clerk.mo").open("wb") as file:
        write_mo(file, catalog)


if __name__ == "__main__":
    main()
