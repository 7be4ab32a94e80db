"""Which keys does the store hold already, and who brought them?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl
from deltalake import DeltaTable

from communique.store import keyindex
from communique.store.place import Store, clear_errors, open_table
from communique.store.reading import rows_of
from communique.store.records import Contribution, load
from communique.tables.checking import key_text
from communique.tables.contract import Table

_CLASH = pl.Schema({"row": pl.Int64, "key": pl.String, "contribution_id": pl.String})


def clashes(store: Store, table: Table, good: pl.DataFrame, among: Sequence[Contribution]) -> pl.DataFrame:
    """row, key, contribution_id: rows of `good` whose key one of these contributions brought before."""
    delta = open_table(store, table.name) if among and good.height else None
    if delta is None:
        return pl.DataFrame(schema=_CLASH)
    asked = good.select("row", *table.key)
    index = _index(store, table, delta, among)
    absent = _absent(index, among)
    found = _in_rows(store, table, delta, asked, absent)
    if index:
        indexed = [c.contribution_id for c in among if c not in absent]
        found = pl.concat([found, keyindex.held(store, table, index, asked, indexed)])
    if found.is_empty():
        return pl.DataFrame(schema=_CLASH)
    named = asked.join(found, on="row", how="inner")
    return named.select("row", key_text(table).alias("key"), "contribution_id").sort("row").match_to_schema(_CLASH)


def _in_rows(
    store: Store, table: Table, delta: DeltaTable, asked: pl.DataFrame, among: Sequence[Contribution]
) -> pl.DataFrame:
    """row, contribution_id of the same, read from the contributions' own rows."""
    if not among:
        return pl.DataFrame(schema={"row": pl.Int64, "contribution_id": pl.String})
    key = list(table.key)
    rows = rows_of(store, table, delta, among, in_order=True)
    with clear_errors(store, table.name):
        # most often no key returns: that is known from the key columns alone
        held = rows.select(key).join(asked.lazy(), on=key, how="semi").collect(engine="streaming")
        if held.is_empty():
            return _in_rows(store, table, delta, asked, ())
        few = rows.select(*key, "contribution_id").join(held.lazy(), on=key, how="semi").collect(engine="streaming")
    return few.join(asked, on=key, how="inner").select("row", "contribution_id")


def _index(store: Store, table: Table, delta: DeltaTable, among: Sequence[Contribution]) -> keyindex.Index | None:
    """The index, with all of these contributions in it where enough rows are not; None for few rows."""
    if _rows(among) < keyindex.WORTH:
        return None
    index = keyindex.opened(store, table)
    absent = _absent(index, among)
    if _rows(absent) < keyindex.WORTH:
        return index
    for contribution in absent:
        with clear_errors(store, table.name):
            keys = rows_of(store, table, delta, [contribution], in_order=True).select(table.key).collect()
        keyindex.lay_down(store, table, keys, contribution.contribution_id)
    _forget_withdrawn(store, table.name, {c.contribution_id for c in absent})
    return keyindex.opened(store, table)


def _absent(index: keyindex.Index | None, among: Sequence[Contribution]) -> list[Contribution]:
    return [c for c in among if index is None or not index.has(c.contribution_id)]


def _rows(contributions: Collection[Contribution]) -> int:
    return sum(c.accepted for c in contributions)


def _forget_withdrawn(store: Store, name: str, made: Collection[str]) -> None:
    """A contribution that was withdrawn while its index was made is in no index."""
    gone = [c.contribution_id for c in load(store).contributions if c.withdrawn_at and c.contribution_id in made]
    for contribution_id in gone:
        keyindex.forget(store, name, contribution_id)
    if gone:
        keyindex.clean(store, name)
