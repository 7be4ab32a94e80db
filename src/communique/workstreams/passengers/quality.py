"""How good are the records that a carrier sends: how many have faults, and which required elements are missing?

Counts of records only. What leaves the house goes through the release of `exchange`: small cells are hidden, and others
with them, so that no small one can be worked out.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.workstreams.passengers.parsing.elements import values
from communique.workstreams.passengers.positions_of import category_of
from communique.workstreams.passengers.records import Pnr

if TYPE_CHECKING:
    from communique.exchange.ledger import Home
    from communique.exchange.release.publishing import Release, Terms

MANDATORY, LISTED = ("MEX", "mandatory"), ("ICAO", "listed")
COMPLETE, INCOMPLETE = "complete", "incomplete"


@dataclass(frozen=True)
class Case:
    """One record as a case of quality: its carrier, its elements, its faults by severity. Nothing of a person."""

    carrier: str
    elements: frozenset[str]
    faults: Mapping[str, int]

    def missing(self, which: tuple[str, str]) -> frozenset[str]:
        """The elements of a list that the record does not have."""
        return frozenset(required(*which)) - self.elements


@dataclass(frozen=True)
class CarrierQuality:
    """The records of one carrier.

    with_faults  records with a fault of a severity: error, warning, note
    missing      element of Mexico's eight -> records without it
    sent         element of the nineteen -> records with it; that a carrier does not hold one is no fault
    """

    carrier: str
    records: int
    with_faults: Mapping[str, int]
    missing: Mapping[str, int]
    sent: Mapping[str, int]

    @property
    def fault_rate(self) -> float:
        """Share of records in which something could not be read, or was read and is wrong."""
        return self.with_faults["error or warning"] / self.records


@cache
def required(by: str, duty: str) -> tuple[str, ...]:
    """The elements that a list requires, in its order."""
    file = Path(__file__).parent / "law" / "required_elements.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, strict=True)
        return tuple(row["element"] for row in rows if (row["list"], row["duty"]) == (by, duty))


def case(pnr: Pnr) -> Case:
    """A record as a case of quality. Its carrier is who sent the message."""
    origin = pnr.header.origin
    carrier = (origin.system if origin else "") or pnr.header.sender or "unknown"
    present = frozenset(category_of(n) for n in {value.element for value in values(pnr)})
    return Case(carrier, present, Counter(fault.severity for fault in pnr.diagnostics))


def by_carrier(cases: Iterable[Case]) -> list[CarrierQuality]:
    """The quality of each carrier, in the order of their codes."""
    groups: dict[str, list[Case]] = {}
    for one in cases:
        groups.setdefault(one.carrier, []).append(one)
    return [_quality(carrier, groups[carrier]) for carrier in sorted(groups)]


def _quality(carrier: str, cases: list[Case]) -> CarrierQuality:
    faults = {severity: sum(one.faults[severity] > 0 for one in cases) for severity in ("error", "warning", "note")}
    faults["error or warning"] = sum(one.faults["error"] + one.faults["warning"] > 0 for one in cases)
    missing = Counter(element for one in cases for element in one.missing(MANDATORY))
    sent = Counter(element for one in cases for element in one.elements)
    return CarrierQuality(
        carrier, len(cases), faults, {e: missing[e] for e in required(*MANDATORY)},
        {e: sent[e] for e in required(*LISTED)},
    )  # fmt: skip


def release(home: Home, terms: Terms, cases: Iterable[Case], k: int) -> Release:
    """Records by carrier and by whether they have Mexico's eight, with cells below `k` hidden and the others with them.

    Raises what `release_suppressed` does: a table that cannot be protected, or a marking that needs an approval.
    """
    import polars as pl

    from communique.exchange.release.publishing import release_suppressed

    rows = [{"carrier": one.carrier, "elements": _completeness(one)} for one in cases]
    carriers = sorted({row["carrier"] for row in rows})
    by = {"carrier": carriers, "elements": [COMPLETE, INCOMPLETE]}
    return release_suppressed(
        home, terms, pl.DataFrame(rows, schema={"carrier": pl.String, "elements": pl.String}), by, k=k
    )


def _completeness(one: Case) -> str:
    return INCOMPLETE if one.missing(MANDATORY) else COMPLETE


def as_data(found: Iterable[CarrierQuality]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "carrier": one.carrier, "records": one.records, "fault_rate": round(one.fault_rate, 4),
            "with_faults": dict(one.with_faults), "missing_of_mexico_s_eight": dict(one.missing),
            "sent": dict(one.sent),
        }
        for one in found
    ]  # fmt: skip
