"""Is depot charging the least-cost plan, by hand and by its properties, and is nothing truncated in silence?"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.workstreams.transit.charging import (
    ChargingError,
    Session,
    Tariff,
    charge,
    charge_with_plugs,
    from_sessions,
    least_cost,
    read_sessions,
    read_tariff,
    sample_tariff,
    unmanaged,
)

HOUR = 3600
PRICES = (0.10, 0.20, 0.10)


@pytest.mark.parametrize(("demand", "cost", "peak"), [(1.0, 93.3333, 66.6667), (0.1, 30.0, 100.0)])
def test_two_buses_in_three_slots_cost_what_they_cost_by_hand(demand: float, cost: float, peak: float) -> None:
    found = least_cost([100, 100], [0, 0], [2, 2], max_power_kw=150, prices=PRICES, demand_charge=demand)
    assert found.objective == pytest.approx(cost, abs=5e-5)
    assert found.peak_kw == pytest.approx(peak, abs=5e-5)
    assert found.unmet == ()


def test_the_command_gives_the_same_by_file(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from communique.workstreams.transit.cli import app

    blocks, tariff = tmp_path / "blocks.csv", tmp_path / "tariff.json"
    blocks.write_text("block,arrival_s,departure_s,energy_kwh\na,0,10800,100\nb,0,10800,100\n")
    tariff.write_text(
        json.dumps(
            {
                "slot_minutes": 60,
                "energy_price": PRICES,
                "demand_charge_per_kw_day": 1,
                "max_power_kw": 150,
                "efficiency": 0.92,
                "transformer_kw": None,
            }
        )
    )
    result = CliRunner().invoke(app, ["charge", str(blocks), "--tariff", str(tariff), "--json"])
    found = json.loads(result.stdout)
    assert found["objective"] == pytest.approx(93.3333, abs=5e-5)
    assert found["peak_kw"] == pytest.approx(66.6667, abs=5e-5)
    assert found["infeasible_blocks"] == []


def _tariff(**given: object) -> Tariff:
    base = {"slot_minutes": 60, "energy_price": (0.1,) * 24, "max_power_kw": 100, "demand_charge_per_kw_day": 0.5}
    return Tariff.model_validate({**base, **given})


def test_a_bus_without_a_window_or_with_too_short_a_one_is_listed_with_what_it_lacks() -> None:
    stays = [Session("none", 5 * HOUR, 5 * HOUR, 80), Session("short", 0, 1800, 80), Session("fine", 0, 8 * HOUR, 80)]
    found = charge(stays, _tariff())
    assert {u.block: (round(u.missing_kwh, 6), u.reason) for u in found.unmet} == {
        "none": (80.0, "no-window"),
        "short": (30.0, "short-window"),
    }
    assert found.delivered.sum() == pytest.approx(130)


def test_a_small_transformer_leaves_out_as_little_energy_as_possible_and_says_of_which_block() -> None:
    stays = [Session(name, 0, 2 * HOUR, 150) for name in "abc"]
    found = charge(stays, _tariff(transformer_kw=200))
    assert sum(u.missing_kwh for u in found.unmet) == pytest.approx(50)
    assert {u.reason for u in found.unmet} == {"transformer"}
    assert found.peak_kw <= 200 + 1e-6


def test_no_bus_costs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "blocks.csv"
    file.write_text("block,arrival_s,departure_s,energy_kwh\n")
    for found in (
        charge(read_sessions(file), _tariff()),
        unmanaged((), _tariff()),
        charge_with_plugs((), _tariff(plugs=0)),
    ):
        assert (found.objective, found.peak_kw, found.unmet) == (0, 0, ())


def test_a_stay_over_midnight_charges_in_the_first_slots_of_the_same_day() -> None:
    prices = tuple(0.01 if hour < 4 else 1.0 for hour in range(24))
    stay = Session("late", 22 * HOUR, 28 * HOUR, 200)
    found = charge([stay], _tariff(energy_price=prices, demand_charge_per_kw_day=0))
    assert found.load[:4].sum() == pytest.approx(200)
    wrapped = charge(
        [Session("late", 22 * HOUR, 4 * HOUR, 200)], _tariff(energy_price=prices, demand_charge_per_kw_day=0)
    )
    assert wrapped.objective == pytest.approx(found.objective)


def test_part_of_a_slot_gives_part_of_its_energy() -> None:
    found = charge([Session("a", 900, 3600 + 900, 100)], _tariff())
    assert found.unmet == ()
    assert found.load[:2] == pytest.approx([75, 25])


stays = st.lists(
    st.tuples(st.integers(0, 23), st.integers(1, 20), st.floats(1, 400)).map(
        lambda t: (t[0] * HOUR, (t[0] + t[1]) * HOUR, t[2])
    ),
    min_size=1,
    max_size=8,
).map(lambda rows: [Session(f"b{i}", *row) for i, row in enumerate(rows)])


@settings(max_examples=25, deadline=None)
@given(stays)
def test_energy_is_conserved_and_managing_never_costs_more(sessions: list[Session]) -> None:
    tariff = sample_tariff("USA")
    managed, before = charge(sessions, tariff), unmanaged(sessions, tariff)
    asked = sum(s.energy_kwh for s in sessions)
    for found in (managed, before):
        assert found.delivered.sum() + sum(u.missing_kwh for u in found.unmet) == pytest.approx(asked)
        assert found.load.sum() * tariff.slot_hours == pytest.approx(found.delivered.sum())
    assert managed.objective <= before.objective + 1e-6


@settings(max_examples=25, deadline=None)
@given(stays, st.randoms())
def test_the_order_of_rows_changes_nothing(sessions: list[Session], chance: object) -> None:
    mixed = sessions.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    tariff = sample_tariff("CAN")
    assert np.array_equal(charge(sessions, tariff).load, charge(mixed, tariff).load)


@settings(max_examples=20, deadline=None)
@given(stays, st.floats(0, 2), st.floats(0, 2))
def test_a_dearer_peak_is_never_a_higher_peak_and_never_a_lower_bill(
    sessions: list[Session], one: float, two: float
) -> None:
    low, high = sorted((one, two))
    cheap, dear = (charge(sessions, _tariff(demand_charge_per_kw_day=d)) for d in (low, high))
    assert dear.objective >= cheap.objective - 1e-6
    if high > low + 1e-3:
        assert dear.peak_kw <= cheap.peak_kw + 1e-5


@settings(max_examples=15, deadline=None)
@given(stays)
def test_shorter_slots_under_the_same_prices_never_cost_more_for_energy(sessions: list[Session]) -> None:
    coarse = _tariff(demand_charge_per_kw_day=0)
    assert charge(sessions, coarse.finer(15)).objective == pytest.approx(charge(sessions, coarse).objective)


def test_few_points_are_shared_and_too_few_are_refused_with_the_number_that_would_do() -> None:
    sessions = [Session(f"b{i}", 18 * HOUR, 30 * HOUR, 250) for i in range(6)]
    found = charge_with_plugs(sessions, _tariff(plugs=2))
    assert found.plugs <= 2
    assert found.unmet == ()
    with pytest.raises(ChargingError, match=r"1 charging points are too few.*2 would do"):
        charge_with_plugs(sessions, _tariff(plugs=1))


def test_a_point_that_charges_keeps_its_minimum_power() -> None:
    sessions = [Session(f"b{i}", 0, 6 * HOUR, 130) for i in range(3)]
    found = charge_with_plugs(sessions, _tariff(min_power_kw=40))
    charging = found.power[found.power > 1e-6]
    assert charging.min() >= 40 - 1e-6
    assert found.objective >= charge(sessions, _tariff()).objective - 1e-6


def test_a_demand_window_and_the_price_of_carbon_count() -> None:
    session = [Session("a", 0, 4 * HOUR, 100)]
    window = {"slots": [0, 1], "charge_per_kw_day": 10}
    found = charge(session, _tariff(demand_windows=[window], demand_charge_per_kw_day=0))
    assert found.load[:2].sum() == pytest.approx(0)
    clean = tuple(0.0 if hour == 3 else 500.0 for hour in range(24))
    found = charge(session, _tariff(co2_g_per_kwh=clean, co2_price_per_t=100, demand_charge_per_kw_day=0))
    assert found.load[3] == pytest.approx(100)


@pytest.mark.parametrize("country", ["CAN", "MEX", "USA"])
def test_each_sample_tariff_is_marked_illustrative_in_its_own_money(country: str) -> None:
    tariff = sample_tariff(country)
    assert tariff.illustrative
    assert tariff.currency == {"CAN": "CAD", "MEX": "MXN", "USA": "USD"}[country]
    assert tariff.price_year
    assert tariff.confidence == "recalled"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("block,arrival_s,departure_s\na,0,1\n", "row 1.*lacks energy_kwh"),
        ("block,arrival_s,departure_s,energy_kwh\na,0,x,5\n", "row 2, column departure_s.*'x' is not a number"),
        ("block,arrival_s,departure_s,energy_kwh\na,0,5,-5\n", "row 2, column energy_kwh.*below 0"),
        ("block,arrival_s,departure_s,energy_kwh\na,0,5,\n", "row 2, column energy_kwh.*not a number"),
        ("block,arrival_s,departure_s,energy_kwh\na,0,5,1\na,0,5,1\n", "row 3, column block.*twice"),
        ("block,arrival_s,departure_s,energy_kwh\n,0,5,1\n", "row 2, column block.*name"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "blocks.csv"
    file.write_text(text)
    with pytest.raises(ChargingError) as error:
        read_sessions(file)
    import re

    assert re.search(said, str(error.value))


def test_a_bad_tariff_is_named_with_its_key(tmp_path: Path) -> None:
    file = tmp_path / "tariff.json"
    file.write_text('{"slot_minutes": 60, "energy_price": [0.1], "max_power_kw": -1}')
    with pytest.raises(ChargingError, match="column max_power_kw"):
        read_tariff(file)
    file.write_text("{")
    with pytest.raises(ChargingError, match="is not JSON"):
        read_tariff(file)
    with pytest.raises(ChargingError, match="cannot be read"):
        read_tariff(tmp_path / "none.json")


def test_a_stay_outside_a_tariff_that_is_no_day_is_an_error() -> None:
    with pytest.raises(ChargingError, match="outside the tariff's 3 h"):
        from_sessions([Session("a", 0, 5 * HOUR, 1)], _tariff(energy_price=PRICES))
    with pytest.raises(ChargingError, match="longer than"):
        from_sessions([Session("a", 0, 30 * HOUR, 1)], _tariff())


def test_a_model_by_name_in_linopy_agrees_and_drops_no_constraint_in_silence() -> None:
    """The same programme by labels; with legacy semantics a right-hand label that is missing dropped its constraint."""
    import linopy
    import pandas as pd
    import xarray as xr

    tariff = Tariff(slot_minutes=60, energy_price=(0.1, 0.2, 0.1), demand_charge_per_kw_day=1.0, max_power_kw=150)
    found = least_cost([100, 100, 50], [0, 0, 2], [2, 2, 1], max_power_kw=150, prices=tariff.prices, demand_charge=1.0)
    assert [unmet.missing_kwh for unmet in found.unmet] == [50], "the bus without a window is told, not dropped"
    linopy.options["semantics"] = "v1"
    buses, slots = pd.RangeIndex(2, name="bus"), pd.RangeIndex(3, name="slot")
    model = linopy.Model()
    power = model.add_variables(lower=0, upper=150, coords=[buses, slots], name="power")
    peak = model.add_variables(lower=0, name="peak")
    model.add_constraints(power.sum("slot") == xr.DataArray([100.0, 100.0], coords=[buses]), name="energy")
    model.add_constraints(power.sum("bus") - peak <= 0, name="peak")
    model.add_objective((power * xr.DataArray(list(tariff.prices), coords=[slots])).sum() + peak)
    model.solve(solver_name="highs", io_api="direct", output_flag=False, progress=False)
    assert found.objective == pytest.approx(float(model.objective.value))
    with pytest.raises(ValueError, match=r"(?i)align|coord|index|exact|missing|indexes"):
        model.add_constraints(
            power.sum("slot") == xr.DataArray([100.0], coords=[pd.RangeIndex(1, name="bus")]), name="a bus is missing"
        )
