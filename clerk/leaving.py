"""How a program on the screen leaves: with the terminal as it was, whoever ends it."""

from __future__ import annotations

import asyncio
import select
import signal
import sys

from textual.app import App


class LeavingApp(App[None]):
    """Leaves on SIGTERM, SIGHUP and when its terminal is gone, with the status of the signal."""

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
