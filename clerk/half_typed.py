"""What the clerk is typing: kept on disk while it is no fact yet, and held while the disk refuses.

No Textual and no SQL here, as in :mod:`clerk.meeting`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from clerk.core.faults import NotSavedError

NOTE = "note:"
"""What the slot of a private note begins with, before the item's id."""

ADDITION = "addition"
"""The kind of the slots that hold an addition to a closed record while it is written. They belong
to no item."""

_FACT = ""
"""The key of a fact among what is not saved; the others are slots."""


class DraftStorage(Protocol):
    """Where half-typed text is kept."""

    def save_draft(self, meeting: str, slot: str, content: str) -> None:
        """Keep half-typed text; empty content removes it."""

    def drafts(self, meeting: str) -> dict[str, str]:
        """Return the half-typed texts by slot."""


class HalfTyped:
    """The half-typed texts of one meeting by their slots, and why the last thing is not on disk."""

    def __init__(self, meeting: str, storage: DraftStorage) -> None:
        self.unsaved: dict[str, str] = {}
        self._meeting = meeting
        self._storage = storage
        self._kept: dict[str, str] | None = None
        self._faults: dict[str, str] = {}

    def texts(self) -> dict[str, str]:
        """Return the texts by slot, those that are not on disk yet too. The file is asked once:
        nobody else writes them while the meeting is open."""
        if self._kept is None:
            self._kept = self._storage.drafts(self._meeting)
        kept = self._kept | self.unsaved
        return {slot: content for slot, content in kept.items() if content}

    def save(self, slot: str, content: str) -> None:
        """Keep a text under ``slot``; an empty one removes it. What cannot be saved is in
        ``unsaved`` until :meth:`retry` has put it on disk. A meeting that is closed keeps texts
        too: no text is lost because its meeting has ended."""
        self.unsaved[slot] = content
        with self.writing(slot):
            self._storage.save_draft(self._meeting, slot, content)
        self.taken(slot, content)

    def hold(self, slot: str, content: str) -> None:
        """Take a text in while the file takes no writing: to wait for it at every key would stop
        the clerk's hands. The next :meth:`retry` saves it."""
        self.unsaved[slot] = content

    def retry(self) -> None:
        """Try again to save what is unsaved. Raises NotSavedError where that still fails."""
        for slot, content in list(self.unsaved.items()):
            self.save(slot, content)

    @property
    def fault(self) -> str:
        """Why the last fact or a text is not on disk; empty while all is."""
        return next(iter(self._faults.values()), "")

    @contextmanager
    def writing(self, what: str = _FACT) -> Iterator[None]:
        """Remember why it fails, where what is done inside does not reach the disk: the text of a
        slot, or a fact."""
        try:
            yield
        except NotSavedError as error:
            self._faults[what] = str(error)
            raise
        self._faults.pop(what, None)

    def taken(self, slot: str, content: str = "") -> None:
        """Know that the disk has this text now; none where a fact took its place."""
        if self._kept is not None:
            self._kept[slot] = content
        self.unsaved.pop(slot, None)
        self._faults.pop(slot, None)
