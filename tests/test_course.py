"""The course of an item and of a meeting: gates, parts, orders, breaks, additions after the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factories import AGENDA, SMALL, decided, journal, moved, opening, play, vote

from clerk.core.agenda import AgendaItem, Subject
from clerk.core.apply import apply
from clerk.core.elections import Candidate, Round
from clerk.core.facts import (
    BallotsCounted,
    BreakTaken,
    Corrected,
    Divided,
    DoorsClosed,
    Fact,
    ItemOpened,
    ItemsJoined,
    ItemsOrdered,
    ItemSupplemented,
    MeetingClosed,
    MeetingReopened,
    MotionMoved,
    MotionsOrdered,
    PresenceNoted,
    ReadBack,
    Resumed,
    Stopped,
    TextEdited,
    Undone,
)
from clerk.core.history import History
from clerk.core.motions import Effect, Motion, MotionKind, ResultKind, voting_order
from clerk.core.people import Mention
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Stop
from clerk.core.state import MAIN, ItemState, State, part_id, target

DAY = date(2026, 1, 9)
AMENDED = moved("i1/1", "B", Effect.REPLACE, (1,), "nyt")


def meeting(*facts: Fact) -> State:
    """Return the meeting of SMALL after the facts."""
    now: State | None = None
    for fact in (*opening(SMALL, AGENDA), *facts):
        now = apply(now, fact)
    assert now is not None
    return now


def first(*facts: Fact) -> ItemState:
    """Return the first item after the facts."""
    return meeting(*facts).items["i1"]


def gate(kind: MotionKind, motion: str = "i1/9") -> MotionMoved:
    """Return a motion that asks for something else than the substance."""
    return MotionMoved(Motion(motion, "i1", (), Effect.FREE, kind=kind, target="et udvalg"))


# Gates


def test_a_referral_is_put_before_the_substance_and_settles_the_item_when_adopted() -> None:
    referral = gate(MotionKind.REFERRAL)
    assert first(AMENDED, referral).next_motion == "i1/9"
    lost = first(AMENDED, referral, vote(SMALL, "b ac", "i1/9"))
    assert (lost.decided, lost.next_motion) == (False, "i1/1")
    won = first(AMENDED, referral, vote(SMALL, "ac b", "i1/9"))
    assert (won.decided, won.next_motion) == (True, None)
    assert [motion.id for motion in won.untreated()] == ["i1/1"]


def test_on_the_agenda_s_own_item_a_removal_concerns_another_item() -> None:
    agenda = replace(AGENDA[0], subject=Subject.AGENDA)
    adopted = decided(ResultKind.ADOPTED, motion="i1/9")
    here = play(SMALL, gate(MotionKind.REMOVAL), adopted, on=agenda).here
    assert (here.decided, here.next_motion) == (False, MAIN)


def test_a_demand_for_divided_voting_is_told_and_not_voted_on() -> None:
    here = first(gate(MotionKind.DIVISION))
    assert here.next_motion == MAIN
    assert first(gate(MotionKind.DIVISION), decided(ResultKind.ADOPTED)).untreated() == []


def test_points_that_the_movers_withdraw_leave_the_proposal_without_a_vote() -> None:
    here = first(moved("i1/1", "B C", Effect.WITHDRAW, (2,)))
    assert here.next_motion == MAIN
    assert [point.change for point in here.working_points()] == ["kept", "deleted", "kept"]


# The voting order


def test_the_suggested_order() -> None:
    def motion(name: str, **fields: object) -> Motion:
        base = Motion(name, "i1", (Mention("B"),), Effect.REPLACE, (1,), "x")
        return replace(base, **fields)  # type: ignore[arg-type]

    motions = [
        motion("one point"),
        motion("two points", points=(1, 2)),
        motion("under it", amends="one point"),
        motion("the whole", effect=Effect.FREE, points=()),
        motion("later", kind=MotionKind.POSTPONEMENT),
        motion("again", kind=MotionKind.REOPENING),
        motion("how", kind=MotionKind.PROCEDURE),
    ]
    assert [m.id for m in voting_order(motions)] == [
        "again",
        "how",
        "later",
        "the whole",
        "two points",
        "under it",
        "one point",
    ]


def test_the_clerk_s_order_goes_before_the_suggested_one_and_new_motions_before_it() -> None:
    two = moved("i1/2", "C", Effect.DELETE, (1, 2))
    here = first(AMENDED, two, MotionsOrdered("i1", ("i1/1", "i1/2")))
    assert [motion.id for motion in here.turns()] == ["i1/1", "i1/2"]
    late = first(
        AMENDED, two, MotionsOrdered("i1", ("i1/1", "i1/2")), gate(MotionKind.REFERRAL, "i1/3")
    )
    assert late.next_motion == "i1/3"


def test_a_change_of_an_amendment_that_was_struck_still_has_its_turn() -> None:
    lost = replace(AMENDED.motion, id="i1/2", amends="i1/7")
    assert first(AMENDED, MotionMoved(lost)).next_motion == "i1/1"
    assert len(first(AMENDED, MotionMoved(lost)).turns()) == 2


# Parts


def test_an_item_in_parts_is_decided_when_all_its_parts_are() -> None:
    parts = Divided("i1", ((1,), (2, 3)))
    here = first(parts)
    assert (here.part_ids, here.next_motion) == (["main:1", "main:2-3"], "main:1")
    here = first(parts, vote(SMALL, "ab c", "main:1"))
    assert (here.decided, here.next_motion) == (False, "main:2-3")
    here = first(parts, vote(SMALL, "ab c", "main:1"), decided(ResultKind.NOTED, motion="main:2-3"))
    assert (here.decided, here.next_motion) == (True, None)


def test_amendments_come_before_the_parts() -> None:
    assert first(AMENDED, Divided("i1", ((1,), (2, 3)))).next_motion == "i1/1"


def test_a_result_of_the_item_as_a_whole_goes_to_the_part_whose_turn_it_is() -> None:
    here = first(Divided("i1", ((1,), (2, 3))))
    assert target(here, ResultKind.NOTED, None) == "main:1"
    assert target(here, ResultKind.NOTED, "main:2-3") == "main:2-3"
    assert target(first(AMENDED), ResultKind.NOTED, None) == MAIN


def test_dividing_anew_keeps_the_rulings_on_parts_that_stay() -> None:
    before = (Divided("i1", ((1,), (2, 3))), decided(ResultKind.ADOPTED, motion="main:1"))
    here = first(*before, Divided("i1", ((1,), (2,), (3,))))
    assert set(here.rulings) == {"main:1"}
    assert first(*before, Divided("i1", ())).rulings == {}


def test_parts_are_named_by_their_points() -> None:
    assert part_id((3, 1, 2)) == "main:1-3"
    assert part_id((1, 3)) == "main:1,3"


# The agenda


def test_items_can_be_treated_in_another_order_and_keep_their_numbers() -> None:
    state = meeting(ItemsOrdered(("i3", "i1", "i2")))
    assert [here.item.number for here in state.items.values()] == ["3", "1", "2"]


def test_items_taken_together_belong_to_one_group_at_a_time() -> None:
    state = meeting(ItemsJoined(("i1", "i2")), ItemsJoined(("i2", "i3")))
    assert state.joint == (("i2", "i3"),)
    assert state.together_with("i1") == ()
    assert meeting(ItemsJoined(("i1", "i2")), ItemsJoined(("i1",))).joint == ()


def test_an_item_added_in_the_meeting_can_be_undone_also_when_it_was_opened() -> None:
    facts = [*opening(SMALL, AGENDA), ItemSupplemented(AgendaItem("i9", "9", "Nyt"))]
    history = History(journal([*facts, ItemOpened("i9")]))
    entry = history.undoable
    assert entry is not None
    state = history.after(Undone(entry.number))
    assert "i9" not in state.items
    assert state.here.item.id == "i1"


def test_closing_the_doors_makes_the_reading_void() -> None:
    here = first(decided(ResultKind.ADOPTED), ReadBack("i1"))
    assert here.read
    changed = first(
        decided(ResultKind.ADOPTED),
        ReadBack("i1"),
        DoorsClosed("i1"),
    )
    assert changed.item.closed
    assert not changed.read


# Elections, § 23, texts by hand


def test_an_election_decides_the_item_when_somebody_is_elected() -> None:
    undecided = BallotsCounted("i1", "formand", Round(1, (Candidate("x", 2),), 6, 2))
    assert not first(undecided).decided
    assert first(
        undecided, BallotsCounted("i1", "formand", Round(2, (Candidate("x", 4),), 6))
    ).decided
    two = BallotsCounted("i1", "næstformand", Round(1, (Candidate("y", 2),), 6))
    assert not first(
        BallotsCounted("i1", "formand", Round(1, (Candidate("x", 4),), 6)), two
    ).decided


def test_a_demand_withdrawn_stays_on_record_once() -> None:
    here = first(
        Stopped("i1", Stop("b1", "Byrådet")),
        Stopped("i1", Stop("c1", "Byrådet")),
        Stopped("i1", Stop("b1", "Byrådet", withdrawn=True)),
    )
    assert here.stops == (Stop("c1", "Byrådet"), Stop("b1", "Byrådet", withdrawn=True))


def test_a_text_by_hand_goes_when_it_is_emptied() -> None:
    edited = TextEdited("i1", "Skrevet.", "før")
    assert first(edited).edited is not None
    assert first(edited, TextEdited("i1", "", "før")).edited is None


# Breaks and the end


def test_the_number_by_which_older_facts_tell_an_item_is_its_id() -> None:
    came = Movement("a1", Presence.LEFT, clock="17.54", item="2")
    state = meeting(PresenceNoted((came,)), BreakTaken("18.00", "2"))
    assert state.attendance.movements[-1].item == "i2"
    assert state.breaks[0].item == "i2"


def test_a_break_begins_and_ends() -> None:
    state = meeting(
        BreakTaken("18.00", "1"), Resumed("18.15"), BreakTaken("19.00", "2", "i morgen")
    )
    assert [(b.began, b.ended, b.adjourned) for b in state.breaks] == [
        ("18.00", "18.15", ""),
        ("19.00", "", "i morgen"),
    ]


def test_after_the_end_come_only_additions_and_the_reopening() -> None:
    state = meeting(
        MeetingClosed("19.10"),
        Corrected("i1", "Det er 3.", "slåfejl", "formanden", DAY),
        MeetingReopened("glemt punkt", "formanden", DAY),
    )
    assert (state.closed, state.ended) == (False, "19.10")
    assert state.corrections[0].text == "Det er 3."
    assert state.reopened[0].reason == "glemt punkt"
    assert meeting(MeetingClosed("19.10"), MeetingReopened("x", "y", DAY), MeetingClosed()).closed


def test_an_adopted_amendment_shows_those_that_it_may_exclude_until_they_are_settled() -> None:
    rivals = (
        moved("i1/1", "B", Effect.REPLACE, (1,), "nyt"),
        moved("i1/2", "C", Effect.DELETE, (1,)),
        moved("i1/3", "C", Effect.REPLACE, (2,), "nyt"),
    )
    assert first(*rivals).excluded() == []
    adopted = first(*rivals, decided(ResultKind.ADOPTED, motion="i1/1"))
    assert [motion.id for motion in adopted.excluded()] == ["i1/2"]
    lapsed = (
        decided(ResultKind.ADOPTED, motion="i1/1"),
        decided(ResultKind.LAPSED, motion="i1/2"),
    )
    assert first(*rivals, *lapsed).excluded() == []
