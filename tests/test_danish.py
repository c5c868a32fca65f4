"""Danish as text: what may enter the record, lists, genitive, dates, the alphabet."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk.core import compare
from clerk.core.compare import Edit, word_diff
from clerk.core.danish import (
    capitalised,
    clean,
    clean_line,
    enumerate_og,
    fold,
    genitive,
    long_date,
    ranges,
    slug,
    sort_key,
    weekday_date,
)


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("rød \x1b[31mtekst\x1b[0m her", "rød tekst her"),
        ("\x1b[38;2;1;2;3mx\x1b[K", "x"),
        ("a\x1b]0;titel\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("a\x1bcb", "acb"),
        ("a\x1bMb", "ab"),
        ("a\x00b\x07c\x7fd\x85e\x9bf", "abcdef"),
        ("a\u202eb\u2066c\u2069d", "abcd"),
        ("a\u030a A\u030a o\u0308", "å Å ö"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ud83d\ude00b", "ab"),
        ("æøå 😀 “x” – ½", "æøå 😀 “x” – ½"),
        ("a\tb\n\n c ", "a\tb\n\n c "),
        ("a\x00\u030a", "å"),
        ("", ""),
    ],
)
def test_cleaning_takes_only_what_a_terminal_would_obey(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


@pytest.mark.parametrize("start", ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b[31", "\x1b"])
def test_an_escape_sequence_that_never_ends_does_not_swallow_the_text(start: str) -> None:
    assert clean(f"før {start}bemærkning\nlinje to").endswith("linje to")


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_gives_plain_utf8(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.encode().decode() == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(sign) == "Cc" for sign in once if sign not in "\n\t")
    assert not set(once) & set("\u202a\u202e\u2066\u2069")


@given(st.text())
def test_a_clean_line_has_no_line_end_and_no_double_space(text: str) -> None:
    line = clean_line(text)
    assert line == " ".join(line.split())
    assert clean_line(line) == line


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "C"], "A og C"),
        (["A", "C", "I"], "A, C og I"),
        (["Frie Grønne, Nyt Parti", "A"], "Frie Grønne, Nyt Parti og A"),
    ],
)
def test_a_danish_list_has_no_comma_before_og(words: list[str], expected: str) -> None:
    assert enumerate_og(words) == expected


def test_a_list_may_be_joined_by_commas_alone() -> None:
    assert enumerate_og(["F", "A", "Ø"], ", ") == "F, A, Ø"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Økonomiudvalget", "Økonomiudvalgets"),
        ("Klaus", "Klaus'"),
        ("Max", "Max'"),
        ("Fritz", "Fritz'"),
        ("SAS", "SAS'"),
        ("ØU", "ØU's"),
        ("SF", "SF's"),
        ("Havneudvalg 2", "Havneudvalg 2's"),
        ("Åse", "Åses"),
        ("", ""),
    ],
)
def test_genitive(name: str, expected: str) -> None:
    assert genitive(name) == expected


def test_a_capital_leaves_the_rest_alone() -> None:
    assert [capitalised(text) for text in ("ændring af KB", "", "å", "SF")] == [
        "Ændring af KB",
        "",
        "Å",
        "SF",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2015, 8, 25), "tirsdag den 25. august 2015"),
        (date(2024, 2, 29), "torsdag den 29. februar 2024"),
        (date(2026, 1, 4), "søndag den 4. januar 2026"),
        (date(2026, 12, 5), "lørdag den 5. december 2026"),
    ],
)
def test_dates(day: date, expected: str) -> None:
    assert weekday_date(day) == expected
    assert expected.endswith(long_date(day))


def test_ae_oe_aa_come_last_and_aa_counts_as_the_letter() -> None:
    names = ["Ås", "Zoo", "Ørsted", "Aabenraa", "Ærø", "Aalborg", "Albertslund", "Vejle", "ål"]
    assert sorted(names, key=sort_key) == [
        "Albertslund",
        "Vejle",
        "Zoo",
        "Ærø",
        "Ørsted",
        "Aabenraa",
        "ål",
        "Aalborg",
        "Ås",
    ]


def test_sorting_foreign_letters_beside_their_danish_kin() -> None:
    assert sorted(["Z", "Ö", "Ä", "Ü", "X"], key=sort_key) == ["X", "Ü", "Z", "Ä", "Ö"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åse", "aase"),
        ("ÆRØ", "aeroe"),
        ("A\u030ase", "aase"),
        ("Café", "cafe"),
        ("MÜLLER", "muller"),
    ],
)
def test_folded_names_compare_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other) == other


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Økonomiudvalget", "oekonomiudvalget"),
        ("  Børne- og Ungdomsudvalget!", "boerne-og-ungdomsudvalget"),
        ("../../etc", "etc"),
        ("😀", ""),
    ],
)
def test_a_slug_is_safe_as_a_file_name(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_ranges() -> None:
    assert ranges([4, 1, 3, 5, 3, 9]) == ["1", "3-5", "9"]
    assert ranges([]) == []


# Two versions of a text


def joined(old: str, new: str, edit: Edit) -> str:
    return "".join(piece.text for piece in word_diff(old, new) if piece.edit in (edit, Edit.SAME))


PROSE = st.text("ab \n\t\u00a0å", max_size=40) | st.text(max_size=20)


@given(PROSE, PROSE)
def test_out_and_same_are_the_old_text_in_and_same_the_new(old: str, new: str) -> None:
    assert joined(old, new, Edit.OUT) == old
    assert joined(old, new, Edit.IN) == new
    assert all(piece.text for piece in word_diff(old, new))


@given(PROSE)
def test_nothing_changes_between_a_text_and_itself(text: str) -> None:
    assert all(piece.edit is Edit.SAME for piece in word_diff(text, text))


def test_one_word_changed_is_one_word_out_and_one_in() -> None:
    pieces = word_diff("at planen godkendes nu", "at planen udsættes nu")
    assert [(piece.edit, piece.text) for piece in pieces] == [
        (Edit.SAME, "at planen"),
        (Edit.OUT, " godkendes"),
        (Edit.IN, " udsættes"),
        (Edit.SAME, " nu"),
    ]


def test_a_change_in_a_very_long_text_is_compared_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "LONGEST", 4)
    pieces = word_diff("a b c d e f g h", "a b c x e f g h")
    assert [(piece.edit, piece.text) for piece in pieces] == [
        (Edit.SAME, "a b c"),
        (Edit.OUT, " d"),
        (Edit.IN, " x"),
        (Edit.SAME, " e f g h"),
    ]


def test_a_very_long_text_is_compared_by_paragraph_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compare, "LONGEST", 2)
    pieces = word_diff("a b\nc d\n", "a b\nc e\ntil sidst")
    assert [(piece.edit, piece.text) for piece in pieces] == [
        (Edit.SAME, "a b\n"),
        (Edit.OUT, "c d\n"),
        (Edit.IN, "c e\ntil sidst"),
    ]
