"""How much energy does each trip and each block of a day need?

Segments that are alike (length, running time, grade) are driven alike: each kind is computed once, for all draws, and
added up over the trips by a sparse matrix. Auxiliaries, cabin and battery thermal power run over time: driving, dwell,
deadhead and layover.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from communique.workstreams.transit.day import Day, Deadheading, deadheading
from communique.workstreams.transit.energy.climate import air_density, climate
from communique.workstreams.transit.energy.dynamics import SegmentError, Work, segment_work
from communique.workstreams.transit.energy.fuels import Use, uses
from communique.workstreams.transit.energy.vehicles import Bus, Value
from communique.workstreams.transit.figures import figures

Array = NDArray[np.float64]
#: Draws × kinds of segments in one pass: bounds the memory, never the result.
CELLS = 4_000_000


@dataclass(frozen=True)
class Conditions:
    """Where and when: temperature in °C (a number, or one for each draw), metres above the sea, passengers apart."""

    temperature_c: Value = 20.0
    altitude_m: float = 0.0

    @property
    def density(self) -> Array:
        return air_density(self.temperature_c, self.altitude_m)

    @property
    def cold(self) -> NDArray[np.bool_]:
        """Whether the cabin is heated."""
        return np.asarray(np.asarray(self.temperature_c) < figures().value("heating.below"))


@dataclass(frozen=True)
class Kinds:
    """Segments by kind.

    distance_m, run_s, grade   (kind,)
    count                      (kind, trip) sparse: how often a trip drives it
    dwell_s                    (trip,)
    """

    distance_m: Array
    run_s: Array
    grade: Array
    count: object
    dwell_s: Array


@dataclass(frozen=True)
class Driven:
    """Trips as driven, (draw, trip) or (1, trip): work at the wheel, hours with dwell, and how many of their segments
    the timetable makes infeasible (as a share of all)."""

    work: Work
    hours: Array
    infeasible: Array


def kinds(trip_ids: pl.Series, segments: pl.DataFrame, grade: ArrayLike | None = None) -> Kinds:
    """The kinds of segments of the trips, in the order of `trip_ids`.

    segments  columns of day.SEGMENTS; grade: rise per run of each of its rows, default level

    Raises SegmentError for a running time or length that is unknown, naming the trip. Negative times count as none.
    """
    from scipy.sparse import csr_array

    unknown = segments.filter(pl.col("run_s").is_null() | pl.col("distance_m").is_null())
    if len(unknown):
        trip, seq = unknown.row(0, named=True)["trip_id"], unknown.row(0, named=True)["seq"]
        raise SegmentError(f"trip {trip!r}, segment {seq}: its running time or length is unknown", column="run_s")
    # A clock that runs backwards is a timetable that nobody can drive: it is flagged as infeasible, as zero time is.
    segments = segments.with_columns(pl.col("run_s").clip(lower_bound=0))
    rise = pl.Series("grade", np.zeros(len(segments)) if grade is None else np.asarray(grade, dtype=np.float64))
    numbered = segments.with_columns(rise).join(
        pl.DataFrame({"trip_id": trip_ids, "trip": np.arange(len(trip_ids))}), on="trip_id", maintain_order="left"
    )
    each = numbered.group_by("distance_m", "run_s", "grade", maintain_order=True).agg("trip")
    rows = np.repeat(np.arange(len(each)), each["trip"].list.len().to_numpy())
    columns = each["trip"].explode().to_numpy()
    count = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(each), len(trip_ids)))
    seconds = numbered["dwell_s"].cast(pl.Float64).to_numpy()
    dwell = np.bincount(numbered["trip"].to_numpy(), seconds, len(trip_ids)).astype(np.float64)
    numbers = each.select("distance_m", "run_s", "grade").cast(pl.Float64).to_numpy().T
    return Kinds(numbers[0], numbers[1], numbers[2], count, dwell)


def drive(found: Kinds, bus: Bus, density: ArrayLike) -> Driven:
    """Trips as a bus drives them; fields of the bus and the density may be (draw, 1)."""
    work, how = segment_work(found.distance_m, found.run_s, bus, grade=found.grade, density=density)
    seconds = how.seconds * how.pieces
    summed = [_per_trip(part, found) for part in (work.driving, work.braking, seconds, how.infeasible.astype(float))]
    return Driven(Work(summed[0], summed[1]), (summed[2] + found.dwell_s) / 3600, summed[3])


def _per_trip(values: Array, found: Kinds) -> Array:
    return np.asarray(np.atleast_2d(values) @ found.count)  # type: ignore[operator]


def energy_of_trips(
    day: Day,
    bus: Bus,
    conditions: Conditions,
    *,
    technology: str = "battery",
    grade: ArrayLike | None = None,
) -> pl.DataFrame:
    """trip_id, km, hours, energy_kwh (at the battery), fuel (L or kg), infeasible_segments for one bus and weather."""
    driven = drive(kinds(day.trips["trip_id"], day.segments, grade), bus, conditions.density)
    used = use_of(driven.work, driven.hours, bus, conditions, technology)
    return day.trips.select("trip_id", "km").with_columns(
        hours=driven.hours[0],
        energy_kwh=used.electricity_kwh[0],
        fuel=used.fuel[0],
        infeasible_segments=driven.infeasible[0].astype(np.int64),
    )


def use_of(work: Work, hours: Array, bus: Bus, conditions: Conditions, technology: str) -> Use:
    """What a technology uses for this work and these hours under these conditions."""
    weather = climate(conditions.temperature_c, bus, fuel_heater=technology == "battery-heater")
    return uses(technology, work, hours, weather, conditions.cold, bus)


@dataclass(frozen=True)
class Between:
    """What a block adds to its trips, (block,): km and seconds of deadhead, seconds of layover with the bus on."""

    deadhead_km: Array
    deadhead_s: Array
    layover_s: Array


def between_trips(day: Day, blocks: pl.DataFrame, rule: Deadheading | None = None) -> Between:
    """Deadhead and layover of each block, in the order of `blocks` (columns of day.BLOCKS)."""
    from communique.workstreams.transit.feed import service_day  # noqa: F401, I001 - blocks needs the feed loaded first
    from communique.workstreams.transit.blocks import gaps

    member = blocks.select("block_id", "trip_ids").explode("trip_ids")
    trips = day.trips.drop("block_id").join(member, left_on="trip_id", right_on="trip_ids")
    summed = gaps(trips, rule).group_by("block_id").agg(
        pl.col("deadhead_km").sum(), pl.col("deadhead_s").sum(), pl.col("idle_s").sum()
    )  # fmt: skip
    sums = blocks.select("block_id").join(summed, on="block_id", how="left", maintain_order="left")
    km, way, idle = (sums[name].to_numpy().astype(np.float64) for name in ("deadhead_km", "deadhead_s", "idle_s"))
    return Between(km, way, idle)


def energy_of_blocks(
    day: Day,
    trips: pl.DataFrame,
    bus: Bus,
    conditions: Conditions,
    *,
    technology: str = "battery",
    rule: Deadheading | None = None,
) -> pl.DataFrame:
    """Blocks with km (deadhead included), energy_kwh and fuel: trips, deadheads driven as segments, and layovers.

    trips  as `energy_of_trips` gives them
    """
    extra = between_trips(day, day.blocks, rule)
    ways = _deadheads(extra, bus, conditions, technology, rule or deadheading())
    still = use_of(Work(np.zeros(1), np.zeros(1)), extra.layover_s / 3600, bus, conditions, technology)
    member = day.blocks.select("block_id", pl.col("trip_ids").alias("trip_id")).explode("trip_id")
    summed = member.join(trips, on="trip_id").group_by("block_id").agg(pl.col("energy_kwh", "fuel").sum())
    known = day.blocks.join(summed, on="block_id", how="left", maintain_order="left")
    return known.with_columns(
        pl.col("km") + pl.col("deadhead_km"),
        pl.col("energy_kwh") + np.atleast_2d(ways.electricity_kwh + still.electricity_kwh)[0],
        pl.col("fuel") + np.atleast_2d(ways.fuel + still.fuel)[0],
    )


def _deadheads(extra: Between, bus: Bus, conditions: Conditions, technology: str, rule: Deadheading) -> Use:
    """Deadheads as segments of their length at the rule's speed."""
    metres = extra.deadhead_km * 1000
    seconds = extra.deadhead_km / rule.speed_kmh * 3600
    work, how = segment_work(metres, seconds, bus, density=conditions.density)
    return use_of(work, how.seconds * how.pieces / 3600, bus, conditions, technology)


def deadhead_kwh_per_km(bus: Bus, conditions: Conditions, rule: Deadheading | None = None) -> float:
    """kWh at the battery for a kilometre of deadhead at the rule's speed."""
    one = Between(np.ones(1), np.zeros(1), np.zeros(1))
    used = _deadheads(one, bus, conditions, "battery", rule or deadheading())
    return float(np.atleast_2d(used.electricity_kwh)[0, 0])
