"""What the room is shown, and what it is never shown."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from factories import SMALL, item, moved, opening, vote
from stories import BEGINNING, Recorder
from test_looks import FOLDER
from wall import SIZES, keep, shown, state_of, typing

from clerk.core.agenda import Subject
from clerk.core.facts import (
    BreakTaken,
    Decided,
    DoorsClosed,
    Fact,
    ItemOpened,
    MeetingClosed,
    MotionMoved,
    Remarked,
    Resumed,
    TextEdited,
    Voted,
)
from clerk.core.history import replay
from clerk.core.motions import Effect, Motion, Result, ResultKind
from clerk.core.public import Scene, Seen, Typed, focus, scene
from clerk.core.remarks import Remark
from clerk.core.state import MAIN, State
from clerk.core.voting import Vote
from clerk.follow import Following
from clerk.screens import digits
from clerk.screens.draft import Slot
from clerk.store import Store


@pytest.fixture
def recorder(small: Store) -> Recorder:
    """The meeting ``m`` that has just begun."""
    recorder = Recorder(small)
    recorder.all(BEGINNING)
    return recorder


def at(recorder: Recorder, *facts: Fact) -> State:
    """Return the state after these facts too."""
    recorder.all(facts)
    assert recorder.history.state is not None
    return recorder.history.state


def test_the_vote_is_counted_as_it_is_typed(recorder: Recorder) -> None:
    state = at(recorder, moved("i1/1", "B", Effect.REPLACE, (1,), "at kajen rives ned"))
    partly = focus(state, [Typed("i1", "i1/1", "b a")])
    assert partly.vote is not None
    assert (partly.ruling, partly.state) == (None, state)
    assert "4 af 6 talt" in shown(Seen(state, (Typed("i1", "i1/1", "b a"),)))
    whole = focus(state, [Typed("i1", "i1/1", "b a c'løs")])
    assert whole.ruling == whole.vote
    text = shown(Seen(state, (Typed("i1", "i1/1", "b a c'løs"),)))
    assert "F O R K A S T E T" in text
    assert "at kajen rives ned" in text
    assert "Nu: Indstillingen" in text
    assert "Imod stemte: A." in shown(Seen(whole.state))


@pytest.mark.parametrize("line", ["q", "'nobody", "99 1", "b b", "abc"])
def test_a_line_that_is_wrong_or_not_complete_decides_nothing(
    line: str, recorder: Recorder
) -> None:
    state = at(recorder)
    assert focus(state, [Typed("i1", MAIN, line)]).state is state
    assert "talt" in shown(Seen(state, (Typed("i1", MAIN, line),)))


def test_a_line_about_another_item_or_a_motion_that_is_gone_is_not_shown(
    recorder: Recorder,
) -> None:
    state = at(recorder)
    for typed in (Typed("i2", MAIN, "ab"), Typed("i1", "i1/9", "ab"), Typed("i1", "", "ab")):
        assert focus(state, [typed]).vote is None


def test_unknown_is_never_0(recorder: Recorder) -> None:
    text = shown(Seen(at(recorder), (Typed("i1", MAIN, "? 2"),)))
    assert [digits.large("?")[0] in line for line in text.splitlines()].count(True) > 0
    assert digits.large("0")[1] not in text


def test_numbers_stand_still_from_the_first_letter_to_the_record(recorder: Recorder) -> None:
    state = at(recorder, moved("i1/1", "B", Effect.REPLACE, (1,), "at\n\n- et\n- to\n- tre"))
    places = set()
    for line in ("a", "a b", "a b c'løs"):
        lines = shown(Seen(state, (Typed("i1", "i1/1", line),))).splitlines()
        places.add(next(n for n, text in enumerate(lines) if text.startswith("For ")))
    state = at(recorder, vote(SMALL, "a b c'løs", "i1/1"))
    lines = shown(Seen(state)).splitlines()
    places.add(next(n for n, text in enumerate(lines) if text.startswith("For ")))
    assert len(places) == 1


def test_the_scenes_of_a_meeting(recorder: Recorder) -> None:
    assert scene(State("m", SMALL, at(recorder).day)) is Scene.NOT_BEGUN
    assert "ingen punkter" in shown(Seen(State("m", SMALL, at(recorder).day)))
    assert "Punkt 1 · Sag 1" in shown(Seen(at(recorder)))
    assert "Punkt 2 · Sag 2" in shown(Seen(at(recorder, ItemOpened("i2"))))
    pause = shown(Seen(at(recorder, BreakTaken("18.00", "2"))))
    assert "P A U S E" in pause
    assert "kl. 18.00" in pause
    assert "Sag 2" not in pause
    assert "Sag 2" in shown(Seen(at(recorder, Resumed("18.15"))))
    adjourned = shown(Seen(at(recorder, BreakTaken("18.30", "2", "tirsdag den 6. januar"))))
    assert "tirsdag den 6. januar" in adjourned
    closed = shown(Seen(at(recorder, Resumed("9.00"), MeetingClosed("19.00"))))
    assert "M Ø D E T   E R   L U K K E T" in closed
    assert "kl. 19.00" in closed


def test_the_room_and_whether_it_can_decide(recorder: Recorder) -> None:
    assert "6 af 6 til stede · beslutningsdygtigt (3 kræves)" in shown(Seen(at(recorder)))
    empty = replace(at(recorder), attendance=State("m", SMALL, at(recorder).day).attendance)
    assert "ikke noteret endnu" in shown(Seen(empty))


def test_a_result_without_a_vote_is_a_word(recorder: Recorder) -> None:
    text = shown(Seen(at(recorder, Decided("i1", MAIN, Result(ResultKind.NOTED)))))
    assert "T I L   E F T E R R E T N I N G" in text
    assert "Undlader" not in text


@pytest.mark.parametrize("size", SIZES)
def test_the_end_of_a_long_decision_is_followed(size: tuple[int, int], recorder: Recorder) -> None:
    text = "\n\n".join(f"Linje {n}." for n in range(60))
    page_ = shown(Seen(at(recorder, TextEdited("i1", text + "\n\nSlut.", ""))), size)
    if size[1] >= 20:
        assert page_.splitlines()[-1] == "Slut."
        assert "…" in page_


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_what_is_large_fits(size: tuple[int, int], recorder: Recorder) -> None:
    long = "Et forslag med en lang titel om noget, der fylder, og som ingen kan huske " * 3
    state = at(recorder, moved("i1/1", "A B C", Effect.FREE, (), long))
    here = replace(state.here, item=replace(item(*["at noget sker."] * 20), title=long))
    state = replace(state, items={**state.items, "i1": here})
    text = shown(Seen(state, (Typed("i1", "i1/1", "b a c'løs"),)), size)
    for word in ("For ", "Imod ", "Undlader", "A", "F O R K A S T E T"):
        assert word in text, text


def test_each_digit_has_a_shape_of_its_own() -> None:
    for draw, lines, width in ((digits.large, 5, 6), (digits.small, 3, 3)):
        shapes = {sign: draw(sign) for sign in "0123456789?"}
        assert len({tuple(shape) for shape in shapes.values()}) == len(shapes)
        assert all([len(line) for line in shape] == [width] * lines for shape in shapes.values())
        assert len({len(line) for line in draw("107")}) == 1


@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 20)])
@pytest.mark.parametrize(("name", "line"), [("item", ""), ("half", "bf a"), ("whole", "bf aci ø")])
def test_the_page_looks_as_it_did(
    name: str, line: str, width: int, height: int, store: Store, meeting: str
) -> None:
    state = replay(store.entries(meeting))
    typed = (Typed("i5", "i5/1", line),) if line else ()
    seen = shown(Seen(state, typed), (width, height))
    seen = "\n".join(text.rstrip() for text in seen.splitlines()) + "\n"
    path = FOLDER / f"follow-{name}-{width}x{height}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        path.write_text(seen, encoding="utf-8", newline="\n")
    assert seen == path.read_text(encoding="utf-8")


# What it is not shown

SECRET = "HEMMELIGT"


def secretive(chance: random.Random, state: State, number: int) -> Fact:
    """Return something that may happen now; where it happens in a closed item, it tells."""
    here = state.here
    word = SECRET if here.item.closed else "Åbent"
    motion = chance.choice([MAIN, *(m.id for m in here.motions)])
    result = chance.choice([ResultKind.ADOPTED, ResultKind.FREE, ResultKind.REFERRED])
    remark = Remark(f"{here.item.id}/r{number}", here.item.id, (), f"{word} bemærkning")
    amendment = Motion(
        f"{here.item.id}/{number}", here.item.id, (), Effect.REPLACE, (1,), f"{word} tekst"
    )
    ids = [member.id for member in SMALL.members]
    at_, to = sorted(chance.choices(range(len(ids) + 1), k=2))
    counted = Vote(tuple(ids[:at_]), tuple(ids[at_:to]), tuple(ids[to:]))
    other = chance.choice(list(state.items.values()))
    hidden = not other.item.closed
    facts: Sequence[Fact] = (
        MotionMoved(replace(amendment, label=word)),
        Voted(here.item.id, motion, counted),
        Decided(here.item.id, motion, Result(result, f"{word} sted")),
        Remarked(remark),
        TextEdited(here.item.id, chance.choice(["", f"{word} i hånden"]), ""),
        ItemOpened(chance.choice(list(state.items))),
    )
    recorded = other.motions or other.remarks or other.rulings or other.edited
    if hidden or not (recorded or SECRET in other.item.title):
        facts = (*facts, DoorsClosed(other.item.id, hidden))
    return chance.choice(facts)


@pytest.mark.parametrize("seed", range(8))
def test_closed_items_and_what_is_private_never_appear(seed: int, small: Store, path: Path) -> None:
    chance = random.Random(seed)
    agenda = [
        item(number="1"),
        replace(item(f"{SECRET}e punkt", number="2"), title=f"{SECRET} sag", closed=True),
        replace(item(number="3", subject=Subject.BRIEFING), closed=False),
    ]
    recorder = Recorder(small)
    recorder.all(opening(SMALL, agenda))
    following = Following(path)
    behind_doors = 0
    for number in range(40):
        state = recorder.history.state
        assert state is not None
        recorder.record(secretive(chance, state, number))
        here = state_of(Seen(recorder.history.state)).here.item
        for kind in ("remark", "amendment", "carried"):
            small.save_draft("m", str(Slot(kind, here.id)), json.dumps({"text": SECRET, "open": 1}))
        small.save_draft("m", f"note:{here.id}", SECRET)
        line = chance.choice(["a", "ab c'løs", "abc 'løs", "3 2 1"])
        keep(small, "m", typing(line, here.id))
        seen = following.look()
        assert state_of(seen) == recorder.history.state
        for size in SIZES:
            text = shown(seen, size)
            assert SECRET not in text
            assert SECRET[:3] not in text.replace("…", "")
        if here.closed:
            assert shown(seen).splitlines()[3:] == shown(Seen(seen.state)).splitlines()[3:]
            assert "L U K K E T   P U N K T" in shown(seen)
            assert "Imod" not in shown(seen)
            behind_doors += SECRET in shown(seen, behind_doors=True)
    assert behind_doors  # there was something to hide, and --closed shows it
