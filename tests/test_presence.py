"""Who is in the room: time lines, exceptions for one item, substitutes."""

from __future__ import annotations

import pytest
from factories import AGENDA, SMALL, opening, vote
from hypothesis import given
from hypothesis import strategies as st

from clerk.core import commands
from clerk.core.apply import apply
from clerk.core.facts import Fact, ItemOpened, PresenceNoted, Stopped, SubstituteSeated, Voted
from clerk.core.people import Member
from clerk.core.presence import Attendance, Movement, Presence
from clerk.core.remarks import Stop
from clerk.core.rules import Refused, require_possible
from clerk.core.state import MAIN, State
from clerk.core.voting import Vote
from clerk.core.warnings import presence_conflicts, quorum_warning

GUEST = Member("gro", "Gro Gren", "A", stands_in_for="b1")


def meeting(*facts: Fact) -> State:
    """Return the meeting of SMALL, everybody present, after the facts."""
    now: State | None = None
    for fact in (*opening(SMALL, AGENDA), *facts):
        now = apply(now, fact)
    assert now is not None
    return now


def after(state: State, *wishes: Fact) -> State:
    for fact in wishes:
        state = apply(state, fact)
    return state


def test_a_disqualified_member_is_out_for_one_item_and_back_by_itself() -> None:
    state = meeting()
    state = after(state, commands.presence(state, "b1", Presence.DISQUALIFIED, "ejer nabogrunden"))
    assert "b1" not in state.present
    assert "b1" in after(state, ItemOpened("i2")).present
    assert "b1" not in after(state, ItemOpened("i2"), ItemOpened("i1")).present


def test_a_disqualification_can_be_taken_back() -> None:
    state = meeting()
    state = after(state, commands.presence(state, "b1", Presence.OUT))
    state = after(state, commands.back_in_item(state, "b1"))
    assert "b1" in state.present
    assert state.attendance.exceptions("i1") == []


def test_who_was_out_for_an_item_and_then_leaves_is_gone() -> None:
    state = meeting()
    state = after(state, commands.presence(state, "b1", Presence.OUT))
    state = after(state, commands.presence(state, "b1", Presence.LEFT, clock="18.02"))
    assert "b1" not in state.present
    assert "b1" not in after(state, ItemOpened("i2")).present


def test_left_and_came_back() -> None:
    state = meeting()
    state = after(state, commands.presence(state, "b1", Presence.LEFT, clock="18.02"))
    assert "b1" not in state.present
    state = after(state, commands.presence(state, "b1", Presence.PRESENT, clock="18.20"))
    assert "b1" in state.present
    assert [m.clock for m in state.attendance.movements if m.member == "b1"] == [
        None,
        "18.02",
        "18.20",
    ]


def test_a_substitute_takes_the_seat_of_the_member_who_is_away() -> None:
    state = after(meeting(), SubstituteSeated(GUEST, "syg"))
    assert "gro" in state.present
    assert "b1" not in state.present
    assert state.attendance.now()["b1"] == Movement("b1", Presence.APOLOGY, "syg")
    ids = [member.id for member in state.body.members]
    assert ids.index("gro") == ids.index("b1") + 1
    assert state.body.seats == SMALL.seats


def test_a_substitute_for_some_items_sits_there_alone() -> None:
    state = meeting()
    state = after(state, commands.presence(state, "b1", Presence.DISQUALIFIED))
    state = after(state, SubstituteSeated(GUEST, items=("i1", "i3")))
    here = {item: after(state, ItemOpened(item)).present for item in ("i1", "i2", "i3")}
    assert ["gro" in here[item] for item in here] == [True, False, True]
    assert ["b1" in here[item] for item in here] == [False, True, False]
    kinds = [m.presence for m in state.attendance.exceptions("i1") if m.member == "b1"]
    assert kinds == [Presence.DISQUALIFIED]


def test_a_substitute_of_another_party_votes_for_its_own() -> None:
    state = after(meeting(), SubstituteSeated(Member("gro", "Gro", "C", stands_in_for="b1")))
    voted = vote(state.body, "c . ", room=state.present)
    assert voted.vote.for_ == ("gro", "c1")


def test_correcting_the_roll_names_the_votes_that_it_touches() -> None:
    state = after(meeting(), vote(SMALL, "ab c 'løs"))
    assert presence_conflicts(state) == []
    state = after(state, PresenceNoted((Movement("c1", Presence.APOLOGY),)))
    found = presence_conflicts(state)
    assert [finding.item for finding in found] == ["i1"]
    assert "Carl Carl" in found[0].text


def test_who_leaves_after_a_vote_does_not_touch_it() -> None:
    state = after(meeting(), vote(SMALL, "ab c 'løs"))
    state = after(state, commands.presence(state, "c1", Presence.LEFT, clock="18.00"))
    assert presence_conflicts(state) == []


def test_a_disqualified_voter_is_a_conflict() -> None:
    state = after(meeting(), Voted("i1", MAIN, Vote(("a1", "c1"), ("b1",))))
    state = after(state, commands.presence(state, "c1", Presence.DISQUALIFIED))
    assert [finding.source for finding in presence_conflicts(state)] == ["E3"]


@pytest.mark.parametrize(("gone", "warned"), [(3, False), (4, True)])
def test_half_of_the_seats_is_enough(gone: int, warned: bool) -> None:
    state = meeting()
    for member in [member.id for member in SMALL.members][:gone]:
        state = after(state, commands.presence(state, member, Presence.LEFT, clock="18.00"))
    assert bool(quorum_warning(state)) is warned


def test_quorum_is_lost_for_an_item_with_too_many_disqualified() -> None:
    state = meeting()
    for member in ("a1", "a2", "a3", "b1"):
        state = after(state, commands.presence(state, member, Presence.DISQUALIFIED))
    assert "2 til stede, 3 kræves" in quorum_warning(state)
    assert quorum_warning(after(state, ItemOpened("i2"))) == ""


MOVEMENTS = st.builds(
    Movement,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(Presence),
    clock=st.none() | st.just("17.54"),
    only=st.none() | st.sampled_from(["i1", "i2"]),
)


@given(st.lists(MOVEMENTS, max_size=12))
def test_an_item_never_changes_who_is_in_the_room_for_another(movements: list[Movement]) -> None:
    attendance = Attendance()
    for movement in movements:
        before = attendance.present("i9")
        attendance = attendance.noted(movement)
        if movement.only is not None:
            assert attendance.present("i9") == before
            assert attendance.present() == before
        elif movement.presence is Presence.LEFT:
            assert movement.member not in attendance.present("i1")


def test_coming_again_without_having_left_corrects_the_clock() -> None:
    state = meeting()
    state = after(state, commands.presence(state, "b1", Presence.LEFT, "syg", "17.54"))
    state = after(state, ItemOpened("i2"))
    state = after(state, commands.presence(state, "b1", Presence.LEFT, clock="17.45"))
    assert state.attendance.movements[-1] == Movement("b1", Presence.LEFT, "syg", "17.45", "i1")
    state = after(state, commands.presence(state, "b1", Presence.PRESENT, clock="18.00"))
    state = after(state, commands.presence(state, "b1", Presence.LEFT, clock="18.30"))
    clocks = [m.clock for m in state.attendance.movements if m.member == "b1"]
    assert clocks == [None, "17.45", "18.00", "18.30"]


def test_a_reason_is_given_to_what_is_noted() -> None:
    state = meeting()
    with pytest.raises(Refused):
        commands.reason(state, "gro", "syg")
    state = after(state, commands.presence(state, "b1", Presence.DISQUALIFIED))
    state = after(state, commands.reason(state, "b1", "ejer nabogrunden"))
    [held] = state.attendance.exceptions("i1")
    assert (held.presence, held.reason) == (Presence.DISQUALIFIED, "ejer nabogrunden")
    assert state.attendance.now("i2")["b1"].reason == ""


def test_who_sits_for_a_member_again_is_the_same_person() -> None:
    state = meeting()
    state = after(state, commands.seat_substitute(state, "Gro Gren", "b1", "A", only=True))
    state = after(state, ItemOpened("i2"))
    state = after(state, commands.seat_substitute(state, "gro gren", "b1", "A", only=True))
    [gro] = [m for m in state.body.members if m.stands_in_for]
    assert {m.only for m in state.attendance.movements if m.member == gro.id} == {"i1", "i2"}
    other = commands.seat_substitute(state, "Gro Gren", "c1", "A")
    assert other.member.id != gro.id


@pytest.mark.parametrize(
    ("presence", "item", "conflicts"),
    [
        (Presence.LEFT, "1", ["i2"]),
        (Presence.LEFT, "2", []),
        (Presence.PRESENT, "1", []),
        (Presence.PRESENT, "2", ["i1"]),
        (Presence.PRESENT, "3", ["i1", "i2"]),
    ],
)
def test_the_votes_of_who_came_or_went_are_looked_at_item_by_item(
    presence: Presence, item: str, conflicts: list[str]
) -> None:
    state = meeting(*[Voted(item_, MAIN, Vote(("a1", "b1"), ("c1",))) for item_ in ("i1", "i2")])
    if presence is Presence.PRESENT:
        state = after(state, PresenceNoted((Movement("b1", Presence.ABSENT),)))
    moved = PresenceNoted((Movement("b1", presence, clock="17.54", item=item),))
    state = after(state, moved)
    assert [finding.item for finding in presence_conflicts(state)] == conflicts
    away = {i for i in ("i1", "i2") if state.attended(i)["b1"] is not Presence.PRESENT}
    assert away == set(conflicts)


def test_who_is_told_as_present_without_voting_has_no_vote() -> None:
    state = meeting(Voted("i1", MAIN, Vote(("a1",), not_voting=("b1",))))
    state = after(state, PresenceNoted((Movement("b1", Presence.APOLOGY),)))
    assert [finding.text for finding in presence_conflicts(state)] == [
        "regner Bo Bak for til stede uden at stemme, men det siger fremmødet ikke"
    ]


def test_who_left_before_an_item_cannot_stop_it() -> None:
    state = meeting()
    state = after(state, commands.presence(state, "b1", Presence.LEFT, clock="17.54"))
    require_possible(state, commands.stop(state, "b1"))
    with pytest.raises(Refused, match="deltaget"):
        require_possible(after(state, ItemOpened("i2")), Stopped("i2", Stop("b1", "Byrådet")))
