"""Which question about records of passengers does a person ask on the command line?"""

from __future__ import annotations

import typer

from communique.workstreams.passengers import cli_messages

app = typer.Typer(help="Records of passengers: read them, mask them, keep them lawfully, compare the three positions.")
cli_messages.add_to(app)
