"""Where and when does each bus of a schedule charge underway, how much, and how many points does a place need?

A bus charges underway only where it could not finish its work otherwise, and as late as that allows: energy at the
depot by night is cheaper, and a point on the way should be free for the bus that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from communique.workstreams.transit.charge_state import TOLERANCE_KWH, after_effort
from communique.workstreams.transit.electric.duties import (
    Array,
    Duties,
    DutyError,
    Gap,
    Whole,
    charged_at,
    gap,
    needed_across,
)


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge between two trips: place (a number of the duties), when the bus can stand there, kWh into it."""

    place: int
    arrival_s: int
    departure_s: int
    kwh: float


def charges(trips: Duties, rotation: Whole) -> list[Charge]:
    """The charges of one rotation; raises DutyError where its battery runs empty all the same."""
    if trips.charging is None:
        return []
    i, j = rotation[:-1], rotation[1:]
    between, places = gap(trips, i, j), charged_at(trips, i, j)
    need = _needs(trips, rotation, between)
    level = trips.cell.usable_kwh - trips.pull_out_kwh[trips.origin[rotation[0]]] - trips.energy[rotation[0]]
    found = []
    for k in range(len(i)):
        straight = level - trips.way_kwh[trips.destination[i[k]], trips.origin[j[k]]]
        if straight < need[k + 1] - TOLERANCE_KWH and places[k] >= 0:
            before = level - between.out_kwh[k]
            after = float(after_effort(before, between.put_kwh[k], trips.cell))
            found.append(Charge(int(places[k]), *_stay(trips, i[k], j[k], int(places[k])), after - before))
            straight = after - between.back_kwh[k]
        level = straight - trips.energy[j[k]]
        if level < -TOLERANCE_KWH:
            raise DutyError(f"the bus of trip {int(j[k])} lacks {-level:.1f} kWh")
    return found


def _needs(trips: Duties, rotation: Whole, between: Gap) -> Array:
    """What the battery must hold before each trip, if it charges wherever it can after it."""
    need = np.empty(len(rotation))
    after = float(trips.pull_in_kwh[trips.destination[rotation[-1]]])
    for k in range(len(rotation) - 1, -1, -1):
        need[k] = max(after, 0.0) + trips.energy[rotation[k]]
        if k:
            link = Gap(*(part[k - 1] for part in between))
            after = float(needed_across(need[k], link, trips.cell))
    return need


def _stay(trips: Duties, i: int, j: int, place: int) -> tuple[int, int]:
    """From when to when the bus can stand at the place between trip i and trip j."""
    there, here = trips.destination[i], trips.origin[j]
    if place == here != there:
        return int(trips.end[i] + trips.way_s[there, here]), int(trips.start[j])
    return int(trips.end[i] + trips.way_s[there, place]), int(trips.start[j] - trips.way_s[place, here])


def points(stays: Iterable[tuple[str, int, int]]) -> Mapping[str, int]:
    """Terminal -> the most buses that stand there to charge at one time, from (terminal, arrival, departure)."""
    by_place: dict[str, list[tuple[int, int]]] = {}
    for place, arrival, departure in stays:
        by_place.setdefault(place, []).extend([(arrival, 1), (departure, -1)])
    found = {}
    for place, steps in sorted(by_place.items()):
        steps.sort()  # who leaves at a moment makes room for who comes then
        found[place] = int(np.cumsum([step for _, step in steps]).max())
    return found
