"""What can go wrong with the file that holds the record."""

from __future__ import annotations


class StoreError(Exception):
    """The file cannot be opened or read; the message names it and the remedy."""


class NotSavedError(StoreError):
    """A fact or a draft is not on disk; the message says why. Nothing was half written."""


class MisfitError(StoreError, ValueError):
    """A fact in the journal cannot follow those before it; the message names meeting and fact."""
