"""What is one service day of a bus agency: its trips, their stop-to-stop segments, its blocks, and the feed's defects?

A day is a *service date*: clock times are seconds after that date's midnight ("noon minus 12 h") and may pass 24 h.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.geo import EARTH_RADIUS_KM
from communique.workstreams.transit.figures import figures

Severity = Literal["fatal", "rejected", "flag", "note"]

#: One row for each bus trip that runs on the date, sorted by (start_s, trip_id). `block_id` is the one given, or null;
#: a departure that `frequencies.txt` stands for is `trip@k`. `degraded`: km is estimated without a shape.
TRIPS: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "trip_id": pl.String,
    "route_id": pl.String,
    "service_id": pl.String,
    "block_id": pl.String,
    "start_s": pl.Int64,
    "end_s": pl.Int64,
    "start_stop": pl.String,
    "end_stop": pl.String,
    "start_lat": pl.Float64,
    "start_lon": pl.Float64,
    "end_lat": pl.Float64,
    "end_lon": pl.Float64,
    "km": pl.Float64,
    "degraded": pl.Boolean,
    "shape_id": pl.String,
}

#: One row from stop to next stop within a trip, in the order of trips and `seq` (from 0). The metres of a trip add up
#: to its km; run_s + dwell_s add up to end_s - start_s. Dwell is at `to_stop`, 0 at the last one.
SEGMENTS: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "trip_id": pl.String,
    "seq": pl.Int32,
    "from_stop": pl.String,
    "to_stop": pl.String,
    "distance_m": pl.Float64,
    "run_s": pl.Int64,
    "dwell_s": pl.Int64,
}

#: One row for each block, sorted by (start_s, block_id): its trips in order, km in service, and the deadheads between
#: its trips (those from and to a depot are not in it).
BLOCKS: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "block_id": pl.String,
    "trip_ids": pl.List(pl.String),
    "start_s": pl.Int64,
    "end_s": pl.Int64,
    "km": pl.Float64,
    "deadhead_km": pl.Float64,
    "deadhead_s": pl.Int64,
    "inferred": pl.Boolean,
}


class FeedError(CommuniqueError):
    """A feed that cannot be used at all: the file that is missing or broken is named."""


class NoService(CommuniqueError):
    """No bus trip runs on the date; the message has the dates on which some do."""


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong with a feed.

    severity  fatal: nothing can be computed · rejected: rows left out · flag: used, but doubtful · note: worth knowing
    code      stable name of the kind of defect, for instance `duplicate-trip-id`
    file      the file of the feed, for instance trips.txt
    row       its first row (1 is the header), None where the fault is the file's
    ids       every trip, block, stop … that it touches
    """

    severity: Severity
    code: str
    file: str
    row: int | None
    message: str
    ids: tuple[str, ...] = ()


#: Known deadheads, which go before any estimate.
TRAVEL: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "from_stop": pl.String,
    "to_stop": pl.String,
    "seconds": pl.Int64,
    "km": pl.Float64,
}


@dataclass(frozen=True)
class Deadheading:
    """How a bus runs without passengers: by `travel` (columns of TRAVEL) where it is known, else by estimate."""

    speed_kmh: float
    circuity: float  # road kilometres per great-circle kilometre
    travel: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(TRAVEL)), compare=False)


def deadheading(
    speed_kmh: float | None = None, circuity: float | None = None, travel: pl.DataFrame | None = None
) -> Deadheading:
    """The rule of deadheads: the shipped assumptions, each replaced where it is given."""
    return Deadheading(
        figures().value("deadhead.speed") if speed_kmh is None else speed_kmh,
        figures().value("deadhead.circuity") if circuity is None else circuity,
        pl.DataFrame(schema=dict(TRAVEL)) if travel is None else travel.select(list(TRAVEL)),
    )


@dataclass(frozen=True)
class Day:
    """A service day. Frames have the columns of TRIPS, SEGMENTS and BLOCKS; those of places are for maps:
    stops (stop_id, name, lat, lon), routes (route_id, short_name, long_name, route_type), shapes (shape_id, seq, lat,
    lon, km along the shape), only those in use on the day. `rule` is how its deadheads run.
    """

    date: dt.date
    trips: pl.DataFrame
    segments: pl.DataFrame
    blocks: pl.DataFrame
    defects: tuple[Defect, ...]
    feed_name: str
    feed_digest: str
    stops: pl.DataFrame
    routes: pl.DataFrame
    shapes: pl.DataFrame
    rule: Deadheading = field(default_factory=lambda: deadheading())


def deadhead(
    great_circle_km: ArrayLike, rule: Deadheading | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Whole seconds (rounded up) and road kilometres of estimated deadheads over great-circle distances."""
    rule = rule or deadheading()
    km = np.asarray(great_circle_km, dtype=np.float64) * rule.circuity
    # A distance that is whole seconds but for the last bit must not cost another second.
    seconds = np.ceil(np.round(km / rule.speed_kmh * 3600, 6)).astype(np.int64)
    return seconds, km


def great_circle_km(lat_a: ArrayLike, lon_a: ArrayLike, lat_b: ArrayLike, lon_b: ArrayLike) -> NDArray[np.float64]:
    """Great-circle kilometres between places in degrees, by the rules of NumPy broadcasting (haversine)."""
    a, b = np.radians(np.asarray(lat_a, dtype=np.float64)), np.radians(np.asarray(lat_b, dtype=np.float64))
    half_lon = np.radians(np.asarray(lon_b, dtype=np.float64) - np.asarray(lon_a, dtype=np.float64)) / 2
    h = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(half_lon) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1.0))))
