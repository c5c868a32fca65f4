"""What is wrong with a house style: its file read, then tried on the sample scenes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum

from clerk.core.faults import StyleError
from clerk.core.i18n import N_, _
from clerk.core.phrases import OFFERS, PARTS, PLURALS
from clerk.core.style import Style, flat, layer_faults, placeholders_of, read_style
from clerk.styles.file import StyleFile
from clerk.styles.scenes import SCENES


class Weight(StrEnum):
    """How much is wrong: an error makes a style unfit, a warning is for the writer to judge."""

    ERROR = "error"
    WARNING = "warning"


WORDS = {Weight.ERROR: N_("fejl"), Weight.WARNING: N_("advarsel")}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, with the key and its line where it stands in the file."""

    weight: Weight
    text: str
    key: str = ""
    line: int | None = None

    def told(self, path: str) -> str:
        """Return the finding as one line of text, the place first."""
        place = f"{path}:{self.line}" if self.line else path
        key = f"{self.key}: " if self.key else ""
        return f"{place}: {_(WORDS[self.weight])}: {key}{self.text}"


def check(files: Sequence[StyleFile]) -> list[Finding]:
    """Return what is wrong with the last of these files, which extends the ones before it.

    The ones before are taken to be right; StyleError where one of them is not.
    """
    *below, mine = files
    faults = [(Weight.ERROR, fault.key, fault.text) for fault in layer_faults(mine.raw)]
    if not faults:
        under = _settings(below)
        faults = [*_unsaid(mine), *_repeated(mine, under), *_left_out(mine)]
        try:
            style = read_style(mine.name, [file.layer for file in files])
        except StyleError as error:
            faults.append(
                (Weight.ERROR, error.key, _("er hverken sat her eller i de stile, den udvider"))
            )
        else:
            faults += _tried(style, mine)
    found = [Finding(weight, text, key, mine.line(key)) for weight, key, text in faults]
    return sorted(found, key=lambda finding: finding.line or 0)


Fault = tuple[Weight, str, str]


def _settings(files: Sequence[StyleFile]) -> Mapping[str, object]:
    return {key: value for file in files for key, value in flat(file.raw)}


def _unsaid(mine: StyleFile) -> Iterator[Fault]:
    """Give the phrases that do not say what nobody else says: who voted, whose remark it is."""
    for key, value in flat(mine.raw):
        texts = value if isinstance(value, list) else [value]
        if key not in OFFERS or not any(texts):
            continue
        for wanted in needed(key):
            if placeholders_of(texts).isdisjoint(wanted):
                names = _(" eller ").join(f"{{{name}}}" for name in wanted)
                yield Weight.ERROR, key, _("siger ikke {what}").format(what=names)


_PEOPLE = ("voters", "n")
_NEEDED: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (r"vote\.(for|against|abstained)(_numbered|_unknown)", (("voters",),)),
    (r"vote\.(for|against|abstained)_count", (("n",),)),
    (r"vote\.(for|against|abstained|not_voting|outside)", (_PEOPLE,)),
    (r"voter\.(some|person)", (("names",),)),
    (r"voter\.(whole|except)", (("party", "name"),)),
    (r"(voter|mention)\.member|mention\.independent|room\.roll", (("name",),)),
    (r"mention\.joined", (("joined",),)),
    (r"mention\.by(_the)?|moved\.(procedure|division)", (("movers", "by", "by_the"),)),
    (r"amendment\..*", (("movers", "letters"),)),
    (r"amendment\.(replace|add|free|delete_words)", (("new",),)),
    (r"amendment\.(replace|delete|postpone|withdraw|delete_words)", (("points",),)),
    (r"motion\.(referral|removal)", (("target", "what"),)),
    (r"remark\.(given|dissent|carried.*|reservation|reservation_quoted)", (("authors",),)),
    (r"remark\.(given|dissent|carried.*|reservation|reservation_quoted)", (("joined",),)),
    (r"remark\.reported", (("authors",), ("text",))),
    (r"remark\.limit", (("deadline",),)),
    (r"remark\.carried(_undated)?", (("body", "bodys"),)),
    (r"result\.free", (("text", "detail"),)),
    (r"(stop\..*|room\.(disqualified|out|present|apology|absent|away))", (("members",),)),
    (r"room\.(arrived|returned|left)", (("member",), ("clock",))),
    (r"room\.(substitute|roll_substitute)", (("member",), ("instead_of",))),
    (r"room\.(joint|during)", (("items",),)),
    (r"break\.(taken|open)", (("began",),)),
    (r"break\.adjourned", (("until",),)),
    (r"correction\.(correction|addition)", (("text",), ("by",), ("date",))),
    (r"correction\.reopened", (("reason",), ("by",), ("date",))),
    (r"election\.(drawn|elected|by_lot)", (("name",),)),
    (r"election\.round", (("counts",),)),
    (r"heading\.(decision|ended|seal)", (("body", "bodys", "clock", "fingerprint", "date"),)),
)
"""What a phrase must say: of each group of placeholders one, because no other phrase says it."""


def needed(key: str) -> list[tuple[str, ...]]:
    """Return the groups of placeholders of which a phrase must have one each."""
    return [group for keys, groups in _NEEDED if re.fullmatch(keys, key) for group in groups]


def _repeated(mine: StyleFile, under: Mapping[str, object]) -> Iterator[Fault]:
    for key, value in flat(mine.raw):
        if key in under and under[key] == value and key not in ("title", "extends"):
            yield Weight.WARNING, key, _("siger det samme som den stil, den udvider")


def _left_out(mine: StyleFile) -> Iterator[Fault]:
    """Give the lists of a vote that the style's order never prints."""
    order = mine.raw.get("order")
    if not isinstance(order, list):
        return
    printed = {*order, *(("for", "against") if "dissent" in order else ())}
    for part in PARTS:
        if part not in ("request", "dissent") and part not in printed:
            text = _("{part} er ikke med; det kommer aldrig i teksten")
            yield Weight.WARNING, "order", text.format(part=part)


@dataclass(frozen=True)
class _Watched(Style):
    """A style that remembers what each of its phrases has said."""

    said: list[tuple[str, str]] = field(default_factory=list)

    def say(self, key: str, **values: str | int) -> str:
        text = super().say(key, **values)
        self.said.append((key, text))
        return text

    def paragraphs(self, key: str, **values: str | int) -> list[str]:
        texts = super().paragraphs(key, **values)
        self.said.extend((key, text) for text in texts)
        return texts

    def plural(self, key: str, number: int) -> str:
        text = super().plural(key, number)
        self.said.append((key, text))
        return text


def watched(style: Style) -> _Watched:
    """Return the style as one that remembers in ``said`` which phrase has said what."""
    return _Watched(**{part.name: getattr(style, part.name) for part in fields(Style)})


_SLIPS = (
    (re.compile(r"  +"), N_("giver to mellemrum: {text}")),
    (re.compile(r"(?<!\.)\.\.(?!\.)"), N_("giver to punktummer: {text}")),
    (re.compile(r" [,.;:](?:\s|$)"), N_("giver et mellemrum før et tegn: {text}")),
    (re.compile(r"[{}]"), N_("giver en pladsholder uden indhold: {text}")),
)


def slips(text: str) -> list[tuple[str, str]]:
    """Return what a reader would strike in a printed text: the kind of slip, and what to tell."""
    found = []
    for slip, words in _SLIPS:
        if match := slip.search(text):
            start = max(0, match.start() - 30)
            shown = " ".join(text[start : match.end() + 30].split("\n"))
            found.append((words, _(words).format(text=f"»{shown.strip()}«")))
    return found


def _tried(style: Style, mine: StyleFile) -> Iterator[Fault]:
    """Give what is wrong with the texts of the scenes, each with the phrase that it comes from."""
    set_here = {key for key, _value in flat(mine.raw)}
    told: dict[tuple[str, str], str] = {}
    for scene in SCENES:
        trial = watched(style)
        whole = scene.text(trial)
        for key, text in trial.said:
            for slip, what in slips(text):
                told.setdefault((key, slip), what)
        if not told:
            told |= {("", slip): f"{_(scene.name)}: {what}" for slip, what in slips(whole)}
    for (key, _slip), what in sorted(told.items()):
        at = next((name for name in set_here if name == key or name.startswith(f"{key}.")), "")
        yield Weight.ERROR, at or key, what


def rendered(style: Style) -> str:
    """Return all scenes in the style, each under its name."""
    texts = (f"== {_(scene.name)}\n\n{scene.text(style)}" for scene in SCENES)
    return "\n\n\n".join(texts) + "\n"


def phrase_table(base: Style) -> list[str]:
    """Return the rows of a Markdown table: every phrase, its placeholders, what the base says."""
    rows = ["| phrase | placeholders | base.toml |", "|---|---|---|"]
    for key in sorted(OFFERS):
        said = base.phrases.get(key)
        rows.append(_row(key, OFFERS[key], " ¶ ".join(said) if said is not None else None))
    for key, offered in PLURALS.items():
        forms = "; ".join(f"{form}: {text}" for form, text in base.plurals[key].items())
        rows.append(_row(key, offered, forms))
    return rows


def _row(key: str, offered: Sequence[str], said: str | None) -> str:
    names = " ".join(f"`{{{name}}}`" for name in offered)
    shown = "–" if said is None else f"`{said}`" if said else "*empty*"
    return f"| `{key}` | {names} | {shown.replace('|', chr(92) + '|')} |"
