"""Is the battery's course right: charge times by hand, levels below zero, forbidden shortcuts?"""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.workstreams.transit.charge_state import (
    Battery,
    BatteryError,
    after_effort,
    battery,
    charged,
    course,
    feasibility,
    health_after,
    hours_to_charge,
    needed_before,
    usable_battery,
)

CELL = Battery(440, 0.1, 0.9, 1.0, 0.8, 0.2)


@pytest.mark.parametrize(("soc_from", "soc_to", "hours"), [(0.1, 0.9, 2.427939), (0.8, 1.0, 1.180254)])
def test_hours_to_charge_by_constant_then_falling_power(soc_from: float, soc_to: float, hours: float) -> None:
    assert hours_to_charge(soc_from, soc_to, 150, CELL) == pytest.approx(hours, abs=5e-7)  # specification R8


def test_the_last_tenth_is_what_the_integral_of_the_falling_power_says() -> None:
    assert hours_to_charge(0.8, 0.9, 150, CELL) == pytest.approx(440 / 150 / 4 * math.log(1 / 0.6))


def test_small_steps_of_the_charging_power_end_at_the_same_level() -> None:
    level, dt = 100.0, 0.2
    for _ in range(round(2 * 3600 / dt)):
        soc = 0.1 + level / 440
        level += 150 * (1 if soc <= 0.8 else 1 - 4 * (soc - 0.8)) * dt / 3600
    assert float(charged(100.0, 150, 2 * 3600, CELL)) == pytest.approx(min(level, CELL.usable_kwh), rel=1e-4)


def test_usable_energy_is_window_times_health_never_the_nameplate() -> None:
    assert Battery(440, 0.1, 0.9, 0.8, 0.8, 0.2).usable_kwh == pytest.approx(281.6)
    assert battery(440).usable_kwh < 440 * 0.8  # the shipped default is the end of its life


def test_course_goes_on_below_zero() -> None:
    found = course([200, 200, 100], [600, 600, 0], 0, usable_battery(352))
    assert found.levels.tolist() == [152, -48, -148]
    assert found.least == -148


def test_layover_charge_stops_at_full_and_loses_the_time_to_connect() -> None:
    cell = usable_battery(300)
    found = course([100, 10], [1860, 36000], 200, cell, connect_s=60)
    assert found.charged[0] == pytest.approx(100)
    assert course([250, 10], [660, 0], 300, cell, connect_s=60).charged[0] == pytest.approx(50)
    assert course([250, 10], [30, 0], 300, cell, connect_s=60).charged[0] == 0


def test_feasibility_counts_what_is_missing() -> None:
    judged = feasibility(pl.DataFrame({"block_id": ["a", "b"], "energy_kwh": [352.0, 400.0]}), 352)
    assert judged["feasible"].to_list() == [True, False]
    assert judged["end_kwh"].to_list() == [0, -48]


def test_unknown_energy_is_an_error_that_names_the_block() -> None:
    with pytest.raises(BatteryError, match="'b'"):
        feasibility(pl.DataFrame({"block_id": ["a", "b"], "energy_kwh": [1.0, None]}), 352)


@pytest.mark.parametrize(
    "wrong", [(0, 0.1, 0.9, 1), (440, 0.9, 0.1, 1), (440, 0.1, 1.2, 1), (440, 0.1, 0.9, 0), (440, 0.1, 0.9, 1.1)]
)
def test_impossible_batteries_are_errors(wrong: tuple[float, float, float, float]) -> None:
    with pytest.raises(BatteryError):
        Battery(*wrong, 0.8, 0.2)


def test_health_is_one_when_new_and_the_end_of_life_when_both_calendar_and_cycles_are_used_up() -> None:
    assert float(health_after(0, 0, 440)) == 1
    assert float(health_after(12, 3000 * 440, 440)) == pytest.approx(0.8)


@given(st.floats(0, 350), st.floats(0, 400))
def test_need_before_a_charge_is_the_least_level_that_meets_it(need: float, put: float) -> None:
    before = float(needed_before(need, put, CELL))
    assert float(after_effort(before, put, CELL)) == pytest.approx(need, abs=1e-6)
    if put > 0.1:
        assert float(after_effort(before - 1, put, CELL)) < need


@given(st.floats(-50, 352), st.floats(0, 500), st.floats(0, 500))
def test_charging_in_two_goes_is_charging_in_one(level: float, first: float, second: float) -> None:
    twice = after_effort(after_effort(level, first, CELL), second, CELL)
    assert float(twice) == pytest.approx(float(after_effort(level, first + second, CELL)), abs=1e-6)
    assert float(twice) <= CELL.usable_kwh + 1e-9


@given(st.lists(st.floats(0, 120), min_size=1, max_size=12), st.floats(0, 300))
def test_energy_is_conserved_along_a_block(energies: list[float], power: float) -> None:
    found = course(energies, 900, power, CELL)
    end = found.levels[-1] + found.charged[-1]
    assert end == pytest.approx(CELL.usable_kwh - sum(energies) + found.charged.sum(), abs=1e-6)
    assert (np.asarray(found.charged) >= 0).all()
