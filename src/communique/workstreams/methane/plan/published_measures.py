"""What can be done at a landfill of the worked plan, how far does it go, and what does it cost by published figures?

Every figure is a fact with source and confidence. Money of other years is brought to the plan's by the consumer price
index; capital is spread over its life, so that a year of the plan bears a year of what is built:

    a year's cost = capital · i / (1 − (1 + i)^−n) + operation        i interest, n life in years

Gas collection and flare are priced from one published project: its operation by the tonne of methane, its capital by
the size of the gas to the power 0.6, as plants of one kind usually are. Energy sold, fees saved at the landfill and the
separate collection of food are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.facts import Fact
from communique.units import factor
from communique.workstreams.methane.model.gas import CUBIC_FEET_PER_MILLION, tonnes_of_short_tons, tonnes_per_day
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.plan.published_sites import COUNTRY, Landfill, generated_in, oxidation
from communique.workstreams.methane.sites import DAYS_PER_YEAR, TONNES_PER_KT

CURRENCY = "USD"
COLLECT, COVER, COMPOST = "collect-gas", "biocover", "compost-food"
KINDS = {COLLECT: "capture", COVER: "cover", COMPOST: "divert"}
STREAM = "food"
KG_PER_TONNE = 1e3

#: (measure, what it is, id and key of the fact) of every figure that a measure rests on; money of both cases of the
#: published project is there, since the system's cost is their difference.
FIGURES = (
    (COLLECT, "final", "ghgrp.collection", "final_cover"),
    (COLLECT, "intermediate", "ghgrp.collection", "intermediate_cover"),
    (COLLECT, "capital-with", "worked.capital", "project|with_collection"),
    (COLLECT, "capital-without", "worked.capital", "project|without_collection"),
    (COLLECT, "yearly-with", "worked.yearly", "project|with_collection"),
    (COLLECT, "yearly-without", "worked.yearly", "project|without_collection"),
    (COLLECT, "power", "worked.power", "project"),
    (COLLECT, "gas", "worked.gas_flow", "per_million_short_tons"),
    (COLLECT, "electricity", "worked.electricity", "per_million_short_tons"),
    (COVER, "efficiency", "cost.example.efficiency", "macc_2013|biocover"),
    (COVER, "capital", "cost.example.capex", "macc_2013|biocover"),
    (COVER, "yearly", "cost.example.om", "macc_2013|biocover"),
    (COMPOST, "reach", "worked.reach", "divert-food"),
    (COMPOST, "capital", "worked.capital", "compost"),
    (COMPOST, "capacity", "worked.capacity", "compost"),
    (COMPOST, "per-ton", "worked.yearly", "compost|per_short_ton"),
    (COMPOST, "emission", "composting.ch4", ""),
    (COLLECT, "exponent", "worked.scale_exponent", ""),
    ("", "interest", "worked.interest", ""),
    ("", "life", "worked.life", ""),
)


@dataclass(frozen=True)
class Figure:
    """A published figure of a measure (empty: of all), and the figure that says of which year its prices are."""

    measure: str
    what: str
    fact: Fact
    price_year: Fact | None


def published_figures(on: date) -> tuple[Figure, ...]:
    """Every figure that the measures rest on."""
    return tuple(_figure(*row, on) for row in FIGURES)


def _figure(measure: str, what: str, id: str, key: str, on: date) -> Figure:
    fact = shipped().fact(id, key, on=on)
    is_money = fact.unit.startswith(CURRENCY)
    return Figure(measure, what, fact, shipped().fact("worked.price_year", fact.source) if is_money else None)


def price_year() -> int:
    """Year of the worked plan's prices."""
    return int(shipped().value("worked.money", CURRENCY))


@dataclass(frozen=True)
class System:
    """A system of gas collection and flare as it is published, in the worked plan's money.

    capital    a year's share of building it
    operation  of a tonne of methane collected
    takes      kt CH4 a year
    """

    capital: float
    operation: float
    takes: float

    def cost(self, kt: float, exponent: float) -> float:
        """Cost of a tonne where a system is built for another amount of gas, kt CH4 a year."""
        capital = self.capital * (kt / self.takes) ** exponent
        return float(capital / (kt * TONNES_PER_KT) + self.operation)


def _priced(found: dict[tuple[str, str], Figure], measure: str, what: str) -> float:
    """A figure of money in the prices of the worked plan."""
    figure = found[measure, what]
    if figure.price_year is None:
        raise ValueError(f"{measure} {what} is no money")
    index = [shipped().value("worked.price_index", f"{CURRENCY}|{year}", on=date(year, 1, 1))
             for year in (int(figure.price_year.value), price_year())]  # fmt: skip
    return float(figure.fact.value * index[1] / index[0])


def _year_of(capital: float, found: dict[tuple[str, str], Figure]) -> float:
    """A year's share of capital over its life, with interest."""
    interest, life = found["", "interest"].fact.value, found["", "life"].fact.value
    return float(capital * interest / (1 - (1 + interest) ** -life))


def system(on: date) -> System:
    """The published system: the project with collection and flare less the same project without them."""
    found = _by_name(on)
    capital, operation = (
        _priced(found, COLLECT, f"{what}-with") - _priced(found, COLLECT, f"{what}-without")
        for what in ("capital", "yearly")
    )
    burnt = found[COLLECT, "power"].fact.value * factor("MW", "kWh/year") / found[COLLECT, "electricity"].fact.value
    flow = found[COLLECT, "gas"].fact.value * burnt * factor("ft^3/minute", "ft^3/day") / CUBIC_FEET_PER_MILLION
    tonnes = tonnes_per_day(flow, shipped().value("gas.ch4_share", "landfill_gas")) * DAYS_PER_YEAR
    return System(_year_of(capital, found), operation / tonnes, tonnes / TONNES_PER_KT)


def compost_cost(on: date) -> float:
    """Cost of composting a tonne of food waste, capital included."""
    found = _by_name(on)
    capital = _year_of(_priced(found, COMPOST, "capital"), found) / found[COMPOST, "capacity"].fact.value
    return (capital + _priced(found, COMPOST, "per-ton")) / tonnes_of_short_tons(1.0)


def _by_name(on: date) -> dict[tuple[str, str], Figure]:
    return {(figure.measure, figure.what): figure for figure in published_figures(on)}


def measures(sites: tuple[Landfill, ...], on: date, first_action: int, target_year: int) -> Iterator[dict[str, Any]]:
    """Rows of `methane.abatement_measures`: collection where it brings more than today, covers where a site is closed.

    What is diverted may rise evenly from the first year of action to the target year.
    """
    found, collect = _by_name(on), system(on)
    cover = _year_of(_priced(found, COVER, "capital"), found) + _priced(found, COVER, "yearly")
    for site in sites:
        reach = found[COLLECT, "final" if site.closed else "intermediate"].fact.value
        if reach > site.captured:
            more = (reach - site.captured) * generated_in(site, target_year)
            cost = collect.cost(more, found[COLLECT, "exponent"].fact.value)
            yield _row(COLLECT, site.name, reach, on, cost=cost)
        if site.closed:  # of what is emitted today, after the oxidation of today
            reach = found[COVER, "efficiency"].fact.value * (1 - oxidation(on))
            yield _row(COVER, site.name, reach, on, fixed=0.0, yearly=cover, blocks=1)
    reach, years = found[COMPOST, "reach"].fact.value, target_year - first_action + 1
    emission = found[COMPOST, "emission"].fact.value / KG_PER_TONNE
    yield _row(COMPOST, "all", reach, on, cost=compost_cost(on), stream=STREAM, emission=emission, ramp=reach / years)


def _row(measure: str, site: str, reach: float, on: date, **costs: Any) -> dict[str, Any]:
    return {
        "measure": measure, "country": COUNTRY, "site": site, "kind": KINDS[measure], "stream": None, "reach": reach,
        "emission": None, "currency": CURRENCY, "price_year": price_year(), "cost": 0.0, "start": None, "ramp": None,
        "source": said_of(measure, on), **costs,
    }  # fmt: skip


def said_of(measure: str, on: date) -> str:
    """What a measure rests on, for the column `source`: sources with their marks."""
    own = [figure for figure in published_figures(on) if figure.measure in (measure, "")]
    marks = {f"{figure.fact.source} ({figure.fact.confidence})": None for figure in own}
    return f"{'; '.join(marks)}; capital as a yearly cost, docs/methods/methane-plan.md"
