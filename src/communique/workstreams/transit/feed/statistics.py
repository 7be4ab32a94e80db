"""From where to where, when, how far and how fast is every trip of a feed?"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.transit.day import TRAVEL, deadheading
from communique.workstreams.transit.feed.load import Feed
from communique.workstreams.transit.feed.shapes import along


def trip_statistics(feed: Feed) -> pl.DataFrame:
    """One row for each trip with times and a known route, in the order of trips.txt.

    trip_id, route_id, route_type, service_id, block_id, shape_id, trip_type (null in service), first, last (rows of
    `feed.stop_times.calls`),
    calls, start_s, end_s (null where the first departure or last arrival is blank), start_stop, end_stop and their
    lat, lon (null where the stop has no usable place), km, degraded (no shape: great circle from stop to stop, times
    circuity), duration_s, speed_kmh.
    """
    trips = (
        feed.trips.join(feed.stop_times.trips, on="trip_id", maintain_order="left")
        .join(feed.routes.select("route_id", "route_type"), on="route_id", maintain_order="left")
        .join(feed.shapes.lengths.select("shape_id", "km"), on="shape_id", how="left", maintain_order="left")
    )
    calls = feed.stop_times.calls
    trips = trips.with_columns(
        (pl.col("last") - pl.col("first") + 1).alias("calls"),
        calls["departure_s"].gather(trips["first"]).cast(pl.Int64).alias("start_s"),
        calls["arrival_s"].gather(trips["last"]).cast(pl.Int64).alias("end_s"),
        calls["stop_id"].gather(trips["first"]).alias("start_stop"),
        calls["stop_id"].gather(trips["last"]).alias("end_stop"),
    )
    trips = with_places(with_places(trips, feed, "start"), feed, "end")
    return _with_speed(_with_estimated_km(trips, feed))


def known_deadheads(feed: Feed) -> pl.DataFrame:
    """TRAVEL of the trips without passengers that a TODS package adds; of several between two stops the longest."""
    if feed.trips["trip_type"].null_count() == feed.trips.height:
        return pl.DataFrame(schema=dict(TRAVEL))
    runs = trip_statistics(feed).filter(pl.col("trip_type").is_not_null(), pl.col("duration_s") > 0)
    found = runs.group_by(from_stop="start_stop", to_stop="end_stop").agg(
        seconds=pl.col("duration_s").max(), km=pl.col("km").max()
    )
    return found.select(list(TRAVEL)).sort("from_stop", "to_stop")


def with_places(frame: pl.DataFrame, feed: Feed, end: str = "") -> pl.DataFrame:
    """The frame with lat and lon of `{end}_stop` (of `stop_id` without `end`); null where the place is not known."""
    stop, mark = (f"{end}_stop", f"{end}_") if end else ("stop_id", "")
    places = feed.stops.select(
        pl.col("stop_id").alias(stop), pl.col("stop_lat").alias(f"{mark}lat"), pl.col("stop_lon").alias(f"{mark}lon")
    )
    return frame.join(places, on=stop, how="left", maintain_order="left")


def rows_of(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """All rows from each first to its last, one trip after another."""
    counts = last - first + 1
    before = np.cumsum(counts) - counts
    return np.asarray(np.arange(counts.sum()) + np.repeat(first - before, counts))


def _with_estimated_km(trips: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    usable = pl.col("km") > 0
    trips = trips.with_columns((~usable).fill_null(True).alias("degraded"))
    missing = trips.filter("degraded").select("trip_id", "first", "last")
    if missing.is_empty():
        return trips
    estimate = missing.select("trip_id", estimated_km=pl.Series(_chords(missing, feed)))
    joined = trips.join(estimate, on="trip_id", how="left", maintain_order="left")
    return joined.with_columns(pl.when(usable).then("km").otherwise("estimated_km").alias("km")).drop("estimated_km")


def _chords(trips: pl.DataFrame, feed: Feed) -> NDArray[np.float64]:
    """Kilometres from stop to stop times circuity; stops without a place are passed over."""
    first, last = trips["first"].to_numpy(), trips["last"].to_numpy()
    trip = np.repeat(np.arange(len(first)), last - first + 1)
    calls = with_places(feed.stop_times.calls.select("stop_id")[rows_of(first, last)], feed)
    placed = calls["lat"].is_not_null().to_numpy()
    trip, calls = trip[placed], calls.filter(placed)
    starts = np.flatnonzero(np.diff(trip, prepend=-1))
    km = along(calls["lat"].to_numpy(), calls["lon"].to_numpy(), starts)
    ends = np.append(starts[1:], len(trip))[: len(starts)] - 1
    total = np.full(len(first), np.nan)
    total[trip[ends]] = km[ends] * deadheading().circuity
    return total


def _with_speed(trips: pl.DataFrame) -> pl.DataFrame:
    seconds = pl.col("end_s") - pl.col("start_s")
    return trips.with_columns(
        seconds.alias("duration_s"), pl.when(seconds > 0).then(pl.col("km") / seconds * 3600).alias("speed_kmh")
    )
