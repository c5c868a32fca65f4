"""What the command line prints of the record: the minutes, and what the record is worth."""

from __future__ import annotations

from collections.abc import Iterable

from clerk import library
from clerk.core.history import replay
from clerk.core.i18n import _, ngettext
from clerk.core.minutes import item_numbers, minutes
from clerk.core.rules import Refused
from clerk.exports.files import RENDERERS
from clerk.store import Store
from clerk.verify import Verdict


def require_meeting(store: Store, meeting: str) -> None:
    """Refuse a meeting that the file does not have."""
    if all(known.id != meeting for known in store.meetings()):
        text = _("der er intet møde {id}; »clerk list« viser dem, der er")
        raise Refused(text.format(id=meeting))


def printed(
    store: Store, meeting: str, number: str | None, ending: str, *, public: bool = False
) -> str:
    """Return the minutes of a meeting, or the extract of the item with this number.

    The public edition leaves closed items out; Refused where such an item is asked for by itself,
    and where there is no such item or meeting.
    """
    require_meeting(store, meeting)
    state = replay(store.entries(meeting))
    item = None
    if number is not None:
        item = state.find(number)
        if item is None:
            text = _("mødet har intet punkt {n}; det har {all}")
            raise Refused(text.format(n=number, all=", ".join(item_numbers(state))))
        if public and state.items[item].item.closed:
            text = _("punkt {n} er lukket og står ikke i den offentlige udgave")
            raise Refused(text.format(n=number))
    style, mark = library.style(state.body.style), store.fingerprint(state)
    return RENDERERS[ending](minutes(state, style, item, public=public, fingerprint=mark))


def report(verdicts: Iterable[Verdict]) -> str:
    """Return the verdicts a meeting a line, with what does not fit and what to do under it."""
    lines: list[str] = []
    for verdict in verdicts:
        name = verdict.meeting or _("filen")
        known = [_("FEJL") if verdict.fault else _("i orden")]
        if verdict.meeting:
            count = ngettext("{n} hændelse", "{n} hændelser", verdict.facts)
            known.append(count.format(n=verdict.facts))
        if verdict.fingerprint:
            known.append(_("segl {mark}").format(mark=verdict.fingerprint))
        lines.append(f"{name:<24} {', '.join(known)}")
        told = (verdict.fault, verdict.remedy, verdict.note)
        lines += [f"    {text}" for text in told if text]
    return "".join(f"{line}\n" for line in lines)
