"""How much does a bus of each technology use for the same trips: kWh, litres of diesel, kilograms of gas or hydrogen?

battery         kWh at the battery
battery-heater  the same with a fuel-fired cabin heater: kWh and litres
diesel, cng     driving work through gearbox and engine, and idling power over all time; waste heat warms the cabin
hybrid          the same, less what braking gives back through the battery
fuel-cell       the battery bus's electricity out of a stack, whose waste heat gives a part of the cabin's heat
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.transit.energy.climate import Climate
from communique.workstreams.transit.energy.dynamics import JOULES_PER_KWH, Work, battery_energy
from communique.workstreams.transit.energy.vehicles import Bus, BusError
from communique.workstreams.transit.figures import figures

Array = NDArray[np.float64]
#: Technology -> (fuel of the catalogue of heating values, its unit); None: electricity alone.
TECHNOLOGIES: dict[str, tuple[str, str] | None] = {
    "battery": None,
    "battery-heater": ("diesel", "L"),
    "diesel": ("diesel", "L"),
    "hybrid": ("diesel", "L"),
    "cng": ("cng", "kg"),
    "fuel-cell": ("hydrogen", "kg"),
}


@dataclass(frozen=True, slots=True)
class Use:
    """What is used: kWh from the battery, and fuel in its own unit (litres or kilograms)."""

    electricity_kwh: Array
    fuel: Array


def uses(
    technology: str, at_wheel: Work, hours: Array, climate: Climate, cold: bool | NDArray[np.bool_], bus: Bus
) -> Use:
    """Energy of a technology for work at the wheel and hours with the bus on.

    climate  of a battery bus at this temperature, with the fired heater for `battery-heater`
    cold     whether its cabin is heated, not cooled

    Raises BusError for an unknown technology.
    """
    if technology not in TECHNOLOGIES:
        raise BusError(f"{technology!r} is not a technology that is known; there are {', '.join(TECHNOLOGIES)}")
    if technology in ("diesel", "cng", "hybrid"):
        return _combustion(technology, at_wheel, hours, climate, cold, bus)
    auxiliary = np.asarray(bus.auxiliary_kw) * hours
    electricity = battery_energy(at_wheel, bus) + auxiliary + climate.electric_kw * hours
    if technology == "fuel-cell":
        return _stack(electricity, hours, climate, cold)
    heat = climate.heater_fuel_kw * hours / figures().value("fuel.heating_value", "diesel")
    return Use(electricity, heat if technology == "battery-heater" else np.zeros_like(electricity))


def _combustion(
    technology: str, at_wheel: Work, hours: Array, climate: Climate, cold: bool | NDArray[np.bool_], bus: Bus
) -> Use:
    read = figures().value
    recovered = at_wheel.braking * bus.regeneration * bus.efficiency if technology == "hybrid" else 0.0
    shaft = np.maximum(at_wheel.driving - recovered, 0) * bus.style / JOULES_PER_KWH / read("engine.transmission")
    cooling = np.where(cold, 0.0, climate.cabin_kw) * hours
    burnt = (shaft + cooling) / read("engine.efficiency", technology) + read("engine.idle", technology) * hours
    fuel = TECHNOLOGIES[technology]
    assert fuel is not None
    return Use(np.zeros_like(burnt), burnt / read("fuel.heating_value", fuel[0]))


def _stack(electricity: Array, hours: Array, climate: Climate, cold: bool | NDArray[np.bool_]) -> Use:
    read = figures().value
    spared = np.where(cold, read("engine.waste_heat", "fuel-cell") * climate.cabin_kw, 0.0) * hours
    hydrogen = (electricity - spared) / read("engine.efficiency", "fuel-cell") / read("fuel.heating_value", "hydrogen")
    return Use(np.zeros_like(electricity), hydrogen)
