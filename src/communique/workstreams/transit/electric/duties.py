"""Which trip may follow which, and what does the way and the wait between them do to the battery?

Trips are plain arrays sorted by their start. Arc i→j is allowed iff start_j ≥ end_i + deadhead + least layover and,
where there is a maximum wait, start_j ≤ end_i + maximum wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.workstreams.transit.charge_state import Battery, after_effort, needed_before, usable_battery
from communique.workstreams.transit.day import Deadheading, deadhead, deadheading, great_circle_km

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
#: Trips whose followers are listed at one time: bounds the memory, never the result.
CHUNK = 512


class DutyError(CommuniqueError):
    """Trips that cannot be scheduled: an array of another length, a missing figure, an end before its start."""


class Gap(NamedTuple):
    """Between two trips: kWh driven before the charge, effort of the charge, kWh driven after it."""

    out_kwh: Array
    put_kwh: Array
    back_kwh: Array


@dataclass(frozen=True)
class Charging:
    """Where a bus may charge between trips, and the depot where it starts full and ends.

    terminal_kw      (place,), into the battery; 0 where there is no charger
    connect_s        lost at every charge
    depot_kw         0: no charge at the depot in the middle of the day
    """

    terminal_kw: Array
    connect_s: float = 0.0
    depot_kw: float = 0.0


@dataclass(frozen=True)
class Duties:
    """Trips to be served, (trip,), sorted by start: seconds, places by number, kWh at the battery.

    way_s, way_kwh   (place, place), deadheads
    max_wait_s       longest time from the end of a trip to the start of the next, None: any
    depot            a place, or None: buses start and end where their work does
    """

    start: Whole
    end: Whole
    origin: Whole
    destination: Whole
    energy: Array
    way_s: Whole
    way_kwh: Array
    cell: Battery
    layover_s: int = 0
    max_wait_s: float | None = None
    depot: int | None = None
    charging: Charging | None = None

    def __len__(self) -> int:
        return len(self.start)

    @property
    def pull_out_kwh(self) -> Array:
        """kWh from the depot to each place."""
        return np.zeros(len(self.way_s)) if self.depot is None else self.way_kwh[self.depot]

    @property
    def pull_in_kwh(self) -> Array:
        """kWh from each place to the depot."""
        return np.zeros(len(self.way_s)) if self.depot is None else self.way_kwh[:, self.depot]


def duties(
    start_s: ArrayLike,
    end_s: ArrayLike,
    origin: Sequence[tuple[float, float]] | ArrayLike,
    destination: Sequence[tuple[float, float]] | ArrayLike,
    energy_kwh: ArrayLike,
    *,
    usable_kwh: float | None = None,
    cell: Battery | None = None,
    max_wait_s: float | None = None,
    layover_s: int = 0,
    rule: Deadheading | None = None,
    kwh_per_km: float = 0.0,
    depot: tuple[float, float] | None = None,
) -> tuple[Duties, Whole]:
    """Duties of plain arrays and the order in which they hold the trips.

    origin, destination  (trip, 2) latitude and longitude, or (trip,) terminal ids: then deadheads between different
                         terminals are impossible, since nobody knows their length
    kwh_per_km           of deadheads; 0 leaves their energy out
    usable_kwh, cell     one of the two: exactly so much energy, or a battery

    Raises DutyError naming the array and the trip.
    """
    if (usable_kwh is None) == (cell is None):
        raise DutyError("give either the usable energy or a battery")
    start, end, energy = np.asarray(start_s), np.asarray(end_s), np.asarray(energy_kwh, dtype=np.float64)
    _check(start, end, energy)
    order = np.lexsort((np.arange(len(start)), end, start))
    places, numbers = _places(origin, destination, depot, len(start))
    way_s, way_km = _ways(places, rule or deadheading())
    count = len(start)
    made = Duties(
        start[order].astype(np.int64), end[order].astype(np.int64), numbers[:count][order],
        numbers[count : 2 * count][order], energy[order], way_s, way_km * kwh_per_km,
        cell if cell is not None else usable_battery(usable_kwh or 0.0), layover_s, max_wait_s,
        None if depot is None else int(numbers[-1]),
    )  # fmt: skip
    return made, order


def _check(start: NDArray[np.generic], end: NDArray[np.generic], energy: Array) -> None:
    if not len(start) == len(end) == len(energy):
        raise DutyError(f"{len(start)} starts, {len(end)} ends and {len(energy)} energies: must be equally many")
    for name, values in (("start_s", start), ("end_s", end), ("energy_kwh", energy)):
        bad = ~np.isfinite(values.astype(np.float64))
        if bad.any():
            raise DutyError(f"trip {int(np.argmax(bad))} is unknown there", column=name)
    if (energy < 0).any():
        raise DutyError(f"trip {int(np.argmax(energy < 0))} is negative", column="energy_kwh")
    backwards = end.astype(np.float64) < start.astype(np.float64)
    if backwards.any():
        raise DutyError(f"trip {int(np.argmax(backwards))} ends before it starts", column="end_s")


def _places(
    origin: Sequence[tuple[float, float]] | ArrayLike,
    destination: Sequence[tuple[float, float]] | ArrayLike,
    depot: tuple[float, float] | None,
    count: int,
) -> tuple[NDArray[np.generic], Whole]:
    """Distinct places and the number of the place of each origin, destination and the depot, in this order."""
    parts = [np.asarray(origin), np.asarray(destination)]
    if any(len(part) != count for part in parts):
        raise DutyError(f"{count} trips, {len(parts[0])} origins and {len(parts[1])} destinations")
    if depot is not None:
        parts.append(np.asarray([depot]))
    places, numbers = np.unique(np.concatenate(parts), axis=0, return_inverse=True)
    return places, numbers.ravel().astype(np.int64)


def _ways(places: NDArray[np.generic], rule: Deadheading) -> tuple[Whole, Array]:
    """Seconds and kilometres between all places; between terminals of unknown position longer than any day."""
    if places.ndim == 1:
        never = np.iinfo(np.int32).max
        return np.where(np.eye(len(places), dtype=bool), 0, never).astype(np.int64), np.zeros((len(places),) * 2)
    lat, lon = places.astype(np.float64).T
    seconds, km = deadhead(great_circle_km(lat[:, None], lon[:, None], lat[None], lon[None]), rule)
    return seconds, km


def may_follow(trips: Duties, i: Whole, j: Whole) -> NDArray[np.bool_]:
    """Whether trip j may follow trip i, by the rules of NumPy broadcasting."""
    ready = trips.end[i] + trips.way_s[trips.destination[i], trips.origin[j]] + trips.layover_s
    allowed = trips.start[j] >= ready
    if trips.max_wait_s is not None:
        allowed &= trips.start[j] <= trips.end[i] + trips.max_wait_s
    return np.asarray(allowed & (i < j))  # two trips without duration must not follow each other in a circle


def links(trips: Duties, max_wait_s: float | None = None) -> tuple[Whole, Whole]:
    """All pairs (i, j) where j may follow i, ordered by i; `max_wait_s` narrows the rule further."""
    count = len(trips)
    limit = min(w for w in (trips.max_wait_s, max_wait_s, np.inf) if w is not None)
    first = np.searchsorted(trips.start, trips.end + trips.layover_s, side="left")
    last = np.searchsorted(trips.start, trips.end + limit, side="right")
    found: list[tuple[Whole, Whole]] = []
    for begin in range(0, count, CHUNK):
        rows = np.arange(begin, min(begin + CHUNK, count))
        many = np.maximum(last[rows] - first[rows], 0)
        i = np.repeat(rows, many)
        j = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first[rows], many)
        kept = may_follow(trips, i, j)
        found.append((i[kept], j[kept]))
    if not found:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def gap(trips: Duties, i: Whole, j: Whole) -> Gap:
    """What lies between trip i and trip j: the way, and the best charge that the time allows.

    Choices: charge where trip i ends, charge where trip j starts, or charge at the depot in between, the way to and
    from it included; none where none of them brings more than it costs.
    """
    if trips.charging is None:
        way = trips.way_kwh[trips.destination[i], trips.origin[j]]
        none = np.zeros(way.shape)
        return Gap(way, none, none)
    options = [option for _, option in _options(trips, trips.charging, i, j)]
    best = _best(options, trips.cell)
    return Gap(*(np.choose(best, part) for part in zip(*options, strict=True)))


def charged_at(trips: Duties, i: Whole, j: Whole) -> Whole:
    """The place of the charge that `gap` chooses between trip i and trip j; -1 where there is none."""
    if trips.charging is None:
        return np.full(np.broadcast(i, j).shape, -1, dtype=np.int64)
    places, options = zip(*_options(trips, trips.charging, i, j), strict=True)
    return np.asarray(np.choose(_best(options, trips.cell), places), dtype=np.int64)


def _options(trips: Duties, plan: Charging, i: Whole, j: Whole) -> list[tuple[Whole, Gap]]:
    """Place (-1: none) and gap of each choice, in the order in which equals are preferred."""
    there, here = trips.destination[i], trips.origin[j]
    way = trips.way_kwh[there, here]
    none = np.zeros(way.shape)
    spare = trips.start[j] - trips.end[i]
    time = np.maximum(spare - trips.way_s[there, here] - plan.connect_s, 0) / 3600
    found = [
        (np.full(way.shape, -1), Gap(way, none, none)),
        (np.broadcast_to(there, way.shape), Gap(none, plan.terminal_kw[there] * time, way)),
        (np.broadcast_to(here, way.shape), Gap(way, plan.terminal_kw[here] * time, none)),
    ]
    if trips.depot is not None and plan.depot_kw > 0:
        detour = trips.way_s[there, trips.depot] + trips.way_s[trips.depot, here]
        hours = np.maximum(spare - detour - plan.connect_s, 0) / 3600
        out, back = (np.broadcast_to(e, way.shape) for e in (trips.pull_in_kwh[there], trips.pull_out_kwh[here]))
        found.append((np.full(way.shape, trips.depot), Gap(out, plan.depot_kw * hours, back)))
    return found


def _best(options: Sequence[Gap], cell: Battery) -> Whole:
    """The number of the choice that leaves most in the battery; of equals the first."""
    net = [np.minimum(o.put_kwh, cell.usable_kwh) - o.out_kwh - o.back_kwh for o in options]
    return np.asarray(np.argmax(net, axis=0), dtype=np.int64)


def across(level: ArrayLike, between: Gap, cell: Battery) -> Array:
    """The level at the start of the next trip, from the level at the end of the last."""
    return after_effort(np.asarray(level) - between.out_kwh, between.put_kwh, cell) - between.back_kwh


def needed_across(need: ArrayLike, between: Gap, cell: Battery) -> Array:
    """The level needed at the end of the last trip, from the level needed at the start of the next."""
    before = needed_before(np.asarray(need) + between.back_kwh, between.put_kwh, cell)
    return np.maximum(before, 0) + between.out_kwh


def in_order(trips: pl.DataFrame) -> pl.DataFrame:
    """The trips as duties are numbered: by start, end and id."""
    return trips.sort("start_s", "end_s", "trip_id")


def of_day(
    trips: pl.DataFrame,
    energy_kwh: ArrayLike,
    cell: Battery,
    *,
    max_wait_s: float | None = None,
    layover_s: int = 0,
    rule: Deadheading | None = None,
    kwh_per_km: float = 0.0,
    depot: tuple[float, float] | None = None,
) -> Duties:
    """Duties of a day's trips (columns of day.TRIPS, sorted by start and end); travel that the rule knows is used."""
    chosen = rule or deadheading()
    made, order = duties(
        trips["start_s"].to_numpy(), trips["end_s"].to_numpy(), trips.select("start_lat", "start_lon").to_numpy(),
        trips.select("end_lat", "end_lon").to_numpy(), energy_kwh, cell=cell, max_wait_s=max_wait_s,
        layover_s=layover_s, rule=chosen, kwh_per_km=kwh_per_km, depot=depot,
    )  # fmt: skip
    if (order != np.arange(len(order))).any():
        raise DutyError("trips must be sorted by start, then end")
    return made if chosen.travel.is_empty() else _with_known(made, trips, chosen, kwh_per_km)


def _with_known(made: Duties, trips: pl.DataFrame, rule: Deadheading, kwh_per_km: float) -> Duties:
    """Deadheads of the rule's travel times in place of the estimates."""
    ends = [
        pl.DataFrame({"stop": trips["start_stop"], "place": made.origin}),
        pl.DataFrame({"stop": trips["end_stop"], "place": made.destination}),
    ]
    places = pl.concat(ends).unique()
    known = rule.travel.join(places, left_on="from_stop", right_on="stop").join(
        places, left_on="to_stop", right_on="stop", suffix="_to"
    ).filter(pl.col("place") != pl.col("place_to"))  # fmt: skip
    way_s, way_kwh = made.way_s.copy(), made.way_kwh.copy()
    way_s[known["place"], known["place_to"]] = known["seconds"]
    driven = known.filter(pl.col("km").is_not_null())
    way_kwh[driven["place"], driven["place_to"]] = driven["km"] * kwh_per_km
    return replace(made, way_s=way_s, way_kwh=way_kwh)
