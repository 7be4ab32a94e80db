"""Do the eleven sample messages read as they were counted by hand? (shared data; skipped where it is absent)"""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from communique.workstreams.passengers.edifact.tokens import Tokens
from communique.workstreams.passengers.parsing.reading import Reading, read_bytes
from communique.workstreams.passengers.parsing.summary import shown, summary, tags_of

NAMES = (
    "pnrMessageExample.txt", "pnrMessagePg75.txt", "pnrMessagePg76.txt", "pnrMessagePg77.txt",
    "modifyPnr77ForCodeShare.txt", "loader_codeshare.edi", "pnrWithDoco.txt", "pnrEdge.txt", "loader_pnr_split.edi",
    "loader_infant.edi", "loader_adult_and_infant.edi",
)  # fmt: skip


@pytest.fixture(scope="session")
def data(shared: Path) -> Path:
    return shared / "data" / "passengers"


def read(data, name, **options):
    with (data / "pnrgov_samples" / name).open("rb") as stream:
        reading = Reading(stream, **options)
        return list(reading), reading


def codes(reading):
    return [diagnostic.code for diagnostic in reading.diagnostics]


def rows(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", NAMES)
def test_segments_records_and_counts_are_those_expected(data, name):
    [row] = [row for row in rows(data / "sample_expectations.csv") if row["file"] == name]
    faults = []
    with (data / "pnrgov_samples" / name).open("rb") as stream:
        tokens = Tokens(stream, faults.append)
        segments = list(tokens)
    assert len(segments) == int(row["terminated_segments"])
    assert tokens.separators.una == row["una"]
    assert tokens.tail == row["unterminated_tail"]
    assert any(fault.code == "UNA_DAMAGED" for fault in faults) == (row["una_damaged"] == "true")
    records, reading = read(data, name)
    [header] = reading.headers
    assert len(records) == header.records == int(row["pnrs"])
    assert header.segments_declared == int(row["unt_declared"])
    assert header.segments == int(row["unt_actual"])
    assert ("SEGMENT_COUNT" in codes(reading)) == (row["unt_declared"] != row["unt_actual"])


@pytest.mark.parametrize("name", [name for name in NAMES if name != "pnrMessagePg75.txt"])
def test_legs_bags_and_weights_are_those_expected(data, name):
    expected = [row for row in rows(data / "sample_legs.csv") if row["file"] == name]
    records, _ = read(data, name)
    found = []
    for number, pnr in enumerate(records, start=1):
        brief = summary(pnr)
        for flight, bags, weight in zip(pnr.flights, brief["bags_by_leg"], brief["weight_kg_by_leg"], strict=True):
            operating = flight.operating
            sent = "" if operating is None else operating.number
            carriers = ":".join(filter(None, (flight.carrier, flight.operating_carrier)))
            found.append((
                str(number), pnr.locator, flight.origin, flight.destination, carriers, flight.number,
                (operating.carrier if operating and operating.form == "TRA" else "") + sent, bags, weight,
                len(tags_of(flight)),
            ))  # fmt: skip
    assert found == [
        (
            row["pnr"], row["locator"], row["from"], row["to"], row["carriers"], row["flight"],
            row["operating_from_2nd_TVL_or_TRA"], int(row["bags"]), float(row["weight_kg"]),
            int(row["distinct_tags"]),
        )
        for row in expected
    ]  # fmt: skip


def test_the_first_example_has_four_cards_and_one_cash_and_its_bags_once_a_leg(data):
    [pnr], _ = read(data, "pnrMessageExample.txt")
    brief = summary(pnr)
    assert (pnr.locator, len(pnr.passengers), len(pnr.flights)) == ("7C789A", 5, 3)
    assert pnr.flights[0].origin == "WDH"
    assert (len(brief["cards"]), [paid["kind"] for paid in brief["other_payments"]]) == (4, ["CA"])
    assert brief["bags_by_leg"] == [9, 9, 0]
    assert brief["weight_kg_by_leg"] == [pytest.approx(195 * 0.45359237, abs=0.005)] * 2 + [0.0]
    assert brief["tags_by_leg"] == [8, 8, 0]
    assert {card["ends"] for card in brief["cards"]} == {"9581", "2826", "4649", "8193"}


def test_a_type_left_out_with_its_colon_is_a_date(data):
    [pnr], reading = read(data, "pnrMessageExample.txt")
    assert pnr.created == datetime(2018, 8, 23, 12, 20)
    assert "LOCATOR_TYPE_OMITTED" in codes(reading)


def test_page_77_has_two_flights_and_four_in_its_history(data):
    [pnr], reading = read(data, "pnrMessagePg77.txt")
    assert (pnr.locator, pnr.created) == ("W9TEND", datetime(2013, 5, 23, 18, 13, 48))
    assert [flight.origin for flight in pnr.flights] == ["SIN", "OOL"]
    assert pnr.passengers[0].reference == "43576"
    assert pnr.history_flights == 4
    assert len(pnr.history) == 3
    assert "GLUED_SEGMENT" in codes(reading)


def test_page_76_ends_without_a_terminator_and_keeps_its_second_locator(data):
    [pnr], reading = read(data, "pnrMessagePg76.txt")
    assert [locator.code for locator in pnr.locators] == ["35K2IO", "EVFSDI"]
    assert len(pnr.passengers) == 2
    assert pnr.complete
    assert "UNTERMINATED" in codes(reading)
    assert "UNZ_MISSING" not in codes(reading)


def test_page_76_keeps_documents_without_a_number_and_invents_none(data):
    [pnr], _ = read(data, "pnrMessagePg76.txt")
    [document] = pnr.passengers[0].documents
    assert (document.type, document.number, document.expiry) == ("", "", None)
    assert document.birth == date(1953, 2, 5)


def test_page_75_is_diagnosed_and_left_as_it_is(data):
    records, reading = read(data, "pnrMessagePg75.txt")
    assert len(records) == 2
    assert codes(reading).count("TYPOGRAPHIC_TERMINATOR") == 3
    assert codes(reading).count("GLUED_SEGMENT") == 1
    assert len(records[0].passengers) == 1


def test_page_75_is_mended_when_asked(data):
    records, reading = read(data, "pnrMessagePg75.txt", repair=True)
    with (data / "pnrgov_samples" / "pnrMessagePg75.txt").open("rb") as stream:
        assert len(list(Tokens(stream, [].append, repair=True))) == 61
    assert [[locator.code for locator in pnr.locators] for pnr in records] == [
        ["2LS6KP", "EDP2RW"],
        ["X49V9U", "2OX5VV"],
    ]
    assert [[(f.origin, f.destination) for f in pnr.flights] for pnr in records] == [[("ICN", "SIN")]] * 2
    assert [len(pnr.passengers) for pnr in records] == [1, 1]
    assert reading.headers[0].segments_declared == 336
    assert codes(reading).count("TYPOGRAPHIC_REPAIRED") == 3
    assert codes(reading).count("GLUED_REPAIRED") == 1


def test_an_inverted_codeshare_is_told_and_both_numbers_kept(data):
    records, reading = read(data, "loader_codeshare.edi")
    assert codes(reading).count("CODESHARE_INVERTED") == 2
    assert [(pnr.flights[0].number, pnr.flights[0].operating.number) for pnr in records] == [
        ("609", "303"),
        ("609", "752"),
    ]


def test_both_forms_of_a_codeshare_are_read_in_one_message(data):
    [pnr], _ = read(data, "modifyPnr77ForCodeShare.txt")
    assert len(pnr.flights) == 6
    first, second = pnr.flights[:2]
    assert (first.carrier, first.number, first.operating.form) == ("SQ", "5678", "TRA")
    assert shown(first.operating.carrier, first.operating.number) == "SK1524"
    assert (second.carrier, second.number, second.operating.form) == ("DL", "8976", "TVL")
    assert (second.operating.carrier, second.operating.number) == ("KL", "972")
    assert shown("KL", second.operating.number) == "KL0972"


def test_a_visa_goes_to_the_only_passenger_though_its_reference_matches_none(data):
    [pnr], reading = read(data, "pnrWithDoco.txt")
    visa = pnr.passengers[0].documents[1]
    assert (visa.type, visa.number, visa.issued, visa.passenger) == ("V", "8675309", date(2006, 12, 22), "002")
    assert "PASSENGER_UNMATCHED" in codes(reading)


def test_a_trailer_inside_an_address_ends_nothing(data):
    [pnr], _ = read(data, "pnrEdge.txt")
    assert pnr.passengers[0].contacts[0].text == "MOLLY_LOUUNT+50BB@GMAIL.COM"


def test_a_split_record_names_the_other_one_and_its_seats(data):
    first, second = read(data, "loader_pnr_split.edi")[0]
    assert (first.locator, second.locator) == ("ICOXXX", "BJOXXX")
    [split] = second.splits
    assert [locator.code for locator in split.locators] == ["ZLMXXX"]
    assert len(second.passengers) == 1
    seats = [seat.number for service in first.flights[0].services for seat in service.seats if service.code == "SEAT"]
    assert seats == ["03B", "03A"]


@pytest.mark.parametrize(
    ("name", "adult", "infant"), [("loader_adult_and_infant.edi", "1.1", "2.1"), ("loader_infant.edi", "2", "3")]
)
def test_an_infant_is_a_passenger_and_belongs_to_its_adult(data, name, adult, infant):
    [pnr], _ = read(data, name)
    assert [(p.reference, p.type) for p in pnr.passengers] == [(adult, "A"), (infant, "IN")]
    assert pnr.passengers[0].infant == infant


def test_separators_are_inferred_where_una_is_damaged(data):
    [pnr], reading = read(data, "loader_infant.edi")
    assert pnr.locator == "3PGZOV"
    assert sum(len(bags.tags) for check_in in pnr.flights[0].check_ins for bags in check_in.bags) == 3
    assert "UNA_DAMAGED" in codes(reading)


@pytest.mark.parametrize("name", NAMES)
def test_no_diagnostic_shows_a_name_or_a_number_of_a_record(data, name):
    records, reading = read(data, name)
    private = {p.surname for pnr in records for p in pnr.passengers} | {
        d.number for pnr in records for p in pnr.passengers for d in p.documents
    }
    for diagnostic in reading.diagnostics:
        assert not [text for text in private if len(text) > 2 and text in diagnostic.excerpt]


def cut_everywhere(data, name, step):
    whole = (data / "pnrgov_samples" / name).read_bytes()
    known = {(locator.airline, locator.code) for pnr in read_bytes(whole) for locator in pnr.locators}
    for end in range(0, len(whole), step):
        found = {(locator.airline, locator.code) for pnr in read_bytes(whole[:end]) for locator in pnr.locators}
        assert found <= known


@pytest.mark.parametrize("name", NAMES)
def test_a_message_that_is_cut_never_stops_the_reader_nor_invents_a_record(data, name):
    cut_everywhere(data, name, 7)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_same_at_every_byte(data, name):
    cut_everywhere(data, name, 1)
