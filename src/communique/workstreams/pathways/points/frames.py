"""How many points has each row of a frame of a million people, where some answers are open?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from communique.errors import CommuniqueError
from communique.workstreams.pathways.points.fields import Field
from communique.workstreams.pathways.points.figures import Ints, Unrecorded
from communique.workstreams.pathways.points.laws import law

Ends = dict[str, Ints]


class FrameError(CommuniqueError):
    """A frame of people that lacks a column, or has one of another kind."""


def points_frame(people: pl.DataFrame, grid: str, on: date, known_at: date | None = None) -> pl.DataFrame:
    """`total__low`, `total__high` and the same of every part, one row for each of `people`, and `unknown`.

    people  a column for each of the grid's fields (`fields.crs_fields`, `fields.fsw_fields`), null where it is not
            known, or two columns `x__low` and `x__high`; level 0 of a second language where no test was taken
    grid    crs or fsw

    Where no rules are recorded for the day all points are null, and `unknown` says why. Raises FrameError for a
    column that is not there and FieldError for an answer that cannot be, naming the row (the first is 1).
    """
    the_law = law(grid)
    low, high = ends(people, the_law.fields())
    found = the_law.points(low, high, on, known_at)
    names = [(part, f"{part}__{end}", n) for part in the_law.parts for n, end in enumerate(("low", "high"))]
    if isinstance(found, Unrecorded):
        empty = [pl.lit(None, pl.Int16).alias(name) for _, name, _ in names]
        return people.select(pl.repeat(found.reason, pl.len()).alias("unknown"), *empty)
    columns = [pl.Series(name, found[part][n], pl.Int16) for part, name, n in names]
    return pl.DataFrame([pl.repeat(None, people.height, dtype=pl.String, eager=True).alias("unknown"), *columns])


def ends(people: pl.DataFrame, fields: Mapping[str, Field]) -> tuple[Ends, Ends]:
    """Between which levels every field of every row is; a null spans the whole range.

    A column without nulls is read once, and both its ends are the same array.
    """
    low: Ends = {}
    high: Ends = {}
    for name, field in fields.items():
        if f"{name}__low" in people.columns and f"{name}__high" in people.columns:
            low[name] = _levels(people[f"{name}__low"], field, field.low)
            high[name] = _levels(people[f"{name}__high"], field, field.high)
            _refuse_crossed(low[name], high[name], field)
        else:
            low[name] = _levels(column(people, name), field, field.low)
            high[name] = low[name] if people[name].null_count() == 0 else _levels(people[name], field, field.high)
    return low, high


def column(people: pl.DataFrame, name: str) -> pl.Series:
    """A column by name; raises FrameError where there is none."""
    if name not in people.columns:
        raise FrameError("there is no such column; where nothing is known, give a column of nulls", column=name)
    return people[name]


def _levels(given: pl.Series, field: Field, where_null: int) -> Ints:
    kind = given.dtype
    if kind != pl.Null and (kind != pl.Boolean if field.kind == "flag" else not kind.is_integer()):
        raise FrameError(f"is of type {kind}; give {field.range}", column=field.name)
    whole = given if kind.is_integer() else given.cast(pl.UInt8)
    levels = (whole.fill_null(where_null) if whole.null_count() else whole).to_numpy()
    if levels.size and not (field.low <= levels.min() and levels.max() <= field.high):
        _refuse(levels, (levels < field.low) | (levels > field.high), field)
    if field.codes:
        _refuse(levels, ~np.isin(levels, field.codes), field)
    return levels


def _refuse(levels: Ints, wrong: Ints, field: Field) -> None:
    for row in np.flatnonzero(wrong)[:1]:
        fault = field.fault(int(levels[row]))
        fault.row = int(row) + 1
        raise fault


def _refuse_crossed(low: Ints, high: Ints, field: Field) -> None:
    for row in np.flatnonzero(low > high)[:1]:
        said = f"between {low[row]} and {high[row]}: the first end is above the second"
        raise FrameError(said, row=int(row) + 1, column=field.name)
