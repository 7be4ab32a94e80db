"""Which items of a manifest are listed where on the day of their shipment?

An item is looked up by its CAS number in the closed list. What is not in it is said to be so, and no more: whether a
salt or another form is covered is a question of the entry's words, which are shown and never evaluated.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from communique.workstreams.precursors.entries import JURISDICTIONS, MARKS
from communique.workstreams.precursors.errors import SubstanceError
from communique.workstreams.precursors.status import Segments, look_up
from communique.workstreams.precursors.substances import by_cas, cas, substances

if TYPE_CHECKING:
    import polars as pl

IN_LIST, NOT_IN_LIST = "in closed list", "not in closed list"

#: Columns that a manifest must have; `declared_parent` may name the listed substance of which an item is said to be a
#: form.
NEEDED = ("cas", "shipped_on")


def read_manifest(path: Path) -> pl.DataFrame:
    """A manifest in CSV as text, with `cas` written as it should be and `shipped_on` as days.

    Raises SubstanceError naming file, row and column for a missing column, a number that is no CAS number, a structure,
    a shipment without a day, and a declared parent outside the closed list.
    """
    import polars as pl

    try:
        frame = pl.read_csv(path, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SubstanceError(f"cannot be read as CSV: {str(error).splitlines()[0]}", file=path) from error
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise SubstanceError(f"a manifest needs the columns {', '.join(NEEDED)}", file=path, column=missing[0])
    if "declared_parent" not in frame.columns:
        frame = frame.with_columns(declared_parent=pl.lit(None, pl.String))
    numbers = [_number(text, path, row) for row, text in enumerate(frame["cas"], start=2)]
    days = frame["shipped_on"].str.to_date("%Y-%m-%d", strict=False)
    if days.is_null().any():
        row = int(days.is_null().arg_true()[0])
        said = frame["shipped_on"][row]
        raise SubstanceError(
            "the day of shipment is missing: without a day there is no status" if said is None
            else f"{said!r} is not a day such as 2026-11-24", file=path, row=row + 2, column="shipped_on",
        )  # fmt: skip
    for row, parent in enumerate(frame["declared_parent"], start=2):
        if parent is not None and parent not in substances():
            raise SubstanceError(f"{parent!r} is not in the closed list", file=path, row=row, column="declared_parent")
    return frame.with_columns(cas=pl.Series(numbers, dtype=pl.String), shipped_on=days)


def _number(text: str | None, path: Path, row: int) -> str:
    try:
        return cas(text or "")
    except SubstanceError as error:
        raise type(error)(error.message, file=path, row=row, column="cas") from None


def screen(manifest: pl.DataFrame, found: Segments) -> pl.DataFrame:
    """The manifest with `substance`, `closed_list`, and for each jurisdiction its status, lists, scope and mark.

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
        answers = look_up(found, asked).select(
            "_row", **{f"{where.lower()}_{column}": column for column in ("status", "lists", "scope", "mark")}
        )
        named = named.join(answers, on="_row", how="left", maintain_order="left")
    return named.drop("_row")


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
