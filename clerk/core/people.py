"""Who sits in a body: parties, members, seats, quorum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from clerk.core.danish import fold

COUNCIL = "kommunalbestyrelsen"
"""The council by its name in the act, which suits any municipality."""


def ways_of(municipality: str) -> tuple[str, bool]:
    """Return what a municipality calls its council, and whether remarks are entered by custom: as
    far as its name tells, where a meeting file does not say."""
    if municipality.casefold() in ("københavn", "københavns kommune"):
        return "Borgerrepræsentationen", True
    return COUNCIL, False


INDEPENDENT = "løsgænger"
"""What stands after the name of a member without a party, in the record and so in Danish."""


class BodyKind(StrEnum):
    """Whether the body is a committee (§ 20 of the act) or the council itself."""

    COMMITTEE = "committee"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class Party:
    """A group in a body, as its minutes write it.

    ``code`` is what the clerk types and what stands in the vote lists (``A``, ``C2``);
    ``forms`` are the names in running text, the body's default form first. ``listed`` is what
    stands in the lists instead, for a group without a letter (``Frie Grønne``, ``C-gruppen``).
    """

    code: str
    forms: tuple[str, ...]
    listed: str = ""

    @property
    def name(self) -> str:
        """The default form of the name in this body."""
        return self.forms[0]

    @property
    def letter(self) -> str:
        """What stands for the party in lists and after a member's name."""
        return self.listed or self.code

    def form(self, number: int) -> str:
        """Return the name's form ``number``, counted from 0 and wrapping round."""
        return self.forms[number % len(self.forms)]


@dataclass(frozen=True, slots=True)
class Member:
    """A person with a mandate. ``party`` is a code, or None for an independent (*løsgænger*).

    ``stands_in_for`` is the id of the member whom a substitute replaces (KSL §§ 15 and 28(2)).
    """

    id: str
    name: str
    party: str | None = None
    role: str = ""
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True)
class OtherBody:
    """Another body that cases come from and go to, and what the clerk types for it."""

    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Body:
    """A committee or council as it stands on the day of a meeting.

    ``seats`` is the number of members that the body has by law or statute; quorum is reckoned
    from it, also while a seat is vacant. The order of ``parties`` is the body's own group order;
    ``others`` are the bodies that it sends cases to and gets them from. ``council`` is what the
    municipality calls its council, to which members bring a committee's decisions (KSL § 23).
    ``remarks_by_custom`` says that others than the minority may have remarks entered (practice.md
    2.2), beyond the right of KSL § 13(2).
    """

    id: str
    name: str
    short: str
    municipality: str
    seats: int
    style: str
    parties: tuple[Party, ...]
    members: tuple[Member, ...]
    kind: BodyKind = BodyKind.COMMITTEE
    others: tuple[OtherBody, ...] = ()
    council: str = COUNCIL
    remarks_by_custom: bool = False

    def called(self, text: str) -> str:
        """Return the name of the other body that ``text`` is short for (``øu``); else the text."""
        for other in self.others:
            if other.short.casefold() == text.strip().casefold():
                return other.name
        return text

    def seating(self, member: Member) -> Body:
        """Return the body with ``member`` in it: after the one who is replaced, or last."""
        rest = [known for known in self.members if known.id != member.id]
        ids = [known.id for known in rest]
        at = ids.index(member.stands_in_for) + 1 if member.stands_in_for in ids else len(ids)
        return replace(self, members=(*rest[:at], member, *rest[at:]))

    def party(self, code: str) -> Party:
        """Return the party with this code; KeyError where the body has none."""
        for party in self.parties:
            if party.code == code:
                return party
        raise KeyError(code)

    def letter(self, code: str) -> str:
        """Return what stands for the party with this code; the code where the body has none."""
        return next((party.letter for party in self.parties if party.code == code), code)

    def member(self, member_id: str) -> Member:
        """Return the member with this id; KeyError where the body has none."""
        for member in self.members:
            if member.id == member_id:
                return member
        raise KeyError(member_id)

    @property
    def quorum(self) -> int:
        """Members who must be present: half of all seats or more (KSL § 11(2))."""
        return (self.seats + 1) // 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A party or a member as named in running text: a mover, an author, somebody who joins.

    ``form`` picks one of the party's names for this mention alone (0 is the body's default).
    ``name`` is somebody who is no member: another body, the administration.
    """

    party: str | None = None
    member: str | None = None
    form: int = 0
    name: str = ""


def same(one: Mention, other: Mention) -> bool:
    """Whether two mentions mean the same, whatever form of a name they pick."""
    return (one.party, one.member, one.name) == (other.party, other.member, other.name)


def who(mention: Mention, body: Body) -> str:
    """Return the name as running text has it: the party's form, or ``Navn (A)``."""
    if mention.party is not None:
        return body.party(mention.party).form(mention.form)
    if mention.member is None:
        return mention.name
    member = body.member(mention.member)
    return f"{member.name} ({INDEPENDENT if member.party is None else body.letter(member.party)})"


def has_quorum(body: Body, present: Iterable[str]) -> bool:
    """Tell whether the body can decide: at least half of its seats (KSL § 11(2))."""
    return len(set(present)) >= body.quorum


def in_room_order(body: Body, present: Iterable[str]) -> list[Member]:
    """Return the members present, in the body's own order."""
    ids = set(present)
    return [member for member in body.members if member.id in ids]


def by_party(members: Iterable[Member]) -> Mapping[str, list[Member]]:
    """Group members by party code in order of appearance; independents are left out."""
    groups: dict[str, list[Member]] = {}
    for member in members:
        if member.party is not None:
            groups.setdefault(member.party, []).append(member)
    return groups


def name_words(name: str) -> list[str]:
    """Return the words of a name as they are compared: folded, without hyphens and full stops."""
    return re.findall(r"\w+", fold(name))


def find_members(query: str, members: Iterable[Member]) -> list[Member]:
    """Return the members whom ``query`` may mean: the start of a name, or the initials.

    A match of the whole name or of the id counts alone, then one of a whole word of the name or
    of the initials; otherwise all whose first, last or joined name starts with the query. Case
    and å/aa, æ/ae, ø/oe do not matter.
    """
    wanted = "".join(name_words(query))
    if not wanted:
        return []
    whole: list[Member] = []
    exact: list[Member] = []
    partial: list[Member] = []
    for member in members:
        words = name_words(member.name)
        initials = "".join(fold(word[0]) for word in re.findall(r"\w+", member.name))
        if wanted in ("".join(words), "".join(name_words(member.id))):
            whole.append(member)
        elif wanted in (*words, initials, "".join(word[0] for word in words)):
            exact.append(member)
        elif any("".join(words[i:]).startswith(wanted) for i in range(len(words))):
            partial.append(member)
    return whole or exact or partial
