"""Who sits in a body and who is in the room: parties, members, presence, quorum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.danish import fold


class BodyKind(StrEnum):
    """Whether the body is a committee (§ 20 of the act) or the council itself."""

    COMMITTEE = "committee"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class Party:
    """A group in a body, as its minutes write it.

    ``code`` is what the clerk types and what stands in the vote lists (``A``, ``C2``);
    ``forms`` are the names in running text, the body's default form first.
    """

    code: str
    forms: tuple[str, ...]

    @property
    def name(self) -> str:
        """The default form of the name in this body."""
        return self.forms[0]

    def form(self, number: int) -> str:
        """Return the name's form ``number``, counted from 0 and wrapping round."""
        return self.forms[number % len(self.forms)]


@dataclass(frozen=True, slots=True)
class Member:
    """A person with a mandate. ``party`` is a code, or None for an independent (*løsgænger*)."""

    id: str
    name: str
    party: str | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A committee or council as it stands on the day of a meeting.

    ``seats`` is the number of members that the body has by law or statute; quorum is reckoned
    from it, also while a seat is vacant. The order of ``parties`` is the body's own group order.
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

    def party(self, code: str) -> Party:
        """Return the party with this code; KeyError where the body has none."""
        for party in self.parties:
            if party.code == code:
                return party
        raise KeyError(code)

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


class Presence(StrEnum):
    """Where a member is. ``LEFT`` has been in the room; the other two have not."""

    PRESENT = "present"
    APOLOGY = "apology"
    ABSENT = "absent"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry of a member's time line.

    ``clock`` (``17.54``) is set when somebody came or went during the meeting; ``item`` is then
    the number of the item under treatment. Without it the entry is the roll call's.
    """

    member: str
    presence: Presence
    reason: str = ""
    clock: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """The members' time lines. Nobody is in the room before the clerk has noted it."""

    movements: tuple[Movement, ...] = ()

    def noted(self, movement: Movement) -> Attendance:
        """Return the attendance after one more movement.

        A roll-call entry replaces the member's earlier entries: it corrects the roll. A clocked
        one is added.
        """
        kept = self.movements
        if movement.clock is None:
            kept = tuple(m for m in kept if m.member != movement.member)
        return Attendance((*kept, movement))

    def now(self) -> dict[str, Movement]:
        """Return each noted member's last movement."""
        return {movement.member: movement for movement in self.movements}

    def present(self) -> frozenset[str]:
        """Return the ids of those in the room now."""
        return frozenset(
            member for member, m in self.now().items() if m.presence is Presence.PRESENT
        )

    def ever_present(self) -> frozenset[str]:
        """Return the ids of all who were in the room at some time of the meeting."""
        return frozenset(
            m.member for m in self.movements if m.presence in (Presence.PRESENT, Presence.LEFT)
        )


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
