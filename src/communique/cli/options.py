"""Options that several commands share, and how their text is read."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.store import Store

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of a table.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day looked at; default today.")]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", metavar="DATE", help="What had been recorded by that day; default all.")
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


def home() -> Path:
    """The folder of all state: COMMUNIQUE_HOME, or the platform's folder for user data."""
    given = os.environ.get("COMMUNIQUE_HOME")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_data_dir("communique", appauthor=False))


def the_store() -> Store:
    """The store below `home`, or at COMMUNIQUE_STORE (an object store's address, with its options in
    COMMUNIQUE_STORE_OPTIONS as JSON)."""
    import json

    from communique.store import Store

    address = os.environ.get("COMMUNIQUE_STORE")
    if not address:
        return Store(home() / "store")
    text = os.environ.get("COMMUNIQUE_STORE_OPTIONS", "{}")
    try:
        options = json.loads(text)
    except json.JSONDecodeError as error:
        raise OptionError(f"is not JSON: {error}", column="COMMUNIQUE_STORE_OPTIONS") from error
    return Store(address, storage_options={str(key): str(value) for key, value in options.items()})
