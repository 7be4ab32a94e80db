"""Which keys does the store hold already, and who brought them?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import polars as pl
from deltalake import DeltaTable

from communique.store import keyindex
from communique.store.keybook import Keys
from communique.store.place import Store, StoreError, clear_errors, open_table
from communique.store.reading import rows_of
from communique.store.records import Contribution, load
from communique.tables.checking import Checked, key_text
from communique.tables.contract import Table

_CLASH = pl.Schema({"row": pl.Int64, "key": pl.String, "contribution_id": pl.String})
_READ = 250_000  # keys read together when an index is made


@dataclass(frozen=True)
class Clashes:
    """row, key, contribution_id: the rows whose key one of the contributions brought before; and what is to be said."""

    rows: pl.DataFrame
    notes: tuple[str, ...] = ()


def keys_of(table: Table, checked: Checked, size: int) -> Keys:
    """The keys of the good rows, so many rows of the file at a time."""
    keys = replace(checked, typed=checked.typed.select(table.key))
    return lambda: (piece.good for piece in keys.pieces(size))


def clashes(store: Store, table: Table, keys: Keys, among: Sequence[Contribution]) -> Clashes:
    """The rows whose key one of these contributions brought before.

    An index that is damaged is made again. Where it cannot be taken away, or is damaged again meanwhile, the keys are
    read from the rows: a fault of the index is never one of the contribution.
    """
    delta = open_table(store, table.name) if among else None
    if delta is None:
        return Clashes(pl.DataFrame(schema=_CLASH))
    notes: tuple[str, ...] = ()
    for _ in range(2):
        try:
            return Clashes(_found(store, table, delta, keys, among, _index(store, table, delta, among)), notes)
        except keyindex.Damaged as error:
            said = f"the index of the keys of {table.name} was damaged ({error.message})"
            notes = (f"{said} and was made again from the rows",)
            if not keyindex.discard(store, table.name):
                break
    where = store.uri(keyindex.place(table.name))
    return Clashes(
        _found(store, table, delta, keys, among, None), (f"{said}; the rows were read instead: remove {where}",)
    )


def _found(
    store: Store,
    table: Table,
    delta: DeltaTable,
    keys: Keys,
    among: Sequence[Contribution],
    index: keyindex.Index | None,
) -> pl.DataFrame:
    absent = _absent(index, among)
    found = [pl.DataFrame(schema=_CLASH)]
    for asked in keys():
        held = [_in_rows(store, table, delta, asked, absent)]
        if index is not None:
            indexed = (c for c in among if c not in absent)
            held += [_in_index(store, table, delta, asked, contribution, index) for contribution in indexed]
        met = pl.concat(held)
        if met.height:
            named = asked.join(met, on="row", how="inner").with_columns(key=key_text(table))
            found.append(named.select(_CLASH.names()).match_to_schema(_CLASH))
    return pl.concat(found).sort("row", maintain_order=True)


def _in_index(
    store: Store,
    table: Table,
    delta: DeltaTable,
    asked: pl.DataFrame,
    contribution: Contribution,
    index: keyindex.Index,
) -> pl.DataFrame:
    """row, contribution_id of those that one contribution brought; equal hashes are confirmed by its rows."""
    found, certain = keyindex.held(store, table, index, asked, contribution.contribution_id, contribution.accepted)
    if not certain:
        return _in_rows(store, table, delta, asked.filter(found), [contribution])
    return asked.filter(found).select("row", contribution_id=pl.lit(contribution.contribution_id))


def _in_rows(
    store: Store, table: Table, delta: DeltaTable, asked: pl.DataFrame, among: Sequence[Contribution]
) -> pl.DataFrame:
    """row, contribution_id of the same, read from the contributions' own rows."""
    if not among or asked.is_empty():
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
        with suppress(StoreError):  # its keys are then read from its rows
            keys = _held_keys(store, table, delta, contribution)
            keyindex.lay_down(store, table, keys, contribution.contribution_id, contribution.accepted)
    _forget_withdrawn(store, table.name, {c.contribution_id for c in absent})
    return keyindex.opened(store, table)


def _held_keys(store: Store, table: Table, delta: DeltaTable, contribution: Contribution) -> Keys:
    rows = rows_of(store, table, delta, [contribution], in_order=True).select(table.key)

    def keys() -> Iterator[pl.DataFrame]:
        with clear_errors(store, table.name):
            yield from rows.collect_batches(chunk_size=_READ, maintain_order=False)

    return keys


def _absent(index: keyindex.Index | None, among: Sequence[Contribution]) -> list[Contribution]:
    return [c for c in among if index is None or not index.has(c.contribution_id, c.accepted)]


def _rows(contributions: Collection[Contribution]) -> int:
    return sum(c.accepted for c in contributions)


def _forget_withdrawn(store: Store, name: str, made: Collection[str]) -> None:
    """A contribution that was withdrawn while its index was made is in no index."""
    gone = [c.contribution_id for c in load(store).contributions if c.withdrawn_at and c.contribution_id in made]
    for contribution_id in gone:
        keyindex.forget(store, name, contribution_id)
    if gone:
        keyindex.clean(store, name)
