"""How the command line speaks: a table or JSON on standard output, faults on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from communique.errors import CommuniqueError


def debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return bool(os.environ.get("COMMUNIQUE_DEBUG"))


def say_json(data: Any) -> None:
    """Data as JSON on standard output; unknown is null."""
    print(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False, default=str))


def say_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people; unknown is a dash."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("–" if cell is None else str(cell)) for cell in row))  # brackets are no markup here
    Console().print(table)


def say(line: str) -> None:
    """One line for people."""
    print(line)


def said_error(message: str, fault: CommuniqueError | None = None) -> None:
    """A fault on standard error: one paragraph, or JSON where the command was asked for JSON."""
    if "--json" in sys.argv:
        where = {"file": fault.file, "row": fault.row, "column": fault.column} if fault else {}
        print(json.dumps({"error": message, **where}, ensure_ascii=False), file=sys.stderr)
    else:
        print(f"communique: {message}", file=sys.stderr)


@contextmanager
def working(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Shows what long work is at, on standard error; nothing where output is for machines or not a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda message: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield status.update
