"""Which question about lawful ways does a person ask on the command line?"""

from __future__ import annotations

import typer

from communique.workstreams.pathways import cli_evaluate, cli_finder, cli_points

app = typer.Typer(
    no_args_is_help=True,
    help="Lawful ways into Canada, Mexico and the United States: who may fit, what is closed, what is missing. "
    "Information, never legal advice.",
)

cli_evaluate.add_to(app)
cli_points.add_to(app)
cli_finder.add_to(app)
