"""Published and measured figures of real feeds: specification of the workstream, cases R3 and R6 and section 3.1."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from small_feed import codes, real, real_day

from communique.workstreams.transit.day import FeedError, NoService
from communique.workstreams.transit.feed import read_day, read_feed, trip_statistics
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.frequencies import departures
from communique.workstreams.transit.feed.service_day import IS_BUS, day_trips

# R3: trips, kilometres (0.1 %), and the kilometres of gtfsblocks 0.1.5 (0.3 %: another radius of the Earth).
DAYS = [
    ("us_hart_tampa", "2018-03-14", 3069, 42_174.3, 42_230.6),
    ("ca_barrie", "2026-03-11", 539, 9_964.1, 9_977.4),
    ("us_carta_chattanooga", "2026-06-10", 810, 8_925.9, 8_937.8),
    ("ca_durham_drt", "2026-03-18", 2453, 48_800.0, 48_865.0),
]


@pytest.mark.parametrize(("name", "date", "trips", "km", "peer_km"), DAYS)
def test_day_totals_are_the_measured_ones(name: str, date: str, trips: int, km: float, peer_km: float) -> None:
    day = real_day(name, date)
    assert day.trips.height == trips
    assert day.trips["km"].sum() == pytest.approx(km, rel=1e-3)
    assert day.trips["km"].sum() == pytest.approx(peer_km, rel=3e-3)
    assert not day.trips["degraded"].any()


def test_santa_monica_runs_by_exceptions_alone() -> None:
    day = real_day("us_santamonica_bbb_2020", "2020-03-11")
    assert day.trips.height == 1811
    assert day.blocks["inferred"].all()


def test_streetcar_trips_are_excluded_and_counted() -> None:
    day = real_day("us_hart_tampa", "2018-03-14")
    note = next(d for d in day.defects if d.code == "not-a-bus")
    assert "66 trips" in note.message  # 3,135 trips of all modes
    assert day.trips.height + 66 == 3135


# Metres per unit of shape_dist_traveled, section 3.1.
UNITS = [
    ("ca_barrie", "metre", 1.0007),
    ("ca_durham_drt", "metre", 1.000),
    ("ca_transcollines", "metre", 0.9999),
    ("us_carta_chattanooga", "metre", 1.055),
    ("us_hart_tampa", "kilometre", 1000.8),
    ("us_santamonica_bbb_2020", "kilometre", 1000.3),
    ("us_wmata", "mile", 1611.8),
]


@pytest.mark.parametrize(("name", "unit", "ratio"), UNITS)
def test_the_unit_of_distances_is_inferred(name: str, unit: str, ratio: float) -> None:
    found = read_feed(real(name)).unit
    assert found.name == unit
    assert found.ratio == pytest.approx(ratio, rel=5e-4)


def test_mexico_city_headways_stand_for_so_many_departures() -> None:
    feed = read_feed(real("mx_cdmx"))
    starts = departures(feed.frequencies, Defects())
    kinds = trip_statistics(feed).select("trip_id", "route_type")
    assert feed.trips.height == 1741
    assert starts.height == 91_060
    assert starts.join(kinds.filter(IS_BUS), on="trip_id", how="semi").height == 67_218


def test_mexico_city_day_has_so_many_bus_departures() -> None:
    feed = read_feed(real("mx_cdmx"))
    trips = day_trips(feed, dt.date(2018, 3, 14), Defects())
    assert trips.height == 30_800
    assert trips["template"].n_unique() == 597


def test_moose_jaw_is_four_templates_of_seventeen() -> None:
    day = real_day("ca_moosejaw", "2025-03-12")
    assert day.trips.height == 4 * 17
    assert day.trips.filter(pl.col("trip_id").str.starts_with("1MT@"))["start_s"].to_list() == [
        26_100 + 2400 * k for k in range(17)
    ]
    assert {"feed-info-ends-early", "route-without-trips", "no-block-id"} <= set(codes(day))


def test_houston_without_stop_times_is_fatal_and_the_decoy_is_not_used() -> None:
    with pytest.raises(FeedError, match=r"stop_times\.txt") as fault:
        read_feed(real("us_houston_2015"))
    assert fault.value.file == "stop_times.txt"


def test_a_metro_day_is_no_bus_day() -> None:
    with pytest.raises(NoService, match=r"1690 trips of other kinds.*2026-05-09 to 2026-09-06"):
        read_day(real("us_wmata"), dt.date(2026, 5, 6))


def test_the_feed_info_of_wmata_ends_before_its_service() -> None:
    found = {d.code for d in read_feed(real("us_wmata")).defects}
    assert "feed-info-ends-early" in found


def test_samtrans_is_found_in_its_folder_and_degraded_without_shapes() -> None:
    day = real_day("us_samtrans_2017", "2017-12-06")
    assert day.trips["degraded"].all()
    assert codes(day)["no-shapes"] == "flag"
    assert codes(day)["trip-without-times"] == "rejected"


def test_blank_times_of_eugene_are_interpolated() -> None:
    day = real_day("us_ltd_eugene_2023", "2023-06-14")
    assert day.trips.height == 1177
    assert day.segments["run_s"].null_count() == 0
    assert (day.segments["run_s"] >= 0).all()


def test_hours_of_durham_pass_midnight() -> None:
    assert real_day("ca_durham_drt", "2026-03-18").trips["end_s"].max() > 26 * 3600


def test_stops_laid_on_shapes_agree_with_the_distances_an_agency_measured() -> None:
    """Median within 1 m of Barrie's own distances, which it writes to the centimetre."""
    from dataclasses import replace

    from communique.workstreams.transit.feed import service_day

    feed = read_feed(real("ca_barrie"))
    calls = feed.stop_times.calls.with_columns(distance=pl.lit(None, pl.Float64))
    blind = replace(feed, stop_times=replace(feed.stop_times, calls=calls))
    date = dt.date(2026, 3, 11)
    written, laid = (service_day(f, date).segments["distance_m"] for f in (feed, blind))
    assert (written - laid).abs().median() < 1
