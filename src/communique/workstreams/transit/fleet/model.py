"""The fleet plan as a mixed-integer programme.

Year y, technology k, vintage v, step s of duties; whole numbers: buy, kept, served, ordered; built is 0 or 1.

    stock        kept[v,k,v] = buy[k,v];  kept[y,k,v] <= kept[y-1,k,v], equal while y - v < life_min; 0 from life_max
    duties       sum_k,s served[y,k,s] = peak_y,  served[y,k,s] <= step's duties
    fleet        sum_v kept[y,k,v] >= (1 + spare_k) sum_s ratio_ks served[y,k,s]
    points       sum_v kept[y,k,v] over plugged k <= plugs + sum of orders up to y - lead
    on the way   served[y,k,s] <= duties of the step * sum of built up to y - lead, for steps that need chargers there
    budget       (1 - grant) price buy + (1 - grant) (point ordered + all points on the way built) <= budget, each year
    target       zero-emission duties >= share peak_y
    emission     sum km g served <= ghg_at_most
    minimise     sum_y d_y (capital + energy + maintenance + batteries) - d_end salvage,   d_y = (1 + r)^-(y - first)

Salvage is in proportion to the years left of life_min. A plan begins with the stock that is there; a bus older than
life_max is gone in the first year. Money is counted in millions, emission in kilotonnes, so that the solver meets like
sizes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from communique.workstreams.transit.fleet.problem import FleetProblem, Step, Technology
from communique.workstreams.transit.fleet.programme import Programme

MILLION = 1e6
GRAMS_PER_KILOTONNE = 1e9
TONNES_PER_KILOTONNE = 1e3

CostRow = tuple[str, int, tuple[Any, ...], float]


def steps(technology: Technology, problem: FleetProblem) -> tuple[Step, ...]:
    """The steps of a technology; without any, one bus for each duty."""
    return technology.steps or (Step(duties=max(problem.peak_duties), ratio=1.0),)


def alive(technology: Technology, problem: FleetProblem) -> Iterator[tuple[int, int]]:
    """(year, vintage) in which a bus may be there."""
    bought = problem.years if technology.can_buy else ()
    for vintage in (*sorted(technology.existing), *bought):
        for year in problem.years:
            if 0 <= year - vintage < technology.life_max:
                yield year, vintage


def build(problem: FleetProblem) -> Programme:
    """Every variable and constraint of a problem."""
    programme = Programme()
    _variables(programme, problem)
    for technology in problem.technologies:
        _stock(programme, technology, problem)
    for year in problem.years:
        _service(programme, problem, year)
        _points(programme, problem, year)
        _budget(programme, problem, year)
    _targets(programme, problem)
    return programme


def _variables(programme: Programme, problem: FleetProblem) -> None:
    most = most_buses(problem)
    for t in problem.technologies:
        for year, vintage in alive(t, problem):
            programme.whole(("kept", year, t.name, vintage), t.existing.get(vintage, most))
            if year == vintage:
                programme.whole(("buy", t.name, vintage), most)
        for year in problem.years:
            for i, step in enumerate(steps(t, problem)):
                programme.whole(("served", year, t.name, i), step.duties)
    for year in problem.years:
        programme.whole(("ordered", year), most)
        if problem.underway_points:
            programme.whole(("built", year), 1)


def most_buses(problem: FleetProblem) -> int:
    """More buses than any plan can need: every duty by the neediest technology, and all that is there already."""
    need = max((1 + t.spare) * step.ratio for t in problem.technologies for step in steps(t, problem))
    there = sum(sum(t.existing.values()) for t in problem.technologies)
    return int(need * max(problem.peak_duties)) + 1 + there


def _stock(programme: Programme, t: Technology, problem: FleetProblem) -> None:
    for year, vintage in alive(t, problem):
        now, name = ("kept", year, t.name, vintage), f"stock {t.name} {vintage} in {year}"
        held = year - vintage < t.life_min
        if vintage == year:
            programme.equal(name, [(now, 1), (("buy", t.name, vintage), -1)], 0)
        elif year == problem.first_year:
            if held:
                programme.equal(name, [(now, 1)], t.existing[vintage])
        else:
            change: list[tuple[Hashable, float]] = [(now, 1), (("kept", year - 1, t.name, vintage), -1)]
            programme.row(name, change, low=0 if held else float("-inf"), high=0)


def _kept(t: Technology, problem: FleetProblem, year: int, weight: float) -> Iterator[tuple[Hashable, float]]:
    for y, vintage in alive(t, problem):
        if y == year:
            yield ("kept", year, t.name, vintage), weight


def _service(programme: Programme, problem: FleetProblem, year: int) -> None:
    every: list[tuple[Hashable, float]] = []
    for t in problem.technologies:
        served = [(("served", year, t.name, i), step.ratio) for i, step in enumerate(steps(t, problem))]
        every += [(key, 1.0) for key, _ in served]
        need = [(key, -(1 + t.spare) * ratio) for key, ratio in served]
        programme.row(f"fleet {t.name} {year}", [*_kept(t, problem, year, 1.0), *need], low=0)
    programme.equal(f"duties {year}", every, problem.duties(year))


def _points(programme: Programme, problem: FleetProblem, year: int) -> None:
    buses = [term for t in problem.technologies if t.plugged for term in _kept(t, problem, year, 1.0)]
    there = [(("ordered", y), -1.0) for y in problem.years if y + problem.plug_lead <= year]
    programme.row(f"points {year}", [*buses, *there], high=problem.plugs)
    built = [y for y in problem.years if y + problem.plug_lead <= year] if problem.underway_points else ()
    for t in problem.technologies:
        for i, step in enumerate(steps(t, problem)):
            if step.underway:
                terms = [(("served", year, t.name, i), 1.0), *((("built", y), -float(step.duties)) for y in built)]
                programme.row(f"points {t.name} {i} on the way {year}", terms, high=0)


def _budget(programme: Programme, problem: FleetProblem, year: int) -> None:
    if problem.budget is None:
        return
    own: list[tuple[Hashable, float]] = [
        (("buy", t.name, year), (1 - t.grant) * t.price / MILLION) for t in problem.technologies if t.can_buy
    ]
    own.append((("ordered", year), (1 - problem.plug_grant) * problem.plug_cost / MILLION))
    if problem.underway_points:
        own.append((("built", year), (1 - problem.plug_grant) * problem.underway_cost / MILLION))
    programme.row(f"budget {year}", own, high=problem.budget / MILLION)


def _targets(programme: Programme, problem: FleetProblem) -> None:
    for year, share in sorted(problem.zero_emission.items()):
        programme.row(f"target {year}", clean(problem, year), low=share * problem.duties(year))
    if problem.ghg_at_most is not None:
        programme.row("emission", emission(problem), high=problem.ghg_at_most / TONNES_PER_KILOTONNE)


def clean(problem: FleetProblem, year: int) -> list[tuple[Hashable, float]]:
    """Peak duties that zero-emission buses serve in a year."""
    return [
        (("served", year, t.name, i), 1.0)
        for t in problem.technologies
        if t.zero_emission
        for i, _ in enumerate(steps(t, problem))
    ]


def emission(problem: FleetProblem) -> list[tuple[Hashable, float]]:
    """Kilotonnes CO2e over all years."""
    return [
        (("served", year, t.name, i), problem.km_per_duty * problem.ghg(t, year) / GRAMS_PER_KILOTONNE)
        for t in problem.technologies
        for year in problem.years
        for i, _ in enumerate(steps(t, problem))
    ]


def net_present(problem: FleetProblem) -> list[tuple[Hashable, float]]:
    """Million of money, discounted to the first year, of one unit of each variable."""
    return [(key, weight * problem.discount(year)) for _, year, key, weight in cost_rows(problem)]


def cost_rows(problem: FleetProblem) -> list[CostRow]:
    """(kind, year, variable's key, million of money for one unit), undiscounted; grants by the plan's perspective.

    Salvage is negative and stands in the year after the last, when the plan ends.
    """
    found: list[CostRow] = []
    for t in problem.technologies:
        found += _capital(t, problem)
        found += _running(t, problem)
    point = problem.plug_cost * _own(problem.plug_grant, problem) / MILLION
    found += [("chargers", year, ("ordered", year), point) for year in problem.years]
    if problem.underway_points:
        away = problem.underway_cost * _own(problem.plug_grant, problem) / MILLION
        found += [("on-route", year, ("built", year), away) for year in problem.years]
    return found


def _own(grant: float, problem: FleetProblem) -> float:
    return 1 - grant if problem.perspective == "agency" else 1.0


def _capital(t: Technology, problem: FleetProblem) -> Iterator[CostRow]:
    price, end = t.price * _own(t.grant, problem) / MILLION, problem.last_year + 1
    for year, vintage in alive(t, problem):
        kept = ("kept", year, t.name, vintage)
        if year == vintage:
            yield "buses", year, ("buy", t.name, year), price
        if t.battery and t.battery_life == year - vintage:
            yield "batteries", year, kept, t.battery / MILLION
        left = 1 - (end - vintage) / t.life_min
        if year == problem.last_year and left > 0:
            yield "salvage", end, kept, -price * left


def _running(t: Technology, problem: FleetProblem) -> Iterator[CostRow]:
    for year in problem.years:
        for i, _ in enumerate(steps(t, problem)):
            key = ("served", year, t.name, i)
            yield "energy", year, key, t.energy * problem.km_per_duty / MILLION
            yield "maintenance", year, key, t.maintenance * problem.km_per_duty / MILLION
