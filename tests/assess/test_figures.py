"""Figures against targets: what is known is judged, what is not known says why, and no stroke runs through a break."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from communique.assess.figures import figures, pictures
from communique.assess.judging import basis, computed_state, joined, worsened
from communique.commitment import PartyState, load_summit
from communique.estimate import Estimate, Provenance
from communique.geo import TOGETHER
from communique.language import Text

TODAY = dt.date(2026, 11, 24)
WASTE = load_summit("nals2023").communique.commitment(6)
YEARS = tuple(range(2012, 2024))


def estimate(series, breaks=(), spread=0.0):
    """One party's series in t CH4 (the target is in kt), with draws where a spread is given."""
    count = 200 if spread else 1
    noise = np.random.default_rng(0).lognormal(0, spread, (count, 1, 1)) if spread else 1.0
    draws = np.asarray(series, dtype=float)[None, None, :] * 1000 * noise * np.ones((count, 1, 1))
    return Estimate(
        "methane.waste_ch4", "t CH4", ("CAN",), YEARS, draws, "reported",
        provenance=(Provenance("CAN", "inventory", "v1"),), breaks={"CAN": tuple(breaks)},
        reported=frozenset({"CAN"}),
    )  # fmt: skip


def of_canada(found):
    return next(f for f in figures(WASTE, {found.indicator: found}, {found.indicator: "methane"}) if f.party == "CAN")


FALLING = [100 * 0.97**i * (1 + 0.004 * (-1) ** i) for i in range(12)]
RISING = [100 * 1.02**i * (1 + 0.004 * (-1) ** i) for i in range(12)]


def test_the_unit_of_the_estimate_is_turned_into_the_target_s():
    figure = of_canada(estimate(FALLING))
    assert figure.latest == pytest.approx(FALLING[-1])
    assert figure.progress.level == pytest.approx(0.85 * FALLING[8])
    assert (figure.low, figure.high) == (None, None)


def test_draws_give_an_interval_and_one_draw_gives_none():
    figure = of_canada(estimate(FALLING, spread=0.1))
    assert figure.low < figure.latest < figure.high


def test_a_party_without_figures_and_a_target_without_workstream_say_so():
    found = figures(WASTE, {"methane.waste_ch4": estimate(FALLING)}, {"methane.waste_ch4": "methane"})
    assert {f.party: f.unknown.id for f in found if f.unknown and f.target == "waste-ch4"} == {
        "MEX": "unknown-no-figures-of-party",
        "USA": "unknown-no-figures-of-party",
        TOGETHER: "unknown-no-figures-of-party",
    }
    pledge = [f for f in found if f.target == "methane-pledge"]
    assert pledge
    assert all(f.collective and f.progress is None and f.unknown.id == "unknown-no-workstream" for f in pledge)


def test_years_before_a_break_are_shown_and_not_judged():
    found = estimate(FALLING, breaks=(2014, 2021))
    figure = of_canada(found)
    assert figure.progress.baseline.year == 2021  # the base year 2020 lies before the break: the first later year
    assert figure.progress.probability.value is None
    (picture,) = pictures(WASTE, {found.indicator: found}, {found.indicator: "methane"})
    reported = [line for line in picture.lines if line.manner == "reported"]
    assert [(line.points[0][0], line.points[-1][0]) for line in reported] == [(2012, 2013), (2014, 2020), (2021, 2023)]


def test_the_picture_has_history_fan_path_and_target():
    found = estimate(FALLING)
    (picture,) = pictures(WASTE, {found.indicator: found}, {found.indicator: "methane"})
    assert [line.manner for line in picture.lines] == ["reported", "forecast", "path"]
    fan = picture.lines[1]
    assert [band.probability for band in fan.bands] == [0.9, 0.5]
    assert fan.points[0][0] == 2024
    assert picture.target == (2030, pytest.approx(0.85 * FALLING[8]))
    assert picture.sources == ("methane/inventory",)


def state(series, on=TODAY):
    figure = of_canada(estimate(series))
    return computed_state(WASTE, "CAN", [figure], on), figure


def test_fast_enough_is_on_track_and_too_slow_is_behind():
    assert state(FALLING)[0].state == "on_track"
    rising, figure = state(RISING)
    assert rising.state == "behind"
    assert worsened("CAN", [figure])
    assert not worsened("CAN", [state(FALLING)[1]])


def test_met_when_the_target_year_is_over_is_delivered():
    assert state([*FALLING[:-1], 1.0], on=dt.date(2031, 1, 1))[0].state == "delivered"
    assert state([*FALLING[:-1], 1.0])[0].state == "on_track"


def test_a_measure_goes_by_its_figure_and_any_other_promise_by_evidence():
    computed, figure = state(RISING)
    heard = PartyState("CAN", "activity", Text("reason-activity", {"evidence": "x"}), evidence=("x",))
    assert joined(WASTE, heard, computed).state == "behind"
    forum = WASTE.model_copy(update={"kind": "convene"})
    assert joined(forum, heard, computed).state == "activity"
    silent = PartyState("CAN", "unknown", Text("unknown-no-figures-of-party"), basis="computed")
    assert joined(WASTE, heard, silent).state == "activity"
    assert joined(WASTE, heard, None) == heard
    assert basis([figure], [heard]) == "both"
    assert basis([figure], [silent]) == "computed"
    assert basis([], [silent]) == "evidence"
