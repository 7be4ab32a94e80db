"""Where to, when, with whom, under which locator? RCI, ORG, DAT, TVL, TRA, RPI, APD, MSG, EQN."""

from __future__ import annotations

import re

from communique.workstreams.passengers.items import Locator, Operating, Party, Split
from communique.workstreams.passengers.parsing.draft import FLIGHT, OTHER, SPLIT, Draft, composite, first, padded, when
from communique.workstreams.passengers.parsing.times import hour
from communique.workstreams.passengers.records import Flight

BOOKED, ISSUED, CHECKED_IN = "700", "710", ("2", "3")
_LOCATOR = re.compile(r"(?=[A-Z0-9]{0,2}[A-Z])[A-Z0-9]{2,3}:[A-Z0-9]{4,20}")  # an airline has a letter


def rci(draft: Draft, at: int, elements: list[str]) -> None:
    """Locators of the record, of a flight of it, or of the record it was split from or into."""
    found = [locator for index in range(1, len(elements)) if (locator := _locator(draft, at, elements[index], index))]
    if draft.level == SPLIT:
        splits = draft.pnr.splits
        splits[-1] = splits[-1]._replace(locators=splits[-1].locators + tuple(found))
    elif draft.flightless:
        draft.say("NO_FLIGHT")
    else:
        held = (draft.journey or draft.pnr).locators
        known = {locator[:2] for locator in held}  # airline and code
        held.extend([locator for locator in found if locator[:2] not in known])


def _locator(draft: Draft, at: int, element: str, index: int) -> Locator | None:
    airline, code, kind, day, clock = padded(element, 5, draft.component)
    if not code and not airline:
        return None
    if not _LOCATOR.fullmatch(f"{airline}:{code}"):
        draft.say("LOCATOR_UNREADABLE")
        return None
    if len(kind) == 6 and kind.isdigit():
        draft.say("LOCATOR_TYPE_OMITTED")
        kind, day, clock = "", kind, day
    return Locator(airline, code, kind, when(draft, day, clock) if day or clock else None, at, index)


def org(draft: Draft, at: int, elements: list[str]) -> None:
    """Who booked, or who checked in."""
    if draft.journey is not None:
        draft.journey.checked_in_by = party(at, elements, draft.component)
    elif draft.flightless:
        draft.say("NO_FLIGHT")
    elif draft.pnr.origin is None:
        draft.pnr.origin = party(at, elements, draft.component)


def party(at: int, elements: list[str], component: str) -> Party:
    """The party of an ORG."""
    (system, place), (agency, office) = (composite(elements, index, 2, component) for index in (1, 2))
    country, currency = composite(elements, 6, 2, component)
    location, kind, agent = (first(elements, index, component) for index in (3, 5, 7))
    return Party(system, place, agency, office, location, kind, country, currency, agent, at)


def dat(draft: Draft, at: int, elements: list[str]) -> None:
    """Times of the record, the ticket or the check-in, by qualifier and place."""
    for index in range(1, len(elements)):
        qualifier, day, clock = padded(elements[index], 3, draft.component)
        if not day and not clock:
            continue
        found = when(draft, day, clock)
        if qualifier == ISSUED and draft.ticket is not None:
            draft.ticket.issued = found
        elif qualifier == ISSUED:
            draft.pnr.ticketed = found
        elif qualifier == BOOKED:
            draft.pnr.booked = found
        elif qualifier in CHECKED_IN and draft.flight is not None:
            draft.flight.checked_in = found


def tvl(draft: Draft, at: int, elements: list[str]) -> None:
    """A leg; the operating flight of the leg above where date and places are empty; travel not by air after MSG."""
    component = draft.component
    if operating(elements, component):
        carrier, flown = first(elements, 4, component), composite(elements, 5, 2, component)
        return _operating(draft, at, carrier, flown, "TVL")
    flight = leg(draft, at, elements)
    if draft.level == OTHER:
        draft.pnr.other_travel.append(flight)
        return None
    draft.pnr.flights.append(flight)
    draft.flight, draft.check_in, draft.ticket = flight, None, None
    draft.level, draft.everybody = FLIGHT, True
    return None


def operating(elements: list[str], component: str) -> bool:
    """Whether a TVL has neither date nor places: it is then the operating flight of the leg above."""
    return not any(element.strip(component) for element in elements[1:4])


def leg(draft: Draft, at: int, elements: list[str]) -> Flight:
    """The leg of a TVL."""
    component = draft.component
    day, clock, arrival_day, arrival_clock = composite(elements, 1, 4, component)
    if len(arrival_day) == 4 and not arrival_clock:
        draft.say("ARRIVAL_DATE_OMITTED")
        arrival_day, arrival_clock = "", arrival_day
    (carrier, second), (number, booking_class) = (composite(elements, index, 2, component) for index in (4, 5))
    return Flight(
        first(elements, 2, component), first(elements, 3, component), when(draft, day, clock),
        when(draft, arrival_day, arrival_clock) if arrival_day else None,
        hour(arrival_clock), carrier, second, number, booking_class, at,
    )  # fmt: skip


def tra(draft: Draft, at: int, elements: list[str]) -> None:
    """The operating flight, in the form of 14.1 and later."""
    component = draft.component
    _operating(draft, at, first(elements, 1, component), composite(elements, 2, 2, component), "TRA")


def _operating(draft: Draft, at: int, carrier: str, flown: list[str], form: str) -> None:
    if draft.flight is None:
        return draft.say("NO_FLIGHT")
    number, booking_class = flown
    carrier = carrier or draft.flight.operating_carrier
    draft.flight.operating = Operating(carrier, number, booking_class, form, at)
    return None


def rpi(draft: Draft, at: int, elements: list[str]) -> None:
    """How many, and in which status."""
    if draft.flight is None:
        return draft.say("NO_FLIGHT")
    draft.flight.count = first(elements, 1, draft.component)
    draft.flight.status = first(elements, 2, draft.component)
    return None


def apd(draft: Draft, at: int, elements: list[str]) -> None:
    """The equipment."""
    if draft.flight is None:
        return draft.say("NO_FLIGHT")
    draft.flight.equipment = first(elements, 1, draft.component)
    return None


def msg(draft: Draft, at: int, elements: list[str]) -> None:
    """Inside a record: what follows is not by air."""
    draft.level, draft.check_in, draft.everybody = OTHER, None, True


def eqn(draft: Draft, at: int, elements: list[str]) -> None:
    """Inside a record: it was divided."""
    draft.pnr.splits.append(Split(first(elements, 1, draft.component), (), at))
    draft.level, draft.check_in, draft.everybody = SPLIT, None, True
