"""Numbers in block characters, to be read from the back of the room."""

from __future__ import annotations

_FONT = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "?": ("###", "  #", " ##", "   ", " # "),
}
_HALVES = {("#", "#"): "█", ("#", " "): "▀", (" ", "#"): "▄", (" ", " "): " "}


def large(number: str) -> list[str]:
    """Return a number of digits, or ``?``, as five lines, each sign six cells wide."""
    return [
        "  ".join(_FONT[sign][at].replace(" ", "  ").replace("#", "██") for sign in number)
        for at in range(5)
    ]


def small(number: str) -> list[str]:
    """Return it as three lines, each sign three cells wide."""
    return [
        " ".join(_halves(_FONT[sign][at], (*_FONT[sign], "   ")[at + 1]) for sign in number)
        for at in (0, 2, 4)
    ]


def _halves(upper: str, lower: str) -> str:
    return "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
