"""What do the commands on records share: who acts, where the state is, and how they answer?"""

from __future__ import annotations

import json as writer
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.exchange.approvals import Officer
    from communique.exchange.ledger import Home

Json = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
As = Annotated[
    str,
    typer.Option(
        "--as", metavar="CODE:ROLE:ORGANISATION", envvar="COMMUNIQUE_OFFICER", help="Who acts: codes, never a name."
    ),
]
_PERIOD = re.compile(r"\d{4}-\d{2}-\d{2}")


class OptionError(CommuniqueError):
    """An option that cannot be read; `column` names it."""


def the_home() -> Home:
    """The state below COMMUNIQUE_HOME."""
    from communique.exchange.ledger import Home
    from communique.home import home

    return Home(home())


def officer(text: str) -> Officer:
    """Who acts; raises OptionError where a part is missing."""
    from communique.exchange.approvals import Officer

    parts = text.split(":")
    if len(parts) != 3 or not all(parts):
        raise OptionError(
            f"{text!r} is not CODE:ROLE:ORGANISATION, such as officer.17:data_steward:CBSA", column="--as"
        )
    return Officer(*parts)


def day(text: str | None, option: str, default: date) -> date:
    """The date of an option; raises OptionError naming the option."""
    if text is None:
        return default
    try:
        return date.fromisoformat(text) if _PERIOD.fullmatch(text) else _no_date(text, option)
    except ValueError:
        return _no_date(text, option)


def _no_date(text: str, option: str) -> date:
    raise OptionError(f"{text!r} is not a date such as 2026-11-24", column=option)


def pair(text: str, option: str) -> tuple[str, str]:
    """NAME=VALUE; raises OptionError for anything else."""
    name, sign, value = text.partition("=")
    if not sign or not name or not value:
        raise OptionError(f"{text!r} is not NAME=VALUE", column=option)
    return name, value


def identifier() -> str:
    """An identifier from standard input: on the command line it would stay in the shell's history."""
    text = sys.stdin.readline().strip()
    if not text:
        raise OptionError("write the identifier on standard input, where no history keeps it", column="--kind")
    return text


def read_json(file: Path) -> dict[str, Any]:
    """The object of a JSON file; raises OptionError naming the file."""
    try:
        found = writer.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise OptionError(f"cannot be opened: {error.strerror}", file=file) from error
    except ValueError as error:
        raise OptionError(f"is not JSON: {error}", file=file) from error
    if not isinstance(found, dict):
        raise OptionError("holds no JSON object", file=file)
    return found


def answer(data: Mapping[str, Any], json: bool, rows: Sequence[Mapping[str, Any]] | None = None) -> None:
    """Data as JSON, or for people: rows as a table, then what else there is, a line each."""
    if json:
        typer.echo(writer.dumps(data, ensure_ascii=False, indent=1, allow_nan=False, default=str))
        return
    if rows:
        _table(rows)
    for name, value in data.items():
        if not isinstance(value, list | dict):
            typer.echo(f"{name.replace('_', ' ')}: {'–' if value is None else value}")


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*rows[0], show_edge=False, pad_edge=False)
    for row in rows:
        table.add_row(*("–" if value is None else str(value) for value in row.values()))
    Console().print(table)
