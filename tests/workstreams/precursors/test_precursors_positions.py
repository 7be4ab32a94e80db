"""Who may be told what the control of precursors knows: the parties' positions, and what no common one permits."""

from __future__ import annotations

from datetime import date

import pytest

from communique.exchange import common, decide, find_positions, proofs, publishable, stances
from communique.exchange.installed import folders
from communique.workstreams.precursors.tables import TABLES

ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def today():
    return stances(find_positions(workstream="precursors"), ON)


def test_the_positions_of_passengers_are_meant_where_no_workstream_is_named():
    assert set(folders()) >= {"passengers", "precursors"}
    assert "precursors" not in str(find_positions().positions[0].file)
    assert "precursors" in str(find_positions(workstream="precursors").positions[0].file)


def test_a_request_can_name_every_category_of_a_column_and_every_party(today):
    contributed = {column.category for table in TABLES for column in table.columns}
    assert contributed <= set(today.form.listed("category"))
    assert today.parties == ("CAN", "MEX", "USA")
    assert set(today.parties) <= set(today.form.listed("recipient"))


def test_customs_figures_go_to_another_party_in_confidence_under_an_arrangement_for_enforcement_only(today):
    request = {"category": "public", "recipient": "MEX", "purpose": "enforcement", "confidence": True}
    assert decide(today, {**request, "arrangement": True}).permitted
    refused = decide(today, {**request, "purpose": "commercial", "arrangement": True})
    assert {f.party: f.permitted for f in refused.findings} == {"CAN": True, "MEX": True, "USA": False}
    assert not decide(today, request).permitted  # an arrangement that nobody states is not known


@pytest.mark.parametrize("category", ["gap", "lead", "official"])
def test_what_is_amber_goes_to_no_other_party_while_mexico_s_rule_is_not_found(today, category):
    request = {"category": category, "recipient": "USA", "purpose": "enforcement", "originator": True}
    found = decide(today, {**request, "confidence": True, "arrangement": True})
    assert {f.party: f.codes for f in found.findings}["MEX"] == ("unknown:precursors-act",)
    assert not found.permitted


def test_no_common_position_lets_a_gap_or_a_lead_go_to_everybody(today):
    agreed = common(today)
    log = proofs(agreed.most.permit, today)
    assert {(p.claim, p.subject): p.status for p in log.proofs}["never", "open"] == "proved"
    assert publishable(agreed, log)
    everybody = decide(today, {"category": "gap", "recipient": "everybody", "purpose": "enforcement"})
    assert {f.codes for f in everybody.findings} == {("silence:recipient",)}
