"""The keys of a meeting file, table by table; ``data/README.md`` explains them."""

from __future__ import annotations

_SETTLED = ("vote", "result", "detail")

KEYS: dict[str, tuple[str, ...]] = {
    "": ("day", "body", "presence", "order", "joint", "open", "closed", "ended", "item"),
    "body": ("id", "name", "short", "municipality", "seats", "kind", "style", "party", "member"),
    "party": ("code", "forms"),
    "member": ("id", "name", "party", "role"),
    "presence": ("apology", "absent", "everybody_else", "substitute"),
    "substitute": ("name", "party", "instead_of", "ground", "items"),
    "item": (
        "number",
        "title",
        "case_number",
        "subject",
        "closed",
        "sender",
        "proposers",
        "onward",
        "supplementary",
        "recommendation",
        "disqualified",
        "out",
        "arrived",
        "left",
        "break",
        "motion",
        "amendment",
        "part",
        *_SETTLED,
        "remark",
        "stop",
        "ballots",
    ),
    "recommendation": ("heading", "lead", "addressee", "marker", "points"),
    "motion": ("kind", "movers", "target", "text", "label", *_SETTLED),
    "amendment": (
        "movers",
        "effect",
        "points",
        "text",
        "label",
        "amends",
        "again_from",
        *_SETTLED,
    ),
    "part": ("points", *_SETTLED),
    "remark": (
        "authors",
        "kind",
        "text",
        "points",
        "fresh",
        "deadline",
        "from_body",
        "from_day",
    ),
    "stop": ("member", "to", "withdrawn"),
    "ballots": ("post", "votes", "blank", "lot"),
}
"""The keys of each kind of table; the top of the file is the empty name."""
