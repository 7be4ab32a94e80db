"""What may be entered in the log? Who did what, when, under which clause; never a person's name or number.

A log outlives deletion, so its entries hold codes, keyed names and counts. Whatever has not the form of one of them is
refused, before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from communique.errors import CommuniqueError
from communique.exchange.log.canonical import canonical
from communique.exchange.log.pseudonyms import Pseudonym
from communique.tables.contract import MARKINGS

Decision = Literal["permit", "deny", "done"]

# words of letters with up to four digits behind, joined: a clause or a role, never a passport or a record locator
_CODE = re.compile(r"(?=.{1,80}$)[A-Za-z]+\d{0,4}(?:[-._:/+](?:[A-Za-z]+\d{0,4}|\d{1,4}))*")
_DIGITS = re.compile(r"(?:\d[-._:/+]?){7,}")  # a number cut into groups is still a number
_POLICY = re.compile(r"sha256:[0-9a-f]{64}")

DETAILS: Mapping[str, type | tuple[type, ...]] = {
    "approval": str,
    "approver": str,
    "category": str,
    "cells": int,
    "column": str,
    "copies": int,
    "delta": str,
    "due": str,
    "early": int,
    "epsilon": str,
    "kek": str,
    "operator": str,
    "owner": str,
    "records": int,
    "remaining": str,
    "review": str,
    "spent": str,
    "table": str,
}
"""What else an entry may say: counts, amounts and days of these names only."""

_CODES = ("approver", "operator", "owner")
_NAME = re.compile(r"(?=.{1,80}$)[a-z](?!\w*\d{5})\w*(\.[a-z](?!\w*\d{5})\w*)*", re.ASCII)  # of a contract
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,30})?")
_MOST = 10**9  # a count has at most nine figures; a telephone or a card has more
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KEK = re.compile(r"[A-Z]{3}\.(\d{4}-\d{2}|hold-[0-9a-f]{16})\.[a-z]+")
_APPROVAL = re.compile(r"approval-[0-9a-f]{32}")


class ClearIdentifier(CommuniqueError):
    """Something was to be entered that could name a person; nothing was written."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the log.

    role, organisation   who, as an office: "case_officer", "CBSA"
    action, decision     what: "read", "permit"
    clauses              ids of the clauses that decided
    policy               the version of the positions: "sha256:" and 64 hex digits
    at                   when, with its zone
    object               the keyed name of the record, where there is one
    purpose, recipient   for what, and to whom it went: a code, or a keyed name
    marking              TLP 2.0
    detail               counts, amounts and days by the names of `DETAILS`
    """

    role: str
    organisation: str
    action: str
    at: datetime
    decision: Decision = "done"
    clauses: tuple[str, ...] = ()
    policy: str | None = None
    object: Pseudonym | None = None
    purpose: str | None = None
    recipient: str | Pseudonym | None = None
    marking: str = MARKINGS[0]
    detail: Mapping[str, Any] = field(default_factory=dict)


def entry_bytes(entry: Entry) -> bytes:
    """The canonical bytes of an entry, which are a leaf of the tree.

    Raises ClearIdentifier naming the field that is no code, keyed name, count, amount or day.
    """
    if entry.at.tzinfo is None:
        raise ClearIdentifier("the time has no zone", column="at")
    if entry.object is not None and not isinstance(entry.object, Pseudonym):
        raise ClearIdentifier("an object enters the log under its pseudonym only", column="object")
    if entry.decision not in get_args(Decision) or entry.marking not in MARKINGS:
        raise ClearIdentifier(f"{entry.decision!r}, {entry.marking!r}: no such decision or marking", column="decision")
    if entry.policy is not None and not _POLICY.fullmatch(entry.policy):
        raise ClearIdentifier("the version of a policy is sha256: and 64 hex digits", column="policy")
    said: dict[str, Any] = {
        "at": time_text(entry.at),
        "action": _code("action", entry.action),
        "decision": entry.decision,
        "role": _code("role", entry.role),
        "organisation": _code("organisation", entry.organisation),
        "marking": entry.marking,
        "clauses": [_code("clauses", clause) for clause in entry.clauses],
        "policy": entry.policy,
        "object": str(entry.object) if entry.object else None,
        "purpose": _code("purpose", entry.purpose),
        "recipient": _receiver(entry.recipient),
        "detail": {name: _detail(name, value) for name, value in entry.detail.items()},
    }
    return canonical({name: value for name, value in said.items() if value not in (None, [], {})})


def time_text(at: datetime) -> str:
    """A moment in UTC as RFC 3339 writes it, to the microsecond."""
    there = at if at.tzinfo is UTC else at.astimezone(UTC)
    return there.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def is_code(text: object) -> bool:
    """Whether it has the form in which clauses, roles and actions enter the log."""
    return isinstance(text, str) and _CODE.fullmatch(text) is not None and not _DIGITS.search(text)


def _receiver(found: str | Pseudonym | None) -> str | None:
    return str(found) if isinstance(found, Pseudonym) else _code("recipient", found)


def _code(column: str, text: str | None) -> str | None:
    if text is None:
        return None
    if not is_code(text):
        raise ClearIdentifier(
            "what is to be entered is no code (words with up to four digits, joined by - . _ : / +); "
            "names and numbers of persons do not enter the log, an object enters under its pseudonym",
            column=column,
        )
    return text


def _detail(name: str, value: Any) -> Any:
    if name not in DETAILS:
        raise ClearIdentifier(f"the log has no detail {name!r}; it has {', '.join(DETAILS)}", column="detail")
    wanted = DETAILS[name]
    forms = {
        "kek": _KEK, "approval": _APPROVAL, "due": _DAY, "review": _DAY,
        "category": _NAME, "column": _NAME, "table": _NAME,
    }  # fmt: skip
    if wanted is int:
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST
    elif name in _CODES:
        return _code("detail", value)
    else:
        fits = isinstance(value, str) and forms.get(name, _AMOUNT).fullmatch(value) is not None
    if not fits:
        raise ClearIdentifier("is no count, amount, day or key of its form", column=f"detail.{name}")
    return value
