"""The commands of the transit toolkit, of its three parts: feed, energy, plan."""

from __future__ import annotations

import typer

from communique.workstreams.transit import cli_energy, cli_feed, cli_plan

app = typer.Typer(
    no_args_is_help=True,
    help="From an agency's GTFS feed to a bankable electrification plan, offline.",
)
for part in (cli_feed, cli_energy, cli_plan):
    part.add_to(app)
