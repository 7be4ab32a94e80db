"""A compliance score is never given without what is known and what the unknown leave open."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.commitment import (
    PartyState,
    compliance,
    compliance_of_summit,
    load_summit,
    score,
    window_ends,
)  # fmt: skip
from communique.language import Text

SCORES = st.sampled_from([-1, 0, 1, None])


def state(name: str) -> PartyState:
    return PartyState("CAN", name, Text("x"))


def test_silence_is_not_a_minus_one():
    assert score(state("unknown")) is None
    assert score(state("overdue_unknown")) is None
    assert score(state("reversed")) == -1


def test_late_is_fulfilled_and_on_track_is_work_in_progress():
    assert (score(state("late")), score(state("on_track")), score(state("behind"))) == (1, 0, 0)
    assert score(state("behind"), worsened=True) == -1


def test_percent_is_fifty_times_score_plus_one():
    assert compliance([1, 0]).percent == 75
    assert compliance([None, None]).percent is None


@given(st.lists(SCORES, min_size=1, max_size=40))
def test_the_interval_holds_every_completion_of_the_unknown(scores):
    found = compliance(scores)
    for guess in (-1, 0, 1):
        full = [guess if s is None else s for s in scores]
        assert found.low <= sum(full) / len(full) <= found.high
    assert found.coverage == sum(s is not None for s in scores) / len(scores)


@given(st.lists(SCORES, min_size=1, max_size=20), st.randoms())
def test_the_order_of_parties_does_not_matter(scores, random):
    shuffled = list(scores)
    random.shuffle(shuffled)
    assert compliance(shuffled) == compliance(scores)


def test_a_commitment_without_any_known_score_leaves_the_mean_and_widens_the_interval():
    found = compliance_of_summit({"a": [1, 1], "b": [None, None]})
    assert (found.mean, found.known, found.all, found.low, found.high) == (1.0, 2, 4, 0.0, 1.0)


def test_windows_end_yearly_on_the_tenth_of_january():
    communique = load_summit("nals2023").communique
    assert communique.window_start == dt.date(2023, 1, 11)
    assert window_ends(communique, dt.date(2026, 1, 9)) == (dt.date(2024, 1, 10), dt.date(2025, 1, 10))
    assert window_ends(communique, dt.date(2023, 6, 1)) == ()


def test_nothing_to_score_is_an_error():
    with pytest.raises(ValueError, match="nothing to score"):
        compliance([])
