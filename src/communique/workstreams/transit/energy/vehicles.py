"""Which bus is it: mass, resistance, efficiency, auxiliaries?

All values may be arrays over draws, (draw, 1): one draw is one possible world for every segment in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.errors import CommuniqueError
from communique.workstreams.transit.figures import figures

#: A number, or one for each draw.
Value = float | NDArray[np.float64]
SIZES = ("12m", "18m")


class BusError(CommuniqueError):
    """A bus that cannot be: an unknown size, a mass that is not positive, an efficiency above one."""


@dataclass(frozen=True, slots=True)
class Bus:
    """A bus as its motion sees it: SI units, auxiliary kW, efficiencies battery to wheel and back.

    halts_per_km    full stops at signals and in queues beside those at stops
    style           of driving: a factor on traction energy
    climate_scale   heating and cooling against the table's 40 ft bus
    """

    mass_kg: Value
    front_m2: Value
    drag: Value
    rolling: Value
    rotating_mass: Value
    acceleration: Value
    braking: Value
    efficiency: Value
    regeneration: Value
    auxiliary_kw: Value
    halts_per_km: Value
    top_speed_ms: Value
    climate_scale: Value
    style: Value = 1.0
    gravity: float = 9.80665

    def __post_init__(self) -> None:
        for name in ("mass_kg", "front_m2", "drag", "rolling", "rotating_mass", "acceleration", "braking", "style"):
            if not np.all(np.asarray(getattr(self, name)) > 0):
                raise BusError(f"{name} of a bus must be positive", column=name)
        for name in ("efficiency", "regeneration"):
            share = np.asarray(getattr(self, name))
            if not np.all((share >= 0) & (share <= 1)) or (name == "efficiency" and not np.all(share > 0)):
                raise BusError(f"{name} of a bus is a share", column=name)
        for name in ("auxiliary_kw", "halts_per_km"):
            if not np.all(np.asarray(getattr(self, name)) >= 0):
                raise BusError(f"{name} of a bus cannot be negative", column=name)


def bus(size: str = "12m", *, load: Value | None = None, **given: Any) -> Bus:
    """The shipped bus of a size with `load` passengers per seat; any field of `Bus` may be given in place of it.

    Raises BusError for an unknown size, a negative load or an unknown field.
    """
    if size not in SIZES:
        raise BusError(f"{size!r} is not a size of bus that is known; there are {', '.join(SIZES)}")
    read = figures().value
    per_seat = read("passenger.load") if load is None else load
    if not np.all(np.asarray(per_seat) >= 0):
        raise BusError("a load cannot be negative", column="load")
    unknown = set(given) - set(Bus.__dataclass_fields__)
    if unknown:
        raise BusError(f"a bus has no {', '.join(sorted(unknown))}")
    shipped: dict[str, Value] = {
        "mass_kg": read("bus.curb_mass", size) + per_seat * read("bus.seats", size) * read("passenger.mass"),
        "front_m2": read("bus.front", size),
        "drag": read("drive.drag"),
        "rolling": read("drive.rolling"),
        "rotating_mass": read("drive.rotating_mass"),
        "acceleration": read("drive.acceleration"),
        "braking": read("drive.braking"),
        "efficiency": read("drive.efficiency"),
        "regeneration": read("drive.regeneration"),
        "auxiliary_kw": read("bus.auxiliary", size),
        "halts_per_km": read("drive.halts"),
        "top_speed_ms": read("drive.top_speed") / 3.6,
        "climate_scale": read("bus.climate_scale", size),
        "gravity": read("gravity.standard"),
    }
    return Bus(**{**shipped, **given})
