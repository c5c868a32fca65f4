"""The sample facts in which a house style is shown: small scenes that say every phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from clerk.core.agenda import Subject
from clerk.core.apply import apply
from clerk.core.elections import Candidate, Round
from clerk.core.facts import (
    BallotsCounted,
    BreakTaken,
    Corrected,
    Divided,
    Fact,
    ItemsJoined,
    MeetingClosed,
    MeetingCreated,
    MeetingReopened,
    PresenceNoted,
    Remarked,
    Resumed,
    Stopped,
    SubstituteSeated,
)
from clerk.core.i18n import N_
from clerk.core.minutes import minutes
from clerk.core.motions import OF_THE_ITEM, Effect, MotionKind, ResultKind
from clerk.core.paragraphs import plain
from clerk.core.people import Member
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Remark, RemarkKind, Source, Stop
from clerk.core.state import State, part_id
from clerk.core.style import Style
from clerk.core.wording import decision
from clerk.styles.stage import BODY, DAY, SAID, amend, item, move, result, vote, who


@dataclass(frozen=True, slots=True)
class Scene:
    """Some facts of a meeting under a name. ``whole`` scenes are shown with the whole minutes,
    the others with the decisions of their items."""

    name: str
    facts: tuple[Fact, ...]
    whole: bool = False

    def state(self) -> State:
        """Return the meeting after the facts."""
        now = apply(None, MeetingCreated("m", BODY, DAY))
        for fact in self.facts:
            now = apply(now, fact)
        return now

    def text(self, style: Style) -> str:
        """Return what the style makes of the scene, the items set apart by a line of their own."""
        state = self.state()
        if self.whole:
            blocks = minutes(state, style, fingerprint="3f9a 77c1")
            return "\n".join(block.text for block in blocks)
        return "\n\n· · ·\n\n".join(plain(decision(state, item, style)) for item in state.items)


def _each(*votes: str) -> Iterator[Fact]:
    """Give an item for each vote line, settled by it."""
    for n, line in enumerate(votes, start=1):
        yield item(n)
        yield vote(line, n)


def _every_result() -> Iterator[Fact]:
    """Give an item for each result: bare, with a detail, after an amendment, of other motions."""
    details = {
        ResultKind.ADOPTED: "at broen bevares",
        ResultKind.RECOMMENDED: "Regionsrådet",
        ResultKind.POSTPONED: "14. april 2026",
        ResultKind.REFERRED: "Socialudvalget",
        ResultKind.FORWARDED: "til Regionsrådet",
        ResultKind.REMOVED: "ved mødets start",
        ResultKind.RESOLVED: "at bede om en ny beregning",
        ResultKind.ELECTED: "Dorte Hessel",
        ResultKind.FREE: "Byrådet drøftede en tidsplan.",
    }
    for n, kind in enumerate(ResultKind):
        if kind not in (ResultKind.ELECTED, ResultKind.FREE):
            yield from (item(n), result(kind, n=n))
        if kind in details:
            yield from (item(100 + n), result(kind, details[kind], n=100 + n))
        yield from (
            item(200 + n, sender="Havneudvalget"),
            amend("F", Effect.ADD, "at gå.", n=200 + n),
        )
        yield result(ResultKind.ADOPTED, n=200 + n, motion="x")
        yield result(kind, details.get(kind, ""), n=200 + n)
        if kind not in OF_THE_ITEM:
            for m, moved in (
                (300 + n, amend("F", Effect.ADD, "at gå.", n=300 + n)),
                (400 + n, move(MotionKind.REOPENING, "F", n=400 + n)),
            ):
                yield from (item(m), moved, result(kind, n=m, motion="x"))


def _amendments() -> Iterator[Fact]:
    yield from (
        item(),
        amend("A F", Effect.REPLACE, "at kajen fredes.", 1),
        vote("avf bcø'lis", motion="x"),
    )
    yield from (vote("avfb'lis cø"), item(2), amend("v1", Effect.ADD, "at broen males.", n=2))
    yield from (vote("v afbcø'lis", 2, "x"), result(ResultKind.ADOPTED, n=2), item(3))
    yield from (amend("Ø", Effect.DELETE, "", 2, n=3), vote("avfbcø'lis", 3, "x"))
    yield from (result(ResultKind.ADOPTED, n=3), item(4))
    yield amend("Ø", Effect.DELETE, "og broen", 1, n=4)
    yield amend("C", Effect.POSTPONE, "", 2, 3, n=4, as_="y")
    yield from (
        result(ResultKind.ADOPTED, n=4, motion="x"),
        result(ResultKind.ADOPTED, n=4, motion="y"),
    )
    yield from (vote("avf bcø'lis", 4), item(5, subject=Subject.STATEMENT, advice=SAID))
    yield from (
        amend("B F", Effect.REPLACE, "- kajen fredes.\n\n- kajen males.", 3, n=5),
        vote("bf avc ø'lis", 5, "x"),
    )


def _sub_amendments() -> Iterator[Fact]:
    yield from (
        item(),
        amend("A", Effect.FREE, "at broen males.", label="ÆF1", again="Havneudvalget"),
    )
    yield amend("F", Effect.FREE, "at broen males rød.", as_="y", amends="x", joined="B -1")
    yield from (vote("fb'lis avcø", motion="y"), vote("af vcbø'lis", motion="x"), item(2))
    yield amend("A", Effect.REPLACE, "at kajen fredes.", 1, n=2, joined="C")
    yield amend("V", Effect.REPLACE, "at kajen sløjfes.", 1, n=2, as_="y")
    yield from (vote("afcb vø'lis", 2, "x"), result(ResultKind.LAPSED, n=2, motion="y"))
    yield from (result(ResultKind.ADOPTED, n=2), item(3))
    yield from (amend("c1", Effect.WITHDRAW, "", 3, n=3), result(ResultKind.ADOPTED, n=3))


def _parts() -> Iterator[Fact]:
    yield from (item(sender="Havneudvalget"), Divided("i1", ((1,), (2, 3))))
    yield amend("V", Effect.REPLACE, "at kajen fredes.", 1)
    yield from (vote("v afbcø'lis", motion="x"), vote("afbcø'lis v", motion=part_id((1,))))
    yield from (
        result(ResultKind.ADOPTED, motion=part_id((2, 3))),
        item(2, onward="Regionsrådet"),
    )
    yield from (Divided("i2", ((1,), (2, 3))), vote("avfbc'lis ø", 2, part_id((1,))))
    yield result(ResultKind.RECOMMENDED, n=2, motion=part_id((2, 3)))


def _motions() -> Iterator[Fact]:
    proposal = Subject.PROPOSAL
    yield from (item(subject=proposal), amend("F", Effect.FREE, "at broen males.", as_="y"))
    yield from (
        move(MotionKind.REFERRAL, "A", "til Havneudvalget", joined="B"),
        vote("avfb cø'lis", motion="x"),
    )
    yield from (
        item(2),
        move(MotionKind.POSTPONEMENT, "C", "maj", n=2),
        vote("c avfbø'lis", 2, "x"),
    )
    yield from (result(ResultKind.ADOPTED, n=2), item(3, subject=Subject.AGENDA))
    yield from (
        move(MotionKind.REMOVAL, "Ø", "punkt 7", n=3),
        result(ResultKind.ADOPTED, n=3, motion="x"),
    )
    yield from (result(ResultKind.ADOPTED, n=3), item(4))
    yield move(MotionKind.PROCEDURE, "v1", "", "at taletiden er to minutter.", n=4)
    yield from (vote("vc afø 'lisb", 4, "x"), item(5), move(MotionKind.REOPENING, "-1", n=5))
    yield from (
        vote("'lis avfbcø", 5, "x"),
        result(ResultKind.REMOVED, n=5),
        item(6),
        move(MotionKind.DIVISION, "Ø", n=6),
    )
    yield from (result(ResultKind.ADOPTED, n=6), item(7))
    yield from (
        move(MotionKind.MATTER, "", "Færgelejet", n=7),
        result(ResultKind.ADOPTED, n=7, motion="x"),
    )
    for n, kind in enumerate((MotionKind.POSTPONEMENT, MotionKind.REMOVAL), start=8):
        yield from (item(n), amend("F", Effect.FREE, "at broen males.", n=n, as_="y"))
        yield from (move(kind, "A", n=n), result(ResultKind.ADOPTED, n=n, motion="x"))
    yield from (item(10), move(MotionKind.REFERRAL, "B", "Havneudvalget", n=10))
    yield result(ResultKind.POSTPONED, "da mødet blev aflyst", n=10)


def _nouns() -> Iterator[Fact]:
    for n, subject in enumerate(Subject):
        yield from (item(n, subject=subject), result(ResultKind.ADOPTED, n=n))
        yield from (item(50 + n, subject=subject), vote("avf bcø'lis", 50 + n))
    yield from (item(99, sender="Havneudvalget"), result(ResultKind.CARRIED_OUT, n=99))


def _onward() -> Iterator[Fact]:
    to = "Regionsrådet"
    yield from (item(onward=to, sender="Havneudvalget"), result(ResultKind.RECOMMENDED))
    yield from (
        item(2, onward=to),
        vote("avf bcø'lis", 2),
        item(3, onward=to),
        result(ResultKind.NOT_RECOMMENDED, n=3),
    )
    yield from (
        item(4, onward=to),
        amend("F", Effect.ADD, "at broen males.", n=4),
        result(ResultKind.ADOPTED, n=4, motion="x"),
    )
    yield from (
        vote("? ø", 4),
        item(5, onward=to),
        vote("ø avf", 5),
        item(6, onward=to),
        result(ResultKind.ADOPTED, n=6),
    )


def _remarks() -> Iterator[Fact]:
    yield from (item(), result(ResultKind.ADOPTED))
    dated = Source("Havneudvalget", date(2026, 3, 9), "", "")
    undated = Source("udvalgsbehandlingen", None, "", "")
    late = "fredag kl. 12"
    for n, remark in enumerate((
        Remark("", "i1", who("A"), "Vi takker."),
        Remark("", "i1", who("Ø -1"), "Vi er imod.", joined=who("F"), points=(2,), fresh=True),
        Remark("", "i1", who("C"), "Broen burde bevares.", kind=RemarkKind.DISSENT),
        Remark("", "i1", who("V"), "Som sidst.", dated, joined=who("B")),
        Remark("", "i1", who("B"), "Også som sidst.", undated),
        Remark("", "i1", who("v2"), "Vi skal se på det.", kind=RemarkKind.RESERVATION),
        Remark("", "i1", who("F"), "", kind=RemarkKind.RESERVATION),
        Remark("", "i1", who("C"), "", kind=RemarkKind.RESERVATION, deadline=late),
        Remark("", "i1", who("Ø"), "Nu er vi klar.", kind=RemarkKind.RESERVATION, deadline=late),
        Remark("", "i1", who("V"), "stemte imod, idet broen er ny.", kind=RemarkKind.REPORTED),
        Remark("", "i1", (), "Forvaltningen vender tilbage.", kind=RemarkKind.STATEMENT),
    )):  # fmt: skip
        yield Remarked(replace(remark, id=f"r{n}"))


def _room() -> Iterator[Fact]:
    yield PresenceNoted(tuple(Movement(m.id, Presence.PRESENT) for m in BODY.members[2:]))
    yield PresenceNoted(
        (
            Movement("a1", Presence.APOLOGY, "ferie"),
            Movement("a2", Presence.ABSENT),
            Movement("a3", Presence.ABSENT),
        )
    )
    yield SubstituteSeated(Member("s", "Stine Alm", "A", stands_in_for="a1"), "ferie")
    yield from (item(4), item(5), ItemsJoined(("i4", "i5")))
    for member, where, clock in (
        ("v3", Presence.LEFT, "17.54"),
        ("v3", Presence.PRESENT, "18.10"),
        ("a2", Presence.PRESENT, "18.12"),
    ):
        yield PresenceNoted((Movement(member, where, clock=clock, item="4"),))
    yield PresenceNoted((
        Movement("c1", Presence.DISQUALIFIED, only="i4"), Movement("ø1", Presence.OUT, only="i5"),
    ))  # fmt: skip
    yield SubstituteSeated(Member("s2", "Søren Bæk", "C", stands_in_for="c1"), items=("i4",))
    yield from (BreakTaken("18.30", "5"), Resumed("18.45"), BreakTaken("19.00", "5", "kl. 20"))
    yield from (Resumed("20.00"), BreakTaken("22.00", "5", "næste dag"))
    yield from (Resumed("09.00", "den 10. marts"), BreakTaken("11.00", "5", "den 11. marts"))
    yield from (result(ResultKind.ADOPTED, n=4), result(ResultKind.ADOPTED, n=5))


def _everybody() -> Iterator[Fact]:
    yield PresenceNoted(tuple(Movement(m.id, Presence.PRESENT) for m in BODY.members))
    yield from (item(closed=True), result(ResultKind.ADOPTED), MeetingClosed("21.15"))
    yield Corrected("i1", "Der skulle stå 3 mio. kr.", "slåfejl", "borgmesteren", DAY)
    yield Corrected("", "Bilag 2 var omdelt.", "udeladt", "sekretæren", DAY, addition=True)
    yield MeetingReopened("punkt 7 manglede", "borgmesteren", DAY)


def _election() -> Iterator[Fact]:
    yield item(subject=Subject.ELECTION)
    for post, number, counts, blank, lot in (
        ("formand", 1, {"Inger Toft": 7, "Agnete Birk": 5}, 1, ""),
        ("næstformand", 1, {"Agnete Birk": 6, "Ulrik Fugl": 4}, 3, ""),
        ("næstformand", 2, {"Agnete Birk": 5, "Ulrik Fugl": 4, "Ylva Rød": 4}, 0, "Ylva Rød"),
        ("næstformand", 3, {"Agnete Birk": 6, "Ylva Rød": 6}, 1, "Agnete Birk"),
    ):
        found = tuple(Candidate(name, votes) for name, votes in counts.items())
        yield BallotsCounted("i1", post, Round(number, found, 13, blank, lot))


def _stops() -> Iterator[Fact]:
    yield from (item(), result(ResultKind.ADOPTED), Stopped("i1", Stop("ø1", "Byrådet")))
    yield from (Stopped("i1", Stop("c1", "Byrådet")), Stopped("i1", Stop("-1", "Byrådet", True)))


SCENES = tuple(
    Scene(name, tuple(facts), whole)
    for name, facts, whole in (
        (N_("Vedtaget uden afstemning"), (item(), result(ResultKind.ADOPTED)), False),
        (N_("Afstemning: partierne for, imod og dem, der undlod"), _each("avf cø b'lis"), False),
        (N_("Én stemme, ét medlem, ingen imod"), _each("c avf b", "avfb'lis", "-avfbc"), False),
        (N_("Forkastet, og stemmelighed"), _each("cø avfb'lis", "vf'lisb acø", "c b af"), False),
        (
            N_("Delte partier og løsgængere"),
            _each("avf bc'rise ø'lis", "'birk,'kaas,vf'rød c'møgel,'holt,b'lis 'strand"),
            False,
        ),
        (
            N_("Til stede uden at stemme, og ude under afstemningen"),
            _each("av fbc'lis*ø", "av fbc'lis<'rød,'strand"),
            False,
        ),
        (N_("Kun tal"), _each("8 3 2", "1 9 3", "6 6 1", "+? -=3", "+=7 -? 0=2"), False),
        (N_("Kun bogstaver, ingen tal"), _each("av? cø?=g", "cø? av? b?=f", "av? cø?=b"), False),
        (
            N_("Kun mindretallet, eller kun det ene tal"),
            _each("? ø", "? -ø=2", "+avf=7 -cø?=g 0b"),
            False,
        ),
        (N_("Ændringsforslag"), _amendments(), False),
        (
            N_("Underændringsforslag, mærker, konkurrerende og trukne forslag"),
            _sub_amendments(),
            False,
        ),
        (N_("Punkt for punkt"), _parts(), False),
        (N_("Henvisning, udsættelse, procedure, genoptagelse, delsager"), _motions(), False),
        (N_("Hvad punktet er: indstilling, forslag, orientering, dagsorden"), _nouns(), False),
        (N_("Resultater uden afstemning, et for et"), _every_result(), False),
        (N_("Sendt videre til næste organ"), _onward(), False),
        (N_("Bemærkninger og forbehold"), _remarks(), False),
        (N_("Standsning"), _stops(), False),
        (N_("Valg"), _election(), False),
        (N_("Fremmøde, inhabilitet, stedfortrædere, pauser"), _room(), True),
        (N_("Hele protokollen, lukket punkt, rettelser"), _everybody(), True),
    )
)
"""Every phrase of a style is said in some scene."""
