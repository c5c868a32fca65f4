"""How a program on the screen leaves: with the terminal as it was, whoever ends it."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from contextlib import suppress
from typing import IO, Any

from textual.app import App
from textual.driver import Driver


class LastingFile:
    """The terminal as a file; once it is gone, what is written to it goes nowhere. Textual's
    writing thread would end of the error, and the program wait for that thread for ever."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


def lasting(driver: type[Driver]) -> type[Driver]:
    """Return a driver that outlives its terminal, for long enough to leave in good order."""
    base: Any = driver

    class LastingDriver(base):  # type: ignore[misc]  # which one it is shows at run time
        def __init__(self, *settings: Any, **more: Any) -> None:
            super().__init__(*settings, **more)
            self._file = LastingFile(vars(self)["_file"])

    return LastingDriver


class LeavingApp(App[None]):
    """Leaves on SIGTERM, SIGHUP and when its terminal is gone, with the status of the signal."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        if sys.platform != "win32":
            self.driver_class = lasting(self.driver_class)
        self.leaving = False

    def exit(self, *arguments: Any, **more: Any) -> None:
        """Leave; from now on no key is answered."""
        self.leaving = True
        super().exit(*arguments, **more)

    def listen_for_the_end(self) -> None:
        """Begin to listen; Textual itself would leave the terminal in the alternate screen."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._leave, int(number))

        self.set_interval(1.0, self._leave_when_alone)

    def _leave_when_alone(self) -> None:
        """Leave when the terminal is gone: Textual would read its end for ever (numbers.md)."""
        poll = select.poll()
        try:
            poll.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
            gone = any(event & (select.POLLHUP | select.POLLERR) for _fd, event in poll.poll(0))
        except (OSError, ValueError):
            return  # there is no terminal to lose: a test, or a pipe
        if gone:
            self._leave(signal.SIGHUP)

    def _leave(self, number: int) -> None:
        self.exit(return_code=128 + number)
