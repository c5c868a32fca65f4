"""A meeting prepared by hand: a TOML file, read and checked, as the facts it comes to.

The format is described in ``data/README.md``.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from clerk import library
from clerk.core.danish import clean, clean_line, slug
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
from clerk.core.i18n import _
from clerk.core.motions import (
    AgendaItem,
    Effect,
    Marker,
    Motion,
    Point,
    Recommendation,
    Remark,
    Result,
    ResultKind,
    Subject,
)
from clerk.core.people import Body, BodyKind, Member, Movement, Party, Presence
from clerk.core.rules import Refused, require_complete_motion, require_complete_remark
from clerk.core.state import MAIN, ItemState, State, replay
from clerk.core.style import StyleError
from clerk.core.voting import read_ballot

if TYPE_CHECKING:
    from clerk.store import Store

LARGEST = 5 * 1024 * 1024
"""Bytes that a meeting file may have."""

MOST = 1000
"""Entries that a list in a meeting file may have."""

LONGEST = 1000
"""Characters that a text of one line may have."""

_BEGINS = time(16, tzinfo=UTC)
_PARTY_CODE = re.compile(r"[^\W\d_][^\W_]{0,3}")
_ITEM_NUMBER = re.compile(r"[0-9]+[^\W_]?(?:[.-][^\W_]+)*")
_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

_Choice = TypeVar("_Choice", bound=StrEnum)


class PrepareError(ValueError):
    """A meeting file cannot be used; the message names the file, the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A meeting as read from its file: its facts and the state that they add up to."""

    meeting_id: str
    entries: list[Entry]
    state: State


def read_meeting(path: Path) -> Prepared:
    """Read a meeting file. Raises PrepareError, and OSError where the file cannot be opened."""
    top = _Table(path, "", _read_toml(path), _KEYS[""])
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


def _read_toml(path: Path) -> Mapping[str, object]:
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        _refuse(path, "", _("filen er større end {n} MB").format(n=LARGEST // 1024 // 1024))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _("linje {n}").format(n=raw.count(b"\n", 0, error.start) + 1)
        _refuse(path, place, _("filen er ikke UTF-8; gem den som UTF-8"))
    try:
        values = tomllib.loads(text)
    except RecursionError:
        _refuse(path, "", _("filen har for mange lister inden i hinanden"))
    except ValueError as error:
        message = str(error)
        place = ""
        if match := _LINE.search(message):
            message = message[: match.start()]
            line = match[1] or str(text.count("\n") + 1)
            place = _("linje {n}").format(n=line)
            if match[2]:
                place += _(", tegn {n}").format(n=match[2])
        _refuse(path, place, _("ikke gyldig TOML ({why})").format(why=_short(message)))
    if not values:
        _refuse(path, "", _("filen er tom; se data/README.md for, hvad den skal indeholde"))
    return values


def _refuse(path: Path, place: str, text: str) -> NoReturn:
    raise PrepareError(": ".join(part for part in (str(path), place, text) if part)) from None


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= 60 else line[:59] + "…"


def _described(value: object) -> str:
    """Return a value as a message can show it; TOML's may be of any depth and size."""
    if isinstance(value, str):
        return f"»{_short(value)}«"
    if isinstance(value, dict):
        return _("en tabel")
    if isinstance(value, list):
        return _("en liste")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**15:
        return _("et meget stort tal")
    return str(value)


_REQUIRED = object()


class _Table:
    """A table of the file with the keys that it may have; every reading is checked."""

    def __init__(
        self, path: Path, place: str, values: Mapping[str, object], keys: Sequence[str]
    ) -> None:
        self._path = path
        self._place = place
        self._values = values
        for key in values:
            if key not in keys:
                self._unknown(key, keys)

    def _unknown(self, key: str, keys: Sequence[str]) -> NoReturn:
        text = _("ukendt nøgle »{key}«").format(key=_short(key))
        if near := difflib.get_close_matches(key, keys, 1):
            text += _("; mente du »{near}«?").format(near=near[0])
        elif key in _KEYS[""]:
            text += _("; den skal stå øverst i filen, før den første [...]")
        else:
            text += _("; her kan stå {keys}").format(keys=", ".join(keys))
        self.refuse("", text)

    def refuse(self, key: str, text: str) -> NoReturn:
        """Refuse the file because of the value of ``key``, or of the table as a whole."""
        _refuse(self._path, ", ".join(part for part in (self._place, key) if part), text)

    def has(self, key: str) -> bool:
        """Whether the table has the key."""
        return key in self._values

    def line(self, key: str, default: object = _REQUIRED) -> str:
        """Return a text of one line; without a default it must be there and not be empty."""
        text = clean_line(self._text(key, default))
        if not text and default is _REQUIRED:
            self.refuse(key, _("teksten er tom"))
        if len(text) > LONGEST:
            self.refuse(key, _("teksten er længere end {n} tegn").format(n=LONGEST))
        return text

    def text(self, key: str) -> str:
        """Return a text of any number of lines, empty where there is none."""
        return clean(self._text(key, "")).strip()

    def _text(self, key: str, default: object) -> str:
        value = self._value(key, default)
        if not isinstance(value, str):
            self._wrong(key, _("tekst i anførselstegn"), value)
        return value

    def _value(self, key: str, default: object = _REQUIRED) -> object:
        if key not in self._values and default is _REQUIRED:
            self.refuse(key, _("mangler"))
        return self._values.get(key, default)

    def _wrong(self, key: str, wanted: str, value: object) -> NoReturn:
        text = _("skal være {wanted}, ikke {value}")
        self.refuse(key, text.format(wanted=wanted, value=_described(value)))

    def number(self, key: str) -> int:
        """Return a whole number from 1 to 999."""
        return self._whole(key, self._value(key))

    def _whole(self, key: str, value: object) -> int:
        if type(value) is not int or not 1 <= value <= 999:
            self._wrong(key, _("et helt tal fra 1 til 999"), value)
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false where the key is missing."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            self._wrong(key, _("true eller false"), value)
        return value

    def day(self, key: str) -> date:
        """Return a date."""
        value = self._value(key)
        if type(value) is not date or not 1900 <= value.year <= 2100:
            self._wrong(key, _("en dato som 2015-08-25 uden anførselstegn"), value)
        return value

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Return one of a few words; without a default it must be there."""
        word = self.line(key, _REQUIRED if default is None else default)
        try:
            return kind(word)
        except ValueError:
            near = difflib.get_close_matches(word, list(kind), 1)
            known = near or list(kind)
            self._wrong(key, _(" eller ").join(f"»{value}«" for value in known), word)

    def _list(self, key: str) -> list[object]:
        value = self._value(key, [])
        if not isinstance(value, list):
            self._wrong(key, _("en liste"), value)
        if len(value) > MOST:
            self.refuse(key, _("listen har mere end {n} led").format(n=MOST))
        return value

    def texts(self, key: str) -> list[str]:
        """Return a list of texts, none of them empty; without the key an empty list."""
        texts = []
        for at, value in enumerate(self._list(key), start=1):
            text = clean(value).strip() if isinstance(value, str) else ""
            if not text:
                self._wrong(f"{key} {at}", _("tekst i anførselstegn"), value)
            texts.append(text)
        return texts

    def numbers(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers, each but once; without the key none."""
        numbers: list[int] = []
        for value in self._list(key):
            number = self._whole(key, value)
            if number in numbers:
                self.refuse(key, _("{what} står to gange").format(what=number))
            numbers.append(number)
        return tuple(numbers)

    def table(self, key: str) -> _Table:
        """Return the table ``[key]``."""
        value = self._value(key)
        if not isinstance(value, dict):
            self._wrong(key, f"[{key}]", value)
        return _Table(self._path, f"[{key}]", value, _KEYS[key])

    def tables(self, key: str, family: str = "") -> list[_Table]:
        """Return the tables ``[[key]]``. ``family`` is what stands before the key."""
        heading = f"[[{family}{key}]]"
        tables = []
        for at, value in enumerate(self._list(key), start=1):
            if not isinstance(value, dict):
                self._wrong(key, heading, value)
            place = f"{heading} {at}"
            if key == "item" and "number" in value:
                place = _("punkt {n}").format(n=_described(value["number"]).strip("»«"))
            elif family == "item.":
                place = f"{self._place}, {place}"
            tables.append(_Table(self._path, place, value, _KEYS[key]))
        return tables


_KEYS = {
    "": ("day", "body", "presence", "open", "closed", "item"),
    "body": ("id", "name", "short", "municipality", "seats", "kind", "style", "party", "member"),
    "party": ("code", "forms"),
    "member": ("id", "name", "party", "role"),
    "presence": ("apology", "absent", "everybody_else"),
    "item": (
        "number",
        "title",
        "case_number",
        "subject",
        "recommendation",
        "amendment",
        "result",
        "vote",
        "detail",
        "remark",
    ),
    "recommendation": ("lead", "addressee", "marker", "points"),
    "amendment": ("movers", "effect", "points", "text", "vote", "result", "detail"),
    "remark": ("authors", "text"),
}


def _body(table: _Table) -> tuple[Body, str]:
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


def _slug(table: _Table, key: str, text: str) -> str:
    name = slug(text)
    if not name:
        table.refuse(
            key, _("»{text}« har hverken bogstaver a-å eller tal").format(text=_short(text))
        )
    return name


def _parties(body: _Table) -> tuple[Party, ...]:
    parties: list[Party] = []
    for table in body.tables("party", "body."):
        code = table.line("code")
        if not _PARTY_CODE.fullmatch(code):
            text = _("»{code}« skal være et bogstav, evt. fulgt af et par bogstaver eller tal")
            table.refuse("code", text.format(code=_short(code)))
        if any(party.code.casefold() == code.casefold() for party in parties):
            table.refuse("code", _("{what} står to gange").format(what=code))
        forms = tuple(clean_line(form) for form in table.texts("forms"))
        if not forms:
            table.refuse("forms", _("mindst ét navn på partiet mangler"))
        parties.append(Party(code, forms))
    return tuple(parties)


def _members(body: _Table, parties: Sequence[Party]) -> tuple[Member, ...]:
    codes = {party.code.casefold(): party.code for party in parties}
    members: list[Member] = []
    for table in body.tables("member", "body."):
        name = table.line("name")
        letters = table.line("party", "")
        party = codes.get(letters.casefold())
        if letters and party is None:
            text = _("ukendt parti »{code}«; udvalget har {codes}")
            known = ", ".join(codes.values()) or "–"
            table.refuse("party", text.format(code=_short(letters), codes=known))
        member_id = _slug(table, "id", table.line("id", name))
        if any(member.id == member_id for member in members):
            text = _("{name} står to gange; giv hver sit id, hvis det er to personer")
            table.refuse("name", text.format(name=_short(name)))
        members.append(Member(member_id, name, party, table.line("role", "")))
    if not members:
        body.refuse("member", _("mangler; skriv en [[body.member]] for hvert medlem"))
    return tuple(members)


def _presence(top: _Table, body: Body) -> tuple[Movement, ...]:
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


def _items(tables: Iterable[_Table]) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    for table in tables:
        number = table.line("number").rstrip(".")
        if not _ITEM_NUMBER.fullmatch(number):
            text = _("»{n}« skal være et nummer som 5 eller 5a")
            table.refuse("number", text.format(n=_short(number)))
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


def _recommendations(item: _Table) -> tuple[Recommendation, ...]:
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


def _course(item: AgendaItem, table: _Table, body: Body, present: set[str]) -> list[Fact]:
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


def _motion(motion_id: str, item: AgendaItem, table: _Table, body: Body) -> Motion:
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


def _remark(remark_id: str, item_id: str, table: _Table, body: Body) -> Remark:
    remark = Remark(remark_id, item_id, _named(table, "authors", body), table.text("text"))
    try:
        require_complete_remark(remark)
    except Refused as error:
        table.refuse("", str(error))
    return remark


def _named(table: _Table, key: str, body: Body) -> tuple[Mention, ...]:
    named, problems = mentions(table.line(key), body)
    if problems:
        table.refuse(key, problems[0].text)
    return named


def _ruling(
    item_id: str, motion_id: str, table: _Table, body: Body, present: set[str]
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
