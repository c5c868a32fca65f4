"""What the live screen shows, as rows: pure functions of the meeting's state."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.agenda import Marker
from clerk.core.danish import clean_line, long_date
from clerk.core.i18n import _
from clerk.core.motions import Motion
from clerk.core.paragraphs import Paragraph, Role
from clerk.core.people import by_party, has_quorum, in_room_order
from clerk.core.presence import Presence
from clerk.core.state import ItemState, State, outcome
from clerk.core.style import Style
from clerk.core.voting import SIDES, Vote
from clerk.core.wording import decision
from clerk.core.working import Change
from clerk.meeting import OpenMeeting
from clerk.screens.labels import (
    CHANGES,
    OUTCOMES,
    motion_label,
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
    flags = []
    if state.interrupted is not None:
        flags.append(_("PAUSE siden {clock}").format(clock=state.interrupted.began))
    if state.reopened and not state.closed:
        flags.append(_("GENÅBNET"))
    if state.current is not None and state.here.item.closed:
        flags.append(_("LUKKEDE DØRE"))
    runs = [(f" {flag} ·", "bold") for flag in flags]
    runs += [(f" {count} · {right} · ", "" if able else "bold"), (name, "bold")]
    return [Row(tuple(runs), limit=1)]


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
        pointer, closed = "▸" if current else " ", _("(lukket) ") if here.item.closed else ""
        text = f"{pointer}{sign:<2} {here.item.number} {closed}{clean_line(here.item.title)}"
        rows.append(row(text, "reverse" if current else "", limit=1))
    return rows


def room(state: State) -> list[Row]:
    """Return who is in the room: the count, the parties, who is away."""
    body, now = state.body, state.attendance.now(state.current)
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
        (Presence.DISQUALIFIED, _("Inhabil")),
        (Presence.OUT, _("Ude")),
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
    closed = _("LUKKET ") if agenda_item.closed else ""
    title = f"{agenda_item.number}. {closed}{clean_line(agenda_item.title)}{case}"
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
    if vote.not_voting:
        counts += "   " + _("Deltog ikke {n}").format(n=len(vote.not_voting))
    if vote.outside:
        counts += "   " + _("Ude {n}").format(n=len(vote.outside))
    return row(f" {counts}" + (f"   → {word}" if word else ""), "bold", limit=1)


def hint(state: State) -> str:
    """Return what the meeting waits for."""
    turn = state.here.next_motion
    if state.closed:
        return _("Mødet er lukket.")
    if state.interrupted is not None:
        return _("Mødet er afbrudt. O genoptager det.")
    if turn is None and state.here.untreated():
        what = motion_label(state.here, state.here.turn, state)
        return _("Afgjort; ikke behandlet: {what}. v stemmer, z bortfalder.").format(what=what)
    if turn is None and state.current == list(state.items)[-1]:
        return _("Det sidste punkt er afgjort. l viser tjeklisten og lukker mødet.")
    if turn is None:
        return _("Punktet er afgjort. n går til næste punkt.")
    return _("Nu: {what}").format(what=motion_label(state.here, turn, state))


def stamp(meeting: OpenMeeting) -> str:
    """Return whether all is saved, and when something last was."""
    if meeting.half_typed.fault or meeting.half_typed.unsaved:
        return _("IKKE GEMT")
    if meeting.saved_at is None:
        return _("alt er gemt")
    return _("gemt {time}").format(time=meeting.saved_at.astimezone().strftime("%H:%M:%S"))
