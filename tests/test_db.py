"""The tables: as the ladder makes them, and row by row what the journal says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import (
    BEGINNING,
    SMALL,
    SPLIT,
    STORY,
    Recorder,
    decided,
    item,
    opening,
    remarked,
    vote,
    wording,
)
from sqlmodel import SQLModel

from clerk import db
from clerk.core.entry import Mention
from clerk.core.facts import ItemOpened, Redone, Undone
from clerk.core.motions import ResultKind
from clerk.core.people import Member
from clerk.core.state import State
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
    names = ("meeting", *db.OF_AN_ITEM)
    return {name: sorted(store._rows(f"SELECT * FROM {name}"), key=str) for name in names}


def test_the_ladder_and_the_classes_agree(small: Store) -> None:
    tables = {row[0] for row in small._rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - {"sqlite_sequence"} == set(SQLModel.metadata.tables)
    for name, table in SQLModel.metadata.tables.items():
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
    # Two journal rows, then: meeting, item, motion, decision and six voters.
    assert small._connection.total_changes - changes == 2 + 4 + 6


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
        ("m", "i1", 0, "1", "Sag 1", "2031-7", "adopted", 0)
    ]
    assert small._rows("SELECT * FROM motion WHERE item = 'i1' ORDER BY position") == [
        ("m", "i1", "main", 0, "recommendation", "", "", "", "adopted"),
        ("m", "i1", "i1/1", 1, "replace", "Beta", "1", "- kajen\n- rives ned", "lapsed"),
    ]
    assert small._rows("SELECT * FROM remark") == [
        (
            *("m", "i1", "r", 0, '[["A", null, 1], [null, "-1", 0]]'),
            *("Alfaerne, Lis Løs (løsgænger)", "Nej.", None, None),
        )
    ]


def test_a_remark_carried_over_knows_where_it_comes_from(small: Store) -> None:
    Recorder(small).all(STORY)
    assert small._rows("SELECT id, carried_body, carried_day FROM remark") == [
        ("i1/r1", "Byrådet", "2025-12-02")
    ]


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
