"""Keys pressed for a decision against the characters that it gives.

Quoted texts of motions and remarks are left out of the characters, and a pasted text is one key.
Targets: the seed's item in at most 16 keys, a median of at most 6 keys per 100 characters.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual import events

from clerk import demo, library, paths
from clerk.app import ClerkApp
from clerk.core.history import replay
from clerk.core.motions import ResultKind
from clerk.core.paragraphs import Role
from clerk.core.state import MAIN, outcome
from clerk.core.voting import Vote
from clerk.core.wording import decision
from clerk.prepare import found, read_meeting
from clerk.store import Store

EXAMPLES = Path(__file__).parents[2] / "shared" / "decisions" / "examples.json"
CHOSEN = ("H001", "H004", "H008", "H016", "H018", "H023", "H070", "H085", "H114", "H115")
PASTE = "paste"
SIDES = ("for", "against", "abstain")
NAMES = {
    "A": "Socialdemokratiet",
    "B": "Radikale Venstre",
    "C": "Det Konservative Folkeparti",
    "F": "SF",
    "O": "Dansk Folkeparti",
    "V": "Venstre",
    "Ø": "Enhedslisten",
}
LETTERS = {name: letter for letter, name in NAMES.items()} | {
    "Liberal Alliance": "I",
    "Nye Borgerlige": "D",
    "Socialdemokraterne": "A",
}
LOST = ("forkastet", "ikke vedtaget", "Faldet")


async def play(store: Store, home: Path, meeting: str, keys: Sequence[str]) -> None:
    """Press the keys in the program itself; PASTE pastes a text."""
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in keys:
            if key == PASTE:
                app.post_message(events.Paste("En tekst, som blev sendt med mail."))
                await pilot.pause()
            else:
                await pilot.press(key)
        await pilot.pause()


def sentences(store: Store, meeting: str, item: str) -> list[str]:
    """Return the paragraphs of the decision, quotations left out."""
    state = replay(store.entries(meeting))
    style = library.style(state.body.style)
    return [p.text for p in decision(state, item, style) if p.role is not Role.QUOTE]


def characters(store: Store, meeting: str, item: str) -> int:
    """Return the characters of the decision, quotations left out."""
    return sum(map(len, sentences(store, meeting, item)))


def typed(text: str) -> list[str]:
    """Return the keys that type ``text``."""
    names = {" ": "space", ",": "comma", "+": "plus", "-": "minus", ".": "full_stop"}
    return [names.get(char, char) for char in text.lower()]


def seats(record: dict[str, Any]) -> dict[str, int]:
    """Find seats for the parties such that every count of the record comes out."""
    groups = [
        (side["parties"], side["count"])
        for motion in record["motions"]
        for side in (motion["vote"][name] for name in SIDES)
        if side and side["parties"]
    ]
    size = {party: 1 for parties, _count in groups for party in parties}
    for _round in range(200):
        for parties, count in groups:
            missing = count - sum(size[party] for party in parties)
            size[parties[-1] if _round % 2 else parties[0]] += missing
        if all(sum(size[p] for p in parties) == count for parties, count in groups):
            break
    return size


def vote_line(vote: dict[str, Any]) -> str:
    """Return what a clerk types for the vote: a full stop for the side with most letters."""
    sides = ["".join((vote[name] or {}).get("parties", ())).lower() for name in SIDES]
    longest = max(sides, key=len)
    sides = ["." if side == longest else side for side in sides]
    line = " ".join(sides).rstrip()
    if not all(line.split(" ")):
        line = " ".join(sign + side for sign, side in zip("+-0", sides, strict=True) if side)
    return line


def letters(names: Sequence[str], size: dict[str, int]) -> str:
    """Return the letters of those parties named that the body has; committees have none."""
    codes = [LETTERS.get(name.partition(" (")[0], "") for name in names]
    return "".join(code.lower() for code in codes if code in size)


def meeting_file(record: dict[str, Any], size: dict[str, int], folder: Path) -> Path:
    """Write a meeting whose people give the record's counts."""
    parties = "".join(
        f'[[body.party]]\ncode = "{p}"\nforms = ["{NAMES.get(p, p)}"]\n' for p in size
    )
    members = "".join(
        f'[[body.member]]\nname = "Medlem {p}{n}"\nparty = "{p}"\n'
        for p, count in size.items()
        for n in range(count)
    )
    subject = "proposal" if record["motions"][0]["kind"] == "member proposal" else "recommendation"
    total = sum(size.values())
    text = (
        f'day = {record["meeting_date"]}\n[body]\nid = "b"\nname = "{record["body"]}"\n'
        f'short = "{record["id"]}"\nmunicipality = "K"\nseats = {total}\nkind = "council"\n'
        f'style = "base"\n{parties}{members}[presence]\neverybody_else = "present"\n'
        f'[[item]]\nnumber = "1"\ntitle = "Sag"\nsubject = "{subject}"\n'
        '[[item.recommendation]]\nlead = "Det indstilles,"\npoints = ["at det godkendes."]\n'
    )
    path = folder / f"{record['id']}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def keys_of(record: dict[str, Any]) -> list[str]:
    """Return the keys of a clerk who records the decision."""
    keys: list[str] = []
    size = seats(record)
    last: dict[str, Any] | None = None
    for motion in record["motions"]:
        vote = motion["vote"]
        if motion["kind"] == "amendment":
            keys += ["a", *typed(letters(motion["moved_by"], size)), PASTE, "ctrl+s"]
        if vote["type"] != "vote":
            keys.append("g")
        elif last is not None and vote_line(last) == vote_line(vote):
            keys += ["comma", "enter"]
        else:
            keys += ["v", *typed(vote_line(vote)), "enter"]
            last = vote
    for remark in record["remarks"]:
        keys += [PASTE, *typed(letters(remark["by"], size)), "ctrl+s"]
    return keys


def check(record: dict[str, Any], store: Store, meeting: str) -> None:
    """Fail where the counts or the results are not the record's."""
    here = replay(store.entries(meeting)).here
    rulings = [here.rulings[m.id] for m in here.motions] + [here.rulings[MAIN]]
    wanted = sorted(record["motions"], key=lambda motion: motion["kind"] != "amendment")
    for ruling, motion in zip(rulings, wanted, strict=True):
        lost = motion["result"].startswith(LOST)
        assert (outcome(ruling) is not ResultKind.ADOPTED) == lost, record["id"]
        if isinstance(ruling, Vote):
            counts = [len(ruling.for_), len(ruling.against), len(ruling.abstained)]
            expected = [(motion["vote"][name] or {"count": 0})["count"] for name in SIDES]
            assert counts == expected, (record["id"], counts, expected)
    given = ["".join(m.party or "" for m in remark.authors).lower() for remark in here.remarks]
    named = [letters(remark["by"], seats(record)) for remark in record["remarks"]]
    assert given == named, (record["id"], given, named)


def main() -> None:
    """Print the table."""
    rows: list[tuple[str, int, int]] = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        store = Store.open(paths.database(home), library.decision_text)
        meeting = demo.load(store)
        asyncio.run(play(store, home, meeting, demo.KEYS))
        rows.append(("seed, ØU", len(demo.KEYS), characters(store, meeting, "i5")))

        text = (library.data_dir() / "demo" / f"{demo.MEETINGS[0]}.toml").read_text("utf-8")
        text = text.replace('short = "BIU"', 'short = "BIUX"').replace("closed = true", "")
        cut = text.index("[[item.amendment]]")
        path = home / "biu.toml"
        path.write_text(text[:cut].replace('result = "adopted"', ""), encoding="utf-8")
        prepared = read_meeting(path)
        found(store, prepared)
        item = list(prepared.state.items)[-1]
        keys = [item.removeprefix("i"), "enter"]
        keys += ["a", *"aøf", "enter", *typed("u 2 4"), "ctrl+s", "v", *typed("faø . b"), "enter"]
        keys += ["a", *"vc", "enter", "t", PASTE, "ctrl+s", "v", *typed("vci . f")]
        keys += ["enter", "g"]
        for authors in ("aøf", "a,ø", "ø", "vc", "b"):
            keys += [PASTE, *typed(authors), "ctrl+s"]
        asyncio.run(play(store, home, prepared.meeting_id, keys))
        published = sentences(store, demo.MEETINGS[0], item)
        assert sentences(store, prepared.meeting_id, item) == published
        rows.append(("seed, BIU", len(keys), characters(store, prepared.meeting_id, item)))

        if EXAMPLES.is_file():
            records = {r["id"]: r for r in json.loads(EXAMPLES.read_text(encoding="utf-8"))}
            for chosen in CHOSEN:
                record = records[chosen]
                prepared = read_meeting(meeting_file(record, seats(record), home))
                found(store, prepared)
                asyncio.run(play(store, home, prepared.meeting_id, keys_of(record)))
                check(record, store, prepared.meeting_id)
                count = characters(store, prepared.meeting_id, "i1")
                rows.append((chosen, len(keys_of(record)), count))
        else:
            print("the published examples are not here: only the seed's items are counted")
        store.close()
    print(f"{'decision':12}{'keys':>6}{'characters':>12}{'keys per 100':>14}")
    for label, pressed, count in rows:
        print(f"{label:12}{pressed:6}{count:12}{100 * pressed / count:14.1f}")
    median = statistics.median(100 * pressed / count for _label, pressed, count in rows)
    print(f"seed, ØU: {rows[0][1]} keys (target: at most 16)")
    print(f"median keys per 100 characters: {median:.2f} (target: at most 6)")


if __name__ == "__main__":
    main()
