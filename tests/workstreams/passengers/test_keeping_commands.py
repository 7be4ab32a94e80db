"""Does the command line mask, keep, show and answer as a person would ask it to?"""

from __future__ import annotations

import json
import os

import pytest
from test_keeping_masking import invented
from typer.testing import CliRunner

pytest.importorskip("cryptography", reason="communique[exchange] is not installed")

from communique.workstreams.passengers.cli import app
from communique.workstreams.passengers.generator import Form, interchange, trips
from communique.workstreams.passengers.parsing.reading import read_bytes

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


def invented_of(file):
    return list(read_bytes(file.read_bytes()))


@pytest.fixture
def halves(tmp_path):
    """The two parts of one push, a file each, of three records each."""
    whole = "".join(interchange(trips(6, 2, 3), Form(per_message=3, split=True, newline="")))
    middle, start = whole.index("UNH", whole.index("UNH") + 1), whole.index("UNH")
    first, second = tmp_path / "1.edi", tmp_path / "2.edi"
    first.write_text(whole[:middle] + "UNZ+1+1'", "latin-1")
    second.write_text(whole[:start] + whole[middle : whole.index("UNZ")] + "UNZ+1+1'", "latin-1")
    return first, second


def kept(run, *words) -> dict:
    return json.loads(run("keep", *words, "--for", "USA", "--loaded", "2026-08-31", "--json").stdout)


def test_half_a_push_is_held_and_kept_whole_once_its_other_part_has_come(run, halves):
    receipt = kept(run, halves[0])
    assert (receipt["kept"], receipt["held"], receipt["of_incomplete_pushes"]) == (0, 3, 0)
    assert [(push["state"], push["parts"]) for push in receipt["incomplete_pushes"]] == [("waiting", [1])]
    receipt = kept(run, *halves)
    assert (receipt["kept"], receipt["held"], receipt["incomplete_pushes"]) == (6, 0, [])


def test_half_a_push_that_waited_too_long_is_kept_and_never_as_a_whole_one(run, halves):
    os.utime(halves[0], (0, 0))
    receipt = kept(run, halves[0])
    assert (receipt["kept"], receipt["held"], receipt["of_incomplete_pushes"]) == (3, 0, 3)
    assert [push["state"] for push in receipt["incomplete_pushes"]] == ["overdue"]
    document = next(d.number for p in invented_of(halves[0]) for person in p.passengers for d in person.documents)
    [told] = json.loads(run("access", input=f"{document}\n").stdout)["records"]
    assert told["push_complete"] is False


def test_a_part_that_comes_twice_is_kept_once(run, halves, tmp_path):
    again = tmp_path / "again.edi"
    again.write_bytes(halves[0].read_bytes())
    receipt = kept(run, *halves[:1], again, halves[1], "--hold", "100000")
    assert (receipt["kept"], receipt["repeated"]) == (6, 3)


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


def test_mask_and_quality_name_a_push_of_which_a_part_is_missing_and_no_whole_one(run, halves):
    told = run("mask", halves[0])
    assert "pushes of which parts are missing: 1" in told.stdout
    lines = run("mask", halves[0], "--json")
    assert [set(json.loads(line)) for line in lines.stdout.splitlines()] == [{"message", "segments"}] * 3
    assert "PUSH_INCOMPLETE" in lines.stderr
    found = run("quality", halves[1], "--json")
    [push] = json.loads(found.stdout)["incomplete_pushes"]
    assert (push["state"], push["parts"], push["missing"]) == ("waiting", [2], [1])
    assert "PUSH_INCOMPLETE" in found.stderr
    assert "pushes of which parts are missing: 0" in run("mask", *halves).stdout
    assert json.loads(run("quality", *halves, "--json").stdout)["incomplete_pushes"] == []
