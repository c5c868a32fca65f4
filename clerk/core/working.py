"""The recommendation as the adopted amendments have left it, point by point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from clerk.core.agenda import AgendaItem
from clerk.core.motions import Effect, Motion


class Change(StrEnum):
    """What adopted amendments have done to a point."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    DELETED = "deleted"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class WorkingPoint:
    """A point as it stands now. ``number`` is None for a point that an amendment added."""

    number: int | None
    text: str
    original: str
    change: Change = Change.KEPT


_BULLET = re.compile(r"(?m)^[ \t]*(?:[-–•*]|\d{1,3}[.)])[ \t]+")


def split_points(text: str) -> list[str]:
    """Split a text set in dashes, bullets or numbers into its points; one point where it is not.

    A pair of quotation marks round the whole is left out.
    """
    text = text.strip()
    if len(text) > 1 and text[0] in '"”“»' and text[-1] in '"”“«':
        text = text[1:-1].strip()
    parts = [part.strip() for part in _BULLET.split(text)]
    return [part for part in parts if part]


def working_points(item: AgendaItem, adopted: Iterable[Motion]) -> list[WorkingPoint]:
    """Return the recommendation as the adopted amendments have left it, in order.

    Deleted and postponed points stay in the list, marked, so that the clerk sees what became of
    them. A replacement with several points changes the first and adds the rest after it.
    """
    points = [WorkingPoint(point.number, point.text, point.text) for point in item.points]
    for motion in adopted:
        if motion.effect is Effect.ADD:
            points += [
                WorkingPoint(None, text, "", Change.ADDED) for text in split_points(motion.text)
            ]
        elif motion.effect is Effect.DELETE and motion.text:
            points = [_cut(point, motion) for point in points]
        elif motion.effect in (Effect.DELETE, Effect.WITHDRAW):
            points = _marked(points, motion, Change.DELETED)
        elif motion.effect is Effect.POSTPONE:
            points = _marked(points, motion, Change.POSTPONED)
        elif motion.effect is Effect.REPLACE:
            points = _replaced(points, motion)
    return points


def _cut(point: WorkingPoint, motion: Motion) -> WorkingPoint:
    """Return a point without the words that the motion deletes from it."""
    if point.number not in motion.points:
        return point
    text = re.sub(r" +(?=[ ,.;:])", "", point.text.replace(motion.text, "", 1)).strip()
    return replace(point, text=text, change=Change.CHANGED)


def _marked(points: list[WorkingPoint], motion: Motion, change: Change) -> list[WorkingPoint]:
    return [
        replace(point, change=change) if point.number in motion.points else point
        for point in points
    ]


def _replaced(points: list[WorkingPoint], motion: Motion) -> list[WorkingPoint]:
    new = split_points(motion.text)
    changed: list[WorkingPoint] = []
    placed = False
    for point in points:
        if point.number is None or point.number not in motion.points:
            changed.append(point)
        elif placed or not new:
            changed.append(replace(point, change=Change.DELETED))
        else:
            placed = True
            changed.append(replace(point, text=new[0], change=Change.CHANGED))
            changed += [WorkingPoint(None, text, "", Change.ADDED) for text in new[1:]]
    return changed
