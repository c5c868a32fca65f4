"""The file: one SQLite database that a fact is in before its key is answered.

Plain ``sqlite3``, so that a meeting can be read and painted before SQLModel, half a second of
imports, is there; :mod:`clerk.db` holds the tables and comes in with the first fact.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import monotonic, sleep

from clerk.core.encoding import decode, encode
from clerk.core.entry import Mention
from clerk.core.facts import Entry
from clerk.core.faults import NotSavedError, StoreError
from clerk.core.history import replay
from clerk.core.i18n import _
from clerk.core.people import Body
from clerk.core.remarks import EarlierRemark, Source
from clerk.core.state import State
from clerk.migrations import migrate, recognised
from clerk.projections import Wording

_CHECKPOINT_PAGES = 10_000
"""Pages of write-ahead log before SQLite folds it in: far off, so that no key pays for it."""

_PATIENCE = 2.0
"""Seconds to wait for another process that holds the file."""


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """A meeting as the list shows it."""

    id: str
    body: str
    day: date
    closed: bool
    items: int
    decided: int


def chained(previous: str, meeting: str, number: int, at: str, data: tuple[str, int, str]) -> str:
    """Return the hash of a fact: SHA-256 over the hash before it and its own fields."""
    fields = json.dumps([previous, meeting, number, at, *data], ensure_ascii=False)
    return hashlib.sha256(fields.encode()).hexdigest()


class Store:
    """The open database. One connection, one writer, used from one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path, wording: Wording) -> None:
        self._connection = connection
        self._path = path
        self._wording = wording

    @classmethod
    def open(cls, path: Path, wording: Wording) -> Store:
        """Open the file, or make it; bring it up to date.

        Raises StoreError, with the file and the remedy, where it cannot be read or written, is
        damaged, is no clerk file or comes from a newer clerk.
        """
        connection: sqlite3.Connection | None = None
        try:
            if not path.exists():
                path.touch(mode=0o600)
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000:.0f}")
            recognised(connection, path)  # the next line writes in a file that is not WAL yet
            mode = _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
            if mode != "wal":
                text = _(
                    "{path} ligger, hvor SQLite ikke kan sikre den (et netværksdrev?); flyt den"
                )
                raise StoreError(text.format(path=path))
            migrate(connection, path)
        except (sqlite3.Error, OSError, StoreError) as error:
            if connection is not None:
                connection.close()
            if isinstance(error, StoreError):
                raise
            raise StoreError(_unusable(path, error)) from error
        return cls(connection, path, wording)

    def close(self) -> None:
        """Fold the write-ahead log in and close the file."""
        # A checkpoint that fails loses nothing: all is in the log, the next opening folds it in.
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._connection.close()

    # Reading

    def meetings(self) -> list[MeetingSummary]:
        """Return all meetings, newest first."""
        rows = self._rows(
            "SELECT id, body, day, closed, items, decided FROM meeting ORDER BY day DESC, id"
        )
        return [
            MeetingSummary(row[0], row[1], date.fromisoformat(row[2]), bool(row[3]), *row[4:])
            for row in rows
        ]

    def last_meeting(self) -> str | None:
        """Return the open meeting that was written to last."""
        rows = self._rows(
            "SELECT meeting FROM journal JOIN meeting ON meeting.id = journal.meeting "
            "WHERE NOT closed ORDER BY journal.id DESC LIMIT 1"
        )
        return str(rows[0][0]) if rows else None

    def entries(self, meeting: str) -> list[Entry]:
        """Return the meeting's journal; StoreError where a fact is missing or cannot be read."""
        return read_entries(self._connection, self._path, meeting)

    def drafts(self, meeting: str) -> dict[str, str]:
        """Return the half-typed texts of a meeting by slot."""
        return dict(self._rows("SELECT slot, content FROM draft WHERE meeting = ?", meeting))

    def earlier_remarks(self, case_number: str, meeting: str) -> list[EarlierRemark]:
        """Return the remarks given in a case at other meetings up to this one's day, oldest
        first; none where the case has no number."""
        if not case_number:
            return []
        rows = self._rows(
            "SELECT m.body, m.day, r.meeting, r.id, r.authors, r.text FROM remark r "
            "JOIN item i ON i.meeting = r.meeting AND i.id = r.item "
            "JOIN meeting m ON m.id = r.meeting "
            "WHERE i.case_number = ? AND r.meeting <> ? "
            "AND m.day <= (SELECT day FROM meeting WHERE id = ?) "
            "ORDER BY m.day, r.meeting, i.position, r.position",
            case_number,
            meeting,
            meeting,
        )
        return [
            EarlierRemark(Source(*row[:4]), tuple(Mention(*m) for m in json.loads(row[4])), row[5])
            for row in rows
        ]

    def _rows(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        return _read(self._connection, self._path, query, *values)

    # Writing

    def append(
        self,
        meeting: str,
        entries: Sequence[Entry],
        before: State | None,
        after: State,
        settled: str | None = None,
    ) -> None:
        """Put entries on disk with their projections, all or none, and drop the draft that they
        settle. Raises NotSavedError; the state of the file is then as before."""
        from clerk.db import project  # half a second of imports; a thread fetches them early

        with self._transaction() as connection:
            rows = connection.execute(
                "SELECT hash FROM journal WHERE meeting = ? ORDER BY number DESC LIMIT 1",
                (meeting,),
            ).fetchall()
            previous = rows[0][0] if rows else ""
            for entry in entries:
                data = (type(entry.fact).__name__, entry.fact.VERSION, encode(entry.fact))
                at = entry.at.isoformat()
                previous = chained(previous, meeting, entry.number, at, data)
                connection.execute(
                    "INSERT INTO journal (meeting, number, at, kind, version, data, hash) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (meeting, entry.number, at, *data, previous),
                )
            project(connection, before, after, self._wording)
            if settled is not None:
                connection.execute(
                    "DELETE FROM draft WHERE meeting = ? AND slot = ?", (meeting, settled)
                )

    def save_draft(self, meeting: str, slot: str, content: str) -> None:
        """Keep half-typed text; empty content removes it. Raises NotSavedError."""
        with self._transaction() as connection:
            if content:
                connection.execute(
                    "INSERT INTO draft VALUES (?, ?, ?) ON CONFLICT (meeting, slot) "
                    "DO UPDATE SET content = excluded.content",
                    (meeting, slot, content),
                )
            else:
                connection.execute(
                    "DELETE FROM draft WHERE meeting = ? AND slot = ?", (meeting, slot)
                )

    def enrol(self, body: Body, since: date) -> None:
        """Put a body with its parties and members in the register, or bring it up to date."""
        from clerk.db import enrol

        with self._transaction() as connection:
            enrol(connection, body, since)

    def rebuild(self) -> int:
        """Derive all projections anew from the journal; return the number of meetings."""
        from clerk.db import clear, project

        with self._transaction() as connection:  # read in it too: the app may be writing
            meetings = [row[0] for row in self._rows("SELECT DISTINCT meeting FROM journal")]
            states = [replay(self.entries(meeting)) for meeting in meetings]
            clear(connection)
            for state in states:
                project(connection, None, state, self._wording)
        return len(states)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except (sqlite3.Error, OSError, UnicodeEncodeError) as error:  # half a sign is no UTF-8
            raise NotSavedError(_("ikke gemt: {why}").format(why=_reason(error))) from error


def read_entries(
    connection: sqlite3.Connection, path: Path, meeting: str, after: int = 0
) -> list[Entry]:
    """Return what a meeting's journal holds after fact number ``after``.

    StoreError where a fact is missing or cannot be read.
    """
    entries: list[Entry] = []
    for number, at, kind, version, data in _read(
        connection,
        path,
        "SELECT number, at, kind, version, data FROM journal "
        "WHERE meeting = ? AND number > ? ORDER BY number",
        meeting,
        after,
    ):
        if number != after + len(entries) + 1:
            why = f"{meeting}, {after + len(entries) + 1}: {_('mangler')}"
            raise StoreError(_damaged(path, why))
        try:
            entries.append(Entry(number, datetime.fromisoformat(at), decode(kind, version, data)))
        except ValueError as error:  # also UnreadableFactError
            text = _("{path}: {meeting}, hændelse {n} kan ikke læses ({why}); nyere clerk?")
            raise StoreError(
                text.format(path=path, meeting=meeting, n=number, why=error)
            ) from error
    return entries


def _read(connection: sqlite3.Connection, path: Path, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.Error as error:
        raise StoreError(_unusable(path, error)) from error


def _write_ahead(connection: sqlite3.Connection) -> str:
    """Switch to the write-ahead log; return the journal mode that the file then has.

    SQLite does not wait for this lock by itself: where several processes make the file at the
    same moment, all but one would be told that it is locked.
    """
    end = monotonic() + _PATIENCE
    while True:
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if not _code(error).startswith("SQLITE_BUSY") or monotonic() > end:
                raise
            sleep(0.01)


def _code(error: Exception) -> str:
    return getattr(error, "sqlite_errorname", "")


def _reason(error: Exception) -> str:
    name = _code(error)
    if name.startswith("SQLITE_FULL"):
        return _("disken er fuld")
    if name.startswith("SQLITE_BUSY"):
        return _("filen er låst af et andet program")
    if name.startswith("SQLITE_READONLY"):
        return _("filen kan ikke skrives")
    if name.startswith("SQLITE_CONSTRAINT"):
        return _("en anden kopi af programmet har skrevet i mødet; start igen")
    if name.startswith("SQLITE_IOERR"):
        return _("disken svarer med en fejl ({name})").format(name=name)
    return str(error)


def _damaged(path: Path, why: object) -> str:
    text = _("{path} er beskadiget ({why}); flyt den, og læg en sikkerhedskopi i stedet")
    return text.format(path=path, why=why)


def _unusable(path: Path, error: Exception) -> str:
    name = _code(error)
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return _damaged(path, error)
    if name.startswith("SQLITE_BUSY"):
        text = _("{path} er låst af et andet program ({why}); luk det først")
    else:
        text = _("{path} kan ikke åbnes ({why}); se mappens og filens rettigheder og pladsen")
    return text.format(path=path, why=getattr(error, "strerror", None) or error)
