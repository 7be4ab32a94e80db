"""What does each segment say? By hand, one rule at a time; then the traps of the specification."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from messages import HEAD, codes, message, one, record

from communique.workstreams.passengers.edifact.segments import Pointer
from communique.workstreams.passengers.parsing.changing import with_texts
from communique.workstreams.passengers.parsing.elements import element_table, elements, values
from communique.workstreams.passengers.parsing.people import untitled
from communique.workstreams.passengers.parsing.reading import MessageError, read_bytes, read_file
from communique.workstreams.passengers.parsing.summary import bags_of, summary, weight_kg
from communique.workstreams.passengers.parsing.times import expiry_day, hour, moment, past_day
from communique.workstreams.passengers.sensitive import filtered

FLIGHT = "TVL+050126:1200:050126:1400+YYZ+MEX+XX+10:Y"
ANA = "TIF+SOTO+ANA:A:1"
LUZ = "TIF+SOTO+LUZ:A:2"

# --- dates, names


@pytest.mark.parametrize(
    ("text", "seen", "meant"),
    [
        ("01JAN49", date(2026, 1, 5), date(1949, 1, 1)),
        ("05JAN26", date(2026, 1, 5), date(2026, 1, 5)),
        ("06JAN26", date(2026, 1, 5), date(1926, 1, 6)),
        ("29FEB00", date(2026, 1, 5), date(2000, 2, 29)),
        ("30FEB80", date(2026, 1, 5), None),
        ("1JAN1980", date(2026, 1, 5), None),
    ],
)
def test_a_birth_is_past(text, seen, meant):
    assert past_day(text, seen) == meant


@pytest.mark.parametrize(
    ("text", "seen", "meant"),
    [
        ("01JAN49", date(2026, 1, 5), date(2049, 1, 1)),
        ("01JAN19", date(2026, 1, 5), date(2019, 1, 1)),
        ("01JAN02", date(2096, 1, 5), date(2102, 1, 1)),
        ("31APR30", date(2026, 1, 5), None),
    ],
)
def test_an_expiry_is_about_the_future(text, seen, meant):
    assert expiry_day(text, seen) == meant


def test_times_are_read_in_full_or_not_at_all():
    assert moment("230513", "181348") == datetime(2013, 5, 23, 18, 13, 48)
    assert moment("230513", "") == date(2013, 5, 23)
    assert moment("230513", "4321") == date(2013, 5, 23)
    assert (moment("2305", ""), moment("310213", "1200"), moment("²30513", "")) == (None, None, None)
    assert (hour("0730"), hour("2460"), hour("")) == (time(7, 30), None, None)


@pytest.mark.parametrize(
    ("sent", "given", "title"),
    [
        ("MOLLYMRS", "MOLLY", "MRS"),
        ("KEVINMICHAELMR", "KEVINMICHAEL", "MR"),
        ("NINA MS", "NINA", "MS"),
        ("KONG CHUN MRS", "KONG CHUN", "MRS"),
        ("LEOMSTR", "LEO", "MSTR"),
        ("AMR", "AMR", ""),
        ("A MR", "A", "MR"),
        ("WILLIAMS", "WILLIAMS", ""),
        ("MR", "MR", ""),
        ("SANDR", "SANDR", ""),
        ("", "", ""),
        ("Anamrs", "Ana", "mrs"),
    ],
)
def test_a_glued_title_is_split_off_and_no_name_is_cut(sent, given, title):
    assert untitled(sent) == (given, title)


def test_what_was_sent_stays_beside_the_title_and_its_case_is_kept():
    pnr, _ = one("TIF+McRae+Anamrs:A:1")
    [person] = pnr.passengers
    assert (person.surname, person.given_as_sent) == ("McRae", "Anamrs")


# --- the record


def test_a_second_tvl_after_the_locator_and_a_tra_in_an_old_version_are_both_operating_flights():
    leg = FLIGHT.replace("+10:", "+77:")
    pnr, found = one(leg, "RPI+1+HK", "RCI+XX:ABC123", "TVL+++++972:M", leg, "TRA+SK+1524:W")
    assert [(f.operating.number, f.operating.form) for f in pnr.flights] == [("972", "TVL"), ("1524", "TRA")]
    assert found == []


@pytest.mark.parametrize(("flown", "inverted"), [("10", True), ("010", True), ("972", False), ("11", False)])
def test_a_codeshare_is_inverted_where_the_header_flies_under_the_first_number_only(flown, inverted):
    data = message(record("TVL+050126:1200:050126:1400+YYZ+MEX+YY:XX+10:Y", "TVL+++++972:M"))
    reading = read_bytes(data.replace(b"+XX+10'EQN", f"+XX+{flown}'EQN".encode()))
    list(reading)
    assert ("CODESHARE_INVERTED" in codes(reading)) == inverted


def test_flights_of_the_history_and_travel_not_by_air_are_no_itinerary():
    pnr, found = one(FLIGHT, "MSG+8", "TVL+060126::070126+MEX++ZZ", "ABI+4++YTO++XX", "DAT+T:010126:1000", FLIGHT)
    assert (len(pnr.flights), len(pnr.other_travel), pnr.history_flights) == (1, 1, 1)
    assert pnr.history[0].when == datetime(2026, 1, 1, 10)
    assert found == []


def test_an_arrival_without_a_date_keeps_its_time_and_gets_no_date():
    pnr, found = one("TVL+050126:1420::2120+YYZ+MEX+XX+10", "TVL+050126:1220:1505+YYZ+MEX+XX+11")
    assert [(f.arrival, f.arrival_time) for f in pnr.flights] == [(None, time(21, 20)), (None, time(15, 5))]
    assert found == ["ARRIVAL_DATE_OMITTED"]


def test_a_flight_without_a_departure_time_has_a_day():
    pnr, _ = one("TVL+050126+YYZ+MEX+XX+10")
    assert pnr.flights[0].departure == date(2026, 1, 5)


def test_a_locator_that_cannot_be_is_told_and_not_taken():
    data = message("SRC'RCI+700:270513:0726'" + f"{ANA}'")
    reading = read_bytes(data)
    [pnr] = reading
    assert pnr.locator is None
    assert codes(reading) == ["LOCATOR_UNREADABLE", "LOCATOR_MISSING"]


def test_a_split_off_record_is_not_the_record():
    pnr, _ = one(ANA, FLIGHT, "EQN+2", "RCI+XX:ZLM999::010126:0900")
    assert [locator.code for locator in pnr.locators] == ["ABC123"]
    assert [(split.people, split.locators[0].code) for split in pnr.splits] == [("2", "ZLM999")]


def test_money_is_kept_as_sent():
    pnr, _ = one(
        ANA,
        "TKT+0991234567890:T:1",
        "PTK+NR",
        "MON+B:754.72:GBP+T:800.00:GBP",
        "TXD++4.53:::AY6+9.06::USD:XF",
        "DAT+710:010126:0900",
        "FOP+CC::700.00:AX:372395XXXXX9581:0318+CA::100.00",
        "IFT+4:43+ANA SOTO",
    )
    [ticket] = pnr.passengers[0].tickets
    assert [(a.kind, a.value, a.currency) for a in ticket.fares] == [("B", "754.72", "GBP"), ("T", "800.00", "GBP")]
    assert [(a.kind, a.value, a.currency) for a in ticket.taxes] == [("AY6", "4.53", ""), ("XF", "9.06", "USD")]
    assert [(p.kind, p.vendor, p.amount) for p in ticket.payments] == [("CC", "AX", "700.00"), ("CA", "", "100.00")]
    assert ticket.pricing == ["NR"]
    assert (ticket.issued, ticket.sponsors[0].text) == (datetime(2026, 1, 1, 9), "ANA SOTO")
    assert summary(pnr)["cards"] == [{"vendor": "AX", "ends": "9581", "amount": "700.00", "expiry": "0318"}]


@pytest.mark.parametrize(
    ("segment", "kind", "text"),
    [
        ("IFT+4:28::YY+CTCE ANA..SOTO//EXAMPLE.ORG", "email", "ANA_SOTO@EXAMPLE.ORG"),
        ("IFT+4:28::YY+CTCE ANA./SOTO//EXAMPLE.ORG", "email", "ANA-SOTO@EXAMPLE.ORG"),
        ("IFT+4:28+AM CTCP MEX52 55 5550 0000", "phone", "MEX52 55 5550 0000"),
        ("SSR+CTCE:HK:1:XX:::::ANA//EXAMPLE.ORG+::1", "email", "ANA@EXAMPLE.ORG"),
        ("SSR+CTCM:HK:1:XX:::::15555550100+::1", "phone", "15555550100"),
    ],
)
def test_a_contact_is_read_as_a_person_writes_it(segment, kind, text):
    pnr, _ = one(ANA, segment)
    assert [(c.kind, c.text) for c in pnr.passengers[0].contacts] == [(kind, text)]


# --- bags


def leg(*bags: str) -> list[str]:
    """A flight on which passengers 1, 2 … check in with these bags."""
    checked = [(f"TRI++{n}:::{n}", f"TIF+SOTO+X:A:{n}", bag) for n, bag in enumerate(bags, start=1)]
    return [FLIGHT, *(segment for segments in checked for segment in segments)]


def test_bags_belong_to_a_leg_and_are_never_summed_over_legs():
    bag = "TBD++02:40:700+++XX:0001::MEX+XX:0002::MEX"
    pnr, found = one(ANA, *leg(bag), *leg(bag))
    assert [bags_of(flight) for flight in pnr.flights] == [2, 2]
    assert [weight_kg(flight) for flight in pnr.flights] == [40.0, 40.0]
    assert found == []


def test_pounds_are_not_kilograms():
    pnr, _ = one(ANA, LUZ, *leg("TBD++01:46:701+++XX:0001::MEX", "TBD++01:20:700+++XX:0002::MEX"))
    assert weight_kg(pnr.flights[0]) == pytest.approx(46 * 0.45359237 + 20, abs=0.005)  # rounded to ten grams


@pytest.mark.parametrize(
    ("bag", "code", "pieces", "weight"),
    [
        ("TBD++02:40:700+++XX:0001::MEX", "BAG_TAGS_MISMATCH", 2, 40.0),
        ("TBD++01:40:999+++XX:0001::MEX", "WEIGHT_UNIT", 1, None),
        ("TBD++X:40:700+++XX:0001::MEX", "NUMBER_UNREADABLE", None, 40.0),
        ("TBD++01:4O:700+++XX:0001::MEX", "NUMBER_UNREADABLE", 1, None),
        ("TBD++01+++XX:0001::MEX", None, 1, None),
    ],
)
def test_a_bag_that_is_not_fully_told_stays_unknown(bag, code, pieces, weight):
    pnr, found = one(ANA, *leg(bag))
    assert found == ([code] if code else [])
    assert (bags_of(pnr.flights[0]), weight_kg(pnr.flights[0])) == (pieces, weight)


def test_a_number_of_thousands_of_figures_is_none_and_stops_nothing():
    figures = "9" * 5000
    bag = f"TBD++{figures}:{figures}:700+++XX:0001::MEX"
    data = message(record(ANA, *leg(bag))).replace(b"EQN+1", f"EQN+{figures}".encode())
    reading = read_bytes(data.replace(b"UNT+", f"UNT+{figures}".encode()))
    [pnr] = reading
    assert (bags_of(pnr.flights[0]), weight_kg(pnr.flights[0])) == (None, None)
    assert codes(reading) == ["NUMBER_UNREADABLE", "NUMBER_UNREADABLE", "SEGMENT_COUNT"]
    assert expiry_day(f"01JAN{figures}", date(2026, 1, 5)) is None


def test_a_pool_keeps_its_head_and_a_tag_of_two_people_is_told():
    first, second = "TBD++1:20:700++HP:YYZ-1+XX:0001::MEX", "TBD++1:0:700++MP:YYZ-1+XX:0001::MEX"
    pnr, found = one(ANA, LUZ, *leg(first, second))
    assert [b.pool for c in pnr.flights[0].check_ins for b in c.bags] == ["HP", "MP"]
    assert found == ["BAG_TAG_SHARED"]


# --- glued segments, not repaired


def test_a_check_in_whose_tri_was_lost_is_no_second_passenger():
    pnr, found = one(ANA, FLIGHT, "RPI+1+HKTRI++001:::1", ANA, "TBD++01:20:700+++XX:0001::MEX")
    assert (len(pnr.passengers), bags_of(pnr.flights[0])) == (1, 1)
    assert found == ["GLUED_SEGMENT"]
    pnr, found = one(ANA, FLIGHT, ANA)
    assert (len(pnr.passengers), found) == (1, ["TRI_MISSING"])


def test_somebody_named_twice_with_one_reference_is_counted_once_and_two_of_one_name_twice():
    pnr, found = one(ANA, LUZ, ANA, "TKT+0991234567890:T:1")
    assert ([len(p.tickets) for p in pnr.passengers], found) == ([1, 0], ["PASSENGER_REPEATED"])
    assert len(one("TIF+SOTO+ANA:A", "TIF+SOTO+ANA:A")[0].passengers) == 2


def test_below_a_lost_flight_nothing_is_taken_for_the_flight_before():
    bag = "TBD++01:20:700+++XX:0001::MEX"
    pnr, found = one(ANA, *leg(bag + FLIGHT), "RCI+YY:QQQQQQ", "ORG+ZZ:YUL", "TRI++001:::1", ANA, bag)
    assert ([bags_of(flight) for flight in pnr.flights], len(pnr.passengers)) == ([1], 1)
    assert [locator.code for locator in pnr.locators] == ["ABC123"]
    assert pnr.origin is None
    assert set(found) == {"GLUED_SEGMENT", "NO_FLIGHT"}


def test_what_belongs_to_a_lost_passenger_goes_to_nobody():
    docs = "SSR+DOCS:HK:1:XX:::::/P/CAN/X1/CAN/01JAN80/F/01JAN30/SOTO/LUZ+::2"
    pnr, found = one(ANA, "REF+:AB1" + LUZ, "FTI+XX:900", docs, "TKT+0991234567890:T:1", FLIGHT)
    [ana] = pnr.passengers
    assert (ana.frequent_flyer, ana.documents, ana.tickets) == ([], [], [])
    assert found == ["GLUED_SEGMENT", "NO_PASSENGER", "NO_PASSENGER", "PASSENGER_UNMATCHED"]


def test_flights_below_a_lost_change_or_travel_not_by_air_are_no_itinerary():
    pnr, _ = one(ANA, FLIGHT, "RPI+1+HKABI+4++YTO++XX", "DAT+T:010126:1000", FLIGHT, ANA)
    assert (len(pnr.flights), pnr.history_flights, len(pnr.passengers)) == (1, 1, 1)
    pnr, _ = one(ANA, FLIGHT, "RPI+1+HKMSG+8", "TVL+060126::070126+MEX++ZZ")
    assert (len(pnr.flights), len(pnr.other_travel)) == (1, 1)


def test_a_record_whose_beginning_was_lost_is_skipped_and_the_others_are_read():
    data = message(
        record(ANA, "LTS+OK", locator="AAAAAA"), record(LUZ, FLIGHT, locator="BBBBBB"), record(LUZ, locator="CCCCCC")
    )
    reading = read_bytes(data.replace(b"LTS+OK'SRC'RCI", b"LTS+OKSRC'RCI"))
    records = list(reading)
    assert [(pnr.locator, len(pnr.passengers), len(pnr.flights)) for pnr in records] == [
        ("AAAAAA", 1, 0),
        ("CCCCCC", 1, 0),
    ]
    assert codes(reading)[:2] == ["GLUED_SEGMENT", "RECORD_SKIPPED"]
    mended = read_bytes(data.replace(b"LTS+OK'SRC'RCI", b"LTS+OKSRC'RCI"), repair=True)
    assert [pnr.locator for pnr in mended] == ["AAAAAA", "BBBBBB", "CCCCCC"]
    # a text that ends so before anything but a locator is a text
    assert one(ANA, "LTS+OKSRC", "LTS+OK")[1] == []


def test_what_was_glued_and_not_read_is_neither_stored_nor_shown():
    pnr, _ = one(ANA, FLIGHT, "RPI+1+HKSSR+WCHR:HK:1:XX")
    assert filtered(pnr)[0].segments[-1].elements == [["RPI"], ["1"], ["HK"]]
    assert pnr.segments[-1].lost == ("SSR+WCHR:HK:1:XX",)
    assert "WCHR" not in repr(values(pnr))


# --- references


def test_a_reference_that_nobody_has_is_told_and_its_document_given_to_nobody():
    docs = "SSR+DOCS:HK:1:XX:::::/P/CAN/X1/CAN/01JAN80/F/01JAN30/SOTO/ANA+::9"
    pnr, found = one(ANA, LUZ, FLIGHT, docs)
    assert found == ["PASSENGER_UNMATCHED"]
    assert [p.documents for p in pnr.passengers] == [[], []]
    assert len(pnr.flights[0].documents) == 1


def test_a_document_on_a_flight_goes_to_the_passenger_it_names():
    docs = "SSR+DOCS:HK:1:XX:::YYZ:MEX:/P/CAN/X1/CAN/01JAN80/F/01JAN30/SOTO/LUZ+::2"
    pnr, _ = one(ANA, LUZ, FLIGHT, docs)
    assert [len(p.documents) for p in pnr.passengers] == [0, 1]


def test_a_document_in_the_group_of_another_passenger_goes_to_the_one_it_names_or_to_the_record():
    docs = "SSR+DOCS:HK:1:XX:::::/P/CAN/X{0}/CAN/01JAN80/F/01JAN30/SOTO/LUZ+::{0}"
    pnr, found = one(ANA, docs.format(1), docs.format(2), docs.format(9), LUZ)
    assert [[d.number for d in p.documents] for p in pnr.passengers] == [["X1"], ["X2"]]
    assert [d.number for d in pnr.documents] == ["X9"]
    assert found == ["PASSENGER_UNMATCHED"]


@pytest.mark.parametrize("text", ["", "/", "/P", "////////", "/P/CAN//CAN/99XXX99"])
def test_a_document_keeps_what_is_there_and_invents_nothing(text):
    pnr, found = one(ANA, f"SSR+DOCS:HK:1:XX:::::{text}")
    [document] = pnr.passengers[0].documents
    assert (document.number, document.birth, document.expiry) == ("", None, None)
    assert found == (["DATE_UNREADABLE"] if "99XXX99" in text else [])


def test_infants_go_to_the_adults_who_say_so():
    pnr, _ = one("TIF+A+ANA:A:1:1", "TIF+B+INA:IN:2", LUZ, "TIF+C+LEO:C:3", "TIF+D+UNO:IN:4")
    assert [(p.reference, p.infant) for p in pnr.passengers if p.infant] == [("1", "2")]


# --- envelopes


def test_a_bad_record_of_many_loses_nothing_but_itself():
    data = message(record(ANA, locator="AAAAAA"), "SRC'RCI+++'TVL+x'TBD+?''TIF'SSR'", record(LUZ, locator="CCCCCC"))
    reading = read_bytes(data)
    assert [pnr.locator for pnr in reading] == ["AAAAAA", None, "CCCCCC"]


def test_wrong_counts_and_references_are_warnings():
    data = message(record(ANA), declared=7).replace(b"UNT+", b"UNT+9").replace(b"UNZ+1+1", b"UNZ+4+2")
    reading = read_bytes(data)
    assert len(list(reading)) == 1
    assert codes(reading) == ["SEGMENT_COUNT", "RECORD_COUNT", "MESSAGE_COUNT", "REFERENCE_MISMATCH"]
    assert {d.severity for d in reading.diagnostics} == {"warning"}
    assert reading.headers[0].records_declared == 7


def test_unz_counts_groups_where_there_are_groups():
    body = HEAD[HEAD.index("UNH") :] + "EQN+0'UNT+6+1'"
    group = f"UNG+PNRGOV+XX+GOV+260105:1200+1+IA+13:1'{body}UNE+1+1'"
    reading = read_bytes((HEAD[: HEAD.index("UNH")] + group + group + "UNZ+2+1'").encode())
    assert (list(reading), codes(reading), len(reading.headers)) == ([], [], 2)


def test_a_record_outside_a_message_is_read_and_told():
    reading = read_bytes(b"UNB+IATA:1+XX+GOV+260105:1200+1'" + record(ANA).encode() + b"UNZ+0+1'")
    assert [pnr.locator for pnr in reading] == ["ABC123"]
    assert "UNH_MISSING" in codes(reading)


def test_text_after_the_trailer_and_unknown_segments_lose_nothing():
    data = message(record(ANA, "XYZ+1")).replace(b"UNZ", b"FOOTER LINE'UNZ") + b"\n-- end of push --"
    reading = read_bytes(data)
    [pnr] = reading
    assert [segment.tag for segment in pnr.segments][-1] == "XYZ"
    assert codes(reading) == ["NOT_A_SEGMENT", "UNEXPECTED_SEGMENT", "JUNK"] or set(codes(reading)) == {
        "NOT_A_SEGMENT",
        "UNEXPECTED_SEGMENT",
        "JUNK",
    }


@pytest.mark.parametrize(
    ("segment", "code"),
    [
        ("FTI+XX:1", "NO_PASSENGER"),
        ("TKT+1", "NO_PASSENGER"),
        ("MON+B:1:CAD", "NO_PASSENGER"),
        ("RPI+1+HK", "NO_FLIGHT"),
        ("TRI++1:::1", "NO_FLIGHT"),
        ("TRA+XX+1", "NO_FLIGHT"),
        ("REF+:1", "NO_PASSENGER"),
        ("SAC+++X", "UNEXPECTED_SEGMENT"),
    ],
)
def test_a_segment_out_of_place_is_told(segment, code):
    assert code in one(segment)[1]


def test_a_file_without_a_message_is_an_error_that_names_it(tmp_path):
    file = tmp_path / "empty.edi"
    file.write_bytes(b"nothing here")
    with pytest.raises(MessageError, match=r"empty\.edi"):
        list(read_file(file))
    with pytest.raises(MessageError, match="cannot be read"):
        list(read_file(tmp_path / "absent.edi"))


# --- the nineteen elements

WHOLE = (
    "SSR+OTHS:::::::: CALL FIRST",
    "DAT+700:010126:0900",
    "IFT+4:28::XX+CTCP 15555550100",
    "ORG+XX:YTO+91234567",
    "ADD++700:1 INVENTED ROAD",
    ANA,
    "FTI+XX:900",
    "SSR+DOCS:HK:1:XX:::::/P/CAN/X1/CAN/01JAN80/F/01JAN30/SOTO/ANA+::1",
    "SSR+WCHR:HK:1:XX",
    LUZ,
    "TKT+0991234567890:T:1",
    "FOP+CA::100.00",
    "ADD++700:2 BILLING ROAD",
    "TVL+050126:1200:050126:1400+YYZ+MEX+YY:XX+10:Y",
    "TVL+++++972:M",
    "RPI+2+HK",
    "SSR+SEAT:HK:1:XX:::YYZ:MEX+3A::1",
    "DAT+2:050126:1000",
    "TRI++1:::1",
    "TIF+SOTO+ANA:A:1",
    "SSD+3A++++Y",
    "TBD++01:20:700+++XX:0001::MEX",
    "EQN+1",
    "RCI+XX:ZLM999",
    "ABI+4++YTO++XX",
    "DAT+T:020126:0900",
    "TIF+SOTO+ANITA:A:1",
    "IFT+4:19+NAME CHANGED",
    "LTS+0/O/NM/SOTO/ANA",
)


def test_all_nineteen_elements_are_found_where_they_stand():
    pnr, _ = one(*WHOLE)
    found = elements(pnr)
    assert [n for n in found if not found[n]] == []
    by_number = {segment.number: segment for segment in pnr.segments}
    for value in values(pnr):
        segment = by_number[value.at.segment]
        assert segment.elements[value.at.element][value.at.component] == value.text != ""


def test_every_value_of_a_record_belongs_to_an_element():
    pnr, _ = one(*WHOLE)
    seen = {value.at for value in values(pnr)}
    # what says only which kind of segment it is belongs to nobody
    silent = {("ADD", 1), ("TBD", 1)}
    missing = [
        (segment.tag, index, component)
        for segment in pnr.segments
        for index, element in enumerate(segment.elements[1:], start=1)
        for component, text in enumerate(element)
        if text and Pointer(segment.number, index, component) not in seen and (segment.tag, index) not in silent
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SOTO", {4, 6, 19}),
        ("ANITA", {4, 6, 19}),
        ("900", {5}),
        ("1 INVENTED ROAD", {7}),
        ("2 BILLING ROAD", {8}),
        ("CTCP 15555550100", {7, 17}),
        ("91234567", {10}),
        ("972", {9, 11}),
        ("ZLM999", {12}),
        ("WCHR", {17}),
        ("0991234567890", {14}),
        ("0001", {15}),
        (" CALL FIRST", {17}),
        ("0/O/NM/SOTO/ANA", {19}),
        ("NAME CHANGED", {17, 19}),
    ],
)
def test_a_value_is_of_the_elements_that_the_table_gives(text, expected):
    pnr, _ = one(*WHOLE)
    assert {value.element for value in values(pnr) if value.text == text} == expected


def test_only_some_elements_can_be_asked_for_and_history_is_marked():
    pnr, _ = one(*WHOLE)
    assert {value.element for value in values(pnr, only={4, 18})} == {4, 18}
    assert {value.text for value in values(pnr, only={4}) if value.history} == {"SOTO", "ANITA"}


def test_the_table_of_elements_has_nineteen_and_two_masks():
    table = element_table()
    assert [element.n for element in table] == list(range(1, 20))
    assert [e.n for e in table if e.masked_us_2012 == "yes"] == [4, 6, 7, 17, 18]
    assert [e.n for e in table if e.masked_eu_2016 == "yes"] == [4, 5, 6, 7, 8, 17, 18]


def test_a_record_is_changed_by_pointer_and_read_again():
    pnr, _ = one(*WHOLE)
    place = next(value.at for value in values(pnr, only={4}) if value.text == "ANA")
    changed = with_texts(pnr, {place: ""}, drop={pnr.segments[1].number})
    assert (pnr.passengers[0].given, changed.passengers[0].given) == ("ANA", "")
    assert changed.passengers[1] == pnr.passengers[1]
    assert changed.locators == []
    with pytest.raises(KeyError, match="no segment"):
        with_texts(pnr, {Pointer(999, 1, 0): ""})
    with pytest.raises(KeyError, match="no such place"):
        with_texts(pnr, {place._replace(component=40): ""})
