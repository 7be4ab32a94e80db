"""Where on its shape does each stop of a trip lie?

Stops are laid on the shape in their order: of all ways that never go back, the one with the least sum of squared
distances (dynamic programming over stops and pieces of the shape). So a loop is passed as often as the bus passes it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.transit.feed.load import Feed
from communique.workstreams.transit.feed.shapes import along

Floats = NDArray[np.float64]


def along_shape(calls: pl.DataFrame, trips: pl.DataFrame, feed: Feed) -> Floats:
    """Kilometres along the trip of each call (trip, stop_id, lat, lon): on its shape, else from stop to stop.

    trips  trip_id, shape_id, degraded; `calls.trip` is the row. Each pattern of stops on a shape is laid out once.
    """
    trip = calls["trip"].to_numpy()
    starts = np.flatnonzero(np.diff(trip, prepend=-1))
    km = along(calls["lat"].to_numpy(), calls["lon"].to_numpy(), starts)
    patterns = _patterns(calls, trips)
    shapes = _shapes(feed, patterns["shape_id"].unique())
    lat, lon = calls["lat"].to_numpy(), calls["lon"].to_numpy()
    row_of = dict(zip(trip[starts].tolist(), starts.tolist(), strict=True))
    for shape, count, members in patterns.iter_rows():
        begin = row_of[members[0]]
        placed = laid_out(lat[begin : begin + count], lon[begin : begin + count], *shapes[shape])
        rows = np.array([row_of[m] for m in members])[:, None] + np.arange(count)
        km[rows] = placed
    return km


def laid_out(lat: Floats, lon: Floats, shape_lat: Floats, shape_lon: Floats, shape_km: Floats) -> Floats:
    """(stops,) kilometres along a shape, never falling."""
    off, share = _beside(lat, lon, shape_lat, shape_lon)
    stops, pieces = off.shape
    came_from = np.zeros((stops, pieces), dtype=np.int64)
    total = off[0]
    for stop in range(1, stops):
        least = np.minimum.accumulate(total)
        came_from[stop] = np.maximum.accumulate(np.where(total == least, np.arange(pieces), 0))
        total = off[stop] + least
    chosen = np.empty(stops, dtype=np.int64)
    chosen[-1] = np.argmin(total)
    for stop in range(stops - 1, 0, -1):
        chosen[stop - 1] = came_from[stop, chosen[stop]]
    step = np.diff(shape_km)
    found = shape_km[chosen] + share[np.arange(stops), chosen] * step[chosen]
    return np.asarray(np.maximum.accumulate(found))


def _patterns(calls: pl.DataFrame, trips: pl.DataFrame) -> pl.DataFrame:
    """shape_id, count of stops, and the trips of each sequence of stops on a shape."""
    stops = calls.group_by("trip", maintain_order=True).agg(pl.col("stop_id"), count=pl.len())
    on = trips.select("shape_id", "degraded")[stops["trip"].to_numpy()]
    stops = stops.with_columns(on["shape_id"], on["degraded"], pl.col("stop_id").list.join("\x1f"))
    return (
        stops.filter(~pl.col("degraded"))
        .group_by("shape_id", "stop_id", "count", maintain_order=True)
        .agg("trip")
        .select("shape_id", "count", "trip")
    )


def _shapes(feed: Feed, ids: pl.Series) -> Mapping[str, tuple[Floats, Floats, Floats]]:
    used = feed.shapes.points.filter(pl.col("shape_id").is_in(ids.implode()))
    parts = used.partition_by("shape_id", as_dict=True, maintain_order=True)
    return {str(key[0]): tuple(part[c].to_numpy() for c in ("lat", "lon", "km")) for key, part in parts.items()}  # type: ignore[misc]


def _beside(lat: Floats, lon: Floats, shape_lat: Floats, shape_lon: Floats) -> tuple[Floats, Floats]:
    """(stops, pieces) squared distance to each piece of a shape, and how far along it the nearest point is."""
    narrow = np.cos(np.radians(shape_lat[0]))  # degrees of longitude are so much shorter here
    x, y = np.asarray(shape_lon) * narrow, np.asarray(shape_lat)
    dx, dy = np.diff(x), np.diff(y)
    to_x, to_y = lon[:, None] * narrow - x[:-1], lat[:, None] - y[:-1]
    length = dx * dx + dy * dy
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(length > 0, (to_x * dx + to_y * dy) / length, 0).clip(0, 1)
    return (to_x - share * dx) ** 2 + (to_y - share * dy) ** 2, share
