"""How does a day run on battery buses: from which depot, how many buses, charging where on the way?

Each block stays at the depot that is nearest to it, way out and way home together, and each depot's trips are scheduled
by themselves: no bus changes its home. Chargers on the way stand where they are given, or where the fewest of them let
the most blocks run; how many points a terminal needs is what the buses of the schedule ask of it at one time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from communique.workstreams.transit.charge_state import Battery
from communique.workstreams.transit.day import Day, deadhead, great_circle_km
from communique.workstreams.transit.electric.duties import Charging, Duties, DutyError, Whole, in_order, of_day
from communique.workstreams.transit.electric.rotations import Schedule, clipped, rotation_kwh, schedule
from communique.workstreams.transit.electric.siting import Site
from communique.workstreams.transit.electric.terminals import sited, terminals
from communique.workstreams.transit.electric.underway import charges, points

ROTATIONS: Mapping[str, Any] = {
    "bus": pl.String,
    "depot": pl.String,
    "trip_ids": pl.List(pl.String),
    "start_s": pl.Int64,
    "end_s": pl.Int64,
    "km": pl.Float64,
    "deadhead_km": pl.Float64,
}
CHARGES: Mapping[str, type[pl.DataType]] = {
    "bus": pl.String,
    "depot": pl.String,
    "terminal": pl.String,
    "arrival_s": pl.Int64,
    "departure_s": pl.Int64,
    "kwh": pl.Float64,
}


@dataclass(frozen=True)
class Supply:
    """Where battery buses can charge.

    depots      name -> latitude, longitude; none: buses start and end where their work does
    on_route    none, "site" (where the fewest chargers help the most blocks), or stops, each for its whole terminal
    power_kw    of a charger on the way, into the battery; connect_s, lost at each charge
    room        chargers that fit at a terminal: more are needed where it says so, never hidden
    midday_kw   at the depot between trips, into the battery; 0: by night alone
    within_m    stops nearer to one another than this are one terminal
    """

    depots: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    on_route: Literal["none", "site"] | tuple[str, ...] = "none"
    power_kw: float = 0.0
    connect_s: float = 0.0
    room: int = 1
    midday_kw: float = 0.0
    within_m: float = 0.0


@dataclass(frozen=True)
class Part:
    """The trips of one depot in order, as duties, and their schedule.

    place     of the depot, None where it is not known
    terminal  the terminal of each place of the duties, where there are chargers
    """

    depot: str
    place: tuple[float, float] | None
    trips: pl.DataFrame
    duties: Duties
    found: Schedule
    terminal: Mapping[int, str]
    kwh_per_km: float


@dataclass(frozen=True)
class Energy:
    """kWh at the battery of each trip by id, and of a kilometre of deadhead."""

    trips: Mapping[str, float]
    per_km: float


@dataclass(frozen=True)
class Electrified:
    """A day on battery buses.

    parts      one a depot
    chargers   terminals with chargers on the way
    unhelped   block -> kWh that no charger on the way gives, where sites were looked for: such a block is split
    """

    parts: tuple[Part, ...]
    chargers: tuple[str, ...] = ()
    unhelped: Mapping[str, float] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(len(part.found.rotations) for part in self.parts)

    @property
    def lower(self) -> int:
        """What no plan can beat that leaves each block at its depot."""
        return sum(part.found.lower for part in self.parts)

    @property
    def vehicles(self) -> int:
        """Fewest buses without a battery's limit."""
        return sum(part.found.bounds.vehicles for part in self.parts)

    @property
    def impossible(self) -> list[str]:
        """Trips that no bus can run on one charge; they are in no rotation."""
        return [part.trips["trip_id"][int(k)] for part in self.parts for k in part.found.impossible]


def electrified(
    day: Day,
    kwh: ArrayLike,
    cell: Battery,
    supply: Supply,
    *,
    kwh_per_km: float = 0.0,
    max_wait_s: float | None = None,
    layover_s: int = 0,
    clip: bool = False,
    seed: int = 0,
) -> Electrified:
    """The fewest battery buses of a day, by depot.

    kwh         of each of day.trips, in their order; kwh_per_km, of deadheads

    Raises DutyError for chargers on the way without power and for a stop at which no trip begins or ends.
    """
    energy = day.trips.select("trip_id").with_columns(kwh=np.asarray(kwh, dtype=np.float64))
    if supply.on_route != "none" and not supply.power_kw > 0:
        raise DutyError("chargers on the way need a power above 0")
    terminal = terminals(day, supply.within_m) if supply.on_route != "none" else {}
    chosen, unhelped = _chargers(day, energy, cell, supply, terminal, kwh_per_km)
    parts = []
    for depot, trips in _by_depot(day, supply.depots):
        made = of_day(
            trips, trips.join(energy, on="trip_id", maintain_order="left")["kwh"], cell, max_wait_s=max_wait_s,
            layover_s=layover_s, rule=day.rule, kwh_per_km=kwh_per_km, depot=supply.depots.get(depot),
        )  # fmt: skip
        made, of_place = _with_chargers(clipped(made) if clip else made, trips, supply, terminal, chosen)
        place = supply.depots.get(depot)
        parts.append(Part(depot, place, trips, made, schedule(made, seed=seed), of_place, kwh_per_km))
    return Electrified(tuple(parts), chosen, unhelped)


def _by_depot(day: Day, depots: Mapping[str, tuple[float, float]]) -> Iterator[tuple[str, pl.DataFrame]]:
    from communique.workstreams.transit.blocks import pulls

    if len(depots) < 2:
        yield next(iter(depots), ""), in_order(day.trips)
        return
    places = pl.DataFrame(
        [(name, *place) for name, place in depots.items()], schema=["depot_id", "lat", "lon"], orient="row"
    )
    member = day.blocks.select("block_id", trip_id="trip_ids").explode("trip_id")
    trips = day.trips.drop("block_id").join(member, on="trip_id")
    home = trips.join(pulls(trips, places, day.rule).select("block_id", "depot_id"), on="block_id")
    for name in depots:
        own = home.filter(pl.col("depot_id") == name).select(day.trips.columns)
        if not own.is_empty():
            yield name, in_order(own)


# Chargers on the way


def _chargers(
    day: Day, energy: pl.DataFrame, cell: Battery, supply: Supply, terminal: Mapping[str, str], kwh_per_km: float
) -> tuple[tuple[str, ...], Mapping[str, float]]:
    if supply.on_route == "none":
        return (), {}
    if supply.on_route != "site":
        unknown = [stop for stop in supply.on_route if stop not in terminal]
        if unknown:
            raise DutyError(f"no trip of the day begins or ends at stop {unknown[0]!r}: no bus could charge there")
        return tuple(sorted({terminal[stop] for stop in supply.on_route})), {}
    of_trip = dict(energy.iter_rows())
    need = day.blocks.filter(
        day.blocks["trip_ids"].list.eval(pl.element().replace_strict(of_trip, return_dtype=pl.Float64)).list.sum()
        + day.blocks["deadhead_km"] * kwh_per_km
        > cell.usable_kwh
    )
    charger = Site(supply.power_kw, 1.0, supply.connect_s, supply.room)
    return sited(day, need, of_trip, cell.usable_kwh, charger, terminal, kwh_per_km)


def _with_chargers(
    made: Duties, trips: pl.DataFrame, supply: Supply, terminal: Mapping[str, str], chosen: Sequence[str]
) -> tuple[Duties, Mapping[int, str]]:
    """The duties with power where there are chargers, and the terminal of each place."""
    midday = supply.midday_kw if made.depot is not None else 0.0
    if not chosen and not midday:
        return made, {}
    of_place: dict[int, str] = {}
    for places, stops in ((made.origin, trips["start_stop"]), (made.destination, trips["end_stop"])):
        of_place |= {int(place): terminal.get(stop, stop) for place, stop in zip(places, stops, strict=True)}
    power = np.zeros(len(made.way_s))
    power[[place for place, name in of_place.items() if name in chosen]] = supply.power_kw
    return replace(made, charging=Charging(power, supply.connect_s, midday)), of_place


# What a schedule comes to under any energy


def rotations(found: Electrified, by: Mapping[str, Energy | None]) -> pl.DataFrame:
    """ROTATIONS, and kWh under each of `by`; None: as it was scheduled. km are in service."""
    rows = []
    for bus, part, rotation in _buses(found):
        ids = part.trips["trip_id"].gather(rotation).to_list()
        ends = int(part.duties.start[rotation[0]]), int(part.duties.end[rotation].max())
        km = float(part.trips["km"].gather(rotation).sum()), _deadhead_km(part, rotation)
        rows.append((bus, part.depot, ids, *ends, *km, *(rotation_kwh(_under(part, e), rotation) for e in by.values())))
    schema: dict[str, Any] = {**ROTATIONS, **dict.fromkeys(by, pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def underway(found: Electrified, under: Energy | None = None) -> pl.DataFrame:
    """CHARGES between trips; `terminal` is empty at the bus's own depot."""
    rows = []
    for bus, part, rotation in _buses(found):
        for each in charges(_under(part, under), rotation):
            where = "" if each.place == part.duties.depot else part.terminal[each.place]
            rows.append((bus, part.depot, where, each.arrival_s, each.departure_s, each.kwh))
    return pl.DataFrame(rows, schema=dict(CHARGES), orient="row")


def points_needed(made: pl.DataFrame) -> pl.DataFrame:
    """terminal, points, charges, kwh of the charges on the way."""
    away = made.filter(pl.col("terminal") != "")
    need = points(away.select("terminal", "arrival_s", "departure_s").iter_rows())
    summed = away.group_by("terminal").agg(charges=pl.len(), kwh=pl.col("kwh").sum()).sort("terminal")
    count = pl.Series("points", [need[name] for name in summed["terminal"]], dtype=pl.Int64)
    return summed.with_columns(count, pl.col("charges").cast(pl.Int64)).select("terminal", "points", "charges", "kwh")


def _buses(found: Electrified) -> Iterator[tuple[str, Part, Whole]]:
    width = max(3, len(str(found.count)))
    number = 0
    for part in found.parts:
        for rotation in part.found.rotations:
            number += 1
            yield f"bus-{number:0{width}d}", part, rotation


def _under(part: Part, energy: Energy | None) -> Duties:
    """The part's duties under another energy."""
    if energy is None:
        return part.duties
    scale = energy.per_km / part.kwh_per_km if part.kwh_per_km else 0.0
    kwh = np.array([energy.trips[trip] for trip in part.trips["trip_id"]])
    return replace(part.duties, energy=kwh, way_kwh=part.duties.way_kwh * scale)


def _deadhead_km(part: Part, rotation: Whole) -> float:
    """Road kilometres between the trips of a rotation, and from and to the depot where it is known."""
    own = part.trips[rotation]
    starts, ends = (own.select(f"{end}_lat", f"{end}_lon").to_numpy() for end in ("start", "end"))
    if part.place is not None:
        starts, ends = np.vstack([starts, part.place]), np.vstack([part.place, ends])
    else:
        starts, ends = starts[1:], ends[:-1]
    return float(deadhead(great_circle_km(ends[:, 0], ends[:, 1], starts[:, 0], starts[:, 1]))[1].sum())
