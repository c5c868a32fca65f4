"""What the live screen shows, as rows: pure functions of the meeting's state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clerk.core.danish import clean_line, enumerate_og, long_date
from clerk.core.entry import who
from clerk.core.i18n import N_, _
from clerk.core.motions import Change, Effect, Marker, Motion, ResultKind, Subject
from clerk.core.people import Presence, by_party, has_quorum, in_room_order
from clerk.core.state import MAIN, ItemState, Ruling, State, outcome
from clerk.core.style import Style
from clerk.core.voting import Vote
from clerk.core.wording import Paragraph, Role, decision
from clerk.screens.paper import Row, row

OUTCOMES = {
    ResultKind.ADOPTED: N_("godkendt"),
    ResultKind.ENDORSED: N_("tiltrådt"),
    ResultKind.RECOMMENDED: N_("anbefalet"),
    ResultKind.NOTED: N_("til efterretning"),
    ResultKind.DISCUSSED: N_("drøftet"),
    ResultKind.DISCUSSED_AND_NOTED: N_("drøftet og til efterretning"),
    ResultKind.POSTPONED: N_("udsat"),
    ResultKind.REFERRED: N_("henvist"),
    ResultKind.REMOVED: N_("taget af dagsordenen"),
    ResultKind.REJECTED: N_("forkastet"),
    ResultKind.WITHDRAWN: N_("trukket"),
    ResultKind.LAPSED: N_("bortfaldet"),
    ResultKind.RESOLVED: N_("besluttet"),
}
_CHANGES = {
    Change.CHANGED: N_("ændret"),
    Change.ADDED: N_("tilføjet"),
    Change.DELETED: N_("udgår"),
    Change.POSTPONED: N_("udsat"),
}
_SUBJECTS = {
    Subject.RECOMMENDATION: N_("Indstillingen"),
    Subject.STATEMENT: N_("Udtalelsen"),
    Subject.PROPOSAL: N_("Medlemsforslaget"),
    Subject.BRIEFING: N_("Orienteringen"),
    Subject.AGENDA: N_("Dagsordenen"),
    Subject.ELECTION: N_("Valget"),
}
_DRAFTS = {
    "remark": N_("bemærkning"),
    "carried": N_("videreført bemærkning"),
    "amendment": N_("ændringsforslag"),
    "vote": N_("stemmer"),
}
_EFFECTS = {
    Effect.REPLACE: N_("punkt {points} ændres"),
    Effect.ADD: N_("nyt punkt"),
    Effect.DELETE: N_("punkt {points} udgår"),
    Effect.POSTPONE: N_("punkt {points} udskydes"),
    Effect.FREE: N_("fri tekst"),
}


def head(state: State) -> list[Row]:
    """Return the line at the top: the body and the day, the room and whether it can decide."""
    body = state.body
    present = state.attendance.present()
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
    present = in_room_order(body, state.attendance.present())
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
        mark = f"[{_(_CHANGES[point.change])}] " if point.change in _CHANGES else ""
        gone = point.change in (Change.DELETED, Change.POSTPONED)
        runs = (
            (f"{label} ", "bold"),
            (mark, "bold"),
            (clean_line(point.text), "dim" if gone else ""),
        )
        rows.append(Row(runs, 3, limit))
    return rows


def motion_label(here: ItemState, motion_id: str, state: State) -> str:
    """Return what a motion is called on the screen: ``Ændringsforslag fra B og F``."""
    if motion_id == MAIN:
        return _(_SUBJECTS[here.item.subject])
    movers = [m.party or who(m, state.body) for m in here.motion(motion_id).movers]
    return _("Ændringsforslag fra {who}").format(who=enumerate_og(movers))


def tally(ruling: Ruling) -> str:
    """Return the outcome in a word, with the count of a vote: ``forkastet 3-6-2``."""
    word = _(OUTCOMES[outcome(ruling)])
    if isinstance(ruling, Vote):
        counts = f"{len(ruling.for_)}-{len(ruling.against)}-{len(ruling.abstained)}"
        return f"{word} {counts}"
    return word


def subjects(here: ItemState) -> list[str]:
    """Return the ids of what the cursor can stand on: amendments, the item's own motion,
    remarks."""
    return [*(m.id for m in here.motions), MAIN, *(r.id for r in here.remarks)]


def moved(state: State, chosen: str | None, drafts: Sequence[str] = ()) -> list[Row]:
    """Return what has been moved and decided so far; ``chosen`` is under the cursor, ``drafts``
    are the kinds of what is half written."""
    here = state.here
    turn = here.next_motion
    rows = []
    for subject in subjects(here):
        sign = "▸" if subject == (chosen or turn) else " "
        if subject == MAIN or any(m.id == subject for m in here.motions):
            text = motion_label(here, subject, state)
            if subject != MAIN:
                motion = here.motion(subject)
                points = ", ".join(map(str, motion.points))
                text += ": " + _(_EFFECTS[motion.effect]).format(points=points)
            ruling = here.rulings.get(subject)
            fate = tally(ruling) if ruling else _("nu") if subject == turn else _("venter")
        else:
            remark = here.remark(subject)
            authors = enumerate_og([m.party or who(m, state.body) for m in remark.authors])
            text = _("Bemærkning fra {who}").format(who=authors)
            fate = _("videreført") if remark.carried else _("ført")
        style = "bold" if sign == "▸" else ""
        rows.append(Row(((f"{sign}{text}", style), (f" — {fate}", "")), 2, 1))
    for kind in drafts:
        what = _("Kladde: {what}").format(what=_(_DRAFTS.get(kind, kind)))
        rows.append(row(f" {what}", "italic", limit=1))
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
    word = _(OUTCOMES[outcome(vote)]) if vote.voters else ""
    counts = _("For {a}   Imod {b}   Undlader {c}").format(
        a=len(vote.for_), b=len(vote.against), c=len(vote.abstained)
    )
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
