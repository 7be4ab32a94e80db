"""A plan is the cheapest there is and says what a point more costs; if there is none, why, and how far one gets."""

from __future__ import annotations

import itertools
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.plan import (
    Action,
    MarginalCost,
    Plan,
    PlanError,
    best,
    binding,
    closest_reachable,
    conflicting,
    constant,
    marginal_cost,
    new_model,
    resimulate,
    solve,
)
from communique.progress import Target, meeting, observed

SITES = ("capture", "cover", "digest", "compost", "flare")
COST = np.array([5.0, 3, 8, 1, 4])
EFFECT = np.array([10.0, 4, 20, 1, 6])


def _abatement(cost, effect, *, budget=None, whole=True, largest=1.0, fixed_cost=0.0, exclusive=None):
    """Measures taken or not (or in part), at least cost, whose effects reach the target."""
    import pandas as pd
    import xarray as xr

    def build(target):
        model = new_model()
        site = pd.Index(SITES[: len(cost)], name="site")
        cost_of, effect_of = (xr.DataArray(np.asarray(a, float), coords=[site]) for a in (cost, effect))
        kind = {"binary": True} if whole else {"lower": 0, "upper": largest}
        taken = model.add_variables(coords=[site], name="taken", **kind)
        model.add_constraints((effect_of * taken).sum() >= target, name="target")
        if budget is not None:
            model.add_constraints((cost_of * taken).sum() <= budget, name="budget")
        if exclusive is not None:
            model.add_constraints(taken.sel(site=list(exclusive)).sum() <= 1, name="one-permit")
        model.add_objective((cost_of * taken).sum() + constant(model, fixed_cost))
        return model

    def actions(model):
        taken = model.solution["taken"].values
        chosen = np.flatnonzero(taken > 1e-9)
        return [
            Action(SITES[i], float(cost[i] * taken[i]), float(effect[i] * taken[i]), float(taken[i])) for i in chosen
        ]

    return build, actions


def _brute(cost, effect, target, budget=np.inf):
    """Least cost over every subset, None where none reaches the target within the budget."""
    subsets = [np.array(s, float) for s in itertools.product((0, 1), repeat=len(cost))]
    costs = [s @ cost for s in subsets if s @ effect >= target - 1e-9 and s @ cost <= budget + 1e-9]
    return min(costs, default=None)


numbers = st.lists(st.integers(1, 30), min_size=1, max_size=5)


@given(numbers, numbers, st.integers(0, 80), st.one_of(st.none(), st.integers(0, 80)))
@settings(max_examples=12, deadline=None)
def test_the_plan_is_the_cheapest_of_all_subsets_or_none_exists(cost, effect, target, budget):
    n = min(len(cost), len(effect))
    cost, effect = np.array(cost[:n], float), np.array(effect[:n], float)
    limit = np.inf if budget is None else budget
    least = _brute(cost, effect, target, limit)
    build, actions = _abatement(cost, effect, budget=budget)
    found = best(build, target, actions)
    if least is None:
        assert found.status == "infeasible"
        subsets = [np.array(s, float) for s in itertools.product((0, 1), repeat=n)]
        assert found.reachable == pytest.approx(max(s @ effect for s in subsets if s @ cost <= limit))
        assert "target" in found.conflict
        return
    assert (found.status, found.gap, found.conflict, found.reachable) == ("optimal", 0.0, (), None)
    assert found.objective == pytest.approx(least)
    assert found.cost == pytest.approx(least)
    assert found.effect >= target - 1e-6
    below, above = (_brute(cost, effect, t, limit) for t in (target - 1, target + 1))
    assert found.marginal_cost.below == pytest.approx(least - below)
    assert found.marginal_cost.above == (None if above is None else pytest.approx(above - least))


@given(st.floats(1, 35))
@settings(max_examples=8, deadline=None)
def test_the_marginal_cost_of_divisible_measures_is_the_dearest_one_in_use(target):
    build, _ = _abatement(COST, EFFECT, whole=False)
    order = np.argsort(COST / EFFECT)
    edges = np.concatenate([[0], np.cumsum(EFFECT[order])])
    place = np.searchsorted(edges, target) - 1
    found = marginal_cost(build, target, step=1e-3)
    if edges[place] + 1e-3 < target < edges[place + 1] - 1e-3:
        price = (COST / EFFECT)[order][place]
        assert (found.below, found.above) == (pytest.approx(price, rel=1e-4), pytest.approx(price, rel=1e-4))


def test_shadow_prices_are_what_one_unit_more_would_change():
    build, actions = _abatement(COST, EFFECT, whole=False, budget=14.0)
    plan = best(build, 24.0, actions)
    prices = {b.constraint: b.shadow_price for b in plan.binding}
    assert prices.keys() == {"target"}
    more = best(build, 24.001, actions)
    assert prices["target"] == pytest.approx((more.objective - plan.objective) / 0.001, rel=1e-4)


def test_a_binding_row_is_named_with_its_coordinates_and_its_price_has_the_sign_of_the_change():
    import pandas as pd

    def build(cap):
        model = new_model()
        party = pd.Index(["CAN", "MEX", "USA"], name="party")
        cut = model.add_variables(lower=0, coords=[party], name="cut")
        model.add_constraints(cut <= pd.Series([2.0, cap, 9.0], index=party), name="capacity")
        model.add_constraints(cut.sum() >= 6, name="target")
        model.add_objective((cut * pd.Series([1.0, 2.0, 5.0], index=party)).sum())
        assert solve(model)
        return model

    found = {(b.constraint, tuple(b.at.items())): b.shadow_price for b in binding(build(3.0))}
    assert found == {
        ("capacity", (("party", "CAN"),)): pytest.approx(-4.0),
        ("capacity", (("party", "MEX"),)): pytest.approx(-3.0),
        ("target", ()): pytest.approx(5.0),
    }
    assert build(4.0).objective.value - build(3.0).objective.value == pytest.approx(-3.0)


def test_whole_decisions_are_held_fixed_for_prices_and_pure_ones_have_none():
    def build(target):
        model = new_model()
        built = model.add_variables(binary=True, name="built")
        flow = model.add_variables(lower=0, name="flow")
        model.add_constraints(flow - 10 * built <= 0, name="capacity")
        model.add_constraints(flow >= target, name="target")
        model.add_objective(100 * built + 2 * flow)
        return model

    plan = best(build, 4.0, lambda model: [])
    assert [(b.constraint, b.shadow_price) for b in plan.binding] == [("target", pytest.approx(2.0))]
    pure, actions = _abatement(COST, EFFECT)
    assert [(b.constraint, b.shadow_price) for b in best(pure, 24.0, actions).binding] == [("target", None)]


def test_a_constant_in_the_objective_is_part_of_the_cost():
    build, actions = _abatement(COST, EFFECT, fixed_cost=2.5)
    plan = best(build, 24.0, actions)
    assert plan.objective == pytest.approx(plan.cost + 2.5)


def test_an_infeasible_plan_names_the_constraints_that_conflict_and_no_other():
    build, actions = _abatement(COST, EFFECT, budget=16.0, exclusive=("cover", "compost"))
    plan = best(build, 36.0, actions)
    assert (plan.status, plan.conflict, plan.actions, plan.objective) == ("infeasible", ("target", "budget"), (), None)
    assert plan.reachable == pytest.approx(_reach(16.0, {("cover", "compost")}))
    assert best(build, plan.reachable, actions).status == "optimal"
    assert best(build, plan.reachable + 1, actions).status == "infeasible"


def _reach(budget, exclusive):
    best_effect = 0.0
    for taken in itertools.product((0, 1), repeat=len(COST)):
        names = {site for site, yes in zip(SITES, taken, strict=True) if yes}
        if np.dot(taken, COST) <= budget and not any(set(pair) <= names for pair in exclusive):
            best_effect = max(best_effect, float(np.dot(taken, EFFECT)))
    return best_effect


def test_each_constraint_of_a_conflict_is_needed_for_it():
    build, _ = _abatement(COST, EFFECT, budget=10.0, exclusive=("capture", "digest"))
    conflict = conflicting(build, 30.0)
    assert set(conflict) <= {"target", "budget", "one-permit"}

    def without(name):
        def smaller(target):
            model = build(target)
            for other in list(model.constraints):
                if other == name or other not in conflict:
                    model.remove_constraints(other)
            return model

        return smaller

    assert all(solve(without(name)(30.0)) for name in conflict)


def test_a_ceiling_is_reached_from_above_and_a_target_in_percent_is_given_back_in_percent():
    def build(percent):
        model = new_model()
        left = model.add_variables(lower=42, upper=100, name="left")
        model.add_constraints(1 * left <= 200 - 2 * percent, name="target")
        model.add_objective(1 * left)
        return model

    assert closest_reachable(build, 90.0) == pytest.approx(79.0)  # 200 - 2 x 79 = 42


def test_a_conflict_that_has_nothing_to_do_with_the_target_leaves_nothing_reachable():
    def build(target):
        model = new_model()
        x = model.add_variables(lower=0, name="x")
        model.add_constraints(1 * x >= 5, name="minimum-service")
        model.add_constraints(1 * x <= 3, name="fleet")
        model.add_constraints(1 * x >= target, name="target")
        model.add_objective(1 * x)
        return model

    plan = best(build, 1.0, lambda model: [])
    assert (plan.conflict, plan.reachable) == (("minimum-service", "fleet"), None)


def test_bounds_that_conflict_by_themselves_are_called_bounds():
    def build(target):
        model = new_model()
        x = model.add_variables(lower=0.2, upper=0.8, integer=True, name="x")
        model.add_constraints(1 * x <= target, name="target")
        model.add_objective(1 * x)
        return model

    assert conflicting(build, 1.0) == ("bounds",)


def test_faulty_models_are_errors_that_say_what_is_missing():
    def unbounded(target):
        model = new_model()
        x = model.add_variables(lower=0, name="x")
        model.add_constraints(1 * x >= target, name="target")
        model.add_objective(-1 * x)
        return model

    def elsewhere(target):
        model = new_model()
        x = model.add_variables(lower=0, upper=1, name="x")
        model.add_constraints(1 * x >= 5, name="target")
        model.add_objective(1 * x)
        return model

    with pytest.raises(PlanError, match="has no bound"):
        best(unbounded, 1.0, lambda model: [])
    with pytest.raises(PlanError, match="no constraint 'goal'; it has target"):
        best(elsewhere, 1.0, lambda model: [], target_constraint="goal")
    with pytest.raises(PlanError, match="does not depend on the target"):
        best(elsewhere, 1.0, lambda model: [])
    with pytest.raises(PlanError, match="has no marginal cost"):
        marginal_cost(elsewhere, 1.0)


def test_marginal_cost_has_the_sides_that_exist():
    build, actions = _abatement(COST, EFFECT)
    plan = best(build, float(EFFECT.sum()), actions)
    assert plan.marginal_cost.above is None
    assert (
        plan.marginal_cost.value == plan.marginal_cost.below == pytest.approx(0 if plan.objective == 20 else 1, abs=1)
    )
    assert MarginalCost(1.0, 2.0, 4.0).value == 3.0
    assert MarginalCost(1.0, None, None).value is None


def test_the_same_plan_comes_out_every_time():
    build, actions = _abatement(np.ones(5), np.ones(5))  # every choice of three is as good
    assert len({repr(best(build, 3.0, actions)) for _ in range(3)}) == 1


def test_a_missing_coefficient_is_an_error_and_not_a_zero():
    build, _ = _abatement(COST, np.array([10.0, np.nan, 20, 1, 6]))
    with pytest.raises(ValueError, match="NaN"):
        build(24.0)


def test_resimulation_draws_anew_what_the_optimiser_took_as_certain():
    series = observed(range(2014, 2024), [132.1, 131.0, 130.2, 128.4, 127.9, 126.0, 125.1, 124.6, 122.9, 122.3])
    target, plan = Target("down", 2030, 112.0), Plan("optimal", 3.0, 1.0)
    sure = resimulate(plan, series, target, -3.0).probability.value
    effect = -3.0 * np.random.default_rng(0).lognormal(-(0.5**2) / 2, 0.5, 500)
    unsure = resimulate(plan, series, target, effect)
    assert meeting(series, target).value < unsure.probability.value < sure
    assert (unsure.status, unsure.objective) == ("optimal", 1.0)


def test_a_solver_that_somebody_else_started_with_more_threads_is_no_obstacle():
    code = (
        "import highspy, numpy as np\n"
        "h = highspy.Highs(); h.silent(); h.setOptionValue('threads', 2)\n"
        "h.addVars(1, np.zeros(1), np.ones(1)); h.run()\n"
        "from communique.plan import new_model, solve\n"
        "m = new_model(); x = m.add_variables(lower=0, upper=1, name='x')\n"
        "m.add_constraints(2 * x >= 1, name='target'); m.add_objective(1 * x)\n"
        "print(solve(m), m.objective.value)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "True 0.5"


def test_solving_writes_nothing_on_standard_output():
    code = (
        "from communique.plan import new_model, solve\n"
        "m = new_model(); x = m.add_variables(lower=0, upper=1, name='x')\n"
        "m.add_constraints(1 * x >= 2, name='target'); m.add_objective(1 * x)\n"
        "print(solve(m))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
