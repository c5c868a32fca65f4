"""What the room is shown, as one page of rows: pure functions of what was seen and of the size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

from clerk.core.danish import clean_line, long_date
from clerk.core.i18n import N_, _
from clerk.core.paragraphs import Paragraph, Role
from clerk.core.people import has_quorum
from clerk.core.public import Focus, Scene, Seen, counted, focus, scene
from clerk.core.state import State, is_own, outcome
from clerk.core.voting import SIDES, Vote, side_voices, voice_label
from clerk.screens import digits
from clerk.screens import live_view as view
from clerk.screens.labels import OUTCOMES, motion_effect, motion_label
from clerk.screens.paper import Row, row, wrap

Wording = Callable[[State, str], Sequence[Paragraph]]
"""Gives the decision of one item, paragraph by paragraph."""

_SIDES = (N_("For"), N_("Imod"), N_("Undlader"))
_MOTIONS = (Role.HEADING, Role.MOVED, Role.QUOTE)
_SPACIOUS = 24
"""Lines from which the numbers are large."""


def page(
    seen: Seen, wording: Wording, width: int, height: int, behind_doors: bool = False
) -> list[Row]:
    """Return the whole page, never more than ``height`` lines; the decision is cut at its top."""
    state = seen.state
    if state is None:
        hint = _("q slutter")
        return _middle([_("Venter på mødet"), "", seen.waiting, hint], width, height)
    top = [*_head(state), row("─" * width)]
    now = scene(state, behind_doors)
    if now is not Scene.ITEM:
        words = _middle(_words(now, state), width, height - len(top))
        return _start_of([*top, *words], width, height)
    at = focus(state, seen.typed)
    top += _item(at, width, height)
    paragraphs = wording(at.state, at.state.here.item.id)
    if at.vote is None and all(paragraph.role in _MOTIONS for paragraph in paragraphs):
        paragraphs = []  # only what was moved, and that stands here already
    top = _start_of(top, width, height)
    return [*top, *_end_of(view.paper_rows(paragraphs), width, height - len(top))]


def _head(state: State) -> list[Row]:
    """Return the body and the day, and the room: who is there, and whether it can decide."""
    body, present = state.body, state.present
    title = row(f"{clean_line(body.name)} · {long_date(state.day)}", "bold", limit=1)
    if not state.attendance.movements:
        return [title, row(_("Fremmødet er ikke noteret endnu"), limit=1)]
    able = has_quorum(body, present)
    count = _("{n} af {seats} til stede").format(n=len(present), seats=body.seats)
    right = _("beslutningsdygtigt") if able else _("IKKE BESLUTNINGSDYGTIGT")
    needed = _("{n} kræves").format(n=body.quorum)
    return [title, row(f"{count} · {right} ({needed})", "" if able else "bold", limit=1)]


def _words(now: Scene, state: State) -> list[str]:
    match now:
        case Scene.CLOSED:
            ended = _("kl. {clock}").format(clock=state.ended) if state.ended else ""
            return [_spaced(_("Mødet er lukket")), "", ended]
        case Scene.PAUSE:
            pause = state.breaks[-1]
            if pause.adjourned:
                return [_spaced(_("Mødet er udsat")), "", pause.adjourned]
            return [_spaced(_("Pause")), "", _("siden kl. {clock}").format(clock=pause.began)]
        case Scene.BEHIND_DOORS:
            return [_spaced(_("Lukket punkt"))]
        case _:
            return [_("Dagsordenen har ingen punkter endnu")]


def _item(at: Focus, width: int, height: int) -> list[Row]:
    """Return the item, what it is about now, and what that has come to."""
    state = at.state
    here = state.here
    number = _("Punkt {n}").format(n=here.item.number)
    space = [row("")] if height >= _SPACIOUS else []
    rows = [row(f"{number} · {clean_line(here.item.title)}", "bold", limit=2), *space]
    if at.motion is None:
        return rows
    label = motion_label(here, at.motion, state)
    effect = motion_effect(here, at.motion)
    rows.append(row(f"{label}: {effect}" if effect else label, "bold", limit=2))
    if is_own(at.motion):
        text = view.item(here, height)[1:]
    else:
        text = [row(here.motion(at.motion).text)] if here.motion(at.motion).text else []
    # The same lines of it while a vote is counted and when it is recorded: the numbers stand still.
    settled = at.vote is not None or at.ruling is not None
    rows += _start_of(text, width, 2 if settled else height - 8)
    if at.vote is not None:
        rows += [*space, *_tally(at.vote, state, width, height)]
    return rows + _come_to(at, width)


def _tally(vote: Vote, state: State, width: int, height: int) -> list[Row]:
    """Return three columns: the side, its number in block characters, who stands there."""
    column = max(1, width // len(SIDES))
    numbers = ["?" if n is None else str(n) for n in map(vote.number, SIDES)]
    drawn = [digits.large(number) for number in numbers]
    if height < _SPACIOUS or any(len(lines[0]) >= column for lines in drawn):
        drawn = [digits.small(number) for number in numbers]
    names = 2 if height >= _SPACIOUS else 1
    who = []
    for side in SIDES:
        labels = ", ".join(voice_label(v, state.body) for v in side_voices(vote, side, state.body))
        lines = wrap(row(labels, limit=names), max(1, column - 2))
        who.append(["".join(text for text, _style in line) for line in lines])
    return [
        *_columns([[_(side)] for side in _SIDES], column, 1),
        *_columns(drawn, column, len(drawn[0]), "bold"),
        *_columns(who, column, names),  # always as many lines: nothing below them jumps
    ]


def _columns(cells: Sequence[Sequence[str]], width: int, lines: int, style: str = "") -> list[Row]:
    padded = [[*cell, *[""] * lines][:lines] for cell in cells]
    return [
        row("".join(set_cell_size(text, width) for text in line), style, limit=1)
        for line in zip_longest(*padded, fillvalue="")
    ]


def _come_to(at: Focus, width: int) -> list[Row]:
    """Return the outcome in a word, the count while it is not complete, and what comes next."""
    here = at.state.here
    if at.ruling is None:
        if at.vote is None:
            return []
        text = _("{n} af {all} talt")
        return [row(text.format(n=counted(at.vote), all=len(at.state.present)), limit=1)]
    word = _(OUTCOMES[outcome(at.ruling)])
    if cell_len(large := _spaced(word)) <= width:
        word = large
    turn = here.next_motion
    if turn is None or turn == at.motion:
        return [row(word, "bold", limit=1)]
    label = motion_label(here, turn, at.state)
    then = _("Nu: {what}").format(what=label)
    return [Row(((word, "bold"), (f"    {then}", "")), limit=1)]


def _spaced(word: str) -> str:
    return " ".join(word.upper())


def _middle(words: Sequence[str], width: int, height: int) -> list[Row]:
    """Return short texts in the middle of a page."""
    lines = []
    for number, text in enumerate(words):
        for line in wrap(row(text, "" if number else "bold"), max(1, width - 4)):
            plain = "".join(part for part, _style in line).rstrip()
            indent = " " * max(0, (width - cell_len(plain)) // 2)
            lines.append(row(indent + plain, "" if number else "bold", limit=1))
    return [*[row("")] * max(0, (height - len(lines)) // 2), *lines][: max(0, height)]


def _wrapped(rows: Sequence[Row], width: int) -> list[Row]:
    """Return a row a line of the screen."""
    return [Row(line, limit=1) for each in rows for line in wrap(each, width)]


def _start_of(rows: Sequence[Row], width: int, height: int) -> list[Row]:
    """Return the first lines of what is shown, with an ellipsis where that is not all."""
    lines = _wrapped(rows, width)
    if len(lines) <= height or height < 1:
        return lines[: max(0, height)]
    last = lines[height - 1]
    text = last.text.rstrip()
    cut = set_cell_size(text, max(0, min(cell_len(text), width - 2))).rstrip()
    return [*lines[: height - 1], row(f"{cut} …".lstrip(), last.runs[0][1] if last.runs else "")]


def _end_of(rows: Sequence[Row], width: int, height: int) -> list[Row]:
    """Return the end of a text under a blank line, as much of it as there is room for."""
    lines = _wrapped(rows, width)
    if not lines or height < 2:
        return []
    if len(lines) > height - 1:
        lines = lines[len(lines) - max(1, height - 2) :]
        while len(lines) > 1 and not lines[0].text.strip():
            lines = lines[1:]
        lines = [row("…"), *lines][-(height - 1) :]
    return [row(""), *lines]
