"""Are the numbers of a text file written with a decimal point or a decimal comma?

A file separated by commas is of the English and Mexican habit: point. Any other separator leaves it open, and then the
numbers themselves must tell: 1,5 tells, 1,234 does not (one and a quarter, or a thousand). What they do not tell is
refused, because a guess can be wrong by a thousand.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from communique.tables.contract import Table, TableError

_COMMA = r"^\s*[+-]?\d+,\d+([eE][+-]?\d+)?\s*$"
_POINT = r"^\s*[+-]?\d*\.\d+([eE][+-]?\d+)?\s*$"
_GROUPS = r"^\s*[+-]?[1-9]\d{0,2}([.,]\d{3})+\s*$"


def uses_comma(table: Table, lazy: pl.LazyFrame, separator: str, decimal: str | None, path: Path) -> bool:
    """Whether number columns are written with a decimal comma.

    Raises TableError when they use both signs, or only in ways that may mean thousands.
    """
    if decimal is not None:
        return decimal == ","
    names = [column.name for column in table.columns if column.type == "number"]
    if separator == "," or not names:
        return False
    comma, point, told = (
        lazy.select(_any(names, _COMMA), _any(names, _POINT), _told(names)).collect(engine="streaming").row(0)
    )
    if comma and point:
        raise TableError(
            "some numbers have a decimal point and some a decimal comma; write them all one way, or say which it is "
            "(decimal)",
            file=path,
        )
    if (comma or point) and not told:
        raise TableError(
            f"numbers such as 1{',' if comma else '.'}234 may be one and a bit or a thousand in a file separated by "
            f"{separator!r}; say which sign is the decimal one (decimal)",
            file=path,
        )
    return bool(comma)


def _any(names: list[str], pattern: str) -> pl.Expr:
    return pl.any_horizontal(pl.col(name).str.contains(pattern).any() for name in names).alias(pattern)


def _told(names: list[str]) -> pl.Expr:
    """Whether some number has a sign that cannot part thousands."""
    return pl.any_horizontal(
        (pl.col(name).str.contains(f"{_COMMA}|{_POINT}") & ~pl.col(name).str.contains(_GROUPS)).any() for name in names
    ).alias("told")
