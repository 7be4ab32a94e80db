"""What do charging at the depots and charging on the way take, when, and what do they cost a day?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from communique.workstreams.transit.charging import (
    Charged,
    Session,
    Tariff,
    charge,
    read_tariff,
    sample_tariff,
    unmanaged,
)
from communique.workstreams.transit.charging.tariff import DAY_MINUTES
from communique.workstreams.transit.config import Config

if TYPE_CHECKING:
    from communique.workstreams.transit.planning import Operations

SLOT_MINUTES = 15  # the interval of demand meters
DAY_S = DAY_MINUTES * 60


@dataclass(frozen=True)
class Depot:
    """Charging of a depot's rotations on a usual day, before and after management, and on the design-cold day."""

    tariff: Tariff
    before: Charged
    after: Charged
    design: Charged
    meter_kwh: float
    name: str = ""


@dataclass(frozen=True)
class OnRoute:
    """Charging on the way on a usual day: money a day, kWh at the meters, highest load of each terminal in kW."""

    cost: float
    meter_kwh: float
    peak_kw: Mapping[str, float]


def charge_depot(operations: Operations, config: Config, name: str = "") -> Depot:
    """Charging of a depot's rotations under the agency's tariff, or the illustrative one of its country."""
    tariff = _tariff(config)
    rotations = operations.rotations
    if "depot" in rotations.columns:
        rotations = rotations.filter(pl.col("depot") == name)
    usual = sessions(rotations, "kwh", config, tariff, operations.underway.get("usual"))
    cold = sessions(rotations, "kwh_cold", config, tariff, operations.underway.get("cold"))
    met = sum(s.energy_kwh for s in usual)
    return Depot(tariff, unmanaged(usual, tariff), charge(usual, tariff), charge(cold, tariff), met, name)


def together(depots: tuple[Depot, ...]) -> Depot:
    """All depots as one: loads added up slot by slot, bills as each has its own meter."""
    if len(depots) == 1:
        return depots[0]
    before, after, design = (_added([getattr(d, day) for d in depots]) for day in ("before", "after", "design"))
    return Depot(depots[0].tariff, before, after, design, sum(depot.meter_kwh for depot in depots))


def _added(found: list[Charged]) -> Charged:
    load = np.sum([each.load for each in found], axis=0)

    def total(name: str) -> float:
        return float(sum(getattr(each, name) for each in found))

    return replace(
        found[0],
        objective=total("objective"),
        energy_cost=total("energy_cost"),
        demand_cost=total("demand_cost"),
        peak_kw=float(load.max()),
        load=load,
        power=np.concatenate([each.power for each in found]),
        delivered=np.concatenate([each.delivered for each in found]),
        unmet=tuple(unmet for each in found for unmet in each.unmet),
        plugs=sum(each.plugs for each in found),
        gap=max(each.gap for each in found),
    )


def charge_on_route(operations: Operations, config: Config) -> OnRoute | None:
    """What the chargers on the way take on a usual day: at once, each terminal on a meter of its own."""
    if operations.chargers is None:
        return None
    tariff = _tariff(config)
    tariff = tariff.model_copy(update={"max_power_kw": config["charging.on_route_power_kw"], "transformer_kw": None})
    away = operations.underway["usual"].filter(pl.col("terminal") != "")
    met = [
        (terminal, Session(f"{bus} {k}", float(start), float(end), kwh / tariff.efficiency))
        for k, (bus, terminal, start, end, kwh) in enumerate(
            away.select("bus", "terminal", "arrival_s", "departure_s", "kwh").iter_rows()
        )
    ]
    found = {
        terminal: unmanaged([each for place, each in met if place == terminal], tariff)
        for terminal in sorted({place for place, _ in met})
    }
    return OnRoute(
        sum(each.objective for each in found.values()),
        sum(each.energy_kwh for _, each in met),
        {terminal: each.peak_kw for terminal, each in found.items()},
    )


def _tariff(config: Config) -> Tariff:
    chosen = config.choices.tariff
    found = read_tariff(config.folder / chosen) if chosen else sample_tariff(config.choices.country)
    update: dict[str, object] = {"efficiency": config["charging.efficiency"]}
    if not chosen:
        update["max_power_kw"] = config["charging.plug_power_kw"]
    if config.choices.transformer_kw is not None:
        update["transformer_kw"] = config.choices.transformer_kw
    found = found.model_copy(update=update)
    return found if found.slot_minutes <= SLOT_MINUTES else found.finer(SLOT_MINUTES)


def sessions(
    rotations: pl.DataFrame, energy: str, config: Config, tariff: Tariff, underway: pl.DataFrame | None = None
) -> list[Session]:
    """The stay of each rotation's bus until the same rotation the next day, ready minutes taken off at both ends.

    underway  charges between trips: those at the depot are stays of their own; the night has to give the rest
    """
    ready = config["service.ready_minutes"] * 60
    had: dict[str, float] = {}
    found = []
    for k, row in enumerate(() if underway is None else underway.iter_rows(named=True)):
        had[row["bus"]] = had.get(row["bus"], 0.0) + row["kwh"]
        if not row["terminal"] and row["bus"] in set(rotations["bus"]):
            stay = f"{row['bus']} midday {k + 1}", float(row["arrival_s"]), float(row["departure_s"])
            found.append(Session(*stay, row["kwh"] / tariff.efficiency))
    for bus, start, end, kwh in rotations.select("bus", "start_s", "end_s", energy).iter_rows():
        back, out = end + ready, start + DAY_S - ready
        if out <= back:
            back = out = back % DAY_S  # no time at the depot: listed with all its energy missing
        found.append(Session(str(bus), float(back), float(out), (kwh - had.get(bus, 0.0)) / tariff.efficiency))
    return found
