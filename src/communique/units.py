"""What is one unit in another, and in whose money of which year?

Physical units are pint's; gases are dimensions of their own, so that kt CH4 never becomes kt CO2 without a named
global warming potential, and money of two currencies or two price years never adds up by accident.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from communique.errors import CommuniqueError

_GASES = ("CH4", "CO2", "N2O", "CO2e", "BC")
_MONEY = re.compile(r"\b(CAD|MXN|USD|EUR)_?(\d{4})?\b")
#: Things that are counted, each a dimension of its own: a figure per bus is no figure per plug.
_COUNTED = ("bus", "plug", "region", "site", "CLB", "percent_point")


class UnitError(CommuniqueError):
    """A unit that nobody knows, or two that measure different things."""


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(cache_folder=None, on_redefinition="ignore")
    for gas in _GASES:
        registry.define(f"{gas} = [{gas}]")
    registry.define("kilotonne = 1000 * tonne = kt")  # here kt is never a knot
    registry.define("person = [person] = capita = head")
    registry.define("km_driven = kilometer")
    for thing in _COUNTED:
        registry.define(f"{thing} = [{thing}]")
    return registry


@cache
def unit(text: str) -> Any:
    """The parsed unit, for instance of "kt CH4", "USD_2020/t", "g/person/day"; raises UnitError if unknown."""
    registry = _registry()
    for currency, year in set(_MONEY.findall(text)):
        name = f"{currency}_{year}" if year else currency
        if name not in registry:
            registry.define(f"{name} = [money_{name}]")
    spelled = _MONEY.sub(lambda m: f"{m[1]}_{m[2]}" if m[2] else m[1], text).replace("%", "percent")
    try:
        return registry.parse_units(re.sub(r"(?<=[\w)])\s+(?=[A-Za-z(])", "*", spelled.strip()))
    except Exception as error:  # pint raises several unrelated types for one fault
        raise UnitError(f"{text!r} is not a unit that is known here: {error}") from error


@cache
def factor(from_unit: str, to_unit: str) -> float:
    """By what to multiply a figure in `from_unit` to have it in `to_unit`.

    Raises UnitError for an unknown unit and for two units of different dimension: gases, currencies and price years
    are dimensions of their own.
    """
    import pint

    try:
        return float(_registry().Quantity(1.0, unit(from_unit)).to(unit(to_unit)).magnitude)
    except pint.DimensionalityError as error:
        raise UnitError(f"{from_unit!r} cannot be turned into {to_unit!r}: they measure different things") from error
    except pint.OffsetUnitCalculusError as error:
        raise UnitError(f"{from_unit!r} to {to_unit!r} needs an offset, not a factor") from error
