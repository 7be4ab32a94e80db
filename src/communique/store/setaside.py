"""Which rows were set aside, why, and what must be mended before they can be handed in again?"""

from __future__ import annotations

from datetime import datetime

import polars as pl

from communique.store.place import Store, append, clear_errors, open_table
from communique.store.records import load
from communique.tables.checking import Checked
from communique.tables.contract import MARKINGS, Table, is_public

TABLE = "_quarantine"

_LISTED: dict[str, pl.DataType] = {
    "contribution_id": pl.String(),
    "table": pl.String(),
    "party": pl.String(),
    "recorded_at": pl.Datetime("us", "UTC"),
    "row": pl.Int64(),
    "rule": pl.String(),
    "column": pl.String(),
    "value": pl.String(),
    "detail": pl.String(),
}


def set_aside(store: Store, table: Table, name: str, marking: str, checked: Checked, begun: datetime) -> None:
    """Appends the failures of a contribution; a value only where its column and the contribution are public."""
    if checked.failures.is_empty():
        return
    open_to_all = marking == MARKINGS[0]
    public = [column.name for column in table.columns if is_public(column)] if open_to_all else []
    key_public = bool(table.key) and set(table.key) <= set(public)
    shown = pl.col("column").is_in(public) | (pl.col("column") == ", ".join(table.key)) & key_public
    shown |= pl.col("column").is_null() & open_to_all
    first = pl.int_range(pl.len()).over("row") == 0
    lines = checked.failures.join(checked.records, on="row", how="left", maintain_order="left").select(
        contribution_id=pl.lit(name),
        table=pl.lit(table.name),
        recorded_at=pl.lit(begun, pl.Datetime("us", "UTC")),
        row="row",
        rule="rule",
        column="column",
        value=pl.when(shown).then("value"),
        detail="detail",
        record=pl.when(first & open_to_all).then("record"),  # once per row is enough
    )
    append(store, TABLE, lines)


def quarantine(store: Store, table: Table | str | None = None, *, contribution_id: str | None = None) -> pl.DataFrame:
    """contribution_id, table, party, recorded_at, row, rule, column, value, detail: one line per rule a row failed.

    `value` is null where the column or the contribution is not public: contribution_id and row then point to the
    contributor's own file. `detail` names the earlier contribution of a key that the store held already.
    """
    lines = _lines(store, table, contribution_id)
    known = load(store)
    party = {c.contribution_id: c.party for c in known.contributions}
    at = {c.contribution_id: c.recorded_at for c in known.contributions}
    named = lines.with_columns(
        party=pl.col("contribution_id").replace_strict(party, return_dtype=pl.String),
        recorded_at=pl.col("contribution_id").replace_strict(at, return_dtype=_LISTED["recorded_at"]),
    )
    return named.select(list(_LISTED)).sort("recorded_at", "row", "rule", "column")


def rows_to_mend(store: Store, table: Table, contribution_id: str) -> pl.DataFrame:
    """row, rules, then the table's columns as texts: the rows of a contribution that were set aside.

    Columns that are not public are null; the contributor fills them in from the file. Mended, the frame without `row`
    and `rules` is contributed again.
    """
    load(store).named(contribution_id)
    lines = _lines(store, table, contribution_id)
    rows = lines.group_by("row").agg(
        rules=pl.col("rule").unique().sort().str.join(", "), record=pl.col("record").drop_nulls().first()
    )
    texts = pl.Struct({column.name: pl.String() for column in table.columns})
    told = rows.with_columns(record=pl.col("record").fill_null("{}").str.json_decode(texts))
    return told.sort("row").unnest("record")


def _lines(store: Store, table: Table | str | None, contribution_id: str | None) -> pl.DataFrame:
    delta = open_table(store, TABLE)
    uris = delta.file_uris() if delta is not None else []
    if not uris:
        return pl.DataFrame(schema=_STORED)
    name = table.name if isinstance(table, Table) else table
    standing = [c.contribution_id for c in load(store).contributions if not c.withdrawn_at]
    lazy = pl.scan_parquet(uris, glob=False, storage_options=store.options)
    lazy = lazy.filter(pl.col("contribution_id").is_in(standing))
    lazy = lazy.filter(pl.col("table") == name) if name is not None else lazy
    lazy = lazy.filter(pl.col("contribution_id") == contribution_id) if contribution_id is not None else lazy
    with clear_errors(store, TABLE):
        return lazy.collect()


_STORED: dict[str, pl.DataType] = {name: kind for name, kind in _LISTED.items() if name != "party"} | {
    "record": pl.String()
}
