"""A meeting prepared by hand: a TOML file, read and checked, as the facts it comes to.

The format is described in ``data/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from clerk import library
from clerk.core.agenda import AgendaItem, Marker, Point, Recommendation, Subject
from clerk.core.ballot import read_ballot
from clerk.core.danish import clean_line, slug
from clerk.core.entry import Mention, Problem, mentions, one_member
from clerk.core.facts import (
    Decided,
    Entry,
    Fact,
    ItemAdded,
    ItemOpened,
    MeetingClosed,
    MeetingCreated,
    MotionMoved,
    PresenceNoted,
    ReadBack,
    Remarked,
    Voted,
)
from clerk.core.history import replay
from clerk.core.i18n import _
from clerk.core.motions import Effect, Motion, Result, ResultKind
from clerk.core.people import Body, BodyKind, Member, Party
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Remark
from clerk.core.rules import Refused, require_complete_motion, require_complete_remark
from clerk.core.state import MAIN, ItemState, State
from clerk.core.style import StyleError
from clerk.meeting_file import Table, read_table, shortened

if TYPE_CHECKING:
    from clerk.store import Store

_BEGINS = time(16, tzinfo=UTC)
_PARTY_CODE = re.compile(r"[^\W\d_][^\W_]{0,3}")
_ITEM_NUMBER = re.compile(r"[0-9]+[^\W_]?(?:[.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A meeting as read from its file: its facts and the state that they add up to."""

    meeting_id: str
    entries: list[Entry]
    state: State


def read_meeting(path: Path) -> Prepared:
    """Read a meeting file. Raises PrepareError, and OSError where the file cannot be opened."""
    top = read_table(path)
    day = top.day("day")
    body, short = _body(top.table("body"))
    facts: list[Fact] = [MeetingCreated(f"{short}-{day}", body, day)]
    tables = top.tables("item")
    items = _items(tables)
    facts += map(ItemAdded, items)
    movements = _presence(top, body)
    if movements:
        facts.append(PresenceNoted(movements))
    present = {m.member for m in movements if m.presence is Presence.PRESENT}
    for item, table in zip(items, tables, strict=True):
        facts += _course(item, table, body, present)
    number = top.line("open", "").rstrip(".")
    if number:
        opened = [item.id for item in items if item.number == number]
        if not opened:
            top.refuse("open", _("der er intet punkt {n} på dagsordenen").format(n=number))
        facts.append(ItemOpened(opened[0]))
    if top.flag("closed"):
        facts.append(MeetingClosed())
    begins = datetime.combine(day, _BEGINS)
    entries = [
        Entry(number, begins + timedelta(seconds=number), fact)
        for number, fact in enumerate(facts, start=1)
    ]
    state = replay(entries)
    return Prepared(state.meeting, entries, state)


def found(store: Store, prepared: Prepared) -> None:
    """Put a prepared meeting in the store, and its body in the register.

    Raises NotSavedError; the meeting is then not in the store.
    """
    store.enrol(prepared.state.body, prepared.state.day)
    store.append(prepared.meeting_id, prepared.entries, None, prepared.state)


def _body(table: Table) -> tuple[Body, str]:
    """Return the body and the slug of its short name."""
    name = table.line("name")
    short = table.line("short")
    parties = _parties(table)
    members = _members(table, parties)
    style = table.line("style", "base")
    try:
        library.style(style)
    except StyleError as error:
        table.refuse("style", str(error))
    body = Body(
        id=_slug(table, "id", table.line("id", name)),
        name=name,
        short=short,
        municipality=table.line("municipality"),
        seats=table.number("seats"),
        style=style,
        parties=parties,
        members=members,
        kind=table.choice("kind", BodyKind, BodyKind.COMMITTEE),
    )
    if len(members) > body.seats:
        text = _("{n} medlemmer, men kun {seats} pladser")
        table.refuse("seats", text.format(n=len(members), seats=body.seats))
    return body, _slug(table, "short", short)


def _slug(table: Table, key: str, text: str) -> str:
    name = slug(text)
    if not name:
        table.refuse(
            key, _("»{text}« har hverken bogstaver a-å eller tal").format(text=shortened(text))
        )
    return name


def _parties(body: Table) -> tuple[Party, ...]:
    parties: list[Party] = []
    for table in body.tables("party", "body."):
        code = table.line("code")
        if not _PARTY_CODE.fullmatch(code):
            text = _("»{code}« skal være et bogstav, evt. fulgt af et par bogstaver eller tal")
            table.refuse("code", text.format(code=shortened(code)))
        if any(party.code.casefold() == code.casefold() for party in parties):
            table.refuse("code", _("{what} står to gange").format(what=code))
        forms = tuple(clean_line(form) for form in table.texts("forms"))
        if not forms:
            table.refuse("forms", _("mindst ét navn på partiet mangler"))
        parties.append(Party(code, forms))
    return tuple(parties)


def _members(body: Table, parties: Sequence[Party]) -> tuple[Member, ...]:
    codes = {party.code.casefold(): party.code for party in parties}
    members: list[Member] = []
    for table in body.tables("member", "body."):
        name = table.line("name")
        letters = table.line("party", "")
        party = codes.get(letters.casefold())
        if letters and party is None:
            text = _("ukendt parti »{code}«; udvalget har {codes}")
            known = ", ".join(codes.values()) or "–"
            table.refuse("party", text.format(code=shortened(letters), codes=known))
        member_id = _slug(table, "id", table.line("id", name))
        if any(member.id == member_id for member in members):
            text = _("{name} står to gange; giv hver sit id, hvis det er to personer")
            table.refuse("name", text.format(name=shortened(name)))
        members.append(Member(member_id, name, party, table.line("role", "")))
    if not members:
        body.refuse("member", _("mangler; skriv en [[body.member]] for hvert medlem"))
    return tuple(members)


def _presence(top: Table, body: Body) -> tuple[Movement, ...]:
    if not top.has("presence"):
        return ()
    table = top.table("presence")
    noted: dict[str, Movement] = {}
    for presence in (Presence.APOLOGY, Presence.ABSENT):
        for name in table.texts(presence):
            member = one_member(clean_line(name), body.members)
            if isinstance(member, Problem):
                table.refuse(presence, member.text)
            if member.id in noted:
                table.refuse(presence, _("{what} står to gange").format(what=member.name))
            noted[member.id] = Movement(member.id, presence)
    if table.has("everybody_else"):
        rest = table.choice("everybody_else", Presence)
        if rest is Presence.LEFT:
            table.refuse("everybody_else", _("ingen kan gå, før mødet er begyndt"))
        for member in body.members:
            noted.setdefault(member.id, Movement(member.id, rest))
    return tuple(noted[member.id] for member in body.members if member.id in noted)


def _items(tables: Iterable[Table]) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    for table in tables:
        number = table.line("number").rstrip(".")
        if not _ITEM_NUMBER.fullmatch(number):
            text = _("»{n}« skal være et nummer som 5 eller 5a")
            table.refuse("number", text.format(n=shortened(number)))
        if any(item.number.casefold() == number.casefold() for item in items):
            table.refuse("number", _("punkt {n} står to gange").format(n=number))
        items.append(
            AgendaItem(
                id=f"i{number}",
                number=number,
                title=table.line("title"),
                case_number=table.line("case_number", ""),
                subject=table.choice("subject", Subject, Subject.RECOMMENDATION),
                recommendations=_recommendations(table),
            )
        )
    return items


def _recommendations(item: Table) -> tuple[Recommendation, ...]:
    recommendations = []
    number = 0
    for table in item.tables("recommendation", "item."):
        points = []
        for text in table.texts("points"):
            number += 1
            points.append(Point(number, text))
        if not points:
            table.refuse("points", _("mindst ét punkt mangler"))
        recommendations.append(
            Recommendation(
                lead=table.line("lead", ""),
                points=tuple(points),
                marker=table.choice("marker", Marker, Marker.NUMBER),
                addressee=table.line("addressee", ""),
            )
        )
    return tuple(recommendations)


def _course(item: AgendaItem, table: Table, body: Body, present: set[str]) -> list[Fact]:
    """Return what the file says has happened in an item, in the order of a meeting."""
    moved: list[Fact] = []
    settled: list[Fact] = []
    for number, amendment in enumerate(table.tables("amendment", "item."), start=1):
        motion = _motion(f"{item.id}/{number}", item, amendment, body)
        moved.append(MotionMoved(motion))
        settled += _ruling(item.id, motion.id, amendment, body, present)
    main = _ruling(item.id, MAIN, table, body, present)
    settled += main
    for number, given in enumerate(table.tables("remark", "item."), start=1):
        settled.append(Remarked(_remark(f"{item.id}/r{number}", item.id, given, body)))
    if main:
        settled.append(ReadBack(item.id))
    return [ItemOpened(item.id), *moved, *settled] if settled else moved


def _motion(motion_id: str, item: AgendaItem, table: Table, body: Body) -> Motion:
    motion = Motion(
        id=motion_id,
        item=item.id,
        movers=_named(table, "movers", body),
        effect=table.choice("effect", Effect),
        points=table.numbers("points"),
        text=table.text("text"),
    )
    try:
        require_complete_motion(ItemState(item), motion)
    except Refused as error:
        table.refuse("", str(error))
    return motion


def _remark(remark_id: str, item_id: str, table: Table, body: Body) -> Remark:
    remark = Remark(remark_id, item_id, _named(table, "authors", body), table.text("text"))
    try:
        require_complete_remark(remark)
    except Refused as error:
        table.refuse("", str(error))
    return remark


def _named(table: Table, key: str, body: Body) -> tuple[Mention, ...]:
    named, problems = mentions(table.line(key), body)
    if problems:
        table.refuse(key, problems[0].text)
    return named


def _ruling(
    item_id: str, motion_id: str, table: Table, body: Body, present: set[str]
) -> list[Fact]:
    if table.has("vote") and table.has("result"):
        table.refuse("vote", _("der kan ikke stå både vote og result; slet den ene"))
    if table.has("detail") and not table.has("result"):
        table.refuse("detail", _("hører til result, som mangler"))
    if table.has("vote"):
        if not present:
            table.refuse("vote", _("ingen er til stede; skriv først [presence]"))
        ballot = read_ballot(table.line("vote"), body, present)
        for problem in ballot.problems:
            if problem.fatal:
                table.refuse("vote", problem.text)
        return [Voted(item_id, motion_id, ballot.vote)]
    if table.has("result"):
        result = Result(table.choice("result", ResultKind), table.line("detail", ""))
        return [Decided(item_id, motion_id, result)]
    return []
