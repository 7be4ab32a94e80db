"""Results in the shape of IATI keep what is unknown unknown, and what a reader does not know is kept."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from communique.assess import as_data
from communique.assess.comparing import EditionError
from communique.assess.interchange import read_results, results, rows

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def found(shipped_edition):
    return results(as_data(shipped_edition))


def by_ref(found, ref):
    return next(result for result in found["results"] if result["ref"] == ref)


def test_every_target_is_a_result(found):
    assert len(found["results"]) == 17
    assert len({result["ref"] for result in found["results"]}) == 17


def test_a_figure_carries_baseline_target_and_actual(found):
    waste = by_ref(found, "06-waste-methane/waste-ch4")
    assert (waste["type"], waste["aggregation-status"]) == ("2", True)
    canada = next(i for i in waste["indicator"] if i["location"] == "CAN")
    assert canada["ascending"] is False
    assert canada["baseline"]["year"] == 2020
    (period,) = canada["period"]
    assert period["target"]["value"] == pytest.approx(0.85 * canada["baseline"]["value"])
    assert period["end"] == "2021-12-31"


def test_what_is_unknown_is_null_with_its_reason(found):
    waste = by_ref(found, "06-waste-methane/waste-ch4")
    mexico = next(i for i in waste["indicator"] if i["location"] == "MEX")
    assert mexico["baseline"]["value"] is None
    assert mexico["period"][0]["actual"]["comment"]


def test_an_event_has_the_state_of_each_party(found):
    summit = by_ref(found, "19-drug-dialogue/" + next(
        r["ref"].split("/")[1] for r in found["results"] if r["ref"].startswith("19-drug-dialogue/")
    ))  # fmt: skip
    assert [p["actual"]["state"] for p in summit["indicator"][0]["period"]] == ["delivered"] * 3


def test_one_flat_row_a_period(found):
    flat = list(rows(found))
    assert len(flat) == sum(len(i["period"]) for r in found["results"] for i in r["indicator"])
    assert len({tuple(row) for row in flat}) == 1


def test_fields_that_are_not_known_are_kept_and_faults_are_named(found, tmp_path):
    file = tmp_path / "results.json"
    file.write_text(json.dumps({**found, "publisher": {"x": 1}}))
    assert read_results(file)["publisher"] == {"x": 1}
    file.write_text('{"results": [{"ref": "a"}]}')
    with pytest.raises(EditionError, match="result 1 lacks type, indicator"):
        read_results(file)
    file.write_text("[]")
    with pytest.raises(EditionError, match="no list of results"):
        read_results(file)


def test_the_command_writes_both_forms(communique, shipped_edition, tmp_path):
    edition = tmp_path / "edition.json"
    edition.write_text(json.dumps(as_data(shipped_edition)))
    for name in ("out.json", "out.csv"):
        assert communique.here("export", edition, "--out", tmp_path / name).returncode == 0
        assert (tmp_path / name).stat().st_size > 1000
    refused = communique.here("export", edition, "--out", tmp_path / "out.xml")
    assert refused.returncode == 1
    assert ".json or .csv" in refused.stderr
