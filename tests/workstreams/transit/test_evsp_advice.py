"""Is the advice on splitting blocks and on chargers along the route the best there is?"""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.workstreams.transit.charge_state import BatteryError
from communique.workstreams.transit.electric.siting import Site, SitingError, Visits, site
from communique.workstreams.transit.electric.splitting import split


def fewest_parts(kwh: list[float], usable: float) -> int:
    for parts in range(1, len(kwh) + 1):
        for cuts in itertools.combinations(range(1, len(kwh)), parts - 1):
            edges = [0, *cuts, len(kwh)]
            if all(sum(kwh[a:b]) <= usable for a, b in itertools.pairwise(edges)):
                return parts
    raise AssertionError("a trip is above the usable energy")


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_splits_are_the_fewest_and_each_part_can_be_run(kwh: list[int]) -> None:
    found = split(kwh, [60.0] * (len(kwh) - 1), 100)
    assert len(found.kwh) == fewest_parts([float(k) for k in kwh], 100)
    assert max(found.kwh) <= 100
    assert sum(found.kwh) == pytest.approx(sum(kwh))


def test_of_equal_splits_the_longest_layover_is_chosen() -> None:
    assert split([40, 40, 40, 40], [60, 1200, 300], 130).cuts == (2,)
    assert split([40, 40, 40, 40], [60, 300, 1200], 130).cuts == (3,)


def test_the_way_between_is_saved_at_a_cut_and_the_depot_paid_in_each_part() -> None:
    found = split([50, 50], [60], 110, between_kwh=15, ends_kwh=5)
    assert found.cuts == (1,)
    assert found.kwh == (55, 55)


def test_a_trip_too_long_by_itself_is_named() -> None:
    assert split([50, 150], [60], 100).impossible == (1,)


def test_layovers_must_be_between_trips() -> None:
    with pytest.raises(BatteryError, match="1 layovers"):
        split([50, 50], [60, 60], 100)


CHARGER = Site(power_kw=300, cost=1000, connect_s=60)


def block(name: str, trips: list[float], stops: list[str], minutes: float, begin: float = 0) -> Visits:
    arrivals = [begin + 3600 * (k + 1) for k in range(len(stops))]
    return Visits(name, trips, stops, arrivals, [a + minutes * 60 for a in arrivals])


def test_no_charger_where_none_is_needed() -> None:
    assert site([block("a", [40, 40], ["x"], 10)], 100, CHARGER).cost == 0


def test_one_shared_stop_is_cheaper_than_two() -> None:
    found = site(
        [block("a", [60, 30, 60], ["x", "y"], 13), block("b", [60, 30, 60], ["z", "y"], 13, begin=1800)], 100, CHARGER
    )
    assert found.chargers == {"y": 1}
    assert found.missing == {}
    assert found.gap <= 1e-4


def test_two_buses_at_one_time_need_two_chargers() -> None:
    found = site([block(name, [60, 80], ["x"], 13) for name in "ab"], 100, CHARGER)
    assert found.chargers == {"x": 2}


def test_power_over_layover_less_connection_limits_what_is_taken() -> None:
    found = site([block("a", [60, 80], ["x"], 9)], 100, CHARGER)  # 8 minutes at 300 kW: 40 kWh, needed and possible
    assert found.charged["a", 0] == pytest.approx(40, abs=1e-5)
    assert site([block("a", [60, 80], ["x"], 8)], 100, CHARGER).missing == {"a": pytest.approx(5, abs=1e-5)}


def test_a_delay_is_bought_where_it_is_allowed() -> None:
    late = Site(300, 1000, 60, delay_cost_per_s=1, longest_delay_s=300)
    found = site([block("a", [60, 80], ["x"], 8)], 100, late)
    assert found.delayed["a", 0] == pytest.approx(60, abs=1e-4)
    assert found.cost == pytest.approx(1060, abs=1e-3)


def test_a_block_that_no_charger_helps_is_listed_with_what_is_missing() -> None:
    assert site([block("a", [150, 10], ["x"], 30)], 100, CHARGER).missing == {"a": pytest.approx(50, abs=1e-5)}


def test_visits_must_fit_their_block() -> None:
    with pytest.raises(SitingError, match="block a"):
        Visits("a", [1.0, 2.0], [], [], [])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(10, 60), min_size=2, max_size=5), min_size=1, max_size=4))
def test_levels_stay_within_the_window_with_the_chargers_found(days: list[list[int]]) -> None:
    blocks = [
        block(f"b{n}", [float(k) for k in kwh], [f"s{(n + k) % 2}" for k in range(len(kwh) - 1)], 11, begin=600 * n)
        for n, kwh in enumerate(days)
    ]
    found = site(blocks, 100, CHARGER)
    for visits in blocks:
        level = 100 + found.missing.get(visits.block, 0.0)
        for k, energy in enumerate(visits.energy_kwh):
            level -= energy
            assert level >= -1e-5
            if k < len(visits.stop):
                taken = found.charged.get((visits.block, k), 0.0)
                assert taken <= 300 * 600 / 3600 + 1e-5
                assert not taken or found.chargers.get(visits.stop[k], 0) >= 1
                level += taken
    assert np.isfinite(found.cost)
