"""By how much does a cost curve of measures taken one by one over-count what they do together?

The usual curve computes each measure as if it were alone, sorts by cost of a tonne, and adds. Here the same measures
are put through the same equations together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.geo import TOGETHER
from communique.workstreams.methane.plan.layout import Spot, block_costs, discount, unit_cost
from communique.workstreams.methane.plan.milp import Case, base_of, standing
from communique.workstreams.methane.plan.problem import Divert, Problem
from communique.workstreams.methane.plan.system import Effort, flows, no_effort, of_party

Array = NDArray[np.float64]


@dataclass(frozen=True)
class OverCount:
    """Abatement in the leading target's year, kt CH4: each lever alone, their sum, and all of them together."""

    alone: dict[str, float]
    joint: float

    @property
    def sum_alone(self) -> float:
        return sum(self.alone.values())

    @property
    def factor(self) -> float | None:
        """Sum of the single ones over the joint one; None where nothing is abated."""
        return self.sum_alone / self.joint if self.joint > 0 else None


@dataclass(frozen=True)
class NaiveStep:
    """A measure of the naive curve: what it claims (kt CH4), at which cost of a tonne (money of the plan)."""

    id: str
    party: str
    claimed: float
    cost: float
    taken: float

    @property
    def unit_cost(self) -> float:
        """Money of the plan for a tonne of CH4: millions for a kt are thousands for a tonne."""
        return self.cost / self.claimed * 1e3


@dataclass(frozen=True)
class NaivePlan:
    """The measures that the curve picks for the target, what it claims for them and what they do together.

    needed   kt CH4 less that the target asks for; claimed, true, the abatement; cost in millions, discounted
    enough   whether the curve's own count reaches the target
    """

    steps: tuple[NaiveStep, ...]
    needed: float
    claimed: float
    true: float
    cost: float
    enough: bool


def full_effort(case: Case) -> Effort:
    """Every lever as far as it goes in every year, none before its start, no faster than its ramp.

    Levers that compete for one mass, one site's gas or one source share it in proportion.
    """
    spots, years = case.spots, case.problem.years
    d = np.array([_full_diversion(case, v) for v in range(len(spots.diversions))]).reshape(spots.W.shape)
    competing: dict[tuple[int, int], list[int]] = {}
    for row, v in enumerate(spots.diversions):
        competing.setdefault((v.place, v.stream), []).append(row)
    for rows in competing.values():
        whole = d[rows].sum(axis=0)
        d[rows] *= np.divide(spots.W[rows[0]], whole, out=np.ones_like(whole), where=whole > spots.W[rows[0]])
    phi, psi, zeta = (_full(each, years) for each in (spots.captures, spots.covers, spots.reductions))
    return Effort(d, phi, psi, zeta, np.full_like(phi, np.inf), np.full_like(psi, np.inf))


def _full_diversion(case: Case, row: int) -> Array:
    lever, actions = case.spots.diversions[row].lever, np.array(case.problem.actions)
    begun = actions - max(case.problem.first_action, lever.start or case.problem.first_action) + 1
    share = np.full(actions.shape, lever.share) if lever.ramp is None else np.minimum(lever.share, lever.ramp * begun)
    return np.asarray(np.where(begun > 0, share, 0.0) * case.spots.W[row])


def _full(spots: tuple[Spot[Any], ...], years: tuple[int, ...]) -> Array:
    can = np.array([[s.lever.start is None or year >= s.lever.start for year in years] for s in spots], dtype=float)
    can = can.reshape(len(spots), len(years))
    for place in {s.place for s in spots}:
        rows = [row for row, s in enumerate(spots) if s.place == place]
        can[rows] /= np.maximum(can[rows].sum(axis=0), 1.0)
    return can


def only(case: Case, effort: Effort, spots: Iterable[Spot[Any]]) -> Effort:
    """An effort of these spots alone."""
    chosen = {spot.id for spot in spots}
    return scaled(case, effort, {spot.id: 1.0 if spot.id in chosen else 0.0 for spot in case.spots.spots})


def scaled(case: Case, effort: Effort, share: dict[str, float]) -> Effort:
    """An effort with each spot at a share of it."""
    by = [
        np.array([share[s.id] for s in spots]).reshape(-1, 1)
        for spots in (case.spots.diversions, case.spots.captures, case.spots.covers, case.spots.reductions)
    ]
    return replace(effort, d=effort.d * by[0], phi=effort.phi * by[1], psi=effort.psi * by[2], zeta=effort.zeta * by[3])


def abatement(case: Case, effort: Effort) -> float:
    """kt CH4 less in the leading target's year, over all that the target counts."""
    before = emitted(case, no_effort(case.problem, case.spots))
    return before - emitted(case, effort)


def emitted(case: Case, effort: Effort, party: str = TOGETHER, year: int | None = None) -> float:
    """kt CH4 of a party in one of the plan's years, the leading target's where none is given."""
    done = flows(case.problem, case.spots, case.system, effort)
    column = case.problem.years.index(case.problem.lead.year if year is None else year)
    return float(of_party(case.problem, party, done.E[..., column], done.S[..., column])[0])


def over_count(case: Case, effort: Effort) -> OverCount:
    """Levers of an effort one by one and together; levers that do nothing in it are left out."""
    by_lever: dict[str, list[Spot[Any]]] = {}
    for spot in case.spots.spots:
        by_lever.setdefault(spot.lever.id, []).append(spot)
    alone = {id: abatement(case, only(case, _unlimited(effort), spots)) for id, spots in by_lever.items()}
    return OverCount({id: kt for id, kt in alone.items() if kt}, abatement(case, effort))


def _unlimited(effort: Effort) -> Effort:
    """A measure alone meets more gas than in the plan: built for it, it would take its share of that too."""
    free = [np.full_like(each, np.inf) for each in (effort.phi, effort.psi)]
    return replace(effort, captured_at_most=free[0], oxidised_at_most=free[1])


def naive_plan(case: Case) -> NaivePlan:
    """What a reader of the naive cost curve would do for the leading target, all parties together."""
    full = full_effort(case)
    before = emitted(case, no_effort(case.problem, case.spots))
    needed = before - (1 - case.problem.lead.cut) * base_of(case, TOGETHER)
    steps, claimed = [], 0.0
    for step in naive_curve(case):
        left = needed - claimed
        if left <= 0:
            break
        taken = min(1.0, left / step.claimed)
        steps.append(replace(step, taken=taken))
        claimed += taken * step.claimed
    share = {spot.id: 0.0 for spot in case.spots.spots} | {step.id: step.taken for step in steps}
    true = before - emitted(case, scaled(case, full, share))
    cost = sum(step.taken * step.cost for step in steps)
    return NaivePlan(tuple(steps), needed, claimed, true, cost, claimed >= needed * (1 - 1e-9))


def naive_curve(case: Case) -> list[NaiveStep]:
    """Every measure that abates anything alone at full effort, by rising cost of a tonne."""
    full = full_effort(case)
    found = []
    for spot in case.spots.spots:
        alone = only(case, full, [spot])
        claimed = abatement(case, alone)
        if claimed > 0:
            found.append(NaiveStep(spot.id, spot.country, claimed, _cost(case, alone, spot), 1.0))
    return sorted(found, key=lambda step: (step.unit_cost, step.id))


def _cost(case: Case, alone: Effort, spot: Spot[Any]) -> float:
    """Discounted millions of a measure alone at full effort, its blocks built in the first year that it can act."""
    problem, per_unit = case.problem, unit_cost(case.problem, spot.lever)
    if isinstance(spot.lever, Divert):
        row = case.spots.diversions.index(spot)
        return per_unit * _discounted(problem, problem.actions, alone.d[row])
    running = per_unit * _discounted(problem, problem.years, _amounts(case, alone, spot))
    fixed, yearly = block_costs(problem, spot.lever.blocks)
    count = spot.lever.blocks.count if spot.lever.blocks else 0
    first = next((t for t in problem.years if spot.lever.start is None or t >= spot.lever.start), None)
    if first is None:
        return running
    stands = sum(discount(problem, year) for year in standing(problem) if year >= first)
    return running + count * (fixed * discount(problem, first) + yearly * stands)


def _discounted(problem: Problem, years: tuple[int, ...], masses: Array) -> float:
    return float(sum(discount(problem, year) * mass for year, mass in zip(years, masses, strict=True)))


def _amounts(case: Case, alone: Effort, spot: Spot[Any]) -> Array:
    """Gg CH4 captured, oxidised or not emitted by a measure alone, (year,)."""
    done = flows(case.problem, case.spots, case.system, alone)
    none = flows(case.problem, case.spots, case.system, no_effort(case.problem, case.spots))
    if spot in case.spots.captures:
        return np.asarray((done.R - none.R)[0, spot.place])
    if spot in case.spots.covers:
        return np.asarray(done.O[0, spot.place])
    return np.asarray((none.S - done.S)[0, spot.place])
