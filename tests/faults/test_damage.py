"""Damaged files: every fact is read, or the file is refused with words that help; never a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from clerk import cli, demo, library, paths
from clerk.app import ClerkApp
from clerk.core.faults import StoreError
from clerk.store import Store

OPEN, CLOSED = demo.MEETINGS[-1], demo.MEETINGS[0]
COMMANDS = (["list"], ["minutes", OPEN], ["minutes", CLOSED], ["verify"])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound file with both demo meetings, one of them closed."""
    home = tmp_path_factory.mktemp("sound")
    store = Store.open(paths.database(home), library.decision_text)
    demo.load(store)
    store.close()
    return paths.database(home)


def printed(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run every command that reads on the file; return what they print, told or refused."""
    found = []
    for command in COMMANDS:
        status = cli.run(command)
        out, err = capsys.readouterr()
        assert status in (0, 1), command
        if status == 1:
            assert "Traceback" not in out + err
            assert err.startswith("clerk: ") or "FEJL" in out, (command, out, err)
        found.append(out if status == 0 else "refused")
    return found


def flipped(content: bytes, seed: str) -> bytes:
    """Return the file with one bit to a few bytes of it changed."""
    dice = Random(seed)
    damaged = bytearray(content)
    for _ in range(dice.choice((1, 1, 1, 2, 16))):
        at = dice.randrange(len(damaged))
        damaged[at] ^= 1 << dice.randrange(8)
    if dice.randrange(4) == 0:  # a page of another file
        at = dice.randrange(len(damaged) // 4096) * 4096
        damaged[at : at + 4096] = dice.randbytes(4096)
    return bytes(damaged)


def cut_off(content: bytes, seed: str) -> bytes:
    """Return the beginning of the file."""
    dice = Random(seed)
    return content[: dice.choice((1, 50, 100, 512, 4096, dice.randrange(1, len(content))))]


Damage = Callable[[bytes, str], bytes]


def tried(
    damage: Damage,
    sound: Path,
    home: Path,
    capsys: pytest.CaptureFixture[str],
    seeds: Iterator[str],
) -> Counter[str]:
    """Damage the file once for each seed; return how often it was read whole, noticed by the
    verification alone, or refused."""
    content = sound.read_bytes()
    path = paths.database(home)
    path.write_bytes(content)
    whole = printed(path, capsys)
    found: Counter[str] = Counter()
    for seed in seeds:
        for file in home.iterdir():
            file.unlink()
        path.write_bytes(damage(content, seed))
        try:
            said = printed(path, capsys)
        except Exception as error:
            error.add_note(f"{damage.__name__} {seed!r}")
            raise
        if said == whole:
            found["whole"] += 1
        elif "refused" in said:
            found["refused"] += 1
        else:
            found[f"unnoticed: {damage.__name__} {seed!r}"] += 1
    return found


@pytest.mark.parametrize("damage", [flipped, cut_off])
def test_a_damaged_file_is_read_whole_or_refused(
    damage: Damage, sound: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tried(damage, sound, home, capsys, (f"short {n}" for n in range(20)))
    assert set(found) <= {"whole", "refused"}
    assert found["refused"]


@pytest.mark.torture
@pytest.mark.parametrize("damage", [flipped, cut_off])
def test_a_thousand_damaged_files_are_read_whole_or_refused(
    damage: Damage, sound: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tried(damage, sound, home, capsys, (f"long {n}" for n in range(1000)))
    assert set(found) <= {"whole", "refused"}


async def shown(path: Path, home: Path) -> str:
    """Start the program on a damaged file; return how it ended."""
    try:
        store = Store.open(path, library.decision_text)
    except StoreError:
        return "refused"
    try:
        meeting = store.last_meeting()
    except StoreError:
        store.close()
        return "refused"
    app = ClerkApp(store, home, meeting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("M", "down", "enter", "n", "c", "escape", "m")
        await pilot.pause()
    store.close()
    return "shown"


async def test_the_program_starts_on_a_damaged_file_or_says_why_not(
    sound: Path, home: Path
) -> None:
    ends = Counter[str]()
    for number in range(6):
        seed = f"screens {number}"
        path = paths.database(home)
        for file in home.glob("clerk.db*"):
            file.unlink()
        path.write_bytes(flipped(sound.read_bytes(), seed))
        try:
            ends[await shown(path, home)] += 1
        except Exception as error:
            error.add_note(seed)
            raise
    assert ends["shown"]
