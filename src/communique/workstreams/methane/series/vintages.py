"""What does one inventory vintage say of a year, added up without counting anything twice?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from communique.errors import CommuniqueError
from communique.workstreams.methane.loaders import known_key

#: Solid waste disposal, biological treatment, incineration and open burning, wastewater (numbering of 2006).
SECTORS = ("5.A", "5.B", "5.C", "5.D")

#: Keys after which a sum is unknown: the emission exists, but its size is not given.
_UNKNOWN_KEYS = frozenset({"NE", "C"})


class InventoryError(CommuniqueError):
    """Inventory figures that contradict one another."""


class VintageError(InventoryError):
    """Figures of two vintages where one is needed: a difference between them is recalculation, not a trend."""


class Cell(NamedTuple):
    """One figure: a value in kt CH4 or a notation key, and whether it covers only part of the country."""

    value: float | None
    key: str | None
    partial: bool


Cells = Mapping[tuple[str, int], Cell]


@dataclass(frozen=True)
class Sum:
    """A year's sum in kt CH4 and the proof of it.

    used     categories that were added: none is an ancestor of another
    keys     category -> notation key that stands in place of a figure (not in the sum, and not zero)
    missing  categories for which there is neither
    partial  categories whose figure covers only part of the country
    """

    value: float
    used: tuple[str, ...]
    keys: Mapping[str, str]
    missing: tuple[str, ...]
    partial: tuple[str, ...]

    def __post_init__(self) -> None:
        twice = [(a, b) for a in self.used for b in self.used if b.startswith(f"{a}.")]
        if twice:
            raise InventoryError(f"{twice[0][1]} would be counted twice: it is part of {twice[0][0]}")

    @property
    def known(self) -> float:
        """The sum where it is the whole of the sector in the whole country, else NaN."""
        hidden = any(_UNKNOWN_KEYS & set(known_key(key)) for key in self.keys.values())
        return math.nan if self.missing or self.partial or hidden or not self.used else self.value


@dataclass(frozen=True)
class Vintage:
    """One submission of one country. `sources` are keys of sources.toml, or ids of contributions."""

    country: str
    name: str
    submission_year: int | None
    guidelines: str
    sources: tuple[str, ...]
    confidence: str
    contributed: bool
    cells: Cells

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({year for _, year in self.cells}))


@dataclass(frozen=True)
class Recalculation:
    """What one submission says for a category and year, and what a later one says; figures in kt CH4."""

    country: str
    category: str
    year: int
    old_vintage: str
    new_vintage: str
    old: float
    new: float

    @property
    def change(self) -> float:
        """The later figure over the earlier, less one; NaN over zero."""
        return _change(self.old, self.new)


def cells(rows: pl.DataFrame) -> Cells:
    """National figures by (category, year) of one country and vintage.

    Raises VintageError for two vintages, InventoryError for two figures of one category and year.
    """
    names = rows.select("country", "vintage").unique().sort("country", "vintage").rows()
    if len(names) > 1:
        raise VintageError(
            "figures of " + " and ".join(f"{country} {vintage}" for country, vintage in names) + " are not one series; "
            "take one vintage, and see what the other says as a recalculation"
        )
    found: dict[tuple[str, int], Cell] = {}
    columns = rows.select("category", "year", "value", "value_notation", "coverage").rows()
    for category, year, value, key, coverage in columns:
        if (category, year) in found:
            raise InventoryError(f"{names[0][0]} {names[0][1]} has two figures of {category} for {year}")
        if value is not None or key is not None:
            found[category, year] = Cell(value, key, coverage == "partial")
    return found


def waste_series(vintage: Vintage) -> dict[int, Sum]:
    """The sum of 5.A to 5.D in each year of one vintage."""
    return {year: sum_of(vintage.cells, year) for year in vintage.years}


def change(vintage: Vintage, base: int, year: int) -> float:
    """Change of the waste sum from one year to another within a vintage, as a share; NaN where one is unknown."""
    series = waste_series(vintage)
    ends = [series[each].known if each in series else math.nan for each in (base, year)]
    return _change(*ends)


def _change(old: float, new: float) -> float:
    return new / old - 1 if old else math.nan


def sum_of(cells: Cells, year: int, categories: tuple[str, ...] = SECTORS) -> Sum:
    """The sum of categories in a year, each by its own figure or else by its children's, never by both."""
    used: list[str] = []
    keys: dict[str, str] = {}
    missing: list[str] = []
    for category in categories:
        _resolve(cells, year, category, used, keys, missing)
    return Sum(
        value=math.fsum(cells[code, year].value or 0.0 for code in used),
        used=tuple(used),
        keys=keys,
        missing=tuple(missing),
        partial=tuple(code for code in used if cells[code, year].partial),
    )


def _resolve(cells: Cells, year: int, category: str, used: list[str], keys: dict[str, str], missing: list[str]) -> None:
    cell = cells.get((category, year))
    if cell and cell.value is not None:
        used.append(category)
        return
    children = _children(cells, category)
    with_value = any(
        code.startswith(f"{category}.") and when == year and each.value is not None
        for (code, when), each in cells.items()
    )
    if children and (with_value or cell is None):
        for child in children:
            _resolve(cells, year, child, used, keys, missing)
    elif cell:
        keys[category] = str(cell.key)
    else:
        missing.append(category)


def _children(cells: Cells, category: str) -> list[str]:
    """Children that the vintage has in any year, so that one that lacks a year is missed."""
    depth = category.count(".") + 2
    below = {code for code, _ in cells if code.startswith(f"{category}.")}
    return sorted({".".join(code.split(".")[:depth]) for code in below})


def recalculations(new: Vintage, others: Iterable[Vintage]) -> tuple[Recalculation, ...]:
    """What other vintages of the country say beside one, by sector, for the latest year both know; never a trend."""
    found: list[Recalculation] = []
    for old in others:
        if old.country != new.country or old.name == new.name:
            continue
        for category in SECTORS:
            both = [(y, *_both(old, new, category, y)) for y in sorted(set(old.years) & set(new.years))]
            known = [each for each in both if math.isfinite(each[1]) and math.isfinite(each[2])]
            if known:
                found.append(Recalculation(new.country, category, known[-1][0], old.name, new.name, *known[-1][1:]))
    return tuple(found)


def _both(old: Vintage, new: Vintage, category: str, year: int) -> tuple[float, float]:
    return sum_of(old.cells, year, (category,)).known, sum_of(new.cells, year, (category,)).known
