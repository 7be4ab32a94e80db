"""Which trip can a bus run after which: the time-space network, with a timeline of departures at every terminal.

From each trip's end an arc leads to the *first* departure that can be reached at a terminal; later departures there are
reached by waiting along its timeline. So arcs number trips x terminals, not trips x trips. Kliewer, Mellouli and Suhl
(2006), European Journal of Operational Research 175:1616-1627.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.transit.scheduling.timetable import Timetable

_CELLS = 4_000_000  # trips x terminals looked at in one piece: bounds memory, not the result

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Timelines:
    """All departures, terminal after terminal, each by time.

    trip       (departures,) the trip that departs
    terminal   (departures,) its terminal
    place      (terminals,) the place of each terminal
    first      (terminals + 1,) where each terminal's departures begin
    """

    trip: Indices
    terminal: Indices
    place: Indices
    first: Indices
    _key: Indices
    _day: int


def timelines(table: Timetable) -> Timelines:
    """Departures of the timetable, by terminal and time."""
    place, terminal = np.unique(table.from_place, return_inverse=True)
    day = int(table.start_s.max() - table.start_s.min()) + 2
    # The trip's own number comes last in the key: of trips that take no time, only a later one can follow.
    key = (terminal * day + table.start_s - table.start_s.min()) * len(table) + np.arange(len(table))
    trip = np.argsort(key)
    key, terminal = key[trip], terminal[trip]
    return Timelines(trip, terminal, place, np.searchsorted(terminal, np.arange(len(place) + 1)), key, day)


def first_reachable(table: Timetable, lines: Timelines, trips: Indices, terminals: Indices, layover_s: int) -> Indices:
    """(trips, terminals) the first departure that each trip's bus can make at each terminal; -1 where there is none."""
    ready = (
        table.end_s[trips, None] + table.travel_s[table.to_place[trips][:, None], lines.place[terminals]] + layover_s
    )
    since = np.minimum(ready - table.start_s.min(), lines._day - 1)
    after_itself = np.where(ready == table.start_s[trips, None], trips[:, None] + 1, 0)
    found = np.searchsorted(lines._key, (since + terminals * lines._day) * len(table) + after_itself)
    return np.where(found < lines.first[terminals + 1], found, -1)


def near_arcs(table: Timetable, lines: Timelines, layover_s: int, nearest: int) -> tuple[Indices, Indices]:
    """Arcs (trip, departure) from each trip's end to the terminals nearest to it."""
    by_nearness = np.argsort(table.travel_s[:, lines.place], axis=1, kind="stable")[:, :nearest]
    trips, departures = [], []
    for place, terminals in enumerate(by_nearness):
        here = np.flatnonzero(table.to_place == place)
        found = first_reachable(table, lines, here, terminals, layover_s)
        row, column = np.nonzero(found >= 0)
        trips.append(here[row])
        departures.append(found[row, column])
    return np.concatenate(trips), np.concatenate(departures)


def all_arcs(table: Timetable, lines: Timelines, layover_s: int) -> tuple[Indices, Indices]:
    """Arcs (trip, departure) from each trip's end to every terminal."""
    parts = list(pieces(table, lines, np.arange(len(table)), layover_s))
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def pieces(table: Timetable, lines: Timelines, trips: Indices, layover_s: int) -> Iterator[tuple[Indices, Indices]]:
    """Arcs (trip, departure) of some trips to every terminal, a bounded number at a time."""
    terminals = np.arange(len(lines.place))
    step = max(1, _CELLS // len(terminals))
    for begin in range(0, len(trips), step):
        some = trips[begin : begin + step]
        found = first_reachable(table, lines, some, terminals, layover_s)
        row, column = np.nonzero(found >= 0)
        yield some[row], found[row, column]


def arcs_within(table: Timetable, lines: Timelines, layover_s: int, max_wait_s: int) -> tuple[Indices, Indices]:
    """Every arc (trip, departure) whose departure is at most `max_wait_s` after the trip's end.

    A longest wait breaks the timelines, for a bus may not wait along them; so each pair of trips has an arc of its own.
    """
    trip, first = all_arcs(table, lines, layover_s)
    terminal = lines.terminal[first]
    until = np.clip(table.end_s[trip] + max_wait_s - table.start_s.min(), -1, lines._day - 2)
    beyond = np.searchsorted(lines._key, (until + 1 + terminal * lines._day) * len(table))
    count = np.maximum(beyond - first, 0)
    before = np.cumsum(count) - count
    departure = np.arange(count.sum()) + np.repeat(first - before, count)
    return np.repeat(trip, count), departure
