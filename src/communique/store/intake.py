"""How does a party hand in a table, and what does it hear back?

Order of writing: bad rows into quarantine, good rows into the table, then the one event that makes both known. Whoever
dies on the way leaves rows that nobody sees and that `recover` takes away; the same file can be handed in again.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from communique.errors import CommuniqueError
from communique.geo import known_country
from communique.store import keyindex
from communique.store.keys import clashes, keys_of
from communique.store.laying import Part, lay_down
from communique.store.place import Store, StoreError, open_table
from communique.store.records import Contribution, RecordError, Records, commit, load, next_moment
from communique.store.setaside import TABLE as QUARANTINE
from communique.store.setaside import set_aside
from communique.store.upkeep import GRACE, erase, holds, needs_recovery, recover
from communique.tables.checking import FAILURES, Checked, check, refuse
from communique.tables.contract import Table, TableError, strictest
from communique.tables.frames import LINEAGE_TYPES, schema
from communique.tables.reading import read_sheet, sheet_of_frame

if TYPE_CHECKING:
    from deltalake import DeltaTable

_RESTARTS = 5
_HASHED = 1_000_000  # rows of a frame hashed at a time
_IN_A_FILE = 2_000_000  # rows of the contributor's file in one of the store's
_ASKED = 2_000_000  # keys looked up together: as often is the index read
_NUMBERED = 250_000  # keys numbered together: small enough to use the same memory again


class DuplicateKeys(CommuniqueError):
    """The store holds some of the keys already, and no contribution was named that is to be superseded."""


@dataclass(frozen=True)
class Receipt:
    """What became of a file.

    accepted, quarantined  number of rows; blank rows count to neither
    by_rule                rule -> number of rows that failed it
    version                Delta version of the table that holds the rows; None when no row was good
    duplicate_of           the contribution that brought the same file before; then nothing was stored again
    extra_columns          columns of the file that the contract has not, kept out
    notes                  what was found out while reading the file
    """

    table: str
    contribution_id: str
    accepted: int
    quarantined: int
    by_rule: Mapping[str, int]
    version: int | None
    duplicate_of: str | None = None
    extra_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no row was good: the command then ends with an exit code that is not zero."""
        return self.accepted == 0


@dataclass(frozen=True, kw_only=True)
class _Handing:
    """Who hands in what, on which terms."""

    table: Table
    party: str
    contributor: str | None
    on_behalf_of: str | None
    file: str | None
    digest: str
    licence: str | None
    marking: str
    vintage: str | None
    supersedes: str | None


class _Overtaken(Exception):
    """Somebody recorded something since the rows were checked against the store: check again."""


class _Recognised(Exception):
    """Somebody recorded the same file in the meantime."""

    def __init__(self, earlier: Contribution) -> None:
        self.earlier = earlier


def contribute(
    store: Store,
    table: Table,
    file: str | Path | pl.DataFrame,
    party: str,
    *,
    contributor: str | None = None,
    on_behalf_of: str | None = None,
    licence: str | None = None,
    marking: str | None = None,
    vintage: str | None = None,
    supersedes: str | None = None,
    decimal: str | None = None,
) -> Receipt:
    """The receipt of one file or frame: good rows are stored, bad rows set aside, and both counted.

    party        whose contribution it is, ISO alpha-3; `contributor` the agency, firm or person that hands it in
    licence      under which others may use it
    marking      TLP 2.0; without it, the strictest of the table's columns
    vintage      the issue of a series that is revised as a whole, such as "2024": keys may return in another vintage
    supersedes   id of the party's own contribution that this one corrects and replaces
    decimal      "." or "," where a text file leaves the decimal sign open

    Raises TableError for a file that cannot be read as the table, DuplicateKeys when the store holds some keys and the
    table refuses them, RecordError for a contribution that cannot be superseded, WritersCollide, StoreFull.
    """
    handing = _Handing(
        table=table,
        party=known_country(party),
        contributor=contributor,
        on_behalf_of=on_behalf_of,
        file=None if isinstance(file, pl.DataFrame) else Path(file).name,
        digest=_digest(file),
        licence=licence,
        marking=strictest(marking) if marking else strictest(*(column.marking for column in table.columns)),
        vintage=vintage,
        supersedes=supersedes,
    )
    records = load(store)
    earlier = _same_file(records, handing)
    if earlier is not None:
        return _recognised(earlier)
    _may_supersede(records, handing)
    delta = open_table(store, table.name)
    _refuse_other_types(table, delta)
    if needs_recovery(store, table.name, delta, records):
        recover(store, table)
    sheet = sheet_of_frame(table, file) if isinstance(file, pl.DataFrame) else read_sheet(table, file, decimal=decimal)
    checked = check(table, sheet)
    for _ in range(_RESTARTS):
        try:
            return _store(store, handing, checked, records)
        except _Overtaken:
            records = load(store)
    raise RecordError(f"{table.name}: others contributed the same keys again and again; nothing was stored, try again")


def _digest(file: str | Path | pl.DataFrame) -> str:
    """SHA-256 of a file's bytes, or of a frame's columns, types and hashed rows."""
    if not isinstance(file, pl.DataFrame):
        path = Path(file)
        if not path.is_file():
            return ""  # reading it says so
        try:
            with path.open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError as error:
            raise TableError(f"the file cannot be opened: {error.strerror}", file=path) from error
    shape = ",".join(f"{name} {kind}" for name, kind in file.schema.items())
    digest = hashlib.sha256(shape.encode())
    for start in range(0, file.height, _HASHED):
        digest.update(file.slice(start, _HASHED).hash_rows().to_numpy().tobytes())
    return digest.hexdigest()


def _same_file(records: Records, handing: _Handing) -> Contribution | None:
    """The contribution that brought the same file before and still stands for it.

    A withdrawn one does not; nor one set aside wholly by an older contract, nor one that the file now is to replace.
    """
    superseded = {c.supersedes for c in records.contributions if not c.withdrawn_at}
    for c in reversed(records.contributions):
        same = (c.digest, c.party, c.table) == (handing.digest, handing.party, handing.table.name)
        outdated = not c.accepted and c.contract_version != handing.table.version
        returns = handing.supersedes is not None and c.contribution_id in superseded
        if same and not c.withdrawn_at and not outdated and not returns:
            return c
    return None


def _recognised(earlier: Contribution) -> Receipt:
    return Receipt(
        table=earlier.table,
        contribution_id=earlier.contribution_id,
        accepted=earlier.accepted,
        quarantined=earlier.quarantined,
        by_rule=earlier.by_rule,
        version=earlier.data_version,
        duplicate_of=earlier.contribution_id,
    )


def _may_supersede(records: Records, handing: _Handing) -> None:
    if handing.supersedes is None:
        return
    old = records.named(handing.supersedes)
    if (old.table, old.party) != (handing.table.name, handing.party):
        raise RecordError(f"contribution {old.contribution_id} is of {old.party} for {old.table}; it stays as it is")
    if old.withdrawn_at:
        raise RecordError(f"contribution {old.contribution_id} was withdrawn; hand the file in without superseding it")
    for c in records.contributions:
        if c.supersedes == old.contribution_id and not c.withdrawn_at:
            raise RecordError(
                f"contribution {old.contribution_id} is superseded by {c.contribution_id} already; supersede that one"
            )


_DELTA_TYPES = {
    "string": "string",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "year": "integer",
    "country": "string",
}


def _refuse_other_types(table: Table, delta: DeltaTable | None) -> None:
    """A new version of a contract may add a column or leave one out, but not change what one means."""
    held = {} if delta is None else {field.name: str(field.type.type) for field in delta.schema().fields}
    for column in table.columns:
        wanted = _DELTA_TYPES[column.type]
        if held.get(column.name, wanted) != wanted:
            raise StoreError(
                f"{table.name}: the column {column.name} is stored as {held[column.name]}, and version {table.version} "
                f"of the contract makes it {wanted}; give the column or the table another name"
            )


def _store(store: Store, handing: _Handing, checked: Checked, records: Records) -> Receipt:
    """One attempt: against the contributions as they are known now."""
    checked = _against_store(store, handing, checked, _rivals(records, handing))
    begun = next_moment(store, records)
    name = f"{begun:%Y%m%dT%H%M%S}-{secrets.token_hex(6)}"
    seen = {c.contribution_id for c in records.contributions}
    try:
        set_aside(store, handing.table, name, handing.marking, checked, begun)
        version = _lay_down(store, handing, checked, name, begun)
        notes = _lay_down_keys(store, handing, checked, name)

        def decide(now: Records) -> dict[str, Any]:
            _refuse_overtaken(store, handing, checked, now, seen)
            if store.clock() - begun > GRACE:
                _refuse_taken_for_dead(store, handing.table, checked, name)
            return _event(handing, checked, name, version)

        commit(store, decide, seen=records)
    except Exception as error:
        with suppress(StoreError):  # what cannot be taken out now nobody sees, and `recover` takes it later
            erase(store, handing.table.name, name)
        if isinstance(error, _Recognised):
            return _recognised(error.earlier)
        raise
    return Receipt(
        table=handing.table.name,
        contribution_id=name,
        accepted=checked.accepted,
        quarantined=checked.bad,
        by_rule=checked.by_rule(),
        version=version,
        extra_columns=checked.extra,
        notes=(*checked.notes, *notes),
    )


def _refuse_overtaken(store: Store, handing: _Handing, checked: Checked, now: Records, seen: set[str]) -> None:
    """Nobody may have recorded the same file, the same correction or one of the keys since `seen`."""
    earlier = _same_file(now, handing)
    if earlier is not None:
        raise _Recognised(earlier)
    _may_supersede(now, handing)
    fresh = [c for c in _rivals(now, handing) if c.contribution_id not in seen]
    if not clashes(store, handing.table, keys_of(handing.table, checked, _ASKED), fresh).rows.is_empty():
        raise _Overtaken


def _refuse_taken_for_dead(store: Store, table: Table, checked: Checked, name: str) -> None:
    """A writer that slept for long may have been taken for dead: its rows must all be there still."""
    laid_down = ((table.name, checked.accepted), (QUARANTINE, checked.failures.height))
    if not all(holds(store, place, name, rows) for place, rows in laid_down):
        raise _Overtaken


def _lay_down(store: Store, handing: _Handing, checked: Checked, name: str, begun: datetime) -> int | None:
    """The version that holds all good rows, None for no row; none of them is seen before the record of all."""
    id_and_time = {"contribution_id": (name, name), "recorded_at": (begun, begun)}
    parts = (
        Part(_with_lineage(handing, piece.lazy(), name, begun), piece.accepted, {**id_and_time, "row": piece.ends})
        for piece in checked.pieces(_IN_A_FILE)
        if piece.accepted
    )
    return lay_down(store, handing.table.name, parts)


def _lay_down_keys(store: Store, handing: _Handing, checked: Checked, name: str) -> tuple[str, ...]:
    """The index of many keys, so that the next contribution need not read them; what is to be said of it.

    The index can be made again at any time: that it cannot be written now is no reason to refuse the rows.
    """
    if not _unique_keys(handing.table) or checked.accepted < keyindex.WORTH:
        return ()
    try:
        keys = keys_of(handing.table, checked, _NUMBERED)
        keyindex.lay_down(store, handing.table, keys, name, checked.accepted)
    except StoreError as error:
        return (f"the index of keys was not written, and the next contribution will make it: {error.message}",)
    return ()


def _unique_keys(table: Table) -> bool:
    return bool(table.key) and table.duplicates != "allow"


def _rivals(records: Records, handing: _Handing) -> list[Contribution]:
    """The contributions whose keys may not return in this one."""
    if not _unique_keys(handing.table):
        return []
    return [
        c
        for c in records.visible(handing.table.name)
        if c.vintage == handing.vintage and c.contribution_id != handing.supersedes
    ]


def _against_store(store: Store, handing: _Handing, checked: Checked, rivals: list[Contribution]) -> Checked:
    """The same with keys that the store holds set aside, or DuplicateKeys, as the table says."""
    table = handing.table
    told = clashes(store, table, keys_of(table, checked, _ASKED), rivals)
    checked, found = replace(checked, notes=(*checked.notes, *told.notes)), told.rows
    if found.is_empty():
        return checked
    if table.duplicates == "quarantine":
        return refuse(table, checked, _as_failures(table, found))
    first = found.row(0, named=True)
    earlier = ", ".join(found["contribution_id"].unique(maintain_order=True))
    raise DuplicateKeys(
        f"{found.height} row{'s' * (found.height > 1)} of the file {'are' if found.height > 1 else 'is'} in the store "
        f"already, by contribution {earlier}; to correct it, name it (supersedes). The first: {first['key']}",
        file=handing.file,
        row=first["row"],
        column=", ".join(table.key),
    )


def _as_failures(table: Table, found: pl.DataFrame) -> pl.DataFrame:
    return found.select(
        "row",
        rule=pl.lit("rule-already-contributed"),
        column=pl.lit(", ".join(table.key)),
        value=pl.col("key"),
        detail=pl.col("contribution_id"),
    ).match_to_schema(FAILURES)


def _with_lineage(handing: _Handing, good: pl.LazyFrame, name: str, begun: datetime) -> pl.LazyFrame:
    lineage = {
        "contribution_id": name,
        "party": handing.party,
        "contributor": handing.contributor,
        "recorded_at": begun,
    }
    columns = [pl.lit(value, LINEAGE_TYPES[column]).alias(column) for column, value in lineage.items()]
    return good.with_columns(columns).select(list(schema(handing.table, lineage=True)))


def _event(handing: _Handing, checked: Checked, name: str, version: int | None) -> dict[str, Any]:
    return {
        "event": "recorded",
        "contribution_id": name,
        "table": handing.table.name,
        "contract_version": handing.table.version,
        **{key: value for key, value in vars(handing).items() if key != "table"},
        "accepted": checked.accepted,
        "quarantined": checked.bad,
        "by_rule": json.dumps(checked.by_rule()),
        "data_version": version,
    }
