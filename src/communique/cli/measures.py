"""Is a series of figures on its way to a target?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import Json, OptionError
from communique.cli.saying import say, say_json, say_table

if TYPE_CHECKING:
    from communique.progress import Progress


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("progress")(progress_command)


def progress_command(
    series: Annotated[Path, typer.Argument(help="CSV, XLSX or Parquet with columns year and value.")],
    target: Annotated[float | None, typer.Option(help="Level to reach, in the unit of the series.")] = None,
    factor: Annotated[float | None, typer.Option(help="Or: share of the base year's value to reach.")] = None,
    target_year: Annotated[int | None, typer.Option(help="Year by which it must be reached.")] = None,
    direction: Annotated[str, typer.Option(help="Which way is good: down or up.")] = "down",
    base_year: Annotated[
        int | None, typer.Option(help="Year to measure from; default the first of the series.")
    ] = None,
    json: Json = False,
) -> None:
    """Ratios, the word of each published scheme, and the probability of meeting the target."""
    from communique.progress import progress
    from communique.tables import Column, Table, check, read_sheet, sentence

    table = Table(name="series", columns=(Column("year", "year"), Column("value", "number")), key=("year",))
    checked = check(table, read_sheet(table, series))
    if checked.bad:
        first = checked.failures.row(0, named=True)
        raise OptionError(
            f"{first['value']!r}: {sentence(table, first['rule'], 'en', first['column'])}",
            file=series,
            row=first["row"],
            column=first["column"],
        )
    years, values = checked.good["year"].to_list(), checked.good["value"].to_list()
    found = progress(
        years, values, direction=direction, target=target, target_year=target_year, factor=factor,
        stated_base_year=min(years) if base_year is None else base_year,
    )  # fmt: skip
    if json:
        say_json(as_data(found))
    else:
        _show(found)


def as_data(found: Progress) -> dict[str, Any]:
    """Progress for machines: the words of the edition's figures."""
    from communique.assess.edition import judged
    from communique.language import Words

    words = Words("en")
    return {
        "baseline": found.baseline.value if found.baseline else None,
        "baseline_year": found.baseline.year if found.baseline else None,
        "latest": found.latest.value if found.latest else None,
        "latest_year": found.latest.year if found.latest else None,
        "target": found.level,
        "target_year": found.target.year if found.target else None,
        **judged(found, words),
        "unknown_reason": words.say(found.unknown) if found.unknown else None,
    }


def _show(found: Progress) -> None:
    data = as_data(found)
    bands = data.pop("bands")
    flags = data.pop("flags")
    say_table("Progress", ("", ""), [(name.replace("_", " "), value) for name, value in data.items()])
    say_table("Schemes", ("scheme", "band", "by R", "by L", "confidence"), [
        (b["scheme"], b["band"], b["geometric"], b["linear"], b["confidence"]) for b in bands
    ])  # fmt: skip
    for flag in flags:
        say(f"! {flag}")
