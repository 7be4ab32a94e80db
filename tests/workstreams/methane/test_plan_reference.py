"""Is the plan of the reference case R8 the one that is printed, digit by digit?"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from communique.workstreams import methane
from communique.workstreams.methane.plan.answer import Answered, answered, as_data
from communique.workstreams.methane.plan.inner import Tableau, least_cost, tableau
from communique.workstreams.methane.plan.milp import Case, base_of, builder, case
from communique.workstreams.methane.plan.naive import full_effort, naive_plan, over_count
from communique.workstreams.methane.plan.problem import Problem
from communique.workstreams.methane.plan.reading import changed, read_problem

R8 = Path(str(methane.__file__)).parent / "examples" / "r8.toml"

# Reference case R8 of the methane specification: least cost in million US$, printed to four decimals.
COSTS = [(15, 25.1211), (30, 30.3641), (40, 42.0349), (50, 108.5551), (60, 264.7571), (65, None)]
RATCHET = [(45, 109.8414), (50, 205.4122), (55, 309.2998), (56, None)]
PRINTED = 5e-5


@pytest.fixture(scope="module")
def problem() -> Problem:
    return read_problem(R8)


@pytest.fixture(scope="module")
def r8(problem: Problem) -> Case:
    return case(problem)


@pytest.fixture(scope="module")
def free(r8: Case) -> Tableau:
    return tableau(builder(r8)(15.0))


@pytest.fixture(scope="module")
def ratcheted(problem: Problem) -> Tableau:
    return tableau(builder(case(changed(problem, None, True)))(15.0))


@pytest.fixture(scope="module")
def half(problem: Problem) -> Answered:
    return answered(changed(problem, 0.5, None), draws=100, seed=0)


def test_emission_and_generation_are_the_printed_ones(half: Answered) -> None:
    of = half.solved.case
    assert base_of(of, "ALL") == pytest.approx(138.414416, abs=5e-7)
    assert of.system.G0[0, 0, 1] == pytest.approx(188.248328, abs=5e-7)
    row = as_data(half)["targets"][0]
    assert row["without_plan"] == pytest.approx(169.611743, abs=5e-7)
    assert row["generated"] == pytest.approx(188.248328, abs=5e-7)
    assert row["with_plan"] == pytest.approx(row["allowed"], rel=1e-7)


@pytest.mark.parametrize(("cut", "cost"), COSTS)
def test_least_cost_of_each_cut(free: Tableau, cut: float, cost: float | None) -> None:
    found = least_cost(free, cut)
    assert (found is None) == (cost is None)
    if found is not None:
        assert found.objective == pytest.approx(cost, abs=PRINTED)
        assert found.gap == 0


@pytest.mark.parametrize(("cut", "cost"), RATCHET)
def test_least_cost_of_each_cut_when_diversion_may_never_fall(
    ratcheted: Tableau, cut: float, cost: float | None
) -> None:
    found = least_cost(ratcheted, cut)
    assert (found is None) == (cost is None)
    if found is not None:
        assert found.objective == pytest.approx(cost, abs=PRINTED)


def test_cover_is_added_at_forty_and_diversion_at_fifty(free: Tableau) -> None:
    thirty, forty, fifty = (least_cost(free, cut) for cut in (30, 40, 50))
    assert thirty is not None
    assert forty is not None
    assert fifty is not None
    assert thirty.values["O"].sum() == pytest.approx(0, abs=1e-9)
    assert forty.values["O"].sum() > 1
    assert forty.values["d"].sum() == pytest.approx(0, abs=1e-6)
    assert fifty.values["d"].sum(axis=1) == pytest.approx([1195.093, 771.930], abs=5e-4)


def test_measures_alone_and_together(r8: Case) -> None:
    count = over_count(r8, full_effort(r8))
    assert count.alone["divert-food"] + count.alone["divert-paper"] == pytest.approx(47.6734, abs=PRINTED)
    assert count.alone["capture"] == pytest.approx(74.5463, abs=PRINTED)
    assert count.alone["biocover"] == pytest.approx(25.4135, abs=PRINTED)
    assert count.sum_alone == pytest.approx(147.6333, abs=PRINTED)
    assert count.joint == pytest.approx(108.2563, abs=PRINTED)
    assert count.factor == pytest.approx(1.364, abs=5e-4)


def test_the_answer_holds_objective_actions_gap_and_marginal_cost(half: Answered) -> None:
    data = as_data(half)
    assert data["objective"] == pytest.approx(108.5551, abs=PRINTED)
    assert data["gap"] == 0
    assert data["interaction_factor"] == pytest.approx(1.364, abs=5e-4)
    assert data["joint_abatement"] == pytest.approx(108.2563, abs=PRINTED)
    assert data["stand_alone_abatement"] == pytest.approx(147.6333, abs=PRINTED)
    assert {(row["measure"], row["year"]) for row in data["actions"]} == {
        ("divert-food", 2029), ("divert-paper", 2027), ("divert-paper", 2028), ("divert-paper", 2029),
        ("capture", 2030), ("biocover", 2030),
    }  # fmt: skip
    assert data["marginal_cost"]["below"] < data["marginal_cost"]["per_point"] < data["marginal_cost"]["above"]


def test_marginal_cost_is_that_of_solving_again_a_point_away(half: Answered, free: Tableau) -> None:
    below, here, above = (least_cost(free, cut) for cut in (49, 50, 51))
    assert below is not None
    assert here is not None
    assert above is not None
    marginal = half.solved.plan.marginal_cost
    assert marginal is not None
    assert marginal.below == pytest.approx(here.objective - below.objective, rel=1e-9)
    assert marginal.above == pytest.approx(above.objective - here.objective, rel=1e-9)


def test_costs_and_effects_of_the_actions_add_up(half: Answered) -> None:
    plan, data = half.solved.plan, as_data(half)
    assert plan.cost == pytest.approx(plan.objective, rel=1e-9)
    row = data["targets"][0]
    assert plan.effect == pytest.approx(row["without_plan"] - row["with_plan"], rel=1e-9)
    assert sum(year["cost"] for year in data["spending"]) == pytest.approx(plan.objective, rel=1e-9)


def test_a_target_year_without_ratchet_warns_that_diversion_stops(half: Answered) -> None:
    warned = [line for line in as_data(half)["warnings"] if "ratchet" in line]
    assert len(warned) == 1
    assert "diverts nothing in 2030" in warned[0]
    assert "2031" in warned[0]


def test_an_unreachable_cut_says_how_far_one_gets_and_what_is_in_the_way(problem: Problem, free: Tableau) -> None:
    data = as_data(answered(changed(problem, 0.65, None), draws=0, seed=0))
    assert data["status"] == "infeasible"
    assert data["objective"] is None
    assert set(data["conflict"]) == {"emission-2030-ALL", "diversion-share", "capture-efficiency", "cover-oxidation"}
    reach = data["reachable"]
    assert reach["lowest_emission"]["ALL"] == pytest.approx((1 - reach["cut"]) * 138.414416, rel=1e-6)
    assert least_cost(free, 100 * reach["cut"] - 1e-4) is not None
    assert least_cost(free, 100 * reach["cut"] + 1e-4) is None


def test_the_naive_curve_claims_to_suffice_and_falls_short(problem: Problem, half: Answered) -> None:
    naive = naive_plan(half.solved.case)
    assert naive.claimed == pytest.approx(naive.needed)
    assert naive.enough
    assert naive.true < naive.needed - 10
    assert naive.cost < (half.solved.plan.objective or 0)


def test_captured_gas_is_not_oxidised(problem: Problem) -> None:
    content = problem.model_dump()
    content["sites"][0]["oxidation"] = 0.1
    from communique.workstreams.methane.plan.reading import problem_of

    of = case(problem_of(content))
    G = of.system.G0[0, 0, 0]
    assert base_of(of, "ALL") == pytest.approx((G - 0.1 * G) * 0.9 + 0.01 * 0.1 * G)
    assert np.isfinite(G)
