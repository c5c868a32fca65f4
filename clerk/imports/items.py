"""The agenda in a meeting file: items with their recommendations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clerk.core.agenda import AgendaItem, Earlier, Marker, Point, Recommendation, Subject
from clerk.core.danish import shortened
from clerk.core.entry import JOIN_SIGN, Named, read_named, unknown_text
from clerk.core.i18n import _
from clerk.core.people import Body, Mention
from clerk.core.state import ItemState, State
from clerk.imports.table import Table

_ITEM_NUMBER = re.compile(r"[0-9]+[^\W_]?(?:[.-][^\W_]+)*")


def read_item(table: Table, body: Body, before: Sequence[ItemState]) -> AgendaItem:
    """Return an item of the agenda; ``before`` are those that the file has had already."""
    number = table.line("number").rstrip(".")
    if not _ITEM_NUMBER.fullmatch(number):
        text = _("»{n}« skal være et nummer som 5 eller 5a")
        table.refuse("number", text.format(n=shortened(number)))
    if any(here.item.number.casefold() == number.casefold() for here in before):
        table.refuse("number", _("punkt {n} står to gange").format(n=number))
    return AgendaItem(
        id=f"i{number}",
        number=number,
        title=table.line("title"),
        case_number=table.line("case_number", ""),
        subject=table.choice("subject", Subject, Subject.RECOMMENDATION),
        recommendations=_recommendations(table),
        closed=table.flag("closed"),
        sender=table.line("sender", ""),
        proposers=_proposers(table, body),
        onward=table.line("onward", ""),
        supplementary=table.flag("supplementary"),
        earlier=_earlier(table),
    )


def _earlier(item: Table) -> tuple[Earlier, ...]:
    found = []
    for table in item.tables("earlier", "item."):
        text = table.text("text")
        if not text:
            table.refuse("text", _("teksten er tom"))
        found.append(Earlier(table.line("body"), table.day("day"), text))
    return tuple(found)


def _proposers(table: Table, body: Body) -> tuple[Mention, ...]:
    named = named_in(table, "proposers", body)
    if named.joined:
        table.refuse("proposers", unknown_text(JOIN_SIGN).text)
    return named.first


def _recommendations(item: Table) -> tuple[Recommendation, ...]:
    recommendations = []
    number = 0
    for table in item.tables("recommendation", "item."):
        points = []
        for text in table.texts("points"):
            number += 1
            points.append(Point(number, text))
        if not points:
            table.refuse("points", _("mindst ét punkt mangler"))
        recommendations.append(
            Recommendation(
                lead=table.line("lead", ""),
                points=tuple(points),
                marker=table.choice("marker", Marker, Marker.NUMBER),
                addressee=table.line("addressee", ""),
                heading=table.line("heading", ""),
            )
        )
    return tuple(recommendations)


def named_in(table: Table, key: str, body: Body) -> Named:
    """Return those named in a line of movers or authors (``aø+f``), nobody where it is missing;
    refuse the file where the line cannot be read."""
    named = read_named(table.line(key) if table.has(key) else "", body)
    if named.problems:
        table.refuse(key, named.problems[0].text)
    return named


def item_id(table: Table, key: str, number: str, state: State) -> str:
    """Return the id of the item with this number; refuse the file where there is none."""
    found = state.find(number)
    if found is None:
        text = _("der er intet punkt {n} på dagsordenen")
        table.refuse(key, text.format(n=shortened(number.rstrip("."))))
    return found
