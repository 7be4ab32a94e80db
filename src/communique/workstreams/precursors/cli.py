"""Which question about control lists and their codes' trade does a person ask on the command line?"""

from __future__ import annotations

import typer

from communique.workstreams.precursors import cli_lists, cli_marked

app = typer.Typer(
    no_args_is_help=True,
    help="Status of listed precursor chemicals by day, and trade statistics of the codes that carry them. List status "
    "and statistics only: no structures, no chemistry.",
)

cli_lists.add_to(app)
cli_marked.add_to(app)
