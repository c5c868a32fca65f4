"""Random meetings, the same ones for the same seed: what a clerk may ask for, and facts out of thin
air."""

from __future__ import annotations

import dataclasses
import random
import types
import typing
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from factories import MIXED, NOW, STYLES, journal, opening

from clerk import library
from clerk.core import commands
from clerk.core.ballot import read_ballot
from clerk.core.elections import Candidate
from clerk.core.entry import read_named
from clerk.core.facts import (
    KINDS,
    Entry,
    Fact,
    MeetingCreated,
    Redone,
    RemarkReceived,
    Undone,
)
from clerk.core.motions import Effect, Motion, MotionKind, ResultKind
from clerk.core.people import Mention
from clerk.core.presence import Presence
from clerk.core.remarks import EarlierRemark, Remark, RemarkKind
from clerk.core.state import MAIN, State
from clerk.core.voting import Side
from clerk.meeting import OpenMeeting, Storage

LETTERS = "aabbcc2øåø "
SIGNS = "+-0*<.,='\"?=3=g=f=b 12?'holm 'lund 'ene 'løs 'nobody "
TEXTS = (
    "",
    " ",
    "at et.",
    "til maj",
    "- den [sidste] pind\n- udgår\n\nOg {title} %s <b>",
    "Vi mener nej.",
    "x" * 300,
    "ærø\u0301\u202e 👩‍👩‍👧",
)
STRANGE = ("", "i9", "main:7", "i1/99", "nobody", "-1", "a1")


class Memory:
    """A storage that keeps the entries in memory."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = list(entries)
        self.texts: dict[str, str] = {}

    def append(
        self,
        meeting: str,
        entries: Sequence[Entry],
        before: State | None,
        after: State,
        settled: str | None = None,
    ) -> None:
        self.entries += entries

    def save_draft(self, meeting: str, slot: str, content: str) -> None:
        self.texts[slot] = content

    def drafts(self, meeting: str) -> dict[str, str]:
        return dict(self.texts)

    def earlier_remarks(self, case_number: str, meeting: str) -> list[EarlierRemark]:
        return []


class Dice(random.Random):
    """Chance with a seed; ``odds`` tells whether something happens once in ``n`` times."""

    def odds(self, n: int) -> bool:
        return self.randrange(n) == 0

    def some(self, pool: Sequence[Any], most: int) -> tuple[Any, ...]:
        """Return up to ``most`` of the pool, any of them also twice."""
        return tuple(self.choice(pool) for _ in range(self.randrange(most + 1))) if pool else ()

    def line(self) -> str:
        """Return what a clerk may have typed in a line, or fallen asleep on."""
        pool = LETTERS if self.odds(2) else LETTERS + SIGNS
        return "".join(self.choice(pool) for _ in range(self.randrange(14)))


def begun(style: str = "base") -> list[Entry]:
    """Return the journal of a meeting, worded in that style, in which everybody has come."""
    return journal(opening(dataclasses.replace(MIXED, style=style)))


class Play:
    """A random meeting with all that can be done in it, from its first facts on."""

    def __init__(self, seed: str, entries: Sequence[Entry], storage: Storage) -> None:
        self.dice = Dice(seed)
        self._now = NOW + timedelta(hours=1)
        self.meeting = OpenMeeting("m", entries, storage, clock=self._clock)

    def _clock(self) -> datetime:
        """A clock that now and then jumps, also back."""
        self._now += timedelta(seconds=self.dice.choice((1, 1, 1, 60, -4000)))
        return self._now

    @property
    def state(self) -> State:
        return self.meeting.state

    def step(self) -> None:
        """Do one thing. Raises Refused where it is impossible."""
        if self.dice.odds(3):
            self.meeting.record(self.fact())
        else:
            self.dice.choice(ACTS)(self)

    # Facts out of thin air

    def fact(self) -> Fact:
        """Return a fact of any kind whose fields are of their types, and no more than that."""
        kinds = [cls for cls in KINDS.values() if cls not in (MeetingCreated, Undone, Redone)]
        return typing.cast("Fact", self._object(self.dice.choice(kinds)))

    def _object(self, cls: type[Any]) -> Any:
        hints = typing.get_type_hints(cls)
        return cls(**{f.name: self._value(hints[f.name], f.name) for f in dataclasses.fields(cls)})

    def _value(self, shape: Any, name: str) -> Any:
        dice = self.dice
        if isinstance(shape, types.UnionType):
            inner = next(part for part in shape.__args__ if part is not types.NoneType)
            return None if dice.odds(2) else self._value(inner, name)
        if typing.get_origin(shape) is tuple:
            inner = typing.get_args(shape)[0]
            return tuple(self._value(inner, name) for _ in range(dice.randrange(4)))
        if dataclasses.is_dataclass(shape):
            return self._object(typing.cast("type[Any]", shape))
        if issubclass(shape, Enum):
            return dice.choice(list(shape))
        if shape is date:
            return date(2026, 1, dice.randrange(1, 29))
        if shape is bool:
            return dice.odds(2)
        if shape is int:
            return dice.randrange(-1, 5)
        return self._word(name)

    def _word(self, name: str) -> str:
        dice, state = self.dice, self.state
        if dice.odds(12):
            return dice.choice(STRANGE + TEXTS)
        items = list(state.items)
        here = state.items[dice.choice(items)]
        pools: dict[str, Sequence[str]] = {
            "item": items,
            "items": items,
            "only": items,
            "order": [*items, *(m.id for m in here.motions)],
            "motion": [MAIN, *here.part_ids, *(m.id for m in here.motions)],
            "amends": ["", *(m.id for m in here.motions)],
            "subject": [*(m.id for m in here.motions), *(r.id for r in here.remarks)],
            "party": [p.code for p in state.body.parties],
            "clock": ["17.54", "18.00", ""],
            "id": [*items, *(m.id for m in here.motions), *(r.id for r in here.remarks), "new"],
        }
        people = ("member", "members", "for_", "against", "abstained", "not_voting", "outside")
        if name in (*people, "stands_in_for"):
            return dice.choice([m.id for m in state.body.members])
        pool = pools.get(name)
        return dice.choice(pool or TEXTS)

    # What a clerk asks for

    def _item(self) -> str:
        return self.dice.choice([*self.state.items, *self.state.items, "i9"])

    def _member(self) -> str:
        return self.dice.choice([member.id for member in self.state.body.members])

    def _motion(self) -> str:
        here = self.meeting.here
        turn = here.next_motion or MAIN
        return self.dice.choice([turn, turn, MAIN, *here.part_ids, *(m.id for m in here.motions)])

    def _mentions(self) -> tuple[Mention, ...]:
        return read_named(self.dice.line(), self.state.body).first

    def _points(self) -> tuple[int, ...]:
        return self.dice.some((1, 2, 3, 9), 2)

    def _text(self) -> str:
        return self.dice.choice(TEXTS)

    def vote(self) -> None:
        ballot = read_ballot(self.dice.line(), self.state.body, self.state.present)
        if not ballot.fatal:
            self.meeting.vote(self._motion(), ballot.vote)

    def count(self) -> None:
        """The numbers alone, or one side."""
        numbers = [self.dice.choice(("0", "1", "3", "6", "11", "12", "?")) for _ in Side]
        line = self.dice.choice((" ".join(numbers), f"a={numbers[0]} b={numbers[1]}", "ab ?"))
        ballot = read_ballot(line, self.state.body, self.state.present)
        if not ballot.fatal:
            self.meeting.vote(self._motion(), ballot.vote)

    def move(self) -> None:
        here, dice = self.meeting.here, self.dice
        known = [m.id for m in here.motions]
        new = not known or dice.odds(2)
        self.meeting.move(
            Motion(
                self.meeting.next_id() if new else dice.choice(known),
                here.item.id,
                self._mentions(),
                dice.choice(list(Effect)),
                self._points(),
                self._text(),
                dice.choice([MotionKind.AMENDMENT, *MotionKind]),
                dice.choice(["", *known]),
                self._text(),
                dice.choice(("", "Ø1")),
                self._mentions(),
            )
        )

    def remark(self) -> None:
        here, dice = self.meeting.here, self.dice
        known = [r.id for r in here.remarks]
        new = not known or dice.odds(2)
        self.meeting.remark(
            Remark(
                self.meeting.next_id("r") if new else dice.choice(known),
                here.item.id,
                self._mentions(),
                self._text(),
                kind=dice.choice(list(RemarkKind)),
                joined=self._mentions(),
                points=self._points(),
                fresh=dice.odds(2),
                deadline=dice.choice(("", "fredag kl. 12")),
            )
        )

    def receive(self) -> None:
        """A reservation whose text comes when the meeting is over."""
        here = self.meeting.here
        remark = Remark(
            self.meeting.next_id("r"),
            here.item.id,
            (Mention("A"),),
            "",
            kind=RemarkKind.RESERVATION,
            deadline="fredag kl. 12",
        )
        self.meeting.remark(remark)
        self.close()
        self.meeting.record(RemarkReceived(dataclasses.replace(remark, text="Vi er imod.")))

    def close(self) -> None:
        style = library.style(self.dice.choice(STYLES))  # that of another release
        self.meeting.record(commands.close(self.state, style, "19.00"))

    def decide(self) -> None:
        kind = self.dice.choice([*ResultKind])
        self.meeting.decide(kind, self._text(), self.dice.choice([None, self._motion()]))

    def strike(self) -> None:
        here = self.meeting.here
        known = [m.id for m in here.motions] + [r.id for r in here.remarks]
        if known:
            self.meeting.strike(self.dice.choice(known))

    def presence(self) -> None:
        clock = self.dice.choice((None, "17.54"))
        where = self.dice.choice(list(Presence))
        fact = commands.presence(self.state, self._member(), where, self._text(), clock)
        self.meeting.record(fact)

    def command(self) -> None:
        """One of the commands that only make a fact."""
        state, dice = self.state, self.dice
        posts = ["formand", "næstformand"]
        name = dice.choice(("Mette Holm", "Åge O'Hara", "Ny Mand", ""))
        candidates = [Candidate(n, dice.randrange(8)) for n in dice.some(("Ib", "Bo", "Åse"), 3)]
        made: list[Callable[[], Fact]] = [
            lambda: commands.back_in_item(state, self._member()),
            lambda: commands.seat_substitute(
                state, name, self._member(), "A", self._text(), only=dice.odds(2)
            ),
            lambda: commands.divide(state, dice.some(((1,), (2, 3), (1, 2), (9,)), 2)),
            lambda: commands.shift_motion(state, self._motion(), dice.choice((-1, 1))),
            lambda: commands.count_ballots(
                state, dice.choice(posts), candidates, dice.randrange(3)
            ),
            lambda: commands.draw_lot(state, dice.choice(posts), "Ib"),
            lambda: commands.move_item(state, self._item(), dice.choice([None, *state.items])),
            lambda: commands.add_item(dice.choice(("4", "5", "1")), self._text()),
            lambda: commands.close_doors(state, dice.odds(2)),
            lambda: commands.edit_text(state, self._text(), "det, der var"),
            lambda: commands.correct(
                self._item(), self._text(), "slåfejl", "formanden", state.day, addition=dice.odds(2)
            ),
            lambda: commands.reopen(self._text(), "formanden", state.day),
        ]
        self.meeting.record(dice.choice(made)())


ACTS: Sequence[Callable[[Play], object]] = (
    *[Play.vote] * 4,
    Play.count,
    *[Play.move] * 3,
    *[Play.remark] * 2,
    *[Play.decide] * 2,
    Play.strike,
    *[Play.presence] * 2,
    *[Play.command] * 5,
    *[lambda play: play.meeting.undo()] * 2,
    lambda play: play.meeting.redo(),
    lambda play: play.receive() if play.dice.odds(4) else None,
    lambda play: play.meeting.open_item(play._item()),
    lambda play: play.meeting.read_back(),
    lambda play: play.meeting.note_all_present(),
    lambda play: play.close() if play.dice.odds(4) else None,
)
