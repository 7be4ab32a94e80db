"""Ratios and the limit factor against the specification's reference cases, then their properties."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communique.progress.ratios import good_growth, growth, limit_factor, ratios
from communique.progress.schemes import scheme_facts

EXPONENT = scheme_facts().value("statcan.limit", "exponent")
positive = st.floats(0.1, 1e6)
years = st.integers(1, 20)


@pytest.mark.parametrize(
    ("base", "latest", "target", "elapsed", "available", "good", "a", "r", "geometric", "linear"),
    [
        (100, 96, 85, 3, 10, -1, -0.013515, -0.016121, 0.8384, 0.8889),
        (12, 19.5, 30, 7, 15, 1, 0.071820, 0.062990, 1.1402, 0.8929),
    ],
)
def test_reference_ratios(base, latest, target, elapsed, available, good, a, r, geometric, linear):
    # specs/commitments.md, reference cases: 1e-4 on ratios, 1e-6 on rates
    found = ratios(base, latest, target, elapsed=elapsed, available=available, good=good)
    assert growth(base, latest, elapsed) == pytest.approx(a, abs=1e-6)
    assert growth(base, target, available) == pytest.approx(r, abs=1e-6)
    assert found.geometric == pytest.approx(geometric, abs=1e-4)
    assert found.linear == pytest.approx(linear, abs=1e-4)
    assert found.headline == "geometric"
    assert found.because is None


@pytest.mark.parametrize("base", [90, 110])
def test_reference_limit_factor(base):
    assert limit_factor(base, 100, EXPONENT) == pytest.approx(0.373622, abs=1e-6)


def test_limit_factor_is_one_far_away_zero_at_the_limit_and_one_where_both_are_zero():
    assert limit_factor(200, 100, EXPONENT) == 1
    assert limit_factor(100, 100, EXPONENT) == 0
    assert limit_factor(0, 0, EXPONENT) == 1
    assert limit_factor(0, 100, EXPONENT) == 1


@pytest.mark.parametrize(
    ("base", "latest", "target", "reason"),
    [
        (0, 5, 10, "progress-linear-base-zero"),
        (10, 0, 5, "progress-linear-latest-zero"),
        (10, 5, 0, "progress-linear-target-zero"),
        (-10, 5, 10, "progress-linear-signs-differ"),
        (-10, -5, 10, "progress-linear-signs-differ"),
        (10, 5, -10, "progress-linear-signs-differ"),
    ],
)
def test_zero_and_mixed_signs_take_the_linear_ratio_and_say_why(base, latest, target, reason):
    good = 1 if target > base else -1
    found = ratios(base, latest, target, elapsed=2, available=8, good=good)
    assert found.geometric is None
    assert found.headline == "linear"
    assert found.because is not None
    assert found.because.id == reason
    assert found.value == pytest.approx(((latest - base) / 2) / ((target - base) / 8))


def test_all_negative_turns_the_direction():
    # from -100 to -96 toward -85, up is good: the mirror image of the first reference case
    found = ratios(-100, -96, -85, elapsed=3, available=10, good=1)
    assert found.geometric == pytest.approx(0.8384, abs=1e-4)
    assert found.linear == pytest.approx(0.8889, abs=1e-4)
    assert good_growth(-100, -96, 3, 1) == pytest.approx(0.013515, abs=1e-6)


def test_target_equal_to_the_base_has_no_ratio_and_a_reason():
    found = ratios(10, 12, 10, elapsed=2, available=8, good=-1)
    assert found.value is None
    assert found.because is not None
    assert found.because.id == "unknown-target-equals-base"


def test_moving_away_is_negative_even_where_the_base_had_passed_the_target():
    # 80 was below "at most 85"; 95 is not: the plain quotient of slopes would call this +3.0 and on track
    found = ratios(80, 95, 85, elapsed=5, available=10, good=-1)
    assert found.geometric < 0
    assert found.linear < 0


@given(positive, positive, positive, years, years, st.sampled_from([1, -1]), st.floats(0.01, 100))
def test_ratios_do_not_depend_on_the_unit(base, latest, target, elapsed, available, good, unit):
    assume(abs(target / base - 1) > 1e-6)
    one = ratios(base, latest, target, elapsed=elapsed, available=available, good=good)
    other = ratios(base * unit, latest * unit, target * unit, elapsed=elapsed, available=available, good=good)
    assert other.geometric == pytest.approx(one.geometric, rel=1e-6, abs=1e-9)
    assert other.linear == pytest.approx(one.linear, rel=1e-6, abs=1e-9)


@given(positive, st.floats(0.3, 3).filter(lambda f: abs(f - 1) > 1e-3), years, years)
def test_exactly_on_the_path_is_one(base, factor, elapsed, more):
    available, good = elapsed + more, 1 if factor > 1 else -1
    curve = ratios(
        base, base * factor ** (elapsed / available), base * factor, elapsed=elapsed, available=available, good=good
    )
    line = ratios(
        base,
        base * (1 + (factor - 1) * elapsed / available),
        base * factor,
        elapsed=elapsed,
        available=available,
        good=good,
    )
    assert curve.geometric == pytest.approx(1, rel=1e-6)
    assert line.linear == pytest.approx(1, rel=1e-6)


@given(positive, positive, positive, positive, years, years)
def test_ratios_rise_with_the_latest_value_when_up_is_good(base, one, other, target, elapsed, available):
    assume(abs(target / base - 1) > 1e-6)
    low, high = sorted((one, other))
    worse = ratios(base, low, target, elapsed=elapsed, available=available, good=1)
    better = ratios(base, high, target, elapsed=elapsed, available=available, good=1)
    assert worse.geometric <= better.geometric
    assert worse.linear <= better.linear
