"""How a Danish sentence goes on with what was typed: a time, a clause, an infinitive."""

from __future__ import annotations

import re

_LINKING = re.compile(
    r"(?:ad|af|at|da|efter|for|fordi|fra|frem|før|gennem|grundet|hvis|hvor|hvorefter|i|idet|igen"
    r"|inden|indtil|jf|med|medmindre|men|mens|mhp|mod|når|og|om|omkring|op|over|pga|på|siden|som|så"
    r"|således|til|tilbage|trods|uden|under|ved|foreløbigt?|midlertidigt?)(?!\w)",
    re.IGNORECASE,
)
"""Prepositions, conjunctions and adverbs with which what is said of a time goes on by itself."""

_LENGTH = re.compile(
    r"(?:\d+|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|fjorten|et par|nogle|flere)"
    r"(?: (?:halv|halvt|hel|helt|kvart))?"
    r" (?:minut(?:ter)?|timer?|dage?|døgn|uger?|måned(?:er)?|kvartal(?:er)?|år)(?=\W*$)",
    re.IGNORECASE,
)


def until(text: str) -> str:
    """Return a time as what is put off goes on with it: ``til foråret``, ``i 3 uger``; what begins
    with a preposition or a conjunction of its own stays: ``på ubestemt tid``."""
    if not text[:1].isalnum() or _LINKING.match(text):
        return text
    return f"i {text}" if _LENGTH.match(text) else f"til {text}"


_CLAUSE = re.compile(r"(?:at|da|fordi|idet|indtil|mens|når|så|under forudsætning)\b")


def continued(text: str) -> str:
    """Return ``text`` as the sentence before it goes on with it: after a space, a clause after a
    comma. No comma stands before an infinitive."""
    text = text.strip().rstrip(".")
    if not text or text[0] in ",;:":
        return text
    return f", {text}" if _CLAUSE.match(text) and not is_infinitive(text) else f" {text}"


_VERBS = re.compile(
    r"(?:bo|bero|bestå|betjene|blive|dø|fjerne|forene|få|gå|gro|lade|låne|mene|nå|se|slå|stå|tage"
    r"|tjene|tro)\b"
)
"""Infinitives that are short, or that look like plurals."""

_SUBJECTS = re.compile(
    r"(?:alle|andre|begge|både|de|denne|disse|enkelte|ene|flere|ikke|mange|nogle|nye|næste|samtlige"
    r"|ude|udvalgte|visse)\b|\S+ (?:bliver|blev|bør|er|får|gør|har|kan|må|skal|var|vil|\w+es)\b"
)
"""What a sentence begins with: no infinitive, or a word before a finite verb."""


def is_infinitive(text: str) -> bool:
    """Whether ``text`` is *at* with an infinitive (``at sende sagen i høring``);
    ``at sagen sendes i høring`` is a sentence of its own.

    A guess by the first two words. The comma before a sentence may be left out, that before an
    infinitive is wrong.
    """
    if not text.startswith("at "):
        return False
    clause = text.removeprefix("at ").lstrip()
    if _VERBS.match(clause):
        return True
    if _SUBJECTS.match(clause):
        return False
    word = clause.split(maxsplit=1)[0].rstrip(",") if clause else ""
    if not word.isalpha() or not word.islower() or word.endswith(("erne", "ene")):
        return False
    if word.endswith("ende"):  # godkende and sende, but kommende and følgende
        return word.endswith(("kende", "sende", "vende"))
    return word.endswith("e")
