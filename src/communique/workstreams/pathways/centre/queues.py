"""How long is the queue in front of so many officers (Erlang C), and how many officers does a wait need?

λ arrivals and μ services an hour, a = λ/μ offered load, c officers, ρ = a/c < 1:

    B(0) = 1,  B(k) = a·B(k−1) / (k + a·B(k−1))        P(wait) = B / (1 − ρ(1 − B))
    Wq = P(wait) / (cμ − λ)                              P(wait > t) = P(wait)·exp(−(cμ − λ)t)
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from communique.workstreams.pathways.centre.errors import CentreError, positive, share


@dataclass(frozen=True)
class Queue:
    """What a queue with so many officers looks like. Waits in the unit of 1/service_rate."""

    officers: int
    load: float
    probability_of_waiting: float
    mean_wait: float
    p90_wait: float


def blocking(officers: int, load: float) -> float:
    """Erlang B: the share that would find all officers busy and leave."""
    blocked = 1.0
    for k in range(1, officers + 1):
        blocked = load * blocked / (k + load * blocked)
    return blocked


def queue(officers: int, arrival_rate: float, service_rate: float, *, percentile: float = 0.9) -> Queue:
    """The queue of so many officers; its `p90_wait` is the wait that 90 % (or another `percentile`) stay within.

    Raises CentreError where officers cannot keep up: the queue would grow without end.
    """
    positive(officers, "officers")
    positive(arrival_rate, "arrival_rate")
    positive(service_rate, "service_rate")
    load = arrival_rate / service_rate
    if load >= officers:
        said = f"a load of {load:.6g} needs more than {officers} officers: the queue would never end"
        raise CentreError(said, column="officers")
    return _described(officers, load, blocking(officers, load), service_rate, percentile)


def _described(officers: int, load: float, blocked: float, service_rate: float, percentile: float) -> Queue:
    waiting = blocked / (1 - load / officers * (1 - blocked))
    spare = (officers - load) * service_rate
    exceeded = waiting / (1 - percentile)
    return Queue(officers, load, waiting, waiting / spare, math.log(exceeded) / spare if exceeded > 1 else 0.0)


def halfin_whitt(beta: float) -> float:
    """P(wait) with a + β√a officers when there are many: [1 + βΦ(β)/φ(β)]⁻¹."""
    positive(beta, "beta")
    density = math.exp(-(beta**2) / 2) / math.sqrt(2 * math.pi)
    below = math.erfc(-beta / math.sqrt(2)) / 2
    return 1 / (1 + beta * below / density)


def officers_for(arrival_rate: float, service_rate: float, longest_wait: float, *, percentile: float = 0.9) -> Queue:
    """The fewest officers with which a `percentile` of visits waits at most `longest_wait`.

    Counts up from the first number that keeps up with the load: one officer more never makes anybody wait longer.
    """
    share(percentile, "percentile")
    positive(arrival_rate, "arrival_rate")
    positive(service_rate, "service_rate")
    if percentile == 1 or not longest_wait >= 0:
        raise CentreError(
            "give a percentile below 1 and a wait of 0 or more: no number of officers rules out every wait"
        )
    load = arrival_rate / service_rate
    officers = math.floor(load) + 1
    blocked = blocking(officers, load)
    while True:
        found = _described(officers, load, blocked, service_rate, percentile)
        if found.p90_wait <= longest_wait:
            return found
        officers += 1
        blocked = load * blocked / (officers + load * blocked)


def square_root_rule(load: float, beta: float) -> int:
    """Officers by a + β√a: a first guess for many officers, whose P(wait) `halfin_whitt` gives."""
    positive(load, "load")
    positive(beta, "beta")
    return math.ceil(load + beta * math.sqrt(load))
