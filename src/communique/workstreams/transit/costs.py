"""What is money of another year worth today, what does a purchase cost a year, and what is it in other money?"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from communique.errors import CommuniqueError
from communique.facts import Fact, FactError, Facts

_MONEY = re.compile(r"\b([A-Z]{3})(?:_(\d{4}))?\b")


class CostError(CommuniqueError):
    """A cost that cannot be worked out, or money that cannot be turned into other money."""


def annuity(capital: float, rate: float, years: float) -> float:
    """The equal payment at the end of each of `years` years that pays for `capital`: C r / (1 − (1 + r)^−n).

    At a rate of 0 it is C / n. Raises CostError for a rate of −1 or less and for no years.
    """
    if years <= 0 or rate <= -1:
        raise CostError(f"an annuity needs years above 0 and a rate above −1, not {years:g} years at {rate:g}")
    if rate == 0:
        return capital / years
    return capital * rate / -math.expm1(-years * math.log1p(rate))


def present_value(amounts: Mapping[int, float], rate: float, first_year: int) -> float:
    """Σ amount_y / (1 + r)^(y − first year)."""
    return sum(amount / (1 + rate) ** (year - first_year) for year, amount in amounts.items())


def salvage(price: float, age: float, life: float) -> float:
    """What is left of a price in proportion to the years left of a life; 0 from its end on."""
    if life <= 0:
        raise CostError(f"a life of {life:g} years has no years left to share out")
    return price * max(0.0, 1 - age / life)


def fleet_for_availability(buses: float, available: float) -> int:
    """⌈n / availability⌉: use either this or a spare ratio, not both.

    Raises CostError for an availability outside (0, 1].
    """
    if not 0 < available <= 1:
        raise CostError(f"an availability of {available:g} is no share above 0")
    return math.ceil(round(buses / available, 9))


def money_of(unit: str) -> str:
    """The money of a unit such as CAD_2023/km: its currency and price year; raises CostError where one is missing."""
    found = _MONEY.match(unit)
    if found is None or found[2] is None:
        raise CostError(f"{unit!r} has no currency with a price year, such as CAD_2023")
    return f"{found[1]}_{found[2]}"


def in_money(fact: Fact, money: str, facts: Facts) -> float:
    """The value of a cost in money such as USD_2023, by a dated rate among the facts.

    Raises CostError where the fact has other money and no rate between the two is recorded: nothing is converted by
    guess, and price years are money of their own.
    """
    own = money_of(fact.unit)
    return fact.value * worth(own, money, facts)


def worth(own: str, money: str, facts: Facts) -> float:
    """What one unit of `own` is in `money`, by the fact `rate` in one direction or the other."""
    if own == money:
        return 1.0
    for key, invert in ((f"{own}|{money}", False), (f"{money}|{own}", True)):
        try:
            value = facts.value("rate", key)
        except FactError:
            continue
        return 1 / value if invert else value
    raise CostError(f"no dated rate from {own} to {money} is recorded; add one, or give the cost in {money}")
