"""Does the fleet plan keep its rules, and is it the cheapest that does?"""

from __future__ import annotations

import itertools
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from communique.workstreams.transit.costs import (
    CostError,
    annuity,
    fleet_for_availability,
    in_money,
    present_value,
    salvage,
    worth,
)
from communique.workstreams.transit.figures import figures
from communique.workstreams.transit.fleet import FleetPlan, FleetProblem, Technology, pareto, plan_fleet
from communique.workstreams.transit.fleet.problem import Step


def technology(name: str, **given: Any) -> Technology:
    base = {"price": 500_000, "maintenance": 1.0, "energy": 0.5, "ghg_g_per_km": (1500,), "life_min": 4, "life_max": 6}
    return Technology.model_validate({"name": name, **base, **given})


def problem(**given: Any) -> FleetProblem:
    diesel = technology("diesel", existing={2020: 4, 2022: 4, 2024: 4}, spare=0.2)
    battery = technology(
        "battery",
        price=900_000,
        maintenance=0.8,
        energy=0.2,
        ghg_g_per_km=(200,),
        zero_emission=True,
        plugged=True,
        spare=0.2,
        steps=(Step(duties=6, ratio=1), Step(duties=4, ratio=1.5)),
    )
    base = {
        "first_year": 2025,
        "last_year": 2032,
        "currency": "USD",
        "price_year": 2023,
        "discount_rate": 0.04,
        "peak_duties": (10,),
        "km_per_duty": 50_000,
        "technologies": (diesel, battery),
        "plug_cost": 100_000,
        "plug_lead": 2,
        "zero_emission": {2030: 0.5, 2032: 1.0},
    }
    return FleetProblem.model_validate({**base, **given})


def test_annuity_of_a_million_at_four_per_cent_over_twelve_years() -> None:
    assert annuity(1e6, 0.04, 12) == pytest.approx(106_552.17, abs=0.005)


def test_an_annuity_is_worth_its_capital_today() -> None:
    payment = annuity(250_000, 0.07, 9)
    assert present_value(dict.fromkeys(range(1, 10), payment), 0.07, 0) == pytest.approx(250_000)
    assert annuity(120, 0, 12) == 10


def test_salvage_is_what_is_left_of_a_life_and_never_less_than_nothing() -> None:
    assert [salvage(120.0, age, 12) for age in (0, 3, 12, 20)] == [120, 90, 0, 0]


def test_availability_rounds_up_to_whole_buses() -> None:
    assert [fleet_for_availability(n, 0.9) for n in (9, 10, 18, 0)] == [10, 12, 20, 0]
    with pytest.raises(CostError):
        fleet_for_availability(10, 0)


def test_money_is_converted_only_by_a_dated_rate() -> None:
    facts = figures()
    assert worth("USD_2023", "CAD_2023", facts) * worth("CAD_2023", "USD_2023", facts) == pytest.approx(1)
    with pytest.raises(CostError, match="no dated rate from USD_2023 to CAD_2020"):
        worth("USD_2023", "CAD_2020", facts)
    with pytest.raises(CostError, match="no currency with a price year"):
        in_money(facts.fact("cost.reference", "bus|battery"), "USD_2023", facts)


def test_every_cost_of_a_country_is_in_its_own_money_with_a_price_year() -> None:
    money = {"CAN": "CAD_", "MEX": "MXN_", "USA": "USD_"}
    for fact in figures():
        if fact.id.startswith("cost.") and fact.id != "cost.reference":
            assert fact.unit.startswith(money[fact.key[:3]] + "2023"), fact


def per_year(plan: FleetPlan, frame: pl.DataFrame, column: str, name: str) -> dict[int, float]:
    rows = frame.filter(pl.col("technology") == name).group_by("year").agg(pl.col(column).sum())
    return dict(rows.iter_rows())


def obeyed(asked: FleetProblem, plan: FleetPlan) -> None:
    """Every rule of the module's text, read off the answer's tables."""
    orders = dict(plan.points.select("year", "ordered").iter_rows())
    bought = {(y, t): n for y, t, n in plan.purchases.iter_rows()}
    kept = {(y, t, v): n for y, t, v, n in plan.fleet.iter_rows()}
    for year in asked.years:
        served = {t.name: per_year(plan, plan.duties, "duties", t.name).get(year, 0) for t in asked.technologies}
        assert sum(served.values()) == asked.duties(year)
        for t in asked.technologies:
            buses = sum(n for (y, name, _), n in kept.items() if (y, name) == (year, t.name))
            ratios = (
                list(itertools.chain.from_iterable([s.ratio] * s.duties for s in t.steps)) or [1.0] * served[t.name]
            )
            assert buses >= (1 + t.spare) * sum(ratios[: served[t.name]]) - 1e-6
            if t.plugged:
                there = asked.plugs + sum(n for y, n in orders.items() if y + asked.plug_lead <= year)
                assert buses <= there
        if asked.budget is not None:
            own = sum((1 - t.grant) * t.price * bought.get((year, t.name), 0) for t in asked.technologies)
            assert own + (1 - asked.plug_grant) * asked.plug_cost * orders[year] <= asked.budget + 1e-3
        if year in asked.zero_emission:
            clean = sum(served[t.name] for t in asked.technologies if t.zero_emission)
            assert clean >= asked.zero_emission[year] * asked.duties(year) - 1e-6  # HiGHS's feasibility tolerance
    for (year, name, vintage), n in kept.items():
        t = next(t for t in asked.technologies if t.name == name)
        assert year - vintage < t.life_max
        first = t.existing.get(vintage, bought.get((vintage, name), 0))
        assert n <= first
        if year - vintage < t.life_min:
            assert n == first


@settings(max_examples=12, deadline=None)
@given(
    st.integers(3, 12),
    st.integers(0, 3),
    st.floats(0, 1),
    st.floats(0, 0.9),
    st.sampled_from([None, 4e6, 8e6]),
    st.floats(1, 2),
)
def test_every_rule_holds_in_the_answer(
    peak: int, lead: int, share: float, grant: float, budget: float | None, ratio: float
) -> None:
    base = problem()
    diesel, battery = base.technologies
    battery = battery.model_copy(update={"grant": grant, "steps": (Step(duties=peak, ratio=ratio),)})
    asked = problem(
        peak_duties=(peak,), plug_lead=lead, zero_emission={2032: share}, budget=budget, technologies=(diesel, battery)
    )
    found = plan_fleet(asked, explain=False)
    if found.status == "optimal":
        obeyed(asked, found)


def test_the_cheapest_plan_is_found_against_every_plan_of_a_tiny_problem() -> None:
    """One duty, two years, new buses of two kinds: four plans by hand, salvage in proportion to the life left."""
    a = technology("a", price=100, maintenance=0, energy=1.0, life_min=2, life_max=2)
    b = technology("b", price=160, maintenance=0, energy=0.1, life_min=2, life_max=2)
    tiny = problem(
        first_year=2025,
        last_year=2026,
        discount_rate=0.0,
        peak_duties=(1,),
        km_per_duty=50,
        technologies=(a, b),
        zero_emission={},
        plug_cost=0,
    )
    found = plan_fleet(tiny)
    assert found.net_present_cost == pytest.approx(min(100 + 2 * 50 * 1.0, 160 + 2 * 50 * 0.1))
    assert found.purchases.rows() == [(2025, "b", 1)]


def test_costs_by_kind_add_up_to_the_net_present_cost() -> None:
    found = plan_fleet(problem())
    assert float(found.costs["present"].sum()) == pytest.approx(found.net_present_cost)
    discounted = sum(a / 1.04 ** (y - 2025) for y, a in found.costs.select("year", "amount").iter_rows())
    assert discounted == pytest.approx(found.net_present_cost)


def test_replacing_one_for_one_is_never_assumed() -> None:
    needed = [
        plan_fleet(
            problem(
                technologies=(
                    problem().technologies[0],
                    problem().technologies[1].model_copy(update={"steps": (Step(duties=10, ratio=ratio),)}),
                )
            )
        )
        .fleet.filter((pl.col("year") == 2032) & (pl.col("technology") == "battery"))["buses"]
        .sum()
        for ratio in (1.0, 1.5)
    ]
    assert needed[0] >= 12
    assert needed[1] >= 18


def test_points_come_before_buses_by_their_lead_time() -> None:
    found = plan_fleet(problem(plug_lead=3, zero_emission={2028: 0.5}))
    first_bus = found.purchases.filter(pl.col("technology") == "battery")["year"].min()
    first_order = found.points.filter(pl.col("ordered") > 0)["year"].min()
    assert first_order == 2025
    assert first_bus >= 2028


def test_what_cannot_be_is_explained_by_the_wishes_that_conflict_and_how_far_one_gets() -> None:
    found = plan_fleet(problem(zero_emission={2026: 1.0}))
    assert found.status == "infeasible"
    assert found.conflict == ("target", "points")
    assert found.reachable == 0.0
    poor = plan_fleet(problem(budget=2_500_000.0, zero_emission={2032: 1.0}))
    assert poor.status == "infeasible"
    assert "budget" in poor.conflict


@pytest.mark.parametrize("change", [{"discount_rate": 0.0}, {"plug_cost": 300_000.0}, {"budget": 6e6}])
def test_a_harder_problem_is_never_cheaper(change: dict[str, float]) -> None:
    if "discount_rate" in change:
        easy, hard = problem(zero_emission={2032: 0.4}), problem(zero_emission={2032: 1.0})
    else:
        easy, hard = problem(), problem(**change)
    cheap, dear = plan_fleet(easy), plan_fleet(hard)
    if dear.net_present_cost is not None:
        assert dear.net_present_cost >= (cheap.net_present_cost or 0) - 1e-3


def test_grants_lower_the_agencys_cost_and_not_societys() -> None:
    diesel, battery = problem().technologies
    granted = (diesel, battery.model_copy(update={"grant": 0.8}))
    agency = plan_fleet(problem(technologies=granted)).net_present_cost
    society = plan_fleet(problem(technologies=granted, perspective="society")).net_present_cost
    nobody = plan_fleet(problem(perspective="society")).net_present_cost
    assert agency is not None
    assert society is not None
    assert agency < society
    assert society == pytest.approx(nobody)


def test_no_plan_of_the_front_beats_another_and_its_ends_are_the_cheapest_and_the_cleanest() -> None:
    asked = problem(zero_emission={})
    front = pareto(asked, 4)
    costs, tonnes = [p.net_present_cost for p in front], [p.ghg_t for p in front]
    assert costs == sorted(costs)
    assert tonnes == sorted(tonnes, reverse=True)
    assert len(set(tonnes)) == len(tonnes) >= 2
    assert costs[0] == pytest.approx(plan_fleet(asked).net_present_cost)
    assert tonnes[-1] == pytest.approx(plan_fleet(asked, objective="emission").ghg_t, rel=1e-4)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"zero_emission": {2050: 1.0}}, "a target is set for 2050"),
        ({"last_year": 2020}, "before it begins"),
        ({"peak_duties": (1, 2)}, "2 figures for 8 years"),
        ({"technologies": (technology("a"), technology("a"))}, "stands twice"),
        ({"technologies": (technology("a", existing={2026: 3}),)}, "plan's own years"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        problem(**given)


def test_hard_duties_before_easy_ones_are_refused() -> None:
    with pytest.raises(ValidationError, match="easy duties come first"):
        technology("b", steps=(Step(duties=1, ratio=2), Step(duties=1, ratio=1)))
