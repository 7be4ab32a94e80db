"""Who travels? Names, titles, references and frequent flyer numbers of a record's passengers."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.draft import PASSENGER, Draft, composite
from communique.workstreams.passengers.records import FrequentFlyer, Passenger

# Glued titles only where they end no common given name: MS and DR need a space, and two letters must be left (AMR).
_TITLED = re.compile(r"(.+) (MS|DR|PROF|REV)|(?:(.+) |(.{2,}))(MSTR|MISS|MRS|MR)", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def untitled(given: str) -> tuple[str, str]:
    """A given name and the title that was written behind it; the title is "" where there is none."""
    found = _TITLED.fullmatch(given)
    if found is None:
        return given, ""
    spaced, title, apart, glued, other = found.groups()
    return (spaced or apart or glued).rstrip(), title or other


def tif(draft: Draft, segment: Segment) -> None:
    """A passenger of the record, or the one just named by TRI in a check-in."""
    elements = segment.elements
    surname = composite(elements, 1, 1)[0]
    sent, kind, reference, infant = composite(elements, 2, 4)
    given, title = untitled(sent)
    if draft.check_in is not None:
        check_in = draft.check_in
        check_in.surname, check_in.given, check_in.type = surname, given, kind
        # TRI's own reference is the departure control system's in some messages, TIF's is the record's
        check_in.passenger = reference or check_in.passenger
        return
    draft.passenger = Passenger(surname, given, title, sent, kind, reference, infant, segment.number)
    draft.pnr.passengers.append(draft.passenger)
    draft.ticket, draft.level = None, PASSENGER


def fti(draft: Draft, segment: Segment) -> None:
    """Frequent flyer numbers of the passenger."""
    if draft.passenger is None:
        return draft.say("NO_PASSENGER", segment)
    for index in range(1, len(segment.elements)):
        airline, number, _, _, _, _, level = composite(segment.elements, index, 7)
        if number:
            draft.passenger.frequent_flyer.append(FrequentFlyer(airline, number, level, segment.number, index))
    return None


def ref(draft: Draft, segment: Segment) -> None:
    """A reference of the passenger at the sender's."""
    if draft.passenger is None:
        return draft.say("NO_PASSENGER", segment)
    draft.passenger.references += [text for element in segment.elements[1:] for text in element if text]
    return None


def far(draft: Draft, segment: Segment) -> None:
    """The fare basis of the passenger."""
    if draft.passenger is None:
        return draft.say("NO_PASSENGER", segment)
    draft.passenger.fares += [element[0] for element in segment.elements[4:] if element[0]]
    return None
