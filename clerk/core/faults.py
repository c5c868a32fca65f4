"""What can go wrong with the file that holds the record."""

from __future__ import annotations


class StoreError(Exception):
    """The file cannot be opened or read; the message names it and the remedy."""


class NotSavedError(StoreError):
    """A fact or a draft is not on disk; the message says why. Nothing was half written."""


class MisfitError(StoreError, ValueError):
    """A fact in the journal cannot follow those before it; the message names meeting and fact."""


class StyleError(ValueError):
    """A house style that cannot be used. The message names the style, the key and the remedy;
    ``layer`` is the style file at fault, ``key`` the place in it, empty for the whole."""

    def __init__(self, text: str, layer: str = "", key: str = "") -> None:
        super().__init__(text)
        self.layer = layer
        self.key = key
