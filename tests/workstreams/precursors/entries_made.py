"""Entries made for a test."""

from __future__ import annotations

from datetime import date

from communique.workstreams.precursors.entries import Entry
from communique.workstreams.precursors.spans import precision

READ = date(2026, 11, 24)


def row(**changed: str) -> dict[str, str]:
    """A row of text as a file has it."""
    base = {
        "substance": "NPP", "jurisdiction": "CAN", "list": "Sch VI", "scope": "exact", "decided_on": "",
        "published_on": "", "effective_from": "2020-01-01", "precision": "day", "effective_to": "",
        "instrument": "SOR/2020-1", "mark": "verified", "note": "", "source": "ca-sor", "read_on": "2026-11-24",
        "recorded_on": "2026-11-24",
    }  # fmt: skip
    found = {**base, **changed}
    if "effective_from" in changed and "precision" not in changed:
        found["precision"] = precision(changed["effective_from"])
    return found


def entry(**changed: str) -> Entry:
    """The same as an entry."""
    from communique.workstreams.precursors.entries import entry_of

    return entry_of(row(**changed), file="made.csv", line=2)
