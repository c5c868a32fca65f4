"""How the presence screen tells of a member: as a row, and as a sentence at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.danish import capitalised, enumerate_og
from clerk.core.i18n import N_, _
from clerk.core.people import Member
from clerk.core.presence import Movement, Presence
from clerk.core.state import State
from clerk.core.warnings import Finding
from clerk.screens.paper import Row, row

LABELS = {
    Presence.PRESENT: N_("til stede"),
    Presence.APOLOGY: N_("afbud"),
    Presence.ABSENT: N_("udeblevet"),
    Presence.LEFT: N_("gik"),
    Presence.DISQUALIFIED: N_("inhabil i punktet"),
    Presence.OUT: N_("ude i punktet"),
}
NAME_WIDTH = 30


def member_row(state: State, member: Member, held: Movement | None) -> Row:
    """Return a member's row as it stands in the current item; a substitute stands under whom
    they replace."""
    lead = "↳ " if member.stands_in_for else ""
    name = f"{lead}{member.name}"
    told = standing(state, member, held)
    return row(f"{member.party or '–':<3}{name:<{NAME_WIDTH}.{NAME_WIDTH}} {told}", limit=1)


def standing(state: State, member: Member, held: Movement | None) -> str:
    """Return where a member is in the current item, since when, and why."""
    if held is None:
        elsewhere = [m.only for m in state.attendance.movements if m.member == member.id and m.only]
        if not elsewhere:
            return _("ikke noteret")
        numbers = ", ".join(state.items[item].item.number for item in elsewhere)
        return _("kun punkt {numbers}").format(numbers=numbers)
    text = _(LABELS[held.presence])
    if held.only is not None and held.presence is Presence.PRESENT:
        text = _("til stede, kun i punktet")
    if held.clock is not None:
        text = _("kom kl. {clock}") if held.presence is Presence.PRESENT else _("gik kl. {clock}")
        text = text.format(clock=held.clock)
        if held.item:
            there = state.items.get(held.item)
            number = there.item.number if there else held.item
            text += _(" (punkt {n})").format(n=number)
    return f"{text}, {held.reason}" if held.reason else text


def sentence(state: State, member: Member) -> str:
    """Return the member under the cursor with all that is noted of them, for the foot."""
    mine = [m for m in state.attendance.movements if m.member == member.id and m.only is None]
    told = [standing(state, member, m) for m in mine]
    held = state.attendance.now(state.current).get(member.id)
    if held is None or held.only is not None:
        told.append(standing(state, member, held))
    text = f"{member.name}: {' · '.join(told)}"
    if member.stands_in_for:
        instead = state.body.member(member.stands_in_for).name
        text += " · " + _("for {who}").format(who=instead)
    return text


def conflicts(found: Sequence[Finding], state: State) -> str:
    """Return the votes that presence does not agree with, as one line; empty where all do."""
    if not found:
        return ""
    numbers = list(dict.fromkeys(state.items[f.item].item.number for f in found))
    if len(found) == 1:
        what = _("punkt {n} {what}").format(n=numbers[0], what=found[0].text)
    else:
        what = _("fremmødet passer ikke med afstemningerne i punkt {numbers}").format(
            numbers=enumerate_og(numbers)
        )
    return _("{what} — Enter går til punkt {n}").format(what=capitalised(what), n=numbers[0])
