"""How much is "45 USD_2020/t" in the plan's own money, and by which dated rate?

Money of another currency or price year enters only by a rate that the file gives, with its day and its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from communique.errors import CommuniqueError
from communique.units import UnitError, factor

_MONEY = re.compile(r"\b[A-Z]{3}_\d{4}\b")
_AMOUNT = re.compile(r"\s*([+-]?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s+(\S.*?)\s*")
#: Money inside the plan is counted in millions, so that the solver meets figures of like size.
MILLION = 1e6


class AmountError(CommuniqueError):
    """An amount without unit, or in money that cannot be turned into the plan's."""


class Rate(BaseModel):
    """One unit of `money` (currency and price year) in the plan's money, as observed on a day."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    money: str = Field(pattern=r"^[A-Z]{3}_\d{4}$")
    is_worth: float = Field(gt=0)
    on: date
    source: str = Field(min_length=1)


def quantity(text: str, unit: str) -> float:
    """A figure with its unit, "4000 Gg", in another unit; raises AmountError for a bare number or another dimension."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise AmountError(f"{text!r} is not a figure with its unit, such as '45 {unit}'")
    try:
        return float(found[1]) * factor(found[2], unit)
    except UnitError as error:
        raise AmountError(str(error)) from None


def amount(text: str, per: str, money: str, rates: Sequence[Rate]) -> float:
    """Millions of the plan's money, per unit of `per` where that is not empty.

    text   "45 USD_2020/t": currency, price year and what it is paid for
    money  the plan's, "USD_2020"

    Raises AmountError for money without price year, and for other money than the plan's that has no rate.
    """
    named = _MONEY.findall(text)
    if len(named) != 1:
        raise AmountError(f"{text!r} must name its currency and price year once, for instance USD_2020")
    worth = _worth(named[0], money, rates)
    unit = f"{money}/({per})" if per else money
    return quantity(text.replace(named[0], money), unit) * worth / MILLION


def _worth(named: str, money: str, rates: Sequence[Rate]) -> float:
    if named == money:
        return 1.0
    found = [rate.is_worth for rate in rates if rate.money == named]
    if not found:
        raise AmountError(
            f"{named} is not the plan's {money} and the file gives no dated rate; add [[rates]] with "
            f'money = "{named}", is_worth, on and source'
        )
    return found[0]
