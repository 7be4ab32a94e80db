"""Which rows of a frame hold a value that its fact's type does not allow? None is read as something else."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from communique.rules.schema import SAFE, FactType, Schema, UnreadableFact, describe


def misfits(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """Rows (row from 0, fact, value, fault) of all values that their fact's type does not allow; empty if all fit."""
    found = [_misfits_of(frame, name, kind) for name, kind in schema.items() if kind.derive is None]
    empty = pl.DataFrame(schema={"row": pl.UInt32, "fact": pl.String, "value": pl.String, "fault": pl.String})
    return pl.concat([empty, *(each for each in found if each is not None)]).sort("row", maintain_order=True)


def _misfits_of(frame: pl.DataFrame, name: str, kind: FactType) -> pl.DataFrame | None:
    names = [c for c in (name, f"{name}__low", f"{name}__high") if c in frame.columns]
    found = [each for c in names if (each := _bad_rows(frame, c, name, kind)) is not None]
    if f"{name}__low" in names and f"{name}__high" in names:
        crossed = pl.col(f"{name}__low") > pl.col(f"{name}__high")
        if frame.select(crossed.any()).item():
            found.append(_report(frame, crossed, f"{name}__low", name, "the interval is upside down"))
    return pl.concat(found) if found else None


def _bad_rows(frame: pl.DataFrame, column_name: str, name: str, kind: FactType) -> pl.DataFrame | None:
    require_type(column_name, frame.schema[column_name], kind)
    bad = _misfit(pl.col(column_name), kind, frame.schema[column_name])
    if bad is None or not frame.select(bad.any()).item():
        return None
    return _report(frame, bad, column_name, name, f"is not {describe(kind)}")


def _report(frame: pl.DataFrame, bad: pl.Expr, column_name: str, name: str, fault: str) -> pl.DataFrame:
    value = pl.col(column_name)
    text = value.list.join(", ") if frame.schema[column_name] == pl.List(pl.String) else value.cast(pl.String)
    rows = frame.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"), text.alias("value"), bad.alias("bad"))
    rows = rows.filter("bad")
    return rows.select("row", pl.lit(name).alias("fact"), "value", (pl.col("value") + f" {fault}").alias("fault"))


def _misfit(value: pl.Expr, kind: FactType, dtype: pl.DataType) -> pl.Expr | None:
    """True where a value is out of range, no value of its enumeration, no number, or has too many decimals."""
    if kind.sort == "enum":
        return ~value.cast(pl.String).is_in(list(kind.values))
    if kind.sort == "set":
        strange = value.list.set_difference(pl.lit(list(kind.values))).list.len() > 0
        return strange if kind.may_be_empty else strange | (value.list.len() == 0)
    tests = []
    if dtype.is_float():
        tests.append(~value.is_finite())
    if kind.sort == "int":
        tests.append((value > SAFE) | (value < -SAFE))
        if dtype.is_float():
            tests.append(value != value.round())
    if kind.sort == "number" and kind.places is not None:
        scaled = (value * 10.0**kind.places).round()
        unit = value * 0.0 + 10.0**kind.places  # a column: Polars divides by a constant less than exactly
        tests.append((scaled / unit != value) | (scaled.abs() > SAFE))
    tests += [value < pl.lit(_end(kind.low))] if kind.low is not None else []
    tests += [value > pl.lit(_end(kind.high))] if kind.high is not None else []
    return reduce(or_, tests) if tests else None


def _end(end: Any) -> Any:
    return float(end) if isinstance(end, Decimal) else end


def require_type(name: str, dtype: pl.DataType, kind: FactType) -> None:
    """Raises UnreadableFact if a column of this type cannot hold the fact."""
    fits = {
        "bool": dtype == pl.Boolean,
        "int": dtype.is_numeric() and not dtype.is_decimal(),
        "number": dtype.is_numeric(),
        "date": dtype == pl.Date,
        "set": dtype == pl.List(pl.String),
    }.get(kind.sort, dtype in (pl.String, pl.Categorical, pl.Enum))
    if not fits and dtype != pl.Null:
        raise UnreadableFact(f"the column is {dtype}, the fact is {describe(kind)}", column=name)
