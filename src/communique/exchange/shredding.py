"""How is a record kept so that deleting one key makes it unreadable everywhere, and its masked fields earlier?

    data key        32 fresh random bytes for each part of each record
    box             nonce || AES-256-GCM(data key, fields), associated data (record, country, month, schema, part)
    wrapped         nonce || AES-256-GCM(KEK, data key), associated data (KEK, record, part)

Each nonce is 96 random bits. The part `kept` is under the KEK of the month in which the record is due for deletion; the
part `masked` under a second KEK: of the month of masking where masking is irreversible, else of the month of deletion,
and then it opens after masking only with a second officer's approval.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from communique.errors import CommuniqueError
from communique.exchange.approvals import Approval, NotApproved, Officer, use_in
from communique.exchange.keys import KeyFault, existing_key, is_destroyed, kek_id, key_in
from communique.exchange.ledger import Home, missing, reading, writing
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append_in
from communique.exchange.log.pseudonyms import pseudonym
from communique.geo import known_country

Fields = Mapping[str, Any]
PartName = Literal["kept", "masked"]

_RECORD = re.compile(r"r-[0-9a-f]{32}")
_NONCE, _KEY = 12, 32  # bytes


class Unreadable(CommuniqueError):
    """A record, or its masked fields, that can or may no longer be read."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a sealed record: the key it is under, its wrapped data key, its encrypted fields."""

    kek: str
    wrapped: bytes
    box: bytes


@dataclass(frozen=True)
class Sealed:
    """A record as it may be stored and backed up anywhere: without the keys it says nothing but its dates.

    expires       the day it is due for deletion: the last on which it may be read
    masks         the last day on which its masked fields are seen as all others; None where there are none
    irreversible  whether masking destroys them, or only asks for an approval
    """

    record: str
    country: str
    expires: date
    schema: int
    kept: Part
    masked: Part | None = None
    masks: date | None = None
    irreversible: bool = True


@dataclass(frozen=True, kw_only=True)
class Plain:
    """A record before it is sealed. `fields` and `masked` are JSON objects."""

    record: str
    country: str
    expires: date
    fields: Fields
    masked: Fields | None = None
    masks: date | None = None
    irreversible: bool = True
    schema: int = 1

    def __post_init__(self) -> None:
        if not _RECORD.fullmatch(self.record):
            raise Unreadable("a record has an opaque id made by `record_id`: the ledger may outlive the record")
        if (self.masked is None) != (self.masks is None):
            raise Unreadable(f"{self.record}: masked fields and the day of masking come together")
        if self.masks is not None and self.masks > self.expires:
            raise Unreadable(f"{self.record}: masking on {self.masks} would come after deletion on {self.expires}")


def record_id() -> str:
    """A fresh id that says nothing of the record."""
    return f"r-{secrets.token_hex(16)}"


def seal(home: Home, records: Iterable[Plain]) -> list[Sealed]:
    """The records sealed, in order, all registered together.

    Raises KeyFault for a record whose month's key was destroyed already: it is overdue on arrival, and is not taken.
    """
    with writing(home) as ledger:
        keys: dict[str, bytes] = {}
        sealed = [_sealed(home, ledger, plain, keys) for plain in records]
        rows = [row for one in sealed for row in _rows(one)]
        try:
            ledger.executemany("INSERT INTO sealed_parts VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.IntegrityError:
            raise Unreadable("a record of that id is sealed already") from None
    return sealed


def _sealed(home: Home, ledger: sqlite3.Connection, plain: Plain, keys: dict[str, bytes]) -> Sealed:
    def part(name: PartName, kek: str, fields: Fields) -> Part:
        if kek not in keys:
            keys[kek] = key_in(home, ledger, kek)
        content = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        return encrypted(keys[kek], kek, content, plain.record, name, _bound(plain, name))

    kept = part("kept", kek_id(plain.country, plain.expires, "record"), plain.fields)
    masked = None
    if plain.masked is not None and plain.masks is not None:
        day = plain.masks if plain.irreversible else plain.expires
        masked = part("masked", kek_id(plain.country, day, "masked"), plain.masked)
    return Sealed(
        plain.record, known_country(plain.country), plain.expires, plain.schema, kept, masked, plain.masks,
        plain.irreversible,
    )  # fmt: skip


def _rows(sealed: Sealed) -> list[tuple[str, str, str, str, str]]:
    rows = [(sealed.record, "kept", sealed.kept.kek, sealed.expires.isoformat(), "delete")]
    if sealed.masked is not None and sealed.masks is not None:
        day, action = (sealed.masks, "mask") if sealed.irreversible else (sealed.expires, "delete")
        rows.append((sealed.record, "masked", sealed.masked.kek, day.isoformat(), action))
    return rows


def encrypted(key: bytes, kek: str, content: bytes, record: str, name: str, bound: bytes) -> Part:
    """The part of these bytes under a fresh data key that `key` wraps."""
    aes = _aes()
    data_key, nonce, other = os.urandom(_KEY), os.urandom(_NONCE), os.urandom(_NONCE)
    box = nonce + aes(data_key).encrypt(nonce, content, bound)
    return Part(kek, other + aes(key).encrypt(other, data_key, _wrapping(kek, record, name)), box)


def _bound(record: Plain | Sealed, name: PartName) -> bytes:
    said = (record.record, known_country(record.country), f"{record.expires:%Y-%m}", str(record.schema), name)
    return "\x00".join(said).encode()


def _wrapping(kek: str, record: str, name: str) -> bytes:
    return f"{kek}\x00{record}\x00{name}".encode()


@cache
def _aes() -> Any:
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ModuleNotFoundError as error:
        raise missing(error) from error
    return AESGCM


def _opened(key: bytes, part: Part, sealed: Sealed, name: PartName) -> bytes:
    data_key = _unwrapped(key, part, sealed.record, name)
    return _decrypted(data_key, part.box, _bound(sealed, name), sealed.record)


def _unwrapped(key: bytes, part: Part, record: str, name: PartName) -> bytes:
    return _decrypted(key, part.wrapped, _wrapping(part.kek, record, name), record)


def _decrypted(key: bytes, content: bytes, bound: bytes, record: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        opened: bytes = _aes()(key).decrypt(content[:_NONCE], content[_NONCE:], bound)
    except (InvalidTag, ValueError):
        raise Unreadable(f"{record} was changed, or its dates or its key are another record's") from None
    return opened


@dataclass(frozen=True)
class Opened:
    """The fields of a record that may be seen; `masked` is None where they are hidden, with the reason."""

    fields: dict[str, Any]
    masked: dict[str, Any] | None = None
    hidden: Literal["none", "masked", "erased", ""] = ""


def unseal(home: Home, sealed: Sealed, reader: Officer, purpose: str, *, approval_id: str | None = None) -> Opened:
    """What may be seen of the record today, and the reading is entered in the log.

    approval_id  a second officer's approval `unmask` that the reader asked for; its reason enters the log

    Raises NotApproved for an approval that is not the reader's to use, and Unreadable for a record that was erased,
    that is overdue for deletion and not on hold, or that was changed.
    """
    on = home.clock().date()
    with writing(home) as ledger:
        if sealed.expires < on and not _on_hold(ledger, sealed.record, "delete", on):
            raise Unreadable(f"{sealed.record} was due for deletion on {sealed.expires}; it may no longer be read")
        fields = json.loads(_opened(_key_at(home, ledger, sealed.kept.kek), sealed.kept, sealed, "kept"))
        hidden = _hides(ledger, sealed, on)
        approval = None
        if hidden == "masked" and approval_id is not None:
            hidden, approval = "", _approved(home, ledger, approval_id, sealed.record, reader)
        masked = None
        if hidden == "" and sealed.masked is not None:
            masked = json.loads(_opened(_key_at(home, ledger, sealed.masked.kek), sealed.masked, sealed, "masked"))
        append_in(ledger, [_reading(home, sealed, reader, purpose, approval)])
    return Opened(fields, masked, hidden)


def _hides(ledger: sqlite3.Connection, sealed: Sealed, on: date) -> Literal["none", "masked", "erased", ""]:
    if sealed.masked is None or sealed.masks is None:
        return "none"
    if on <= sealed.masks or _on_hold(ledger, sealed.record, "mask", on):
        return ""
    return "erased" if sealed.irreversible else "masked"


def _approved(home: Home, ledger: sqlite3.Connection, id: str, record: str, reader: Officer) -> Approval:
    found = use_in(home, ledger, id, "unmask", record)
    if found.requested_by != reader.code:
        raise NotApproved(f"{id} was requested by {found.requested_by}: nobody else sees the record with it")
    return found


def _on_hold(ledger: sqlite3.Connection, record: str, action: str, on: date) -> bool:
    day = on.isoformat()
    return bool(
        ledger.execute(
            "SELECT 1 FROM holds WHERE record = ? AND instr(suspends, ?) AND start <= ? "
            "AND (released IS NULL OR released > ?)",
            (record, action, day, day),
        ).fetchone()
    )


def _key_at(home: Home, ledger: sqlite3.Connection, kek: str) -> bytes:
    known = ledger.execute("SELECT destroyed_at FROM keys_made WHERE kek = ?", (kek,)).fetchone()
    if known is None:
        raise KeyFault(f"key {kek} was never made here")
    try:
        return existing_key(home, kek, known["destroyed_at"])
    except KeyFault as error:
        raise Unreadable(error.message, file=error.file) from error


def _reading(home: Home, sealed: Sealed, reader: Officer, purpose: str, approval: Approval | None) -> Entry:
    detail = {"operator": reader.code}
    if approval is not None:
        detail |= {"approval": approval.id, "approver": str(approval.approved_by)}
    return Entry(
        role=reader.role, organisation=reader.organisation, decision="permit", at=home.clock(),
        action="record.read" if approval is None else "record.unmask",
        clauses=() if approval is None else (approval.reason,),
        object=pseudonym(home, "record", sealed.record), purpose=purpose, detail=detail,
    )  # fmt: skip


def rewrapped(home: Home, ledger: sqlite3.Connection, sealed: Sealed, name: PartName, kek: str) -> Sealed:
    """The same record with the data key of one part under another KEK; its box stays as it is."""
    part = sealed.kept if name == "kept" else sealed.masked
    if part is None or part.kek == kek:
        return sealed
    data_key = _unwrapped(_key_at(home, ledger, part.kek), part, sealed.record, name)
    nonce = os.urandom(_NONCE)
    wrapped = nonce + _aes()(key_in(home, ledger, kek)).encrypt(nonce, data_key, _wrapping(kek, sealed.record, name))
    ledger.execute("UPDATE sealed_parts SET kek = ? WHERE record = ? AND part = ?", (kek, sealed.record, name))
    moved = Part(kek, wrapped, part.box)
    return replace(sealed, kept=moved) if name == "kept" else replace(sealed, masked=moved)


def erased(home: Home, sealed: Sealed) -> bool:
    """Whether the key of the record is gone, so that no copy of it can be read here."""
    with reading(home) as ledger:
        return is_destroyed(ledger, sealed.kept.kek)
