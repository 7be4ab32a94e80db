"""Do the plan's equations say what they should: against another solver's own formulation, and by their properties?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from communique.workstreams.methane.plan.attribution import attributed
from communique.workstreams.methane.plan.inner import least_cost, tableau
from communique.workstreams.methane.plan.milp import Case, base_of, builder, case
from communique.workstreams.methane.plan.naive import abatement, full_effort, naive_curve, over_count
from communique.workstreams.methane.plan.reading import problem_of
from communique.workstreams.methane.plan.solve import effort_of, solve_case

FOOD = {"name": "food", "share": 0.6, "doc": 0.15, "doc_f": 0.7, "k": 0.2, "mcf": 0.8}
PAPER = {"name": "paper", "share": 0.3, "doc": 0.4, "doc_f": 0.5, "k": 0.06, "mcf": 0.8}


def site(name: str = "one", mass: float = 1000.0, country: str = "MEX", **change: Any) -> dict[str, Any]:
    return {
        "name": name, "country": country, "inert": 0.1, "captured": 0.1, "oxidation": 0.05, "destruction": 0.98,
        "methane_share": 0.5, "streams": [FOOD, PAPER],
        "deposits": {"first": 1965, "last": 2030, "mass": f"{mass} Gg", "in_year": 2020, "growth": 0.01}, **change,
    }  # fmt: skip


def divert(stream: str = "food", cost: float = 40.0, **change: Any) -> dict[str, Any]:
    return {
        "id": f"divert-{stream}", "kind": "divert", "stream": stream, "share": 0.5, "emission": 0.004,
        "cost": f"{cost} USD_2020/t", **change,
    }  # fmt: skip


def capture(**change: Any) -> dict[str, Any]:
    return {
        "id": "capture", "kind": "capture", "efficiency": 0.5, "cost": "250 USD_2020/(t CH4)",
        "blocks": {"fixed": "2e6 USD_2020"}, **change,
    }  # fmt: skip


def cover(**change: Any) -> dict[str, Any]:
    return {
        "id": "cover", "kind": "cover", "oxidation": 0.15, "cost": "600 USD_2020/(t CH4)",
        "blocks": {"fixed": "1e6 USD_2020"}, **change,
    }  # fmt: skip


def content(**change: Any) -> dict[str, Any]:
    return {
        "title": "tiny", "illustrative": True, "base_year": 2020, "first_action": 2027, "last_action": 2030,
        "ratchet": False,
        "money": {"currency": "USD", "price_year": 2020, "discount_rate": 0.0, "discounted_to": 2027},
        "targets": [{"year": 2030, "cut": 0.2}], "sites": [site()], "levers": [divert(), capture(), cover()], **change,
    }  # fmt: skip


def costs(of: dict[str, Any], cuts: list[float]) -> list[float | None]:
    solver = tableau(builder(case(problem_of(of)))(cuts[0]))
    return [None if (found := least_cost(solver, cut)) is None else found.objective for cut in cuts]


def _own_formulation(sites: list[float], cut: float) -> float | None:
    """Least cost by SciPy, written from the specification alone for sites of these masses: d(4), X, O, y, z of each."""
    k, L0, years, n = 0.2, 0.15 * 0.7 * 0.8 * 0.5 * 16 / 12, np.arange(2027, 2031), len(sites)
    L0p, kp = 0.4 * 0.5 * 0.8 * 0.5 * 16 / 12, 0.06

    def generated(mass: float, year: int) -> float:
        x = np.arange(1965, year)
        waste = mass * 1.01 ** (x - 2020.0)
        food, paper = (
            share * waste * pot * (np.exp(-rate * (year - x - 1)) - np.exp(-rate * (year - x)))
            for share, pot, rate in ((0.6, L0, k), (0.3, L0p, kp))
        )
        return float(food.sum() + paper.sum())

    def escape(r: float) -> float:  # kt emitted by a kt generated, at a captured share r and without further measures
        return (1 - r) * 0.95 + 0.02 * r

    base = sum(generated(m, 2020) for m in sites) * escape(0.1)
    K = L0 * (np.exp(-k * (2030 - years - 1.0)) - np.exp(-k * (2030 - years + 0.0))) * (years < 2030)
    rows, high = [], []
    objective = np.tile([0.04] * 4 + [0.25, 0.6, 2.0, 1.0], n)
    emission, constant = np.zeros(8 * n), 0.0
    upper = np.zeros(8 * n)
    for i, mass in enumerate(sites):
        G0, at = generated(mass, 2030), 8 * i
        constant += G0 * escape(0.1)
        emission[at : at + 4] = -K * escape(0.1) + np.where(years == 2030, 0.004, 0.0)
        emission[at + 4 : at + 6] = -0.95 + 0.02, -1.0
        upper[at : at + 8] = [*(0.5 * 0.6 * mass * 1.01 ** (years - 2020.0)), G0, G0, 1, 1]
        for row, limit in (
            ([*(0.4 * K), 1, 0, 0, 0], 0.4 * G0),  # R <= CE G
            ([0, 0, 0, 0, 1, 0, -0.4 * G0, 0], 0.0),
            ([*(0.15 * 0.9 * K), 0.15, 1, 0, 0], 0.15 * 0.9 * G0),  # O <= OX (G - R)
            ([0, 0, 0, 0, 0, 1, 0, -0.15 * G0], 0.0),
        ):
            whole = np.zeros(8 * n)
            whole[at : at + 8] = row
            rows.append(whole)
            high.append(limit)
    rows.append(emission)
    high.append((1 - cut / 100) * base - constant)
    found = milp(
        objective, integrality=np.tile([0] * 6 + [1] * 2, n), bounds=Bounds(0, upper),
        constraints=LinearConstraint(np.array(rows), -np.inf, np.array(high)), options={"mip_rel_gap": 0},
    )  # fmt: skip
    return float(found.fun) if found.success else None


def test_the_cost_is_that_of_an_independent_formulation() -> None:
    masses = [1000.0, 350.0, 2200.0]
    sites = [site(f"s{i}", mass) for i, mass in enumerate(masses)]
    cuts = [0.0, 5.0, 20.0, 33.0, 40.0, 46.0, 60.0]
    for cut, cost in zip(cuts, costs(content(sites=sites), cuts), strict=True):
        own = _own_formulation(masses, cut)
        assert (own is None) == (cost is None), cut
        if own is not None:
            assert cost == pytest.approx(own, rel=1e-7, abs=1e-7), cut


def test_cost_never_falls_as_the_cut_rises_and_the_order_and_units_do_not_matter() -> None:
    cuts = [float(cut) for cut in range(0, 50, 5)]
    sites = [site("a", 1000.0), site("b", 350.0)]
    plain = costs(content(sites=sites), cuts)
    known = [cost for cost in plain if cost is not None]
    assert known == sorted(known)
    assert None not in plain[: len(known)]
    turned = costs(content(sites=sites[::-1], levers=[cover(), capture(), divert()]), cuts)
    assert turned == pytest.approx(plain, rel=1e-7, abs=1e-9)
    in_tonnes = [dict(s, deposits=dict(s["deposits"], mass=m)) for s, m in zip(sites, ("1e6 t", "350 kt"), strict=True)]
    other = [
        divert() | {"cost": "40000 USD_2020/kt"},
        capture(cost="250000 USD_2020/(kt CH4)"),
        cover(cost="0.6 USD_2020/(kg CH4)"),
    ]
    assert costs(content(sites=in_tonnes, levers=other), cuts) == pytest.approx(plain, rel=1e-7, abs=1e-9)


@pytest.fixture(scope="module")
def wide() -> Case:
    """Two countries, two streams, two capture levers that share a site, waste water, two target years."""
    levers = [
        divert("food", start=2028), divert("paper", cost=-5.0, emission=0.0, ramp=0.1),
        capture(blocks={"fixed": "1e6 USD_2020", "count": 2, "yearly": "1e5 USD_2020/yr"}),
        capture(id="better", efficiency=0.7, cost="400 USD_2020/(t CH4)", sites=["a"]), cover(),
        {"id": "sewers", "kind": "reduce", "sources": ["ponds"], "efficacy": 0.5, "cost": "300 USD_2020/(t CH4)"},
    ]  # fmt: skip
    ponds = {
        "name": "ponds",
        "country": "USA",
        "sector": "wastewater",
        "emissions": {"2020": 3.0, "2030": 4.0, "2035": 5.0},
    }
    longer = {"first": 1965, "last": 2035, "in_year": 2020, "growth": 0.01}
    sites = [
        site("a", deposits={**longer, "mass": "1000 Gg"}),
        site("b", country="USA", deposits={**longer, "mass": "700 Gg"}),
    ]
    return case(
        problem_of(
            content(
                sites=sites, sources=[ponds], levers=levers, last_action=2035, ratchet=True,
                targets=[{"year": 2030, "cut": 0.15}, {"year": 2035, "cut": 0.3}],
                money={"currency": "USD", "price_year": 2020, "discount_rate": 0.05, "discounted_to": 2027},
                budgets=[{"year": 2030, "at_most": "30e6 USD_2020"}],
            )
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def solved(wide: Case) -> Any:
    return solve_case(wide)


def test_costs_by_year_rebuild_the_objective(solved: Any) -> None:
    assert solved.plan.status == "optimal"
    assert solved.plan.cost == pytest.approx(solved.plan.objective, rel=1e-8)
    in_2030 = sum(step.cost for step in solved.steps if step.year == 2030)
    assert in_2030 <= 30 * (1 + 1e-7)


def test_start_ramp_and_ratchet_hold(wide: Case, solved: Any) -> None:
    share = solved.effort.d / wide.spots.W
    food = [row for row, v in enumerate(wide.spots.diversions) if v.lever.stream == "food"]
    paper = [row for row, v in enumerate(wide.spots.diversions) if v.lever.stream == "paper"]
    assert share[food, 0] == pytest.approx(0)
    steps = np.diff(share, axis=1, prepend=0.0)
    assert steps.min() >= -1e-9
    assert steps[paper].max() <= 0.1 + 1e-9
    assert share[paper, 0] == pytest.approx(0.1)  # it earns, so it starts as fast as its ramp lets it


def test_what_is_built_stays_and_is_paid_in_every_year_it_stands(solved: Any) -> None:
    built = [step for step in solved.steps if step.spot.lever.id == "capture" and step.spot.name == "a"]
    assert sum(step.built for step in built) <= 2
    if built and built[0].year == 2030:
        assert [step.year for step in built] == list(range(2030, 2036))


def test_whose_abatement_it_is_adds_up_in_every_year(wide: Case, solved: Any) -> None:
    from communique.workstreams.methane.plan.system import flows, no_effort

    def emitted(effort: Any) -> Any:
        done = flows(wide.problem, wide.spots, wide.system, effort)
        return (done.E.sum(axis=1) + done.S.sum(axis=1))[0]

    for effort in (solved.effort, full_effort(wide)):
        less = emitted(no_effort(wide.problem, wide.spots)) - emitted(effort)
        assert attributed(wide, effort).total == pytest.approx(less, rel=1e-9, abs=1e-9)


def test_alone_a_measure_is_never_worth_less_and_together_never_more(wide: Case) -> None:
    count = over_count(wide, full_effort(wide))
    assert count.joint <= count.sum_alone
    assert count.factor is not None
    assert count.factor > 1
    whose = attributed(wide, full_effort(wide))
    assert whose.total[0] == pytest.approx(abatement(wide, full_effort(wide)))
    curve = naive_curve(wide)
    assert [step.unit_cost for step in curve] == sorted(step.unit_cost for step in curve)


def test_measures_of_different_sites_do_not_over_count() -> None:
    of = case(problem_of(content(sites=[site("a"), site("b")], levers=[capture(sites=["a"]), divert(sites=["b"])])))
    assert over_count(of, full_effort(of)).factor == pytest.approx(1.0)


def test_the_efforts_of_the_solution_emit_what_the_model_says(wide: Case) -> None:
    solver = tableau(builder(wide)(15.0))
    found = least_cost(solver, 20.0)
    assert found is not None
    from communique.workstreams.methane.plan.naive import emitted

    effort = effort_of(wide, found)
    for target, points in zip(wide.problem.targets, (20.0, 35.0), strict=True):
        allowed = (1 - points / 100) * base_of(wide, "ALL")
        assert emitted(wide, effort, "ALL", target.year) <= allowed * (1 + 1e-7)


def test_each_country_by_itself_costs_no_less_than_all_together() -> None:
    sites = [site("a"), site("b", 400.0, country="USA", captured=0.4)]
    together = costs(content(sites=sites), [20.0])[0]
    each = costs(content(sites=sites, targets=[{"year": 2030, "cut": 0.2, "of": "each"}]), [20.0])[0]
    assert together is not None
    assert each is None or each >= together - 1e-9


def test_several_levers_on_one_mass_divert_it_once() -> None:
    levers = [divert(share=0.8), divert(share=0.8) | {"id": "other", "cost": "41 USD_2020/t"}]
    of = case(problem_of(content(levers=levers)))
    model = builder(of)(0.0)
    assert "diversion-once" in model.constraints
    assert (full_effort(of).d.sum(axis=0) <= of.spots.W[0] * (1 + 1e-12)).all()
