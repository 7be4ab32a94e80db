"""Is what is missing unknown, what cannot be refused by name and range, and every interval as tight as it can be?"""

from __future__ import annotations

import itertools
import json
import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.workstreams.pathways.points import Scored, score_rows
from communique.workstreams.pathways.points.crs import CrsRegime, crs_regime
from communique.workstreams.pathways.points.figures import StepsError, ascending, figures

DAY = date(2026, 10, 1)
CRS: dict[str, Any] = {
    "age": 29, "edu": 4, "first": [9, 9, 9, 9], "second": None, "cwe": 0, "fwe": 3, "trade_cert": False,
    "spouse": {"edu": 3, "lang": [7, 7, 7, 7], "cwe": 1}, "first_is_french": False, "sibling": False, "cdn_edu": 0,
    "pn": False, "job": 0,
}  # fmt: skip
FSW: dict[str, Any] = {
    "age": 29, "edu": 4, "first": [9, 9, 9, 9], "second": None, "exp": 1, "arranged": False, "sp_lang": False,
    "sp_study": False, "own_study": False, "sp_work": False, "own_work": False, "relative": False,
}  # fmt: skip
PROFILES = {"crs": CRS, "fsw": FSW}


def scored(grid: str, *profiles: dict[str, Any]) -> Scored:
    return score_rows(grid, [json.dumps({"id": n, "profile": p}) for n, p in enumerate(profiles)], default_on=DAY)


def only(grid: str, profile: dict[str, Any]) -> dict[str, Any]:
    (answer,) = scored(grid, profile).answers
    return answer


@pytest.mark.parametrize(("grid", "key"), [(g, k) for g, p in PROFILES.items() for k in p])
def test_a_missing_answer_is_unknown_and_never_zero(grid: str, key: str) -> None:
    rest = {k: v for k, v in PROFILES[grid].items() if k != key}
    assert only(grid, rest) == {"id": 0, "unknown": f"not given: {key}"}
    assert only(grid, {**rest, key: "declined"}) == {"id": 0, "unknown": f"not given: {key}"}


@pytest.mark.parametrize(
    ("grid", "key"), [(g, k) for g, p in PROFILES.items() for k in p if k not in ("second", "spouse")]
)
def test_null_is_not_sure(grid: str, key: str) -> None:
    assert only(grid, {**PROFILES[grid], key: None}) == {"id": 0, "unknown": f"not given: {key}"}


def test_null_is_single_and_no_test_where_the_key_says_so() -> None:
    assert only("crs", {**CRS, "spouse": None, "second": None})["B"] == 0
    assert only("crs", {**CRS, "spouse": None})["total"] == 429


def test_what_is_missing_of_a_spouse_is_named() -> None:
    assert only("crs", {**CRS, "spouse": {"edu": 3, "lang": [7, 7, None, 7]}}) == {
        "id": 0,
        "unknown": "not given: spouse.cwe, spouse.lang[2]",
    }


@pytest.mark.parametrize(
    ("grid", "change", "field", "range_"),
    [
        ("crs", {"age": -1}, "age", "a whole number from 0 to 120"),
        ("crs", {"age": math.nan}, "age", "a whole number from 0 to 120"),
        ("crs", {"age": math.inf}, "age", "a whole number from 0 to 120"),
        ("crs", {"age": 29.5}, "age", "a whole number from 0 to 120"),
        ("crs", {"age": True}, "age", "a whole number from 0 to 120"),
        ("crs", {"age": "29"}, "age", "a whole number from 0 to 120"),
        ("crs", {"age": 10**30}, "age", "a whole number from 0 to 120"),
        ("crs", {"first": [9, 9, 13, 9]}, "first[2]", "a whole number from 0 to 12"),
        ("crs", {"second": [13, 0, 0, 0]}, "second[0]", "a whole number from 0 to 12"),
        ("crs", {"first": [9, 9, 9]}, "first", "a list of 4 levels"),
        ("crs", {"first": 9}, "first", "a list of 4 levels"),
        ("crs", {"edu": 8}, "edu", "a whole number from 0 to 7"),
        ("crs", {"cwe": 61}, "cwe", "a whole number from 0 to 60"),
        ("crs", {"job": 100}, "job", "0, 50 or 200"),
        ("crs", {"cdn_edu": 3}, "cdn_edu", "a whole number from 0 to 2"),
        ("crs", {"pn": 1}, "pn", "true or false"),
        ("crs", {"spouse": True}, "spouse", "write null, or an object of edu, lang, cwe"),
        ("crs", {"spouse": {"edu": 9, "lang": [7] * 4, "cwe": 0}}, "spouse.edu", "a whole number from 0 to 7"),
        ("crs", {"spouse": {"edu": 3, "language": [7] * 4, "cwe": 0}}, "spouse.language", "did you mean lang?"),
        ("crs", {"agee": 29}, "agee", "did you mean age?"),
        ("crs", {"age": {"between": [32, 28]}}, "age", "the first end is above the second"),
        ("crs", {"age": {"between": [28, 121]}}, "age", "a whole number from 0 to 120"),
        ("crs", {"age": {"about": 30}}, "age", "an interval is written"),
        ("fsw", {"exp": -1}, "exp", "a whole number from 0 to 60"),
        ("fsw", {"first": [7, 7, 7, 13]}, "first[3]", "a whole number from 0 to 12"),
        ("fsw", {"arranged": "yes"}, "arranged", "true or false"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_by_field_and_range(
    grid: str, change: dict[str, Any], field: str, range_: str
) -> None:
    found = scored(grid, PROFILES[grid], {**PROFILES[grid], **change}, PROFILES[grid])
    (fault,) = found.faults
    assert (fault.row, fault.column) == (2, field)
    assert range_ in fault.message
    assert "(id 1)" in fault.message
    assert set(found.answers[1]) == {"id", "error"}
    assert found.answers[0]["total"] == found.answers[2]["total"], "a fault stops no other row"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "a line is an object"),
        ('{"profile": {}}', "every line has an id"),
        ('{"id": 1}', "every line has a profile"),
        ('{"id": 1, "profile": []}', "a profile is an object"),
        ('{"id": 1, "on": "2026-13-01", "profile": {}}', "is not a date"),
        ('{"id": 1, "id": 2, "profile": {}}', "is answered twice"),
        ('{"id": 1, "profile": {"age": 29, "age": 30}}', "is answered twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"id": NaN, "profile": {}}', "every line has an id"),
        ('{"id": 1, "profile": {"age": ' + "9" * 5000 + "}}", "is not JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_a_fault_with_its_row(line: str, said: str) -> None:
    found = score_rows("crs", ["\n", line], default_on=DAY)
    assert [fault.row for fault in found.faults] == [2]
    assert said in str(found.faults[0])
    assert said in found.answers[0]["error"]


def test_a_line_without_a_day_has_no_points() -> None:
    found = score_rows("crs", [json.dumps({"id": 1, "profile": CRS})])
    assert "is not a date" in found.answers[0]["error"]


level, years, flag = st.integers(0, 12), st.integers(0, 7), st.booleans()
four = st.lists(level, min_size=4, max_size=4)
spouses = st.none() | st.fixed_dictionaries({"edu": st.integers(0, 7), "lang": four, "cwe": years})
crs_profiles = st.fixed_dictionaries(
    {
        "age": st.integers(0, 60), "edu": st.integers(0, 7), "first": four, "second": st.none() | four, "cwe": years,
        "fwe": years, "trade_cert": flag, "spouse": spouses, "first_is_french": flag, "sibling": flag,
        "cdn_edu": st.integers(0, 2), "pn": flag, "job": st.sampled_from([0, 50, 200]),
    }
)  # fmt: skip
days = st.sampled_from(["2015-06-01", "2016-11-19", "2017-06-06", "2020-10-20", "2025-03-25"])
ALL: dict[str, list[Any]] = {
    "trade_cert": [False, True], "first_is_french": [False, True], "sibling": [False, True], "pn": [False, True],
    "job": [0, 50, 200], "cdn_edu": [0, 1, 2],
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(crs_profiles, days, st.data())
def test_an_interval_is_exactly_the_least_and_most_of_its_completions(
    profile: dict[str, Any], on: str, data: st.DataObject
) -> None:
    open_keys = data.draw(
        st.lists(st.sampled_from(["age", "edu", "cwe", "fwe", "first", *ALL]), min_size=1, max_size=3, unique=True)
    )
    asked, choices = json.loads(json.dumps(profile)), {}
    for key in open_keys:
        if key in ALL:
            choices[key] = ALL[key]
            ends = [min(ALL[key]), max(ALL[key])]
        else:
            ends = sorted(data.draw(st.tuples(st.integers(0, 7), st.integers(0, 7))))
            ends = [end + 15 * (key == "age") * (1 + index) for index, end in enumerate(ends)]
            choices[key] = list(range(ends[0], ends[1] + 1))
        place, inner = (asked["first"], 2) if key == "first" else (asked, key)
        place[inner] = {"between": ends}
    worlds = []
    for values in itertools.product(*choices.values()):
        world = json.loads(json.dumps(profile))
        for key, value in zip(choices, values, strict=True):
            place, inner = (world["first"], 2) if key == "first" else (world, key)
            place[inner] = value
        worlds.append({"id": 0, "on": on, "profile": world})
    totals = [answer["total"] for answer in score_rows("crs", map(json.dumps, worlds)).answers]
    (answer,) = score_rows("crs", [json.dumps({"id": 0, "on": on, "profile": asked})]).answers
    least, most = answer["total"] if isinstance(answer["total"], list) else (answer["total"],) * 2
    assert (least, most) == (min(totals), max(totals))


@settings(max_examples=60, deadline=None)
@given(crs_profiles, days)
def test_parts_add_up_within_their_caps(profile: dict[str, Any], on: str) -> None:
    (answer,) = score_rows("crs", [json.dumps({"id": 0, "on": on, "profile": profile})]).answers
    assert answer["total"] == sum(answer[part] for part in "ABCD")
    core = 460 if profile["spouse"] else 500
    assert answer["A"] <= core
    assert answer["B"] <= (40 if profile["spouse"] else 0)
    assert answer["C"] <= 100
    assert answer["D"] <= 600


@settings(max_examples=40, deadline=None)
@given(st.lists(crs_profiles, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_abilities_changes_nothing(profiles: list[dict[str, Any]], random: Any) -> None:
    before = [answer["total"] for answer in scored("crs", *profiles).answers]
    order = random.sample(range(len(profiles)), len(profiles))
    turned = [{**profiles[n], "first": random.sample(profiles[n]["first"], 4)} for n in order]
    assert [answer["total"] for answer in scored("crs", *turned).answers] == [before[n] for n in order]


def test_a_bachelors_degree_is_the_first_tier_of_transferability() -> None:
    regime = crs_regime(DAY)
    assert isinstance(regime, CrsRegime)
    assert regime.tiers["education"].points.tolist() == [0, 0, 1, 1, 1, 2, 2, 2]
    assert regime.transferability["education_language"].tolist() == [[0, 0, 0], [0, 13, 25], [0, 25, 50]]


def test_a_table_that_falls_is_refused_since_intervals_rest_on_its_rise() -> None:
    with pytest.raises(StepsError, match="fall"):
        ascending([0, 5, 3], "a table")


def test_every_figure_names_its_source_and_no_gap_is_papered_over() -> None:
    assert len(figures()) > 250
    assert not [
        f for f in figures() if f.id.startswith("crs.") and (f.valid_to is None or f.valid_to > date(2026, 11, 2))
    ]
