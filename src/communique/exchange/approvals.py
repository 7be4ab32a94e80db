"""Did a second pair of eyes agree, and through whose hands did a record pass?

What nobody may do alone (unmask, mark down, destroy a key, release a table) needs an approval: one officer asks,
another one grants, and it is used once, before it expires. Officers are known by code, never by name.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from communique.errors import CommuniqueError
from communique.exchange.ledger import Home, reading, writing
from communique.exchange.log.entries import Entry, time_text
from communique.exchange.log.keeping import append_in
from communique.exchange.log.pseudonyms import pseudonym
from communique.exchange.log.witness import entries_about

Kind = Literal["unmask", "mark_down", "destroy_key", "release", "onward"]


class NotApproved(CommuniqueError):
    """Something was to be done that needs the approval of a second officer."""


@dataclass(frozen=True)
class Officer:
    """Who acts: a code that the office can trace, a role and an organisation. No name."""

    code: str
    role: str
    organisation: str


@dataclass(frozen=True)
class Approval:
    """One request for approval, as it stands."""

    id: str
    kind: Kind
    subject: str
    reason: str
    requested_by: str
    requested_at: datetime
    expires_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    used_at: datetime | None


def request(home: Home, kind: Kind, subject: str, by: Officer, reason: str, valid: timedelta) -> Approval:
    """The open request of an officer.

    subject  what it is for: a record's opaque id, a pseudonym, the id of a key, a data set
    reason   a code of the office's own list; it enters the log
    valid    how long the approval may be used
    """
    if kind not in get_args(Kind):
        raise NotApproved(f"{kind!r} is not one of {', '.join(get_args(Kind))}")
    if not subject or valid <= timedelta(0):
        raise NotApproved("an approval is for something, and for some time")
    now = home.clock()
    id = f"approval-{secrets.token_hex(16)}"
    with writing(home) as ledger:
        ledger.execute(
            "INSERT INTO approvals (id, kind, subject, reason, requested_by, requested_at, expires_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (id, kind, subject, reason, by.code, now.isoformat(), (now + valid).isoformat()),
        )
        _enter(ledger, by, now, f"{kind}.requested", id, (reason,))
        return _approval(ledger, id)


def grant(home: Home, id: str, by: Officer) -> Approval:
    """The approval, granted; raises NotApproved for the officer who asked, and where it is granted or expired."""
    now = home.clock()
    with writing(home) as ledger:
        found = _approval(ledger, id)
        if by.code == found.requested_by:
            raise NotApproved(f"{id} was requested by {by.code}: another officer has to approve it")
        if found.approved_by is not None:
            raise NotApproved(f"{id} is approved already, by {found.approved_by}")
        if found.expires_at <= now:
            raise NotApproved(f"{id} expired at {found.expires_at:%Y-%m-%d %H:%M}: request it again")
        ledger.execute(
            "UPDATE approvals SET approved_by = ?, approved_at = ? WHERE id = ?", (by.code, now.isoformat(), id)
        )
        _enter(ledger, by, now, f"{found.kind}.approved", id, (found.reason,))
        return _approval(ledger, id)


def use_in(home: Home, ledger: sqlite3.Connection, id: str, kind: Kind, subject: str) -> Approval:
    """The approval, marked as used in the transaction of the act that it allows.

    Raises NotApproved where it is for another act or subject, not granted, expired, or used before.
    """
    found, now = _approval(ledger, id), home.clock()
    if (found.kind, found.subject) != (kind, subject):
        raise NotApproved(f"{id} approves {found.kind} of {found.subject}, not {kind} of {subject}")
    if found.approved_by is None:
        raise NotApproved(f"{id} was requested by {found.requested_by} and is approved by nobody yet")
    if found.used_at is not None:
        raise NotApproved(f"{id} was used at {found.used_at:%Y-%m-%d %H:%M}; an approval is used once")
    if found.expires_at <= now:
        raise NotApproved(f"{id} expired at {found.expires_at:%Y-%m-%d %H:%M}")
    ledger.execute("UPDATE approvals SET used_at = ? WHERE id = ?", (now.isoformat(), id))
    return _approval(ledger, id)


def approval(home: Home, id: str) -> Approval:
    """An approval by id; raises NotApproved where there is none."""
    with reading(home) as ledger:
        return _approval(ledger, id)


def _approval(ledger: sqlite3.Connection, id: str) -> Approval:
    row = ledger.execute("SELECT * FROM approvals WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise NotApproved(f"there is no approval {id!r}")
    columns: dict[str, Any] = dict(row)
    for name in ("requested_at", "expires_at", "approved_at", "used_at"):
        columns[name] = None if row[name] is None else datetime.fromisoformat(row[name])
    return Approval(**columns)


def _enter(
    ledger: sqlite3.Connection, by: Officer, at: datetime, action: str, approval_id: str, clauses: tuple[str, ...]
) -> None:
    entry = Entry(
        role=by.role, organisation=by.organisation, action=action, at=at, clauses=clauses,
        detail=_details(by, approval_id),
    )  # fmt: skip
    append_in(ledger, [entry])


class ChainBroken(CommuniqueError):
    """A record was to be passed on by somebody who never received it, or against a refusal."""


@dataclass(frozen=True)
class Transfer:
    """One step of a record from hand to hand."""

    giver: str
    receiver: str
    clauses: tuple[str, ...]
    at: str
    marking: str


def pass_on(
    home: Home, record: str, origin: str, by: Officer, receiver: str, clauses: tuple[str, ...],
    *, permitted: bool | None, purpose: str, marking: str, approval_id: str | None = None,
) -> Transfer:  # fmt: skip
    """The step, entered in the log: `by.organisation` passes the record to `receiver` under these clauses.

    record       its opaque id; it enters the log under its pseudonym
    origin       the organisation that collected the record, and may begin the chain
    permitted    the decision of the originator's position; unknown denies
    approval_id  the approval of an onward transfer, used here; every step after the first needs one

    Raises ChainBroken for a giver that the record never reached, without a clause, and where it is not permitted: the
    refusal is entered in the log too.
    """
    refusal = _refusal(transfers(home, record), origin, by.organisation, clauses, permitted, approval_id)
    entry = Entry(
        role=by.role, organisation=by.organisation, action="transfer", decision="deny" if refusal else "permit",
        clauses=clauses, at=home.clock(), object=pseudonym(home, "record", record), purpose=purpose,
        recipient=receiver, marking=marking, detail=_details(by, approval_id),
    )  # fmt: skip
    with writing(home) as ledger:
        if refusal is None and approval_id is not None:
            use_in(home, ledger, approval_id, "onward", record)
        append_in(ledger, [entry])
    if refusal is not None:
        raise ChainBroken(refusal)
    return Transfer(by.organisation, receiver, clauses, time_text(entry.at), marking)


def _details(by: Officer, approval_id: str | None) -> dict[str, str]:
    return {"operator": by.code} | ({"approval": approval_id} if approval_id is not None else {})


def _refusal(
    chain: tuple[Transfer, ...], origin: str, giver: str, clauses: tuple[str, ...], permitted: bool | None,
    approval_id: str | None,
) -> str | None:  # fmt: skip
    if giver != origin and giver not in {step.receiver for step in chain}:
        return f"{giver} never received this record and cannot pass it on"
    if not clauses:
        return "a transfer names the clause under which it is made"
    if permitted is not True:
        return f"the position of {origin} does not permit it" + (": unknown denies" if permitted is None else "")
    if giver != origin and approval_id is None:
        return f"{giver} received the record from others: passing it on needs an approval"
    return None


def transfers(home: Home, record: str) -> tuple[Transfer, ...]:
    """Who passed the record to whom, when and under which clause, the first step first, read from the log.

    Steps of a month whose pseudonym key was destroyed can no longer be linked to the record.
    """
    return tuple(
        Transfer(step["organisation"], step["recipient"], tuple(step["clauses"]), step["at"], step["marking"])
        for step in entries_about(home, "record", record)
        if step["action"] == "transfer" and step["decision"] == "permit"
    )
