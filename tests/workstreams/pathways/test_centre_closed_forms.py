"""Do the closed forms give the published figures, and does the day-by-day run agree with them?"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.workstreams.pathways.centre.errors import CentreError
from communique.workstreams.pathways.centre.overbooking import expected_cost, overbooking
from communique.workstreams.pathways.centre.pool import SERIES, pool_wait, simulated_wait
from communique.workstreams.pathways.centre.queues import blocking, halfin_whitt, officers_for, queue, square_root_rule

LAST_PLACE = 5e-7  # references are written with six decimals
SIMULATED = 0.02  # the specification's tolerance of a run against its closed form


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "data/pathways/centre_reference_cases.json").read_text())
    return loaded


def test_the_pool_gives_its_reference_waits(cases: dict[str, Any]) -> None:
    names = {"max_wait_days": "maximum", "mean_days": "mean", "sd_days_continuous": "standard_deviation"}
    names |= {"sd_days": "standard_deviation", "p95_days": "p95"}
    for case in cases["pool"]:
        found = pool_wait(case["pool"], case["capacity_per_day"], case["share_longest_waiting"])
        for key, name in names.items():
            if key in case:
                written = len(str(case[key]).partition(".")[2])
                assert getattr(found, name) == pytest.approx(case[key], abs=0.5000001 * 10**-written), key


def test_the_pool_in_figures_of_the_text() -> None:
    found = pool_wait(100_000, 1450, 0.5)
    ratio = 100_000 / 1450
    assert found.maximum == pytest.approx(ratio * math.log(2) / 0.5, rel=1e-12)
    assert found.mean == ratio
    assert found.standard_deviation == pytest.approx(
        2 * ratio * math.sqrt(2 * (1 - 0.5 * (1 + math.log(2))) - 0.25), rel=1e-9
    )
    assert pool_wait(100_000, 1450, 0).maximum is None
    assert pool_wait(100_000, 1450, 0).p95 == pytest.approx(math.log(0.05) / math.log(1 - 0.0145), rel=1e-12)
    assert pool_wait(100_000, 1450, 1) == pool_wait(100_000, 1450, 1.0)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.25, 0.5, 0.9])
def test_a_run_day_by_day_agrees_within_two_per_cent(share: float) -> None:
    found = pool_wait(100_000, 1450, share)
    seen = simulated_wait(100_000, 1450, share, days=600, warm_up=300, rng=np.random.default_rng(1))
    assert seen.mean == pytest.approx(found.mean, rel=SIMULATED)
    assert seen.standard_deviation == pytest.approx(found.standard_deviation, rel=SIMULATED)
    assert seen.p95 == pytest.approx(found.p95, rel=SIMULATED)
    if found.maximum is not None:
        assert seen.maximum == pytest.approx(found.maximum, rel=SIMULATED)


def test_with_all_places_by_age_everybody_waits_alike() -> None:
    seen = simulated_wait(1000, 100, 1.0, days=50, warm_up=20, rng=np.random.default_rng(0))
    assert seen.maximum == seen.mean == seen.p95 == 10
    assert seen.standard_deviation == 0


@given(st.floats(0, 1), st.integers(1, 100), st.integers(101, 10**6))
def test_the_mean_wait_does_not_depend_on_the_share(share: float, capacity: int, pool: int) -> None:
    assert pool_wait(pool, capacity, share).mean == pool / capacity


@given(st.floats(0.05, 0.95), st.floats(0.001, 0.04))
def test_a_greater_share_for_the_longest_waiting_shortens_the_longest_wait_and_the_spread(
    share: float, more: float
) -> None:
    before, after = pool_wait(10_000, 100, share), pool_wait(10_000, 100, share + more)
    assert before.maximum is not None
    assert after.maximum is not None
    assert after.maximum < before.maximum
    assert after.standard_deviation < before.standard_deviation


@pytest.mark.parametrize(
    ("pool", "capacity", "share"),
    [(0, 1, 0.5), (10, 0, 0.5), (10, 10, 0.5), (10, 1, 1.1), (10, 1, -0.1), (math.nan, 1, 0.5), (10, 1, math.nan)],
)
def test_a_pool_that_cannot_be_is_refused(pool: float, capacity: float, share: float) -> None:
    with pytest.raises(CentreError):
        pool_wait(pool, capacity, share)


def test_as_the_share_nears_one_the_spread_nears_none_and_no_digit_is_lost() -> None:
    """By the first term of its series, (R/c)·sqrt(u/3) with u = 1 − φ: all digits of the plain formula cancel there."""
    for gap in (2.0**-8, 2.0**-20, 2.0**-40, 2.0**-53):
        wait = pool_wait(100_000, 1450, 1 - gap)
        assert wait.standard_deviation == pytest.approx(100_000 / 1450 * math.sqrt(gap / 3), rel=gap + 1e-12)


def test_the_spread_has_no_step_where_its_series_begins() -> None:
    below, above = (pool_wait(100_000, 1450, math.exp(-SERIES * (1 + e))).standard_deviation for e in (-1e-9, 1e-9))
    assert below == pytest.approx(above, rel=1e-8)


def test_a_pool_beyond_all_measure_is_still_in_proportion() -> None:
    assert pool_wait(1e300, 1, 0.5).standard_deviation == pytest.approx(
        1e295 * pool_wait(1e5, 1, 0.5).standard_deviation
    )


def test_bookings_beyond_counting_are_refused() -> None:
    with pytest.raises(CentreError, match="show_probability"):
        overbooking(100, 1e-9, 3, 1)


def test_overbooking_gives_its_reference_numbers(cases: dict[str, Any]) -> None:
    for case in cases["overbooking"]:
        found = overbooking(case["capacity"], case["show_probability"], case["cost_over"], case["cost_idle"])
        assert found.bookings == case["best_bookings"]
        assert found.expected_cost == pytest.approx(case["expected_cost"], abs=LAST_PLACE)
    assert overbooking(100, 0.85, 3, 1).bookings == 114


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.floats(0.05, 1), st.floats(0.1, 10), st.floats(0.1, 10))
def test_no_number_of_bookings_is_cheaper_by_enumeration(capacity: int, show: float, over: float, idle: float) -> None:
    found = overbooking(capacity, show, over, idle)
    costs = [expected_cost(n, capacity, show, over, idle) for n in range(found.bookings * 2 + 20)]
    assert found.expected_cost <= min(costs) + 1e-9


def test_when_all_come_nobody_is_booked_beyond_the_places() -> None:
    assert overbooking(40, 1.0, 3, 1).bookings == 40
    assert overbooking(40, 1.0, 3, 1).expected_cost == 0


@pytest.mark.parametrize(
    "values",
    [
        (0, 0.5, 1, 1),
        (10, 0, 1, 1),
        (10, 1.1, 1, 1),
        (10, 0.5, 0, 1),
        (10, 0.5, 1, -1),
        (10.5, 0.5, 1, 1),
        (10, math.nan, 1, 1),
    ],
)
def test_bookings_that_cannot_be_are_refused(values: tuple[int, float, float, float]) -> None:
    with pytest.raises(CentreError):
        overbooking(*values)


def test_erlang_c_gives_its_reference_figures(cases: dict[str, Any]) -> None:
    for case in cases["queues"]:
        if "beta" in case:
            assert halfin_whitt(case["beta"]) == pytest.approx(case["halfin_whitt_P_wait"], abs=LAST_PLACE)
            continue
        found = queue(case["servers"], case["load"], 1.0)
        assert found.probability_of_waiting == pytest.approx(case["P_wait"], abs=LAST_PLACE)
        assert found.mean_wait == pytest.approx(case["Wq_in_mean_service_times"], abs=LAST_PLACE)


def test_the_blocking_recursion_is_its_sum() -> None:
    for officers, load in ((1, 0.5), (5, 3.0), (20, 25.0)):
        terms = [load**k / math.factorial(k) for k in range(officers + 1)]
        assert blocking(officers, load) == pytest.approx(terms[-1] / sum(terms), rel=1e-12)


def test_one_officer_is_the_known_queue() -> None:
    found = queue(1, 0.5, 1.0)
    assert found.probability_of_waiting == pytest.approx(0.5)
    assert found.mean_wait == pytest.approx(1.0)
    assert found.p90_wait == pytest.approx(2 * math.log(5))


@settings(deadline=None)
@given(st.floats(0.5, 60), st.floats(0, 2))
def test_one_officer_fewer_would_not_keep_the_wait(load: float, longest: float) -> None:
    found = officers_for(load, 1.0, longest)
    assert found.p90_wait <= longest
    if found.officers - 1 > load:
        assert queue(found.officers - 1, load, 1.0).p90_wait > longest


@given(st.floats(0.5, 50), st.floats(0.1, 20))
def test_the_unit_of_time_changes_no_probability(load: float, unit: float) -> None:
    one, other = queue(60, load, 1.0), queue(60, load * unit, unit)
    assert other.probability_of_waiting == pytest.approx(one.probability_of_waiting, rel=1e-9)
    assert other.mean_wait * unit == pytest.approx(one.mean_wait, rel=1e-9)


@pytest.mark.parametrize(
    ("officers", "arrive", "serve"), [(10, 10, 1), (10, 11, 1), (0, 1, 1), (1, 0, 1), (1, 1, 0), (1, math.inf, 1)]
)
def test_a_queue_without_end_is_refused(officers: int, arrive: float, serve: float) -> None:
    with pytest.raises(CentreError):
        queue(officers, arrive, serve)


def test_no_number_of_officers_rules_out_every_wait() -> None:
    with pytest.raises(CentreError):
        officers_for(5, 1, 1, percentile=1.0)
    with pytest.raises(CentreError):
        officers_for(5, 1, math.nan)


@pytest.mark.parametrize("beta", [1.0, 2.0])
def test_the_square_root_rule_approaches_its_limit_as_officers_grow(beta: float) -> None:
    def miss(load: float) -> float:
        exact = queue(square_root_rule(load, beta), load, 1.0).probability_of_waiting
        return abs(exact / halfin_whitt(beta) - 1)

    assert miss(1e6) < miss(1e4) < miss(100)
    assert miss(1e6) < 0.005, "the error falls with the square root of the load"
