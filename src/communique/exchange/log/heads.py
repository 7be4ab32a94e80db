"""What does a log commit itself to, and what does a witness check before it signs too?

A head says: this log had so many entries with this root at this time, and its head before was that one. Its canonical
JSON is signed by the log. A witness keeps the last head it saw of a log and signs the next one only where the entries
between them are a continuation; two heads of one size with two roots are a fork, and prove that the log lied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from communique.exchange.ledger import LedgerError
from communique.exchange.log.canonical import CanonicalError, canonical, parsed
from communique.exchange.log.entries import time_text
from communique.exchange.log.merkle import consistent
from communique.exchange.log.signing import SignatureError, holds, key_id, log_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


_HASH = re.compile(r"[0-9a-f]{64}")
_FORMS = {
    "log": _HASH, "root": _HASH, "previous": _HASH, "signature": re.compile(r"[0-9a-f]{128}"),
    "time": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII),
}  # fmt: skip


class LogBroken(LedgerError):
    """The log is not what it was signed to be."""


class Fork(LogBroken):
    """The log signed two heads of one size with two roots; both are in the message."""


@dataclass(frozen=True)
class Head:
    """One state of a log: its id, number of entries, root, time and the hash of the head before."""

    log: str
    size: int
    root: str
    time: str
    previous: str | None = None
    signature: str = ""

    @property
    def body(self) -> bytes:
        """The bytes that are signed."""
        return _head_body(self.log, self.size, self.root, self.time, self.previous)

    @property
    def hash(self) -> str:
        """By which the next head names this one."""
        return sha256(self.body).hexdigest()


@dataclass(frozen=True)
class Statement:
    """A witness's word that a head continues the heads it signed before."""

    head: str
    log: str
    size: int
    witness: str
    time: str
    signature: str = ""

    @property
    def body(self) -> bytes:
        """The bytes that are signed."""
        return canonical({name: value for name, value in vars(self).items() if name != "signature"})


def _head_body(log: str, size: int, root: str, time: str, previous: str | None) -> bytes:
    """The canonical JSON of a head without its signature, in a fifth of the time: no field of its has to be escaped."""
    before = "null" if previous is None else f'"{previous}"'
    return f'{{"log":"{log}","previous":{before},"root":"{root}","size":{size},"time":"{time}"}}'.encode()


def signed_head(key: Ed25519PrivateKey, size: int, root: bytes, at: datetime, previous: Head | None) -> Head:
    """The signed head of a log that has this size and root."""
    said = log_of(key), size, root.hex(), time_text(at), None if previous is None else previous.hash
    return Head(*said, key.sign(_head_body(*said)).hex())


def text(said: Head | Statement) -> str:
    """The canonical JSON of a head or a statement, with its signature."""
    return canonical(vars(said)).decode()


def read_head(content: str | bytes) -> Head:
    """The head of its text; raises LogBroken for anything else."""
    head = Head(**_fields(content, Head))
    if type(head.size) is not int or head.size < 0:
        raise LogBroken(f"a head of size {head.size!r}")
    for name, form in _FORMS.items():
        value = getattr(head, name)
        if not (isinstance(value, str) and form.fullmatch(value)) and (name, value) != ("previous", None):
            raise LogBroken(f"not a head: its {name} is {value!r}")
    return head


def read_statement(content: str | bytes) -> Statement:
    """The witness statement of its text; raises LogBroken for anything else."""
    return Statement(**_fields(content, Statement))


def _fields(content: str | bytes, kind: type[Head] | type[Statement]) -> dict[str, Any]:
    try:
        found = parsed(content.encode() if isinstance(content, str) else content)
    except CanonicalError as error:
        raise LogBroken(f"not a {kind.__name__.lower()}: {error}") from error
    if not isinstance(found, dict) or set(found) != set(kind.__dataclass_fields__):
        raise LogBroken(f"not a {kind.__name__.lower()}: it has {', '.join(kind.__dataclass_fields__)}")
    return found


def check_head(key: Ed25519PublicKey, head: Head) -> None:
    """Raises LogBroken for a head that is another log's or not signed by this one."""
    if head.log != key_id(key):
        raise LogBroken(f"the head of size {head.size} is of log {head.log}, not of {key_id(key)}")
    if not holds(key, head.signature, head.body):
        raise LogBroken(f"the head of size {head.size} of {head.time} is not signed by the log {head.log}")


def check_chain(heads: Sequence[Head]) -> None:
    """Raises LogBroken where heads, in the order they were signed, do not follow one another; Fork for a fork."""
    for before, after in pairwise(heads):
        refuse_fork(before, after)
        if after.previous != before.hash:
            raise LogBroken(f"the head of size {after.size} does not follow the head of size {before.size}")
        if after.size < before.size or after.time < before.time:
            raise LogBroken(
                f"the head of size {after.size} of {after.time} goes back behind {before.size}, {before.time}"
            )
    if heads and heads[0].previous is not None:
        raise LogBroken(f"the first head, of size {heads[0].size}, follows one that is not here")


def refuse_fork(one: Head, other: Head) -> None:
    """Raises Fork where two heads of one log have one size and two roots."""
    if (one.log, one.size) == (other.log, other.size) and one.root != other.root:
        raise Fork(
            f"fork: log {one.log} signed two heads of size {one.size}: root {one.root} at {one.time} "
            f"and root {other.root} at {other.time}"
        )


def countersigned(
    witness: Ed25519PrivateKey,
    log: Ed25519PublicKey,
    seen: Head | None,
    head: Head,
    path: Sequence[bytes],
    at: datetime,
) -> Statement:
    """The witness's statement on a head.

    seen  the last head of this log that the witness signed; None on the first day
    path  the consistency proof from it to the head

    Raises Fork for another root at the same size, LogBroken for a log that was cut, rewritten or not signed.
    """
    check_head(log, head)
    if seen is not None:
        refuse_fork(seen, head)
        if head.size < seen.size:
            raise LogBroken(f"the log was cut: it had {seen.size} entries at {seen.time} and now says {head.size}")
        if seen.size and not consistent(seen.size, head.size, path, bytes.fromhex(seen.root), bytes.fromhex(head.root)):
            raise LogBroken(f"the log of {head.size} entries does not continue the one of {seen.size} seen before")
    said = {
        "head": head.hash,
        "log": head.log,
        "size": head.size,
        "witness": key_id(witness.public_key()),
        "time": time_text(at),
    }
    return Statement(**said, signature=witness.sign(canonical(said)).hex())  # type: ignore[arg-type]  # as the fields are


def check_statement(witness: Ed25519PublicKey, statement: Statement, head: Head) -> None:
    """Raises SignatureError for a statement that is not this witness's, LogBroken for one on another head."""
    if statement.witness != key_id(witness) or not holds(witness, statement.signature, statement.body):
        raise SignatureError(f"the statement on size {statement.size} is not signed by the witness {key_id(witness)}")
    if (statement.head, statement.log, statement.size) != (head.hash, head.log, head.size):
        raise LogBroken(f"the statement is on another head of size {statement.size} than the one of {head.time}")
