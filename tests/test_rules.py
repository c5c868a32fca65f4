"""What is refused as impossible, and what is only warned of."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date

import pytest
from factories import AGENDA, SMALL, decided, journal, moved, opening, vote
from stories import STORY

from clerk.core import commands
from clerk.core.agenda import AgendaItem
from clerk.core.apply import apply
from clerk.core.elections import Candidate, Round
from clerk.core.facts import (
    BallotsCounted,
    BreakTaken,
    Corrected,
    Decided,
    Divided,
    DoorsClosed,
    Fact,
    ItemOpened,
    ItemsOrdered,
    ItemSupplemented,
    MeetingClosed,
    MeetingCreated,
    MeetingReopened,
    MotionChanged,
    MotionMoved,
    PresenceNoted,
    ReadBack,
    Remarked,
    RemarkReceived,
    Resumed,
    Stopped,
    Struck,
    SubstituteSeated,
    Voted,
)
from clerk.core.history import replay
from clerk.core.motions import Effect, Motion, MotionKind, Result, ResultKind, competing
from clerk.core.people import BodyKind, Member, Mention
from clerk.core.presence import Movement, Presence
from clerk.core.references import unknown
from clerk.core.remarks import Remark, RemarkKind, Stop
from clerk.core.rules import Refused, require_possible
from clerk.core.state import MAIN, State
from clerk.core.voting import Side, Stated, Voice, VoiceKind, Vote, VoteOutcome
from clerk.core.warnings import (
    checklist,
    follow_up,
    motion_warnings,
    remark_warnings,
    vote_warnings,
)

DAY = date(2026, 1, 9)


def meeting(*facts: Fact) -> State:
    """Return the meeting of SMALL, everybody present, after the facts."""
    now: State | None = None
    for fact in (*opening(SMALL, AGENDA), *facts):
        now = apply(now, fact)
    assert now is not None
    return now


def remark(text: str = "Nej.", kind: RemarkKind = RemarkKind.REMARK, deadline: str = "") -> Remark:
    """Return a remark of B on the first item."""
    return Remark("i1/r9", "i1", (Mention("B"),), text, kind=kind, deadline=deadline)


def motion(kind: MotionKind, **fields: object) -> MotionMoved:
    """Return a motion of a kind, moved by B."""
    base = Motion("i1/9", "i1", (Mention("B"),), Effect.FREE, kind=kind)
    return MotionMoved(replace(base, **fields))  # type: ignore[arg-type]


def announced(*sides: tuple[Side, int | None] | VoteOutcome) -> Vote:
    """Return a vote of numbers alone, with the outcome that was declared if any."""
    declared = next((part for part in sides if isinstance(part, VoteOutcome)), None)
    stated = tuple(Stated(*part) for part in sides if not isinstance(part, VoteOutcome))
    return Vote(stated=stated, declared=declared)


def ballots(number: int, ane: int, bo: int, lot: str = "") -> BallotsCounted:
    """Return a round between two, of six ballots."""
    candidates = (Candidate("Ane", ane), Candidate("Bo", bo))
    return BallotsCounted("i1", "formand", Round(number, candidates, 6, lot=lot))


A_AMENDS = moved("i1/1", "A", Effect.REPLACE, (1,), "nyt")
B_AMENDS_A = MotionMoved(replace(A_AMENDS.motion, id="i1/2", amends="i1/1"))
TWO_OF_A = Voice(VoiceKind.SOME, "A", ("a1", "a2"))
NUMBERS = Vote(stated=(Stated(Side.FOR, 5), Stated(Side.AGAINST, 4), Stated(Side.ABSTAINED, 0)))
IMPOSSIBLE: dict[str, tuple[list[Fact], Fact, str]] = {
    "a vote twice": ([], Voted("i1", MAIN, Vote(("a1",), ("a1",))), "to gange"),
    "a vote of nobody": ([], Voted("i1", MAIN, Vote()), "ingen har stemt"),
    "a rejection that the votes adopt": (
        [],
        Voted("i1", MAIN, Vote(("a1", "a2"), ("b1",), declared=VoteOutcome.REJECTED)),
        "udfaldet passer ikke",
    ),
    "an unknown number that wins over none": (
        [],
        Voted("i1", MAIN, announced((Side.FOR, 0), (Side.AGAINST, None), VoteOutcome.ADOPTED)),
        "udfaldet passer ikke",
    ),
    "a vote that nobody knows the outcome of": (
        [],
        Voted("i1", MAIN, announced((Side.FOR, None))),
        "udfaldet er ukendt",
    ),
    "less than no votes": (
        [],
        Voted("i1", MAIN, announced((Side.FOR, 4), (Side.AGAINST, -3))),
        "flere på en side",
    ),
    "fewer votes than voters": (
        [],
        Voted("i1", MAIN, Vote(stated=(Stated(Side.FOR, 1, (TWO_OF_A,)),))),
        "flere på en side",
    ),
    "a side told twice": (
        [],
        Voted("i1", MAIN, announced((Side.FOR, 2), (Side.FOR, 1))),
        "side af afstemningen er talt to gange",
    ),
    "a side told and counted": (
        [],
        Voted("i1", MAIN, Vote(("a1",), stated=(Stated(Side.FOR, 2),))),
        "side af afstemningen er talt to gange",
    ),
    "no votes at all": ([], Voted("i1", MAIN, announced((Side.FOR, 0))), "ingen har stemt"),
    "a vote on nothing": ([], Voted("i1", "i1/7", Vote(("a1",))), "forslaget findes ikke"),
    "more votes than people": ([], Voted("i1", MAIN, NUMBERS), "9 stemmer, men 6 i salen"),
    "a vote of a disqualified member": (
        [PresenceNoted((Movement("c1", Presence.DISQUALIFIED, only="i1"),))],
        Voted("i1", MAIN, Vote(("a1", "c1"))),
        "Carl Carl er ikke i salen",
    ),
    "a result on nothing": (
        [],
        Decided("i1", "main:1", Result(ResultKind.ADOPTED)),
        "forslaget findes ikke",
    ),
    "an item that is not there": ([], Decided("i8", MAIN, Result(ResultKind.NOTED)), "punktet"),
    "a stranger present": ([], PresenceNoted((Movement("x", Presence.PRESENT),)), "er ikke medlem"),
    "a point that is not there": ([], Divided("i1", ((1,), (4,))), "ikke punkt 4"),
    "a point in two parts": ([], Divided("i1", ((1, 2), (2,))), "to gange"),
    "a referral to nowhere": ([], motion(MotionKind.REFERRAL), "hvortil"),
    "a procedure of nobody": ([], motion(MotionKind.PROCEDURE, movers=(), text="x"), "hvem"),
    "a division of nobody": ([], motion(MotionKind.DIVISION, movers=()), "hvem"),
    "a procedure without words": ([], motion(MotionKind.PROCEDURE), "tekst"),
    "a change of no amendment": (
        [],
        motion(MotionKind.AMENDMENT, text="x", amends="i1/1"),
        "det ændringsforslag",
    ),
    "striking what another motion amends": (
        [A_AMENDS, B_AMENDS_A],
        Struck("i1", "i1/1"),
        "et andet forslag ændrer det",
    ),
    "an amendment of itself": (
        [A_AMENDS],
        MotionChanged(replace(A_AMENDS.motion, amends="i1/1")),
        "ændre sig selv",
    ),
    "two amendments of each other": (
        [A_AMENDS, B_AMENDS_A],
        MotionChanged(replace(A_AMENDS.motion, amends="i1/2")),
        "ændre sig selv",
    ),
    "a remark of nobody": ([], Remarked(replace(remark(), authors=())), "hvem"),
    "a remark without words": ([], Remarked(remark(" ")), "tekst"),
    "a demand by somebody absent": (
        [PresenceNoted((Movement("b1", Presence.APOLOGY),))],
        Stopped("i1", Stop("b1", "Byrådet")),
        "kun den, der har deltaget",
    ),
    "a demand by somebody disqualified": (
        [PresenceNoted((Movement("b1", Presence.DISQUALIFIED, only="i1"),))],
        Stopped("i1", Stop("b1", "Byrådet")),
        "kun den, der har deltaget",
    ),
    "an election to nothing": (
        [],
        BallotsCounted("i1", " ", Round(1, (Candidate("x", 1),), 6)),
        "vælges til",
    ),
    "more ballots than people": (
        [],
        BallotsCounted("i1", "formand", Round(1, (Candidate("x", 6),), 6, 1)),
        "7 stemmer, men 6 i salen",
    ),
    "a lot after a clear round": (
        [ballots(1, 2, 2), ballots(2, 2, 2)],
        ballots(3, 4, 1, lot="Bo"),
        "ikke trækkes lod om Bo",
    ),
    "a lot that somebody else wins": (
        [ballots(1, 2, 2), ballots(2, 2, 2)],
        ballots(3, 2, 2, lot="Dronningen"),
        "ikke trækkes lod om Dronningen",
    ),
    "a third round after the first": ([ballots(1, 2, 2)], ballots(3, 2, 2), "3. runde"),
    "a round before the first": ([], ballots(0, 2, 2), "0. runde"),
    "less than no ballots": ([], ballots(1, 2, -1), "færre end 0"),
    "an order that forgets an item": ([], ItemsOrdered(("i1", "i2")), "hvert punkt"),
    "a number taken": ([], ItemSupplemented(AgendaItem("x", "2", "Nyt")), "punkt 2 findes"),
    "an item without a title": ([], ItemSupplemented(AgendaItem("x", "9", " ")), "titel"),
    "a substitute for nobody": (
        [],
        SubstituteSeated(Member("g", "Gro", "A", stands_in_for="zz")),
        "vælg det medlem",
    ),
    "doors of no item": ([], DoorsClosed("i8"), "punktet findes ikke"),
    "a break under no item": ([], BreakTaken("18.00", "8"), "punktet findes ikke"),
    "a break in a break": ([BreakTaken("18.00", "i1")], BreakTaken("18.05", "i1"), "allerede"),
    "an end of no break": ([], Resumed("18.00"), "ikke afbrudt"),
    "a fact after the end": ([MeetingClosed()], ReadBack("i1"), "lukket"),
    "a correction before the end": ([], Corrected("i1", "x", "y", "z", DAY), "ikke lukket"),
    "a correction without a reason": (
        [MeetingClosed()],
        Corrected("i1", "x", " ", "z", DAY),
        "begrundelsen",
    ),
    "reopening without a name": ([MeetingClosed()], MeetingReopened("x", "", DAY), "hvem"),
    "a late text that nobody waits for": (
        [Remarked(remark()), MeetingClosed()],
        RemarkReceived(remark("Sent.")),
        "ventes ingen tekst",
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_have_happened_is_refused_with_a_reason(name: str) -> None:
    before, fact, words = IMPOSSIBLE[name]
    with pytest.raises(Refused, match=words):
        require_possible(meeting(*before), fact)


STRANGERS: dict[type, dict[str, object]] = {
    Mention: {"party": "X", "member": None, "name": ""},
    Movement: {"member": "x"},
    Voice: {"party": "X"},
    Stop: {"member": "x"},
    Vote: {"outside": ("x",)},
}


def spoilt(value: object) -> list[object]:
    """Return the value with a stranger in the place of each of those that it names, one at a
    time."""
    if isinstance(value, tuple):
        return [
            (*value[:at], bad, *value[at + 1 :])
            for at, part in enumerate(value)
            for bad in spoilt(part)
        ]
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return []
    mine = STRANGERS.get(type(value))
    found: list[object] = [replace(value, **mine)] if mine else []
    for field in dataclasses.fields(value):
        for bad in spoilt(getattr(value, field.name)):
            found.append(replace(value, **{field.name: bad}))
    return found


def test_nobody_is_named_whom_the_body_does_not_know() -> None:
    """Whatever kind of fact names them, and wherever in it."""
    announced_by = Stated(Side.FOR, 3, (Voice(VoiceKind.WHOLE, "A"),))
    story = [*STORY, Voted("i1", MAIN, Vote(stated=(announced_by,)))]
    named = [bad for fact in story for bad in spoilt(fact) if not isinstance(fact, MeetingCreated)]
    assert len(named) > 20
    state = replay(journal(STORY))
    for fact in named:
        assert isinstance(fact, Fact)
        assert unknown(state, fact), fact
    assert not any(unknown(state, fact) for fact in story)


POSSIBLE: dict[str, tuple[list[Fact], Fact]] = {
    "a reservation whose text comes later": (
        [],
        Remarked(remark("", RemarkKind.RESERVATION, "fredag kl. 12")),
    ),
    "its text": (
        [Remarked(remark("", RemarkKind.RESERVATION, "fredag")), MeetingClosed()],
        RemarkReceived(remark("Sent.", RemarkKind.RESERVATION, "fredag")),
    ),
    "a statement of the body itself": (
        [],
        Remarked(replace(remark("Sagen tages op igen.", RemarkKind.STATEMENT), authors=())),
    ),
    "striking both, the last one first": (
        [A_AMENDS, B_AMENDS_A, Struck("i1", "i1/2")],
        Struck("i1", "i1/1"),
    ),
    "a referral that nobody in particular moves": (
        [],
        motion(MotionKind.REFERRAL, movers=(), target="Socialudvalget"),
    ),
    "a demand by somebody who has left": (
        [PresenceNoted((Movement("b1", Presence.LEFT, clock="18.00", item="2"),))],
        Stopped("i1", Stop("b1", "Byrådet")),
    ),
    "a lot between two alike": (
        [ballots(1, 2, 2), ballots(2, 2, 2), ballots(3, 2, 2)],
        ballots(3, 2, 2, lot="Bo"),
    ),
    "a correction": ([MeetingClosed()], Corrected("", "x", "y", "z", DAY)),
    "a new meeting of the old record": ([MeetingClosed()], MeetingReopened("x", "y", DAY)),
    "a fact in a reopened record": (
        [MeetingClosed(), MeetingReopened("x", "y", DAY)],
        vote(SMALL, "ab c 'løs"),
    ),
}


@pytest.mark.parametrize("name", POSSIBLE)
def test_what_may_happen_is_let_through(name: str) -> None:
    before, fact = POSSIBLE[name]
    require_possible(meeting(*before), fact)


def test_a_council_stops_nobody() -> None:
    state = meeting()
    state = replace(state, body=replace(state.body, kind=BodyKind.COUNCIL))
    with pytest.raises(Refused, match="kun et udvalgs"):
        require_possible(state, Stopped("i1", Stop("b1", "Byrådet")))


# Warnings


def warned(state: State, line: str, motion_id: str = MAIN) -> str:
    """Return what is odd about a vote in the first item."""
    ballot = vote(state.body, line, motion_id, state.present).vote
    return " · ".join(vote_warnings(state, state.items["i1"], motion_id, ballot))


TABLED = moved("i1/1", "B", Effect.REPLACE, (1,), "nyt")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("bc a 'løs", ""),
        ("ac b 'løs", "B stemmer imod"),
        ("ac 'løs b", "B stemmer ikke for"),
        ("c a=3 b", "B stemmer ikke for"),
        ("a=4 c", "B stemmer ikke for"),
    ],
)
def test_a_mover_that_leaves_its_motion_is_told_of(line: str, words: str) -> None:
    found = warned(meeting(TABLED), line, "i1/1")
    assert words in found if words else found == ""


def test_a_mover_who_is_not_in_the_room_is_not() -> None:
    gone = PresenceNoted((Movement("b1", Presence.LEFT, clock="18.00"),))
    assert warned(meeting(TABLED, gone), "c a 'løs", "i1/1") == ""


def test_a_motion_put_twice_and_an_amendment_after_the_vote_are_told_of() -> None:
    state = meeting(TABLED, vote(SMALL, "abc 'løs"))
    assert "erstatter afstemningen" in warned(state, "abc 'løs")
    assert "der er stemt om indstillingen" in warned(state, "abc 'løs", "i1/1")


def test_the_same_list_with_another_number_is_told_of() -> None:
    letters = (Voice(VoiceKind.WHOLE, "A"), Voice(VoiceKind.WHOLE, "B"))
    first = Vote(stated=(Stated(Side.FOR, 4, letters), Stated(Side.AGAINST, 1)))
    state = meeting(Voted("i1", MAIN, first))
    again = Vote(stated=(Stated(Side.AGAINST, 2, letters),))
    found = vote_warnings(state, state.items["i2"], MAIN, again)
    assert any("havde 4 stemmer" in text and "nu 2" in text for text in found)
    unknown = Vote(stated=(Stated(Side.AGAINST, None, letters),))
    assert vote_warnings(state, state.items["i2"], MAIN, unknown) == []


def test_a_motion_after_the_voting_has_begun_is_told_of() -> None:
    here = meeting(vote(SMALL, "abc 'løs")).items["i1"]
    assert "01.1.3" in motion_warnings(here, TABLED.motion)[0]
    assert motion_warnings(meeting().items["i1"], TABLED.motion) == []


@pytest.mark.parametrize(
    ("kind", "custom", "line", "words"),
    [
        (RemarkKind.DISSENT, True, "ac b 'løs", ""),
        (RemarkKind.DISSENT, True, "abc 'løs", "§ 13"),
        (RemarkKind.REMARK, True, "abc 'løs", ""),
        (RemarkKind.REMARK, False, "abc 'løs", "uden for København"),
        (RemarkKind.REMARK, False, "ac b 'løs", ""),
        (RemarkKind.REPORTED, False, "abc 'løs", ""),
    ],
)
def test_the_right_and_the_custom_are_told_apart(
    kind: RemarkKind, custom: bool, line: str, words: str
) -> None:
    state = meeting(vote(SMALL, line))
    state = replace(state, body=replace(state.body, remarks_by_custom=custom))
    found = remark_warnings(state, state.items["i1"], remark(kind=kind))
    assert words in found[0] if words else found == []


def test_what_another_amendment_may_exclude() -> None:
    first = moved("i1/1", "B", Effect.REPLACE, (1,), "nyt").motion
    same = moved("i1/2", "C", Effect.DELETE, (1, 2)).motion
    other = moved("i1/3", "C", Effect.REPLACE, (3,), "nyt").motion
    under = replace(moved("i1/4", "C", Effect.FREE, (), "nyt").motion, amends="i1/1")
    assert competing(first, [first, same, other, under]) == [same, under]


def test_the_checklist_has_the_cases_that_go_on_and_the_break_that_goes_on() -> None:
    state = meeting(
        decided(ResultKind.ADOPTED),
        Stopped("i1", Stop("b1", "Byrådet")),
        Stopped("i2", Stop("b1", "Byrådet", withdrawn=True)),
        BreakTaken("18.00", "i1"),
    )
    assert [finding.item for finding in follow_up(state)] == ["i1"]
    texts = [finding.text for finding in checklist(state)]
    assert any("Byrådet efter begæring fra Bo Bak" in text for text in texts)
    assert any("afbrudt" in text for text in texts)


# Commands


def test_points_that_a_division_leaves_out_are_one_more_part() -> None:
    assert commands.divide(meeting(), [(2,)]) == Divided("i1", ((2,), (1, 3)))
    assert commands.divide(meeting(), []) == Divided("i1", ())


def test_a_motion_moves_in_the_voting_order_and_no_further_than_its_ends() -> None:
    state = meeting(TABLED, moved("i1/2", "C", Effect.DELETE, (1, 2)))
    order = [motion_.id for motion_ in state.here.turns()]
    assert order == ["i1/2", "i1/1"]
    state = apply(state, commands.shift_motion(state, "i1/1", -1))
    assert [motion_.id for motion_ in state.here.turns()] == ["i1/1", "i1/2"]
    with pytest.raises(Refused):
        commands.shift_motion(state, "i1/1", -1)


def test_a_motion_that_was_put_does_not_become_one_that_is_only_told() -> None:
    change = moved("i1/1", "B", Effect.DELETE, (2,))
    state = meeting(change, vote(SMALL, "ab c", "i1/1"))
    withdrawn = replace(change.motion, effect=Effect.WITHDRAW)
    with pytest.raises(Refused, match="er afgjort"):
        require_possible(state, MotionChanged(withdrawn))
    require_possible(meeting(change), MotionChanged(withdrawn))
    require_possible(state, MotionChanged(replace(change.motion, points=(3,))))


def test_a_substitute_gets_an_id_of_its_own() -> None:
    state = meeting()
    for instead_of in ("b1", "c1"):
        state = apply(state, commands.seat_substitute(state, "Bo Bak", instead_of, "B"))
    ids = [member.id for member in state.body.members]
    assert len(set(ids)) == len(ids) == len(SMALL.members) + 2


def test_a_demand_goes_to_the_council_and_is_withdrawn_by_the_same_wish() -> None:
    state = meeting()
    demanded = commands.stop(state, "b1")
    assert demanded == Stopped("i1", Stop("b1", "Borgerrepræsentationen"))
    elsewhere = replace(state, body=replace(state.body, council="Byrådet"))
    assert commands.stop(elsewhere, "b1").stop.to == "Byrådet"
    state = apply(state, commands.stop(state, "b1", " Byrådet "))
    withdrawn = commands.stop(state, "b1")
    assert withdrawn == Stopped("i1", Stop("b1", "Byrådet", withdrawn=True))
    assert commands.stop(apply(state, withdrawn), "b1").stop.withdrawn is False


def test_items_are_joined_in_the_agenda_s_order_and_a_new_one_has_the_next_number() -> None:
    state = meeting(ItemOpened("i2"))
    assert commands.join_items(state, ["i3", "i1"]).items == ("i1", "i2", "i3")
    assert commands.join_items(state, []).items == ("i2",)
    assert commands.next_number(state) == "4"
