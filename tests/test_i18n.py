"""The English catalogue: whole, true to its placeholders, compiled, and used when asked for."""

from __future__ import annotations

import gettext
import io
import os
import string
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from catalogue import FOLDER, entries, in_step, known, sources


@pytest.fixture(scope="module")
def english() -> Catalog:
    return known()


def placeholders(text: str) -> list[tuple[str, str, str]]:
    """Return the fields of a format string, in no order."""
    parts = string.Formatter().parse(text)
    return sorted((name, how or "", kind or "") for _text, name, kind, how in parts if name)


def edges(text: str) -> tuple[str, str]:
    """Return the white space before and after a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_every_message_is_translated_and_no_other(english: Catalog) -> None:
    """What is wanting: run docs/catalogue.py, translate what is empty in clerk.po, run it again."""
    marked, translated = sources(), entries(english)
    assert len(marked) > 800
    assert [f"{marked[m]}: {m[0]}" for m in marked if m not in translated] == []
    assert [m[0] for m in translated if m not in marked] == []
    assert list(entries(in_step(translated))) == list(translated)


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
        assert compiled(file) == compiled(fresh), "run docs/catalogue.py"


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
