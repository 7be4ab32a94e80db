"""Does a day on battery buses keep depots apart, and do chargers on the way give what the schedule takes of them?"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from small_feed import MONDAY, edited, small
from typer.testing import CliRunner

from communique.workstreams.transit.charge_state import usable_battery
from communique.workstreams.transit.cli import app
from communique.workstreams.transit.config import ConfigError, configured
from communique.workstreams.transit.day import Day, great_circle_km
from communique.workstreams.transit.electric.duties import Charging, DutyError, duties
from communique.workstreams.transit.electric.electrified import (
    Electrified,
    Energy,
    Supply,
    electrified,
    points_needed,
    rotations,
    underway,
)
from communique.workstreams.transit.electric.siting import Site, Visits, locate
from communique.workstreams.transit.electric.terminals import terminals
from communique.workstreams.transit.electric.underway import charges, points
from communique.workstreams.transit.feed import read_day
from communique.workstreams.transit.operations import operations
from communique.workstreams.transit.planning import make_plan
from communique.workstreams.transit.sample import write_sample
from communique.workstreams.transit.views import a_weekday

ON_ROUTE = Supply(on_route="site", power_kw=400.0, connect_s=60.0, room=4, within_m=150.0)
BLOCKS = 8  # of the generated city: few enough to be quick


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Some blocks of a generated city's day."""
    whole = read_day(write_sample("USA", tmp_path_factory.mktemp("town") / "town.zip"), a_weekday(2026))
    blocks = whole.blocks.sort("km", "block_id", descending=True).head(BLOCKS).sort("start_s", "block_id")
    kept = blocks.select(trip_id="trip_ids").explode("trip_id")
    return replace(
        whole,
        blocks=blocks,
        trips=whole.trips.join(kept, on="trip_id", how="semi", maintain_order="left"),
        segments=whole.segments.join(kept, on="trip_id", how="semi", maintain_order="left"),
    )


@pytest.fixture(scope="module")
def depots(day: Day) -> dict[str, tuple[float, float]]:
    """Two depots, where the first block begins and where one begins that is furthest from there."""
    starts = day.blocks.with_columns(trip_id=pl.col("trip_ids").list.first()).join(day.trips, on="trip_id")
    lat, lon = starts["start_lat"].to_numpy(), starts["start_lon"].to_numpy()
    far = int(np.argmax(great_circle_km(lat[0], lon[0], lat, lon)))
    return {"here": (float(lat[0]), float(lon[0])), "there": (float(lat[far]), float(lon[far]))}


def with_energy(day: Day, supply: Supply, usable: float = 300.0, per_km: float = 1.6) -> Electrified:
    return electrified(day, day.trips["km"] * per_km, usable_battery(usable), supply, kwh_per_km=per_km)


@pytest.fixture(scope="module")
def on_route(day: Day) -> Electrified:
    return with_energy(day, ON_ROUTE)


# -- chargers on the way


def test_chargers_on_the_way_save_buses_and_every_trip_is_still_run_once(day: Day, on_route: Electrified) -> None:
    by_night = with_energy(day, Supply())
    assert on_route.vehicles <= on_route.count < by_night.count
    run = rotations(on_route, {"kwh": None})["trip_ids"].explode()
    assert sorted([*run, *on_route.impossible]) == sorted(day.trips["trip_id"])


def test_no_battery_runs_below_its_window_with_the_charges_that_are_told(on_route: Electrified) -> None:
    """Recomputed from trips, deadheads and charges alone, in the order of time."""
    made = underway(on_route)
    for part in on_route.parts:
        for bus, rotation in zip(rotations(on_route, {})["bus"], part.found.rotations, strict=True):
            own = made.filter(pl.col("bus") == bus)
            level = part.duties.cell.usable_kwh
            for k, trip in enumerate(rotation):
                if k:
                    last = rotation[k - 1]
                    between = own.filter(
                        pl.col("arrival_s").is_between(int(part.duties.end[last]), int(part.duties.start[trip]))
                    )
                    level -= part.duties.way_kwh[part.duties.destination[last], part.duties.origin[trip]]
                    level = min(level + float(between["kwh"].sum()), part.duties.cell.usable_kwh)
                level -= part.duties.energy[trip]
                assert level >= -1e-6


def test_a_charge_is_no_more_than_power_over_the_stay_less_connection(on_route: Electrified) -> None:
    made = underway(on_route)
    assert made.height
    most = ON_ROUTE.power_kw * (made["departure_s"] - made["arrival_s"] - ON_ROUTE.connect_s) / 3600
    assert (made["kwh"] <= most + 1e-6).all()
    assert set(made["terminal"]) <= set(on_route.chargers)


def test_a_terminal_has_as_many_points_as_buses_stand_there_at_one_time(on_route: Electrified) -> None:
    made = underway(on_route)
    for terminal, count in points_needed(made).select("terminal", "points").iter_rows():
        own = made.filter(pl.col("terminal") == terminal)
        there = [
            own.filter((pl.col("arrival_s") <= moment) & (moment < pl.col("departure_s"))).height
            for moment in own["arrival_s"]
        ]
        assert count == max(there)
    assert points([("a", 0, 10), ("a", 10, 20), ("b", 0, 5), ("b", 4, 6)]) == {"a": 1, "b": 2}


def test_with_less_energy_a_bus_charges_less_on_the_way(day: Day, on_route: Electrified) -> None:
    mild = Energy({trip: km * 1.1 for trip, km in day.trips.select("trip_id", "km").iter_rows()}, 1.1)
    assert underway(on_route, mild)["kwh"].sum() < underway(on_route)["kwh"].sum()
    assert underway(on_route, Energy(dict.fromkeys(day.trips["trip_id"], 0.0), 0.0)).is_empty()


def test_a_bus_charges_only_where_it_must_and_as_late_as_it_can() -> None:
    made, _ = duties([0, 7200, 14400], [3600, 10800, 18000], ["a"] * 3, ["a"] * 3, [40.0, 40.0, 40.0], usable_kwh=100.0)
    supplied = replace(made, charging=Charging(np.array([60.0])))
    (only,) = charges(supplied, np.arange(3))
    assert (only.arrival_s, only.departure_s, only.kwh) == (10800, 14400, 60.0)
    with pytest.raises(DutyError, match="lacks"):
        charges(replace(made, charging=Charging(np.array([1.0]))), np.arange(3))


def test_the_fewest_stops_are_chosen() -> None:
    def block(name: str, stops: list[str]) -> Visits:
        arrivals = [3600.0 * (k + 1) for k in range(len(stops))]
        return Visits(name, [60.0] * (len(stops) + 1), stops, arrivals, [a + 1200 for a in arrivals])

    charger = Site(300.0, 1.0)
    assert locate([block("a", ["x", "y"]), block("b", ["z", "y"])], 120, charger) == (("y",), {})
    _, missing = locate([block("c", ["x"])], 50, charger)
    assert missing == {"c": pytest.approx(20)}, "10 kWh on each of two trips, whatever is charged between"
    assert locate([], 100, charger) == ((), {})


def test_stops_near_a_busier_one_are_one_terminal(day: Day) -> None:
    apart, together = terminals(day, 0.0), terminals(day, 3000.0)
    assert len(set(together.values())) < len(set(apart.values()))
    assert set(together) == set(apart)
    assert all(together[name] == name for name in together.values())


# -- depots


def test_each_block_stays_at_one_depot(day: Day, depots: dict[str, tuple[float, float]]) -> None:
    found = with_energy(day, Supply(depots=depots), usable=3000.0)
    assert {part.depot for part in found.parts} == set(depots)
    depot_of = {trip: part.depot for part in found.parts for trip in part.trips["trip_id"]}
    assert len(depot_of) == day.trips.height
    for trips in day.blocks["trip_ids"]:
        assert len({depot_of[trip] for trip in trips}) == 1
    assert found.lower <= found.count


def test_a_depots_way_is_in_the_kilometres_and_the_energy(day: Day, depots: dict[str, tuple[float, float]]) -> None:
    here = depots["here"]
    far = here[0] + 0.2, here[1]
    far, near = (with_energy(day, Supply(depots={"": place}), usable=3000.0) for place in ((far, here)))
    total = [rotations(found, {"kwh": None}) for found in (far, near)]
    assert total[0]["deadhead_km"].sum() > total[1]["deadhead_km"].sum()
    assert total[0]["kwh"].sum() > total[1]["kwh"].sum()


@pytest.mark.parametrize(
    ("supply", "said"),
    [
        (Supply(on_route="site"), "power above 0"),
        (Supply(on_route=("nowhere",), power_kw=100.0), "no trip of the day begins or ends at stop 'nowhere'"),
    ],
)
def test_chargers_that_cannot_be_are_refused(tmp_path: Path, supply: Supply, said: str) -> None:
    day = read_day(small(tmp_path), MONDAY)
    with pytest.raises(DutyError, match=said):
        electrified(day, [1.0] * day.trips.height, usable_battery(10), supply)


# -- in the command and the plan


def run(*arguments: str) -> dict[str, object]:
    found = CliRunner().invoke(app, [*arguments, "--json"])
    if found.exception:
        raise found.exception
    return json.loads(found.stdout)  # type: ignore[no-any-return]


def test_the_command_tells_chargers_charges_and_depots(tmp_path: Path) -> None:
    feed = small(tmp_path)  # two trips of 1.6 km with 8 minutes between them
    flat = ("--date", str(MONDAY), "--usable-kwh", "3", "--kwh-per-km", "1.3", "--no-deadhead", "--max-wait-h", "2")
    by_night = run("electric-schedule", str(feed), *flat)
    way = run("electric-schedule", str(feed), *flat, "--on-route", "C", "--on-route-kw", "60", "--connect-s", "60")
    assert (by_night["rotation_count"], way["rotation_count"]) == (3, 2)
    assert way["chargers"] == [{"terminal": "C", "points": 1, "charges": 1, "kwh": pytest.approx(2.05, abs=0.02)}]
    homes = run("electric-schedule", str(feed), *flat, "--depot", "east=45.0,-74.98", "--depot", "west=45.0,-75.0")
    assert sum(homes["depots"].values()) == homes["rotation_count"]  # type: ignore[attr-defined]
    for bad in ("45", "x,y", "95,0"):
        with pytest.raises(DutyError, match="--depot"):
            run("electric-schedule", str(feed), *flat, "--depot", bad)


def test_the_plan_pays_for_chargers_on_the_way_and_builds_them_before_they_are_needed(
    day: Day, depots: dict[str, tuple[float, float]], tmp_path: Path
) -> None:
    chosen = {
        "agency.country": "USA", "agency.grid_region": "USA-RFCW", "plan.first_year": 2027, "charging.on_route": "site",
        "plan.zero_emission": {2041: 1.0}, "agency.depots": depots, "charging.midday_at_depot": True,
        "fleet.buy": ["diesel", "battery"],
    }  # fmt: skip
    config = configured(chosen, folder=tmp_path)
    planned = make_plan(operations(day, config), config)
    built = planned.plan.points.filter(pl.col("on_route") > 0)
    assert built["on_route"].to_list() == [planned.operations.points]
    assert built["year"].item() + config["charging.plug_lead_years"] <= 2041
    paid = planned.plan.costs.filter(kind="on-route")["amount"].sum()
    own = 1 - config["finance.grant_share"]
    assert paid == pytest.approx(planned.operations.points * config["costs.on_route_point"] * own)
    assert planned.on_route is not None
    assert planned.on_route.meter_kwh > 0
    usual = planned.operations.rotations["kwh"].sum() / config["charging.efficiency"]
    assert planned.depot.meter_kwh + planned.on_route.meter_kwh == pytest.approx(usual)
    assert planned.depot.after.load == pytest.approx(sum(d.after.load for d in planned.depots))
    assert planned.depot.after.objective == pytest.approx(sum(d.after.objective for d in planned.depots))


def test_one_depot_or_several_but_not_both_and_places_on_the_globe(tmp_path: Path) -> None:
    known = {"agency.country": "CAN", "agency.grid_region": "CAN-QC", "plan.first_year": 2027}
    with pytest.raises(ConfigError, match="either one depot or several"):
        configured({**known, "agency.depot": [45, -75], "agency.depots": {"a": [45, -75]}}, folder=tmp_path)
    with pytest.raises(ConfigError, match=r"column agency\.depots.*no latitude and longitude"):
        configured({**known, "agency.depots": {"a": [145, -75]}}, folder=tmp_path)


def test_frequencies_and_blocks_over_midnight_can_be_electrified(tmp_path: Path) -> None:
    feed = small(tmp_path, stop_times=edited("stop_times", "24:02:00,24:02:00", "25:02:00,25:02:00"))
    day = read_day(feed, MONDAY)
    assert electrified(day, [1.0] * day.trips.height, usable_battery(10), Supply()).count >= 1
