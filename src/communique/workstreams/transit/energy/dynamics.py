"""How much energy does the battery give to move a bus over one segment from stop to stop?

Speed is a trapezoid: acceleration a to v, constant v, braking b to a stand. From d = v·(t − v/2a − v/2b), with
k = ½(1/a + 1/b), v = [t − √(t² − 4kd)]/(2k).

P_wheel = m·λ·acc·v + m·g·(C_r·cosθ + sinθ)·v + ½·ρ·C_d·A·v³, acc = a, 0, −b by phase; the battery gives P_wheel/η_d
where it is positive and takes P_wheel·η_r where it is not. Both are integrated exactly, moment by moment: within
braking the sign may change once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.workstreams.transit.energy.vehicles import Bus

Array = NDArray[np.float64]
JOULES_PER_KWH = 3.6e6
#: Relative to the square of the time: a timetable that is exactly feasible is not too fast by its last bit.
ROUNDING = 1e-12


class SegmentError(CommuniqueError):
    """A segment that cannot be driven: a negative length, an unknown time."""


class Work(NamedTuple):
    """Joules at the wheel: what drives, and what braking gives back (not negative)."""

    driving: Array
    braking: Array


@dataclass(frozen=True)
class Motion:
    """How segments are driven. All broadcast over (draw, segment).

    pieces       a segment falls into so many equal ones, each ending in a full stop
    speed_ms     cruise speed of each piece
    seconds      of each piece
    infeasible   the timetable asks for more than acceleration, braking and top speed allow; driven as fast as they do
    squeezed     halts that the running time has no room for are left out
    """

    pieces: Array
    speed_ms: Array
    seconds: Array
    infeasible: NDArray[np.bool_]
    squeezed: NDArray[np.bool_]


def cruise_speed(distance_m: ArrayLike, seconds: ArrayLike, bus: Bus) -> tuple[Array, NDArray[np.bool_]]:
    """Cruise speed (m/s) and whether the time is too short for the distance: then the fastest that the bus can."""
    distance, time = np.asarray(distance_m, dtype=np.float64), np.asarray(seconds, dtype=np.float64)
    k = (1 / np.asarray(bus.acceleration) + 1 / np.asarray(bus.braking)) / 2
    root = time**2 - 4 * k * distance
    wanted = (time - np.sqrt(np.maximum(root, 0))) / (2 * k)
    fastest = np.minimum(np.sqrt(distance / k), bus.top_speed_ms)
    short = (root < -ROUNDING * time**2) | (wanted > bus.top_speed_ms)
    return np.where(short, fastest, wanted), short


def motion(distance_m: ArrayLike, run_s: ArrayLike, bus: Bus) -> Motion:
    """How each segment is driven in its running time, dwell left out.

    Raises SegmentError for an unknown or negative distance or time, naming the segment.
    """
    distance, time = np.asarray(distance_m, dtype=np.float64), np.asarray(run_s, dtype=np.float64)
    _check(distance, "distance_m")
    _check(time, "run_s")
    k = (1 / np.asarray(bus.acceleration) + 1 / np.asarray(bus.braking)) / 2
    wanted = 1 + np.asarray(bus.halts_per_km) * distance / 1000
    room = np.where(distance > 0, time**2 / np.where(distance > 0, 4 * k * distance, 1), wanted)
    pieces = np.maximum(np.minimum(wanted, room), 1)
    speed, infeasible = cruise_speed(distance / pieces, time / pieces, bus)
    driven = np.where(speed > 0, distance / pieces / np.where(speed > 0, speed, 1) + k * speed, 0)
    seconds = np.where(infeasible, driven, time / pieces)
    return Motion(pieces, speed, seconds, infeasible, (pieces < wanted) & ~infeasible)


def _check(values: Array, column: str) -> None:
    bad = ~(np.isfinite(values) & (values >= 0))
    if bad.any():
        raise SegmentError(f"segment {int(np.argmax(bad))}: unknown or negative", column=column)


def work(speed_ms: Array, distance_m: Array, grade: ArrayLike, density: ArrayLike, bus: Bus) -> Work:
    """Joules at the wheel of one trapezoid from stand to stand.

    grade     rise per run: θ = arctan(grade)
    density   of the air, kg/m³
    """
    angle = np.arctan(np.asarray(grade, dtype=np.float64))
    mass = np.asarray(bus.mass_kg)
    resistance = mass * bus.gravity * (np.asarray(bus.rolling) * np.cos(angle) + np.sin(angle))
    air = np.asarray(density) * np.asarray(bus.drag) * np.asarray(bus.front_m2) / 2
    inertia = mass * np.asarray(bus.rotating_mass)
    a, b = np.asarray(bus.acceleration), np.asarray(bus.braking)
    k = (1 / a + 1 / b) / 2
    cruise = (resistance + air * speed_ms**2) * (distance_m - k * speed_ms**2)
    speeding = _ramp(inertia * a + resistance, air, speed_ms, a)
    slowing = _ramp(resistance - inertia * b, air, speed_ms, b)
    driving = np.maximum(cruise, 0) + speeding.driving + slowing.driving
    return Work(driving, np.maximum(-cruise, 0) + speeding.braking + slowing.braking)


def _ramp(force: Array, air: Array, speed: Array, rate: Array) -> Work:
    """∫(F·v + c·v³)dv/rate from 0 to v, its positive and negative parts apart: the sign changes where c·v² = −F."""
    turn = np.minimum(np.sqrt(np.maximum(-force / air, 0)), speed)
    below = (force * turn**2 / 2 + air * turn**4 / 4) / rate
    above = (force * speed**2 / 2 + air * speed**4 / 4) / rate - below
    return Work(np.maximum(above, 0), np.maximum(-below, 0))


def battery_energy(at_wheel: Work, bus: Bus) -> Array:
    """kWh that the battery gives for traction; negative where it takes more back."""
    given = at_wheel.driving / np.asarray(bus.efficiency) - at_wheel.braking * np.asarray(bus.regeneration)
    return np.asarray(given * np.asarray(bus.style) / JOULES_PER_KWH)


def segment_work(
    distance_m: ArrayLike, run_s: ArrayLike, bus: Bus, *, grade: ArrayLike = 0.0, density: ArrayLike
) -> tuple[Work, Motion]:
    """Joules at the wheel of whole segments, all their pieces together, and how they are driven."""
    how = motion(distance_m, run_s, bus)
    piece = work(how.speed_ms, np.asarray(distance_m, dtype=np.float64) / how.pieces, grade, density, bus)
    return Work(piece.driving * how.pieces, piece.braking * how.pieces), how
