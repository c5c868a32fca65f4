"""Power cuts: whatever the disk has kept, all that was acknowledged is there and nothing is half.

Controls stand beside it: the same cuts lose acknowledged facts where SQLite does not wait for the
disk. Without those a green run would say nothing.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from powercut import Disk, Operation, built, recorded

from clerk import library
from clerk.core.facts import Entry
from clerk.core.faults import StoreError
from clerk.core.history import replay
from clerk.store import Store

FILES = Path(__file__).parents[1] / "files"
OLD = FILES / "clerk-v1.db"
WITH_LOG = "oeu-2015-08-25"
"""The meeting in which something lies in the log alone."""


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recorder, built once."""
    return built(tmp_path_factory.mktemp("recorder"))


class Run:
    """A recorded run, and the images that its cuts leave."""

    def __init__(
        self,
        recorder: Path,
        folder: Path,
        story: str,
        seed: str,
        synchronous: str = "",
        **more: str,
    ) -> None:
        self.seed = f"{story} {seed}"
        self.home = (folder / "home").resolve()
        self._image = folder / "image"
        self.home.mkdir()
        self._before(story)
        self._beginning = folder / "beginning"
        shutil.copytree(self.home, self._beginning)
        kind = story.split()[0]
        self.operations = recorded(recorder, self.home, kind, seed, synchronous, **more)
        store = Store.open(self.home / "clerk.db", library.decision_text)
        self.facts = {m.id: store.entries(m.id) for m in store.meetings()}
        store.close()
        self.refused = [line[2:] for line in self._said() if line.startswith("- ")]

    def _before(self, story: str) -> None:
        """Lay the file that the story begins with."""
        if story.startswith("migrate"):
            shutil.copy(OLD, self.home / "clerk.db")
        if story == "migrate with a log":  # the program was killed the last time
            other = sqlite3.connect(self.home / "clerk.db", isolation_level=None)
            other.execute("PRAGMA journal_mode = WAL")
            other.execute("INSERT INTO draft VALUES (?, 'vote:i5:', 'halvt')", (WITH_LOG,))
            for name in ("clerk.db", "clerk.db-wal"):
                shutil.copy(self.home / name, self.home / f"{name}.copy")
            other.close()
            for name in ("clerk.db", "clerk.db-wal"):
                (self.home / f"{name}.copy").replace(self.home / name)

    def _said(self) -> Iterator[str]:
        for operation in self.operations:
            if operation.kind == "A":
                yield from operation.data.decode().splitlines()

    def cuts(self, count: int) -> Iterator[tuple[str, Path, dict[str, int], set[str]]]:
        """Yield, for cuts at random moments, how the cut was, the folder that it left, how many
        facts of each meeting were acknowledged, and the half-typed texts that may be there: the
        one acknowledged last and the one on its way."""
        dice = Random(f"{self.seed} cuts")
        moments = Counter(dice.randrange(len(self.operations)) for _ in range(count))
        disk = Disk(self._beginning, dice)
        facts, texts = self._known_before(), {""}
        for moment, operation in enumerate(self.operations):
            disk.take(operation)
            if operation.kind == "A":
                for line in operation.data.decode().splitlines():
                    if line.startswith("? "):
                        texts.add(line[2:])
                    elif line.startswith("{"):
                        told = json.loads(line)
                        facts, texts = told["facts"], {told["draft"]}
            for number in range(moments[moment]):
                self._image.mkdir()
                how = disk.cut(self._image)
                where = f"{self.seed}: cut {number} after operation {moment} ({how})"
                yield where, self._image, facts, texts
                shutil.rmtree(self._image)

    def _known_before(self) -> dict[str, int]:
        """Return how many facts each meeting had before the run."""
        if not (self._beginning / "clerk.db").exists():
            return {}
        connection = sqlite3.connect(OLD)
        counts = connection.execute("SELECT meeting, count(*) FROM journal GROUP BY meeting")
        found = {str(meeting): int(count) for meeting, count in counts}
        connection.close()
        return found


def losses(run: Run, image: Path, facts: dict[str, int], texts: set[str]) -> list[str]:
    """Open what a cut has left as the program does; return what is wrong with it."""
    path = image / "clerk.db"
    before = version(path)
    try:
        store = Store.open(path, library.decision_text)
    except StoreError as error:
        return [str(error)]
    try:
        wrong = [f"integrity: {row}" for row in store._rows("PRAGMA integrity_check")]
        wrong = [text for text in wrong if "ok" not in text]
        found = {meeting.id: store.entries(meeting.id) for meeting in store.meetings()}
        for meeting, acknowledged in facts.items():
            wrong += short(meeting, found.get(meeting, []), run.facts[meeting], acknowledged)
        typed = store.drafts("m").get("remark:i1:", "")
        if run.seed.startswith("record") and typed not in texts:
            wrong.append(f"half-typed text: {typed[:20]!r} acknowledged otherwise")
        if "log" in run.seed and store.drafts(WITH_LOG).get("vote:i5:") != "halvt":
            wrong.append("what the old log held is gone")
        wrong += [verdict.fault for verdict in store.verify() if verdict.fault]
    except StoreError as error:
        return [str(error)]
    finally:
        store.close()
    if before > 1 and run.seed.startswith("migrate"):
        wrong += missing_backup(image)
    return wrong


def short(meeting: str, found: list[Entry], written: list[Entry], acknowledged: int) -> list[str]:
    """Return what is wrong with a meeting's facts: those acknowledged must be there, and the one
    that was on its way may be."""
    if found[:acknowledged] != written[:acknowledged]:
        return [f"{meeting}: {len(found)} facts, {acknowledged} acknowledged"]
    if len(found) > acknowledged + 1:
        return [f"{meeting}: {len(found)} facts, of which nobody asked for more than one"]
    if found:
        replay(found)
    return []


def version(path: Path) -> int:
    """Return the version that a file says it has, without changing it."""
    if not path.exists() or path.stat().st_size < 100:
        return 0
    copy = path.with_name("look.db")
    shutil.copy(path, copy)
    log = path.with_name("clerk.db-wal")
    if log.exists():
        shutil.copy(log, copy.with_name("look.db-wal"))
    connection = sqlite3.connect(copy)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0
    finally:
        connection.close()
        for file in path.parent.glob("look.db*"):
            file.unlink()


def missing_backup(image: Path) -> list[str]:
    """Return what is wrong with the backup that the migration made before its first step."""
    path = image / "clerk.db.v1.bak"
    if not path.exists():
        return ["migrated, and no backup"]
    backup, old = sqlite3.connect(path), sqlite3.connect(OLD)
    try:
        query = "SELECT meeting, number, hash FROM journal ORDER BY id"
        same = backup.execute(query).fetchall() == old.execute(query).fetchall()
        whole = backup.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [] if same and whole and version(path) == 1 else ["the backup is not whole"]
    finally:
        backup.close()
        old.close()


def tried(run: Run, cuts: int) -> list[str]:
    """Cut the power in a run; return all that was wrong."""
    return [
        f"{where}: {text}"
        for where, image, facts, texts in run.cuts(cuts)
        for text in losses(run, image, facts, texts)
    ]


SHORT = (("record", 20), ("migrate", 10), ("migrate with a log", 10))
LONG = (("record", 60), ("migrate", 20), ("migrate with a log", 20))
"""Stories with the number of their cuts; the long ones five times over."""


@pytest.mark.parametrize(("story", "cuts"), SHORT)
def test_a_power_cut_loses_nothing_acknowledged(
    recorder: Path, tmp_path: Path, story: str, cuts: int
) -> None:
    run = Run(recorder, tmp_path, story, "short")
    assert not run.refused
    assert tried(run, cuts) == []


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("story", "cuts"), LONG)
def test_five_hundred_power_cuts_lose_nothing_acknowledged(
    recorder: Path, tmp_path: Path, story: str, cuts: int, seed: int
) -> None:
    run = Run(recorder, tmp_path, story, f"long {seed}")
    assert tried(run, cuts) == []


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_the_same_cuts_lose_facts_where_the_disk_is_not_waited_for(
    recorder: Path, tmp_path: Path, synchronous: str
) -> None:
    run = Run(recorder, tmp_path, "record", "control", synchronous)
    lost = [text for text in tried(run, 20) if "acknowledged" in text]
    assert len(lost) >= 5


def syncs(operations: list[Operation]) -> int:
    """Return how many syncs of files there were."""
    return sum(operation.kind in "SF" for operation in operations)


def failing(recorder: Path, folder: Path, number: int) -> None:
    """Let one sync fail while the meeting is recorded; nothing acknowledged may be lost, neither
    at the end nor by a cut in between."""
    folder.mkdir()
    run = Run(recorder, folder, "record", "failing", FAIL_SYNC_AT=str(number))
    assert len(run.refused) <= 1  # a sync at the end of a closing is not waited for
    assert all("disk" in text for text in run.refused), number
    assert tried(run, 6) == []


@pytest.mark.parametrize("number", [3, 40])
def test_a_sync_that_fails_is_told_and_loses_nothing_acknowledged(
    recorder: Path, tmp_path: Path, number: int
) -> None:
    failing(recorder, tmp_path / str(number), number)


@pytest.mark.torture
def test_each_sync_of_a_meeting_may_fail(recorder: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    run = Run(recorder, whole, "record", "failing")
    for number in range(1, syncs(run.operations) + 1):
        failing(recorder, tmp_path / str(number), number)
