"""Is land drawn where it is, and light enough?"""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from communique.render import coasts, maps


@pytest.fixture(scope="module")
def land() -> dict[str, list[list[tuple[float, float]]]]:
    return coasts.lines()


def test_land_is_light_enough_for_a_page(land: dict[str, list[list[tuple[float, float]]]]) -> None:
    assert len(json.dumps(coasts.geojson(), separators=(",", ":"))) < 300_000
    assert set(land) == {"coast", "border", "state"}


@pytest.mark.parametrize(
    ("kind", "longitude", "latitude"),
    [("coast", -97.1, 25.95), ("coast", -52.62, 47.52), ("border", -104.05, 49.0), ("state", -109.05, 38.0)],
    ids=["mouth of the Rio Grande", "Cape Spear", "49th parallel", "Utah and Colorado"],
)
def test_known_places_lie_on_their_line(
    land: dict[str, list[list[tuple[float, float]]]], kind: str, longitude: float, latitude: float
) -> None:
    spot = np.array([longitude, latitude])
    away = min(_distance(spot, np.array(line)) for line in land[kind] if len(line) > 1)
    assert away < 0.15  # degrees: the low resolution of the source and the simplification


def _distance(spot: np.ndarray, line: np.ndarray) -> float:
    start, along = line[:-1], np.diff(line, axis=0)
    squared = (along**2).sum(axis=1)
    share = np.clip(((spot - start) * along).sum(axis=1) / np.where(squared == 0, 1, squared), 0, 1)
    return float(np.hypot(*(start + share[:, None] * along - spot).T).min())


@settings(max_examples=50)
@given(arrays(float, st.tuples(st.integers(2, 40), st.just(2)), elements=st.floats(-50, 50)), st.floats(0.01, 5))
def test_simplifying_keeps_the_ends_and_moves_nothing_far(line: np.ndarray, tolerance: float) -> None:
    kept = coasts.simplified(line, tolerance)
    assert (kept[0] == line[0]).all()
    assert (kept[-1] == line[-1]).all()
    assert len(kept) <= len(line)


def test_points_on_a_straight_line_fall_away() -> None:
    line = np.column_stack([np.linspace(0, 10, 50), np.linspace(0, 5, 50)])
    assert len(coasts.simplified(line, 0.01)) == 2


def test_the_projection_is_mercators() -> None:
    # northing of 45° in degrees of the equator: ln tan(67.5°) = 0.881374 rad = 50.498987°
    assert maps.mercator(45.0) == pytest.approx(50.498987, abs=1e-6)
    assert maps.mercator(-45.0) == pytest.approx(-50.498987, abs=1e-6)
