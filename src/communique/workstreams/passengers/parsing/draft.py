"""Where in a record is the reader, and what has it read so far?"""

from __future__ import annotations

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

    seen  the day by which a two-digit year of a birth or a document is read; None where the message has no date
    """

    pnr: Pnr
    seen: date | None
    level: str = RECORD
    passenger: Passenger | None = None
    ticket: Ticket | None = None
    flight: Flight | None = None
    check_in: CheckIn | None = None
    change: Change | None = None

    @property
    def person(self) -> Passenger | None:
        """The passenger whose group, or ticket, is open."""
        return self.passenger if self.level == PASSENGER or self.level == TICKET else None

    @property
    def journey(self) -> Flight | None:
        """The flight whose group, or check-in, is open."""
        return self.flight if self.level == FLIGHT or self.level == CHECK_IN else None

    def say(self, code: str, segment: Segment, text: str = "") -> None:
        """Reports what is wrong with a segment."""
        self.report(code, segment.number, segment.offset, text or segment.tag)

    def report(self, code: str, number: int, offset: int, text: str) -> None:
        """Reports what is wrong at a segment's number and byte."""
        self.pnr.diagnostics.append(fault(code, number, offset, text, self.pnr.header.index))


def composite(elements: list[list[str]], index: int, size: int) -> list[str]:
    """The first `size` components of an element, "" where the sender left them out."""
    return (elements[index] + _NONE)[:size] if index < len(elements) else _NONE[:size]


def when(draft: Draft, segment: Segment, day: str, clock: str) -> datetime | date | None:
    """The moment of DDMMYY and HHMM[SS]; None, and a report, where something was sent that is none."""
    found = moment(day, clock)
    if (day or clock) and (found is None or (clock and not isinstance(found, datetime))):
        draft.say("DATE_UNREADABLE", segment)
    return found


def whole(draft: Draft, segment: Segment, text: str) -> int | None:
    """A whole number; None, and a report, where something was sent that is none."""
    found = figures(text)
    if text and found is None:
        draft.say("NUMBER_UNREADABLE", segment)
    return found


def figures(text: str) -> int | None:
    """The whole number that a text is; None for any other text, and for more figures than a count can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_COUNT else None
