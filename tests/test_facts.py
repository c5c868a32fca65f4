"""Facts as JSON: every kind comes back as it was, and nothing unknown is let through."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
import shapes
from factories import MIXED, SMALL, TEXTS, mentions_of, votes_of
from hypothesis import given
from hypothesis import strategies as st
from stories import STORY

from clerk.core import facts
from clerk.core.agenda import AgendaItem, Marker, Point, Recommendation, Subject
from clerk.core.elections import Candidate, Round
from clerk.core.encoding import UPGRADES, UnreadableFactError, decode, encode
from clerk.core.facts import (
    KINDS,
    BallotsCounted,
    BreakTaken,
    Corrected,
    Decided,
    Divided,
    DoorsClosed,
    Fact,
    ItemAdded,
    ItemOpened,
    ItemsJoined,
    ItemsOrdered,
    ItemSupplemented,
    MeetingClosed,
    MeetingCreated,
    MeetingReopened,
    MotionChanged,
    MotionMoved,
    MotionsOrdered,
    PresenceNoted,
    ReadBack,
    Redone,
    RemarkChanged,
    Remarked,
    RemarkReceived,
    Resumed,
    SealedText,
    Stopped,
    Struck,
    SubstituteSeated,
    TextEdited,
    Undone,
    Voted,
)
from clerk.core.motions import Effect, Motion, MotionKind, Result, ResultKind
from clerk.core.people import Body, BodyKind, Member, Mention, Party
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Remark, RemarkKind, Source, Stop
from clerk.core.voting import Side, Stated, Voice, VoiceKind, Vote, VoteOutcome

WHO = mentions_of(MIXED)
LINES = st.none() | TEXTS
NUMBERS = st.lists(st.integers(), max_size=3).map(tuple)
SOURCES = st.builds(Source, TEXTS, st.none() | st.dates(), TEXTS, TEXTS)
POINTS = st.lists(st.builds(Point, st.integers(), TEXTS), max_size=3).map(tuple)
RECOMMENDATIONS = st.builds(
    Recommendation, TEXTS, POINTS, st.sampled_from(Marker), addressee=TEXTS, heading=TEXTS
)
ITEMS = st.builds(
    AgendaItem,
    *(TEXTS, TEXTS, TEXTS, TEXTS),
    st.sampled_from(Subject),
    st.lists(RECOMMENDATIONS, max_size=2).map(tuple),
    closed=st.booleans(),
    sender=TEXTS,
    proposers=WHO,
    onward=TEXTS,
    supplementary=st.booleans(),
)
PARTIES = st.builds(Party, TEXTS, st.lists(TEXTS, min_size=1, max_size=3).map(tuple))
MEMBERS = st.builds(Member, TEXTS, TEXTS, LINES, TEXTS, stands_in_for=TEXTS)
BODIES = st.builds(
    Body,
    *(TEXTS, TEXTS, TEXTS, TEXTS),
    st.integers(1, 60),
    TEXTS,
    st.lists(PARTIES, max_size=2).map(tuple),
    st.lists(MEMBERS, max_size=2).map(tuple),
    st.sampled_from(BodyKind),
)
MOVEMENTS = st.builds(
    Movement, TEXTS, st.sampled_from(Presence), TEXTS, LINES, item=LINES, only=LINES
)
MOTIONS = st.builds(
    Motion,
    *(TEXTS, TEXTS, WHO),
    st.sampled_from(Effect),
    NUMBERS,
    TEXTS,
    kind=st.sampled_from(MotionKind),
    amends=TEXTS,
    target=TEXTS,
    label=TEXTS,
    joined=WHO,
    again_from=TEXTS,
)
REMARKS = st.builds(
    Remark,
    *(TEXTS, TEXTS, WHO, TEXTS),
    st.none() | SOURCES,
    kind=st.sampled_from(RemarkKind),
    joined=WHO,
    points=NUMBERS,
    fresh=st.booleans(),
    deadline=TEXTS,
    received=st.none() | st.dates(),
)
VOICES = st.builds(Voice, st.sampled_from(VoiceKind), LINES, st.lists(TEXTS, max_size=2).map(tuple))
STATED = st.builds(
    Stated,
    st.sampled_from(Side),
    st.none() | st.integers(0, 60),
    st.lists(VOICES, max_size=2).map(tuple),
)
VOTES = votes_of(MIXED) | st.builds(
    Vote,
    outside=st.lists(TEXTS, max_size=2).map(tuple),
    stated=st.lists(STATED, max_size=3).map(tuple),
    declared=st.none() | st.sampled_from(VoteOutcome),
)
IDS = st.lists(TEXTS, max_size=3).map(tuple)
ROUNDS = st.builds(
    Round,
    st.integers(1, 3),
    st.lists(st.builds(Candidate, TEXTS, st.integers(0, 60)), max_size=3).map(tuple),
    st.integers(0, 60),
    st.integers(0, 60),
    TEXTS,
)
RESULTS = st.builds(Result, st.sampled_from(ResultKind), TEXTS)
FACTS: dict[type[Fact], st.SearchStrategy[Any]] = {
    MeetingCreated: st.builds(MeetingCreated, TEXTS, BODIES, st.dates()),
    ItemAdded: st.builds(ItemAdded, ITEMS),
    ItemOpened: st.builds(ItemOpened, TEXTS),
    PresenceNoted: st.builds(PresenceNoted, st.lists(MOVEMENTS, max_size=3).map(tuple)),
    MotionMoved: st.builds(MotionMoved, MOTIONS),
    MotionChanged: st.builds(MotionChanged, MOTIONS),
    Voted: st.builds(Voted, TEXTS, TEXTS, VOTES),
    Decided: st.builds(Decided, TEXTS, TEXTS, RESULTS),
    Remarked: st.builds(Remarked, REMARKS),
    RemarkChanged: st.builds(RemarkChanged, REMARKS),
    Struck: st.builds(Struck, TEXTS, TEXTS),
    ReadBack: st.builds(ReadBack, TEXTS),
    ItemSupplemented: st.builds(ItemSupplemented, ITEMS),
    DoorsClosed: st.builds(DoorsClosed, TEXTS, st.booleans()),
    ItemsOrdered: st.builds(ItemsOrdered, IDS),
    ItemsJoined: st.builds(ItemsJoined, IDS),
    SubstituteSeated: st.builds(SubstituteSeated, MEMBERS, TEXTS, IDS, LINES, LINES),
    BreakTaken: st.builds(BreakTaken, TEXTS, TEXTS, TEXTS),
    Resumed: st.builds(Resumed, TEXTS),
    MotionsOrdered: st.builds(MotionsOrdered, TEXTS, IDS),
    Divided: st.builds(
        Divided, TEXTS, st.lists(st.lists(st.integers(1, 9)).map(tuple), max_size=3).map(tuple)
    ),
    Stopped: st.builds(Stopped, TEXTS, st.builds(Stop, TEXTS, TEXTS, st.booleans())),
    BallotsCounted: st.builds(BallotsCounted, TEXTS, TEXTS, ROUNDS),
    TextEdited: st.builds(TextEdited, TEXTS, TEXTS, TEXTS),
    MeetingClosed: st.builds(
        MeetingClosed, TEXTS, st.lists(st.builds(SealedText, TEXTS, TEXTS), max_size=2).map(tuple)
    ),
    Corrected: st.builds(Corrected, TEXTS, TEXTS, TEXTS, TEXTS, st.dates(), st.booleans()),
    RemarkReceived: st.builds(RemarkReceived, REMARKS),
    MeetingReopened: st.builds(MeetingReopened, TEXTS, TEXTS, st.dates()),
    Undone: st.builds(Undone, st.integers()),
    Redone: st.builds(Redone, st.integers()),
}


def test_every_fact_of_the_module_is_known_by_its_name_and_has_a_test() -> None:
    declared = {
        name: kind
        for name, kind in vars(facts).items()
        if isinstance(kind, type) and issubclass(kind, Fact) and kind is not Fact
    }
    assert declared == KINDS
    assert set(FACTS) == set(KINDS.values())


@given(st.sampled_from(list(FACTS)).flatmap(FACTS.__getitem__))
def test_a_fact_comes_back_from_its_json_and_so_does_the_json(fact: Fact) -> None:
    data = encode(fact)
    again = decode(type(fact).__name__, fact.VERSION, data)
    assert again == fact
    assert encode(again) == data
    assert hash(again) == hash(fact)


def test_the_json_is_canonical() -> None:
    assert encode(Voted("ø", "main", Vote(("b",), (), (), ("a",)))) == (
        '{"item":"ø","motion":"main",'
        '"vote":{"abstained":[],"against":[],"declared":null,"for_":["b"],"not_voting":["a"],'
        '"outside":[],"stated":[]}}'
    )
    created = json.loads(encode(MeetingCreated("m", SMALL, date(2015, 8, 17))))
    assert created["day"] == "2015-08-17"
    assert created["body"]["kind"] == "committee"
    assert created["body"]["members"][0]["party"] == "A"


def test_fields_with_a_default_may_be_absent_as_in_an_older_program() -> None:
    data = '{"remark":{"id":"r","item":"i","authors":[{"party":"A"}],"text":"x"}}'
    assert decode("Remarked", 1, data) == Remarked(Remark("r", "i", (Mention("A"),), "x"))


REMARK = {"id": "r", "item": "i", "authors": [], "text": "x"}


@pytest.mark.parametrize(
    ("kind", "version", "data", "words"),
    [
        ("Applauded", 1, "{}", "Applauded version 1"),
        ("Entry", 1, "{}", "Entry"),
        ("", 1, "{}", "version 1"),
        ("ReadBack", 2, '{"item":"i"}', "ReadBack version 2"),
        ("ReadBack", 0, '{"item":"i"}', "ReadBack version 0"),
        ("ReadBack", 1, "{}", "item"),
        ("ReadBack", 1, '{"item":"i","by":"x"}', "unknown field 'by'"),
        ("ReadBack", 1, '{"item":5}', "str expected, found int"),
        ("ReadBack", 1, '{"item":null}', "str expected, found NoneType"),
        ("ReadBack", 1, '["i"]', "object expected, found list"),
        ("ReadBack", 1, "null", "object expected"),
        ("ReadBack", 1, "", "ReadBack version 1"),
        ("ReadBack", 1, '{"item":', "ReadBack version 1"),
        ("ReadBack", 1, "[" * 100_000, "ReadBack version 1"),
        ("Undone", 1, '{"number":"1"}', "int expected, found str"),
        ("Undone", 1, '{"number":true}', "int expected, found bool"),
        ("Undone", 1, '{"number":1.0}', "int expected, found float"),
        ("MeetingClosed", 1, '{"at":1}', "unknown field 'at'"),
        ("PresenceNoted", 1, '{"movements":{}}', "list expected, found dict"),
        ("PresenceNoted", 1, '{"movements":"x"}', "list expected, found str"),
        (
            "PresenceNoted",
            1,
            '{"movements":[{"member":"a","presence":"asleep"}]}',
            "'asleep' is not a valid Presence",
        ),
        (
            "PresenceNoted",
            1,
            '{"movements":[{"member":"a","presence":["present"]}]}',
            "not a valid Presence",
        ),
        ("Remarked", 1, json.dumps({"remark": {**REMARK, "carried": {}}}), "Source"),
        ("Remarked", 1, json.dumps({"remark": {**REMARK, "carried": "x"}}), "object expected"),
        (
            "Remarked",
            1,
            json.dumps({"remark": {**REMARK, "authors": [{"nom": "x"}]}}),
            "unknown field 'nom'",
        ),
    ],
)
def test_what_is_not_a_fact_of_this_program_is_refused(
    kind: str, version: int, data: str, words: str
) -> None:
    with pytest.raises(UnreadableFactError) as refusal:
        decode(kind, version, data)
    assert words in str(refusal.value)


@pytest.mark.parametrize("day", ["", "25. august 2015", "2015-13-01", 20150825, None])
def test_a_day_that_is_none_is_refused(day: object) -> None:
    data = json.loads(encode(MeetingCreated("m", SMALL, date(2015, 8, 17))))
    with pytest.raises(UnreadableFactError):
        decode("MeetingCreated", 1, json.dumps({**data, "day": day}))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_is_checked(kind: str) -> None:
    """A fact that reads, with one field after the other spoilt."""
    fact = next(fact for fact in STORY if type(fact).__name__ == kind)
    fields = json.loads(encode(fact))
    assert fields.keys() == {field.name for field in dataclasses.fields(fact)}
    for name in fields:
        with pytest.raises(UnreadableFactError, match=r"expected|unknown field|must be str"):
            decode(kind, fact.VERSION, json.dumps({**fields, name: {"no": "such thing"}}))


SHAPES = shapes.checked_in()


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_changes_with_a_new_version_only(kind: str) -> None:
    """Where this fails the kind needs a higher VERSION; ``python tests/shapes.py`` notes it."""
    assert shapes.shape(KINDS[kind]) == SHAPES[kind][str(KINDS[kind].VERSION)]


@pytest.mark.parametrize(
    ("kind", "older", "newer"),
    [(kind, *pair) for kind in SHAPES for pair in pairwise(sorted(SHAPES[kind], key=int))],
)
def test_every_version_reads_as_the_next_by_its_defaults_or_an_upgrade(
    kind: str, older: str, newer: str
) -> None:
    fits = shapes.fits(SHAPES[kind][older], SHAPES[kind][newer])
    assert fits or (kind, int(older)) in UPGRADES


@pytest.mark.parametrize(
    ("municipality", "council", "custom"),
    [
        ("København", "Borgerrepræsentationen", True),
        ("Københavns Kommune", "Borgerrepræsentationen", True),
        ("Dragør", "kommunalbestyrelsen", False),
    ],
)
def test_the_first_version_of_a_body_has_the_ways_of_its_municipality(
    municipality: str, council: str, custom: bool
) -> None:
    data = json.loads(encode(MeetingCreated("m", SMALL, date(2015, 8, 17))))
    for later in ("council", "remarks_by_custom"):
        del data["body"][later]
    data["body"]["municipality"] = municipality
    created = decode("MeetingCreated", 1, json.dumps(data))
    assert isinstance(created, MeetingCreated)
    assert (created.body.council, created.body.remarks_by_custom) == (council, custom)


def test_a_source_without_a_day_is_read_as_the_first_version_wrote_it() -> None:
    source = {"body": "Socialudvalget", "day": "", "meeting": "", "remark": ""}
    for kind in ("Remarked", "RemarkChanged"):
        fact = decode(kind, 1, json.dumps({"remark": {**REMARK, "carried": source}}))
        assert isinstance(fact, (Remarked, RemarkChanged))
        assert fact.remark.carried == Source("Socialudvalget", None, "", "")
        with pytest.raises(UnreadableFactError):
            decode(kind, 2, json.dumps({"remark": {**REMARK, "carried": source}}))


def test_only_what_happens_in_the_room_can_be_undone() -> None:
    lasting = {name for name, kind in KINDS.items() if not kind.UNDOABLE}
    assert lasting == {
        "MeetingCreated",
        "ItemAdded",
        "ItemOpened",
        "MeetingClosed",
        "Corrected",
        "RemarkReceived",
        "MeetingReopened",
        "Undone",
        "Redone",
    }
