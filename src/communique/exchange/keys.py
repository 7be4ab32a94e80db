"""Which keys wrap the records' keys, where is each copy, and what proves that one is gone?

One key-encryption key (KEK) per country, month and use, and one per legal hold. Destroying a KEK erases every record
under it, backups included, once every copy of it is gone: so each copy is tracked, and the proof names what remains.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from communique.errors import CommuniqueError
from communique.exchange.approvals import Officer, use_in
from communique.exchange.ledger import Home, erase_key, kept_key, read_key, reading, writing
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append_in
from communique.geo import known_country

HERE = "keys"
"""Place of the copy that this house works with."""

_PLACE = re.compile(r"[a-z]+[a-z0-9_-]*")


class KeyFault(CommuniqueError):
    """A key that is not there, that may not be destroyed, or that may not be made again."""


@dataclass(frozen=True)
class Erasure:
    """The proof that the records under a key can no longer be read, as far as they cannot.

    records   number of parts of records that were under it
    early     how many of them were due after the day of destruction: a month has one key and one last day
    approver  the second officer
    remaining places where a copy of the key still is; the erasure is complete when there is none
    entry     place in the log
    """

    kek: str
    records: int
    early: int
    at: datetime
    operator: str
    approver: str
    remaining: tuple[str, ...]
    entry: int

    @property
    def complete(self) -> bool:
        """Whether no copy of the key is left."""
        return not self.remaining


@dataclass(frozen=True)
class KeyState:
    """What is known of a key: how many parts are under it, the first and the last day they are due, its copies."""

    kek: str
    records: int
    first_due: date | None
    last_due: date | None
    held: int
    copies: tuple[str, ...]
    destroyed_at: datetime | None


def kek_id(country: str, due: date, use: str) -> str:
    """Name of the key of a country, of the month of a day, and of a use: `record` or `masked`."""
    return f"{known_country(country)}.{due:%Y-%m}.{use}"


def file_of(home: Home, kek: str) -> Path:
    """Where the working copy of a key is."""
    return home.keys / "kek" / f"{kek}.key"


def key_in(home: Home, ledger: sqlite3.Connection, kek: str) -> bytes:
    """The key of that name, made when it is asked for the first time.

    Raises KeyFault for a key that was destroyed: what it covers is due, and nothing may be put under it again.
    """
    known = ledger.execute("SELECT destroyed_at FROM keys_made WHERE kek = ?", (kek,)).fetchone()
    if known is not None:
        return existing_key(home, kek, known["destroyed_at"])
    country, month, use = kek.split(".")
    now = home.clock().isoformat()
    # where the file is there already, a writer died between it and the ledger: nothing is under that key yet
    key = kept_key(file_of(home, kek), lambda: secrets.token_bytes(32))
    ledger.execute("INSERT INTO keys_made VALUES (?, ?, ?, ?, ?, NULL)", (kek, country, month, use, now))
    ledger.execute("INSERT INTO key_copies VALUES (?, ?, ?, NULL)", (kek, HERE, now))
    return key


def existing_key(home: Home, kek: str, destroyed_at: str | None) -> bytes:
    """The bytes of a key; raises KeyFault where it was destroyed or its file is gone."""
    if destroyed_at is not None:
        raise KeyFault(f"key {kek} was destroyed at {destroyed_at[:16]}: what was under it is erased")
    key = read_key(file_of(home, kek))
    if key is None:
        raise KeyFault(f"key {kek} is not there, and no destruction is recorded", file=file_of(home, kek))
    return key


def is_destroyed(ledger: sqlite3.Connection, kek: str) -> bool:
    """Whether the destruction of the key is recorded."""
    known = ledger.execute("SELECT destroyed_at FROM keys_made WHERE kek = ?", (kek,)).fetchone()
    return known is not None and known["destroyed_at"] is not None


def key_of(home: Home, kek: str) -> bytes:
    """The bytes of a key that was made before; raises KeyFault for one that was destroyed or never made."""
    with reading(home) as ledger:
        known = ledger.execute("SELECT destroyed_at FROM keys_made WHERE kek = ?", (kek,)).fetchone()
    if known is None:
        raise KeyFault(f"key {kek} was never made here")
    return existing_key(home, kek, known["destroyed_at"])


def add_copy(home: Home, kek: str, place: str) -> tuple[str, ...]:
    """All places of copies, after one at another place, such as `vault-ottawa`, is recorded; it is made there."""
    if not _PLACE.fullmatch(place) or place == HERE:
        raise KeyFault(f"{place!r}: a place is words in lower case, and not {HERE!r}")
    key_of(home, kek)
    with writing(home) as ledger:
        try:
            now = home.clock().isoformat()
            ledger.execute("INSERT INTO key_copies VALUES (?, ?, ?, NULL)", (kek, place, now))
        except sqlite3.IntegrityError:
            raise KeyFault(f"a copy of {kek} at {place} is recorded already") from None
        return _copies(ledger, kek)


def copy_destroyed(home: Home, kek: str, place: str, operator: Officer) -> tuple[str, ...]:
    """The places where copies remain, after the one at `place` is reported as destroyed; entered in the log."""
    if place == HERE:
        raise KeyFault("the working copy is destroyed by `destroy`, with a second officer's approval")
    with writing(home) as ledger:
        now = home.clock()
        done = ledger.execute(
            "UPDATE key_copies SET destroyed_at = ? WHERE kek = ? AND place = ? AND destroyed_at IS NULL",
            (now.isoformat(), kek, place),
        )
        if done.rowcount == 0:
            raise KeyFault(f"no copy of {kek} at {place} is recorded, or it was reported destroyed before")
        left = _copies(ledger, kek)
        detail: dict[str, str | int] = {"kek": kek, "copies": len(left), "operator": operator.code}
        append_in(ledger, [_entry(operator, now, "key.copy_destroyed", detail)])
    return left


def destroy(home: Home, kek: str, operator: Officer, approval_id: str) -> Erasure:
    """The proof of erasure: the key's bytes are overwritten and gone, and the log says so.

    Raises KeyFault before the first record under it is due, and while a record under it is on hold (re-wrap it first);
    NotApproved without a second officer's approval `destroy_key` for this key.
    """
    with writing(home) as ledger:
        now, on = home.clock(), home.clock().date()
        state = _state(ledger, kek, on)
        _refuse(state, on)
        approval = use_in(home, ledger, approval_id, "destroy_key", kek)
        early = ledger.execute(
            "SELECT count(*) FROM sealed_parts WHERE kek = ? AND due > ?", (kek, on.isoformat())
        ).fetchone()[0]
        ledger.execute("UPDATE keys_made SET destroyed_at = ? WHERE kek = ?", (now.isoformat(), kek))
        ledger.execute(
            "UPDATE key_copies SET destroyed_at = ? WHERE kek = ? AND place = ?", (now.isoformat(), kek, HERE)
        )
        ledger.execute("DELETE FROM sealed_parts WHERE kek = ?", (kek,))
        left = _copies(ledger, kek)
        approver = str(approval.approved_by)
        detail: dict[str, str | int] = {
            "kek": kek, "records": state.records, "early": early, "copies": len(left), "operator": operator.code,
            "approver": approver, "approval": approval_id,
        }  # fmt: skip
        places = append_in(ledger, [_entry(operator, now, "key.destroyed", detail)])
        # before the commit: a ledger that says "destroyed" while the key is there would be a false proof
        if file_of(home, kek).exists():
            erase_key(file_of(home, kek))
    return Erasure(kek, state.records, early, now, operator.code, approver, left, places[0])


def _refuse(state: KeyState, on: date) -> None:
    if state.destroyed_at is not None:
        raise KeyFault(f"key {state.kek} was destroyed at {state.destroyed_at:%Y-%m-%d %H:%M} already")
    if state.held:
        moved = "wait for its release" if ".hold-" in state.kek else "re-wrap them to their hold first"
        raise KeyFault(f"{state.held} records under {state.kek} are on legal hold: {moved}")
    if state.first_due is not None and state.first_due > on:
        raise KeyFault(f"nothing under {state.kek} is due before {state.first_due}: it is too early to destroy it")


def states(home: Home) -> tuple[KeyState, ...]:
    """What is known of every key, the one whose records are due first first."""
    with reading(home) as ledger:
        names = [row[0] for row in ledger.execute("SELECT kek FROM keys_made")]
        found = [_state(ledger, kek, home.clock().date()) for kek in names]
    return tuple(sorted(found, key=lambda state: (state.first_due or date.max, state.kek)))


def _state(ledger: sqlite3.Connection, kek: str, on: date) -> KeyState:
    known = ledger.execute("SELECT destroyed_at FROM keys_made WHERE kek = ?", (kek,)).fetchone()
    if known is None:
        raise KeyFault(f"there is no key {kek}")
    records, first, last = ledger.execute(
        "SELECT count(*), min(due), max(due) FROM sealed_parts WHERE kek = ?", (kek,)
    ).fetchone()
    return KeyState(
        kek,
        records,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        _held(ledger, kek, on),
        _copies(ledger, kek),
        datetime.fromisoformat(known["destroyed_at"]) if known["destroyed_at"] else None,
    )


def _held(ledger: sqlite3.Connection, kek: str, on: date) -> int:
    """Number of parts under the key whose fate a standing hold suspends."""
    return int(
        ledger.execute(
            "SELECT count(*) FROM sealed_parts p WHERE kek = ? AND EXISTS (SELECT 1 FROM holds h WHERE "
            "h.record = p.record AND instr(h.suspends, p.action) AND h.start <= ? "
            "AND (h.released IS NULL OR h.released > ?))",
            (kek, on.isoformat(), on.isoformat()),
        ).fetchone()[0]
    )


def _copies(ledger: sqlite3.Connection, kek: str) -> tuple[str, ...]:
    rows = ledger.execute("SELECT place FROM key_copies WHERE kek = ? AND destroyed_at IS NULL ORDER BY place", (kek,))
    return tuple(row[0] for row in rows)


def _entry(by: Officer, at: datetime, action: str, detail: dict[str, str | int]) -> Entry:
    return Entry(role=by.role, organisation=by.organisation, action=action, at=at, detail=detail)
