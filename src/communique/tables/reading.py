"""What stands in the file, row by row, before any rule looks at it?

Nothing is inferred: text files and spreadsheets are read as text, and a value that cannot be told apart is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from communique.tables.contract import Table, TableError, companions

CHUNK = 1_000_000
"""Rows looked at together: bounds the memory of text beside that of numbers."""


@dataclass(frozen=True)
class Sheet:
    """The rows of one file.

    chunks     yields frames of the declared columns in file order, as text or as the file's own types
    first_row  number of the first row in the file: 2 below a header that is row 1; 1 in a Parquet file or frame
    file       where it came from, if from a file
    extra      columns of the file that the contract has not; kept out
    notes      what was found out while reading, for the contributor
    malformed  row number -> text of rows that have too few or too many fields; all null in the chunks
    comma      whether numbers are written with a decimal comma
    """

    chunks: Callable[[], Iterator[pl.DataFrame]]
    first_row: int
    file: Path | None = None
    extra: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    malformed: tuple[tuple[int, str], ...] = ()
    comma: bool = False


def read_sheet(table: Table, path: str | Path, *, decimal: str | None = None) -> Sheet:
    """The rows of a CSV, XLSX or Parquet file for `table`.

    decimal  "." or "," where a text file leaves it open; by default it is found out or the file is refused

    Raises TableError for a file that is missing, empty, cut off or of another kind, that lacks a declared column, or
    whose encoding or numbers can be read in two ways.
    """
    from communique.tables.csvfile import read_csv
    from communique.tables.spreadsheet import read_xlsx

    path = Path(path)
    if not path.is_file():
        raise TableError("there is no such file", file=path)
    if decimal not in (None, ".", ","):
        raise TableError(f"decimal is '.' or ',', not {decimal!r}", file=path)
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            return read_csv(table, path, decimal)
        case ".xlsx" | ".xlsm" | ".xls" | ".ods":
            return read_xlsx(table, path, decimal)
        case ".parquet":
            return _read_parquet(table, path)
    raise TableError("the file must be CSV (.csv, .tsv, .txt), a spreadsheet (.xlsx) or Parquet (.parquet)", file=path)


def sheet_of_frame(table: Table, frame: pl.DataFrame) -> Sheet:
    """A frame as a sheet whose first row is 1. Raises TableError when it lacks a declared column or has no row."""
    kept, extra = split_header(table, frame.columns, None)
    if frame.height == 0:
        raise TableError(f"the frame for {table.name} has no rows")
    return Sheet(lambda: _slices(frame.select(kept)), first_row=1, extra=extra)


def _slices(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    return (frame.slice(start, CHUNK) for start in range(0, frame.height, CHUNK))


def _read_parquet(table: Table, path: Path) -> Sheet:
    try:
        lazy = pl.scan_parquet(path)
        header = lazy.collect_schema().names()
        rows = int(lazy.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise TableError(f"the Parquet file is cut off or damaged ({_first_line(error)})", file=path) from error
    kept, extra = split_header(table, header, path)
    if rows == 0:
        raise TableError("the file has columns but no rows", file=path)
    return Sheet(lambda: _parquet_chunks(lazy.select(kept), path), first_row=1, file=path, extra=extra)


def _parquet_chunks(lazy: pl.LazyFrame, path: Path) -> Iterator[pl.DataFrame]:
    try:
        yield from lazy.collect_batches(chunk_size=CHUNK, maintain_order=True)
    except pl.exceptions.PolarsError as error:
        raise TableError(f"the Parquet file is damaged ({_first_line(error)})", file=path) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def split_header(table: Table, header: list[str], file: Path | None) -> tuple[list[str], tuple[str, ...]]:
    """The header's declared columns in its order, and its extra ones.

    Raises TableError that names the declared columns which are missing or stand twice.
    """
    declared = [column.name for column in table.columns]
    missing = [name for name in declared if name not in header]
    if missing:
        raise TableError(
            f"{table.name} needs the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"the file has {', '.join(name or '(no name)' for name in header) or 'none'}",
            file=file,
        )
    wanted = {*declared, *companions(table).values()}
    twice = sorted({name for name in wanted if header.count(name) > 1})
    if twice:
        raise TableError(f"the column{'s' * (len(twice) > 1)} {', '.join(twice)} stand twice", file=file)
    return [name for name in header if name in wanted], tuple(name for name in header if name not in wanted)
