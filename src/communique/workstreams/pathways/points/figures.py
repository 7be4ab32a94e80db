"""Which dated, cited figures do the point grids use, and on which days is there none?"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.errors import CommuniqueError
from communique.facts import Facts, load

FOLDER = Path(__file__).parents[1] / "points_facts"

#: Whole numbers or flags, one for each person.
Ints = NDArray[Any]


class StepsError(CommuniqueError):
    """A table of points with a hole, an overlap, or a fall where the law's table rises."""


@dataclass(frozen=True)
class Unrecorded:
    """The answer for a day without recorded rules: unknown, and why."""

    reason: str


@dataclass(frozen=True, eq=False)
class Steps:
    """Points by level: `points[level]`, levels from 0."""

    points: NDArray[np.int16]

    def at(self, levels: Ints) -> NDArray[np.int16]:
        """Points of each level."""
        return self.points.take(levels)

    def worst(self, low: Ints, high: Ints) -> Ints:
        """Of the levels from low to high, one with the fewest points."""
        return self._poorest[low, high]

    def best(self, low: Ints, high: Ints) -> Ints:
        """Of the levels from low to high, one with the most points."""
        return self._richest[low, high]

    @cached_property
    def _poorest(self) -> Ints:
        return _extreme_levels(self.points)

    @cached_property
    def _richest(self) -> Ints:
        return _extreme_levels(-self.points)


def _extreme_levels(points: NDArray[np.int16]) -> Ints:
    """(from, to) → the first level between them at which points are least."""
    levels = np.arange(points.size)
    found = np.zeros((points.size, points.size), dtype=np.int64)
    for start in levels:
        tail = points[start:]
        lower = np.concatenate([[True], tail[1:] < np.minimum.accumulate(tail)[:-1]])
        found[start, start:] = np.maximum.accumulate(np.where(lower, levels[start:], start))
    return found


@cache
def figures() -> Facts:
    """All figures of the point grids, of solvency and of work, with their sources."""
    return load(FOLDER)


@cache
def gaps() -> tuple[dict[str, Any], ...]:
    """Days that are known to be without figures: id, from, recorded_on, reason, note."""
    return tuple(tomllib.loads((FOLDER / "gaps.toml").read_text(encoding="utf-8"))["gap"])


def unrecorded(id: str, on: date, known_at: date | None = None) -> Unrecorded:
    """Why nothing is recorded for a day: `no rule recorded`, with the curator's reason where there is one."""
    said = f"no rule recorded for {on}" + (f" as known at {known_at}" if known_at else "")
    for gap in gaps():
        since, recorded_on = gap["from"], gap["recorded_on"]
        if gap["id"] == id and since <= on and (known_at is None or recorded_on <= known_at):
            return Unrecorded(f"{said}: {gap['reason']}")
    return Unrecorded(said)


@cache
def _changes() -> list[date]:
    """Days on which a figure begins, or is over since the day before."""
    begun = {fact.valid_from for fact in figures() if fact.valid_from}
    return sorted(begun | {fact.valid_to + timedelta(days=1) for fact in figures() if fact.valid_to})


def steady_since(on: date) -> date:
    """The last day on which any figure changed, up to a day: what is in force is the same on both."""
    place = bisect_right(_changes(), on)
    return _changes()[place - 1] if place else date.min


def greatest_level(id: str) -> int:
    """The last level that a table has on any day: the end of the field's range."""
    return max(_span(key)[1] for key in {fact.key for fact in figures() if fact.id == id})


def steps(id: str, on: date, known_at: date | None, *, rising: bool = True) -> Steps:
    """The table of an id in force on a day; its keys are spans of levels such as `20..29`.

    Raises FactError where none is recorded, StepsError for a hole, an overlap, or (if it should be `rising`) a fall.
    """
    found = figures().keyed(id, on=on, known_at=known_at)
    spans = sorted((*_span(key), fact.value) for key, fact in found.items())
    points: list[float] = []
    for first, last, value in spans:
        if first != len(points) or last < first:
            raise StepsError(f"{id}: level {len(points)} has no points of its own", file=FOLDER)
        points += [value] * (last - first + 1)
    return ascending(points, id) if rising else Steps(np.array(points, dtype=np.int16))


def ascending(points: Sequence[float], id: str) -> Steps:
    """Steps that never fall, on which intervals of points rest; raises StepsError where they do."""
    found = Steps(np.array(points, dtype=np.int16))
    if (np.diff(found.points) < 0).any():
        raise StepsError(f"{id}: points fall with the level, so an interval cannot be read off its ends", file=FOLDER)
    return found


def _span(key: str) -> tuple[int, int]:
    try:
        first, last = key.split("..")
        return int(first), int(last)
    except ValueError:
        raise StepsError(f"{key!r} is not a span of levels such as 20..29", file=FOLDER) from None
