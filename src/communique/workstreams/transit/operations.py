"""What does one day ask of battery buses: energy by block, which blocks they can run, how many buses it takes?

Sized on the worst: the design-cold day at the end of the battery's life. Costed on the usual: the mean over the seasons
of each season's energy, never the energy of a mean temperature.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from communique.workstreams.transit.charge_state import Battery, battery, feasibility
from communique.workstreams.transit.config import Config
from communique.workstreams.transit.day import Day
from communique.workstreams.transit.electric.electrified import (
    Electrified,
    Energy,
    Supply,
    electrified,
    points_needed,
    rotations,
    underway,
)
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

    vehicle, altitude = bus(config.choices.size), config["service.altitude_m"]
    cold = Conditions(config["service.design_cold_c"], altitude)
    degrees = [config[f"service.{season}_c"] for season in SEASONS]
    seasons = [Conditions(each, altitude) for each in degrees]
    kind = "battery-heater" if config.choices.heater == "fuel-fired" else "battery"
    trips, blocks = _energies(day, vehicle, cold, seasons, kind)
    cell = _cell(config)
    usual, worst = _deadhead_kwh(vehicle, seasons), _deadhead_kwh(vehicle, [cold])
    found = electrified(day, trips["kwh_cold"], cell, supply(config), kwh_per_km=worst, seed=seed)
    judged = feasibility(blocks.rename({"kwh_cold": "energy_kwh"}), cell.usable_kwh).rename({"energy_kwh": "kwh_cold"})
    hours = int((day.trips["end_s"] - day.trips["start_s"]).sum()) / 3600
    under = {"kwh": Energy(dict(trips.select("trip_id", "kwh").iter_rows()), usual), "kwh_cold": None}
    made = rotations(found, under)
    return Operations(
        judged.select("block_id", "start_s", "end_s", "km", "kwh", "kwh_cold", "feasible"),
        made.with_columns(pl.col("km") + pl.col("deadhead_km")).drop("deadhead_km"),
        found.vehicles,
        float(judged["km"].sum()),
        float(day.trips["km"].sum()) / hours,
        tuple(found.impossible),
        kwh_per_km=per_km(
            day, worlds(DRAWS, seed, size=config.choices.size, temperatures_c=degrees, altitude_m=altitude)
        ),
        heater_l_per_km=float(judged["fuel"].sum()) / float(judged["km"].sum()),
        underway={"usual": underway(found, under["kwh"]), "cold": underway(found)},
        chargers=_chargers(day, found) if found.chargers else None,
        unhelped=found.unhelped,
    )


def supply(config: Config) -> Supply:
    """Where battery buses can charge under a configuration; power into the battery."""
    choices, efficiency = config.choices, config["charging.efficiency"]
    return Supply(
        config.depots, choices.on_route, config["charging.on_route_power_kw"] * efficiency,
        config["charging.connect_s"],
        int(config["charging.on_route_room"]),
        config["charging.plug_power_kw"] * efficiency if choices.midday_at_depot else 0.0,
        config["charging.terminal_m"],
    )  # fmt: skip


def _chargers(day: Day, found: Electrified) -> pl.DataFrame:
    """terminal, name, lat, lon, points, charges, kwh of the chargers on the way, as the coldest day asks."""
    places = day.stops.select(pl.col("stop_id").alias("terminal"), "name", "lat", "lon")
    need = points_needed(underway(found))
    return need.join(places, on="terminal", how="left", maintain_order="left").select(
        "terminal", "name", "lat", "lon", "points", "charges", "kwh"
    )


def _deadhead_kwh(vehicle: Bus, seasons: list[Conditions]) -> float:
    """kWh of a kilometre of deadhead, mean over the seasons."""
    from communique.workstreams.transit.energy.trips import deadhead_kwh_per_km

    return float(np.mean([deadhead_kwh_per_km(vehicle, each) for each in seasons]))


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
