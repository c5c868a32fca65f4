"""Opening the file: made where there is none, brought up to date, and what is said where that
cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from clerk.core.faults import StoreError
from clerk.core.i18n import _
from clerk.migrations import migrate, recognised

_CHECKPOINT_PAGES = 10_000
"""Pages of write-ahead log before SQLite folds it in: far off, so that no key pays for it."""

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises on a bad file; the last where its own message quotes what is damaged."""

_PATIENCE = 2.0
"""Seconds to wait for another process that holds the file."""


def connect(path: Path, derive: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    """Open the file, or make it; bring it up to date. ``derive`` makes the projections of an older
    one anew, inside the open transaction.

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
            text = _("{path} ligger, hvor SQLite ikke kan sikre den (et netværksdrev?); flyt den")
            raise StoreError(text.format(path=path))
        opened = connection
        migrate(opened, path, lambda: derive(opened))
    except (*SQLITE_ERRORS, OSError, StoreError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, StoreError):
            raise
        raise StoreError(unusable(path, error)) from error
    return connection


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


def reason(error: Exception) -> str:
    """Return why something could not be written, for the clerk."""
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


def damaged(path: Path, why: object) -> str:
    """Return the message for a file that does not hold what it should."""
    text = _("{path} er beskadiget ({why}); flyt den, og læg en sikkerhedskopi i stedet")
    return text.format(path=path, why=why)


def unusable(path: Path, error: Exception) -> str:
    """Return the message for a file that cannot be opened or read, with the remedy."""
    name = _code(error)
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT") or isinstance(error, UnicodeDecodeError):
        return damaged(path, error)
    if name.startswith("SQLITE_BUSY"):
        text = _("{path} er låst af et andet program ({why}); luk det først")
    else:
        text = _("{path} kan ikke åbnes ({why}); se mappens og filens rettigheder og pladsen")
    return text.format(path=path, why=getattr(error, "strerror", None) or error)
