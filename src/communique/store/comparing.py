"""What changed in a table between two days of knowledge?"""

from __future__ import annotations

from datetime import date

import polars as pl

from communique.store.place import Store
from communique.store.reading import read
from communique.tables.contract import Table
from communique.tables.frames import schema


def diff(store: Store, table: Table, known_at_a: date, known_at_b: date) -> pl.DataFrame:
    """key columns, change, column, before, after: what `known_at_b` says otherwise than `known_at_a`.

    change   "added", "removed" (then column, before and after are null) or "changed", with one line per cell
    before, after   the values as texts; null is unknown, with its notation key in the companion column's own line

    A table whose keys may return is compared by whole rows: each copy added or removed is one line.
    """
    a, b = read(store, table, known_at=known_at_a), read(store, table, known_at=known_at_b)
    if not table.key or table.duplicates == "allow":
        return _by_rows(table, a, b)
    key = list(table.key)
    removed = a.join(b, on=key, how="anti").select(*key, **_change("removed"))
    added = b.join(a, on=key, how="anti").select(*key, **_change("added"))
    return pl.concat([removed, added, _changed(table, a, b)]).sort(*key, "change", "column")


def _change(what: str) -> dict[str, pl.Expr]:
    nothing = pl.lit(None, pl.String)
    return {"change": pl.lit(what), "column": nothing, "before": nothing, "after": nothing}


def _changed(table: Table, a: pl.DataFrame, b: pl.DataFrame) -> pl.DataFrame:
    key = list(table.key)
    both = a.join(b, on=key, how="inner", suffix="|after")
    lines = [
        both.filter(pl.col(name).ne_missing(pl.col(f"{name}|after"))).select(
            *key,
            change=pl.lit("changed"),
            column=pl.lit(name),
            before=pl.col(name).cast(pl.String),
            after=pl.col(f"{name}|after").cast(pl.String),
        )
        for name in schema(table)
        if name not in key
    ]
    return pl.concat(lines) if lines else a.head(0).select(*key, **_change("changed"))


def _by_rows(table: Table, a: pl.DataFrame, b: pl.DataFrame) -> pl.DataFrame:
    """Copies are numbered, so that the second of two equal rows is a row of its own."""
    names = list(schema(table))
    copy = pl.int_range(pl.len()).over(names).alias("copy")
    a, b = a.with_columns(copy), b.with_columns(copy)
    on = [*names, "copy"]
    shown = list(table.key) or names
    removed = a.join(b, on=on, how="anti", nulls_equal=True).select(*shown, **_change("removed"))
    added = b.join(a, on=on, how="anti", nulls_equal=True).select(*shown, **_change("added"))
    return pl.concat([removed, added]).sort(*shown, "change")
