"""Where in a record is the reader, and what has it read so far?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from communique.workstreams.passengers.edifact.diagnostics import fault
from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.times import moment
from communique.workstreams.passengers.records import Change, CheckIn, Flight, Passenger, Pnr, Ticket

#: The groups of a record, in the order in which a message has them.
RECORD, PASSENGER, TICKET, FLIGHT, CHECK_IN, SPLIT, OTHER, HISTORY = GROUPS = (
    "record", "passenger", "ticket", "flight", "check-in", "split", "other", "history",
)  # fmt: skip

LONGEST_COUNT = 18  # figures: what 64 bits hold
_NONE = [""] * 12  # no composite of PNRGOV has more components that are read


@dataclass(slots=True)
class Draft:
    """A record while it is read: the group that is open, and the last passenger, ticket, flight … of it.

    component       separates the components of its elements
    seen            the day by which a two-digit year of a birth or a document is read; None without a date
    everybody       whether a group has begun before which every passenger is named: whoever is named now checks in
    named           whether the passenger of the open check-in was named
    lost_passenger  whether a passenger's own segment was lost: the record then has more people than it names
    """

    pnr: Pnr
    seen: date | None
    component: str
    level: str = RECORD
    passenger: Passenger | None = None
    ticket: Ticket | None = None
    flight: Flight | None = None
    check_in: CheckIn | None = None
    change: Change | None = None
    everybody: bool = False
    named: bool = False
    lost_passenger: bool = False

    @property
    def person(self) -> Passenger | None:
        """The passenger whose group, or ticket, is open."""
        return self.passenger if self.level in (PASSENGER, TICKET) else None

    @property
    def journey(self) -> Flight | None:
        """The flight whose group, or check-in, is open."""
        return self.flight if self.level in (FLIGHT, CHECK_IN) else None

    @property
    def holder(self) -> Passenger | Flight | Pnr:
        """Whose what stands here is: the passenger's, the flight's, or the record's."""
        if self.level in (PASSENGER, TICKET):
            return self.passenger or self.pnr
        return (self.flight if self.level in (FLIGHT, CHECK_IN) else None) or self.pnr

    @property
    def flightless(self) -> bool:
        """Whether a flight's group is open and the flight itself is not known."""
        return self.flight is None and self.level in (FLIGHT, CHECK_IN)

    def say(self, code: str) -> None:
        """Reports what is wrong with the segment that is read."""
        self.about(self.pnr.segments[len(self.pnr.groups)], code)

    def about(self, segment: Segment, code: str) -> None:
        """Reports what is wrong with a segment."""
        self.pnr.diagnostics.append(fault(code, segment.number, segment.offset, segment.tag, self.pnr.header.index))


#: Reads a segment, given its number in the message and its elements.
Reader = Callable[[Draft, int, list[str]], None]


def composite(elements: list[str], index: int, size: int, component: str) -> list[str]:
    """The first `size` components of an element, "" where the sender left them out."""
    if index >= len(elements):
        return _NONE[:size]
    found = elements[index].split(component)
    return found if len(found) == size else (found + _NONE)[:size]


def padded(element: str, size: int, component: str) -> list[str]:
    """The first `size` components of an element's text, "" where the sender left them out."""
    found = element.split(component)
    return found if len(found) == size else (found + _NONE)[:size]


def first(elements: list[str], index: int, component: str) -> str:
    """The first component of an element, "" where the sender left it out."""
    return elements[index].split(component, 1)[0] if index < len(elements) else ""


def when(draft: Draft, day: str, clock: str) -> datetime | date | None:
    """The moment of DDMMYY and HHMM[SS]; None, and a report, where something was sent that is none."""
    found = moment(day, clock)
    if (day or clock) and (found is None or (clock and not isinstance(found, datetime))):
        draft.say("DATE_UNREADABLE")
    return found


def whole(draft: Draft, text: str) -> int | None:
    """A whole number; None, and a report, where something was sent that is none."""
    found = figures(text)
    if text and found is None:
        draft.say("NUMBER_UNREADABLE")
    return found


def figures(text: str) -> int | None:
    """The whole number that a text is; None for any other text, and for more figures than a count can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_COUNT else None
