"""How few buses run all trips, and at the least deadhead: exact, by flow through the time-space network.

A unit of flow is a bus that goes on from one trip to another; with the most that can flow, M, trips - M buses are
needed. The cheapest of the greatest flows has the least deadhead time, then the least waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.transit.scheduling.network import (
    Indices,
    Timelines,
    all_arcs,
    arcs_within,
    near_arcs,
    pieces,
    timelines,
)  # fmt: skip
from communique.workstreams.transit.scheduling.timetable import ScheduleError, Timetable

_NEAREST = 8  # terminals first tried where there are too many to try all; the result does not depend on it
_MANY = 4_000_000  # trips x terminals beyond which arcs are found as they are needed


@dataclass(frozen=True)
class Schedule:
    """vehicles: their exact minimum. following: (trips,) the trip that the same bus runs next, -1 if none.
    deadhead_s, wait_s: between trips, all buses. cheapest: whether deadhead is proven the least for so few buses."""

    vehicles: int
    following: Indices
    deadhead_s: int
    wait_s: int
    cheapest: bool


@dataclass(frozen=True)
class _Network:
    """Nodes: trip ends 0…n-1, departures n…2n-1, source 2n, sink 2n+1. Arcs: source, links, waits, sink."""

    table: Timetable
    lines: Timelines
    trip: Indices  # links: from this trip …
    departure: Indices  # … to this departure
    waits: Indices  # departures from which a bus can wait for the next
    complete: bool = True

    def arcs(self) -> tuple[NDArray[np.int32], NDArray[np.int32], Indices]:
        n = len(self.table)
        every, one = np.arange(n), np.ones(n, dtype=np.int64)
        tail = np.concatenate([np.full(n, 2 * n), self.trip, n + self.waits, n + every])
        head = np.concatenate([every, n + self.departure, n + self.waits + 1, np.full(n, 2 * n + 1)])
        capacity = np.concatenate([one, np.ones(len(self.trip), dtype=np.int64), np.full(len(self.waits), n), one])
        return tail.astype(np.int32), head.astype(np.int32), capacity

    def links(self) -> slice:
        return slice(len(self.table), len(self.table) + len(self.trip))


def minimum_vehicles(table: Timetable, *, layover_s: int = 0, max_wait_s: int | None = None) -> int:
    """The fewest buses that run all trips.

    layover_s   least time between the arrival at a place and the next departure there
    max_wait_s  longest time from a trip's end to the next trip's start; None: any
    """
    if not len(table):
        return 0
    return len(table) - int(_greatest_flow(table, layover_s, max_wait_s)[1].optimal_flow())


def schedule(table: Timetable, *, layover_s: int = 0, max_wait_s: int | None = None) -> Schedule:
    """The fewest buses, and of all such schedules one with the least deadhead, then the least waiting."""
    if not len(table):
        return Schedule(0, np.empty(0, dtype=np.int64), 0, 0, True)
    network, flow = _greatest_flow(table, layover_s, max_wait_s)
    following = _following(network, _cheapest(network, flow.optimal_flow()))
    goes_on = np.flatnonzero(following >= 0)
    after = following[goes_on]
    deadhead_s = int(table.travel_s[table.to_place[goes_on], table.from_place[after]].sum())
    between_s = int((table.start_s[after] - table.end_s[goes_on]).sum())
    return Schedule(len(table) - len(goes_on), following, deadhead_s, between_s - deadhead_s, network.complete)


def labels(following: Indices) -> Indices:
    """(trips,) which bus runs each trip: 0, 1, … by the number of its first trip."""
    first = np.setdiff1d(np.arange(len(following)), following[following >= 0])
    bus = np.full(len(following), -1)
    at, name = first, np.arange(len(first))
    while len(at):
        bus[at] = name
        onward = following[at] >= 0
        at, name = following[at][onward], name[onward]
    return bus


def _greatest_flow(table: Timetable, layover_s: int, max_wait_s: int | None) -> tuple[_Network, Any]:
    lines = timelines(table)
    within = np.flatnonzero(np.diff(lines.terminal) == 0)
    if max_wait_s is not None:
        trip, departure = arcs_within(table, lines, layover_s, max_wait_s)
        network = _Network(table, lines, trip, departure, np.empty(0, dtype=np.int64))
    elif len(table) * len(lines.place) <= _MANY:
        network = _Network(table, lines, *all_arcs(table, lines, layover_s), within)
    else:
        return _generated(table, lines, within, layover_s)
    return network, _flow(network)


def _flow(network: _Network) -> Any:
    from ortools.graph.python import max_flow

    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(*network.arcs())
    n = len(network.table)
    if flow.solve(2 * n, 2 * n + 1) != flow.OPTIMAL:
        raise ScheduleError("the greatest flow was not found")
    return flow


def _generated(table: Timetable, lines: Timelines, within: Indices, layover_s: int) -> tuple[_Network, Any]:
    """The greatest flow over all arcs, of which only those are built that some least cut lacks.

    A cut is least in the whole network when no arc that was left out crosses it; else the arcs that do are added.
    """
    trip, departure = near_arcs(table, lines, layover_s, _NEAREST)
    n = len(table)
    while True:
        network = _Network(table, lines, trip, departure, within, complete=False)
        flow = _flow(network)
        side = np.zeros(2 * n + 2, dtype=bool)
        side[flow.get_source_side_min_cut()] = True
        found = [
            _crossing(*piece, side[n : 2 * n]) for piece in pieces(table, lines, np.flatnonzero(side[:n]), layover_s)
        ]
        more_trips = np.concatenate([f[0] for f in found]) if found else np.empty(0, dtype=np.int64)
        if not len(more_trips):
            return network, flow
        trip = np.concatenate([trip, more_trips])
        departure = np.concatenate([departure, np.concatenate([f[1] for f in found])])


def _crossing(trip: Indices, departure: Indices, source_side: NDArray[np.bool_]) -> tuple[Indices, Indices]:
    """Arcs over the cut, a few for each trip: any one of them is enough to go on."""
    over = np.flatnonzero(~source_side[departure])
    nth = np.arange(len(over)) - np.searchsorted(trip[over], trip[over])
    few = over[nth < _NEAREST]
    return trip[few], departure[few]


def _cheapest(network: _Network, links: int) -> NDArray[np.int64]:
    """Flow on every arc of the greatest flow that costs least."""
    from ortools.graph.python import min_cost_flow

    n = len(network.table)
    solver = min_cost_flow.SimpleMinCostFlow()
    tail, head, capacity = network.arcs()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, _cost(network))
    solver.set_nodes_supplies(np.array([2 * n, 2 * n + 1], dtype=np.int32), np.array([links, -links]))
    if solver.solve() != solver.OPTIMAL:
        raise ScheduleError("the cheapest flow was not found")
    return np.asarray(solver.flows(arcs))


def _cost(network: _Network) -> Indices:
    """Deadhead before waiting: a second of deadhead outweighs any wait of the day."""
    table, lines = network.table, network.lines
    follower = lines.trip[network.departure]
    deadhead = table.travel_s[table.to_place[network.trip], table.from_place[follower]]
    wait = table.start_s[follower] - table.end_s[network.trip] - deadhead
    along = table.start_s[lines.trip[network.waits + 1]] - table.start_s[lines.trip[network.waits]]
    day = int(table.end_s.max() - table.start_s.min()) + 1
    free = np.zeros(len(table), dtype=np.int64)
    return np.concatenate([free, deadhead * day + wait, along, free])


def _following(network: _Network, flow: NDArray[np.int64]) -> Indices:
    """Who follows whom: at each terminal the first to come is the first to go, so both lists match in order."""
    n = len(network.table)
    following = np.full(n, -1)
    used = np.flatnonzero(flow[network.links()])
    trip, departure = network.trip[used], network.departure[used]
    if len(network.waits):
        trip = trip[np.argsort(departure, kind="stable")]
        departure = np.flatnonzero(flow[-n:])
    following[trip] = network.lines.trip[departure]
    return following
