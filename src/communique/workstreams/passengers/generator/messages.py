"""How would a carrier send these records? Messages, groups and interchanges around them, one message in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from communique.errors import CommuniqueError
from communique.workstreams.passengers.edifact.separators import DEFAULT, Separators
from communique.workstreams.passengers.edifact.writing import write
from communique.workstreams.passengers.generator.records import Elements, line, record
from communique.workstreams.passengers.generator.trips import LAST_DAY, Leg, Trip

VERSIONS = ("11.1", "12.1", "13.1", "14.1", "15.1")
RECIPIENT = "INVENTED"


class FormError(CommuniqueError):
    """A form of message that cannot be written."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the records are sent.

    version      of PNRGOV; from 14.1 on the operating flight is a TRA
    per_message  records of a message
    groups       with UNG and UNE
    split        the messages are the parts of one push
    newline      after each terminator
    """

    version: str = "13.1"
    per_message: int = 100
    separators: Separators = DEFAULT
    groups: bool = False
    split: bool = False
    newline: str = "\n"

    def __post_init__(self) -> None:
        if self.version not in VERSIONS:
            raise FormError(f"version {self.version!r} is not one of {', '.join(VERSIONS)}")
        if self.per_message < 1:
            raise FormError("a message holds at least one record")


def interchange(trips: Iterable[Trip], form: Form | None = None) -> Iterator[str]:
    """The text of an interchange of these records, in pieces: write them one after the other, as ISO 8859-1."""
    form = form or Form()
    messages = _batches(iter(trips), form.per_message)
    batch = next(messages, [])
    sender = batch[0].airline if batch else "U0"
    if form.separators != DEFAULT:
        yield "UNA" + form.separators.una + form.newline
    when = [f"{LAST_DAY:%y%m%d}", f"{LAST_DAY:%H%M}"]
    yield _written([line("UNB", ["IATA", "1"], sender, RECIPIENT, when, "1")], form)
    if form.groups:
        major, minor = form.version.split(".")
        yield _written([line("UNG", "PNRGOV", sender, RECIPIENT, when, "1", "IA", [major, minor])], form)
    count = 0
    while batch:
        count += 1
        following = next(messages, [])
        yield _written(_message(batch, count, form, last=not following), form)
        batch = following
    if form.groups:
        yield _written([line("UNE", str(count), "1")], form)
    yield _written([line("UNZ", "1" if form.groups else str(count), "1")], form)


def _batches(trips: Iterator[Trip], size: int) -> Iterator[list[Trip]]:
    while batch := list(islice(trips, size)):
        yield batch


def _written(segments: list[Elements], form: Form) -> str:
    return write(segments, form.separators, newline=form.newline)


def _message(trips: list[Trip], number: int, form: Form, *, last: bool) -> list[Elements]:
    major, minor = (int(part) for part in form.version.split("."))
    flight = _flight(trips)
    carrier, flown = flight.operating or flight.carrier, flight.operating_number or flight.number
    part = [[f"{number:02}", "C" if number == 1 else "F"] if number == 1 or last else [f"{number:02}"]]
    access = "PUSH1" if form.split else f"PUSH{number}"
    inside = [
        line("UNH", str(number), ["PNRGOV", str(major), str(minor), "IA"], access, *(part if form.split else ())),
        line("MSG", ["", "22"]),
        line("ORG", carrier),
        line(
            "TVL", [f"{flight.departure:%d%m%y}", f"{flight.departure:%H%M}", f"{flight.arrival:%d%m%y}",
                    f"{flight.arrival:%H%M}"], flight.origin, flight.destination, carrier, flown,
        ),
        line("EQN", str(len(trips))),
        *(segment for trip in trips for segment in record(trip, (major, minor))),
    ]  # fmt: skip
    return [*inside, line("UNT", str(len(inside) + 1), str(number))]


def _flight(trips: list[Trip]) -> Leg:
    """The flight that the message is about: a leg that all its records have, else the first of the first record."""
    legs = trips[0].legs
    shared = [leg for leg in legs if all(any(_same(leg, other) for other in trip.legs) for trip in trips)]
    return (shared or legs)[0]


def _same(one: Leg, other: Leg) -> bool:
    return (one.carrier, one.number, one.departure) == (other.carrier, other.number, other.departure)
