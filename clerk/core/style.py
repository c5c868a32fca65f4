"""A house style: the phrases in which a body words its decisions, read from TOML and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from clerk.core.danish import capitalised
from clerk.core.phrases import LAYOUTS, OFFERS, OPTIONAL, PARTS, PLURALS

_PLACEHOLDER = re.compile(r"\{(\w*)\}")


class StyleError(ValueError):
    """A house style that cannot be used; the message names the style, the key and the remedy."""


@dataclass(frozen=True, slots=True)
class Style:
    """A complete house style. Build it with :func:`read_style`."""

    name: str
    title: str
    phrases: Mapping[str, tuple[str, ...]]
    plurals: Mapping[str, Mapping[str, str]]
    order: tuple[str, ...]
    layout: str
    voters_between: str
    voters_joint: str
    by_member: bool
    body_order: bool

    def say(self, key: str, **values: str | int) -> str:
        """Return a one-paragraph phrase with its placeholders filled in.

        ``{motion}`` is filled as given, ``{Motion}`` with a capital. Values are never parsed.
        """
        return self._filled(self.phrases[key][0], values)

    def paragraphs(self, key: str, **values: str | int) -> list[str]:
        """Return a phrase of several paragraphs with its placeholders filled in."""
        return [self._filled(template, values) for template in self.phrases[key]]

    def has(self, key: str) -> bool:
        """Whether the style gives the phrase a text."""
        return any(self.phrases.get(key, ()))

    def plural(self, key: str, number: int) -> str:
        """Return the form for ``number`` (``one``, ``many``, or ``none`` where it is given)."""
        forms = self.plurals[key]
        form = "one" if number == 1 else "none" if number == 0 and "none" in forms else "many"
        return self._filled(forms[form], {"n": number})

    @staticmethod
    def _filled(template: str, values: Mapping[str, str | int]) -> str:
        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name in values:
                return str(values[name])
            return capitalised(str(values[name.lower()]))

        return _PLACEHOLDER.sub(fill, template)


def read_style(name: str, find: Callable[[str], Mapping[str, Any]]) -> Style:
    """Read the style ``name`` and what it extends.

    ``find`` returns a style's TOML as a mapping. Raises StyleError for an unknown key or
    placeholder, a value of the wrong type, a phrase that nothing sets, and a circle of styles.
    """
    chain: list[tuple[str, Mapping[str, Any]]] = []
    wanted: str | None = name
    while wanted is not None:
        if any(wanted == seen for seen, _ in chain):
            raise StyleError(f"{name}: extends goes in a circle at {wanted!r}")
        raw = find(wanted)
        chain.append((wanted, raw))
        wanted = raw.get("extends")
    phrases: dict[str, tuple[str, ...]] = {}
    plurals: dict[str, dict[str, str]] = {}
    options: dict[str, Any] = {}
    for layer, raw in reversed(chain):
        _read_layer(layer, raw, phrases, plurals, options)
    missing = sorted(
        (OFFERS.keys() - OPTIONAL - phrases.keys())
        | {f"{key}.{form}" for key in PLURALS for form in ("one", "many")}
        - {f"{key}.{form}" for key, forms in plurals.items() for form in forms}
    )
    missing += [key for key in _OPTIONS if key not in options]
    if missing:
        raise StyleError(f"{name}: {missing[0]} is set neither here nor in what it extends")
    return Style(
        name=name,
        phrases=phrases,
        plurals=plurals,
        **(options | {"order": tuple(options["order"])}),
    )


_OPTIONS: dict[str, type] = {
    "title": str,
    "order": list,
    "layout": str,
    "voters_between": str,
    "voters_joint": str,
    "by_member": bool,
    "body_order": bool,
}


def _read_layer(
    layer: str,
    raw: Mapping[str, Any],
    phrases: dict[str, tuple[str, ...]],
    plurals: dict[str, dict[str, str]],
    options: dict[str, Any],
) -> None:
    for key, value in _flat(raw):
        if key == "extends":
            continue
        if key in _OPTIONS:
            if not isinstance(value, _OPTIONS[key]):
                raise StyleError(f"{layer}: {key} must be a {_OPTIONS[key].__name__}")
            parts: list[object] = value if isinstance(value, list) else []
            if unknown := [part for part in parts if part not in PARTS]:
                known = ", ".join(PARTS)
                raise StyleError(f"{layer}: {key} has {unknown[0]!r}; it may hold {known}")
            if key == "layout" and value not in LAYOUTS:
                raise StyleError(f"{layer}: layout must be one of {', '.join(LAYOUTS)}")
            options[key] = value
        elif key.rpartition(".")[0] in PLURALS:
            family, _, form = key.rpartition(".")
            if form not in ("none", "one", "many"):
                raise StyleError(f"{layer}: {key}: the forms are none, one and many")
            _check(layer, key, value, PLURALS[family])
            plurals.setdefault(family, {})[form] = value
        elif key in OFFERS:
            texts = value if isinstance(value, list) else [value]
            if isinstance(value, list) and not key.startswith(("amendment.", "moved.")):
                raise StyleError(f"{layer}: {key} must be one text, not a list")
            for text in texts:
                _check(layer, key, text, OFFERS[key])
            phrases[key] = tuple(texts)
        else:
            raise StyleError(f"{layer}: unknown key {key!r}")


def _check(layer: str, key: str, text: object, offered: tuple[str, ...]) -> None:
    if not isinstance(text, str):
        raise StyleError(f"{layer}: {key} must be text")
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        raise StyleError(f"{layer}: {key} has a brace that belongs to no {{placeholder}}")
    for placeholder in _PLACEHOLDER.findall(text):
        if placeholder.lower() not in offered:
            hint = ", ".join(offered) or "none"
            raise StyleError(f"{layer}: {key} uses {{{placeholder}}}; it may use {hint}")


def _flat(raw: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for key, value in raw.items():
        if isinstance(value, Mapping):
            flat += _flat(value, f"{prefix}{key}.")
        else:
            flat.append((prefix + key, value))
    return flat
