"""Start-up and the answer to a key, in a pseudo terminal, beside plain Textual in the same run.

Budgets (design/numbers.md): first paint at most 1.15 times a typical Textual app; ready to type
at most 0.9 times such an app that imports sqlmodel first; a key of the vote line at most 3 times
(median) and 4 times (99th percentile) a widget of one line; no growth with the meeting.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from terminal import Terminal, script

from clerk import demo, library, paths
from clerk.imports.meeting import found, read_meeting
from clerk.store import Store

RUNS = 7
PATTERN = (*"bf aci ø", *["\x7f"] * 8)
BLOCK = 64
BLOCKS = 5
PYTHON = sys.executable
QUIT = "\x11"

TYPICAL = """
from textual.app import App
from textual.widgets import Header, Input, DataTable, TextArea, Footer
{extra}
class Typical(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Header(); yield Input(placeholder="Dagsorden"); yield DataTable()
        yield TextArea("Dagsorden"); yield Footer()
Typical().run()
"""
ONE_LINE = """
from textual.app import App
from textual.widget import Widget
from textual.strip import Strip
from rich.segment import Segment
class Line(Widget, can_focus=True):
    DEFAULT_CSS = "Line { height: 1; }"
    text = "Dagsorden"
    def on_key(self, event):
        self.text = self.text[:-1] if event.key == "backspace" else self.text + event.character
        self.refresh()
    def render_line(self, y):
        return Strip([Segment(self.text if y == 0 else "")]).adjust_cell_length(self.size.width)
class One(App):
    def compose(self):
        yield Line()
    def on_mount(self):
        self.query_one(Line).focus()
One().run()
"""


def started(command: list[str], word: str, type_ahead: str = "") -> float:
    """Return the milliseconds until ``word`` is on the screen."""
    terminal = Terminal(command)
    if type_ahead:
        terminal.type(type_ahead)
    seconds = terminal.until(word)
    terminal.close()
    return seconds * 1000


def pictured(command: list[str]) -> float:
    """Return the milliseconds until the picture of the last run is on the screen; leave one for
    the next. It is not the program yet: that is the row above."""
    terminal = Terminal(command)
    seconds = terminal.until("Dagsorden")
    terminal.settle(0.5)
    terminal.leave(QUIT)
    return seconds * 1000


def block(terminal: Terminal) -> list[tuple[float, float, int]]:
    """Type and delete a vote line a few times; the line is empty again at the end."""
    return [terminal.answer(PATTERN[n % len(PATTERN)]) for n in range(BLOCK)]


def middle_and_tail(seconds: list[float]) -> tuple[float, float]:
    """Return the median and the 99th percentile in milliseconds."""
    times = sorted(second * 1000 for second in seconds)
    return statistics.median(times), times[int(len(times) * 0.99)]


def big_meeting(folder: Path, items: int) -> Path:
    """Write the demo's open meeting with so many items more."""
    text = (library.data_dir() / "demo" / f"{demo.MEETINGS[-1]}.toml").read_text(encoding="utf-8")
    more = "".join(
        f'\n[[item]]\nnumber = "{n}"\ntitle = "Sag {n}"\n' for n in range(20, 20 + items)
    )
    path = folder / "big.toml"
    path.write_text(text + more, encoding="utf-8")
    return path


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "demo"
        paths.prepare(home)
        store = Store.open(paths.database(home), library.decision_text)
        demo.load(store)
        store.close()
        clerk = [PYTHON, "-m", "clerk", "demo", "--home", str(home)]
        typical = [PYTHON, str(script(folder, "typical", TYPICAL.format(extra="")))]
        heavy = [PYTHON, str(script(folder, "heavy", TYPICAL.format(extra="import sqlmodel")))]
        second = folder / "second"
        shutil.copytree(home, second)
        again = [PYTHON, "-m", "clerk", "demo", "--home", str(second)]
        pictured(again)
        rows: dict[str, list[float]] = {}
        for _ in range(RUNS):
            assert not (home / "last-picture").exists()  # what is timed here is the true paint
            rows.setdefault("typical, paint", []).append(started(typical, "Dagsorden"))
            rows.setdefault("clerk, paint", []).append(started(clerk, "Dagsorden"))
            rows.setdefault("clerk, stored picture", []).append(pictured(again))
            rows.setdefault("typical + sqlmodel", []).append(started(heavy, "Dagsorden"))
            rows.setdefault("clerk, ready", []).append(started(clerk, "Imod", "v"))
        middle = {label: statistics.median(times) for label, times in rows.items()}
        for label, value in middle.items():
            print(f"{label:26}{value:8.0f} ms")
        print(f"paint / typical            {middle['clerk, paint'] / middle['typical, paint']:.2f}")
        stored = middle["clerk, stored picture"] / middle["typical, paint"]
        print(f"stored picture / typical   {stored:.2f}")
        ready = middle["clerk, ready"] / middle["typical + sqlmodel"]
        print(f"ready / typical + sqlmodel {ready:.2f}")

        one = Terminal([PYTHON, str(script(folder, "one", ONE_LINE))])
        one.until("Dagsorden")
        terminals = {"one-line widget": one}
        big = folder / "big"
        paths.prepare(big)
        store = Store.open(paths.database(big), library.decision_text)
        found(store, read_meeting(big_meeting(folder, 91)))
        store.close()
        for label, command, data in (
            ("vote line, 9 items", clerk, home),
            ("vote line, 100 items", [PYTHON, "-m", "clerk"], big),
        ):
            terminal = Terminal(command, CLERK_HOME=str(data))
            terminal.until("Dagsorden")
            terminal.type("v")
            terminal.until("Imod")
            terminal.settle(1.5)  # sqlmodel is being fetched meanwhile
            terminals[label] = terminal
        answers: dict[str, list[tuple[float, float, int]]] = {label: [] for label in terminals}
        for terminal in terminals.values():
            block(terminal)  # warms it up
        for _ in range(BLOCKS):
            for label, terminal in terminals.items():
                answers[label] += block(terminal)
        for terminal in terminals.values():
            terminal.close()
        head = "".join(f"{text:>12}" for text in ("first p50", "p99", "settled p50", "p99"))
        print(f"{'milliseconds':26}{head}{'bytes':>8}{'p50':>7}{'p99':>7}")
        base = middle_and_tail([first for first, _last, _size in answers["one-line widget"]])
        for label, given in answers.items():
            own = middle_and_tail([first for first, _last, _size in given])
            whole = middle_and_tail([last for _first, last, _size in given])
            size = statistics.mean(size for _first, _last, size in given)
            cells = "".join(f"{value:12.1f}" for value in (*own, *whole))
            ratio = f"{own[0] / base[0]:7.1f}{own[1] / base[1]:7.1f}"
            print(f"{label:26}{cells}{size:8.0f}{ratio}")


if __name__ == "__main__":
    main()
