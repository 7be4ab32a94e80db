"""Which measures close the gap at least cost, given how they interact and how slowly waste decays?

A party's deposits and measures make the plan. There are no default costs and no default efficacies for them: what they
lack is not filled in. Where no party has handed in both, the plan is one worked on published data, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.commitment import Target
    from communique.estimate import Estimate
    from communique.hooks import Context
    from communique.plan import Plan
    from communique.workstreams.methane.plan.problem import Problem

INDICATOR = "methane.waste_ch4"


@dataclass(frozen=True)
class Asked:
    """What a plan is asked: the day of the assessment, and the cut by a year of a base year's emission."""

    on: date
    base_year: int
    target_year: int
    cut: float

    @property
    def first_action(self) -> int:
        """The first year in which anything can be done."""
        return self.on.year + 1


def plan(ctx: Context, estimates: Mapping[str, Estimate], targets: Mapping[str, Target]) -> Plan | None:
    """The least-cost plan for the bound target; None where there is none to make.

    Of the contributed sites and measures, or where no party handed in both, of published data. The target's cut is
    asked of the emission that the plan's own deposits give for its base year: other sites, waste water and burning are
    not in it. Contributions that contradict one another give no plan at all; why is reported as progress.
    """
    asked = asked_of(ctx, targets)
    if asked is None:
        return None
    if not is_contributed(ctx):
        return _worked(ctx, asked)
    problem = problem_of_context(ctx, targets)
    return None if problem is None else _solved(ctx, problem)


def _worked(ctx: Context, asked: Asked) -> Plan | None:
    """The plan of the published tables, once they are recorded."""
    from communique.workstreams.methane.plan.published_answer import kept_answer, worked_plan
    from communique.workstreams.methane.plan.published_sites import are_known

    return worked_plan(kept_answer(ctx, asked)) if are_known(ctx.known_at) else None


def _solved(ctx: Context, problem: Problem) -> Plan:
    from communique.workstreams.methane.plan.answer import DEFINITIONS
    from communique.workstreams.methane.plan.milp import case
    from communique.workstreams.methane.plan.simulate import resimulated
    from communique.workstreams.methane.plan.solve import in_money, solve_case

    of = case(problem)
    solved = solve_case(of)
    found = in_money(solved.plan, problem.money.name)
    found = replace(found, binding=tuple(each for each in found.binding if each.constraint not in DEFINITIONS))
    if solved.effort is None:
        return found
    return replace(found, probability=resimulated(of, solved.effort, ctx.seed, ctx.draws).probability)


def asked_of(ctx: Context, targets: Mapping[str, Target]) -> Asked | None:
    """What the bound target asks of a plan; None without one, and where its year leaves no year to act in."""
    target = targets.get(INDICATOR)
    if target is None or target.base_year is None or target.factor is None or target.year is None:
        return None
    asked = Asked(ctx.on, target.base_year, target.year, 1 - target.factor)
    return asked if asked.first_action <= asked.target_year else None


def is_contributed(ctx: Context) -> bool:
    """Whether parties handed in both what was buried and what can be done."""
    from communique.workstreams.methane.plan_tables import DEPOSITS, MEASURES

    return all(len(ctx.read_table(table)) for table in (DEPOSITS, MEASURES))


def problem_of_context(ctx: Context, targets: Mapping[str, Target]) -> Problem | None:
    """The problem that the contributed tables state for the bound target; None without rows, target, or agreement."""
    from communique.workstreams.methane.plan_tables import DEPOSITS, MEASURES, RANGES

    asked = asked_of(ctx, targets)
    if asked is None or not is_contributed(ctx):
        return None
    from communique.workstreams.methane.plan.contributed import contributed
    from communique.workstreams.methane.plan.reading import ProblemError

    try:
        return contributed(
            *(ctx.read_table(table) for table in (DEPOSITS, MEASURES, RANGES)), base_year=asked.base_year,
            target_year=asked.target_year, cut=asked.cut, first_action=asked.first_action,
        )  # fmt: skip
    except ProblemError as error:
        ctx.progress(f"methane: no plan: {error}")
        return None
