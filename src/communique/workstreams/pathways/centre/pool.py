"""How long do people wait in a pool that is served partly by age of request and partly by lot?

A pool of R requests is kept full; of c appointments a day a share φ goes to the longest-waiting, the rest by lot. The
lottery takes everybody at the rate h = (1 − φ)c/R, and a request that reaches the age T is served for sure:

    T = u·R/((1 − φ)·c), u = ln(1/φ)        mean = R/c, whatever φ is        var = (R/c)²·(1 − φ² − 2uφ)/(1 − φ)²

φ = 1: everybody waits R/c. φ = 0: the wait is geometric, no wait has a maximum. The choice of φ is one of values: it
trades the longest wait against chance, and changes the mean not at all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.pathways.centre.errors import CentreError, positive, share

TAIL = 0.05
SERIES = 0.5  # below it nine terms of the series of sinh are exact to the last digit of a float


@dataclass(frozen=True)
class PoolWait:
    """Days that requests wait; maximum is None where there is none."""

    maximum: float | None
    mean: float
    standard_deviation: float
    p95: float


def pool_wait(pool: float, capacity: float, share_longest: float) -> PoolWait:
    """Maximum, mean, standard deviation and 95th percentile of the wait, days.

    pool           requests waiting, R; capacity  appointments a day, c < R; share_longest  φ, from 0 to 1

    Raises CentreError for figures that cannot be, or a capacity that serves the whole pool every day.
    """
    _check(pool, capacity, share_longest)
    mean = pool / capacity
    if share_longest == 1:
        return PoolWait(mean, mean, 0.0, mean)
    daily = (1 - share_longest) * capacity / pool
    by_lot = math.log(TAIL) / math.log1p(-daily)
    if share_longest == 0:
        return PoolWait(None, mean, math.sqrt(1 - daily) / daily, by_lot)
    longest = -math.log(share_longest) / daily
    p95 = longest if share_longest >= TAIL else min(longest, by_lot)
    return PoolWait(longest, mean, mean * math.sqrt(_spread(share_longest)) / (1 - share_longest), p95)


def _spread(share_longest: float) -> float:
    """1 − φ² − 2uφ, which is 2φ(sinh u − u): near φ = 1, where all digits would cancel, by the series of sinh."""
    u = -math.log(share_longest)
    if u > SERIES:
        return 1 - share_longest**2 - 2 * u * share_longest
    return 2 * share_longest * math.fsum(u**n / math.factorial(n) for n in range(3, 20, 2))


def _check(pool: float, capacity: float, share_longest: float) -> None:
    positive(pool, "pool")
    positive(capacity, "capacity")
    share(share_longest, "share_longest")
    if capacity >= pool:
        raise CentreError(
            f"{capacity} appointments a day serve the whole pool of {pool}: nobody waits", column="capacity"
        )


def simulated_wait(
    pool: int, capacity: int, share_longest: float, *, days: int, warm_up: int, rng: np.random.Generator
) -> PoolWait:
    """The same from a run day by day: every day so many are served, then as many join. A day's wait counts as one.

    days     days that are counted, after `warm_up` days that are not
    """
    _check(pool, capacity, share_longest)
    waiting = _steady(pool, capacity, share_longest)
    served = np.zeros(1, dtype=np.int64)
    by_age = Fraction(str(share_longest))
    for day in range(warm_up + days):
        longest = int(by_age * capacity * (day + 1)) - int(by_age * capacity * day)
        leaving = _longest_first(waiting, longest)
        leaving += rng.multivariate_hypergeometric(waiting - leaving, capacity - longest, method="marginals")
        if day >= warm_up:
            served = _added(served, leaving)
        waiting = _older(waiting - leaving, capacity)
    return _described(served)


def _steady(pool: int, capacity: int, share_longest: float) -> NDArray[np.int64]:
    """Requests by days waited (1, 2, …) when the pool is in balance, rounded to its size."""
    daily = (1 - share_longest) * capacity / pool
    ages = np.arange(math.ceil(pool / capacity) if share_longest == 1 else math.ceil(-math.log(1 / pool) / daily) + 1)
    ideal = np.cumsum(capacity * np.exp(-daily * ages))
    return np.diff(np.minimum(np.round(ideal), pool), prepend=0).astype(np.int64)


def _longest_first(waiting: NDArray[np.int64], places: int) -> NDArray[np.int64]:
    behind = np.cumsum(waiting[::-1])[::-1] - waiting  # how many have waited longer
    leaving: NDArray[np.int64] = np.clip(places - behind, 0, waiting)
    return leaving


def _older(left: NDArray[np.int64], joining: int) -> NDArray[np.int64]:
    oldest = int(np.flatnonzero(left)[-1]) + 1 if left.any() else 0
    return np.concatenate([[joining], left[:oldest]])


def _added(so_far: NDArray[np.int64], leaving: NDArray[np.int64]) -> NDArray[np.int64]:
    found = np.zeros(max(so_far.size, leaving.size), dtype=np.int64)
    found[: so_far.size] += so_far
    found[: leaving.size] += leaving
    return found


def _described(served: NDArray[np.int64]) -> PoolWait:
    days = np.arange(1, served.size + 1)
    mean = float(np.average(days, weights=served))
    spread = math.sqrt(float(np.average((days - mean) ** 2, weights=served)))
    reached = np.cumsum(served) >= (1 - TAIL) * served.sum()
    return PoolWait(float(days[served > 0][-1]), mean, spread, float(days[reached][0]))
