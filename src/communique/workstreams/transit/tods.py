"""How are a day's blocks, deadheads and buses handed on: a package of the Transit Operational Data Standard v2.1?

What comes in is read by `feed.read_feed(path, tods)`. What goes out supplements the feed that the day was read from:
inferred blocks are set on its trips, deadheads and pull-outs are trips of their own, headway departures are written out
one by one. Reference: TODS v2.1.0, files and fields.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from communique.errors import CommuniqueError
from communique.workstreams.transit.blocks import gaps, pulls
from communique.workstreams.transit.day import Day, Deadheading
from communique.workstreams.transit.feed.columns import DELETE

_DATE = (2026, 1, 1, 0, 0, 0)  # of every member, so that same day gives same bytes
_MOVES: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "block_id": pl.String, "route_id": pl.String, "service_id": pl.String, "kind": pl.String,
    "from_stop": pl.String, "to_stop": pl.String, "leave_s": pl.Int64, "arrive_s": pl.Int64,
}  # fmt: skip


class TodsError(CommuniqueError):
    """A day that a TODS package cannot hold."""


def write_tods(
    day: Day,
    out: str | Path,
    *,
    depots: pl.DataFrame | None = None,
    chargers: pl.DataFrame | None = None,
) -> Path:
    """The path of the written zip file; its files are those of `tods_tables`."""
    out = Path(out)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in tods_tables(day, depots=depots, chargers=chargers).items():
            buffer = io.BytesIO()
            table.write_csv(buffer)
            archive.writestr(zipfile.ZipInfo(name, _DATE), buffer.getvalue(), zipfile.ZIP_DEFLATED)
    return out


def tods_tables(
    day: Day,
    *,
    depots: pl.DataFrame | None = None,
    chargers: pl.DataFrame | None = None,
) -> Mapping[str, pl.DataFrame]:
    """The files of the package by name. Each block gets a bus of its own: `vehicles` and `vehicle_assignments`.

    depots    depot_id, name, lat, lon; with them each block pulls out of and in to the nearest
    chargers  depot_id, max_kw, number_of_chargers

    Raises TodsError where a depot has the id of a stop, or a charger stands at no given depot.
    """
    trips = _on_blocks(day)
    moves = _deadheads(trips, day.rule)
    if depots is not None:
        _check_depots(depots, chargers, day)
        moves = pl.concat([moves, _pulls(trips, depots, day.rule)])
    moves = moves.sort("block_id", "leave_s", "arrive_s").with_columns(
        trip_id=pl.format("{}-{}-{}", "kind", "block_id", pl.int_range(pl.len()).over("block_id"))
    )
    tables = {
        "trips_supplement.txt": pl.concat([_set_blocks(trips), _move_trips(moves)], how="diagonal"),
        "stop_times_supplement.txt": pl.concat([_departure_times(trips, day), _move_times(moves)]),
        "vehicles.txt": day.blocks.select(vehicle_id=pl.format("bus-{}", "block_id")),
        "vehicle_assignments.txt": _assignments(trips, day),
    }
    if depots is not None:
        tables["stops_supplement.txt"] = _depot_stops(depots)
    if depots is not None and chargers is not None:
        tables["chargers.txt"] = chargers.select(
            ops_location_id="depot_id",
            max_kw=pl.col("max_kw").round().cast(pl.Int64),
            number_of_chargers="number_of_chargers",
        )
    return {name: table for name, table in tables.items() if not table.is_empty()}


def _on_blocks(day: Day) -> pl.DataFrame:
    """Trips with the block they are on, given or inferred; `given` keeps what the feed said."""
    on = day.blocks.select("block_id", trip_id="trip_ids").explode("trip_id")
    return day.trips.rename({"block_id": "given"}).join(on, on="trip_id", maintain_order="left")


def _deadheads(trips: pl.DataFrame, rule: Deadheading) -> pl.DataFrame:
    timed = gaps(trips, rule).with_columns(came_from=pl.col("end_stop").shift(), left_s=pl.col("end_s").shift())
    moved = timed.filter(pl.col("deadhead_s") > 0)
    return moved.select(
        "block_id", "route_id", "service_id", kind=pl.lit("deadhead"), from_stop="came_from", to_stop="start_stop",
        leave_s="left_s", arrive_s=pl.min_horizontal(pl.col("left_s") + pl.col("deadhead_s"), "start_s"),
    ).cast(pl.Schema(_MOVES))  # fmt: skip


def _pulls(trips: pl.DataFrame, depots: pl.DataFrame, rule: Deadheading) -> pl.DataFrame:
    trips = trips.sort("block_id", "start_s", "trip_id")
    ways = pulls(trips, depots, rule)
    first = trips.unique("block_id", keep="first").join(ways, on="block_id")
    last = trips.unique("block_id", keep="last").join(ways, on="block_id")
    out = first.select(
        "block_id", "route_id", "service_id", kind=pl.lit("pull-out"), from_stop="depot_id", to_stop="start_stop",
        leave_s=pl.col("start_s") - pl.col("out_s"), arrive_s="start_s",
    )  # fmt: skip
    home = last.select(
        "block_id", "route_id", "service_id", kind=pl.lit("pull-in"), from_stop="end_stop", to_stop="depot_id",
        leave_s="end_s", arrive_s=pl.col("end_s") + pl.col("in_s"),
    )  # fmt: skip
    before = out.filter(pl.col("leave_s") < 0)
    if not before.is_empty():
        raise TodsError(f"block {before['block_id'][0]} would pull out before the service date begins")
    return pl.concat([out.cast(pl.Schema(_MOVES)), home.cast(pl.Schema(_MOVES))])


def _check_depots(depots: pl.DataFrame, chargers: pl.DataFrame | None, day: Day) -> None:
    clash = depots.join(day.stops, left_on="depot_id", right_on="stop_id", how="semi")["depot_id"]
    if len(clash):
        raise TodsError(f"depot {clash[0]!r} has the id of a stop")
    astray = [] if chargers is None else chargers.join(depots, on="depot_id", how="anti")["depot_id"].to_list()
    if astray:
        raise TodsError(f"chargers stand at {astray[0]!r}, which is no given depot")


def _set_blocks(trips: pl.DataFrame) -> pl.DataFrame:
    """Trips whose block the feed does not have, headway departures as trips of their own, their templates deleted."""
    copies = trips.filter(pl.col("trip_id").str.contains(r"@\d+$"))
    new = trips.join(copies, on="trip_id", how="anti").filter(pl.col("given").ne_missing(pl.col("block_id")))
    columns = ["trip_id", "route_id", "service_id", "block_id", "shape_id"]
    templates = copies.select(pl.col("trip_id").str.replace(r"@\d+$", "")).unique(maintain_order=True)
    return pl.concat(
        [new.select("trip_id", "block_id"), copies.select(columns), templates.with_columns(pl.lit("1").alias(DELETE))],
        how="diagonal",
    )


def _departure_times(trips: pl.DataFrame, day: Day) -> pl.DataFrame:
    """Times at every stop of headway departures, which have no row in the feed."""
    copies = trips.filter(pl.col("trip_id").str.contains(r"@\d+$")).select("trip_id", "start_s")
    pieces = day.segments.join(copies, on="trip_id", maintain_order="left")
    ran = pl.col("start_s") + pl.col("run_s").cum_sum().over("trip_id") + pl.col("dwell_s").cum_sum().over("trip_id")
    later = pieces.select(
        "trip_id", stop_sequence=pl.col("seq") + 1, stop_id="to_stop", leave_s=ran, arrive_s=ran - pl.col("dwell_s")
    )
    first = pieces.filter(pl.col("seq") == 0).select(
        "trip_id", stop_sequence=pl.col("seq"), stop_id="from_stop", leave_s="start_s", arrive_s="start_s"
    )
    return _clocked(pl.concat([first, later]).sort("trip_id", "stop_sequence"))


def _move_trips(moves: pl.DataFrame) -> pl.DataFrame:
    return moves.select("trip_id", "route_id", "service_id", "block_id", TODS_trip_type="kind")


def _move_times(moves: pl.DataFrame) -> pl.DataFrame:
    ends = [
        moves.select("trip_id", stop_sequence=pl.lit(place, pl.Int32), stop_id=stop, leave_s=second, arrive_s=second)
        for place, (stop, second) in enumerate((("from_stop", "leave_s"), ("to_stop", "arrive_s")))
    ]
    return _clocked(pl.concat(ends).sort("trip_id", "stop_sequence"))


def _clocked(times: pl.DataFrame) -> pl.DataFrame:
    return times.select(
        "trip_id",
        arrival_time=_written("arrive_s"),
        departure_time=_written("leave_s"),
        stop_id="stop_id",
        stop_sequence="stop_sequence",
    )


def _written(second: str) -> pl.Expr:
    parts = (pl.col(second) // 3600, pl.col(second) // 60 % 60, pl.col(second) % 60)
    return pl.concat_str([part.cast(pl.String).str.zfill(2) for part in parts], separator=":")


def _depot_stops(depots: pl.DataFrame) -> pl.DataFrame:
    return depots.select(
        stop_id="depot_id", stop_name="name", stop_lat="lat", stop_lon="lon", TODS_location_type=pl.lit("garage")
    )


def _assignments(trips: pl.DataFrame, day: Day) -> pl.DataFrame:
    blocks = trips.sort("block_id", "start_s", "trip_id").unique("block_id", keep="first", maintain_order=True)
    return blocks.select(
        date=pl.lit(day.date.strftime("%Y%m%d")),
        service_id="service_id",
        block_id="block_id",
        vehicle_id=pl.format("bus-{}", "block_id"),
    )
