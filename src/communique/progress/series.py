"""Which figures does a progress measure stand on: the observed years, and the year it starts from?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.language import Text
from communique.progress.schemes import scheme_facts

Floats = NDArray[np.float64]

_PERIOD = re.compile(r"(\d{4})(?:\s*[-–/]\s*(?:\d{4}|\d{2}))?")


class ProgressError(CommuniqueError):
    """A series, target or choice that contradicts itself."""


@dataclass(frozen=True)
class Series:
    """Observed years in rising order.

    years   (year,), whole calendar years
    values  (year,), the central figure of each
    draws   (draw, year), possible worlds; one draw, the central figures, where no uncertainty is given
    absent  years that were named without a figure
    """

    years: NDArray[np.int64]
    values: Floats
    draws: Floats
    absent: tuple[int, ...] = ()

    def index(self, year: int) -> int | None:
        """Position of a year, None where it is not observed."""
        found = np.flatnonzero(self.years == year)
        return int(found[0]) if found.size else None


@dataclass(frozen=True)
class Base:
    """The year a measure starts from: the one asked for, the one used, and why they differ."""

    asked: int
    year: int | None
    note: Text | None = None


def first_year(period: str) -> int:
    """The year of a date column's entry; a period such as 2015–16 counts as its first year (Statistics Canada).

    Raises ProgressError for anything else.
    """
    found = _PERIOD.fullmatch(period.strip())
    if found is None:
        raise ProgressError(f"{period!r} is neither a year nor a period of years such as 2015-16")
    return int(found[1])


def observed(years: Sequence[int], values: ArrayLike, draws: ArrayLike | None = None) -> Series:
    """The years that have a figure; NaN is unknown and its year is listed as absent.

    years  (year,) whole years in any order; values (year,); draws (draw, year) or None

    Raises ProgressError for a year named twice, a year that is not whole, an infinite figure or shapes that differ.
    """
    calendar = np.asarray(years, dtype=float)
    central = np.asarray(values, dtype=float)
    worlds = central[None, :] if draws is None else np.asarray(draws, dtype=float)
    if calendar.ndim != 1 or central.shape != calendar.shape or worlds.ndim != 2 or worlds.shape[0] == 0:
        raise ProgressError("a series is one figure for each year, and draws are (draw, year)")
    if worlds.shape[1] != calendar.size:
        raise ProgressError(f"draws have {worlds.shape[1]} years and the series {calendar.size}")
    _refuse_odd(calendar, central, worlds)
    order = np.argsort(calendar)
    known = ~np.isnan(central) & ~np.isnan(worlds).any(axis=0)
    kept = order[known[order]]
    absent = tuple(int(calendar[i]) for i in order if not known[i])
    return Series(calendar[kept].astype(np.int64), central[kept], worlds[:, kept], absent)


def _refuse_odd(calendar: Floats, central: Floats, worlds: Floats) -> None:
    fractional = calendar[calendar != np.round(calendar)]
    if fractional.size:
        raise ProgressError(f"{fractional[0]} is not a whole year", column="year")
    once, counts = np.unique(calendar, return_counts=True)
    if (counts > 1).any():
        raise ProgressError(f"year {int(once[counts > 1][0])} has more than one figure", column="year")
    if np.isinf(central).any() or np.isinf(worlds).any():
        raise ProgressError("an infinite figure cannot be measured", column="value")


def default_base(series: Series, stated: int | None) -> Base:
    """The base year of the target, or where it states none, of Statistics Canada's method.

    A base year without a figure gives way to the first later year; the method's own base gives way to the year
    before it where figures come seldom.
    """
    if stated is not None:
        return base_from(series, stated)
    facts = scheme_facts()
    asked, earlier = (int(facts.value("statcan.base", key)) for key in ("year", "earlier-year"))
    seldom = series.years.size > 1 and np.diff(series.years).min() >= facts.value("statcan.base", "seldom")
    if seldom and series.index(asked) is None and series.index(earlier) is not None:
        return Base(asked, earlier, _moved(asked, earlier))
    return base_from(series, asked)


def base_from(series: Series, asked: int) -> Base:
    """The year asked for, or the first later year that has a figure."""
    later = series.years[series.years >= asked]
    if not later.size:
        return Base(asked, None)
    year = int(later[0])
    return Base(asked, year, None if year == asked else _moved(asked, year))


def _moved(asked: int, year: int) -> Text:
    return Text("progress-flag-base-moved", {"asked": str(asked), "year": str(year)})
