"""The workstream as a tool of its own: `communique tides …`."""

import typer

app = typer.Typer(no_args_is_help=True)


@app.callback()
def tides() -> None:
    """Engine hours in harbours."""


@app.command()
def share(part: float, whole: float) -> None:
    """Share of one figure in another."""
    print(part / whole)
