"""The ladder of the database: each step is applied once, in a transaction of its own."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from clerk.core.faults import StoreError
from clerk.core.i18n import _

APPLICATION_ID = 0x636C726B  # "clrk"

_FIRST = """
CREATE TABLE body (
    id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, short TEXT NOT NULL,
    municipality TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('committee', 'council')),
    seats INTEGER NOT NULL CHECK (seats > 0), style TEXT NOT NULL
) STRICT;
CREATE TABLE party (
    body TEXT NOT NULL REFERENCES body (id), code TEXT NOT NULL, position INTEGER NOT NULL,
    forms TEXT NOT NULL, PRIMARY KEY (body, code)
) STRICT;
CREATE TABLE member (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE mandate (
    body TEXT NOT NULL REFERENCES body (id), member TEXT NOT NULL REFERENCES member (id),
    party TEXT, role TEXT NOT NULL, position INTEGER NOT NULL, since TEXT NOT NULL, until TEXT,
    PRIMARY KEY (body, member, since)
) STRICT;
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, meeting TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0), at TEXT NOT NULL, kind TEXT NOT NULL,
    version INTEGER NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL,
    UNIQUE (meeting, number)
) STRICT;
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TABLE draft (
    meeting TEXT NOT NULL, slot TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (meeting, slot)
) STRICT;
CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, day TEXT NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)), items INTEGER NOT NULL,
    decided INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_day ON meeting (day);
CREATE TABLE item (
    meeting TEXT NOT NULL REFERENCES meeting (id), id TEXT NOT NULL, position INTEGER NOT NULL,
    number TEXT NOT NULL, title TEXT NOT NULL, case_number TEXT NOT NULL,
    outcome TEXT, read INTEGER NOT NULL CHECK (read IN (0, 1)), PRIMARY KEY (meeting, id)
) STRICT;
CREATE INDEX item_case ON item (case_number);
CREATE TABLE motion (
    meeting TEXT NOT NULL, item TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    effect TEXT NOT NULL, movers TEXT NOT NULL, points TEXT NOT NULL, text TEXT NOT NULL,
    outcome TEXT, PRIMARY KEY (meeting, item, id),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT;
CREATE TABLE vote (
    meeting TEXT NOT NULL, item TEXT NOT NULL, motion TEXT NOT NULL, member TEXT NOT NULL,
    name TEXT NOT NULL, party TEXT,
    side TEXT NOT NULL CHECK (side IN ('for', 'against', 'abstained', 'not_voting')),
    position INTEGER NOT NULL, PRIMARY KEY (meeting, item, motion, member),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT;
CREATE TABLE remark (
    meeting TEXT NOT NULL, item TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    authors TEXT NOT NULL, author_names TEXT NOT NULL, text TEXT NOT NULL,
    carried_body TEXT, carried_day TEXT, PRIMARY KEY (meeting, item, id),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT;
CREATE TABLE decision (
    meeting TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (meeting, item),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT;
"""

MIGRATIONS: tuple[tuple[str, str], ...] = (("journal, register and projections", _FIRST),)
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


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file up to the last step, after a backup of an older one.

    Raises StoreError as :func:`recognised` does. A step that fails leaves the file as it was
    before the step.
    """
    version = recognised(connection, path)
    if version == len(MIGRATIONS):
        return
    if version:
        _back_up(connection, path.with_name(f"{path.name}.v{version}.bak"), version)
    connection.execute("PRAGMA foreign_keys = OFF")  # cannot be changed inside a transaction
    for number, (_name, script) in enumerate(MIGRATIONS[version:], start=version + 1):
        _step(connection, number, script)
    connection.execute("PRAGMA foreign_keys = ON")


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


def _step(connection: sqlite3.Connection, number: int, script: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have taken the step while this one waited for the lock.
        if _pragma(connection, "user_version") < number:
            for statement in _statements(script):
                connection.execute(statement)
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
