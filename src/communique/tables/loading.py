"""How is an official file, in its own format, turned into the frame of a table?"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from communique.tables.contract import Table, TableError

if TYPE_CHECKING:
    import polars as pl


def load_official(table: Table, format_name: str, path: str | Path) -> pl.DataFrame:
    """The frame that the table's loader for `format_name` makes of an official file.

    Raises TableError when the table has no such loader, naming those it has.
    """
    loader = table.loaders.get(format_name)
    if loader is None:
        known = ", ".join(sorted(table.loaders)) or "none"
        raise TableError(f"{table.name} has no loader for the format {format_name!r}; it has: {known}", file=path)
    frame: pl.DataFrame = _function(loader)(Path(path))
    return frame


def _function(loader: str | Callable[..., pl.DataFrame]) -> Callable[..., pl.DataFrame]:
    if not isinstance(loader, str):
        return loader
    module, _, name = loader.partition(":")
    function: Callable[..., pl.DataFrame] = getattr(import_module(module), name)
    return function
