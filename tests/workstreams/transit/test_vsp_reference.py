"""Fewest buses, measured by two independent formulations: specification of the workstream, cases R4 and R5."""

from __future__ import annotations

import numpy as np
import pytest
from small_feed import SHARED, real_day

from communique.workstreams.transit.scheduling import minimum_vehicles, peak_trips, schedule, timetable
from communique.workstreams.transit.scheduling.instance import Instance, read_instance
from communique.workstreams.transit.scheduling.multidepot import MultiDepotSchedule, multidepot_schedule
from communique.workstreams.transit.summary import day_summary

# R4, exact: 25 km/h, x 1.3, no minimum layover.
BOUNDS = [
    ("us_hart_tampa", "2018-03-14", 118, 127, 134, 151),
    ("ca_barrie", "2026-03-11", 31, 31, 31, 31),
    ("us_carta_chattanooga", "2026-06-10", 31, 32, 32, 64),
    ("ca_durham_drt", "2026-03-18", 123, 132, 139, 226),
    ("us_ltd_eugene_2023", "2023-06-14", 52, 56, 58, 94),
]


@pytest.mark.parametrize(("name", "date", "peak", "vehicles", "concurrent", "blocks"), BOUNDS)
def test_the_bounds_of_a_fleet_are_the_measured_ones(
    name: str, date: str, peak: int, vehicles: int, concurrent: int, blocks: int
) -> None:
    found = day_summary(real_day(name, date))
    assert (found["peak_trips"], found["vehicles"]) == (peak, vehicles)
    assert (found["concurrent_blocks"], found["blocks"]) == (concurrent, blocks)


def test_tampa_needs_one_bus_more_when_none_waits_over_an_hour() -> None:
    table = timetable(real_day("us_hart_tampa", "2018-03-14").trips)
    assert minimum_vehicles(table, max_wait_s=3600) == 128


def test_the_cheapest_schedule_of_tampa_needs_no_more_buses_and_can_be_driven() -> None:
    table = timetable(real_day("us_hart_tampa", "2018-03-14").trips)
    found = schedule(table)
    follows = found.following >= 0
    after = found.following[follows]
    travel = table.travel_s[table.to_place[follows], table.from_place[after]]
    assert found.vehicles == 127
    assert len(set(after)) == len(after)
    assert (table.start_s[after] >= table.end_s[follows] + travel).all()


def _instance() -> Instance:
    file = SHARED / "mdvsp" / "GD-4-500-0.txt"
    if not file.exists():
        pytest.skip(f"{file.name} is not beside this repository")
    return read_instance(file)


def _cost(instance: Instance, found: MultiDepotSchedule) -> int:
    """Recomputed from the routes alone; every deadhead must be possible and within one depot."""
    table, follows = instance.table, found.following >= 0
    after = found.following[follows]
    travel = table.travel_s[table.to_place[follows], table.from_place[after]]
    assert (table.start_s[after] >= table.end_s[follows] + travel).all()
    assert (found.depot[after] == found.depot[follows]).all()
    first = np.setdiff1d(np.arange(len(table)), after)
    last = np.flatnonzero(~follows)
    out = 500 + table.travel_s[found.depot[first], table.from_place[first]]
    home = 500 + table.travel_s[table.to_place[last], found.depot[last]]
    return int(travel.sum() + out.sum() + home.sum())


@pytest.mark.slow
def test_the_benchmark_is_solved_within_a_quick_gap() -> None:
    instance = _instance()
    assert peak_trips(instance.table.start_s, instance.table.end_s) == 117
    found = multidepot_schedule(instance, gap=1e-4)
    assert 137_990 <= found.bound <= 137_995 <= found.cost
    assert found.gap <= 1e-4
    assert _cost(instance, found) == found.cost


@pytest.mark.slow
def test_the_benchmark_is_solved_to_its_proven_optimum() -> None:
    """R5: 137,995 with 130 buses, proven; its relaxation 137,989.4."""
    instance = _instance()
    found = multidepot_schedule(instance)
    assert (found.cost, found.bound, found.vehicles) == (137_995, 137_995, 130)
    assert _cost(instance, found) == 137_995
