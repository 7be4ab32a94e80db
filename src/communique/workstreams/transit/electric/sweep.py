"""How are mornings joined to afternoons so that no battery runs empty?

The plan is cut at a time; each of its k paths falls into what is done and what is to come. Joining done parts to coming
parts anew is an assignment problem, solved exactly: of all k! plans that differ only there, the best is found at once.
Cuts sweep through the day forward and back. Going forward, the need of what is to come stays true while levels are
brought up to date behind the cut; going back it is the other way round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.transit.electric.duties import (
    Array,
    Duties,
    Gap,
    Whole,
    across,
    gap,
    may_follow,
    needed_across,
)

#: What joining costs: (the trips, last done, first to come, kWh missing, allowed) -> cost; -1 is "none".
JoinCost = Callable[[Duties, Whole, Whole, Array, NDArray[np.bool_]], Array]
#: Paths joined at one time: the work grows with its cube, the choice with its factorial.
WIDTH = 160
#: A join that is not allowed, in the unit of any cost.
NEVER = 1e9


@dataclass
class Plan:
    """A plan in the making: the path of each trip, and along the paths what the batteries hold and need.

    level   after each trip; kWh above the floor, run on below zero
    need    before each trip, to finish its path
    """

    path: Whole
    paths: int
    level: Array
    need: Array


def plan_of(trips: Duties, path: Whole, paths: int) -> Plan:
    """The plan of these paths, with levels and needs along them."""
    plan = Plan(path.copy(), paths, np.zeros(len(trips)), np.zeros(len(trips)))
    _levels(trips, plan, 0, len(trips), np.full(paths, -1, dtype=np.int64))
    _needs(trips, plan, 0, len(trips), np.full(paths, -1, dtype=np.int64))
    return plan


def missing(trips: Duties, plan: Plan) -> Array:
    """kWh that each path's battery lacks for its work, (path,); 0 where it can do it."""
    first = _first(plan.path, 0, plan.paths)
    have = trips.cell.usable_kwh - trips.pull_out_kwh[trips.origin[first]]
    return np.where(first < 0, 0.0, np.maximum(plan.need[first] - have, 0)) if len(trips) else np.zeros(plan.paths)


def sweep(trips: Duties, plan: Plan, cuts: Whole, cost: JoinCost, rng: np.random.Generator, *, forward: bool) -> None:
    """Join anew at every cut, forward or back through the day; the plan is changed in place."""
    count = len(trips)
    if forward:
        _needs(trips, plan, 0, count, np.full(plan.paths, -1, dtype=np.int64))
        for begin, cut in zip(np.concatenate([[0], cuts])[:-1], cuts, strict=True):
            _levels(trips, plan, int(begin), int(cut), _last(plan.path, int(begin), plan.paths))
            join(trips, plan, int(cut), cost, rng)
        return
    _levels(trips, plan, 0, count, np.full(plan.paths, -1, dtype=np.int64))
    for cut, end in zip(cuts[::-1], np.concatenate([cuts, [count]])[:0:-1], strict=True):
        _needs(trips, plan, int(cut), int(end), _first(plan.path, int(end), plan.paths))
        join(trips, plan, int(cut), cost, rng)


def join(trips: Duties, plan: Plan, cut: int, cost: JoinCost, rng: np.random.Generator) -> None:
    """Join done and coming parts at one cut (a number of trips) at least cost.

    Of more than `WIDTH` paths some are taken: those that lack most, at most half, and others by chance.
    """
    from scipy.optimize import linear_sum_assignment

    last, first = _last(plan.path, cut, plan.paths), _first(plan.path, cut, plan.paths)
    some = np.arange(plan.paths) if plan.paths <= WIDTH else _some(trips, plan, last, first, rng)
    last, first = last[some], first[some]
    lacks, allowed = _joins(trips, plan, last[:, np.newaxis], first[np.newaxis])
    rows, columns = linear_sum_assignment(cost(trips, last, first, lacks, allowed))
    anew = np.arange(plan.paths)
    anew[some[columns]] = some[rows]
    plan.path[cut:] = anew[plan.path[cut:]]


def _some(trips: Duties, plan: Plan, last: Whole, first: Whole, rng: np.random.Generator) -> Whole:
    lacks, _ = _joins(trips, plan, last, first)
    chance = rng.random(plan.paths)
    worst = np.lexsort((chance, -lacks))[: min(WIDTH // 2, int((lacks > 0).sum()))]
    chance[worst] = -1  # the worst come first
    return np.sort(np.argsort(chance, kind="stable")[:WIDTH])


def _joins(trips: Duties, plan: Plan, i: Whole, j: Whole) -> tuple[Array, NDArray[np.bool_]]:
    """kWh missing and whether it is allowed, for done parts that end with trip i and coming parts that begin with j."""
    fresh = trips.cell.usable_kwh - trips.pull_out_kwh[trips.origin[j]]
    home = trips.pull_in_kwh[trips.destination[i]]
    have = np.where(i < 0, fresh, plan.level[i])
    ahead = np.where(i < 0, plan.need[j], needed_across(plan.need[j], gap(trips, i, j), trips.cell))
    lacks = np.maximum(np.where(j < 0, home, ahead) - have, 0)
    lacks[(i < 0) & (j < 0)] = 0
    return lacks, may_follow(trips, i, j) | (i < 0) | (j < 0)


def _last(path: Whole, cut: int, paths: int) -> Whole:
    """The last trip before the cut of each path, -1 for none."""
    found = np.full(paths, -1, dtype=np.int64)
    np.maximum.at(found, path[:cut], np.arange(cut))
    return found


def _first(path: Whole, cut: int, paths: int) -> Whole:
    """The first trip from the cut on of each path, -1 for none."""
    found = np.full(paths, len(path), dtype=np.int64)
    np.minimum.at(found, path[cut:], np.arange(cut, len(path)))
    return np.where(found == len(path), -1, found)


def _levels(trips: Duties, plan: Plan, begin: int, end: int, last: Whole) -> None:
    """Bring the levels after trips begin..end up to date; `last` is each path's last trip before them."""
    before = _neighbours(plan.path[begin:end], begin, last)
    between = _gaps(trips, before, np.arange(begin, end))
    fresh = trips.cell.usable_kwh - trips.pull_out_kwh[trips.origin[begin:end]]
    for k, i in enumerate(before):
        link = Gap(between.out_kwh[k], between.put_kwh[k], between.back_kwh[k])
        level = fresh[k] if i < 0 else _step(plan.level[i], link, trips, across)
        plan.level[begin + k] = level - trips.energy[begin + k]


def _needs(trips: Duties, plan: Plan, begin: int, end: int, first: Whole) -> None:
    """Bring the needs before trips begin..end up to date; `first` is each path's first trip after them."""
    after = _neighbours(plan.path[begin:end][::-1], begin, first, end - 1)[::-1]
    between = _gaps(trips, np.arange(begin, end), after)
    home = trips.pull_in_kwh[trips.destination[begin:end]]
    for k in range(end - begin - 1, -1, -1):
        link = Gap(between.out_kwh[k], between.put_kwh[k], between.back_kwh[k])
        need = home[k] if after[k] < 0 else _step(plan.need[after[k]], link, trips, needed_across)
        plan.need[begin + k] = max(need, 0.0) + trips.energy[begin + k]


def _step(value: float, link: Gap, trips: Duties, rule: Callable[..., Array]) -> float:
    """The rule for one link, without the charge curve where nothing is charged."""
    if link.put_kwh > 0:
        return float(rule(value, link, trips.cell))
    way = float(link.out_kwh + link.back_kwh)
    return float(value) + (way if rule is needed_across else -way)


def _neighbours(path: Whole, begin: int, edge: Whole, end: int | None = None) -> Whole:
    """For each trip of a run its neighbour on the path: earlier in the run, else at the edge; -1 for none.

    A run is numbered up from `begin`, or down from `end`.
    """
    at = edge.copy()
    found = np.empty(len(path), dtype=np.int64)
    for k, p in enumerate(path):
        found[k] = at[p]
        at[p] = begin + k if end is None else end - k
    return found


def _gaps(trips: Duties, i: Whole, j: Whole) -> Gap:
    none = (i < 0) | (j < 0)
    return Gap(*(np.where(none, 0.0, part) for part in gap(trips, i, j)))
