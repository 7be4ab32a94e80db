"""How is something entered in the log, and what proof can the log give of it?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from communique.exchange.ledger import Home, reading, writing
from communique.exchange.log.entries import Entry, entry_bytes
from communique.exchange.log.heads import Head, LogBroken, read_head, signed_head, text
from communique.exchange.log.merkle import (
    KEPT,
    Kept,
    Subtree,
    TreeError,
    consistency_path,
    extend,
    in_memory,
    inclusion_path,
    leaf_hashes,
    root_of,
)
from communique.exchange.log.signing import signing_key

_BATCH = 50_000  # entries written at a time: it bounds the memory
_HASH = 32  # bytes of SHA-256


@dataclass(frozen=True)
class InclusionProof:
    """That the entry of these bytes is number `index` of the log that the head stands for."""

    index: int
    data: bytes
    path: tuple[bytes, ...]
    head: Head


def append(home: Home, entries: Iterable[Entry]) -> range:
    """The places of the entries in the log, all written together or none.

    Raises ClearIdentifier, before anything is written, for what could name a person.
    """
    with writing(home) as ledger:
        return append_in(ledger, entries)


def append_in(ledger: sqlite3.Connection, entries: Iterable[Entry]) -> range:
    """The same as `append` inside a transaction, so that an act and its entry stand or fall together."""
    return append_bytes(ledger, map(entry_bytes, entries))


def append_bytes(ledger: sqlite3.Connection, contents: Iterable[bytes]) -> range:
    """The places of these leaves. They are canonical bytes of entries: `append` makes them."""
    first, frontier = _frontier(ledger)
    size = first
    contents = iter(contents)
    while batch := list(islice(contents, _BATCH)):
        leaves = leaf_hashes(batch)
        kept: list[Kept] = []
        ledger.executemany(
            "INSERT INTO log_entries VALUES (?, ?, ?)", zip(range(size, size + len(batch)), leaves, batch, strict=True)
        )
        size = extend(size, frontier, leaves, kept.append)
        ledger.executemany("INSERT INTO log_subtrees VALUES (?, ?, ?)", kept)
    ledger.execute("UPDATE log_frontier SET size = ?, roots = ?", (size, b"".join(frontier)))
    return range(first, size)


def _frontier(ledger: sqlite3.Connection) -> tuple[int, list[bytes]]:
    size, roots = ledger.execute("SELECT size, roots FROM log_frontier").fetchone()
    if len(roots) != _HASH * size.bit_count():
        raise LogBroken(f"the frontier of the log does not fit its {size} entries")
    return size, [roots[at : at + _HASH] for at in range(0, len(roots), _HASH)]


def sign(home: Home) -> Head:
    """The signed head of the log as it stands now; the last one where nothing was entered since."""
    with writing(home) as ledger:
        return sign_in(home, ledger)


def sign_in(home: Home, ledger: sqlite3.Connection) -> Head:
    """The same as `sign` inside a transaction."""
    size, frontier = _frontier(ledger)
    last = _last_head(ledger)
    if last is not None and last.size == size:
        return last
    head = signed_head(signing_key(home), size, root_of(frontier), home.clock(), last)
    ledger.execute("INSERT INTO log_heads VALUES (?, ?)", (size, text(head)))
    return head


def _last_head(ledger: sqlite3.Connection) -> Head | None:
    row = ledger.execute("SELECT signed FROM log_heads ORDER BY rowid DESC LIMIT 1").fetchone()
    return None if row is None else read_head(row[0])


def heads(home: Home) -> tuple[Head, ...]:
    """All signed heads, the first first."""
    with reading(home) as ledger:
        return heads_in(ledger)


def heads_in(ledger: sqlite3.Connection) -> tuple[Head, ...]:
    """The same as `heads` inside a transaction."""
    return tuple(read_head(row[0]) for row in ledger.execute("SELECT signed FROM log_heads ORDER BY rowid"))


def size(home: Home) -> int:
    """Number of entries."""
    with reading(home) as ledger:
        return int(ledger.execute("SELECT size FROM log_frontier").fetchone()[0])


def prove_inclusion(home: Home, index: int, *, at_size: int | None = None) -> InclusionProof:
    """The proof that entry `index` is in the log of the last signed head, or of the one of `at_size`.

    Raises TreeError for an entry that is not covered by that head.
    """
    with reading(home) as ledger:
        head = _head_of_size(heads_in(ledger), at_size)
        path = inclusion_path(_stored(ledger), index, head.size)
        data = ledger.execute("SELECT data FROM log_entries WHERE position = ?", (index,)).fetchone()
        if data is None:
            raise LogBroken(f"entry {index} of the log is not there")
        return InclusionProof(index, bytes(data[0]), tuple(path), head)


def prove_consistency(home: Home, first: int, second: int) -> tuple[bytes, ...]:
    """The proof that the log of `second` entries begins with the log of `first` entries."""
    with reading(home) as ledger:
        length = ledger.execute("SELECT size FROM log_frontier").fetchone()[0]
        if second > length:
            raise TreeError(f"the log has {length} entries, not {second}")
        return tuple(consistency_path(_stored(ledger), first, second))


def _head_of_size(known: Sequence[Head], size: int | None) -> Head:
    if not known:
        raise TreeError("no head of the log is signed yet: sign it first")
    if size is None:
        return known[-1]
    found = next((head for head in known if head.size == size), None)
    if found is None:
        raise TreeError(f"no head of {size} entries is signed; there are {', '.join(str(h.size) for h in known)}")
    return found


def _stored(ledger: sqlite3.Connection) -> Subtree:
    """Subtrees of every KEPT-th level are read, those between are put together from the level below."""

    def subtree(level: int, number: int) -> bytes:
        base = level - level % KEPT
        count = 1 << (level - base)
        roots = _level(ledger, base, number * count, count)
        return in_memory(roots)(level - base, 0)

    return subtree


def _level(ledger: sqlite3.Connection, level: int, first: int, count: int) -> list[bytes]:
    last = first + count - 1
    if level == 0:
        rows = ledger.execute(
            "SELECT leaf FROM log_entries WHERE position BETWEEN ? AND ? ORDER BY position", (first, last)
        )
    else:
        rows = ledger.execute(
            "SELECT root FROM log_subtrees WHERE level = ? AND number BETWEEN ? AND ? ORDER BY number",
            (level, first, last),
        )
    found = [bytes(row[0]) for row in rows]
    if len(found) != count:
        raise LogBroken(f"the log has lost hashes of level {level} from {first} to {last}")
    return found
