"""How do many rows come into a table at the speed of the disk?

On a disk Polars writes the files, in half of Delta's time, and Delta commits them together: all rows or none, and a
commit that collides is tried again without writing the files again. On an object store Delta writes them itself.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from deltalake import CommitProperties, DeltaTable, Field, PostCommitHookProperties, Schema
from deltalake.exceptions import CommitFailedError, DeltaError
from deltalake.transaction import AddAction, create_table_with_add_actions

from communique.store.place import (
    Store,
    StoreFull,
    WritersCollide,
    append,
    attempts,
    clear_errors,
    open_table,
    settings,
)


@dataclass(frozen=True)
class Part:
    """What goes into one file.

    rows   the rows, of which no copy is made before they are written
    count  how many they are
    ends   column -> its least and greatest value: all that Delta's log may know of the columns
    """

    rows: pl.LazyFrame
    count: int
    ends: Mapping[str, tuple[Any, Any]]


def lay_down(
    store: Store, name: str, parts: Iterable[Part], *, packed: bool = True, together: bool = False
) -> int | None:
    """The Delta version that holds the rows of all parts, one file each; None for no part.

    packed    whether the files are compressed
    together  whether an object store must have all parts or none too, which takes the memory of all

    On an object store each part is else a commit of its own, and the version is that of the last. Raises WritersCollide
    when the attempts were in vain, StoreFull when there is no room.
    """
    if "://" in str(store.root):
        return _by_delta(store, name, parts, together)
    folder, stem = Path(store.uri(name)), f"part-{uuid.uuid4()}"
    files: list[AddAction] = []
    known: tuple[Schema, tuple[str, ...]] | None = None
    try:
        with clear_errors(store, name):
            folder.mkdir(parents=True, exist_ok=True)
            for part in parts:
                known = known or (Schema.from_arrow(part.rows.collect_schema()), tuple(part.ends))
                files.append(_written(folder, f"{stem}-{len(files):05d}.parquet", part, packed))
    except BaseException:
        _take_away(folder, stem)
        raise
    try:
        return None if known is None else _committed(store, name, *known, files)
    except (WritersCollide, StoreFull):
        if not _refers(store, name, files):
            _take_away(folder, stem)
        raise


def _take_away(folder: Path, stem: str) -> None:
    """What nothing refers to: a disk without room needs its room."""
    for file in folder.glob(f"{stem}-*"):
        file.unlink()


def _refers(store: Store, name: str, files: Sequence[AddAction]) -> bool:
    """Whether the table has one of the files: the commit stood before what failed."""
    delta = open_table(store, name)
    return delta is not None and any(uri.endswith(files[0].path) for uri in delta.file_uris())


def _by_delta(store: Store, name: str, parts: Iterable[Part], together: bool) -> int | None:
    version = None
    for part in _joined(parts) if together else parts:
        with clear_errors(store, name):
            rows = part.rows.collect()
        version = append(store, name, rows, statistics=tuple(part.ends))
    return version


def _joined(parts: Iterable[Part]) -> list[Part]:
    known = list(parts)
    return [Part(pl.concat([part.rows for part in known]), sum(part.count for part in known), known[0].ends)]


def _written(folder: Path, name: str, part: Part, packed: bool) -> AddAction:
    part.rows.sink_parquet(folder / name, compression="snappy" if packed else "uncompressed")
    return AddAction(
        path=name,
        size=(folder / name).stat().st_size,
        partition_values={},
        modification_time=time.time_ns() // 1_000_000,
        data_change=True,
        stats=json.dumps(_statistics(part)),
    )


def _statistics(part: Part) -> dict[str, Any]:
    """As Delta's protocol has them."""
    return {
        "numRecords": part.count,
        "minValues": {column: _said(least) for column, (least, _) in part.ends.items()},
        "maxValues": {column: _said(_not_before(greatest)) for column, (_, greatest) in part.ends.items()},
        "nullCount": dict.fromkeys(part.ends, 0),
    }


def _not_before(value: Any) -> Any:
    """The whole millisecond, as which a moment is said, that is not before it: a maximum hides no row."""
    return value + timedelta(microseconds=-value.microsecond % 1000) if isinstance(value, datetime) else value


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value


def _committed(store: Store, name: str, schema: Schema, statistics: Sequence[str], files: list[AddAction]) -> int:
    """The version: committed onto the one that was read before, since Delta does not say which one it became."""
    for _ in attempts(name):
        delta = open_table(store, name)
        try:
            with clear_errors(store, name):
                if delta is None:
                    create_table_with_add_actions(
                        store.uri(name),
                        schema,
                        files,
                        configuration=settings(statistics),
                        storage_options=store.options,
                    )
                    return 0
                if new := _new_columns(delta, schema):
                    delta.alter.add_columns(new)
                    continue
                version = delta.version() + 1
                delta.create_write_transaction(
                    [*files],
                    "append",
                    schema,
                    commit_properties=CommitProperties(max_commit_retries=0),
                    post_commithook_properties=PostCommitHookProperties(cleanup_expired_logs=False),
                )
                return version
        except CommitFailedError:
            continue
        except DeltaError as error:
            if delta is not None or "already exists" not in str(error):
                raise
    raise AssertionError("attempts() raises when they are used up")


def _new_columns(delta: DeltaTable, schema: Schema) -> list[Field]:
    held = {field.name for field in delta.schema().fields}
    return [field for field in schema.fields if field.name not in held]
