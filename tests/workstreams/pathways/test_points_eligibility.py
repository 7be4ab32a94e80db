"""Is a million people's eligibility decided only where every completion of their answers agrees?"""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from communique.workstreams.pathways.points import FieldError, fsw_eligibility, points_frame
from communique.workstreams.pathways.points.eligibility import TESTS
from communique.workstreams.pathways.points.frames import FrameError

DAY = date(2026, 11, 24)
ONE: dict[str, Any] = {
    "age": 29, "edu": 6, "first_1": 9, "first_2": 9, "first_3": 9, "first_4": 9, "second": False, "exp": 3,
    "arranged": False, "adapt": 0, "family": 3, "funds": 23_360, "funds_exempt": False,
}  # fmt: skip


def people(*changes: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([{**ONE, **change} for change in changes], infer_schema_length=None)


def verdict(**change: Any) -> dict[str, Any]:
    return fsw_eligibility(people(change), DAY).row(0, named=True)


def test_the_million_of_the_specification_gives_its_check_sums() -> None:
    rng, count = np.random.default_rng(0), 1_000_000
    drawn: dict[str, Any] = {"age": rng.integers(18, 60, count), "edu": rng.integers(0, 8, count)}
    drawn |= {f"first_{n}": rng.integers(4, 11, count) for n in range(1, 5)}
    drawn |= {
        "second": rng.random(count) < 0.1,
        "exp": rng.integers(0, 12, count),
        "arranged": rng.random(count) < 0.05,
    }
    drawn |= {"family": rng.integers(1, 8, count), "funds": rng.integers(0, 60000, count)}
    drawn |= {"adapt": 5 * rng.integers(0, 3, count), "funds_exempt": drawn["arranged"]}
    found = fsw_eligibility(pl.DataFrame(drawn), DAY)
    assert found["points__low"].sum() == found["points__high"].sum() == 53_113_042
    assert found["eligible"].sum() == 24_303
    assert found["eligible"].null_count() == 0


@pytest.mark.parametrize(
    ("change", "test"),
    [
        ({"edu": 0, "exp": 1}, "points_enough"),
        ({"first_3": 6}, "language_enough"),
        ({"exp": 0}, "experience_enough"),
        ({"funds": 23_359}, "funds_enough"),
        ({"family": 8, "funds": 44_503}, "funds_enough"),
    ],
)
def test_each_test_can_fail_alone_or_in_the_end(change: dict[str, Any], test: str) -> None:
    assert verdict()["eligible"] is True
    assert verdict(**change)[test] is False
    assert verdict(**change)["eligible"] is False


def test_funds_are_enough_from_the_very_amount_and_not_needed_where_exempt() -> None:
    assert verdict(family=8, funds=40_392 + 4_112)["funds_enough"] is True
    assert verdict(funds=0, funds_exempt=True)["funds_enough"] is True
    assert verdict(funds=None, funds_exempt=None)["funds_enough"] is None
    assert verdict(funds=None, funds_exempt=True)["funds_enough"] is True


def test_a_missing_answer_is_unknown_unless_another_decides() -> None:
    assert verdict(exp=None)["eligible"] is None
    assert verdict(exp=None, first_1=4)["eligible"] is False
    assert verdict(family=None)["funds_enough"] is None
    assert verdict(family=None, funds=15_262)["funds_enough"] is False


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_verdict_is_that_of_all_completions_or_unknown(data: st.DataObject) -> None:
    ranges = {"age": range(16, 50), "edu": range(8), "exp": range(8), "first_2": range(13), "second": [False, True]}
    base = {key: data.draw(st.sampled_from(list(values))) for key, values in ranges.items()}
    missing = data.draw(st.lists(st.sampled_from(["edu", "first_2", "second"]), min_size=1, max_size=2, unique=True))
    worlds = fsw_eligibility(
        people(
            *({**base, **dict(zip(missing, w, strict=True))} for w in itertools.product(*(ranges[m] for m in missing)))
        ),
        DAY,
    )
    found = fsw_eligibility(people({**base, **dict.fromkeys(missing)}), DAY).row(0, named=True)
    assert found["points__low"] == worlds["points__low"].min()
    assert found["points__high"] == worlds["points__high"].max()
    for test in (*TESTS[:3],):
        seen = set(worlds[test])
        assert found[test] == (seen.pop() if len(seen) == 1 else None)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    four = people({}, {"exp": None}, {"age": 46}, {"funds": 0})
    assert_frame_equal(fsw_eligibility(four[order], DAY), fsw_eligibility(four, DAY)[order])


def test_on_a_day_without_rules_everything_is_unknown_and_without_funds_only_they_are() -> None:
    assert all(cell is None for cell in fsw_eligibility(people({}), date(2001, 1, 1)).row(0))
    before = fsw_eligibility(people({}, {"funds_exempt": True}), date(2025, 7, 6))
    assert before["funds_enough"].to_list() == [None, True]
    assert before["points_enough"].to_list() == [True, True]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"age": -1}, "column age: -1 cannot be; write a whole number from 0 to 120"),
        ({"first_4": 13}, "column first_4: 13 cannot be; write a whole number from 0 to 12"),
        ({"adapt": 11}, "column adapt: 11 cannot be"),
        ({"funds": float("nan")}, "column funds: nan CAD cannot be"),
        ({"funds": -0.5}, "column funds: -0.5 CAD cannot be"),
        ({"family": 0}, "column family: 0 persons cannot be"),
    ],
)
def test_an_answer_that_cannot_be_names_row_column_and_range(change: dict[str, Any], said: str) -> None:
    with pytest.raises(FieldError) as fault:
        fsw_eligibility(people({}, change), DAY)
    assert said in str(fault.value)
    assert fault.value.row == 2


@pytest.mark.parametrize(
    "frame", [people({}).drop("exp"), people({"age": 29.5}), people({"second": 1}), people({"funds": "much"})]
)
def test_a_column_that_is_not_there_or_of_another_kind_is_refused(frame: pl.DataFrame) -> None:
    with pytest.raises(FrameError):
        fsw_eligibility(frame, DAY)


def crs_people(**change: Any) -> pl.DataFrame:
    abilities = {
        f"{language}_{n}": level
        for language, level in (("first", 9), ("second", 0), ("spouse", 0))
        for n in range(1, 5)
    }
    answers = {"age": 29, "edu": 4, "cwe": 0, "fwe": 3, "spouse_edu": 0, "spouse_cwe": 0, "cdn_edu": 0, "job": 0}
    flags = dict.fromkeys(("trade_cert", "accompanied", "first_is_french", "sibling", "pn"), False)
    return pl.DataFrame([{**abilities, **answers, **flags, **change}])


def test_a_frame_gives_the_points_that_rows_give() -> None:
    day = date(2026, 10, 1)
    assert points_frame(crs_people(), "crs", day).row(0, named=True)["total__low"] == 429
    known = crs_people().drop("age").with_columns(age__low=28, age__high=32)
    found = points_frame(known, "crs", day).row(0, named=True)
    assert (found["total__low"], found["total__high"]) == (413, 429)
    late = points_frame(crs_people(), "crs", date(2026, 11, 3)).row(0, named=True)
    assert "new ranking rules began" in late["unknown"]
    assert late["total__low"] is None


def test_a_null_spouse_spans_alone_and_accompanied() -> None:
    day = date(2026, 10, 1)
    single, accompanied = (points_frame(crs_people(accompanied=a), "crs", day)["total__low"][0] for a in (False, True))
    found = points_frame(crs_people(accompanied=None), "crs", day).row(0, named=True)
    assert (found["total__low"], found["total__high"]) == (accompanied, single)


@pytest.mark.parametrize("change", [{"job": 100}, {"age__low": 40, "age__high": 30}])
def test_a_frame_refuses_codes_and_intervals_that_cannot_be(change: dict[str, Any]) -> None:
    frame = crs_people(**change) if "job" in change else crs_people(**change).drop("age")
    with pytest.raises((FieldError, FrameError)):
        points_frame(frame, "crs", date(2026, 10, 1))


def test_nobody_gives_nothing() -> None:
    assert fsw_eligibility(people({}).clear(), DAY).height == 0
    assert points_frame(crs_people().clear(), "crs", date(2026, 10, 1)).height == 0
