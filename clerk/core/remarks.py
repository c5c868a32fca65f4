"""What is entered in the record beside the decision: remarks, reservations, demands under § 23."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clerk.core.people import Mention


@dataclass(frozen=True, slots=True)
class Source:
    """The meeting from which a remark is carried over, and the remark there. The day need not be
    known: "fra udvalgsbehandlingen" ([H086])."""

    body: str
    day: date | None
    meeting: str
    remark: str


class RemarkKind(StrEnum):
    """What kind of statement it is (practice.md 2.2); they are kept apart.

    A *dissent* is the right of who was in the minority (KSL § 13(2)); a *remark* is the custom of
    Copenhagen; a *reservation* is none of for, against and abstained. The last two are printed
    as sentences, not as quotations: what somebody said, and what the body itself let enter
    (assignments, authorisations, wishes).
    """

    REMARK = "remark"
    DISSENT = "dissent"
    RESERVATION = "reservation"
    REPORTED = "reported"
    STATEMENT = "statement"


QUOTED = frozenset({RemarkKind.REMARK, RemarkKind.DISSENT, RemarkKind.RESERVATION})
"""The kinds whose text is quoted to the letter after a sentence that says whose it is."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark for the minutes (*protokolbemærkning*). ``text`` is quoted verbatim, always.

    ``joined`` are those who joined it (*tilsluttede sig*), ``points`` the points that it concerns,
    ``fresh`` that it is called new as opposed to one carried over. A reservation may name the
    ``deadline`` by which its text is to be there (*planlov* § 24(2)); ``received`` is the day on
    which a text came in after the meeting.
    """

    id: str
    item: str
    authors: tuple[Mention, ...]
    text: str
    carried: Source | None = None
    kind: RemarkKind = RemarkKind.REMARK
    joined: tuple[Mention, ...] = ()
    points: tuple[int, ...] = ()
    fresh: bool = False
    deadline: str = ""
    received: date | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A member's demand that the council decides (*standsning*, KSL § 23), until withdrawn."""

    member: str
    to: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class EarlierRemark:
    """A remark given in the same case at another meeting, offered to be carried over."""

    source: Source
    authors: tuple[Mention, ...]
    text: str


_JOINT_SUBJECTS = ("Partierne", "Vi")


def retargeted(text: str, name: str) -> str:
    """Return a carried-over remark with *Partierne* or *Vi* at its start put as ``name``.

    Only that word changes, and only when the clerk asks for it: a group may reword its own
    remark, the program may not (practice.md, the seed's C remark). A text that opens otherwise
    comes back as it is.
    """
    for subject in _JOINT_SUBJECTS:
        if text.startswith(subject + " "):
            return name + text[len(subject) :]
    return text
