"""How is a proof handed to somebody, and how do they check it without the log? Plain JSON, and the log's public key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from communique.exchange.ledger import Home
from communique.exchange.log.canonical import canonical, parsed
from communique.exchange.log.heads import Head, LogBroken, check_head, read_head
from communique.exchange.log.keeping import heads, prove_consistency, prove_inclusion
from communique.exchange.log.merkle import TreeError, consistent, included, leaf_hash

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def inclusion(home: Home, index: int, *, at_size: int | None = None) -> dict[str, Any]:
    """The entry, its path and the signed head, as plain data."""
    proof = prove_inclusion(home, index, at_size=at_size)
    return {
        "proof": "inclusion",
        "index": proof.index,
        "entry": parsed(proof.data),
        "path": [step.hex() for step in proof.path],
        "head": asdict(proof.head),
    }


def consistency(home: Home, first: int, second: int | None = None) -> dict[str, Any]:
    """The path from the signed head of `first` entries to the one of `second` (default: the last), and both heads."""
    known = {head.size: head for head in heads(home)}
    second = max(known, default=0) if second is None else second
    for size in (first, second):
        if size not in known:
            raise TreeError(f"no head of {size} entries is signed; there are {', '.join(map(str, known)) or 'none'}")
    path = prove_consistency(home, first, second) if first else ()
    return {
        "proof": "consistency",
        "path": [step.hex() for step in path],
        "first": asdict(known[first]),
        "head": asdict(known[second]),
    }


def check(proof: Mapping[str, Any], key: Ed25519PublicKey) -> Head:
    """The signed head to which the proof leads; raises LogBroken where it does not hold, or is no proof."""
    try:
        head = read_head(canonical(proof["head"]))
        path = [bytes.fromhex(step) for step in proof["path"]]
        kind, root = proof["proof"], bytes.fromhex(head.root)
        check_head(key, head)
        if kind == "inclusion":
            holds = included(leaf_hash(canonical(proof["entry"])), proof["index"], head.size, path, root)
        elif kind == "consistency":
            first = read_head(canonical(proof["first"]))
            check_head(key, first)
            old = bytes.fromhex(first.root)
            holds = first.size == 0 or consistent(first.size, head.size, path, old, root)
        else:
            raise LogBroken(f"{kind!r} is no kind of proof")
    except (KeyError, TypeError, ValueError) as error:
        raise LogBroken(f"this is no proof: {error}") from None
    if not holds:
        raise LogBroken(f"the proof of {kind} does not lead to the root of {head.size} entries")
    return head
