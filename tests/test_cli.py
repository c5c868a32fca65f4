"""The command line: what it prints, and its exit status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from clerk import __version__, demo, library, paths
from clerk.cli import run
from clerk.store import Store

GOLDEN = Path(__file__).parent / "golden"


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
    changelog = (Path(__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changelog.split("## [")[1].startswith(__version__)


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
    printed = capsys.readouterr().out
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
    with FileLock(home / "clerk.lock"):
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
