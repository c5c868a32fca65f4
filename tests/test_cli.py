"""The command line: what it prints, and its exit status."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from factories import SMALL, decided, item, journal, opening
from stories import Recorder

from clerk import __version__, demo, library, paths
from clerk.cli import run
from clerk.core.facts import MeetingClosed
from clerk.core.history import replay
from clerk.core.motions import ResultKind
from clerk.exports.files import write_minutes
from clerk.lock import locked
from clerk.store import Store

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
SEAL = "0123 4567 89ab cdef"
"""What stands for a fingerprint in the golden files: it hangs on every byte of every fact."""


@pytest.fixture
def filled(home: Path) -> str:
    """The id of the demo's open meeting in the home that CLERK_HOME names."""
    store = Store.open(paths.database(home), library.decision_text)
    meeting = demo.load(store)
    store.close()
    return meeting


def clerk(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, its output piped."""
    return subprocess.run(
        [sys.executable, "-m", "clerk", *arguments], capture_output=True, text=True, timeout=60
    )


def test_version_is_that_of_the_changelog(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        run(["--version"])
    assert leaving.value.code == 0
    assert capsys.readouterr().out == f"clerk {__version__}\n"
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## \[([^\]]+)\]", changelog, re.MULTILINE)
    assert next(head for head in heads if head != "Unreleased") == __version__


def told(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[set[str], set[str]]:
    """Return the sub-commands and the options that the help of a command tells of."""
    with pytest.raises(SystemExit):
        run([*command, "--help"])
    text = capsys.readouterr().out
    names = re.findall(r"^ {4}([a-z]+)(?: {2}|$)", text, re.MULTILINE)
    options = re.findall(r"^ {2}(--[a-z]+)", text, re.MULTILINE)
    return set(names), set(options)


def test_the_readme_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names, _options = told(capsys)
    assert {"demo", "new", "style", "verify"} <= names
    commands: list[tuple[str, ...]] = [(name,) for name in sorted(names)]
    commands += [("style", name) for name in sorted(told(capsys, "style")[0])]
    for command in commands:
        typed = " ".join(("clerk", *command))
        places = re.findall(rf"`({typed}(?: [^`]*)?)`", readme)
        assert places, typed
        for option in told(capsys, *command)[1] - {"--version"}:
            assert any(option in place for place in places), (typed, option)


@pytest.mark.parametrize("page", ["README.md", "docs/house-styles.md", "data/README.md"])
def test_the_docs_name_no_command_that_there_is_not(
    page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    names, _options = told(capsys)
    typed = re.findall(r"`clerk ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert typed
    assert set(typed) <= names


def test_the_piped_demo_plays_its_keys_and_prints_the_decision(tmp_path: Path) -> None:
    done = clerk("demo", "--home", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    assert done.stdout == (GOLDEN / "demo-item-5.txt").read_text(encoding="utf-8")
    again = clerk("demo", "--home", str(tmp_path / "demo"))
    assert again.stdout == done.stdout


def test_list_names_every_meeting(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [filled, "biu-2015-08-17"]


@pytest.mark.parametrize("form", ["text", "md"])
def test_minutes_of_the_closed_meeting(
    form: str, filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["minutes", "biu-2015-08-17", "--format", form]) == 0
    printed = re.sub(r"[0-9a-f]{4}( [0-9a-f]{4}){3}", SEAL, capsys.readouterr().out)
    golden = GOLDEN / f"biu-minutes.{form}"
    if not golden.exists():
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


def test_minutes_of_one_item(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["minutes", "biu-2015-08-17", "--item", "4"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("4. ")
    assert "For stemte: 6 (F, A, Ø)." in printed
    assert "\n5. " not in printed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["minutes", "nowhere"], "der er intet møde nowhere"),
        (["verify", "nowhere"], "der er intet møde nowhere"),
        (["minutes", "biu-2015-08-17", "--item", "99"], "mødet har intet punkt 99"),
        (["new", "/nonexistent.toml"], "/nonexistent.toml"),
    ],
)
def test_a_wrong_argument_is_explained(
    arguments: list[str], words: str, filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 1
    assert words in capsys.readouterr().err


def test_new_takes_a_meeting_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = library.data_dir() / "demo" / "biu-2015-08-17.toml"
    assert run(["new", str(file)]) == 0
    assert run(["new", str(file)]) == 1
    assert "findes allerede" in capsys.readouterr().err


def test_a_second_copy_is_refused(filled: str, home: Path) -> None:
    with locked(home / "clerk.lock"):
        done = clerk()
    assert done.returncode == 1
    assert str(home) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_file_is_named_with_the_remedy(home: Path) -> None:
    paths.database(home).write_bytes(b"not a database at all, " * 500)
    done = clerk("list")
    assert done.returncode == 1
    assert str(paths.database(home)) in done.stderr
    assert "sikkerhedskopi" in done.stderr
    assert "Traceback" not in done.stderr


def test_rebuild_gives_the_same_projections(filled: str, home: Path) -> None:
    def dump() -> list[list[tuple[object, ...]]]:
        store = Store.open(paths.database(home), library.decision_text)
        tables = ("meeting", "item", "motion", "vote", "remark", "decision")
        rows = [sorted(store._rows(f"SELECT * FROM {table}"), key=str) for table in tables]
        store.close()
        return rows

    before = dump()
    assert all(before)
    assert run(["rebuild"]) == 0
    assert dump() == before


# Closed items


@pytest.fixture
def half_closed(home: Path) -> str:
    """The id of a meeting that is closed, with two items of three treated behind closed doors."""
    store = Store.open(paths.database(home), library.decision_text)
    agenda = [item(number="1"), *(replace(item(number=n), closed=True) for n in "23")]
    facts = [*opening(SMALL, agenda), decided(ResultKind.NOTED), MeetingClosed("19.00")]
    Recorder(store).all(facts)
    store.close()
    return "m"


def test_the_public_edition_leaves_closed_items_out(
    half_closed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["minutes", "m"]) == 0
    whole = capsys.readouterr().out
    assert run(["minutes", "m", "--public"]) == 0
    public = capsys.readouterr().out
    assert [f"{n}. Sag {n}" in whole for n in "123"] == [True, True, True]
    assert [f"{n}. Sag {n}" in public for n in "123"] == [True, False, False]
    last = whole.splitlines()[-1]
    assert re.fullmatch(r"Protokollens fingeraftryk: [0-9a-f]{4}( [0-9a-f]{4}){3}", last)
    assert public.endswith(f"{last}\n")


def test_a_closed_item_is_not_printed_for_the_public(
    half_closed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["minutes", "m", "--item", "1", "--public"]) == 0
    assert run(["minutes", "m", "--item", "2"]) == 0
    assert "2. Sag 2" in capsys.readouterr().out
    assert run(["minutes", "m", "--item", "2", "--public"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "punkt 2 er lukket og står ikke i den offentlige udgave" in told.err


def test_a_public_edition_is_written_beside_where_an_item_is_closed(tmp_path: Path) -> None:
    style = library.style("base")
    for closed, count in ((False, 2), (True, 4)):
        state = replay(journal(opening(SMALL, [replace(item(), closed=closed), item(number="2")])))
        written = write_minutes(state, style, tmp_path / str(closed), SEAL)
        assert len(written) == len(set(written)) == count
        for path in written:
            text = path.read_text(encoding="utf-8")
            assert "Sag 2" in text
            assert SEAL in text
            assert ("Sag 1" in text) == (not path.stem.endswith("-offentlig"))


# Is the record as it was written?


def test_verify_says_what_is_in_order(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["biu-2015-08-17", filled]
    assert all("i orden" in line for line in lines)
    assert ["segl" in line for line in lines] == [True, False]
    assert run(["minutes", "biu-2015-08-17"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split(": ")[1] == lines[0].split("segl ")[1]
    assert run(["verify", filled]) == 0
    assert capsys.readouterr().out == f"{lines[1]}\n"


def test_verify_names_what_was_changed_with_another_tool(
    filled: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = sqlite3.connect(paths.database(home))
    tool.execute("DROP TRIGGER journal_stays")
    tool.execute("UPDATE journal SET data = '{}' WHERE meeting = 'biu-2015-08-17' AND number = 9")
    tool.commit()
    tool.close()
    assert run(["verify"]) == 1
    bad, fault, remedy, good, *guard = capsys.readouterr().out.splitlines()
    assert bad.startswith("biu-2015-08-17           FEJL, ")
    assert re.match(r"    hændelse 9 \(\w+, 2015-.*\) er ikke, som den blev skrevet", fault)
    assert "sikkerhedskopi" in remedy
    assert "i orden" in good
    assert "journal_stays" in guard[1]
    assert run(["verify", filled]) == 0
    assert run(["verify", "biu-2015-08-17"]) == 1
