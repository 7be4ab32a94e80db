"""Do the plan's views add up, show what is unknown, and speak three languages?"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from communique.language import COMPLETE, Text, Words
from communique.view import Bars, CostCurve, Sankey, Timeline
from communique.workstreams import methane
from communique.workstreams.methane.model.sensitivity import Swing
from communique.workstreams.methane.plan import sharing
from communique.workstreams.methane.plan.answer import Answered, answered
from communique.workstreams.methane.plan.reading import read_problem
from communique.workstreams.methane.plan_views import (
    cost_curve,
    gas_flows,
    over_counting,
    sites_map,
    timeline,
    tornado,
    views_of_plan,
    waste_to_gas,
    who_pays,
)

FOLDER = Path(str(methane.__file__)).parent
TRANSLATIONS = FOLDER / "plan" / "translations"


@pytest.fixture(scope="module")
def found() -> Answered:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            sharing, "_own_tableau", lambda of, party: None
        )  # what each would do alone: unknown, and shown so
        return answered(read_problem(FOLDER / "examples" / "three_countries.toml"), draws=0, seed=0)


def test_the_curves_widths_add_up_to_the_joint_abatement_and_its_costs_to_the_plans(found: Answered) -> None:
    curve = cost_curve(found.solved.plan, "USD_2020")
    assert isinstance(curve, CostCurve)
    assert sum(step.amount for step in curve.steps) == pytest.approx(curve.gap)
    shown = {step.name for step in curve.steps}
    cost = sum(action.cost for action in found.solved.plan.actions if action.id in shown)
    assert sum(step.amount * step.unit_cost / 1e3 for step in curve.steps) == pytest.approx(cost)
    assert len(curve.unknown) == 1  # the sewers are repaired for 2035 alone
    assert [step.unit_cost for step in curve.steps] == sorted(step.unit_cost for step in curve.steps)
    assert sum(found.full.alone.values()) > found.full.joint


def test_gas_is_conserved_at_every_middle_node(found: Answered) -> None:
    flows = gas_flows(found.solved)
    assert isinstance(flows, Sankey)
    into: dict[str, float] = defaultdict(float)
    out: dict[str, float] = defaultdict(float)
    for link in flows.links:
        out[str(link.start)] += link.value
        into[str(link.end)] += link.value
    for node in set(into) & set(out):
        assert into[node] == pytest.approx(out[node], rel=1e-9)
    plan_emits = sum(link.value for link in flows.links if link.end == Text("methane-plan-gas-emitted"))
    from communique.workstreams.methane.plan.system import flows as computed

    of = found.solved.case
    assert found.solved.effort is not None
    assert plan_emits == pytest.approx(computed(of.problem, of.spots, of.system, found.solved.effort).E[0, :, 0].sum())


def test_more_gas_out_than_in_is_refused() -> None:
    with pytest.raises(ValueError, match="more methane leaves"):
        waste_to_gas({"food": 1.0}, captured=2.0, slipped=0.0, oxidised=0.0, treated=0.0, year=2030)


def test_a_measure_is_one_bar_for_each_run_of_years(found: Answered) -> None:
    line = timeline(found.solved.plan)
    assert isinstance(line, Timeline)
    paper = [m for m in line.moments if m.label == "recycle-paper at Example plain"]
    assert [(m.start.year, m.end.year) for m in paper if m.start and m.end] == [(2027, 2035)]


def test_a_site_without_place_or_figure_is_said_and_never_zero() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "A", "latitude": 40.0, "longitude": -90.0, "value": 3.5, "confidence": "reported"},
        {"name": "B", "latitude": None, "longitude": -90.0, "value": 1.0, "confidence": "reported"},
        {"name": "C", "latitude": 41.0, "longitude": -91.0, "value": None, "confidence": "guessed"},
    ]
    seen = sites_map(rows, unit="kt CH4", year=2018)
    assert [place.label for place in seen.places] == ["A", "C"]
    assert seen.places[1].value is None
    assert seen.places[1].confidence == "unknown"
    assert {text.id for text in seen.unknown if isinstance(text, Text)} == {
        "methane-plan-sites-nowhere",
        "methane-plan-sites-unsized",
    }


def test_the_tornado_orders_by_width_and_names_an_end_without_a_result() -> None:
    seen = tornado([Swing("k", 1.0, 2.0), Swing("doc", 5.0, 1.0), Swing("r", None, 2.0)], 1.5, unit="kt CH4")
    assert [(bar.name, bar.low, bar.high) for bar in seen.bars] == [("doc", 1.0, 5.0), ("k", 1.0, 2.0)]
    assert len(seen.unknown) == 1


def test_over_counting_stacks_what_is_claimed_one_by_one(found: Answered) -> None:
    seen = over_counting(found.full, found.naive)
    assert isinstance(seen, Bars)
    stacked = sum(bar.value for bar in seen.bars if bar.name == Text("methane-plan-bar-alone"))
    together = next(bar.value for bar in seen.bars if bar.name == Text("methane-plan-bar-together"))
    assert stacked > together


def test_every_view_can_be_said_in_three_languages(found: Answered) -> None:
    views = [*views_of_plan(found.solved), over_counting(found.full, found.naive)]
    views += [who_pays(rule, "USD_2020") for rule in found.sharing]
    ids = [view.id for view in views]
    assert len(set(ids)) == len(ids)
    for language in COMPLETE:
        words = Words(language)
        for text in _texts(views):
            said = words.say(text)
            assert text.id not in said
            assert "{" not in said


def _texts(part: Any) -> list[Text]:
    if isinstance(part, Text):
        return [part]
    if isinstance(part, list | tuple):
        return [text for each in part for text in _texts(each)]
    if hasattr(part, "__dataclass_fields__"):
        return [text for name in part.__dataclass_fields__ for text in _texts(getattr(part, name))]
    return []


def test_the_three_languages_have_the_same_messages_and_arguments() -> None:
    found = {}
    for language in COMPLETE:
        text = (TRANSLATIONS / f"{language}.ftl").read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[a-z])", text)
        found[language] = {e.split(" =")[0]: sorted(set(re.findall(r"\$\w+", e))) for e in entries if "=" in e}
    assert found["en"] == found["es"] == found["fr"]
