"""What has been moved and settled in the item, as rows: what the cursor of the live screen can
stand on, and what else holds there."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.danish import enumerate_og
from clerk.core.i18n import _
from clerk.core.state import MAIN, ItemState, State, is_own
from clerk.core.style import Style
from clerk.core.wording import outdated
from clerk.screens.labels import (
    DRAFTS,
    motion_effect,
    motion_label,
    remark_label,
    standing_text,
    tally,
)
from clerk.screens.paper import Row, row


def subjects(here: ItemState) -> list[str]:
    """Return the ids of what the cursor can stand on: motions in voting order, the item's own
    motion in its parts or as a whole, remarks."""
    own = here.part_ids or [MAIN]
    return [*(m.id for m in here.turns()), *own, *(r.id for r in here.remarks)]


def pointed_at(here: ItemState, chosen: str | None) -> str:
    """Return what the cursor stands on: the chosen one, or what is to be settled, or what came
    last."""
    known = subjects(here)
    for subject in (chosen, here.turn):
        if subject in known:
            return str(subject)
    return next((key for key in reversed(here.rulings) if key in known), known[0])


def moved(
    state: State, chosen: str | None, drafts: Sequence[str] = (), note: str = ""
) -> list[Row]:
    """Return what has been moved and decided so far; ``chosen`` is under the cursor, ``drafts``
    are the kinds of what is half written, ``note`` is the clerk's own and no part of the record."""
    here = state.here
    turn = here.next_motion
    pointed = pointed_at(here, chosen)
    excluded = {motion.id for motion in here.excluded()}
    remarks = {remark.id for remark in here.remarks}
    rows = []
    for subject in subjects(here):
        sign = "▸" if subject == pointed else " "
        if subject in remarks:
            text, fate = remark_label(here.remark(subject), state)
        else:
            text = motion_label(here, subject, state)
            if effect := motion_effect(here, subject):
                text += f": {effect}"
            fate = _fate(here, subject, turn)
        if subject in excluded:
            fate = _("rammes af det vedtagne? z bortfalder")
        style = "bold" if sign == "▸" else ""
        rows.append(Row(((f"{sign}{text}", style), (f" — {fate}" if fate else "", "")), 2, 1))
    rows += [row(f" {text}", limit=1) for text in beside(state)]
    for kind in drafts:
        what = _("Kladde: {what}").format(what=_(DRAFTS.get(kind, kind)))
        rows.append(row(f" {what}", "italic", limit=1))
    if note:
        rows.append(row(" " + _("Note: {text}").format(text=note), "italic", limit=1))
    return rows


def _fate(here: ItemState, subject: str, turn: str | None) -> str:
    ruling = here.rulings.get(subject)
    if ruling is not None:
        return tally(ruling)
    if not is_own(subject) and not here.motion(subject).votable:
        return ""
    if here.decided:
        return _("ikke behandlet") if not is_own(subject) else ""
    return _("nu") if subject == turn else _("venter")


def beside(state: State) -> list[str]:
    """Return what else holds in the item: demands under § 23, elections, closed doors, items
    taken together, a text by hand."""
    here = state.here
    told = []
    for stop in here.stops:
        who = state.body.member(stop.member).name
        text = _("§ 23 frafaldet: {who}") if stop.withdrawn else _("§ 23: {who} → {to}")
        told.append(text.format(who=who, to=stop.to))
    for election in here.elections:
        text = _("Valg af {post}, {n}. runde: {standing}")
        told.append(
            text.format(
                post=election.post,
                n=election.rounds[-1].number,
                standing=standing_text(election),
            )
        )
    if here.item.closed:
        told.append(_("Lukkede døre: punktet udelades af den offentlige udgave"))
    if group := state.together_with(here.item.id):
        numbers = enumerate_og([state.items[item].item.number for item in group])
        told.append(_("Under ét: punkt {numbers}").format(numbers=numbers))
    if here.edited is not None:
        told.append(_("Teksten er skrevet i hånden"))
    return told


def text_title(state: State, style: Style) -> str:
    """Return the title of the decision: whether it is written by hand, and the facts under it
    have changed since."""
    if state.here.edited is None:
        return _("Beslutning")
    if outdated(state, state.here.item.id, style):
        return _("Beslutning, skrevet i hånden — PUNKTET ER ÆNDRET SIDEN: E")
    return _("Beslutning, skrevet i hånden")
