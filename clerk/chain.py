"""The chain of the journal: each fact carries the hash of the one before, a closed record is
sealed.

What was edited, taken out or cut off past the program no longer fits, and is found here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from clerk.core.i18n import _

SEALING = frozenset({"MeetingClosed", "Corrected", "RemarkReceived", "MeetingReopened"})
"""The kinds of facts that close a record or add to a closed one. The database seals each of them
by a trigger: a seal is in the transaction of its fact and is never forgotten."""


@dataclass(frozen=True, slots=True)
class Link:
    """A fact as it stands in the file."""

    meeting: str
    number: int
    at: str
    kind: str
    version: int
    data: str
    hash: str

    @property
    def name(self) -> str:
        """How the clerk is told of it."""
        return told(self.number, self.kind, self.at)


@dataclass(frozen=True, slots=True)
class Seal:
    """The hash that a record ended on when it was closed or added to."""

    number: int
    hash: str
    at: str


def told(number: int, kind: str = "", at: str = "") -> str:
    """Return what a fact is called: its number, and its kind and time where they are known."""
    what = f" ({kind}, {at})" if kind else ""
    return _("hændelse {n}{what}").format(n=number, what=what)


def chained(previous: str, meeting: str, number: int, at: str, data: tuple[str, int, str]) -> str:
    """Return the hash of a fact: SHA-256 over the hash before it and its own fields."""
    fields = json.dumps([previous, meeting, number, at, *data], ensure_ascii=False)
    return hashlib.sha256(fields.encode()).hexdigest()


def fingerprint(hash_: str) -> str:
    """Return what the minutes print of a seal: 16 hexadecimal digits, in fours.

    They do to see that a printed record and the file belong together; the file holds them all.
    """
    return " ".join(hash_[at : at + 4] for at in range(0, 16, 4))


def misfit(links: Sequence[Link], seals: Sequence[Seal]) -> str:
    """Return what is wrong with a meeting's journal, at the first fact that does not fit; empty
    where nothing is."""
    previous, sealed = "", {seal.number: seal for seal in seals}
    for number, link in enumerate(links, start=1):
        if link.number != number:
            return _("{fact} mangler").format(fact=told(number))
        fields = (link.kind, link.version, link.data)
        previous = chained(previous, link.meeting, number, link.at, fields)
        if link.hash != previous:
            return _("{fact} er ikke, som den blev skrevet").format(fact=link.name)
        seal = sealed.pop(number, None)
        if seal is None and link.kind in SEALING:
            return _("{fact} har mistet sit segl").format(fact=link.name)
        if seal is not None and (seal.hash, seal.at) != (link.hash, link.at):
            return _("{fact} passer ikke med sit segl").format(fact=link.name)
    if sealed:  # beyond the end: the facts between were cut off
        text = _("{fact} og det efter den mangler: mødet er forseglet ved nr. {n}")
        return text.format(fact=told(len(links) + 1), n=max(sealed))
    return ""
