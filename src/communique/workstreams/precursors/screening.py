"""Which items of a manifest are listed where on the day of their shipment?

An item is looked up by its CAS number in the closed list. What is not in it is said to be so, and no more: whether a
salt or another form is covered is a question of the entry's words, which are shown and never evaluated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from communique.workstreams.precursors.entries import JURISDICTIONS, MARKS
from communique.workstreams.precursors.errors import SubstanceError
from communique.workstreams.precursors.saying import DayError, day
from communique.workstreams.precursors.status import Segments, look_up
from communique.workstreams.precursors.substances import by_cas, cas, substances

if TYPE_CHECKING:
    import polars as pl

IN_LIST, NOT_IN_LIST = "in closed list", "not in closed list"

#: Columns that a manifest must have; `declared_parent` may name the listed substance of which an item is said to be a
#: form.
NEEDED = ("cas", "shipped_on")

#: What is said of an item in each jurisdiction, in columns such as `un_status`.
SHOWN = ("status", "lists", "scope", "mark", "reason")

#: Columns that an answer adds to those of the manifest.
ANSWERED = (
    "manifest_row", "substance", "closed_list", "remark",
    *(f"{where.lower()}_{name}" for where in JURISDICTIONS for name in SHOWN),
)  # fmt: skip


@dataclass(frozen=True)
class Manifest:
    """The rows that can be looked up, and a fault for every one that cannot, naming row and column.

    frame  `manifest_row` (1 is the header), then its columns: `cas` as it should be written, `shipped_on` as days
    """

    frame: pl.DataFrame
    rejected: tuple[SubstanceError, ...]


def read_manifest(path: Path) -> Manifest:
    """A manifest in CSV. A row is rejected, and the others stand, for a number that is no CAS number, a structure, a
    shipment without a day, and a declared parent outside the closed list.

    Raises SubstanceError naming file and column for a file that is no CSV, lacks a column or has one of the answer's.
    """
    import polars as pl

    if not path.is_file():
        raise SubstanceError("there is no such file", file=path)
    try:
        frame = pl.read_csv(path, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SubstanceError(f"cannot be read as CSV: {str(error).splitlines()[0]}", file=path) from error
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise SubstanceError(f"a manifest needs the columns {', '.join(NEEDED)}", file=path, column=missing[0])
    if taken := [name for name in frame.columns if name in ANSWERED]:
        raise SubstanceError("the answer has a column of this name: give yours another", file=path, column=taken[0])
    if "declared_parent" not in frame.columns:
        frame = frame.with_columns(declared_parent=pl.lit(None, pl.String))
    frame = frame.with_row_index("manifest_row", offset=2)
    rejected: list[SubstanceError] = []
    read = {
        name: [_read(name, text, path, row, rejected) for row, text in enumerate(frame[name], start=2)]
        for name in _READERS
    }
    bad = {fault.row for fault in rejected}
    kept = frame.with_columns(
        cas=pl.Series(read["cas"], dtype=pl.String), shipped_on=pl.Series(read["shipped_on"], dtype=pl.Date)
    ).filter(~pl.col("manifest_row").is_in(bad))
    return Manifest(kept, tuple(sorted(rejected, key=lambda fault: fault.row or 0)))


def _read(name: str, text: str | None, path: Path, row: int, rejected: list[SubstanceError]) -> str | date | None:
    """The value of a cell; None, and a fault more, where it cannot be read."""
    try:
        return _READERS[name](text)
    except SubstanceError as error:
        rejected.append(type(error)(error.message, file=path, row=row, column=name))
        return None


def _shipped(text: str | None) -> date:
    if text is None:
        raise SubstanceError("the day of shipment is missing: without a day there is no status")
    try:
        return day(text.strip(), "shipped_on")
    except DayError as error:
        raise SubstanceError(error.message) from None


def _parent(text: str | None) -> str | None:
    if text is not None and text not in substances():
        raise SubstanceError(f"{text!r} is not in the closed list")
    return text


_READERS: dict[str, Callable[[str | None], str | date | None]] = {
    "cas": lambda text: cas(text or ""), "shipped_on": _shipped, "declared_parent": _parent,
}  # fmt: skip


def screen(manifest: pl.DataFrame, found: Segments) -> pl.DataFrame:
    """The frame of a manifest with `substance`, `closed_list`, and for each jurisdiction each of SHOWN.

    Of an item outside the closed list every status is null, and `remark` shows the scope words of its declared parent.
    """
    import polars as pl

    ids = {number: (each.id if (each := by_cas(number)) else None) for number in manifest["cas"].unique()}
    named = manifest.with_columns(substance=pl.col("cas").replace_strict(ids, return_dtype=pl.String)).with_row_index(
        "_row"
    )
    named = named.with_columns(
        closed_list=pl.when(pl.col("substance").is_null()).then(pl.lit(NOT_IN_LIST)).otherwise(pl.lit(IN_LIST)),
        remark=pl.struct("substance", "declared_parent", "shipped_on").map_elements(
            lambda row: _remark(row, found), return_dtype=pl.String
        ),
    )
    listed = named.filter(pl.col("substance").is_not_null())
    for where in JURISDICTIONS:
        asked = listed.select("_row", "substance", jurisdiction=pl.lit(where), on="shipped_on")
        answers = look_up(found, asked).select("_row", **{f"{where.lower()}_{column}": column for column in SHOWN})
        named = named.join(answers, on="_row", how="left", maintain_order="left")
    return named.drop("_row")


def by_jurisdiction(found: pl.DataFrame) -> list[dict[str, object]]:
    """The rows of `screen` for reading: one for each item and jurisdiction, or one with the remark."""
    rows: list[dict[str, object]] = []
    for item in found.to_dicts():
        same = {name: item[name] for name in ("manifest_row", "cas", "shipped_on", "substance")}
        if item["substance"] is None:
            rows.append({**same, "remark": item["remark"]})
            continue
        for where in JURISDICTIONS:
            said = {name: item[f"{where.lower()}_{name}"] or None for name in SHOWN}
            rows.append({**same, "jurisdiction": where, **said})
    return rows


def _remark(row: dict[str, object], found: Segments) -> str | None:
    if row["substance"] is not None:
        return None
    parent = row["declared_parent"]
    if parent is None:
        return f"{NOT_IN_LIST}: nothing is said of its status"
    words = _words_of(str(parent), row["shipped_on"], found)
    return f"{NOT_IN_LIST}; scope words of the parent {parent}: {words or 'none'}"


def _words_of(parent: str, on: object, found: Segments) -> str:
    import polars as pl

    asked = pl.DataFrame(
        {"substance": [parent] * len(JURISDICTIONS), "jurisdiction": JURISDICTIONS, "on": [on] * len(JURISDICTIONS)}
    )
    answers = look_up(found, asked).filter(pl.col("status") == "listed")
    return "; ".join(
        f"{where} {scope}" for where, scope in answers.select("jurisdiction", "scope").iter_rows() if scope
    )


def at_least(found: pl.DataFrame, mark: str) -> pl.DataFrame:
    """Rows whose mark is at least as sure as one."""
    import polars as pl

    return found.filter(pl.col("mark").is_in(MARKS[: MARKS.index(mark) + 1]))
