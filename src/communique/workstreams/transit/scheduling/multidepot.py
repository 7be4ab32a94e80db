"""Which depot's bus runs which trips at the least cost: a proven optimum by reduced-cost fixing.

The linear relaxation gives a bound and, for every column, a reduced cost: what any schedule that uses it costs at least
above the bound. So a whole-number search over the columns below some margin finds a schedule, and once that schedule's
cost is within the margin no column left out can belong to a better one. Costs are whole numbers: a schedule less than 1
above a bound is optimal. The bound holds for any multipliers, so it does not rest on the solver's tolerances.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from communique.solver import highs
from communique.workstreams.transit.scheduling.instance import Instance
from communique.workstreams.transit.scheduling.layers import Floats, Layers, layers
from communique.workstreams.transit.scheduling.network import Indices
from communique.workstreams.transit.scheduling.timetable import ScheduleError

# How the search proceeds, not what it finds: the first margin as a share of the bound, and its growth.
_FIRST_MARGIN, _GROWTH = 2e-5, 4.0
_LESS_THAN_ONE = 1 - 1e-4
_DEPOT = -1  # in place of the arrival that a bus came from


@dataclass(frozen=True)
class MultiDepotSchedule:
    """cost and bound: whole numbers, equal where the optimum is proven. depot, following: (trips,) whose bus runs the
    trip, and which trip it runs next (-1: it pulls in)."""

    vehicles: int
    cost: int
    bound: int
    depot: Indices
    following: Indices
    seconds: float

    @property
    def gap(self) -> float:
        return (self.cost - self.bound) / self.cost if self.cost else 0.0

    def summary(self) -> dict[str, Any]:
        """The figures, and the trips of each bus in order, by depot."""
        first = np.setdiff1d(np.arange(len(self.following)), self.following[self.following >= 0])
        return {
            "vehicles": self.vehicles,
            "cost": self.cost,
            "bound": self.bound,
            "gap": self.gap,
            "optimal": self.cost == self.bound,
            "seconds": round(self.seconds, 3),
            "rotations": [{"depot": int(self.depot[trip]), "trips": self._chain(int(trip))} for trip in first],
        }

    def _chain(self, trip: int) -> list[int]:
        chain = [trip]
        while (trip := int(self.following[trip])) >= 0:
            chain.append(trip)
        return chain


def multidepot_schedule(
    instance: Instance, *, pull_cost: int = 500, gap: float = 0.0, time_limit_s: float | None = None
) -> MultiDepotSchedule:
    """The schedule of least cost of an instance, or one proven to be within a relative `gap` of it.

    pull_cost     due at each pull-out and each pull-in, beside travel; must be a whole number
    time_limit_s  after it the best schedule found is given with its bound; the result may then depend on the machine

    Raises ScheduleError when no schedule exists, or none was found in time.
    """
    began = time.perf_counter()
    problem = layers(instance, pull_cost)
    relaxed, reduced = _relaxation(problem)
    bound, margin = _up(relaxed), _FIRST_MARGIN * relaxed
    best: tuple[int, Floats] | None = None
    while True:
        left = None if time_limit_s is None else time_limit_s - (time.perf_counter() - began)
        if left is not None and left <= 0:
            break
        kept = reduced <= margin
        found, searched = _search(problem, kept, gap, left)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
        left_out = math.inf if kept.all() else relaxed + margin  # less than any schedule costs that uses the rest
        bound = max(bound, _up(min(searched, left_out)))
        if best is not None and best[0] - bound <= gap * best[0]:
            break
        if kept.all() and math.isinf(searched):
            raise ScheduleError("no schedule exists: the depots have too few buses")
        margin = margin * _GROWTH if best is None else best[0] - _LESS_THAN_ONE - relaxed
    if best is None:
        raise ScheduleError("no schedule was found in time; allow more seconds or a wider gap")
    depot, following = _routes(problem, best[1], len(instance.available))
    vehicles = int((following < 0).sum())
    return MultiDepotSchedule(vehicles, best[0], min(bound, best[0]), depot, following, time.perf_counter() - began)


def _up(bound: float) -> int:
    """The least whole number that a whole-numbered cost can be; -1e-6 allows for the last bits of a sum."""
    return math.ceil(bound - 1e-6) if math.isfinite(bound) else 0


def _solver(problem: Layers, kept: Any, whole: bool) -> Any:
    import highspy

    matrix = problem.matrix[:, kept]
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = problem.cost[kept]
    model.col_lower_ = np.zeros(matrix.shape[1])
    model.col_upper_ = problem.most[kept]
    model.row_lower_, model.row_upper_ = problem.lower, problem.upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[must] for must in problem.whole[kept].astype(int)]
    solver = highs()
    solver.passModel(model)
    return solver


def _relaxation(problem: Layers) -> tuple[float, Floats]:
    """A lower bound of the cost, and the reduced cost of every column, both from the multipliers of the relaxation."""
    import highspy

    solver = _solver(problem, np.ones(len(problem.cost), dtype=bool), whole=False)
    solver.setOptionValue("solver", "ipm")
    solver.setOptionValue("run_crossover", "off")
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        raise ScheduleError("no schedule exists: the depots have too few buses")
    multiplier = np.array(solver.getSolution().row_dual)
    reduced = problem.cost - problem.matrix.T @ multiplier
    right = np.where(multiplier > 0, problem.lower, problem.upper)
    # Lagrange: this bound holds whatever the multipliers are.
    return float(multiplier @ right + np.minimum(reduced, 0) @ problem.most), reduced


def _search(
    problem: Layers, kept: Any, gap: float, time_limit_s: float | None
) -> tuple[tuple[int, Floats] | None, float]:
    """(cost, flows of all columns) of the best schedule over the kept columns, and the bound proven for them."""
    import highspy

    solver = _solver(problem, kept, whole=True)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_abs_gap", _LESS_THAN_ONE)
    if time_limit_s is not None:
        solver.setOptionValue("time_limit", time_limit_s)
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None, math.inf
    info = solver.getInfo()
    if not math.isfinite(info.objective_function_value):
        return None, float(info.mip_dual_bound)
    whole = problem.whole[kept]
    flows = np.array(solver.getSolution().col_value)
    return _settled(problem, kept, np.rint(flows[whole])), float(info.mip_dual_bound)


def _settled(problem: Layers, kept: Any, trips: Floats) -> tuple[int, Floats]:
    """Cost and flows with each trip given to its depot: what remains is pure flow, so its vertices are whole."""
    solver = _solver(problem, kept, whole=False)
    columns = np.flatnonzero(problem.whole[kept]).astype(np.int32)
    solver.changeColsBounds(len(columns), columns, trips, trips)
    solver.setOptionValue("solver", "simplex")
    solver.run()
    values = np.array(solver.getSolution().col_value)
    rounded = np.rint(values)
    if not np.allclose(values, rounded, atol=1e-6):
        raise ScheduleError("the solver gave a schedule with parts of buses")
    flows = np.zeros(len(problem.cost))
    flows[kept] = rounded
    return round(float(problem.cost @ flows)), flows


def _routes(problem: Layers, flows: Floats, depots: int) -> tuple[Indices, Indices]:
    """(trips,) depot and following trip, by following each bus through its layer."""
    trips = len(problem.departure)
    depot, following = np.full(trips, -1), np.full(trips, -1)
    trip_at = np.empty(2 * trips, dtype=np.int64)
    trip_at[problem.departure] = trip_at[problem.arrival] = np.arange(trips)
    for d, layer in enumerate(np.split(flows.astype(np.int64), depots)):
        depot[layer[:trips] > 0] = d
        for trip, after in _pairs(problem, layer, trips):
            following[trip_at[trip]] = trip_at[after]
    return depot, following


def _pairs(problem: Layers, layer: Indices, trips: int) -> list[tuple[int, int]]:
    """(arrival, departure) of one bus: buses that wait at one node are alike, so the first to come goes first.

    Nodes are walked in the order of time at each place; links lead from arrivals to departures, so arrivals come first.
    A bus fresh from the depot may wait too, for a later trip there.
    """
    onward = np.flatnonzero((layer > 0) & (problem.head >= 0) & (problem.tail >= 0))
    onward = onward[onward >= trips]
    leaving: dict[int, list[int]] = {}
    for column in onward:
        leaving.setdefault(int(problem.tail[column]), []).append(int(column))
    pulls_in = layer[2 * trips : 3 * trips]
    waiting: dict[int, list[int]] = {}
    pairs = []
    for trip in np.argsort(problem.arrival):
        node = int(problem.arrival[trip])
        here = waiting.pop(node, []) + ([node] if layer[trip] else [])
        if pulls_in[trip]:
            here.pop(0)
        _send(problem, layer, leaving.get(node, ()), here, waiting)
    for trip in np.argsort(problem.departure):
        node = int(problem.departure[trip])
        here = waiting.pop(node, []) + ([_DEPOT] if layer[trips + trip] else [])
        if layer[trip] and (came_from := here.pop(0)) != _DEPOT:
            pairs.append((came_from, node))
        _send(problem, layer, leaving.get(node, ()), here, waiting)
    return pairs


def _send(problem: Layers, layer: Indices, columns: Any, here: list[int], waiting: dict[int, list[int]]) -> None:
    for column in columns:
        for _ in range(layer[column]):
            waiting.setdefault(int(problem.head[column]), []).append(here.pop(0))
