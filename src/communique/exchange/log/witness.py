"""How do three governments watch one another's logs, and what does the log say of one person?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from communique.exchange.ledger import Home, reading, writing
from communique.exchange.log.heads import (
    Head,
    LogBroken,
    Statement,
    check_statement,
    countersigned,
    read_head,
    read_statement,
    text,
)
from communique.exchange.log.keeping import heads_in
from communique.exchange.log.pseudonyms import known_names
from communique.exchange.log.signing import key_id, signing_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WITNESS = "witness"
"""Name of the key with which a government signs other logs' heads; its own log has a key of its own."""


def last_seen(home: Home, log: Ed25519PublicKey) -> Head | None:
    """The last head of another log that this government signed as a witness."""
    with reading(home) as ledger:
        row = ledger.execute(
            "SELECT signed FROM witnessed_heads WHERE log = ? ORDER BY rowid DESC LIMIT 1", (key_id(log),)
        ).fetchone()
    return None if row is None else read_head(row[0])


def countersign(home: Home, log: Ed25519PublicKey, head: Head, path: Sequence[bytes] = ()) -> Statement:
    """This government's statement on another log's head, given the consistency proof from `last_seen` to it.

    The head is remembered. Raises Fork or LogBroken, and remembers nothing, where the log does not continue.
    """
    key = signing_key(home, WITNESS)
    with writing(home) as ledger:
        row = ledger.execute(
            "SELECT signed FROM witnessed_heads WHERE log = ? ORDER BY rowid DESC LIMIT 1", (key_id(log),)
        ).fetchone()
        seen = None if row is None else read_head(row[0])
        statement = countersigned(key, log, seen, head, path, home.clock())
        ledger.execute("INSERT INTO witnessed_heads VALUES (?, ?, ?)", (head.log, head.size, text(head)))
    return statement


def keep_statement(home: Home, witness: Ed25519PublicKey, statement: Statement) -> None:
    """Keeps a witness's statement beside the log's own heads, so that exports carry it.

    Raises LogBroken for a head that this log never signed, SignatureError for a signature that does not hold.
    """
    with writing(home) as ledger:
        head = next((head for head in heads_in(ledger) if head.hash == statement.head), None)
        if head is None:
            raise LogBroken(f"the statement is on a head of {statement.size} entries that this log did not sign")
        check_statement(witness, statement, head)
        ledger.execute(
            "INSERT INTO log_statements VALUES (?, ?, ?)", (statement.witness, statement.size, text(statement))
        )


def statements(home: Home) -> tuple[Statement, ...]:
    """All statements of witnesses on this log's heads."""
    with reading(home) as ledger:
        rows = ledger.execute("SELECT signed FROM log_statements ORDER BY rowid").fetchall()
    return tuple(read_statement(row[0]) for row in rows)


def entries(home: Home) -> tuple[dict[str, Any], ...]:
    """All entries as plain data, each with its place as `position`."""
    with reading(home) as ledger:
        rows = ledger.execute("SELECT position, data FROM log_entries ORDER BY position").fetchall()
    return tuple({"position": position, **json.loads(data)} for position, data in rows)


def entries_about(home: Home, kind: str, identifier: str) -> tuple[dict[str, Any], ...]:
    """What the log says of one object or receiver, for its subject, in every month whose key is there."""
    names = {str(name) for name in known_names(home, kind, identifier)}
    return tuple(entry for entry in entries(home) if names & {entry.get("object"), entry.get("recipient")})
