"""How does an edition travel to other registers? In the shape of IATI 2.03 results, with what IATI lacks added.

A result has indicators, an indicator a baseline and periods, a period a target and an actual value. Added: the interval
of the actual value, method, evidence, and what a figure supersedes. What a reader does not know it must keep.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.assess.comparing import EditionError

#: IATI codelist ResultType: a target of its own kind.
_TYPE = {"outcome": "2", "output": "1"}
#: IATI codelist IndicatorMeasure: 1 unit, 2 percentage, 5 qualitative.
_MEASURE = {"%": "2", "": "5"}


def results(edition: Mapping[str, Any]) -> dict[str, Any]:
    """Results of an edition (its JSON data) in the IATI shape; a figure that is unknown is null with its reason."""
    return {
        "edition": {key: edition[key] for key in ("summit", "on", "known_at", "seed", "lock")},
        "results": [
            _result(commitment, target) for commitment in edition["commitments"] for target in commitment["targets"]
        ],
    }


def _result(commitment: Mapping[str, Any], target: Mapping[str, Any]) -> dict[str, Any]:
    figures = [figure for figure in commitment["indicators"] if figure["target_id"] == target["id"]]
    return {
        "ref": f"{commitment['id']}/{target['id']}",
        "type": _TYPE[target["kind"]],
        "aggregation-status": target["scope"] == "both",
        "title": commitment["title"],
        "evidence": [row["id"] for row in commitment["evidence"] if row["kind"] != "rejected"],
        "indicator": [_indicator(target, figure) for figure in figures] or [_event(commitment, target)],
    }


def _event(commitment: Mapping[str, Any], target: Mapping[str, Any]) -> dict[str, Any]:
    """A target without a figure: an event, whose actual is the state of each party."""
    return {
        "measure": "5",
        "ascending": True,
        "aggregation-status": False,
        "period": [
            {
                "start": None,
                "end": _end(target.get("year")),
                "target": {"value": None},
                "actual": {
                    "value": None,
                    "location": state["party"],
                    "state": state["state"],
                    "comment": state["reason"],
                },
            }
            for state in commitment["parties"]
        ],
    }


def _indicator(target: Mapping[str, Any], figure: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ref": figure["id"],
        "measure": _MEASURE.get(target["unit"], "1"),
        "ascending": target.get("direction") == "up",
        "aggregation-status": figure["party"] != "ALL",
        "unit": figure["unit"],
        "location": figure["party"],
        "method": figure["vintage"],
        "baseline": {
            "year": figure["baseline_year"],
            "iso-date": _end(figure["baseline_year"]),
            "value": figure["baseline"],
        },
        "period": [
            {
                "start": _start(figure["latest_year"]),
                "end": _end(figure["latest_year"]),
                "target": {"value": figure["target"], "year": figure["target_year"]},
                "actual": {
                    "value": figure["latest"],
                    "low": figure["low"],
                    "high": figure["high"],
                    "probability": figure["probability"],
                    "comment": figure["unknown_reason"],
                },
            }
        ],
        "supersedes": None,
    }


def _start(year: int | None) -> str | None:
    return None if year is None else f"{year}-01-01"


def _end(year: int | None) -> str | None:
    return None if year is None else f"{year}-12-31"


def rows(found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One flat row a period, for CSV."""
    for result in found["results"]:
        for indicator in result["indicator"]:
            for period in indicator["period"]:
                actual, target = period["actual"], period["target"]
                yield {
                    "result": result["ref"],
                    "type": result["type"],
                    "indicator": indicator.get("ref"),
                    "measure": indicator["measure"],
                    "ascending": indicator["ascending"],
                    "unit": indicator.get("unit"),
                    "location": actual.get("location") or indicator.get("location"),
                    "baseline_year": indicator.get("baseline", {}).get("year"),
                    "baseline": indicator.get("baseline", {}).get("value"),
                    "period_start": period["start"],
                    "period_end": period["end"],
                    "target": target["value"],
                    "actual": actual["value"],
                    "low": actual.get("low"),
                    "high": actual.get("high"),
                    "state": actual.get("state"),
                    "comment": actual.get("comment"),
                }


def read_results(file: str | Path) -> dict[str, Any]:
    """Results as somebody else wrote them; fields that are not known here are kept as they are.

    Raises EditionError for a file that is no such document, naming what is wrong.
    """
    try:
        found = json.loads(Path(file).read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EditionError(f"not readable as JSON: {error}", file=file) from error
    if not isinstance(found, dict) or not isinstance(found.get("results"), list):
        raise EditionError("holds no list of results", file=file, column="results")
    for place, result in enumerate(found["results"]):
        lacking = [key for key in ("ref", "type", "indicator") if key not in result]
        if lacking:
            raise EditionError(f"result {place + 1} lacks {', '.join(lacking)}", file=file, column="results")
    return found
