"""Markings travel with what is made of marked things, and leave in STIX 2.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_house import STEWARD, SUPERVISOR, a_house, approved

from communique.exchange import stix
from communique.exchange.approvals import NotApproved, grant, request
from communique.exchange.log.witness import entries
from communique.exchange.markings import (
    MarkingError,
    mark_down,
    marking,
    marking_of_stix,
    markings,
    may_go_out,
    of_derived,
)
from communique.tables.contract import MARKINGS

labels = st.sampled_from(MARKINGS)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_amber_strict_and_green_make_amber_strict() -> None:
    assert of_derived("TLP:AMBER+STRICT", "TLP:GREEN") == "TLP:AMBER+STRICT"


@given(st.lists(labels, min_size=1), st.randoms())
def test_a_derived_marking_is_never_freer_than_an_input_and_knows_no_order(inputs: list[str], random: Any) -> None:
    found = of_derived(*inputs)
    assert found in inputs
    assert all(marking(found).order >= marking(one).order for one in inputs)
    random.shuffle(inputs)
    assert of_derived(*inputs) == found


def test_what_is_made_of_nothing_known_has_no_marking() -> None:
    with pytest.raises(MarkingError, match="no known input"):
        of_derived()
    with pytest.raises(MarkingError, match="not a marking of TLP"):
        of_derived("TLP:WHITE")


def test_the_order_is_that_of_tlp_2() -> None:
    assert [one.label for one in markings()] == ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
    assert may_go_out("TLP:GREEN", "TLP:AMBER")
    assert not may_go_out("TLP:AMBER+STRICT", "TLP:AMBER")


def test_a_lower_marking_needs_its_originator_s_approval_which_is_in_the_log(tmp_path: Path) -> None:
    home, _ = a_house(tmp_path / "can")
    record = "r-" + "0" * 32
    other = approved(home, "mark_down", f"{record} TLP:CLEAR")
    with pytest.raises(NotApproved, match="not mark_down of"):
        mark_down(home, record, "TLP:AMBER", "TLP:GREEN", STEWARD, other)
    granted = approved(home, "mark_down", f"{record} TLP:GREEN")
    assert mark_down(home, record, "TLP:AMBER", "TLP:GREEN", STEWARD, granted) == "TLP:GREEN"
    assert entries(home)[-1]["detail"]["approval"] == granted
    with pytest.raises(MarkingError, match="not below"):
        mark_down(home, record, "TLP:GREEN", "TLP:AMBER", STEWARD, granted)
    asked = request(home, "mark_down", f"{record} TLP:CLEAR", STEWARD, "press", timedelta(days=1))
    with pytest.raises(NotApproved, match="by nobody yet"):
        mark_down(home, record, "TLP:AMBER", "TLP:CLEAR", STEWARD, asked.id)
    assert grant(home, asked.id, SUPERVISOR).used_at is None


@pytest.mark.parametrize("label", MARKINGS)
def test_marking_objects_are_the_published_ones(label: str) -> None:
    # OASIS common objects, TLP 2.0: created 2022-10-01, property extension 60a3c5c5…
    said = json.loads(stix.marking_definition(label).to_json())
    extension = said["extensions"]["extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"]
    assert said["created"] == "2022-10-01T00:00:00.000Z"
    assert said["id"] == marking(label).stix_id
    assert extension == {"extension_type": "property-extension", "tlp_2_0": label.removeprefix("TLP:").lower()}
    assert stix.parse(json.dumps(said)) == stix.marking_definition(label)


def test_the_ids_of_tlp_1_are_read_as_what_replaced_them() -> None:
    found = marking_of_stix("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9")  # TLP:WHITE
    assert found is not None
    assert found.label == "TLP:CLEAR"
    assert marking_of_stix("marking-definition--00000000-0000-4000-8000-000000000000") is None


def an_indicator(label: str = "TLP:GREEN", **more: Any) -> stix.Indicator:
    return stix.indicator("[ipv4-addr:value = '198.51.100.1']", "stix", NOW, label, **more)


def test_a_bundle_carries_the_definitions_of_its_markings_and_is_read_back() -> None:
    bundle = stix.bundle(an_indicator("TLP:RED"), an_indicator("TLP:GREEN", name="scanner"))
    assert [one.id for one in bundle.objects[:2]] == [marking("TLP:GREEN").stix_id, marking("TLP:RED").stix_id]
    assert stix.parse_bundle(bundle.to_json()) == bundle
    assert stix.marking_of_object(bundle.objects[2]) == "TLP:RED"


def test_an_object_without_a_marking_is_not_free() -> None:
    said = json.loads(an_indicator().to_json())
    del said["object_marking_refs"]
    assert stix.marking_of_object(stix.parse(json.dumps(said))) is None


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id": "indicator--1"}, "id"),
        ({"id": an_indicator().id.replace("indicator", "identity")}, "id"),
        ({"created": "2026-11-24"}, "created"),
        ({"modified": "2020-01-01T00:00:00.000Z"}, "modified before"),
        ({"valid_until": "2020-01-01T00:00:00Z"}, "valid_until is not after"),
        ({"pattern": ""}, "pattern"),
        ({"confidence": 101}, "confidence"),
        ({"x_secret": 1}, "x_secret"),
        ({"object_marking_refs": []}, "object_marking_refs"),
        ({"spec_version": "2.0"}, "spec_version"),
        ({"type": "malware"}, "malware"),
    ],
)
def test_what_is_not_well_formed_is_refused_by_property(change: dict[str, Any], where: str) -> None:
    said = {**json.loads(an_indicator().to_json()), **change}
    with pytest.raises(stix.StixError, match=where):
        stix.parse(json.dumps(said))


def test_a_marking_object_that_lies_about_its_marking_is_refused() -> None:
    said = json.loads(stix.marking_definition("TLP:RED").to_json())
    said["id"] = marking("TLP:CLEAR").stix_id
    with pytest.raises(stix.StixError, match=r"not a marking definition of TLP 2\.0"):
        stix.parse(json.dumps(said))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"type":"bundle"}', b"\xff"])
def test_what_is_no_stix_is_refused(content: str | bytes) -> None:
    with pytest.raises(stix.StixError):
        stix.parse(content)
    with pytest.raises(stix.StixError):
        stix.parse_bundle(content)


def test_a_moment_without_a_zone_has_no_timestamp() -> None:
    with pytest.raises(stix.StixError, match="no time zone"):
        stix.timestamp(datetime(2026, 1, 1))
