"""How far and how long is it from each stop of a trip to the next?

Metres of a trip are its kilometres, shared out by the written distances where they rise along the trip, else by where
its stops lie on its shape. A share has no unit, so none is needed. Blank times are interpolated by distance.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.transit.day import SEGMENTS
from communique.workstreams.transit.feed.load import Feed
from communique.workstreams.transit.feed.projection import along_shape
from communique.workstreams.transit.feed.statistics import rows_of, with_places

_TIE = 1e-9  # keeps stops at one place in order when times between them are interpolated


def segments(trips: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """SEGMENTS of trips (trip_id, shape_id, first, last, km), all with known first departure and last arrival."""
    first, last = trips["first"].to_numpy(), trips["last"].to_numpy()
    rows = rows_of(first, last)
    calls = with_places(feed.stop_times.calls[rows], feed)
    calls = calls.with_columns(trip=pl.Series(np.repeat(np.arange(len(first)), last - first + 1)))
    calls = calls.filter(pl.col("lat").is_not_null())
    trip = calls["trip"].to_numpy()
    starts = np.flatnonzero(np.diff(trip, prepend=-1))
    share = _shares(calls, trip, starts, trips, feed)
    arrival, departure = _times(calls, trip, starts, share)
    metres = np.diff(share) * 1000 * trips["km"].to_numpy()[trip[:-1]]
    within = np.flatnonzero(np.diff(trip) == 0)
    dwell = departure - arrival
    dwell[np.append(starts[1:], len(trip))[: len(starts)] - 1] = 0
    position = np.arange(len(trip)) - np.repeat(starts, np.diff(np.append(starts, len(trip))))
    return pl.DataFrame(
        {
            "trip_id": trips["trip_id"].gather(trip[within]),
            "seq": position[within],
            "from_stop": calls["stop_id"].gather(within),
            "to_stop": calls["stop_id"].gather(within + 1),
            "distance_m": metres[within],
            "run_s": (arrival[1:] - departure[:-1])[within],
            "dwell_s": dwell[within + 1],
        },
        schema=dict(SEGMENTS),
    )


def _shares(
    calls: pl.DataFrame, trip: NDArray[np.int64], starts: NDArray[np.int64], trips: pl.DataFrame, feed: Feed
) -> NDArray[np.float64]:
    """How far along its trip each call is, 0 at the first and 1 at the last."""
    written = calls["distance"].to_numpy().astype(np.float64)
    # A blank distance at the first stop is where the shape begins: many feeds write it so.
    written[starts] = np.where(np.isnan(written[starts]), 0, written[starts])
    good = _rising(written, starts)
    if not good.all():
        bad = ~good[trip]
        written[bad] = along_shape(calls.filter(bad), trips, feed)
    return _normalised(written, starts)


def _rising(written: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Trips whose written distances are complete, never fall, and reach beyond the first."""
    step = np.diff(written, prepend=0)
    step[starts] = 0
    lowest, total = np.minimum.reduceat(step, starts), np.add.reduceat(step, starts)
    return np.asarray((lowest >= 0) & (total > 0))  # an unknown makes both comparisons false


def _normalised(x: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    counts = np.diff(np.append(starts, len(x)))
    ends = starts + counts - 1
    span = x[ends] - x[starts]
    position = np.arange(len(x)) - np.repeat(starts, counts)
    evenly = position / np.repeat(np.maximum(counts - 1, 1), counts)  # where all stops lie at one place
    span = np.repeat(span, counts)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(span > 0, (x - np.repeat(x[starts], counts)) / span, evenly)


def _times(
    calls: pl.DataFrame, trip: NDArray[np.int64], starts: NDArray[np.int64], share: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Arrivals and departures in whole seconds; blank ones by distance between those that are given."""
    arrival = calls.select(pl.coalesce("arrival_s", "departure_s")).to_series()
    departure = calls.select(pl.coalesce("departure_s", "arrival_s")).to_series()
    if not arrival.null_count():
        return arrival.to_numpy().astype(np.int64), departure.to_numpy().astype(np.int64)
    counts = np.diff(np.append(starts, len(trip)))
    x = 2 * trip + share * (1 - _TIE) + _TIE * (np.arange(len(trip)) - np.repeat(starts, counts)) / len(trip)
    known = arrival.is_not_null().to_numpy()
    given = np.column_stack([arrival.filter(known).to_numpy(), departure.filter(known).to_numpy()]).ravel()
    between = np.rint(np.interp(x[~known], np.repeat(x[known], 2), given)).astype(np.int64)
    found = []
    for series in (arrival, departure):
        seconds = series.fill_null(0).to_numpy().astype(np.int64)
        seconds[~known] = between
        found.append(seconds)
    return found[0], found[1]
