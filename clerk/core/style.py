"""A house style: the phrases in which a body words its decisions, read from TOML and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from clerk.core.danish import capitalised
from clerk.core.motions import Effect, Marker, ResultKind, Subject
from clerk.core.voting import VoiceKind, VoteOutcome

PARTS = ("request", "result", "for", "against", "abstained", "not_voting")
"""The sentences that a vote may have; a style says which come, and in which order."""

_MOVED = ("movers", "letters", "points", "point", "document", "old", "new")
_RULING = ("motion", "then", "amendments")
_COUNT = (*_RULING, "winner", "loser", "votes", "abstainers", "for", "against")


def _offers() -> dict[str, tuple[str, ...]]:
    offers: dict[str, tuple[str, ...]] = {
        "then": (),
        "document.statement": ("addressee",),
        "document.recommendation": (),
        "vote.request": ("motion",),
        "vote.for": ("n", "voters"),
        "vote.against": ("n", "voters"),
        "vote.abstained": ("n", "voters"),
        "vote.not_voting": ("n", "voters"),
        "remark.given": ("authors",),
        "remark.carried": ("authors", "body", "bodys", "date"),
        "mention.member": ("name", "party"),
        "mention.independent": ("name",),
        "heading.decision": ("body", "bodys", "date"),
    }
    offers |= {f"motion.{subject}": () for subject in Subject}
    offers |= {"motion.amendment": ()}
    offers |= {f"point.{marker}": () for marker in Marker}
    offers |= {f"amendment.{effect}": _MOVED for effect in Effect}
    offers |= {f"voter.{kind}": ("party", "n", "members", "names") for kind in VoiceKind}
    for outcome in VoteOutcome:
        offers |= {f"vote.{outcome}": _COUNT, f"vote.{outcome}_amended": _COUNT}
    for kind in ResultKind:
        offers[f"result.{kind}"] = offers[f"result.{kind}_amended"] = (*_RULING, "detail")
        offers[f"amendment_result.{kind}"] = (*_RULING, "detail")
    return offers


OFFERS = _offers()
"""Every phrase that a style may set, with the placeholders that it may use."""

PLURALS = {
    "plural.votes": (),
    "plural.members": (),
    "plural.amendments": (),
    "plural.abstainers": ("n",),
}
"""Words with a form for one and a form for many; ``none`` may be given for zero."""

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
    tight: bool
    voters_joint: str

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
    optional = {f"result.{kind}_amended" for kind in ResultKind}
    optional |= {f"vote.{outcome}_amended" for outcome in VoteOutcome}
    missing = sorted(
        (OFFERS.keys() - optional - phrases.keys())
        | {f"{key}.{form}" for key in PLURALS for form in ("one", "many")}
        - {f"{key}.{form}" for key, forms in plurals.items() for form in forms}
    )
    missing += [key for key in ("title", "order", "tight", "voters_joint") if key not in options]
    if missing:
        raise StyleError(f"{name}: {missing[0]} is set neither here nor in what it extends")
    return Style(
        name=name,
        title=options["title"],
        phrases=phrases,
        plurals=plurals,
        order=tuple(options["order"]),
        tight=options["tight"],
        voters_joint=options["voters_joint"],
    )


_OPTIONS: dict[str, type] = {"title": str, "order": list, "tight": bool, "voters_joint": str}


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
            options[key] = value
        elif key.rpartition(".")[0] in PLURALS:
            family, _, form = key.rpartition(".")
            if form not in ("none", "one", "many"):
                raise StyleError(f"{layer}: {key}: the forms are none, one and many")
            _check(layer, key, value, PLURALS[family])
            plurals.setdefault(family, {})[form] = value
        elif key in OFFERS:
            texts = value if isinstance(value, list) else [value]
            if isinstance(value, list) and not key.startswith("amendment."):
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
