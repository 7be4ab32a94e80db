"""An estimate keeps its unknowns: a sum that lacks a part is unknown, and a trend never crosses a break."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.estimate import Caveat, Estimate, EstimateError, stream
from communique.geo import TOGETHER
from communique.language import Text


def estimate(draws, parties=("CAN", "MEX"), years=(2020, 2021), **more):
    return Estimate("a.b", "t", parties, years, np.asarray(draws, dtype=float), "reported", **more)


def test_a_sum_that_lacks_a_part_is_unknown():
    total = estimate([[[1, 2], [10, np.nan]]]).with_total()
    assert total.known_years(TOGETHER) == (2020,)
    assert total.of(TOGETHER)[0].tolist()[0] == 11


@given(st.lists(st.lists(st.floats(0, 1e6), min_size=2, max_size=2), min_size=1, max_size=20))
def test_the_sum_is_taken_within_each_draw(rows):
    draws = np.asarray(rows)[:, :, None]
    total = estimate(draws, years=(2020,)).with_total()
    assert np.allclose(total.of(TOGETHER)[:, 0], np.asarray(rows).sum(axis=1))


def test_years_before_the_last_break_are_known_but_not_comparable():
    found = estimate([[[1, 2], [3, 4]]], breaks={"CAN": (2019, 2021)})
    assert found.known_years("CAN") == (2020, 2021)
    assert found.comparable_years("CAN") == (2021,)
    assert found.comparable_years("MEX") == (2020, 2021)


def test_a_caveat_of_the_sum_is_not_one_of_a_country():
    found = estimate([[[1, 2], [3, 4]]], caveats=(Caveat(TOGETHER, Text("x")), Caveat("CAN", Text("y"))))
    assert found.reasons("CAN") == (Text("y"),)


@pytest.mark.parametrize(("draws", "years"), [([[1, 2]], (2020, 2021)), ([[[1, 2], [3, 4]]], (2021, 2020))])
def test_an_estimate_that_contradicts_itself_is_refused(draws, years):
    with pytest.raises(EstimateError):
        estimate(draws, years=years)


def test_a_sum_of_parties_that_are_not_there_is_refused():
    with pytest.raises(EstimateError, match="USA"):
        estimate([[[1, 2], [3, 4]]]).with_total(["CAN", "USA"])


def test_a_stream_depends_on_its_name_and_seed_alone():
    assert stream(1, "a").integers(1 << 60) == stream(1, "a").integers(1 << 60)
    assert stream(1, "a").integers(1 << 60) != stream(1, "b").integers(1 << 60)
    assert stream(1, "a").integers(1 << 60) != stream(2, "a").integers(1 << 60)
