"""Is the log what was signed? Needs the exported file and the log's public key; no ledger, no network.

    python -m communique.exchange.log.verifying LOG.jsonl --key LOG.pem [--witness NAME.pem …]

The file has one canonical JSON text a line: what it is, then the entries with their hashes, the heads, the witnesses'
statements. The last head covers all entries, so that any byte that was changed is found; a statement is checked where
the key of its witness is given.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.exchange.ledger import Home, reading
from communique.exchange.log.canonical import CanonicalError, canonical, parsed
from communique.exchange.log.heads import (
    Head,
    LogBroken,
    Statement,
    check_chain,
    check_head,
    check_statement,
    read_head,
    read_statement,
    text,
)
from communique.exchange.log.keeping import heads_in, sign
from communique.exchange.log.merkle import extend, leaf_hash, root_of
from communique.exchange.log.signing import key_id, read_public, signing_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "communique-log-1"
_ENTRY = re.compile(rb'\{"entry":(?P<data>\{.*\}),"leaf":"(?P<leaf>[0-9a-f]{64})"\}')


@dataclass(frozen=True)
class Verified:
    """What was checked: number of entries, of heads, of statements by witnesses whose keys were given.

    unsigned   entries after the last head, which are covered by their own hash only
    unchecked  statements by other witnesses
    """

    log: str
    entries: int
    heads: int
    statements: int
    unsigned: int
    unchecked: int
    root: str


def verify(home: Home) -> Verified:
    """What was checked of the log in the ledger, against its own public key.

    Raises LogBroken naming the first entry that was changed, the entry that is missing, or the head that does not fit.
    """
    public = signing_key(home).public_key()
    with reading(home) as ledger:
        known = heads_in(ledger)
        statements = ledger.execute("SELECT count(*) FROM log_statements").fetchone()[0]
        length = int(ledger.execute("SELECT size FROM log_frontier").fetchone()[0])
        roots = _checked_heads(public, known)
        size, frontier = _walk(_stored_entries(ledger, length), roots)
        stored = ledger.execute("SELECT roots FROM log_frontier").fetchone()[0]
    if size < length:
        raise LogBroken(f"the log was cut: {length} entries were written, and {size} are there")
    if b"".join(frontier) != stored:
        raise LogBroken("the frontier of the log is not that of its entries")
    _refuse_cut(known, size)
    return _verified(public, size, known, (0, statements), frontier)


def _stored_entries(ledger: sqlite3.Connection, length: int) -> Iterator[bytes]:
    rows = ledger.execute("SELECT position, leaf, data FROM log_entries ORDER BY position")
    for index, (position, leaf, data) in enumerate(rows):
        if position != index or index >= length:
            raise LogBroken(f"entry {min(index, length)} of the log is missing, or stands where it was never written")
        if leaf_hash(data) != leaf:
            raise LogBroken(f"entry {index} of the log was changed: its hash is another")
        yield data


def export(home: Home, file: str | Path) -> Head:
    """The head that covers the exported file, signed now where entries were added since the last one."""
    head = sign(home)
    with reading(home) as ledger, Path(file).open("wb") as out:
        known = [signed for signed in heads_in(ledger) if signed.size <= head.size]
        statements = ledger.execute("SELECT signed FROM log_statements WHERE size <= ?", (head.size,)).fetchall()
        out.write(canonical(_title(head, len(known), len(statements))) + b"\n")
        for row in ledger.execute("SELECT data FROM log_entries WHERE position < ? ORDER BY position", (head.size,)):
            out.write(_entry_line(row[0]) + b"\n")
        out.writelines(text(signed).encode() + b"\n" for signed in known)
        out.writelines(row[0].encode() + b"\n" for row in statements)
    return head


def _entry_line(data: bytes) -> bytes:
    # canonical already: the keys stand in order, and the entry is canonical itself
    return b'{"entry":' + data + b',"leaf":"' + leaf_hash(data).hex().encode() + b'"}'


def _title(head: Head, heads: int, statements: int) -> dict[str, Any]:
    return {"format": FORMAT, "log": head.log, "entries": head.size, "heads": heads, "statements": statements}


def verify_file(file: str | Path, key: Ed25519PublicKey, witnesses: Sequence[Ed25519PublicKey] = ()) -> Verified:
    """What was checked of an exported log against the log's key, and its statements against the witnesses' keys.

    Raises LogBroken as `verify` does, and for a witness without a statement on any head.
    """
    try:
        with Path(file).open("rb") as stream:
            return _verify_lines(_lines(stream), key, witnesses)
    except OSError as error:
        raise LogBroken(f"cannot be opened: {error.strerror}", file=file) from error
    except CommuniqueError as error:
        raise type(error)(error.message, file=file, row=error.row) from error


def _lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    for number, line in enumerate(stream, 1):
        if not line.endswith(b"\n"):
            raise LogBroken("the line has no end", row=number)
        try:
            parsed(line[:-1])
        except CanonicalError as error:
            raise LogBroken(f"the line was changed: {error.message}", row=number) from error
        yield line[:-1]


def _verify_lines(lines: Iterator[bytes], key: Ed25519PublicKey, witnesses: Sequence[Ed25519PublicKey]) -> Verified:
    title = _read_title(next(lines, b"null"), key)
    # the heads stand behind the entries, and the entries are walked once: their roots are taken at every size first
    entries = [_leaf(index, line) for index, line in enumerate(_exactly(lines, title["entries"], "entry"))]
    known = tuple(read_head(line) for line in _exactly(lines, title["heads"], "head"))
    statements = tuple(read_statement(line) for line in _exactly(lines, title["statements"], "statement"))
    if next(lines, None) is not None:
        raise LogBroken("there are more lines than the first one says")
    roots = _checked_heads(key, known)
    size, frontier = _walk_leaves(entries, roots)
    _refuse_cut(known, size)
    if not known or known[-1].size != size:
        raise LogBroken("the last head does not cover all entries")
    checked = _check_statements(statements, known, witnesses)
    return _verified(key, size, known, (checked, len(statements) - checked), frontier)


def _leaf(index: int, line: bytes) -> bytes:
    found = _ENTRY.fullmatch(line)
    if found is None:
        raise LogBroken(f"entry {index} of the log is no entry", row=index + 2)
    leaf = leaf_hash(found["data"])
    if leaf.hex().encode() != found["leaf"]:
        raise LogBroken(f"entry {index} of the log was changed: its hash is another", row=index + 2)
    return leaf


def _read_title(line: bytes, key: Ed25519PublicKey) -> dict[str, Any]:
    title = parsed(line)
    counts = ("entries", "heads", "statements")
    if not isinstance(title, dict) or set(title) != {"format", "log", *counts} or title["format"] != FORMAT:
        raise LogBroken(f"this is no exported log ({FORMAT})", row=1)
    if any(type(title[name]) is not int or title[name] < 0 for name in counts):
        raise LogBroken("a number of lines is no number", row=1)
    if title["log"] != key_id(key):
        raise LogBroken(f"the file is of log {title['log']}, and the key of log {key_id(key)}", row=1)
    return title


def _exactly(lines: Iterator[bytes], count: int, what: str) -> Iterator[bytes]:
    for number in range(count):
        line = next(lines, None)
        if line is None:
            raise LogBroken(f"the log was cut: {what} {number} of {count} is missing")
        yield line


def _checked_heads(key: Ed25519PublicKey, known: Sequence[Head]) -> dict[int, Head]:
    """Head by size, after signature and chain were checked."""
    for head in known:
        check_head(key, head)
    check_chain(known)
    return {head.size: head for head in known}


def _walk(entries: Iterable[bytes], heads: dict[int, Head]) -> tuple[int, list[bytes]]:
    return _walk_leaves(map(leaf_hash, entries), heads)


def _walk_leaves(leaves: Iterable[bytes], heads: dict[int, Head]) -> tuple[int, list[bytes]]:
    """Size and frontier, the root compared wherever a head was signed."""
    leaves = iter(leaves)
    frontier: list[bytes] = []
    size = good = 0
    for stop in sorted(heads):
        size = extend(size, frontier, _take(leaves, stop - size))
        if size == stop and root_of(frontier).hex() != heads[stop].root:
            raise LogBroken(
                f"the log is not the one that was signed at {heads[stop].time}: of the entries from {good} to "
                f"{stop - 1} one was changed (the root of {stop} entries is another)"
            )
        good = stop
    return extend(size, frontier, leaves), frontier


def _take(leaves: Iterator[bytes], count: int) -> Iterator[bytes]:
    for _, leaf in zip(range(count), leaves, strict=False):
        yield leaf


def _refuse_cut(known: Sequence[Head], size: int) -> None:
    if known and known[-1].size > size:
        raise LogBroken(
            f"the log was cut: entry {size} is missing; {known[-1].size} entries were signed at {known[-1].time}"
        )


def _check_statements(
    statements: Sequence[Statement], known: Sequence[Head], witnesses: Sequence[Ed25519PublicKey]
) -> int:
    """Number of statements by these witnesses; each of them must have made one."""
    heads = {head.hash: head for head in known}
    keys = {key_id(witness): witness for witness in witnesses}
    for statement in statements:
        if statement.head not in heads:
            raise LogBroken(f"a statement of {statement.witness} is on a head of size {statement.size} not in the file")
        if statement.witness in keys:
            check_statement(keys[statement.witness], statement, heads[statement.head])
    silent = set(keys) - {statement.witness for statement in statements}
    if silent:
        raise LogBroken(f"witnesses without a statement: {', '.join(sorted(silent))}")
    return sum(statement.witness in keys for statement in statements)


def _verified(
    key: Ed25519PublicKey, size: int, known: Sequence[Head], statements: tuple[int, int], frontier: Sequence[bytes]
) -> Verified:
    unsigned = size - (known[-1].size if known else 0)
    return Verified(key_id(key), size, len(known), statements[0], unsigned, statements[1], root_of(frontier).hex())


def main(words: Sequence[str]) -> int:
    """Exit code 0 where the log holds, 1 where it does not."""
    import argparse

    parser = argparse.ArgumentParser(prog="verify", description="Is the exported log what was signed?")
    parser.add_argument("file")
    parser.add_argument("--key", required=True, help="public key of the log, PEM")
    parser.add_argument("--witness", action="append", default=[], help="public key of a witness, PEM")
    given = parser.parse_args(words)
    try:
        found = verify_file(given.file, read_public(given.key), [read_public(file) for file in given.witness])
    except CommuniqueError as error:
        print(f"NOT VERIFIED: {error}", file=sys.stderr)
        return 1
    said = f"{found.entries} entries, {found.heads} heads, {found.statements} statements of witnesses"
    print(f"verified: {said}, {found.unchecked} not checked; root {found.root}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
