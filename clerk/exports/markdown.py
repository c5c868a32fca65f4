"""Minutes as Markdown (CommonMark). Whatever the text holds is shown as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clerk.core.minutes import Block, BlockKind

_HASHES = {BlockKind.TITLE: "# ", BlockKind.HEADING: "## ", BlockKind.SUBHEADING: "### "}
_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")
_LINE_START = re.compile(r"(?m)^([ \t]*)([-+#=]|\d{1,9}(?=[.)]))")
_INDENT = re.compile(r"(?m)^[ \t]+")


def escape(text: str) -> str:
    """Return ``text`` such that Markdown prints it to the letter."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _LINE_START.sub(_guarded, text)
    text = _INDENT.sub("", text)
    return text.replace("\n", "\\\n").replace("\\\n\\\n", "\n\n")


def _guarded(match: re.Match[str]) -> str:
    mark = match[2]
    # "1." is defused at its full stop, which follows the digits; every other mark at itself.
    return f"{match[1]}{mark}\\" if mark.isdigit() else f"{match[1]}\\{mark}"


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return the document as Markdown that ends in a newline."""
    parts: list[str] = []
    for block in blocks:
        text = escape(block.text)
        if block.kind is BlockKind.POINT:
            # A list item's further lines are indented to stay inside it.
            text = f"{block.label} {text}".replace("\n", "\n" + " " * (len(block.label) + 1))
        else:
            text = _HASHES.get(block.kind, "") + text
        if parts:
            parts.append("\\\n" if block.tight else "\n\n")
        parts.append(text)
    return "".join(parts) + "\n"
