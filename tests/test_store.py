"""The store beyond the demo: every kind of fact, drafts, the list of meetings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from clerk.core import facts
from clerk.core.entry import Mention
from clerk.core.facts import Entry, Fact
from clerk.core.faults import NotSavedError
from clerk.core.motions import (
    AgendaItem,
    Effect,
    Motion,
    Point,
    Recommendation,
    Remark,
    Result,
    ResultKind,
    Source,
)
from clerk.core.people import Body, Member, Movement, Party, Presence
from clerk.core.state import History, State
from clerk.core.voting import Vote
from clerk.store import Store, chained

BODY = Body(
    id="havn",
    name="Havneudvalget",
    short="HAU",
    municipality="Sønderkøbing",
    seats=5,
    style="any",
    parties=(
        Party("A", ("Socialdemokratiet", "A")),
        Party("B", ("Radikale Venstre",)),
        Party("Ø", ("Enhedslisten",)),
    ),
    members=(
        Member("ane", "Ane Aagaard", "A", "formand"),
        Member("bo", "Bo Bæk", "A"),
        Member("cai", "Cai Carlsen", "B"),
        Member("dea", "Dea Dam", "Ø"),
        Member("eli", "Eli Ø. Holm"),
    ),
)
START = datetime(2031, 3, 4, 15, 0, tzinfo=UTC)


def wording(state: State, item_id: str) -> str:
    """Return a text that changes with everything recorded on the item."""
    here = state.items[item_id]
    return f"{here.item.title}: {here.motions} {here.rulings} {here.remarks}"


def agenda_item(item: str, case_number: str = "") -> AgendaItem:
    """Return an item with a recommendation in two points."""
    points = (Point(1, "at kajen renoveres"), Point(2, 'at "broen" males'))
    return AgendaItem(
        item, item[1:], f"Sag {item}", case_number, recommendations=(Recommendation("X", points),)
    )


def remarked(item: str, remark: str, text: str) -> facts.Remarked:
    """Return a remark by a party and an independent."""
    return facts.Remarked(Remark(remark, item, (Mention("Ø"), Mention(None, "eli")), text))


def opening(meeting: str, day: date, *items: AgendaItem) -> list[Fact]:
    """Return the facts of a meeting as prepared, with all five members in the room."""
    everybody = tuple(Movement(member.id, Presence.PRESENT) for member in BODY.members)
    return [
        facts.MeetingCreated(meeting, BODY, day),
        *(facts.ItemAdded(item) for item in items),
        facts.PresenceNoted(everybody),
    ]


MOTION = Motion("i1/1", "i1", (Mention("B"),), Effect.REPLACE, (1,), "- kajen\n- rives ned")
SOURCE = Source("Byrådet", "2031-01-02", "by-2031-01-02", "i9/1")
VOTE = Vote(("cai", "dea"), ("ane", "bo"), ("eli",))
STORY: list[Fact] = [
    *opening("hau-1", date(2031, 3, 4), agenda_item("i1", "2031-7"), agenda_item("i2")),
    facts.MotionMoved(MOTION),
    facts.MotionChanged(Motion("i1/1", "i1", (Mention("B"), Mention("Ø")), Effect.FREE, (), "nyt")),
    facts.Voted("i1", "i1/1", VOTE),
    facts.PresenceNoted((Movement("eli", Presence.LEFT, "syg", "17.54", "1"),)),
    facts.Voted("i1", "main", Vote(("ane", "bo", "cai"), ("dea",))),
    facts.Undone(9),
    facts.Redone(9),
    remarked("i1", "i1/r1", "Vi [tog] *forbehold* – «nej»\n\n  'sådan'."),
    facts.RemarkChanged(Remark("i1/r1", "i1", (Mention("A", None, 1),), "Bedre.", SOURCE)),
    facts.ReadBack("i1"),
    facts.ItemOpened("i2"),
    remarked("i2", "i2/r1", "Slettes"),
    facts.Struck("i2", "i2/r1"),
    facts.Decided("i2", "main", Result(ResultKind.POSTPONED, "til maj")),
    facts.Undone(18),
    facts.MeetingClosed(),
]


class Recorder:
    """Gives facts their numbers and appends them one by one."""

    def __init__(self, store: Store, meeting: str) -> None:
        self.store = store
        self.meeting = meeting
        self.history = History(store.entries(meeting))

    def record(self, fact: Fact, settled: str | None = None) -> Entry:
        """Append one fact; what the store raises passes through and the history stays."""
        number = self.history.last_number + 1
        entry = Entry(number, START + timedelta(seconds=number), fact)
        before, after = self.history.state, self.history.after(fact)
        self.store.append(self.meeting, [entry], before, after, settled)
        self.history.add(entry)
        return entry

    def all(self, story: Sequence[Fact]) -> list[Entry]:
        """Append facts in order."""
        return [self.record(fact) for fact in story]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file under test lies."""
    return tmp_path / "clerk.db"


@pytest.fixture
def small(path: Path) -> Iterator[Store]:
    """An empty open store."""
    store = Store.open(path, wording)
    yield store
    store.close()


# The journal


def test_every_kind_of_fact_comes_back_after_a_restart(small: Store, path: Path) -> None:
    written = Recorder(small, "hau-1").all(STORY)
    assert {type(entry.fact) for entry in written} == set(facts.KINDS.values())
    again = Store.open(path, wording)
    assert again.entries("hau-1") == written
    assert small.entries("another") == []
    again.close()


def test_a_fact_and_its_projections_are_one_transaction(small: Store) -> None:
    recorder = Recorder(small, "hau-1")
    recorder.all(STORY[:6])
    statements: list[str] = []
    small._connection.set_trace_callback(statements.append)
    recorder.record(STORY[6])
    small._connection.set_trace_callback(None)
    assert [s for s in statements if s.startswith(("BEGIN", "COMMIT"))] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ]
    assert statements[-1] == "COMMIT"


def test_a_changed_fact_breaks_the_chain(small: Store) -> None:
    Recorder(small, "hau-1").all(STORY)
    Recorder(small, "hau-2").all(opening("hau-2", date(2031, 4, 1)))

    def unbroken(meeting: str) -> bool:
        previous, rows = (
            "",
            small._rows(
                "SELECT number, at, kind, version, data, hash FROM journal WHERE meeting = ? "
                "ORDER BY number",
                meeting,
            ),
        )
        for number, at, kind, version, data, found in rows:
            previous = chained(previous, meeting, number, at, (kind, version, data))
            if found != previous:
                return False
        return bool(rows)

    assert unbroken("hau-1")
    small._connection.execute("DROP TRIGGER journal_stays")
    small._connection.execute(
        "UPDATE journal SET data = replace(data, 'Bedre', 'Værre') WHERE meeting = 'hau-1'"
    )
    assert not unbroken("hau-1")
    assert unbroken("hau-2")


def test_a_locked_file_is_said_and_works_afterwards(small: Store, path: Path) -> None:
    recorder = Recorder(small, "hau-1")
    recorder.all(STORY[:4])
    small._connection.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotSavedError, match=r"ikke gemt: .*låst"):
        recorder.record(STORY[4])
    assert len(small.entries("hau-1")) == 4  # reading goes on meanwhile
    other.execute("ROLLBACK")
    other.close()
    recorder.record(STORY[4])
    assert len(small.entries("hau-1")) == 5


# Drafts


def test_drafts_are_kept_replaced_and_emptied(small: Store, path: Path) -> None:
    small.save_draft("hau-1", "vote", "bf a")
    small.save_draft("hau-1", "vote", "bf aci ø")
    small.save_draft("hau-1", "remark", "Vi mener,\nat")
    small.save_draft("hau-2", "vote", "x")
    again = Store.open(path, wording)
    assert again.drafts("hau-1") == {"vote": "bf aci ø", "remark": "Vi mener,\nat"}
    again.close()
    small.save_draft("hau-1", "vote", "")
    assert small.drafts("hau-1") == {"remark": "Vi mener,\nat"}


def test_a_draft_goes_with_the_fact_that_settles_it_and_stays_where_that_fails(
    small: Store,
) -> None:
    recorder = Recorder(small, "hau-1")
    recorder.all(STORY[:4])
    small.save_draft("hau-1", "motion", "- kajen")
    small._connection.execute(
        "CREATE TRIGGER broken BEFORE INSERT ON motion BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(NotSavedError):
        recorder.record(STORY[4], settled="motion")
    assert small.drafts("hau-1") == {"motion": "- kajen"}
    assert len(small.entries("hau-1")) == 4
    small._connection.execute("DROP TRIGGER broken")
    recorder.record(STORY[4], settled="motion")
    assert small.drafts("hau-1") == {}


# The list of meetings


def test_meetings_come_newest_first_and_the_last_written_open_one_is_known(small: Store) -> None:
    assert small.last_meeting() is None
    for name, month in (("a", 1), ("b", 3), ("c", 2)):
        Recorder(small, name).all(opening(name, date(2031, month, 1), agenda_item("i1")))
    assert [m.id for m in small.meetings()] == ["b", "c", "a"]
    Recorder(small, "a").record(facts.Decided("i1", "main", Result(ResultKind.NOTED)))
    assert small.last_meeting() == "a"
    Recorder(small, "a").record(facts.MeetingClosed())
    assert small.last_meeting() == "c"
    summary = small.meetings()[-1]
    assert (summary.body, summary.day) == ("Havneudvalget", date(2031, 1, 1))
    assert (summary.closed, summary.items, summary.decided) == (True, 1, 1)


def test_earlier_remarks_are_of_the_same_case_and_not_later(small: Store) -> None:
    for name, month, case in (("c", 3, "7"), ("a", 1, "7"), ("b", 2, "8"), ("d", 4, "7")):
        items = (agenda_item("i1", case), agenda_item("i2"))
        Recorder(small, name).all(
            [
                *opening(name, date(2031, month, 1), *items),
                remarked("i1", "i1/r1", f"nr. {name}"),
                remarked("i2", "i2/r1", "uden sag"),
            ]
        )
    assert [r.text for r in small.earlier_remarks("7", "d")] == ["nr. a", "nr. c"]
    assert [r.text for r in small.earlier_remarks("7", "c")] == ["nr. a"]
    first = small.earlier_remarks("7", "d")[0]
    assert first.source == Source("Havneudvalget", "2031-01-01", "a", "i1/r1")
    assert first.authors == (Mention("Ø"), Mention(None, "eli"))
    assert small.earlier_remarks("", "d") == []
