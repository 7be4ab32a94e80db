"""Does the command line mask, keep, show and answer as a person would ask it to?"""

from __future__ import annotations

import json

import pytest
from test_keeping_masking import invented
from typer.testing import CliRunner

pytest.importorskip("cryptography", reason="communique[exchange] is not installed")

from communique.workstreams.passengers.cli import app
from communique.workstreams.passengers.generator import Form, interchange, trips

OFFICER = {"COMMUNIQUE_OFFICER": "usa.officer.17:data_steward:CBP"}


@pytest.fixture
def push(tmp_path):
    """A message of five invented records."""
    file = tmp_path / "push.edi"
    file.write_bytes("".join(interchange(trips(5, 8), Form())).encode("latin-1"))
    return file


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A command in a home of its own."""
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))

    def invoke(*arguments: str, input: str | None = None, fails: bool = False):
        found = CliRunner().invoke(app, [str(a) for a in arguments], input=input, env=OFFICER)
        assert (found.exit_code != 0) == fails, found.output
        return found

    return invoke


def test_mask_writes_a_record_a_line_without_any_surname(run, push):
    lines = [json.loads(line) for line in run("mask", push, "--json").stdout.splitlines()]
    assert len(lines) == 5
    text = json.dumps(lines, ensure_ascii=False)
    surnames = {person.surname for pnr in invented(5, 8) for person in pnr.passengers}
    assert surnames
    assert not any(name in text for name in surnames)


def test_mask_tells_how_much_and_refuses_a_position_that_masks_nothing(run, push):
    told = run("mask", push, "--for", "USA").stdout
    assert "elements: 4, 6, 7, 17, 18" in told
    assert "records that still name somebody: 0" in told
    assert "masks nothing" in str(run("mask", push, "--for", "CAN", fails=True).exception)


def test_mask_of_what_is_no_message_exits_2(run, tmp_path):
    file = tmp_path / "empty.edi"
    file.write_bytes(b"hello")
    assert run("mask", file, fails=True).exit_code == 2


def test_keep_due_access_and_redress_go_one_after_the_other(run, push):
    kept = json.loads(run("keep", push, "--for", "USA", "--loaded", "2026-08-31", "--json").stdout)
    assert kept["kept"] == 5
    due = json.loads(run("due", "--until", "2027-12-31", "--on", "2026-12-01", "--json").stdout)
    assert {row["on"] for row in due["items"]} == {"2027-02-28"}
    document = next(d.number for p in invented(5, 8)[0].passengers for d in p.documents)
    told = json.loads(run("access", input=f"{document}\n").stdout)
    assert [one["record"] for one in told["records"]] == [kept["records"][0]]
    assert json.loads(run("redress", "--for", "CAN", "--json", input=f"{document}\n").stdout)["due"]
    assert len(json.loads(run("redress", "--list", "--json").stdout)["complaints"]) == 1
    assert json.loads(run("redress", "--answered", "--json", input=f"{document}\n").stdout)["answered"]


def test_keep_under_mexico_needs_a_declared_period(run, push):
    refused = run("keep", push, "--for", "MEX", "--loaded", "2026-11-01", fails=True)
    assert "no period of retention is known" in str(refused.exception)
    assert (
        json.loads(run("keep", push, "--for", "MEX", "--loaded", "2026-11-01", "--retain", "P9Y", "--json").stdout)[
            "kept"
        ]
        == 5
    )


def test_quality_counts_records_of_a_carrier(run, push):
    [one] = json.loads(run("quality", push, "--json").stdout)["carriers"]
    assert one["records"] == 5
    assert set(one["missing_of_mexico_s_eight"]) >= {"names", "payment"}


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_life_is_told_in_three_languages(run, language):
    told = run("life", "--load", "2025-08-31", "--departure", "2025-08-31", "--language", language).stdout
    assert "2026-02-28" in told
    assert "passengers-" not in told


def test_position_says_that_it_is_no_agreement(run):
    found = json.loads(run("position", "--on", "2026-11-24", "--json").stdout)
    assert "This is not an agreement: nothing here may be shown as one." in found["passengers-unified-use"]["unknown"]
