"""Where does the store stand, and how is something appended to it while others write too?"""

from __future__ import annotations

import errno
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from deltalake import (
    ColumnProperties,
    CommitProperties,
    DeltaTable,
    PostCommitHookProperties,
    WriterProperties,
    write_deltalake,
)
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.store.access import MayRead

ATTEMPTS = 30
"""How often a write is tried before it is given up: about half a minute of others writing without a pause."""

_FIRST_WAIT, _LONGEST_WAIT = 0.02, 1.0  # seconds

LINEAGE = ("contribution_id", "recorded_at", "row")
"""The columns of which Delta's log knows the least and the greatest value in each file: no value of a contribution may
stay in the log after it was withdrawn."""

_FULL = re.compile(r"no space left|disk quota exceeded|file too large|os error (28|122|27)\b", re.IGNORECASE)


class StoreError(CommuniqueError):
    """The store cannot be read or written as asked."""


class StoreFull(StoreError):
    """There is no room left where the store stands; what was there before is still there."""


class WritersCollide(StoreError):
    """Others wrote without a pause for so long that this write was given up; nothing of it is stored."""


def utc_now() -> datetime:
    """The day and time now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Store:
    """The address of a store.

    root             a folder, or an address such as "s3://bucket/folder"
    storage_options  what the object store asks for, passed through to Delta and Polars as it is
    clock            gives the time now, with its zone
    may_read         decides on each column that is read; without it every column may be read
    """

    root: str | Path
    storage_options: Mapping[str, str] | None = None
    clock: Callable[[], datetime] = utc_now
    may_read: MayRead | None = None

    def uri(self, name: str) -> str:
        """The address of one Delta table."""
        root = str(self.root).rstrip("/")
        return f"{root}/{name}" if "://" in root else str(Path(root).absolute() / name)

    @property
    def options(self) -> dict[str, str] | None:
        """The storage options as Delta and Polars take them."""
        return dict(self.storage_options) if self.storage_options else None


def open_table(store: Store, name: str, version: int | None = None) -> DeltaTable | None:
    """The Delta table of that name, None when it has never been written. Raises StoreError for a missing version."""
    if version is not None and version < 0:
        raise StoreError(f"{name} has no version {version}; the first is 0")
    try:
        with clear_errors(store, name):
            return DeltaTable(store.uri(name), version=version, storage_options=store.options)
    except TableNotFoundError:
        return None


def settings(statistics: Sequence[str]) -> dict[str, str | None]:
    """Of a new table. Its log lives as long as it does: an old edition reads an old version."""
    return {
        "delta.dataSkippingStatsColumns": ",".join(statistics),
        "delta.enableExpiredLogCleanup": "false",
    }


def append(store: Store, name: str, frame: pl.DataFrame, *, statistics: Sequence[str] = LINEAGE) -> int:
    """The Delta version that holds the frame's rows, all or none of them.

    Raises WritersCollide when ATTEMPTS were in vain, StoreFull when there is no room.
    """
    for _ in attempts(name):
        try:
            return append_once(store, name, open_table(store, name), frame, statistics=statistics)
        except CommitFailedError:
            continue
    raise AssertionError("attempts() raises when they are used up")


def append_once(
    store: Store,
    name: str,
    table: DeltaTable | None,
    frame: pl.DataFrame,
    *,
    onto_this_version: bool = False,
    statistics: Sequence[str] = LINEAGE,
) -> int:
    """The version written. `table` is the table as last seen, None to create it.

    onto_this_version  fail when anyone has written since `table` was opened, even if the two writes agree

    Raises CommitFailedError when another write came between.
    """
    merges = table is not None and set(frame.columns) != {field.name for field in table.schema().fields}
    try:
        with clear_errors(store, name):
            write_deltalake(
                store.uri(name) if table is None else table,
                frame.rechunk(),  # one chunk: Delta keeps its rows in order, and reads need no sorting
                mode="append" if table is not None else "error",
                schema_mode="merge" if merges else None,
                configuration=settings(statistics) if table is None else None,
                storage_options=store.options,
                writer_properties=_NUMBERED if "row" in frame.columns else _PLAIN,
                commit_properties=CommitProperties(max_commit_retries=0 if onto_this_version else None),
                post_commithook_properties=PostCommitHookProperties(cleanup_expired_logs=False),
            )
    except DeltaError as error:
        if table is None and "already exists" in str(error):
            raise CommitFailedError(str(error)) from error  # somebody else created it first
        raise
    return 0 if table is None else table.version()


_PLAIN = WriterProperties(compression="SNAPPY")
# consecutive numbers: differences take a tenth of the room and time
_NUMBERED = WriterProperties(
    compression="SNAPPY",
    column_properties={"row": ColumnProperties(encoding="DELTA_BINARY_PACKED", dictionary_enabled=False)},
)


def rewrite(store: Store, name: str, work: Callable[[DeltaTable], dict[str, Any]]) -> dict[str, Any]:
    """Metrics of a rewriting, tried again when others write."""
    for _ in attempts(name):
        delta = open_table(store, name)
        if delta is None:
            return {"numFilesRemoved": 0}
        try:
            with clear_errors(store, name):
                return work(delta)
        except CommitFailedError:
            continue
    raise AssertionError("attempts() raises when they are used up")


def attempts(name: str) -> Iterator[int]:
    """0, 1, … with a growing, jittered pause between them; raises WritersCollide after ATTEMPTS."""
    for attempt in range(ATTEMPTS):
        yield attempt
        time.sleep(min(_LONGEST_WAIT, _FIRST_WAIT * 2**attempt) * (0.5 + random.random()))
    raise WritersCollide(
        f"{name}: others wrote at the same time in each of {ATTEMPTS} attempts; nothing was stored, try again later"
    )


@contextmanager
def clear_errors(store: Store, name: str) -> Iterator[None]:
    """Turns what the storage layer raises into a StoreError; conflicts and missing tables pass through."""
    try:
        yield
    except (CommitFailedError, TableNotFoundError):
        raise
    except (DeltaError, OSError, pl.exceptions.PolarsError) as error:
        if (isinstance(error, DeltaError) and "already exists" in str(error)) or _is_conflict(error):
            raise
        raise _said(store, name, error) from error


def _is_conflict(error: Exception) -> bool:
    return isinstance(error, DeltaError) and "concurrent" in str(error).lower()


def _said(store: Store, name: str, error: Exception) -> StoreError:
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or _FULL.search(str(error)):
        return StoreFull(
            f"there is no room left in {store.root} for {name}; nothing of this write is stored, and what was there "
            "can be read: make room and try again"
        )
    reason = " ".join(str(error).split())
    return StoreError(f"{name} in {store.root} cannot be read or written: {reason}")
