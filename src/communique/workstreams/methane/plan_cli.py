"""Which command makes a plan?"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from communique.workstreams.methane.plan.answer import Answered


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("plan")(plan_command)


def plan_command(
    config: Annotated[
        Path | None, typer.Argument(help="TOML: deposits, levers, costs and years; see examples/r8.toml.")
    ] = None,
    cut: Annotated[
        float | None, typer.Option(help="Share to cut by the first target, in place of the file's: 0.15.")
    ] = None,
    ratchet: Annotated[
        bool | None,
        typer.Option("--ratchet/--no-ratchet", help="Whether diversion may never fall; default: the file's."),
    ] = None,
    draws: Annotated[int, typer.Option(min=0, help="Possible worlds in which the plan is tried; 0: none.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 0,
    confidence: Annotated[
        float | None, typer.Option(help="Also the plan that meets the target in this share of the worlds: 0.9.")
    ] = None,
    published: Annotated[
        bool, typer.Option("--published", help="The plan worked on published data of US landfills, without a file.")
    ] = False,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the worked plan.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the worked plan's figures, as sheets to change and contribute.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON instead of tables.")] = False,
) -> None:
    """The least-cost plan of interacting measures, and what a naive cost curve would have claimed."""
    if published:
        from communique.workstreams.methane.worked_cli import show_worked

        if config is not None or ratchet is not None:
            raise typer.BadParameter("--published takes neither a file nor a ratchet")
        day = date.today() if on is None else on.date()
        show_worked(on=day, cut=cut, draws=draws, seed=seed, confidence=confidence, out=out, json=json)
        return
    if config is None or on is not None or out is not None:
        raise typer.BadParameter("give a TOML file, or --published with --on and --out where they are needed")
    from communique.workstreams.methane.plan.answer import answered, as_data
    from communique.workstreams.methane.plan.reading import changed, read_problem

    problem = changed(read_problem(config), cut, ratchet)
    found = answered(problem, draws=draws, seed=seed, confidence=confidence)
    data = as_data(found)
    if json:
        import json as writer

        typer.echo(writer.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        _show(found, data)


def _show(found: Answered, data: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(_headline(data))
    _table(console, "Actions", ("year", "measure", "at", "amount", "unit", "cost", "cost_discounted"), data["actions"])
    _table(
        console,
        "Targets, kt CH4",
        ("party", "year", "base_emission", "without_plan", "allowed", "with_plan"),
        data["targets"],
    )
    _table(console, "Naive curve", ("id", "claimed", "cost", "taken", "cost_per_t_ch4"), data["naive_curve"]["steps"])
    for rule in data["sharing"]:
        columns = ("party", "allowed", "emitted", "own_cost", "pays", "net", "alone", "gain")
        title = f"{rule['rule']} ({rule['scenario']})" + (f": {rule['lacking']}" if rule["lacking"] else "")
        _table(console, title, columns, rule["shares"])
    for kind in ("assumptions", "warnings"):
        for line in data[kind]:
            console.print(f"{kind[:-1]}: {line}")


def _headline(data: dict[str, Any]) -> str:
    factor = data["interaction_factor"]
    said = [_unreachable(data) if data["status"] == "infeasible" else _found(data)]
    if data["robust"]:
        said.append(_robust(data["robust"]))
    if factor is not None:
        said.append(f"one by one the measures count {factor:.3f} times what they do together")
    return "\n".join(said)


def _unreachable(data: dict[str, Any]) -> str:
    reach, in_the_way = data["reachable"], f"in the way: {', '.join(data['conflict'])}"
    if reach is None:
        return f"{data['title']}: cannot be met, nor can any other cut; {in_the_way}"
    lowest = ", ".join(f"{party} {kt:.6g} kt CH4" for party, kt in reach["lowest_emission"].items())
    return f"{data['title']}: cannot be met; the farthest is {reach['cut']:.2%} ({lowest}); {in_the_way}"


def _found(data: dict[str, Any]) -> str:
    marginal, money = data["marginal_cost"]["per_point"], data["units"]["money"]
    chance = data["probability"] or {"value": None, "reason": "not asked for"}
    likely = f"unknown ({chance['reason']})" if chance["value"] is None else f"{chance['value']:.2f}"
    return (
        f"{data['title']}: {data['objective']:.4f} {money}, gap {data['gap']:.1e}, a point {marginal:.4f}; "
        f"probability that it suffices: {likely}"
    )


def _robust(robust: dict[str, Any]) -> str:
    sure, seen = f"confidence {robust['confidence']:g}", robust["probability_on_fresh_draws"]
    if not robust["reached"]:
        return f"{sure} is out of reach; the most is {seen:.2f}"
    return f"{sure}: {robust['objective']:.4f}, planning {robust['overshoot_points']:.2f} points beyond the target"


def _table(console: Any, title: str, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    if not rows:
        if ":" in title:
            console.print(title)
        return
    table = Table(*(column.replace("_", " ") for column in columns), title=title)
    for row in rows:
        table.add_row(*(_cell(row[column], column) for column in columns))
    console.print(table)


def _cell(value: Any, column: str) -> str:
    if value is None:
        return "unknown"
    return f"{value:,.6g}" if isinstance(value, float) and column != "year" else str(value)
