"""What does the plan say, for machines and for people?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from communique.geo import TOGETHER
from communique.language import Words
from communique.plan import Binding, Plan
from communique.progress import Probability
from communique.workstreams.methane.model.sensitivity import Swing
from communique.workstreams.methane.plan.milp import Case, base_of, case
from communique.workstreams.methane.plan.naive import (
    NaivePlan,
    OverCount,
    emitted,
    full_effort,
    naive_plan,
    over_count,
)
from communique.workstreams.methane.plan.problem import Divert, Problem
from communique.workstreams.methane.plan.reading import parties_of
from communique.workstreams.methane.plan.robust import Robust, robust
from communique.workstreams.methane.plan.sharing import Sharing, sharing
from communique.workstreams.methane.plan.simulate import Resimulated, resimulated, swings
from communique.workstreams.methane.plan.solve import Solved, Step, solve_case
from communique.workstreams.methane.plan.system import no_effort

#: Rows that state what a variable is, and the target itself: they never are what stands in the way.
DEFINITIONS = ("generation", "target")


@dataclass(frozen=True)
class Answered:
    """Everything that is said of one problem; what needs a plan is None where there is none."""

    solved: Solved
    full: OverCount
    naive: NaivePlan
    of_plan: OverCount | None = None
    resimulated: Resimulated | None = None
    swings: tuple[Swing, ...] = ()
    sharing: tuple[Sharing, ...] = ()
    robust: Robust | None = None


def answered(problem: Problem, *, draws: int, seed: int, confidence: float | None = None) -> Answered:
    """The plan of a problem, the naive curve beside it, and the plan in `draws` possible worlds (0: none)."""
    of = case(problem)
    solved = solve_case(of)
    full, naive = over_count(of, full_effort(of)), naive_plan(of)
    if solved.effort is None:
        return Answered(solved, full, naive)
    return Answered(
        solved,
        full,
        naive,
        of_plan=over_count(of, solved.effort),
        resimulated=resimulated(of, solved.effort, seed, draws) if draws else None,
        swings=swings(of, solved.effort),
        sharing=sharing(of, solved.plan, solved.effort) if len(problem.countries) > 1 else (),
        robust=robust(of, confidence, seed, draws) if confidence is not None else None,
    )


def as_data(found: Answered) -> dict[str, Any]:
    """The answer as JSON: money in millions of the plan's, methane in kt CH4, waste in Gg wet, cuts as shares."""
    plan, of = found.solved.plan, found.solved.case
    problem = of.problem
    return {
        "title": problem.title,
        "illustrative": problem.illustrative,
        "status": plan.status,
        "units": {
            "money": f"million {problem.money.currency} of {problem.money.price_year}",
            "methane": "kt CH4",
            "waste": "Gg wet waste",
        },
        "discount_rate": problem.money.discount_rate,
        "discounted_to": problem.money.discounted_to,
        "objective": plan.objective,
        "gap": plan.gap,
        "marginal_cost": _marginal(plan, of),
        "targets": [_target(of, found.solved, row) for row in _rows(of)],
        "actions": [_step(problem, step) for step in found.solved.steps],
        "spending": _spending(found.solved),
        "abatement": {
            "full_effort": _over_count(found.full),
            "plan": _over_count(found.of_plan) if found.of_plan else None,
        },
        "joint_abatement": found.full.joint,
        "stand_alone_abatement": found.full.sum_alone,
        "interaction_factor": found.full.factor,
        "naive_curve": _naive(found.naive),
        "probability": _probability(found.resimulated),
        "tornado": [asdict(swing) for swing in found.swings],
        "sharing": [_sharing(each) for each in found.sharing],
        "robust": _robust(found.robust) if found.robust else None,
        "binding": [_binding(each) for each in plan.binding if each.constraint not in DEFINITIONS],
        "conflict": [name for name in plan.conflict if name not in DEFINITIONS],
        "reachable": _reachable(plan, of),
        "assumptions": list(assumptions(problem)),
        "warnings": list(warnings(found)),
    }


def _rows(of: Case) -> list[tuple[str, int, float]]:
    return [(p, t.year, t.cut) for t in of.problem.targets for p in parties_of(of.problem, t.of)]


def _target(of: Case, solved: Solved, row: tuple[str, int, float]) -> dict[str, Any]:
    party, year, cut = row
    base = base_of(of, party)
    column = of.problem.years.index(year)
    without, planned = (
        None if effort is None else emitted(of, effort, party, year)
        for effort in (no_effort(of.problem, of.spots), solved.effort)
    )
    return {
        "party": party,
        "year": year,
        "cut": cut,
        "base_year": of.problem.base_year,
        "base_emission": base,
        "generated": float(
            of.system.G0[0, [party in (TOGETHER, s.country) for s in of.problem.sites], 1 + column].sum()
        ),
        "without_plan": without,
        "allowed": (1 - cut) * base,
        "with_plan": planned,
    }


def _marginal(plan: Plan, of: Case) -> dict[str, Any] | None:
    cost = plan.marginal_cost
    if cost is None:
        return None
    kt = base_of(of, TOGETHER) / 100 * cost.step
    return {
        "step_points": cost.step,
        "below": cost.below,
        "above": cost.above,
        "per_point": cost.value,
        "per_t_ch4": None if cost.value is None else cost.value / kt * 1e3,
    }


def _step(problem: Problem, step: Step) -> dict[str, Any]:
    diverts = isinstance(step.spot.lever, Divert)
    return {
        "year": step.year,
        "measure": step.spot.lever.id,
        "at": step.spot.name,
        "party": step.spot.country,
        "kind": step.spot.lever.kind,
        "amount": step.amount,
        "unit": "Gg wet waste" if diverts else "kt CH4",
        "blocks_built": step.built,
        "cost": step.cost,
        "cost_discounted": step.discounted,
        "effect": {str(year): kt for year, kt in step.effects.items()},
    }


def _spending(solved: Solved) -> list[dict[str, Any]]:
    years = sorted({step.year for step in solved.steps})
    return [{"year": y, "cost": sum(s.cost for s in solved.steps if s.year == y)} for y in years]


def _over_count(count: OverCount) -> dict[str, Any]:
    return {
        "stand_alone": count.alone,
        "stand_alone_sum": count.sum_alone,
        "joint": count.joint,
        "interaction_factor": count.factor,
    }


def _naive(naive: NaivePlan) -> dict[str, Any]:
    return {
        "needed": naive.needed,
        "claimed": naive.claimed,
        "true": naive.true,
        "over_count": naive.claimed / naive.true if naive.true > 0 else None,
        "cost": naive.cost,
        "claims_to_suffice": naive.enough,
        "suffices": naive.true >= naive.needed * (1 - 1e-9),
        "steps": [{**asdict(step), "cost_per_t_ch4": step.unit_cost} for step in naive.steps],
    }


def _probability(found: Resimulated | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        **_chance(found.probability),
        "draws": found.draws,
        "targets": [{**asdict(row), "emission": _band(row.emission), "cut": _band(row.cut)} for row in found.reached],
    }


def _chance(chance: Probability) -> dict[str, Any]:
    return {"value": chance.value, "reason": Words("en").say(chance.reason) if chance.reason else None}


def _band(values: tuple[float, ...]) -> dict[str, float]:
    return dict(zip(("p5", "p50", "p95"), values, strict=True))


def _sharing(found: Sharing) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "scenario": "a choice to look at, not the official split",
        "price_per_t_ch4": {str(year): price * 1e3 for year, price in found.price.items()},
        "lacking": found.lacking or None,
        "shares": [{**asdict(share), "net": share.net, "gain": share.gain} for share in found.shares],
    }


def _robust(found: Robust) -> dict[str, Any]:
    return {
        "confidence": found.confidence,
        "overshoot_points": found.overshoot,
        "objective": found.objective,
        "dearer": found.dearer,
        "probability_on_fresh_draws": found.probability,
        "reached": found.overshoot is not None,
    }


def _binding(found: Binding) -> dict[str, Any]:
    return {"constraint": found.constraint, "at": dict(found.at), "shadow_price": found.shadow_price}


def _reachable(plan: Plan, of: Case) -> dict[str, Any] | None:
    """The farthest cut of the leading target, and the emission that is: the lowest that can be reached."""
    if plan.status != "infeasible" or plan.reachable is None:
        return None
    lead = of.problem.lead
    lowest = {p: (1 - plan.reachable / 100) * base_of(of, p) for p in parties_of(of.problem, lead.of)}
    return {"cut": plan.reachable / 100, "year": lead.year, "lowest_emission": lowest}


def assumptions(problem: Problem) -> Iterator[str]:
    """What the reader must know that the file chose."""
    money = problem.money
    yield f"costs are discounted at {money.discount_rate:.1%} a year to {money.discounted_to}: a choice of the file"
    yield "figures of the file are taken as certain in the plan itself and drawn anew in the probability"
    yield f"the target counts {' and '.join(problem.sectors)}"
    yield "waste buried in a year begins to decay in the next January (month 13)"
    for rate in problem.rates:
        yield f"1 {rate.money} = {rate.is_worth:g} {money.name} on {rate.on} ({rate.source})"
    earning = [lever.id for lever in problem.levers if lever.cost.strip().startswith("-")]
    if earning:
        yield f"a negative cost earns: {', '.join(earning)} may be taken beyond the need"
    for site in problem.sites:
        if site.short_history == "accept":
            yield f"{site.name}: {problem.base_year - site.deposits.first} years of deposits before the base year"


def warnings(found: Answered) -> Iterator[str]:
    """What of the result itself is to be read with care."""
    problem = found.solved.case.problem
    if problem.illustrative:
        yield "the file calls itself illustrative: no real places and no official figures"
    last = max(problem.years)
    if stops_in_target_year(found.solved):
        yield (
            f"without the ratchet the plan diverts nothing in {last}: that year's diversion adds its treatment's "
            f"methane and helps only from {last + 1} on; a later target or ratchet = true keeps it going"
        )
    if found.solved.effort is not None and found.naive.claimed > found.naive.true * (1 + 1e-6):
        yield (
            f"the naive curve claims {found.naive.claimed:.4g} kt CH4 for measures that together bring "
            f"{found.naive.true:.4g} kt"
        )


def stops_in_target_year(solved: Solved) -> bool:
    """Whether diversion could act in the last target year, and the plan does none, having none to keep up."""
    problem = solved.case.problem
    possible = not problem.ratchet and solved.case.spots.diversions and max(problem.years) in problem.actions
    acts = {step.year for step in solved.steps if isinstance(step.spot.lever, Divert)}
    return bool(possible and solved.effort is not None and max(problem.years) not in acts)
