"""When is each trip at each stop: the largest file, checked and put in order of trip and stop_sequence in one pass?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.transit.feed.clock import departures, seconds
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.reading import ROW

FILE = "stop_times.txt"


@dataclass(frozen=True)
class StopTimes:
    """Rows of one trip lie together, in the order of its stops.

    trips   trip_id and where its rows are: `first`, `last` (both inclusive), in the order of the file
    calls   row, stop_id, arrival_s, departure_s (seconds, null where blank), distance (as written, unit unknown)
    """

    trips: pl.DataFrame
    calls: pl.DataFrame


def stop_times(frame: pl.DataFrame, defects: Defects) -> StopTimes:
    """The file's rows, ordered; a repeated stop_sequence is rejected."""
    frame = _timed(frame, defects)  # what is then put in order is half as large
    ids, run = _runs(frame["trip_id"])
    sequence = frame["stop_sequence"].to_numpy()
    frame = frame.drop("trip_id", "stop_sequence")
    if not _rising(run, sequence):
        low, span = sequence.min(), int(np.ptp(sequence)) + 1
        order = np.argsort(run * span + sequence - low, kind="stable")  # quick where most rows are in order already
        frame, run, sequence = frame[order], run[order], sequence[order]
        frame, run = _once(frame, ids, run, sequence, defects)
    starts = np.flatnonzero(np.diff(run, prepend=-1))
    ends = np.append(starts[1:], frame.height)[: len(starts)] - 1
    trips = pl.DataFrame(
        {"trip_id": ids.gather(run[starts]), "first": starts, "last": ends},
        schema={"trip_id": pl.String, "first": pl.Int64, "last": pl.Int64},
    )
    return StopTimes(trips, frame)


def check_stops(times: StopTimes, stops: pl.DataFrame, defects: Defects) -> None:
    """Reports calls at stops that are not among the usable ones; what they mean for a trip its day decides."""
    used = times.calls.select(pl.col("stop_id").unique())
    unknown = used.join(stops.select("stop_id"), on="stop_id", how="anti")["stop_id"]
    if unknown.is_empty():
        return
    rows = times.calls.filter(pl.col("stop_id").is_in(unknown.implode())).sort(ROW)
    message = f"{rows.height} rows at {len(unknown)} stops that stops.txt does not have, or has without a usable place"
    defects.rejected("unknown-stop", FILE, message, row=rows[ROW][0], ids=sorted(unknown))


def _runs(trip_id: pl.Series) -> tuple[pl.Series, NDArray[np.int64]]:
    """Trips in the order in which they begin, and for each row the place of its trip among them.

    Most files are so ordered, or nearly: whole numbers are then sorted, and only when they must be.
    """
    new = trip_id.ne_missing(trip_id.shift()).to_numpy()
    run = np.cumsum(new) - 1
    first_of_run = trip_id.gather(np.flatnonzero(new))
    if first_of_run.n_unique() != len(first_of_run):
        earliest = first_of_run.to_frame().with_row_index("run").select(pl.col("run").min().over("trip_id"))
        run = earliest.to_series().to_numpy().astype(np.int64)[run]
    return first_of_run, run


def _rising(run: NDArray[np.int64], sequence: NDArray[np.int64]) -> bool:
    step = np.diff(run)
    return bool(((step > 0) | ((step == 0) & (np.diff(sequence) > 0))).all())


def _once(
    frame: pl.DataFrame, ids: pl.Series, run: NDArray[np.int64], sequence: NDArray[np.int64], defects: Defects
) -> tuple[pl.DataFrame, NDArray[np.int64]]:
    again = np.append(False, (np.diff(run) == 0) & (np.diff(sequence) == 0))
    if not again.any():
        return frame, run
    rows = frame.filter(again)
    message = f"{rows.height} rows repeat a stop_sequence of their trip"
    named = ids.gather(run[again]).unique().sort()
    defects.rejected("repeated-stop-sequence", FILE, message, row=int(rows[ROW].min()), ids=named)  # type: ignore[arg-type]
    return frame.filter(~again), run[~again]


def _timed(frame: pl.DataFrame, defects: Defects) -> pl.DataFrame:
    written = frame.select("arrival_time", "departure_time")
    arrival = seconds(written["arrival_time"])
    departure = departures(written["arrival_time"], written["departure_time"], arrival)
    for name, found in (("arrival_time", arrival), ("departure_time", departure)):
        _report_unreadable(frame, name, found, defects)
    return frame.select(
        ROW,
        "trip_id",
        "stop_sequence",
        "stop_id",
        arrival.alias("arrival_s"),
        departure.alias("departure_s"),
        pl.col("shape_dist_traveled").alias("distance"),
    )


def _report_unreadable(frame: pl.DataFrame, name: str, found: pl.Series, defects: Defects) -> None:
    if found.null_count() == frame[name].null_count():
        return
    bad = frame.filter(found.is_null() & frame[name].is_not_null())
    message = f"{name}: {bad[name][0]!r} is no time H:MM:SS ({bad.height} such cells); taken as not given"
    defects.rejected("bad-time", FILE, message, row=bad[ROW][0], ids=bad["trip_id"].unique().sort())
