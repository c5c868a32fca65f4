"""What the live screen shows, as rows: pure functions of the meeting's state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clerk.core.agenda import Marker
from clerk.core.danish import clean_line, enumerate_og, long_date
from clerk.core.i18n import _
from clerk.core.motions import Motion
from clerk.core.paragraphs import Paragraph, Role
from clerk.core.people import by_party, has_quorum, in_room_order
from clerk.core.presence import Presence
from clerk.core.state import MAIN, ItemState, State, is_own, outcome
from clerk.core.style import Style
from clerk.core.voting import SIDES, Vote
from clerk.core.wording import decision
from clerk.core.working import Change
from clerk.screens.labels import (
    CHANGES,
    DRAFTS,
    OUTCOMES,
    motion_effect,
    motion_label,
    remark_label,
    tally,
)
from clerk.screens.paper import Row, row


def head(state: State) -> list[Row]:
    """Return the line at the top: the body and the day, the room and whether it can decide."""
    body = state.body
    present = state.present
    name = f"{body.name} · {long_date(state.day)}"
    count = _("{n} af {seats} til stede").format(n=len(present), seats=body.seats)
    able = has_quorum(body, present)
    right = _("beslutningsdygtigt") if able else _("IKKE BESLUTNINGSDYGTIGT")
    return [Row(((f" {count} · {right} · ", "" if able else "bold"), (name, "bold")), limit=1)]


def agenda(state: State) -> list[Row]:
    """Return a row an item with its state: open, begun, decided, read back."""
    rows = []
    for item_id, here in state.items.items():
        sign = "·"
        if here.read:
            sign = "✓✓"
        elif here.decided:
            sign = "✓"
        elif here.rulings or here.motions or here.remarks:
            sign = "…"
        current = item_id == state.current
        text = (
            f"{'▸' if current else ' '}{sign:<2} {here.item.number} {clean_line(here.item.title)}"
        )
        rows.append(row(text, "reverse" if current else "", limit=1))
    return rows


def room(state: State) -> list[Row]:
    """Return who is in the room: the count, the parties, who is away."""
    body, now = state.body, state.attendance.now()
    present = in_room_order(body, state.present)
    groups = [f"{code}\u00a0{len(members)}" for code, members in by_party(present).items()]
    groups += [member.name for member in present if member.party is None]
    count = _("{n} af {seats}, {quorum} kræves").format(
        n=len(present), seats=body.seats, quorum=body.quorum
    )
    rows = [row(count), row(" · ".join(groups) or _("ingen noteret"))]
    for presence, label in (
        (Presence.APOLOGY, _("Afbud")),
        (Presence.ABSENT, _("Udeblevet")),
        (Presence.LEFT, _("Gået")),
    ):
        away = [
            f"{m.name} ({m.party or '–'})"
            for m in body.members
            if m.id in now and now[m.id].presence is presence
        ]
        if away:
            rows.append(row(f"{label}: {', '.join(away)}"))
    return rows


def item(here: ItemState, height: int, more: Sequence[Motion] = ()) -> list[Row]:
    """Return the item with its recommendation as it stands now, cut so that all points show."""
    agenda_item = here.item
    case = f" ({agenda_item.case_number})" if agenda_item.case_number else ""
    lines = 2 if height > 7 else 1
    title = f"{agenda_item.number}. {clean_line(agenda_item.title)}{case}"
    rows = [row(title, "bold", 3, limit=lines)]
    points = here.working_points(more)
    leads = sum(1 for rec in agenda_item.recommendations if rec.lead)
    limit = max(1, (height - lines - leads) // max(1, len(points)))
    told: set[int] = set()
    for point in points:
        found = agenda_item.recommendation_of(point.number or 0)
        if found is not None and found.lead and id(found) not in told:
            told.add(id(found))
            rows.append(row(clean_line(found.lead), "italic", limit=1))
        dash = agenda_item.recommendations and agenda_item.recommendations[-1].marker is Marker.DASH
        label = "–" if dash else f"{point.number}." if point.number else "+"
        if dash and point.number:
            label = f"{point.number}–"
        mark = f"[{_(CHANGES[point.change])}] " if point.change in CHANGES else ""
        gone = point.change in (Change.DELETED, Change.POSTPONED)
        runs = (
            (f"{label} ", "bold"),
            (mark, "bold"),
            (clean_line(point.text), "dim" if gone else ""),
        )
        rows.append(Row(runs, 3, limit))
    return rows


def subjects(here: ItemState) -> list[str]:
    """Return the ids of what the cursor can stand on: motions in voting order, the item's own
    motion in its parts and as a whole, remarks."""
    own = here.part_ids or [MAIN]
    return [*(m.id for m in here.turns()), *own, *(r.id for r in here.remarks)]


def moved(state: State, chosen: str | None, drafts: Sequence[str] = ()) -> list[Row]:
    """Return what has been moved and decided so far; ``chosen`` is under the cursor, ``drafts``
    are the kinds of what is half written."""
    here = state.here
    turn = here.next_motion
    rows = []
    remarks = {remark.id for remark in here.remarks}
    for subject in subjects(here):
        sign = "▸" if subject == (chosen or turn) else " "
        if subject in remarks:
            text, fate = remark_label(here.remark(subject), state)
        else:
            text = motion_label(here, subject, state)
            if effect := motion_effect(here, subject):
                text += f": {effect}"
            fate = _fate(here, subject, turn)
        style = "bold" if sign == "▸" else ""
        rows.append(Row(((f"{sign}{text}", style), (f" — {fate}" if fate else "", "")), 2, 1))
    rows += [row(f" {text}", limit=1) for text in beside(state)]
    for kind in drafts:
        what = _("Kladde: {what}").format(what=_(DRAFTS.get(kind, kind)))
        rows.append(row(f" {what}", "italic", limit=1))
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
    """Return what else holds in the item: demands under § 23, elections, items taken together."""
    here = state.here
    told = []
    for stop in here.stops:
        who_ = state.body.member(stop.member).name
        text = _("§ 23 frafaldet: {who}") if stop.withdrawn else _("§ 23: {who} → {to}")
        told.append(text.format(who=who_, to=stop.to))
    for election in here.elections:
        told.append(
            _("Valg af {post}, runde {n}").format(post=election.post, n=len(election.rounds))
        )
    if group := state.together_with(here.item.id):
        numbers = enumerate_og([state.items[item].item.number for item in group])
        told.append(_("Under ét: punkt {numbers}").format(numbers=numbers))
    if here.edited is not None:
        told.append(_("Teksten er skrevet i hånden"))
    return told


def text(state: State, style: Style) -> list[Row]:
    """Return the decision of the current item as it would be published, ready to show."""
    paragraphs = decision(state, state.here.item.id, style)
    if not paragraphs:
        return [row(_("(ingen beslutning endnu)"), "dim")]
    return paper_rows(paragraphs)


def paper_rows(paragraphs: Sequence[Paragraph]) -> list[Row]:
    """Return paragraphs as rows with their blank lines; quotations are indented."""
    rows: list[Row] = []
    for paragraph in paragraphs:
        if rows and not paragraph.tight:
            rows.append(row(""))
        bold = "bold" if paragraph.role is Role.RESULT else ""
        rows.append(row(paragraph.text, bold))
    return rows


def tally_row(vote: Vote) -> Row:
    """Return the count of a vote and what it comes to."""
    word = _(OUTCOMES[outcome(vote)]) if vote.taken else ""
    numbers = ["?" if number is None else number for number in map(vote.number, SIDES)]
    counts = _("For {a}   Imod {b}   Undlader {c}").format(a=numbers[0], b=numbers[1], c=numbers[2])
    return row(f" {counts}" + (f"   → {word}" if word else ""), "bold")


def hint(state: State) -> str:
    """Return what the meeting waits for."""
    turn = state.here.next_motion
    if state.closed:
        return _("Mødet er lukket.")
    if turn is None and state.current == list(state.items)[-1]:
        return _("Det sidste punkt er afgjort. l viser tjeklisten og lukker mødet.")
    if turn is None:
        return _("Punktet er afgjort. n går til næste punkt.")
    return _("Nu: {what}").format(what=motion_label(state.here, turn, state))


def stamp(saved_at: datetime | None) -> str:
    """Return when something was last saved."""
    if saved_at is None:
        return _("alt er gemt")
    return _("gemt {time}").format(time=saved_at.astimezone().strftime("%H:%M:%S"))
