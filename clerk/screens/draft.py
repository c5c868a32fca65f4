"""Half-typed text on its way to disk: at most half a second is ever at stake."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from textual.timer import Timer
from textual.widget import Widget

from clerk.core.faults import NotSavedError
from clerk.half_typed import ADDITION, NOTE
from clerk.meeting import OpenMeeting

AUTOSAVE_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a draft: what is being written, on which item, about which motion or remark
    (empty for a new one)."""

    kind: str
    item: str
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.item}:{self.subject}"

    @property
    def private(self) -> bool:
        """Whether it holds the clerk's note to self, which is text and no fields."""
        return str(self).startswith(NOTE)

    @classmethod
    def read(cls, name: str) -> Slot:
        """Return the slot of this name."""
        kind, item, subject = [*name.split(":", 2), "", ""][:3]
        return cls(kind, item, subject)


def read_draft(content: str | None) -> dict[str, Any] | None:
    """Return a draft's fields, None where there is none or it does not read as one."""
    try:
        fields = json.loads(content) if content else None
    except ValueError:
        return None
    return fields if isinstance(fields, dict) else None


def half_written(meeting: OpenMeeting) -> list[str]:
    """Return the kinds of what is half written on the current item; a note to oneself is no part
    of the record and never finished."""
    slots = map(Slot.read, meeting.drafts())
    return [slot.kind for slot in slots if slot.item == meeting.here.item.id and not slot.private]


def unfinished(meeting: OpenMeeting) -> list[Slot]:
    """Return what is half written for the record, on any item, in the order of the agenda."""
    slots = [slot for slot in map(Slot.read, meeting.drafts()) if not slot.private]
    place = {item: at for at, item in enumerate(meeting.state.items)}
    record = [slot for slot in slots if slot.kind != ADDITION and slot.item in place]
    return sorted(record, key=lambda slot: place[slot.item])


def interrupted(meeting: OpenMeeting) -> Slot | None:
    """Return what was being typed in on the current item when the program ended."""
    for name, content in meeting.drafts().items():
        slot, fields = Slot.read(name), read_draft(content)
        if slot.private or slot.item != meeting.here.item.id:
            continue
        if fields and fields.get("open"):
            return slot
    return None


class Draft:
    """Keeps what is being typed in one form.

    The first change starts a clock and all changes until it rings are saved at once, so that
    somebody who types without a pause is saved too. It touches no widget: the last
    :meth:`flush` runs when they are gone.
    """

    def __init__(self, owner: Widget, meeting: OpenMeeting, slot: str = "") -> None:
        self._owner = owner
        self._half_typed = meeting.half_typed
        self.slot = slot
        self._fields: dict[str, Any] | None = None
        self._dirty = False
        self._timer: Timer | None = None

    def change(self, fields: dict[str, Any] | None) -> None:
        """Take the form's new content; None when there is nothing worth keeping."""
        self._fields = fields
        self._dirty = True
        if self._half_typed.unsaved:
            self.flush()  # into the meeting's hands at once: nothing is written now
        elif self._timer is None:
            self._timer = self._owner.set_timer(AUTOSAVE_SECONDS, self.flush)

    def flush(self) -> None:
        """Save now what has changed. What cannot be saved the meeting holds; it is told for as long
        as that lasts, and tried again."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self._dirty:
            return
        self._dirty = False
        content = self.content(self._fields) if self._fields is not None else ""
        if self._half_typed.unsaved:
            self._half_typed.hold(self.slot, content)
            return
        with suppress(NotSavedError):
            self._half_typed.save(self.slot, content)

    def content(self, fields: dict[str, Any]) -> str:
        """Return the fields as they are kept."""
        return json.dumps(fields, ensure_ascii=False)

    def settle(self) -> None:
        """Forget the draft: the fact that took its place is on disk."""
        self._dirty = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
