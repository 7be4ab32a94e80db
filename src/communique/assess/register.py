"""How does somebody add evidence to a summit's register, and what of it may enter?

Contributed rows are screened against the register by rule; a row that fails goes to quarantine with the rule and the
column at fault, and is never merged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.commitment import Evidence, Fault, Summit, screen
from communique.commitment.evidence import (
    COLUMNS,
    CONFIDENCES,
    KINDS,
    PRECISIONS,
    ROLES,
    SCOPES,
    SOURCE_CLASSES,
    EvidenceError,
    as_evidence,
)  # fmt: skip
from communique.store import Store, read
from communique.tables import Check, Column, Table

if TYPE_CHECKING:
    import polars as pl


NAME = "register.evidence"
_ALLOWED = {
    "precision": PRECISIONS, "kind": KINDS, "role": ROLES, "scope": SCOPES, "confidence": CONFIDENCES,
    "source_class": SOURCE_CLASSES,
}  # fmt: skip
_REQUIRED = ("evidence_id", "commitment", "parties", "event_en", "event_es", "event_fr")
#: The store knows when a row was recorded and withdrawn; a contributor does not say it.
_OWN = tuple(column for column in COLUMNS if column not in ("recorded_on", "withdrawn_on"))
_RULES = ("contradicts-official", "not-in-office", "weak-single-source")


def evidence_table(summit: Summit) -> Table:
    """The contract of contributed evidence for one summit, with the rules that screen it against the register."""
    commitments = tuple(commitment.id for commitment in summit.communique.commitments)
    allowed = {**_ALLOWED, "commitment": (*commitments, "summit")}
    columns = tuple(
        Column(name, nullable=name not in (*_REQUIRED, *_ALLOWED), allowed=allowed.get(name, ()), trim=True)
        for name in _OWN
    )
    checks = (
        Check("evidence-readable", lambda: _struct_check(_readable), ("date", *_OWN)),
        *(Check(f"evidence-{rule}", _screened(summit, rule), ("date", *_OWN)) for rule in _RULES),
    )
    return Table(name=NAME, columns=columns, key=("evidence_id",), checks=checks)


def _struct_check(holds: Any) -> pl.Expr:
    import polars as pl

    return pl.struct(_OWN).map_elements(holds, return_dtype=pl.Boolean)


def _screened(summit: Summit, rule: str) -> Any:
    def holds(cells: Mapping[str, str | None]) -> bool:
        row = _parsed(cells, dt.date.max)
        if isinstance(row, EvidenceError):
            return True  # evidence-readable says what is wrong with it
        return not any(fault.rule == rule for fault in screen([row], summit.evidence, summit.office_holders))

    return lambda: _struct_check(holds)


def _readable(cells: Mapping[str, str | None]) -> bool:
    return not isinstance(_parsed(cells, dt.date.max), EvidenceError)


def explain(cells: Mapping[str, str | None], summit: Summit) -> tuple[Fault | EvidenceError, ...]:
    """Everything that keeps a proposed row out of the register, with the column and the row it is at odds with."""
    row = _parsed(cells, dt.date.max)
    if isinstance(row, EvidenceError):
        return (row,)
    return tuple(screen([row], summit.evidence, summit.office_holders))


def _parsed(cells: Mapping[str, str | None], recorded_on: dt.date) -> Evidence | EvidenceError:
    filled = {column: cells.get(column) or "" for column in COLUMNS}
    filled["recorded_on"] = recorded_on.isoformat()
    try:
        return as_evidence(filled, Path(NAME), 0)
    except EvidenceError as fault:
        return fault


def contributed_evidence(
    store: Store, summit: Summit, known_at: dt.date, at_most: str | None = None
) -> tuple[Evidence, ...]:
    """Accepted contributed rows as known at a day, each recorded on the day on which the store took it in.

    at_most   only contributions with this marking or a freer one
    """
    frame = read(store, evidence_table(summit), known_at=known_at, at_most=at_most, lineage=True)
    rows = []
    for cells in frame.iter_rows(named=True):
        row = _parsed(cells, cells["recorded_at"].date())
        if isinstance(row, EvidenceError):
            raise row  # the contract let it in: the register itself is at fault
        rows.append(row)
    return tuple(sorted(rows, key=lambda row: row.id))
