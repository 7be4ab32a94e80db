"""Is a sum made of parents or children only, are vintages kept apart, and are breaks found and nothing else?"""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communique.workstreams.methane.inventory import pin
from communique.workstreams.methane.series import figures, shipped
from communique.workstreams.methane.series.breaks import (
    Break,
    breaks,
    known_breaks,
    level_breaks,
    slope_breaks,
    starts_up,
)
from communique.workstreams.methane.series.vintages import (
    SECTORS,
    Cell,
    Cells,
    InventoryError,
    Sum,
    Vintage,
    VintageError,
    cells,
    change,
    recalculations,
    sum_of,
    waste_series,
)


def of(country: str, name: str) -> Vintage:
    rows = shipped().filter((pl.col("country") == country) & (pl.col("vintage") == name))
    year = rows["submission_year"][0]
    return Vintage(country, name, year, rows["guidelines"][0], (), "verified", False, cells(rows))


def series_of(vintage: Vintage, category: str) -> dict[int, float]:
    return {year: sum_of(vintage.cells, year, (category,)).known for year in vintage.years}


def figure(value: float) -> Cell:
    return Cell(value, None, False)


# sums


@pytest.mark.parametrize("country", ["CAN", "USA"])
def test_sectors_add_up_to_the_official_parent_in_every_year(country: str) -> None:
    vintage = of(country, "CRF 2021")
    for year, total in waste_series(vintage).items():
        assert total.used == tuple(code for code in SECTORS if code not in total.keys)
        assert total.value == pytest.approx(vintage.cells["5", year].value, rel=1e-12)  # as the file itself adds up


@pytest.mark.parametrize("country", ["CAN", "USA"])
def test_children_alone_give_the_same_sum_as_their_parents(country: str) -> None:
    vintage = of(country, "CRF 2021")
    children = {at: cell for at, cell in vintage.cells.items() if at[0].count(".") == 2}
    for year in vintage.years:
        leaves = sum_of(children, year)
        assert all(code.count(".") == 2 for code in leaves.used)
        assert leaves.value == pytest.approx(sum_of(vintage.cells, year).value, rel=1e-12)


def test_a_sum_that_would_count_twice_cannot_be_made() -> None:
    with pytest.raises(InventoryError, match=r"5\.A\.1 would be counted twice"):
        Sum(1.0, ("5.A", "5.A.1"), {}, (), ())


def test_the_codes_of_the_provincial_file_are_its_own() -> None:
    # industrial wood waste is 5.A.2 there; the Common Reporting Format has "unmanaged" in that place
    here, there = of("CAN", "NIR 2023"), of("CAN", "CRF 2021")
    assert here.cells["5.A.2", 2019].value == pytest.approx(29.217, abs=5e-4)
    assert there.cells["5.A.2", 2019].value == pytest.approx(120.105, abs=5e-4)
    assert sum_of(here.cells, 2019, ("5.A",)).used == ("5.A.1", "5.A.2")


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        (Cell(None, "NO", False), 6.0),
        (Cell(None, "IE,NA", False), 6.0),
        (Cell(None, "NE", False), math.nan),
        (Cell(None, "NO,NE", False), math.nan),
        (Cell(None, "C", False), math.nan),
        (Cell(1.0, None, True), math.nan),
        (None, math.nan),
    ],
)
def test_what_is_no_figure_is_not_zero(cell: Cell | None, known: float) -> None:
    sectors: dict[tuple[str, int], Cell] = {(code, 2020): figure(2.0) for code in ("5.A", "5.B", "5.D")}
    found = sum_of(sectors | ({("5.C", 2020): cell} if cell else {}), 2020)
    assert found.known == pytest.approx(known, nan_ok=True)
    assert "5.C" in (*found.keys, *found.missing, *found.partial)


def test_only_keys_are_no_sum() -> None:
    assert math.isnan(sum_of({(code, 2020): Cell(None, "NO", False) for code in SECTORS}, 2020).known)


def test_a_child_that_lacks_a_year_is_missed() -> None:
    parts: Cells = {("5.A.1", 2019): figure(1), ("5.A.2", 2019): figure(1), ("5.A.1", 2020): figure(1)}
    assert sum_of(parts, 2020, ("5.A",)).missing == ("5.A.2",)


@given(st.lists(st.floats(0, 1e6), min_size=4, max_size=4), st.permutations(SECTORS))
def test_a_sum_conserves_mass_and_ignores_order(values: list[float], order: list[str]) -> None:
    mass = dict(zip(SECTORS, values, strict=True))
    found = sum_of({(code, 2020): figure(mass[code]) for code in order}, 2020)
    assert found.known == math.fsum(values)


# vintages


def test_two_vintages_are_no_series() -> None:
    rows = shipped().filter((pl.col("country") == "CAN") & (pl.col("category") == "5.D"))
    with pytest.raises(VintageError, match="CAN CRF 2021 and CAN NIR 2023 are not one series"):
        cells(rows)


def test_two_figures_of_one_year_are_refused() -> None:
    row = shipped().filter(pl.col("vintage") == "NIR 2023").head(1)
    with pytest.raises(InventoryError, match=r"two figures of 5\.A\.1 for 1990"):
        cells(pl.concat([row, row]))


def test_canadian_landfills_fell_by_31_per_cent_between_two_submissions_of_the_same_year() -> None:
    old, new = of("CAN", "CRF 2021"), of("CAN", "NIR 2023")
    found = {each.category: each for each in recalculations(new, [old, new])}
    assert found["5.A"].change == pytest.approx(-0.31, abs=0.005)  # spec: about 31 %, more than the promise
    assert found["5.D"].change == pytest.approx(1.237, abs=0.0005)  # wastewater more than doubled
    assert {each.year for each in found.values()} == {2019}


def test_a_change_within_one_vintage_is_not_the_recalculation() -> None:
    assert change(of("CAN", "NIR 2023"), 2019, 2020) == pytest.approx(-0.00383, abs=5e-6)
    assert math.isnan(change(of("CAN", "CRF 2021"), 2019, 2020))


def test_the_newest_submission_is_used_and_an_undated_one_last() -> None:
    old, new = of("CAN", "CRF 2021"), of("CAN", "NIR 2023")
    assert pin([old, new]) == pin([new, old]) == (new, ())
    undated = Vintage("CAN", "draft", None, "IPCC 2006", (), "verified", True, old.cells)
    assert pin([undated, old]) == (old, ())


# breaks


def test_recorded_breaks_are_exactly_those_that_the_declared_rule_finds() -> None:
    for country, name in (
        ("CAN", "CRF 2021"),
        ("CAN", "NIR 2023"),
        ("USA", "CRF 2021"),
        ("MEX", "UNFCCC DI 1990-2013"),
    ):
        vintage = of(country, name)
        nameless = Vintage(country, "unrecorded", None, "", (), "verified", False, vintage.cells)
        assert set(breaks(nameless)) == set(known_breaks(vintage)) == set(breaks(vintage))


def test_the_breaks_of_mexico_named_by_the_data_are_found() -> None:
    found = breaks(of("MEX", "UNFCCC DI 1990-2013"))
    assert {Break("5.D", 2013, "level"), Break("5.C", 2013, "level"), Break("5.A", 2005, "slope")} <= set(found)


def test_only_mexican_landfills_begin_near_zero() -> None:
    assert starts_up(series_of(of("MEX", "UNFCCC DI 1990-2013"), "5.A"))
    assert not starts_up(series_of(of("USA", "CRF 2021"), "5.A"))
    assert not starts_up(series_of(of("CAN", "CRF 2021"), "5.A"))


def test_every_recorded_break_is_a_cited_fact() -> None:
    recorded = [fact for fact in figures() if fact.id == "known-break"]
    assert len(recorded) == 5
    assert {fact.source for fact in recorded} == {"unfccc-di-mex", "eccc-nir-2023"}


STEADY = st.floats(-0.03, 0.03)


@given(st.lists(STEADY, min_size=12, max_size=30), st.floats(1, 1e5))
def test_a_series_of_small_steps_never_jumps(steps: list[float], start: float) -> None:
    series = grown(start, steps)
    assert level_breaks(series, series) == ()


@given(st.lists(STEADY, min_size=12, max_size=30), st.integers(1, 11), st.floats(0.05, 0.4), st.sampled_from([-1, 1]))
def test_a_halving_or_doubling_is_found_in_any_unit(steps: list[float], at: int, size: float, way: int) -> None:
    steps = [*steps[:at], way * (0.7 + size), *steps[at:]]
    series = grown(100.0, steps)
    tonnes = {year: value * 1000 for year, value in series.items()}
    assert level_breaks(series, series) == level_breaks(tonnes, tonnes) == (1990 + at + 1,)


@given(st.integers(5, 20), st.floats(1, 50), st.floats(2, 10))
def test_a_lasting_change_of_pace_is_found_where_it_begins(at: int, rise: float, faster: float) -> None:
    rises = [rise] * at + [rise * (1 + faster)] * 8
    series = {1990: 10.0}
    for year, each in enumerate(rises, 1991):
        series[year] = series[year - 1] + each
    total = dict.fromkeys(series, 10.0)
    assert slope_breaks(series, total) == (1990 + at + 1,)


@given(st.lists(STEADY, min_size=12, max_size=20))
def test_a_break_that_does_not_matter_to_the_sum_is_none(steps: list[float]) -> None:
    series = grown(1.0, [*steps[:6], 1.0, *steps[6:]])
    assume(max(series.values()) < 5)
    assert level_breaks(series, dict.fromkeys(series, 10000.0)) == ()


def test_a_gap_is_not_taken_for_a_jump() -> None:
    series = {year: 100.0 + year % 3 for year in range(1990, 2000)} | {
        year: 300.0 + year % 3 for year in range(2005, 2015)
    }
    assert level_breaks(series, series) == ()
    assert slope_breaks(series, series) == ()


def grown(start: float, steps: list[float]) -> dict[int, float]:
    series = {1990: start}
    for year, step in enumerate(steps, 1991):
        series[year] = series[year - 1] * math.exp(step)
    return series
