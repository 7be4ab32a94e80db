"""What does a planner see at each step? One page in three languages, without scripts too."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from communique.geo import NORTH_AMERICA, country_name
from communique.render.assets import assets
from communique.render.room import Room, room_page
from communique.render.words import PageWords
from communique.workstreams.transit.emissions import grid_regions
from communique.workstreams.transit.served.jobs import STEPS, Job

HERE = Path(__file__).parent
ROOM = Room(
    HERE / "templates",
    "workstream-transit-name",
    styles=("static/site.css", "static/drop.css"),
    scripts=("static/drop.js",),
)
SEVERITIES = ("fatal", "rejected", "flag", "note")
#: What a planner chooses, before anything is chosen.
NOTHING = {"date": "", "country": "", "grid_region": "", "on_route": "none", "depot": "", "toml": ""}
#: Faults that are no fault of the feed: their words are the page's own.
BUSY = ("ToolsBusy", "TooMany")
TOO_BIG = ("ToolTooLong", "ToolTooLarge")


@cache
def static() -> dict[str, bytes]:
    """Styles and script, by name."""
    files = {name: text.encode() if isinstance(text, str) else text for name, text in assets(chart=False, map=False)}
    return files | {file.name: file.read_bytes() for file in sorted((HERE / "static").iterdir())}


def start_page(language: str, fault: tuple[str, str] | None = None) -> str:
    """Where a feed is dropped."""
    return _page("start.html", language, "index.html", fault=_fault(language, fault))


def gone_page(language: str) -> str:
    """Said of a feed that is not kept any more."""
    return _page("start.html", language, "index.html", fault=(PageWords(language).t("transit-web-gone"), ""))


def job_page(language: str, name: str, job: Job) -> str:
    """The defects and the choices, the progress, or the plan with its report."""
    words = PageWords(language)
    found = job.found
    return _page(
        "job.html", language, f"{name}/", job=job, steps=STEPS, name=name, fault=_fault(language, job.fault),
        defects=_defects(job.day.get("defects", found["defects"]), words),
        chosen=job.chosen or {**NOTHING, "date": found["busiest"], "country": found["country"]},
        dates=[words.words.date(dt.date.fromisoformat(found[end])) for end in ("first", "last")],
        countries=[(code, country_name(code, words.words.locale)) for code in NORTH_AMERICA],
        regions=sorted(grid_regions()), said=job.said.get(language, []),
    )  # fmt: skip


def _defects(found: list[dict[str, Any]], words: PageWords) -> list[tuple[str, list[dict[str, Any]]]]:
    """Defects by severity, the gravest first, each with its kind in the reader's words."""
    told = [{**each, "words": words.t(f"transit-defect-{each['code']}")} for each in found]
    groups = [(severity, [each for each in told if each["severity"] == severity]) for severity in SEVERITIES]
    return [group for group in groups if group[1]]


def _fault(language: str, fault: tuple[str, str] | None) -> tuple[str, str] | None:
    """What went wrong in the reader's words, and the exact words of the error, which are English."""
    if fault is None:
        return None
    kind, said = fault
    id = "busy" if kind in BUSY else "too-big" if kind in TOO_BIG else "broken" if kind == "ToolBroken" else "cannot"
    return PageWords(language).t(f"transit-web-{id}"), said if id == "cannot" else ""


def _page(template: str, language: str, page: str, **given: Any) -> str:
    words = PageWords(language)
    title = words.t("transit-web-title")
    return room_page(ROOM, template, words, page, title, base="/tools/transit/", served=True, **given)
