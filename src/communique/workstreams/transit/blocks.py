"""Which trips does one bus run on the day: blocks as given, checked, and inferred where none is given?"""

from __future__ import annotations

import numpy as np
import polars as pl

from communique.workstreams.transit.day import BLOCKS, Deadheading, deadhead, great_circle_km
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.scheduling import schedule, timetable
from communique.workstreams.transit.scheduling.vehicles import labels

FILE = "trips.txt"


def day_blocks(trips: pl.DataFrame, defects: Defects, rule: Deadheading | None = None) -> pl.DataFrame:
    """BLOCKS of a day's trips (columns of day.TRIPS).

    Given blocks are those of the date, so that an id used by several services is several blocks. A block whose trips
    overlap is rejected and listed; its trips, and those without a block, get the blocks of the exact vehicle schedule.
    """
    given = _without_overlaps(trips.filter(pl.col("block_id").is_not_null()), defects, rule)
    rest = trips.join(given, on="trip_id", how="anti", maintain_order="left")
    inferred = infer_blocks(rest, rule, taken=given["block_id"])
    if rest.height and given.height:
        message = (
            f"{rest.height} trips without a usable block are put on {inferred['block_id'].n_unique()} inferred ones"
        )
        defects.note("blocks-inferred", FILE, message, ids=rest["trip_id"])
    parts = [given.with_columns(inferred=pl.lit(False)), inferred.with_columns(inferred=pl.lit(True))]
    return _summed(pl.concat(parts), rule)


def infer_blocks(trips: pl.DataFrame, rule: Deadheading | None = None, taken: pl.Series | None = None) -> pl.DataFrame:
    """The trips with a `block_id` of the exact vehicle schedule: fewest buses, then least deadhead.

    taken  ids that a given block has and an inferred one must not
    """
    trips = trips.sort("start_s", "trip_id")
    bus = labels(schedule(timetable(trips, rule)).following) + 1
    prefix = "inferred-"
    while taken is not None and taken.str.starts_with(prefix).any():
        prefix += "-"
    number = pl.Series(bus).cast(pl.String).str.zfill(len(str(bus.max(initial=0))))
    return trips.with_columns((pl.lit(prefix) + number).alias("block_id"))


def gaps(trips: pl.DataFrame, rule: Deadheading | None = None) -> pl.DataFrame:
    """Trips by block and time, with the gap before each: idle_s since the block's trip before, deadhead_s and
    deadhead_km to reach this one; null at a block's first trip."""
    trips = trips.sort("block_id", "start_s", "end_s", "trip_id")
    ends = ("end_s", "end_lat", "end_lon", "end_stop")
    before = trips.select(pl.when(pl.col("block_id") == pl.col("block_id").shift()).then(pl.col(end).shift()).alias(end)
                          for end in ends)  # fmt: skip
    follows = before["end_s"].is_not_null()
    apart = great_circle_km(before["end_lat"], before["end_lon"], trips["start_lat"], trips["start_lon"])
    seconds, km = deadhead(np.where(follows, apart, 0), rule)
    trips = trips.with_columns(
        (trips["start_s"] - before["end_s"]).alias("idle_s"),
        pl.when(follows).then(pl.Series(seconds)).alias("deadhead_s"),
        pl.when(follows).then(pl.Series(km)).alias("deadhead_km"),
    )
    return trips if rule is None or rule.travel.is_empty() else _with_known(trips, before["end_stop"], rule)


def pulls(trips: pl.DataFrame, depots: pl.DataFrame, rule: Deadheading | None = None) -> pl.DataFrame:
    """How each block's bus leaves and comes home: block_id, depot_id, out_km, out_s, in_km, in_s.

    trips   of blocks, with `block_id`; depots: depot_id, lat, lon
    The depot is the one that is nearest, way out and way home together.
    """
    ends = trips.sort("block_id", "start_s", "trip_id").group_by("block_id", maintain_order=True).agg(
        pl.col("start_lat", "start_lon").first(), pl.col("end_lat", "end_lon").last()
    )  # fmt: skip
    places = depots["lat"].to_numpy(), depots["lon"].to_numpy()
    out = great_circle_km(*places, ends["start_lat"].to_numpy()[:, None], ends["start_lon"].to_numpy()[:, None])
    home = great_circle_km(ends["end_lat"].to_numpy()[:, None], ends["end_lon"].to_numpy()[:, None], *places)
    nearest = np.argmin(out + home, axis=1)
    row = np.arange(ends.height)
    out_s, out_km = deadhead(out[row, nearest], rule)
    in_s, in_km = deadhead(home[row, nearest], rule)
    return pl.DataFrame(
        {
            "block_id": ends["block_id"],
            "depot_id": depots["depot_id"].gather(nearest),
            "out_km": out_km,
            "out_s": out_s,
            "in_km": in_km,
            "in_s": in_s,
        }
    )


def _with_known(trips: pl.DataFrame, came_from: pl.Series, rule: Deadheading) -> pl.DataFrame:
    """Deadheads of the rule's travel times in place of the estimates."""
    known = rule.travel.select(
        pl.col("from_stop").alias("came_from"), pl.col("to_stop").alias("start_stop"), "seconds", known_km="km"
    )
    joined = trips.with_columns(came_from=came_from).join(
        known, on=["came_from", "start_stop"], how="left", maintain_order="left"
    )
    return joined.with_columns(
        pl.coalesce("seconds", "deadhead_s").alias("deadhead_s"),
        pl.coalesce("known_km", "deadhead_km").alias("deadhead_km"),
    ).select(trips.columns)


def _without_overlaps(given: pl.DataFrame, defects: Defects, rule: Deadheading | None) -> pl.DataFrame:
    timed = gaps(given, rule)
    bad = timed.filter(pl.col("idle_s") < 0)["block_id"].unique().sort()
    if len(bad):
        message = f"{len(bad)} blocks have trips that overlap; their trips are put on inferred blocks"
        defects.rejected("overlapping-block", FILE, message, ids=bad)
    good = timed.filter(~pl.col("block_id").is_in(bad.implode()))
    tight = good.filter(pl.col("idle_s") < pl.col("deadhead_s"))["block_id"]
    if len(tight):
        message = (
            f"{len(tight)} times in {tight.n_unique()} blocks a bus has less time to its next trip than the assumed "
            "deadhead takes; the block is kept as given"
        )
        defects.flag("tight-block", FILE, message, ids=tight.unique().sort())
    return good.select(given.columns)


def _summed(trips: pl.DataFrame, rule: Deadheading | None) -> pl.DataFrame:
    blocks = gaps(trips, rule).group_by("block_id", maintain_order=True).agg(
        pl.col("trip_id").alias("trip_ids"),
        pl.col("start_s").min(),
        pl.col("end_s").max(),
        pl.col("km").sum(),
        pl.col("deadhead_km").sum(),
        pl.col("deadhead_s").sum(),
        pl.col("inferred").first(),
    )  # fmt: skip
    return blocks.select(list(BLOCKS)).sort("start_s", "block_id")
