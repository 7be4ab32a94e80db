"""The product's probability is better than both baselines and calibrated, by the specification's own criteria."""

from __future__ import annotations

import numpy as np
import pytest

from communique.progress.calibration import (
    BASELINES,
    BINS,
    LEVELS,
    METHODS,
    Forecasts,
    _level,
    as_markdown,
    bench,
    brier,
    log_score,
    pooled,
    reliability,
    shortcomings,
    simulate,
)


@pytest.fixture(scope="module")
def forecasts():
    return bench(500, seed=20261124)


def test_the_product_passes_on_a_small_bench(forecasts):
    assert shortcomings(forecasts) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_product_passes_on_the_full_bench(seed):
    assert shortcomings(bench(2000, seed=seed)) == []


def test_neither_baseline_passes_so_the_bench_can_tell(forecasts):
    for baseline in BASELINES:
        assert shortcomings(forecasts, baseline)


def test_a_forecaster_that_always_says_half_fails(forecasts):
    blind = {
        level: Forecasts({**f.probabilities, "ar1": np.full(f.met.size, 0.5)}, f.met) for level, f in forecasts.items()
    }
    assert shortcomings(blind)


def test_targets_fill_the_range_and_both_signs_and_lengths_take_part(forecasts):
    probabilities, met = pooled(forecasts, "ar1")
    assert min(bin.count for bin in reliability(probabilities, met)) >= 100
    assert 0.4 < met.mean() < 0.6
    assert set(forecasts) == set(LEVELS)
    assert all(f.met.size >= 500 for f in forecasts.values())


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not():
    one, same, other = (_level(0.5, 1, np.random.default_rng(seed)) for seed in (5, 5, 6))
    for method in METHODS:
        assert one.probabilities[method].tobytes() == same.probabilities[method].tobytes()
        assert one.probabilities[method].tobytes() != other.probabilities[method].tobytes()


@pytest.mark.parametrize("level", LEVELS)
def test_simulated_errors_have_the_correlation_they_are_said_to_have(level):
    series = simulate(level, 20000, 12, np.random.default_rng(0))
    time = np.arange(12)
    twice = np.diff(series, n=2, axis=1)  # the line is gone, its slope too
    errors = (
        level ** np.abs(time[:, None] - time) / (1 - level**2) if level < 1 else np.minimum(time[:, None], time) * 1.0
    )
    second = np.diff(np.eye(12), n=2, axis=0)
    np.testing.assert_allclose(np.cov(twice.T), second @ errors @ second.T, atol=0.25)


def test_scores_by_hand():
    probabilities, met = np.array([0.9, 0.2, 0.6, 0.0]), np.array([True, False, False, False])
    assert brier(probabilities, met) == pytest.approx((0.01 + 0.04 + 0.36) / 4)
    assert log_score(probabilities, met) == pytest.approx(-np.log([0.9, 0.8, 0.4, 0.99]).mean())
    bins = reliability(probabilities, met)
    assert [bin.count for bin in bins] == [1, 1, 0, 1, 1]
    assert (bins[4].forecast, bins[4].observed) == (0.9, 1.0)
    assert reliability(np.array([1.0]), np.array([True]))[BINS - 1].count == 1


def test_the_printed_tables_hold_every_method_and_bin(forecasts):
    table = as_markdown(forecasts)
    assert all(table.count(f"|{method}|") == 1 + BINS for method in METHODS)
