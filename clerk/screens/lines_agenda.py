"""Lines about the agenda: going to an item, joining, moving and adding items."""

from __future__ import annotations

import re

from clerk.core import commands
from clerk.core.danish import clean_line, enumerate_og
from clerk.core.i18n import _
from clerk.meeting import OpenMeeting
from clerk.screens.lines import Line, Reading, wrong
from clerk.screens.paper import row

FIRST = "0"
_NUMBERED = re.compile(r"(\d{1,3}\w{0,2})[.:]?\s+(.+)|(\d{1,3}\w{0,2})[.:]?")


class _ItemLine(Line):
    """A line that names items by their numbers."""

    def unknown(self, number: str) -> Reading:
        """Return the reading of a number that no item has."""
        if not number:
            return wrong(_("skriv punktets nummer"))
        return wrong(_("der er intet punkt {n}").format(n=number))

    def called(self, item: str) -> str:
        """Return the item as the line names it."""
        there = self._meeting.state.items[item].item
        return f"{there.number}. {clean_line(there.title)}"


class JumpLine(_ItemLine):
    """Going to an item by its number."""

    name = "jump"
    fleeting = True

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("Gå til punkt"), subject)

    def read(self, text: str) -> Reading:
        item = self._meeting.state.find(text)
        if item is None:
            return self.unknown(text.strip())
        return Reading(comes_to=row(f" → {self.called(item)}", "bold", limit=1))

    def record(self, text: str) -> object:
        item = self._meeting.state.find(text)
        return self._meeting.open_item(item) if item else None


class JointLine(_ItemLine):
    """Treating the item together with others: ``6 7``; an empty line parts it from them."""

    name = "joint"

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("Behandles under ét med punkt"), subject)
        self.example = _("6 7")
        if meeting.state.together_with(meeting.here.item.id):
            self.example += " · " + _("Enter skiller punktet fra de andre igen")

    def read(self, text: str) -> Reading:
        state = self._meeting.state
        others = []
        for number in text.replace(",", " ").split():
            item = state.find(number)
            if item is None:
                return self.unknown(number)
            others.append(item)
        here = state.here.item
        if not [item for item in others if item != here.id] and not state.together_with(here.id):
            return self.unknown("")
        joined = commands.join_items(state, others)
        told = _("Punkt {n} for sig").format(n=here.number)
        if len(joined.items) > 1:
            numbers = enumerate_og([state.items[item].item.number for item in joined.items])
            told = _("Punkt {numbers} under ét").format(numbers=numbers)
        return self.possible(lambda: joined, told)


class PlaceLine(_ItemLine):
    """Treating the item after another one; 0 is first."""

    name = "place"

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        number = meeting.here.item.number
        super().__init__(meeting, _("Punkt {n} behandles efter punkt").format(n=number), subject)
        self.example = _("et nummer · 0 er først")

    def read(self, text: str) -> Reading:
        state = self._meeting.state
        here = state.here.item
        if text.strip() == FIRST:
            told = _("Punkt {n} behandles først").format(n=here.number)
            return self.possible(lambda: commands.move_item(state, here.id, None), told)
        item = state.find(text)
        if item is None:
            return self.unknown(text.strip())
        if item == here.id:
            return wrong(_("et punkt kan ikke komme efter sig selv"))
        told = _("Punkt {n} behandles efter {other}").format(n=here.number, other=self.called(item))
        return self.possible(lambda: commands.move_item(state, here.id, item), told)


class SupplementLine(_ItemLine):
    """A supplementary item: its number, as proposed, and its title."""

    name = "supplement"

    def __init__(self, meeting: OpenMeeting, subject: str = "") -> None:
        super().__init__(meeting, _("Tillægspunkt"), subject)
        self.begin = f"{commands.next_number(meeting.state)}. "
        self.example = _("10. titel")

    def read(self, text: str) -> Reading:
        found = _NUMBERED.fullmatch(clean_line(text))
        if found is None:
            return wrong(_("skriv nummer og titel"))
        number, title = (found[1], found[2]) if found[1] else (found[3], "")
        told = _("Punkt {n} sidst på dagsordenen; F flytter det").format(n=number)
        return self.possible(lambda: commands.add_item(number, title), told)
