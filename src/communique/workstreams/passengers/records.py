"""What is a passenger name record, once it has been read?

A `Pnr` keeps its segments as they were sent (`segments`) and, beside them, the same content as typed records. Every
typed record says where it was read: `at` is the number of its segment in the message (UNH is 1) and, where a segment
repeats an item, `element` is the item's element. `parsing.elements.values` gives each single value with its `Pointer`
and the number of its ICAO element: that is what is stored, masked and proven.

Times of a flight are local to the airport; all others are UTC. Nothing is filled in: what was not sent is "" or None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from communique.workstreams.passengers.edifact.segments import Diagnostic, Pointer, Segment

#: The 19 elements of a passenger name record, by number.
ELEMENTS = range(1, 20)


class Value(NamedTuple):
    """One value of a record: its ICAO element (1 to 19), what it is, its text and where it stands.

    `history` is true for a copy in the record's history: it is given once under 19 and once under its own element.
    """

    element: int
    field: str
    text: str
    at: Pointer
    history: bool


class Locator(NamedTuple):
    """A record's name at an airline or reservation system. `type` "C" is a departure control system's."""

    airline: str
    code: str
    type: str
    created: datetime | date | None
    at: int
    element: int


class Party(NamedTuple):
    """Who made the booking or the change (ORG): an airline or system, its place, an agency and its number."""

    system: str
    place: str
    agency: str
    office: str
    agency_place: str
    agent_type: str
    country: str
    currency: str
    agent: str
    at: int


class Remark(NamedTuple):
    """Free text (IFT, LTS). `qualifier`: 28 OSI, 15 fare calculation, 43 sponsor, 19 history, "" for LTS."""

    tag: str
    qualifier: str
    airline: str
    text: str
    at: int


class Service(NamedTuple):
    """A special service (SSR): code, status, quantity, carrier, leg, text; seats and passenger references if given."""

    code: str
    status: str
    quantity: str
    carrier: str
    origin: str
    destination: str
    text: str
    seats: tuple[Seat, ...]
    at: int


class Seat(NamedTuple):
    """A seat of a passenger; `passenger` is "" where none was named."""

    number: str
    passenger: str
    element: int


class Document(NamedTuple):
    """A travel document of advance passenger information (SSR DOCS, DOCO). Empty fields were sent empty.

    `passenger` is the reference that was sent; `text` the whole text as sent.
    """

    code: str  # DOCS or DOCO
    type: str
    issuer: str
    number: str
    nationality: str
    birth: date | None
    sex: str
    expiry: date | None
    issued: date | None
    surname: str
    given: str
    second: str
    passenger: str
    at: int


class Contact(NamedTuple):
    """A way to reach somebody (IFT 4:28, SSR CTC*). `kind`: email or phone; the text as a person writes it."""

    kind: str
    text: str
    at: int
    element: int


class Address(NamedTuple):
    """An address (ADD). `kind` 700 is a contact, 702 a residence as sent; telephone as sent."""

    kind: str
    street: str
    city: str
    state: str
    country: str
    postcode: str
    telephone: str
    at: int
    element: int


class FrequentFlyer(NamedTuple):
    """Membership of a frequent flyer programme (FTI)."""

    airline: str
    number: str
    level: str
    at: int
    element: int


class Amount(NamedTuple):
    """Money as sent (MON, TXD): `kind` B base fare, T total, a tax's code otherwise; value as decimal text."""

    kind: str
    value: str
    currency: str
    at: int
    element: int


class Payment(NamedTuple):
    """A form of payment (FOP): `kind` CA cash, CC card; `number` as sent, `expiry` MMYY as sent."""

    kind: str
    amount: str
    vendor: str
    number: str
    expiry: str
    at: int
    element: int


@dataclass(slots=True)
class Ticket:
    """A ticket: number, document type, booklets, issue, payments, sponsors, billing addresses; `money` as sent.

    Fares, taxes and pricing indicators are read from `money` (MON, TXD, PTK) by `parsing.tickets`.
    """

    number: str
    type: str
    booklets: str
    at: int
    issued: datetime | date | None = None
    money: list[Segment] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    sponsors: list[Remark] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)


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


class BagTag(NamedTuple):
    """The tag of a bag to a destination. `sequence` as sent: senders differ on what they count in it."""

    carrier: str
    number: str
    sequence: str
    destination: str
    element: int


class Bags(NamedTuple):
    """Checked bags of one passenger on one leg (TBD). `weight` is in `unit` as sent: 700 kilograms, 701 pounds.

    pool  HP is the head, MP a member of a bag pool; `pool_head` names the head
    """

    pieces: int | None
    weight: float | None
    unit: str
    pool: str
    pool_head: str
    tags: tuple[BagTag, ...]
    passenger: str
    at: int


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


class Operating(NamedTuple):
    """The operating flight of a codeshare. `form`: TVL (a second one, before 14.1) or TRA; number as sent."""

    carrier: str
    number: str
    booking_class: str
    form: str
    at: int


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


class Split(NamedTuple):
    """A division of the record: how many passengers as sent, and the record they went to or came from."""

    people: str
    locators: tuple[Locator, ...]
    at: int


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


@dataclass(slots=True)
class Pnr:
    """One passenger name record. `complete` is false where the file ended inside it."""

    header: Header
    segments: list[Segment]
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

    @property
    def locator(self) -> str | None:
        """Its first locator; None where none was sent."""
        return self.locators[0].code if self.locators else None

    @property
    def created(self) -> datetime | date | None:
        """When it was made, UTC; None where it was not sent."""
        return self.locators[0].created if self.locators else None
