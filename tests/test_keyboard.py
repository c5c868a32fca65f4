"""Esc is a key like the others, however fast the next one comes."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("another driver reads the keys here", allow_module_level=True)

from textual import events

from clerk.keyboard import KeyParser, apart

PASTED = "\x1b[200~vind, bf\x1b[201~"


def read(*pieces: str) -> list[str]:
    """Return the keys and the pasted texts that the parser finds in what comes in pieces."""
    parser = KeyParser()
    messages = [message for piece in pieces for message in parser.feed(piece)]
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0  # nothing more comes
    messages += parser.tick()
    keys = [key for m in messages if isinstance(m, events.Key) for key in apart(m)]
    texts = [message.text for message in messages if isinstance(message, events.Paste)]
    return [*texts, *(key.key for key in keys)]


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (["vbf\x1bn"], ["v", "b", "f", "escape", "n"]),
        (["\x1bN\x1bø"], ["escape", "N", "escape", "ø"]),
        (["\x1bb\x1bf"], ["escape", "b", "escape", "f"]),
        (["\x1b1\x1b\r\x1b\t"], ["escape", "1", "escape", "enter", "escape", "tab"]),
        (["\x1b\x13\x1b\x7f"], ["escape", "ctrl+s", "escape", "backspace"]),
        (["\x1b\x1b\x1b[A"], ["escape", "escape", "up"]),
        (["n\x1b", "n"], ["n", "escape", "n"]),
        (["\x1bO\r"], ["escape", "O", "enter"]),
        (["\x1bO", "\r"], ["escape", "O", "enter"]),
        (["\x1b[110;3u"], ["escape", "n"]),
        (["\x1bOP", "\x1b[B", "\x1b", "[A", "\x1bO", "Q"], ["f1", "down", "up", "f2"]),
        (["\x1b"], ["escape"]),
        ([f"b{PASTED}\x1bn"], ["vind, bf", "b", "escape", "n"]),
    ],
)
def test_what_comes_in_one_go_is_the_keys_that_were_typed(
    pieces: list[str], keys: list[str]
) -> None:
    assert read(*pieces) == keys


@pytest.mark.parametrize("key", ["alt+left", "ctrl+s", "a", "escape", "shift+tab"])
def test_other_keys_are_what_they_are(key: str) -> None:
    assert [event.key for event in apart(events.Key(key, None))] == [key]
