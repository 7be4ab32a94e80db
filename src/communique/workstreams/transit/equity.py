"""Who lives along which bus: people within reach of a block's stops, and what they breathe today?

Population points (a census block's centroid with its people) are joined to the stops within a buffer. What a stop's
buses emit is shared among the people around it, so that what is shared adds up to what is emitted where anybody lives.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.errors import CommuniqueError
from communique.geo import EARTH_RADIUS_KM

#: lat, lon in degrees; people; quintile of income 1 (poorest) to 5, or null; priority community, or null: not known.
POPULATION = {"lat": pl.Float64, "lon": pl.Float64, "people": pl.Float64, "quintile": pl.Int64, "priority": pl.Boolean}


class EquityError(CommuniqueError):
    """Population rows that cannot be used."""


def check_population(population: pl.DataFrame) -> pl.DataFrame:
    """The population with the columns and types of POPULATION; a column that is not there is unknown for all.

    Raises EquityError naming row and column for a place that is missing or outside the globe and for people below 0.
    """
    lacking = [name for name in ("lat", "lon", "people") if name not in population.columns]
    if lacking:
        raise EquityError(f"the population lacks the column {lacking[0]}", row=1, column=lacking[0])
    try:
        found = population.select(
            (pl.col(name) if name in population.columns else pl.lit(None)).cast(kind).alias(name)
            for name, kind in POPULATION.items()
        )
    except pl.exceptions.PolarsError as error:
        raise EquityError(f"the population has a cell of another type: {error}") from error
    for column, fine in (
        ("lat", pl.col("lat").is_between(-90, 90)), ("lon", pl.col("lon").is_between(-180, 180)),
        ("people", pl.col("people") >= 0),
        ("quintile", pl.col("quintile").is_null() | pl.col("quintile").is_between(1, 5)),
    ):  # fmt: skip
        bad = found.with_row_index("row", offset=2).filter(~fine.fill_null(False))
        if len(bad):
            raise EquityError(f"{bad[column][0]!r} cannot be", row=int(bad["row"][0]), column=column)
    return found


def near(stops: pl.DataFrame, population: pl.DataFrame, buffer_m: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(stop, population point) of every pair within the buffer, by row number."""
    from scipy.spatial import cKDTree

    if len(population) == 0 or len(stops) == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    reach = 2 * np.sin(buffer_m / 1000 / EARTH_RADIUS_KM / 2)  # the chord of the buffer's arc, on a globe of radius 1
    tree = cKDTree(_on_globe(population))
    found = tree.query_ball_point(_on_globe(stops), reach)
    counts = np.array([len(each) for each in found])
    points = np.array([i for each in found for i in sorted(each)], dtype=np.int64)
    return np.repeat(np.arange(len(stops)), counts), points


def _on_globe(frame: pl.DataFrame) -> NDArray[np.float64]:
    lat, lon = np.radians(frame["lat"].to_numpy()), np.radians(frame["lon"].to_numpy())
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def rank_blocks(stops: pl.DataFrame, population: pl.DataFrame, buffer_m: float) -> pl.DataFrame:
    """Blocks by the share of the people along them who live in priority communities, highest first.

    stops  block_id, lat, lon: each stop that a block serves, once

    Columns: rank, block_id, people, priority_people, unknown_people, priority_share. The share is of those of whom it
    is known, and null where it is known of nobody. People near several stops of a block count once.
    """
    people = check_population(population)
    stop, point = near(stops, people, buffer_m)
    pairs = pl.DataFrame({"block_id": stops["block_id"].gather(stop), "point": point}).unique()
    joined = pairs.join(people.with_row_index("point").with_columns(pl.col("point").cast(pl.Int64)), on="point")
    summed = joined.group_by("block_id").agg(
        people=pl.col("people").sum(),
        priority_people=pl.col("people").filter(pl.col("priority").fill_null(False)).sum(),
        unknown_people=pl.col("people").filter(pl.col("priority").is_null()).sum(),
    )
    known = pl.col("people") - pl.col("unknown_people")
    share = pl.when(known > 0).then(pl.col("priority_people") / known)
    found = (
        stops.select("block_id")
        .unique()
        .join(summed, on="block_id", how="left")
        .with_columns(
            pl.col("people", "priority_people", "unknown_people").fill_null(0.0)  # nobody lives there: that is known
        )
    )
    found = found.with_columns(priority_share=share)
    found = found.sort(
        ["priority_share", "priority_people", "block_id"], descending=[True, True, False], nulls_last=True
    )
    return found.with_row_index("rank", offset=1).select(
        "rank", "block_id", "people", "priority_people", "unknown_people", "priority_share"
    )


def burden(stops: pl.DataFrame, population: pl.DataFrame, buffer_m: float) -> pl.DataFrame:
    """What falls on each income quintile: bus-km and kg of each pollutant, in all and per 1,000 people reached.

    stops  stop_id, lat, lon and amounts (any further columns: km, nox_kg, …), one row a stop

    Columns: quintile (null: not known), people, the amounts, and each amount per 1,000 people. What falls on stops
    around which nobody lives is in no row.
    """
    people = check_population(population)
    amounts = [name for name in stops.columns if name not in ("stop_id", "lat", "lon")]
    stop, point = near(stops, people, buffer_m)
    here = people["people"].to_numpy()[point]
    around = np.bincount(stop, weights=here, minlength=len(stops))
    weight = np.divide(here, around[stop], out=np.zeros_like(here), where=around[stop] > 0)
    shared = {name: stops[name].to_numpy()[stop] * weight for name in amounts}
    by_point = pl.DataFrame({"point": point, **shared}).group_by("point").agg(pl.col(amounts).sum())
    joined = by_point.join(people.with_row_index("point").with_columns(pl.col("point").cast(pl.Int64)), on="point")
    found = joined.group_by("quintile").agg(pl.col("people", *amounts).sum()).sort("quintile", nulls_last=True)
    return found.with_columns(
        pl.when(pl.col("people") > 0).then(1000 * pl.col(name) / pl.col("people")).alias(f"{name}_per_1000")
        for name in amounts
    )
