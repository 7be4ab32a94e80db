"""The three predictive distributions: published reference figures, exactness, and what must not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from communique.progress import predictive
from communique.progress.predictive import Mixture, ar1, ols, phi_cells, walk

YEARS = np.arange(2014, 2024)
SERIES = np.array([132.1, 131.0, 130.2, 128.4, 127.9, 126.0, 125.1, 124.6, 122.9, 122.3])
THRESHOLDS = (112, 114, 115, 116)


@pytest.mark.parametrize(
    ("method", "median", "sigma", "chances"),
    [  # specs/commitments.md, reference cases, tolerance 1e-5
        (ols, 114.773334, 0.00420838, (0.000199768, 0.0734168, 0.674144, 0.982266)),
        (walk, 115.183239, 0.0157954, (0.0569707, 0.265814, 0.461096, 0.666754)),
    ],
)
def test_reference_baselines(method, median, sigma, chances):
    found = method(YEARS, np.log(SERIES)[None], 2030)
    assert np.exp(found.location[0, 0]) == pytest.approx(median, abs=1e-5)
    assert found.scale[0, 0] == pytest.approx(sigma, abs=1e-5)
    for threshold, chance in zip(THRESHOLDS, chances, strict=True):
        assert found.below(np.log(threshold))[0] == pytest.approx(chance, abs=1e-5)


def _by_hand(years, figures, future, combination, phi):
    """Generalised least squares and its predictive straight from the covariance matrix, without whitening."""
    time, ahead = np.asarray(years, float), np.asarray(future, float)
    every = np.concatenate([time, ahead])
    covariance = phi ** np.abs(every[:, None] - every[None, :]) / (1 - phi**2)
    n = time.size
    inside, across, outside = covariance[:n, :n], covariance[n:, :n], covariance[n:, n:]
    precision = np.linalg.inv(inside)
    design = np.column_stack([np.ones(n), time - time[-1]])
    new = np.column_stack([np.ones(ahead.size), ahead - time[-1]])
    information = design.T @ precision @ design
    beta = np.linalg.solve(information, design.T @ precision @ figures)
    residual = figures - design @ beta
    rss = residual @ precision @ residual
    gain = across @ precision
    c = np.asarray(combination, float)
    centre = c @ (new @ beta + gain @ residual)
    reach = c @ (new - gain @ design)
    variance = c @ (outside - gain @ across.T) @ c + reach @ np.linalg.inv(information) @ reach
    log_weight = -np.linalg.slogdet(inside)[1] / 2 - np.linalg.slogdet(information)[1] / 2 - (n - 2) / 2 * np.log(rss)
    return centre, np.sqrt(rss / (n - 2) * variance), log_weight


@pytest.mark.parametrize("years", [YEARS, np.array([2000, 2001, 2004, 2005, 2009, 2010, 2012, 2013, 2019, 2023])])
@pytest.mark.parametrize(("future", "combination"), [((2030,), (1.0,)), ((2030, 2026), (1.0, -0.85))])
def test_ar1_is_exact_at_any_spacing_of_years(years, future, combination):
    figures = np.log(SERIES)
    found = ar1(years, figures[None], future, combination)
    expected = [_by_hand(years, figures, future, combination, phi) for phi in phi_cells()]
    centre, scale, log_weight = (np.array(part) for part in zip(*expected, strict=True))
    weight = np.exp(log_weight - log_weight.max())
    np.testing.assert_allclose(found.location[0], centre, rtol=1e-7)
    np.testing.assert_allclose(found.scale[0], scale, rtol=1e-5)
    np.testing.assert_allclose(found.weight[0], weight / weight.sum(), rtol=1e-4, atol=1e-9)


def test_ar1_at_no_correlation_is_the_trend_and_near_one_is_the_walk():
    figures = np.log(SERIES)[None]
    none = predictive._cell(0.0, YEARS - 2023.0, figures, np.array([7.0]), np.ones(1))
    trend = ols(YEARS, figures, 2030)
    assert none[0] == pytest.approx(trend.location[:, 0], abs=1e-10)
    assert none[1] == pytest.approx(trend.scale[:, 0], rel=1e-10)
    nearly = predictive._cell(1 - 1e-7, YEARS - 2023.0, figures, np.array([7.0]), np.ones(1))
    drift = walk(YEARS, figures, 2030)
    assert nearly[0] == pytest.approx(drift.location[:, 0], abs=1e-5)
    assert nearly[1] == pytest.approx(drift.scale[:, 0], rel=1e-3)


def test_the_integral_over_phi_has_enough_cells(monkeypatch):
    before = [ar1(YEARS, np.log(SERIES)[None], (2030,)).below(np.log(t))[0] for t in THRESHOLDS]
    monkeypatch.setattr(predictive, "CELLS", 4 * predictive.CELLS)
    after = [ar1(YEARS, np.log(SERIES)[None], (2030,)).below(np.log(t))[0] for t in THRESHOLDS]
    np.testing.assert_allclose(before, after, atol=0.001)  # a tenth of what is ever printed


def test_the_product_lies_between_overconfidence_and_timidity():
    chance = ar1(YEARS, np.log(SERIES)[None], (2030,)).below(np.log(112))[0]
    assert 0.000199768 < chance < 0.0569707


def test_a_gap_year_in_the_walk_counts_as_the_years_it_spans():
    # two steps of one year and one of two years, by hand: increments 1, -1, 2 over 1, 1, 2 years
    years, figures = np.array([0, 1, 2, 4]), np.array([[0.0, 1.0, 0.0, 2.0]])
    found = walk(years, figures, 6)
    squares = (1 - 0.5) ** 2 + (-1 - 0.5) ** 2 + (2 - 1.0) ** 2 / 2
    assert found.location[0, 0] == pytest.approx(3.0)
    assert found.scale[0, 0] ** 2 == pytest.approx(squares / 2 * (2 + 4 / 4))


@given(
    st.lists(st.floats(-5, 5), min_size=5, max_size=12, unique=True),
    st.floats(-3, 3),
    st.floats(-2, 2),
    st.floats(0.1, 50),
    st.floats(-10, 10),
)
@settings(max_examples=40, deadline=None)
def test_a_change_of_unit_or_a_tilt_moves_everything_alike(figures, level, slope, unit, threshold):
    years = np.arange(len(figures))
    figures = np.array(figures) + np.where(years % 2, 0.37, -0.11)  # never exactly on a line
    year = years[-1] + 5
    tilted = unit * (figures + level + slope * years)
    moved = unit * (threshold + level + slope * year)
    for method in (ols, walk, lambda y, f, t: ar1(y, f, (t,))):
        before = method(years, figures[None], year).below(threshold)
        after = method(years, tilted[None], year).below(moved)
        np.testing.assert_allclose(after, before, atol=1e-5)


def test_quantiles_invert_the_distribution():
    figures = np.log(SERIES) + 0.01 * np.random.default_rng(0).standard_normal((50, SERIES.size))
    found = ar1(YEARS, figures, (2030,))
    wanted = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    reached = [found.below(q).mean() for q in found.quantile(wanted)]
    np.testing.assert_allclose(reached, wanted, atol=0.003)


def test_quantiles_of_one_component_are_those_of_student_t():
    one = Mixture(np.array([[3.0]]), np.array([[2.0]]), np.ones((1, 1)), 6)
    np.testing.assert_allclose(
        one.quantile([0.1, 0.5, 0.9]), stats.t.ppf([0.1, 0.5, 0.9], 6, loc=3, scale=2), atol=0.005
    )


def test_draws_do_not_touch_each_other():
    figures = np.log(SERIES) + 0.01 * np.random.default_rng(1).standard_normal((5, SERIES.size))
    together = ar1(YEARS, figures, (2030,)).below(np.log(115))
    alone = [ar1(YEARS, row[None], (2030,)).below(np.log(115))[0] for row in figures]
    np.testing.assert_allclose(together, alone, rtol=1e-9)
