"""What is true of an invented record? Drawn first; the message is written from it, and a reader must find it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from communique.estimate import stream
from communique.workstreams.passengers.generator import words

FIRST_DAY = datetime(2026, 1, 5, 0, 0)
DAYS = 365
LAST_DAY = FIRST_DAY + timedelta(days=DAYS + 60)  # every flight and return has flown


@dataclass(slots=True)
class Bag:
    """A checked bag; the same one on every leg it travels. `pounds`: its sender weighs in pounds."""

    tag: str
    weight: int
    pounds: bool


@dataclass(slots=True)
class Person:
    """A traveller. `reference` is their number in the record; an infant travels with the adult named in `lap`."""

    surname: str
    given: str
    title: str
    type: str
    reference: str
    sex: str
    birth: date
    document: str
    nationality: str
    expiry: date
    email: str
    phone: str
    frequent_flyer: str = ""
    lap: str = ""
    service: str = ""
    bags: list[Bag] = field(default_factory=list)


@dataclass(slots=True)
class Leg:
    """A flight of the itinerary in local time; operated by another carrier where `operating` is given."""

    carrier: str
    number: str
    origin: str
    destination: str
    departure: datetime
    arrival: datetime
    booking_class: str
    operating: str = ""
    operating_number: str = ""
    seats: list[str] = field(default_factory=list)  # of each person; "" for an infant


@dataclass(slots=True)
class Trip:
    """A record: who, where to, when booked, by which agency, how it was paid and what was changed since."""

    locator: str
    airline: str
    system_locator: str
    created: datetime
    changed: datetime
    agency: str
    office: str
    country: str
    people: list[Person]
    legs: list[Leg]
    fare: int
    card: bool
    card_ends: str
    changes: int = 0
    split_from: str = ""
    remark: str = ""


def trips(count: int, seed: int, per_flight: int = 100) -> Iterator[Trip]:
    """So many records, each `per_flight` of them on one flight; the same seed gives the same ones, and a longer run
    begins with a shorter one's."""
    random = Random(int(stream(seed, "passengers.generator").integers(2**62)))
    flight = None
    for number in range(count):
        if flight is None or number % per_flight == 0:
            flight = _flight(random)
        yield _trip(random, flight)


def _flight(random: Random) -> Leg:
    """The flight that a push is about."""
    departure = FIRST_DAY + timedelta(days=random.randrange(DAYS), minutes=5 * random.randrange(288))
    origin, destination = random.sample(sorted(words.AIRPORTS), 2)
    carrier = words.AIRLINES[random.choice(("CAN", "MEX", "USA"))]
    return _leg(random, carrier, origin, destination, departure)


def _trip(random: Random, flight: Leg) -> Trip:
    country = random.choice(("CAN", "MEX", "USA"))
    created = flight.departure - timedelta(days=random.randint(2, 200), minutes=random.randrange(1440))
    people = _people(random, country, flight.departure.date())
    return Trip(
        locator=words.code(random, 6), airline=flight.carrier, system_locator=words.code(random, 6),
        created=created, changed=created + (flight.departure - created) / 2, agency="9" + words.figures(random, 7),
        office=random.choice(("YTO", "MEX", "NYC")) + "X0" + words.figures(random, 4), country=country,
        people=people, legs=_legs(random, flight, people), fare=random.randint(120, 4000),
        card=random.random() < 0.8, card_ends=words.figures(random, 4), changes=random.choice((0, 0, 1, 2)),
        split_from=words.code(random, 6) if random.random() < 0.03 else "", remark=_remark(random),
    )  # fmt: skip


def _remark(random: Random) -> str:
    return random.choice(("", "", "", "PASSENGER ASKS FOR A QUIET SEAT", "WILL CALL AGAIN ABOUT THE RETURN"))


def _people(random: Random, country: str, day: date) -> list[Person]:
    family = words.surname(random)
    count = random.choice((1, 1, 1, 2, 2, 3, 4))
    people = [_person(random, family, str(n), "A", country, day) for n in range(1, count + 1)]
    if random.random() < 0.08:
        infant = _person(random, family, str(count + 1), "IN", country, day)
        infant.lap = "1"
        people.append(infant)
    return people


def _person(random: Random, family: str, reference: str, kind: str, country: str, day: date) -> Person:
    adult = kind == "A"
    given, years = words.name(random, 2), random.randint(18, 84) if adult else 1
    surname = family if random.random() < 0.7 else words.surname(random)
    plain = "".join(c for c in (given + surname).lower() if c.isalpha() and c.isascii())
    return Person(
        surname=surname, given=given, title=random.choice(words.TITLES) if adult else "", type=kind,
        reference=reference, sex=random.choice("MF") + ("" if adult else "I"),
        birth=day - timedelta(days=int(years * 365.25) - random.randrange(200)),
        document="X" + words.figures(random, 8), nationality=country,
        expiry=day + timedelta(days=random.randint(200, 3500)),
        email=f"{plain}_{words.figures(random, 2)}@example.org".upper() if adult else "",
        phone=f"1555555{random.randint(100, 199):04}" if adult else "",
        frequent_flyer="9" + words.figures(random, 8) if adult and random.random() < 0.4 else "",
        service=_service(random), bags=_bags(random) if adult else [],
    )  # fmt: skip


def _service(random: Random) -> str:
    drawn = random.random()
    if drawn < 0.06:
        return random.choice(words.SENSITIVE)
    return random.choice(words.PLAIN) if drawn < 0.2 else ""


def _bags(random: Random) -> list[Bag]:
    pounds = random.random() < 0.3
    heaviest = 50 if pounds else 23
    return [
        Bag("0" + words.figures(random, 9), random.randint(heaviest // 3, heaviest), pounds)
        for _ in range(random.choice((0, 1, 1, 2)))
    ]


def _legs(random: Random, flight: Leg, people: list[Person]) -> list[Leg]:
    """The push's flight, at times with a flight to it and the way back."""
    legs = [replace(flight)]
    if random.random() < 0.3:
        origin = random.choice(sorted(set(words.AIRPORTS) - {flight.origin, flight.destination}))
        before = flight.departure - timedelta(hours=random.randint(14, 20))
        legs.insert(0, _leg(random, flight.carrier, origin, flight.origin, before))
    if random.random() < 0.5:
        after = flight.arrival + timedelta(days=random.randint(1, 30))
        legs.append(_leg(random, flight.carrier, flight.destination, flight.origin, after))
    for leg in legs:
        leg.booking_class = random.choice("YBMJC")
        leg.seats = [_seat(random) if person.type == "A" else "" for person in people]
    return legs


def _leg(random: Random, carrier: str, origin: str, destination: str, departure: datetime) -> Leg:
    arrival = departure + timedelta(minutes=5 * random.randint(12, 140))
    leg = Leg(carrier, str(random.randint(1, 9899)), origin, destination, departure, arrival, "Y")
    if random.random() < 0.25:
        others = [airline for airline in words.AIRLINES.values() if airline != carrier]
        leg.operating, leg.operating_number = random.choice(others), str(random.randint(1, 9899))
    return leg


def _seat(random: Random) -> str:
    return f"{random.randint(1, 44)}{random.choice('ABCDEFHJK')}"
