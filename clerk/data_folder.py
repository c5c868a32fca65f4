"""The folder of data, for one command: its store opened and closed, and held alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clerk import paths
from clerk.core.i18n import _

if TYPE_CHECKING:
    from clerk.store import Store


class Failed(Exception):
    """The command did not succeed; the message tells the user why and what to do."""


def _unusable(home: Path, error: OSError) -> Failed:
    text = _("mappen {path} kan ikke bruges: {why}")
    return Failed(text.format(path=home, why=error.strerror))


@contextmanager
def opened(home: Path) -> Iterator[Store]:
    """Open the store in the folder, which is made where it is not there yet."""
    from clerk import library
    from clerk.store import Store

    try:
        paths.prepare(home)
    except OSError as error:
        raise _unusable(home, error) from error
    store = Store.open(paths.database(home), library.decision_text)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the lock that says: this copy writes here."""
    from clerk.lock import locked

    with ExitStack() as held:
        try:
            held.enter_context(locked(home / "clerk.lock"))
        except BlockingIOError:
            raise Failed(
                _("clerk kører allerede med data i {path}; luk det andet vindue først").format(
                    path=home
                )
            ) from None
        except OSError as error:
            raise _unusable(home, error) from error
        yield
