"""What is a passenger name record, once it has been read?

A `Pnr` keeps its segments as they were sent (`segments`) and, beside them, the same content as typed records. Every
typed record says where it was read: `at` is the number of its segment in the message (UNH is 1) and, where a segment
repeats an item, `element` is the item's element. `parsing.elements.values` gives each single value with its `Pointer`
and the number of its ICAO element: that is what is stored, masked and proven.

Times of a flight are local to the airport; all others are UTC. Nothing is filled in: what was not sent is "" or None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from communique.workstreams.passengers.edifact.segments import Diagnostic, Run, Segment
from communique.workstreams.passengers.items import (
    Address,
    Amount,
    Bags,
    Contact,
    Document,
    FrequentFlyer,
    Locator,
    Operating,
    Party,
    Payment,
    Remark,
    Service,
    Split,
)

#: The 19 elements of a passenger name record, by number.
ELEMENTS = range(1, 20)


@dataclass(slots=True)
class Ticket:
    """A ticket: number, document type, booklets, issue, payments, sponsors, billing addresses, prices.

    prices     numbers and elements of MON, TXD and PTK as sent, from which `fares`, `taxes` and `pricing` are read
    component  separates the components of their elements
    """

    number: str
    type: str
    booklets: str
    at: int
    issued: datetime | date | None = None
    prices: list[tuple[int, list[str]]] = field(default_factory=list, repr=False, compare=False)
    component: str = field(default=":", repr=False, compare=False)
    payments: list[Payment] = field(default_factory=list)
    sponsors: list[Remark] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)

    @property
    def fares(self) -> list[Amount]:
        """Its fares (MON)."""
        items = self._items("MON", 1)
        return [Amount(kind, value, currency, *at) for at, (kind, value, currency, *_) in items if value]

    @property
    def taxes(self) -> list[Amount]:
        """Its taxes (TXD); their kind is the tax's code."""
        items = self._items("TXD", 2)
        return [Amount(kind, value, currency, *at) for at, (value, _, currency, kind, *_) in items if value]

    @property
    def pricing(self) -> list[str]:
        """Its pricing indicators as sent (PTK): NR not refundable …"""
        return [text for at, element in self._items("PTK", 1) if at[1] == 1 for text in element if text]

    def _items(self, tag: str, first: int) -> Iterator[tuple[tuple[int, int], list[str]]]:
        """The elements of one tag's segments from one on: number, place, and components, of which there are four."""
        for number, elements in self.prices:
            if elements[0][:3] == tag:
                for index in range(first, len(elements)):
                    yield (number, index), elements[index].split(self.component) + [""] * 3


@dataclass(slots=True)
class Passenger:
    """A person of the record. `reference` joins them to services, seats and bags.

    given         without a title that was glued to it; `given_as_sent` has it
    type          A adult, C child, IN infant, G group, as sent
    with_infant   the indicator as sent; `infant` is then the reference of the infant that was found for it
    """

    surname: str
    given: str
    title: str
    given_as_sent: str
    type: str
    reference: str
    with_infant: str
    at: int
    infant: str = ""
    references: list[str] = field(default_factory=list)
    frequent_flyer: list[FrequentFlyer] = field(default_factory=list)
    fares: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)


@dataclass(slots=True)
class CheckIn:
    """A passenger as checked in for a flight: boarding sequence, seat, cabin, bags."""

    passenger: str
    sequence: str
    at: int
    surname: str = ""
    given: str = ""
    type: str = ""
    seat: str = ""
    cabin: str = ""
    smoking: str = ""
    bags: list[Bags] = field(default_factory=list)


@dataclass(slots=True)
class Flight:
    """A leg of the itinerary, local times. `carrier` markets it; `operating_carrier` is the second of the pair sent."""

    origin: str
    destination: str
    departure: datetime | date | None  # a date where no time was sent
    arrival: datetime | date | None
    arrival_time: time | None  # beside an arrival date that was not sent
    carrier: str
    operating_carrier: str
    number: str
    booking_class: str
    at: int
    operating: Operating | None = None
    count: str = ""
    status: str = ""
    equipment: str = ""
    locators: list[Locator] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    checked_in: datetime | date | None = None  # UTC
    checked_in_by: Party | None = None
    check_ins: list[CheckIn] = field(default_factory=list)


@dataclass(slots=True)
class Change:
    """An entry of the history (ABI): who, when; `segments` are the numbers of the segments below it."""

    by: str
    place: str
    when: datetime | date | None
    at: int
    segments: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Header:
    """A message (UNH … UNT). `part` 1.. and `position` C (first), F (last) where it is part of a push, or None, ""."""

    index: int
    reference: str
    version: str
    access_reference: str
    sender: str
    recipient: str
    prepared: datetime | date | None
    offset: int
    part: int | None = None
    position: str = ""
    kind: str = ""  # MSG: 22 full push, 141 changed records only
    flight: Flight | None = None
    origin: Party | None = None
    records_declared: int | None = None
    records: int = 0
    segments_declared: int | None = None
    segments: int = 0
    complete: bool = False
    push_complete: bool = True  # false once parts of its push were waited for in vain


@dataclass
class Pnr:
    """One passenger name record, typed. `complete` is false where the file ended inside it.

    pieces  what was sent, from SRC on; `segments` are made of it when somebody asks for them
    """

    header: Header
    pieces: Sequence[Run | Segment] = field(repr=False, compare=False)
    groups: list[str] = field(default_factory=list)  # of each segment: record, passenger, ticket, flight …
    locators: list[Locator] = field(default_factory=list)
    booked: datetime | date | None = None  # last transaction (DAT 700)
    ticketed: datetime | date | None = None  # ticket issue (DAT 710) of the record
    services: list[Service] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    origin: Party | None = None
    contacts: list[Contact] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    passengers: list[Passenger] = field(default_factory=list)
    flights: list[Flight] = field(default_factory=list)
    other_travel: list[Flight] = field(default_factory=list)  # not by air: hotel, car, rail
    splits: list[Split] = field(default_factory=list)
    history: list[Change] = field(default_factory=list)
    history_text: list[Remark] = field(default_factory=list)
    history_flights: int = 0
    complete: bool = True
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def segments(self) -> list[Segment]:
        """Its segments as they were sent."""
        return [segment for piece in self.pieces for segment in piece.segments()]

    @property
    def locator(self) -> str | None:
        """Its first locator; None where none was sent."""
        return self.locators[0].code if self.locators else None

    @property
    def created(self) -> datetime | date | None:
        """When it was made, UTC; None where it was not sent."""
        return self.locators[0].created if self.locators else None
