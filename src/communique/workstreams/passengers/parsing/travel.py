"""Where to, when, with whom, under which locator? RCI, ORG, DAT, TVL, TRA, RPI, APD, MSG, EQN."""

from __future__ import annotations

import re

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.draft import FLIGHT, OTHER, SPLIT, Draft, composite, when
from communique.workstreams.passengers.parsing.times import hour
from communique.workstreams.passengers.records import Flight, Locator, Operating, Party, Split

BOOKED, ISSUED, CHECKED_IN = "700", "710", ("2", "3")
_AIRLINE = re.compile(r"(?=.*[A-Z])[A-Z0-9]{2,3}")
_CODE = re.compile(r"[A-Z0-9]{4,20}")


def rci(draft: Draft, segment: Segment) -> None:
    """Locators of the record, of a flight of it, or of the record it was split from or into."""
    found = []
    for index in range(1, len(segment.elements)):
        airline, code, kind, day, clock = composite(segment.elements, index, 5)
        if not code and not airline:
            continue
        if not _AIRLINE.fullmatch(airline) or not _CODE.fullmatch(code):
            draft.say("LOCATOR_UNREADABLE", segment)
            continue
        if len(kind) == 6 and kind.isdigit():
            draft.say("LOCATOR_TYPE_OMITTED", segment)
            kind, day, clock = "", kind, day
        created = when(draft, segment, day, clock) if day or clock else None
        found.append(Locator(airline, code, kind, created, segment.number, index))
    if draft.level == SPLIT:
        splits = draft.pnr.splits
        splits[-1] = splits[-1]._replace(locators=splits[-1].locators + tuple(found))
    else:
        held = (draft.journey or draft.pnr).locators
        known = {(locator.airline, locator.code) for locator in held}
        held.extend(locator for locator in found if (locator.airline, locator.code) not in known)


def org(draft: Draft, segment: Segment) -> None:
    """Who booked, or who checked in."""
    if draft.journey is not None:
        draft.journey.checked_in_by = party(segment)
    elif draft.pnr.origin is None:
        draft.pnr.origin = party(segment)


def party(segment: Segment) -> Party:
    """The party of an ORG."""
    elements = segment.elements
    (system, place), (agency, office) = composite(elements, 1, 2), composite(elements, 2, 2)
    country, currency = composite(elements, 6, 2)
    location, kind, agent = (composite(elements, index, 1)[0] for index in (3, 5, 7))
    return Party(system, place, agency, office, location, kind, country, currency, agent, segment.number)


def dat(draft: Draft, segment: Segment) -> None:
    """Times of the record, the ticket or the check-in, by qualifier and place."""
    for index in range(1, len(segment.elements)):
        qualifier, day, clock = composite(segment.elements, index, 3)
        if not day and not clock:
            continue
        found = when(draft, segment, day, clock)
        if qualifier == ISSUED and draft.ticket is not None:
            draft.ticket.issued = found
        elif qualifier == ISSUED:
            draft.pnr.ticketed = found
        elif qualifier == BOOKED:
            draft.pnr.booked = found
        elif qualifier in CHECKED_IN and draft.flight is not None:
            draft.flight.checked_in = found


def tvl(draft: Draft, segment: Segment) -> None:
    """A leg; the operating flight of the leg above where date and places are empty; travel not by air after MSG."""
    elements = segment.elements
    if not any(map(any, elements[1:4])):
        return _operating(draft, segment, composite(elements, 4, 1)[0], composite(elements, 5, 2), "TVL")
    flight = leg(draft, segment)
    if draft.level == OTHER:
        draft.pnr.other_travel.append(flight)
        return None
    draft.pnr.flights.append(flight)
    draft.flight, draft.check_in, draft.ticket, draft.level = flight, None, None, FLIGHT
    return None


def leg(draft: Draft, segment: Segment) -> Flight:
    """The leg of a TVL."""
    elements = segment.elements
    day, clock, arrival_day, arrival_clock = composite(elements, 1, 4)
    if len(arrival_day) == 4 and not arrival_clock:
        draft.say("ARRIVAL_DATE_OMITTED", segment)
        arrival_day, arrival_clock = "", arrival_day
    carrier, operating = composite(elements, 4, 2)
    number, booking_class = composite(elements, 5, 2)
    return Flight(
        composite(elements, 2, 1)[0], composite(elements, 3, 1)[0], when(draft, segment, day, clock),
        when(draft, segment, arrival_day, arrival_clock) if arrival_day else None,
        hour(arrival_clock), carrier, operating, number, booking_class, segment.number,
    )  # fmt: skip


def tra(draft: Draft, segment: Segment) -> None:
    """The operating flight, in the form of 14.1 and later."""
    _operating(draft, segment, composite(segment.elements, 1, 1)[0], composite(segment.elements, 2, 2), "TRA")


def _operating(draft: Draft, segment: Segment, carrier: str, flown: list[str], form: str) -> None:
    if draft.flight is None:
        return draft.say("NO_FLIGHT", segment)
    number, booking_class = flown
    carrier = carrier or draft.flight.operating_carrier
    draft.flight.operating = Operating(carrier, number, booking_class, form, segment.number)
    return None


def rpi(draft: Draft, segment: Segment) -> None:
    """How many, and in which status."""
    if draft.flight is None:
        return draft.say("NO_FLIGHT", segment)
    draft.flight.count = composite(segment.elements, 1, 1)[0]
    draft.flight.status = composite(segment.elements, 2, 1)[0]
    return None


def apd(draft: Draft, segment: Segment) -> None:
    """The equipment."""
    if draft.flight is None:
        return draft.say("NO_FLIGHT", segment)
    draft.flight.equipment = composite(segment.elements, 1, 1)[0]
    return None


def msg(draft: Draft, segment: Segment) -> None:
    """Inside a record: what follows is not by air."""
    draft.level, draft.check_in = OTHER, None


def eqn(draft: Draft, segment: Segment) -> None:
    """Inside a record: it was divided."""
    draft.pnr.splits.append(Split(composite(segment.elements, 1, 1)[0], (), segment.number))
    draft.level, draft.check_in = SPLIT, None
