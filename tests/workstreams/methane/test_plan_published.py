"""Is the plan that is worked on published data nobody's, is every figure of it cited, and does it hold in the model?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from communique.commitment import Target
from communique.hooks import Context
from communique.language import COMPLETE
from communique.plan import Plan
from communique.publish.planned import planned
from communique.render.words import PageWords
from communique.tables import check, empty_frame, sheet_of_frame
from communique.view import Bars, CostCurve, Grid
from communique.workstreams.methane import worked_views
from communique.workstreams.methane.cli import app
from communique.workstreams.methane.model.fod import generation, methane_potential
from communique.workstreams.methane.model.parameters import shipped
from communique.workstreams.methane.plan import INDICATOR, Asked, plan, published_answer, published_sites
from communique.workstreams.methane.plan.milp import case
from communique.workstreams.methane.plan.published import Sheets, sheets, worked_problem
from communique.workstreams.methane.plan.published_answer import worked_answer, worked_plan
from communique.workstreams.methane.plan.published_measures import published_figures
from communique.workstreams.methane.plan.system import base_emission
from communique.workstreams.methane.plan_tables import PLAN_TABLES
from communique.workstreams.methane.site_series import build_histories, shipped_histories, shipped_sites

DAY = date(2026, 11, 24)
ASKED = Asked(DAY, 2020, 2030, 0.15)


@pytest.fixture(scope="module")
def given() -> Sheets:
    return sheets(ASKED)


@pytest.fixture(scope="module")
def found(given: Sheets) -> dict[str, Any]:
    return worked_answer(ASKED, given, seed=1, draws=60)


@pytest.fixture
def context(found: dict[str, Any]) -> Callable[..., Context]:
    """A context whose kept result is the fixture's, so that the plan is made once."""

    def make(frames: dict[str, pl.DataFrame] | None = None, known_at: date = DAY) -> Context:
        held = frames or {}
        return Context(
            on=DAY, known_at=known_at, seed=1, draws=60, facts=shipped(), derived=lambda name, parts, make: found,
            read_table=lambda table: held.get(table.name, empty_frame(table)),
        )  # fmt: skip

    return make


def target() -> dict[str, Target]:
    words = {"en": "x", "es": "x", "fr": "x"}
    return {
        INDICATOR: Target(
            id="t", title=words, required=words, kind="outcome", confidence="verified", indicator=INDICATOR,
            unit="kt CH4", base_year=2020, year=2030, direction="down", factor=0.85,
        )
    }  # fmt: skip


def as_contributed(given: Sheets) -> dict[str, pl.DataFrame]:
    frames = (given.deposits, given.measures, given.ranges)
    return {table.name: frame for table, frame in zip(PLAN_TABLES, frames, strict=True)}


# Whose it is


def test_without_contributions_the_plan_says_first_in_three_languages_that_it_is_nobodys(
    context: Callable[..., Context],
) -> None:
    made = plan(context(), {}, target())
    assert made is not None
    assert made.basis == "published"
    for language, says in zip(COMPLETE, ("published data", "datos publicados", "données publiées"), strict=True):
        said = planned(made, made.unit, PageWords(language))
        assert says in said.first
        assert "127" in said.first
        assert len(said.caveats) == 5
        assert all(": " in each.name and "methane-" not in each.name for each in said.actions)


def test_a_contributed_plan_takes_its_place_as_a_whole(context: Callable[..., Context], given: Sheets) -> None:
    one = next(iter(given.deposits["site"].unique().sort()))
    frames = as_contributed(given)
    frames["methane.deposits"] = given.deposits.filter(pl.col("site") == one)
    frames["methane.abatement_measures"] = given.measures.filter(pl.col("site") == one)
    made = plan(context(frames), {}, target())
    assert made is not None
    assert made.basis == "contributed"
    assert made.caveats == ()
    assert {one in action.id for action in made.actions} <= {True}


def test_half_a_contribution_is_no_plan_of_a_party(context: Callable[..., Context], given: Sheets) -> None:
    for table in PLAN_TABLES[:2]:
        made = plan(context({table.name: as_contributed(given)[table.name]}), {}, target())
        assert made is not None
        assert made.basis == "published"


def test_before_its_tables_were_recorded_there_is_no_worked_plan(context: Callable[..., Context]) -> None:
    assert plan(context(known_at=date(2026, 11, 23)), {}, target()) is None


def test_its_sheets_are_accepted_as_contributions(given: Sheets) -> None:
    one = given.deposits["site"][0]
    for table in PLAN_TABLES:
        frame = as_contributed(given)[table.name]
        rows = frame.filter(pl.col("site") == one) if table.name == "methane.deposits" else frame
        checked = check(table, sheet_of_frame(table, rows))
        assert not checked.bad
        assert len(checked.good) == len(rows)


@pytest.mark.slow
def test_its_sheets_handed_in_unchanged_give_its_own_figures(
    context: Callable[..., Context], given: Sheets, found: dict[str, Any]
) -> None:
    made = plan(context(as_contributed(given)), {}, target())
    assert made is not None
    assert made.basis == "contributed"
    assert made.objective == pytest.approx(found["objective"], rel=1e-9)
    assert made.probability is not None
    assert made.probability.value == found["probability"]["value"]


# What it rests on


def test_every_figure_has_a_source_a_mark_and_where_it_is_money_a_year(found: dict[str, Any]) -> None:
    known = shipped().sources
    for figure in published_figures(DAY):
        assert figure.fact.source in known
        assert (figure.price_year is not None) == figure.fact.unit.startswith("USD")
        if figure.price_year is not None and "_" in figure.fact.unit.split("/")[0]:
            assert figure.fact.unit.startswith(f"USD_{figure.price_year.value:.0f}")
    shown = worked_views.figures(found, ())
    marks = {each.id for *_, each in shown.cells}  # type: ignore[union-attr]
    assert marks == {"confidence-verified", "confidence-recalled"}
    assert len(shown.cells) == len(published_figures(DAY))


def test_the_system_costs_what_the_published_project_costs_more_with_it_than_without(given: Sheets) -> None:
    """The two cases of the handbook: 2 480 713 and 358 447 US$ of 2013; 8 % over 15 years is 0.11683 a year."""
    rows = given.measures.filter(pl.col("measure") == "collect-gas")
    site = next(each for each in given.worked.sites if each.name == rows["site"][0])
    more = (0.65 - site.captured) * published_sites.generated_in(site, 2030)
    to_2020, module = 258.811 / 232.957, 300 * 1440 / 1e6 * 3 * 8766e3 / 7e6 * 9.593 * 365 / 1e3
    capital = 2_480_713 * 0.08 / (1 - 1.08**-15) * (more / module) ** 0.6 / (more * 1e3)
    assert rows["cost"][0] == pytest.approx((capital + 358_447 / (module * 1e3)) * to_2020, rel=1e-3)


def test_the_shipped_histories_are_the_official_list(shared: Path) -> None:
    built = build_histories(shared / "data" / "methane")
    assert built.equals(shipped_histories().drop("recorded_on"))


# Which sites


def test_every_site_above_the_threshold_is_in_it_or_named_with_its_reason(given: Sheets, found: dict[str, Any]) -> None:
    worked = given.worked
    above = shipped_sites().filter(pl.col("ch4_t") >= 1000 * worked.threshold)
    assert len(worked.sites) + len(worked.left_out) == len(above)
    remarks = " ".join(PageWords("en").say(each) for each in worked_views.misfit(found).unknown)
    for name, reason in worked.left_out:
        assert name in remarks
        assert reason in published_sites.REASONS


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"opened": None}, "opened"),
        ({"closes": None}, "closes"),
        ({"waste_short_tons": None}, "waste"),
        ({"waste_year": None}, "waste"),
        ({"collects": "Unknown"}, "gas"),
        ({"collects": "Yes", "collected_mmscfd": None}, "gas"),
        ({"waste_short_tons": 1e3}, "misfit"),
        ({}, "two-histories"),
        (None, "no-history"),
    ],
)
def test_a_site_whose_data_do_not_suffice_is_left_out_by_name(
    monkeypatch: pytest.MonkeyPatch, given: Sheets, change: dict[str, Any] | None, reason: str
) -> None:
    first = given.worked.sites[0]
    rows = shipped_histories()
    own = rows.filter(pl.col("site_id") == first.site_id)
    others = rows.filter(pl.col("site_id") != first.site_id)
    if change is None:
        changed = others
    else:
        lits = [pl.lit(value, own.schema[name]).alias(name) for name, value in change.items()]
        changed = pl.concat([others, own.with_columns(lits), *([] if change else [own])])
    monkeypatch.setattr(published_sites, "shipped_histories", lambda: changed)
    worked = published_sites.worked_sites(DAY, 2030)
    assert (first.name, reason) in worked.left_out
    assert first.site_id not in {each.site_id for each in worked.sites}


def test_in_the_year_of_the_report_the_model_emits_what_each_site_reported(given: Sheets) -> None:
    then = replace(ASKED, base_year=2018)
    of = case(worked_problem(then, sheets(then)))
    emitted = dict(zip((site.name for site in of.problem.sites), base_emission(of.system)[0][0], strict=True))
    for site in given.worked.sites:
        assert emitted[f"{site.name} (USA)"] == pytest.approx(site.reported, rel=1e-9)


# Whether it holds


def _emission(site: published_sites.Landfill, year: int, more: float) -> float:
    """kt CH4 of a site by the recursion of the decay model, not the plan's kernel; `more`, kt collected besides."""
    years = np.arange(site.opened, year + 1)
    mass = np.where(years <= site.last, site.mass, 0.0)
    made = 0.0
    for stream, share in published_sites.degradable().items():
        p = published_sites.decay(stream)
        potential = methane_potential(p.doc.value, p.doc_f.value, p.mcf.value, p.f.value)
        made += float(generation((mass * share * site.fit)[:, None], np.array([p.k.value]), potential)[-1, 0])
    collected = site.captured * made + more
    return (made - collected) * 0.9 + 0.01 * collected


def test_the_target_holds_when_the_sites_are_modelled_again(given: Sheets, found: dict[str, Any]) -> None:
    assert {step["measure"] for step in found["actions"]} == {"collect-gas"}
    more: dict[str, float] = {}
    for step in found["actions"]:
        more[step["site"]] = more.get(step["site"], 0.0) + step["amount"]
    base = sum(_emission(site, 2020, 0.0) for site in given.worked.sites)
    planned_ = sum(_emission(site, 2030, more.get(site.name, 0.0)) for site in given.worked.sites)
    assert found["base_emission"] == pytest.approx(base, rel=1e-9)
    assert planned_ <= 0.85 * base * (1 + 1e-7)


def test_nothing_is_counted_twice(given: Sheets, found: dict[str, Any]) -> None:
    assert sum(step["effect"] for step in found["actions"]) == pytest.approx(
        found["without_plan"] - found["with_plan"], rel=1e-9
    )
    assert sum(step["cost"] for step in found["actions"]) == pytest.approx(found["objective"], rel=1e-9)
    assert len({step["id"] for step in found["actions"]}) == len(found["actions"])
    abatement = found["abatement"]
    assert abatement["joint"] < sum(abatement["alone"].values())
    reach = {(row["measure"], row["site"]): row["reach"] for row in given.measures.iter_rows(named=True)}
    sites = {site.name: site for site in given.worked.sites}
    for step in found["actions"]:
        site = sites[step["site"]]
        most = (reach[step["measure"], step["site"]] - site.captured) * published_sites.generated_in(site, 2030)
        assert step["amount"] <= most * (1 + 1e-7)


def test_the_order_of_sites_and_rows_changes_nothing(given: Sheets) -> None:
    few = [site.name for site in given.worked.sites[:15]]
    rows = [frame.filter(pl.col("site").is_in([*few, "all"])) for frame in (given.deposits, given.measures)]
    turned = [frame.reverse() for frame in rows]
    one, other = (
        worked_answer(ASKED, replace(given, deposits=deposits, measures=measures), seed=1, draws=20)
        for deposits, measures in (rows, turned)
    )
    assert one["actions"]
    for name in ("objective", "probability", "base_emission"):
        assert one[name] == other[name]
    assert [step["id"] for step in one["actions"]] == [step["id"] for step in other["actions"]]


def test_it_is_tried_in_possible_worlds_and_says_what_being_surer_costs(found: dict[str, Any]) -> None:
    sure = found["confident"]
    assert 0 < found["probability"]["value"] < sure["confidence"]
    assert sure["overshoot"] > 0
    assert sure["objective"] > found["objective"]


@pytest.mark.slow
def test_a_cut_that_the_measures_cannot_reach_is_said_first(given: Sheets) -> None:
    found = worked_answer(replace(ASKED, cut=0.9), given, seed=1, draws=0)
    made = worked_plan(found)
    assert made.status == "infeasible"
    assert 15 < (made.reachable or 0) < 90
    assert "cannot emit 90 per cent less" in planned(made, made.unit, PageWords("en")).first
    assert [type(each) for each in worked_views.worked_views(found)] == [Bars, Bars, Grid]


# What is seen


def test_its_views_are_said_in_three_languages(found: dict[str, Any]) -> None:
    drawn = worked_views.worked_views(found)
    assert [type(each) for each in drawn] == [CostCurve, Bars, Bars, Grid]
    for language in COMPLETE:
        words = PageWords(language)
        said = [words.say(text) for text in _texts(drawn)]
        assert not [each for each in said if "methane-" in each]
    curve = drawn[0]
    assert isinstance(curve, CostCurve)
    assert sum(step.amount for step in curve.steps) == pytest.approx(found["without_plan"] - found["allowed"])
    assert curve.cost_unit == "USD_2020/(t CH4)"


def _texts(drawn: list[Any]) -> Iterator[Any]:
    for view in drawn:
        yield from (view.title, *view.unknown)
        yield from (step.name for step in getattr(view, "steps", ()))
        yield from (part for bar in getattr(view, "bars", ()) for part in (bar.name, bar.series) if part)
        yield from (cell for row in getattr(view, "cells", ()) for cell in row[:1] + row[3:4])
        yield from getattr(view, "columns", ())


def test_a_plan_is_contributed_unless_it_says_otherwise() -> None:
    assert Plan("optimal", 1.0).basis == "contributed"


# On the command line


def test_the_command_prints_it_and_writes_its_sheets(
    tmp_path: Path, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Asked] = []

    def answer(of: Asked, given: Sheets, **options: Any) -> dict[str, Any]:
        asked.append(of)
        return found

    monkeypatch.setattr(published_answer, "worked_answer", answer)
    words = ["plan", "--published", "--on", "2026-11-24", "--out", str(tmp_path)]
    ran, as_json = CliRunner().invoke(app, words), CliRunner().invoke(app, [*words, "--json"])
    assert ran.exit_code == as_json.exit_code == 0, ran.output
    assert asked == [ASKED, ASKED]
    assert json.loads(as_json.stdout) == found
    assert "no party has handed in" in ran.stdout.splitlines()[0]
    assert f"communique contribute methane.parameter_ranges {tmp_path / 'ranges.csv'} --party USA" in ran.stdout
    assert len(pl.read_csv(tmp_path / "measures.csv")) == len(pl.read_csv(tmp_path / "measures.csv").unique()) > 0


@pytest.mark.parametrize(
    "words", [[], ["--on", "2026-11-24"], ["--published", "plan.toml"], ["--published", "--on", "2030-01-01"]]
)
def test_the_command_refuses_what_does_not_go_together(words: list[str]) -> None:
    assert CliRunner().invoke(app, ["plan", *words]).exit_code == 2
