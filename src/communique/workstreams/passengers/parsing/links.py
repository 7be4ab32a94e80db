"""Does a record agree with itself? References to passengers, infants, codeshares and tags, once all of it is read."""

from __future__ import annotations

from itertools import chain

from communique.workstreams.passengers.edifact.segments import Segment
from communique.workstreams.passengers.parsing.draft import Draft
from communique.workstreams.passengers.records import Flight, Passenger, Pnr

INFANT = "IN"


def link(draft: Draft) -> None:
    """Joins what refers to one another and reports what refers to nothing."""
    pnr = draft.pnr
    _infants(pnr.passengers)
    _references(draft)
    _documents(pnr, alone=len(pnr.passengers) == 1 and not draft.lost_passenger)
    for flight in pnr.flights:
        if flight.operating is not None and _inverted(pnr, flight):
            _say(draft, "CODESHARE_INVERTED", flight.operating.at)
        if flight.check_ins:
            _shared_tags(draft, flight)
    if not pnr.locators:
        draft.about(pnr.segments[0] if pnr.segments else Segment(0, 0, [[""]]), "LOCATOR_MISSING")


def _say(draft: Draft, code: str, number: int) -> None:
    draft.about(next((s for s in draft.pnr.segments if s.number == number), Segment(number, 0, [[""]])), code)


def _infants(passengers: list[Passenger]) -> None:
    """Each infant goes to the last adult before it who is said to be with one and has none yet."""
    waiting: list[Passenger] = []
    for passenger in passengers:
        if passenger.type == INFANT:
            if waiting:
                waiting.pop().infant = passenger.reference
        elif passenger.with_infant:
            waiting.append(passenger)


def _references(draft: Draft) -> None:
    pnr = draft.pnr
    known = {"", *(passenger.reference for passenger in pnr.passengers)}
    services = chain(pnr.services, *(p.services for p in pnr.passengers), *(f.services for f in pnr.flights))
    unknown = [service.at for service in services for seat in service.seats if seat.passenger not in known]
    for flight in pnr.flights:
        unknown += [check_in.at for check_in in flight.check_ins if check_in.passenger not in known]
    for at in dict.fromkeys(unknown):
        _say(draft, "PASSENGER_UNMATCHED", at)


def _documents(pnr: Pnr, *, alone: bool) -> None:
    """Gives a document to the passenger it names, or, where one travels alone, to that one.

    One that names nobody stays where it was sent; one that names an unknown passenger of several belongs to the record.
    """
    by_reference = {passenger.reference: passenger for passenger in pnr.passengers if passenger.reference}
    only = pnr.passengers[0] if alone else None
    for passenger in pnr.passengers if by_reference else ():
        strangers = [d for d in passenger.documents if d.passenger and d.passenger != passenger.reference]
        for document in strangers:
            owner = by_reference.get(document.passenger) or only or pnr
            passenger.documents.remove(document)
            owner.documents.append(document)
    for held in (pnr.documents, *(flight.documents for flight in pnr.flights)):
        for document in list(held):
            if owner_of := by_reference.get(document.passenger) or only:
                held.remove(document)
                owner_of.documents.append(document)


def _inverted(pnr: Pnr, flight: Flight) -> bool:
    """Whether the header's flight has the first number of a leg and not the second."""
    header, operating = pnr.header.flight, flight.operating
    if header is None or operating is None:
        return False
    same_leg = (header.origin, header.destination) == (flight.origin, flight.destination)
    carrier = header.carrier in (flight.carrier, flight.operating_carrier, operating.carrier)
    first, second, flown = (number.lstrip("0") for number in (flight.number, operating.number, header.number))
    return same_leg and carrier and first == flown != second


def _shared_tags(draft: Draft, flight: Flight) -> None:
    held: dict[tuple[str, str], str] = {}
    for check_in in flight.check_ins:
        for bags in check_in.bags:
            for tag in bags.tags:
                key = (tag.carrier, tag.number)
                if held.setdefault(key, check_in.passenger) != check_in.passenger:
                    _say(draft, "BAG_TAG_SHARED", bags.at)
