"""Are faults and missing elements counted by carrier, and does nothing small leave the house?"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from messages import message, record
from test_keeping_masking import invented

from communique.workstreams.passengers.parsing.reading import read_bytes
from communique.workstreams.passengers.quality import LISTED, MANDATORY, as_data, by_carrier, case, required

FULL = (
    "DAT+700:010126:0900'",
    "ORG+XX:YTO+91234567:YTO",
    "TIF+SOTO+ANA:A:1",
    "FOP+CA::100.00",
    "TVL+050126:1200:050126:1400+YYZ+MEX+XX:YY+10",
)


def cases_of(*records: tuple[str, ...]):
    return [case(pnr) for pnr in read_bytes(message(*(record(*segments) for segments in records)))]


def test_a_record_with_all_eight_misses_none_and_one_without_payment_misses_payment():
    full = tuple(segment.rstrip("'") for segment in FULL)
    whole, poor = cases_of(full, tuple(s for s in full if not s.startswith("FOP")))
    assert whole.missing(MANDATORY) == frozenset()
    assert poor.missing(MANDATORY) == {"payment"}


def test_counts_are_of_records_and_by_carrier():
    full = tuple(segment.rstrip("'") for segment in FULL)
    found = by_carrier(cases_of(full, full[:3], (*full, "TIF+SOTO+EVA:A:1", "NAD+WHAT")))
    assert [(one.carrier, one.records) for one in found] == [("XX", 3)]
    [one] = found
    assert one.missing["payment"] == 1
    assert one.missing["names"] == 0
    assert one.with_faults["error or warning"] == 1
    assert one.fault_rate == pytest.approx(1 / 3)


def test_counts_do_not_depend_on_the_order_of_records():
    cases = [case(pnr) for pnr in invented(30, 5)]
    assert as_data(by_carrier(cases)) == as_data(by_carrier(reversed(cases)))
    [one] = by_carrier(cases)
    assert set(one.sent) == set(required(*LISTED))
    assert all(0 <= count <= one.records for count in (*one.sent.values(), *one.missing.values()))


def test_nothing_of_a_person_is_in_a_case():
    [pnr] = invented(1, 6)
    shown = repr(case(pnr))
    assert not any(p.surname in shown for p in pnr.passengers)


def test_a_release_hides_small_counts_and_needs_its_originator(tmp_path):
    pytest.importorskip("cryptography")
    sys.path.insert(0, str(Path(__file__).parents[2] / "exchange"))
    from records_house import STEWARD, a_house, approved

    from communique.exchange.approvals import NotApproved
    from communique.exchange.release.publishing import Terms
    from communique.workstreams.passengers.quality import Case, release

    home, _ = a_house(tmp_path, date(2026, 11, 24))
    eight = frozenset(required(*MANDATORY))
    cases = [Case("XX", eight, {})] * 40 + [Case("XX", frozenset(), {})] * 3 + [Case("YY", eight, {})] * 30
    cases += [Case("YY", frozenset(), {})] * 20
    terms = Terms(dataset="quality", officer=STEWARD, marking="TLP:AMBER+STRICT", released_as="TLP:CLEAR")
    with pytest.raises(NotApproved):
        release(home, terms, cases, 11)
    id = approved(home, "release", "quality")
    done = release(home, Terms(**{**vars(terms), "approval_id": id}), cases, 11)
    shown = {(row["carrier"], row["elements"]): row["count"] for row in done.rows}
    assert shown["XX", "incomplete"] is None
    assert 3 not in shown.values()
    assert shown["total", "total"] in (93, None)
