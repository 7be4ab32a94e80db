"""Which question about records of passengers does a person ask on the command line?"""

from __future__ import annotations

import typer

from communique.workstreams.passengers import cli_keeping, cli_messages, cli_positions

app = typer.Typer(
    no_args_is_help=True,
    help="Records of passengers: read them, mask them, keep them lawfully, compare the three positions. No scoring of "
    "travellers, no watch lists.",
)

cli_messages.add_to(app)
cli_keeping.add_to(app)
cli_positions.add_to(app)
