"""The probability of meeting a target: what it knows, what it must not claim, and how it moves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from communique.progress import ProgressError, Target, fan, meeting, observed, printed

YEARS = tuple(range(2014, 2024))
SERIES = (132.1, 131.0, 130.2, 128.4, 127.9, 126.0, 125.1, 124.6, 122.9, 122.3)


def _noisy(draws: int = 2000, sigma: float = 0.01) -> np.ndarray:
    return np.array(SERIES) * np.exp(sigma * np.random.default_rng(0).standard_normal((draws, len(SERIES))))


def test_up_and_down_share_out_all_chances():
    series = observed(YEARS, SERIES)
    down = meeting(series, Target("down", 2030, 115))
    up = meeting(series, Target("up", 2030, 115))
    assert down.value + up.value == pytest.approx(1)
    assert (down.method, down.scale, down.points) == ("progress-method-ar1", "log", 10)


@pytest.mark.parametrize("points", [1, 2, 3])
def test_fewer_than_four_points_give_no_number(points):
    found = meeting(observed(YEARS[:points], SERIES[:points]), Target("down", 2030, 115))
    assert found.value is None
    assert (found.reason.id, found.reason.args["n"]) == ("unknown-too-few-points", points)
    assert meeting(observed(YEARS[:4], SERIES[:4]), Target("down", 2030, 115)).value is not None
    assert fan(YEARS[:points], SERIES[:points], [2030], [0.5]).reason.id == "unknown-too-few-points"


def test_no_data_is_unknown():
    found = meeting(observed([2020], [np.nan]), Target("down", 2030, 115))
    assert (found.value, found.reason.id) == (None, "unknown-no-data")


@pytest.mark.parametrize("series", [[5.0] * 8, [1.0, 2, 3, 4, 5, 6, 7, 8], [2.0**-k for k in range(8)], [0.0] * 8])
def test_figures_without_noise_give_no_number(series):
    found = meeting(observed(range(2010, 2018), series), Target("down", 2030, -1 if series[1] != 0.5 else 1e-6))
    assert (found.value, found.reason.id) == (None, "unknown-no-variation")


def test_zero_or_negative_figures_take_the_straight_scale_and_say_so():
    for series, target in (((3, 2, 0, 1, -1, 0), 5), ((9, 7, 8, 6, 5, 5), 0)):
        found = meeting(observed(range(2015, 2021), series), Target("down", 2030, target))
        assert found.scale == "linear"
        assert [flag.id for flag in found.flags] == ["progress-flag-linear-scale"]


def test_uncertain_observations_make_a_bold_forecast_less_bold():
    sure = meeting(observed(YEARS, SERIES), Target("down", 2030, 111)).value
    unsure = meeting(observed(YEARS, SERIES, _noisy()), Target("down", 2030, 111)).value
    assert sure < unsure < 0.5


def test_thousands_of_draws_give_the_mean_of_each():
    draws = _noisy(4000)
    whole = meeting(observed(YEARS, SERIES, draws), Target("down", 2030, 115)).value
    parts = [meeting(observed(YEARS, SERIES, part), Target("down", 2030, 115)).value for part in np.split(draws, 4)]
    assert whole == pytest.approx(np.mean(parts), abs=1e-12)


def test_relative_target_draws_the_base_with_the_series():
    # a factor known for all years of a draw cancels from a relative target, and only from it
    level = np.exp(0.1 * np.random.default_rng(0).standard_normal((500, 1)))
    series = observed(YEARS, SERIES, np.array(SERIES) * level)
    relative = meeting(series, Target("down", 2030, factor=0.85, base_year=2014), base_year=2014)
    alone = meeting(observed(YEARS, SERIES), Target("down", 2030, 0.85 * 132.1))
    assert relative.value == pytest.approx(alone.value, abs=1e-9)
    absolute = meeting(series, Target("down", 2030, 0.85 * 132.1))
    assert absolute.value > alone.value + 0.1


def test_a_base_year_ahead_is_forecast_only_when_asked_and_is_flagged():
    series, target = observed(YEARS, SERIES), Target("down", 2035, factor=0.9, base_year=2026)
    refused = meeting(series, target, base_year=2026)
    assert (refused.value, refused.reason.id) == (None, "unknown-base-not-observed")
    found = meeting(series, target, base_year=2026, forecast_base=True)
    assert 0 < found.value < 1
    assert [flag.id for flag in found.flags] == ["progress-flag-baseline-forecast"]
    planned = meeting(series, target, base_year=2026, forecast_base=True, effect=-1.0)
    assert planned.reason.id == "unknown-plan-needs-base"
    late = meeting(series, Target("down", 2025, factor=0.9), base_year=2026, forecast_base=True)
    assert late.reason.id == "unknown-target-year-not-after-base"


def test_a_forecast_base_shares_its_chance_with_the_target_year():
    # taken apart, as if independent, the two years would spread their ratio more: nearer to a coin's toss
    target = Target("down", 2031, factor=0.99, base_year=2030)
    joint = meeting(observed(YEARS, SERIES), target, base_year=2030, forecast_base=True).value
    near, far = np.log(fan(YEARS, SERIES, [2030, 2031], [0.16, 0.5, 0.84]).values)
    apart = stats.norm.cdf(np.log(0.99), far[1] - near[1], np.hypot(near[2] - near[0], far[2] - far[0]) / 2)
    assert abs(joint - 0.5) > 2 * abs(apart - 0.5)


def test_a_plan_moves_the_chance_by_its_effect():
    series = observed(YEARS, SERIES)
    with_plan = meeting(series, Target("down", 2030, 115), effect=-3.0)
    assert with_plan.value == pytest.approx(meeting(series, Target("down", 2030, 118)).value)
    nothing = meeting(series, Target("down", 2030, 115), effect=np.zeros(50))
    assert nothing.value == pytest.approx(meeting(series, Target("down", 2030, 115)).value)
    impossible = meeting(series, Target("down", 2030, 115), effect=200.0)
    assert impossible.value == 0.0


def test_a_plans_effect_must_fit_the_draws():
    series = observed(YEARS, SERIES, _noisy(10))
    assert 0 < meeting(series, Target("down", 2030, 115), effect=-np.ones(10)).value < 1
    with pytest.raises(ProgressError, match="3 draws and the series 10"):
        meeting(series, Target("down", 2030, 115), effect=[-1.0, -2.0, -3.0])
    with pytest.raises(ProgressError, match="finite"):
        meeting(series, Target("down", 2030, 115), effect=np.nan)


def test_a_target_year_that_is_over_is_looked_up():
    draws = np.array([[10.0, 9, 8, 7], [10, 9, 6, 5]])
    found = meeting(observed([2018, 2019, 2020, 2021], draws[0], draws), Target("down", 2020, 7))
    assert (found.value, found.method) == (0.5, "progress-method-observed")
    gap = meeting(observed([2018, 2019, 2021], [10, 9, 5]), Target("down", 2020, 7))
    assert (gap.value, gap.reason.id) == (None, "unknown-target-year-not-observed")


def test_print_is_two_digits_inside_one_and_ninety_nine_hundredths_and_the_number_is_left_alone():
    assert [printed(p) for p in (0.0, 0.004, 0.126, 0.5, 0.996, 1.0)] == [0.01, 0.01, 0.13, 0.5, 0.99, 0.99]
    assert meeting(observed(YEARS, SERIES), Target("down", 2030, 60)).value < 0.001


def test_fan_agrees_with_the_probability_and_widens():
    ahead = fan(YEARS, SERIES, range(2024, 2041), [0.05, 0.5, 0.95])
    below = meeting(observed(YEARS, SERIES), Target("down", 2030, float(ahead.values[6, 0]))).value
    assert below == pytest.approx(0.05, abs=0.003)
    width = np.log(ahead.values[:, 2] / ahead.values[:, 0])
    assert (np.diff(width) > 0).all()
    assert (np.diff(ahead.values, axis=1) > 0).all()
    assert (
        fan(YEARS, SERIES, [2025], [0.1, 0.9]).values.tobytes()
        == fan(YEARS, SERIES, [2025], [0.1, 0.9]).values.tobytes()
    )
    with pytest.raises(ProgressError, match="after the last observed year"):
        fan(YEARS, SERIES, [2023], [0.5])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"direction": "sideways", "year": 2030, "value": 1.0}, "write up or down"),
        ({"direction": "up", "year": 2030}, "a value, or a factor"),
        ({"direction": "up", "year": 2030, "value": 1.0, "factor": 2.0}, "a value, or a factor"),
        ({"direction": "up", "year": 2030, "value": float("nan")}, "finite"),
        ({"direction": "up", "year": 2030, "factor": float("inf")}, "finite"),
        ({"direction": "up", "year": 2020, "value": 1.0, "base_year": 2020}, "not after the base year"),
    ],
)
def test_a_target_that_contradicts_itself_is_an_error(arguments, message):
    with pytest.raises(ProgressError, match=message):
        Target(**arguments)


@given(st.lists(st.floats(90, 160), min_size=2, max_size=2).map(sorted))
@settings(max_examples=30, deadline=None)
def test_an_easier_target_is_never_less_likely(levels):
    series = observed(YEARS, SERIES)
    hard, easy = (meeting(series, Target("down", 2030, level)).value for level in levels)
    assert hard <= easy


@given(st.permutations(range(10)), st.floats(0.001, 1000))
@settings(max_examples=30, deadline=None)
def test_neither_the_order_of_rows_nor_the_unit_matters(order, unit):
    shuffled = observed([YEARS[i] for i in order], [unit * SERIES[i] for i in order])
    found = meeting(shuffled, Target("down", 2030, unit * 115)).value
    assert found == pytest.approx(meeting(observed(YEARS, SERIES), Target("down", 2030, 115)).value, abs=1e-6)
