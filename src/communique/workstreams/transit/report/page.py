"""How does a plan become a folder that anybody can read: pages in three languages, tables, JSON?

DIR/{en,es,fr}/index.html   the report; sources.html, where its figures were read
DIR/data/…                  what stands behind each picture, as CSV
DIR/tables/…                the plan's tables as CSV and Parquet
DIR/plan.json               the plan for machines; DIR/plan.toml, every assumption it rests on
DIR/assets/…                style and scripts; nothing is asked of any server
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
from markupsafe import Markup

from communique.facts import Source
from communique.language import COMPLETE
from communique.render.assets import CHART_SCRIPTS, MAP_SCRIPTS, assets
from communique.render.html import Rendered, anchor, as_csv, environment, render
from communique.render.tables import table
from communique.render.words import PageWords
from communique.view import Map, View
from communique.workstreams.transit.figures import figures
from communique.workstreams.transit.report import drawings, pictures
from communique.workstreams.transit.report.answer import Report, summary, tables

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Section:
    """A heading with its pictures, in the order of a reader's questions."""

    id: str
    views: tuple[View, ...]
    drawn: tuple[str, ...] = ()


def write_report(report: Report, out: Path, languages: Iterable[str] = COMPLETE) -> list[Path]:
    """Files written, in the order of their names; the same report gives the same bytes.

    languages  whose pages are written; all else is written each time
    """
    written: dict[str, str | bytes] = {"index.html": _landing(), "plan.json": _json(summary(report))}
    written["plan.toml"] = report.config_text
    sections = _sections(report)
    for view in (view for section in sections for view in section.views):
        written[f"data/{view.id}.csv"] = as_csv(table(view))
    chart = map_ = False
    for language in languages:
        words = PageWords(language)
        html, needs = _page(report, sections, words, sorted(written))
        written[f"{language}/index.html"] = html
        written[f"{language}/sources.html"] = _sources_page(report, sections, words)
        chart, map_ = chart or needs[0], map_ or needs[1]
    written |= {f"assets/{name}": content for name, content in assets(chart=chart, map=map_)}
    return [*(_write(out / name, content) for name, content in sorted(written.items())), *_write_tables(report, out)]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _write(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def _write_tables(report: Report, out: Path) -> list[Path]:
    folder = out / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name, frame in tables(report).items():
        flat = frame.with_columns(
            pl.col(column).cast(pl.List(pl.String)).list.join(" ")
            for column, kind in frame.schema.items()
            if isinstance(kind, pl.List)
        )
        flat.write_csv(folder / f"{name}.csv")
        frame.write_parquet(folder / f"{name}.parquet")
        found += [folder / f"{name}.csv", folder / f"{name}.parquet"]
    return found


def _sections(report: Report) -> list[Section]:
    planned, config = report.planned, report.config
    start = "transit"
    fleet, ghg, cost, nox, pm, load, bought, unmet = pictures.pictures(planned, config, start=start)
    found = [
        Section("plan", (fleet, bought)),
        Section("cost", (cost, pictures.front_grid(report.front, planned.problem.money_said, start)), ("waterfall",)),
        Section("emission", (ghg, nox, pm)),
        Section("charging", (load, unmet), ("load",)),
        Section("day", (pictures.blocks_grid(planned, start),), ("blocks",)),
        Section("assumptions", (pictures.assumptions_grid(config, start),)),
    ]
    if planned.on_route is not None:
        found[3] = Section(
            "charging",
            (*found[3].views, pictures.on_route_grid(planned, int(config["charging.on_route_room"]), start)),
            found[3].drawn,
        )
    if len(config.depots) > 1:
        found[3] = Section("charging", (*found[3].views, pictures.depots_grid(planned, config, start)), found[3].drawn)
    if report.day is not None:
        routes = _routes(report, start)
        drawn = ("blocks", "routes") if routes.ways else ("blocks",)
        found[4] = Section("day", (routes, *found[4].views), drawn)
    if report.ranked is not None and report.burden is not None:
        views = (pictures.equity_grid(report.ranked, start), pictures.burden_grid(report.burden, start))
        found.insert(5, Section("equity", views))
    return found


def _routes(report: Report, start: str) -> Map:
    assert report.day is not None
    return pictures.route_map(report.day, report.config.depots, start, report.planned.operations.chargers)


def _page(
    report: Report, sections: Iterable[Section], words: PageWords, files: list[str]
) -> tuple[str, tuple[bool, bool]]:
    shown, chart, map_ = [], False, False
    for section in sections:
        done = [_rendered(view, words) for view in section.views]
        chart, map_ = chart or any(r.chart for r in done), map_ or any(r.map for r in done)
        drawn = [_drawn(name, report, words) for name in section.drawn]
        title = words.t(f"transit-section-{section.id}")
        shown.append(
            SimpleNamespace(id=f"section-{section.id}", title=title, pictures=[*drawn, *(r.html for r in done)])
        )
    scripts = (*(CHART_SCRIPTS if chart else ()), *(MAP_SCRIPTS if map_ else ()))
    answer, lines = said(report, words)
    downloads = [name for name in files if name.startswith(("data/", "plan."))]
    downloads += [f"tables/{name}.{kind}" for name in tables(report) for kind in ("csv", "parquet")]
    html = _render(
        words,
        "index.html",
        heading=_heading(report, words),
        answer=answer,
        lines=lines,
        sections=shown,
        scripts=scripts,
        map=map_,
        downloads=downloads,
        sources=(),
        command=report.command,
    )
    return html, (chart, map_)


def _heading(report: Report, words: PageWords) -> str:
    name = report.config.choices.name or report.feed_name
    return words.t("transit-heading", agency=name)


def _rendered(view: View, words: PageWords) -> Rendered:
    return render(view, words, sources=_sources(), data=f"../data/{view.id}.csv")


def _drawn(name: str, report: Report, words: PageWords) -> str:
    planned = report.planned
    draw: dict[str, Callable[[], Markup]] = {
        "blocks": lambda: drawings.block_chart(planned.operations.blocks, words),
        "load": lambda: drawings.load_chart(planned.depot, words),
        "waterfall": lambda: drawings.waterfall(planned, words),
        "routes": lambda: drawings.route_map(_routes(report, "transit"), words),
    }
    unit = {"blocks": "", "routes": "", "load": "kW", "waterfall": f"M {planned.problem.money_said}"}[name]
    title = words.t(f"transit-drawn-{name}")
    html = (
        environment(HERE / "templates")
        .get_template("drawn.html")
        .render(
            id=f"drawn-{name}",
            title=title,
            unit=words.unit(unit),
            told=title,
            picture=draw[name](),
            note=words.t(f"transit-drawn-{name}-note"),
        )
    )
    return Markup(html)


def said(report: Report, words: PageWords) -> tuple[str, list[str]]:
    """The answer in one sentence, and what a reader must know beside it."""
    planned = report.planned
    operations, depot, plan = planned.operations, planned.depot, planned.plan
    number = words.words.number
    feasible = operations.feasible_share
    if plan.net_present_cost is None:
        answer = words.say(pictures._infeasible(planned)[0])
    else:
        clean = [t.name for t in planned.problem.technologies if t.zero_emission]
        bought = int(plan.purchases.filter(pl.col("technology").is_in(clean))["buses"].sum())
        answer = words.t(
            "transit-answer",
            buses=number(bought, 0),
            points=number(int(plan.points["ordered"].sum()), 0),
            last=str(planned.problem.last_year),
            cost=number(plan.net_present_cost / 1e6, 1),
            money=planned.problem.money_said,
            before=number(float(planned.baseline.net_present_cost or 0.0) / 1e6, 1),
        )
    lines = [
        words.t("transit-line-blocks", share=words.words.percent(feasible), n=operations.blocks.height),
        words.t(
            "transit-line-ratio",
            today=number(operations.vehicles, 0),
            electric=number(operations.rotations.height, 0),
            ratio=number(operations.ratio, 2),
        ),
        words.t("transit-line-charging", before=number(depot.before.peak_kw, 0), after=number(depot.after.peak_kw, 0)),
    ]
    if operations.kwh_per_km is not None:
        low, middle, high = (number(value, 2) for value in operations.kwh_per_km)
        lines.append(words.t("transit-line-energy", low=low, middle=middle, high=high))
    if planned.on_route is not None and operations.chargers is not None:
        lines.append(words.t("transit-line-on-route", n=operations.points, places=operations.chargers.height))
    if operations.unserved:
        lines.append(words.t("transit-line-unserved", n=len(operations.unserved)))
    missing = len(depot.design.unmet)
    if missing:
        lines.append(words.t("transit-line-unmet", n=missing))
    return answer, lines


def spoken(report: Report, language: str) -> list[str]:
    """The same lines in a language, for the terminal."""
    answer, lines = said(report, PageWords(language))
    return [answer, *lines]


def _sources_page(report: Report, sections: Iterable[Section], words: PageWords) -> str:
    known = _sources()
    keys = dict.fromkeys(key for section in sections for view in section.views for key in view.sources)
    entries = []
    for key in sorted(keys):
        source = known[key]
        facts = [source.publisher, str(source.year or ""), source.licence, source.key]
        url = source.url if source.url.startswith("https://") else ""
        entries.append(
            SimpleNamespace(
                anchor=anchor(key), title=source.title, url=url, note=source.note, facts=[f for f in facts if f]
            )
        )
    return _render(
        words,
        "sources.html",
        heading=words.t("page-sources"),
        answer="",
        lines=[words.t("sources-lead")],
        sections=(),
        scripts=(),
        map=False,
        downloads=(),
        sources=entries,
        command="",
    )


@cache
def _sources() -> Mapping[str, Source]:
    return {f"transit/{key}": source for key, source in figures().sources.items()}


def _render(words: PageWords, page: str, **given: Any) -> str:
    each = [PageWords(language) for language in COMPLETE]
    languages = [(w.language, w.words.locale.replace("_", "-"), w.t("language-name")) for w in each]
    title = f"{given['heading']} · Communique"
    template = environment(HERE / "templates").get_template("report.html")
    return str(template.render(w=words, page=page, languages=languages, title=title, **given))


def _landing() -> str:
    """A page that offers the languages, for whoever opens the folder."""
    links = "".join(
        f'<li><a href="{code}/index.html" lang="{code}">{PageWords(code).t("language-name")}</a></li>'
        for code in COMPLETE
    )
    return f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Communique</title><ul>{links}</ul></html>\n'
