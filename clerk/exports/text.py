"""Minutes as plain text, for pasting into a case system: a paragraph is a line."""

from __future__ import annotations

from collections.abc import Iterable

from clerk.core.minutes import Block, BlockKind

_RULES = {BlockKind.TITLE: "=", BlockKind.HEADING: "-"}


def as_text(blocks: Iterable[Block]) -> str:
    """Return the document as text that ends in a newline."""
    parts: list[str] = []
    for block in blocks:
        text = f"{block.label} {block.text}" if block.label else block.text
        if rule := _RULES.get(block.kind):
            text += "\n" + rule * min(len(text), 79)
        if parts:
            parts.append("\n" if block.tight else "\n\n")
        parts.append(text)
    return "".join(parts) + "\n"
