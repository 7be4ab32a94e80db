"""Does a feed become a whole plan: assumptions with sources, a report in three languages, tables, JSON, comparison?"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from communique.facts import load
from communique.language import COMPLETE, Words
from communique.workstreams.transit.agency import country_of
from communique.workstreams.transit.cli import app
from communique.workstreams.transit.config import ConfigError, configured, read_config, template
from communique.workstreams.transit.figures import figures
from communique.workstreams.transit.making import make_report
from communique.workstreams.transit.planning import Operations, cost_kinds, exhaust_total, make_plan
from communique.workstreams.transit.report.answer import Report, compare, summary
from communique.workstreams.transit.report.page import spoken, write_report
from communique.workstreams.transit.views import a_weekday, of_agencies, shown

DATE = a_weekday(2026)
GRIDS = {"CAN": "CAN-QC", "MEX": "MEX-SEN", "USA": "USA-CAMX"}


def written(tmp_path: Path, home: str = "CAN", **changes: str) -> Path:
    text = template(name='Tramway & "Fils"', country=home, grid_region=GRIDS[home], first_year=2027)
    for key, value in changes.items():
        text = re.sub(rf"^(# )?{key} = .*$", f"{key} = {value}", text, flags=re.M)
    file = tmp_path / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return file


def day(buses: int = 12, electric: int = 15) -> Operations:
    hour = 3600
    blocks = pl.DataFrame(
        {
            "block_id": [f"b{i}" for i in range(buses)],
            "start_s": [5 * hour + 600 * i for i in range(buses)],
            "end_s": [19 * hour + 600 * i for i in range(buses)],
            "km": [200.0] * buses,
            "kwh": [260.0] * buses,
            "kwh_cold": [250.0 + 15 * i for i in range(buses)],
        }
    ).with_columns(feasible=pl.col("kwh_cold") < 352 * 0.8)
    km = 200.0 * buses / electric
    rotations = pl.DataFrame(
        {
            "bus": [f"bus-{i}" for i in range(electric)],
            "start_s": [5 * hour + 600 * i for i in range(electric)],
            "end_s": [15 * hour + 600 * i for i in range(electric)],
            "km": [km] * electric,
            "kwh": [km * 1.3] * electric,
            "kwh_cold": [km * 1.9] * electric,
        }
    )
    return Operations(blocks, rotations, buses, 200.0 * buses, 18.0)


@pytest.mark.parametrize("country", ["CAN", "MEX", "USA"])
def test_every_assumption_of_a_new_plan_has_unit_source_and_confidence_above_it(tmp_path: Path, country: str) -> None:
    file = written(tmp_path, country)
    lines = file.read_text(encoding="utf-8").splitlines()
    config = read_config(file)
    sources = load(Path(__file__).parents[3] / "src/communique/workstreams/transit/facts").sources
    for path, assumption in config.assumptions.items():
        place = next(i for i, line in enumerate(lines) if line.startswith(f"{path.split('.')[-1]} = ") and i > 5)
        assert lines[place - 1].startswith("# "), path
        assert assumption.source in sources
        assert assumption.confidence in ("verified", "recalled")
    assert len(config.assumptions) >= 40


def test_a_figure_that_is_changed_becomes_the_agencys_own(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, discount_rate="0.05"))
    assert config["finance.discount_rate"] == 0.05
    assert config.assumptions["finance.discount_rate"].source == "plan.toml"
    assert config.assumptions["finance.grant_share"].source == "grant-programmes"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"grid_region": '""'}, "column agency.grid_region.*no national default.*CAN-QC"),
        ({"grid_region": '"CAN-XX"'}, "column agency.grid_region.*no grid region of CAN"),
        ({"grid_region": '"USA-CAMX"'}, "no grid region of CAN"),
        ({"country": '"FRA"'}, "column agency.country"),
        ({"discount_rate": '"much"'}, "column finance.discount_rate.*not a figure"),
        ({"spare_ratio": "-0.1"}, "column fleet.spare_ratio.*below 0"),
        ({"present": '"steam"'}, "column fleet.present"),
    ],
)
def test_a_bad_plan_toml_is_named_with_its_key(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_config(written(tmp_path, **changes))
    assert re.search(said, str(error.value), re.S)


def test_an_unknown_key_and_broken_toml_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.write_text(file.read_text(encoding="utf-8") + "\n[extra]\nkey = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"column extra\.key: nobody knows this key"):
        read_config(file)
    file.write_text("[", encoding="utf-8")
    with pytest.raises(ConfigError, match="is not TOML"):
        read_config(file)


def test_the_country_of_a_time_zone() -> None:
    zones = ("America/Toronto", "America/Mexico_City", "America/Chicago", "Europe/Paris", "")
    assert [country_of(zone) for zone in zones] == ["CAN", "MEX", "USA", "", ""]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("config")
    file = written(folder)
    config = read_config(file)
    return Report(
        make_plan(day(), config),
        config,
        file.read_text(encoding="utf-8"),
        "sample.zip",
        "0" * 64,
        "2026-03-11",
        "communique …",
    )


def test_more_than_one_battery_bus_for_a_bus_is_carried_into_the_fleet(report: Report) -> None:
    planned = report.planned
    assert planned.operations.ratio == pytest.approx(1.25)
    last = planned.plan.fleet.filter((pl.col("year") == 2041) & pl.col("technology").is_in(["battery", "fuel-cell"]))
    assert planned.plan.status == "optimal"
    assert last["buses"].sum() >= 12 * 1.2


def test_costs_by_kind_are_the_net_present_cost_and_the_waterfall_ends_at_the_plan(report: Report) -> None:
    for plan in (report.planned.plan, report.planned.baseline):
        assert sum(cost_kinds(plan).values()) == pytest.approx(plan.net_present_cost)


def test_the_plan_emits_less_by_both_models_and_of_greenhouse_gas(report: Report) -> None:
    planned = report.planned
    assert (planned.plan.ghg_t or 0) < (planned.baseline.ghg_t or 0)
    for pollutant in ("NOx", "PM25"):
        plan, baseline = (exhaust_total(planned, pollutant, s) for s in ("plan", "baseline"))
        assert all(plan[model] < baseline[model] for model in ("moves", "emfac"))


@pytest.fixture(scope="module")
def pages(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    write_report(report, folder)
    return folder


def test_the_report_is_whole_in_three_languages_and_asks_nobody_for_anything(report: Report, pages: Path) -> None:
    tmp_path = pages
    for language in COMPLETE:
        html = (tmp_path / language / "index.html").read_text(encoding="utf-8")
        assert "Tramway &amp; &#34;Fils&#34;" in html
        for id in (
            "drawn-waterfall",
            "drawn-load",
            "drawn-blocks",
            "transit-nox",
            "transit-assumptions",
            "transit-unmet",
        ):
            assert f'id="{id}"' in html, id
        assert not re.search(r'(src|href)="(https?:)?//(?!www\.|github|greet)', html.split("<main")[0])
        raw = set(re.findall(r">((?:transit|view|page)-[a-z0-9-]+)<", html)) - set(figures().sources)
        assert not raw, "a message id instead of words"
        for address in re.findall(r'(?:src|href)="(\.\./[^"#]+)"', html):
            assert (tmp_path / language / address).exists(), address
        anchors = re.findall(r'href="sources\.html#([^"]+)"', html)
        page = (tmp_path / language / "sources.html").read_text(encoding="utf-8")
        assert anchors
        assert all(f'id="{anchor}"' in page for anchor in anchors)
    found = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert found["day"]["replacement_ratio"] == pytest.approx(1.25)
    for name in ("blocks", "load", "costs", "exhaust", "assumptions", "purchases"):
        assert (
            pl.read_parquet(tmp_path / "tables" / f"{name}.parquet").height
            == pl.read_csv(tmp_path / "tables" / f"{name}.csv", infer_schema_length=None).height
            > 0
        )
    assert read_config(tmp_path / "plan.toml").choices == report.config.choices


def test_the_same_report_gives_the_same_bytes(report: Report, pages: Path, tmp_path: Path) -> None:
    for file in write_report(report, tmp_path):
        assert file.read_bytes() == (pages / file.relative_to(tmp_path)).read_bytes(), file.name


def test_a_plan_that_cannot_be_says_which_wishes_conflict_in_each_language(report: Report, tmp_path: Path) -> None:
    config = configured(
        {
            "agency.country": "CAN",
            "agency.grid_region": "CAN-QC",
            "plan.first_year": 2027,
            "plan.zero_emission": {2027: 1.0},
            "plan.budget": 1.0,
        },
        folder=tmp_path,
    )
    planned = make_plan(day(), config)
    assert planned.plan.status == "infeasible"
    made = Report(planned, config, report.config_text, "f", "0", "2026-03-11", "c")
    said = {"en": "No plan meets", "es": "Ningún plan cumple", "fr": "Aucun plan ne satisfait"}
    for language, words in said.items():
        assert spoken(made, language)[0].startswith(words)
    assert summary(made)["plan"]["net_present_cost"] is None


def test_comparison_names_what_was_assumed_and_what_came_of_it(report: Report, tmp_path: Path) -> None:
    other = read_config(written(tmp_path, discount_rate="0.06"))
    old, new = (
        summary(report),
        summary(Report(make_plan(day(), other), other, "", "sample.zip", "0" * 64, "2026-03-11", "c")),
    )
    found = {row["key"]: row for row in compare(old, new)}
    assert found["assumptions[finance.discount_rate].value"]["change"] == pytest.approx(0.03)
    assert "plan.net_present_cost" in found
    assert compare(old, old) == []


def test_words_are_the_same_messages_in_three_languages() -> None:
    folder = Path(__file__).parents[3] / "src/communique/workstreams/transit/report/translations"
    ids = [set(Words(language, [folder]).ids) for language in COMPLETE]
    assert ids[0] == ids[1] == ids[2]


@pytest.fixture(scope="module")
def mexico(
    sample: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, dict[str, Any]]:
    feed = sample("MEX")
    out = tmp_path_factory.mktemp("mexico") / "report"
    arguments = ["plan", str(feed), "--date", DATE.isoformat(), "--out", str(out), "--pareto", "0", "--json"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return feed, out, json.loads(result.stdout)


def test_a_generated_feed_becomes_a_plan_by_one_command(mexico: tuple[Path, Path, dict[str, Any]]) -> None:
    _, out, found = mexico
    assert found["grid_region"] == "MEX-SEN"
    assert found["plan"]["status"] == "optimal"
    assert found["day"]["electric_vehicles"] >= found["day"]["vehicles"]
    assert found["charging"]["after"]["peak_kw"] <= found["charging"]["before"]["peak_kw"]
    assert 'id="drawn-routes"' in (out / "es" / "index.html").read_text(encoding="utf-8")


def test_without_a_grid_region_nothing_is_planned(sample: Callable[[str], Path], tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"column agency.grid_region: is not chosen; there is no national default"):
        make_report(sample("USA"), DATE, None, out=tmp_path)


def test_init_writes_what_plan_reads(mexico: tuple[Path, Path, dict[str, Any]], tmp_path: Path) -> None:
    feed, out, _ = mexico
    result = CliRunner().invoke(app, ["init", str(feed), "--first-year", "2027"])
    file = tmp_path / "plan.toml"
    file.write_text(result.stdout, encoding="utf-8")
    config = read_config(file)
    assert config.choices.country == "MEX"
    assert result.stdout == (out / "plan.toml").read_text(encoding="utf-8")


def test_a_plan_compared_with_itself_differs_in_nothing(
    mexico: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    _, out, _ = mexico
    result = CliRunner().invoke(app, ["compare", str(out), str(out), "--json"])
    assert json.loads(result.stdout) == {"differences": []}
    assert CliRunner().invoke(app, ["compare", str(out), str(tmp_path)]).exit_code != 0


@pytest.mark.slow
def test_the_editions_page_shows_a_generated_agency(tmp_path: Path) -> None:
    made = {"USA": shown("USA")}
    found = of_agencies(json.loads(json.dumps(made, allow_nan=False)))
    from communique.render.html import render
    from communique.render.words import PageWords

    for view in found:
        assert not re.findall(r">transit-[a-z0-9-]+<", render(view, PageWords("fr")).html)
    assert len({view.id for view in found}) == len(found)
    assert {key for view in found for key in view.sources} <= {f"transit/{key}" for key in figures().sources}
    assert made["USA"]["electric"] >= made["USA"]["vehicles"]
    assert dt.date(2026, 3, 11) == DATE
