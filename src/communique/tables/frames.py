"""Which types do the columns of a contract have in a frame?"""

from __future__ import annotations

import polars as pl

from communique.tables.contract import Table, companions

TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "year": pl.Int32(),
    "country": pl.String(),
}

LINEAGE_TYPES: dict[str, pl.DataType] = {
    "contribution_id": pl.String(),
    "party": pl.String(),
    "contributor": pl.String(),
    "recorded_at": pl.Datetime("us", "UTC"),
    "row": pl.Int64(),
}


def schema(table: Table, *, lineage: bool = False) -> dict[str, pl.DataType]:
    """Name -> Polars type: the contract's columns, each followed by its notation companion, then the store's."""
    beside = companions(table)
    types: dict[str, pl.DataType] = {}
    for column in table.columns:
        types[column.name] = TYPES[column.type]
        if column.name in beside:
            types[beside[column.name]] = pl.String()
    return types | (LINEAGE_TYPES if lineage else {})


def empty_frame(table: Table, *, lineage: bool = False) -> pl.DataFrame:
    """No rows, all columns."""
    return pl.DataFrame(schema=schema(table, lineage=lineage))
