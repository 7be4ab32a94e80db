"""What is the multi-depot problem as a linear programme: one time-space network for each depot?

    min   sum_d [ sum_i (pull + t_di) out_di + (pull + t_id) in_di + sum_a t_a link_da ]
    s.t.  sum_d trip_di = 1                                        every trip is run, by one depot's bus
          flow is conserved at each departure and each arrival     in every depot's layer
          sum_i out_di <= buses of d
          trip_di in {0, 1}; all other flows >= 0                  they are whole numbers where the trips are

Within a layer: a bus pulls out to a departure, runs the trip to its arrival, waits there, and pulls in or takes a link
to a departure elsewhere, where it may wait again; waiting is free. Of several links from one place to one departure
only that of the latest arrival is kept, for earlier buses can wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from communique.workstreams.transit.scheduling.instance import Instance
from communique.workstreams.transit.scheduling.network import Indices, all_arcs, timelines

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Layers:
    """Columns, layer after layer: trips, pull-outs, pull-ins (each in the order of trips), links, waits.

    matrix, cost, lower, upper   rows and costs of the programme
    most                         (columns,) the greatest flow each can carry
    whole                        (columns,) whether it must be a whole number
    """

    matrix: sparse.csc_array
    cost: Floats
    lower: Floats
    upper: Floats
    most: Floats
    whole: NDArray[np.bool_]
    departure: Indices  # (trips,) node of each trip's start in a layer
    arrival: Indices  # (trips,) node of its end
    tail: Indices  # (columns of a layer,) node it leaves, -1: the depot
    head: Indices  # node it enters, -1: the depot


def layers(instance: Instance, pull_cost: int) -> Layers:
    """The programme of an instance; `pull_cost` falls due at each pull-out and each pull-in, beside travel."""
    table, depots = instance.table, len(instance.available)
    trips = len(table)
    lines = timelines(table)
    departure, arrival = np.empty(trips, dtype=np.int64), np.empty(trips, dtype=np.int64)
    departure[lines.trip] = np.arange(trips)
    by_arrival = np.lexsort((table.end_s, table.to_place))
    arrival[by_arrival] = trips + np.arange(trips)
    trip, to = _latest_links(instance, *all_arcs(table, lines, 0))
    wait = np.flatnonzero(np.diff(lines.terminal) == 0)
    wait_after = trips + np.flatnonzero(np.diff(table.to_place[by_arrival]) == 0)
    depot = np.full(trips, -1)
    tail = np.concatenate([departure, depot, arrival, arrival[trip], wait, wait_after])
    head = np.concatenate([arrival, departure, depot, to, wait + 1, wait_after + 1])
    link_cost = table.travel_s[table.to_place[trip], table.from_place[lines.trip[to]]]
    free = np.zeros(len(wait) + len(wait_after))
    costs = [
        np.concatenate([
            np.zeros(trips),
            pull_cost + table.travel_s[d, table.from_place],
            pull_cost + table.travel_s[table.to_place, d],
            link_cost,
            free,
        ])
        for d in range(depots)
    ]  # fmt: skip
    columns = len(tail)
    most = np.where(np.arange(columns) < 3 * trips, 1, trips)  # several buses may share a link or a wait
    return Layers(
        _matrix(tail, head, trips, depots),
        np.concatenate(costs),
        np.concatenate([np.zeros(2 * trips * depots), np.ones(trips), np.zeros(depots)]),
        np.concatenate([np.zeros(2 * trips * depots), np.ones(trips), instance.available]),
        np.tile(most, depots).astype(np.float64),
        np.tile(np.arange(columns) < trips, depots),
        departure,
        arrival,
        tail,
        head,
    )


def _latest_links(instance: Instance, trip: Indices, departure: Indices) -> tuple[Indices, Indices]:
    """Of all links from one place to one departure, that of the latest arrival."""
    place, end = instance.table.to_place[trip], instance.table.end_s[trip]
    order = np.lexsort((end, departure, place))
    trip, departure, place = trip[order], departure[order], place[order]
    last = np.append((np.diff(place) != 0) | (np.diff(departure) != 0), True)[: len(trip)]
    return trip[last], departure[last]


def _matrix(tail: Indices, head: Indices, trips: int, depots: int) -> sparse.csc_array:
    columns = np.arange(len(tail))
    out, into = tail >= 0, head >= 0
    layer = sparse.csc_array(
        (
            np.concatenate([-np.ones(out.sum()), np.ones(into.sum())]),
            (np.concatenate([tail[out], head[into]]), np.concatenate([columns[out], columns[into]])),
        ),
        shape=(2 * trips, len(tail)),
    )
    every, one = np.arange(trips), np.ones(trips)
    covers = sparse.csc_array((one, (every, every)), shape=(trips, len(tail)))
    leaves = sparse.csc_array((one, (np.zeros(trips, dtype=np.int64), trips + every)), shape=(1, len(tail)))
    return sparse.csc_array(
        sparse.vstack([
            sparse.block_diag([layer] * depots), sparse.hstack([covers] * depots), sparse.block_diag([leaves] * depots)
        ])
    )  # fmt: skip
