"""The body in a meeting file: its parties and members, and who is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clerk import library
from clerk.core import commands
from clerk.core.danish import clean_line, shortened, slug
from clerk.core.entry import Problem, one_member
from clerk.core.facts import Fact
from clerk.core.faults import StyleError
from clerk.core.i18n import _
from clerk.core.people import Body, BodyKind, Member, OtherBody, Party, ways_of
from clerk.core.presence import Movement, Presence
from clerk.core.state import State
from clerk.imports.items import item_id
from clerk.imports.table import Table

_PARTY_CODE = re.compile(r"[^\W\d_][^\W_]{0,3}")


def read_body(table: Table) -> tuple[Body, str]:
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
    municipality = table.line("municipality")
    council, custom = ways_of(municipality)
    body = Body(
        id=_slug(table, "id", table.line("id", name)),
        name=name,
        short=short,
        municipality=municipality,
        seats=table.number("seats"),
        style=style,
        parties=parties,
        members=members,
        kind=table.choice("kind", BodyKind, BodyKind.COMMITTEE),
        others=_others(table),
        council=table.line("council", council),
        remarks_by_custom=table.flag("remarks_by_custom", custom),
    )
    if len(members) > body.seats:
        text = _("{n} medlemmer, men kun {seats} pladser")
        table.refuse("seats", text.format(n=len(members), seats=body.seats))
    return body, _slug(table, "short", short)


def _others(table: Table) -> tuple[OtherBody, ...]:
    others = []
    for line in table.lines("others"):
        short, _space, name = line.partition(" ")
        if not name:
            text = _("»{text}« skal være en forkortelse og et navn")
            table.refuse("others", text.format(text=shortened(line)))
        others.append(OtherBody(short, name))
    return tuple(others)


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
        parties.append(Party(code, forms, table.line("listed", "")))
    return tuple(parties)


def _members(body: Table, parties: Sequence[Party]) -> tuple[Member, ...]:
    members: list[Member] = []
    for table in body.tables("member", "body."):
        name = table.line("name")
        member_id = _slug(table, "id", table.line("id", name))
        if any(member.id == member_id for member in members):
            text = _("{name} står to gange; giv hver sit id, hvis det er to personer")
            table.refuse("name", text.format(name=shortened(name)))
        party = _party_code(table, parties)
        members.append(Member(member_id, name, party, table.line("role", "")))
    if not members:
        body.refuse("member", _("mangler; skriv en [[body.member]] for hvert medlem"))
    return tuple(members)


def _party_code(table: Table, parties: Sequence[Party]) -> str | None:
    """Return the code of the party that somebody belongs to, None for an independent."""
    codes = {party.code.casefold(): party.code for party in parties}
    letters = table.line("party", "")
    party = codes.get(letters.casefold())
    if letters and party is None:
        text = _("ukendt parti »{code}«; der er {codes}")
        known = shortened(", ".join(codes.values())) or "–"
        table.refuse("party", text.format(code=shortened(letters), codes=known))
    return party


def read_roll(table: Table, body: Body) -> tuple[Movement, ...]:
    """Return who is there as the meeting begins, in the body's order.

    ``"Holm, sygdom"`` is an apology with its reason. A member in whose place somebody sits for
    the whole meeting is not there, unless the file says so.
    """
    noted: dict[str, Movement] = {}
    for presence in (Presence.APOLOGY, Presence.ABSENT):
        for line in table.lines(presence):
            name, _comma, reason = line.partition(",")
            member = member_named(table, presence, name, body)
            if member.id in noted:
                table.refuse(presence, _("{what} står to gange").format(what=member.name))
            noted[member.id] = Movement(member.id, presence, reason.strip())
    for substitute in table.tables("substitute", "presence."):
        replaced = _replaced(substitute, body)
        if not substitute.has("items"):
            noted.setdefault(replaced.id, Movement(replaced.id, Presence.APOLOGY))
    if table.has("everybody_else"):
        rest = table.choice("everybody_else", Presence)
        if rest not in (Presence.PRESENT, Presence.APOLOGY, Presence.ABSENT):
            table.refuse("everybody_else", _("ingen kan gå, før mødet er begyndt"))
        for member in body.members:
            noted.setdefault(member.id, Movement(member.id, rest))
    return tuple(noted[member.id] for member in body.members if member.id in noted)


def read_substitutes(table: Table, state: State) -> Iterator[tuple[Table, Fact]]:
    """Return those who sit for a member: for the meeting, or for some items alone."""
    taken = state
    for substitute in table.tables("substitute", "presence."):
        name = substitute.line("name")
        party = _party_code(substitute, state.body.parties)
        replaced = _replaced(substitute, state.body)
        seated = commands.seat_substitute(
            taken, name, replaced.id, party, substitute.line("ground", "")
        )
        items = [item_id(substitute, "items", n, state) for n in substitute.lines("items")]
        seated = replace(seated, items=tuple(items))
        taken = replace(taken, body=taken.body.seating(seated.member))
        yield substitute, seated


def _replaced(table: Table, body: Body) -> Member:
    return member_named(table, "instead_of", table.line("instead_of"), body)


def member_named(table: Table, key: str, name: str, body: Body) -> Member:
    """Return the member that ``name`` means; refuse the file where it means none, or several."""
    member = one_member(name, body.members)
    if isinstance(member, Problem):
        table.refuse(key, member.text)
    return member
