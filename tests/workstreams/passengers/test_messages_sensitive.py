"""Is what must not be stored gone, wherever it stood, and is what may be stored still there?"""

from __future__ import annotations

import pytest
from messages import one

from communique.facts import load
from communique.workstreams.passengers.generator import interchange, trips
from communique.workstreams.passengers.generator.words import SENSITIVE
from communique.workstreams.passengers.parsing.elements import CODES, rows
from communique.workstreams.passengers.parsing.reading import read_bytes
from communique.workstreams.passengers.sensitive import Removed, allowed, filtered, sensitive

ANA = "TIF+SOTO+ANA:A:1"


@pytest.mark.parametrize(
    "code",
    [
        "KSML",
        "HNML",
        "MOML",
        "VJML",
        "DBML",
        "LFML",
        "GFML",
        "WCHR",
        "WCHS",
        "WCHX",
        "BLND",
        "DEAF",
        "DPNA",
        "MEDA",
        "OXYG",
        "STCR",
        "MEQT",
        "ksml",
    ],
)
def test_a_code_that_reveals_religion_or_health_is_sensitive(code):
    assert sensitive(code)


@pytest.mark.parametrize("code", ["VGML", "PETC", "DOCS", "SEAT", "WC", ""])
def test_another_code_is_not(code):
    assert not sensitive(code)


def test_a_sensitive_service_goes_in_the_passenger_the_flight_and_the_history():
    pnr, _ = one(
        ANA,
        "SSR+WCHR:HK:1:XX+::1",
        "SSR+PETC:HK:1:XX+::1",
        "TVL+050126:1200+YYZ+MEX+XX+10",
        "SSR+KSML:HK:1:XX",
        "ABI+4++YTO++XX",
        "SSR+BLND:HK:1:XX",
    )
    kept, removed = filtered(pnr)
    assert removed == Removed(services=3, texts=0)
    assert [s.elements[1][0] for s in kept.segments if s.tag == "SSR"] == ["PETC"]
    assert [service.code for service in kept.passengers[0].services] == ["PETC"]
    assert len(pnr.passengers[0].services) == 2


@pytest.mark.parametrize(
    "segment",
    [
        "IFT+4:28::XX+PASSENGER IS A DIABETIC",
        "IFT+4:19+MEETING RABBI ON ARRIVAL",
        "LTS+0/A/SR/SSR WCHRXXHK1",
        "SSR+OTHS:HK:1:XX:::::NEEDS HELP AFTER SURGERY",
        "SSR+SEAT:HK:1:XX:::::AISLE FOR HER LEG",
        "IFT+4:28::XX+CTCP 15555550100 ASK FOR THE IMAM",
        "IFT+4:28::XX+CTCE ANA//EXAMPLE.ORG KOSHER PLEASE",
        "SSR+DOCS:HK:1:XX:::::/P/CAN/X1/CAN/01JAN80/F/01JAN30/SOTO/ANA/DIABETIC/OXYGEN",
        "SSR+DOCS:HK:1:XX:::::SHE IS BLIND",
        "IFT+4:15+YTO XX MEX 100.00WCHR END",
        "SSR+TKNE:HK:1:XX:::::0991234567890C1 BLIND",
    ],
)
def test_free_text_that_nobody_vouches_for_is_emptied(segment):
    pnr, _ = one(ANA, segment)
    kept, removed = filtered(pnr)
    assert removed == Removed(services=0, texts=1)
    text = "".join(component for s in kept.segments for e in s.elements for component in e)
    for word in ("DIABETIC", "RABBI", "WCHR", "SURGERY", "LEG", "IMAM", "KOSHER", "OXYGEN", "BLIND"):
        assert word not in text


@pytest.mark.parametrize(
    "segment",
    [
        "IFT+4:15+YTO XX MEX Q12.50 100.00Y XX YTO 100.00Y NUC212.50 END ROE1.35",
        "IFT+4:19+TKT 099-1234567890C1",
        "IFT+4:28::XX+CTCE ANA..SOTO//EXAMPLE.ORG",
        "IFT+4:28::XX+CTCM 15555550100",
        "IFT+4:19+QUEUE YTO0100/17C4",
        "SSR+DOCS:HK:1:XX:::::/P/CAN/X1/CAN/01JAN80/F/01JAN30/O?'SOTO/ANA MARÍA",
        "SSR+SEAT:HK:1:XX:::::.03BN03AN",
        "SSR+DOCS:HK:1:XX:::::/P/KOR/JR3364288/KOR/10SEP72/M/05JUL16/PARK/SE JOON/",
        "SSR+DOCO:HK:1:XX:::::TORONTO/V/8675309/OTTAWA/22DEC06/CAN",
        "SSR+TKNE:HK:1:XX:::YYZ:MEX:INF0991234567890C2",
    ],
)
def test_text_of_a_known_form_passes(segment):
    pnr, _ = one(ANA, segment)
    kept, removed = filtered(pnr)
    assert (removed, kept) == (Removed(0, 0), pnr)


def test_a_form_counts_only_where_it_is_vouched_for():
    assert allowed("SSR", "CTCM", "15555550100")
    assert not allowed("LTS", "", "15555550100")
    assert not allowed("SSR", "OTHS", "15555550100")


def test_nothing_sensitive_is_left_in_invented_records_and_every_removal_is_counted():
    records = list(read_bytes("".join(interchange(trips(300, 5))).encode("latin-1")))
    drawn = [p.service for trip in trips(300, 5) for p in trip.people if p.service in SENSITIVE]
    both = [filtered(pnr) for pnr in records]
    assert sum(removed.services for _, removed in both) == len(drawn) > 0
    for pnr, (kept, removed) in zip(records, both, strict=True):
        assert not [s for s in kept.segments if s.tag == "SSR" and sensitive(s.elements[1][0])]
        assert not [s for s in kept.segments if s.tag == "LTS" and any(s.elements[1])]
        assert filtered(kept)[1] == Removed(0, 0)
        assert len(pnr.segments) - len(kept.segments) == removed.services
        assert [p.documents for p in kept.passengers] == [p.documents for p in pnr.passengers]


@pytest.mark.parametrize(
    "name",
    ["pnr_elements.csv", "element_places.csv", "value_types.csv", "sensitive_ssr.csv", "free_text_allowed.csv"],
)
def test_every_row_of_a_code_table_has_a_source(name):
    sources = load(CODES, figures=False).sources
    found = rows(name)
    assert found
    assert {row["source"] for row in found} <= set(sources)
    assert {row.get("confidence", "recalled") for row in found} <= {"recalled", "verified"}
