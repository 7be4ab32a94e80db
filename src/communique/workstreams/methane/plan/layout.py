"""Which lever can act where: the places of the plan's variables, in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.methane.plan.money import amount, quantity
from communique.workstreams.methane.plan.problem import (
    Blocks,
    Capture,
    Cover,
    Deposits,
    Divert,
    Lever,
    Problem,
    Reduce,
    Stream,
    in_force,
)
from communique.workstreams.methane.plan.reading import sites_of

Array = NDArray[np.float64]
L = TypeVar("L", Divert, Capture, Cover, Reduce, covariant=True)


@dataclass(frozen=True)
class Spot(Generic[L]):
    """A lever at a site (for a reduction: at a source).

    place   index of the site or source
    stream  index of the stream at the site; -1 where the lever is of the whole site
    """

    lever: L
    place: int
    name: str
    country: str
    stream: int = -1

    @property
    def id(self) -> str:
        """`compost-food at Norte`, unique in the plan."""
        return f"{self.lever.id} at {self.name}"


@dataclass(frozen=True)
class Layout:
    """Spots by kind, and the waste that each diversion can reach.

    W  (diversion, action year) Gg wet waste of its stream deposited without the plan
    """

    diversions: tuple[Spot[Divert], ...]
    captures: tuple[Spot[Capture], ...]
    covers: tuple[Spot[Cover], ...]
    reductions: tuple[Spot[Reduce], ...]
    W: Array

    @property
    def spots(self) -> tuple[Spot[Any], ...]:
        return (*self.diversions, *self.captures, *self.covers, *self.reductions)


def layout(problem: Problem) -> Layout:
    """The spots of a problem."""
    diversions = tuple(
        Spot(
            lever,
            problem.sites.index(site),
            site.name,
            site.country,
            [s.name for s in site.streams].index(lever.stream),
        )
        for lever in problem.levers
        if isinstance(lever, Divert)
        for site in sites_of(problem, lever)
    )
    captures = tuple(
        Spot(lever, problem.sites.index(site), site.name, site.country)
        for lever in problem.levers
        if isinstance(lever, Capture)
        for site in sites_of(problem, lever)
    )
    covers = tuple(
        Spot(lever, problem.sites.index(site), site.name, site.country)
        for lever in problem.levers
        if isinstance(lever, Cover)
        for site in sites_of(problem, lever)
    )
    reductions = tuple(
        Spot(lever, place, source.name, source.country)
        for lever in problem.levers
        if isinstance(lever, Reduce)
        for place, source in enumerate(problem.sources)
        if source.name in lever.sources
    )
    return Layout(diversions, captures, covers, reductions, _reachable(problem, diversions))


def _reachable(problem: Problem, diversions: tuple[Spot[Divert], ...]) -> Array:
    found = np.zeros((len(diversions), len(problem.actions)))
    for row, spot in enumerate(diversions):
        site = problem.sites[spot.place]
        mass = dict(zip(*deposits(site.deposits), strict=True))
        # a closed site takes no more waste: that its deposits end is said in the file
        found[row] = [mass.get(year, 0.0) * share_of(site.streams[spot.stream], [year])[0] for year in problem.actions]
    return found


def deposits(given: Deposits) -> tuple[list[int], Array]:
    """(years, Gg wet waste of all streams) of a site."""
    years = list(range(given.first, given.end + 1))
    if isinstance(given.mass, tuple):
        return years, np.array(given.mass) * quantity(f"1 {given.unit}", "Gg")
    grown = (1 + (given.growth or 0.0)) ** (np.array(years) - (given.in_year or given.first))
    return years, quantity(given.mass, "Gg") * grown


def share_of(stream: Stream, years: Sequence[int]) -> Array:
    """Share of a stream in what is deposited, (year,)."""
    return np.array([stream.share[in_force(stream.share, year)].value for year in years])


def unit_cost(problem: Problem, lever: Lever) -> float:
    """Millions of the plan's money for a Gg of waste diverted, or of methane captured, oxidised or not emitted."""
    return amount(lever.cost, "Gg" if isinstance(lever, Divert) else "Gg CH4", problem.money.name, problem.rates)


def block_costs(problem: Problem, blocks: Blocks | None) -> tuple[float, float]:
    """(to build one, each year of one) in millions of the plan's money; nothing where capacity needs no building."""
    if blocks is None:
        return 0.0, 0.0
    yearly = 0.0 if blocks.yearly is None else amount(blocks.yearly, "yr", problem.money.name, problem.rates)
    return amount(blocks.fixed, "", problem.money.name, problem.rates), yearly


def discount(problem: Problem, year: int) -> float:
    """What a unit of money of a year is worth in the year that the plan discounts to."""
    return float((1 + problem.money.discount_rate) ** (problem.money.discounted_to - year))
