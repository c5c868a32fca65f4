"""The file: one SQLite database that a fact is in before its key is answered.

Plain ``sqlite3``, so that a meeting can be read and painted before SQLModel, half a second of
imports, is there; :mod:`clerk.db` holds the tables and comes in with the first fact.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clerk.core.encoding import decode, encode
from clerk.core.facts import Entry, MeetingCreated
from clerk.core.faults import NotSavedError, StoreError
from clerk.core.history import replay
from clerk.core.i18n import _
from clerk.core.people import Body, Mention
from clerk.core.remarks import EarlierRemark, Source
from clerk.core.state import State
from clerk.migrations import mend_guards
from clerk.opening import SQLITE_ERRORS, connect, damaged, reason, unusable

if TYPE_CHECKING:
    from clerk.projections import ItemRows, Wording
    from clerk.verify import Verdict


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """A meeting as the list shows it."""

    id: str
    body: str
    day: date
    closed: bool
    items: int
    decided: int


class Store:
    """The open database. One connection, one writer, used from one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path, wording: Wording) -> None:
        self._connection = connection
        self._path = path
        self._wording = wording

    @cached_property
    def _derive(self) -> ItemRows:
        return _deriving(self._wording)

    @classmethod
    def open(cls, path: Path, wording: Wording) -> Store:
        """Open the file, or make it; bring it up to date.

        Raises StoreError, with the file and the remedy, where it cannot be read or written, is
        damaged, is no clerk file or comes from a newer clerk.
        """
        return cls(
            connect(path, lambda opened: _rebuilt(opened, path, _deriving(wording))), path, wording
        )

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
        try:
            return [
                MeetingSummary(row[0], row[1], date.fromisoformat(row[2]), bool(row[3]), *row[4:])
                for row in rows
            ]
        except (ValueError, TypeError) as error:
            raise StoreError(damaged(self._path, error)) from error

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

    def fingerprint(self, state: State) -> str:
        """Return the fingerprint of a closed meeting's record, empty while it is open."""
        from clerk.chain import fingerprint

        rows = self._rows(
            "SELECT hash FROM seal WHERE meeting = ? ORDER BY number DESC LIMIT 1", state.meeting
        )
        return fingerprint(rows[0][0]) if rows and state.closed else ""

    def verify(self, meeting: str | None = None) -> list[Verdict]:
        """Return what a meeting, or every meeting and the file, is worth as a record."""
        from clerk.verify import verify

        try:
            self._connection.execute("BEGIN")  # all of one moment: the app may be writing
            try:
                return verify(self._connection, self._path, self._derive, meeting)
            finally:
                self._connection.execute("ROLLBACK")
        except SQLITE_ERRORS as error:
            raise StoreError(unusable(self._path, error)) from error

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
            "AND r.text <> '' AND r.kind IN ('remark', 'dissent', 'reservation') "
            "AND m.day <= (SELECT day FROM meeting WHERE id = ?) "
            "ORDER BY m.day, r.meeting, i.position, r.position",
            case_number,
            meeting,
            meeting,
        )
        return [
            EarlierRemark(
                Source(row[0], date.fromisoformat(row[1]), row[2], row[3]),
                tuple(Mention(*m) for m in json.loads(row[4])),
                row[5],
            )
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
        from clerk.chain import chained
        from clerk.writing import project  # half a second of imports; a thread fetches them early

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
            project(connection, before, after, self._derive)
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
        from clerk.writing import enrol

        with self._transaction() as connection:
            enrol(connection, body, since)

    def rebuild(self) -> int:
        """Derive all projections anew from the journal, and put back the triggers that guard
        the record; return the number of meetings."""
        with self._transaction() as connection:  # read in it too: the app may be writing
            mend_guards(connection)
            return _rebuilt(connection, self._path, self._derive)

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
            raise NotSavedError(_("ikke gemt: {why}").format(why=reason(error))) from error


def _deriving(wording: Wording) -> ItemRows:
    from clerk.projections import deriving  # not needed before something is recorded

    return deriving(wording)


def _rebuilt(connection: sqlite3.Connection, path: Path, derive: ItemRows) -> int:
    """Write all projections anew, inside the open transaction; return the number of meetings."""
    from clerk.writing import clear, project

    meetings = [row[0] for row in _read(connection, path, "SELECT DISTINCT meeting FROM journal")]
    states = [replay(read_entries(connection, path, meeting)) for meeting in meetings]
    clear(connection)
    for state in states:
        project(connection, None, state, derive)
    return len(states)


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
            raise StoreError(damaged(path, why))
        try:
            entries.append(Entry(number, datetime.fromisoformat(at), decode(kind, version, data)))
        except ValueError as error:  # also UnreadableFactError
            text = _("{path}: {meeting}, hændelse {n} kan ikke læses ({why}); nyere clerk?")
            raise StoreError(
                text.format(path=path, meeting=meeting, n=number, why=error)
            ) from error
    if entries and not after:
        first = entries[0].fact
        if not isinstance(first, MeetingCreated) or first.meeting != meeting:
            raise StoreError(damaged(path, f"{meeting}, 1: {type(first).__name__}"))
    return entries


def _read(connection: sqlite3.Connection, path: Path, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
    try:
        return connection.execute(query, values).fetchall()
    except SQLITE_ERRORS as error:
        raise StoreError(unusable(path, error)) from error
