"""Which rows bring a key that the store holds, without reading the keys that it holds?

Beside a table of many rows stands its index: for each contribution two columns of 64-bit hashes of its keys, by two
seeds that were drawn for this table. Each column is sorted by itself, so that a look-up is a binary search, and a line
of the index is no row of anything. A key is held by a contribution if both its hashes are. For n keys held and m asked,
the chance that any is taken for another is m · (n / 2^64)^2: below 10^-12 for a million among ten thousand million.

The index is made from the rows and can always be made again: it is absent for small contributions, and no use after
another version of Polars, whose hashes are its own (`scheme`). It goes with its contribution when that is withdrawn.
"""

from __future__ import annotations

import hashlib
import platform
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from deltalake import ColumnProperties, DeltaTable, Field, Schema, WriterProperties
from deltalake.exceptions import DeltaError
from deltalake.schema import PrimitiveType
from numpy.typing import NDArray

from communique.store.place import Store, append, attempts, clear_errors, open_table, rewrite
from communique.tables.contract import Table
from communique.tables.frames import schema

WORTH = 1_000_000
"""Rows from which on an index is worth its making; fewer are looked up in the table itself."""

_HASHES = ("one", "other")
# numbers stand for the id and the scheme: as texts, repeated in each line, they would take twice the room of the hashes
_LINES = {"contribution": "long", "scheme": "integer", **dict.fromkeys(_HASHES, "long")}
_SETTINGS: dict[str, str | None] = {"delta.dataSkippingStatsColumns": "contribution,scheme"}
# hashes neither repeat nor compress
_AS_THEY_ARE = WriterProperties(
    compression="UNCOMPRESSED",
    column_properties={name: ColumnProperties(encoding="PLAIN", dictionary_enabled=False) for name in _HASHES},
)


@dataclass(frozen=True)
class Index:
    """The index of a table as it is now.

    seeds   of the two hashes; drawn once for the table, and kept nowhere but in the index's own log
    files   uri, contribution (its number): the files whose hashes were made as they would be made today
    """

    scheme: int
    delta: DeltaTable
    seeds: tuple[int, int]
    files: pl.DataFrame

    def has(self, contribution_id: str) -> bool:
        """Whether the keys of a contribution are in it."""
        return _number(contribution_id) in self.files["contribution"]


def place(name: str) -> str:
    """Where the index of a table stands."""
    return f"_keys_{name}"


def opened(store: Store, table: Table) -> Index | None:
    """The index of a table, None where none was ever made."""
    delta = open_table(store, place(table.name))
    if delta is None:
        return None
    scheme, drawn = _scheme(table), delta.metadata().description or ""
    return Index(scheme, delta, (int(drawn[:16], 16), int(drawn[16:], 16)), _files(delta, scheme))


def _scheme(table: Table) -> int:
    """What hashes depend on beside the seeds: who computes them, and the columns of the key with their types."""
    kinds = schema(table)
    parts = (pl.__version__, platform.machine(), *(f"{name} {kinds[name]}" for name in table.key))
    return _number("\n".join(parts)) >> 32


def _number(text: str) -> int:
    """The first 64 bits of a text's SHA-256, with a sign."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], signed=True)


def _files(delta: DeltaTable, scheme: int) -> pl.DataFrame:
    uris = {uri.rsplit("/", 1)[-1]: uri for uri in delta.file_uris()}
    if not uris:
        return pl.DataFrame(schema={"uri": pl.String, "contribution": pl.Int64})
    actions = pl.DataFrame(delta.get_add_actions(flatten=True)).filter(pl.col("min.scheme") == scheme)
    return actions.select(
        uri=pl.col("path").str.split("/").list.last().replace_strict(uris, return_dtype=pl.String),
        contribution="min.contribution",
    )


def lay_down(store: Store, table: Table, keys: pl.DataFrame, contribution_id: str) -> None:
    """Adds the keys of one contribution to the index, which is made where there is none."""
    index = opened(store, table) or _created(store, table)
    lines = pl.DataFrame({name: hashes.sort() for name, hashes in _hashed(index, table, keys)}).select(
        contribution=pl.lit(_number(contribution_id), pl.Int64),
        scheme=pl.lit(index.scheme, pl.Int32),
        one="one",
        other="other",
    )
    append(store, place(table.name), lines, index.delta, _AS_THEY_ARE)


def _created(store: Store, table: Table) -> Index:
    name = place(table.name)
    for _ in attempts(name):
        try:
            with clear_errors(store, name):
                DeltaTable.create(
                    store.uri(name),
                    Schema([Field(column, PrimitiveType(kind)) for column, kind in _LINES.items()]),
                    mode="error",
                    description=secrets.token_hex(16),
                    configuration=_SETTINGS,
                    storage_options=store.options,
                )
        except DeltaError as error:
            if "already exists" not in str(error):
                raise
        if (index := opened(store, table)) is not None:  # whoever made it
            return index
    raise AssertionError("attempts() raises when they are used up")


def _hashed(index: Index, table: Table, keys: pl.DataFrame) -> Iterator[tuple[str, pl.Series]]:
    """Each column's name with the hashes of the keys, in the order of the keys."""
    chosen = keys.select(table.key)
    for name, seed in zip(_HASHES, index.seeds, strict=True):
        yield name, chosen.hash_rows(seed).reinterpret(signed=True)


def forget(store: Store, name: str, contribution_id: str) -> None:
    """Takes a contribution out of the index of a table; its bytes go with `clean`."""
    rewrite(store, place(name), lambda delta: delta.delete(f"contribution = {_number(contribution_id)}"))


def clean(store: Store, name: str) -> None:
    """Takes off the disk what the index has given up: no edition rests on it."""
    delta = open_table(store, place(name))
    if delta is not None:
        with clear_errors(store, place(name)):
            delta.vacuum(0, dry_run=False, enforce_retention_duration=False)


def held(store: Store, table: Table, index: Index, asked: pl.DataFrame, contributions: Sequence[str]) -> pl.DataFrame:
    """row, contribution_id: the rows asked for whose key is in the index of one of these contributions."""
    hashes = {name: series.to_numpy() for name, series in _hashed(index, table, asked)}
    found = [pl.DataFrame(schema={"row": pl.Int64, "contribution_id": pl.String})]
    for contribution_id in contributions:
        files = index.files.filter(contribution=_number(contribution_id))["uri"]
        rest = np.arange(asked.height)
        for name, own in hashes.items():
            with clear_errors(store, place(table.name)):
                rest = rest[_among(_runs(store, files, name), own[rest])] if rest.size else rest
        found.append(asked[rest].select("row", contribution_id=pl.lit(contribution_id)))
    return pl.concat(found)


def _runs(store: Store, files: Iterable[str], name: str) -> Iterator[NDArray[np.int64]]:
    for uri in files:
        yield pl.read_parquet(uri, columns=[name], storage_options=store.options)[name].to_numpy()


def _among(runs: Iterable[NDArray[np.int64]], asked: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the values asked for stand in one of the sorted runs."""
    order = np.argsort(asked)  # neighbours are searched for together: they stand on the same pages of memory
    ordered, found = asked[order], np.zeros(asked.size, bool)
    for run in runs:
        at = np.minimum(np.searchsorted(run, ordered), run.size - 1)
        found[order] |= run[at] == ordered
    return found
