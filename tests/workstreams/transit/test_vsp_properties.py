"""Vehicle schedules against an independent formulation, and what must hold for every timetable."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from communique.workstreams.transit.scheduling import ScheduleError, Timetable, minimum_vehicles, peak_trips, schedule
from communique.workstreams.transit.scheduling import vehicles as module
from communique.workstreams.transit.scheduling.instance import Instance, read_instance
from communique.workstreams.transit.scheduling.multidepot import multidepot_schedule
from communique.workstreams.transit.scheduling.vehicles import labels


def random_table(seed: int, trips: int, places: int, horizon: int = 600) -> Timetable:
    chance = np.random.default_rng(seed)
    where = chance.integers(0, 40, (places, 2))
    travel = np.abs(where[:, None] - where[None]).sum(axis=2)
    start = chance.integers(0, horizon, trips)
    end = start + chance.integers(5, 60, trips)
    return Timetable(start, end, chance.integers(0, places, trips), chance.integers(0, places, trips), travel)


def can_follow(table: Timetable, layover: int = 0, wait: int | None = None) -> np.ndarray:
    ready = table.end_s[:, None] + table.travel_s[table.to_place[:, None], table.from_place[None, :]] + layover
    within = True if wait is None else table.start_s[None, :] <= table.end_s[:, None] + wait
    return (ready <= table.start_s[None, :]) & within


def pairwise(table: Timetable, layover: int = 0, wait: int | None = None) -> int:
    matched = maximum_bipartite_matching(csr_array(can_follow(table, layover, wait)), perm_type="column")
    return len(table) - int((matched >= 0).sum())


tables = st.builds(random_table, st.integers(0, 10**6), st.integers(1, 60), st.integers(1, 8))


@settings(max_examples=60, deadline=None)
@given(tables, st.integers(0, 20), st.one_of(st.none(), st.integers(0, 120)))
def test_the_minimum_is_that_of_the_pairwise_matching(table: Timetable, layover: int, wait: int | None) -> None:
    assert minimum_vehicles(table, layover_s=layover, max_wait_s=wait) == pairwise(table, layover, wait)


@settings(max_examples=40, deadline=None)
@given(tables, st.one_of(st.none(), st.integers(0, 120)))
def test_a_schedule_can_be_driven_and_covers_each_trip_once(table: Timetable, wait: int | None) -> None:
    found = schedule(table, max_wait_s=wait)
    follows = np.flatnonzero(found.following >= 0)
    after = found.following[follows]
    assert len(set(after.tolist())) == len(after)
    assert can_follow(table, 0, wait)[follows, after].all()
    bus = labels(found.following)
    assert set(bus.tolist()) == set(range(found.vehicles))
    assert found.vehicles == minimum_vehicles(table, max_wait_s=wait)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_the_bounds_chain_holds(table: Timetable) -> None:
    assert peak_trips(table.start_s, table.end_s) <= minimum_vehicles(table)
    assert minimum_vehicles(table) <= minimum_vehicles(table, layover_s=5) <= len(table)
    assert minimum_vehicles(table) <= minimum_vehicles(table, max_wait_s=60)


@settings(max_examples=30, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_trips_does_not_matter(table: Timetable, random) -> None:
    order = list(range(len(table)))
    random.shuffle(order)
    other = Timetable(
        table.start_s[order], table.end_s[order], table.from_place[order], table.to_place[order], table.travel_s
    )
    first, second = schedule(table), schedule(other)
    assert (first.vehicles, first.deadhead_s, first.wait_s) == (second.vehicles, second.deadhead_s, second.wait_s)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 14))
def test_deadhead_is_the_least_for_so_few_buses(seed: int, trips: int) -> None:
    """Against an assignment in which not going on costs more than all deadheads together."""
    table = random_table(seed, trips, 4, horizon=200)
    travel = table.travel_s[table.to_place[:, None], table.from_place[None, :]].astype(float)
    cost = np.full((trips, 2 * trips), 1e6)
    cost[:, :trips] = np.where(can_follow(table), travel, 1e9)
    row, column = linear_sum_assignment(cost)
    used = cost[row, column]
    found = schedule(table)
    assert found.vehicles == int((used == 1e6).sum())
    assert found.deadhead_s == used[used < 1e6].sum()


@settings(max_examples=25, deadline=None)
@given(tables)
def test_arcs_found_as_needed_give_the_same_fleet(table: Timetable) -> None:
    whole = minimum_vehicles(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MANY", 0)
        patch.setattr(module, "_NEAREST", 1)
        assert minimum_vehicles(table) == whole
        assert not schedule(table).cheapest


def test_trips_that_take_no_time_do_not_run_in_a_circle() -> None:
    travel = np.array([[0, 30], [30, 0]])
    zero = np.zeros(2, dtype=np.int64)
    table = Timetable(zero + 100, zero + 100, np.array([0, 1]), np.array([1, 0]), travel)
    assert minimum_vehicles(table) == 1  # the second follows the first, never both each other
    assert schedule(table).following.tolist().count(-1) == 1
    loop = Timetable(zero[:1] + 100, zero[:1] + 100, zero[:1], zero[:1], travel)
    assert minimum_vehicles(loop) == 1


def test_a_trip_that_ends_before_it_begins_is_refused() -> None:
    one = np.array([10])
    with pytest.raises(ScheduleError, match="ends before its start"):
        Timetable(one, one - 1, one * 0, one * 0, np.zeros((1, 1), dtype=np.int64))


def test_no_trips_need_no_bus() -> None:
    none = np.empty(0, dtype=np.int64)
    table = Timetable(none, none, none, none, np.zeros((0, 0), dtype=np.int64))
    assert (minimum_vehicles(table), schedule(table).vehicles, peak_trips(none, none)) == (0, 0, 0)


def test_half_open_intervals_do_not_meet() -> None:
    assert peak_trips([0, 10], [10, 20]) == 1
    assert peak_trips([0, 9], [10, 20]) == 2


def enumerated(instance: Instance, pull: int) -> int:
    """The least cost by trying every depot for every trip and solving each depot's part as an assignment."""
    table, depots = instance.table, len(instance.available)
    trips, best = len(table), np.inf
    travel = table.travel_s[table.to_place[:, None], table.from_place[None, :]]
    for owner in itertools.product(range(depots), repeat=trips):
        own, total = np.array(owner), 0.0
        for d in range(depots):
            mine = np.flatnonzero(own == d)
            if not len(mine):
                continue
            home = pull + table.travel_s[table.to_place[mine], d]
            out = pull + table.travel_s[d, table.from_place[mine]]
            cost = np.full((2 * len(mine), 2 * len(mine)), 1e9)
            part = np.ix_(mine, mine)
            cost[: len(mine), : len(mine)] = np.where(can_follow(table)[part], travel[part], 1e9)
            cost[: len(mine), len(mine) :][np.diag_indices(len(mine))] = home
            cost[len(mine) :, : len(mine)][np.diag_indices(len(mine))] = out
            cost[len(mine) :, len(mine) :] = 0
            total += cost[linear_sum_assignment(cost)].sum()
        best = min(best, total)
    return int(best)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 6))
def test_several_depots_cost_what_trying_everything_costs(seed: int, trips: int) -> None:
    instance = Instance(np.array([9, 9]), random_table(seed, trips, 4, horizon=150))
    found = multidepot_schedule(instance, pull_cost=50)
    assert found.cost == found.bound == enumerated(instance, 50)


def test_too_few_buses_are_said_to_be_too_few() -> None:
    table = random_table(1, 30, 4, horizon=60)
    with pytest.raises(ScheduleError, match="too few buses"):
        multidepot_schedule(Instance(np.array([2, 2]), table))


def test_the_buses_of_a_depot_are_not_exceeded() -> None:
    table = random_table(3, 30, 4, horizon=300)
    free = multidepot_schedule(Instance(np.array([30, 30]), table))
    spare = free.vehicles // 2
    tight = multidepot_schedule(Instance(np.array([spare, 30]), table))
    first = np.setdiff1d(np.arange(30), tight.following[tight.following >= 0])
    assert (tight.depot[first] == 0).sum() <= spare
    assert tight.cost >= free.cost


@pytest.mark.parametrize(
    ("text", "match", "row"),
    [
        ("1 1 2\n", "fewer than two lines", None),
        ("1 1\n5\n", "3 are needed", 1),
        ("3 1 2\n5 5 5\n", "depots are locations", 1),
        ("1 1 2\n5\n0 10 1\n", "4 are needed", 3),
        ("1 1 2\n5\n0 10 7 20\n0 1\n1 0\n", "outside 0…1", 3),
        ("1 1 2\n5\n0 10 1 x\n0 1\n1 0\n", "not a whole number", 3),
        ("1 1 2\n5\n0 10 1 20\n0 1\n", "ends early", 4),
        ("1 1 2\n5\n0 10 1 20\n0 1\n1 0\n9\n", "after the matrix", 6),
        ("1 1 2\n5\n0 10 1 5\n0 1\n1 0\n", "ends before its start", None),
    ],
)
def test_a_broken_instance_names_its_line(tmp_path: Path, text: str, match: str, row: int | None) -> None:
    file = tmp_path / "instance.txt"
    file.write_text(text)
    with pytest.raises(ScheduleError, match=match) as fault:
        read_instance(file)
    assert fault.value.row == row
    assert fault.value.file == str(file)
