"""What can happen in a meeting, as a meeting file tells it."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

import pytest
from meeting_files import MEETING, Write, refused

from clerk import library
from clerk.core.agenda import Earlier, Subject
from clerk.core.minutes import minutes
from clerk.core.motions import Effect, MotionKind, ResultKind
from clerk.core.people import Mention, OtherBody
from clerk.core.presence import Presence
from clerk.core.remarks import RemarkKind, Source, Stop
from clerk.core.state import outcome
from clerk.exports.text import as_text
from clerk.imports.keys import KEYS
from clerk.imports.meeting import read_meeting

ROOM = """
open = "2"
closed = true
ended = "19.05"
order = ["2", "1"]
joint = ["1, 2"]
""" + MEETING.replace(
    '[presence]\neverybody_else = "present"',
    """
[[body.party]]
code = "V"
listed = "V-gruppen"
forms = ["Venstre"]

[presence]
absent = ["Lund"]
everybody_else = "present"

[[presence.substitute]]
name = "Ida Krag"
party = "v"
instead_of = "Bøgh"
ground = "ferie"

[[presence.substitute]]
name = "Ove Skov"
instead_of = "Lund"
items = ["2"]
""",
)

SECOND = """
[[item]]
number = "2"
title = "Havnen"
subject = "proposal"
closed = true
sender = "Havneudvalget"
proposers = "a 'lund"
onward = "Byrådet"
supplementary = true
disqualified = ["Holm"]
out = ["Krag"]
arrived = ["Lund 17.54"]
left = ["Lund, 18:10"]
break = ["17.30-17.40"]

[[item.recommendation]]
heading = "Kajen"
points = ["at kajen males", "at der hejses flag", "at der spilles musik"]

[[item.earlier]]
body = "Havnerådet"
day = 2025-12-18
text = "Anbefales."

[[item.motion]]
kind = "referral"
movers = 'v+ø'
target = "Teknisk Udvalg"
result = "rejected"

[[item.amendment]]
movers = "a"
effect = "replace"
points = [1]
text = "at kajen vaskes"
label = "A1"
again_from = "Havneudvalget"
result = "adopted"

[[item.amendment]]
movers = '"Havnerådet"'
effect = "free"
text = "at kajen vaskes to gange"
amends = 1
vote = "+ -'skov"

[[item.part]]
points = [1, 2]
vote = "'skov"

[[item.part]]
points = [3]
result = "postponed"
detail = "næste møde"

[[item.remark]]
kind = "reservation"
authors = "a+ø"
deadline = "den 1. februar 2026 kl. 12"
points = [2]

[[item.remark]]
kind = "statement"
text = "Udvalget ønsker en fest."

[[item.remark]]
authors = "ø"
text = "Ja."
fresh = true
from_body = "Havneudvalget"
from_day = 2026-01-06

[[item.stop]]
member = "Skov"
to = "Byrådet"

[[item.ballots]]
post = "havnefoged"
votes = ["Ole Vig 1"]
"""


def test_everything_that_can_happen_can_be_prepared(write: Write) -> None:
    # Ida Krag is out and Mette Holm disqualified: the vote of item 2 is Ove Skov's alone.
    short = 'seats = 3\nothers = ["ØU Økonomiudvalget"]'
    state = read_meeting(write((ROOM + SECOND).replace("seats = 3", short))).state
    assert state.body.others == (OtherBody("ØU", "Økonomiudvalget"),)
    assert [party.letter for party in state.body.parties] == ["A", "Ø", "V-gruppen"]
    assert list(state.items) == ["i2", "i1"]
    assert state.joint == (("i1", "i2"),)
    assert state.ended == "19.05"
    assert [m.name for m in state.body.members if m.stands_in_for] == ["Ida Krag", "Ove Skov"]
    assert state.attendance.now()["aage-boegh"].presence is Presence.APOLOGY
    assert state.attendance.present("i2") == {"ove-skov"}
    assert state.attendance.present("i1") == {"ida-krag", "mette-holm"}
    assert [(pause.began, pause.ended) for pause in state.breaks] == [("17.30", "17.40")]
    here = state.items["i2"]
    item = here.item
    assert (item.closed, item.supplementary) == (True, True)
    assert (item.sender, item.onward) == ("Havneudvalget", "Byrådet")
    assert item.proposers == (Mention(party="A"), Mention(member="per-lund"))
    assert item.recommendations[0].heading == "Kajen"
    assert item.earlier == (Earlier("Havnerådet", date(2025, 12, 18), "Anbefales."),)
    printed = as_text(minutes(state, library.style("base"), "i2"))
    assert "Havnerådets beslutning i mødet den 18. december 2025\n\nAnbefales.\n" in printed
    referral, amendment, sub = here.motions
    assert (referral.kind, referral.target) == (MotionKind.REFERRAL, "Teknisk Udvalg")
    assert (referral.movers, referral.joined) == ((Mention(party="V"),), (Mention(party="Ø"),))
    assert (amendment.label, amendment.again_from) == ("A1", "Havneudvalget")
    assert (sub.amends, sub.movers) == (amendment.id, (Mention(name="Havnerådet"),))
    assert list(here.rulings) == ["i2/1", "i2/3", "i2/2", "main:1-2", "main:3"]
    assert outcome(here.rulings["i2/3"]) is ResultKind.REJECTED
    late, wish, carried = here.remarks
    assert (late.kind, late.joined) == (RemarkKind.RESERVATION, (Mention(party="Ø"),))
    assert (late.points, late.deadline[:6]) == ((2,), "den 1.")
    assert (wish.kind, wish.authors) == (RemarkKind.STATEMENT, ())
    assert carried.fresh
    assert carried.carried == Source("Havneudvalget", date(2026, 1, 6), "", "")
    assert here.stops == (Stop("ove-skov", "Byrådet"),)
    assert [round_.candidates[0].votes for round_ in here.elections[0].rounds] == [1]
    assert here.read


def test_a_remark_may_be_carried_over_from_a_day_that_is_not_known(write: Write) -> None:
    path = write(ROOM + SECOND.replace("from_day = 2026-01-06\n", ""))
    remark = read_meeting(path).state.items["i2"].remarks[-1]
    assert remark.carried == Source("Havneudvalget", None, "", "")


@pytest.mark.parametrize(
    ("old", "new", "place", "text"),
    [
        ('"Lund 17.54"', '"Lund 25.10"', "punkt 2, arrived", "»25.10« skal være et klokkeslæt"),
        ('"17.30-17.40"', '"17.30"', "punkt 2, break", "klokkeslæt"),
        ('["Holm"]', '["Hansen"]', "punkt 2, disqualified", "ukendt navn: Hansen"),
        ('order = ["2"', 'order = ["9"', "order", "intet punkt 9"),
        ('joint = ["1, 2"]', 'joint = ["1, 7"]', "joint", "intet punkt 7"),
        ('ended = "19.05"', 'ended = "sent"', "ended", "klokkeslæt"),
        ("closed = true\nended", "ended", "ended", "hører til closed"),
        ("a 'lund", "a+ø", "punkt 2, proposers", "ukendt: +"),
        (
            'kind = "referral"',
            'kind = "amendment"',
            "[[item.motion]] 1, kind",
            "[[item.amendment]]",
        ),
        ('target = "Teknisk Udvalg"', "", "[[item.motion]] 1", "hvortil der henvises"),
        ("amends = 1", "amends = 2", "[[item.amendment]] 2, amends", "intet ændringsforslag 2"),
        ("points = [3]\nr", "points = [2]\nr", "punkt 2, part", "to gange"),
        ('from_body = "Havneudvalget"', "", "[[item.remark]] 3, from_day", "from_body"),
        ('deadline = "den 1. februar 2026 kl. 12"', "", "[[item.remark]] 1", "tekst"),
        ("seats = 3", 'seats = 3\nothers = ["ØU"]', "[body], others", "forkortelse og et navn"),
        ('member = "Skov"', 'member = "Holm"', "[[item.stop]] 1", "har deltaget"),
        ("votes =", 'lot = "Ole"\nvotes =', "[[item.ballots]] 1, lot", "ikke trækkes lod om Ole"),
        ('"Ole Vig 1"', '"Ole Vig"', "[[item.ballots]] 1, votes", "et navn og et stemmetal"),
        ("votes =", "blank = 9\nvotes =", "[[item.ballots]] 1", "10 stemmer, men 1 i salen"),
        ('items = ["2"]', 'items = ["8"]', "[[presence.substitute]] 2, items", "intet punkt 8"),
        ('= "v"', '= "x"', "[[presence.substitute]] 1, party", "der er A, Ø, V"),
        ("instead_of", "insted_of", "[[presence.substitute]] 1", "mente du »instead_of«"),
    ],
)
def test_a_wrong_course_is_refused(write: Write, old: str, new: str, place: str, text: str) -> None:
    assert old in ROOM + SECOND
    refused(write((ROOM + SECOND).replace(old, new, 1)), place, text)


@pytest.mark.parametrize(("typed", "clock"), [("9.30", "09.30"), ("19:05", "19.05")])
def test_a_clock_time_is_read_as_in_the_meeting(write: Write, typed: str, clock: str) -> None:
    state = read_meeting(write((ROOM + SECOND).replace('"19.05"', f'"{typed}"'))).state
    assert state.ended == clock


def test_every_key_and_word_is_in_the_readme() -> None:
    readme = (library.data_dir() / "README.md").read_text(encoding="utf-8")
    kinds: tuple[type[StrEnum], ...] = (Subject, MotionKind, Effect, RemarkKind, ResultKind)
    words = {key for keys in KEYS.values() for key in keys}
    words |= {str(word) for kind in kinds for word in kind}
    assert [
        word for word in sorted(words) if not re.search(rf"[`\".\[]{word}[`\"\]. ]", readme)
    ] == []
