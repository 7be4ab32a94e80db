"""Do inventory, model and sites stand side by side, each as it is, and is what contradicts said?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.hooks import Context
from communique.language import Text
from communique.tables import Table
from communique.tables.frames import empty_frame
from communique.view import Bars, Grid, Intervals, Map, Sankey
from communique.workstreams.methane.inventory import read
from communique.workstreams.methane.model.landfill import defaults, evaluate
from communique.workstreams.methane.model.national import NationalError, national_case
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.modelled import emitted, gas_flow, landfills, swings, zones
from communique.workstreams.methane.reconcile import Line, Reconciliation, SiteSum, listed, reconcile
from communique.workstreams.methane.reconcile_views import flows, side_by_side, sites, tornadoes
from communique.workstreams.methane.site_tables import SITES

DAY = date(2026, 11, 24)


def context(rows: pl.DataFrame | None = None, *, on: date = DAY, known_at: date = DAY, draws: int = 200) -> Context:
    def read_table(table: Table) -> pl.DataFrame:
        return rows if rows is not None and table.name == SITES.name else empty_frame(table, lineage=True)

    return Context(on=on, known_at=known_at, seed=1, draws=draws, read_table=read_table, facts=shipped())


def own_sites(*masses: float | None, country: str = "USA", party: str = "USA", year: int = 2018) -> pl.DataFrame:
    """Contributed sites of one year, t CH4."""
    blank = empty_frame(SITES, lineage=True)
    rows = [
        {
            "country": country, "site_id": str(i), "name": f"site {i}", "latitude": 30.0, "longitude": -90.0 - i,
            "year": year, "ch4": mass, "ch4_unit": "t CH4", "basis": "measured", "source": "x",
            "contribution_id": "c1", "party": party,
        }
        for i, mass in enumerate(masses)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides=blank.schema).select(
        pl.col(name) if name in rows[0] else pl.lit(None, kind).alias(name) for name, kind in blank.schema.items()
    )


@pytest.fixture(scope="module")
def found() -> Reconciliation:
    ctx = context()
    return reconcile(ctx, read(ctx))


def line(found: Reconciliation, country: str, year: int) -> Line:
    return next(each for each in found.lines if (each.country, each.year) == (country, year))


def test_the_united_states_of_2018_by_inventory_and_sites(found: Reconciliation) -> None:
    """5.A of the Common Reporting Format 2021 and the sum of 1,135 facilities (GHGRP, Subpart HH)."""
    seen = line(found, "USA", 2018)
    assert seen.inventory == pytest.approx(4482.213985, rel=1e-9)
    assert seen.sites is not None
    assert seen.sites.sites == 1135
    assert seen.sites.value == pytest.approx(3507.4293, rel=1e-12)
    assert seen.residual == pytest.approx(4482.213985 - 3507.4293, rel=1e-9)


def test_the_last_year_of_all_three_ways_is_the_one_shown(found: Reconciliation) -> None:
    shown = {country: found.shown(country) for country in ("CAN", "MEX", "USA")}
    assert {country: each.year for country, each in shown.items() if each} == {"CAN": 2021, "MEX": 2013, "USA": 2018}


def test_a_country_without_recorded_inputs_is_refused_with_the_reason(found: Reconciliation) -> None:
    refused = found.modelled["CAN"].refused
    assert refused is not None
    assert refused.id == "methane-modelled-refused-can"
    assert not found.modelled["CAN"].years
    with pytest.raises(NationalError, match="share of waste that CAN buries"):
        zones("CAN", shipped(), 2020)


def test_the_model_goes_no_further_than_the_day_or_the_record() -> None:
    assert max(landfills(context())["MEX"].years) == 2020
    assert max(landfills(context(on=date(2012, 6, 1)))["MEX"].years) == 2012
    early = landfills(context(on=date(1990, 1, 1)))["MEX"]
    assert early.refused is not None  # less than the history that the Guidelines ask for


def test_each_climate_zone_has_its_part_of_the_draws() -> None:
    models = zones("MEX", shipped(), 2020)
    each = [evaluate(m.case, defaults(m.case)).emitted[0, -1] for m in models]
    assert len(models) == 3
    assert min(each) < gas_flow(models).emitted < max(each)
    assert emitted(models, 1, 50).shape == (50, 71)
    assert (emitted(models, 1, 50) == emitted(models, 1, 50)).all()


def test_gas_is_conserved_from_waste_to_air() -> None:
    for country in ("MEX", "USA"):
        flow = gas_flow(zones(country, shipped(), 2020))
        assert sum(flow.by_stream.values()) == pytest.approx(flow.captured + flow.emitted + flow.oxidised, rel=1e-12)
    captured = gas_flow(zones("USA", shipped(), 2020))
    share = shipped().value("fod.recovery_share", "unmetered")
    assert captured.captured == pytest.approx(share * sum(captured.by_stream.values()), rel=1e-9)


def test_a_stream_alone_makes_its_part_of_the_whole() -> None:
    """The parts by stream add up to the model's own generation."""
    model = national_case("MEX", climate="tropical_wet", first=1950, last=2020)
    whole = evaluate(model.case, defaults(model.case)).generated[0, -1]
    three = [zone for zone in zones("MEX", shipped(), 2020) if zone.case.assumptions[0].endswith("tropical_wet")]
    assert sum(gas_flow(tuple(three)).by_stream.values()) == pytest.approx(whole, rel=1e-12)


def test_a_tornado_holds_the_answer_and_is_widest_first() -> None:
    base, moved = swings(zones("MEX", shipped(), 2020))
    ends = [sorted((s.at_low or 0.0, s.at_high or 0.0)) for _, s in moved if s.parameter != "zone"]
    assert all(low <= base * (1 + 1e-9) and base <= high * (1 + 1e-9) for low, high in ends)
    widths = [abs((s.at_high or 0.0) - (s.at_low or 0.0)) for _, s in moved]
    assert widths == sorted(widths, reverse=True)


def test_known_sites_that_collect_more_than_the_model_makes_are_said(found: Reconciliation) -> None:
    ctx = context()
    dots, _ = side_by_side(found, read(ctx))
    said = {text.id: text.args for text in dots.unknown if isinstance(text, Text)}
    assert said["methane-reconcile-collected"]["collected"] == listed("USA")["collected"] > 7000
    assert said["methane-reconcile-collected"]["generated"] < 4000
    assert "methane-modelled-refused-can" in said


def test_contributed_sites_replace_the_shipped_year_and_a_blank_is_not_zero() -> None:
    ctx = context(own_sites(1000.0, 2500.0, None))
    seen = line(reconcile(ctx, read(ctx)), "USA", 2018)
    assert seen.sites == SiteSum(3.5, 2, "c1", contributed=True)
    assert line(reconcile(ctx, read(ctx)), "USA", 2017).sites == SiteSum(3400.64875, 1137, "epa-ghgrp-hh")


def test_sites_above_the_inventory_are_flagged_and_nothing_is_clipped() -> None:
    ctx = context(own_sites(5_000_000.0))
    found = reconcile(ctx, read(ctx))
    seen = line(found, "USA", 2018)
    assert seen.residual == pytest.approx(4482.213985 - 5000, rel=1e-6)
    assert "methane-reconcile-negative" in seen.flags
    dots, grid = side_by_side(found, read(ctx))
    assert any(getattr(text, "id", "") == "methane-reconcile-negative" for text in dots.unknown)
    assert isinstance(grid, Grid)
    assert any(getattr(row[-1], "id", "") == "methane-reconcile-negative-short" for row in grid.cells)


def test_what_others_contribute_of_a_country_counts_for_nothing() -> None:
    ctx = context(own_sites(9e9, country="USA", party="MEX"))
    seen = line(reconcile(ctx, read(ctx)), "USA", 2018)
    assert seen.sites is not None
    assert not seen.sites.contributed
    assert not any(place.confidence == "measured" for place in sites(ctx).places)


def test_what_was_not_recorded_yet_is_not_known() -> None:
    ctx = context(known_at=date(2026, 11, 23))
    assert not any(each.sites for each in reconcile(ctx, read(ctx)).lines)
    assert sites(ctx).places == ()


@given(st.floats(0, 1e4), st.floats(0, 1e4))
def test_a_residual_and_the_sites_make_the_inventory(inventory: float, value: float) -> None:
    seen = Line("USA", 2018, inventory, None, SiteSum(value, 1, "x"))
    assert seen.residual is not None
    assert seen.residual + value == pytest.approx(inventory, abs=1e-9)
    assert ("methane-reconcile-negative" in seen.flags) == (value > inventory)


@pytest.mark.parametrize("missing", [(None, SiteSum(1.0, 1, "x")), (1.0, None)])
def test_without_one_of_the_two_the_residual_is_unknown(missing: tuple[float | None, SiteSum | None]) -> None:
    assert Line("CAN", 2018, missing[0], None, missing[1]).residual is None


def _ids(make: Callable[[Context], list[object]]) -> list[str]:
    return [str(getattr(view, "id", "")) for view in make(context())]


def test_the_views_say_how_sure_they_are() -> None:
    ctx = context()
    drawn = flows(ctx)
    assert [type(view) for view in drawn] == [Sankey, Sankey, Sankey]
    assert _ids(lambda c: list(flows(c))) == ["methane-flow-can-2021", "methane-flow-mex-2020", "methane-flow-usa-2020"]
    assert any(getattr(text, "id", "") == "methane-caveat-upper-bound" for text in drawn[1].unknown)
    assert [type(view) for view in tornadoes(ctx)] == [Bars, Bars]
    seen = sites(ctx)
    assert isinstance(seen, Map)
    assert len(seen.places) == 1135
    kinds = {place.confidence for place in seen.places}
    assert kinds == {"confirmed", "single", "apart"}
    dots, _ = side_by_side(reconcile(ctx, read(ctx)), read(ctx))
    assert isinstance(dots, Intervals)
    assert len(dots.dots) == 9
