"""What is done for a planner's feed in a process of its own, one step after another? Files in one folder join them.

look → day → buses → plan → report
"""

from __future__ import annotations

import datetime as dt
import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from communique.workstreams.transit.agency import agency_of
from communique.workstreams.transit.config import Config, ConfigError, parsed, template
from communique.workstreams.transit.day import Day, NoService
from communique.workstreams.transit.feed.archive import check_packed
from communique.workstreams.transit.planning import Operations
from communique.workstreams.transit.served.form import file_of_form

#: What may come out of an archive here; a real feed of a great city is a quarter of it.
MOST_UNPACKED = 1 << 30
WRITER = "communique.workstreams.transit.served.writer"
FEED, TOML, DAY, BUSES, PLANNED, REPORT = "feed.zip", "plan.toml", "day", "buses", "planned", "report"


def look(form: Path, folder: Path) -> dict[str, Any]:
    """The feed of an upload form, put into the folder: agency, country, dates of service, and its defects."""
    from communique.workstreams.transit.feed import read_feed

    file = folder / FEED
    file_of_form(form, file)
    check_packed(file, MOST_UNPACKED)
    feed, own = read_feed(file), agency_of(file)
    dates = _bus_dates(feed)
    return {
        "agency": own.name,
        "country": own.country,
        "first": dates[0][0].isoformat(),
        "last": dates[-1][0].isoformat(),
        "busiest": max(dates, key=lambda each: each[1])[0].isoformat(),
        "defects": _told(feed.defects),
    }


def _bus_dates(feed: Any) -> list[tuple[dt.date, int]]:
    """Dates on which buses run, in order, and how many trips."""
    import polars as pl

    from communique.workstreams.transit.feed.calendars import service_dates
    from communique.workstreams.transit.feed.service_day import IS_BUS
    from communique.workstreams.transit.feed.statistics import trip_statistics

    trips = trip_statistics(feed).filter(IS_BUS).group_by("service_id").len("trips")
    found = service_dates(feed.calendars).join(trips, on="service_id").group_by("date").agg(pl.col("trips").sum())
    if found.is_empty():
        raise NoService("no bus runs on any date of this feed")
    return list(found.sort("date").iter_rows())


def _told(defects: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [
        {"severity": d.severity, "code": d.code, "file": d.file, "row": d.row, "message": d.message} for d in defects
    ]


def settings(folder: Path, chosen: dict[str, str]) -> str:
    """Writes the plan.toml of what was chosen, or the one given as text; raises ConfigError for a fault in it."""
    year = _year(chosen["date"])
    text = chosen["toml"].strip() or _template(folder, chosen, year + 1)
    config = parsed(text, folder=folder, file=Path(TOML))
    if config.choices.tariff or config.choices.population:
        raise ConfigError("no other file is read here: leave tariff and population empty", file=Path(TOML))
    (folder / TOML).write_text(text, encoding="utf-8")
    return text


def _template(folder: Path, chosen: dict[str, str], first_year: int) -> str:
    if chosen["on_route"] not in ("none", "site"):
        raise ConfigError("none or site", column="on_route")
    text = template(
        name=agency_of(folder / FEED).name,
        country=chosen["country"],
        grid_region=chosen["grid_region"],
        first_year=first_year,
    )
    text = _set(text, "on_route", f'"{chosen["on_route"]}"')
    return _set(text, "depot", _place(chosen["depot"])) if chosen["depot"] else text


def _year(date: str) -> int:
    try:
        return dt.date.fromisoformat(date).year
    except ValueError:
        raise ConfigError(f"{date!r} is not a date, such as 2026-03-11", column="date") from None


def _place(depot: str) -> str:
    try:
        lat, lon = (float(part) for part in depot.split(","))
    except ValueError:
        raise ConfigError(f"{depot!r} is not latitude and longitude, such as 45.0, -75.0", column="depot") from None
    return f"[{lat}, {lon}]"


def _set(text: str, key: str, value: str) -> str:
    """The text with the line of a key that is its own in the file set to a value."""
    lines = [
        f"{key} = {value}" if line.startswith((f"{key} = ", f"# {key} = ")) else line for line in text.splitlines()
    ]
    return "\n".join(lines) + "\n"


def config_of(folder: Path) -> Config:
    return parsed((folder / TOML).read_text(encoding="utf-8"), folder=folder, file=Path(TOML))


def day(folder: Path, date: str) -> dict[str, Any]:
    """The service day, kept for the next step."""
    from communique.workstreams.transit.feed import read_day

    found = read_day(folder / FEED, dt.date.fromisoformat(date))
    _keep(folder / DAY, found)
    return {
        "trips": found.trips.height,
        "km": float(found.trips["km"].sum()),
        "blocks": found.blocks.height,
        "defects": _told(found.defects),
    }


def buses(folder: Path) -> None:
    """Energy, feasibility and the schedule of battery buses, kept for the next step."""
    from communique.workstreams.transit.operations import operations

    found: Day = kept(folder / DAY)
    _keep(folder / BUSES, operations(found, config_of(folder)))


def plan(folder: Path) -> None:
    """Charging and the fleet by year, kept for the next step."""
    from communique.workstreams.transit.planning import make_plan

    found: Operations = kept(folder / BUSES)
    _keep(folder / PLANNED, make_plan(found, config_of(folder)))


def report(folder: Path, date: str, language: str) -> list[str]:
    """The report's pages in one language, and what they say first.

    Written by a process of its own: the engine that draws charts reserves far more address space than any tool may
    have, and whoever has started it once keeps it.
    """
    subprocess.run([sys.executable, "-m", WRITER, str(folder), date, language], check=True)
    found: list[str] = json.loads((folder / f"said-{language}.json").read_text(encoding="utf-8"))
    return found


def bundled(folder: Path) -> None:
    """The whole report as one zip."""
    shutil.make_archive(str(folder / REPORT), "zip", folder / REPORT)


def _keep(file: Path, what: object) -> None:
    file.write_bytes(pickle.dumps(what))


def kept(file: Path) -> Any:
    return pickle.loads(file.read_bytes())  # written by the step before, into a folder that is the server's alone
