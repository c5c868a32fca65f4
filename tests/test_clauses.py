"""How a sentence goes on: the preposition of a time, the comma before a clause."""

from __future__ import annotations

import pytest

from clerk.core.clauses import continued, is_infinitive, until


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("foråret", "til foråret"),
        ("første kvartal 2027", "til første kvartal 2027"),
        ("maj", "til maj"),
        ("3. marts", "til 3. marts"),
        ("1. uge i maj", "til 1. uge i maj"),
        ("næste møde", "til næste møde"),
        ("et senere møde", "til et senere møde"),
        ("mødet i oktober", "til mødet i oktober"),
        ("et halvt år", "i et halvt år"),
        ("3 uger", "i 3 uger"),
        ("3 uger.", "i 3 uger."),
        ("en måned", "i en måned"),
        ("på ubestemt tid", "på ubestemt tid"),
        ("Til maj", "Til maj"),
        ("indtil videre", "indtil videre"),
        ("da mødet blev aflyst", "da mødet blev aflyst"),
        ("jf. notatet", "jf. notatet"),
        ("- en streg", "- en streg"),
        ("", ""),
    ],
)
def test_a_time_gets_its_preposition(text: str, said: str) -> None:
    assert until(text) == said


@pytest.mark.parametrize(
    "verb",
    ["sende sagen i høring", "iværksætte planen", "rykke", "gå videre", "orientere borgerne",
     "godkende planen", "fjerne et træ", "åbne havnen", "anvende midlerne", "holde møder"],
)  # fmt: skip
def test_no_comma_stands_before_an_infinitive(verb: str) -> None:
    assert is_infinitive(f"at {verb}")
    assert continued(f"at {verb}.") == f" at {verb}"


@pytest.mark.parametrize(
    "clause",
    ["sagen sendes i høring", "borgerne inddrages", "reglerne gælder", "borgere inviteres",
     "alle høres", "kommende sager drøftes", "Havneudvalget hører", "de kan", "der er tid",
     "et møde holdes", "udvalgene hører", "beboere skal høres", "§ 3 ændres"],
)  # fmt: skip
def test_a_comma_stands_before_a_sentence(clause: str) -> None:
    assert not is_infinitive(f"at {clause}")
    assert continued(f"at {clause}.") == f", at {clause}"


@pytest.mark.parametrize(
    ("text", "said"),
    [("", ""), (", dog", ", dog"), ("til maj.", " til maj"), ("da det regner", ", da det regner")],
)
def test_a_sentence_goes_on(text: str, said: str) -> None:
    assert continued(text) == said
