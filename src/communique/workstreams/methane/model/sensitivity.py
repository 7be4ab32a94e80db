"""Which parameter does the answer hang on?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.workstreams.methane.model.fod import RecoveryError
from communique.workstreams.methane.model.landfill import LandfillCase, Outcome, defaults, evaluate
from communique.workstreams.methane.model.monte_carlo import distribution

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one parameter does to an outcome: Spearman's rank correlation, and its share of all their squares."""

    parameter: str
    rank_correlation: float
    share: float


@dataclass(frozen=True, slots=True)
class Swing:
    """The outcome with one parameter at the low and at the high end of its range, all others at their defaults.

    None where that end contradicts a measurement: it generates less than was recovered.
    """

    parameter: str
    at_low: float | None
    at_high: float | None


def contributions(values: Mapping[str, ArrayLike], outcome: ArrayLike) -> tuple[Contribution, ...]:
    """Rank contributions to an outcome, greatest first: rho_p² / Σ rho², which sum to one.

    The squares of Spearman's correlations share out the variance of the ranks where parameters are independent.

    values   parameter name -> (draw,); parameters that do not vary are left out, since they can explain nothing
    outcome  (draw,)
    """
    from scipy.stats import rankdata

    varying = {n: np.asarray(v, np.float64) for n, v in values.items() if np.ptp(np.asarray(v)) > 0}
    result = np.asarray(outcome, np.float64)
    if not varying or np.ptp(result) == 0:
        return ()
    ranks = np.vstack([rankdata(v) for v in (*varying.values(), result)])
    rho = np.corrcoef(ranks)[-1, :-1]
    share = rho**2 / (rho**2).sum()
    found = [Contribution(name, float(r), float(s)) for name, r, s in zip(varying, rho, share, strict=True)]
    return tuple(sorted(found, key=lambda c: (-c.share, c.parameter)))


def swings(case: LandfillCase, measure: Callable[[Outcome], float]) -> tuple[Swing, ...]:
    """Bars of a tornado, widest first: every parameter with a range moved alone to its two ends within its bounds.

    measure  the figure looked at, such as the emission of 2030

    A share of a composition moves alone too, without the others making room.
    """
    base = defaults(case)
    usual = measure(evaluate(case, base))

    def at(name: str, end: float) -> float | None:
        try:
            return measure(evaluate(case, {**base, name: np.array([end])}))
        except RecoveryError:
            return None

    found = []
    for parameter in case.parameters:
        dist = distribution(parameter)
        if dist.kind == "fixed":
            continue
        ends = (max(dist.low, dist.lower), min(dist.high, dist.upper))
        found.append(Swing(parameter.name, *(at(parameter.name, end) for end in ends)))

    def width(swing: Swing) -> float:
        low, high = (usual if end is None else end for end in (swing.at_low, swing.at_high))
        return abs(high - low)

    return tuple(sorted(found, key=lambda swing: (-width(swing), swing.parameter)))


def of_year(years: Iterable[int], year: int) -> Callable[[Outcome], float]:
    """The measure "emission of a year", Gg CH4, for `swings`."""
    index = list(years).index(year)
    return lambda outcome: float(outcome.emitted[0, index])
