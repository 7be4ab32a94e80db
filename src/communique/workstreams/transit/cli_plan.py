"""Which question about charging, fleets and plans does a person ask on the command line?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

FeedPath = Annotated[Path, typer.Argument(metavar="FEED", help="GTFS feed: a zip file or a folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of charging and of plans."""
    app.command()(charge)
    app.command()(init)
    app.command()(plan)
    app.command()(compare)


def charge(
    blocks: Annotated[Path, typer.Argument(help="CSV: block,arrival_s,departure_s,energy_kwh (at the meter).")],
    tariff: Annotated[Path, typer.Option(help="JSON: slots, prices, demand charge, power, transformer.")],
    plugs: Annotated[int | None, typer.Option(min=0, help="Charging points; makes it a mixed-integer plan.")] = None,
    min_power_kw: Annotated[float | None, typer.Option(min=0, help="Least power of a point that charges.")] = None,
    gap: Annotated[float, typer.Option(min=0, help="Relative gap at which a mixed-integer plan stops.")] = 1e-3,
    json: AsJson = False,
) -> None:
    """Depot charging at least cost: bill, peak, load before and after, and blocks that cannot be charged in time."""
    from communique.workstreams.transit.charging import charge as least
    from communique.workstreams.transit.charging import charge_with_plugs, read_sessions, read_tariff, unmanaged

    chosen = read_tariff(tariff)
    given = {"plugs": plugs, "min_power_kw": min_power_kw}
    chosen = chosen.model_copy(update={name: value for name, value in given.items() if value is not None})
    sessions = read_sessions(blocks)
    whole = chosen.plugs is not None or chosen.min_power_kw > 0
    found = charge_with_plugs(sessions, chosen, gap=gap) if whole else least(sessions, chosen)
    _show(_charged(found, unmanaged(sessions, chosen)), json)


def _charged(found: Any, before: Any) -> dict[str, Any]:
    return {
        "objective": found.objective,
        "energy_cost": found.energy_cost,
        "demand_cost": found.demand_cost,
        "peak_kw": found.peak_kw,
        "plugs": found.plugs,
        "gap": found.gap,
        "unmanaged_cost": before.objective,
        "unmanaged_peak_kw": before.peak_kw,
        "infeasible_blocks": [
            {"block": u.block, "missing_kwh": u.missing_kwh, "reason": u.reason} for u in found.unmet
        ],
        "load_kw": found.load.tolist(),
        "unmanaged_load_kw": before.load.tolist(),
    }


def init(
    feed: FeedPath,
    country: Annotated[str | None, typer.Option(help="CAN, MEX or USA; default: of the feed's time zone.")] = None,
    grid_region: Annotated[str, typer.Option(help="Grid region; it stands in the file to be chosen without it.")] = "",
    first_year: Annotated[int | None, typer.Option(help="First year of the plan; default: next year.")] = None,
) -> None:
    """A plan.toml on standard output: every assumption with its source, to be replaced by what you know better."""
    import datetime as dt

    from communique.workstreams.transit.agency import agency_of
    from communique.workstreams.transit.config import template

    own = agency_of(feed)
    typer.echo(
        template(
            name=own.name, country=country or own.country, grid_region=grid_region,
            first_year=first_year or dt.datetime.now(dt.UTC).year + 1,
        ),
        nl=False,
    )  # fmt: skip


def plan(
    feed: FeedPath,
    date: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Service date, YYYY-MM-DD.")],
    out: Annotated[Path, typer.Option(help="Folder of the report.")],
    config: Annotated[Path | None, typer.Option(help="plan.toml, as `init` writes it.")] = None,
    country: Annotated[str, typer.Option(help="CAN, MEX or USA, where the feed's time zone does not tell.")] = "",
    grid_region: Annotated[str, typer.Option(help="Grid region, where no plan.toml chooses it.")] = "",
    pareto: Annotated[int, typer.Option(min=0, help="Points of the front of cost and emission; 0: none.")] = 4,
    seed: Annotated[int, typer.Option(help="Seed of the search and of draws.")] = 0,
    json: AsJson = False,
) -> None:
    """An electrification plan: blocks, charging, fleet by year, cost, emission; a report in three languages."""
    from communique.workstreams.transit.making import make_report
    from communique.workstreams.transit.report.answer import summary
    from communique.workstreams.transit.report.page import spoken, write_report

    report = make_report(
        feed, date.date(), config, country=country, grid_region=grid_region, points=pareto, seed=seed, out=out
    )
    write_report(report, out)
    found = summary(report)
    if json:
        _show(found, True)
        return
    for line in (*spoken(report, "en"), f"report: {out / 'index.html'}"):
        typer.echo(line)


def compare(
    old: Annotated[Path, typer.Argument(help="Folder of a plan.")],
    new: Annotated[Path, typer.Argument(help="Folder of another plan.")],
    json: AsJson = False,
) -> None:
    """What differs between two plans: what was assumed, what is bought, what it costs and emits."""
    from communique.workstreams.transit.making import read_plan
    from communique.workstreams.transit.report.answer import compare as differences

    found = differences(read_plan(old), read_plan(new))
    if json:
        _show({"differences": found}, True)
        return
    _table(("key", "old", "new", "change"), [tuple(row.values()) for row in found])


def _show(found: dict[str, Any], json: bool) -> None:
    if json:
        import json as writer

        typer.echo(writer.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
        return
    for key, value in found.items():
        if isinstance(value, int | float):
            typer.echo(f"{key.replace('_', ' '):18} {value:,.6g}")
    for unmet in found.get("infeasible_blocks", ()):
        typer.echo(f"block {unmet['block']}: {unmet['missing_kwh']:,.1f} kWh missing ({unmet['reason']})")


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, show_edge=False)
    for row in rows:
        table.add_row(
            *("unknown" if cell is None else f"{cell:,.6g}" if isinstance(cell, float) else str(cell) for cell in row)
        )
    Console().print(table)
