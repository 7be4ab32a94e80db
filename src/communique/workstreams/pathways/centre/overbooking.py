"""How many appointments should be booked for so many places, when not everybody comes?

    minimise over N    E[ cost_over·(S − c)⁺ + cost_idle·(c − S)⁺ ],    S ~ Binomial(N, p)

One booking more adds p·(cost_over·P(S ≥ c) − cost_idle·P(S < c)), which rises with N: the best N is the first at which
it is not negative.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from communique.workstreams.pathways.centre.errors import CentreError, positive, share

MOST = 100_000_000  # bookings whose outcomes are counted through one by one


@dataclass(frozen=True)
class Overbooking:
    """The best number of bookings, its expected cost, and how likely more come than there are places."""

    bookings: int
    expected_cost: float
    probability_over: float


def overbooking(capacity: int, show_probability: float, cost_over: float, cost_idle: float) -> Overbooking:
    """The number of bookings of least expected cost, the smallest where several are equal.

    capacity          places, c; show_probability  that one who is booked comes, p, above 0
    cost_over, _idle  of a person too many and of a place that stays empty, in one unit

    Raises CentreError for figures that cannot be, or that would need more than `MOST` bookings.
    """
    positive(capacity, "capacity")
    if capacity > MOST:
        raise CentreError(f"{capacity:,} places are more than {MOST:,}", column="capacity")
    share(show_probability, "show_probability")
    positive(show_probability, "show_probability")
    positive(cost_over, "cost_over")
    positive(cost_idle, "cost_idle")
    if capacity != int(capacity):
        raise CentreError(f"{capacity} places cannot be; give a whole number", column="capacity")
    bookings = _first_not_worth_adding_to(int(capacity), show_probability, cost_idle / (cost_over + cost_idle))
    cost = expected_cost(bookings, int(capacity), show_probability, cost_over, cost_idle)
    return Overbooking(bookings, cost, _more_than(bookings, capacity, show_probability))


def _first_not_worth_adding_to(capacity: int, show: float, critical: float) -> int:
    """The first N with P(S ≥ c) ≥ critical, by halving; below c nobody can be too many."""
    low, high = capacity - 1, capacity
    while _more_than(high, capacity - 1, show) < critical:
        low, high = high, 2 * high
        if high > MOST:
            raise CentreError(f"{show:g} would need more than {MOST:,} bookings", column="show_probability")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _more_than(middle, capacity - 1, show) < critical else (low, middle)
    return high


def _more_than(bookings: int, places: int, show: float) -> float:
    from scipy.stats import binom

    return float(binom.sf(places, bookings, show))


def expected_cost(bookings: int, capacity: int, show: float, cost_over: float, cost_idle: float) -> float:
    """Expected cost of so many bookings, over every number of people who may come."""
    from scipy.stats import binom

    come = np.arange(bookings + 1)
    cost = cost_over * np.maximum(come - capacity, 0) + cost_idle * np.maximum(capacity - come, 0)
    return float(binom.pmf(come, bookings, show) @ cost)
