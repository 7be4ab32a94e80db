"""TODS v2.1: supplements as the standard evaluates them, and a package that goes out comes back as the same day."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from small_feed import MONDAY, codes, small

from communique.workstreams.transit.day import FeedError, deadheading
from communique.workstreams.transit.feed import read_day, read_feed
from communique.workstreams.transit.sample import depots
from communique.workstreams.transit.tods import TodsError, tods_tables, write_tods


def package(folder: Path, **files: str) -> Path:
    path = folder / "tods.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.txt", text)
    return path


def test_the_standards_own_example_is_evaluated_as_it_says(tmp_path: Path) -> None:
    """A match is deleted or takes the values given; a blank changes nothing; what has no match is added."""
    stops = "stop_id,stop_name,stop_lat,stop_lon,TODS_delete\nB,,,,1\nC,Renamed,,,\nD,New,45.0,-74.97,\n"
    found = read_feed(small(tmp_path), package(tmp_path, stops_supplement=stops))
    assert found.stops.select("stop_id", "stop_name", "stop_lon").rows() == [
        ("A", "Mill", -75.00),
        ("C", "Renamed", -74.98),
        ("D", "New", -74.97),
    ]


def test_a_supplement_moves_a_trip_to_another_block_and_deletes_one(tmp_path: Path) -> None:
    trips = "trip_id,block_id,TODS_delete\nback,b7,\nlate,,1\n"
    day = read_day(small(tmp_path), MONDAY, tods=package(tmp_path, trips_supplement=trips))
    assert day.blocks.select("block_id", "trip_ids").rows() == [("b1", ["out"]), ("b7", ["back"])]
    assert codes(day)["supplement"] == "note"


def test_deadheads_of_a_package_replace_the_estimate(tmp_path: Path) -> None:
    """Out ends at C; a trip from A follows. By estimate the bus needs 294 s, by the package 900 s."""
    trips = "trip_id,route_id,service_id,block_id,TODS_trip_type\ndh,R,WK,b1,deadhead\nback,,,b3,\nagain,R,WK,b1,\n"
    rows = (
        "dh,8:12:00,8:12:00,C,1",
        "dh,8:27:00,8:27:00,A,2",
        "again,8:28:00,8:28:00,A,1",
        "again,8:40:00,8:40:00,C,2",
    )
    times = "\n".join(["trip_id,arrival_time,departure_time,stop_id,stop_sequence", *rows])
    tods = package(tmp_path, trips_supplement=trips, stop_times_supplement=times)
    day = read_day(small(tmp_path), MONDAY, tods=tods)
    assert "dh" not in day.trips["trip_id"]
    assert codes(day)["not-in-service"] == "note"
    b1 = day.blocks.row(by_predicate=pl.col("block_id") == "b1", named=True)
    assert (b1["trip_ids"], b1["deadhead_s"]) == (["out", "again"], 900)
    assert b1["deadhead_km"] == pytest.approx(1.3 * 1.5725, rel=1e-3)


def test_a_travel_matrix_goes_before_a_package(tmp_path: Path) -> None:
    trips = "trip_id,route_id,service_id,TODS_trip_type\ndh,R,WK,deadhead\n"
    times = (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\ndh,8:12:00,8:12:00,C,1\ndh,8:27:00,8:27:00,A,2\n"
    )
    tods = package(tmp_path, trips_supplement=trips, stop_times_supplement=times)
    known = pl.DataFrame({"from_stop": ["C"], "to_stop": ["A"], "seconds": [111], "km": [2.0]})
    day = read_day(small(tmp_path), MONDAY, deadheading(travel=known), tods)
    assert day.rule.travel.rows() == [("C", "A", 111, 2.0)]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("trip_id,block_id\nout,1\nout,2\n", "occurs more than once"),
        ("trip_id,block_id\nnew,1\n", "an added row lacks route_id"),
    ],
)
def test_what_the_standard_forbids_is_fatal(tmp_path: Path, text: str, match: str) -> None:
    with pytest.raises(FeedError, match=match) as fault:
        read_feed(small(tmp_path), package(tmp_path, trips_supplement=text))
    assert fault.value.file == "trips_supplement.txt"


@pytest.mark.parametrize("country", ["CAN", "MEX", "USA"])
def test_a_package_that_goes_out_comes_back_as_the_same_day(
    sample: Callable[[str], Path], tmp_path: Path, country: str
) -> None:
    feed = sample(country)
    day = read_day(feed, dt.date(2026, 3, 18))
    back = read_day(feed, day.date, tods=write_tods(day, tmp_path / "tods.zip", depots=depots(country)))
    assert back.trips.equals(day.trips)
    assert back.blocks.drop("deadhead_km").equals(day.blocks.drop("deadhead_km"))


def test_inferred_blocks_and_headway_departures_come_back_as_given(tmp_path: Path) -> None:
    rows = ("out,8:00:00,9:00:00,1800,1", "back,8:20:00,9:00:00,1800,1")
    text = "\n".join(["trip_id,start_time,end_time,headway_secs,exact_times", *rows])
    feed = small(tmp_path, frequencies=text)
    day = read_day(feed, MONDAY)
    back = read_day(feed, MONDAY, tods=write_tods(day, tmp_path / "tods.zip"))
    assert day.blocks["inferred"].any()
    assert not back.blocks["inferred"].any()
    assert back.blocks.drop("inferred", "km", "deadhead_km").equals(day.blocks.drop("inferred", "km", "deadhead_km"))
    assert back.segments.drop("distance_m").equals(day.segments.drop("distance_m"))


def test_each_block_pulls_out_and_in_and_has_a_bus(tmp_path: Path) -> None:
    day = read_day(small(tmp_path), MONDAY)
    garage = pl.DataFrame({"depot_id": ["G"], "name": ["Garage"], "lat": [45.0], "lon": [-75.01]})
    chargers = pl.DataFrame({"depot_id": ["G"], "max_kw": [150.0], "number_of_chargers": [2]})
    tables = tods_tables(day, depots=garage, chargers=chargers)
    kinds = tables["trips_supplement.txt"]["TODS_trip_type"].value_counts().sort("TODS_trip_type").rows()
    assert kinds == [("pull-in", 2), ("pull-out", 2)]
    assert tables["vehicle_assignments.txt"].rows() == [
        ("20260316", "WK", "b1", "bus-b1"),
        ("20260316", "WK", "b2", "bus-b2"),
    ]
    assert tables["chargers.txt"].rows() == [("G", 150, 2)]
    with pytest.raises(TodsError, match="no given depot"):
        tods_tables(day, depots=garage, chargers=chargers.with_columns(depot_id=pl.lit("H")))
    with pytest.raises(TodsError, match="the id of a stop"):
        tods_tables(day, depots=garage.with_columns(depot_id=pl.lit("A")))


def test_a_bus_on_two_blocks_at_once_is_rejected_and_an_unlisted_one_flagged(tmp_path: Path) -> None:
    assigned = "date,block_id,vehicle_id\n20260316,b1,bus\n20260316,b9,bus\n20260316,b2,other\n20260317,b1,bus\n"
    trips = "trip_id,route_id,service_id,block_id,shape_id\nbeside,R,WK,b9,s\n"
    rows = ("beside,8:10:00,8:10:00,A,1", "beside,8:22:00,8:22:00,C,2")
    times = "\n".join(["trip_id,arrival_time,departure_time,stop_id,stop_sequence", *rows])
    tods = package(
        tmp_path, vehicles="vehicle_id\nbus\n", vehicle_assignments=assigned, trips_supplement=trips,
        stop_times_supplement=times,
    )  # fmt: skip
    found = {d.code: d for d in read_day(small(tmp_path), MONDAY, tods=tods).defects}
    assert found["vehicles-assigned"].message.startswith("2 buses are assigned to 3 blocks")
    assert (found["double-vehicle"].severity, found["double-vehicle"].ids) == ("rejected", ("bus",))
    assert (found["unknown-vehicle"].row, found["unknown-vehicle"].ids) == (4, ("other",))
