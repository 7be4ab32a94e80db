"""From a feed and a plan.toml to a whole report, in memory: nothing is written here."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl

from communique.errors import CommuniqueError
from communique.workstreams.transit.agency import agency_of
from communique.workstreams.transit.config import Config, parsed, read_config, template
from communique.workstreams.transit.day import Day
from communique.workstreams.transit.emissions import MODELS, exhaust
from communique.workstreams.transit.equity import EquityError, burden, rank_blocks
from communique.workstreams.transit.fleet import pareto
from communique.workstreams.transit.operations import operations
from communique.workstreams.transit.planning import Planned, make_plan
from communique.workstreams.transit.report.answer import Report


class PlanFolderError(CommuniqueError):
    """A folder that holds no plan."""


def make_report(
    feed: Path,
    date: dt.date,
    config_file: Path | None,
    *,
    country: str = "",
    grid_region: str = "",
    points: int = 4,
    seed: int = 0,
    out: Path,
) -> Report:
    """The report of a feed's day under a plan.toml, or under what is shipped for the feed's country."""
    from communique.workstreams.transit.feed import read_day

    text, config = _config(feed, date, config_file, country, grid_region)
    day = read_day(feed, date)
    planned = make_plan(operations(day, config, seed=seed), config)
    front = pareto(planned.problem, points) if points and planned.plan.status == "optimal" else ()
    ranked, burdened = _equity(day, planned, config)
    chosen = f" --config {config_file.name}" if config_file else f" --grid-region {config.choices.grid_region}"
    command = f"communique transit plan {feed.name} --date {date.isoformat()}{chosen} --seed {seed} --out {out.name}"
    return Report(
        planned, config, text, day.feed_name, day.feed_digest, date.isoformat(), command, day, front, ranked, burdened
    )


def _config(feed: Path, date: dt.date, file: Path | None, country: str, grid_region: str) -> tuple[str, Config]:
    if file is not None:
        return file.read_text(encoding="utf-8") if file.is_file() else "", read_config(file)
    own = agency_of(feed)
    text = template(name=own.name, country=country or own.country, grid_region=grid_region, first_year=date.year + 1)
    return text, parsed(text, folder=Path())


def _equity(day: Day, planned: Planned, config: Config) -> tuple[pl.DataFrame | None, pl.DataFrame | None]:
    """Ranking and burden where a population is given; each day's exhaust of today's buses, by both models."""
    if not config.choices.population:
        return None, None
    file = config.folder / config.choices.population
    try:
        population = pl.read_csv(file)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise EquityError(f"cannot be read as CSV: {error}", file=file) from error
    buffer_m = config["equity.buffer_m"]
    return rank_blocks(_block_stops(day), population, buffer_m), burden(
        _stop_burden(day, planned, config), population, buffer_m
    )


def _block_stops(day: Day) -> pl.DataFrame:
    trips = day.blocks.select("block_id", pl.col("trip_ids").alias("trip_id")).explode("trip_id")
    ends = pl.concat(
        [day.segments.select("trip_id", pl.col(side).alias("stop_id")) for side in ("from_stop", "to_stop")]
    )
    return (
        trips.join(ends, on="trip_id")
        .select("block_id", "stop_id")
        .unique()
        .join(day.stops.select("stop_id", "lat", "lon"), on="stop_id")
        .sort("block_id", "stop_id")
    )


def _stop_burden(day: Day, planned: Planned, config: Config) -> pl.DataFrame:
    """km and kg a day of today's buses at each stop: half of each segment at either end, today's mix of vintages."""
    halves = pl.concat(
        [
            day.segments.select(pl.col(side).alias("stop_id"), km=pl.col("distance_m") / 2000)
            for side in ("from_stop", "to_stop")
        ]
    )
    stops = (
        halves.group_by("stop_id").agg(pl.col("km").sum()).join(day.stops.select("stop_id", "lat", "lon"), on="stop_id")
    )
    grams = _today(planned, config)
    return stops.sort("stop_id").with_columns(
        (pl.col("km") * value / 1000).alias(f"{pollutant.lower()}_{model}_kg")
        for (pollutant, model), value in grams.items()
    )


def _today(planned: Planned, config: Config) -> dict[tuple[str, str], float]:
    """g per km of the present fleet by pollutant and model."""
    present = next(t for t in planned.problem.technologies if t.name == config.choices.present)
    buses = sum(present.existing.values())
    found = {}
    for pollutant in ("NOx", "PM25"):
        for model in MODELS:
            grams = sum(
                n * exhaust(present.name, year, planned.operations.speed_kmh, pollutant)[model].grams_per_km
                for year, n in present.existing.items()
            )
            found[pollutant, model] = grams / buses if buses else 0.0
    return found


def read_plan(folder: Path) -> dict[str, Any]:
    """The plan.json of a report's folder; raises PlanFolderError where there is none."""
    file = folder / "plan.json"
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PlanFolderError(f"no plan is there: {error.strerror}", file=file) from error
    except json.JSONDecodeError as error:
        raise PlanFolderError(f"is not JSON: {error}", file=file) from error
    return found
