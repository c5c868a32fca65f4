"""What a clerk types for a published decision: the scripts in tests/examples, and their playing.

The records themselves (decisions/examples.json) lie in a folder beside the project and hold only
facts; the meetings are made up so that their people give the records' numbers.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pressing import answered, key_event
from textual import events

from clerk.app import ClerkApp
from clerk.imports.meeting import Prepared, found, read_meeting
from clerk.store import Store

ROOT = Path(__file__).parents[1]
RECORDS = ROOT.parent / "shared" / "decisions" / "examples.json"
SCRIPTS = ROOT / "tests" / "examples"
SITUATIONS = ROOT / "tests" / "situations"
PASTE = "paste"
"""In a script's keys: a text that came by mail is pasted. Counts as one key."""

TEXT = "Teksten, som den blev sendt til sekretæren."
NAMES = {
    "A": "Socialdemokratiet",
    "B": "Radikale Venstre",
    "C": "Det Konservative Folkeparti",
    "F": "SF",
    "I": "Liberal Alliance",
    "O": "Dansk Folkeparti",
    "V": "Venstre",
    "Ø": "Enhedslisten",
    "Å": "Alternativet",
}
OTHERS = ("ØU Økonomiudvalget", "SU Socialudvalget", "SBU Social- og Beskæftigelsesudvalget")
COUNCILS = ("Borgerrepræsentationen", "Byrådet", "Kommunalbestyrelsen")
_FIRST = re.findall(r"\w+", "Anne Bo Carla Dan Eva Finn Gro Hans Ida Jens Kaj Lis")
_STEMS = re.findall(r"\w+", "Aske Birke Bøge Ege Elle Fyrre Gran Hassel Linde Pile Tjørne")
_ENDS = ("bæk", "dal", "holt", "høj", "lund", "toft")
_SPECIAL = re.compile(r"(?:ctrl|shift)\+\w+|enter|escape|tab|up|down|left|right|delete|space|comma")
_SIGNS = {
    " ": "space",
    ",": "comma",
    "'": "apostrophe",
    ".": "full_stop",
    "+": "plus",
    "-": "minus",
    "*": "asterisk",
    "<": "less_than_sign",
    "=": "equals_sign",
    "?": "question_mark",
    '"': "quotation_mark",
    "/": "slash",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    ":": "colon",
    "§": "section_sign",
    ";": "semicolon",
}


@dataclass(frozen=True)
class Script:
    """How one decision is recorded.

    ``room`` is the parties with their members (``A14 C2:1``), ``people`` those with a name of their
    own (``Lis Aa (C)``); ``item`` and ``before``, ``after`` are the meeting file's text for the
    item itself and for other items. ``keys`` are what is typed: a name of a key alone, everything
    else letter by letter. ``says`` must stand in the decision, in this order, ``document`` in the
    minutes. ``who`` gives the record's names as they are printed.
    """

    id: str
    style: str
    room: str
    keys: tuple[str, ...]
    says: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    item: str = ""
    before: str = ""
    after: str = ""
    presence: str = 'everybody_else = "present"'
    kind: str = ""
    body: str = ""
    number: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)
    who: Mapping[str, str] = field(default_factory=dict)


def records() -> dict[str, Any]:
    """Return the published decisions by id; none where their folder is not there."""
    if not RECORDS.is_file():
        return {}
    return {record["id"]: record for record in json.loads(RECORDS.read_text(encoding="utf-8"))}


def made_up(script: Script) -> dict[str, Any]:
    """Return a record for a script without one: an invented body in Copenhagen."""
    return {
        "body": script.body or "Havneudvalget",
        "meeting_date": "2024-03-05",
        "municipality": "København",
        "item_no": "1",
        "case_no": None,
    }


def scripts(folder: Path = SCRIPTS) -> dict[str, Script]:
    """Return all scripts by id."""
    found_: dict[str, Script] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, values in tomllib.loads(path.read_text(encoding="utf-8")).items():
            given: dict[str, Any] = {
                key: tuple(value) if isinstance(value, list) else value
                for key, value in values.items()
            }
            found_[name] = Script(id=name, **given)
    return found_


def pressed(keys: Sequence[str]) -> list[str]:
    """Return the keys one by one; a paste is one of them."""
    found_: list[str] = []
    for step in keys:
        if step == PASTE or _SPECIAL.fullmatch(step):
            found_.append(step)
        else:
            found_ += [_SIGNS.get(letter, letter) for letter in step]
    return found_


def _people() -> Iterator[str]:
    """Yield made-up names, no two with the same surname."""
    for number in range(len(_STEMS) * len(_ENDS)):
        end, stem = divmod(number, len(_STEMS))
        yield f"{_FIRST[number % len(_FIRST)]} {_STEMS[stem]}{_ENDS[end]}"


def meeting_text(script: Script, record: Mapping[str, Any]) -> str:
    """Return the meeting file of a script: the record's body and day, people who give its
    numbers."""
    body = script.body or record["body"]
    groups = re.findall(r"(\S+?):?(\d+)(?=\s|$)", script.room)
    names = _people()
    members = []
    for person in script.people:
        name, _space, code = person.partition(" (")
        members.append((name, code.rstrip(")")))
    members += [(next(names), code) for code, count in groups for _n in range(int(count))]
    codes = list(dict.fromkeys([code for code, _n in groups] + [c for _p, c in members if c]))
    forms = {code: script.names.get(code) or NAMES.get(code, code) for code in codes}
    parties = "".join(
        f'[[body.party]]\ncode = "{c}"\nforms = ["{forms[c]}"]\n'
        + (f'listed = "{script.listed[c]}"\n' if c in script.listed else "")
        for c in codes
    )
    people = "".join(
        f'[[body.member]]\nname = "{name}"\n' + (f'party = "{code}"\n' if code else "")
        for name, code in members
    )
    kind = script.kind or ("council" if body in COUNCILS else "committee")
    number = script.number or record["item_no"] or "1"
    case = f'case_number = "{record["case_no"]}"\n' if record["case_no"] else ""
    return (
        f'day = {record["meeting_date"]}\nopen = "{number}"\n[body]\nname = "{body}"\n'
        f'short = "{script.id}"\nmunicipality = "{record["municipality"].split(" (")[0]}"\n'
        f"others = {json.dumps(OTHERS, ensure_ascii=False)}\n"
        f'seats = {len(members)}\nkind = "{kind}"\nstyle = "{script.style}"\n{parties}{people}'
        f"[presence]\n{script.presence}\n{script.before}\n"
        f'[[item]]\nnumber = "{number}"\ntitle = "Sagen"\n{case}{script.item}\n{script.after}'
    )


def prepare(script: Script, record: Mapping[str, Any], folder: Path) -> Prepared:
    """Return the script's meeting as read from its file."""
    path = folder / f"{script.id}.toml"
    path.write_text(meeting_text(script, record), encoding="utf-8")
    return read_meeting(path)


async def play(store: Store, home: Path, meeting: str, keys: Sequence[str]) -> None:
    """Press the keys in the program itself."""
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in pressed(keys):
            if key == PASTE:
                app.post_message(events.Paste(TEXT))
            else:
                app.post_message(key_event(key))
        await answered(pilot)


async def recorded(store: Store, home: Path, script: Script, record: Mapping[str, Any]) -> str:
    """Prepare the script's meeting, play its keys, return the meeting's id."""
    prepared = prepare(script, record, home)
    found(store, prepared)
    await play(store, home, prepared.meeting_id, script.keys)
    return prepared.meeting_id


def in_order(wanted: tuple[str, ...], text: str) -> None:
    """Expect the sentences in the text, one after the other."""
    at = 0
    for sentence in wanted:
        found = text.find(sentence, at)
        assert found >= 0, f"{sentence!r} is not (there) in:\n{text}"
        at = found + len(sentence)
