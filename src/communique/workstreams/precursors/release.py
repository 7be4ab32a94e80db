"""How does a marked table leave this workstream? With the approval of a second officer, once, and in the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from communique.exchange.approvals import Approval, NotApproved, Officer, request, use_in
from communique.exchange.ledger import Home, writing
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append_in
from communique.exchange.markings import may_go_out
from communique.workstreams.precursors.errors import ReleaseRefused
from communique.workstreams.precursors.gaps import Marked

if TYPE_CHECKING:
    import polars as pl

#: Tables that are released only so.
TABLES = ("precursors.gaps", "precursors.differences", "precursors.plan")
#: The one reason that is entered with a request; the office keeps its own file on it.
REASON = "precursors.review"


def subject(table: str, on: date) -> str:
    """What an approval is for: one table of one day.

    Raises ReleaseRefused for a table that this workstream does not release.
    """
    if table not in TABLES:
        raise ReleaseRefused(f"{table!r} is not one of {', '.join(TABLES)}")
    return f"{table} {on}"


def ask(home: Home, table: str, on: date, by: Officer, valid: timedelta) -> Approval:
    """An officer's request for the release of a table of a day; another officer has to grant it."""
    return request(home, "release", subject(table, on), by, REASON, valid)


def released(home: Home, marked: Marked, on: date, by: Officer, approval_id: str | None) -> pl.DataFrame:
    """The table, after its approval was used and its release entered in the log; its marking stays in its column.

    Raises ReleaseRefused without an approval, NotApproved for one that is for another table or day, granted by nobody,
    expired, or used before.
    """
    about = subject(marked.name, on)
    if may_go_out(marked.marking, "TLP:CLEAR"):
        return marked.frame
    if approval_id is None:
        raise ReleaseRefused(
            f"{marked.name} is marked {marked.marking} and is released with an approval only: one officer asks "
            "(communique precursors ask), another one grants it (communique precursors grant)"
        )
    entry = Entry(
        role=by.role, organisation=by.organisation, action="release", decision="permit", at=home.clock(),
        marking=marked.marking,
        detail={"approval": approval_id, "operator": by.code, "table": marked.name, "records": marked.frame.height},
    )  # fmt: skip
    with writing(home) as ledger:
        use_in(home, ledger, approval_id, "release", about)
        append_in(ledger, [entry])
    return marked.frame


__all__ = ["REASON", "TABLES", "NotApproved", "ask", "released", "subject"]
