"""Where do sealed records lie, and how is one found again? A table in Delta below COMMUNIQUE_HOME/passengers.

Beside the sealed parts stand only dates, a marking and keyed names; without the keys it says nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.exchange.ledger import Home
from communique.exchange.log.pseudonyms import known_names
from communique.exchange.shredding import Part, Sealed

if TYPE_CHECKING:
    import polars as pl


class KeepingError(CommuniqueError):
    """A record that is not there, or that cannot be kept."""


def table_of(home: Home) -> Path:
    """Where the records are."""
    return home.path / "passengers" / "records"


def parts(sealed: Sealed) -> dict[str, Any]:
    """The columns of a record's sealed parts."""
    found: dict[str, Any] = {}
    for name, part in (("kept", sealed.kept), ("masked", sealed.masked)):
        found |= {f"{name}_{piece}": getattr(part, piece, None) for piece in ("kek", "wrapped", "box")}
    return found


def _schema() -> Any:
    import polars as pl

    text, day, names = pl.String, pl.Date, pl.List(pl.String)
    return {
        "record": text, "party": text, "flags": names, "office_delete": text, "office_mask": text, "marking": text,
        "schema": pl.Int64, "load": day, "departure": day,
        "assumed": names, "expires": day, "masks": day, "irreversible": pl.Boolean, "names": names, "kept_kek": text,
        "kept_wrapped": pl.Binary, "kept_box": pl.Binary, "masked_kek": text, "masked_wrapped": pl.Binary,
        "masked_box": pl.Binary,
    }  # fmt: skip


def write(home: Home, rows: list[dict[str, Any]]) -> None:
    """Adds rows to the table."""
    import polars as pl

    if rows:
        table_of(home).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        pl.DataFrame(rows, schema=_schema()).write_delta(table_of(home), mode="append")


def frame(home: Home) -> pl.DataFrame:
    """All kept records: dates, marking, keyed names and sealed parts."""
    import polars as pl
    from deltalake import DeltaTable

    if not DeltaTable.is_deltatable(str(table_of(home))):
        return pl.DataFrame(schema=_schema())
    return pl.read_delta(str(table_of(home)))


def find(home: Home, record: str) -> Sealed:
    """The sealed record of an id; raises KeepingError where there is none."""
    import polars as pl

    rows = frame(home).filter(pl.col("record") == record).rows(named=True)
    if not rows:
        raise KeepingError(f"no record {record} is kept here")
    return _read(rows[0])


def _read(row: Mapping[str, Any]) -> Sealed:
    kept, masked = (
        None if row[f"{name}_kek"] is None else Part(row[f"{name}_kek"], row[f"{name}_wrapped"], row[f"{name}_box"])
        for name in ("kept", "masked")
    )
    if kept is None:
        raise KeepingError(f"{row['record']} has no sealed part")
    return Sealed(
        row["record"], row["party"], row["expires"], row["schema"], kept, masked, row["masks"], row["irreversible"]
    )


def records_of(home: Home, kind: str, identifier: str) -> list[str]:
    """Ids of the records that a person's document, or a locator, names; found by keyed names alone."""
    import polars as pl

    names = [str(name) for name in known_names(home, kind, identifier)]
    found = frame(home).filter(pl.col("names").list.eval(pl.element().is_in(names)).list.any())
    return found["record"].to_list()


def replace(home: Home, sealed: Sealed) -> None:
    """Puts a record's new wrapping in place of the old one."""
    import polars as pl

    rows = frame(home).filter(pl.col("record") == sealed.record).rows(named=True)
    new = pl.DataFrame([{**row, **parts(sealed)} for row in rows], schema=_schema())
    new.write_delta(
        table_of(home), mode="merge",
        delta_merge_options={"predicate": "s.record = t.record", "source_alias": "s", "target_alias": "t"},
    ).when_matched_update_all().execute()  # fmt: skip


def take_out(home: Home, kek: str) -> None:
    """Takes what a key covered out of the table, with the files of its older versions."""
    import polars as pl
    from deltalake import DeltaTable

    covered = frame(home).filter(pl.col("kept_kek") == kek)
    if len(covered):
        table = DeltaTable(str(table_of(home)))
        table.delete(f"kept_kek = '{kek}'")
        table.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
