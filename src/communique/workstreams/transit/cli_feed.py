"""Which question about a feed or a vehicle schedule does a person ask on the command line?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

FeedPath = Annotated[Path, typer.Argument(metavar="FEED", help="GTFS feed: a zip file or a folder.")]
DateOption = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Service date, YYYY-MM-DD.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of feeds and vehicle schedules."""
    app.command()(day)
    app.command()(schedule)
    app.command()(sample)


def day(
    feed: FeedPath,
    date: DateOption,
    deadhead_kmh: Annotated[float | None, typer.Option(min=1, help="Speed of a deadhead.")] = None,
    circuity: Annotated[float | None, typer.Option(min=1, help="Road kilometres per great-circle kilometre.")] = None,
    layover: Annotated[float | None, typer.Option(min=0, help="Least seconds between trips, beside deadhead.")] = None,
    max_wait_h: Annotated[float | None, typer.Option(min=0, help="Longest hours from trip to next trip.")] = None,
    tods: Annotated[Path | None, typer.Option(help="TODS package (zip or folder) that overrides the feed.")] = None,
    tods_out: Annotated[Path | None, typer.Option(help="Write blocks and deadheads as a TODS v2.1 package.")] = None,
    travel: Annotated[Path | None, typer.Option(help="CSV: from_stop,to_stop,seconds,km of known deadheads.")] = None,
    json: AsJson = False,
) -> None:
    """One service day: trips, kilometres, buses needed at least, blocks, and what is wrong with the feed."""
    from communique.workstreams.transit.day import deadheading
    from communique.workstreams.transit.feed import read_day
    from communique.workstreams.transit.feed.travel import read_travel
    from communique.workstreams.transit.summary import day_summary
    from communique.workstreams.transit.tods import write_tods

    rule = deadheading(deadhead_kmh, circuity, None if travel is None else read_travel(travel))
    found = read_day(feed, date.date(), rule, tods)
    if tods_out is not None:
        write_tods(found, tods_out)
    wait = None if max_wait_h is None else round(max_wait_h * 3600)
    _show_day(day_summary(found, layover_s=layover, max_wait_s=wait), json)


def schedule(
    instance: Annotated[Path, typer.Argument(help="Multi-depot instance: sizes, buses, trips, travel minutes.")],
    gap: Annotated[float, typer.Option(min=0, help="Relative gap at which to stop; 0: proven optimum.")] = 0.0,
    pull_cost: Annotated[int, typer.Option(help="Cost of each pull-out and each pull-in, beside travel.")] = 500,
    time_limit: Annotated[
        float | None, typer.Option(min=1, help="Seconds after which the best found is given.")
    ] = None,
    json: AsJson = False,
) -> None:
    """A multi-depot vehicle schedule: buses, cost, proven bound and gap."""
    from communique.workstreams.transit.scheduling.instance import read_instance
    from communique.workstreams.transit.scheduling.multidepot import multidepot_schedule

    found = multidepot_schedule(read_instance(instance), pull_cost=pull_cost, gap=gap, time_limit_s=time_limit)
    _show(found.summary(), ("vehicles", "cost", "bound", "gap", "seconds"), json)


def sample(
    agency: Annotated[str, typer.Argument(help="CAN, MEX or USA: the setting of the agency.")],
    out: Annotated[Path, typer.Option(help="Zip file to write.")],
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")] = 2023,
) -> None:
    """A generated GTFS feed of a small agency that does not exist, to learn and to test with."""
    from communique.workstreams.transit.sample import write_sample

    typer.echo(str(write_sample(agency, out, seed=seed)))


def _show_day(found: dict[str, Any], json: bool) -> None:
    counts = ("date", "trips", "km", "peak_trips", "vehicles", "blocks", "concurrent_blocks")
    _show(found, counts, json)
    if json:
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("severity", "code", "file", "row", "what", title="Defects", title_justify="left", show_edge=False)
    for defect in found["defects"]:
        row = "–" if defect["row"] is None else str(defect["row"])
        table.add_row(defect["severity"], defect["code"], defect["file"], row, defect["message"])
    Console().print(table)


def _show(found: dict[str, Any], keys: tuple[str, ...], json: bool) -> None:
    if json:
        import json as writer

        typer.echo(writer.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
        return
    for key in keys:
        value = found[key]
        typer.echo(f"{key.replace('_', ' '):18} " + (f"{value:,.6g}" if isinstance(value, float) else f"{value}"))
