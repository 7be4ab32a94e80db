"""Is what is written what is read? Invented records against what was drawn for them; cuts, damage and noise."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messages import codes

from communique.workstreams.passengers.edifact.separators import DEFAULT, Separators
from communique.workstreams.passengers.generator import Form, Trip, interchange, trips
from communique.workstreams.passengers.generator.messages import VERSIONS, FormError
from communique.workstreams.passengers.generator.trips import LAST_DAY
from communique.workstreams.passengers.parsing.elements import values
from communique.workstreams.passengers.parsing.reading import read_bytes
from communique.workstreams.passengers.parsing.summary import pound_kg, summary

SYMBOLS = list("!\"#$%&()*,-./:;<=>?@[\\]^_`{|}~+'")
SETS = st.permutations(SYMBOLS).map(lambda drawn: Separators(*drawn[:6]))
FORMS = st.builds(
    Form, version=st.sampled_from(VERSIONS), per_message=st.integers(1, 5), separators=SETS | st.just(DEFAULT),
    groups=st.booleans(), split=st.booleans(), newline=st.sampled_from(["", "\n", "\r\n"]),
)  # fmt: skip


def written(drawn, form=None) -> bytes:
    return "".join(interchange(drawn, form)).encode("latin-1")


def truth(trip: Trip) -> dict:
    """What a reader must find, worked out from what was drawn and not from the message."""
    adults = [person for person in trip.people if person.type == "A"]
    pieces = sum(len(person.bags) for person in trip.people)
    kilograms = sum(bag.weight * (pound_kg() if bag.pounds else 1) for person in trip.people for bag in person.bags)
    return {
        "locator": trip.locator,
        "created": trip.created.isoformat() + "Z",
        "people": [(p.surname, p.given, p.title, p.type, p.reference) for p in trip.people],
        "laps": {p.lap: p.reference for p in trip.people if p.lap},
        "emails": [p.email for p in adults],
        "documents": [(p.document, p.nationality) for p in trip.people],
        "flights": [(f.carrier, f.number, f.origin, f.destination, f.departure.isoformat()) for f in trip.legs],
        "codeshares": [(f.operating, f.operating_number) if f.operating else None for f in trip.legs],
        "seats": [sorted(set(filter(None, f.seats))) for f in trip.legs],
        "cards": [trip.card_ends] * len(adults) if trip.card else [],
        "bags": [pieces] * len(trip.legs),
        "kilograms": [round(kilograms, 2)] * len(trip.legs),
        "agency": trip.agency,
        "split": [trip.split_from] if trip.split_from else [],
        "births": [p.birth for p in trip.people],
        "expiries": [p.expiry for p in trip.people],
        "numbers": [p.frequent_flyer for p in trip.people if p.frequent_flyer],
        "services": [p.service for p in trip.people if p.service],
        "changes": trip.changes,
    }


def found(pnr) -> dict:
    brief = summary(pnr)
    people = pnr.passengers
    return {
        "locator": brief["locator"],
        "created": brief["created"],
        "people": [(p.surname, p.given, p.title, p.type, p.reference) for p in people],
        "laps": {p.reference: p.infant for p in people if p.infant},
        "emails": [text for p in brief["passengers"] for text in p["emails"]],
        "documents": [(d.number, d.issuer) for p in people for d in p.documents],
        "flights": [(f["carrier"], f["number"], f["from"], f["to"], f["departure"]) for f in brief["flights"]],
        "codeshares": [(f.operating.carrier, f.operating.number) if f.operating else None for f in pnr.flights],
        "seats": [flight["seats"] for flight in brief["flights"]],
        "cards": [card["ends"] for card in brief["cards"]],
        "bags": brief["bags_by_leg"],
        "kilograms": brief["weight_kg_by_leg"],
        "agency": brief["agency"],
        "split": [code for split in brief["splits"] for code in split["locators"]],
        "births": [d.birth for p in people for d in p.documents],
        "expiries": [d.expiry for p in people for d in p.documents],
        "numbers": [member.number for p in people for member in p.frequent_flyer],
        "services": [s.code for p in people for s in p.services if s.code != "DOCS"],
        "changes": len(pnr.history),
    }


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 12), FORMS)
def test_every_record_is_read_as_it_was_drawn_whatever_its_form(seed, count, form):
    drawn = list(trips(count, seed, form.per_message))
    reading = read_bytes(written(drawn, form))
    assert [found(pnr) for pnr in reading] == [truth(trip) for trip in drawn]
    assert codes(reading) == []


@settings(max_examples=30)
@given(st.integers(0, 10_000), SETS)
def test_separators_and_line_ends_leave_no_trace_in_a_record(seed, separators):
    drawn = list(trips(4, seed))

    def records(form):
        found = []
        for pnr in read_bytes(written(drawn, form)):
            # the byte at which a segment begins is the one thing that line ends change
            for segment in pnr.segments:
                segment.offset = 0
            found.append((replace(pnr, header=None), pnr.segments, values(pnr)))
        return found

    assert records(Form(separators=separators, newline="")) == records(Form())


@pytest.mark.parametrize("version", VERSIONS)
def test_the_operating_flight_has_the_form_of_its_version(version):
    drawn = list(trips(60, 3))
    forms = {
        flight.operating.form
        for pnr in read_bytes(written(drawn, Form(version=version)))
        for flight in pnr.flights
        if flight.operating
    }
    assert forms == {"TRA" if version in ("14.1", "15.1") else "TVL"}


def test_the_same_seed_gives_the_same_bytes_and_a_longer_run_begins_alike():
    assert written(trips(30, 7)) == written(trips(30, 7)) != written(trips(30, 8))
    assert list(islice(trips(50, 7), 20)) == list(trips(20, 7))


def test_every_date_of_an_invented_record_is_before_it_is_sent():
    assert max(leg.arrival for trip in trips(500, 1) for leg in trip.legs) < LAST_DAY


def test_a_form_that_cannot_be_is_refused():
    with pytest.raises(FormError, match=r"16\.1"):
        Form(version="16.1")
    with pytest.raises(FormError, match="at least one"):
        Form(per_message=0)


SMALL = written(trips(3, 11), Form(newline=""))


TINY = written(trips(2, 54), Form(newline=""))  # about two kilobytes


@pytest.mark.parametrize("repair", [False, True])
def test_a_cut_at_any_byte_never_stops_the_reader_nor_invents_a_record(repair):
    whole = [found(pnr) for pnr in read_bytes(TINY)]
    for end in range(len(TINY)):
        reading = read_bytes(TINY[:end], repair=repair)
        records = list(reading)
        sound = [found(pnr) for pnr in records if pnr.complete]
        assert sound == whole[: len(sound)]
        assert {pnr.locator for pnr in records} <= {record["locator"] for record in whole}
        assert len(records) - len(sound) <= 1
        assert codes(reading).count("TRUNCATED") == len(records) - len(sound)


@settings(max_examples=60)
@given(st.data())
def test_damage_inside_one_record_leaves_the_others_as_they_are(data):
    whole = [found(pnr) for pnr in read_bytes(SMALL)]
    starts = [i for i in range(len(SMALL)) if SMALL.startswith(b"SRC'", i)]
    begin, end = starts[1] + 4, starts[2]
    noise = data.draw(st.binary(max_size=30).filter(lambda b: b"UN" not in b and b"?" not in b))
    at = data.draw(st.integers(begin, end - 1))
    width = data.draw(st.integers(0, min(40, end - 1 - at)))
    damaged = SMALL[:at] + noise + SMALL[at + width : end - 1] + b"'" + SMALL[end:]
    records = list(read_bytes(damaged))
    others = [found(pnr) for pnr in records]
    assert others[0] == whole[0]
    assert others[-1] == whole[2]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(set(SMALL.split(b"'")))) | st.binary(max_size=12), max_size=60))
def test_no_order_of_segments_stops_the_reader(parts):
    for pnr in read_bytes(b"UNB+IATA:1+XX'UNH+1+PNRGOV:13:1'" + b"'".join(parts) + b"'"):
        summary(pnr)
        values(pnr)


def ends_of(data: bytes) -> list[int]:
    """Where a segment ends and another one follows."""
    found = [i for i in range(len(data)) if data[i : i + 1] == b"'" and data[i - 1 : i] != b"?"]
    return found[:-1]


def counted(pnr) -> tuple[int, dict]:
    """How many passengers, and bags by flight."""
    brief = summary(pnr)
    legs = [(leg["carrier"], leg["number"], leg["departure"]) for leg in brief["flights"]]
    return len(brief["passengers"]), dict(zip(legs, brief["bags_by_leg"], strict=True))


def no_more(pnr, whole) -> bool:
    """Whether a record has no passenger, flight or bag that it did not have before."""
    people, bags = whole[pnr.locator] if pnr.locator else max(whole.values(), key=lambda each: each[0])
    found, carried = counted(pnr)
    same = [all(pieces <= bags[leg] for leg, pieces in carried.items())] if pnr.locator else []
    return found <= people and (not pnr.locator or (set(carried) <= set(bags) and all(same)))


def glued(seed: int, version: str, step: int = 1) -> None:
    """Glues each segment to the one before it, one at a time."""
    data = written(trips(3, seed), Form(version, newline=""))
    sound = list(read_bytes(data))
    whole, records = {pnr.locator: counted(pnr) for pnr in sound}, [summary(pnr) for pnr in sound]
    for end in ends_of(data)[seed % step :: step]:
        damaged = data[:end] + data[end + 1 :]
        reading = read_bytes(damaged)
        found = list(reading)
        assert "GLUED_SEGMENT" in codes(reading)
        assert len(found) <= len(sound)
        assert all(no_more(pnr, whole) for pnr in found)
        assert [summary(pnr) for pnr in read_bytes(damaged, repair=True)] == records


@pytest.mark.parametrize(("seed", "version"), [(4, "13.1"), (7, "15.1")])
def test_a_segment_glued_to_another_adds_no_passenger_flight_or_bag_and_is_mended_when_asked(seed, version):
    glued(seed, version, step=3)


@pytest.mark.slow
@settings(max_examples=30)
@given(st.integers(0, 10_000), st.sampled_from(VERSIONS))
def test_the_same_of_every_segment_of_many_messages(seed, version):
    glued(seed, version)


def attacked(data: bytes) -> None:
    """Reads damaged bytes as every command does; nothing may stop it, and no locator appears that nobody sent."""
    sent = data.translate(None, b"\n\r?")  # what may stand inside a locator and is no part of it
    reading = read_bytes(data)
    for pnr in reading:
        assert pnr.locator is None or pnr.locator.encode() in sent
        summary(pnr)
        values(pnr)
    assert all(d.severity in ("error", "warning", "note") and 0 <= d.offset <= len(data) for d in reading.diagnostics)


def flipped(data: bytes, random: Random, bits: int) -> bytes:
    changed = bytearray(data)
    for _ in range(bits):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def test_flipped_bits_stop_nothing_and_invent_no_record():
    random = Random(5)
    for case in range(150):
        attacked(flipped(TINY, random, 1 + case % 20))


@pytest.mark.slow
def test_the_same_of_ten_thousand_cases():
    random = Random(6)
    for case in range(10_000):
        attacked(flipped(SMALL if case % 2 else TINY, random, 1 + case % 40))


UTF_8, UTF_16 = (TINY.decode("latin-1").encode(charset) for charset in ("utf-8", "utf-16"))
FILES = {
    "empty": b"",
    "nothing but NUL": b"\0" * 5000,
    "NUL in every segment": TINY.replace(b"+", b"+\0"),
    "bytes of no character": TINY.replace(b"A", b"\xff\xfe"),
    "UTF-16": UTF_16,
    "UTF-8, not declared": UTF_8,
    "byte order mark": b"\xef\xbb\xbf" + UTF_8,
    "half of it in another charset": TINY + UTF_8,
    "begins as gzip does": b"\x1f\x8b\x08" + TINY,
    "a huge segment": TINY.replace(b"LTS+", b"LTS+" + b"x" * 300_000),
    "no terminator": TINY.replace(b"'", b""),
    "no UNH": TINY.replace(b"UNH", b"UNX"),
    "blanks behind SRC": TINY.replace(b"SRC'", b"SRC \r\n'"),
    "thrice": TINY * 3,
    "terminators alone": b"'" * 5000,
    "release characters": b"?" * 5000 + TINY + b"?'" * 5000,
}


@pytest.mark.parametrize("data", FILES.values(), ids=list(FILES))
def test_no_file_stops_the_reader_nor_invents_a_record(data):
    attacked(data)
