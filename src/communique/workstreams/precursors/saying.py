"""How do the commands of this workstream answer: a table for people, JSON for machines?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import polars as pl

On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day looked at; there is no default day.")]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", metavar="DATE", help="What had been recorded by that day; default all.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of a table.")]


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class DayError(CommuniqueError):
    """A day that cannot be read."""


def day(text: str, option: str) -> date:
    """The day of an option; raises DayError naming the option."""
    try:
        if not _DAY.fullmatch(text):  # Python reads 20261124 and 2026-W48-2 too: one day has one text here
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise DayError(f"{text!r} is not a day such as 2026-11-24", column=option) from None


def known_by(text: str | None) -> date:
    """The day of `--known-at`; without it today in UTC, the clock by which the store records."""
    return datetime.now(UTC).date() if text is None else day(text, "--known-at")


def say(found: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, json: bool) -> None:
    """The whole answer as JSON, or its rows as a table with the notes below; unknown is a dash."""
    if json:
        import json as writer

        typer.echo(writer.dumps(found, ensure_ascii=False, indent=1, allow_nan=False, default=str))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*("–" if row.get(column) is None else str(row[column]) for column in columns))
    console = Console()
    console.print(table)
    for note in found.get("notes", ()):
        console.print(note, highlight=False)


def say_frame(frame: pl.DataFrame, more: Mapping[str, Any], *, json: bool) -> None:
    """A frame as `say` says it, its rows under the name `rows`."""
    rows = frame.to_dicts()
    say({**more, "rows": rows}, rows, frame.columns, json=json)
