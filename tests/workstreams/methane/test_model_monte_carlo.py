"""Is a parameter one unknown, drawn once, within its bounds, and is the change better known than the level?"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from communique.workstreams.methane.model.deposits import Deposits
from communique.workstreams.methane.model.landfill import Settings, defaults, evaluate, landfill_case
from communique.workstreams.methane.model.monte_carlo import (
    CHUNK,
    UncertaintyError,
    distribution,
    draw,
    draw_all,
    simulate,
)
from communique.workstreams.methane.model.national import national_case, national_draws
from communique.workstreams.methane.model.parameters import Parameter, given, of_fact, shipped
from communique.workstreams.methane.model.sensitivity import contributions, of_year, swings
from communique.workstreams.methane.model.wastewater import WastewaterCase, wastewater, wastewater_draws

YEARS = tuple(range(1960, 2031))
MASS = np.stack([100 * 1.01 ** np.arange(71), 80 * 1.01 ** np.arange(71)], axis=-1)
DEPOSITS = Deposits("site", YEARS, (("food", "managed_anaerobic"), ("paper", "unmanaged_deep")), MASS)


def parameter(value: float, low: float, high: float, id: str = "fod.mcf_2019") -> Parameter:
    return given(id, "test", value, "1", low, high)


@pytest.mark.parametrize(
    ("value", "low", "high", "id", "kind"),
    [
        (0.5, 0.4, 0.6, "fod.mcf_2019", "normal"),
        (1.0, 0.9, 1.0, "fod.mcf_2019", "half_normal"),
        (1.0, 0.9, 1.3, "fod.mcf_2019", "half_normal"),
        (0.6, 0.6, 0.7, "wastewater.mcf", "half_normal"),
        (0.15, 0.08, 0.20, "fod.doc", "beta"),
        (0.4, 0.17, 0.7, "fod.k", "lognormal"),
        (0.185, 0.1, 0.2, "fod.k", "lognormal"),
        (0.5, math.nan, math.nan, "fod.f", "fixed"),
        (0.0, 0.0, 0.0, "waste.composition", "fixed"),
    ],
)
def test_the_range_is_the_95_per_cent_interval(value: float, low: float, high: float, id: str, kind: str) -> None:
    dist = distribution(parameter(value, low, high, id))
    values = draw(dist, np.random.default_rng(7), 40_000)
    assert dist.kind == kind
    assert (values >= 0).all()
    assert id == "fod.k" or (values <= 1).all()
    if kind == "fixed":
        assert (values == value).all()
    else:
        assert ((values >= low) & (values <= high)).mean() == pytest.approx(0.95, abs=0.005)  # 4.5 standard errors
    if kind == "beta":
        assert values.mean() == pytest.approx(value, rel=0.005)
    if kind == "lognormal":
        assert np.median(values) == pytest.approx(value, rel=0.01)
        assert np.quantile(values, [0.025, 0.975]) == pytest.approx([low, high], rel=0.02)


def test_a_maximum_above_one_is_truncated_and_said() -> None:
    dist = distribution(parameter(0.96, 0.672, 1.248, "waste.to_disposal"))
    values = draw(dist, np.random.default_rng(7), 10_000)
    assert "truncated" in dist.warning
    assert values.max() < 1
    assert (values > 0.999).mean() < 0.02  # truncated, not clipped: no heap at the bound


def test_a_range_that_ends_at_the_bound_is_never_left() -> None:
    values = draw(distribution(parameter(0.8, 0.8, 1.0, "wastewater.mcf")), np.random.default_rng(7), 10_000)
    assert values.min() >= 0.8
    assert 0.98 < values.max() < 1


def test_a_default_outside_its_range_is_refused() -> None:
    with pytest.raises(UncertaintyError, match="outside its range"):
        distribution(parameter(0.625, 0.5, 0.6))


def test_every_shipped_parameter_of_the_models_has_a_distribution() -> None:
    drawn = ("fod.k", "fod.doc", "fod.mcf", "fod.f", "wastewater.", "waste.composition|", "waste.to_disposal")
    for fact in shipped():
        if of_fact(fact).name.startswith(drawn) and not fact.id.startswith(("wastewater.industry", "fod.doc_food")):
            distribution(of_fact(fact))


def test_the_same_seed_gives_the_same_bytes_and_a_new_parameter_changes_no_other() -> None:
    case = landfill_case(DEPOSITS, Settings(until=2030))
    once, twice = (draw_all(case.parameters, 11, 50) for _ in range(2))
    alone = draw_all(case.parameters[:1], 11, 50)
    name = case.parameters[0].name
    assert all(np.array_equal(once[n], twice[n]) for n in once)
    assert np.array_equal(alone[name], once[name])
    assert not np.array_equal(once[name], draw_all(case.parameters, 12, 50)[name])


def test_a_pass_of_many_draws_is_the_same_as_one_draw_at_a_time() -> None:
    case = landfill_case(DEPOSITS, Settings(until=2030))
    found = simulate(case, 5, CHUNK + 7)
    last = {name: values[-1:] for name, values in found.values.items()}
    assert found.emitted[-1] == pytest.approx(evaluate(case, last).emitted[0])
    assert found.emitted.shape == (CHUNK + 7, 71)


def test_the_change_is_far_better_known_than_the_level() -> None:
    found = simulate(landfill_case(DEPOSITS, Settings(until=2030)), 5, 2000)
    level, later = found.emitted[:, YEARS.index(2020)], found.emitted[:, 70]
    change = later / level
    assert np.corrcoef(level, later)[0, 1] > 0.99
    assert change.std() / change.mean() < 0.1 * level.std() / level.mean()


def test_draws_that_contradict_a_meter_are_left_out_and_counted() -> None:
    case = landfill_case(DEPOSITS, Settings(until=2030))
    made = evaluate(case, defaults(case)).generated[0]
    metered = landfill_case(DEPOSITS, Settings(until=2030), {y: 0.7 * g for y, g in zip(YEARS, made, strict=True)})
    found = simulate(metered, 5, 1000)
    assert 0 < found.rejected < 0.5
    assert len(found.emitted) == round(1000 * (1 - found.rejected)) == len(found.values["fod.f"])
    assert (found.emitted >= 0).all()
    assert any("left out" in line for line in found.warnings)
    full = landfill_case(DEPOSITS, Settings(until=2030), {y: 0.999 * g for y, g in zip(YEARS, made, strict=True)})
    with pytest.raises(UncertaintyError, match="the deposits, the parameters or the recovery are wrong"):
        simulate(full, 5, 1000)


def test_contributions_find_the_parameter_that_matters() -> None:
    """For a sum of normals Pearson's r is known, and Spearman's is (6/π) asin(r/2)."""
    rng = np.random.default_rng(1)
    values = {name: rng.normal(size=20_000) for name in ("great", "small", "none")} | {"fixed": np.ones(20_000)}
    found = contributions(values, 3 * values["great"] - values["small"])
    great, small = (6 / math.pi * math.asin(r / math.sqrt(10) / 2) for r in (3, -1))
    assert [c.parameter for c in found] == ["great", "small", "none"]
    assert [c.rank_correlation for c in found[:2]] == pytest.approx([great, small], abs=0.02)  # 3 standard errors
    assert found[0].share == pytest.approx(great**2 / (great**2 + small**2), abs=0.01)
    assert sum(c.share for c in found) == pytest.approx(1)


def test_contributions_of_what_does_not_vary_are_none() -> None:
    assert contributions({"a": np.ones(5)}, np.arange(5.0)) == ()
    assert contributions({"a": np.arange(5.0)}, np.ones(5)) == ()


def test_the_tornado_is_the_model_at_the_ends_of_each_range() -> None:
    case = landfill_case(DEPOSITS, Settings(until=2030))
    bars = {bar.parameter: bar for bar in swings(case, of_year(YEARS, 2020))}
    base = evaluate(case, defaults(case)).emitted[0, YEARS.index(2020)]
    assert bars["fod.f"].at_low == pytest.approx(base * 0.475 / 0.5)
    assert bars["fod.f"].at_high == pytest.approx(base * 0.525 / 0.5)
    widths = [abs((bar.at_high or 0) - (bar.at_low or 0)) for bar in swings(case, of_year(YEARS, 2020))]
    assert widths == sorted(widths, reverse=True)


def test_an_end_that_contradicts_a_meter_has_no_bar() -> None:
    case = landfill_case(DEPOSITS, Settings(until=2030))
    made = evaluate(case, defaults(case)).generated[0]
    metered = landfill_case(DEPOSITS, Settings(until=2030), {y: 0.97 * g for y, g in zip(YEARS, made, strict=True)})
    bars = {bar.parameter: bar for bar in swings(metered, of_year(YEARS, 2020))}
    assert bars["fod.f"].at_low is None
    assert bars["fod.f"].at_high is not None
    assert bars["fod.f"].at_high > 0


def test_a_modelled_country_says_that_it_is_modelled_and_closes_its_composition() -> None:
    model = national_case("MEX", climate="tropical_wet", first=1950, last=2020, recovery_share="unmetered")
    assert model.case.assumptions[0].startswith("modelled, not reported: MEX")
    assert any(p.id == "population" and p.confidence == "recalled" for p in model.inputs)
    found = national_draws(model, 3, 500)
    default = evaluate(model.case, defaults(model.case)).emitted[0, -1]
    low, high = np.quantile(found.emitted[:, -1], [0.025, 0.975])
    assert low < default < high
    paper, food = (found.values[f"waste.composition|MEX|{stream}"] for stream in ("paper", "food"))
    assert ((paper + food) < 1.001).all()
    assert any("truncated" in line for line in found.warnings)


def test_unknown_recovery_is_said_to_leave_an_upper_bound() -> None:
    model = national_case("USA", climate="boreal_temperate_wet", first=1960, last=2020)
    assert any("upper bound" in line for line in model.case.assumptions)


def test_two_countries_share_what_is_one_unknown() -> None:
    models = [
        national_case(p, climate="boreal_temperate_wet", first=1960, last=2020, to_disposal=0.7,
                      site_types={"uncategorised": 1.0})
        for p in ("CAN", "USA")
    ]  # fmt: skip
    one, other = (national_draws(model, 3, 20).values for model in models)
    assert np.array_equal(one["fod.doc|food"], other["fod.doc|food"])
    assert not np.array_equal(one["waste.generation|CAN"], other["waste.generation|USA"])


def test_held_population_is_an_assumption_that_is_said() -> None:
    model = national_case("MEX", climate="tropical_wet", first=1950, last=2030, after="hold")
    assert model.case.mass[-1] == pytest.approx(model.case.mass[70])
    assert any("population is held, up to 2030" in line for line in model.case.assumptions)


def test_a_population_of_ones_own_replaces_the_recalled_one() -> None:
    own = national_case("MEX", climate="tropical_wet", first=1960, last=2020, people=np.full(61, 2e6))
    mix = dict(zip((s.stream for s in own.case.series), own.case.mass[0], strict=True))
    assert mix["food"] == pytest.approx(2e6 * 0.34 * 0.96 * 0.514 / 1000)


def test_waste_water_draws_surround_the_one_answer() -> None:
    case = WastewaterCase.model_validate(
        {
            "population": 1e6, "bod_g_per_cap_day": 40,
            "pathways": [
                {"name": "plant", "share": 0.7, "collected_factor": 1.25, "system": "centralised_aerobic",
                 "removed_share": 0.85, "receiving": "discharge_lake"},
                {"name": "septic", "share": 0.3, "system": "septic_tank"},
            ],
        }
    )  # fmt: skip
    found = wastewater_draws(case, 3, 4000)
    one = wastewater(case)["total_t"]
    assert found.total.mean() == pytest.approx(one, rel=0.05)
    assert found.rejected == 0
    assert contributions(found.values, found.total)[0].parameter in ("wastewater.bo|bod", "wastewater.mcf|septic_tank")


def test_oxidation_may_change_from_year_to_year() -> None:
    case = landfill_case(DEPOSITS, Settings(until=2030))
    later = replace(case, oxidation=np.where(np.array(YEARS) >= 2000, 0.1, 0.0))
    plain, covered = (evaluate(c, defaults(c)).emitted[0] for c in (case, later))
    assert covered[:40] == pytest.approx(plain[:40])
    assert covered[40:] == pytest.approx(0.9 * plain[40:])
