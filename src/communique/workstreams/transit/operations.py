"""What does one day ask of battery buses: energy by block, which blocks they can run, how many buses it takes?

Sized on the worst: the design-cold day at the end of the battery's life. Costed on the usual: the mean over the seasons
of each season's energy, never the energy of a mean temperature.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from communique.workstreams.transit.charge_state import Battery, battery, feasibility
from communique.workstreams.transit.config import Config
from communique.workstreams.transit.day import Day, deadhead, great_circle_km
from communique.workstreams.transit.planning import Operations

if TYPE_CHECKING:
    from communique.workstreams.transit.energy.trips import Conditions
    from communique.workstreams.transit.energy.vehicles import Bus

#: Draws of what is not known of load, driver, traffic, vehicle and weather: enough for two digits of a percentile.
DRAWS = 200
SEASONS = ("winter", "spring", "summer", "autumn")


def read_operations(feed: str | Path, date: dt.date, config: Config) -> tuple[Day, Operations]:
    """The service day of a feed and what it asks of battery buses."""
    from communique.workstreams.transit.feed import read_day

    day = read_day(feed, date)
    return day, operations(day, config)


def operations(day: Day, config: Config, *, seed: int = 0) -> Operations:
    """What a service day asks of battery buses under a configuration; same day and seed, same answer."""
    from communique.workstreams.transit.energy.trips import Conditions
    from communique.workstreams.transit.energy.uncertainty import per_km, worlds
    from communique.workstreams.transit.energy.vehicles import bus
    from communique.workstreams.transit.scheduling import minimum_vehicles, timetable

    vehicle, altitude = bus(config.choices.size), config["service.altitude_m"]
    cold = Conditions(config["service.design_cold_c"], altitude)
    degrees = [config[f"service.{season}_c"] for season in SEASONS]
    seasons = [Conditions(each, altitude) for each in degrees]
    kind = "battery-heater" if config.choices.heater == "fuel-fired" else "battery"
    trips, blocks = _energies(day, vehicle, cold, seasons, kind)
    cell = _cell(config)
    rotations, unserved = _rotations(day, trips, cell, vehicle, cold, config.choices.depot, seed)
    judged = feasibility(blocks.rename({"kwh_cold": "energy_kwh"}), cell.usable_kwh).rename({"energy_kwh": "kwh_cold"})
    hours = int((day.trips["end_s"] - day.trips["start_s"]).sum()) / 3600
    return Operations(
        judged.select("block_id", "start_s", "end_s", "km", "kwh", "kwh_cold", "feasible"),
        rotations,
        minimum_vehicles(timetable(day.trips)),
        float(judged["km"].sum()),
        float(day.trips["km"].sum()) / hours,
        unserved,
        kwh_per_km=per_km(
            day, worlds(DRAWS, seed, size=config.choices.size, temperatures_c=degrees, altitude_m=altitude)
        ),
        heater_l_per_km=float(judged["fuel"].sum()) / float(judged["km"].sum()),
    )


def _cell(config: Config) -> Battery:
    """The battery at the end of its life."""
    return battery(
        config["battery.nameplate_kwh"],
        soc_min=config["battery.soc_min"],
        soc_max=config["battery.soc_max"],
        health=config["battery.end_of_life"],
        size=config.choices.size,
    )


def _energies(
    day: Day, vehicle: Bus, cold: Conditions, seasons: list[Conditions], kind: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Trips and blocks with kwh, the mean of the seasons, and kwh_cold."""
    from communique.workstreams.transit.energy.trips import energy_of_blocks, energy_of_trips

    by_trip, by_block, fuel = [], [], []
    for conditions in (cold, *seasons):
        trips = energy_of_trips(day, vehicle, conditions, technology=kind)
        blocks = energy_of_blocks(day, trips, vehicle, conditions, technology=kind)
        fuel.append(blocks["fuel"].to_numpy())
        by_trip.append(trips["energy_kwh"].to_numpy())
        by_block.append(blocks["energy_kwh"].to_numpy())
    usual = np.mean(by_trip[1:], axis=0), np.mean(by_block[1:], axis=0)
    found_trips = trips.select("trip_id").with_columns(kwh=usual[0], kwh_cold=by_trip[0])
    return found_trips, blocks.drop("energy_kwh").with_columns(
        kwh=usual[1], kwh_cold=by_block[0], fuel=np.mean(fuel[1:], axis=0)
    )


def _rotations(
    day: Day,
    trips: pl.DataFrame,
    cell: Battery,
    vehicle: Bus,
    cold: Conditions,
    depot: tuple[float, float] | None,
    seed: int,
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """One row for each battery bus of the electric schedule on the design-cold day, and the trips no bus can run."""
    from communique.workstreams.transit.electric.duties import duties
    from communique.workstreams.transit.electric.rotations import schedule
    from communique.workstreams.transit.energy.trips import deadhead_kwh_per_km

    places = day.trips.select("start_lat", "start_lon").to_numpy(), day.trips.select("end_lat", "end_lon").to_numpy()
    made, order = duties(
        day.trips["start_s"],
        day.trips["end_s"],
        *places,
        trips["kwh_cold"],
        cell=cell,
        depot=depot,
        kwh_per_km=deadhead_kwh_per_km(vehicle, cold),
    )
    found = schedule(made, seed=seed)
    usual, worst = trips["kwh"].to_numpy(), trips["kwh_cold"].to_numpy()
    rows = []
    for number, (rotation, kwh) in enumerate(zip(found.rotations, found.kwh, strict=True), start=1):
        own = order[rotation]
        km = float(day.trips["km"].to_numpy()[own].sum()) + _deadhead_km(places, own, depot)
        cold_trips = float(worst[own].sum())
        share = float(usual[own].sum()) / cold_trips if cold_trips else 1.0
        ends = int(day.trips["start_s"][int(own[0])]), int(day.trips["end_s"].to_numpy()[own].max())
        rows.append(
            (
                f"bus-{number:03d}",
                *ends,
                km,
                float(kwh) * share,
                float(kwh),
                [day.trips["trip_id"][int(i)] for i in own],
            )
        )
    schema: dict[str, Any] = {
        "bus": pl.String,
        "start_s": pl.Int64,
        "end_s": pl.Int64,
        "km": pl.Float64,
        "kwh": pl.Float64,
        "kwh_cold": pl.Float64,
        "trip_ids": pl.List(pl.String),
    }
    unserved = tuple(str(day.trips["trip_id"][int(order[i])]) for i in found.impossible)
    return pl.DataFrame(rows, schema=schema, orient="row"), unserved


def _deadhead_km(places: tuple[np.ndarray, np.ndarray], own: np.ndarray, depot: tuple[float, float] | None) -> float:
    """Road kilometres between the trips of a rotation, and from and to the depot where it is known."""
    starts, ends = places
    legs = [(ends[a], starts[b]) for a, b in pairwise(own)]
    if depot is not None:
        legs = [(np.array(depot), starts[own[0]]), *legs, (ends[own[-1]], np.array(depot))]
    if not legs:
        return 0.0
    a, b = (np.array(side) for side in zip(*legs, strict=True))
    return float(deadhead(great_circle_km(a[:, 0], a[:, 1], b[:, 0], b[:, 1]))[1].sum())
