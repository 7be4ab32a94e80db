"""Do columns hold what the object reader reads? Every value, place, day, number and document, whatever was sent."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messages import HEAD, codes, message, record
from test_messages_properties import FORMS, SMALL, written
from test_messages_records import WHOLE
from test_messages_samples import NAMES

from communique.workstreams.passengers.bulk import reading as bulk
from communique.workstreams.passengers.bulk.index import index
from communique.workstreams.passengers.edifact.separators import Separators, cutter
from communique.workstreams.passengers.generator import Form, trips
from communique.workstreams.passengers.parsing.elements import values
from communique.workstreams.passengers.parsing.reading import read_bytes

PLACE = ("segment", "at_element", "at_component")
VALUE = ("message", "record", "element", "field", "text", *PLACE, "history")
DOCUMENT = (
    "code", "type", "issuer", "number", "nationality", "birth", "sex", "expiry", "issued", "surname", "given",
    "second", "passenger",
)  # fmt: skip


def in_columns(data: bytes, **options):
    """Rows of values and of documents, by column, and the reading."""
    reading = bulk.Bulk(BytesIO(data), **options)
    tables = list(reading)
    return [
        [row for t in tables for row in getattr(t, name).iter_rows(named=True)] for name in bulk.Tables._fields
    ], reading


def by_object(data: bytes, **options):
    reading = read_bytes(data, **options)
    records = list(reading)
    found = [
        (pnr.header.index, number, v.element, v.field, v.text, *v.at, v.history)
        for number, pnr in enumerate(records)
        for v in values(pnr)
    ]
    return records, found, reading


def held(pnr):
    """Every document of a record, wherever it was put."""
    holders = (pnr, *pnr.passengers, *pnr.flights)
    return [document for holder in holders for document in holder.documents]


def days_and_clocks(pnr):
    """What the typed record makes of days and times, by segment."""
    found = [(locator.at, locator.created) for locator in pnr.locators]
    found += [(flight.at, when) for flight in pnr.flights for when in (flight.departure, flight.arrival)]
    return {(at, when) for at, when in found if when is not None}


def same(data: bytes, **options):
    """That both readers find the same; the rows of values."""
    (rows, documents), bulky = in_columns(data, **options)
    records, expected, reading = by_object(data, **options)
    assert Counter(tuple(row[c] for c in VALUE) for row in rows) == Counter(expected)
    assert bulky.headers == reading.headers
    of_records = Counter(fault for pnr in records for fault in pnr.diagnostics)
    assert Counter(bulky.diagnostics) == Counter(reading.diagnostics) - of_records
    assert Counter(tuple(row[c] for c in ("record", "segment", *DOCUMENT)) for row in documents) == Counter(
        (n, d.at, *(getattr(d, c) for c in DOCUMENT)) for n, pnr in enumerate(records) for d in held(pnr)
    )
    typed_alike(rows, records)
    return rows


def typed_alike(rows, records):
    """That days, times and numbers are those of the typed records."""
    near = defaultdict(list)
    for row in rows:
        near[row["record"], row["segment"]].append(row)
    for n, pnr in enumerate(records):
        for at, when in days_and_clocks(pnr):
            days = {row["day"] for row in near[n, at]}
            assert (when.date() if isinstance(when, datetime) else when) in days
            if isinstance(when, datetime):
                assert when.time() in {row["clock"] for row in near[n, at]}
        for ticket in (ticket for passenger in pnr.passengers for ticket in passenger.tickets):
            for amount in (*ticket.fares, *ticket.taxes):
                numbers = {row["number"] for row in near[n, amount.at] if row["at_element"] == amount.element}
                assert float(amount.value) in numbers
        for bags in (b for flight in pnr.flights for check_in in flight.check_ins for b in check_in.bags):
            numbers = {row["number"] for row in near[n, bags.at]}
            assert {bags.pieces, bags.weight} - {None} <= numbers


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 8), FORMS)
def test_invented_messages_of_every_form_hold_the_same(seed, count, form):
    assert same(written(trips(count, seed, form.per_message), form))


@pytest.mark.parametrize("repair", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_the_sample_messages_hold_the_same(shared, name, repair):
    assert same((shared / "data" / "passengers" / "pnrgov_samples" / name).read_bytes(), repair=repair)


def test_a_record_with_all_nineteen_elements_holds_the_same():
    rows = same(message(record(*WHOLE), record(*WHOLE, locator="DEF456")))
    assert {row["element"] for row in rows} == set(range(1, 20))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(set(SMALL.split(b"'")))) | st.binary(max_size=12), max_size=60))
def test_any_order_of_segments_holds_the_same(parts):
    data = b"UNB+IATA:1+XX+GOV+260105:1200'UNH+1+PNRGOV:13:1'SRC'RCI+XX:ABC123'" + b"'".join(parts) + b"'"
    (rows, _), _ = in_columns(data)
    assert Counter(tuple(row[c] for c in VALUE) for row in rows) == Counter(by_object(data)[1])


SYMBOLS = list("!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'")
SETS = st.permutations(SYMBOLS).map(lambda drawn: Separators(*drawn[:6]))


@given(
    SETS,
    st.lists(st.text(st.sampled_from([*SYMBOLS, "A", "é", "語"]), min_size=1, max_size=14), min_size=1, max_size=6),
)
def test_segments_are_cut_alike_whatever_separates(separators, texts):
    found = index(texts, separators)
    expected = [
        (row, e, c, text)
        for row, segment in enumerate(texts)
        for e, element in enumerate(cutter(separators)(segment))
        for c, text in enumerate(element)
    ]
    places = zip(
        found.row.tolist(), found.element.tolist(), found.component.tolist(), found.text.to_list(), strict=True
    )
    assert list(places) == expected
    assert found.filled.tolist() == [text != "" for *_, text in expected]


@given(st.integers(1, 60))
def test_how_many_are_read_at_once_changes_nothing(at_once):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "AT_ONCE", at_once)
        rows = in_columns(SMALL)[0]
    assert rows == in_columns(SMALL)[0]


def test_interchanges_with_other_separators_are_read_each_with_its_own():
    one = written(trips(2, 1), Form(separators=Separators(*";|.^ ~")))
    two = written(trips(2, 2))
    assert len({row["record"] for row in same(one + two)}) == 4


def test_a_file_that_ends_inside_a_record_holds_what_the_object_reader_holds():
    for end in range(0, len(SMALL), 41):
        same(SMALL[:end])


def test_names_in_utf_8_and_released_characters_are_undone():
    sent = (
        b"UNB+UNOW:4+XX+GOV+260105:1200+1'UNH+1+PNRGOV:13:1'"
        + "SRC'RCI+XX:ABC123'TIF+O?'MU??\u00d1OZ+\u8a9e?+A'".encode()
    )
    texts = [row["text"] for row in same(sent) if row["element"] == 4]
    assert texts == ["O'MU?\u00d1OZ", "\u8a9e+A"]


@pytest.mark.parametrize(
    ("segment", "typed"),
    [
        ("RCI+XX:DEF456:230818:1220", [(2, date(2018, 8, 23), None), (3, None, time(12, 20))]),
        ("RCI+XX:DEF456:C:230818:122001", [(2, None, None), (3, date(2018, 8, 23), None), (4, None, time(12, 20, 1))]),
        ("TVL+050126:1220:1505+YYZ+MEX+XX+11", [(0, date(2026, 1, 5), None), (2, None, time(15, 5))]),
        ("TVL+310226:2561+YYZ+MEX+XX+11", [(0, None, None), (1, None, None)]),
    ],
)  # fmt: skip
def test_days_and_times_are_typed_and_what_is_none_is_null(segment, typed):
    rows = [row for row in same(message(record(segment))) if row["segment"] == 8 and row["at_element"] == 1]
    found = {row["at_component"]: (row["at_component"], row["day"], row["clock"]) for row in rows}
    assert [found[component] for component, *_ in typed] == typed


def test_numbers_are_typed_and_what_is_none_is_null():
    segments = ("TIF+SOTO+ANA:A:1", "TKT+0991", "MON+B:754.72:GBP+T:1e3:GBP", "TXD++4.53:::AY6")
    (rows, _), _ = in_columns(message(record(*segments)))
    numbers = {row["text"]: row["number"] for row in rows if row["element"] == 8}
    assert (numbers["754.72"], numbers["1e3"], numbers["4.53"], numbers["GBP"]) == (754.72, None, 4.53, None)


def test_nothing_in_it_is_no_table():
    assert in_columns(b"")[0] == [[], []]
    assert in_columns(f"{HEAD}EQN+0'UNT+6+1'UNZ+1+1'".encode())[0] == [[], []]
    assert codes(in_columns(b"no message")[1]) == ["JUNK"]
