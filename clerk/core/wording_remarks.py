"""How a decision tells of remarks, reservations and demands under § 23."""

from __future__ import annotations

from clerk.core.danish import enumerate_og, genitive, long_date
from clerk.core.paragraphs import (
    Paragraph,
    Role,
    joined_clause,
    name_member,
    name_mentions,
    point_reference,
    quoted,
    sentence,
)
from clerk.core.people import Body
from clerk.core.remarks import QUOTED, Remark, RemarkKind, Stop
from clerk.core.state import ItemState
from clerk.core.style import Style


def remark_lead(here: ItemState, remark: Remark, body: Body, style: Style) -> str:
    """Return the sentence before a remark: who gave it, or from where it is carried over."""
    values = {
        "authors": name_mentions(remark.authors, body, style),
        "joined": joined_clause(remark.joined, body, style),
        "fresh": style.say("remark.fresh") if remark.fresh else "",
        "about": "",
    }
    if remark.points:
        points = point_reference(remark.points, here, style)
        values["about"] = style.say("remark.about", points=points)
    if remark.kind is RemarkKind.RESERVATION:
        if remark.text and not remark.deadline:
            return style.say("remark.reservation_quoted", **values)
        limit = style.say("remark.limit", deadline=remark.deadline) if remark.deadline else ""
        return style.say("remark.reservation", **values, limit=limit)
    if remark.kind is RemarkKind.DISSENT:
        return style.say("remark.dissent", **values)
    source = remark.carried
    if source is None:
        return style.say("remark.given", **values)
    if not source.day:
        return style.say(
            "remark.carried_undated", **values, body=source.body, bodys=genitive(source.body)
        )
    return style.say(
        "remark.carried",
        **values,
        body=source.body,
        bodys=genitive(source.body),
        date=long_date(source.day),
    )


def remarked(here: ItemState, remark: Remark, body: Body, style: Style) -> list[Paragraph]:
    """Return a remark with its lead. The text stands as it was given, to the letter (E18)."""
    if remark.kind not in QUOTED:
        return [Paragraph(_reported(here, remark, body, style), Role.REMARK)]
    lead = remark_lead(here, remark, body, style)
    told = [Paragraph(lead, Role.REMARK)] if lead else []
    if not remark.text:
        return told
    if remark.kind is RemarkKind.RESERVATION and remark.deadline:
        told.append(Paragraph(style.say("remark.reservation_text"), Role.REMARK))
    return [*told, Paragraph(quoted(remark.text), Role.QUOTE)]


def _reported(here: ItemState, remark: Remark, body: Body, style: Style) -> str:
    """Return reported speech or a statement: the text itself, after its author where it has one."""
    if not remark.authors:
        return sentence(remark.text)
    authors = name_mentions(remark.authors, body, style)
    return sentence(style.say("remark.reported", authors=authors, text=remark.text.strip()))


def stopped(stops: tuple[Stop, ...], body: Body, style: Style) -> list[Paragraph]:
    """Return who demanded that the council decides (KSL § 23), and who let the demand go."""
    told = []
    for key, withdrawn in (("stop.demanded", False), ("stop.withdrawn", True)):
        mine = [stop for stop in stops if stop.withdrawn is withdrawn]
        for to in dict.fromkeys(stop.to for stop in mine):
            members = enumerate_og([name_member(s.member, body, style) for s in mine if s.to == to])
            text = style.say(key, members=members, to=to)
            if text:
                told.append(Paragraph(text, Role.REMARK))
    return told
