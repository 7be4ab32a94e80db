"""Which keys does the store hold already, and who brought them?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from communique.store.place import Store, clear_errors, open_table
from communique.store.reading import rows_of
from communique.store.records import Contribution
from communique.tables.checking import key_text
from communique.tables.contract import Table

_CLASH = pl.Schema({"row": pl.Int64, "key": pl.String, "contribution_id": pl.String})


def clashes(store: Store, table: Table, good: pl.DataFrame, among: Sequence[Contribution]) -> pl.DataFrame:
    """row, key, contribution_id: rows of `good` whose key one of these contributions brought before."""
    delta = open_table(store, table.name) if among and good.height else None
    if delta is None:
        return pl.DataFrame(schema=_CLASH)
    key = list(table.key)
    rows, asked = rows_of(store, table, delta, among, in_order=True), good.lazy().select("row", *key)
    with clear_errors(store, table.name):
        # most often no key returns: that is known from the key columns alone
        held = rows.select(key).join(asked, on=key, how="semi").collect(engine="streaming")
        if held.is_empty():
            return pl.DataFrame(schema=_CLASH)
        few = rows.select(*key, "contribution_id").join(held.lazy(), on=key, how="semi").collect(engine="streaming")
    found = few.join(asked.collect(), on=key, how="inner")
    return found.select("row", key_text(table).alias("key"), "contribution_id").sort("row").match_to_schema(_CLASH)
