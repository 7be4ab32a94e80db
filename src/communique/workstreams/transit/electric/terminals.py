"""Which stops are one terminal, and at which few terminals would chargers help the blocks that no battery can run?"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import polars as pl

from communique.workstreams.transit.day import Day, deadhead, great_circle_km
from communique.workstreams.transit.electric.siting import Site, Visits, locate


def terminals(day: Day, within_m: float) -> Mapping[str, str]:
    """Each stop at which trips begin or end -> the busiest stop of its terminal.

    A stop belongs to the busiest stop that is not further than `within_m`; so no terminal is wider than twice that.
    """
    used = pl.concat(
        [day.trips.select(stop=f"{end}_stop", lat=f"{end}_lat", lon=f"{end}_lon") for end in ("start", "end")]
    )
    stops = used.group_by("stop").agg(pl.len().alias("uses"), pl.col("lat", "lon").first()).sort(
        ["uses", "stop"], descending=[True, False]
    )  # fmt: skip
    lat, lon = stops["lat"].to_numpy(), stops["lon"].to_numpy()
    found: dict[str, str] = {}
    names = stops["stop"].to_list()
    for k, name in enumerate(names):
        if name in found:
            continue
        near = np.flatnonzero(great_circle_km(lat[k], lon[k], lat, lon) * 1000 <= within_m)
        for other in near:
            found.setdefault(names[other], name)
    return found


def sited(
    day: Day,
    blocks: pl.DataFrame,
    kwh: Mapping[str, float],
    usable_kwh: float,
    charger: Site,
    terminal: Mapping[str, str],
    kwh_per_km: float,
) -> tuple[tuple[str, ...], Mapping[str, float]]:
    """The fewest terminals at which chargers let the blocks run, and the kWh that none gives by block.

    blocks      block_id, trip_ids: those that need a charge on the way
    kwh         of each trip; deadheads between trips are added to the trip after them, at `kwh_per_km`
    """
    rows = {row["trip_id"]: row for row in day.trips.iter_rows(named=True)}
    visits = [
        _visits(block, [rows[trip] for trip in trips], kwh, terminal, kwh_per_km, day)
        for block, trips in blocks.select("block_id", "trip_ids").iter_rows()
    ]
    return locate(visits, usable_kwh, charger)


def _visits(
    block: str,
    trips: list[dict[str, object]],
    kwh: Mapping[str, float],
    terminal: Mapping[str, str],
    kwh_per_km: float,
    day: Day,
) -> Visits:
    energy, stop, arrival, departure = [kwh[str(trips[0]["trip_id"])]], [], [], []
    for done, coming in pairwise(trips):
        apart = great_circle_km(done["end_lat"], done["end_lon"], coming["start_lat"], coming["start_lon"])  # type: ignore[arg-type]
        seconds, km = deadhead(apart, day.rule)
        energy.append(kwh[str(coming["trip_id"])] + float(km) * kwh_per_km)
        stop.append(terminal[str(done["end_stop"])])
        arrival.append(float(done["end_s"]))  # type: ignore[arg-type]
        departure.append(max(float(coming["start_s"]) - float(seconds), float(done["end_s"])))  # type: ignore[arg-type]
    return Visits(block, energy, stop, arrival, departure)
