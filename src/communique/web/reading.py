"""Which rows of a party's table may this reader see, and who says so?

These functions run in processes of their own. Rows of one owner are read at a time, under that owner's position; each
decision on a column enters the log before a row is seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from communique.exchange.access import Answer, Reader, may_read
from communique.store import ReadRequest, Store, scan
from communique.store.records import load
from communique.tables import MARKINGS, Column, Table
from communique.tables.contract import companions, strictest
from communique.web.identity import Who
from communique.web.standing import Standing, enter, officer

if TYPE_CHECKING:
    import polars as pl

_OTHERS = Answer(True, "taken out before anything is read", recorded=False)


@dataclass(frozen=True)
class Asked:
    """Whose rows of which table, for what, and which of them.

    columns  only these; without them, all that may be read
    facts    what the reader states of the request, such as {"case": True}
    at_most  only contributions with this marking or a freer one: a strict one closes its columns else
    """

    table: str
    owner: str
    purpose: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    known_at: date | None = None
    at_most: str = MARKINGS[-1]
    offset: int = 0
    limit: int = 0


@dataclass(frozen=True)
class Page:
    """Rows, how many there are on all pages, and the decisions; `refused` are columns that were asked for by name."""

    rows: list[dict[str, Any]]
    columns: tuple[str, ...]
    total: int
    decisions: list[dict[str, Any]]
    kept_back: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True)
class _Ruled:
    """The store as this reader sees it, the contributions that are meant, and what was decided on each column."""

    store: Store
    table: Table
    ids: list[str]
    decisions: list[dict[str, Any]]

    @property
    def denied(self) -> set[str]:
        return {decision["column"] for decision in self.decisions if not decision["allowed"]}


def decided(standing: Standing, who: Who, role: str, asked: Asked) -> Page:
    """The decisions alone: what `rows` would answer, without a row."""
    return _page(_rule(standing, who, role, asked), asked)


def rows(standing: Standing, who: Who, role: str, asked: Asked) -> Page:
    """A page of rows; none where a column that was named is denied, or every column is."""
    ruled = _rule(standing, who, role, asked)
    page = _page(ruled, asked)
    if page.refused or not page.columns:
        return page
    import polars as pl

    named = [column.name for column in ruled.table.columns if column.name in page.columns]
    whole = scan(
        ruled.store, ruled.table, known_at=asked.known_at, columns=named, at_most=asked.at_most, lineage=True
    )  # fmt: skip
    owned = whole.filter(pl.col("contribution_id").is_in(ruled.ids)).select(page.columns)
    found, total = pl.collect_all([owned.slice(asked.offset, asked.limit), owned.select(pl.len())])
    return replace(page, rows=_plain(found), total=int(total.item()))


def _rule(standing: Standing, who: Who, role: str, asked: Asked) -> _Ruled:
    table, home = standing.table(asked.table), standing.home
    enter(
        home, who, role, "read", "permit", clauses=_stated(asked.facts), purpose=asked.purpose,
        detail={"table": table.name, "owner": asked.owner},
    )  # fmt: skip
    reader = Reader(officer(home, who, role), who.party, asked.purpose, asked.facts)
    ask = _once(may_read(home, reader, *standing.rule(table.name, home.clock().date())), asked.owner)
    meant = [
        c
        for c in load(standing.store).visible(table.name, known_at=asked.known_at)
        if c.party == asked.owner and strictest(c.marking, asked.at_most) == asked.at_most
    ]
    markings = {c.marking for c in meant} or {MARKINGS[0]}  # an owner without rows answers as one with rows
    decisions = [
        _decision(column, marking, ask(ReadRequest(table.name, column.name, column.category, marking, asked.owner)))
        for column in _wanted(table, asked)
        for marking in sorted({strictest(column.marking, one) for one in markings}, key=MARKINGS.index)
    ]
    return _Ruled(replace(standing.store, may_read=ask), table, [c.contribution_id for c in meant], decisions)


def _stated(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Facts as the log takes them: a number could be somebody's, and stays out."""
    return tuple(
        f"fact:{name}" + (f":{value}".lower() if isinstance(value, bool) else "") for name, value in facts.items()
    )


def _wanted(table: Table, asked: Asked) -> list[Column]:
    return [column for column in table.columns if not asked.columns or column.name in asked.columns]


def _decision(column: Column, marking: str, found: Answer) -> dict[str, Any]:
    return {
        "column": column.name, "category": column.category, "marking": marking, "allowed": found.allowed,
        "reason": found.reason, "clauses": list(found.clauses),
    }  # fmt: skip


def _once(decide: Callable[[ReadRequest], Any], owner: str) -> Callable[[ReadRequest], Any]:
    """The same decision once for each column, so that it enters the log once.

    Of other parties' rows nothing is decided: they are taken out before anything is read.
    """
    known: dict[ReadRequest, Any] = {}

    def ask(request: ReadRequest) -> Any:
        if request.party != owner:
            return _OTHERS
        if request not in known:
            known[request] = decide(request)
        return known[request]

    return ask


def _page(ruled: _Ruled, asked: Asked) -> Page:
    wanted, beside = [column.name for column in _wanted(ruled.table, asked)], companions(ruled.table)
    allowed = [name for name in wanted if name not in ruled.denied]
    columns = tuple(name for column in allowed for name in (column, beside.get(column)) if name is not None)
    kept_back = tuple(column.name for column in ruled.table.columns if column.name not in allowed)
    refused = tuple(name for name in wanted if name in ruled.denied) if asked.columns else ()
    return Page([], columns, 0, ruled.decisions, kept_back, refused)


def _plain(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [{name: _written(value) for name, value in row.items()} for row in frame.iter_rows(named=True)]


def _written(value: Any) -> Any:
    """As JSON has it; a number that is none is said in words, as JSON has no such number."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
