"""How long is each shape, and in which unit does the feed write distances along it?

The standard gives `shape_dist_traveled` no unit, so the median ratio of length on the globe to written span tells it.
No result rests on the unit: lengths come from coordinates, and shares of a trip have no unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.transit.day import great_circle_km
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.reading import ROW
from communique.workstreams.transit.figures import figures

FILE = "shapes.txt"


@dataclass(frozen=True)
class Shapes:
    """points: shape_id, seq, lat, lon, km along; lengths: shape_id, km, span (of the written distances, null if none);
    both in the order of shape_id."""

    points: pl.DataFrame
    lengths: pl.DataFrame


@dataclass(frozen=True, slots=True)
class DistanceUnit:
    """name is None where the column is not used; ratio is the median of metres per unit, None without any distance."""

    name: str | None
    metres: float | None
    ratio: float | None


def measured_shapes(frame: pl.DataFrame, defects: Defects) -> Shapes:
    """Great-circle lengths, once for each shape, over its points in numeric order."""
    frame = _on_the_globe(frame, defects)
    if not _ordered(frame):
        frame = frame.sort("shape_id", "shape_pt_sequence", ROW)
    new = frame.select(pl.col("shape_id").ne_missing(pl.col("shape_id").shift())).to_series().to_numpy()
    starts = np.flatnonzero(new)
    km = along(frame["shape_pt_lat"].to_numpy(), frame["shape_pt_lon"].to_numpy(), starts)
    points = frame.select(
        "shape_id",
        pl.int_range(pl.len()).alias("seq") - pl.lit(pl.Series(np.repeat(starts, _counts(starts, len(new))))),
        pl.col("shape_pt_lat").alias("lat"),
        pl.col("shape_pt_lon").alias("lon"),
        pl.Series("km", km),
    )
    return Shapes(points, _lengths(frame, starts, km))


def along(lat: NDArray[np.float64], lon: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Kilometres from the first point of each run of points; runs begin at `starts`."""
    step = np.zeros(len(lat))
    step[1:] = great_circle_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
    step[starts] = 0
    total = np.cumsum(step)
    return total - np.repeat(total[starts], _counts(starts, len(lat)))


def distance_unit(lengths: pl.DataFrame) -> DistanceUnit:
    """The unit of the distance column, from the median over shapes of metres per unit."""
    ratio = lengths.filter(pl.col("span") > 0, pl.col("km") > 0).select(
        (1000 * pl.col("km") / pl.col("span")).median()
    ).item()  # fmt: skip
    if ratio is None:
        return DistanceUnit(None, None, None)
    tolerance = figures().value("distance.unit_tolerance")
    for name, fact in figures().keyed("distance.unit").items():
        if abs(ratio / fact.value - 1) <= tolerance:
            return DistanceUnit(name, fact.value, ratio)
    return DistanceUnit(None, None, ratio)


def _counts(starts: NDArray[np.int64], rows: int) -> NDArray[np.int64]:
    return np.diff(np.append(starts, rows))


def _on_the_globe(frame: pl.DataFrame, defects: Defects) -> pl.DataFrame:
    lat, lon = pl.col("shape_pt_lat"), pl.col("shape_pt_lon")
    there = lat.is_between(-90, 90) & lon.is_between(-180, 180) & ~((lat == 0) & (lon == 0))
    gone = frame.filter(~there)
    if gone.is_empty():
        return frame
    message = f"{gone.height} points lie at 0,0 or off the globe"
    defects.rejected("shape-point-off-the-globe", FILE, message, row=gone[ROW][0], ids=gone["shape_id"].unique().sort())
    return frame.filter(there)


def _ordered(frame: pl.DataFrame) -> bool:
    if not frame["shape_id"].is_sorted():
        return False
    same = frame.select(pl.col("shape_id").eq_missing(pl.col("shape_id").shift()).slice(1)).to_series().to_numpy()
    return bool((np.diff(frame["shape_pt_sequence"].to_numpy())[same] > 0).all())


def _lengths(frame: pl.DataFrame, starts: NDArray[np.int64], km: NDArray[np.float64]) -> pl.DataFrame:
    ends = np.append(starts[1:], frame.height)[: len(starts)] - 1
    written = frame["shape_dist_traveled"]
    return pl.DataFrame(
        {
            "shape_id": frame["shape_id"].gather(starts),
            "km": km[ends],
            "span": written.gather(ends) - written.gather(starts),
        }
    )
