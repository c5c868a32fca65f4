"""A house style: the phrases in which a body words its decisions, read from TOML and checked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clerk.core.danish import capitalised, shortened
from clerk.core.faults import StyleError
from clerk.core.i18n import _
from clerk.core.phrases import LAYOUTS, OFFERS, OPTIONAL, PARTS, PLURALS

_PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a style file. ``key`` is the place, ``plural.votes.one``, empty for the
    file as a whole."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A style file as it was read; a style is the layers that it is made of, the lowest first."""

    name: str
    raw: Mapping[str, Any]


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
    own_first: bool

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

    def uses(self, key: str, *placeholders: str) -> bool:
        """Whether the phrase has one of these placeholders."""
        found = placeholders_of(self.phrases.get(key, ()))
        return not found.isdisjoint(placeholders)

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


def placeholders_of(templates: Iterable[str]) -> set[str]:
    """Return the placeholders of some templates, in small letters."""
    return {name.lower() for text in templates for name in _PLACEHOLDER.findall(text)}


OPTIONS: dict[str, type] = {
    "title": str,
    "order": list,
    "layout": str,
    "voters_between": str,
    "voters_joint": str,
    "by_member": bool,
    "body_order": bool,
    "own_first": bool,
}
"""What a style sets beside its phrases, at the top of the file."""


def read_style(name: str, layers: Sequence[Layer]) -> Style:
    """Put a style together from its layers, the lowest first.

    Raises StyleError for the first thing that is wrong with one of them, and for what none sets.
    """
    for layer in layers:
        for fault in layer_faults(layer.raw):
            where = f"{layer.name}, {fault.key}" if fault.key else layer.name
            raise StyleError(f"{where}: {fault.text}", layer.name, fault.key)
    phrases: dict[str, tuple[str, ...]] = {}
    plurals: dict[str, dict[str, str]] = {}
    options: dict[str, Any] = {}
    for layer in layers:
        for key, value in flat(layer.raw):
            family, _dot, form = key.rpartition(".")
            if key in OPTIONS:
                options[key] = tuple(value) if isinstance(value, list) else value
            elif family in PLURALS:
                plurals.setdefault(family, {})[form] = value
            elif key in OFFERS:
                phrases[key] = tuple(value) if isinstance(value, list) else (value,)
    if missing := _missing(phrases, plurals, options):
        text = _("{key} er hverken sat her eller i den stil, som den udvider")
        raise StyleError(f"{name}: {text.format(key=missing[0])}", name, missing[0])
    return Style(name=name, phrases=phrases, plurals=plurals, **options)


def _missing(
    phrases: Mapping[str, object],
    plurals: Mapping[str, Mapping[str, str]],
    options: Mapping[str, object],
) -> list[str]:
    forms = {f"{key}.{form}" for key in PLURALS for form in ("one", "many")}
    given = {f"{key}.{form}" for key, have in plurals.items() for form in have}
    missing = sorted((OFFERS.keys() - OPTIONAL - phrases.keys()) | (forms - given))
    return [key for key in OPTIONS if key not in options] + missing


def layer_faults(raw: Mapping[str, Any]) -> list[Fault]:
    """Return all that makes a style file unusable, in the order of the file."""
    faults = []
    for key, value in flat(raw):
        if text := _wrong(key, value):
            faults.append(Fault(key, text))
    return faults


def _wrong(key: str, value: object) -> str:
    family, _dot, form = key.rpartition(".")
    if key == "extends":
        return "" if isinstance(value, str) else _("skal være navnet på en stil")
    if key in OPTIONS:
        return _wrong_option(key, value)
    if family in PLURALS:
        if form not in ("none", "one", "many"):
            return _("formerne hedder none, one og many")
        return _wrong_text(value, PLURALS[family])
    if key not in OFFERS:
        return _unknown(key)
    if isinstance(value, list):
        if not key.startswith(("amendment.", "moved.")):
            return _("skal være én tekst og ikke en liste")
        return next((text for part in value if (text := _wrong_text(part, OFFERS[key]))), "")
    return _wrong_text(value, OFFERS[key])


def _unknown(key: str) -> str:
    known = [*OPTIONS, *OFFERS, *(f"{family}.many" for family in PLURALS)]
    near = difflib.get_close_matches(key, known, 1)
    if near:
        return _("ukendt nøgle; mente du {near}?").format(near=near[0])
    return _("ukendt nøgle; docs/house-styles.md nævner dem, der er")


def _wrong_option(key: str, value: object) -> str:
    kind = OPTIONS[key]
    if not isinstance(value, kind):
        names = {str: _("en tekst"), list: _("en liste"), bool: _("true eller false")}
        return _("skal være {kind}").format(kind=names[kind])
    if key == "layout" and value not in LAYOUTS:
        return _("skal være en af {known}").format(known=", ".join(LAYOUTS))
    return _wrong_order(value) if isinstance(value, list) else ""


def _wrong_order(parts: list[object]) -> str:
    for part in parts:
        if part not in PARTS:
            text = _("{part} findes ikke; her kan stå {known}")
            return text.format(part=shortened(str(part)), known=", ".join(PARTS))
        if parts.count(part) > 1:
            return _("{part} står to gange").format(part=part)
    return ""


def _wrong_text(text: object, offered: Sequence[str]) -> str:
    if not isinstance(text, str):
        return _("skal være en tekst")
    if "\n" in text:
        return _("skal stå på én linje")
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        return _("har en krøllet parentes, som ikke hører til en pladsholder")
    for placeholder in _PLACEHOLDER.findall(text):
        if placeholder.lower() in offered:
            continue
        name = f"{{{shortened(placeholder)}}}"
        if not offered:
            return _("{name} findes ikke; her kan ingen bruges").format(name=name)
        if near := difflib.get_close_matches(placeholder.lower(), offered, 1):
            text_ = _("{name} findes ikke; mente du {near}?")
            return text_.format(name=name, near=f"{{{near[0]}}}")
        known = ", ".join(f"{{{one}}}" for one in offered)
        return _("{name} findes ikke; her kan bruges {known}").format(name=name, known=known)
    return ""


def flat(raw: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Return the keys of a style file with the names of their tables before them."""
    found: list[tuple[str, Any]] = []
    for key, value in raw.items():
        if isinstance(value, Mapping) and value:
            found += flat(value, f"{prefix}{key}.")
        elif not isinstance(value, Mapping) or not _is_table(f"{prefix}{key}"):
            found.append((prefix + key, value))
    return found


def _is_table(name: str) -> bool:
    """Whether phrases stand in a table of this name; one without any is nothing wrong."""
    return any(key.startswith(f"{name}.") for key in (*OFFERS, *PLURALS))
