"""The tables: as the ladder makes them, and row by row what the journal says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import (
    ITEM,
    SMALL,
    decided,
    item,
    opening,
    remarked,
    vote,
)
from stories import BEGINNING, SPLIT, STORY, Recorder, wording

from clerk import library
from clerk.core.agenda import AgendaItem, Subject
from clerk.core.facts import (
    Corrected,
    Divided,
    Fact,
    ItemOpened,
    ItemsJoined,
    ItemsOrdered,
    ItemSupplemented,
    MeetingClosed,
    MeetingReopened,
    MotionMoved,
    PresenceNoted,
    Redone,
    SubstituteSeated,
    Undone,
    Voted,
)
from clerk.core.motions import Effect, Motion, MotionKind, ResultKind
from clerk.core.people import Member, Mention
from clerk.core.presence import Movement, Presence
from clerk.core.state import State
from clerk.core.voting import Side, Stated, Voice, VoiceKind, Vote
from clerk.db import TABLES
from clerk.projections import DERIVED
from clerk.store import Store

Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def asked() -> list[str]:
    """The items whose decision text was asked for, in order."""
    return []


@pytest.fixture
def small(path: Path, asked: list[str]) -> Iterator[Store]:
    """An empty open store that notes whose text it asks for."""

    def noted(state: State, item_id: str) -> str:
        asked.append(item_id)
        return wording(state, item_id)

    store = Store.open(path, noted)
    yield store
    store.close()


def dump(store: Store) -> Dump:
    """Return all projections, sorted."""
    return {name: sorted(store._rows(f"SELECT * FROM {name}"), key=str) for name in DERIVED}


def test_the_ladder_and_the_classes_agree(small: Store) -> None:
    tables = {row[0] for row in small._rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - {"sqlite_sequence"} == set(TABLES)
    for name, table in TABLES.items():
        ladder = {
            row[1]: (row[2], bool(row[3]) or bool(row[5]), bool(row[5]))
            for row in small._rows(f"PRAGMA table_info({name})")
        }
        classes = {
            column.name: (
                "INTEGER" if column.type.python_type is int else "TEXT",
                not column.nullable,
                column.primary_key,
            )
            for column in table.columns
        }
        assert classes == ladder, name
        assert list(table.columns.keys()) == list(ladder), name


# Written and derived anew


def test_after_each_fact_the_projections_are_those_derived_anew(small: Store) -> None:
    recorder = Recorder(small)
    Recorder(small, "n").all(opening(SMALL, meeting="n"))
    for fact in STORY:
        recorder.record(fact)
        written = dump(small)
        assert small.rebuild() == 2
        assert dump(small) == written, fact


def test_what_the_text_tells_of_things_outside_the_item_is_written_too(path: Path) -> None:
    """With the real wording: who was not in the room, a substitute's name, items taken together,
    and an item that was put on and is undone again."""
    store = Store.open(path, library.decision_text)
    recorder = Recorder(store)
    away = Movement("b1", Presence.DISQUALIFIED, only="i1")
    supplement = ItemSupplemented(AgendaItem("i9", "9", "Nyt", supplementary=True))
    namesake = Member("ny", "Ane Alm", "A", stands_in_for="a1")
    facts: list[Fact] = [
        *opening(SMALL, [item(number="1"), item(number="2"), item(number="10")]),
        vote(SMALL, "a bc"),
        decided(ResultKind.POSTPONED),
        PresenceNoted((away,)),
        ItemsJoined(("i1", "i10")),
        SubstituteSeated(namesake, "syg", ("i2",)),
        supplement,
        ItemsOrdered(("i9", "i10", "i2", "i1")),
    ]
    for fact in facts:
        recorder.record(fact)
        written = dump(store)
        store.rebuild()
        assert dump(store) == written, fact
    places = "SELECT id, position, planned, together_with FROM item ORDER BY position"
    assert store._rows(places) == [
        ("i9", 0, None, ""),
        ("i10", 1, 2, "1"),
        ("i2", 2, 1, ""),
        ("i1", 3, 0, "10"),
    ]
    while recorder.history.undoable is not None:
        recorder.record(Undone(recorder.history.undoable.number))
        written = dump(store)
        store.rebuild()
        assert dump(store) == written
    assert [row[0] for row in store._rows(places)] == ["i1", "i2", "i10"]
    assert store._rows("SELECT * FROM presence") == []
    store.close()


def test_undo_and_redo_give_the_rows_back(small: Store) -> None:
    recorder = Recorder(small)
    recorder.all(STORY[:6])
    before = dump(small)
    voted = recorder.record(SPLIT)
    after = dump(small)
    assert len(after["vote"]) == len(SMALL.members)
    recorder.record(Undone(voted.number))
    assert dump(small) == before
    recorder.record(Redone(voted.number))
    assert dump(small) == after


def test_rebuilding_repairs_what_was_changed_by_hand(small: Store) -> None:
    Recorder(small).all(STORY)
    written = dump(small)
    small._connection.execute("UPDATE decision SET text = 'andet'")
    small._connection.execute("DELETE FROM vote")
    assert dump(small) != written
    small.rebuild()
    assert dump(small) == written


def test_only_the_changed_item_is_worded_and_written(small: Store, asked: list[str]) -> None:
    recorder = Recorder(small)
    recorder.all(opening(SMALL, [item(number=str(number)) for number in range(1, 30)]))
    asked.clear()
    changes = small._connection.total_changes
    recorder.record(ItemOpened("i7"))
    assert (asked, small._connection.total_changes - changes) == ([], 1)
    recorder.record(replace(vote(SMALL, "a b"), item="i7"))
    assert set(asked) == {"i7"}
    # Two journal rows, then: meeting, item, motion, decision, six voters and three sides.
    assert small._connection.total_changes - changes == 2 + 4 + 6 + 3


# Row by row


def test_a_voter_is_a_row_and_not_voting_is_no_abstention(small: Store) -> None:
    recorder = Recorder(small)
    recorder.all([*BEGINNING, vote(SMALL, "b'alm c 'ask")])
    rows = small._rows("SELECT side, position, member, name, party FROM vote ORDER BY side, 2")
    assert rows == [
        ("abstained", 0, "a2", "Asta Ask", "A"),
        ("against", 0, "c1", "Carl Carl", "C"),
        ("for", 0, "b1", "Bo Bak", "B"),
        ("for", 1, "a1", "Ane Alm", "A"),
        ("not_voting", 0, "a3", "Arne Ager", "A"),
        ("not_voting", 1, "-1", "Lis Løs", None),
    ]


def test_the_rows_of_an_item(small: Store) -> None:
    authors = (Mention("A", None, 1), Mention(None, "-1"))
    recorder = Recorder(small)
    recorder.all([*STORY[:5], SPLIT, remarked("i1", "r", "Nej.", authors)])
    recorder.record(decided(ResultKind.ADOPTED))
    assert small._rows("SELECT * FROM item WHERE id = 'i1'") == [
        (
            *("m", "i1", 0, 0, "1", "Sag 1", "2031-7", "recommendation", 0, 0),
            *("", "", "", "adopted", 0),
        )
    ]
    own = "Det indstilles,\n1. at et.\n2. at to.\n3. at tre."
    assert small._rows("SELECT * FROM motion WHERE item = 'i1' ORDER BY position") == [
        (
            *("m", "i1", "main", 0, "own", "", "recommendation", "", "", "", "", "", ""),
            *(own, "adopted", ""),
        ),
        (
            *("m", "i1", "i1/1", 1, "amendment", "", "replace", "", "Beta", "", "1", "", ""),
            *("- kajen\n- rives ned", "lapsed", ""),
        ),
    ]
    assert small._rows("SELECT * FROM remark") == [
        (
            *("m", "i1", "r", 0, "remark", '[["A", null, 1, ""], [null, "-1", 0, ""]]'),
            *("Alfaerne, Lis Løs (løsgænger)", "", "", "Nej.", 0, "", "", None, None),
        )
    ]


def test_what_is_moved_and_how_it_ends(small: Store) -> None:
    proposed = replace(ITEM, subject=Subject.PROPOSAL, proposers=(Mention("C"),), closed=True)
    change = Motion("x", "i1", (Mention("B"),), Effect.REPLACE, (2,), "at fire.", label="ÆF1")
    under = Motion("y", "i1", (Mention("C"),), Effect.FREE, (), "nu", amends="x")
    put_off = Motion(
        *("z", "i1", (Mention(name="Forvaltningen"),), Effect.FREE),
        kind=MotionKind.REFERRAL,
        target="Socialudvalget",
        joined=(Mention("A"),),
    )
    recorder = Recorder(small)
    recorder.all([*opening(SMALL, [proposed]), *map(MotionMoved, (change, under, put_off))])
    recorder.record(Divided("i1", ((1,), (2, 3))))
    recorder.record(decided(ResultKind.NOTED, motion="main:1"))
    assert small._rows("SELECT closed, outcome FROM item") == [(1, None)]
    recorder.record(vote(SMALL, "ab c", "z"))
    assert small._rows("SELECT outcome FROM item") == [("referred",)]
    columns = "id, kind, label, amends, movers, joined, points, target, text, outcome"
    own = "Det indstilles,\n1. at et.\n2. at to.\n3. at tre."
    assert small._rows(f"SELECT {columns} FROM motion ORDER BY position") == [
        ("main", "own", "", "", "Ceta", "", "", "", own, None),
        ("main:1", "part", "", "", "Ceta", "", "1", "", "at et.", "noted"),
        ("main:2-3", "part", "", "", "Ceta", "", "2 3", "", "at to.\nat tre.", None),
        ("x", "amendment", "ÆF1", "", "Beta", "", "2", "", "at fire.", "not_treated"),
        ("y", "amendment", "", "x", "Ceta", "", "", "", "nu", "not_treated"),
        (
            *("z", "referral", "", "", "Forvaltningen", "Alfa", "", "Socialudvalget", ""),
            "adopted",
        ),
    ]


def test_an_item_settled_by_its_points_has_their_outcome(small: Store) -> None:
    recorder = Recorder(small)
    recorder.all([*opening(SMALL, [ITEM]), Divided("i1", ((1,), (2, 3)))])
    recorder.record(decided(ResultKind.ADOPTED, motion="main:1"))
    outcome = "SELECT outcome FROM item"
    assert small._rows(outcome) == [(None,)]
    recorder.record(decided(ResultKind.REJECTED, motion="main:2-3"))
    assert small._rows(outcome) == [("by_point",)]
    recorder.record(decided(ResultKind.ADOPTED, motion="main:2-3"))
    assert small._rows(outcome) == [("adopted",)]


def test_a_number_that_is_unknown_is_null_and_who_is_known_is_a_row(small: Store) -> None:
    named = Voice(VoiceKind.SOME, "A", ("a2",))
    announced = Vote(
        for_=("b1",),
        not_voting=("a1",),
        outside=("c1",),
        stated=(
            Stated(Side.AGAINST, 2, (named, Voice(VoiceKind.WHOLE, "C"))),
            Stated(Side.ABSTAINED, None),
        ),
    )
    Recorder(small).all([*BEGINNING, Voted("i1", "main", announced)])
    assert small._rows("SELECT side, number, voices, stated FROM tally ORDER BY side DESC") == [
        ("for", 1, "", 0),
        ("against", 2, "A (Asta Ask), C", 1),
        ("abstained", None, "", 1),
    ]
    assert small._rows("SELECT side, name FROM vote ORDER BY side") == [
        ("against", "Asta Ask"),
        ("for", "Bo Bak"),
        ("not_voting", "Ane Alm"),
        ("outside", "Carl Carl"),
    ]


def test_what_stands_beside_the_decision(small: Store) -> None:
    Recorder(small).all(STORY)
    kinds = "SELECT id, kind, text, deadline FROM remark WHERE item = 'i2'"
    assert small._rows(kinds) == [("i2/r9", "reservation", "Nej.", "fredag")]
    assert small._rows("SELECT name, party, brought_before, withdrawn FROM stop") == [
        ("Ane Alm", "A", "Byrådet", 0)
    ]
    assert small._rows("SELECT post, elected FROM election") == [("formand", "Ib")]
    assert small._rows("SELECT post, round, present, blank FROM election_round") == [
        ("formand", 1, 3, 1)
    ]
    assert small._rows("SELECT round, position, name, votes FROM candidate") == [(1, 0, "Ib", 2)]
    assert small._rows("SELECT item, kind, day, text, reason, made_by FROM correction") == [
        ("i1", "correction", "2026-01-09", "Det er 3.", "slåfejl", "formanden")
    ]
    assert small._rows("SELECT day, reason, made_by FROM reopening") == [
        ("2026-01-09", "glemt punkt", "formanden")
    ]
    assert small._rows("SELECT item_number, began, ended, adjourned_to FROM interruption") == [
        ("2", "18.00", "18.15", "")
    ]
    assert small._rows("SELECT text, by_hand FROM decision WHERE item = 'i2' AND by_hand") != []
    assert small._rows("SELECT closed, ended FROM meeting") == [(0, "19.00")]


def test_the_time_lines_of_the_members(small: Store) -> None:
    Recorder(small).all(STORY)
    lines = "SELECT position, presence, reason, clock, item_number, only_item FROM presence "
    assert small._rows(lines + "WHERE member = '-1' ORDER BY position") == [
        (0, "present", "", None, None, None),
        (1, "left", "syg", "17.54", "1", None),
    ]
    assert small._rows(lines + "WHERE stands_in_for = 'a1'") == [
        (0, "present", "", None, None, "i2")
    ]


def test_a_remark_carried_over_knows_where_it_comes_from(small: Store) -> None:
    Recorder(small).all(STORY)
    carried = "SELECT id, carried_body, carried_day FROM remark WHERE carried_body IS NOT NULL"
    assert small._rows(carried) == [("i1/r1", "Byrådet", "2025-12-02")]


# A closed meeting


def closed_for_good(store: Store) -> Dump:
    """Record a meeting with rows in every table, and close it; return the rows."""
    Recorder(store).all([*STORY, MeetingClosed("20.00")])
    rows = dump(store)
    assert all(rows.values())
    return rows


@pytest.mark.parametrize("table", DERIVED)
def test_the_rows_of_a_closed_meeting_cannot_be_changed_by_hand(small: Store, table: str) -> None:
    rows = closed_for_good(small)
    Recorder(small, "n").all(opening(SMALL, meeting="n"))
    key = "id" if table == "meeting" else "meeting"
    small._connection.execute("PRAGMA foreign_keys = OFF")
    for statement in (
        f"UPDATE {table} SET {key} = {key}",
        f"DELETE FROM {table} WHERE {key} = 'm'",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {key} = 'm'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="of a closed meeting stays as it is"):
            small._connection.execute(statement)
    small._connection.execute(f"UPDATE {table} SET {key} = {key} WHERE {key} = 'n'")
    if table != "meeting":
        with pytest.raises(sqlite3.IntegrityError, match="of a closed meeting"):
            small._connection.execute("UPDATE presence SET meeting = 'm' WHERE meeting = 'n'")
    small.rebuild()
    assert {name: [row for row in dump(small)[name] if row[0] == "m"] for name in DERIVED} == rows


def test_the_programs_own_ways_into_a_closed_meeting_work(small: Store) -> None:
    rows = closed_for_good(small)
    recorder = Recorder(small)
    recorder.record(Corrected("", "Mødet sluttede 20.05.", "glemt", "formanden", date(2026, 2, 1)))
    assert len(dump(small)["correction"]) == len(rows["correction"]) + 1
    recorder.record(MeetingReopened("glemt punkt", "formanden", date(2026, 2, 2)))
    recorder.record(decided(ResultKind.NOTED))
    assert small._rows("SELECT outcome FROM item WHERE id = 'i1'") == [("noted",)]
    recorder.record(MeetingClosed())
    assert small._rows("SELECT * FROM unsealed") == []
    written = dump(small)
    small.rebuild()
    assert dump(small) == written


# The register


def test_enrolling_again_changes_and_adds(small: Store) -> None:
    small.enrol(SMALL, date(2030, 1, 1))
    members = (*SMALL.members, Member("b2", "Fie Fugl", "B"))
    grown = replace(SMALL, name="Klima- og Broudvalget", members=members)
    small.enrol(grown, date(2031, 1, 1))
    assert small._rows("SELECT id, name FROM body") == [("mku", "Klima- og Broudvalget")]
    assert small._rows("SELECT member, party, since FROM mandate ORDER BY position") == [
        ("a1", "A", "2030-01-01"),
        ("a2", "A", "2030-01-01"),
        ("a3", "A", "2030-01-01"),
        ("b1", "B", "2030-01-01"),
        ("c1", "C", "2030-01-01"),
        ("-1", None, "2030-01-01"),
        ("b2", "B", "2031-01-01"),
    ]
    forms = dict(small._rows("SELECT code, forms FROM party"))
    assert json.loads(forms["A"]) == ["Alfa", "Alfaerne"]


def test_the_demo_enrols_both_its_bodies(store: Store, meeting: str) -> None:
    counts = [store._rows(f"SELECT count(*) FROM {t}")[0][0] for t in ("body", "party", "mandate")]
    assert counts == [2, 15, 24]
