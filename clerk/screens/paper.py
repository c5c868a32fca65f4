"""A pane of wrapped lines that repaints only what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

_UNPRINTABLE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "·")
_UNPRINTABLE[ord("\t")] = "    "


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of a pane: runs of text with a style, wrapped with a hanging indent.

    ``limit`` is the number of screen lines after which it is cut with an ellipsis, 0 for none.
    User text goes in as it is: nothing here parses markup.
    """

    runs: tuple[tuple[str, str], ...]
    indent: int = 0
    limit: int = 0

    @property
    def text(self) -> str:
        """The row's text without styles."""
        return "".join(text for text, _ in self.runs)


def row(text: str, style: str = "", indent: int = 0, limit: int = 0) -> Row:
    """Return a row in one style."""
    return Row(((text, style),), indent, limit)


Wrapped = tuple[tuple[str, str], ...]


def wrap(content: Row, width: int) -> list[Wrapped]:
    """Return the screen lines of a row, each a tuple of (text, style) runs."""
    lines: list[Wrapped] = []
    line: list[tuple[str, str]] = []
    used = 0

    def end_line() -> None:
        nonlocal line, used
        lines.append(tuple(line))
        line = [(" " * content.indent, "")] if content.indent else []
        used = content.indent

    for text, style in content.runs:
        for number, paragraph in enumerate(text.split("\n")):
            if number:
                end_line()
            for word in _words(paragraph.translate(_UNPRINTABLE)):
                size = cell_len(word)
                bare = cell_len(word.rstrip())
                if used + bare > width and used > content.indent:
                    end_line()
                while bare > width - used and bare > 1:
                    head = max(1, _fitting(word, width - used))
                    line.append((word[:head], style))
                    word = word[head:]
                    end_line()
                    bare, size = cell_len(word.rstrip()), cell_len(word)
                line.append((word, style))
                used += size
    end_line()
    if content.limit and len(lines) > content.limit:
        return [*lines[: content.limit - 1], _cut(lines[content.limit - 1 :], content, width)]
    return lines


def _cut(lines: Sequence[Wrapped], content: Row, width: int) -> Wrapped:
    """Return the first of ``lines`` filled up from the next ones, with an ellipsis at its end."""
    runs = [*lines[0], *(run for line in lines[1:3] for run in line[bool(content.indent) :])]
    cut: list[tuple[str, str]] = []
    room = width - 1
    for text, style in runs:
        piece = set_cell_size(text, room) if cell_len(text) > room else text
        cut.append((piece, style))
        room -= cell_len(piece)
        if room <= 0:
            break
    text, style = cut[-1]
    return (*cut[:-1], (text.rstrip() + "…", style))


def _words(text: str) -> list[str]:
    """Split into words, each with the spaces that follow it."""
    words: list[str] = []
    start = 0
    for at in range(1, len(text)):
        if text[at - 1] == " " and text[at] != " ":
            words.append(text[start:at])
            start = at
    if text:
        words.append(text[start:])
    return words


def _fitting(word: str, width: int) -> int:
    """Return how many characters of ``word`` fit into ``width`` cells."""
    used = 0
    for at, char in enumerate(word):
        used += cell_len(char)
        if used > width:
            return at
    return len(word)


def _changed(old: Sequence[Row], new: Sequence[Row]) -> tuple[int, int] | None:
    """Return the first and the last row that is another than before; None where that is no place
    to go to: nothing stayed, or something only went."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    same = 0
    while same < min(len(old), len(new)) - first and old[-1 - same] == new[-1 - same]:
        same += 1
    last = len(new) - 1 - same
    return None if first + same == 0 or last < first else (first, last)


class Paper(ScrollView):
    """Wrapped rows of text. :meth:`show` repaints only the lines that differ."""

    DEFAULT_CSS = "Paper { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }"

    def __init__(self, name: str, title: str = "", *, follow: bool = False) -> None:
        super().__init__(id=name)
        self.border_title = title
        self.can_focus = False
        self._follow = follow
        self._written: tuple[int, int] | None = None
        self._rows: tuple[Row, ...] = ()
        self._lines: list[Wrapped] = []
        self._starts: list[int] = []
        self._wrapped: dict[Row, list[Wrapped]] = {}
        self._wrapped_width = -1
        self._styles: dict[str, Style] = {}

    @property
    def text(self) -> str:
        """What stands in the pane, row by row."""
        return "\n".join(content.text for content in self._rows)

    def show(self, rows: Sequence[Row], keep: int | None = None) -> None:
        """Put ``rows`` in the pane; ``keep`` is the row that must stay visible. A pane that follows
        what is written goes to where it differs from before."""
        old, self._rows = self._rows, tuple(rows)
        self._lay_out()
        if keep is not None and 0 <= keep < len(self._rows):
            self._reveal(keep)
        elif self._follow:
            if old != self._rows:
                self._written = _changed(old, self._rows)
            self._follow_it()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        if width != self._wrapped_width:
            self._wrapped, self._wrapped_width = {}, width
        wrapped = {
            content: self._wrapped.get(content) or wrap(content, width) for content in self._rows
        }
        self._wrapped = wrapped
        lines: list[Wrapped] = []
        self._starts = []
        for content in self._rows:
            self._starts.append(len(lines))
            lines += wrapped[content]
        old, self._lines = self._lines, lines
        size = Size(width, len(lines))
        if size != self.virtual_size:
            self.virtual_size = size
            self.refresh()
            return
        top = self.scroll_offset.y
        changed = [
            Region(0, at - top, self.size.width, 1)
            for at, (before, after) in enumerate(zip(old, lines, strict=False))
            if before != after
        ]
        if changed:
            self.refresh(*changed)

    def _follow_it(self) -> None:
        """Go to what was written last, or to the end."""
        if self._written is not None:
            self._reveal(*self._written)
        elif self.max_scroll_y:
            self.scroll_end(animate=False, immediate=True)

    def _reveal(self, number: int, last: int | None = None) -> None:
        """Scroll a row into sight, and as much after it up to the ``last`` one as there is room
        for."""
        after = (number if last is None else last) + 1
        start = self._starts[number] if number < len(self._starts) else 0
        end = self._starts[after] if after < len(self._starts) else len(self._lines)
        view = self.scrollable_content_region
        height = max(1, min(end - start, view.height))
        region = Region(0, start, max(1, view.width), height)
        self.scroll_to_region(region, animate=False, force=True)

    def on_resize(self) -> None:
        self._lay_out()
        if self._follow:
            self._follow_it()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        base = self.rich_style
        if at >= len(self._lines):
            return Strip.blank(width, base)
        segments = [Segment(text, base + self._style(style)) for text, style in self._lines[at]]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = Style.parse(name) if name else Style.null()
        return style
