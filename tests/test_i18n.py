"""The English catalogue: whole, true to its placeholders, compiled, and used when asked for."""

from __future__ import annotations

import gettext
import io
import os
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import clerk
from clerk.core.i18n import LOCALE_DIR
from clerk.screens.help import NOTATION

FOLDER = LOCALE_DIR / "en" / "LC_MESSAGES"
Texts = tuple[str, ...]


def texts(message: str | tuple[str, ...] | list[str] | None) -> Texts:
    """Return the forms of a message, one or two."""
    return (message,) if isinstance(message, str) else tuple(message or ())


def sources() -> dict[Texts, str]:
    """Return every marked message of the program, with the first place where it stands."""
    found: dict[Texts, str] = {(NOTATION,): "screens/help.py"}  # its name is marked, not its text
    keywords = {**DEFAULT_KEYWORDS, "N_": None}
    for file, line, message, _comments, _context in extract_from_dir(
        Path(clerk.__file__).parent, keywords=keywords
    ):
        found.setdefault(texts(message), f"{file}:{line}")
    return found


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (FOLDER / "clerk.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def entries(catalog: Catalog) -> dict[Texts, Texts]:
    return {texts(message.id): texts(message.string) for message in catalog if message.id}


def placeholders(text: str) -> list[tuple[str, str, str]]:
    """Return the fields of a format string, in no order."""
    parts = string.Formatter().parse(text)
    return sorted((name, how or "", kind or "") for _text, name, kind, how in parts if name)


def edges(text: str) -> tuple[str, str]:
    """Return the white space before and after a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_every_message_is_translated(english: Catalog) -> None:
    marked, known = sources(), entries(english)
    assert len(marked) > 300
    assert [f"{marked[m]}: {m[0]}" for m in marked if m not in known] == []


def test_no_translation_is_empty_or_fuzzy(english: Catalog) -> None:
    for message, translation in entries(english).items():
        assert len(translation) == len(message), message
        assert all(text.strip() for text in translation), message
    assert [message.id for message in english if message.id and message.fuzzy] == []
    assert list(english.obsolete) == []


def test_translations_keep_placeholders_edges_and_prompts(english: Catalog) -> None:
    for message, translation in entries(english).items():
        for danish, text in zip(message, translation, strict=True):
            assert placeholders(text) == placeholders(danish), danish
            assert edges(text) == edges(danish), danish
            assert text.count("›") == danish.count("›"), danish
            assert text.count("\n") == danish.count("\n"), danish


def compiled(file: io.BufferedIOBase) -> dict[object, str]:
    """Return the messages of a compiled catalogue, without its header."""
    found = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in found.items() if key}


def test_mo_is_the_compiled_po(english: Catalog) -> None:
    fresh = io.BytesIO()
    write_mo(fresh, english)
    fresh.seek(0)
    with (FOLDER / "clerk.mo").open("rb") as file:
        assert compiled(file) == compiled(fresh), "clerk.mo is older than clerk.po; compile it"


def test_mo_has_no_dates_or_people() -> None:
    with (FOLDER / "clerk.mo").open("rb") as file:
        header = gettext.GNUTranslations(file).info()
    assert set(header) == {"language", "content-type", "plural-forms"}


SAY = (
    "from clerk.core.i18n import _, ngettext as n;"
    "print(_('Fortryd'), n('mangler 1: {who}', 'mangler {n}: {who}', 1),"
    " n('mangler 1: {who}', 'mangler {n}: {who}', 2), sep='|')"
)
DANISH = "Fortryd|mangler 1: {who}|mangler {n}: {who}"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (None, DANISH),
        ("da", DANISH),
        ("xx", DANISH),
        ("en", "Undo|1 missing: {who}|{n} missing: {who}"),
    ],
)
def test_language_of_the_screen(language: str | None, said: str) -> None:
    """Only CLERK_LANG counts, not the language of the machine."""
    env = {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    if language is not None:
        env["CLERK_LANG"] = language
    done = subprocess.run(
        [sys.executable, "-c", SAY],
        env=env,
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout.strip() == said
