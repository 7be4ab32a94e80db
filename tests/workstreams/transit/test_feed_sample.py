"""The generated agencies are sound feeds of a realistic size, with stop names in the language of the place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.workstreams.transit.feed import read_day
from communique.workstreams.transit.sample import AGENCIES, depots, write_sample
from communique.workstreams.transit.sample.city import SampleError, agency
from communique.workstreams.transit.summary import day_summary

Sample = Callable[[str], Path]

WORDS = {"CAN": ("rue", "avenue"), "MEX": ("calle", " y "), "USA": (" St", "&")}
UNITS = {"CAN": "metre", "MEX": "kilometre", "USA": "mile"}


@pytest.mark.parametrize("country", AGENCIES)
def test_a_weekday_needs_forty_to_sixty_buses_and_has_no_defect(sample: Sample, country: str) -> None:
    day = read_day(sample(country), dt.date(2026, 3, 18))
    found = day_summary(day)
    assert 40 <= found["vehicles"] <= found["concurrent_blocks"] <= 60
    assert {d.code for d in day.defects} == {"distance-unit"}
    assert f"a {UNITS[country]} " in day.defects[0].message
    kmh = day.trips.select(3600 * day.trips["km"] / (day.trips["end_s"] - day.trips["start_s"])).to_series()
    assert kmh.is_between(13, 30).all()
    assert day.blocks["end_s"].max() > 23 * 3600
    hours = (day.blocks["end_s"] - day.blocks["start_s"]) / 3600
    assert hours.quantile(0.1) < 4 < 16 < hours.max()  # blocks of the peaks and of the whole day


@pytest.mark.parametrize("country", AGENCIES)
def test_stops_are_named_in_the_language_of_the_place(sample: Sample, country: str) -> None:
    day = read_day(sample(country), dt.date(2026, 3, 21))
    names = day.stops["name"]
    assert names.n_unique() == len(names)
    for word in WORDS[country]:
        assert names.str.to_lowercase().str.contains(word.lower(), literal=True).mean() > 0.3


def test_a_holiday_runs_as_a_weekend(sample: Sample) -> None:
    holiday, sunday = (read_day(sample("USA"), dt.date(2026, 11, day)) for day in (26, 29))
    assert holiday.trips["trip_id"].to_list() == sunday.trips["trip_id"].to_list()


def test_same_seed_same_bytes(sample: Sample, tmp_path: Path) -> None:
    assert write_sample("CAN", tmp_path / "again.zip").read_bytes() == sample("CAN").read_bytes()


@pytest.mark.parametrize("country", AGENCIES)
def test_the_garage_lies_in_the_town(country: str) -> None:
    garage, own = depots(country), agency(country)
    assert abs(garage["lat"][0] - own.centre[0]) < 0.06
    assert abs(garage["lon"][0] - own.centre[1]) < 0.06


def test_an_agency_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SampleError, match="CAN, MEX, USA"):
        agency("FRA")
