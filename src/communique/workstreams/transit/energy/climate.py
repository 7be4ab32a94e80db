"""What do temperature and height do: cabin and battery power, density of the air, the coldest day to design for?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.workstreams.transit.energy.vehicles import Bus
from communique.workstreams.transit.figures import figures

Array = NDArray[np.float64]
KELVIN = 273.15


class ClimateError(CommuniqueError):
    """A temperature that no table covers, or no temperatures at all."""


@dataclass(frozen=True, slots=True)
class Climate:
    """kW by use at one temperature each: cabin, battery, and the heat (kW) that a fuel-fired heater gives instead."""

    cabin_kw: Array
    battery_kw: Array
    heater_fuel_kw: Array

    @property
    def electric_kw(self) -> Array:
        return self.cabin_kw + self.battery_kw


def climate(temperature_c: ArrayLike, bus: Bus, *, fuel_heater: bool = False) -> Climate:
    """Electric power of cabin and battery thermal control, and fuel power of a fired heater (0 without one).

    Linear between the table's points (−10…40 °C). Colder: the slope of the last two points, the cabin at most to the
    installed heater. Hotter than the table raises ClimateError, as does a temperature that is unknown.
    """
    degrees = np.asarray(temperature_c, dtype=np.float64)
    points, cabin, thermal = _table()
    if not np.isfinite(degrees).all():
        raise ClimateError("the temperature is unknown", column="temperature_c")
    if (degrees > points[-1]).any():
        raise ClimateError(
            f"{degrees.max():g} °C is above the table of cabin power, which ends at {points[-1]:g} °C",
            column="temperature_c",
        )
    scale = np.asarray(bus.climate_scale)
    installed = figures().value("hvac.installed")
    cabin_kw = scale * np.minimum(_extended(degrees, points, cabin), installed)
    battery_kw = scale * _extended(degrees, points, thermal)
    if not fuel_heater:
        return Climate(cabin_kw, battery_kw, np.zeros(np.shape(cabin_kw)))
    return _fired(degrees, cabin_kw, battery_kw)


def _fired(degrees: Array, cabin_kw: Array, battery_kw: Array) -> Climate:
    """A fuel-fired heater takes the cabin's heating over; the battery's stays electric."""
    read = figures().value
    heating = degrees < read("heating.below")
    fuel = cabin_kw * read("heater.heat_per_electricity") / read("heater.efficiency")
    electric = np.where(heating, np.minimum(read("heater.blower"), cabin_kw), cabin_kw)
    return Climate(electric, battery_kw, np.where(heating, fuel, 0.0))


def _extended(degrees: Array, points: Array, power: Array) -> Array:
    slope = (power[1] - power[0]) / (points[1] - points[0])
    return np.asarray(np.interp(degrees, points, power) + slope * np.minimum(degrees - points[0], 0))


@cache
def _table() -> tuple[Array, Array, Array]:
    cabin, thermal = figures().keyed("hvac.power"), figures().keyed("battery_thermal.power")
    keys = sorted(cabin, key=float)
    return (
        np.array([float(k) for k in keys]),
        np.array([cabin[k].value for k in keys]),
        np.array([thermal[k].value for k in keys]),
    )


def air_density(temperature_c: ArrayLike, altitude_m: ArrayLike = 0.0) -> Array:
    """kg/m³ of dry air under the standard atmosphere's pressure at this height.

    p = p₀(1 − L·h/T₀)^(g/(R·L)), ρ = p/(R·T); U.S. Standard Atmosphere 1976.
    """
    read = figures().value
    lapse, gas = read("air.lapse"), read("air.gas_constant")
    lift = 1 - lapse * np.asarray(altitude_m, dtype=np.float64) / read("air.temperature")
    pressure = read("air.pressure") * lift ** (read("air.gravity") / (gas * lapse))
    return np.asarray(pressure / (gas * (np.asarray(temperature_c, dtype=np.float64) + KELVIN)))


def design_cold(temperatures_c: ArrayLike, share: float | None = None) -> float:
    """The temperature that only `share` of the hours are colder than: what a battery is sized for, never the mean.

    Raises ClimateError without temperatures, or where one is unknown.
    """
    hours = np.asarray(temperatures_c, dtype=np.float64)
    if not hours.size or not np.isfinite(hours).all():
        raise ClimateError("the design-cold day needs hourly temperatures without gaps", column="temperature_c")
    return float(np.quantile(hours, figures().value("design.percentile") if share is None else share))
