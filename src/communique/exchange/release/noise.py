"""Which noise does a count get, and how far off is it then?

Discrete Laplace (two-sided geometric) noise by OpenDP: Pr[N = j] = (1 - p) / (1 + p) * p^|j|, p = exp(-epsilon / D), D
the number of cells that one case can change. Neighbouring data sets differ in one case.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from communique.exchange.ledger import missing
from communique.exchange.release.budget import BudgetError

MECHANISM = "discrete_laplace"


@dataclass(frozen=True)
class Utility:
    """How far a released count may be from the true one; it holds for any data, and says nothing of this data.

    sd             standard deviation of the noise
    within_95      the least t with Pr[|N| <= t] >= 95 %
    total_sd       standard deviation of the sum of all cells
    ten_percent    the least true count of which 95 % of releases are within a tenth
    clipping_bias  how much too high, on average, a true zero is where negative counts are set to zero; else 0
    """

    epsilon: str
    sensitivity: int
    cells: int
    sd: float
    within_95: int
    total_sd: float
    ten_percent: int
    clipping_bias: float


def decay(sensitivity: int, epsilon: Decimal) -> float:
    """p of the distribution."""
    return math.exp(-float(epsilon) / sensitivity)


def variance(sensitivity: int, epsilon: Decimal) -> float:
    """2 p / (1 - p)^2."""
    p = decay(sensitivity, epsilon)
    return 2 * p / (1 - p) ** 2


def within(probability: float, sensitivity: int, epsilon: Decimal) -> int:
    """The least t with Pr[|N| <= t] = 1 - 2 p^(t + 1) / (1 + p) >= probability."""
    p = decay(sensitivity, epsilon)
    return max(0, math.ceil(math.log((1 - probability) * (1 + p) / 2) / math.log(p)) - 1)


def utility(sensitivity: int, epsilon: Decimal, cells: int, *, clipped: bool) -> Utility:
    """The report that goes beside a release of so many cells."""
    p, bound = decay(sensitivity, epsilon), within(0.95, sensitivity, epsilon)
    sd = math.sqrt(variance(sensitivity, epsilon))
    return Utility(
        epsilon=f"{epsilon:f}",
        sensitivity=sensitivity,
        cells=cells,
        sd=sd,
        within_95=bound,
        total_sd=sd * math.sqrt(cells),
        ten_percent=10 * bound,
        clipping_bias=p / (1 - p**2) if clipped else 0.0,  # E[max(N, 0)]
    )


def mechanism(sensitivity: int | None, epsilon: Decimal) -> Any:
    """OpenDP's measurement of integer counts that costs at most epsilon.

    Raises BudgetError where the sensitivity is missing or below 1, or no noise can be scaled to epsilon.
    """
    if sensitivity is None or isinstance(sensitivity, bool) or sensitivity < 1:
        raise BudgetError("how many cells can one case change? It must be declared, 1 or more", column="sensitivity")
    try:
        import opendp.prelude as dp
    except ModuleNotFoundError as error:
        raise missing(error) from error
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l1_distance(T="i64")
    scale = sensitivity / float(epsilon)
    while math.isfinite(scale):
        found: Any = dp.m.make_laplace(*space, scale=scale)
        if Fraction(found.map(sensitivity)) <= Fraction(epsilon):
            return found
        scale = math.nextafter(scale, math.inf)  # the quotient was rounded down: the cost a last digit too high
    raise BudgetError(f"no noise can be scaled to {epsilon:f}", column="epsilon")


def noisy(measurement: Any, counts: Sequence[int]) -> list[int]:
    """The counts with noise of their own each, drawn from the system's secure source: no seed repeats them."""
    return [int(count) for count in measurement([int(count) for count in counts])]
