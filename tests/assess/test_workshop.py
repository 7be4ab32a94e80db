"""A result is made again when what it rests on has changed, and not when something else has."""

from __future__ import annotations

import datetime as dt

import pytest
from tests_root import ROOT

from communique.assess.workshop import Workshop
from communique.hooks import workstreams
from communique.store import Derived, Store, contribute

TODAY = dt.date(2200, 1, 1)  # after every contribution of a test, whatever day it runs on
INVENTORY = ROOT / "docs" / "tutorials" / "invented-inventory.csv"


@pytest.fixture
def made(tmp_path):
    """Counts how often a workstream's result is made in a new assessment of the same store."""
    store, derived, times = Store(tmp_path / "store"), Derived(tmp_path / "derived"), []

    def make(name, known_at=TODAY, marking="TLP:CLEAR"):
        workshop = Workshop(store, TODAY, known_at, 0, 10, None, print, derived, marking)
        before = len(times)
        workshop.context(workstreams()[name], {}).derived("result", {}, lambda: times.append(name) or {"made": 1})
        return len(times) > before

    make.store = store
    return make


def hand_in(store, **given):
    table = next(t for t in workstreams()["methane"].load("tables") if t.name == "methane.inventory")
    return contribute(store, table, INVENTORY, party="MEX", contributor="test", **given)


def test_a_contribution_makes_the_results_of_its_own_workstream_again_and_no_other_s(made):
    assert made("methane")
    assert made("transit")
    hand_in(made.store)
    assert made("methane")
    assert not made("transit")
    assert not made("methane")


def test_what_was_known_before_a_contribution_is_found_again(made):
    assert made("methane")
    hand_in(made.store)
    assert not made("methane", known_at=dt.date(2020, 1, 1))


def test_an_edition_of_a_freer_marking_rests_on_less(made):
    assert made("methane")
    hand_in(made.store, marking="TLP:AMBER")
    assert not made("methane")
    assert made("methane", marking="TLP:AMBER")
