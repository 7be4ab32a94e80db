"""How would a carrier write this record? The segments of one invented PNR, in the order of the message's groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from communique.workstreams.passengers.generator.trips import Leg, Person, Trip
from communique.workstreams.passengers.generator.words import CURRENCIES, TAXES

Elements = list[list[str]]
TRA_SINCE = (14, 1)  # before, the operating flight is a second TVL


def line(tag: str, *elements: str | list[str]) -> Elements:
    """A segment: an element given as a text has one component."""
    return [[tag], *([element] if isinstance(element, str) else element for element in elements)]


def record(trip: Trip, version: tuple[int, int]) -> Iterator[Elements]:
    """The segments of a record from SRC on."""
    yield line("SRC")
    yield _locators(trip)
    yield line("SSR", ["OTHS", "", "", "", "", "", "", "", "PLEASE CHECK DOCUMENTS BEFORE TRAVEL"])
    yield line("DAT", ["700", *_moment(trip.changed)], ["710", *_moment(trip.created)])
    if trip.remark:
        yield line("IFT", ["4", "28", "", trip.airline], trip.remark)
    yield line(
        "ORG", [trip.airline, trip.office[:3]], [trip.agency, trip.office], trip.office[:3], "", "A",
        [trip.country[:2], CURRENCIES[trip.country]], "D" + trip.agency[-6:],
    )  # fmt: skip
    yield line("ADD", "", ["700", f"{trip.fare} INVENTED ROAD", "NOWHERE", "", "", trip.country, trip.agency[:5]])
    for person in trip.people:
        yield from _person(trip, person)
    for leg in trip.legs:
        yield from _leg(trip, leg, version)
    if trip.split_from:
        yield line("EQN", "1")
        yield line("RCI", [trip.airline, trip.split_from, "", *_moment(trip.created)])
    for change in range(trip.changes):
        yield from _change(trip, change)


def _locators(trip: Trip) -> Elements:
    made = _moment(trip.created, seconds=True)
    return line("RCI", [trip.airline, trip.locator, "", *made], ["1X", trip.system_locator, "", *made])


def _moment(when: datetime, *, seconds: bool = False) -> list[str]:
    return [when.strftime("%d%m%y"), when.strftime("%H%M%S" if seconds else "%H%M")]


def _named_day(day: date) -> str:
    return f"{day:%d%b%y}".upper()


def _person(trip: Trip, person: Person) -> Iterator[Elements]:
    yield line("TIF", person.surname, _traveller(trip, person))
    if person.frequent_flyer:
        yield line("FTI", [trip.airline, person.frequent_flyer, "", "", "", "", "G"])
    if person.email:
        written = person.email.replace("_", "..").replace("@", "//")
        yield line("IFT", ["4", "28", "", trip.airline], f"CTCE {written}")
        yield line("IFT", ["4", "28", "", trip.airline], f"CTCM {person.phone}")
    yield line("REF", ["", f"{trip.locator}{person.reference}"])
    yield line("SSR", ["DOCS", "HK", "1", trip.airline, "", "", "", "", _document(person)], ["", "", person.reference])
    if person.service:
        yield line("SSR", [person.service, "HK", "1", trip.airline], ["", "", person.reference])
    if person.type == "A":
        yield from _ticket(trip, person)


def _traveller(trip: Trip, person: Person) -> list[str]:
    with_infant = any(other.lap == person.reference for other in trip.people)
    parts = [person.given + person.title, person.type, person.reference]
    return [*parts, "1"] if with_infant else parts


def _document(person: Person) -> str:
    return (
        f"/P/{person.nationality}/{person.document}/{person.nationality}/{_named_day(person.birth)}/"
        f"{person.sex}/{_named_day(person.expiry)}/{person.surname}/{person.given}"
    )


def _ticket(trip: Trip, person: Person) -> Iterator[Elements]:
    currency = CURRENCIES[trip.country]
    taxes = [[f"{trip.fare * n / 100:.2f}", "", currency, tax] for n, tax in enumerate(TAXES, start=1)]
    yield line("TKT", [f"0999{trip.agency}{person.reference:0>2}", "T", "1"])
    yield line("MON", ["B", f"{trip.fare}.00", currency], ["T", f"{trip.fare * 121 / 100:.2f}", currency])
    yield line("PTK", "NR", "", [*_moment(trip.created)], trip.airline, "006", trip.office[:3])
    yield line("TXD", "", *taxes)
    yield line("DAT", ["710", *_moment(trip.created)])
    paid = f"{trip.fare * 121 / 100:.2f}"
    if trip.card:
        yield line("FOP", ["CC", "", paid, "VI", f"XXXXXXXXXXXX{trip.card_ends}", "1230"])
        yield line("IFT", ["4", "43"], f"{person.given} {person.surname}", f"{trip.fare} INVENTED ROAD NOWHERE")
    else:
        yield line("FOP", ["CA", "", paid])


def _leg(trip: Trip, leg: Leg, version: tuple[int, int]) -> Iterator[Elements]:
    carriers = [leg.carrier, leg.operating] if leg.operating else leg.carrier
    yield line(
        "TVL", _moment(leg.departure) + _moment(leg.arrival), leg.origin, leg.destination, carriers,
        [leg.number, leg.booking_class],
    )  # fmt: skip
    if leg.operating and version >= TRA_SINCE:
        yield line("TRA", leg.operating, [leg.operating_number, leg.booking_class])
    elif leg.operating:
        yield line("TVL", "", "", "", "", [leg.operating_number, leg.booking_class])
    yield line("RPI", str(len(trip.people)), "HK")
    yield line("APD", "738")
    seats = [[seat, "", person.reference] for seat, person in zip(leg.seats, trip.people, strict=True) if seat]
    yield line("SSR", ["SEAT", "HK", str(len(seats)), leg.carrier, "", "", leg.origin, leg.destination], *seats)
    yield line("RCI", [trip.airline, trip.locator])
    yield line("DAT", ["2", *_moment(leg.departure)])
    for number, (person, seat) in enumerate(zip(trip.people, leg.seats, strict=True), start=1):
        yield from _check_in(leg, number, person, seat)


def _check_in(leg: Leg, number: int, person: Person, seat: str) -> Iterator[Elements]:
    yield line("TRI", "", [f"{number:03}", "", "", person.reference])
    yield line("TIF", person.surname, [person.given + person.title, person.type, person.reference])
    yield line("SSD", seat, "", "", "", "Y")
    if person.bags:
        unit = "701" if person.bags[0].pounds else "700"
        weight = str(sum(bag.weight for bag in person.bags))
        tags = [[leg.carrier, bag.tag, "", leg.destination] for bag in person.bags]
        yield line("TBD", "", [f"{len(person.bags):02}", weight, unit], "", "", *tags)


def _change(trip: Trip, change: int) -> Iterator[Elements]:
    person, leg = trip.people[0], trip.legs[-1]
    yield line("ABI", "4", "", trip.office[:3], "", trip.airline)
    yield line("DAT", ["T", *_moment(trip.changed)])
    yield line("SAC", "", "", "X")
    yield line("TIF", person.surname, [person.given, person.type, person.reference])
    yield line("SAC", "", "", "A")
    yield line("IFT", ["4", "19"], f"XF {change} {person.surname} {person.given}")
    yield line("TVL", _moment(leg.departure), leg.origin, leg.destination, leg.carrier, [leg.number, "S"])
    yield line("RPI", "1", "HK")
    yield line("LTS", f"{change}/O/NM/{person.surname}/{person.given}{person.title}")
