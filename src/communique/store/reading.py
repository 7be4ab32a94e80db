"""What did a table say on any day, at any version, in any vintage?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import polars as pl
from deltalake import DeltaTable

from communique.store.access import ask
from communique.store.place import Store, StoreError, clear_errors, open_table
from communique.store.records import TABLE, Contribution, RecordError, Records, load
from communique.tables.contract import Table, companions, strictest
from communique.tables.frames import LINEAGE_TYPES, empty_frame, schema

Version = int | Mapping[str, int]


class Withdrawn(StoreError):
    """What is asked for rests on a contribution whose bytes were destroyed."""


def read(
    store: Store,
    table: Table,
    *,
    known_at: date | None = None,
    version: Version | None = None,
    vintage: str | None = None,
    columns: Collection[str] | None = None,
    at_most: str | None = None,
    lineage: bool = False,
) -> pl.DataFrame:
    """The rows of a table that hold, in the order in which they were contributed.

    known_at  what had been recorded by then; a day counts to its end. Superseded contributions are out from the
              moment of the correction on, withdrawn ones are gone. Before the first contribution: no rows
    version   Delta version of the table, or the versions of an edition's manifest (`versions`)
    vintage   only contributions of this vintage; without it, of several vintages the latest (in the order of their
              names) that has a key, or for a table without key the latest of each party
    columns   only these columns, each with its notation companion
    at_most   only contributions with this marking or a freer one
    lineage   with contribution_id, party, contributor, recorded_at and row after the table's columns

    Raises Withdrawn when a version rests on a contribution that was withdrawn since, ReadRefused for a column that may
    not be read, RecordError for a vintage that nobody contributed.
    """
    lazy = scan(
        store, table,
        known_at=known_at, version=version, vintage=vintage, columns=columns, at_most=at_most, lineage=lineage,
    )  # fmt: skip
    with clear_errors(store, table.name):
        return lazy.collect()


def scan(
    store: Store,
    table: Table,
    *,
    known_at: date | None = None,
    version: Version | None = None,
    vintage: str | None = None,
    columns: Collection[str] | None = None,
    at_most: str | None = None,
    lineage: bool = False,
) -> pl.LazyFrame:
    """The same as `read`, as a lazy frame: a filter or a sum on it reads only what it needs."""
    visible, data_version, in_order = _visible(store, table, known_at, version)
    if at_most is not None:
        visible = [c for c in visible if strictest(c.marking, at_most) == at_most]
    visible = _of_vintage(table, visible, vintage)
    names = _names(table, columns)
    ask(store, table, _bases(table, names), {(c.party, c.marking) for c in visible})
    delta = open_table(store, table.name, data_version) if visible or data_version is not None else None
    wanted = [*names, *(LINEAGE_TYPES if lineage else ())]
    if delta is None or not visible:
        return empty_frame(table, lineage=True).lazy().select(wanted)
    rows = rows_of(store, table, delta, visible, in_order=in_order)
    if vintage is None and len({c.vintage for c in visible}) > 1:
        rows = _latest_vintage(table, rows, visible)
    if lineage:
        recorded = {c.contribution_id: c.recorded_at for c in visible}
        when = pl.col("contribution_id").replace_strict(recorded, return_dtype=LINEAGE_TYPES["recorded_at"])
        rows = rows.with_columns(recorded_at=when)
    return rows.select(wanted)


def _visible(
    store: Store, table: Table, known_at: date | None, version: Version | None
) -> tuple[list[Contribution], int | None, bool]:
    """The contributions to be read, the Delta version to read them from, and whether its rows are in order."""
    latest = records = load(store)
    data_version = version if isinstance(version, int) else None
    if isinstance(version, Mapping):
        data_version = version.get(table.name)
        if data_version is None:
            return [], None, True
        records = load(store, version.get(TABLE))
    visible = records.visible(table.name, known_at=known_at, data_version=data_version)
    if version is not None:
        refuse_withdrawn(latest, visible, table.name)
    return visible, data_version, table.name not in latest.rewritten


def refuse_withdrawn(latest: Records, visible: Sequence[Contribution], table: str) -> None:
    """Raises Withdrawn when one of the contributions has been withdrawn by now."""
    now = {c.contribution_id: c for c in latest.contributions}
    for contribution in visible:
        at = now[contribution.contribution_id].withdrawn_at
        if at is not None:
            raise Withdrawn(
                f"{table}: this version rests on contribution {contribution.contribution_id} of {contribution.party}, "
                f"withdrawn on {at:%Y-%m-%d}; its bytes are destroyed and the version cannot be read again"
            )


def holding(store: Store, table: Table, at_most: str, known_at: date | None = None) -> list[str]:
    """Ids of the contributions that hold, as known at a day, with this marking or a freer one; sorted."""
    visible = load(store).visible(table.name, known_at=known_at)
    return sorted(c.contribution_id for c in visible if strictest(c.marking, at_most) == at_most)


def withheld(store: Store, table: Table, at_most: str, known_at: date | None = None) -> int:
    """How many contributions known at a day are marked stricter than `at_most`."""
    visible = load(store).visible(table.name, known_at=known_at)
    return sum(strictest(c.marking, at_most) != at_most for c in visible)


def _of_vintage(table: Table, visible: list[Contribution], vintage: str | None) -> list[Contribution]:
    if vintage is None or not visible:
        return visible
    found = [c for c in visible if c.vintage == vintage]
    if not found:
        known = ", ".join(sorted({c.vintage for c in visible if c.vintage})) or "none"
        raise RecordError(f"{table.name} has no contribution of the vintage {vintage!r}; it has: {known}")
    return found


def _names(table: Table, columns: Collection[str] | None) -> list[str]:
    if columns is None:
        return list(schema(table))
    beside = companions(table)
    wanted = {name for column in columns for name in (table.column(column).name, beside.get(column))}
    return [name for name in schema(table) if name in wanted]


def _bases(table: Table, names: Sequence[str]) -> list[str]:
    return [column.name for column in table.columns if column.name in names]


def rows_of(
    store: Store, table: Table, delta: DeltaTable, visible: Sequence[Contribution], *, in_order: bool
) -> pl.LazyFrame:
    """The rows of these contributions with their lineage, in the order of the contributions and of their rows.

    in_order  whether the files have never been rewritten, or the order does not matter

    A file that holds one contribution only, as every file does until it is compacted, is taken or left as a whole and
    has its rows in order; once files were rewritten the rows are sorted.
    """
    order = {c.contribution_id: place for place, c in enumerate(visible)}
    files = data_files(delta)
    place = pl.col("first").replace_strict(order, default=None, return_dtype=pl.Int64)
    whole = files.filter(pl.col("first") == pl.col("last")).with_columns(place=place).drop_nulls("place")
    mixed = files.filter(pl.col("first") != pl.col("last"))
    rows = _scan_files(store, table, whole.sort("place", "row")["uri"].to_list())
    if not mixed.is_empty():
        some = pl.col("contribution_id").is_in(list(order))
        rows = pl.concat([rows, _scan_files(store, table, mixed["uri"].to_list()).filter(some)])
    if in_order:
        return rows
    return rows.sort(pl.col("contribution_id").replace_strict(order, return_dtype=pl.Int64), "row")


def data_files(delta: DeltaTable) -> pl.DataFrame:
    """One row per data file: uri, rows, first and last contribution_id in it, first row, latest recorded_at."""
    uris = {uri.rsplit("/", 1)[-1]: uri for uri in delta.file_uris()}
    if not uris:
        return pl.DataFrame(schema=_FILES)
    actions = pl.DataFrame(delta.get_add_actions(flatten=True))
    return actions.select(
        uri=pl.col("path").str.split("/").list.last().replace_strict(uris, return_dtype=pl.String),
        rows=pl.col("num_records"),
        first=pl.col("min.contribution_id"),
        last=pl.col("max.contribution_id"),
        row=pl.col("min.row"),
        recorded_at=pl.col("max.recorded_at").cast(_FILES["recorded_at"]),
    )


_FILES: dict[str, pl.DataType] = {
    "uri": pl.String(),
    "first": pl.String(),
    "last": pl.String(),
    "row": pl.Int64(),
    "recorded_at": pl.Datetime("us", "UTC"),
}


def _scan_files(store: Store, table: Table, uris: list[str]) -> pl.LazyFrame:
    if not uris:
        return empty_frame(table, lineage=True).lazy()
    return pl.scan_parquet(
        uris,
        schema=schema(table, lineage=True),
        missing_columns="insert",  # a column that the contract had not yet: null
        extra_columns="ignore",
        glob=False,
        storage_options=store.options,
    )


def _latest_vintage(table: Table, rows: pl.LazyFrame, visible: Sequence[Contribution]) -> pl.LazyFrame:
    vintages = sorted({c.vintage or "" for c in visible})
    rank = {c.contribution_id: vintages.index(c.vintage or "") for c in visible}
    ranked = rows.with_columns(rank=pl.col("contribution_id").replace_strict(rank, return_dtype=pl.Int64))
    group = list(table.key) if table.key and table.duplicates != "allow" else ["party"]
    return ranked.filter(pl.col("rank") == pl.col("rank").max().over(group)).drop("rank")
