"""How a decision tells of a motion being settled: with a vote, in the style's order, or without."""

from __future__ import annotations

from collections.abc import Sequence

from clerk.core.clauses import continued, until
from clerk.core.danish import genitive, long_date, ranges
from clerk.core.motions import OF_THE_ITEM, MotionKind, Result, ResultKind
from clerk.core.paragraphs import (
    Paragraph,
    Role,
    point_reference,
    sentence,
)
from clerk.core.people import Body
from clerk.core.state import MAIN, ItemState, State, is_own, outcome
from clerk.core.style import Style
from clerk.core.voting import (
    SIDES,
    Vote,
    VoteOutcome,
)
from clerk.core.wording_lists import Values, list_line
from clerk.core.wording_motions import motion_noun, verb_key


def ruled(
    state: State, here: ItemState, motion_id: str, style: Style, before: Sequence[str] = ()
) -> list[Paragraph]:
    """Return the paragraphs that tell how a motion was settled; ``before`` are the ids of the
    amendments told of before it, which its own sentence may mention."""
    ruling = here.rulings[motion_id]
    values = _values(state, here, motion_id, style, before)
    if isinstance(ruling, Vote):
        told = voted(ruling, values, state.body, style)
    else:
        text = _settled(here, motion_id, ruling, values, style)
        told = [Paragraph(text, Role.RESULT)] if text else []
    if is_own(motion_id) and motion_id != MAIN:
        points = dict(zip(here.part_ids, here.parts, strict=True)).get(motion_id, ())
        return _as_part(told, here, points, style)
    return told


def _as_part(
    told: list[Paragraph], here: ItemState, points: Sequence[int], style: Style
) -> list[Paragraph]:
    """Put the part's number before what was settled: as a heading, or in the first sentence."""
    if told and style.has("part.prefix"):
        first = told[0]
        text = style.say("part.prefix", **_part_values(here, points, style)) + first.text
        told = [Paragraph(text, first.role, first.tight), *told[1:]]
    return told


def part_heading(here: ItemState, points: Sequence[int], style: Style) -> list[Paragraph]:
    """Return the line that heads a part's amendments and votes, in styles that have one."""
    if not style.has("part.heading"):
        return []
    text = style.say("part.heading", **_part_values(here, points, style))
    return [Paragraph(text, Role.HEADING)]


def _part_values(here: ItemState, points: Sequence[int], style: Style) -> dict[str, str]:
    return {
        "numbers": ", ".join(ranges(points)),
        "points": point_reference(points, here, style),
    }


def _values(
    state: State, here: ItemState, motion_id: str, style: Style, before: Sequence[str]
) -> Values:
    """Return what the sentence of a ruling may say, of what went before it in the item too."""
    own = is_own(motion_id)
    earlier = [here.motion(key) for key in before if key in here.rulings]
    adopted = sum(
        1
        for motion in earlier
        if outcome(here.rulings[motion.id]) is ResultKind.ADOPTED
        # What a sub-amendment changed is the amendment, and that is counted.
        and motion.kind is MotionKind.AMENDMENT
        and not motion.amends
    )
    onward = here.item.onward
    forward = {"onward": onward, "onwards": genitive(onward)}
    verb = verb_key(here, motion_id, style)
    return {
        "motion": motion_noun(here, motion_id, state.body, style),
        "then": style.say("then") if own and earlier else "",
        "amendments": style.plural("plural.amendments", adopted) if own and adopted else "",
        "adopted": style.say(verb, **(forward if verb == "verb.onward" else {})),
        **forward,
        "over_for": style.say("onward.clause", **forward) if onward else "",
        "senders": genitive(here.item.sender or style.say("mention.sender")),
        "body": state.body.name,
        "bodys": genitive(state.body.name),
        "date": long_date(state.day),
    }


def _amended(key: str, values: Values, style: Style) -> str:
    """Return the phrase that mentions the adopted amendments, where there are any."""
    if values["amendments"] and style.has(f"{key}_amended"):
        return f"{key}_amended"
    return key


def _with_amendments(text: str, key: str, values: Values, style: Style) -> str:
    """Return the sentence with the adopted amendments at its end, where its phrase has no place
    for them: what was adopted is never left out."""
    if not (text and values["amendments"]) or style.uses(key, "amendments"):
        return text
    return _ended(text, f" med {values['amendments']}")


def _ended(text: str, more: str) -> str:
    """Return the sentence with ``more`` before its full stop."""
    return f"{text.removesuffix('.')}{more}{'.' if text.endswith('.') else ''}"


_NUMBERS = ("winner", "loser", "votes", "for_votes", "for", "against")
"""What a sentence cannot say where the votes of a side are not known."""


def _settled(here: ItemState, motion_id: str, result: Result, values: Values, style: Style) -> str:
    key = _amended(f"result.{result.kind}", values, style)
    if not is_own(motion_id) and result.kind not in OF_THE_ITEM:
        key = f"amendment_result.{result.kind}"
    detail = _detail(result)
    said: tuple[str, ...] = ("detail", "text")
    if result.kind in _RECOMMENDING and detail:
        onward = result.detail.strip().rstrip(".")
        forward = {"onward": onward, "onwards": genitive(onward)}
        detail = style.say("onward.clause", **forward)
        values = {**values, **forward, "over_for": detail}
        said = ("over_for", "onward", "onwards")
    text = style.say(key, **values, detail=detail, text=sentence(result.detail))
    if result.kind in _AGREEING:
        text = _with_amendments(text, key, values, style)
    if detail and not style.uses(key, *said):
        # A style that foresees no detail does not lose it.
        if detail.startswith(" med ") and text.removesuffix(".").endswith(
            f"med {values['amendments']}"
        ):
            detail = f" og{detail}"
        return _ended(text, detail)
    return text


_AGREEING = (ResultKind.ADOPTED, ResultKind.ENDORSED, ResultKind.RECOMMENDED, ResultKind.NOTED)
_RECOMMENDING = (ResultKind.RECOMMENDED, ResultKind.NOT_RECOMMENDED)
_SENDING = (ResultKind.REFERRED, ResultKind.FORWARDED)


def _detail(result: Result) -> str:
    """Return the detail as the sentence goes on with it: `` til Socialudvalget``, ``, at ...``,
    `` med den ændring, at ...``."""
    detail = result.detail.strip().rstrip(".")
    if not detail:
        return ""
    first = detail.split()[0].lower()
    if result.kind in _SENDING and first not in ("til", "tilbage"):
        return f" til {detail}"
    if result.kind is ResultKind.POSTPONED:
        return continued(until(detail))
    if result.kind is ResultKind.RESOLVED and first != "at":
        return continued(f"at {detail}")
    if result.kind is ResultKind.ADOPTED and first == "at":
        return f" med den ændring, {detail}"
    return continued(detail)


def voted(vote: Vote, values: Values, body: Body, style: Style) -> list[Paragraph]:
    """Return the paragraphs that tell of a vote, in the order that the style gives."""
    told: list[Paragraph] = []
    tight = False
    for part in _parts(vote, style):
        if part in _LISTS:
            line = list_line(part, vote, values, body, style)
            if line:
                told.append(Paragraph(line, Role.VOTE, tight and style.layout == "lines"))
                tight = True
            continue
        line = _sentence(part, vote, values, style)
        if line:
            told.append(Paragraph(line, Role.VOTE if part == "request" else Role.RESULT))
        tight = False
    if style.layout == "inline" and told:
        return [Paragraph(" ".join(paragraph.text for paragraph in told), Role.RESULT)]
    return told


def _parts(vote: Vote, style: Style) -> list[str]:
    """Return the parts of the vote in the style's order; *dissent* is the side that lost, and both
    where neither did."""
    lost = {VoteOutcome.ADOPTED: ["against"], VoteOutcome.REJECTED: ["for"]}
    dissent = lost.get(vote.outcome, ["for", "against"])
    return [one for part in style.order for one in (dissent if part == "dissent" else [part])]


_LISTS = ("for", "against", "abstained", "not_voting", "outside")


def _sentence(part: str, vote: Vote, values: Values, style: Style) -> str:
    if part == "request":
        return style.say("vote.request", **values) if style.has("vote.request") else ""
    yes, no, abstained = (vote.number(side) for side in SIDES)
    told = {
        **values,
        "abstainers": "" if abstained is None else style.plural("plural.abstainers", abstained),
    }
    key = _amended(f"vote.{vote.outcome}", values, style)
    if yes is None or no is None:
        if style.uses(key, *_NUMBERS):
            key = f"vote.{vote.outcome}_unknown"
    else:
        winner, loser = (no, yes) if vote.outcome is VoteOutcome.REJECTED else (yes, no)
        told |= {
            "winner": winner,
            "loser": loser,
            "votes": style.plural("plural.votes", winner),
            "for_votes": style.plural("plural.votes", yes),
            "for": yes,
            "against": no,
        }
    text = style.say(key, **told) if style.has(key) else ""
    if vote.outcome is VoteOutcome.ADOPTED:
        return _with_amendments(text, key, values, style)
    return text
