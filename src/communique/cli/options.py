"""Options that several commands share, and how their text is read."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from communique.errors import CommuniqueError

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of a table.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day looked at; default today.")]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", metavar="DATE", help="What had been recorded by that day; default all.")
]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="Where the pages will stand, such as https://example.org/nals/; they then name themselves."
    ),
]
SummitName = Annotated[str, typer.Option("--summit", help="A shipped summit or a summit's folder.")]


class OptionError(CommuniqueError):
    """An option that cannot be read."""


def day(text: str | None, option: str, default: dt.date) -> dt.date:
    """The date of an option; raises OptionError naming the option."""
    if text is None:
        return default
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise OptionError(f"{text!r} is not a date such as 2026-11-24", column=option) from None


def today() -> dt.date:
    """Today in UTC, the clock by which the store records."""
    return dt.datetime.now(dt.UTC).date()
