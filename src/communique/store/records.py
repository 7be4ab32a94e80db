"""Which contributions are there, and what became of each?

One event per line in the Delta table `_contributions`, only appended. An event is committed onto the very version that
was read before, so the events stand in one order and each is later than the one before it. A contribution is known
when its event is; its rows, laid down just before, are invisible until then, and for ever if the writer died.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as day_time
from typing import Any

import polars as pl
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import CommitFailedError

from communique.errors import CommuniqueError
from communique.store.place import Store, append_once, attempts, clear_errors, open_table
from communique.tables.contract import Table

TABLE = "_contributions"

_EVENT: dict[str, pl.DataType] = {
    "event": pl.String(),
    "contribution_id": pl.String(),
    "recorded_at": pl.Datetime("us", "UTC"),
    "table": pl.String(),
    "contract_version": pl.Int32(),
    "party": pl.String(),
    "contributor": pl.String(),
    "on_behalf_of": pl.String(),
    "file": pl.String(),
    "digest": pl.String(),
    "licence": pl.String(),
    "marking": pl.String(),
    "vintage": pl.String(),
    "supersedes": pl.String(),
    "accepted": pl.Int64(),
    "quarantined": pl.Int64(),
    "by_rule": pl.String(),
    "data_version": pl.Int64(),
    "reason": pl.String(),
}


class RecordError(CommuniqueError):
    """A contribution is named that is not there, or that cannot be corrected or withdrawn as asked."""


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One file by one contributor for one table, and what became of it.

    data_version   Delta version of the table that holds its rows; None when every row was bad
    withdrawn_at   when it was withdrawn, with its `reason`
    destroyed      whether its bytes are gone
    """

    contribution_id: str
    recorded_at: datetime
    table: str
    contract_version: int
    party: str
    contributor: str | None
    on_behalf_of: str | None
    file: str | None
    digest: str
    licence: str | None
    marking: str
    vintage: str | None
    supersedes: str | None
    accepted: int
    quarantined: int
    by_rule: dict[str, int]
    data_version: int | None
    withdrawn_at: datetime | None = None
    reason: str | None = None
    destroyed: bool = False


@dataclass(frozen=True)
class Records:
    """All contributions in the order in which they were recorded, and the version they were read from.

    rewritten  tables whose files were put together or cut, so that rows may stand in another order than they came
    """

    contributions: tuple[Contribution, ...] = ()
    rewritten: frozenset[str] = frozenset()
    last: datetime | None = None
    delta: DeltaTable | None = None

    def named(self, contribution_id: str) -> Contribution:
        """The contribution of that id; raises RecordError when there is none."""
        for contribution in self.contributions:
            if contribution.contribution_id == contribution_id:
                return contribution
        raise RecordError(f"there is no contribution {contribution_id!r}; `history` lists those there are")

    def visible(
        self, table: str, *, known_at: date | None = None, data_version: int | None = None
    ) -> list[Contribution]:
        """The table's contributions with rows that were recorded by then, neither superseded by then nor withdrawn.

        A withdrawn contribution supersedes nothing from its withdrawal on.
        """
        until = moment(known_at) if known_at is not None else None
        known = [
            c
            for c in self.contributions
            if c.table == table
            and (until is None or c.recorded_at <= until)
            and (data_version is None or (c.data_version is not None and c.data_version <= data_version))
        ]
        superseded = {c.supersedes for c in known if not _withdrawn_by(c, until)}
        return [c for c in known if c.accepted and not c.withdrawn_at and c.contribution_id not in superseded]


def _withdrawn_by(contribution: Contribution, until: datetime | None) -> bool:
    at = contribution.withdrawn_at
    return at is not None and (until is None or at <= until)


def moment(known_at: date) -> datetime:
    """A knowledge time in UTC: a day counts to its end. Raises RecordError for a time without a zone."""
    if not isinstance(known_at, datetime):
        return datetime.combine(known_at, day_time.max, UTC)
    if known_at.tzinfo is None:
        raise RecordError(f"known_at {known_at} has no time zone; say which, for instance UTC")
    return known_at.astimezone(UTC)


def load(store: Store, version: int | None = None) -> Records:
    """The contributions as recorded in the latest or a given version of `_contributions`."""
    delta = open_table(store, TABLE, version)
    if delta is None:
        return Records()
    with clear_errors(store, TABLE):
        frame = pl.read_parquet(delta.file_uris(), storage_options=store.options)
    events = frame.sort("recorded_at").to_dicts()
    rewritten = frozenset(event["table"] for event in events if event["event"] == "rewritten")
    return Records(tuple(_folded(events).values()), rewritten, events[-1]["recorded_at"], delta)


def _folded(events: list[dict[str, Any]]) -> dict[str, Contribution]:
    found: dict[str, Contribution] = {}
    for event in events:
        kind, name = event.pop("event"), event["contribution_id"]
        if kind == "recorded":
            found[name] = Contribution(**(event | {"by_rule": json.loads(event["by_rule"])}))
        elif kind == "withdrawn":
            found[name] = replace(found[name], withdrawn_at=event["recorded_at"], reason=event["reason"])
        elif kind == "destroyed":
            found[name] = replace(found[name], destroyed=True)
    return found


def commit(store: Store, decide: Callable[[Records], dict[str, Any]], seen: Records | None = None) -> datetime:
    """The time at which an event was recorded: now, but later than every event before it.

    decide  looks at the contributions as they are and gives the event; it may raise to give up, and is asked again
            whenever somebody else recorded something in between
    seen    what was read already, to be tried first
    """
    for _ in attempts(TABLE):
        records = seen if seen is not None else load(store)
        seen = None
        event = decide(records)
        at = next_moment(store, records)
        frame = pl.DataFrame([event | {"recorded_at": at}], schema=_EVENT)
        try:
            append_once(store, TABLE, records.delta, frame, onto_this_version=True)
        except CommitFailedError:
            continue
        _put_together(store, records.delta)
        return at
    raise AssertionError("attempts() raises when they are used up")


_FILES = 50  # one file per event: reading more takes longer than reading the events


def _put_together(store: Store, delta: DeltaTable | None) -> None:
    """Compacts the events now and then; where somebody else writes at the same time, the next one will."""
    if delta is None or len(delta.file_uris()) <= _FILES:
        return
    with suppress(CommitFailedError), clear_errors(store, TABLE):
        delta.optimize.compact(commit_properties=CommitProperties(max_commit_retries=0))


def mark_rewritten(store: Store, name: str) -> None:
    """Says that the table's files are about to be rewritten; from then on its rows are sorted when they are read."""
    records = load(store)
    if name not in records.rewritten:
        commit(store, lambda _: {"event": "rewritten", "table": name}, seen=records)


def next_moment(store: Store, records: Records) -> datetime:
    """Now by the store's clock, but never at or before the last event."""
    now = store.clock().astimezone(UTC)
    return now if records.last is None else max(now, records.last + timedelta(microseconds=1))


def history(store: Store, table: Table | str | None = None) -> pl.DataFrame:
    """One row per contribution in the order of recording, withdrawn ones with when and why.

    Columns: those of Contribution, by_rule as JSON, and `state`: current, superseded, withdrawn or empty (no good row).
    """
    name = table.name if isinstance(table, Table) else table
    records = load(store)
    current = {c.contribution_id for n in {c.table for c in records.contributions} for c in records.visible(n)}
    rows = [
        vars(c) | {"by_rule": json.dumps(c.by_rule), "state": _state(c, current)}
        for c in records.contributions
        if name is None or c.table == name
    ]
    return pl.DataFrame(rows, schema=_HISTORY)


def _state(contribution: Contribution, current: set[str]) -> str:
    if contribution.withdrawn_at:
        return "withdrawn"
    if contribution.contribution_id in current:
        return "current"
    return "superseded" if contribution.accepted else "empty"


_HISTORY: dict[str, pl.DataType] = {name: kind for name, kind in _EVENT.items() if name not in ("event", "reason")} | {
    "withdrawn_at": pl.Datetime("us", "UTC"),
    "reason": pl.String(),
    "destroyed": pl.Boolean(),
    "state": pl.String(),
}
