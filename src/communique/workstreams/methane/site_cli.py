"""Which commands set sites beside the inventory, and turn a city's sheet into what the decay model reads?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from communique.hooks import Context
    from communique.workstreams.methane.reconcile import Line


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("reconcile")(reconcile_command)
    app.command("city")(city_command)


def reconcile_command(
    facilities: Annotated[
        Path | None, typer.Option(help="Facility reports (GHGRP, Subpart HH) in place of the shipped sums.")
    ] = None,
    draws: Annotated[int, typer.Option(min=1, help="Draws of the modelled country.")] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")] = False,
) -> None:
    """Landfills by inventory, model and sum of sites, year by year, and what the sites leave uncovered."""
    from communique.workstreams.methane.inventory import read
    from communique.workstreams.methane.reconcile import reconcile

    ctx = _context(facilities, seed, draws)
    found = reconcile(ctx, read(ctx))
    rows = [_row(line) for line in found.lines]
    if json:
        import json as writer

        typer.echo(writer.dumps({"unit": "kt CH4", "years": rows}, ensure_ascii=False, indent=2, allow_nan=False))
        return
    _show(rows)


def _context(facilities: Path | None, seed: int, draws: int) -> Context:
    """The shipped world of today, and in it the facilities of a file, as if their country had contributed them."""
    from datetime import date

    import polars as pl

    from communique.hooks import Context
    from communique.tables import Table, empty_frame
    from communique.workstreams.methane.model.parameters import shipped
    from communique.workstreams.methane.site_loaders import read_facility_reports
    from communique.workstreams.methane.site_tables import SITES

    given = None if facilities is None else read_facility_reports(facilities)

    def rows(table: Table) -> pl.DataFrame:
        if table.name != SITES.name or given is None:
            return empty_frame(table, lineage=True)
        return given.with_columns(pl.col("country").alias("party"), pl.lit(str(facilities)).alias("contribution_id"))

    return Context(
        on=date.today(), known_at=date.today(), seed=seed, draws=draws, read_table=rows, facts=shipped()
    )  # fmt: skip


def _row(line: Line) -> dict[str, Any]:
    low, middle, high = line.modelled or (None, None, None)
    return {
        "country": line.country, "year": line.year, "inventory": line.inventory, "modelled": middle, "low": low,
        "high": high, "sites": line.sites.value if line.sites else None,
        "site_count": line.sites.sites if line.sites else None, "not_covered_by_sites": line.residual,
        "flags": [flag.removeprefix("methane-reconcile-") for flag in line.flags],
    }  # fmt: skip


def _show(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    columns = ("country", "year", "inventory", "modelled", "sites", "not covered", "flags")
    table = Table(*columns, caption="kt CH4 of landfills (5.A); brackets: 90 % of the modelled draws, number of sites")
    for row in rows:
        interval = "" if row["low"] is None else f" ({row['low']:,.0f}–{row['high']:,.0f})"
        count = "" if row["site_count"] is None else f" ({row['site_count']:,})"
        table.add_row(
            row["country"], str(row["year"]), _kt(row["inventory"]), _kt(row["modelled"]) + interval,
            _kt(row["sites"]) + count, _kt(row["not_covered_by_sites"]), ", ".join(row["flags"]),
        )  # fmt: skip
    Console().print(table)


def _kt(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.0f}"


def city_command(
    sheet: Annotated[Path, typer.Argument(help="Sheet of methane.city_waste: CSV, XLSX or Parquet.")],
    city: Annotated[str, typer.Option(help="The city, as the sheet writes it.")],
    out: Annotated[Path, typer.Option(help="File of deposits to write, for `communique methane fod`.")],
) -> None:
    """A city's sheet as deposits for the decay model; rows that break a rule are named, and nothing is written."""
    from communique.tables import check, read_sheet
    from communique.workstreams.methane.site_loaders import city_deposits, write_deposits
    from communique.workstreams.methane.site_tables import CITY_WASTE
    from communique.workstreams.methane.sites import SiteTableError

    checked = check(CITY_WASTE, read_sheet(CITY_WASTE, sheet))
    if checked.bad:
        first = checked.failures.row(0, named=True)
        raise SiteTableError(
            f"{checked.bad} rows break a rule; the first: {first['rule']} ({first['value']})",
            file=sheet, row=first["row"], column=first["column"],
        )  # fmt: skip
    deposits = city_deposits(checked.good, city)
    typer.echo(f"{write_deposits(deposits, out)}: {len(deposits)} deposits of {city}")
