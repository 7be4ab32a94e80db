"""A government's state in a folder of its own, with a clock that a test turns by hand, and two officers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from communique.exchange.approvals import Kind, Officer, grant, request
from communique.exchange.ledger import Home
from communique.exchange.log.entries import Entry
from communique.exchange.log.merkle import EMPTY, node_hash
from communique.exchange.log.pseudonyms import pseudonym

STEWARD = Officer("can.officer.17", "data_steward", "CBSA")
SUPERVISOR = Officer("can.officer.3", "supervisor", "CBSA")
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


class Clock:
    """Shows the same time until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def to(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def a_house(folder: Path, on: date = date(2026, 11, 24)) -> tuple[Home, Clock]:
    clock = Clock(datetime(on.year, on.month, on.day, 9, tzinfo=UTC))
    return Home(folder, clock), clock


def approved(home: Home, kind: Kind, subject: str) -> str:
    """Id of an approval that one officer asked for and another one granted."""
    asked = request(home, kind, subject, STEWARD, "due", timedelta(days=1))
    return grant(home, asked.id, SUPERVISOR).id


def root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word for word: what the frontier is compared with."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return node_hash(root(leaves[:k]), root(leaves[k:]))


def an_entry(home: Home, number: int, **more: Any) -> Entry:
    return Entry(
        role="case_officer",
        organisation="CBSA",
        action="record.read",
        decision="permit",
        clauses=("can.retention",),
        at=AT,
        object=pseudonym(home, "record", f"r{number}"),
        purpose="serious_crime",
        recipient="USA",
        **more,
    )


needs_cryptography = pytest.importorskip("cryptography", reason="communique[exchange] is not installed")
