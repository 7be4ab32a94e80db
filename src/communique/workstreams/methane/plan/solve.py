"""What does the plan do, year by year, what does it cost, and whose is the effect?

Solves the model of `milp`, reads masses and blocks back, and prices a point of the target by solving at one point more
and one less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.plan import Action, MarginalCost, Plan, binding, closest_reachable, conflicting
from communique.workstreams.methane.plan.attribution import Attributed, attributed
from communique.workstreams.methane.plan.inner import Found, Tableau, least_cost, tableau
from communique.workstreams.methane.plan.layout import Spot, block_costs, discount, unit_cost
from communique.workstreams.methane.plan.milp import KINDS, Case, builder, standing
from communique.workstreams.methane.plan.money import MILLION
from communique.workstreams.methane.plan.problem import Divert
from communique.workstreams.methane.plan.system import Effort, flows

Array = NDArray[np.float64]
#: Masses below this share of the largest are the solver's rounding (its feasibility tolerance is 1e-7) and no action.
ROUNDING = 1e-7
#: One point of the target, in percentage points of the base year's emission.
POINT = 1.0


@dataclass(frozen=True)
class Step:
    """A lever at a place in a year: Gg of waste or of CH4, blocks built, money as spent and as discounted (millions).

    effects  kt CH4 less by each of the plan's years, its share of the joint abatement
    """

    spot: Spot[Any]
    year: int
    amount: float
    built: float
    cost: float
    discounted: float
    effects: dict[int, float]


@dataclass(frozen=True)
class Solved:
    """A plan with what it was made of; effort and steps are None and empty where the target cannot be met."""

    case: Case
    plan: Plan
    effort: Effort | None
    steps: tuple[Step, ...]


def solve_case(case: Case) -> Solved:
    """The least-cost plan of a case; where the target cannot be met, how far one gets and what stands in the way."""
    build, cut = builder(case), 100 * case.problem.lead.cut
    model = build(cut)
    of = tableau(model)
    found = least_cost(of, cut)
    if found is None:
        plan = Plan("infeasible", cut, conflict=conflicting(build, cut), reachable=closest_reachable(build, cut))
        return Solved(case, plan, None, ())
    marginal = _marginal(of, cut, found.objective)
    least_cost(of, cut)  # the solver holds the plan's own solution again, of which `binding` reads the prices
    effort = effort_of(case, found)
    steps = tuple(_steps(case, found, attributed(case, effort)))
    plan = Plan(
        "optimal",
        cut,
        objective=found.objective,
        gap=found.gap,
        actions=tuple(_action(case, step) for step in steps),
        binding=tuple(binding(model)),
        marginal_cost=marginal,
    )
    return Solved(case, plan, effort, steps)


def in_money(plan: Plan, money: str) -> Plan:
    """The plan with every cost in the money itself, where the model counts in millions; effects in kt CH4."""
    marginal = plan.marginal_cost
    return replace(
        plan,
        objective=_times_million(plan.objective),
        actions=tuple(replace(action, cost=action.cost * MILLION) for action in plan.actions),
        binding=tuple(replace(each, shadow_price=_times_million(each.shadow_price)) for each in plan.binding),
        marginal_cost=None
        if marginal is None
        else MarginalCost(marginal.step, _times_million(marginal.below), _times_million(marginal.above)),
        money=money,
        unit="kt CH4",
    )


def _times_million(cost: float | None) -> float | None:
    return None if cost is None else cost * MILLION


def _marginal(of: Tableau, cut: float, here: float) -> MarginalCost:
    low, high = least_cost(of, cut - POINT), least_cost(of, cut + POINT)
    return MarginalCost(
        POINT,
        None if low is None else (here - low.objective) / POINT,
        None if high is None else (high.objective - here) / POINT,
    )


def effort_of(case: Case, found: Found) -> Effort:
    """The solution in terms that hold in any draw: masses diverted, shares of the gas served, capacity built."""
    spots, part, years = case.spots, case.system, case.problem.years
    none = np.zeros((0, len(years)))
    d = _clean(found.values["d"]) if spots.diversions else np.zeros_like(spots.W)
    X, O, Z = (_clean(found.values[letter]) if case.of_kind(kind) else none for kind, letter in KINDS.items())  # noqa: E741
    y = {kind: np.round(found.values[f"y-{kind}"]) if case.of_kind(kind) else none for kind in KINDS}
    G0, R0 = part.G0[0, :, 1:], part.R0[0, :, 1:]
    free = np.full_like
    only_d = Effort(d, np.zeros_like(X), np.zeros_like(O), np.zeros_like(Z), free(X, np.inf), free(O, np.inf))
    G = flows(case.problem, spots, part, only_d).G[0]
    gain = np.array([s.lever.efficiency - R0[s.place] for s in spots.captures]).reshape(X.shape)
    OX = np.array([s.lever.oxidation for s in spots.covers]).reshape(-1, 1)
    R = R0 * G
    np.add.at(R, [s.place for s in spots.captures], X)
    S = np.array([s.lever.efficacy * part.S[0, s.place, 1:] for s in spots.reductions]).reshape(Z.shape)
    return Effort(
        d,
        phi=_served(X, gain * G[[s.place for s in spots.captures]]),
        psi=_served(O, OX * (G - R)[[s.place for s in spots.covers]]),
        zeta=_served(Z, S),
        captured_at_most=gain * G0[[s.place for s in spots.captures]] * y["capture"] / _counts(spots.captures),
        oxidised_at_most=OX * G0[[s.place for s in spots.covers]] * y["cover"] / _counts(spots.covers),
    )


def _clean(values: Array) -> Array:
    return np.where(values > ROUNDING * max(values.max(initial=0.0), 1.0), values, 0.0)


def _served(amount: Array, whole: Array) -> Array:
    return np.divide(amount, whole, out=np.zeros_like(amount), where=whole > 0)


def _counts(spots: tuple[Spot[Any], ...]) -> Array:
    return np.array([s.lever.blocks.count if s.lever.blocks else 1 for s in spots], dtype=float).reshape(-1, 1)


def _steps(case: Case, found: Found, whose: Attributed) -> Iterator[Step]:
    problem, spots = case.problem, case.spots
    if spots.diversions:
        d = _clean(found.values["d"])
        for v, spot in enumerate(spots.diversions):
            for x, year in enumerate(problem.actions):
                if d[v, x]:
                    yield _step(
                        case,
                        spot,
                        year,
                        d[v, x],
                        0.0,
                        0.0,
                        dict(zip(problem.years, whose.d[v, x].tolist(), strict=True)),
                    )
    for kind, letter in KINDS.items():
        if case.of_kind(kind):
            parts = {"capture": whose.phi, "cover": whose.psi, "reduction": whose.zeta}[kind]
            built = np.round(found.values[f"y-{kind}"])
            yield from _in_years(case, kind, _clean(found.values[letter]), built, parts)


def _in_years(case: Case, kind: str, amounts: Array, built: Array, parts: Array) -> Iterator[Step]:
    """What a lever does, builds and costs in each calendar year in which blocks of it stand or act."""
    years = case.problem.years
    stands = standing(case.problem)
    for row, spot in enumerate(case.of_kind(kind)):
        for year, counted in stands.items():
            column = years.index(counted)
            acts = year == counted
            new = built[row, column] - (built[row, column - 1] if column else 0.0) if acts else 0.0
            amount = float(amounts[row, column]) if acts else 0.0
            effects = {t: float(parts[row, column]) if acts and t == counted else 0.0 for t in years}
            step = _step(case, spot, year, amount, float(new), float(built[row, column]), effects)
            if amount or step.cost:
                yield step


def _step(
    case: Case, spot: Spot[Any], year: int, amount: float, new: float, standing_blocks: float, effects: dict[int, float]
) -> Step:
    fixed, yearly = block_costs(case.problem, getattr(spot.lever, "blocks", None))
    cost = unit_cost(case.problem, spot.lever) * amount + fixed * new + yearly * standing_blocks
    cost = float(cost)
    return Step(spot, year, float(amount), new, cost, cost * discount(case.problem, year), effects)


def _action(case: Case, step: Step) -> Action:
    """The step as every plan has it: cost discounted, so that the costs sum to the objective; effect in the leading
    target's year."""
    effect = step.effects[case.problem.lead.year]
    return Action(
        step.spot.id, step.discounted, effect, step.amount, date(step.year, 1, 1), step.spot.country,
        unit="Gg" if isinstance(step.spot.lever, Divert) else "kt CH4",
    )  # fmt: skip
