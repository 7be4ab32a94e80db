"""How likely is the plan to suffice, what does confidence cost, and who pays: do these answers hold together?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from communique.workstreams import methane
from communique.workstreams.methane.plan import sharing
from communique.workstreams.methane.plan.answer import Answered, answered, as_data
from communique.workstreams.methane.plan.reading import read_problem
from communique.workstreams.methane.plan.robust import RobustError, robust
from communique.workstreams.methane.plan.simulate import ratios, resimulated, share_met, uncertain, worlds
from communique.workstreams.methane.plan.system import base_emission, parameters, system

EXAMPLE = Path(str(methane.__file__)).parent / "examples" / "three_countries.toml"
DRAWS = 600


@pytest.fixture(scope="module")
def found() -> Answered:
    return answered(read_problem(EXAMPLE), draws=DRAWS, seed=1, confidence=0.8)


@pytest.fixture(scope="module")
def data(found: Answered) -> dict[str, Any]:
    return as_data(found)


def test_a_plan_that_just_meets_its_target_fails_in_many_worlds(data: dict[str, Any]) -> None:
    assert 0 < data["probability"]["value"] < 0.6
    for row in data["probability"]["targets"]:
        assert row["cut"]["p5"] < row["asked"] < row["cut"]["p95"]
        assert data["probability"]["value"] <= row["probability"]


def test_the_same_seed_gives_the_same_draws_and_the_files_own_figures_give_the_plan(found: Answered) -> None:
    of, effort = found.solved.case, found.solved.effort
    assert effort is not None
    again = resimulated(of, effort, 1, DRAWS)
    assert found.resimulated is not None
    assert again.probability.value == found.resimulated.probability.value
    own = {p.name: np.array([p.value]) for p in parameters(of.problem)}
    world = system(of.problem, of.spots, own)
    assert np.allclose(world.G0, of.system.G0, rtol=1e-12)
    _, relative = ratios(of, effort, [world])
    assert relative[0] == pytest.approx([0.85, 0.70], rel=1e-6)
    assert share_met(of.problem, relative).all()


def test_a_parameter_is_one_draw_for_all_years_and_for_all_sites_that_share_its_row(found: Answered) -> None:
    of = found.solved.case
    names = [p.name for p in parameters(of.problem)]
    assert len(names) == len(set(names))
    assert len([name for name in names if name.startswith("fod.doc|food")]) == 1
    assert len([name for name in names if name.startswith("fod.k|food")]) == 2  # one climate in Canada and the US
    part = next(worlds(of, 3, 50))
    before, after = part.R0[:, 0, 0], part.R0[:, 0, -1]
    assert before == pytest.approx(after)
    assert np.ptp(before) > 0
    level, change = base_emission(part)[0].sum(axis=1), part.G0[:, 0, 1] / part.G0[:, 0, 0]
    assert np.std(level) / np.mean(level) > np.std(change) / np.mean(
        change
    )  # the change is known better than the level


def test_confidence_costs_more_and_holds_on_fresh_draws(data: dict[str, Any]) -> None:
    sure = data["robust"]
    assert sure["reached"]
    assert sure["overshoot_points"] > 0
    assert sure["dearer"] > 0
    assert sure["objective"] == pytest.approx(data["objective"] + sure["dearer"])
    three_deviations = 3 * np.sqrt(0.8 * 0.2 / DRAWS)
    assert sure["probability_on_fresh_draws"] == pytest.approx(0.8, abs=2 * three_deviations)
    assert sure["probability_on_fresh_draws"] > data["probability"]["value"]


@pytest.mark.parametrize("confidence", [0.0, 1.0, 80.0])
def test_a_confidence_that_is_none_is_refused(found: Answered, confidence: float) -> None:
    with pytest.raises(RobustError, match="between 0 and 1"):
        robust(found.solved.case, confidence, 0, 10)


def test_without_ranges_the_probability_is_unknown_and_says_why() -> None:
    problem = read_problem(EXAMPLE.with_name("r8.toml"))
    assert not uncertain(problem)
    data = as_data(answered(problem, draws=DRAWS, seed=0))
    assert data["probability"]["value"] is None
    assert "nothing to draw" in data["probability"]["reason"]


def test_payments_sum_to_zero_and_nobody_else_pays_for_the_plan(data: dict[str, Any]) -> None:
    assert [rule["rule"] for rule in data["sharing"]] == ["equal-per-cent", "per-head", "least-cost"]
    for rule in data["sharing"]:
        shares = rule["shares"]
        assert [share["party"] for share in shares] == ["CAN", "MEX", "USA"]
        assert sum(share["pays"] for share in shares) == pytest.approx(0, abs=1e-9)
        assert sum(share["net"] for share in shares) == pytest.approx(data["objective"], rel=1e-8)
        assert "not the official split" in rule["scenario"]


def test_shares_follow_their_rule(data: dict[str, Any], found: Answered) -> None:
    equal, per_head, least = data["sharing"]
    whole = sum(share["allowed"] for share in equal["shares"])
    people = found.solved.case.problem.people
    for share in per_head["shares"]:
        assert share["allowed"] == pytest.approx(whole * people[share["party"]] / sum(people.values()))
    assert all(share["allowed"] == share["emitted"] and share["gain"] == 0 for share in least["shares"])


def test_each_price_is_a_part_of_the_marginal_cost(data: dict[str, Any]) -> None:
    price = data["sharing"][0]["price_per_t_ch4"]
    assert sum(price.values()) == pytest.approx(data["marginal_cost"]["per_t_ch4"], rel=1e-6)


def test_a_rule_without_its_figures_says_which(found: Answered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_own_tableau", lambda of, party: None)  # what each would do alone is not asked here
    solved = found.solved
    assert solved.effort is not None
    of = replace(solved.case, problem=solved.case.problem.model_copy(update={"people": {"CAN": 1.0}}))
    equal, per_head, _ = sharing.sharing(of, solved.plan, solved.effort)
    assert per_head.shares == ()
    assert "MEX, USA" in per_head.lacking
    assert all(share.alone is None and share.gain is None for share in equal.shares)


def test_the_tornado_is_widest_first_and_holds_the_plan_between_its_ends(found: Answered) -> None:
    widths = [abs((s.at_high or 0) - (s.at_low or 0)) for s in found.swings]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 0


def test_the_over_count_is_said(data: dict[str, Any]) -> None:
    assert data["naive_curve"]["over_count"] > 1
    assert not data["naive_curve"]["suffices"]
    assert any("naive curve claims" in line for line in data["warnings"])
