"""Every command has an action, a help line and its place in the docs; no key is out of reach."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from key_tables import PAGE, brief, page

from clerk import keymap, screens
from clerk.app import ClerkApp
from clerk.screens.base import ClerkScreen

README = Path(__file__).parents[1] / "README.md"

for info in pkgutil.iter_modules(screens.__path__):
    importlib.import_module(f"clerk.screens.{info.name}")


def screen_classes(
    base: type[ClerkScreen[object]] = ClerkScreen,
) -> list[type[ClerkScreen[object]]]:
    """Return all screens below ``base`` that have keys."""
    found: list[type[ClerkScreen[object]]] = []
    for cls in base.__subclasses__():
        found += [cls] if cls.KEYS else []
        found += screen_classes(cls)
    return found


@pytest.mark.parametrize("cls", screen_classes(), ids=lambda cls: cls.__name__)
def test_every_command_of_a_screen_has_its_action(cls: type[ClerkScreen[object]]) -> None:
    for command in cls.KEYS:
        name = re.sub(r"\(.*", "", command.action)
        owner: type[object] = cls
        if name.startswith("app."):
            owner, name = ClerkApp, name[4:]
        assert callable(getattr(owner, f"action_{name}", None)), command


@pytest.mark.parametrize("group", [keymap.VOTE, keymap.DETAIL])
def test_the_lines_commands_are_the_live_screens(group: tuple[keymap.Command, ...]) -> None:
    from clerk.screens.live import LiveScreen

    for command in group:
        assert callable(getattr(LiveScreen, "action_" + command.action.removeprefix("screen.")))


@pytest.mark.parametrize("command", keymap.all_commands(), ids=lambda c: c.id)
def test_keys_can_be_typed_on_a_danish_keyboard_in_any_terminal(command: keymap.Command) -> None:
    swallowed = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+b", "ctrl+a", "ctrl+c", "f10", "f11"}
    altgr = {"at", "pound_sign", "dollar_sign", "left_square_bracket", "right_square_bracket"}
    altgr |= {"left_curly_bracket", "right_curly_bracket", "backslash", "vertical_line", "tilde"}
    for key in command.keys.split(","):
        assert key not in swallowed | altgr
        assert "alt+" not in key
        assert not key.startswith("ctrl+shift")


@pytest.mark.parametrize("name", keymap.GROUPS)
def test_no_key_does_two_things_on_one_screen(name: str) -> None:
    keys = [key for command in keymap.GROUPS[name] for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))


def test_command_ids_are_unique_and_every_command_is_explained() -> None:
    commands = keymap.all_commands()
    own = [c for c in commands if c.id != "app.help.sign"]
    assert len({c.id for c in own}) == len(own)
    assert all(c.label and c.help.endswith(".") for c in commands)


def test_the_readme_has_the_keys_of_the_live_screen_and_no_others() -> None:
    part = README.read_text(encoding="utf-8").partition("## Keys of the live screen")[2]
    rows = part.partition("|---|---|\n")[2].partition("\n\n")[0].splitlines()
    shown = [entry.strip() for row in rows for entry in row.split("|")[2].split(" · ")]
    assert sorted(shown) == sorted(brief(command) for command in (*keymap.LIVE, *keymap.VOTE))


def test_the_page_of_keys_is_that_of_the_keymap() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run docs/key_tables.py"
