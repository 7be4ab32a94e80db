"""What does the worked plan say, and how is it kept between two assessments?

Computed once for the same figures, day, target, seed and draws, as plain data; an edition's plan is read from that.
Money in the plan's currency, methane in kt CH4.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from communique.geo import TOGETHER
from communique.language import Text
from communique.plan import Action, Binding, MarginalCost, Plan
from communique.progress import Probability
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.plan import Asked
from communique.workstreams.methane.plan.answer import DEFINITIONS
from communique.workstreams.methane.plan.published import Sheets, sheets, worked_problem
from communique.workstreams.methane.plan.published_measures import CURRENCY, KINDS, price_year, published_figures
from communique.workstreams.methane.plan.published_sites import COUNTRY, Worked

if TYPE_CHECKING:
    from communique.hooks import Context
    from communique.workstreams.methane.plan.milp import Case
    from communique.workstreams.methane.plan.solve import Solved
    from communique.workstreams.methane.plan.system import Effort


def kept_answer(ctx: Context, asked: Asked) -> dict[str, Any]:
    """The worked plan as data, made once for the same inputs."""
    configuration = {**asdict(asked), "on": asked.on.isoformat()}

    def make() -> dict[str, Any]:
        return _made(asked, ctx.seed, ctx.draws)

    found: dict[str, Any] = make() if ctx.derived is None else ctx.derived("worked-plan", configuration, make)
    return found


@lru_cache(maxsize=1)
def _made(asked: Asked, seed: int, draws: int) -> dict[str, Any]:
    """Where nothing is kept, plan and views of one edition still share one answer."""
    return worked_answer(asked, sheets(asked), seed=seed, draws=draws)


def worked_answer(
    asked: Asked, given: Sheets, *, seed: int, draws: int, confidence: float | None = None
) -> dict[str, Any]:
    """The worked plan as data: what is done where, what it brings and costs, how likely it suffices, what it rests on.

    draws       possible worlds in which the plan is tried; 0: none
    confidence  share of them in which the dearer plan that is shown beside holds; the declared one where not given
    """
    from communique.workstreams.methane.plan.milp import case
    from communique.workstreams.methane.plan.solve import in_money, solve_case

    solved = solve_case(case(worked_problem(asked, given)))
    plan = in_money(solved.plan, f"{CURRENCY}_{price_year()}")
    found = {
        "basis": "published",
        "status": plan.status,
        "money": plan.money,
        "unit": plan.unit,
        "target": plan.target,
        **_levels(solved, asked),
        **_costs(plan),
        "actions": list(_steps(solved, plan, given.worked)),
        "probability": None,
        "confident": None,
        "abatement": _abatement(solved.case),
        "sites": [_site(site) for site in given.worked.sites],
        "left_out": [{"site": name, "reason": reason} for name, reason in given.worked.left_out],
        "figures": [_figure(each) for each in published_figures(asked.on)],
    }
    if solved.effort is None or not draws:
        return _plain(found)
    sure = shipped().value("worked.confidence") if confidence is None else confidence
    return _plain({**found, **_worlds(solved, solved.effort, sure, seed, draws)})


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    """As a kept result is read again: the same types whether it was made now or before."""
    plain: dict[str, Any] = json.loads(json.dumps(found, allow_nan=False))
    return plain


def _levels(solved: Solved, asked: Asked) -> dict[str, Any]:
    from communique.workstreams.methane.plan.milp import base_of
    from communique.workstreams.methane.plan.naive import emitted
    from communique.workstreams.methane.plan.system import no_effort

    of = solved.case
    base = base_of(of, TOGETHER)
    return {
        "base_year": asked.base_year,
        "target_year": asked.target_year,
        "base_emission": base,
        "allowed": (1 - asked.cut) * base,
        "without_plan": emitted(of, no_effort(of.problem, of.spots)),
        "with_plan": None if solved.effort is None else emitted(of, solved.effort),
    }


def _costs(plan: Plan) -> dict[str, Any]:
    """Costs of the whole, and the limits on the whole that bind: those of single sites are in `methane plan --json`."""
    return {
        "objective": plan.objective,
        "gap": plan.gap,
        "marginal_cost": None if plan.marginal_cost is None else asdict(plan.marginal_cost),
        "binding": {each.constraint: each.shadow_price for each in plan.binding
                    if not each.at and each.constraint not in DEFINITIONS},
        "conflict": [name for name in plan.conflict if name not in DEFINITIONS],
        "reachable": plan.reachable,
    }  # fmt: skip


def _steps(solved: Solved, plan: Plan, worked: Worked) -> Iterator[dict[str, Any]]:
    """Actions by falling effect; `id` is measure and facility."""
    ids = {f"{site.name} ({COUNTRY})": site for site in worked.sites}
    measure = {kind: name for name, kind in KINDS.items()}
    pairs = zip(solved.steps, plan.actions, strict=True)
    for step, action in sorted(pairs, key=lambda pair: (-pair[1].effect, pair[1].id, pair[0].year)):
        site, name = ids[step.spot.name], measure[step.spot.lever.kind]
        yield {
            "id": f"{name}-{site.site_id}", "measure": name, "site": site.name, "party": COUNTRY, "year": step.year,
            "amount": step.amount, "unit": action.unit, "effect": action.effect, "cost": action.cost,
        }  # fmt: skip


def _abatement(of: Case) -> dict[str, Any]:
    """Every measure at full effort, kt CH4 of the target year: each kind alone, and all together."""
    from communique.workstreams.methane.plan.naive import abatement, full_effort, only

    full = full_effort(of)
    alone = {
        name: abatement(of, only(of, full, [spot for spot in of.spots.spots if spot.lever.kind == kind]))
        for name, kind in KINDS.items()
    }
    return {"alone": {name: kt for name, kt in alone.items() if kt}, "joint": abatement(of, full)}


def _worlds(solved: Solved, effort: Effort, confidence: float, seed: int, draws: int) -> dict[str, Any]:
    from communique.workstreams.methane.plan.money import MILLION
    from communique.workstreams.methane.plan.robust import robust
    from communique.workstreams.methane.plan.simulate import resimulated

    tried = resimulated(solved.case, effort, seed, draws).probability
    sure = robust(solved.case, confidence, seed, draws)
    return {
        "probability": {"value": tried.value, "method": tried.method},
        "confident": {
            "confidence": sure.confidence,
            "overshoot": sure.overshoot,
            "objective": None if sure.objective is None else sure.objective * MILLION,
            "probability": sure.probability,
        },
    }


def _site(site: Any) -> dict[str, Any]:
    return {**asdict(site), "fit": site.fit}


def _figure(each: Any) -> dict[str, Any]:
    fact = each.fact
    return {
        "measure": each.measure, "what": each.what, "value": fact.value, "unit": fact.unit,
        "price_year": None if each.price_year is None else int(each.price_year.value),
        "price_year_confidence": None if each.price_year is None else each.price_year.confidence,
        "source": fact.source, "confidence": fact.confidence,
    }  # fmt: skip


def worked_plan(found: Mapping[str, Any]) -> Plan:
    """The plan of an edition, with what has to be said of it."""
    tried = found["probability"]
    marginal = found["marginal_cost"]
    return Plan(
        found["status"],
        found["target"],
        objective=found["objective"],
        gap=found["gap"],
        actions=tuple(_action(step) for step in found["actions"]),
        binding=tuple(Binding(name, {}, price) for name, price in found["binding"].items()),
        marginal_cost=None if marginal is None else MarginalCost(**marginal),
        conflict=tuple(found["conflict"]),
        reachable=found["reachable"],
        probability=None if tried is None else Probability(tried["value"], tried["method"]),
        money=found["money"],
        unit=found["unit"],
        basis="published",
        caveats=tuple(_caveats(found)),
    )


def _action(step: Mapping[str, Any]) -> Action:
    return Action(
        step["id"], step["cost"], step["effect"], step["amount"], date(step["year"], 1, 1), step["party"],
        action_name(step["measure"], step["site"]), step["unit"],
    )  # fmt: skip


def action_name(measure: str, site: str) -> Text:
    """What a measure at a site is called."""
    return Text("methane-worked-action", {"measure": Text(f"methane-worked-measure-{measure}"), "site": site})


def _caveats(found: Mapping[str, Any]) -> Iterator[Text]:
    """What has to be said with the plan: first that it is nobody's."""
    years = {"base": str(found["base_year"]), "year": str(found["target_year"])}
    asked = round(found["target"])
    if found["status"] == "optimal":
        needed = found["without_plan"] - found["allowed"]
        closed = found["without_plan"] - found["with_plan"]
        amounts = {"closed": round(closed), "needed": round(needed), "percent": asked}
        yield Text("methane-worked-first", {"n": len(found["sites"]), **amounts, **years})
    else:
        yield Text("methane-worked-first-unmet", {"n": len(found["sites"]), "percent": asked, **years})
    yield Text("methane-worked-scope", {"percent": asked, **years})
    yield Text("methane-worked-rule", _rule(found))
    yield Text("methane-worked-costs", _shares())
    if found["confident"] and found["confident"]["overshoot"] is not None:
        yield Text("methane-worked-confident", _confident(found))
    yield Text("methane-worked-replace")


def _rule(found: Mapping[str, Any]) -> dict[str, Any]:
    left, kept = len(found["left_out"]), len(found["sites"])
    year = max(site["year"] for site in found["sites"]) if kept else ""
    return {
        "threshold": shipped().value("worked.threshold", "reported"), "reported": str(year), "left": left,
        "all": left + kept,
    }  # fmt: skip


def _shares() -> dict[str, Any]:
    return {
        "year": str(price_year()), "life": int(shipped().value("worked.life")),
        "interest": round(100 * shipped().value("worked.interest")),
    }  # fmt: skip


def _confident(found: Mapping[str, Any]) -> dict[str, Any]:
    sure = found["confident"]
    return {
        "of_ten": round(10 * sure["confidence"]), "percent": round(found["target"] + sure["overshoot"], 1),
        "dearer": round(100 * (sure["objective"] / found["objective"] - 1)),
    }  # fmt: skip
