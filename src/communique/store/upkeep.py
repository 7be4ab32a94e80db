"""How is the store kept small and whole, without breaking an edition that cites it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from deltalake import DeltaTable

from communique.store import keyindex, setaside
from communique.store.pinning import pins
from communique.store.place import Store, StoreError, clear_errors, open_table, rewrite
from communique.store.reading import data_files
from communique.store.records import TABLE as RECORDS
from communique.store.records import Contribution, Records, load, mark_rewritten
from communique.tables.contract import Table

GRACE = timedelta(hours=1)
"""After this time without its event, a writer is taken for dead."""

WEEK_HOURS = 168


class PinnedVersions(StoreError):
    """A vacuum would take files that pinned editions rest on."""


def recover(store: Store, table: Table | str) -> tuple[str, ...]:
    """Ids of the contributions taken away: begun by a writer that died, or withdrawn but not yet destroyed."""
    name = table.name if isinstance(table, Table) else table
    records = load(store)
    known = {c.contribution_id for c in records.contributions}
    dead = sorted({*_begun(store, open_table(store, name)), *_begun(store, open_table(store, setaside.TABLE))} - known)
    for contribution_id in dead:
        erase(store, name, contribution_id)
    unfinished = _unfinished(records, name)
    for contribution in unfinished:
        from communique.store.withdrawal import destroy

        destroy(store, contribution)
    return (*dead, *(contribution.contribution_id for contribution in unfinished))


def needs_recovery(store: Store, name: str, delta: DeltaTable | None, records: Records) -> bool:
    """Whether `recover` would find something in the table itself."""
    known = {c.contribution_id for c in records.contributions}
    return bool(_begun(store, delta) - known or _unfinished(records, name))


def _unfinished(records: Records, name: str) -> list[Contribution]:
    return [c for c in records.contributions if c.table == name and c.withdrawn_at and not c.destroyed]


def _begun(store: Store, delta: DeltaTable | None) -> set[str]:
    """Ids in files of one contribution that are older than GRACE; known from the log alone, without reading data."""
    if delta is None:
        return set()
    files = data_files(delta)
    old = files.filter((files["first"] == files["last"]) & (files["recorded_at"] < store.clock() - GRACE))
    return set(old["first"].to_list())


def holds(store: Store, name: str, contribution_id: str, rows: int) -> bool:
    """Whether the table holds so many rows of a contribution in files of their own."""
    delta = open_table(store, name)
    if delta is None:
        return rows == 0
    own = data_files(delta).filter(first=contribution_id, last=contribution_id)
    return int(own["rows"].sum()) == rows


def erase(store: Store, name: str, contribution_id: str) -> None:
    """Takes a contribution out of the table, its index and quarantine; older versions still have its rows."""
    delta = open_table(store, name)
    if delta is not None and (files := data_files(delta)).filter(files["first"] != files["last"]).height:
        mark_rewritten(store, name)
    for place in (name, setaside.TABLE):
        rewrite(store, place, lambda delta: delta.delete(f"contribution_id = '{contribution_id}'"))
    keyindex.forget(store, name, contribution_id)


def compact(store: Store, table: Table | str) -> int:
    """Number of small files that were put together. Rows and their order stay; not during a read of an edition."""
    name = table.name if isinstance(table, Table) else table
    mark_rewritten(store, name)
    done = [rewrite(store, place, lambda delta: delta.optimize.compact()) for place in (name, RECORDS)]
    return sum(int(metrics["numFilesRemoved"]) for metrics in done)


def vacuum(
    store: Store, table: Table | str, *, retention_hours: int = WEEK_HOURS, keep_pinned: bool = False
) -> tuple[str, ...]:
    """The files removed: those that no version younger than `retention_hours` needs, and those of dead writers.

    keep_pinned  keep the versions of pinned editions and remove the others

    A contribution that is being written must be done within the retention; fewer hours than it takes would break it.
    Raises PinnedVersions, naming the editions, when one of them rests on such a file.
    """
    name = table.name if isinstance(table, Table) else table
    if name != RECORDS:
        recover(store, name)
    delta = open_table(store, name)
    if delta is None:
        return ()
    keyindex.clean(store, name, hours=retention_hours, full=True)
    pinned = {edition: manifest[name] for edition, manifest in pins(store).items() if name in manifest}
    if not keep_pinned:
        _refuse_breaking(store, delta, name, pinned, retention_hours)
    return _vacuum(store, delta, name, retention_hours, sorted(set(pinned.values())), dry_run=False)


def _vacuum(
    store: Store, delta: DeltaTable, name: str, hours: int, keep: Iterable[int], *, dry_run: bool
) -> tuple[str, ...]:
    with clear_errors(store, name):
        files = delta.vacuum(
            retention_hours=hours,
            dry_run=dry_run,
            enforce_retention_duration=False,
            full=True,
            keep_versions=list(keep) or None,
        )
    return tuple(file.rsplit("/", 1)[-1] for file in files)


def _refuse_breaking(store: Store, delta: DeltaTable, name: str, pinned: dict[str, int], hours: int) -> None:
    doomed = set(_vacuum(store, delta, name, hours, (), dry_run=True))
    broken = [edition for edition, version in pinned.items() if doomed & _files(store, name, version)]
    if broken:
        raise PinnedVersions(
            f"{name}: this vacuum would remove files that editions rest on: {', '.join(sorted(broken))}. Keep their "
            "versions (keep_pinned), or release the editions"
        )


def _files(store: Store, name: str, version: int) -> set[str]:
    delta = open_table(store, name, version)
    return set() if delta is None else {uri.rsplit("/", 1)[-1] for uri in delta.file_uris()}
