"""What is odd about the room though it may be right: who came and went, substitutes, breaks."""

from __future__ import annotations

from clerk.core.i18n import _
from clerk.core.people import BodyKind, Member
from clerk.core.presence import Presence
from clerk.core.state import State


def clock_warnings(state: State, member: Member, where: Presence) -> list[str]:
    """Return what is odd about a member who came or went: one who leaves was there. A clock that is
    put right, and one who is only here for single items, are not."""
    if where is not Presence.LEFT or member.id in state.present:
        return []
    held = state.attendance.now(state.current).get(member.id)
    if held is not None and held.only is not None:
        return []
    if state.attendance.last_clocked(member.id, where) is not None:
        return []
    return [_("{who} er ikke i salen").format(who=member.name)]


def substitute_warnings(state: State, member: Member, party: str | None) -> list[str]:
    """Return what is odd about a substitute of ``party`` for a member: a council follows the list
    (KSL § 15; practice.md 1.9)."""
    if state.body.kind is BodyKind.COUNCIL and party != member.party:
        return [_("fra en anden liste; i kommunalbestyrelsen følges listen (KSL § 15)")]
    return []


def resumption_warnings(state: State, clock: str, day: str) -> list[str]:
    """Return what is odd about going on at ``clock``, on another ``day`` or the same."""
    pause = state.interrupted
    if pause is None:
        return []
    if pause.adjourned and not day:
        return [_("mødet er udsat til {until}; skriv dagen").format(until=pause.adjourned)]
    if clock < pause.began and not day:
        return [_("det er før afbrydelsen kl. {clock}").format(clock=pause.began)]
    return []
