"""The decision text: Danish sentences from facts, in a house style.

Nothing here knows a body by name; what differs between bodies is data (``data/styles``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clerk.core.danish import capitalised
from clerk.core.facts import SealedText
from clerk.core.motions import Motion, Result
from clerk.core.paragraphs import Paragraph, Role, plain, quoted, sentence
from clerk.core.state import MAIN, ItemState, State, part_id
from clerk.core.style import Style
from clerk.core.wording_motions import motion_noun, moved
from clerk.core.wording_remarks import remarked, stopped
from clerk.core.wording_room import elections, in_item
from clerk.core.wording_votes import part_heading, ruled


def decision(state: State, item_id: str, style: Style) -> list[Paragraph]:
    """Return the decision of one item: as it was sealed where the record is closed, else as it
    would be published now.

    Where the style and the program still give the sealed text, it comes with the roles of its
    paragraphs. A text that came in after the closing (*planlov* § 24(2)) follows the sealed one.
    """
    now = _unsealed(state, item_id, style)
    sealed = state.sealed.get(item_id)
    if sealed is None:
        return now
    if sealed.here is state.items[item_id]:
        as_closed = now
    else:
        items = {**state.items, item_id: sealed.here}
        as_closed = _unsealed(replace(state, items=items), item_id, style)
    if plain(as_closed) == sealed.text:
        text = now
    else:
        text = [Paragraph(part, Role.RESULT) for part in sealed.text.split("\n\n") if sealed.text]
    return text + _received(sealed.here, state.items[item_id], plain(text), style)


def _received(closed: ItemState, here: ItemState, text: str, style: Style) -> list[Paragraph]:
    """Return the remarks whose words came after the closing, where the text does not have them."""
    told = []
    for remark in here.remarks:
        if remark not in closed.remarks and remark.text not in text:
            told.append(Paragraph(style.say("remark.reservation_text"), Role.REMARK))
            told.append(Paragraph(quoted(remark.text), Role.QUOTE))
    return told


def sealing(state: State, style: Style) -> tuple[SealedText, ...]:
    """Return the decisions as the record is closed on them, in the agenda's order."""
    return tuple(SealedText(item, plain(_unsealed(state, item, style))) for item in state.items)


def _unsealed(state: State, item_id: str, style: Style) -> list[Paragraph]:
    """Return the decision as the clerk has written it by hand, otherwise as the facts give it."""
    edited = state.items[item_id].edited
    if edited is None:
        return derived(state, item_id, style)
    return [Paragraph(text, Role.RESULT) for text in edited.text.split("\n\n") if text.strip()]


def outdated(state: State, item_id: str, style: Style) -> bool:
    """Whether the facts under a text written by hand have changed since it was written, and what
    they give with them. That the style words the same facts in another way changes nothing."""
    edited = state.items[item_id].edited
    if edited is None:
        return False
    here = replace(state.items[item_id], edited=None, read=False)
    if (here, state.around(item_id)) == (edited.here, edited.around):
        return False
    return edited.basis != plain(derived(state, item_id, style))


def touched(before: State, after: State) -> list[str]:
    """Return the ids of the items whose decision may read otherwise in one state than in the
    other: those to which something has happened, and those around which something has. All else
    that a decision reads is the body, which gives everybody's name, and the seal."""
    items = before.items | after.items
    if before.body is not after.body or before.sealed is not after.sealed:
        return list(items)
    changed = [item for item in items if before.items.get(item) is not after.items.get(item)]
    still = before.attendance is after.attendance and before.joint is after.joint
    if still and before.places() == after.places():
        return changed
    return [item for item in items if item in changed or before.around(item) != after.around(item)]


def derived(state: State, item_id: str, style: Style) -> list[Paragraph]:
    """Return the decision of one item as the facts give it.

    The order is the published one: amendments with their votes, the item's own result, motions
    that were not treated, remarks, demands under § 23, who took no part (practice.md 4.8). Some
    bodies put the item's own result first where there was no vote on it ([H031]).
    """
    here = state.items[item_id]
    before = _amendments(state, here, _outside_parts(here), style)
    for part in here.parts:
        before += _part(state, here, part, style)
    before += elections(here, style)
    own: list[Paragraph] = []
    first = style.own_first and isinstance(here.rulings.get(MAIN), Result)
    if MAIN in here.rulings:
        motions = [motion.id for motion in here.motions if motion.votable]
        own = ruled(state, here, MAIN, style, motions)
    text = own + before if first else before + own
    text += _untreated(state, here, style)
    if here.decided and here.item.onward and style.has("onward.line"):
        line = style.say("onward.line", onward=here.item.onward)
        text.append(Paragraph(line, Role.RESULT))
    for remark in here.remarks:
        text += remarked(here, remark, state.body, style)
    text += stopped(here.stops, state.body, style)
    return text + in_item(state, item_id, style)


def _amendments(
    state: State, here: ItemState, motions: Sequence[Motion], style: Style
) -> list[Paragraph]:
    text: list[Paragraph] = []
    for motion in motions:
        settled = ruled(state, here, motion.id, style) if motion.id in here.rulings else []
        told = moved(here, motion, state.body, style)
        text += (told or (settled and _named(state, here, motion, settled, style))) + settled
    return text


def _named(
    state: State, here: ItemState, motion: Motion, settled: Sequence[Paragraph], style: Style
) -> list[Paragraph]:
    """Return a line that names a motion which nothing else in the decision does: of a vote some
    styles only tell the result."""
    noun = motion_noun(here, motion.id, state.body, style)
    if any(noun.casefold() in paragraph.text.casefold() for paragraph in settled):
        return []
    return [Paragraph(sentence(capitalised(noun)), Role.MOVED)]


def _part(state: State, here: ItemState, part: tuple[int, ...], style: Style) -> list[Paragraph]:
    """Return what was decided about some points: their amendments, then the points themselves."""
    mine = [motion for motion in in_printed_order(here) if _within(motion, part)]
    key = part_id(part)
    if not mine and key not in here.rulings:
        return []
    text = _sub_matter(here, part) + part_heading(here, part, style)
    text += _amendments(state, here, mine, style)
    if key in here.rulings:
        text += ruled(state, here, key, style, [motion.id for motion in mine if motion.votable])
    return text


def _sub_matter(here: ItemState, part: Sequence[int]) -> list[Paragraph]:
    """Return the heading of the recommendation that begins with this part, where it has one: an
    item may hold several matters, each with its result ([H062])."""
    found = here.item.recommendation_of(part[0])
    if found is None or not found.heading or found.points[0].number not in part:
        return []
    return [Paragraph(found.heading, Role.HEADING)]


def _within(motion: Motion, part: Sequence[int]) -> bool:
    return bool(motion.points) and set(motion.points) <= set(part)


def _outside_parts(here: ItemState) -> list[Motion]:
    return [
        motion
        for motion in in_printed_order(here)
        if not any(_within(motion, part) for part in here.parts)
    ]


def in_printed_order(here: ItemState) -> list[Motion]:
    """Return the motions as the decision tells of them: the settled ones in the order in which
    they were settled, after what is only told; then those still open, while the item is."""
    known = {motion.id: motion for motion in here.motions}
    told = [motion for motion in here.motions if not motion.votable]
    settled = [known[motion_id] for motion_id in here.rulings if motion_id in known]
    still_open = [m for m in here.turns() if m.votable and m.id not in here.rulings]
    return told + settled + ([] if here.decided else still_open)


def _untreated(state: State, here: ItemState, style: Style) -> list[Paragraph]:
    """Return the motions that were moved but not put, printed in full ([H059])."""
    left = here.untreated()
    if not left:
        return []
    cause = style.say(f"cause.{here.gate.kind}" if here.gate else "cause.decision")
    lead = style.say(
        "untreated.lead",
        cause=cause,
        motions=style.plural("plural.motions", len(left)),
    )
    text = [Paragraph(lead, Role.MOVED)]
    for motion in left:
        text += moved(here, motion, state.body, style) or _named(state, here, motion, (), style)
    return text
