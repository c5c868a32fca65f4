"""The published decisions, typed through the real app: what is printed carries the same facts.

The scripts stand in tests/examples; a reader sees there what a clerk types and what it gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from scripts import Script, in_order, recorded, records, scripts

from clerk import library
from clerk.core.history import replay
from clerk.core.minutes import minutes
from clerk.exports.text import as_text
from clerk.store import Store

RECORDS = records()
SCRIPTS = scripts()
SIDES = ("for", "against", "abstain")

Side = tuple[int | None, set[str]]
"""A side of a vote as it is printed: its number, None where there is none, and its names."""

LISTS = (
    r"(?:For|Et flertal)\b[^:(]*?(?: stemte)?:? ?(?P<n>\d+)? ?\(?(?P<names>[^()]*)\)?",
    r"(?:Imod|Et mindretal)\b[^:(]*?(?: stemte)?:? ?(?P<n>\d+)? ?\(?(?P<names>[^()]*)\)?",
    r"(?:Undlod|Følgende undlod|Hverken)\b(?: at stemme)?:? ?(?P<n>\d+)? ?\(?(?P<names>[^()]*)\)?",
)
DISSENT = r".*?\(?(?P<names>\w+)\)? stemte imod(?P<n>)"
COUNTED = re.compile(
    r"(?P<tail>ikke vedtaget|forkastet|\w+) med (?P<one>\d+) stemmer? i?mod (?P<two>\d+)\."
    r"(?: (?P<none>\d+|Ingen)(?: medlem(?:mer)?)? undlod)?"
)


def lists(text: str) -> list[dict[str, Side]]:
    """Return the votes' lists of who voted what; a vote begins where the sides begin again."""
    votes: list[dict[str, Side]] = []
    last = len(SIDES)
    for line in text.splitlines():
        for at, pattern in enumerate((*LISTS, DISSENT)):
            match = re.fullmatch(pattern, line.rstrip("."))
            if match is None:
                continue
            side = min(at, 1) if at == len(LISTS) else at
            if side <= last or not votes:
                votes.append({})
            names = set(re.split(r", | og |\+", match["names"])) - {""}
            votes[-1][SIDES[side]] = (int(match["n"]) if match["n"] else None, names)
            last = side
            break
    return votes


def counts(text: str) -> list[tuple[int, int, int | None]]:
    """Return the numbers of the sentences that tell them: for, against, abstained."""
    found = []
    for match in COUNTED.finditer(text):
        yes, no = int(match["one"]), int(match["two"])
        if match["tail"] == "forkastet":
            yes, no = no, yes
        none = match["none"]
        found.append((yes, no, 0 if none == "Ingen" else int(none) if none else None))
    return found


def printed(text: str) -> list[dict[str, Side]]:
    """Return the votes as the decision prints them."""
    votes, numbers = lists(text), counts(text)
    if not numbers:
        return votes
    assert len(votes) == len(numbers), (votes, numbers)
    return [
        {
            side: (number, vote.get(side, (None, set()))[1])
            for side, number in zip(SIDES, found, strict=True)
            if number is not None
        }
        for vote, found in zip(votes, numbers, strict=True)
    ]


def expected(script: Script, vote: Mapping[str, Any]) -> dict[str, Side]:
    """Return a vote of the record as it should be printed."""
    found: dict[str, Side] = {}
    for side in SIDES:
        if vote[side] is not None:
            names = {script.who.get(party, party) for party in vote[side]["parties"]}
            found[side] = (vote[side]["count"], names)
    return found


def shown(script: Script, name: str) -> str:
    """Return a party or person of the record as the decision names it."""
    plain = re.sub(r" \(.*\)$", "", name)
    return script.who.get(name) or script.who.get(plain) or script.names.get(plain) or plain


STEMS = {
    "fremsendt til udvalg": "fremsend",
    "ikke tiltrådt": "ikke tiltr",
    "tiltrådt": "tiltr",
    "udgår": "udgå",
    "henvist": "henvis",
    "faldt": "fald",
    "Faldet": "fald",
    "anbefales": "anbefal",
    "anbefalet": "anbefal",
    "ikke anbefalet": "ikke anbefal",
    "indstilles": "indstil",
    "taget af dagsordenen": "af dagsordenen",
    "standsning frafaldet; taget af dagsordenen": "af dagsordenen",
    "godkendt; process to be speeded up": "godkendt",
    "godkendt, at iværksætte udvalgets beslutning": "godkendt, at iværksætte",
}
"""The records' words for results, as far as every way of writing them has the letters."""


def results(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the records' results must be printed as, in the order of treatment."""
    ordered = sorted(record["motions"], key=lambda motion: motion["order"])
    words = [re.sub(r" \(.*\)$", "", motion["result"]) for motion in ordered]
    return tuple(STEMS.get(word, word) for word in words)


@pytest.mark.skipif(not RECORDS, reason="the published decisions are not here")
@pytest.mark.parametrize("name", sorted(RECORDS) or [""])
async def test_a_published_decision_comes_out(name: str, home: Path, store: Store) -> None:
    script, record = SCRIPTS[name], RECORDS[name]
    meeting = await recorded(store, home, script, record)
    state = replay(store.entries(meeting))
    assert state.current is not None
    item = state.current
    text = library.decision_text(state, item)
    style = library.style(state.body.style)
    in_order(script.says, text)
    in_order(script.document, as_text(minutes(state, style)))
    extract = as_text(minutes(state, style, item))
    motions = record["motions"]
    votes = [motion["vote"] for motion in motions if motion["vote"]["type"] == "vote"]
    assert printed(text) == [expected(script, vote) for vote in votes], text
    decisions = extract.casefold().partition("beslutning i mødet")[2]
    in_order(tuple(word.casefold() for word in results(record)), decisions)
    for motion in motions:
        for mover in motion["moved_by"]:
            assert shown(script, mover) in extract, (mover, extract)
        if motion["kind"] == "amendment" and motion["vote"]["type"] == "vote":
            assert "ændringsforslag" in text
    assert (record["case_no"] or "") in extract
    for remark in record["remarks"]:
        told_of(script, remark, text)


def told_of(script: Script, remark: Mapping[str, Any], text: str) -> None:
    """Expect a remark's authors, who joined them, and where it is carried over from."""
    for author in remark["by"]:
        joined = author.endswith("(tilsluttede sig)")
        name = shown(script, author)
        assert (f"som {name} tilsluttede sig" if joined else name) in text, (author, text)
    if source := remark["carried_from"]:
        assert (
            f"videreførte følgende protokolbemærkning fra {shown(script, source['body'])}" in text
        )
