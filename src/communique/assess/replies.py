"""How does a party answer the register: a row of evidence about it, or the state that it is said to be in?

Who speaks is whoever hands the table in, so that nobody replies in the name of another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from communique.assess.register import NAME as EVIDENCE
from communique.commitment import Reply, Summit, in_every_language, interval
from communique.commitment.evidence import PRECISIONS
from communique.language import COMPLETE
from communique.tables import Check, Column, Table

if TYPE_CHECKING:
    import polars as pl

NAME = "register.replies"


def reply_table(summit: Summit) -> Table:
    """The contract of a party's replies to the register of one summit."""
    said = tuple(f"what_{code}" for code in COMPLETE)
    return Table(
        name=NAME,
        description="The right of reply: what a party answers to a promise's state, or to one row of its evidence. "
        "Handed in again under the same name, a reply replaces the earlier one.",
        columns=(
            Column("reply", pattern=r"[a-z0-9][a-z0-9.-]*", trim=True, description="name of the row, the party's own"),
            Column("commitment", allowed=tuple(one.id for one in summit.communique.commitments), description="promise"),
            Column("about", nullable=True, trim=True, description="evidence_id that is answered; empty: the state"),
            *(Column(name, nullable=True, trim=True, description=f"the reply ({name[-2:]})") for name in said),
            Column("date", nullable=True, trim=True, description="when it was said: 2023, 2023-06 or 2023-06-14"),
            Column("precision", nullable=True, allowed=PRECISIONS, description="how precisely the date is known"),
            Column("source", nullable=True, trim=True, description="address of the party's own statement"),
        ),
        key=("reply",),
        duplicates="allow",  # each party names its own rows
        checks=(
            Check("reply-date", lambda: _each(("date", "precision"), _dated), ("date", "precision")),
            Check("reply-said", lambda: _each(said, lambda cells: any(cells.values())), said),
        ),
    )  # fmt: skip


def _each(columns: tuple[str, ...], holds: Callable[[Mapping[str, Any]], bool]) -> pl.Expr:
    import polars as pl

    return pl.struct(columns).map_elements(holds, return_dtype=pl.Boolean)


def _dated(cells: Mapping[str, Any]) -> bool:
    try:
        interval(cells["date"] or "", "", cells["precision"] or "undated")
    except ValueError:
        return False
    return True


def contributed_replies(read: Callable[[Table], pl.DataFrame], summit: Summit) -> tuple[Reply, ...]:
    """Accepted replies to a summit whose evidence is as known, in the order in which they were handed in.

    read   contract -> its accepted rows with lineage

    Of two under one name the one handed in last holds, also where it answers another promise than the first did.
    """
    rows = {row.id: row for row in summit.evidence}
    found = (_reply(cells, rows) for cells in read(reply_table(summit)).iter_rows(named=True))
    return tuple({reply.id: reply for reply in found}.values())


def _reply(cells: Mapping[str, Any], rows: Mapping[str, Any]) -> Reply:
    precision, about = cells["precision"] or "undated", cells["about"] or ""
    start, end = interval(cells["date"] or "", "", precision)
    answered = rows.get(about)
    return Reply(
        id=f"register-{cells['party'].lower()}-{cells['reply']}", commitment=cells["commitment"], party=cells["party"],
        table=EVIDENCE, about=about, to=answered.event if answered else None,
        what=in_every_language({code: cells[f"what_{code}"] or "" for code in COMPLETE}), start=start, end=end,
        precision=precision, source=cells["source"] or "",
    )  # fmt: skip
