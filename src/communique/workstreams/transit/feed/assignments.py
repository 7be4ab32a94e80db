"""Which bus of the fleet is put on which block on a date: `vehicles` and `vehicle_assignments` of a TODS package?"""

from __future__ import annotations

import datetime as dt

import polars as pl

from communique.workstreams.transit.feed.archive import Archive
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.reading import ROW, read_optional

FILE = "vehicle_assignments.txt"


def vehicle_assignments(changes: Archive | None, defects: Defects) -> pl.DataFrame:
    """date (as text), service_id, block_id, vehicle_id of the package; without rows where there is none."""
    if changes is None or FILE not in changes:
        return pl.DataFrame(schema=dict.fromkeys(("date", "service_id", "block_id", "vehicle_id"), pl.String))
    assigned = read_optional(changes, FILE, defects)
    lost = assigned.join(read_optional(changes, "vehicles.txt", defects), on="vehicle_id", how="anti")
    if not lost.is_empty():
        message = f"{lost.height} rows assign a bus that vehicles.txt does not have"
        defects.flag(
            "unknown-vehicle", FILE, message, row=lost[ROW].to_list()[0], ids=lost["vehicle_id"].unique().sort()
        )
    return assigned.drop(ROW)


def check_assignments(assigned: pl.DataFrame, blocks: pl.DataFrame, date: dt.date, defects: Defects) -> None:
    """Says how many buses run the day's blocks, and which are on two at once."""
    today = assigned.filter(pl.col("date") == date.strftime("%Y%m%d")).unique(["block_id", "vehicle_id"])
    used = today.join(blocks, on="block_id").sort("vehicle_id", "start_s", "block_id")
    if used.is_empty():
        return
    message = f"{used['vehicle_id'].n_unique()} buses are assigned to {used['block_id'].n_unique()} blocks of the day"
    defects.note("vehicles-assigned", FILE, message)
    before = pl.col("end_s").shift().over("vehicle_id")
    double = used.filter(pl.col("start_s") < before)["vehicle_id"].unique().sort()
    if len(double):
        message = f"{len(double)} buses are assigned to two blocks at once"
        defects.rejected("double-vehicle", FILE, message, ids=double)
