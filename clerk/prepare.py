"""A meeting from a TOML file that a person can write: the body, the agenda, what was announced.

data/README.md describes the file. Votes, movers and authors are in the program's own one-line
notation, so the file says what a clerk would type.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

from clerk.core.danish import clean, clean_line, slug
from clerk.core.entry import Mention, mentions
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
from clerk.core.state import MAIN, History, State
from clerk.core.voting import read_ballot

LARGEST = 5_000_000
"""Bytes beyond which a file is no meeting that a person wrote."""

_Choice = TypeVar("_Choice", bound=StrEnum)
Value = TypeVar("Value")


class PrepareError(Exception):
    """The file cannot be used; the message names the file, the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A meeting that is ready to be put in a store."""

    meeting_id: str
    entries: list[Entry]
    state: State


class Register(Protocol):
    """What :func:`found` needs from the store."""

    def append(
        self, meeting: str, entries: Sequence[Entry], before: State | None, after: State
    ) -> None:
        """Put the entries on disk, all or none."""

    def enrol(self, body: Body, since: date) -> None:
        """Put the body in the register."""


def found(store: Register, prepared: Prepared) -> None:
    """Put a prepared meeting in the store: its body in the register, its facts in one act."""
    store.enrol(prepared.state.body, prepared.state.day)
    store.append(prepared.meeting_id, prepared.entries, None, prepared.state)


def read_meeting(path: Path) -> Prepared:
    """Read a meeting file. Raises PrepareError, and OSError where the file cannot be read."""
    if path.stat().st_size > LARGEST:
        raise PrepareError(
            _("{file}: større end {n} byte; det er ikke en mødefil").format(file=path, n=LARGEST)
        )
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        text = _("{file}: er ikke UTF-8 (byte {n}); gem filen som UTF-8")
        raise PrepareError(text.format(file=path, n=error.start)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PrepareError(_("{file}: {why}").format(file=path, why=error)) from error
    return _Reader(path).read(raw)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._history = History()
        self._entries: list[Entry] = []
        self._start = datetime.min.replace(tzinfo=UTC)

    def _fail(self, place: str, why: str) -> NoReturn:
        raise PrepareError(f"{self._path}: {place}: {why}")

    def read(self, raw: Mapping[str, Any]) -> Prepared:
        self._known("møde", raw, "day", "body", "presence", "open", "closed", "item")
        day = self._get("møde", raw, "day", date)
        if isinstance(day, datetime):
            self._fail("day", _("skriv kun datoen, fx 2015-08-25"))
        body = self._body(self._get("møde", raw, "body", dict))
        self._start = datetime.combine(day, time(16), UTC)
        meeting = f"{slug(body.short)}-{day.isoformat()}"
        self._add(MeetingCreated(meeting, body, day))
        tables = self._get("møde", raw, "item", list, [])
        items = [self._item(table, n) for n, table in enumerate(tables, start=1)]
        if not items:
            self._fail("item", _("mødet har ingen punkter; skriv mindst ét [[item]]"))
        for item in items:
            if item.id in (self._state.items):
                self._fail(f"item {item.number}", _("nummeret er brugt to gange"))
            self._add(ItemAdded(item))
        self._presence(self._get("møde", raw, "presence", dict, {}))
        for item, table in zip(items, tables, strict=True):
            self._happened(item, table)
        number = self._get("møde", raw, "open", str, items[0].number)
        if f"i{number}" not in self._state.items:
            self._fail("open", _("der er intet punkt {n}").format(n=number))
        if self._state.current != f"i{number}":
            self._add(ItemOpened(f"i{number}"))
        if self._get("møde", raw, "closed", bool, False):
            self._add(MeetingClosed())
        return Prepared(meeting, self._entries, self._state)

    @property
    def _state(self) -> State:
        assert self._history.state is not None
        return self._history.state

    def _add(self, fact: Fact) -> None:
        number = len(self._entries) + 1
        entry = Entry(number, self._start + timedelta(seconds=number), fact)
        self._history.add(entry)
        self._entries.append(entry)

    def _known(self, place: str, table: object, *keys: str) -> None:
        if not isinstance(table, Mapping):
            self._fail(place, _("skal være en tabel"))
        for key in table:
            if key not in keys:
                text = _("ukendt nøgle »{key}«; her kan stå {keys}")
                self._fail(place, text.format(key=key, keys=", ".join(keys)))

    def _get(
        self,
        place: str,
        table: Mapping[str, Any],
        key: str,
        kind: type[Value],
        default: Value | None = None,
    ) -> Value:
        if key not in table:
            if default is None:
                self._fail(place, _("»{key}« mangler").format(key=key))
            return default
        value = table[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            text = _("»{key}« skal være {kind}")
            self._fail(place, text.format(key=key, kind=kind.__name__))
        return value

    def _line(
        self, place: str, table: Mapping[str, Any], key: str, default: str | None = None
    ) -> str:
        return clean_line(self._get(place, table, key, str, default))

    def _choice(
        self,
        place: str,
        table: Mapping[str, Any],
        key: str,
        kind: type[_Choice],
        default: str | None = None,
    ) -> _Choice:
        word = self._get(place, table, key, str, default)
        try:
            return kind(word)
        except ValueError:
            text = _("»{key}« er »{word}«; her kan stå {words}")
            self._fail(place, text.format(key=key, word=word, words=", ".join(kind)))

    def _list(
        self, place: str, table: Mapping[str, Any], key: str, kind: type[Value]
    ) -> list[Value]:
        values = self._get(place, table, key, list, [])
        for value in values:
            if not isinstance(value, kind):
                text = _("»{key}« skal være en liste af {kind}")
                self._fail(place, text.format(key=key, kind=kind.__name__))
        return values

    def _body(self, raw: dict[str, Any]) -> Body:
        keys = ("id", "name", "short", "municipality", "seats", "kind", "style", "party", "member")
        self._known("body", raw, *keys)
        parties: list[Party] = []
        for n, table in enumerate(self._list("body", raw, "party", dict), start=1):
            place = f"body.party {n}"
            self._known(place, table, "code", "forms")
            forms = tuple(clean_line(form) for form in self._list(place, table, "forms", str))
            code = self._line(place, table, "code")
            if not code or not forms or any(party.code == code for party in parties):
                self._fail(place, _("et parti skal have sit eget bogstav og mindst ét navn"))
            parties.append(Party(code, forms))
        members: list[Member] = []
        for n, table in enumerate(self._list("body", raw, "member", dict), start=1):
            place = f"body.member {n}"
            self._known(place, table, "name", "party", "role")
            name = self._line(place, table, "name")
            letter = self._line(place, table, "party", "")
            if letter and all(party.code != letter for party in parties):
                self._fail(place, _("ukendt parti »{party}«").format(party=letter))
            if not slug(name) or any(member.id == slug(name) for member in members):
                self._fail(
                    place, _("navnet »{name}« er tomt eller brugt to gange").format(name=name)
                )
            role = self._line(place, table, "role", "")
            members.append(Member(slug(name), name, letter or None, role))
        seats = self._get("body", raw, "seats", int)
        if seats < max(1, len(members)):
            self._fail("body", _("»seats« er mindre end antallet af medlemmer"))
        return Body(
            id=self._line("body", raw, "id"),
            name=self._line("body", raw, "name"),
            short=self._line("body", raw, "short"),
            municipality=self._line("body", raw, "municipality"),
            seats=seats,
            style=self._line("body", raw, "style", "base"),
            parties=tuple(parties),
            members=tuple(members),
            kind=self._choice("body", raw, "kind", BodyKind, "committee"),
        )

    def _item(self, raw: object, place_number: int) -> AgendaItem:
        place = f"item {place_number}"
        keys = ("number", "title", "case_number", "subject", "recommendation", "amendment")
        self._known(place, raw, *keys, "result", "detail", "vote", "remark")
        assert isinstance(raw, Mapping)
        recommendations: list[Recommendation] = []
        number = 0
        for n, table in enumerate(self._list(place, raw, "recommendation", dict), start=1):
            inner = f"{place}, recommendation {n}"
            self._known(inner, table, "lead", "addressee", "marker", "points")
            points = []
            for text in self._list(inner, table, "points", str):
                number += 1
                points.append(Point(number, clean(text).strip()))
            marker = self._choice(inner, table, "marker", Marker, "number")
            lead = self._line(inner, table, "lead", "")
            addressee = self._line(inner, table, "addressee", "")
            recommendations.append(Recommendation(lead, tuple(points), marker, addressee))
        label = self._line(place, raw, "number")
        return AgendaItem(
            id=f"i{label}",
            number=label,
            title=self._line(place, raw, "title"),
            case_number=self._line(place, raw, "case_number", ""),
            subject=self._choice(place, raw, "subject", Subject, "recommendation"),
            recommendations=tuple(recommendations),
        )

    def _presence(self, raw: dict[str, Any]) -> None:
        self._known("presence", raw, "apology", "absent", "everybody_else")
        body = self._state.body
        noted: dict[str, Presence] = {}
        for key, presence in (("apology", Presence.APOLOGY), ("absent", Presence.ABSENT)):
            for name in self._list("presence", raw, key, str):
                member_id = slug(name)
                if all(member.id != member_id for member in body.members):
                    self._fail("presence", _("ukendt medlem »{name}«").format(name=name))
                noted[member_id] = presence
        if self._get("presence", raw, "everybody_else", str, "") == "present":
            for member in body.members:
                noted.setdefault(member.id, Presence.PRESENT)
        if noted:
            self._add(PresenceNoted(tuple(Movement(m, presence) for m, presence in noted.items())))

    def _happened(self, item: AgendaItem, raw: Mapping[str, Any]) -> None:
        place = f"item {item.number}"
        settled = "result" in raw or "vote" in raw
        if settled and self._state.current != item.id:
            self._add(ItemOpened(item.id))
        for n, table in enumerate(self._list(place, raw, "amendment", dict), start=1):
            self._amendment(item, table, n)
        self._ruling(place, item, MAIN, raw)
        for n, table in enumerate(self._list(place, raw, "remark", dict), start=1):
            inner = f"{place}, remark {n}"
            self._known(inner, table, "authors", "text")
            text = clean(self._get(inner, table, "text", str)).strip()
            authors = self._mentions(inner, table, "authors")
            remark = Remark(f"{item.id}/r{n}", item.id, authors, text)
            self._checked(inner, lambda r=remark: require_complete_remark(r))  # type: ignore[misc]
            self._add(Remarked(remark))
        if settled:
            self._add(ReadBack(item.id))

    def _amendment(self, item: AgendaItem, table: Mapping[str, Any], n: int) -> None:
        place = f"item {item.number}, amendment {n}"
        self._known(place, table, "movers", "effect", "points", "text", "vote", "result", "detail")
        motion = Motion(
            id=f"{item.id}/{n}",
            item=item.id,
            movers=self._mentions(place, table, "movers"),
            effect=self._choice(place, table, "effect", Effect),
            points=tuple(self._list(place, table, "points", int)),
            text=clean(self._get(place, table, "text", str, "")).strip(),
        )
        here = self._state.items[item.id]
        self._checked(place, lambda: require_complete_motion(here, motion))
        self._add(MotionMoved(motion))
        self._ruling(place, item, motion.id, table)

    def _checked(self, place: str, check: Any) -> None:
        try:
            check()
        except Refused as refusal:
            self._fail(place, str(refusal))

    def _mentions(self, place: str, table: Mapping[str, Any], key: str) -> tuple[Mention, ...]:
        line = self._get(place, table, key, str)
        named, problems = mentions(line, self._state.body)
        if problems:
            self._fail(place, f"»{key} = {line}«: {problems[0].text}")
        return named

    def _ruling(self, place: str, item: AgendaItem, motion: str, table: Mapping[str, Any]) -> None:
        if "vote" in table:
            line = self._get(place, table, "vote", str)
            state = self._state
            ballot = read_ballot(line, state.body, state.attendance.present())
            if ballot.problems:
                self._fail(place, f"»vote = {line}«: {ballot.problems[0].text}")
            self._add(Voted(item.id, motion, ballot.vote))
        elif "result" in table:
            kind = self._choice(place, table, "result", ResultKind)
            detail = self._line(place, table, "detail", "")
            self._add(Decided(item.id, motion, Result(kind, detail)))
