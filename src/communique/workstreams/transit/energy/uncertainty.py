"""How far can the energy be off, given what is not known of load, driver, traffic, vehicle and weather?

Every parameter is drawn once per draw: one draw is one possible world, the same for all trips in it. Each has a stream
of its own. A recorded range is read as the ends of a triangular distribution with its top at the value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.estimate import stream
from communique.workstreams.transit.day import Day
from communique.workstreams.transit.energy.trips import CELLS, Conditions, Kinds, drive, kinds, use_of
from communique.workstreams.transit.energy.vehicles import Bus, bus
from communique.workstreams.transit.figures import figures

Array = NDArray[np.float64]
#: Field of `Bus` -> the figure that it is drawn from.
DRAWN = {
    "style": "driver.factor",
    "halts_per_km": "drive.halts",
    "rolling": "drive.rolling",
    "drag": "drive.drag",
    "efficiency": "drive.efficiency",
    "regeneration": "drive.regeneration",
}
SIZED = {"auxiliary_kw": "bus.auxiliary"}


class DrawError(CommuniqueError):
    """No draws asked for, or no temperatures to draw from."""


@dataclass(frozen=True)
class Worlds:
    """Draws of all that is not known: a bus whose fields are (draw, 1), temperature (draw, 1), health (draw,)."""

    bus: Bus
    conditions: Conditions
    health: Array


def worlds(draws: int, seed: int, *, size: str = "12m", temperatures_c: ArrayLike, altitude_m: float = 0.0) -> Worlds:
    """Possible worlds of a size of bus; the temperature is drawn from the hours given (one: fixed).

    Health is drawn between end of life and new: a fleet in use holds batteries of every age.
    """
    hours = np.asarray(temperatures_c, dtype=np.float64).ravel()
    if draws < 1 or not hours.size:
        raise DrawError("draws and temperatures must be at least one each")
    fields = {field: _drawn(id, "", draws, seed) for field, id in DRAWN.items()}
    fields |= {field: _drawn(id, size, draws, seed) for field, id in SIZED.items()}
    made = bus(size, load=_drawn("passenger.load", "", draws, seed), **fields)
    degrees = stream(seed, "transit.temperature").choice(hours, draws)[:, np.newaxis]
    least = figures().value("battery.end_of_life")
    health = stream(seed, "transit.health").uniform(least, 1, draws)
    return Worlds(made, Conditions(degrees, altitude_m), health)


def _drawn(id: str, key: str, draws: int, seed: int) -> Array:
    """(draw, 1) values of one figure; fixed where no range is recorded."""
    fact = figures().fact(id, key)
    if np.isnan(fact.low) or np.isnan(fact.high) or fact.low == fact.high:
        return np.full((draws, 1), fact.value)
    return stream(seed, f"transit.{id}|{key}").triangular(fact.low, fact.value, fact.high, (draws, 1))


def trip_draws(found: Kinds, world: Worlds) -> Array:
    """kWh at the battery, (draw, trip); worked off in passes of bounded memory."""
    draws = len(world.health)
    step = max(1, CELLS // max(len(found.distance_m), 1))
    return np.concatenate([_pass(found, _some(world, slice(k, k + step))) for k in range(0, draws, step)])


def _pass(found: Kinds, world: Worlds) -> Array:
    driven = drive(found, world.bus, world.conditions.density)
    return use_of(driven.work, driven.hours, world.bus, world.conditions, "battery").electricity_kwh


def _some(world: Worlds, part: slice) -> Worlds:
    def cut(value: object) -> object:
        return value[part] if isinstance(value, np.ndarray) and value.ndim == 2 else value

    fields = {name: cut(getattr(world.bus, name)) for name in Bus.__dataclass_fields__}
    degrees = np.asarray(world.conditions.temperature_c)[part]
    return Worlds(Bus(**fields), Conditions(degrees, world.conditions.altitude_m), world.health[part])  # type: ignore[arg-type]


def per_km(day: Day, world: Worlds) -> tuple[float, float, float]:
    """kWh at the battery per kilometre of the whole day: 5 %, median and 95 % of the draws."""
    total = trip_draws(kinds(day.trips["trip_id"], day.segments), world).sum(axis=1)
    low, middle, high = np.quantile(total / float(day.trips["km"].sum()), (0.05, 0.5, 0.95))
    return float(low), float(middle), float(high)


def feasible_share(blocks: pl.DataFrame, kwh: Array, world: Worlds, usable_when_new_kwh: float) -> pl.DataFrame:
    """Blocks with `feasible_share`, the share of worlds whose battery runs them, and kwh_p5, kwh_p50, kwh_p95.

    kwh  (draw, block), in the order of the blocks
    """
    able = kwh <= usable_when_new_kwh * world.health[:, np.newaxis]
    low, middle, high = np.quantile(kwh, (0.05, 0.5, 0.95), axis=0)
    return blocks.with_columns(feasible_share=able.mean(axis=0), kwh_p5=low, kwh_p50=middle, kwh_p95=high)
