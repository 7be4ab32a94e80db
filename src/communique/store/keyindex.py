"""Which rows bring a key that the store holds, without reading the keys that it holds?

Beside a table of many rows stands its index: for each contribution the numbers of its keys, sorted, so that a look-up
is a binary search. A number is the key itself, written by a book that stands beside the numbers (`keybook`). Where
no book can be made it is a 64-bit hash, by a seed that was drawn for the contribution: then an equal number is a
suspicion, and the keys themselves are compared.

The index is made from the rows and can always be made again: it is absent for small contributions, and hashes are no
use after another version of Polars (`scheme`). It goes with its contribution when that is withdrawn, and when it is
lost or damaged it is made anew.
"""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from deltalake import DeltaTable
from numpy.typing import NDArray

from communique.store import laying
from communique.store.keybook import Book, Hashes, Keys, book_for, book_from
from communique.store.place import Store, StoreError, WritersCollide, clear_errors, open_table, rewrite
from communique.tables.contract import Table
from communique.tables.frames import schema

WORTH = 1_000_000
"""Rows from which on an index is worth its making; fewer are looked up in the table itself."""

_SORTED = 2**24  # numbers put in order together
_RUN = 2**21  # numbers in one line, which is a file: small enough to use the same memory again

# numbers stand for the id and the scheme: Delta's log knows them with the total, and a file is found by them
_LINE: dict[str, pl.DataType] = {
    "contribution": pl.Int64(),
    "scheme": pl.Int64(),
    "total": pl.Int64(),
    "book": pl.String(),
    "sum": pl.Int64(),
    "numbers": pl.Binary(),
}


Run = NDArray[np.unsignedinteger[Any]]
"""Numbers of keys in ascending order."""


class Damaged(StoreError):
    """The index cannot be read, or says what it never was told."""


@dataclass(frozen=True)
class Index:
    """The index of a table as it is now.

    files  (number of a contribution, number of its rows) -> addresses of the files that hold the numbers of their keys,
           and in which those mean today what they meant when they were made
    """

    files: dict[tuple[int, int], list[str]]

    def has(self, contribution_id: str, rows: int) -> bool:
        """Whether the keys of all these rows of a contribution are in it."""
        return (_number(contribution_id), rows) in self.files


def place(name: str) -> str:
    """Where the index of a table stands."""
    return f"_keys_{name}"


def opened(store: Store, table: Table) -> Index | None:
    """The index of a table, None where none was ever made. Raises Damaged."""
    try:
        delta = open_table(store, place(table.name))
        with clear_errors(store, place(table.name)):
            return None if delta is None else Index(_files(store, table, delta))
    except StoreError as error:
        raise Damaged(error.message) from error


def _files(store: Store, table: Table, delta: DeltaTable) -> dict[tuple[int, int], list[str]]:
    if {field.name for field in delta.schema().fields} != set(_LINE):
        raise Damaged("it is of another make")
    found: dict[tuple[int, int], list[str]] = {}
    current = {_scheme(table, hashed=hashed) for hashed in (True, False)}
    actions = pl.DataFrame(delta.get_add_actions(flatten=True))
    if actions.is_empty():
        return found
    for path, scheme, *of in actions.select("path", "min.scheme", "min.contribution", "min.total").iter_rows():
        if scheme in current:
            found.setdefault((of[0], of[1]), []).append(f"{store.uri(place(table.name))}/{path}")
    return found


def _scheme(table: Table, *, hashed: bool) -> int:
    """What numbers depend on beside the book: the columns of the key with their types, and who computes hashes."""
    kinds = schema(table)
    parts = [f"{name} {kinds[name]}" for name in table.key]
    return _number("\n".join([*parts, *((pl.__version__, _hasher()) if hashed else ())]))


@cache
def _hasher() -> str:
    """What hashes are here: builds of one version for other processors may give others."""
    probe = pl.DataFrame({"text": ["", "é", "a key of some length"], "whole": [0, -1, 2**40], "part": [0.0, 0.5, 1e9]})
    return ",".join(map(str, probe.hash_rows(0).to_list() + probe.select("text").hash_rows(1).to_list()))


def _number(text: str) -> int:
    """The first 63 bits of a text's SHA-256."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 1


def lay_down(store: Store, table: Table, keys: Keys, contribution_id: str, rows: int) -> None:
    """Adds the keys of the rows of one contribution to the index, all or none of them. Raises StoreError."""
    book = book_for(table, keys)
    told = {"contribution": _number(contribution_id), "scheme": _scheme(table, hashed=not book.exact), "total": rows}
    ends = {name: (value, value) for name, value in told.items()}
    lines = (_line(told, book, run) for run in _runs(book, keys))
    parts = (laying.Part(line.lazy(), 1, ends) for line in lines)
    laying.lay_down(store, place(table.name), parts, packed=False, together=True)


def _line(told: Mapping[str, int], book: Book | Hashes, run: Run) -> pl.DataFrame:
    text, numbers = book.text(), run.tobytes()
    return pl.DataFrame([{**told, "book": text, "sum": _sum(numbers, text), "numbers": numbers}], schema=_LINE)


def _runs(book: Book | Hashes, keys: Keys) -> Iterator[Run]:
    """The numbers of the keys in runs, half as wide where they are small enough; each number belongs into one run only.

    That holds for so many as are put in order together.
    """
    kind = pl.UInt32 if _width(book) is np.uint32 else pl.UInt64
    waiting: list[pl.Series] = []
    for part in keys():
        waiting.append(book.numbers(part).cast(kind))
        if sum(map(len, waiting)) >= _SORTED:
            yield from _cut(waiting)
            waiting = []
    if waiting:
        yield from _cut(waiting)


def _cut(numbers: list[pl.Series]) -> Iterator[Run]:
    ordered = pl.concat(numbers).sort(multithreaded=False).to_numpy()
    return (ordered[start : start + _RUN] for start in range(0, ordered.size, _RUN))


def _sum(numbers: bytes, book: str) -> int:
    """A sum that wraps, of the numbers and their book: other, but for a rare chance, for what was damaged."""
    words = np.frombuffer(numbers, np.int64, len(numbers) // 8)
    return int(words.sum()) ^ zlib.crc32(book.encode(), zlib.crc32(numbers[words.nbytes :]))


def held(
    store: Store, table: Table, index: Index, asked: pl.DataFrame, contribution_id: str, rows: int
) -> tuple[pl.Series, bool]:
    """Which rows asked for have a number that a contribution has, and whether their keys are equal then for certain.

    rows  as many as the contribution has

    Raises Damaged.
    """
    found, certain = pl.repeat(False, asked.height, dtype=pl.Boolean, eager=True), True
    files = index.files[_number(contribution_id), rows]
    for book, runs in groupby(_lines(store, table, files), key=itemgetter(0)):  # in one book, as a rule
        numbers = book.numbers(asked)
        ordered = numbers.drop_nulls().sort(multithreaded=False).to_numpy().astype(_width(book))
        met = np.concatenate([_among(run, ordered) for _, run in runs])
        found |= numbers.is_in(pl.Series(met).cast(pl.UInt64).implode()).fill_null(False)
        certain &= book.exact
    return found, certain


def _lines(store: Store, table: Table, files: Iterable[str]) -> Iterator[tuple[Book | Hashes, Run]]:
    books: dict[str, Book | Hashes] = {}
    for uri in files:
        try:
            with clear_errors(store, place(table.name)):
                lazy = pl.scan_parquet(uri, glob=False, storage_options=store.options)
                lines = lazy.select("book", "sum", "numbers").collect()
        except StoreError as error:
            raise Damaged(error.message) from error
        for text, told, written in lines.iter_rows():
            if _sum(written, text) != told:
                raise Damaged(f"{place(table.name)} in {store.root} says other than what was written")
            if text not in books:  # the files of a contribution have the same one
                books[text] = book_from(table, text)
            yield books[text], np.frombuffer(written, _width(books[text]))


def _width(book: Book | Hashes) -> type[np.unsignedinteger[Any]]:
    return np.uint32 if book.size <= 2**32 else np.uint64


def _among(run: Run, ordered: Run) -> Run:
    """Those of the numbers in order that stand in the run."""
    near = ordered[np.searchsorted(ordered, run[0]) : np.searchsorted(ordered, run[-1], side="right")]
    found: Run = near[run[np.searchsorted(run, near)] == near]
    return found


def forget(store: Store, name: str, contribution_id: str) -> None:
    """Takes a contribution out of the index of a table; its bytes go with `clean`."""
    try:
        rewrite(store, place(name), lambda delta: delta.delete(f"contribution = {_number(contribution_id)}"))
    except WritersCollide:
        raise
    except StoreError:
        if not discard(store, name):
            raise


def clean(store: Store, name: str, *, hours: int = 0, full: bool = False) -> None:
    """Takes off the disk what the index has given up: no edition rests on it.

    full  with what dead writers left, of more than so many hours
    """
    try:
        delta = open_table(store, place(name))
        if delta is not None:
            with clear_errors(store, place(name)):
                delta.vacuum(hours, dry_run=False, enforce_retention_duration=False, full=full)
    except StoreError:
        if not discard(store, name):
            raise


def discard(store: Store, name: str) -> bool:
    """Whether the index of a table could be taken away whole: on a disk it can."""
    if "://" in str(store.root):
        return False
    shutil.rmtree(store.uri(place(name)), ignore_errors=True)
    return not Path(store.uri(place(name))).exists()
