"""From the terminal's bytes to keys, where Esc is a key like the others.

Esc is sent as one byte, which also begins the sequences of the arrows and the function keys.
Textual's parser tells them apart by waiting a tenth of a second. Of what comes within it the parser
makes another key: Esc and ``b`` are Ctrl+Left, Esc and ``1`` are ``¡``, Esc and Enter are Enter
alone. Whoever types fast, or through a slow line, types just that.
"""

from __future__ import annotations

import os
import re
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

_ESCAPE = re.compile(r"\x1b\[20(?P<paste>[01])~|\x1b(?=[^\x1b\[O]|O[^A-Za-z])")
"""The ends of a pasted text; and an Esc that no sequence begins with: those go on with ``[``, or
with ``O`` and a letter."""

_OPEN = re.compile(r"\x1bO?\Z")
"""What may still become a sequence when more comes."""


class KeyParser(XTermParser):
    """Textual's parser; an Esc that begins no sequence is Esc, whatever comes after it."""

    _pasting = False
    _open = ""

    def feed(self, data: str) -> Iterable[Message]:
        text, start = data, 0
        if data and self._timeout_time is not None:  # the parser still waits to see what it is
            text, start = self._open + data, len(self._open)
        for found in _ESCAPE.finditer(text):
            if found["paste"]:
                self._pasting = found["paste"] == "0"
            elif not self._pasting:
                if start < found.end():
                    yield from super().feed(text[start : found.end()])
                self._timeout_time = 0.0  # the wait is over
                yield from self.tick()
                start = max(start, found.end())
        if not data or start < len(text):
            yield from super().feed(text[start:])
        still_open = _OPEN.search(text)
        self._open = still_open[0] if still_open else ""


def apart(event: events.Key) -> list[events.Key]:
    """Return the keys that a key event stands for: Alt and a letter are Esc and the letter, which
    a terminal sends alike. No command of the program is typed with Alt."""
    key = event.key.removeprefix("alt+")
    letter = key.removeprefix("shift+")
    if key == event.key or len(letter) != 1:
        return [event]
    if letter != key:
        letter = letter.upper()
    return [events.Key("escape", "\x1b"), events.Key(letter, letter)]


def driver(*, staying: bool) -> type[Driver] | None:
    """Return the driver of the terminal, None for Textual's own.

    One that is ``staying`` does not enter the alternate screen: the last picture is there already,
    and entering again would wipe it before the first paint.
    """
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class KeyDriver(LinuxDriver):
        def write(self, data: str) -> None:
            if not staying or data != "\x1b[?1049h":
                super().write(data)

        def run_input_thread(self) -> None:
            """Read what is typed until the end, as Textual does, with our parser."""
            parser = KeyParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(0.1) and (text := decode(os.read(self.fileno, 4096))):
                        for message in parser.feed(text):
                            self.process_message(message)
                    for message in parser.tick():
                        self.process_message(message)

    return KeyDriver
