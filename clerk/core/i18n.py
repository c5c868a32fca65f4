"""The language of the screen: Danish as written in the code, English with ``CLERK_LANG=en``.

Decision texts are never translated; they come from the house style alone.
"""

from __future__ import annotations

import gettext as _gettext
import os
from functools import cache
from pathlib import Path

LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"


@cache
def _catalogue() -> _gettext.NullTranslations:
    language = os.environ.get("CLERK_LANG", "da")
    if language == "da":
        return _gettext.NullTranslations()  # nothing to look for on the disk
    return _gettext.translation("clerk", LOCALE_DIR, languages=[language], fallback=True)


def _(message: str) -> str:
    """Return ``message`` in the language of the screen."""
    return _catalogue().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that fits ``number``."""
    return _catalogue().ngettext(one, many, number)


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is declared before the language is known."""
    return message
