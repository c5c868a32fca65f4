"""The file as another window reads it: what is new since the last look, and never a write.

The clerk's lock is not taken and no transaction outlives a look, so that the clerk neither waits
for a reader nor finds one in the way. Of the half-typed texts only votes are read: a private note
or a remark that nobody has given yet does not leave the file.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from clerk.core.faults import StoreError
from clerk.core.history import History
from clerk.core.i18n import _
from clerk.core.public import Seen, Typed
from clerk.migrations import recognised
from clerk.store import read_entries

PATIENCE = 10
"""Looks that may fail in a row while what was seen last stands: a restart is no reason to
blink."""

_Stamp = tuple[int, int, int, int] | None


class Following:
    """Looks at one file time and again: at ``meeting``, or at the one being recorded."""

    def __init__(self, path: Path, meeting: str | None = None) -> None:
        self._path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._asked = meeting
        self._seen = Seen(waiting=_("der er ikke noget møde endnu"))
        self._stamps: tuple[_Stamp, ...] = ()
        self._again = True
        self._failed = PATIENCE
        self._meeting: str | None = None
        self._history = History()
        self._hash = ""

    def look(self) -> Seen:
        """Return what is to be seen now: the very same object while nothing has changed."""
        stamps = (_stamp(self._path), _stamp(self._log))
        changed = stamps != self._stamps
        if not (changed or self._again):
            return self._seen
        # Two writes in one tick of the file system's clock leave the same stamp: after each
        # change one look more.
        self._stamps, self._again = stamps, changed
        try:
            seen = self._read(logged=stamps[1] is not None)
        except (sqlite3.Error, StoreError, OSError) as error:
            self._again = True
            self._failed += 1
            if self._failed < PATIENCE:
                return self._seen
            seen = Seen(waiting=self._why(error))
        else:
            self._failed = 0
        if seen != self._seen:
            self._seen = seen
        return self._seen

    def _read(self, logged: bool) -> Seen:
        with closing(self._connect(logged)) as connection:
            connection.execute("BEGIN")  # facts and votes of one moment
            if not recognised(connection, self._path):
                return Seen(waiting=_("der er ikke noget møde endnu"))
            meeting = self._asked or self._recorded(connection)
            if meeting is None:
                return Seen(waiting=_("der er ikke noget møde endnu"))
            self._catch_up(connection, meeting)
            if self._history.state is None:
                return Seen(waiting=_("der er intet møde {id}").format(id=meeting))
            return Seen(self._history.state, _typed(connection, meeting))

    def _connect(self, logged: bool) -> sqlite3.Connection:
        """Open the file so that nothing is written, not even beside it.

        Where a write-ahead log lies there, its index is opened to read as well. Without one
        nobody writes: the file stands still, and a plain read-only connection would make both.
        """
        how = "readonly_shm=1" if logged else "immutable=1"
        address = f"{self._path.absolute().as_uri()}?mode=ro&{how}"
        return sqlite3.connect(address, timeout=0, isolation_level=None, uri=True)

    def _recorded(self, connection: sqlite3.Connection) -> str | None:
        """Return the open meeting that was written to last; the one seen last stays when it
        closes, until another one is written to."""
        row = connection.execute(
            "SELECT id, (SELECT journal.id FROM journal WHERE journal.meeting = meeting.id "
            "ORDER BY number DESC LIMIT 1) AS written "
            "FROM meeting WHERE NOT closed OR id = ? ORDER BY written DESC LIMIT 1",
            (self._meeting,),
        ).fetchone()
        if row is None:  # all are closed
            row = connection.execute("SELECT meeting FROM journal ORDER BY id DESC").fetchone()
        return None if row is None else str(row[0])

    def _catch_up(self, connection: sqlite3.Connection, meeting: str) -> None:
        """Read what is new in the journal; all of it where it is another one than before, such
        as a backup put in its place."""
        if meeting != self._meeting or self._hash_of_last(connection) != self._hash:
            self._meeting, self._history, self._hash = meeting, History(), ""
        for entry in read_entries(connection, self._path, meeting, self._history.last_number):
            try:
                self._history.add(entry)
            except (ValueError, LookupError, TypeError) as error:  # a fact that cannot be here
                self._meeting = None
                text = _("{meeting}, hændelse {n} passer ikke med de foregående ({why})")
                raise StoreError(text.format(meeting=meeting, n=entry.number, why=error)) from error
        self._hash = self._hash_of_last(connection)

    def _hash_of_last(self, connection: sqlite3.Connection) -> str:
        row = connection.execute(
            "SELECT hash FROM journal WHERE meeting = ? AND number = ?",
            (self._meeting, self._history.last_number),
        ).fetchone()
        return "" if row is None else str(row[0])

    def _why(self, error: Exception) -> str:
        if isinstance(error, StoreError):
            return str(error)
        if self._stamps[0] is None:
            return _("der er ingen fil {path} endnu").format(path=self._path)
        return _("{path} kan ikke læses nu ({why})").format(path=self._path, why=error)


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _typed(connection: sqlite3.Connection, meeting: str) -> tuple[Typed, ...]:
    """Return the vote lines that are being typed, those that were left aside not among them."""
    found = []
    for slot, content in connection.execute(
        "SELECT slot, content FROM draft WHERE meeting = ? AND slot LIKE 'vote:%' ORDER BY rowid",
        (meeting,),
    ):
        _kind, item, motion = [*slot.split(":", 2), ""][:3]
        try:
            fields = json.loads(content)
        except ValueError:
            continue
        if isinstance(fields, dict) and fields.get("open") and isinstance(fields.get("text"), str):
            found.append(Typed(item, motion, fields["text"]))
    return tuple(found)
