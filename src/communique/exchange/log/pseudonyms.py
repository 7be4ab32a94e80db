"""Under which name does an identifier enter the log? A keyed one: without the period's key it leads to nobody.

A passport number is enumerable in seconds, so an unkeyed hash of it is no protection. Each month has a key of its own:
HMAC-SHA-256(key, kind || 0x00 || identifier). When the key is destroyed, nobody can link its entries any more.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date

from communique.exchange.ledger import Home, LedgerError, erase_key, kept_key

_KIND = re.compile(r"[a-z]+(_[a-z]+)*")
_WRITTEN = re.compile(r"hmac:(\d{4}-\d{2}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """The keyed name of an identifier in one month."""

    month: str
    digest: str

    def __str__(self) -> str:
        return f"hmac:{self.month}:{self.digest}"

    @classmethod
    def of(cls, text: str) -> Pseudonym:
        """The pseudonym of its text; raises LedgerError for anything else."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise LedgerError("this is not a pseudonym made by `pseudonym`; the log takes no other name of an object")
        return cls(found[1], found[2])


def pseudonym(home: Home, kind: str, identifier: str, *, on: date | None = None) -> Pseudonym:
    """The keyed name of an identifier in the month of `on` (default: now); the month's key is made when it is missing.

    kind  what the identifier is, such as "passport" or "record": the same digits of two kinds have two names
    """
    _refuse(kind, identifier)
    month = f"{on or home.clock().date():%Y-%m}"
    file = home.keys / "pseudonyms" / f"{month}.key"
    if file.with_suffix(".destroyed").exists():
        raise LedgerError(f"the pseudonym key of {month} was destroyed; no name can be made for that month")
    key = kept_key(file, lambda: secrets.token_bytes(32))
    return _named(month, key, kind, identifier)


def known_names(home: Home, kind: str, identifier: str) -> tuple[Pseudonym, ...]:
    """The identifier's names in every month whose key is still there: what subject access looks for."""
    _refuse(kind, identifier)
    files = sorted((home.keys / "pseudonyms").glob("*.key"))
    return tuple(_named(file.stem, file.read_bytes(), kind, identifier) for file in files)


def forget(home: Home, month: str) -> None:
    """Destroys a month's key: its entries can no longer be linked to anybody, and the log still verifies."""
    file = home.keys / "pseudonyms" / f"{month}.key"
    if not file.exists():
        raise LedgerError(f"there is no pseudonym key of {month}", file=file)
    file.with_suffix(".destroyed").touch()
    erase_key(file)


def _named(month: str, key: bytes, kind: str, identifier: str) -> Pseudonym:
    return Pseudonym(month, hmac.digest(key, f"{kind}\x00{identifier}".encode(), "sha256").hex())


def _refuse(kind: str, identifier: str) -> None:
    if not _KIND.fullmatch(kind):
        raise LedgerError(f"{kind!r}: the kind of an identifier is a word in lower case, such as passport")
    if not identifier or identifier != identifier.strip():
        raise LedgerError("the identifier is empty or has blanks around it: it would get a name of its own")
