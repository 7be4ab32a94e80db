"""Which departures does a headway stand for?"""

from __future__ import annotations

import polars as pl

from communique.workstreams.transit.feed.clock import seconds
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.reading import ROW

FILE = "frequencies.txt"


def departures(frequencies: pl.DataFrame, defects: Defects) -> pl.DataFrame:
    """Every departure: trip_id, k (from 0, through all windows of a trip by time), start_s, exact.

    A window has ceil((end - start) / headway) departures: start + k * headway while before its end.
    """
    windows = frequencies.with_columns(
        seconds(frequencies["start_time"]).cast(pl.Int64).alias("from_s"),
        seconds(frequencies["end_time"]).cast(pl.Int64).alias("to_s"),
    )
    sound = (pl.col("to_s") > pl.col("from_s")) & (pl.col("headway_secs") > 0)
    bad = windows.filter(~sound.fill_null(False))
    if not bad.is_empty():
        message = f"{bad.height} rows have no time, a window that ends before it begins, or no headway"
        defects.rejected("bad-frequency", FILE, message, row=bad[ROW][0], ids=bad["trip_id"].unique().sort())
    found = (
        windows.filter(sound.fill_null(False))
        .select(
            "trip_id",
            pl.int_ranges("from_s", "to_s", "headway_secs").alias("start_s"),
            (pl.col("exact_times") == 1).fill_null(False).alias("exact"),
        )
        .explode("start_s")
        .sort("trip_id", "start_s")
    )
    return found.with_columns(k=pl.int_range(pl.len()).over("trip_id"))


def expanded(trips: pl.DataFrame, starts: pl.DataFrame) -> pl.DataFrame:
    """Trips (trip_id, start_s, end_s, …), each template replaced by its departures `trip@k`; `template` names it."""
    templates = trips.join(starts.select("trip_id").unique(), on="trip_id", how="semi")
    others = trips.join(templates, on="trip_id", how="anti", maintain_order="left")
    copies = (
        templates.rename({"start_s": "clock_s"})
        .join(starts, on="trip_id")
        .with_columns(
            (pl.col("end_s") + pl.col("start_s") - pl.col("clock_s")).alias("end_s"),
            pl.col("trip_id").alias("template"),
            pl.format("{}@{}", "trip_id", "k").alias("trip_id"),
        )
    )
    others = others.with_columns(pl.col("trip_id").alias("template"))
    return pl.concat([others, copies.select(others.columns)])
