"""Pressing keys in the running program, which answers them one after the other."""

from __future__ import annotations

import asyncio
import unicodedata

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot


def key_event(key: str) -> events.Key:
    """Return the event of a key, given as a letter or by Textual's name for it."""
    if len(key) == 1:
        return events.Key(key if key.isalnum() else _character_to_key(key), key)
    try:
        char = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        char = None
    return events.Key(key, char)


async def answered(pilot: Pilot[None]) -> None:
    """Wait until everything that was typed is answered."""
    done = asyncio.Event()
    pilot.app.call_later(done.set)
    await asyncio.wait_for(done.wait(), 60)
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys in one go and wait until all are answered; ``pilot.press`` would wait for the
    program's every rest in between."""
    for key in keys:
        pilot.app.post_message(key_event(key))
    await answered(pilot)
