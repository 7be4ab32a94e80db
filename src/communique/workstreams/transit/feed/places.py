"""Which stops have a place on Earth that can be theirs?"""

from __future__ import annotations

import numpy as np
import polars as pl

from communique.workstreams.transit.day import great_circle_km
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.reading import ROW

FILE = "stops.txt"


def usable_stops(stops: pl.DataFrame, defects: Defects) -> pl.DataFrame:
    """Stops with a place: no coordinate missing, off the globe, 0,0, or with latitude and longitude swapped."""
    stops = _once(stops, defects)
    lat, lon = pl.col("stop_lat"), pl.col("stop_lon")
    stops = _without(stops, lat.is_null() | lon.is_null(), "stop-without-place", "have no coordinates", defects)
    stops = _without(stops, (lat == 0) & (lon == 0), "stop-at-zero", "lie at 0,0", defects)
    stops = _without(stops, ~lat.is_between(-90, 90) & lon.is_between(-90, 90), "swapped-coordinates",
                     "have latitude and longitude swapped", defects)  # fmt: skip
    stops = _without(stops, ~(lat.is_between(-90, 90) & lon.is_between(-180, 180)), "stop-off-the-globe",
                     "have coordinates that do not exist", defects)  # fmt: skip
    return _without(stops, _swapped(stops), "swapped-coordinates", "have latitude and longitude swapped", defects)


def _swapped(stops: pl.DataFrame) -> pl.Expr:
    """Stops that, turned round, lie nearer to the middle of the network than they do as written."""
    lat, lon = stops["stop_lat"], stops["stop_lon"]
    if stops.is_empty():
        return pl.lit(False)
    middle = np.median(lat.to_numpy()), np.median(lon.to_numpy())
    turnable = lon.is_between(-90, 90).to_numpy()
    as_written = great_circle_km(lat, lon, *middle)
    turned = great_circle_km(lon, lat, *middle)
    return pl.lit(pl.Series(turnable & (turned < as_written)))


def _without(stops: pl.DataFrame, bad: pl.Expr, code: str, what: str, defects: Defects) -> pl.DataFrame:
    gone = stops.filter(bad)
    if gone.is_empty():
        return stops
    defects.rejected(code, FILE, f"{gone.height} stops {what}", row=gone[ROW][0], ids=gone["stop_id"])
    return stops.join(gone, on="stop_id", how="anti", maintain_order="left")


def _once(stops: pl.DataFrame, defects: Defects) -> pl.DataFrame:
    first = stops["stop_id"].is_first_distinct()
    if first.all():
        return stops
    again = stops.filter(~first)
    message = f"{again.height} rows repeat a stop_id; the first of each is used"
    defects.rejected("duplicate-stop-id", FILE, message, row=again[ROW][0], ids=again["stop_id"])
    return stops.filter(first)
