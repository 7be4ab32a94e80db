"""Which measures close the gap at least cost, given how they interact and how slowly waste decays?

There are no default costs and no default efficacies: without contributed deposits and measures there is no plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.commitment import Target
    from communique.estimate import Estimate
    from communique.hooks import Context
    from communique.plan import Plan
    from communique.workstreams.methane.plan.problem import Problem

INDICATOR = "methane.waste_ch4"


def plan(ctx: Context, estimates: Mapping[str, Estimate], targets: Mapping[str, Target]) -> Plan | None:
    """The least-cost plan of the contributed sites and measures for the bound target; None where there is none to make.

    The target's cut is asked of the emission that the contributed deposits give for its base year: sites that nobody
    contributed, waste water and burning are not in the plan. Contributions that contradict one another give no plan
    either; why is reported as progress.
    """
    problem = problem_of_context(ctx, targets)
    if problem is None:
        return None
    from communique.workstreams.methane.plan.milp import case
    from communique.workstreams.methane.plan.simulate import resimulated
    from communique.workstreams.methane.plan.solve import solve_case

    of = case(problem)
    solved = solve_case(of)
    if solved.effort is None:
        return solved.plan
    return replace(solved.plan, probability=resimulated(of, solved.effort, ctx.seed, ctx.draws).probability)


def problem_of_context(ctx: Context, targets: Mapping[str, Target]) -> Problem | None:
    """The problem that the contributed tables state for the bound target; None without rows, target, or agreement."""
    from communique.workstreams.methane.plan_tables import DEPOSITS, MEASURES

    target = targets.get(INDICATOR)
    deposits, measures = ctx.read_table(DEPOSITS), ctx.read_table(MEASURES)
    if target is None or not len(deposits) or not len(measures):
        return None
    base, first = target.base_year, ctx.on.year + 1
    if base is None or target.factor is None or target.year is None or first > target.year:
        return None
    from communique.workstreams.methane.plan.contributed import contributed
    from communique.workstreams.methane.plan.reading import ProblemError

    try:
        return contributed(
            deposits, measures, base_year=base, target_year=target.year, cut=1 - target.factor, first_action=first
        )
    except ProblemError as error:
        ctx.progress(f"methane: no plan: {error}")
        return None
