"""How the register and the projections are written: only what has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from functools import cache

from sqlalchemy import delete, insert
from sqlalchemy.dialects import sqlite

from clerk.core.people import Body
from clerk.core.state import State
from clerk.db import TABLES
from clerk.item_rows import Row
from clerk.projections import DERIVED, ItemRows, body_rows, changes, mandate_rows


def project(
    connection: sqlite3.Connection, before: State | None, after: State, derive: ItemRows
) -> None:
    """Write what differs between the projections of two states, inside the open transaction."""
    old, new = changes(before, after, derive)
    guarded = after.closed or (before is not None and before.closed)
    if guarded:
        _unseal(connection, [after.meeting])
    # Parents are changed in place, so that their children's references hold throughout.
    for table in reversed(DERIVED):
        _drop(connection, table, old[table], new[table])
    for table in DERIVED:
        _write(connection, table, new[table] - old[table])
    if guarded:
        _seal(connection)


def clear(connection: sqlite3.Connection) -> None:
    """Empty every projection, inside the open transaction."""
    _unseal(connection, [row[0] for row in connection.execute("SELECT id FROM meeting")])
    for table in reversed(DERIVED):
        connection.execute(f"DELETE FROM {table}")
    _seal(connection)


def enrol(connection: sqlite3.Connection, body: Body, since: date) -> None:
    """Put a body, its parties and its members in the register, inside the open transaction.

    A member who has an open mandate keeps it; one who is new gets a mandate from ``since``.
    """
    for table, rows in body_rows(body).items():
        _write(connection, table, rows)
    seated = connection.execute(
        "SELECT member FROM mandate WHERE body = ? AND until IS NULL", (body.id,)
    )
    _write(connection, "mandate", mandate_rows(body, since, [row[0] for row in seated]))


def _unseal(connection: sqlite3.Connection, meetings: Iterable[str]) -> None:
    """Open the rows of these meetings to writing, until :func:`_seal` or the transaction's end."""
    connection.executemany("INSERT INTO unsealed VALUES (?)", [(m,) for m in meetings])


def _seal(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM unsealed")


def _drop(connection: sqlite3.Connection, table: str, old: set[Row], new: set[Row]) -> None:
    if old == new:
        return
    statement, key = _delete(table)
    kept = {tuple(row[at] for at in key) for row in new}
    gone = {tuple(row[at] for at in key) for row in old} - kept
    if gone:
        connection.executemany(statement, list(gone))


def _write(connection: sqlite3.Connection, table: str, rows: set[Row]) -> None:
    if rows:
        connection.executemany(_upsert(table), list(rows))


@cache
def _delete(name: str) -> tuple[str, tuple[int, ...]]:
    """Return the statement that deletes a row by its key, and where the key stands in a row."""
    table = TABLES[name]
    key = list(table.primary_key.columns)
    statement = delete(table)
    for column in key:
        statement = statement.where(column == "")
    names = [column.name for column in table.columns]
    dialect = sqlite.dialect(paramstyle="qmark")
    return str(statement.compile(dialect=dialect)), tuple(names.index(c.name) for c in key)


@cache
def _upsert(name: str) -> str:
    """Return the statement that puts a row in, or gives the row with its key new values."""
    table = TABLES[name]
    key = ", ".join(column.name for column in table.primary_key.columns)
    changes = ", ".join(
        f"{column.name} = excluded.{column.name}"
        for column in table.columns
        if not column.primary_key
    )
    dialect = sqlite.dialect(paramstyle="qmark")
    return f"{insert(table).compile(dialect=dialect)} ON CONFLICT ({key}) DO UPDATE SET {changes}"
