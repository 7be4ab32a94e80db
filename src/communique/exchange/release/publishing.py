"""May this table be published, as what, and what is written down of it?

The gate in front of every release: marking, mixing, budget, then noise or suppression, then the log, in one
transaction. Exact and noisy versions of one table are never both released: their difference would tell.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from communique.exchange.approvals import NotApproved, Officer, use_in
from communique.exchange.ledger import Home, writing
from communique.exchange.log.entries import Entry
from communique.exchange.log.keeping import append_in
from communique.exchange.markings import may_go_out
from communique.exchange.release.budget import BudgetError, Spending, amount, spend_in
from communique.exchange.release.budget import text as amount_text
from communique.exchange.release.counting import Cells, ReleaseError, count_cases, first_row
from communique.exchange.release.noise import MECHANISM, mechanism, noisy, utility
from communique.language import Text

if TYPE_CHECKING:
    import polars as pl

    from communique.exchange.release.suppression import Zeros

Kind = Literal["exact", "noisy"]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On whose responsibility, from what, and as what a table goes out.

    dataset      name of the data set in the budget and the log
    marking      TLP 2.0 of the data
    released_as  TLP 2.0 of the table
    approval_id  the originator's approval `release` of the data set, where the table is marked lower than the data
    """

    dataset: str
    officer: Officer
    marking: str
    released_as: str
    approval_id: str | None = None


@dataclass(frozen=True)
class Release:
    """What may be published, and the report that goes beside it.

    rows       one per cell: its categories and `count`, which is None where it is hidden
    report     what a reader must know to use it; the same for any data of this shape, but for the counts of hidden
               cells and the least width of what can be worked out of them
    remaining  epsilon that is left for the data set; None for an exact table
    entry      place in the log
    """

    kind: Kind
    marking: str
    rows: list[dict[str, Any]]
    report: dict[str, Any]
    notes: tuple[Text, ...] = ()
    remaining: str | None = None
    entry: int | None = None
    by: tuple[str, ...] = field(default=())


def release_noisy(
    home: Home,
    terms: Terms,
    frame: pl.DataFrame,
    by: Mapping[str, Sequence[str]],
    *,
    epsilon: str | float | Decimal,
    sensitivity: int | None,
    case: str | None = None,
    partition: tuple[str, str] | None = None,
    clip: bool = False,
) -> Release:
    """Counts of cases by declared categories under differential privacy.

    epsilon      of this release
    sensitivity  the number of cells that one case can be counted in; a case in more is an error, never cut
    case         the column that names a case; without it every row is one
    partition    (column, part) where every row is of that part, and no case is in two parts
    clip         whether negative counts are set to zero, which makes small counts too high on average

    Everything that can be refused is refused before noise is drawn: BudgetError, Overspent, ReleaseError, NotApproved.
    """
    cost = amount(epsilon)
    measurement = mechanism(sensitivity, cost)
    cells = count_cases(frame, by, case)
    _refuse_touching(cells, sensitivity or 0)
    named, part = partition or (None, None)
    _refuse_other_parts(frame, named, part)
    spending = Spending(
        dataset=terms.dataset, query=f"count by {', '.join(cells.by)}", mechanism=MECHANISM, epsilon=cost,
        partition=named, part=part,
    )  # fmt: skip
    with writing(home) as ledger:
        _may_go(home, ledger, terms)
        _refuse_mixing(ledger, terms.dataset, tuple(cells.by), "noisy")
        left, entry = spend_in(home, ledger, spending, terms.officer, terms.released_as)
        counts = noisy(measurement, cells.counts)
        _remember(home, ledger, terms.dataset, tuple(cells.by), "noisy", "")
    counts = [max(0, count) for count in counts] if clip else counts
    report = asdict(utility(sensitivity or 0, cost, len(counts), clipped=clip))
    notes = (Text("exchange-records-note-clipped"),) if clip else ()
    rows = _rows(cells.by, cells.labels, counts)
    return Release("noisy", terms.released_as, rows, report, notes, amount_text(left.remaining), entry, tuple(cells.by))


def release_suppressed(
    home: Home,
    terms: Terms,
    frame: pl.DataFrame,
    by: Mapping[str, Sequence[str]],
    *,
    k: int | None = None,
    zeros: Zeros = "publish",
    case: str | None = None,
) -> Release:
    """Exact counts of one or two columns with margins; cells from which a count below k could be told are hidden.

    k  default the figure of `facts/release.csv`

    Raises ReleaseError where the table cannot be protected, and where another table with one of these columns was
    released exactly before: tables that share a margin are protected together or not at all.
    """
    import numpy as np

    from communique.exchange.release.attack import with_margins
    from communique.exchange.release.suppression import protect, usual_k

    k = usual_k() if k is None else k
    cells = count_cases(frame, by, case)
    if cells.touched > 1:
        raise ReleaseError("a case is counted in several cells, so that margins are no sums of cells: use noise")
    done = protect(with_margins(np.array(cells.counts, dtype=np.int64).reshape(cells.shape)), k, zeros)
    counts = [None if hidden else int(value) for value, hidden in zip(done.table.values, done.hidden, strict=True)]
    rows = _rows(cells.by, _with_totals(cells), counts)
    report = {
        "k": k, "zeros": zeros, "cells": len(counts), "hidden": int(done.hidden.sum()),
        "narrowest_interval": done.narrowest,
    }  # fmt: skip
    columns = tuple(cells.by)
    digest = sha256(json.dumps([rows, report], sort_keys=True).encode()).hexdigest()
    with writing(home) as ledger:
        _may_go(home, ledger, terms)
        _refuse_mixing(ledger, terms.dataset, columns, "exact", digest)
        _remember(home, ledger, terms.dataset, columns, "exact", digest)
        places = append_in(ledger, [_entry(home, terms, len(counts))])
    return Release("exact", terms.released_as, rows, report, entry=places[0], by=columns)


def _refuse_touching(cells: Cells, sensitivity: int) -> None:
    if cells.touched > sensitivity:
        raise BudgetError(
            f"a case is counted in {cells.touched} cells, more than the declared {sensitivity}: the noise would not do",
            column="sensitivity",
        )


def _refuse_other_parts(frame: pl.DataFrame, column: str | None, part: str | None) -> None:
    """A release pays for one part only where it reads only that part."""
    if column is None:
        return
    if column not in frame.columns:
        raise ReleaseError("the data has no such column, so that nobody can see which part it is", column=column)
    other = frame[column].cast(str).ne_missing(str(part))
    if other.any():
        raise ReleaseError(f"is not {part}: the release reads more than one part", row=first_row(other), column=column)


def _may_go(home: Home, ledger: sqlite3.Connection, terms: Terms) -> None:
    """Below the marking of the data only with its originator's approval."""
    if may_go_out(terms.marking, terms.released_as):
        return
    if terms.approval_id is None:
        raise NotApproved(
            f"{terms.dataset} is {terms.marking}; to release a table of it as {terms.released_as} its originator has "
            "to approve"
        )
    use_in(home, ledger, terms.approval_id, "release", terms.dataset)


def _refuse_mixing(
    ledger: sqlite3.Connection, dataset: str, columns: tuple[str, ...], kind: Kind, digest: str = ""
) -> None:
    for row in ledger.execute("SELECT columns, kind, digest FROM released_tables WHERE dataset = ?", (dataset,)):
        before = set(row["columns"].split(","))
        if row["kind"] != kind and (before <= set(columns) or set(columns) <= before):
            raise ReleaseError(
                f"a table of {dataset} by {row['columns']} was released {_HOW[row['kind']]}; the same table is never "
                f"released {_HOW[kind]} too, because their difference would tell what is protected"
            )
        shared = before & set(columns)
        if kind == row["kind"] == "exact" and shared and digest != row["digest"]:
            raise ReleaseError(
                f"an exact table of {dataset} by {row['columns']} is out: another one that shares "
                f"{', '.join(sorted(shared))} could be subtracted from it; release it with noise"
            )


_HOW: dict[str, str] = {"exact": "exactly", "noisy": "with noise"}


def _remember(
    home: Home, ledger: sqlite3.Connection, dataset: str, columns: tuple[str, ...], kind: Kind, digest: str
) -> None:
    ledger.execute(
        "INSERT INTO released_tables VALUES (?, ?, ?, ?, ?)",
        (dataset, ",".join(columns), kind, home.clock().isoformat(), digest),
    )


def _entry(home: Home, terms: Terms, cells: int) -> Entry:
    detail: dict[str, Any] = {"table": terms.dataset, "cells": cells, "operator": terms.officer.code}
    if terms.approval_id is not None:
        detail["approval"] = terms.approval_id
    return Entry(
        role=terms.officer.role, organisation=terms.officer.organisation, action="release.suppressed",
        at=home.clock(), marking=terms.released_as, detail=detail,
    )  # fmt: skip


TOTAL = "total"


def _with_totals(cells: Cells) -> list[tuple[str, ...]]:
    """The categories of each cell, then those of the margins in the order of `with_margins`."""
    inner = list(cells.labels)
    if len(cells.by) == 1:
        return [*inner, (TOTAL,)]
    rows, columns = cells.by.values()
    return [*inner, *((row, TOTAL) for row in rows), *((TOTAL, column) for column in columns), (TOTAL, TOTAL)]


def _rows(
    by: Mapping[str, tuple[str, ...]], labels: Sequence[tuple[str, ...]], counts: Sequence[int | None]
) -> list[dict[str, Any]]:
    return [{**dict(zip(by, label, strict=True)), "count": n} for label, n in zip(labels, counts, strict=True)]
