"""How do rotations read as a table: which bus runs which trips, from when to when, how far, with how much energy?"""

from __future__ import annotations

import numpy as np
import polars as pl

from communique.workstreams.transit.electric.duties import Duties
from communique.workstreams.transit.electric.rotations import Schedule, rotation_kwh


def in_order(trips: pl.DataFrame) -> pl.DataFrame:
    """The trips as duties are numbered: by start, end and id."""
    return trips.sort("start_s", "end_s", "trip_id")


def rotations(trips: pl.DataFrame, found: Schedule, by: dict[str, Duties]) -> pl.DataFrame:
    """bus, trip_ids, start_s, end_s, km, and for each of `by` the rotation's kWh as those duties have it."""
    ids, start, end, km = (trips[name].to_numpy() for name in ("trip_id", "start_s", "end_s", "km"))
    rows = found.rotations
    return pl.DataFrame(
        {
            "bus": [f"R{k + 1:0{len(str(len(rows)))}d}" for k in range(len(rows))],
            "trip_ids": pl.Series([[str(i) for i in ids[r]] for r in rows], dtype=pl.List(pl.String)),
            "start_s": pl.Series([int(start[r[0]]) for r in rows], dtype=pl.Int64),
            "end_s": pl.Series([int(end[r].max()) for r in rows], dtype=pl.Int64),
            "km": np.array([float(km[r].sum()) for r in rows]),
            **{name: np.array([rotation_kwh(duties, r) for r in rows]) for name, duties in by.items()},
        }
    )
