"""Where the meeting stands: what each fact does, what undo takes back, who is in the room."""

from __future__ import annotations

from datetime import date

import pytest
from factories import (
    MIXED,
    NOW,
    OEU,
    decided,
    everybody,
    item,
    journal,
    moved,
    opening,
    play,
    present,
    vote,
)

from clerk.core.apply import apply
from clerk.core.facts import (
    Divided,
    Entry,
    Fact,
    ItemOpened,
    MeetingClosed,
    MeetingCreated,
    MeetingReopened,
    MotionChanged,
    PresenceNoted,
    ReadBack,
    Redone,
    RemarkChanged,
    Remarked,
    Struck,
    Undone,
)
from clerk.core.history import History, replay
from clerk.core.motions import Effect, Motion, ResultKind
from clerk.core.people import Mention
from clerk.core.presence import Attendance, Movement, Presence
from clerk.core.public import focus
from clerk.core.remarks import Remark
from clerk.core.state import MAIN, State, outcome

DELETE_2 = moved("x", "A B", Effect.DELETE, (2,))
REMARK = Remark("r", "i1", (Mention("A"),), "Nej.")


def history(*facts: Fact) -> History:
    """Return a meeting that has begun and in which the facts have happened."""
    return History(journal([*opening(MIXED), *facts]))


def add(meeting: History, fact: Fact) -> State:
    """Record one more fact."""
    meeting.add(Entry(meeting.last_number + 1, NOW, fact))
    assert meeting.state is not None
    return meeting.state


def undo(meeting: History) -> State:
    assert meeting.undoable is not None
    return add(meeting, Undone(meeting.undoable.number))


def redo(meeting: History) -> State:
    assert meeting.redoable is not None
    return add(meeting, Redone(meeting.redoable.number))


# Undo


def test_undo_of_a_vote_from_another_item_stays_where_the_clerk_is() -> None:
    meeting = history(DELETE_2, vote(MIXED, "a b", "x"), ItemOpened("i2"))
    state = undo(meeting)
    assert state.current == "i2"
    assert state.items["i1"].rulings == {}
    assert state.last_vote is None
    assert redo(meeting).items["i1"].rulings.keys() == {"x"}


def test_what_is_settled_anew_keeps_its_place_and_is_what_was_settled_last() -> None:
    meeting = history(DELETE_2, vote(MIXED, "ab cøå", "x"), vote(MIXED, "abcøå"))
    again = add(meeting, vote(MIXED, "abcø å", "x"))
    assert list(again.here.rulings) == ["x", MAIN]
    assert again.here.last_settled == "x"
    assert focus(again, []).motion == "x"
    assert add(meeting, Struck("i1", "x")).here.last_settled == MAIN
    assert add(meeting, Divided("i1", ((1,), (2, 3)))).here.last_settled == ""


@pytest.mark.parametrize(
    ("number", "found"), [("5A", "i5A"), ("5a", "i5A"), (" 2. ", "i2"), ("5", None), ("", None)]
)
def test_an_item_is_found_by_its_number(number: str, found: str | None) -> None:
    items = [item(number=planned) for planned in ("2", "5A")]
    state = replay(journal(opening(MIXED, items)))
    assert state.find(number) == found


def test_undo_brings_back_the_vote_that_a_later_one_replaced() -> None:
    first, second = vote(MIXED, "a b"), vote(MIXED, "b a")
    meeting = history(first, ItemOpened("i2"), ItemOpened("i1"), second)
    state = undo(meeting)
    assert state.items["i1"].rulings == {MAIN: first.vote}
    assert state.last_vote == first.vote


def test_moving_about_between_two_undos_keeps_the_place() -> None:
    meeting = history(ItemOpened("i2"), DELETE_2, ItemOpened("i3"), vote(MIXED, "a b", "x"))
    undo(meeting)
    assert add(meeting, ItemOpened("i1")).current == "i1"
    state = undo(meeting)
    assert state.current == "i1"
    assert state.items["i1"].motions == ()


def test_undo_does_not_reach_what_a_closing_has_sealed() -> None:
    """Also not once the record is opened again: it is corrected and added to (83.1.15)."""
    meeting = history(DELETE_2, vote(MIXED, "a b"))
    undo(meeting)
    add(meeting, MeetingClosed())
    add(meeting, MeetingReopened("glemt punkt", "formanden", date(2026, 1, 9)))
    assert meeting.undoable is None
    assert meeting.redoable is None
    add(meeting, Remarked(REMARK))
    assert undo(meeting).items["i1"].motions == (DELETE_2.motion,)


def test_moving_about_does_not_take_redo_away_but_a_new_record_does() -> None:
    meeting = history(Remarked(REMARK))
    undo(meeting)
    add(meeting, ItemOpened("i2"))
    assert meeting.redoable is not None
    add(meeting, DELETE_2)
    assert meeting.redoable is None


@pytest.mark.parametrize("fact", [Undone(1), Undone(99), Redone(5), Redone(1)])
def test_an_undo_that_does_not_fit_is_refused_and_changes_nothing(fact: Fact) -> None:
    meeting = history(Remarked(REMARK))
    before = meeting.state, meeting.last_number, meeting.undoable
    with pytest.raises(ValueError, match="cannot be"):
        add(meeting, fact)
    assert (meeting.state, meeting.last_number, meeting.undoable) == before


@pytest.mark.parametrize("number", [0, 1, 3, 7])
def test_a_gap_in_the_journal_is_refused(number: int) -> None:
    meeting = History([Entry(1, NOW, opening(MIXED)[0])])
    with pytest.raises(ValueError, match="after 1"):
        meeting.add(Entry(number, NOW, ItemOpened("i1")))


def test_a_journal_begins_with_its_meeting_and_only_once() -> None:
    created = MeetingCreated("m", MIXED, date(2026, 1, 1))
    with pytest.raises(ValueError, match="empty"):
        replay([])
    with pytest.raises(TypeError, match="before MeetingCreated"):
        apply(None, MeetingClosed())
    with pytest.raises(TypeError, match="cannot follow"):
        apply(apply(None, created), created)


# Facts


def test_an_amendment_comes_before_the_item_and_a_ruling_takes_it_off_the_table() -> None:
    second = moved("y", "C", Effect.ADD, (), "at fire.")
    here = play(MIXED, DELETE_2, second).here
    assert here.next_motion == "x"
    here = play(MIXED, DELETE_2, second, vote(MIXED, "a b", "x")).here
    assert (here.next_motion, here.decided) == ("y", False)
    here = play(MIXED, DELETE_2, decided(ResultKind.WITHDRAWN, motion="x")).here
    assert here.next_motion == MAIN
    here = play(MIXED, DELETE_2, decided(ResultKind.POSTPONED)).here
    assert (here.next_motion, here.decided) == (None, True)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("a b", ResultKind.ADOPTED),
        ("b a", ResultKind.REJECTED),
        ("b ø", ResultKind.LAPSED),
        ("0a", ResultKind.LAPSED),
    ],
)
def test_what_a_vote_comes_to(line: str, kind: ResultKind) -> None:
    assert outcome(vote(MIXED, line).vote) is kind


def test_only_adopted_amendments_change_the_recommendation() -> None:
    add_four = moved("y", "C", Effect.ADD, (), "at fire.")
    state = play(MIXED, DELETE_2, add_four, vote(MIXED, "a b", "x"), vote(MIXED, "b a", "y"))
    assert [motion.id for motion in state.here.settled(ResultKind.ADOPTED)] == ["x"]
    assert [motion.id for motion in state.here.settled(ResultKind.REJECTED)] == ["y"]
    assert len(state.here.working_points()) == 3
    assert len(state.here.working_points([add_four.motion])) == 4


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    motion = Motion("x", "i1", (Mention("C"),), Effect.FREE, (), "Andet.")
    remark = Remark("r", "i1", (Mention("B"),), "Jo.")
    state = play(
        MIXED,
        DELETE_2,
        vote(MIXED, "a b", "x"),
        MotionChanged(motion),
        Remarked(REMARK),
        RemarkChanged(remark),
    )
    assert state.here.motions == (motion,)
    assert state.here.remarks == (remark,)
    assert "x" in state.here.rulings


def test_what_is_struck_leaves_no_ruling_behind() -> None:
    state = play(MIXED, DELETE_2, vote(MIXED, "a b", "x"), Remarked(REMARK), Struck("i1", "x"))
    assert (state.here.motions, state.here.rulings) == ((), {})
    assert state.here.remarks == (REMARK,)
    assert apply(state, Struck("i1", "r")).here.remarks == ()


@pytest.mark.parametrize(
    "change",
    [vote(MIXED, "b a"), Remarked(REMARK), DELETE_2, decided(ResultKind.NOTED), Struck("i1", "r")],
    ids=lambda fact: type(fact).__name__,
)
def test_whatever_changes_the_item_makes_its_read_back_void(change: Fact) -> None:
    state = play(MIXED, vote(MIXED, "a b"), ReadBack("i1"))
    assert state.here.read
    assert not apply(state, change).here.read
    assert apply(state, present(["a1"])).here.read


def test_a_closed_meeting_is_closed() -> None:
    assert play(MIXED, MeetingClosed()).closed


# The room


def noted(*movements: Movement) -> Attendance:
    attendance = Attendance()
    for movement in movements:
        attendance = attendance.noted(movement)
    return attendance


HERE, LEFT = Presence.PRESENT, Presence.LEFT


def test_nobody_is_in_the_room_before_it_is_noted() -> None:
    assert play(OEU).attendance.present() == frozenset()
    assert play(OEU, present(everybody(OEU))).attendance.present() == everybody(OEU)


def test_who_left_was_there_and_may_come_back() -> None:
    attendance = noted(Movement("a", HERE), Movement("a", LEFT, clock="17.54"))
    assert attendance.present() == frozenset()
    assert attendance.ever_present() == {"a"}
    assert attendance.noted(Movement("a", HERE, clock="18.02")).present() == {"a"}


def test_a_roll_call_entry_corrects_the_members_line_and_no_other() -> None:
    attendance = noted(
        Movement("a", HERE), Movement("b", HERE), Movement("a", Presence.APOLOGY, "syg")
    )
    assert attendance.present() == {"b"}
    assert attendance.ever_present() == {"b"}
    assert attendance.now()["a"].reason == "syg"


def test_one_fact_may_note_many() -> None:
    fact = PresenceNoted((Movement("a1", HERE), Movement("b1", Presence.ABSENT)))
    assert play(MIXED, fact).attendance.present() == {"a1"}
