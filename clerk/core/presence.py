"""Who is in the room: the members' time lines, and what holds for one item alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Presence(StrEnum):
    """Where a member is. ``LEFT`` has been in the room; ``APOLOGY`` and ``ABSENT`` have not.

    ``DISQUALIFIED`` (*inhabil*, KSL § 14) and ``OUT`` hold for one item alone: the member is out
    of the vote base there and back by itself at the next item.
    """

    PRESENT = "present"
    APOLOGY = "apology"
    ABSENT = "absent"
    LEFT = "left"
    DISQUALIFIED = "disqualified"
    OUT = "out"


OF_ONE_ITEM = frozenset({Presence.DISQUALIFIED, Presence.OUT})
"""What is only ever noted of a member for one item."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry of a member's time line.

    ``clock`` (``17.54``) is set when somebody came or went during the meeting; ``item`` is then
    the id of the item under treatment. Without it the entry is the roll call's. ``only`` is
    the id of the item for which alone the entry holds: a disqualification, or a substitute who
    sits for some items only.
    """

    member: str
    presence: Presence
    reason: str = ""
    clock: str | None = None
    item: str | None = None
    only: str | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """The members' time lines. Nobody is in the room before the clerk has noted it."""

    movements: tuple[Movement, ...] = ()

    def noted(self, movement: Movement) -> Attendance:
        """Return the attendance after one more movement.

        A roll-call entry replaces the member's earlier entries: it corrects the roll. So does a
        later entry for the same item alone; that a member on the roll is present in it only takes
        the exception away. A clocked one is added; nobody comes or goes twice running, so the same
        again corrects the clock.
        """
        kept = self.movements
        if movement.only is not None:
            place = (movement.member, movement.only)
            kept = tuple(m for m in kept if (m.member, m.only) != place)
            on_the_roll = any(m.member == movement.member and m.only is None for m in kept)
            if movement.presence is Presence.PRESENT and on_the_roll:
                return Attendance(kept)
        elif movement.clock is None:
            kept = tuple(m for m in kept if m.member != movement.member or m.only is not None)
        elif (last := self.last_clocked(movement.member, movement.presence)) is not None:
            return Attendance(tuple(movement if m is last else m for m in kept))
        return Attendance((*kept, movement))

    def last_clocked(self, member: str, presence: Presence) -> Movement | None:
        """Return the member's last entry on the time line where it is this one, with a clock."""
        line = [m for m in self.movements if m.member == member and m.only is None]
        if not line or line[-1].clock is None or line[-1].presence is not presence:
            return None
        return line[-1]

    def now(self, item: str | None = None) -> dict[str, Movement]:
        """Return each noted member's last movement, as it stands in ``item``.

        What holds for that item alone comes before the time line, until the member leaves; what
        holds for another item alone does not count.
        """
        found: dict[str, Movement] = {}
        for movement in self.movements:
            if movement.only not in (None, item):
                continue
            before = found.get(movement.member)
            stays = before is not None and before.only is not None and movement.only is None
            if not stays or movement.presence is Presence.LEFT:
                found[movement.member] = movement
        return found

    def present(self, item: str | None = None) -> frozenset[str]:
        """Return the ids of those in the room now, for ``item`` where it is given."""
        return frozenset(
            member for member, m in self.now(item).items() if m.presence is Presence.PRESENT
        )

    def during(self, item: str, places: Mapping[str, int]) -> dict[str, Presence]:
        """Return where each noted member was while ``item`` was treated: PRESENT is who was in the
        room for some of it, so also who came or left under it.

        ``places`` says when each item is treated, by its id. What has no clock
        holds from the beginning of the meeting, and what holds for the item alone comes first.
        """
        here = places[item]
        found: dict[str, Presence] = {}
        for m in self.movements:
            if m.only is not None:
                continue
            at = -1 if m.clock is None else places.get(m.item or "", -1)
            came = m.presence is Presence.PRESENT
            if at < here or (came and at == here):
                found[m.member] = m.presence
            else:
                # Who comes later has been away until then, and who leaves later was there.
                found.setdefault(m.member, Presence.ABSENT if came else Presence.PRESENT)
        return found | {m.member: m.presence for m in self.exceptions(item)}

    def ever_present(self) -> frozenset[str]:
        """Return the ids of all who were in the room at some time of the meeting."""
        there = (Presence.PRESENT, Presence.LEFT)
        return frozenset(m.member for m in self.movements if m.presence in there)

    def exceptions(self, item: str) -> list[Movement]:
        """Return what holds for ``item`` alone, in the order in which it was noted."""
        return [m for m in self.movements if m.only == item]
