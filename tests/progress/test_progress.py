"""One verdict of a series against its target: every line of the specification's table of traps that touches figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.progress import Progress, ProgressError, first_year, progress


def _flags(found: Progress) -> list[str]:
    return [flag.id for flag in found.flags]


def _bands(found: Progress) -> dict[str, str | None]:
    return {band.scheme: band.band for band in found.bands}


def test_reference_acceleration_needed_by_both():
    found = progress([2020, 2023], [100, 96], direction="down", target=85, target_year=2030, stated_base_year=2020)
    assert found.ratios.geometric == pytest.approx(0.8384, abs=1e-4)
    assert found.ratios.linear == pytest.approx(0.8889, abs=1e-4)
    assert _bands(found) == {"statcan": "acceleration-needed", "eurostat": "moderate", "un": "fair"}
    assert found.score == pytest.approx(1.703, abs=1e-3)
    assert (found.gap, found.level, found.achieved, found.flags) == (11, 85, False, ())


def test_reference_on_track_by_one_formula_only_is_flagged():
    found = progress([2015, 2022], [12, 19.5], direction="up", target=30, target_year=2030)
    statcan = found.bands[0]
    assert (statcan.geometric, statcan.linear, statcan.band) == ("on-track", "acceleration-needed", "on-track")
    assert _flags(found) == ["progress-flag-formulas-differ"] * 3


def test_fewer_than_four_points_have_a_ratio_but_no_probability():
    found = progress([2015, 2022], [12, 19.5], direction="up", target=30, target_year=2030)
    assert found.probability.value is None
    assert found.probability.reason.id == "unknown-too-few-points"


@pytest.mark.parametrize(
    ("values", "target", "direction", "reason"),
    [
        ([10, 6], 0, "down", "progress-linear-target-zero"),
        ([0, 6], 10, "up", "progress-linear-base-zero"),
        ([-4, 6], 10, "up", "progress-linear-signs-differ"),
    ],
)
def test_zero_and_sign_change_take_the_linear_ratio_named(values, target, direction, reason):
    found = progress([2015, 2020], values, direction=direction, target=target, target_year=2030)
    assert found.ratios.headline == "linear"
    assert found.ratios.geometric is None
    assert found.ratios.linear == pytest.approx((values[1] - values[0]) / 5 / ((target - values[0]) / 15))
    assert reason in _flags(found)
    assert found.bands[0].band is not None


def test_target_reached_then_lost_keeps_both_dates():
    found = progress(range(2015, 2021), [10, 8, 5, 4, 6, 7], direction="down", target=5, target_year=2030)
    assert (found.achieved_in, found.lost_in, found.achieved) == (2017, 2019, False)
    assert found.flags[-1].id == "progress-flag-lost"
    assert found.flags[-1].args == {"achieved": "2017", "lost": "2019"}
    assert found.bands[0].band != "achieved"


def test_target_lost_and_met_again_is_met_since_the_last_time():
    found = progress(range(2015, 2020), [5, 9, 5, 4, 3], direction="down", target=5, target_year=2030)
    assert (found.achieved_in, found.lost_in, found.achieved, found.score) == (2017, None, True, 5)
    assert _bands(found) == {"statcan": "achieved", "eurostat": "significant", "un": "on-track-or-met"}
    assert found.gap == -2


def test_a_base_year_chosen_by_the_caller_is_recorded_beside_the_default():
    years, values = range(2015, 2021), [10, 11, 12, 11, 10, 9]
    usual = progress(years, values, direction="down", target=5, target_year=2030)
    chosen = progress(years, values, direction="down", target=5, target_year=2030, base_year=2017)
    assert chosen.baseline.year == 2017
    assert _flags(chosen)[0] == "progress-flag-base-chosen"
    assert chosen.flags[0].args == {"year": "2017", "usual": "2015"}
    assert chosen.by_default == usual
    assert chosen.ratios != usual.ratios
    assert usual.by_default is None
    assert progress(years, values, direction="down", target=5, target_year=2030, base_year=2015) == usual


def test_the_base_stated_by_the_target_is_the_default():
    found = progress(
        range(2015, 2024), range(100, 91, -1), direction="down", factor=0.85, target_year=2030, stated_base_year=2020
    )
    assert found.baseline.year == 2020
    assert found.level == pytest.approx(0.85 * 95)


def test_a_missing_base_year_gives_way_to_the_first_later_one_and_is_flagged():
    found = progress([2012, 2017, 2018], [9, 8, 7], direction="down", target=5, target_year=2030)
    assert found.baseline.year == 2017
    assert found.flags[0].id == "progress-flag-base-moved"
    assert found.flags[0].args == {"asked": "2015", "year": "2017"}


def test_the_year_before_the_usual_base_serves_where_figures_come_seldom():
    assert progress([2010, 2014, 2018], [9, 8, 7], direction="down").baseline.year == 2014
    assert progress([2010, 2014, 2017], [9, 8, 7], direction="down").baseline.year == 2017
    assert progress([2014, 2015, 2019], [9, 8, 7], direction="down").baseline.year == 2015


@pytest.mark.parametrize(
    ("years", "values", "reason"),
    [
        ([], [], "unknown-no-data"),
        ([2016], [np.nan], "unknown-no-data"),
        ([2010, 2012], [1, 2], "unknown-no-base"),
        ([2012, 2015], [1, 2], "unknown-no-data-after-base"),
        ([2016], [3], "unknown-no-data-after-base"),
        ([2031, 2032], [3, 4], "unknown-target-year-not-after-base"),
    ],
)
def test_what_the_data_do_not_tell_is_unknown_with_a_reason(years, values, reason):
    found = progress(years, values, direction="up", target=10, target_year=2030)
    assert found.unknown is not None
    assert found.unknown.id == reason
    assert (found.bands, found.score, found.ratios.value) == ((), None, None)


def test_a_figure_of_nan_is_a_gap_and_never_a_zero():
    found = progress([2015, 2016, 2017], [10, np.nan, 8], direction="down", target=5, target_year=2030)
    assert [flag.args for flag in found.flags if flag.id == "progress-flag-absent-years"] == [{"years": "2016"}]
    same = progress([2015, 2017], [10, 8], direction="down", target=5, target_year=2030)
    assert found.ratios == same.ratios


def test_an_unknown_figure_in_one_draw_is_an_unknown_year():
    draws = np.array([[10.0, 9, 8], [10, np.nan, 8]])
    found = progress([2015, 2016, 2017], [10, 9, 8], draws=draws, direction="down", target=5, target_year=2030)
    assert "progress-flag-absent-years" in _flags(found)
    assert (found.latest.low, found.latest.high) == (8, 8)


def test_met_is_met_even_where_no_pace_can_be_measured():
    found = progress([2016], [3], direction="down", target=5, target_year=2030)
    assert found.achieved
    assert found.unknown is None
    assert found.bands[0].band == "achieved"
    assert "unknown-no-data-after-base" in _flags(found)


def test_a_target_equal_to_the_base_is_met_or_unknown():
    met = progress([2015, 2020], [10, 9], direction="down", target=10, target_year=2030)
    assert (met.bands[0].band, met.unknown) == ("achieved", None)
    lost = progress([2015, 2020], [10, 11], direction="down", target=10, target_year=2030)
    assert lost.unknown.id == "unknown-target-equals-base"
    assert (lost.achieved_in, lost.lost_in) == (2015, 2020)


def test_without_a_target_there_are_bands_and_a_score_but_no_probability():
    found = progress([2015, 2020], [100, 105], direction="up")
    assert _bands(found) == {"statcan": "acceleration-needed", "eurostat": "moderate"}
    assert found.score == pytest.approx(np.interp(1.05**0.2 - 1, [0.005, 0.015], [0, 2.5]))
    assert (found.probability, found.level, found.gap) == (None, None, None)
    near = progress([2015, 2020], [90, 92], direction="up", limit=100)
    assert near.bands[0].band == "acceleration-needed"
    assert progress([2015, 2020], [90, 92], direction="up").bands[0].band == "limited"
    assert progress([2015, 2020], [0, 5], direction="up").unknown.id == "unknown-growth-undefined"


def test_the_plan_has_its_own_probability():
    years = range(2014, 2024)
    values = [132.1, 131.0, 130.2, 128.4, 127.9, 126.0, 125.1, 124.6, 122.9, 122.3]
    found = progress(years, values, direction="down", target=113, target_year=2030, plan_effect=-4.0)
    assert found.probability.value < 0.1 < 0.7 < found.probability_with_plan.value
    assert progress(years, values, direction="down", target=113, target_year=2030).probability_with_plan is None


def test_a_base_year_after_the_last_figure_has_a_forecast_only_on_request():
    years = range(2009, 2019)
    values = [132.1, 131.0, 130.2, 128.4, 127.9, 126.0, 125.1, 124.6, 122.9, 122.3]
    asked = {"direction": "down", "factor": 0.85, "target_year": 2030, "stated_base_year": 2020}
    silent = progress(years, values, **asked)
    assert (silent.unknown.id, silent.probability.reason.id) == (
        "unknown-no-base", "unknown-base-not-observed",
    )  # fmt: skip
    spoken = progress(years, values, **asked, forecast_base=True)
    assert spoken.unknown.id == "unknown-no-base"
    assert 0 < spoken.probability.value < 1
    assert [flag.id for flag in spoken.probability.flags] == ["progress-flag-baseline-forecast"]


@pytest.mark.parametrize(
    ("years", "values", "options", "message"),
    [
        ([2015, 2015], [1, 2], {}, "2015 has more than one figure"),
        ([2015, 2016.5], [1, 2], {}, "2016.5 is not a whole year"),
        ([2015, 2016], [1, np.inf], {}, "infinite"),
        ([2015, 2016], [1], {}, "one figure for each year"),
        ([2015, 2016], [1, 2], {"draws": [[1.0, 2.0, 3.0]]}, "draws have 3 years"),
        ([2015, 2016], [1, 2], {"target_year": None}, "needs a target year"),
        ([2015, 2016], [1, 2], {"target": None}, "needs a target"),
        ([2015, 2016], [1, 2], {"direction": "left"}, "write up or down"),
        ([2015, 2016], [1, 2], {"limit": 3}, "only without a target"),
        ([2015, 2016], [1, 2], {"stated_base_year": 2030}, "not after the base year"),
    ],
)
def test_arguments_that_contradict_each_other_are_errors(years, values, options, message):
    with pytest.raises(ProgressError, match=message):
        progress(years, values, **{"direction": "up", "target": 10, "target_year": 2030, **options})


@pytest.mark.parametrize(
    ("period", "year"), [("2015", 2015), ("2015-16", 2015), ("2015–2016", 2015), (" 2015/16 ", 2015)]
)
def test_a_period_counts_as_its_first_year(period, year):
    assert first_year(period) == year


@pytest.mark.parametrize("period", ["", "15", "2015-1", "2015-16-17", "Q1 2015", "20155"])
def test_anything_else_is_not_a_year(period):
    with pytest.raises(ProgressError, match="neither a year nor a period"):
        first_year(period)


@given(st.permutations(range(6)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_does_not_matter(order):
    years, values = np.arange(2015, 2021), np.array([10.0, 11, 12, 11, 10, 9])
    found = progress(years[list(order)].tolist(), values[list(order)], direction="down", target=5, target_year=2030)
    assert found == progress(years.tolist(), values, direction="down", target=5, target_year=2030)
