"""Is the indicator what the pinned inventories say, and does a contributed 2020 figure change what is known?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from communique import facts
from communique.estimate import Estimate
from communique.geo import TOGETHER
from communique.hooks import Context
from communique.tables import check, read_sheet
from communique.tables.frames import empty_frame, schema
from communique.workstreams.methane import inventory, workstream
from communique.workstreams.methane.inventory import INDICATOR, estimate, read
from communique.workstreams.methane.tables import INVENTORY

TODAY = date(2026, 11, 24)
GWP = """id,key,value,low,high,unit,from,to,source,confidence,recorded_on,note
gwp.ch4,AR5,28,,,t CO2e/(t CH4),,,ar5,recalled,2026-11-24,
"""
SOURCE = '[ar5]\ntitle = "AR5"\npublisher = "IPCC"\nurl = "https://www.ipcc.ch"\nlicence = "facts, cited"\n'


@pytest.fixture(scope="module")
def warming(tmp_path_factory: pytest.TempPathFactory) -> facts.Facts:
    folder: Path = tmp_path_factory.mktemp("facts")
    (folder / "gwp.csv").write_text(GWP)
    (folder / "sources.toml").write_text(SOURCE)
    return facts.load(folder)


@pytest.fixture
def context(warming: facts.Facts) -> Callable[..., Context]:
    def make(*frames: pl.DataFrame, on: date = TODAY, known_at: date = TODAY) -> Context:
        rows = pl.concat([empty_frame(INVENTORY, lineage=True), *frames])
        return Context(on=on, known_at=known_at, seed=7, draws=100, read_table=lambda table: rows, facts=warming)

    return make


def submission(
    country: str,
    figures: dict[tuple[str, int], float | str | None],
    *,
    vintage: str = "CRT 2024",
    year: int | None = 2024,
    by: str | None = None,
    **cells: Any,
) -> pl.DataFrame:
    """Contributed rows; a text in place of a figure is a notation key."""
    common = {
        "country": country, "vintage": vintage, "submission_year": year, "guidelines": "IPCC 2006", "gas": "CH4",
        "region": "national", "unit": "kt CH4", "source": "the ministry", "contribution_id": f"{country}-{vintage}",
        "party": by or country, "contributor": "the ministry",
        "recorded_at": datetime(2026, 11, 23, tzinfo=UTC), "row": 2,
    }  # fmt: skip
    kinds = schema(INVENTORY, lineage=True)
    rows = [
        dict.fromkeys(kinds)
        | common
        | {"category": category, "year": when, "value_notation" if isinstance(figure, str) else "value": figure}
        | cells
        for (category, when), figure in figures.items()
    ]
    return pl.DataFrame(rows, schema=kinds)


def whole(year: int, *values: float | str | None) -> dict[tuple[str, int], float | str | None]:
    return {(category, year): value for category, value in zip(("5.A", "5.B", "5.C", "5.D"), values, strict=True)}


def at(found: Estimate, party: str, year: int) -> float:
    return float(found.of(party)[0, found.years.index(year)]) if year in found.years else math.nan


def said(found: Estimate, party: str) -> set[str]:
    return {caveat.reason.id for caveat in found.caveats if caveat.party == party}


# reference figures of the official files


@pytest.mark.parametrize(
    ("party", "year", "kt"),
    [
        ("USA", 1990, 7884.786533379855),  # CRF 2021, "5. Waste": 5.E and 5.C are notation keys
        ("USA", 2019, 5413.922893659385),
        ("CAN", 2020, 767.5804355160551),  # NIR 2023, exact sum over 13 provinces and territories
        ("MEX", 2013, 697.858 + 273.452 + 2.78857 + 4.16714),  # UNFCCC data interface, 6.A + 6.B + 6.C + 6.D
        (TOGETHER, 2013, 7128.641924422314),
    ],
)
def test_shipped_sums_are_those_of_the_official_files(
    context: Callable[..., Context], party: str, year: int, kt: float
) -> None:
    assert at(estimate(context())[INDICATOR], party, year) == pytest.approx(kt, rel=1e-12)


def test_the_joint_2020_figure_is_unknown_and_says_whose_is_missing(context: Callable[..., Context]) -> None:
    found = estimate(context())[INDICATOR]
    assert math.isnan(at(found, TOGETHER, 2020))
    lacking = [c.reason.args["country"].id for c in found.caveats if c.reason.id == "methane-caveat-together-lacks"]
    assert lacking == ["methane-country-mex", "methane-country-usa"]
    assert found.known_years("USA")[-1] == 2019
    assert found.known_years("MEX")[-1] == 2013


def test_nothing_is_extrapolated(context: Callable[..., Context]) -> None:
    found = estimate(context())[INDICATOR]
    assert found.draws.shape[0] == 1
    assert all(math.isnan(at(found, "MEX", year)) for year in range(2014, 2022))


def test_canada_before_1999_is_unknown_because_territories_have_no_rows(context: Callable[..., Context]) -> None:
    found = estimate(context())[INDICATOR]
    assert found.known_years("CAN") == tuple(range(1999, 2022))
    incomplete = [c.reason.args for c in found.caveats if c.reason.id == "methane-caveat-incomplete-years"]
    assert incomplete == [{"first": "1990", "last": "1998"}]


def test_mexico_says_start_up_breaks_unknown_submission_and_cited_uncertainty(context: Callable[..., Context]) -> None:
    found = estimate(context())[INDICATOR]
    assert said(found, "MEX") >= {
        "methane-caveat-start-up", "caveat-series-break", "methane-caveat-submission-unknown",
        "methane-caveat-no-base-year", "methane-caveat-uncertainty-not-stated", "methane-caveat-uncertainty-elsewhere",
    }  # fmt: skip
    marks = [
        (c.reason.args["category"], c.reason.args["year"])
        for c in found.caveats
        if c.reason.id == "caveat-series-break" and c.party == "MEX"
    ]
    assert marks == [("5.D", "1993"), ("5.A", "2005"), ("5.C", "2013"), ("5.D", "2013")]


def test_no_trend_may_pass_a_break_not_even_in_the_sum(context: Callable[..., Context]) -> None:
    found = estimate(context())[INDICATOR]
    assert found.comparable_years("MEX") == (2013,)
    assert found.comparable_years("CAN") == tuple(range(2013, 2022))
    assert found.comparable_years("USA") == tuple(range(1990, 2020))
    assert found.comparable_years(TOGETHER) == (2013,)
    binding = [c.reason.args["country"].id for c in found.caveats if c.reason.id == "methane-caveat-together-break"]
    assert binding == ["methane-country-can", "methane-country-mex"]


def test_united_states_incineration_is_a_key_and_not_zero(context: Callable[..., Context]) -> None:
    found = estimate(context())[INDICATOR]
    keyed = [c.reason.args for c in found.caveats if c.reason.id == "methane-caveat-notation" and c.party == "USA"]
    assert keyed == [{"category": "5.C", "key": "IE,NA", "first": "1990", "last": "2019"}]


def test_the_sum_says_that_it_mixes_guidelines_and_submissions(context: Callable[..., Context]) -> None:
    mixed = said(estimate(context())[INDICATOR], TOGETHER)
    assert mixed >= {"methane-caveat-mixed-guidelines", "methane-caveat-mixed-vintages"}


# contributions


def test_contributed_2020_figures_make_base_year_and_sum_known(context: Callable[..., Context]) -> None:
    mexico = submission("MEX", whole(2020, 900, 5, 20, 300) | whole(2021, 890, 5, 20, 310))
    states = submission("USA", whole(2020, 4500, 90, "IE,NA", 730) | whole(2021, 4400, 90, "IE,NA", 725))
    found = estimate(context(mexico, states))[INDICATOR]
    assert at(found, "MEX", 2020) == 1225
    assert at(found, TOGETHER, 2020) == pytest.approx(1225 + 5320 + 767.5804355160551, rel=1e-12)
    assert found.known_years(TOGETHER) == (2020, 2021)
    assert "methane-caveat-together-lacks" not in said(found, TOGETHER)
    assert {p.table for p in found.provenance if p.party == "MEX"} == {"methane.inventory"}


def test_a_newer_vintage_replaces_the_shipped_one_whole_and_is_never_joined_to_it(
    context: Callable[..., Context],
) -> None:
    found = estimate(context(submission("MEX", whole(2020, 900, 5, 20, 300))))[INDICATOR]
    assert found.known_years("MEX") == (2020,)
    assert {p.vintage for p in found.provenance if p.party == "MEX"} == {"CRT 2024"}
    assert "caveat-series-break" not in said(found, "MEX")  # the breaks were those of the other vintage


def test_an_older_contributed_vintage_does_not_replace_a_newer_one(context: Callable[..., Context]) -> None:
    old = submission("CAN", whole(2010, 1, 1, 1, 1), vintage="CRF 2012", year=2012)
    reading = read(context(old))
    assert reading.pinned["CAN"].name == "NIR 2023"
    assert "CRF 2012" in {vintage.name for vintage in reading.vintages}


def test_two_equally_new_contributions_make_the_country_unknown_not_a_coin_toss(
    context: Callable[..., Context],
) -> None:
    frames = [submission("MEX", whole(2020, *v), vintage=n) for n, v in (("A", (1, 1, 1, 1)), ("B", (2, 2, 2, 2)))]
    found = estimate(context(*frames))[INDICATOR]
    assert found.known_years("MEX") == ()
    assert said(found, "MEX") >= {"methane-caveat-vintage-conflict", "methane-caveat-no-inventory"}


@pytest.mark.parametrize(
    ("figures", "names"),
    [
        ({("5.A", 2020): 900.0}, "5.B, 5.C, 5.D"),
        (whole(2020, 900, "NE", 20, 300), "5.B"),
        (whole(2020, 900, 5, 20, "C"), "5.D"),
    ],
)
def test_a_submission_without_the_whole_sector_is_not_used_and_says_what_it_lacks(
    context: Callable[..., Context], figures: dict[tuple[str, int], float | str | None], names: str
) -> None:
    found = estimate(context(submission("MEX", figures)))[INDICATOR]
    reasons = [c.reason.args["categories"] for c in found.caveats if c.reason.id == "methane-caveat-vintage-unusable"]
    assert reasons == [names]
    assert found.known_years("MEX")[-1] == 2013  # what was known stays known


def test_rows_about_another_country_are_not_used_and_said_so(context: Callable[..., Context]) -> None:
    found = estimate(context(submission("MEX", whole(2020, 1, 1, 1, 1), by="USA")))[INDICATOR]
    assert math.isnan(at(found, "MEX", 2020))
    assert "methane-caveat-others-inventory" in said(found, "MEX")


def test_a_figure_in_co2e_is_divided_by_the_potential_it_names(context: Callable[..., Context]) -> None:
    figures = whole(2020, 28_000, 280, 28, 2_800)
    found = estimate(context(submission("MEX", figures, unit="kt CO2e", gwp="AR5")))[INDICATOR]
    assert at(found, "MEX", 2020) == pytest.approx(1000 + 10 + 1 + 100, rel=1e-12)


def test_units_do_not_change_the_mass(context: Callable[..., Context]) -> None:
    tonnes = submission("MEX", whole(2020, 900_000, 5_000, 20_000, 300_000), unit="t CH4")
    assert at(estimate(context(tonnes))[INDICATOR], "MEX", 2020) == pytest.approx(1225, rel=1e-12)


def test_provinces_that_are_not_all_there_are_no_country(context: Callable[..., Context]) -> None:
    one = submission("CAN", whole(2022, 1, 1, 1, 1), vintage="NIR 2024", region="QC")
    assert read(context(one)).pinned["CAN"].name == "NIR 2023"


def test_the_order_of_rows_does_not_matter(context: Callable[..., Context]) -> None:
    frame = submission("MEX", whole(2020, 900, 5, 20, 300) | whole(2021, 890.1, 5.3, 20.7, 310.9))
    forwards, backwards = (estimate(context(f))[INDICATOR] for f in (frame, frame.reverse()))
    np.testing.assert_array_equal(forwards.draws, backwards.draws)
    assert forwards.caveats == backwards.caveats


def test_on_monday_a_compilers_sheet_makes_2020_known(context: Callable[..., Context], tmp_path: Path) -> None:
    names = [column.name for column in INVENTORY.columns]
    cells = {"country": "México", "vintage": "CRT 2024", "submission_year": "2024", "guidelines": "IPCC 2006"}
    cells |= {"gas": "CH4", "region": "national", "unit": "Gg CH4", "source": "Primer Informe Bienal de Transparencia"}
    rows = [
        cells | {"category": category, "year": "2020", "value": value}
        for category, value in (("5.A", "900.5"), ("5.B", "NO"), ("5.C", "20"), ("5.D", "300"))
    ]
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    (tmp_path / "mexico_2020.csv").write_text("\n".join(lines), encoding="utf-8")
    checked = check(INVENTORY, read_sheet(INVENTORY, tmp_path / "mexico_2020.csv"))
    assert checked.bad == 0
    stored = checked.good.with_columns(
        contribution_id=pl.lit("c1"), party=pl.lit("MEX"), contributor=pl.lit("INECC"),
        recorded_at=pl.lit(datetime(2026, 11, 23, tzinfo=UTC)).cast(pl.Datetime("us", "UTC")),
    ).select(schema(INVENTORY, lineage=True).keys())  # fmt: skip
    states = submission("USA", whole(2020, 4500, 90, "IE,NA", 730))
    before, after = (estimate(context(*frames))[INDICATOR] for frames in ([states], [states, stored]))
    assert math.isnan(at(before, TOGETHER, 2020))
    assert at(after, "MEX", 2020) == pytest.approx(1220.5, rel=1e-12)
    assert at(after, TOGETHER, 2020) == pytest.approx(1220.5 + 5320 + 767.5804355160551, rel=1e-12)


# the two clocks


def test_before_the_series_was_recorded_nothing_is_known(context: Callable[..., Context]) -> None:
    found = estimate(context(known_at=date(2026, 11, 23)))[INDICATOR]
    assert not np.isfinite(found.draws).any()
    assert said(found, "CAN") == {"methane-caveat-no-inventory"}


def test_a_day_in_the_past_knows_no_year_after_it(context: Callable[..., Context]) -> None:
    assert estimate(context(on=date(2015, 6, 30)))[INDICATOR].years[-1] == 2015


def test_one_and_the_same_context_gives_the_same_bytes(context: Callable[..., Context]) -> None:
    first, second = (estimate(context())[INDICATOR] for _ in range(2))
    assert first.draws.tobytes() == second.draws.tobytes()


# what the package declares


def test_the_workstream_declares_what_it_measures() -> None:
    assert [indicator.id for indicator in workstream.indicators] == [INDICATOR, "methane.all_ch4"]
    assert workstream.load("estimate") is inventory.estimate
    assert INVENTORY in workstream.load("tables")


def test_the_named_potentials_are_those_of_the_contract() -> None:
    shipped = facts.load(workstream.folder / "facts")
    allowed: Sequence[str] = INVENTORY.column("gwp").allowed
    assert set(allowed) == set(shipped.keyed("gwp.ch4"))
