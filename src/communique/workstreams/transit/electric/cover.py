"""What is the least number of buses that any battery allows, and which cover leaves the most room to share energy out?

Both are flows on the arcs "may follow": with maximum flow M, n − M paths cover n trips. The cover to start from has
exactly k paths and the longest waits: its buses are out at the same time for as long as possible, so that nearly every
morning can be joined to nearly every afternoon.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.transit.electric.duties import Duties, DutyError, Whole


def peak(trips: Duties) -> int:
    """Most trips under way at one time, intervals half-open."""
    times = np.concatenate([trips.start, trips.end])
    steps = np.concatenate([np.ones(len(trips)), -np.ones(len(trips))])
    order = np.lexsort((steps, times))  # who ends at a moment leaves before who starts then
    return int(np.cumsum(steps[order]).max(initial=0))


def least_paths(count: int, i: Whole, j: Whole) -> int:
    """The least number of paths that cover `count` trips over the arcs i→j, exact by maximum flow."""
    from ortools.graph.python import max_flow

    flow = max_flow.SimpleMaxFlow()
    trips, one = np.arange(count), np.ones(count, dtype=np.int64)
    source, sink = 2 * count, 2 * count + 1
    flow.add_arcs_with_capacity(np.full(count, source), trips, one)
    flow.add_arcs_with_capacity(i, j + count, np.ones(len(i), dtype=np.int64))
    flow.add_arcs_with_capacity(trips + count, np.full(count, sink), one)
    if flow.solve(source, sink) != flow.OPTIMAL:
        raise DutyError("the maximum flow was not found; the arcs are broken")
    return count - int(flow.optimal_flow())


def energy_bound(trips: Duties) -> int:
    """⌈(ΣE + k·least pull-out and pull-in) / E_usable⌉, k the bound itself; 0 where buses charge underway."""
    if trips.charging is not None or not len(trips):
        return 0
    ends = float(trips.pull_out_kwh[trips.origin].min() + trips.pull_in_kwh[trips.destination].min())
    room = trips.cell.usable_kwh - ends
    total = float(trips.energy.sum())
    return math.ceil(total / room - 1e-9) if room > 0 else len(trips)  # 1e-9: a whole quotient is not one more


def longest_waits(trips: Duties, i: Whole, j: Whole, paths: int) -> NDArray[np.int64]:
    """The path number of each trip in the cover of exactly `paths` paths whose waits add up to the most.

    A link's wait is start_j − end_i: a cost of nodes, not of arcs, so the arcs between the trips are free. Raises
    DutyError where so few paths cannot cover the trips.
    """
    from ortools.graph.python import min_cost_flow

    count = len(trips)
    flow = min_cost_flow.SimpleMinCostFlow()
    numbers, one = np.arange(count), np.ones(count, dtype=np.int64)
    source, sink = 2 * count, 2 * count + 1
    flow.add_arcs_with_capacity_and_unit_cost(np.full(count, source), numbers, one, trips.end - trips.start.min())
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        i, j + count, np.ones(len(i), dtype=np.int64), np.zeros(len(i), dtype=np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(numbers + count, np.full(count, sink), one, trips.end.max() - trips.start)
    supply = count - paths
    flow.set_nodes_supplies(np.array([source, sink]), np.array([supply, -supply]))
    if flow.solve() != flow.OPTIMAL:
        raise DutyError(f"{count} trips cannot be covered by {paths} buses")
    used = flow.flows(arcs) > 0
    before = np.full(count, -1)
    before[j[used]] = i[used]
    return _number(before)


def _number(before: NDArray[np.int64]) -> NDArray[np.int64]:
    path, paths = np.empty(len(before), dtype=np.int64), 0
    for trip, last in enumerate(before):  # a trip comes after the one before it
        path[trip] = paths if last < 0 else path[last]
        paths += last < 0
    return path
