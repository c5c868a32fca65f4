"""How a decision tells of a motion being moved, and what a motion is called afterwards."""

from __future__ import annotations

from clerk.core.agenda import Marker, Subject
from clerk.core.clauses import until
from clerk.core.danish import enumerate_og, genitive, ranges
from clerk.core.motions import Effect, Motion, MotionKind
from clerk.core.paragraphs import (
    Paragraph,
    Role,
    joined_clause,
    marker_of,
    name_mentions,
    point_reference,
    quoted,
    sentence,
)
from clerk.core.people import Body
from clerk.core.state import MAIN, ItemState, is_own
from clerk.core.style import Style
from clerk.core.voting import Vote


def moved(here: ItemState, motion: Motion, body: Body, style: Style) -> list[Paragraph]:
    """Return the paragraphs that tell of a motion being moved."""
    if motion.kind is MotionKind.AMENDMENT:
        words = motion.effect is Effect.DELETE and bool(motion.text)
        key = "delete_words" if words else motion.effect.value
        texts = style.paragraphs(f"amendment.{key}", **_amending(here, motion, body, style))
        if motion.effect is Effect.POSTPONE and motion.text:
            texts.append(quoted(motion.text))
    else:
        texts = style.paragraphs(f"moved.{motion.kind}", **naming(here, motion, body, style))
        if motion.text and not any('"' in text for text in texts):
            texts.append(quoted(motion.text))
    role = Role.HEADING if motion.kind is MotionKind.MATTER else Role.MOVED
    return [Paragraph(text, Role.QUOTE if text.startswith('"') else role) for text in texts if text]


def _amending(here: ItemState, motion: Motion, body: Body, style: Style) -> dict[str, str]:
    recommendation = here.item.recommendation_of(motion.points[0]) if motion.points else None
    document = style.say("document.recommendation")
    if recommendation is not None and recommendation.addressee:
        document = style.say("document.statement", addressee=recommendation.addressee)
    letters = [
        body.letter(m.party) if m.party else body.member(m.member).name if m.member else m.name
        for m in motion.movers
    ]
    joined = joined_clause(motion.joined, body, style)
    again = style.say("mention.again", body=motion.again_from) if motion.again_from else ""
    return {
        "movers": name_mentions(motion.movers, body, style),
        "letters": enumerate_og(letters),
        "moved": style.say("moved.again" if motion.again_from else "moved.first"),
        "again": again,
        "joined": joined,
        "joined_in": f"{joined}," if joined else "",
        "label": f" ({motion.label})" if motion.label else "",
        "noun": style.say("noun.sub_amendment" if motion.amends else "noun.amendment"),
        "points": point_reference(motion.points, here, style),
        "point": style.say(f"point.{marker_of(here, motion.points)}"),
        "document": document,
        "old": quoted(_old_text(here, motion)),
        "new": quoted(motion.text),
    }


def _old_text(here: ItemState, motion: Motion) -> str:
    texts = []
    for point in here.item.points:
        if point.number in motion.points:
            dash = marker_of(here, (point.number,)) is Marker.DASH
            texts.append(f"- {point.text}" if dash else point.text)
    return "\n\n".join(texts)


def naming(here: ItemState, motion: Motion, body: Body, style: Style) -> dict[str, str]:
    """Return what the phrases that name a motion other than an amendment may say."""
    movers = name_mentions(motion.movers, body, style)
    joined = joined_clause(motion.joined, body, style)
    by = style.say("mention.by", movers=movers) if movers else ""
    if joined:
        by += f"{joined},"
    target = _place(motion)
    what = style.say("motion.item")
    if motion.kind is MotionKind.REMOVAL and target:
        what = target
    elif target.lower().startswith("punkt") and style.uses("motion.postponement", "what"):
        what = target  # another item than this one: the agenda's own postpones them ([H010])
    return {
        "movers": movers,
        "by": by,
        "by_the": style.say("mention.by_the", movers=movers) if movers else "",
        "joined": joined,
        "label": f" ({motion.label})" if motion.label else "",
        "main": style.say(f"motion.{here.item.subject}"),
        "target": target,
        "until": f" {target}" if target and what != target else "",
        "what": what,
        "new": quoted(motion.text) if motion.text else "",
        "text": sentence(motion.text),
    }


def _place(motion: Motion) -> str:
    """Return where to or until when a motion asks to send the case, as its phrases go on."""
    target = motion.target.strip().rstrip(".")
    if motion.kind is MotionKind.REFERRAL:
        return target[4:] if target.lower().startswith("til ") else target
    if motion.kind is not MotionKind.POSTPONEMENT or target.lower().startswith("punkt"):
        return target  # another item is what is put off, and not until when
    return until(target)


def motion_noun(here: ItemState, motion_id: str, body: Body, style: Style) -> str:
    """Return what the sentences of a ruling call the motion: ``indstillingen``,
    ``indstillingens 2. at-punkt``, ``ændringsforslaget``."""
    if motion_id == MAIN:
        return own_noun(here, style)
    if is_own(motion_id):
        numbers = _points_of(here, motion_id)
        return style.say(
            "motion.part",
            motion=own_noun(here, style),
            motions=genitive(own_noun(here, style)),
            points=point_reference(numbers, here, style),
            numbers=", ".join(ranges(numbers)),
        )
    motion = here.motion(motion_id)
    if motion.kind is MotionKind.AMENDMENT:
        movers = name_mentions(motion.movers, body, style)
        key = "sub_amendment" if motion.amends else "amendment"
        if motion.label:
            key = "labelled"
        return style.say(
            f"motion.{key}",
            movers=movers,
            by_the=style.say("mention.by_the", movers=movers) if movers else "",
            label=motion.label,
            noun=style.say("noun.sub_amendment" if motion.amends else "noun.amendment"),
        )
    return style.say(f"motion.{motion.kind}", **naming(here, motion, body, style))


def own_noun(here: ItemState, style: Style) -> str:
    """Return what the item's own motion is called, with its sender where the style names it."""
    if here.item.sender and style.has("motion.sent"):
        return style.say("motion.sent", senders=genitive(here.item.sender))
    return style.say(f"motion.{here.item.subject}")


def _points_of(here: ItemState, motion_id: str) -> tuple[int, ...]:
    return dict(zip(here.part_ids, here.parts, strict=True)).get(motion_id, ())


def verb_key(here: ItemState, motion_id: str, style: Style) -> str:
    """Return the key of the word for adopting this motion: bodies *godkender* recommendations
    but *vedtager* proposals (practice.md 2.3), and one that is not final may have another. Who
    votes on a briefing takes note of it ([H057])."""
    if is_own(motion_id):
        if here.item.subject is Subject.BRIEFING and isinstance(here.rulings.get(motion_id), Vote):
            return "verb.noted"
        if here.item.onward and style.has("verb.onward"):
            return "verb.onward"
        return f"verb.{here.item.subject}"
    return f"verb.{here.motion(motion_id).kind}"
