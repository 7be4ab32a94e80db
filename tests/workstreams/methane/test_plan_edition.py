"""Do contributed deposits and measures make an edition's plan, and is it the one that a file would state?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from communique.commitment import Target
from communique.hooks import Context
from communique.language import COMPLETE, Words
from communique.plan import Plan
from communique.tables import check, empty_frame, sheet_of_frame
from communique.view import CostCurve, Timeline
from communique.workstreams import methane
from communique.workstreams.methane.plan import INDICATOR, plan, problem_of_context
from communique.workstreams.methane.plan_cli import add_to
from communique.workstreams.methane.plan_tables import DEPOSITS, MEASURES, PLAN_TABLES
from communique.workstreams.methane.plan_views import edition_views
from communique.workstreams.methane.series import figures

R8 = Path(str(methane.__file__)).parent / "examples" / "r8.toml"
TODAY = date(2025, 6, 1)
STREAMS = {"food": (0.50, 0.15, 0.7, 0.40), "paper": (0.15, 0.40, 0.5, 0.07), "inert": (0.35, 0.0, 0.0, 0.1)}


def deposits(first: int = 1960) -> pl.DataFrame:
    rows = [
        {
            "country": "MEX", "site": "Landfill", "stream": name, "year": year,
            "mass": 4000.0 * share * 1.02 ** (year - 2020), "mass_unit": "Gg", "doc": doc, "doc_f": doc_f, "k": k,
            "mcf": 0.8, "methane_share": 0.5, "captured": 0.10, "oxidation": 0.0, "destruction": 0.99, "source": "test",
        }
        for name, (share, doc, doc_f, k) in STREAMS.items()
        for year in range(first, 2031)
    ]  # fmt: skip
    return pl.DataFrame(rows)


def measure(name: str, kind: str, reach: float, cost: float, **change: Any) -> dict[str, Any]:
    return {
        "measure": name, "country": "MEX", "site": "all", "kind": kind, "stream": None, "reach": reach,
        "emission": None, "currency": "USD", "price_year": 2020, "cost": cost, "fixed": None, "yearly": None,
        "blocks": None, "start": None, "ramp": None, "source": "test", **change,
    }  # fmt: skip


def measures(**change: Any) -> pl.DataFrame:
    return pl.DataFrame(
        [
            measure("food", "divert", 0.5, 45.0, stream="food", emission=0.004),
            measure("paper", "divert", 0.4, 20.0, stream="paper", emission=0.004),
            measure("capture", "capture", 0.5, 250.0, fixed=12e6),
            measure("cover", "cover", 0.15, 600.0, fixed=4e6) | change,
        ],
        schema=dict(empty_frame(MEASURES).schema),
    )  # fmt: skip


def ranges(**change: Any) -> pl.DataFrame:
    row = {"country": "MEX", "site": "all", "stream": "food", "parameter": "k", "low": 0.5, "high": 1.5, "source": "x"}
    return pl.DataFrame([row, row | {"stream": "all", "parameter": "mcf", "low": 0.9, "high": 1.3} | change])


@pytest.fixture
def context() -> Callable[..., Context]:
    def make(*frames: pl.DataFrame, said: list[str] | None = None) -> Context:
        held = dict(zip((table.name for table in PLAN_TABLES), frames, strict=False))
        return Context(
            on=TODAY, known_at=TODAY, seed=1, draws=50, facts=figures(),
            read_table=lambda table: held.get(table.name, empty_frame(table)),
            progress=(said.append if said is not None else lambda message: None),
        )  # fmt: skip

    return make


def target(cut: float = 0.3) -> dict[str, Target]:
    words = {"en": "x", "es": "x", "fr": "x"}
    return {
        INDICATOR: Target(
            id="t", title=words, required=words, kind="outcome", confidence="verified", indicator=INDICATOR,
            unit="kt CH4", base_year=2020, year=2030, direction="down", factor=1 - cut,
        )
    }  # fmt: skip


def test_the_contracts_accept_their_own_rows() -> None:
    for table, frame in zip(PLAN_TABLES, (deposits(2028), measures(), ranges()), strict=True):
        checked = check(table, sheet_of_frame(table, frame))
        assert not checked.bad
        assert len(checked.good) == len(frame)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"kind": "divert"}, "methane-measure-divert-whole"),
        ({"stream": "food"}, "methane-measure-divert-only"),
        ({"fixed": None, "yearly": 1.0}, "methane-measure-blocks-priced"),
        ({"kind": "divert", "stream": "food", "emission": 0.0}, "methane-measure-blocks-of-gas"),
    ],
)
def test_a_measure_that_contradicts_itself_goes_to_quarantine_by_its_rule(change: dict[str, Any], rule: str) -> None:
    checked = check(MEASURES, sheet_of_frame(MEASURES, measures(**change)))
    assert checked.bad == 1
    assert rule in checked.failures["rule"].to_list()


def test_before_the_published_tables_were_recorded_no_contribution_no_plan(context: Callable[..., Context]) -> None:
    assert plan(context(), {}, target()) is None
    assert plan(context(deposits()), {}, target()) is None
    assert plan(context(empty_frame(DEPOSITS), measures()), {}, target()) is None
    assert plan(context(deposits(), measures()), {}, {}) is None


def test_contributed_rows_give_a_plan_that_reaches_the_target(context: Callable[..., Context]) -> None:
    found = plan(context(deposits(), measures()), {}, target())
    assert found is not None
    assert found.status == "optimal"
    assert found.target == pytest.approx(30)
    assert found.cost == pytest.approx(found.objective)
    assert {action.party for action in found.actions} == {"MEX"}
    assert found.probability is not None
    assert found.probability.value is None  # rows have no ranges
    curve, line = edition_views(context(deposits(), measures()), found)
    assert isinstance(curve, CostCurve)
    assert isinstance(line, Timeline)
    assert curve.cost_unit == "USD_2020/(t CH4)"
    assert curve.gap == pytest.approx(found.effect)
    assert found.money == "USD_2020"
    assert found.objective is not None
    assert found.objective > 1e6  # money, not millions of it
    assert sum(s.amount * s.unit_cost * 1e3 for s in curve.steps) == pytest.approx(found.objective)


def test_contributed_ranges_give_the_contributed_plan_a_probability(context: Callable[..., Context]) -> None:
    found = plan(context(deposits(), measures(), ranges()), {}, target())
    assert found is not None
    assert found.probability is not None
    assert found.probability.value is not None


def test_the_range_that_says_most_of_a_figure_holds_and_no_share_passes_one(context: Callable[..., Context]) -> None:
    own = ranges(site="Landfill", stream="paper", low=0.5)
    both = pl.concat([ranges(), own.filter(pl.col("parameter") == "mcf")])
    problem = problem_of_context(context(deposits(), measures(), both), target())
    assert problem is not None
    streams = {stream.name: stream for stream in problem.sites[0].streams}
    assert streams["food"].k.bounds == pytest.approx((0.2, 0.6))
    assert streams["food"].mcf[0].bounds == pytest.approx((0.72, 1.0))
    assert streams["paper"].mcf[0].low == pytest.approx(0.4)
    assert streams["paper"].k.low is None


def test_without_a_plan_an_edition_has_no_views_of_one(context: Callable[..., Context]) -> None:
    assert edition_views(context(), None) == []
    assert edition_views(context(), Plan("infeasible", 90.0)) == []


def test_contributed_rows_state_what_the_file_states(context: Callable[..., Context]) -> None:
    from communique.workstreams.methane.plan.milp import case
    from communique.workstreams.methane.plan.reading import read_problem

    problem = problem_of_context(context(deposits(1980 - 30), measures()), target())
    assert problem is not None
    rows, file = case(problem), case(read_problem(R8))
    grown = rows.system.G0[0, 0, 1] - file.system.G0[0, 0, 1]
    assert 0 < grown < 0.1 * file.system.G0[0, 0, 1]  # the same waste, and what lay there before 1980
    last = file.spots.W[:, -1]
    assert rows.spots.W[:, -1] == pytest.approx(last)


@pytest.mark.parametrize(
    ("frames", "says"),
    [
        ((deposits(), measures(currency="MXN")), "contribute them in one"),
        ((deposits().filter(pl.col("year") != 2001), measures()), "each year"),
        ((deposits(1985), measures()), "50 that the Guidelines"),
        ((deposits(), measures(site="Elsewhere")), "no such site"),
        (
            (deposits().with_columns(k=pl.when(pl.col("year") > 2000).then(0.3).otherwise(0.4)), measures()),
            "one figure",
        ),
    ],
)
def test_contributions_that_cannot_be_planned_with_give_none_and_say_why(
    context: Callable[..., Context], frames: tuple[pl.DataFrame, pl.DataFrame], says: str
) -> None:
    said: list[str] = []
    assert plan(context(*frames, said=said), {}, target()) is None
    assert len(said) == 1
    assert says in said[0]


def test_every_rule_and_reason_is_said_in_three_languages() -> None:
    for language in COMPLETE:
        words = Words(language)
        for table in PLAN_TABLES:
            for rule in table.checks:
                assert rule.id in words
        assert "methane-plan-method-resimulated" in words


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    app = typer.Typer()
    app.command("other")(lambda: None)
    add_to(app)
    return app


def test_the_command_gives_the_reference_case_as_json(app: typer.Typer) -> None:
    ran = CliRunner().invoke(app, ["plan", str(R8), "--cut", "0.5", "--json"])
    assert ran.exit_code == 0, ran.output
    data = json.loads(ran.stdout)
    assert data["objective"] == pytest.approx(108.5551, abs=5e-5)
    assert {row["year"] for row in data["actions"]} == {2027, 2028, 2029, 2030}
    assert data["marginal_cost"]["per_point"] > 0


def test_the_command_says_in_words_what_cannot_be_met(app: typer.Typer) -> None:
    ran = CliRunner().invoke(app, ["plan", str(R8), "--cut", "0.65", "--draws", "0"])
    assert ran.exit_code == 0, ran.output
    assert "cannot be met" in ran.stdout
    assert "capture-efficiency" in ran.stdout
