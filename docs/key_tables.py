"""Write docs/keys.md from the keymap: `.venv/bin/python docs/key_tables.py`."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

from clerk import keymap
from clerk.core.i18n import LOCALE_DIR
from clerk.core.motion_line import LETTERS as MOTIONS
from clerk.core.motion_line import UNDER
from clerk.core.remark_line import CARRIED, DEADLINE, FRESH
from clerk.core.remark_line import LETTERS as REMARKS
from clerk.screens import notation

PAGE = Path(__file__).with_name("keys.md")
ENGLISH = gettext.translation("clerk", LOCALE_DIR, languages=["en"]).gettext

HEAD = """\
# Keys

Every key of every screen, as the program itself has them (`F1` there), with the word that stands on
the screen. No key needs AltGr. This page is written by docs/key_tables.py.
"""


def keys(command: keymap.Command) -> str:
    """Return the keys of a command as a person reads them, the one to show first."""
    names = (ENGLISH(keymap.shown(key)) for key in command.keys.split(","))
    return " ".join(f"`{name}`" for name in names)


def brief(command: keymap.Command) -> str:
    """Return a command as the README has it: its keys and the English word for it."""
    return f"{keys(command)} {ENGLISH(command.label)}"


def page() -> str:
    """Return the page: a table for each screen, then what is typed on the lines."""
    lines = [HEAD]
    for name, group in keymap.GROUPS.items():
        lines += [f"## {ENGLISH(name)} – *{name}*", "", "| key | on the screen | what it does |"]
        lines += ["|---|---|---|"]
        lines += [f"| {keys(c)} | {c.label} | {ENGLISH(c.help)} |" for c in group] + [""]
    lines += ["## What is typed on the lines", ""]
    typed = [line for text in notation.LIVE for line in ENGLISH(text).split("\n")]
    for paragraph in typed:
        lines += [re.sub("“([^”]+)”", r"`\1`", paragraph), ""]
    motions = ", ".join(f"`{letter}` {ENGLISH(meant.word)}" for letter, meant in MOTIONS.items())
    remarks = ", ".join(f"`{letter}` {ENGLISH(word)}" for letter, (_, word) in REMARKS.items())
    lines += [f"Kinds of motion: {motions}; `{UNDER}1` before it: amends the first amendment.", ""]
    lines += [
        f"Kinds of remark: {remarks}; `{FRESH}` new, `{CARRIED}` carried over from, "
        f"`{DEADLINE}` by when its text is to come."
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
