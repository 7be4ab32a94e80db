"""What stands on the first sheet of a workbook?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from communique.tables.contract import NUMERIC, Table, TableError
from communique.tables.reading import Sheet, split_header

_SHOWN_NUMBER = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"


def read_xlsx(table: Table, path: Path, decimal: str | None) -> Sheet:
    """The rows of the workbook's first sheet as text; the header is its first row that is not blank.

    Raises TableError for a workbook that cannot be opened, or without header or rows.
    """
    cells = _load(path, None)
    first = _first_filled(cells)
    if first is None:
        raise TableError("the first sheet is empty", file=path)
    header = [(name or "").strip() for name in cells.row(first)]
    kept, extra = split_header(table, header, path)
    if first + 1 == cells.height:
        raise TableError("the first sheet has a header but no rows", file=path)
    places = {name: header.index(name) for name in kept}
    frame = cells.slice(first + 1).select(pl.nth(place).alias(name) for name, place in places.items())
    numbers = {name: places[name] for name in kept if _is_numeric(table, name)}
    return Sheet(
        lambda: iter((_exact(frame, path, first, numbers),)),
        first_row=first + 2,
        file=path,
        extra=extra,
        comma=decimal == ",",
    )


def _is_numeric(table: Table, name: str) -> bool:
    return any(column.name == name and column.type in NUMERIC for column in table.columns)


def _load(path: Path, dtypes: dict[int, str] | None) -> pl.DataFrame:
    import fastexcel

    wanted: Any = dtypes if dtypes is not None else "string"
    try:
        sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, skip_rows=0, dtypes=wanted)
        return sheet.to_polars()
    except fastexcel.FastExcelError as error:
        reason = str(error).splitlines()[0]
        raise TableError(f"the workbook cannot be opened: it is cut off or damaged ({reason})", file=path) from error


def _first_filled(cells: pl.DataFrame) -> int | None:
    if cells.width == 0:
        return None
    filled = cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series().arg_true()
    return None if filled.is_empty() else int(filled[0])


def _exact(frame: pl.DataFrame, path: Path, first: int, places: dict[str, int]) -> pl.DataFrame:
    """The frame with its number cells in full precision: as text the reader gives nine decimals, 2e-10 as 0."""
    if not places:
        return frame
    full = _load(path, dict.fromkeys(places.values(), "float")).slice(first + 1)
    number = {name: full.to_series(place).cast(pl.String) for name, place in places.items()}
    return frame.with_columns(
        pl.when(pl.col(name).str.contains(_SHOWN_NUMBER))
        .then(pl.coalesce(text, pl.col(name)))
        .otherwise(pl.col(name))
        .alias(name)
        for name, text in number.items()
    )
