"""Which single items does a record hold? Each stands whole in one place of the message.

`at` is the number of its segment in the message (UNH is 1) and, where a segment repeats an item, `element` is the
element in which it stands.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from communique.workstreams.passengers.edifact.segments import Pointer


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


class Operating(NamedTuple):
    """The operating flight of a codeshare. `form`: TVL (a second one, before 14.1) or TRA; number as sent."""

    carrier: str
    number: str
    booking_class: str
    form: str
    at: int


class Split(NamedTuple):
    """A division of the record: how many passengers as sent, and the record they went to or came from."""

    people: str
    locators: tuple[Locator, ...]
    at: int
