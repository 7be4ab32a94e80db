"""From which year on can a series be compared with itself?

The rule and its thresholds are declared in `rules.csv`; breaks that are recorded for a shipped vintage are in
`breaks.csv`, each a cited fact. Nothing is ever fitted through a break.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from communique.workstreams.methane.series import figures
from communique.workstreams.methane.series.vintages import SECTORS, Vintage, sum_of, waste_series


@dataclass(frozen=True)
class Break:
    """The first year of a series that cannot be compared with the years before it, and how: `level` or `slope`."""

    category: str
    year: int
    kind: str


def breaks(vintage: Vintage) -> tuple[Break, ...]:
    """Known and found breaks of the sectors of one vintage, by year."""
    found = set(known_breaks(vintage))
    sums = {year: each.known for year, each in waste_series(vintage).items()}
    for category in SECTORS:
        series = {year: sum_of(vintage.cells, year, (category,)).known for year in sums}
        series = {year: value for year, value in series.items() if math.isfinite(value)}
        found |= {Break(category, year, "slope") for year in slope_breaks(series, sums)}
        if not (category == "5.A" and starts_up(series)):  # relative steps from near zero say nothing
            found |= {Break(category, year, "level") for year in level_breaks(series, sums)}
    return tuple(sorted(found, key=lambda each: (each.year, each.category, each.kind)))


def known_breaks(vintage: Vintage) -> tuple[Break, ...]:
    """Breaks that are recorded for a vintage, each a cited fact; the value is the first year after it."""
    found = []
    for fact in figures():
        if fact.id == "known-break":
            country, name, category, kind = fact.key.split("|")[:4]
            if (country, name) == (vintage.country, vintage.name):
                found.append(Break(category, int(fact.value), kind))
    return tuple(found)


def level_breaks(series: Mapping[int, float], sums: Mapping[int, float]) -> tuple[int, ...]:
    """Years in which a series jumps.

    A year t is one where g_t = ln(v_t / v_(t-1)) is at least `level-log-change` in size, further than `level-score`
    median absolute deviations from the median of g, and v_t - v_(t-1) is at least `share-of-sum` of the sum at t-1.
    """
    steps = [(a, b) for a, b in _consecutive(series) if series[a] > 0 and series[b] > 0]
    growth = np.array([math.log(series[b] / series[a]) for a, b in steps])
    if not growth.size:
        return ()
    middle = float(np.median(growth))
    spread = float(np.median(np.abs(growth - middle)))
    return tuple(
        b
        for (a, b), g in zip(steps, growth, strict=True)
        if abs(g) >= _rule("level-log-change")
        and abs(g - middle) > _rule("level-score") * spread
        and _material(series[b] - series[a], sums.get(a, math.nan))
    )


def slope_breaks(series: Mapping[int, float], sums: Mapping[int, float]) -> tuple[int, ...]:
    """Years from which a series rises or falls at another pace.

    With d_t = v_t - v_(t-1) and w = `slope-window`: the means of the w increments before t and from t on differ by more
    than `slope-score` pooled standard deviations and by at least `share-of-sum` of the sum at t-1. Of neighbouring
    years within one window that with the highest score is taken.
    """
    window = int(_rule("slope-window"))
    steps = _consecutive(series)
    rises = np.array([series[b] - series[a] for a, b in steps])
    scores: dict[int, float] = {}
    for i in range(window, len(steps) - window + 1):
        if steps[i + window - 1][1] - steps[i - window][0] != window + window:
            continue  # a gap within the window
        before, after = rises[i - window : i], rises[i : i + window]
        difference = float(after.mean() - before.mean())
        spread = math.sqrt(float(np.mean([before.var(), after.var()])))
        if abs(difference) > _rule("slope-score") * spread and _material(difference, sums.get(steps[i][0], math.nan)):
            scores[steps[i][1]] = abs(difference) / spread if spread else math.inf
    near = {year: max(scores[y] for y in scores if abs(y - year) < window) for year in scores}
    return tuple(year for year, score in sorted(scores.items()) if score == near[year])


def starts_up(series: Mapping[int, float]) -> bool:
    """Whether a landfill series begins near zero: it lacks the decay of what was deposited before its first year."""
    return bool(series) and series[min(series)] < figures().value("start-up-rule", "first-share") * max(series.values())


def _rule(key: str) -> float:
    return figures().value("break-rule", key)


def _material(difference: float, total: float) -> bool:
    return not abs(difference) < _rule("share-of-sum") * total  # beside an unknown total every step matters


def _consecutive(series: Mapping[int, float]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairwise(sorted(series)) if b - a == 1]
