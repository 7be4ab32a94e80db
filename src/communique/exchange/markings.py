"""To whom may this go on? TLP 2.0: what is made of marked things is marked as strictly as the strictest of them.

Ids and values of the STIX 2.1 marking objects are figures of `codes/tlp2_markings.csv`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.errors import CommuniqueError
from communique.exchange.approvals import Officer, use_in
from communique.exchange.ledger import Home, writing
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append_in
from communique.exchange.log.pseudonyms import pseudonym
from communique.tables.contract import MARKINGS, strictest


class MarkingError(CommuniqueError):
    """A marking that does not exist, or that may not be lowered as asked."""


@dataclass(frozen=True)
class Marking:
    """One marking of TLP 2.0, its id and value in STIX 2.1, and the id that TLP 1.0 had for it."""

    label: str
    order: int
    stix_id: str
    stix_value: str
    audience: str
    tlp1_id: str | None


@cache
def markings() -> tuple[Marking, ...]:
    """All markings, the freest first."""
    file = Path(__file__).parent / "codes" / "tlp2_markings.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        found = tuple(_marking(row) for row in csv.DictReader(stream, strict=True))
    if tuple(one.label for one in found) != MARKINGS:
        raise MarkingError(f"the markings must be {', '.join(MARKINGS)}, in this order", file=file)
    return found


def _marking(row: dict[str, str]) -> Marking:
    return Marking(
        row["label"], int(row["order"]), row["stix_marking_definition_id"], row["tlp_2_0_value"], row["audience"],
        row["superseded_tlp1_id"] or None,
    )  # fmt: skip


def marking(label: str) -> Marking:
    """The marking of a label such as "TLP:AMBER"; raises MarkingError for anything else."""
    found = next((one for one in markings() if one.label == label), None)
    if found is None:
        raise MarkingError(f"{label!r} is not a marking of TLP 2.0; use one of {', '.join(MARKINGS)}")
    return found


def marking_of_stix(id: str) -> Marking | None:
    """The marking of a STIX id, of TLP 2.0 or of the TLP 1.0 it replaces; None for another kind of marking."""
    return next((one for one in markings() if id in (one.stix_id, one.tlp1_id)), None)


def of_derived(*inputs: str) -> str:
    """The marking of what is made of things marked so: the strictest of them.

    Raises MarkingError without an input: what is made of nothing known cannot be called free.
    """
    if not inputs:
        raise MarkingError("the marking of something made of no known input is not known")
    return strictest(*(marking(label).label for label in inputs))


def may_go_out(label: str, as_marked: str) -> bool:
    """Whether something of this marking may be released as marked so without its originator's approval."""
    return marking(as_marked).order >= marking(label).order


def mark_down(home: Home, record: str, now: str, to: str, by: Officer, approval_id: str) -> str:
    """The lower marking, after its originator approved it; entered in the log.

    approval_id  an approval `mark_down` whose subject is "RECORD MARKING", such as "r-… TLP:GREEN"

    Raises NotApproved without it, MarkingError where the new marking is not lower.
    """
    if may_go_out(now, to):
        raise MarkingError(f"{to} is not below {now}: a stricter marking needs no approval")
    entry = Entry(
        role=by.role, organisation=by.organisation, action="marking.lowered", decision="permit", at=home.clock(),
        object=pseudonym(home, "record", record), marking=to, detail={"approval": approval_id, "operator": by.code},
    )  # fmt: skip
    with writing(home) as ledger:
        use_in(home, ledger, approval_id, "mark_down", f"{record} {to}")
        append_in(ledger, [entry])
    return to
