"""The recommendation before and after the amendments, word for word."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.compare import Edit, Piece, word_diff
from clerk.core.i18n import _
from clerk.core.motions import Motion
from clerk.core.working import Change
from clerk.keymap import COMPARE
from clerk.meeting import OpenMeeting
from clerk.screens.base import bindings
from clerk.screens.paper import Row, row
from clerk.screens.reading import ReadingScreen


class CompareScreen(ReadingScreen[None]):
    """What the adopted amendments, and the chosen or next open one, do to each point.

    Words that go out stand in [- -], words that come in in {+ +}, so that it reads without
    colour too.
    """

    KEYS = COMPARE
    BINDINGS = bindings(COMPARE)

    def __init__(self, meeting: OpenMeeting, chosen: str | None) -> None:
        super().__init__()
        self._meeting = meeting
        here = meeting.here
        motion_id = chosen or here.next_motion
        self._trying: list[Motion] = [
            m for m in here.motions if m.id == motion_id and m.id not in here.rulings
        ]

    def heading(self) -> list[Row]:
        tried = _(", hvis forslaget vedtages") if self._trying else ""
        title = _("Indstillingen før og efter")
        return [row(f" {title}{tried}", "bold", limit=1)]

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        for point in self._meeting.here.working_points(self._trying):
            label = f"{point.number}. " if point.number else "+ "
            new = "" if point.change is Change.DELETED else point.text
            runs: list[tuple[str, str]] = [(label, "bold")]
            if point.change is Change.POSTPONED:
                runs.append((_("[udsat] "), "bold"))
            runs += difference(word_diff(point.original, new))
            rows += [Row(tuple(runs), 3), row("")]
        return rows or [row(_("Punktet har ingen indstilling i punkter."))]


def difference(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """Return a comparison as runs of a row."""
    runs = []
    for piece in pieces:
        if piece.edit is Edit.SAME:
            runs.append((piece.text, ""))
        elif piece.edit is Edit.OUT:
            runs.append((f" [-{piece.text.strip()}-]", "strike"))
        else:
            runs.append((f" {{+{piece.text.strip()}+}}", "bold underline"))
    return runs
