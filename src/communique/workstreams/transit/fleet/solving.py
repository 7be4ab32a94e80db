"""Which plan is best, what does it buy, cost and emit year by year, and if there is none: which wishes conflict?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from communique.workstreams.transit.fleet.model import (
    MILLION,
    TONNES_PER_KILOTONNE,
    build,
    clean,
    cost_rows,
    emission,
    net_present,
)
from communique.workstreams.transit.fleet.problem import FleetProblem
from communique.workstreams.transit.fleet.programme import Solution, solve

#: What a person can give up, by the name that its constraints begin with.
WISHES = ("target", "budget", "points", "emission", "duties")


@dataclass(frozen=True)
class FleetPlan:
    """A plan, or why there is none.

    status      optimal or infeasible; net_present_cost in money of the problem; ghg_t, tonnes CO2e over all years
    purchases   year, technology, buses · fleet: year, technology, vintage, buses · duties: year, technology, duties, km
    points      year, ordered, commissioned, on_route (points on the way that are ordered)
    costs       year, kind, amount, present: of that year, and discounted to the first
    conflict    infeasible: kinds of wishes that cannot all hold, none to spare; reachable, the largest last share of
                zero-emission duties that can be met, None where nothing can
    """

    status: Literal["optimal", "infeasible"]
    net_present_cost: float | None
    ghg_t: float | None
    gap: float | None
    purchases: pl.DataFrame
    fleet: pl.DataFrame
    duties: pl.DataFrame
    points: pl.DataFrame
    costs: pl.DataFrame
    conflict: tuple[str, ...] = ()
    reachable: float | None = None


def plan_fleet(
    problem: FleetProblem, *, objective: Literal["cost", "emission"] = "cost", explain: bool = True
) -> FleetPlan:
    """The plan of least net present cost, or of least emission.

    explain  whether an infeasible problem is solved again for the wishes that conflict
    """
    found = solve(build(problem), net_present(problem) if objective == "cost" else emission(problem))
    if found is not None:
        return _told(found, problem)
    frames = _frames({}, problem)
    if not explain:
        return FleetPlan("infeasible", None, None, None, *frames)
    return FleetPlan(
        "infeasible", None, None, None, *frames, conflict=conflicting(problem), reachable=reachable(problem)
    )


def conflicting(problem: FleetProblem) -> tuple[str, ...]:
    """Kinds of wishes that cannot all hold: a kind is left out whole, and those that play no part are not named."""
    programme = build(problem)
    removed: list[str] = []
    for wish in WISHES:
        if solve(programme, (), without=[*removed, wish]) is None:
            removed.append(wish)
    return tuple(wish for wish in WISHES if wish not in removed)


def reachable(problem: FleetProblem) -> float | None:
    """The largest share of zero-emission duties in the last target's year that every other wish allows."""
    if not problem.zero_emission:
        return None
    last = max(problem.zero_emission)
    others = {year: share for year, share in problem.zero_emission.items() if year != last}
    eased = problem.model_copy(update={"zero_emission": others})
    found = solve(build(eased), [(key, -weight) for key, weight in clean(problem, last)])
    return None if found is None or not problem.duties(last) else -found.objective / problem.duties(last)


def _told(found: Solution, problem: FleetProblem) -> FleetPlan:
    cost = sum(weight * found.values[key] for key, weight in net_present(problem)) * MILLION
    ghg = sum(weight * found.values[key] for key, weight in emission(problem)) * TONNES_PER_KILOTONNE
    return FleetPlan("optimal", cost, ghg, found.gap, *_frames(found.values, problem))


Frames = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]


def _frames(values: Mapping[Hashable, int], problem: FleetProblem) -> Frames:
    named = [(*key, amount) for key, amount in values.items() if isinstance(key, tuple) and amount]
    bought = [(year, name, n) for kind, *rest in named if kind == "buy" for name, year, n in [rest]]
    kept = [tuple(rest) for kind, *rest in named if kind == "kept"]
    served = [(year, name, n) for kind, *rest in named if kind == "served" for year, name, _, n in [rest]]
    duties = _frame(served, year=pl.Int64, technology=pl.String, duties=pl.Int64)
    duties = duties.group_by("year", "technology").agg(pl.col("duties").sum()).sort("year", "technology")
    return (
        _frame(bought, year=pl.Int64, technology=pl.String, buses=pl.Int64).sort("year", "technology"),
        _frame(kept, year=pl.Int64, technology=pl.String, vintage=pl.Int64, buses=pl.Int64).sort(
            "year", "technology", "vintage"
        ),
        duties.with_columns(km=pl.col("duties") * problem.km_per_duty),
        _points(values, problem),
        _costs(values, problem),
    )


def _frame(rows: Sequence[tuple[object, ...]], **schema: type[pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def _points(values: Mapping[Hashable, int], problem: FleetProblem) -> pl.DataFrame:
    orders = {year: values.get(("ordered", year), 0) for year in problem.years}
    rows: list[tuple[object, ...]] = [
        (
            year,
            orders[year],
            problem.plugs + sum(n for y, n in orders.items() if y + problem.plug_lead <= year),
            values.get(("built", year), 0) * problem.underway_points,
        )
        for year in problem.years
    ]
    return _frame(rows, year=pl.Int64, ordered=pl.Int64, commissioned=pl.Int64, on_route=pl.Int64)


def _costs(values: Mapping[Hashable, int], problem: FleetProblem) -> pl.DataFrame:
    rows: list[tuple[object, ...]] = []
    for kind, year, key, weight in cost_rows(problem):
        amount = weight * MILLION * values.get(key, 0)
        rows.append((year, kind, amount, amount * problem.discount(year)))
    frame = _frame(rows, year=pl.Int64, kind=pl.String, amount=pl.Float64, present=pl.Float64)
    return (
        frame.group_by("year", "kind", maintain_order=True).agg(pl.col("amount", "present").sum()).sort("year", "kind")
    )
