"""How full is the battery after each trip and layover, and which blocks can it run?

State of charge is run on below zero and reported: how much is missing is what a planner needs to know. Energies are
kWh above the floor of the usable window, so 0 is the least state of charge that is allowed and `usable_kwh` the most.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.workstreams.transit.figures import figures

Array = NDArray[np.float64]
#: A shortfall below this is arithmetic, not energy.
TOLERANCE_KWH = 1e-6


class BatteryError(CommuniqueError):
    """A battery, window or health that cannot be."""


@dataclass(frozen=True, slots=True)
class Battery:
    """A battery and the part of it that may be used.

    nameplate_kwh            as sold
    soc_min, soc_max         the usable window, shares of what is left of the nameplate
    health                   what is left of the nameplate, a share
    knee, end_power          charging power is constant up to `knee`, then falls linearly to `end_power` of it when full
    """

    nameplate_kwh: float
    soc_min: float
    soc_max: float
    health: float
    knee: float
    end_power: float

    def __post_init__(self) -> None:
        if not self.nameplate_kwh > 0:
            raise BatteryError(f"a battery of {self.nameplate_kwh} kWh: must be positive")
        if not 0 <= self.soc_min < self.soc_max <= 1:
            raise BatteryError(f"usable window {self.soc_min} to {self.soc_max}: needs 0 <= least < most <= 1")
        if not 0 < self.health <= 1:
            raise BatteryError(f"health {self.health}: a share of the nameplate, above 0 and at most 1")
        if not (0 < self.knee <= 1 and 0 < self.end_power <= 1):
            raise BatteryError(f"charge curve: knee {self.knee}, end power {self.end_power}: shares above 0")

    @property
    def capacity_kwh(self) -> float:
        """What is left of the nameplate."""
        return self.nameplate_kwh * self.health

    @property
    def usable_kwh(self) -> float:
        """Nameplate × health × (SoC_max − SoC_min)."""
        return self.capacity_kwh * (self.soc_max - self.soc_min)


def battery(
    nameplate_kwh: float | None = None,
    *,
    soc_min: float | None = None,
    soc_max: float | None = None,
    health: float | None = None,
    size: str = "12m",
) -> Battery:
    """The shipped battery of a size of bus at the end of its life, each figure replaced where it is given."""
    read = figures().value
    return Battery(
        read("battery.nameplate", size) if nameplate_kwh is None else nameplate_kwh,
        read("battery.soc_min") if soc_min is None else soc_min,
        read("battery.soc_max") if soc_max is None else soc_max,
        read("battery.end_of_life") if health is None else health,
        read("charge.knee"),
        read("charge.end_power"),
    )


def usable_battery(usable_kwh: float) -> Battery:
    """A battery of which exactly `usable_kwh` may be used, charged at constant power throughout."""
    return Battery(usable_kwh, 0.0, 1.0, 1.0, 1.0, 1.0)


def health_after(
    years: ArrayLike, throughput_kwh: ArrayLike, nameplate_kwh: float, *, calendar_share: float | None = None
) -> Array:
    """Health after years in service and energy put through: 1 − fade, never below what linear extrapolation says.

    Fade = (1 − end_of_life)·[share·√(years/life) + (1 − share)·throughput/(cycles of life × nameplate)]: both parts
    together reach the end of life when calendar and cycles do.
    """
    read = figures().value
    share = read("battery.calendar_share") if calendar_share is None else calendar_share
    life, cycles = read("battery.life"), read("battery.cycles")
    calendar = np.sqrt(np.asarray(years, dtype=np.float64) / life)
    cycled = np.asarray(throughput_kwh, dtype=np.float64) / (cycles * nameplate_kwh)
    return np.asarray(1 - (1 - read("battery.end_of_life")) * (share * calendar + (1 - share) * cycled))


def effort(level_kwh: ArrayLike, cell: Battery) -> Array:
    """kWh that constant power would have put in by the time this level (above the window's floor) is reached.

    One to one up to the knee; above it power is P·(1 − f·(s − knee)), f = (1 − end_power)/(1 − knee), hence
    effort = knee + ln[1/(1 − f·(s − knee))]/f in shares of the capacity. Below the window it goes on one to one.
    """
    capacity, floor = cell.capacity_kwh, cell.soc_min * cell.capacity_kwh
    level = np.asarray(level_kwh, dtype=np.float64)
    if cell.knee == 1 or cell.end_power == 1:
        return level
    fall = (1 - cell.end_power) / (1 - cell.knee)
    above = np.maximum((level + floor) / capacity - cell.knee, 0)
    return np.where(above > 0, cell.knee * capacity - floor - capacity * np.log1p(-fall * above) / fall, level)


def level_at(effort_kwh: ArrayLike, cell: Battery) -> Array:
    """The level (kWh above the window's floor) at this effort: the inverse of `effort`."""
    capacity, floor = cell.capacity_kwh, cell.soc_min * cell.capacity_kwh
    given = np.asarray(effort_kwh, dtype=np.float64)
    if cell.knee == 1 or cell.end_power == 1:
        return given
    fall = (1 - cell.end_power) / (1 - cell.knee)
    above = np.maximum((given + floor) / capacity - cell.knee, 0)
    return np.where(above > 0, (cell.knee - np.expm1(-fall * above) / fall) * capacity - floor, given)


def charged(level_kwh: ArrayLike, power_kw: ArrayLike, seconds: ArrayLike, cell: Battery) -> Array:
    """The level after charging at up to `power_kw` into the battery for `seconds`, at most the usable window."""
    put = np.asarray(power_kw, dtype=np.float64) * np.maximum(np.asarray(seconds, dtype=np.float64), 0) / 3600
    return after_effort(level_kwh, put, cell)


def after_effort(level_kwh: ArrayLike, put_kwh: ArrayLike, cell: Battery) -> Array:
    """The level after a charge of `put_kwh` of effort; where nothing is put in, the level as it was."""
    put = np.asarray(put_kwh, dtype=np.float64)
    level = np.asarray(level_kwh, dtype=np.float64)
    filled = np.minimum(level_at(effort(level, cell) + put, cell), cell.usable_kwh)
    return np.where(put > 0, np.maximum(filled, level), level)


def needed_before(need_kwh: ArrayLike, put_kwh: ArrayLike, cell: Battery) -> Array:
    """The level that is needed before a charge of `put_kwh` of effort, so that `need_kwh` is there after it.

    A need above the window can never be met by charging and stays as it is. May be negative: then anything will do.
    """
    need, put = np.asarray(need_kwh, dtype=np.float64), np.asarray(put_kwh, dtype=np.float64)
    met = np.minimum(need, cell.usable_kwh)
    return np.where((put > 0) & (need <= cell.usable_kwh), level_at(effort(met, cell) - put, cell), need)


def hours_to_charge(soc_from: float, soc_to: float, power_kw: float, cell: Battery) -> float:
    """Hours from one state of charge to another (shares of the capacity) at constant power, then falling power."""
    floor = cell.soc_min * cell.capacity_kwh
    ends = effort(np.array([soc_from, soc_to]) * cell.capacity_kwh - floor, cell)
    return float((ends[1] - ends[0]) / power_kw)


@dataclass(frozen=True)
class Course:
    """How full a battery is along one block: kWh above the window's floor, before charging and after each trip.

    levels     after each trip, before what is charged in the layover behind it
    charged    taken in the layover behind each trip
    """

    levels: Array
    charged: Array

    @property
    def least(self) -> float:
        return float(self.levels.min(initial=np.inf))


def course(
    energy_kwh: ArrayLike,
    layover_s: ArrayLike,
    power_kw: ArrayLike,
    cell: Battery,
    *,
    connect_s: float = 0.0,
    start_kwh: float | None = None,
) -> Course:
    """The course of the level along a block: s' = s − E + min(charge over layover − connection, room).

    energy_kwh, layover_s, power_kw   (trip,), of each trip and of the layover behind it; power 0 where no charger is
    start_kwh                         default: full

    The level is run on below zero; nothing stops the bus but the reader of the result.
    """
    energies = np.asarray(energy_kwh, dtype=np.float64)
    power = np.broadcast_to(np.asarray(power_kw, dtype=np.float64), energies.shape)
    put = power * np.maximum(np.broadcast_to(np.asarray(layover_s, dtype=float), energies.shape) - connect_s, 0) / 3600
    level = cell.usable_kwh if start_kwh is None else start_kwh
    levels, taken = np.empty(energies.shape), np.zeros(energies.shape)
    for k, energy in enumerate(energies):
        levels[k] = level - energy
        level = float(after_effort(levels[k], put[k], cell))
        taken[k] = level - levels[k]
    return Course(levels, taken)


def feasibility(blocks: pl.DataFrame, usable_kwh: float) -> pl.DataFrame:
    """Which blocks a battery can run without charging underway: blocks with `end_kwh` and `feasible`.

    blocks  block_id and energy_kwh (at the battery); end_kwh is negative by what is missing

    Raises BatteryError for a usable energy that is not positive and for a block whose energy is unknown.
    """
    if not usable_kwh > 0:
        raise BatteryError(f"usable energy of {usable_kwh} kWh: must be positive")
    unknown = blocks.filter(pl.col("energy_kwh").is_null() | pl.col("energy_kwh").is_nan())
    if len(unknown):
        raise BatteryError(f"the energy of block {unknown['block_id'][0]!r} is unknown", column="energy_kwh")
    end = usable_kwh - pl.col("energy_kwh")
    return blocks.with_columns(end.alias("end_kwh"), (end >= -TOLERANCE_KWH).alias("feasible"))
