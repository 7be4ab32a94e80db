"""Which question of the methane workstream does a person ask on the command line?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.workstreams.methane import plan_cli, site_cli

app = typer.Typer(
    no_args_is_help=True,
    help="Methane of waste, wastewater and livestock by the methods of the IPCC: what is emitted, and how sure is it.",
)

plan_cli.add_to(app)
site_cli.add_to(app)

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


@app.command()
def fod(
    deposits: Annotated[Path, typer.Argument(help="CSV: year,stream,site_type,mass_gg (Gg of wet waste).")],
    climate: Annotated[
        str | None, typer.Option(help="boreal_temperate_dry|boreal_temperate_wet|tropical_dry|tropical_wet")
    ] = None,
    oxidation: Annotated[float, typer.Option(help="Share of escaping methane that the cover oxidises.")] = 0.0,
    recovery: Annotated[Path | None, typer.Option(help="CSV: year,recovered_gg (Gg CH4, a mass).")] = None,
    guidelines: Annotated[str, typer.Option(help="Edition of the IPCC Guidelines: 2006|2019.")] = "2019",
    delay_month: Annotated[float, typer.Option(help="Month in which decay starts; 13: next January.")] = 13,
    until: Annotated[int | None, typer.Option(help="Last year shown; default: 100 after the last deposit.")] = None,
    doc: Annotated[list[str] | None, typer.Option(help="STREAM=SHARE, or SHARE for bulk waste.")] = None,
    k: Annotated[list[str] | None, typer.Option(help="STREAM=RATE per year, in place of the shipped rate.")] = None,
    gwp: Annotated[str, typer.Option(help="Show CO2e too, by this named potential, for instance AR5.")] = "",
    draws: Annotated[int, typer.Option(min=0, help="Draws of a Monte Carlo; 0: none.")] = 0,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 0,
    json: AsJson = False,
) -> None:
    """Methane of buried waste, year by year: first-order decay."""
    from communique.workstreams.methane.model.deposits import read_deposits, read_recovery
    from communique.workstreams.methane.model.landfill import Settings, landfill_case
    from communique.workstreams.methane.model.landfill_answer import answer

    settings = Settings(climate, guidelines, oxidation, delay_month, until, _by_stream(doc), _by_stream(k))
    recovered = None if recovery is None else read_recovery(recovery)
    found = answer(landfill_case(read_deposits(deposits), settings, recovered), gwp=gwp, draws=draws, seed=seed)
    _show(found, found["years"], ("year", "generated_gg", "recovered_gg", "emitted_gg", "start_up"), json)


@app.command()
def wastewater(
    case: Annotated[Path, typer.Argument(help="JSON: population, BOD and pathways.")], json: AsJson = False
) -> None:
    """Methane of domestic waste water, by pathway and in the waters it ends in."""
    from communique.workstreams.methane.model import wastewater as model

    found = model.wastewater(model.read_wastewater(case), file=case)
    total = {"name": "total", **{part: found[part] for part in ("plant_t", "effluent_t", "total_t")}}
    _show(found, [*found["pathways"], total], ("name", "plant_t", "effluent_t", "total_t"), json)


@app.command()
def livestock(case: Annotated[Path, typer.Argument(help="JSON: animals by tier.")], json: AsJson = False) -> None:
    """Methane of herds, from the gut and from manure, by tier 1 or 2."""
    from communique.workstreams.methane.model.herds import herds, read_herds

    found = herds(read_herds(case), file=case)
    _show(found, found["herds"], ("name", "tier", "head", "enteric_kg_head", "manure_kg_head"), json)


@app.command()
def sites(
    file: Annotated[Path, typer.Argument(help="The published table.")],
    format: Annotated[str, typer.Option(help="lmop|ghgrp|cities")],
    json: AsJson = False,
) -> None:
    """Landfills of a published table, each counted once."""
    from communique.workstreams.methane.sites import summary

    found = summary(file, format)
    rows = found.get("years") or [{"count": name, "value": value} for name, value in _flat(found)]
    _show(found, rows, tuple(rows[0]), json)


def _by_stream(pairs: Iterable[str] | None) -> dict[str, float]:
    """`food=0.2` and, for bulk waste, `0.2`, by stream."""
    from communique.workstreams.methane.model.parameters import ParameterError, stream_name

    found = {}
    for pair in pairs or ():
        name, _, figure = pair.rpartition("=")
        try:
            found[stream_name(name or "bulk")] = float(figure)
        except ValueError:
            raise ParameterError(f"{pair!r}: write STREAM=FIGURE, for instance food=0.2") from None
    return found


def _flat(found: Mapping[str, Any], start: str = "") -> list[tuple[str, Any]]:
    leaves: list[tuple[str, Any]] = []
    for name, value in found.items():
        if isinstance(value, Mapping):
            leaves += _flat(value, f"{start}{name}: ")
        elif not isinstance(value, list):
            leaves.append((start + name, value))
    return leaves


def _show(found: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], columns: Sequence[str], json: bool) -> None:
    if json:
        import json as writer

        typer.echo(writer.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, caption=str(found.get("unit", "")))
    for row in rows:
        table.add_row(*(_cell(row.get(column)) for column in columns))
    console = Console()
    console.print(table)
    for kind in ("assumptions", "warnings"):
        for line in found[kind]:
            console.print(f"{kind[:-1]}: {line}", highlight=False)


def _cell(value: Any) -> str:
    if value is None:
        return "unknown"
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
