"""While the file takes no writing: what is unsaved is tried again, told, and put in a file
elsewhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic

from clerk.core.danish import capitalised
from clerk.core.faults import NotSavedError
from clerk.core.i18n import _
from clerk.core.style import Style
from clerk.half_typed import HalfTyped
from clerk.keymap import shown
from clerk.meeting import OpenMeeting

LOOK_SECONDS = 0.5
"""Between two looks at whether all is saved."""

RETRY_SECONDS = 2.0
"""Between two attempts to save: each may wait for another program that holds the file."""


def _now() -> datetime:
    return datetime.now().astimezone()


class Lifeboat:
    """Looks after what the open meeting could not save."""

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.retry_seconds = RETRY_SECONDS
        self._clock = clock
        self._meeting: OpenMeeting | None = None
        self._style: Style | None = None
        self._half_typed: HalfTyped | None = None
        self._tried = 0.0

    def launch(self, meeting: OpenMeeting, style: Style) -> None:
        """Look after this meeting from now on."""
        self._meeting, self._style, self._half_typed = meeting, style, meeting.half_typed

    def look(self) -> tuple[str, ...]:
        """Try again when it is time; return what the screen is to say, nothing while all is
        saved."""
        typed = self._half_typed
        if typed is None:
            return ()
        if typed.unsaved and monotonic() - self._tried > self.retry_seconds:
            self._retry(typed)
            self._tried = monotonic()
        if not typed.fault:
            return ()
        key = shown("f2")
        if typed.unsaved:
            text = _(
                "Det skrevne står her og forsøges gemt igen. {key} skriver det i en anden fil."
            )
        else:
            text = _("Prøv igen. {key} skriver protokollen, som den står, i en anden fil.")
        return (capitalised(typed.fault), text.format(key=key))

    def _retry(self, typed: HalfTyped) -> None:
        try:
            typed.retry()
        except NotSavedError:
            return  # it stays in ``unsaved`` and is told by :meth:`look`

    def write_elsewhere(self) -> tuple[str, bool]:
        """Write the half-typed texts and the minutes so far in a file elsewhere; return what to
        say, and whether it went well."""
        if self._meeting is None or self._style is None:
            return _("Der er intet møde åbent."), False
        text = rescued_text(self._meeting, self._style)
        try:
            path = rescue_file(text, self._clock())
        except OSError as error:
            why = error.strerror or error
            return _("Filen blev heller ikke skrevet: {why}").format(why=why), False
        return _("Skrevet i {path}").format(path=path), True

    def left_behind(self) -> str:
        """The meeting is left: where something is still unsaved, put it in a file and return what
        to say of it; empty where all is saved."""
        typed = self._half_typed
        if typed is None or not typed.unsaved:
            return ""
        self._retry(typed)
        if not typed.unsaved:
            return ""
        told = f"{typed.fault}. {self.write_elsewhere()[0]}"
        typed.unsaved.clear()
        return told


def rescued_text(meeting: OpenMeeting, style: Style) -> str:
    """Return the half-typed texts of the meeting, and its minutes as they stand."""
    from clerk.core.minutes import minutes  # not wanted before the first paint
    from clerk.exports.text import as_text
    from clerk.screens.draft import Slot, read_draft

    parts = []
    for name, content in meeting.drafts().items():
        here = meeting.state.items.get(Slot.read(name).item)
        heading = f"{here.item.number}. {here.item.title}" if here else name
        fields = read_draft(content) or {"": content}
        written = [value for value in fields.values() if isinstance(value, str) and value]
        parts.append("\n\n".join((f"== {_('Halvskrevet')}: {heading}", *written)))
    parts.append(as_text(minutes(meeting.state, style)))
    return "\n\n".join(parts) + "\n"


def rescue_file(text: str, now: datetime) -> Path:
    """Write the text in the home folder, or in the system's folder for temporary files where that
    takes none either; return the file. OSError where neither does."""
    name = f"clerk-redning-{now:%Y-%m-%d-%H%M%S}.txt"
    try:
        return _written(Path.home() / name, text)
    except (OSError, RuntimeError):
        return _written(Path(tempfile.gettempdir()) / name, text)


def _written(path: Path, text: str) -> Path:
    """Write the file for its owner's eyes alone: closed items may be in it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return path
