"""Units convert only what measures the same thing; country codes are never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.geo import (
    NORTH_AMERICA,
    TOGETHER,
    CountryError,
    country,
    country_name,
    distance_km,
    in_order,
    known_country,
)
from communique.units import UnitError, factor


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("kt CH4", "t CH4", 1000),
        ("Gg CH4", "kt CH4", 1),
        ("Mt CH4", "kt CH4", 1000),
        ("short_ton", "t", 0.90718474),  # exact by definition: 2000 lb of 0.45359237 kg
        ("USD_2020/t", "USD_2020/kg", 0.001),
        ("%", "1", 0.01),
        ("kWh", "MJ", 3.6),
    ],
)
def test_known_factors(start, end, expected):
    assert factor(start, end) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("kt CH4", "kt CO2e"),
        ("kt CH4", "kt"),
        ("USD_2020", "USD_2021"),
        ("CAD", "USD"),
        ("kt", "knot"),
        ("t", "m"),
        ("percent_point", "%"),
    ],
)
def test_two_things_never_add_up_by_accident(start, end):
    with pytest.raises(UnitError, match="different things"):
        factor(start, end)


def test_an_unknown_unit_is_named():
    with pytest.raises(UnitError, match="'furlongs_of_gas' is not a unit"):
        factor("furlongs_of_gas", "t")


@given(st.sampled_from(["t", "kg", "kt", "Gg", "short_ton"]), st.sampled_from(["t", "kg", "kt", "Gg", "short_ton"]))
def test_there_and_back_is_one(start, end):
    assert factor(start, end) * factor(end, start) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "code"),
    [("CAN", "CAN"), ("CA", "CAN"), ("México", "MEX"), ("mexico", "MEX"), ("États-Unis", "USA"), ("US", "USA")],
)
def test_countries_by_code_and_name(text, code):
    assert country(text) == code


@pytest.mark.parametrize("text", ["no", "na", "XXX", "", "MX ", "can", "North America"])
def test_what_is_no_country_is_not_guessed(text):
    assert country(text) is None


def test_norway_and_namibia_stay_countries_and_no_value_becomes_false_or_missing():
    assert country("NO") == "NOR"
    assert country("NA") == "NAM"


def test_a_wrong_code_is_refused_with_the_right_one():
    with pytest.raises(CountryError, match="write USA"):
        known_country("US")


def test_the_three_come_in_one_order_and_all_together_last():
    assert in_order(["USA", TOGETHER, "GTM", "MEX", "CAN", "CAN"]) == (*NORTH_AMERICA, "GTM", TOGETHER)
    assert country_name("USA", "fr") == "États-Unis"


def test_a_quarter_of_the_equator():
    assert distance_km((0, 0), (0, 90)) == pytest.approx(6371.0088 * 3.141592653589793 / 2, rel=1e-12)


LATITUDE, LONGITUDE = st.floats(-90, 90), st.floats(-180, 180)


@given(LATITUDE, LONGITUDE, LATITUDE, LONGITUDE)
def test_distance_is_symmetric_and_never_more_than_half_the_earth(lat_a, lon_a, lat_b, lon_b):
    there, back = distance_km((lat_a, lon_a), (lat_b, lon_b)), distance_km((lat_b, lon_b), (lat_a, lon_a))
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 6371.0088 * 3.1415926536
