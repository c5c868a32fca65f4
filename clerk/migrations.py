"""The ladder of the database: each step is applied once, in a transaction of its own."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from clerk.core.faults import StoreError
from clerk.core.i18n import _
from clerk.schema import FIRST, SECOND

APPLICATION_ID = 0x636C726B  # "clrk"

MIGRATIONS: tuple[tuple[str, str], ...] = (
    ("journal, register and projections", FIRST),
    ("seals, guards, and the projections of the room as it really is", SECOND),
)
"""The steps in order, by name. A landed step never changes; ``user_version`` counts them."""


def recognised(connection: sqlite3.Connection, path: Path) -> int:
    """Return how many steps the file has taken, 0 for an empty one; only reads.

    Raises StoreError for a file of a newer program or of another one.
    """
    # One statement: between two, another process could make the file.
    version, application, tables = connection.execute(
        "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master) "
        "FROM pragma_user_version, pragma_application_id"
    ).fetchone()
    if application != APPLICATION_ID and (application or version or tables):
        text = _("{path} er ikke en clerk-fil; flyt den, eller vælg en anden mappe med CLERK_HOME")
        raise StoreError(text.format(path=path))
    if version > len(MIGRATIONS):
        text = _("{path} er skrevet af en nyere clerk (skema {a}, her {b}); opdater programmet")
        raise StoreError(text.format(path=path, a=version, b=len(MIGRATIONS)))
    return int(version)


def migrate(
    connection: sqlite3.Connection, path: Path, derive: Callable[[], object] = lambda: None
) -> None:
    """Bring the file up to the last step, after a backup of an older one.

    The projections of an older file are not carried over: ``derive`` makes them anew, in the
    transaction of the last step. Raises StoreError as :func:`recognised` does. A step that fails
    leaves the file as it was before the step.
    """
    version = recognised(connection, path)
    if version == len(MIGRATIONS):
        return
    if version:
        _back_up(connection, path.with_name(f"{path.name}.v{version}.bak"), version)
    connection.execute("PRAGMA foreign_keys = OFF")  # cannot be changed inside a transaction
    for number, (_name, script) in enumerate(MIGRATIONS[version:], start=version + 1):
        last = version > 0 and number == len(MIGRATIONS)
        _step(connection, number, script, derive if last else None)
    connection.execute("PRAGMA foreign_keys = ON")


def missing_guards(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the triggers that the file lacks, or has in another form, by name."""
    made = sqlite3.connect(":memory:")
    try:
        for _name, script in MIGRATIONS:
            made.executescript(script)
        wanted = _triggers(made)
    finally:
        made.close()
    found = _triggers(connection)
    return {name: sql for name, sql in wanted.items() if found.get(name) != sql}


def mend_guards(connection: sqlite3.Connection) -> None:
    """Put the triggers back that the file lacks, inside the open transaction."""
    for name, sql in missing_guards(connection).items():
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        connection.execute(sql)


def _triggers(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)  # as private as the file itself
    copy = sqlite3.connect(part)
    try:
        connection.backup(copy)
        copied = _pragma(copy, "user_version")
    finally:
        copy.close()
    # Another process may have migrated meanwhile: its backup is then the one to keep.
    if copied == version:
        part.replace(path)
    else:
        part.unlink()


def _step(
    connection: sqlite3.Connection,
    number: int,
    script: str,
    derive: Callable[[], object] | None = None,
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have taken the step while this one waited for the lock.
        if _pragma(connection, "user_version") < number:
            for statement in _statements(script):
                connection.execute(statement)
            if derive is not None:
                derive()
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError("foreign keys do not hold")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back where the disk is full
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """Split a script into statements; ``executescript`` would commit the transaction."""
    statements, pending = [], ""
    for piece in script.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            if pending.strip() != ";":
                statements.append(pending)
            pending = ""
    return statements
