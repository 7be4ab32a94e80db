"""What does a reader of a message want to know of each record? One small dictionary, as `parse --json` gives it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from communique.facts import load
from communique.workstreams.passengers.edifact.segments import Diagnostic
from communique.workstreams.passengers.items import Bags
from communique.workstreams.passengers.records import Flight, Header, Passenger, Pnr

KILOGRAM, POUND = "700", "701"
CARD = "CC"
SHOWN = 4  # figures of a flight number on a display; and of a card number


@cache
def pound_kg() -> float:
    """Kilograms of a pound."""
    return load(Path(__file__).parents[1] / "facts").value("mass.pound")


def summary(pnr: Pnr) -> dict[str, Any]:
    """Locator, creation (UTC), passengers, flights (local times), cards, bags and kilograms of each leg, and agency.

    Bags and kilograms stand in the order of the flights; a leg of which no bag was reported has 0, one with a weight
    that was not sent or has no known unit null. Kilograms are rounded to ten grams.
    """
    agency = pnr.origin
    return {
        "locator": pnr.locator,
        "created": utc(pnr.created),
        "passengers": [_passenger(passenger) for passenger in pnr.passengers],
        "flights": [_flight(flight) for flight in pnr.flights],
        "cards": [_card(p.vendor, p.number, p.amount, p.expiry) for p in _payments(pnr) if p.kind == CARD],
        "bags_by_leg": [bags_of(flight) for flight in pnr.flights],
        "weight_kg_by_leg": [weight_kg(flight) for flight in pnr.flights],
        "agency": (agency.agency or agency.office or None) if agency else None,
        "locators": [f"{locator.airline} {locator.code}" for locator in pnr.locators],
        "complete": pnr.complete,
        "message": pnr.header.index,
        "other_payments": [{"kind": p.kind, "amount": p.amount} for p in _payments(pnr) if p.kind != CARD],
        "tags_by_leg": [len(tags_of(flight)) for flight in pnr.flights],
        "splits": [{"people": s.people, "locators": [locator.code for locator in s.locators]} for s in pnr.splits],
        "history_flights": pnr.history_flights,
    }


def _payments(pnr: Pnr) -> list[Any]:
    return [pay for passenger in pnr.passengers for ticket in passenger.tickets for pay in ticket.payments]


def _passenger(passenger: Passenger) -> dict[str, Any]:
    return {
        "surname": passenger.surname,
        "given": passenger.given,
        "title": passenger.title,
        "type": passenger.type,
        "reference": passenger.reference,
        "infant": passenger.infant or None,
        "emails": [contact.text for contact in passenger.contacts if contact.kind == "email"],
        "documents": [
            {"type": d.type, "number": d.number, "issuer": d.issuer, "issued": d.issued and d.issued.isoformat()}
            for d in passenger.documents
        ],
    }


def _flight(flight: Flight) -> dict[str, Any]:
    operating = flight.operating
    return {
        "carrier": flight.carrier,
        "number": flight.number,
        "from": flight.origin,
        "to": flight.destination,
        "departure": flight.departure and flight.departure.isoformat(),
        "codeshares": [
            {"carrier": operating.carrier, "number": operating.number, "form": operating.form,
             "shown": shown(operating.carrier, operating.number)}
        ] if operating else [],
        "shown": shown(flight.carrier, flight.number),
        "operating_carrier": flight.operating_carrier or None,
        "seats": sorted({s for s in _seats(flight) if s}),
    }  # fmt: skip


def _seats(flight: Flight) -> list[str]:
    asked = [seat.number for service in flight.services for seat in service.seats]
    return asked + [check_in.seat for check_in in flight.check_ins]


def shown(carrier: str, number: str) -> str:
    """A flight number as displays show it: four figures, whatever was sent."""
    return carrier + number.zfill(SHOWN)


def _card(vendor: str, number: str, amount: str, expiry: str) -> dict[str, str]:
    return {"vendor": vendor, "ends": number[-SHOWN:], "amount": amount, "expiry": expiry}


def _bags(flight: Flight) -> list[Bags]:
    return [bags for check_in in flight.check_ins for bags in check_in.bags]


def bags_of(flight: Flight) -> int | None:
    """Bags reported for a leg; None where a number was not sent. Never summed over legs: it is the same bag."""
    pieces = [bags.pieces for bags in _bags(flight)]
    return None if None in pieces else sum(p for p in pieces if p is not None)


def weight_kg(flight: Flight) -> float | None:
    """Kilograms reported for a leg, of kilograms and pounds; None where a weight or its unit is not known."""
    factors = {KILOGRAM: 1.0, POUND: pound_kg()}
    total = 0.0
    for bags in _bags(flight):
        if bags.weight is None or bags.unit not in factors:
            return None
        total += bags.weight * factors[bags.unit]
    return round(total, 2)


def tags_of(flight: Flight) -> set[tuple[str, str]]:
    """Distinct bag tags of a leg."""
    return {(tag.carrier, tag.number) for bags in _bags(flight) for tag in bags.tags}


def utc(moment: datetime | date | None) -> str | None:
    """An instant in UTC as ISO 8601; a day where no time was sent."""
    if moment is None:
        return None
    return moment.isoformat() + ("Z" if isinstance(moment, datetime) else "")


def header_summary(header: Header) -> dict[str, Any]:
    """A message as `parse --json` gives it."""
    flight = header.flight
    return {
        "index": header.index,
        "reference": header.reference,
        "version": header.version,
        "access_reference": header.access_reference,
        "sender": header.sender,
        "recipient": header.recipient,
        "prepared": utc(header.prepared),
        "kind": header.kind,
        "part": header.part,
        "position": header.position or None,
        "flight": _flight(flight) if flight else None,
        "pnrs": header.records,
        "pnrs_declared": header.records_declared,
        "segments": header.segments,
        "segments_declared": header.segments_declared,
        "complete": header.complete,
    }


def diagnostic_summary(found: Diagnostic) -> dict[str, Any]:
    """A diagnostic as `parse --json` gives it; it says nothing of a person."""
    return found._asdict()
