"""Start-up and the answer to a key, in a pseudo terminal, beside plain Textual in the same run.

Budgets (design/numbers.md): first paint at most 1.15 times a typical Textual app; ready to type
at most 0.9 times such an app that imports sqlmodel first; a key of the vote line at most 3 times
(median) and 4 times (99th percentile) a widget of one line; no growth with the meeting.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from terminal import Terminal, script

from clerk import demo, library, paths
from clerk.prepare import found, read_meeting
from clerk.store import Store

RUNS = 7
KEYS = 300
PYTHON = sys.executable

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


def keys(terminal: Terminal) -> tuple[float, float, float]:
    """Type and delete a vote line; return p50 and p99 in milliseconds and bytes a key."""
    pattern = [*"bf aci ø", *["\x7f"] * 8]
    answers = [terminal.answer(pattern[n % len(pattern)]) for n in range(KEYS)]
    times = sorted(seconds * 1000 for seconds, _size in answers)
    size = statistics.mean(size for _seconds, size in answers)
    return statistics.median(times), times[int(KEYS * 0.99)], size


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
        rows: dict[str, list[float]] = {}
        for _ in range(RUNS):
            rows.setdefault("typical, paint", []).append(started(typical, "Dagsorden"))
            rows.setdefault("clerk, paint", []).append(started(clerk, "Dagsorden"))
            rows.setdefault("typical + sqlmodel", []).append(started(heavy, "Dagsorden"))
            rows.setdefault("clerk, ready", []).append(started(clerk, "Imod", "v"))
        middle = {label: statistics.median(times) for label, times in rows.items()}
        for label, value in middle.items():
            print(f"{label:26}{value:8.0f} ms")
        print(f"paint / typical            {middle['clerk, paint'] / middle['typical, paint']:.2f}")
        ready = middle["clerk, ready"] / middle["typical + sqlmodel"]
        print(f"ready / typical + sqlmodel {ready:.2f}")

        one = Terminal([PYTHON, str(script(folder, "one", ONE_LINE))])
        one.until("Dagsorden")
        base = keys(one)
        one.close()
        print(f"{'':26}{'p50 ms':>8}{'p99 ms':>8}{'bytes':>8}{'p50':>7}{'p99':>7}")
        print(f"{'one-line widget':26}{base[0]:8.1f}{base[1]:8.1f}{base[2]:8.0f}{1:7.1f}{1:7.1f}")
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
            own = keys(terminal)
            terminal.close()
            ratio = f"{own[0] / base[0]:7.1f}{own[1] / base[1]:7.1f}"
            print(f"{label:26}{own[0]:8.1f}{own[1]:8.1f}{own[2]:8.0f}{ratio}")


if __name__ == "__main__":
    main()
