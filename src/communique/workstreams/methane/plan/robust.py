"""What does it cost to meet the target with a chosen confidence, and by how much must the plan overshoot for that?

The plan of a certain world meets its target to the kilogramme, so in about half of the possible worlds it misses. The
robust plan is the least-cost plan of the smallest overshoot (percentage points beyond every target) that the drawn
worlds confirm:

    smallest m ≥ 0 with  share of draws { E[t] ≤ (1 − cut)·E[base] for every target }  ≥ confidence
    under the least-cost plan for cut + m

found by bisection and then confirmed on fresh draws. It is a plan that holds, not the cheapest of all that would.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from communique.errors import CommuniqueError
from communique.plan import closest_reachable
from communique.workstreams.methane.model.monte_carlo import CHUNK
from communique.workstreams.methane.plan.inner import Tableau, least_cost, tableau
from communique.workstreams.methane.plan.milp import Case, builder
from communique.workstreams.methane.plan.problem import Problem
from communique.workstreams.methane.plan.simulate import ratios, resimulated, share_met, uncertain, worlds
from communique.workstreams.methane.plan.solve import effort_of
from communique.workstreams.methane.plan.system import Effort, System

#: Bisection ends at this many percentage points of overshoot.
RESOLUTION = 0.01


class RobustError(CommuniqueError):
    """A confidence that is none, or a problem without anything uncertain."""


@dataclass(frozen=True)
class Robust:
    """The plan at a confidence.

    overshoot    percentage points beyond the target that it plans for; None where the confidence cannot be reached
    objective    its least cost, millions; dearer, what it costs more than the plan without confidence
    probability  on draws that the search has not seen; where out of reach, the most that any plan gets
    """

    confidence: float
    overshoot: float | None
    objective: float | None
    dearer: float | None
    probability: float
    effort: Effort


def robust(case: Case, confidence: float, seed: int, draws: int) -> Robust:
    """The least-cost plan that meets every target in a share `confidence` of the draws.

    Raises RobustError for a confidence outside (0, 1), for a target that cannot be met even in a certain world, and
    where the file gives no ranges.
    """
    _check(case.problem, confidence)
    cut = 100 * case.problem.lead.cut
    of = tableau(builder(case)(cut))
    plain = least_cost(of, cut)
    if plain is None:
        raise RobustError("the target cannot be met even where nothing is uncertain", column="targets.1.cut")
    drawn = list(worlds(case, seed, min(draws, CHUNK)))
    most = closest_reachable(builder(case), 100.0)
    # the solver's own tolerance may put the farthest target a hair beyond reach
    highest = 100.0 if most is None else max(cut, most - RESOLUTION / 10)
    if _confirmed(case, of, highest, drawn) < confidence:
        return _result(case, of, highest, confidence, seed, draws, plain.objective, reached=False)
    low, high = cut, highest
    if _confirmed(case, of, low, drawn) >= confidence:
        high = low
    while high - low > RESOLUTION:
        middle = (low + high) / 2
        if _confirmed(case, of, middle, drawn) >= confidence:
            high = middle
        else:
            low = middle
    return _result(case, of, high, confidence, seed, draws, plain.objective, reached=True)


def _check(problem: Problem, confidence: float) -> None:
    if not 0 < confidence < 1:
        hint = f": {confidence:g} per cent is {confidence / 100:g}" if 1 < confidence < 100 else ""
        raise RobustError(f"a confidence lies between 0 and 1; found {confidence:g}{hint}", column="confidence")
    if not uncertain(problem):
        raise RobustError("no figure of the file has a range (value, low, high): there is nothing to be robust against")


def _effort(case: Case, of: Tableau, cut: float) -> tuple[float, Effort] | None:
    found = least_cost(of, cut)
    return None if found is None else (found.objective, effort_of(case, found))


def _confirmed(case: Case, of: Tableau, cut: float, drawn: list[System]) -> float:
    """Share of the search's draws in which the plan for a cut meets the targets; 0 where there is no such plan."""
    plan = _effort(case, of, cut)
    if plan is None:
        return 0.0
    _, relative = ratios(case, plan[1], drawn)
    return float(share_met(case.problem, relative).mean())


def _result(
    case: Case, of: Tableau, cut: float, confidence: float, seed: int, draws: int, plain: float, *, reached: bool
) -> Robust:
    plan = _effort(case, of, cut)
    if plan is None:
        raise RobustError(f"no plan at a cut of {cut:g} points, although it was found to be in reach")
    objective, effort = plan
    fresh = resimulated(case, effort, _other(seed), draws).probability.value
    if not reached:
        return Robust(confidence, None, None, None, fresh or 0.0, effort)
    overshoot = cut - 100 * case.problem.lead.cut
    return Robust(confidence, overshoot, objective, objective - plain, fresh or 0.0, effort)


def _other(seed: int) -> int:
    """A seed for the confirming draws, another one than the search's and fixed by it."""
    return int(np.random.SeedSequence([seed, 1]).generate_state(1)[0])
