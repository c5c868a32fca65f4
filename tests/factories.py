"""Builders for all tests: bodies with invented members, items, facts, meetings, strategies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from clerk import library
from clerk.core.agenda import AgendaItem, Point, Recommendation, Subject
from clerk.core.apply import apply
from clerk.core.ballot import read_ballot
from clerk.core.facts import (
    Decided,
    Entry,
    Fact,
    ItemAdded,
    MeetingCreated,
    MotionMoved,
    PresenceNoted,
    Remarked,
    Voted,
)
from clerk.core.motions import Effect, Motion, Result, ResultKind
from clerk.core.people import Body, Member, Mention, Party
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Remark
from clerk.core.state import MAIN, State
from clerk.core.voting import Vote

STYLES = sorted(path.stem for path in (library.data_dir() / "styles").glob("*.toml"))
NOW = datetime(2026, 1, 1, 17, 0, tzinfo=UTC)


def _body(
    name: str, short: str, seats: int, style: str, parties: str, members: Mapping[str, str]
) -> Body:
    """Build a body from lines ``A Form, Anden form`` and from names by code (``-`` for none); the
    members of A are ``a1``, ``a2`` and so on."""
    groups = []
    for line in parties.strip().splitlines():
        code, forms = line.strip().split(" ", 1)
        groups.append(Party(code, tuple(form.strip() for form in forms.split(","))))
    people = []
    for code, names in members.items():
        for number, person in enumerate(names.split(","), start=1):
            party = None if code == "-" else code
            member_id = f"{code.lower()}{number}"
            people.append(Member(member_id, person.strip(), party))
    body = Body(short.lower(), name, short, "København", seats, style, tuple(groups), tuple(people))
    return replace(body, council="Borgerrepræsentationen", remarks_by_custom=True)


OEU = _body(
    "Økonomiudvalget",
    "ØU",
    13,
    "koebenhavn-oeu-2015",
    """
    A Socialdemokratiet, Socialdemokraterne
    Ø Enhedslisten
    B Radikale Venstre, Radikale
    F SF, Socialistisk Folkeparti
    C Det Konservative Folkeparti, Konservative
    I Liberal Alliance
    V Venstre
    O Dansk Folkeparti
    """,
    {
        "A": "Agnete Birkelund, Torben Kaasgaard, Liva Møgelholt, Poul Vrensted",
        "Ø": "Ylva Rødbæk, Ejgil Åstrand",
        "B": "Dorte Hessellund, Niels Okkerby",
        "F": "Katja Tranekilde",
        "C": "Ulrik Fuglevad",
        "I": "Mikkel Sandemose",
        "V": "Inger Tofthøj",
        "O": "Leif Grumstrup",
    },
)
OEU_ROOM = frozenset(member.id for member in OEU.members if member.party not in ("V", "O"))

MIXED = _body(
    "Prøveudvalget",
    "PU",
    12,
    "base",
    """
    A Alfa, Alfaerne
    B Beta
    C Ceta
    C2 Nye Ceta
    Ø Østparti
    Å Åparti
    """,
    {
        "A": "Mette Holm, Mette Lund, Åse Aaby",
        "B": "Bo Bak, Birthe Olsen",
        "C": "Carl Juul-Hansen",
        "C2": "Conny P. Dahl",
        "Ø": "Øjvind Ræv, Ærø Østby",
        "Å": "Åge O'Hara",
        "-": "Alma Ene, Lis Løs",
    },
)
"""A body with all that is awkward: C beside C2, namesakes, æøå, O'Hara, independents."""

SMALL = _body(
    "Miljø- og Klimaudvalget",
    "MKU",
    6,
    "base",
    """
    A Alfa, Alfaerne
    B Beta
    C Ceta
    """,
    {
        "A": "Ane Alm, Asta Ask, Arne Ager",
        "B": "Bo Bak",
        "C": "Carl Carl",
        "-": "Lis Løs",
    },
)
"""A body that is easy to count: three, one, one and an independent."""

S_AND_F = _body(
    "Udvalget", "U", 3, "base", "S Ess\nF Eff\nSF Essef", {"S": "Sy", "F": "Fy", "SF": "Ry"}
)
"""A body in which two codes side by side make a third."""


def everybody(body: Body) -> frozenset[str]:
    """Return the ids of all members."""
    return frozenset(member.id for member in body.members)


def present(ids: Iterable[str]) -> PresenceNoted:
    """Return the roll call that puts these members in the room."""
    return PresenceNoted(tuple(Movement(m, Presence.PRESENT) for m in sorted(ids)))


POINTS = ("at et.", "at to.", "at tre.")


def item(
    *texts: str, number: str = "1", case: str = "", subject: Subject = Subject.RECOMMENDATION
) -> AgendaItem:
    """Return the item ``i1`` with one recommendation in these points, or in three."""
    points = tuple(Point(n, text) for n, text in enumerate(texts or POINTS, start=1))
    recommendation = Recommendation("Det indstilles,", points)
    return AgendaItem(f"i{number}", number, f"Sag {number}", case, subject, (recommendation,))


ITEM = item()
AGENDA = tuple(item(number=number) for number in "123")


def opening(
    body: Body,
    agenda: Iterable[AgendaItem] = AGENDA,
    meeting: str = "m",
    day: date = date(2026, 1, 1),
) -> list[Fact]:
    """Return the facts of a meeting that has just begun, with everybody in the room."""
    return [
        MeetingCreated(meeting, body, day),
        *map(ItemAdded, agenda),
        present(everybody(body)),
    ]


def play(body: Body, *facts: Fact, on: AgendaItem = ITEM) -> State:
    """Return a meeting of the body in which the facts have happened to one item."""
    now: State | None = None
    for fact in (MeetingCreated("m", body, date(2015, 8, 25)), ItemAdded(on), *facts):
        now = apply(now, fact)
    assert now is not None
    return now


def vote(body: Body, line: str, motion: str = MAIN, room: Iterable[str] | None = None) -> Voted:
    """Return the vote that the line is, all present unless ``room`` says who."""
    ballot = read_ballot(line, body, frozenset(room or everybody(body)))
    assert not ballot.fatal, ballot.problems
    return Voted("i1", motion, ballot.vote)


def decided(kind: ResultKind, detail: str = "", motion: str = MAIN) -> Decided:
    """Return a result without a vote."""
    return Decided("i1", motion, Result(kind, detail))


def moved(
    motion: str, movers: str, effect: Effect, points: tuple[int, ...] = (), text: str = ""
) -> MotionMoved:
    """Return an amendment by the parties whose codes ``movers`` lists."""
    mentions = tuple(Mention(code) for code in movers.split())
    return MotionMoved(Motion(motion, "i1", mentions, effect, points, text))


def journal(facts: Iterable[Fact]) -> list[Entry]:
    """Return the facts as the entries of a journal, a second apart."""
    return [
        Entry(number, NOW + timedelta(seconds=number), fact)
        for number, fact in enumerate(facts, start=1)
    ]


def remarked(
    item_id: str, remark: str, text: str, authors: tuple[Mention, ...] = (Mention("B"),)
) -> Remarked:
    """Return a remark, by B unless said otherwise."""
    return Remarked(Remark(remark, item_id, authors, text))


# Strategies

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def votes_of(body: Body) -> st.SearchStrategy[Vote]:
    """All votes in which every member stands on one side or takes no part, in any order."""
    ids = [member.id for member in body.members]
    sides = st.lists(st.integers(0, 3), min_size=len(ids), max_size=len(ids))

    def build(order: list[str], where: list[int]) -> Vote:
        side = dict(zip(ids, where, strict=True))
        yes, no, abstained, rest = (
            tuple(m for m in order if side[m] == number) for number in range(4)
        )
        return Vote(yes, no, abstained, rest)

    return st.builds(build, st.permutations(ids), sides)


def mentions_of(body: Body) -> st.SearchStrategy[tuple[Mention, ...]]:
    """Movers or authors, none of them twice."""
    parties = st.builds(
        Mention, party=st.sampled_from([p.code for p in body.parties]), form=st.integers(0, 2)
    )
    members = st.builds(Mention, member=st.sampled_from([m.id for m in body.members]))
    others = st.builds(Mention, name=st.sampled_from(["Socialudvalget", "Forvaltningen"]))
    return st.lists(
        parties | members | others,
        min_size=1,
        max_size=4,
        unique_by=lambda m: (m.party, m.member, m.name),
    ).map(tuple)
