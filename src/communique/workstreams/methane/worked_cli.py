"""What does `communique methane plan --published` print, and which sheets does it write?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from communique.workstreams.methane.plan.published import Sheets

#: Sheet -> the table that it is contributed to.
SHEETS = {
    "deposits": "methane.deposits", "measures": "methane.abatement_measures", "ranges": "methane.parameter_ranges",
}  # fmt: skip


def show_worked(
    *, on: date, cut: float | None, draws: int, seed: int, confidence: float | None, out: Path | None, json: bool
) -> None:
    """Prints the plan that is worked on published data; with `out`, writes what it is made of as sheets to that folder.

    cut  share below the base year, the text's where it is not given
    """
    from communique.workstreams.methane.plan import Asked
    from communique.workstreams.methane.plan.published import sheets
    from communique.workstreams.methane.plan.published_answer import worked_answer
    from communique.workstreams.methane.series import figures

    base, year, goal = (figures().value("waste-goal", key) for key in ("base-year", "target-year", "cut"))
    asked = Asked(on, int(base), int(year), goal if cut is None else cut)
    if asked.first_action > asked.target_year:
        raise typer.BadParameter(f"after {asked.target_year - 1} no year is left to act in", param_hint="--on")
    given = sheets(asked)
    written = [] if out is None else write_sheets(given, out)
    found = worked_answer(asked, given, seed=seed, draws=draws, confidence=confidence)
    if json:
        import json as writer

        typer.echo(writer.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        _print(found, written)


def write_sheets(given: Sheets, folder: Path) -> list[str]:
    """Writes the inputs as CSV in the columns of their tables; returns the commands that contribute them."""
    folder.mkdir(parents=True, exist_ok=True)
    commands = []
    for name, table in SHEETS.items():
        file = folder / f"{name}.csv"
        getattr(given, name).write_csv(file)
        commands.append(f"communique contribute {table} {file} --party USA")
    return commands


def _print(found: dict[str, Any], commands: list[str]) -> None:
    from rich.console import Console

    from communique.language import words
    from communique.workstreams.methane.plan.published_answer import worked_plan

    plan, console = worked_plan(found), Console(highlight=False)
    first, *others = [words("en").say(caveat) for caveat in plan.caveats]
    console.print(f"[bold]{first}[/bold]", soft_wrap=True)
    console.print(_headline(found), soft_wrap=True)
    _table(console, found)
    for line in (*others, *commands):
        console.print(line, soft_wrap=True, markup=False)


def _headline(found: dict[str, Any]) -> str:
    if found["status"] != "optimal":
        reach = found["reachable"]
        said = "nothing can be reached" if reach is None else f"the farthest is {reach:.2f} per cent"
        return f"cannot be met; {said}; in the way: {', '.join(found['conflict'])}"
    tried = found["probability"]
    likely = "not asked for" if tried is None else f"{tried['value']:.2f}"
    earlier = min((step["year"] for step in found["actions"]), default=found["target_year"])
    last = found["target_year"]
    span = "a year" if earlier == last else f"for gas in {last} and diversion from {earlier}"
    return f"{found['objective']:,.0f} {found['money']} {span}; probability that it suffices: {likely}"


def _table(console: Any, found: dict[str, Any]) -> None:
    from rich.table import Table

    table = Table("measure", "site", "kt CH4", found["money"], f"{found['money']}/(t CH4)")
    for step in found["actions"]:
        per_tonne = step["cost"] / step["effect"] / 1e3 if step["effect"] > 0 else None
        table.add_row(
            step["measure"], step["site"], f"{step['effect']:.2f}", f"{step['cost']:,.0f}",
            "unknown" if per_tonne is None else f"{per_tonne:,.1f}",
        )  # fmt: skip
    console.print(table)
