"""Do inventory, model and sites agree on what a country's landfills emit, and what do the sites leave uncovered?

A sum of sites is not a national total: small, old and industrial sites do not report. What is left is shown as a
residual "not covered by sites", and a residual below zero is flagged, never clipped. Each figure keeps its own method;
none is corrected by another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from communique.geo import NORTH_AMERICA
from communique.units import factor
from communique.workstreams.methane.modelled import Modelled, landfills
from communique.workstreams.methane.series import figures
from communique.workstreams.methane.series.vintages import sum_of
from communique.workstreams.methane.site_tables import SITES

if TYPE_CHECKING:
    from communique.hooks import Context
    from communique.workstreams.methane.inventory import Reading

#: Disposal of solid waste on land: what landfills emit, in the numbering of 2006.
CATEGORY = "5.A"


@dataclass(frozen=True)
class SiteSum:
    """What the sites of a country report for a year: kt CH4, how many sites, and where it comes from."""

    value: float
    sites: int
    source: str
    contributed: bool = False


@dataclass(frozen=True)
class Line:
    """A country and year, kt CH4 of landfills: by its inventory, by the model, by its sites; None is not known."""

    country: str
    year: int
    inventory: float | None
    modelled: tuple[float, float, float] | None  # low, median, high
    sites: SiteSum | None

    @property
    def residual(self) -> float | None:
        """What the inventory holds and no site reports; below zero where the sites report more."""
        return None if self.inventory is None or self.sites is None else self.inventory - self.sites.value

    @property
    def flags(self) -> tuple[str, ...]:
        """Message ids of what contradicts: sites above the inventory, an inventory outside the modelled interval."""
        found = []
        if self.residual is not None and self.residual < 0:
            found.append("methane-reconcile-negative")
        if self.inventory is not None and self.modelled is not None:
            low, _, high = self.modelled
            if self.inventory < low:
                found.append("methane-reconcile-model-above")
            if self.inventory > high:
                found.append("methane-reconcile-model-below")
        return tuple(found)

    @property
    def known(self) -> int:
        """How many of the three figures are known."""
        return sum(part is not None for part in (self.inventory, self.modelled, self.sites))


@dataclass(frozen=True)
class Reconciliation:
    """Every line by country and year, and what the model says of each country."""

    lines: tuple[Line, ...]
    modelled: Mapping[str, Modelled]

    def shown(self, country: str) -> Line | None:
        """The year of a country in which most of the three figures are known, the latest of them."""
        own = [line for line in self.lines if line.country == country]
        return max(own, key=lambda line: (line.known, line.year), default=None)


def reconcile(ctx: Context, reading: Reading) -> Reconciliation:
    """Lines of every country from the first year on in which any of them has a sum of sites."""
    model = landfills(ctx)
    sums = site_sums(ctx)
    first = min((year for _, year in sums), default=ctx.on.year)
    lines = []
    for country in NORTH_AMERICA:
        vintage = reading.pinned.get(country)
        reported = {y: sum_of(vintage.cells, y, (CATEGORY,)).known for y in vintage.years} if vintage else {}
        years = {*reported, *model[country].years, *(year for party, year in sums if party == country)}
        for year in sorted(y for y in years if first <= y <= ctx.on.year):
            known = reported.get(year, math.nan)
            lines.append(
                Line(
                    country, year, known if math.isfinite(known) else None, model[country].years.get(year),
                    sums.get((country, year)),
                )
            )  # fmt: skip
    return Reconciliation(tuple(lines), model)


def site_sums(ctx: Context) -> dict[tuple[str, int], SiteSum]:
    """Sum of sites by country and year, each site once; a year that a country contributes replaces the shipped."""
    return {**_shipped(ctx), **_contributed(ctx.read_table(SITES))}


def _shipped(ctx: Context) -> dict[tuple[str, int], SiteSum]:
    known = [f for f in figures() if f.recorded_on <= ctx.known_at and f.valid_from]
    counts = {(f.key, f.valid_from): int(f.value) for f in known if f.id == "site-count"}
    return {
        (f.key, f.valid_from.year): SiteSum(f.value, counts[f.key, f.valid_from], f.source)
        for f in known
        if f.id == "site-sum" and f.valid_from
    }


def _contributed(rows: pl.DataFrame) -> dict[tuple[str, int], SiteSum]:
    own = rows.filter((pl.col("country") == pl.col("party")) & pl.col("ch4").is_not_null())
    scale = factor("t CH4", "kt CH4")
    sums = own.group_by("country", "year").agg(
        pl.col("ch4"), pl.col("site_id").n_unique().alias("sites"), pl.col("contribution_id").first()
    )
    return {
        (country, year): SiteSum(math.fsum(masses) * scale, sites, contribution, contributed=True)
        for country, year, masses, sites, contribution in sums.sort("country", "year").iter_rows()
    }


def listed(country: str) -> dict[str, float]:
    """What the shipped list of landfills counts, each site once: key -> figure; empty for a country without a list."""
    start = f"{country}|"
    return {f.key.removeprefix(start): f.value for f in figures() if f.id == "site-list" and f.key.startswith(start)}
