"""When does each bus of a sample agency leave each corner, and which bus runs which trip?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from communique.workstreams.transit.sample.city import Agency, Line, Route
from communique.workstreams.transit.scheduling import schedule
from communique.workstreams.transit.scheduling.timetable import of_coordinates
from communique.workstreams.transit.scheduling.vehicles import labels

_HOUR = 3600
_PEAKS = ((6.5, 9.0), (15.0, 18.5))  # hours
_EVENING = 19.0
_RECOVERY_S = 300  # between two trips of a bus
_TIMEPOINT_EVERY = 6  # corners; a bus waits there for its time
_TIMEPOINT_DWELL_S = 20
_DRIFT = 0.05  # standard deviation of a segment's speed


@dataclass(frozen=True)
class Run:
    """One trip."""

    route: Route
    direction: int
    service: str
    trip_id: str
    arrival_s: tuple[int, ...]
    departure_s: tuple[int, ...]
    block: str = ""


def runs(own: Agency, route: Route, direction: int, drawn: Line, chance: np.random.Generator) -> list[Run]:
    """All trips of one direction of a route, on weekdays and weekends."""
    found = []
    pace = 1 + chance.normal(0, _DRIFT, len(drawn.at) - 1)
    for service, letter in (("weekday", "S"), ("weekend", "D")):
        for number, start_s in enumerate(_starts(route, service, direction)):
            speed = own.speed_kmh[_period(start_s, service)]
            arrival, departure = _times(start_s, np.diff(drawn.km[drawn.at]) / speed * _HOUR * pace)
            trip_id = f"{letter}{route.number}-{direction}-{number + 1:03d}"
            found.append(Run(route, direction, service, trip_id, arrival, departure))
    return found


def with_blocks(planned: list[Run], own: Agency, lines: Mapping[tuple[str, int], Line]) -> list[Run]:
    """The trips with blocks of the fewest buses, each with its recovery time between trips."""
    found: list[Run] = []
    for service, first in (("weekday", 101), ("weekend", 501)):
        some = [run for run in planned if run.service == service]
        ends = [lines[run.route.number, run.direction].places[[0, -1]] for run in some]
        start, end = np.moveaxis(np.array(ends), 1, 0)
        table = of_coordinates([r.departure_s[0] for r in some], [r.arrival_s[-1] for r in some], start, end)
        bus = labels(schedule(table, layover_s=_RECOVERY_S, max_wait_s=own.longest_wait_min * 60).following)
        found += [
            replace(run, block=f"{own.country[0]}{first + number}") for run, number in zip(some, bus, strict=True)
        ]
    return found


def _period(start_s: float, service: str) -> int:
    hour = start_s / _HOUR
    if hour >= _EVENING:
        return 2
    peak = service == "weekday" and any(begin <= hour < end for begin, end in _PEAKS)
    return 0 if peak else 1


def _starts(route: Route, service: str, direction: int) -> list[int]:
    """Departures from the first corner; the two directions leave half a headway apart."""
    found: list[int] = []
    hour = route.first_h
    while hour <= route.last_h:
        period = _period(hour * _HOUR, service)
        headway = route.headway_min[period if service == "weekday" else 3]
        if not headway:
            hour += 1 / 4
            continue
        found.append(round((hour + direction * headway / 120) * 60) * 60)
        hour += headway / 60
    return found


def _times(start_s: int, run_s: np.ndarray) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Arrivals and departures, in whole seconds, with a wait at every timepoint."""
    dwell = np.zeros(len(run_s) + 1, dtype=np.int64)
    dwell[_TIMEPOINT_EVERY:-1:_TIMEPOINT_EVERY] = _TIMEPOINT_DWELL_S
    waited = np.cumsum(dwell)
    arrival = start_s + np.append(0, np.rint(np.cumsum(run_s))).astype(np.int64) + waited - dwell
    return tuple(int(a) for a in arrival), tuple(int(d) for d in arrival + dwell)
