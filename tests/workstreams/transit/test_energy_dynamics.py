"""Is the energy of a segment right: published cycles, one segment by hand, and what must hold for any segment?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_root import ROOT

from communique.workstreams.transit.energy.dynamics import (
    SegmentError,
    battery_energy,
    cruise_speed,
    motion,
    segment_work,
    work,
)
from communique.workstreams.transit.energy.vehicles import Bus, BusError, bus

SHARED = ROOT.parent / "shared"
RHO = 1.2  # kg/m³, of the reference cases
REFERENCE = {
    "mass_kg": 15000.0, "drag": 0.65, "rolling": 0.008, "rotating_mass": 1.1, "acceleration": 0.9, "braking": 0.9,
    "efficiency": 0.85, "regeneration": 0.6, "auxiliary_kw": 0.0, "halts_per_km": 0.0, "front_m2": 8.3, "gravity": 9.81,
}  # fmt: skip


def reference(**changes: Any) -> Bus:
    return bus(**{**REFERENCE, **changes})


def one(distance: float, seconds: float, chosen: Bus, grade: float = 0.0) -> float:
    at_wheel, _ = segment_work(np.array([distance]), np.array([seconds]), chosen, grade=grade, density=RHO)
    return float(battery_energy(at_wheel, chosen)[0])


def test_cruise_speed_of_the_reference_segment() -> None:
    speed, infeasible = cruise_speed(350.0, 58.0, reference())
    assert speed == pytest.approx(6.963386, abs=5e-7)  # specification R2, seven digits
    assert not infeasible


@pytest.mark.parametrize(("grade", "kwh"), [(0.0, 0.209859), (0.04, 0.857083), (-0.04, -0.221909)])
def test_energy_of_the_reference_segment_by_grade(grade: float, kwh: float) -> None:
    assert one(350, 58, reference(), grade) == pytest.approx(kwh, rel=1e-4)  # specification R2


#: Mass, efficiencies, rolling, drag, front, auxiliary kW -> kWh/km of SORT 1, 2, 3 (specification R1).
SORT = [
    ((15000.0, 0.85, 0.60, 0.008, 0.65, 8.3, 2.52), (1.164, 1.092, 1.075)),
    ((14500.0, 0.80, 0.55, 0.009, 0.70, 8.3, 2.52), (1.313, 1.239, 1.224)),
    ((17000.0, 0.85, 0.60, 0.010, 0.79, 8.5, 3.00), (1.432, 1.355, 1.336)),
]


@pytest.mark.parametrize("cycle", [1, 2, 3])
@pytest.mark.parametrize(("parameters", "figures"), SORT)
def test_sort_cycles(parameters: tuple[float, ...], figures: tuple[float, ...], cycle: int) -> None:
    """The cycles give cruise speed and acceleration of each section themselves."""
    file = SHARED / "data/transit/ref/sort_cycles.csv"
    if not file.exists():
        pytest.skip("needs ../shared/data/transit")
    rows = pl.read_csv(file).filter(pl.col("cycle") == cycle)
    speed, metres = rows["cruise_kmh"].to_numpy() / 3.6, rows["distance_m"].to_numpy().astype(float)
    mass, drive, back, rolling, drag, front, auxiliary = parameters
    chosen = reference(
        mass_kg=mass, efficiency=drive, regeneration=back, rolling=rolling, drag=drag, front_m2=front,
        acceleration=rows["acceleration_ms2"].to_numpy(), braking=rows["deceleration_ms2"].to_numpy(),
    )  # fmt: skip
    k = (1 / np.asarray(chosen.acceleration) + 1 / np.asarray(chosen.braking)) / 2
    seconds = metres / speed + k * speed + rows["stop_time_s"].to_numpy()
    kwh = battery_energy(work(speed, metres, 0.0, RHO, chosen), chosen).sum() + auxiliary * seconds.sum() / 3600
    assert kwh / metres.sum() * 1000 == pytest.approx(figures[cycle - 1], rel=5e-3)
    assert metres.sum() / seconds.sum() * 3.6 == pytest.approx((12.117, 18.006, 25.313)[cycle - 1], rel=1e-4)


@pytest.mark.parametrize("grade", [-0.08, -0.01, 0.0, 0.03])
def test_closed_form_agrees_with_small_steps_in_time(grade: float) -> None:
    chosen = reference(braking=0.8)
    speed, _ = cruise_speed(420.0, 60.0, chosen)
    a, b, v = 0.9, 0.8, float(speed)
    cruise = 60 - v / a - v / b
    dt = 1e-3
    clock = np.arange(0, 60, dt) + dt / 2
    pace = np.where(clock < v / a, a * clock, np.where(clock < v / a + cruise, v, b * (60 - clock)))
    gain = np.where(clock < v / a, a, np.where(clock < v / a + cruise, 0, -b))
    angle = np.arctan(grade)
    force = 15000 * (1.1 * gain + 9.81 * (0.008 * np.cos(angle) + np.sin(angle)))
    power = force * pace + RHO * 0.65 * 8.3 / 2 * pace**3
    stepped = np.where(power > 0, power / 0.85, power * 0.6).sum() * dt / 3.6e6
    assert one(420, 60, chosen, grade) == pytest.approx(stepped, rel=1e-4)  # the step's own error


def test_a_timetable_too_fast_is_flagged_and_driven_as_fast_as_the_bus_can() -> None:
    how = motion(np.array([5000.0, 300.0, 350.0, 300.0]), np.array([60.0, 10.0, 58.0, 0.0]), reference())
    assert how.infeasible.tolist() == [True, True, False, True]
    assert (how.speed_ms <= np.asarray(reference().top_speed_ms)).all()
    assert np.isfinite(how.seconds).all()
    assert how.seconds[1] == pytest.approx(2 * np.sqrt(300 / 0.9))  # triangle: v = √(d/k), k = 1/0.9


def test_halts_cut_a_segment_into_equal_pieces_each_with_a_full_stop() -> None:
    with_halts = one(1000, 240, reference(halts_per_km=3.0))
    assert with_halts == pytest.approx(4 * one(250, 60, reference()), rel=1e-12)
    assert with_halts > one(1000, 240, reference())


def test_halts_that_the_time_has_no_room_for_are_left_out_and_told() -> None:
    how = motion(np.array([1000.0]), np.array([80.0]), reference(halts_per_km=20.0))
    assert how.squeezed.all()
    assert not how.infeasible.any()
    assert how.pieces[0] < 21


def test_a_segment_without_length_needs_nothing() -> None:
    assert one(0, 30, reference()) == 0


@pytest.mark.parametrize(("distance", "seconds"), [(-1.0, 30.0), (np.nan, 30.0), (300.0, np.nan)])
def test_unknown_or_negative_segments_are_errors_that_name_them(distance: float, seconds: float) -> None:
    with pytest.raises(SegmentError, match="segment 1"):
        motion(np.array([100.0, distance]), np.array([30.0, seconds]), reference())


@pytest.mark.parametrize("wrong", [{"mass_kg": 0.0}, {"efficiency": 1.2}, {"auxiliary_kw": -1.0}, {"wings": 2.0}])
def test_impossible_buses_are_errors(wrong: dict[str, float]) -> None:
    with pytest.raises(BusError):
        bus(**wrong)


def test_unknown_size_is_an_error() -> None:
    with pytest.raises(BusError, match="12m, 18m"):
        bus("24m")


segments = st.tuples(st.floats(50, 3000), st.floats(30, 600))


@given(segments, st.floats(-0.05, 0.05))
def test_energy_rises_with_mass_grade_drag_and_falls_with_efficiency(
    segment: tuple[float, float], grade: float
) -> None:
    base = one(*segment, reference(), grade)
    assert one(*segment, reference(drag=0.8), grade) >= base - 1e-12
    assert one(*segment, reference(), grade + 0.01) > base
    assert one(*segment, reference(regeneration=0.7), grade) <= base + 1e-12
    assert one(*segment, reference(efficiency=0.9), grade) <= base + 1e-12


@given(st.lists(segments, min_size=1, max_size=6), st.randoms())
def test_order_of_segments_does_not_matter(rows: list[tuple[float, float]], rng: Any) -> None:
    shuffled = list(rows)
    rng.shuffle(shuffled)

    def total(of: list[tuple[float, float]]) -> float:
        metres, seconds = np.array(of).T
        at_wheel, _ = segment_work(metres, seconds, reference(), density=RHO)
        return float(battery_energy(at_wheel, reference()).sum())

    assert total(shuffled) == pytest.approx(total(rows), rel=1e-12)


@given(segments)
def test_many_buses_at_once_are_each_as_by_themselves(segment: tuple[float, float]) -> None:
    masses = np.array([[12000.0], [15000.0], [18000.0]])
    together = replace(reference(), mass_kg=masses)
    at_wheel, _ = segment_work(np.array([segment[0]]), np.array([segment[1]]), together, density=RHO)
    alone = [one(*segment, reference(mass_kg=float(m))) for m in masses[:, 0]]
    assert battery_energy(at_wheel, together)[:, 0] == pytest.approx(alone, rel=1e-12)
