"""Every house style on every sample scene, as it stands in golden/styles; and any facts at all.

``UPDATE_GOLDEN=1`` accepts what is there now.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import ITEM, MIXED, NOW, STYLES, TEXTS, mentions_of, opening, votes_of
from hypothesis import given, settings
from hypothesis import strategies as st

from clerk import library
from clerk.core import rules
from clerk.core.agenda import Subject
from clerk.core.apply import apply
from clerk.core.elections import Candidate, Round
from clerk.core.facts import (
    BallotsCounted,
    Decided,
    Divided,
    Entry,
    Fact,
    MotionMoved,
    PresenceNoted,
    Remarked,
    Stopped,
    Voted,
)
from clerk.core.history import replay
from clerk.core.minutes import minutes
from clerk.core.motions import Effect, Motion, MotionKind, Result, ResultKind
from clerk.core.paragraphs import plain
from clerk.core.people import Mention
from clerk.core.phrases import OFFERS, OPTIONAL, PARTS, PLURALS
from clerk.core.presence import Movement, Presence
from clerk.core.remarks import Remark, RemarkKind, Source, Stop
from clerk.core.state import MAIN, State, part_id
from clerk.core.style import OPTIONS, Style
from clerk.core.voting import SIDES, Side, Stated, Voice, VoiceKind, Vote, VoteOutcome
from clerk.core.wording import decision
from clerk.styles.check import phrase_table, rendered, slips, watched
from clerk.styles.commands import checked
from clerk.styles.scenes import SCENES
from clerk.styles.stage import BODY, item, result, vote

GOLDEN = Path(__file__).parent / "golden" / "styles"
DOCS = Path(__file__).parents[1] / "docs" / "house-styles.md"


def assert_as_stored(path: Path, text: str) -> None:
    """Compare a text with the stored one."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("name", STYLES)
def test_the_scenes_in_each_style(name: str) -> None:
    assert_as_stored(GOLDEN / f"{name}.txt", rendered(library.style(name)))


def test_no_golden_text_is_left_of_a_style_that_is_gone() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == STYLES


def eager(style: Style, *, by_member: bool = False) -> Style:
    """Return the style with every optional phrase set."""
    optional = {key: (f"{key} {{{OFFERS[key][0]}}}" if OFFERS[key] else key,) for key in OPTIONAL}
    return replace(style, phrases={**style.phrases, **optional}, by_member=by_member)


def test_the_scenes_say_every_phrase() -> None:
    base = library.style("base")
    said: set[str] = set()
    numbered = eager(library.style("koebenhavn-biu-2015"))  # its lists print numbers
    for style in (base, eager(base), eager(base, by_member=True), numbered):
        trial = watched(style)
        for scene in SCENES:
            scene.text(trial)
        said |= {key for key, _text in trial.said}
    assert said == OFFERS.keys() | PLURALS.keys()


def test_the_page_on_house_styles_has_every_phrase() -> None:
    text = DOCS.read_text(encoding="utf-8")
    start, end = text.index("| phrase |"), text.index("<!-- end of the phrases -->")
    whole = text[:start] + "\n".join(phrase_table(library.style("base"))) + "\n\n" + text[end:]
    assert_as_stored(DOCS, whole)


def test_the_page_explains_every_placeholder_and_option() -> None:
    text = DOCS.read_text(encoding="utf-8")
    explained = text[: text.index("## Every phrase")]
    offered = {name for names in (*OFFERS.values(), *PLURALS.values()) for name in names}
    missing = [name for name in sorted(offered) if f"`{{{name}}}`" not in explained]
    assert missing == []
    assert [name for name in (*OPTIONS, *PARTS) if f"`{name}`" not in explained] == []


def test_the_example_of_the_page_is_a_style_without_a_fault(tmp_path: Path) -> None:
    example = DOCS.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    path = tmp_path / "lillevig.toml"
    path.write_text(example, encoding="utf-8")
    scenes, told, errors = checked(path)
    assert "Indstilles godkendt." in scenes
    assert (told, errors) == ([], 0)


# The templates of practice.md section 4 that tell the styles apart, by their number there.


def said(style: str, *facts: Fact) -> list[str]:
    """Return the paragraphs of the decision of the item ``i1``, in that style."""
    state = State("m", BODY, NOW.date())
    for fact in facts:
        state = apply(state, fact)
    return plain(decision(state, "i1", library.style(style))).split("\n\n")


RECOMMENDED = item(onward="Byrådet")
UNANIMOUS = result(ResultKind.ADOPTED)


def label(mover: str) -> MotionMoved:
    """Return the amendment ÆF1 of a party."""
    return MotionMoved(Motion("x", "i1", (Mention(mover),), Effect.FREE, (), "at gå.", label="ÆF1"))


TEMPLATES: dict[str, tuple[str, list[Fact], list[str]]] = {
    "1": (
        "koebenhavn-br-2004",
        [item(), UNANIMOUS],
        ["Indstillingen blev godkendt uden afstemning."],
    ),
    "2": ("koebenhavn-br-2000", [item(), UNANIMOUS], ["Indstillingen blev godkendt."]),
    "4": ("koebenhavn-kfu-2001", [item(), UNANIMOUS], ["Indstillingen blev tiltrådt."]),
    "7": (
        "fredensborg-by-2015",
        [item(sender="Økonomiudvalget"), UNANIMOUS],
        ["Økonomiudvalgets indstilling vedtaget."],
    ),
    "8": ("kort", [item(), result(ResultKind.RECOMMENDED)], ["Anbefales."]),
    "9": (
        "slagelse-2023",
        [item(), result(ResultKind.ADOPTED, "at fristen er maj.")],
        ["Godkendt med den ændring, at fristen er maj."],
    ),
    "10": (
        "aarhus-2019",
        [item(sender="Magistraten"), result(ResultKind.FORWARDED, "Teknik og Miljø")],
        [
            "Tilbagesendes til Teknik og Miljø med bemærkning, at Byrådet i sit møde den "
            "1. januar 2026 har vedtaget Magistratens indstilling."
        ],
    ),
    "11": (
        "koebenhavn-lokaludvalg",
        [item(), result(ResultKind.NOTED)],
        ["Byrådet tog indstillingen til efterretning."],
    ),
    "12": (
        "koebenhavn-br-2000",
        [item(sender="Havneudvalget"), result(ResultKind.CARRIED_OUT)],
        ["Det blev godkendt, at iværksætte Havneudvalgets beslutning."],
    ),
    "13": (
        "koebenhavn-br-2004",
        [item(), vote("avf cø b'lis")],
        [
            "Indstillingen blev godkendt med 8 stemmer imod 3. 2 undlod at stemme.",
            "For stemte: A, V og F.",
            "Imod stemte: C og Ø.",
            "Følgende undlod at stemme: B og Lis Løvgren (løsgænger).",
        ],
    ),
    "14": (
        "koebenhavn-br-2000",
        [item(), vote("avf'lis cø b")],
        [
            "Indstillingen blev godkendt med 9 stemmer imod 3.",
            "For stemte: A, V, F og Lis Løvgren (løsgænger).",
            "Imod stemte: C og Ø.",
            "B undlod.",
        ],
    ),
    "16": (
        "koebenhavn-br-2021",
        [item(), vote("avfbcø 'lis")],
        [
            "Indstillingen blev godkendt med 12 stemmer imod 1. Ingen medlemmer undlod at stemme.",
            "For stemte: A, V, F, B, C og Ø.",
            "Imod stemte: Lis Løvgren (løsgænger).",
        ],
    ),
    "17": (
        "koebenhavn-br-2025",
        [item(), vote("avfbc ø'lis")],
        [
            "Indstillingen blev godkendt efter afstemning med 10 stemmer mod 3. "
            "Ingen medlemmer undlod at stemme.",
            "For stemte: A, V, F, B og C.",
            "Imod stemte: Ø og Lis Løvgren (løsgænger).",
        ],
    ),
    "19": (
        "koebenhavn-tmu-2018",
        [item(), label("C"), vote("c avfb'lis ø", motion="x")],
        [
            "Det Konservative Folkeparti fremsatte følgende ændringsforslag (ÆF1):",
            '"at gå."',
            "Ændringsforslaget (ÆF1) blev ikke vedtaget med 1 stemme mod 10. 2 undlod at stemme.",
            "For stemte: C.",
            "Imod stemte: A, V, F, B og Lis Løvgren (løsgænger).",
            "Undlod at stemme: Ø.",
        ],
    ),
    "21, 47": (
        "dragoer-2020",
        [
            item(),
            Divided("i1", ((1,), (2, 3))),
            vote("c b avfø'lis", motion=part_id((1,))),
            vote("avf c bø'lis", motion=part_id((2, 3))),
        ],
        [
            "Ad 1",
            "For stemte: 1 (C)\nImod stemte: 1 (B)\nUndlod at stemme: 11 (A+V+F+Ø+"
            "Lis Løvgren (løsgænger))",
            "Faldet.",
            "Ad 2-3",
            "For stemte: 8 (A+V+F)\nImod stemte: 1 (C)\nUndlod at stemme: 4 (B+Ø+"
            "Lis Løvgren (løsgænger))",
            "Godkendt.",
        ],
    ),
    "22": (
        "rebild-2020",
        [item(subject=Subject.PROPOSAL), vote("av'rød fbc'strand,'lis")],
        [
            "For medlemsforslaget stemte 8 (Socialdemokratiet, Venstre og Ylva Rød)\n"
            "Imod stemte 5 (SF, Radikale Venstre, Det Konservative Folkeparti, Ejgil Strand og "
            "Lis Løvgren)",
            "Godkendt",
        ],
    ),
    "24": (
        "fredensborg-oeu-2015",
        [item(), label("V"), vote("vc? afb?=f", motion="x")],
        [
            "Venstre fremsatte følgende ændringsforslag (ÆF1):",
            '"at gå."',
            "For stemte: V og C\nImod stemte: A, F og B",
            "Ændringsforslaget (ÆF1) faldt dermed.",
        ],
    ),
    "25": (
        "slagelse-2023",
        [
            RECOMMENDED,
            Divided("i1", ((1,), (2, 3))),
            vote("? ø", motion=part_id((1,))),
            result(ResultKind.RECOMMENDED, motion=part_id((2, 3))),
        ],
        [
            "At 1: Indstilles til Byrådets godkendelse. (Ø) stemte imod.",
            "At 2-3: Indstilles til Byrådets godkendelse.",
        ],
    ),
    "26": (
        "koebenhavn-lokaludvalg",
        [item(subject=Subject.PROPOSAL), vote("2 9 2")],
        ["Medlemsforslaget faldt ved afstemning: med 9 imod, 2 for og 2, der undlod."],
    ),
    "27": (
        "koebenhavn-kfu-2001",
        [item(), vote("avf'lis,b cø")],
        [
            "Et flertal (Agnete Birk, Torben Kaas, Liva Møgel, Poul Holt, Inger Toft, Mads Vrå, "
            "Jens Rise, Katja Tranum, Lis Løvgren og Dorte Hessel) stemte for. Et mindretal "
            "(Ulrik Fugl, Ylva Rød og Ejgil Strand) stemte imod. Indstillingen blev dermed "
            "tiltrådt."
        ],
    ),
    "61": (
        "kort",
        [item(), result(ResultKind.POSTPONED, "da mødet blev aflyst")],
        ["Udsat, da mødet blev aflyst."],
    ),
    "86": (
        "koebenhavn-oeu-2003",
        [RECOMMENDED, result(ResultKind.RECOMMENDED)],
        ["Anbefalet.", "Behandling: Til Byrådet."],
    ),
    "88": (
        "sjaelland-2019",
        [item(subject=Subject.PROPOSAL), vote("ø? avf?=f")],
        [
            "For stemte Enhedslisten.",
            "Imod stemte Socialdemokratiet, Venstre og SF.",
            "Dermed kan Byrådet ikke anbefale forslaget.",
        ],
    ),
}


@pytest.mark.parametrize("number", TEMPLATES)
def test_a_template_of_practice(number: str) -> None:
    style, facts, expected = TEMPLATES[number]
    assert said(style, *facts) == expected


# Any facts at all.

IDS = [member.id for member in MIXED.members]
CODES = [party.code for party in MIXED.parties]
WORDS = st.sampled_from(["", "kajen", "til maj", "at broen lukkes.", "da det regner", "3. marts"])
SAID = st.sampled_from(["at kajen fredes.", "- en\n\n- to", "Nej!"])
SOME = st.sampled_from([(), (1,), (2, 3)])
WHO = mentions_of(MIXED)
SOURCES = st.none() | st.builds(
    Source,
    st.just("Klima- og Miljøudvalget"),
    st.sampled_from([None, date(2025, 12, 1)]),
    *[st.just("")] * 2,
)


def motions(number: int) -> st.SearchStrategy[Motion]:
    """Any motion of the item, complete or not."""
    return st.builds(
        Motion,
        st.just(f"m{number}"),
        st.just(ITEM.id),
        WHO | st.just(()),
        st.sampled_from(Effect),
        SOME,
        SAID | st.just(""),
        st.sampled_from(MotionKind),
        st.sampled_from(["", "m1"] if number > 1 else [""]),
        WORDS,
        st.sampled_from(["", "ÆF1"]),
        WHO | st.just(()),
        st.sampled_from(["", "Havneudvalget"]),
    )


VOICES = st.builds(Voice, st.just(VoiceKind.WHOLE), st.sampled_from(CODES)) | st.builds(
    Voice, st.just(VoiceKind.PERSON), st.none(), st.just(("-1",))
)


def stated(side: Side) -> st.SearchStrategy[Stated]:
    """Any announcement of a side."""
    return st.builds(
        Stated,
        st.just(side),
        st.none() | st.integers(0, 2),
        st.lists(VOICES, max_size=2).map(tuple),
    )


VOTES = votes_of(MIXED) | st.builds(
    Vote,
    stated=st.tuples(*map(stated, SIDES)),
    declared=st.none() | st.sampled_from(VoteOutcome),
    outside=st.sampled_from([(), ("a1",)]),
)
RESULTS = st.builds(Result, st.sampled_from(ResultKind), WORDS)
REMARKS = st.builds(
    Remark,
    st.integers(0, 9).map(str),
    st.just(ITEM.id),
    WHO | st.just(()),
    TEXTS,
    SOURCES,
    st.sampled_from(RemarkKind),
    WHO | st.just(()),
    SOME,
    st.booleans(),
    st.sampled_from(["", "fredag"]),
)
MOVEMENTS = st.builds(
    Movement,
    st.sampled_from(IDS),
    st.sampled_from(Presence),
    st.sampled_from(["", "syg"]),
    st.sampled_from([None, "17.54"]),
    st.just("1"),
    st.sampled_from([None, ITEM.id]),
)
ROUNDS = st.builds(
    Round,
    st.integers(1, 3),
    st.lists(
        st.builds(Candidate, st.sampled_from(["Ib", "Bo"]), st.integers(0, 5)),
        min_size=1,
        max_size=3,
    ).map(tuple),
    st.just(11),
    st.integers(0, 2),
    st.sampled_from(["", "Ib"]),
)
RULED = st.sampled_from([MAIN, "m1", "m2", part_id((1,)), part_id((2, 3))])
ON_THE_ITEM = st.one_of(
    motions(1).map(MotionMoved),
    motions(2).map(MotionMoved),
    st.builds(Voted, st.just(ITEM.id), RULED, VOTES),
    st.builds(Decided, st.just(ITEM.id), RULED, RESULTS),
    REMARKS.map(Remarked),
    st.just(Divided(ITEM.id, ((1,), (2, 3)))),
    st.builds(BallotsCounted, st.just(ITEM.id), st.just("formand"), ROUNDS),
    st.builds(Stop, st.sampled_from(IDS), st.just("Byrådet"), st.booleans()).map(
        lambda stop: Stopped(ITEM.id, stop)
    ),
    st.lists(MOVEMENTS, min_size=1, max_size=3).map(lambda found: PresenceNoted(tuple(found))),
)
FACTS = st.lists(ON_THE_ITEM, max_size=12)


def happened(facts: list[Fact]) -> State:
    """Return the meeting after those of the facts that can follow each other."""
    state = replay(Entry(number, NOW, fact) for number, fact in enumerate(opening(MIXED), start=1))
    for fact in facts:
        here = state.items[ITEM.id]
        if isinstance(fact, MotionMoved) and any(m.id == fact.motion.id for m in here.motions):
            continue
        try:
            rules.require_possible(state, fact)
        except rules.Refused:
            continue
        state = apply(state, fact)
    return state


@settings(max_examples=80, deadline=None)
@given(FACTS)
def test_any_facts_come_out_clean_in_every_style_and_remarks_to_the_letter(
    facts: list[Fact],
) -> None:
    state = happened(facts)
    remarks = state.items[ITEM.id].remarks
    bare = replace(state.items[ITEM.id], remarks=tuple(replace(r, text="Nej.") for r in remarks))
    without = replace(state, items={**state.items, ITEM.id: bare})
    for name in STYLES:
        style = library.style(name)
        text = plain(decision(state, ITEM.id, style))
        for remark in remarks:
            assert remark.text.strip() in text
        assert slips(plain(decision(without, ITEM.id, style))) == []
        assert slips("\n".join(block.text for block in minutes(without, style))) == []
