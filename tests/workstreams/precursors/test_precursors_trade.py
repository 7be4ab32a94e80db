"""Trade is compared only where it can be: one revision, two sides, one unit; and what is left out is counted."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trade_made import BASE, month, trade

from communique.tables import schema
from communique.workstreams.precursors.tables import HS_CORRELATION, TABLES
from communique.workstreams.precursors.trade.discovery import adjusted
from communique.workstreams.precursors.trade.flows import flows, read_flows, watched
from communique.workstreams.precursors.trade.leads import BASKET, leads
from communique.workstreams.precursors.trade.mirror import beyond, gap, mirror
from communique.workstreams.precursors.trade.partners import new_partners
from communique.workstreams.precursors.trade.robust import with_robust_z
from communique.workstreams.precursors.trade.series import monthly
from communique.workstreams.precursors.trade.unit_values import unit_values

# Reference cases of the specification


def test_the_mirror_gap_of_the_specification():
    assert gap(100, 109, 1.06) == pytest.approx(-0.02791, abs=5e-6)
    pair = trade([{}, {"reporter": "USA", "partner": "CAN", "flow": "import", "value": 109.0}])
    row = mirror(pair.lazy()).collect().row(0, named=True)
    assert row["class"] == "two-sided"
    assert row["gap"] == pytest.approx(math.log(106 / 109))
    assert row["gap_low"] == pytest.approx(math.log(102 / 109))
    assert row["gap_high"] == pytest.approx(math.log(110 / 109))


def test_the_robust_z_of_the_specification():
    rows = pl.LazyFrame({"group": ["a"] * 5, "x": [1.0, 2.0, 2.0, 3.0, 5.0]})
    found = with_robust_z(rows, "x", ["group"]).collect()
    assert found["median"][0] == 2
    assert found["mad"][0] == 1
    assert found.filter(x=5.0)["z"][0] == pytest.approx(2.0235, abs=5e-5)


def test_benjamini_hochberg_of_the_specification():
    q = adjusted([0.001, 0.02, 0.03, 0.20, 0.9])
    assert (q <= 0.10).tolist() == [True, True, True, False, False]
    assert q == pytest.approx([0.005, 0.05, 0.05, 0.25, 0.9])


def test_the_cautious_rate_is_larger_by_the_harmonic_sum():
    p = [0.001, 0.02, 0.03, 0.20, 0.9]
    assert adjusted(p, cautious=True)[:4] == pytest.approx(adjusted(p)[:4] * (1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5))


@given(st.lists(st.one_of(st.floats(0, 1), st.just(math.nan)), max_size=40), st.randoms())
def test_discoveries_are_free_of_order_and_grow_with_p(p, random):
    q = adjusted(p)
    known = np.isfinite(p) if p else np.zeros(0, bool)
    assert np.isnan(q[~known]).all()
    order = list(range(len(p)))
    random.shuffle(order)
    assert adjusted([p[i] for i in order]) == pytest.approx(q[order], nan_ok=True)
    for i in np.flatnonzero(known):
        assert q[i] >= p[i] * (1 - 1e-12)
        for j in np.flatnonzero(known):
            if p[i] < p[j]:
                assert q[i] <= q[j]


# Mirror


def both(value_out, value_in, **more):
    return [
        BASE | {"value": value_out, **more},
        BASE | {"value": value_in, "reporter": "USA", "partner": "CAN", "flow": "import", **more},
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (both(100.0, 0.0), "one-sided-export"),
        (both(100.0, None), "one-sided-export"),
        ([{}], "one-sided-export"),
        (both(0.0, 100.0), "one-sided-import"),
        (both(None, 100.0), "one-sided-import"),
        (both(0.0, 0.0), "not-reported"),
        (both(100.0, 100.0, confidential=True), "confidential"),
        (both(100.0, 109.0), "two-sided"),
    ],
)
def test_a_side_that_is_zero_missing_or_confidential_is_a_class_and_no_gap(rows, expected):
    (row,) = mirror(trade(rows).lazy()).collect().to_dicts()
    assert row["class"] == expected
    assert (row["gap"] is not None) == (expected == "two-sided")
    assert row["z"] is None


@pytest.mark.parametrize(
    ("exporter", "importer", "transport", "factor"),
    [("CAN", "USA", None, 1.06), ("CAN", "MEX", None, 1.10), ("CHN", "MEX", None, 1.10), ("CAN", "USA", "sea", 1.10),
     ("DEU", "FRA", None, None), ("DEU", "FRA", "land", 1.06)],
)  # fmt: skip
def test_the_factor_is_by_land_or_sea_and_unknown_where_nothing_says(exporter, importer, transport, factor):
    rows = trade([
        {"reporter": exporter, "partner": importer, "transport": transport},
        {"reporter": importer, "partner": exporter, "flow": "import", "transport": transport},
    ])  # fmt: skip
    (row,) = mirror(rows.lazy()).collect().to_dicts()
    if factor is None:
        assert (row["class"], row["gap"]) == ("no-factor", None)
    else:
        assert row["gap"] == pytest.approx(math.log(factor))


def test_a_gap_is_far_only_from_its_own_pairs_history():
    usual = [100.0, 104, 98, 101, 97, 103, 99, 102]
    rows = [row for i, x in enumerate(usual) for row in both(x, 106.0, month=month(i))]
    rows += both(900.0, 106.0, month=month(8))
    found = mirror(trade(rows).lazy()).collect()
    assert beyond(found)["month"].to_list() == [month(8)]
    # the same gap in a pair where it is usual is not far
    usual_there = [900.0, 905, 897, 901, 903, 899, 895, 902, 900]
    mexico = {"CAN": "MEX", "USA": "USA"}
    other = [
        {**row, "reporter": mexico[row["reporter"]], "partner": mexico[row["partner"]]}
        for i, x in enumerate(usual_there)
        for row in both(x, 106.0, month=month(i))
    ]
    assert beyond(mirror(trade([*rows, *other]).lazy()).collect())["exporter"].to_list() == ["CAN"]


@given(st.lists(st.floats(0.1, 1e6), min_size=3, max_size=12), st.floats(0.01, 100))
def test_a_gap_s_place_in_its_history_is_free_of_the_unit_of_money(values, rate):
    def z(scale):
        rows = [row for i, x in enumerate(values) for row in both(x * scale, 50.0 * scale, month=month(i))]
        return mirror(trade(rows).lazy()).collect().sort("month")

    ours, theirs = z(1.0), z(rate)
    assert ours["gap"].to_list() == pytest.approx(theirs["gap"].to_list(), abs=1e-9)


def test_half_a_history_of_one_value_says_nothing_of_far():
    rows = [row for i in range(6) for row in both(100.0 if i else 500.0, 106.0, month=month(i))]
    assert mirror(trade(rows).lazy()).collect()["z"].to_list() == [None] * 6


# Revisions, units, bad rows


def correlation(*pairs):
    return pl.DataFrame(
        [dict(zip(schema(HS_CORRELATION), pair, strict=True)) for pair in pairs], schema=schema(HS_CORRELATION)
    )


def test_a_code_of_another_revision_is_converted_one_to_one_or_set_aside():
    rows = trade([
        {"hs_revision": "HS2017", "hs6": "2915.24"}, {"hs_revision": "HS2017", "hs6": "2933.39"},
        {"hs_revision": "HS2012", "hs6": "2841.61"}, {"hs6": "0101.21"}, {},
    ])  # fmt: skip
    found = flows(
        rows, correlation(("HS2017", "2915.24", "2915.24", "1:1", "t"), ("HS2017", "2933.39", "2933.39", "1:1", "t"))
    )
    assert found.rows.select("hs6", "hs_revision", "converted").rows() == [
        ("2915.24", "HS2022", True), ("2933.37", "HS2022", False),
    ]  # fmt: skip
    # a table that calls a divided code one to one is not believed
    assert found.counts() == {"split": 1, "other-revision": 1, "not-watched": 1}
    assert found.rows.height + found.aside.height == rows.height


def test_rows_that_break_the_contract_are_counted_by_rule(tmp_path):
    rows = trade([
        {}, {"value": -1.0, "month": "2025-02"}, {"quantity": 5.0, "month": "2025-03"},
        {"quantity": -5.0, "quantity_unit": "kg", "month": "2025-04"}, {"partner": "CAN", "month": "2025-05"},
    ])  # fmt: skip
    rows.write_csv(tmp_path / "trade.csv")
    found = read_flows(tmp_path / "trade.csv")
    assert found.rows.height == 1
    assert found.counts() == {"precursors-quantity-has-unit": 1, "precursors-two-countries": 1, "rule-not-negative": 2}


def test_no_table_has_room_for_a_company_or_a_person():
    names = {column.name for table in TABLES for column in table.columns}
    assert not {
        n for n in names if any(w in n for w in ("company", "firm", "consignee", "shipper", "person", "address"))
    }
    assert not {n for n in names if any(w in n for w in ("smiles", "inchi", "formula", "structure"))}


def test_unit_values_are_compared_in_kilograms_and_other_units_are_counted():
    amounts = [(100.0, "kg"), (0.1, "t"), (102_000.0, "g"), (98.0, "kg"), (5.0, "l"), (3.0, "box")]
    rows = trade(
        {"value": 1000.0, "quantity": q, "quantity_unit": u, "month": month(i)} for i, (q, u) in enumerate(amounts)
    )
    found, left_out = unit_values(rows)
    assert left_out == 2
    assert found.sort("month")["unit_value"].to_list() == pytest.approx([10, 10, 1000 / 102, 1000 / 98])
    # no quantity, no price: neither a zero nor a count
    assert unit_values(trade([{}, {"quantity": 0.0, "quantity_unit": "kg"}]))[0].is_empty()


def test_exports_and_imports_are_two_prices():
    rows = trade(
        {"value": v, "quantity": 1.0, "quantity_unit": "kg", "month": month(i), "flow": f, "reporter": r, "partner": p}
        for i, v in enumerate([10.0, 11, 9, 10.5, 9.5])
        for f, r, p, v in (("export", "CAN", "USA", v), ("import", "USA", "CAN", 100 * v))
    )
    assert unit_values(rows)[0]["z"].abs().max() < 3


# New partners


def silent_then(value, months=30, **more):
    others = [{"partner": "MEX", "value": 100.0, "month": month(i), "reporter": "USA"} for i in range(months)]
    return [*others, {"reporter": "USA", "partner": "CAN", "value": value, "month": month(months - 1), **more}]


def found_in(rows):
    return new_partners(monthly(trade(rows), "value"))


def test_a_first_large_flow_after_two_years_of_reported_zeros_is_new():
    (row,) = found_in(silent_then(500.0)).to_dicts()
    assert (row["partner"], row["month"], row["silence"]) == ("CAN", month(29), 29)
    assert found_in(silent_then(50.0)).is_empty()  # not above the code's quantile
    assert found_in(silent_then(500.0, months=24)).is_empty()  # 23 months of silence
    assert found_in(silent_then(500.0, confidential=True)).is_empty()


def test_a_code_s_birth_is_no_new_partner():
    """Before the code is born its reporter has no rows under it: these months are not known, and not zero."""
    assert found_in([{"reporter": "USA", "partner": "CAN", "value": 500.0, "month": month(40)}]).is_empty()
    rows = [{"reporter": "USA", "partner": "MEX", "value": 1.0, "month": month(0)}]
    rows += [{"reporter": "USA", "partner": "CAN", "value": 500.0, "month": month(40)}]
    assert found_in(rows).is_empty()


def test_a_month_without_a_row_is_zero_only_where_its_reporter_reported():
    rows = trade([{"month": month(0)}, {"month": month(2)}, {"month": month(2), "partner": "MEX", "value": None}])
    found = monthly(rows, "value")
    assert found.months == (month(0), month(1), month(2))
    assert found.keys["partner"].to_list() == ["MEX", "USA"]
    np.testing.assert_array_equal(found.values, [[0, np.nan, np.nan], [100, np.nan, 100]])


# The sheet


def a_year_of_surprise():
    rng = np.random.default_rng(3)
    rows = []
    for partner in ("USA", "MEX", "CHN", "DEU", "JPN"):
        counts = rng.poisson(20, 60)
        if partner == "JPN":
            counts[-3] = 80
        rows += [
            {"partner": partner, "month": month(i), "shipments": int(n), "value": float(n), "hs6": "2933.39"}
            for i, n in enumerate(counts)
        ]
    return rows


def test_one_surprise_among_many_is_found_and_says_that_its_code_is_a_basket():
    sheet = leads(flows(trade(a_year_of_surprise())))
    found = sheet.leads.frame.filter(kind="exceedance")
    assert found.select("importer", "month").rows() == [("JPN", month(57))]
    assert (sheet.tested, sheet.series, sheet.unfitted) == (60, 5, 0)
    assert set(sheet.leads.frame["code_is"]) == {BASKET}
    assert set(sheet.leads.frame["marking"]) == {"TLP:AMBER"}
    assert all(sheet.leads.frame["check_first"].str.len_chars() > 0)


def test_rows_in_another_order_give_the_same_sheet():
    rows = a_year_of_surprise()
    ours, theirs = (leads(flows(trade(r))) for r in (rows, rows[::-1]))
    assert ours.leads.frame.equals(theirs.leads.frame)
    assert ours.one_sided.frame.equals(theirs.one_sided.frame)


def test_a_sheet_of_nothing_and_of_a_short_history_is_empty_and_says_so():
    nothing = leads(flows(trade([])))
    assert (nothing.leads.frame.height, nothing.tested, nothing.series) == (0, 0, 0)
    short = leads(flows(trade({"month": month(i), "shipments": 5} for i in range(30))))
    assert (short.tested, short.unfitted) == (0, 1)


def test_a_code_that_is_a_basket_for_one_substance_is_one_for_all():
    assert watched()["2933.39"] == "basket"
    assert watched()["2933.37"] == "specific"
    assert set(BASE) == set(schema(TABLES[1]))
