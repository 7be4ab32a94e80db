"""What value does each cell mean, in the contract's type and unit?

Texts are cast strictly: what is not wholly a number, a date or a known country is no value at all, and the row says so.
A column that comes with another type than text (Parquet, a frame) is cast without loss or fails the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from communique.errors import CommuniqueError
from communique.tables.contract import Column, Table, companions
from communique.tables.frames import TYPES

NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
NOT_FINITE = r"^[+-]?(?i:nan|inf|infinity)$"
INTEGER = r"^[+-]?\d+(\.0*)?$"
DATE = r"^\d{4}-\d{2}-\d{2}( 00:00:00)?$"  # spreadsheets show a day with its midnight

_TRUTH = {
    "true": True,
    "TRUE": True,
    "True": True,
    "1": True,
    "false": False,
    "FALSE": False,
    "False": False,
    "0": False,
}


@dataclass(frozen=True)
class Fault:
    """Where a rule does not hold: an expression that is true in the rows at fault."""

    rule: str
    column: str | None
    at: pl.Expr


@dataclass(frozen=True)
class Cast:
    """A chunk in the contract's types, and the faults found on the way (expressions over `frame`)."""

    frame: pl.DataFrame
    faults: tuple[Fault, ...]


def cast(table: Table, chunk: pl.DataFrame, *, comma: bool = False) -> Cast:
    """The chunk in the contract's types.

    comma  whether numbers in texts have a decimal comma
    """
    beside = companions(table)
    typed: list[pl.Expr] = []
    faults: list[Fault] = []
    for column in table.columns:
        raw = _raw(chunk, column)
        key = _notation(table, chunk, column, raw)
        value = _value(chunk, column, raw, comma)
        value = value if key is None else pl.when(key.is_null()).then(value)
        typed.append(value.alias(column.name))
        if key is not None:
            typed.append(key.alias(beside[column.name]))
        unreadable = raw.is_not_null() & value.is_null() & (True if key is None else key.is_null())
        rule = "rule-country-known" if column.type == "country" else "rule-type"
        faults.append(Fault(rule, column.name, unreadable.alias(f"{rule}|{column.name}")))
    flags = [fault.at for fault in faults if _can_fail(table, chunk, fault)]
    names = [flag.meta.output_name() for flag in flags]
    frame = chunk.select(*typed, *flags)
    found = [fault for fault in faults if (name := f"{fault.rule}|{fault.column}") in names and frame[name].any()]
    kept = tuple(Fault(fault.rule, fault.column, pl.lit(frame[f"{fault.rule}|{fault.column}"])) for fault in found)
    return _with_units(table, Cast(frame.drop(names), kept))


def _can_fail(table: Table, chunk: pl.DataFrame, fault: Fault) -> bool:
    """A column that has the contract's type already cannot fail to be cast."""
    column = table.column(str(fault.column))
    return column.type == "country" or chunk.schema[column.name] != TYPES[column.type]


def _raw(chunk: pl.DataFrame, column: Column) -> pl.Expr:
    """The cell, null where it is empty."""
    raw = pl.col(column.name)
    if isinstance(chunk.schema[column.name], (pl.Categorical, pl.Enum)):
        raw = raw.cast(pl.String)
    elif chunk.schema[column.name] != pl.String:
        return raw
    elif not column.trim and not (chunk[column.name] == "").any():
        return raw  # as it is: no copy of the texts
    raw = raw.str.strip_chars() if column.trim else raw
    return pl.when(raw != "").then(raw)


def _notation(table: Table, chunk: pl.DataFrame, column: Column, raw: pl.Expr) -> pl.Expr | None:
    """The notation key of each cell, null where it has none; None for a column that takes none."""
    companion = companions(table).get(column.name)
    if companion is None:
        return None
    keys = list(table.notation_keys)
    own = pl.lit(None, pl.String)
    if chunk.schema[column.name] == pl.String:
        own = pl.when(raw.is_in(keys)).then(raw)
    if companion not in chunk.columns:
        return own
    other = pl.col(companion).cast(pl.String)
    return pl.coalesce(own, pl.when(raw.is_null() & other.is_in(keys)).then(other))


def _value(chunk: pl.DataFrame, column: Column, raw: pl.Expr, comma: bool) -> pl.Expr:
    kind = chunk.schema[column.name]
    if column.type == "country":
        return _countries(chunk, column, raw) if _is_text(kind) else pl.lit(None, pl.String)
    if _is_text(kind):
        return _from_text(column, raw, comma)
    if kind == TYPES[column.type] or column.type == "string":
        return raw.cast(TYPES[column.type])
    return _from_typed(column, raw, kind)


def _is_text(kind: pl.DataType) -> bool:
    return isinstance(kind, (pl.String, pl.Categorical, pl.Enum))


def _from_text(column: Column, raw: pl.Expr, comma: bool) -> pl.Expr:
    to = TYPES[column.type]
    match column.type:
        case "number":
            text = (
                pl.when(~raw.str.contains(".", literal=True)).then(raw.str.replace(",", ".", literal=True))
                if comma
                else raw
            )
            return (
                pl.when(text.str.contains(f"{NUMBER}|{NOT_FINITE}"))
                .then(text.str.to_lowercase())
                .cast(to, strict=False)
            )
        case "integer" | "year":
            return pl.when(raw.str.contains(INTEGER)).then(raw.str.replace(r"\.0*$", "")).cast(to, strict=False)
        case "boolean":
            return raw.replace_strict(_TRUTH, default=None, return_dtype=to)
        case "date":
            return pl.when(raw.str.contains(DATE)).then(raw.str.head(10)).str.to_date("%Y-%m-%d", strict=False)
    return raw


def _from_typed(column: Column, raw: pl.Expr, kind: pl.DataType) -> pl.Expr:
    to = TYPES[column.type]
    if column.type == "date":
        return pl.when(raw.dt.date().cast(kind) == raw).then(raw.dt.date()) if kind.is_temporal() else pl.lit(None, to)
    if column.type == "boolean" or not kind.is_numeric():
        return pl.lit(None, to)
    if kind.is_float() and column.type != "number":
        return pl.when(raw == raw.floor()).then(raw).cast(to, strict=False)
    return raw.cast(to, strict=False)


def _countries(chunk: pl.DataFrame, column: Column, raw: pl.Expr) -> pl.Expr:
    from communique.geo import country

    given = chunk.select(raw.alias("given").unique().drop_nulls()).to_series().to_list()
    known = {code: country(code) for code in given if code == code.strip()}
    if all(known.get(code) == code for code in given):
        return raw
    return raw.replace_strict(known, default=None, return_dtype=pl.String)


def _with_units(table: Table, cast: Cast) -> Cast:
    """Values in the contract's unit; a fault where the row's own unit cannot be converted into it."""
    for column in table.columns:
        if column.unit_column is not None:
            cast = _converted(cast, column, column.unit_column, str(column.unit))
    own_units = {column.unit_column: column.unit for column in table.columns if column.unit_column}
    # after conversion each row is in the contract's unit, and its unit column says so
    units = [pl.when(pl.col(name).is_not_null()).then(pl.lit(unit)).alias(name) for name, unit in own_units.items()]
    return Cast(cast.frame.with_columns(units), cast.faults)


def _converted(cast: Cast, column: Column, unit_column: str, unit: str) -> Cast:
    given = cast.frame[unit_column]
    if given.null_count() == 0 and (given == unit).all():
        return cast
    factors = {text: factor for text in given.unique().drop_nulls() if (factor := _factor(text, unit)) is not None}
    by = given.replace_strict(factors, default=None, return_dtype=pl.Float64)
    fault = Fault("rule-unit", unit_column, pl.lit(by.is_null() & cast.frame[column.name].is_not_null()))
    # a factor of one is not applied, so that a value in the contract's unit keeps its last bit
    value = pl.when(pl.lit(by) != 1).then(pl.col(column.name) * pl.lit(by)).otherwise(pl.col(column.name))
    return Cast(cast.frame.with_columns(value.alias(column.name)), (*cast.faults, fault))


def _factor(from_unit: str, to_unit: str) -> float | None:
    if from_unit == to_unit:
        return 1.0
    from communique.units import factor

    try:
        return factor(from_unit, to_unit)
    except CommuniqueError:
        return None
