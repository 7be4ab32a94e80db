"""Every difference between two editions has a cause, and one without is called unexplained."""

from __future__ import annotations

import copy
import json

import pytest

from communique.assess import as_data
from communique.assess.comparing import CAUSES, EditionError, compare, read_edition
from communique.language import Words


@pytest.fixture(scope="module")
def base(shipped_edition):
    return as_data(shipped_edition)


@pytest.fixture
def other(base):
    return copy.deepcopy(base)


def commitment(edition, number):
    return edition["commitments"][number - 1]


def causes(changes):
    return {change.cause for change in changes}


def test_the_same_edition_has_not_changed(base, other):
    assert compare(base, other) == ()


def test_new_evidence_explains_a_new_state(base, other):
    found = commitment(other, 11)
    found["evidence"].append({**found["evidence"][0], "id": "11-02", "kind": "activity"})
    found["status"] = "activity"
    found["parties"][0]["state"] = "activity"
    changes = compare(base, other)
    assert causes(changes) == {"new-evidence"}
    assert {c.where for c in changes} == {"evidence 11-02", "party CAN", "status"}
    assert {c.detail for c in changes} == {"11-02"}


def test_a_reversal_and_a_withdrawal_are_named(base, other):
    commitment(other, 18)["evidence"].append(
        {**commitment(other, 18)["evidence"][0], "id": "18-02", "kind": "reversal"}
    )
    commitment(other, 4)["evidence"].pop()
    assert causes(compare(base, other)) == {"reversal", "withdrawn-evidence"}


def test_a_corrected_row_and_conflicts_that_open_and_close_are_named(base, other):
    commitment(other, 18)["evidence"][0]["conflict_group"] = "new"
    for row in commitment(other, 19)["evidence"]:
        row["conflict_group"] = None
    assert {"conflict-opened", "conflict-closed", "corrected-evidence"} <= causes(compare(base, other))


def canada(edition):
    return commitment(edition, 6)["indicators"][0]


def test_a_revised_figure_of_the_same_year_is_data_revised(base, other):
    other["facts"] = {"methane": "other"}
    canada(other)["latest"] += 10
    canada(other)["ratio"] = 0.1
    assert causes(compare(base, other)) == {"data-revised"}


def test_a_later_year_is_a_new_year_of_data(base, other):
    other["tables"] = {"methane.inventory": {"version": 1, "contributions": ["x"]}}
    canada(other).update(latest_year=2022, latest=700.0, band="limited")
    assert causes(compare(base, other)) == {"new-year"}


def test_another_reading_of_the_target_is_named(base, other):
    commitment(other, 6)["targets"][0]["factor"] = 0.8
    canada(other)["target"] = 1.0
    assert causes(compare(base, other)) == {"target-reading"}


def test_another_method_and_another_day_are_named(base, other):
    other["lock"] = "another"
    canada(other)["probability"] = 0.5
    assert causes(compare(base, other)) == {"method"}
    other["on"] = "2026-12-01"
    assert causes(compare(base, other)) == {"day"}


def test_words_alone_are_words_alone(base, other):
    commitment(other, 3)["texts"] = "another"
    assert [(c.where, c.cause) for c in compare(base, other)] == [("texts", "words")]


def test_a_figure_that_moves_without_a_cause_is_unexplained(base, other):
    canada(other)["latest"] += 1
    assert causes(compare(base, other)) == {"unexplained"}


def test_a_state_that_moves_without_a_cause_is_unexplained(base, other):
    commitment(other, 2)["status"] = "delivered"
    assert causes(compare(base, other)) == {"unexplained"}


def test_added_and_removed_promises_are_named(base, other):
    commitment(other, 28)["id"] = "29-new"
    assert causes(compare(base, other)) == {"promise-added", "promise-removed"}


def test_two_summits_are_not_compared(base, other):
    with pytest.raises(EditionError, match="two summits"):
        compare(base, {**other, "summit": "another"})


def test_every_cause_has_words():
    words = Words("en")
    assert all(f"cause-{cause}" in words for cause in CAUSES)


def test_what_is_no_edition_is_refused(tmp_path):
    with pytest.raises(EditionError, match="no edition here"):
        read_edition(tmp_path)
    for text in ("{", "[" * 100_000):
        (tmp_path / "edition.json").write_text(text)
        with pytest.raises(EditionError, match="not readable"):
            read_edition(tmp_path)
    (tmp_path / "edition.json").write_text(json.dumps([1]))
    with pytest.raises(EditionError, match="no edition"):
        read_edition(tmp_path)
