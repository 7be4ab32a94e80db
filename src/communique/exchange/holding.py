"""Which records may not be deleted for now, by whose order, and what happens when the order ends?

A hold moves what it suspends to a key of its own, so that the month's key can be destroyed for all the others. When it
is released the day of deletion is again the one from the original origin: the record goes back under the key of that
month or, where that day has passed or that key is gone, stays under the hold's key, which is destroyed in its turn.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import date

from communique.exchange.approvals import Officer
from communique.exchange.clocks import ClockError, Hold
from communique.exchange.keys import is_destroyed, kek_id
from communique.exchange.ledger import Home, reading, writing
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append_in
from communique.exchange.log.pseudonyms import pseudonym
from communique.exchange.shredding import PartName, Sealed, rewrapped


@dataclass(frozen=True)
class Held:
    """A hold in the ledger, with its id."""

    id: str
    hold: Hold


def place(home: Home, hold: Hold, by: Officer) -> Held:
    """The hold, recorded and entered in the log; from its start on no key over the record can be destroyed."""
    id = f"hold-{secrets.token_hex(8)}"
    with writing(home) as ledger:
        ledger.execute(
            "INSERT INTO holds VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (
                id, hold.record, hold.authority, hold.start.isoformat(), hold.review.isoformat(),
                " ".join(sorted(hold.suspends)),
            ),
        )  # fmt: skip
        append_in(ledger, [_entry(home, hold, by, "hold.placed")])
    return Held(id, hold)


def under_hold(home: Home, sealed: Sealed, id: str) -> Sealed:
    """The record with all parts that the hold suspends under the hold's own key; store it in place of the other."""
    with writing(home) as ledger:
        held = _held(ledger, id)
        _refuse_other(held, sealed)
        for name in _suspended(held.hold, sealed):
            sealed = rewrapped(home, ledger, sealed, name, _kek(sealed, id, name))
    return sealed


def release(home: Home, id: str, by: Officer, sealed: Sealed | None = None) -> Sealed | None:
    """The record as it is to be stored from now on, after the hold ended today.

    sealed  the record where it was put `under_hold`; without it only the hold is ended

    A part whose day has passed, or whose month's key is gone, stays under the hold's key: destroy that when it is due.
    Another hold that stands takes the record over. Raises ClockError for a hold that ended before.
    """
    on = home.clock().date()
    with writing(home) as ledger:
        held = _held(ledger, id)
        if held.hold.released is not None:
            raise ClockError(f"{id} was released on {held.hold.released} already")
        if on < held.hold.start:
            raise ClockError(f"{id} begins on {held.hold.start}; it cannot end before")
        ledger.execute("UPDATE holds SET released = ? WHERE id = ?", (on.isoformat(), id))
        append_in(ledger, [_entry(home, held.hold, by, "hold.released")])
        if sealed is not None:
            _refuse_other(held, sealed)
            for name in _suspended(held.hold, sealed):
                sealed = _given_back(home, ledger, sealed, name, on)
    return sealed


def _given_back(home: Home, ledger: sqlite3.Connection, sealed: Sealed, name: PartName, on: date) -> Sealed:
    others = [held for held in _of_record(ledger, sealed.record) if held.hold.stands(on)]
    other = next((held for held in others if name in _suspended(held.hold, sealed)), None)
    if other is not None:
        return rewrapped(home, ledger, sealed, name, _kek(sealed, other.id, name))
    day = _due(sealed, name)
    kek = kek_id(sealed.country, day, _USE[name])
    return sealed if day < on or is_destroyed(ledger, kek) else rewrapped(home, ledger, sealed, name, kek)


_USE: dict[PartName, str] = {"kept": "record", "masked": "masked"}


def _kek(sealed: Sealed, id: str, name: PartName) -> str:
    return f"{sealed.country}.{id}.{_USE[name]}"


def _suspended(hold: Hold, sealed: Sealed) -> tuple[PartName, ...]:
    """Parts whose end the hold suspends: masked fields end by masking where that is irreversible."""
    parts: list[PartName] = ["kept"] if "delete" in hold.suspends else []
    if sealed.masked is not None and ("mask" if sealed.irreversible else "delete") in hold.suspends:
        parts.append("masked")
    return tuple(parts)


def _due(sealed: Sealed, name: PartName) -> date:
    return sealed.masks if name == "masked" and sealed.irreversible and sealed.masks else sealed.expires


def holds(home: Home, record: str | None = None) -> tuple[Held, ...]:
    """All holds, released ones too, or those of one record, the earliest first."""
    with reading(home) as ledger:
        return _of_record(ledger, record)


def _of_record(ledger: sqlite3.Connection, record: str | None) -> tuple[Held, ...]:
    rows = ledger.execute("SELECT * FROM holds WHERE ? IS NULL OR record = ? ORDER BY start, id", (record, record))
    return tuple(map(_read, rows))


def _held(ledger: sqlite3.Connection, id: str) -> Held:
    row = ledger.execute("SELECT * FROM holds WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise ClockError(f"there is no hold {id!r}")
    return _read(row)


def _read(row: sqlite3.Row) -> Held:
    start, review = date.fromisoformat(row["start"]), date.fromisoformat(row["review"])
    released = date.fromisoformat(row["released"]) if row["released"] else None
    hold = Hold(row["record"], row["authority"], start, review, released, frozenset(row["suspends"].split()))
    return Held(row["id"], hold)


def _refuse_other(held: Held, sealed: Sealed) -> None:
    if held.hold.record != sealed.record:
        raise ClockError(f"{held.id} is on {held.hold.record}, not on {sealed.record}")


def _entry(home: Home, hold: Hold, by: Officer, action: str) -> Entry:
    return Entry(
        role=by.role, organisation=by.organisation, action=action, at=home.clock(),
        object=pseudonym(home, "record", hold.record),
        detail={"operator": by.code, "review": hold.review.isoformat()},
    )  # fmt: skip
