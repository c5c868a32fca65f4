"""Half-typed text: kept, held and never dropped."""

from __future__ import annotations

import pytest

from clerk.core.facts import MeetingClosed
from clerk.core.faults import NotSavedError
from clerk.core.motions import ResultKind
from clerk.half_typed import HalfTyped
from clerk.meeting import OpenMeeting
from clerk.store import Store

SLOT = "remark:i5:"


class Refusing:
    """A storage that takes nothing while it is ``full``."""

    def __init__(self) -> None:
        self.full = True
        self.texts = {"note:i5": "før"}

    def save_draft(self, meeting: str, slot: str, content: str) -> None:
        if self.full:
            raise NotSavedError("disken er fuld")
        self.texts[slot] = content

    def drafts(self, meeting: str) -> dict[str, str]:
        return dict(self.texts)


def test_a_text_is_kept_also_when_its_meeting_has_been_closed(store: Store, meeting: str) -> None:
    there = OpenMeeting(meeting, store.entries(meeting), store)
    there.record(MeetingClosed("19.00"))
    there.half_typed.save(SLOT, "Vi mener")
    assert store.drafts(meeting) == {SLOT: "Vi mener"}
    assert there.drafts() == {SLOT: "Vi mener"}


def test_a_fact_takes_the_draft_that_it_settles_with_it(store: Store, meeting: str) -> None:
    there = OpenMeeting(meeting, store.entries(meeting), store)
    there.half_typed.save("vote:i5:", "bf")
    there.decide(ResultKind.NOTED)
    assert there.drafts() == {"vote:i5:": "bf"}
    there.record(MeetingClosed("19.00"), settled="vote:i5:")
    assert there.drafts() == store.drafts(meeting) == {}


def test_what_the_disk_refuses_is_there_and_is_tried_again() -> None:
    disk = Refusing()
    typed = HalfTyped("m", disk)
    with pytest.raises(NotSavedError):
        typed.save(SLOT, "Vi")
    typed.hold(SLOT, "Vi mener")
    with pytest.raises(NotSavedError):
        typed.retry()
    assert typed.texts() == {"note:i5": "før", SLOT: "Vi mener"}
    assert typed.fault == "disken er fuld"
    disk.full = False
    typed.retry()
    assert (typed.fault, typed.unsaved, disk.texts[SLOT]) == ("", {}, "Vi mener")


def test_a_fact_that_the_disk_refuses_is_told_until_one_is_there() -> None:
    typed = HalfTyped("m", Refusing())
    with pytest.raises(NotSavedError), typed.writing():
        raise NotSavedError("låst")
    assert (typed.fault, typed.unsaved) == ("låst", {})
    with typed.writing():
        pass
    assert typed.fault == ""
