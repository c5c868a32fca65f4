"""The sentences, style by style: singular and plural, ties, splits, what went before."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import SMALL, STYLES, decided, item, moved, play, vote
from markdown_it import MarkdownIt

from clerk import library
from clerk.core.agenda import Subject
from clerk.core.apply import apply
from clerk.core.facts import (
    Corrected,
    Fact,
    ItemAdded,
    ItemsJoined,
    MeetingClosed,
    MotionMoved,
    PresenceNoted,
    ReadBack,
    Remarked,
    TextEdited,
)
from clerk.core.minutes import Block, BlockKind, minutes
from clerk.core.motions import Effect, MotionKind, ResultKind
from clerk.core.paragraphs import plain
from clerk.core.people import Mention
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Remark, Source
from clerk.core.state import State
from clerk.core.style import flat
from clerk.core.wording import decision, outdated
from clerk.core.wording_room import attendance
from clerk.exports.markdown import as_markdown


def in_style(style: str, *facts: Fact, subject: Subject = Subject.RECOMMENDATION) -> State:
    """Return a meeting of that style in which the facts have happened to its one item."""
    return play(replace(SMALL, style=style), *facts, on=item(subject=subject))


def said(style: str, *facts: Fact, subject: Subject = Subject.RECOMMENDATION) -> list[str]:
    """Return the paragraphs of the decision."""
    state = in_style(style, *facts, subject=subject)
    return library.decision_text(state, "i1").split("\n\n")


def amendment(
    effect: Effect, points: tuple[int, ...] = (), text: str = "", n: int = 1
) -> MotionMoved:
    """Return an amendment of A and B."""
    return moved(f"i1/{n}", "A B", effect, points, text)


OEU, BIU = "koebenhavn-oeu-2015", "koebenhavn-biu-2015"


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        (
            "a bc'løs",
            [
                "Indstillingen bortfaldt ved stemmelighed med 3 stemmer mod 3.",
                "For stemte: A.",
                "Imod stemte: B, C og Lis Løs (løsgænger).",
            ],
        ),
        (
            "b c 'løs,a",
            [
                "Indstillingen bortfaldt ved stemmelighed med 1 stemme mod 1. "
                "4 medlemmer undlod at stemme.",
                "For stemte: B.",
                "Imod stemte: C.",
                "Undlod at stemme: Lis Løs (løsgænger) og A.",
            ],
        ),
        (
            "ac b 'løs",
            [
                "Indstillingen blev godkendt med 4 stemmer mod 1. 1 medlem undlod at stemme.",
                "For stemte: A og C.",
                "Imod stemte: B.",
                "Undlod at stemme: Lis Løs (løsgænger).",
            ],
        ),
        (
            "abc'løs",
            [
                "Indstillingen blev godkendt med 6 stemmer mod 0.",
                "For stemte: A, B, C og Lis Løs (løsgænger).",
            ],
        ),
        (
            "a'løs bc'ager",
            [
                "Indstillingen bortfaldt ved stemmelighed med 3 stemmer mod 3.",
                "For stemte: A med undtagelse af 1 medlem (Arne Ager) og Lis Løs (løsgænger).",
                "Imod stemte: B, C og 1 medlem af A (Arne Ager).",
            ],
        ),
        (
            "b c",
            [
                "Indstillingen bortfaldt ved stemmelighed med 1 stemme mod 1.",
                "For stemte: B.",
                "Imod stemte: C.",
                "Deltog ikke i afstemningen: A og Lis Løs (løsgænger).",
            ],
        ),
    ],
)
def test_a_vote_in_the_style_of_oeu(line: str, sentences: list[str]) -> None:
    assert said(OEU, vote(SMALL, line)) == sentences


def test_a_vote_in_the_style_of_biu() -> None:
    assert said(BIU, vote(SMALL, "a bc 'løs")) == [
        "Der blev begæret afstemning om indstillingen.",
        "For stemte: 3 (A).\nImod stemte: 2 (B, C).\nUndlod: 1 (Lis Løs (løsgænger)).",
        "Indstillingen blev dermed godkendt.",
    ]


@pytest.mark.parametrize(
    ("kind", "detail", "sentence"),
    [
        (ResultKind.ADOPTED, "", "Indstillingen blev godkendt uden afstemning."),
        (ResultKind.ENDORSED, "", "Indstillingen blev tiltrådt."),
        (ResultKind.RECOMMENDED, "", "Indstillingen blev anbefalet."),
        (ResultKind.NOTED, "", "Indstillingen blev taget til efterretning."),
        (ResultKind.DISCUSSED, "", "Sagen blev drøftet."),
        (ResultKind.DISCUSSED_AND_NOTED, "", "Sagen blev drøftet og taget til efterretning."),
        (ResultKind.POSTPONED, "", "Punktet blev udsat."),
        (ResultKind.POSTPONED, "til maj.", "Punktet blev udsat til maj."),
        (ResultKind.REFERRED, "Socialudvalget", "Sagen blev henvist til Socialudvalget."),
        (ResultKind.REFERRED, "til Socialudvalget", "Sagen blev henvist til Socialudvalget."),
        (ResultKind.REMOVED, "", "Punktet blev taget af dagsordenen."),
        (ResultKind.REJECTED, "", "Indstillingen blev forkastet uden afstemning."),
        (ResultKind.WITHDRAWN, "", "Indstillingen blev trukket."),
        (ResultKind.LAPSED, "", "Indstillingen bortfaldt."),
        (ResultKind.RESOLVED, "rykke", "Det blev besluttet at rykke."),
    ],
)
def test_a_result_without_a_vote(kind: ResultKind, detail: str, sentence: str) -> None:
    assert said("base", decided(kind, detail)) == [sentence]


@pytest.mark.parametrize(
    ("subject", "noun"),
    [
        (Subject.PROPOSAL, "Medlemsforslaget"),
        (Subject.BRIEFING, "Orienteringen"),
        (Subject.AGENDA, "Dagsordenen"),
    ],
)
def test_the_noun_follows_what_the_item_asks(subject: Subject, noun: str) -> None:
    facts = [decided(ResultKind.NOTED)]
    assert said("base", *facts, subject=subject) == [f"{noun} blev taget til efterretning."]


def test_the_main_result_says_what_went_before() -> None:
    two = [amendment(Effect.DELETE, (2,)), amendment(Effect.ADD, (), "at fire.", n=2)]
    adopted = decided(ResultKind.ADOPTED)
    one = said(OEU, *two, vote(SMALL, "a b", "i1/1"), vote(SMALL, "b a", "i1/2"), adopted)
    assert one[-1] == (
        "Indstillingen blev herefter uden afstemning godkendt med det vedtagne ændringsforslag."
    )
    both = said(
        OEU, *two, vote(SMALL, "a b", "i1/1"), vote(SMALL, "a b", "i1/2"), vote(SMALL, "ab c")
    )
    assert both[-4] == (
        "Indstillingen blev herefter med de vedtagne ændringsforslag godkendt med 4 stemmer mod 1."
    )
    lost = said(BIU, *two[:1], vote(SMALL, "b a", "i1/1"), adopted)
    assert lost[-1] == "Indstillingen blev efterfølgende godkendt."


@pytest.mark.parametrize(
    ("tabled", "sentence"),
    [
        (
            amendment(Effect.DELETE, (2,)),
            "Alfa og Beta fremsatte ændringsforslag om, at 2. at-punkt udgår.",
        ),
        (
            amendment(Effect.POSTPONE, (1, 3)),
            "Alfa og Beta fremsatte ændringsforslag om udskydelse af 1. og 3. at-punkt.",
        ),
        (amendment(Effect.FREE, (), "Mere."), "Alfa og Beta fremsatte følgende ændringsforslag:"),
        (
            amendment(Effect.ADD, (), "at x."),
            "Alfa og Beta fremsatte ændringsforslag om at tilføje følgende at-punkt:",
        ),
    ],
)
def test_an_amendment_being_moved(tabled: MotionMoved, sentence: str) -> None:
    assert said("base", tabled)[0] == sentence


def test_a_remark_by_a_member_and_one_carried_over() -> None:
    source = Source("Miljø- og Klimaudvalget", date(2026, 2, 1), "m0", "r")
    own = Remarked(
        Remark("r1", "i1", (Mention(member="a1"), Mention(member="-1")), 'Vi siger "nej".')
    )
    carried = Remarked(Remark("r2", "i1", (Mention("C"),), "Som før.", source))
    assert said("base", own, carried) == [
        "Ane Alm (A) og Lis Løs (løsgænger) afgav følgende protokolbemærkning:",
        '"Vi siger "nej"."',
        "Ceta videreførte deres protokolbemærkning fra Miljø- og Klimaudvalgets møde den "
        "1. februar 2026:",
        '"Som før."',
    ]


def test_presence_is_in_the_minutes_of_a_later_correction() -> None:
    now = in_style("base", PresenceNoted((Movement("a1", Presence.PRESENT),)))
    left = PresenceNoted((Movement("a1", Presence.LEFT, clock="17.54", item="1"),))
    assert attendance(apply(now, left), library.style("base")) == [
        "Til stede: Ane Alm (A).",
        "Ane Alm (A) forlod mødet kl. 17.54 under behandlingen af punkt 1.",
    ]


@pytest.mark.parametrize(
    "text",
    ["[x](y)", "# a", "1. b", "- c", "*d* _e_ `f`", "<script>", "a\n# b\n- c", "2) x", "a & b",
     "\\", "a | b", "~~x~~", "+ plus", "= x", "  indented", "> quote"],
)  # fmt: skip
def test_markdown_prints_any_text_as_it_stands(text: str) -> None:
    rendered = MarkdownIt().render(as_markdown([Block(BlockKind.TEXT, text)]))
    shown = html.unescape(re.sub(r"<[^>]+>", "", rendered))
    assert shown.split() == text.split()
    assert not re.search(r"<(?!/?p>|br)", rendered), rendered


def test_only_an_amendment_of_the_recommendation_counts_as_one_adopted() -> None:
    motion = amendment(Effect.FREE, (), "at gå.").motion
    sub = MotionMoved(replace(motion, id="i1/2", amends="i1/1"))
    procedure = MotionMoved(replace(motion, id="i1/3", kind=MotionKind.PROCEDURE))
    adopted = [decided(ResultKind.ADOPTED, motion=f"i1/{n}") for n in (2, 1, 3)]
    text = said("base", MotionMoved(motion), sub, procedure, *adopted, decided(ResultKind.ADOPTED))
    assert text[-1] == (
        "Indstillingen blev herefter uden afstemning godkendt med det vedtagne ændringsforslag."
    )


def roll(**others: Presence) -> PresenceNoted:
    """Return the roll call: everybody present but these."""
    return PresenceNoted(
        tuple(Movement(m.id, others.get(m.id, Presence.PRESENT)) for m in SMALL.members)
    )


def test_who_came_later_was_away_until_then() -> None:
    absent = roll(b1=Presence.ABSENT)
    came = PresenceNoted((Movement("b1", Presence.PRESENT, clock="18.00", item="2"),))
    went = PresenceNoted((Movement("a1", Presence.LEFT, clock="18.30", item="2"),))
    others = [ItemAdded(item(number=number)) for number in "23"]
    state = in_style("broenderslev-2020", *others, absent, came, went)
    away = [library.decision_text(state, f"i{number}") for number in "123"]
    assert away == ["Bo Bak (B) var fraværende.", "", "Ane Alm (A) var fraværende."]


def test_whom_nobody_has_noted_was_not_there_once_there_is_a_roll() -> None:
    def text(*facts: Fact) -> str:
        return library.decision_text(in_style("broenderslev-2020", *facts), "i1")

    away = PresenceNoted((Movement("b1", Presence.OUT, only="i1"),))
    assert text() == ""
    assert text(away) == "Bo Bak (B) deltog ikke i behandlingen."
    noted = PresenceNoted(roll().movements[:-1])
    assert text(noted) == "Lis Løs (løsgænger) var fraværende."


def test_who_comes_under_one_of_two_items_together_comes_under_both() -> None:
    came = PresenceNoted((Movement("b1", Presence.PRESENT, clock="18.00", item="2"),))
    others = [ItemAdded(item(number=number)) for number in "23"]
    together = ItemsJoined(("i1", "i2"))
    facts = [*others, together, roll(b1=Presence.ABSENT), came]
    assert "fraværende" not in library.decision_text(in_style("broenderslev-2020", *facts), "i1")


def test_a_text_by_hand_is_flagged_by_new_facts_and_not_by_another_style() -> None:
    first = in_style("base", decided(ResultKind.ADOPTED))
    basis = library.decision_text(first, "i1")
    edited = apply(first, TextEdited("i1", "Skrevet.", basis))
    base, kort = library.style("base"), library.style("kort")
    assert not outdated(edited, "i1", base)
    assert not outdated(edited, "i1", kort)
    assert not outdated(apply(edited, ReadBack("i1")), "i1", kort)
    assert outdated(apply(edited, decided(ResultKind.REJECTED)), "i1", base)
    away = PresenceNoted((Movement("b1", Presence.OUT, only="i1"),))
    assert outdated(apply(edited, away), "i1", base)
    left = PresenceNoted((Movement("b1", Presence.LEFT, clock="18.00", item="0"),))
    assert not outdated(apply(edited, left), "i1", base)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("line", ["abc'løs", "abc 'løs", "ab? c?=g", "? c", "+ab=4 -?=g"])
def test_an_adopted_amendment_is_in_the_sentence_of_the_item(style: str, line: str) -> None:
    adopted = decided(ResultKind.ADOPTED, motion="i1/1")
    text = said(style, amendment(Effect.DELETE, (2,)), adopted, vote(SMALL, line))
    words = library.style(style).plural("plural.amendments", 1)
    assert sum(words in paragraph for paragraph in text[-4:]) == 1


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "kind", [ResultKind.ADOPTED, ResultKind.ENDORSED, ResultKind.RECOMMENDED, ResultKind.NOTED]
)
def test_an_adopted_amendment_is_in_the_result_of_the_item(style: str, kind: ResultKind) -> None:
    adopted = decided(ResultKind.ADOPTED, motion="i1/1")
    text = " ".join(said(style, amendment(Effect.DELETE, (2,)), adopted, decided(kind)))
    assert text.count(library.style(style).plural("plural.amendments", 1)) == 1


@pytest.mark.parametrize("style", ["kort", "koebenhavn-kfu-2001", "dragoer-2020"])
def test_a_phrase_without_a_number_does_where_none_is_known(style: str) -> None:
    built = library.style(style)
    assert not built.uses("vote.tied", "for", "against", "winner", "loser", "votes")
    bare = {key: text for key, text in built.phrases.items() if key != "vote.tied_unknown"}
    for phrases in (built.phrases, bare):
        state = in_style(style, vote(SMALL, "ab? c?=b"))
        text = plain(decision(state, "i1", replace(built, phrases=phrases)))
        assert built.say("vote.tied", motion="indstillingen") in text


def test_no_shipped_style_repeats_a_phrase_for_numbers_that_it_does_not_print() -> None:
    for name in STYLES:
        [*_below, mine] = library.style_layers(name, Path("nowhere"))
        style = library.style(name)
        set_here = {key for key, _value in flat(mine.raw)} if name != "base" else set()
        for key in set_here:
            if key.startswith("vote.") and key.endswith("_unknown"):
                numbers = ("n", "member", "for", "against", "winner", "loser", "votes")
                assert style.uses(key.removesuffix("_unknown"), *numbers), (name, key)


@pytest.mark.parametrize(
    ("style", "kind", "detail", "sentence"),
    [
        ("base", ResultKind.POSTPONED, "foråret", "Punktet blev udsat til foråret."),
        ("base", ResultKind.POSTPONED, "3 uger", "Punktet blev udsat i 3 uger."),
        ("base", ResultKind.RESOLVED, "at sende", "Det blev besluttet at sende."),
        ("base", ResultKind.RESOLVED, "sagen hviler", "Det blev besluttet, at sagen hviler."),
        (
            "base",
            ResultKind.CARRIED_OUT,
            "",
            "Det blev godkendt at iværksætte udvalgets beslutning.",
        ),
        (
            "koebenhavn-br-2000",
            ResultKind.CARRIED_OUT,
            "",
            "Det blev godkendt, at iværksætte udvalgets beslutning.",
        ),
    ],
)
def test_a_result_goes_on_in_good_danish(
    style: str, kind: ResultKind, detail: str, sentence: str
) -> None:
    assert said(style, decided(kind, detail)) == [sentence]


def test_a_style_that_says_mod_says_so_of_a_tie_too() -> None:
    assert said("koebenhavn-br-2025", vote(SMALL, "a bc'løs"))[0].startswith(
        "Indstillingen bortfaldt ved stemmelighed med 3 stemmer mod 3."
    )


def test_what_was_added_later_stands_after_the_end_of_the_meeting() -> None:
    state = in_style("base", MeetingClosed("19.00"))
    state = apply(state, Corrected("", "Det er 3.", "slåfejl", "formanden", date(2026, 1, 9)))
    *_items, ended, added, seal = minutes(state, library.style("base"), fingerprint="3f9a")
    assert ended.text == "Mødet sluttede kl. 19.00."
    assert added.text.startswith("Rettelse af 9. januar 2026")
    assert seal.text.endswith("3f9a")


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("punkt 12 til næste møde", "punkt 12 til næste møde"),
        ("næste møde", "punktet til næste møde"),
        ("på ubestemt tid", "punktet på ubestemt tid"),
    ],
)
def test_what_is_put_off_and_until_when(target: str, what: str) -> None:
    motion = moved("i1/1", "A", Effect.FREE).motion
    motion = replace(motion, kind=MotionKind.POSTPONEMENT, target=target)
    told = said("base", MotionMoved(motion), decided(ResultKind.ADOPTED, motion="i1/1"))
    assert told == [f"Et forslag fra Alfa om at udsætte {what} blev vedtaget uden afstemning."]
