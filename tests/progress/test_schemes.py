"""Bands and scores of the published schemes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.progress.schemes import (
    BANDS,
    SCHEMES,
    band,
    bands_achieved,
    bands_with_target,
    bands_without_target,
    scheme_facts,
    score,
    together,
)


@pytest.mark.parametrize(
    ("table", "edges"),
    [  # specs/commitments.md, progress ratios
        ("statcan.with-target", (0.95, 0.60, 0)),
        ("statcan.without-target", (0.015, 0.005, 0)),
        ("statcan.score", (2.5, 0, -2.5)),
        ("eurostat.with-target", (0.95, 0.60, 0)),
        ("eurostat.without-target", (0.01, 0, -0.01)),
        ("un.with-target", (0.95, 0.5, -0.1)),
    ],
)
def test_a_threshold_belongs_to_the_band_above_it(table, edges):
    for place, edge in enumerate(edges):
        assert band(table, edge) == BANDS[table][place]
        assert band(table, edge - 1e-9) == BANDS[table][place + 1]


def test_every_threshold_says_how_sure_it_is():
    confidence = {b.scheme: b.confidence for b in bands_with_target(1.0, 1.0, "geometric")}
    assert confidence == {"statcan": "verified", "eurostat": "recalled", "un": "recalled"}
    assert {fact.source for fact in scheme_facts()} <= set(scheme_facts().sources)


def test_bands_of_the_two_formulas_are_shown_together():
    found = {b.scheme: b for b in bands_with_target(1.1402, 0.8929, "geometric")}
    assert (found["statcan"].band, found["statcan"].linear) == ("on-track", "acceleration-needed")
    assert all(b.formulas_differ for b in found.values())
    assert not any(b.formulas_differ for b in bands_with_target(None, 0.9, "linear"))
    assert [b.band for b in bands_with_target(None, 0.9, "linear")] == ["acceleration-needed", "moderate", "fair"]


def test_achieved_is_the_schemes_own_word_or_its_best_band():
    assert [(b.scheme, b.band) for b in bands_achieved()] == [
        ("statcan", "achieved"), ("eurostat", "significant"), ("un", "on-track-or-met"),
    ]  # fmt: skip


@pytest.mark.parametrize(("ratio", "expected"), [(-0.6, -5), (0.6, 0), (1.3, 5), (0.8384, 1.703), (-9, -5), (9, 5)])
def test_score_with_a_target_goes_through_the_published_knots(ratio, expected):
    assert score(ratio, target=True) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    ("growth", "expected"), [(-0.02, -5), (0, -2.5), (0.005, 0), (0.015, 2.5), (0.02, 5), (-1, -5), (1, 5)]
)
def test_score_without_a_target_goes_through_the_published_knots(growth, expected):
    assert score(growth, target=False) == pytest.approx(expected, abs=1e-9)


def test_limit_factor_lowers_positive_thresholds_and_knots_of_statistics_canada_only():
    statcan, eurostat = bands_without_target(0.0075, factor=0.5)
    assert (statcan.band, eurostat.band) == ("on-track", "moderate")
    assert bands_without_target(0.0075)[0].band == "acceleration-needed"
    assert score(0.0075, target=False, factor=0.5) == pytest.approx(2.5)
    assert score(-0.01, target=False, factor=0.5) == score(-0.01, target=False)


def test_at_the_limit_whatever_does_not_fall_is_on_track():
    assert bands_without_target(0.0, factor=0.0)[0].band == "on-track"
    assert score(0.0, target=False, factor=0.0) == 5
    assert bands_without_target(-0.001, factor=0.0)[0].band == "deterioration"
    assert score(-0.001, target=False, factor=0.0) == pytest.approx(-2.625)


def test_unknown_stays_unknown():
    assert band("statcan.with-target", None) is None
    assert score(None, target=True) is None
    unable = bands_with_target(None, None, None)
    assert {b.message_id for b in unable} == {"progress-band-unable-to-assess"}


def test_several_series_have_the_mean_score_and_are_achieved_only_if_all_are():
    some = together([5, 2, None], [True, False, False])
    assert (some.score, some.band, some.known, some.series) == (3.5, "on-track", 2, 3)
    assert together([5, 5], [True, True]).band == "achieved"
    assert together([5, 4.9], [True, False]).band == "on-track"
    assert together([5, None], [True, False]).band == "on-track"
    assert together([None], [False]).band is None


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=2).map(sorted), st.sampled_from(sorted(BANDS)))
def test_a_better_pace_never_gets_a_worse_band_or_score(paces, table):
    worse, better = (BANDS[table].index(band(table, pace)) for pace in paces)
    assert better <= worse
    assert score(paces[0], target=True) <= score(paces[1], target=True)
    assert score(paces[0], target=False) <= score(paces[1], target=False)


def test_every_scheme_has_a_table_with_a_target():
    assert {f"{scheme}.with-target" for scheme in SCHEMES} <= set(BANDS)
