"""Which versions does an edition rest on, and which editions would miss a version?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC

import polars as pl

from communique.store.place import Store, StoreError, append, clear_errors, open_table
from communique.store.records import TABLE as RECORDS
from communique.store.records import load

TABLE = "_pins"

_EVENT: dict[str, pl.DataType] = {
    "event": pl.String(),
    "edition": pl.String(),
    "recorded_at": pl.Datetime("us", "UTC"),
    "table": pl.String(),
    "version": pl.Int64(),
}


def versions(store: Store) -> dict[str, int]:
    """Table -> Delta version as they are now, `_contributions` among them: what an edition's manifest holds.

    The contributions are looked at first: a table is then never older than what is known of it.
    """
    records = load(store)
    if records.delta is None:
        return {}
    found = {RECORDS: records.delta.version()}
    for name in sorted({c.table for c in records.contributions}):
        delta = open_table(store, name)
        if delta is not None:
            found[name] = delta.version()
    return found


def pin(store: Store, edition: str, manifest: Mapping[str, int]) -> None:
    """From now on `vacuum` keeps the versions that the edition's manifest names.

    Raises StoreError for an empty manifest and for an edition that is pinned to other versions.
    """
    if not manifest:
        raise StoreError(f"edition {edition} names no versions: there is nothing to keep")
    if pins(store).get(edition, manifest) != dict(manifest):
        raise StoreError(f"edition {edition} is pinned to other versions already; release it first")
    _append(store, "pinned", edition, manifest)


def release(store: Store, edition: str) -> None:
    """The edition's versions need not be kept any longer. Raises StoreError for an edition that is not pinned."""
    manifest = pins(store).get(edition)
    if manifest is None:
        raise StoreError(f"edition {edition!r} is not pinned")
    _append(store, "released", edition, manifest)


def _append(store: Store, event: str, edition: str, manifest: Mapping[str, int]) -> None:
    at = store.clock().astimezone(UTC)
    rows = [
        {"event": event, "edition": edition, "recorded_at": at, "table": table, "version": version}
        for table, version in manifest.items()
    ]
    append(store, TABLE, pl.DataFrame(rows, schema=_EVENT))


def pins(store: Store) -> dict[str, dict[str, int]]:
    """Edition -> table -> version, of all editions that are pinned."""
    delta = open_table(store, TABLE)
    if delta is None:
        return {}
    with clear_errors(store, TABLE):
        events = pl.read_parquet(delta.file_uris(), storage_options=store.options).sort(
            "recorded_at", maintain_order=True
        )
    found: dict[str, dict[str, int]] = {}
    for event in events.to_dicts():
        if event["event"] == "released":
            found.pop(event["edition"], None)
        else:
            found.setdefault(event["edition"], {})[event["table"]] = event["version"]
    return found
