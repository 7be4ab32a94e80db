"""Do the grids give the points of all development vectors and named cases, part by part?"""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.workstreams.pathways.points import Scored, score_rows

DAY = date(2026, 10, 1)


def scored(grid: str, rows: list[dict[str, Any]]) -> Scored:
    return score_rows(grid, [json.dumps(row) for row in rows], default_on=DAY)


@pytest.mark.parametrize(
    ("grid", "file", "count"), [("crs", "crs_vectors_dev", 2000), ("fsw", "fsw67_vectors_dev", 1000)]
)
def test_every_vector_matches_on_every_part(shared: Path, grid: str, file: str, count: int) -> None:
    with gzip.open(shared / "data/pathways" / f"{file}.jsonl.gz", "rt") as stream:
        rows = [json.loads(line) for line in stream]
    found = scored(grid, rows)
    assert not found.faults
    assert len(rows) == count
    assert list(found.answers) == [{"id": row["id"], **row["expect"]} for row in rows]


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "data/pathways/reference_cases.json").read_text())
    return loaded


@pytest.mark.parametrize(("grid", "group"), [("crs", "crs"), ("fsw", "fsw67")])
def test_every_named_case_matches(cases: dict[str, Any], grid: str, group: str) -> None:
    rows = cases[group]
    assert rows
    assert list(scored(grid, rows).answers) == [{"id": row["id"], **row["expect"]} for row in rows]


def test_every_interval_case_matches(cases: dict[str, Any]) -> None:
    for case in cases["crs_intervals"]:
        profile = json.loads(json.dumps(cases["crs"][0]["profile"]))
        for field, (low, high) in case["unknown"].items():
            name, _, index = field.partition("[")
            place, key = (profile[name], int(index[:-1])) if index else (profile, name)
            place[key] = {"between": [low, high]}
        (answer,) = scored("crs", [{"id": case["id"], "on": case["on"], "profile": profile}]).answers
        assert answer["total"] == case["expect_total"], case["id"]


BASE: dict[str, Any] = {
    "age": 29, "edu": 4, "first": [9, 9, 9, 9], "second": None, "cwe": 0, "fwe": 3, "trade_cert": False,
    "spouse": None, "first_is_french": False, "sibling": False, "cdn_edu": 0, "pn": False, "job": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("on", "change", "total"),
    [
        ("2026-10-01", {}, 429),
        ("2026-10-01", {"first": [9, 9, 9, 8]}, 384),
        ("2026-10-01", {"age": {"between": [28, 32]}}, [413, 429]),
        ("2015-01-01", {"job": 50}, 1029),
        ("2016-11-18", {"job": 50, "sibling": True, "cdn_edu": 2}, 1029),
        ("2016-11-19", {"job": 50}, 479),
        ("2016-11-19", {"job": 200}, 629),
        ("2016-11-18", {"cdn_edu": 1}, 429),
        ("2016-11-19", {"cdn_edu": 1}, 444),
        ("2017-06-05", {"sibling": True}, 429),
        ("2017-06-06", {"sibling": True}, 444),
        ("2025-03-24", {"job": 200}, 629),
        ("2025-03-25", {"job": 200}, 429),
        ("2026-11-02", {"job": 200}, 429),
    ],
)
def test_the_regime_changes_to_the_day(on: str, change: dict[str, Any], total: object) -> None:
    (answer,) = scored("crs", [{"id": 1, "on": on, "profile": {**BASE, **change}}]).answers
    assert answer["total"] == total


@pytest.mark.parametrize(
    ("on", "points"), [("2017-06-05", 0), ("2017-06-06", 30), ("2020-10-19", 30), ("2020-10-20", 50)]
)
def test_french_points_change_to_the_day(on: str, points: int) -> None:
    french = {**BASE, "first": [7] * 4, "second": [5] * 4, "first_is_french": True}
    (answer,) = scored("crs", [{"id": 1, "on": on, "profile": french}]).answers
    assert answer["D"] == points


@pytest.mark.parametrize("on", ["2026-11-03", "2030-01-01"])
def test_from_november_2026_ranking_is_unknown_with_its_reason(on: str) -> None:
    (answer,) = scored("crs", [{"id": 1, "on": on, "profile": BASE}]).answers
    reason = "new ranking rules began on 2026-11-03 and their points are not recorded"
    assert answer == {"id": 1, "unknown": f"no rule recorded for {on}: {reason}"}


def test_before_express_entry_nothing_is_recorded_and_nothing_is_carried_back() -> None:
    (answer,) = scored("crs", [{"id": 1, "on": "2014-12-31", "profile": BASE}]).answers
    assert answer == {"id": 1, "unknown": "no rule recorded for 2014-12-31"}


def test_what_was_not_yet_recorded_was_not_yet_known() -> None:
    line = json.dumps({"id": 1, "on": "2026-10-01", "profile": BASE})
    found = score_rows("crs", [line], known_at=date(2026, 11, 23))
    assert found.answers == ({"id": 1, "unknown": "no rule recorded for 2026-10-01 as known at 2026-11-23"},)
    assert score_rows("crs", [line], known_at=date(2026, 11, 24)).answers[0]["total"] == 429
