"""What stands in a CSV file, whichever separator, decimal sign and encoding it was saved with?"""

from __future__ import annotations

import csv
import io
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import polars as pl

from communique.tables.contract import Table, TableError
from communique.tables.decimals import uses_comma
from communique.tables.encoding import Text, read_text
from communique.tables.reading import CHUNK, Sheet, split_header

SEPARATORS = (",", ";", "\t", "|")
_FIELD_LIMIT = 1 << 20


def read_csv(table: Table, path: Path, decimal: str | None) -> Sheet:
    """The rows of a CSV file; see `communique.tables.read_sheet`."""
    text = read_text(path)
    separator, header = _header(table, text, path)
    kept, extra = split_header(table, header, path)
    notes: tuple[str, ...] = () if text.encoding == "utf-8" else (f"read as {text.encoding}",)
    if separator != ",":
        notes += (f"separated by {separator!r}",)
    lazy = _scan(text, separator, header)
    if lazy is None:
        return _careful(table, path, text, separator, header, decimal, kept, extra, notes)
    _refuse_without_rows(int(lazy.select(pl.len()).collect(engine="streaming").item()), path)
    comma = uses_comma(table, lazy, separator, decimal, path)
    return Sheet(
        lambda: lazy.select(kept).collect_batches(chunk_size=CHUNK, maintain_order=True),
        first_row=2,
        file=path,
        extra=extra,
        notes=notes,
        comma=comma,
    )


def _header(table: Table, text: Text, path: Path) -> tuple[str, list[str]]:
    """Separator and header: the separator under which most declared columns are found."""
    with _open(text) as handle:
        line = handle.readline()
    declared = {column.name for column in table.columns}
    headers = {separator: _names(line, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: len(declared & set(headers[separator])))
    if not line.strip():
        raise TableError("the first row must be the header; it is blank", file=path, row=1)
    return best, headers[best]


def _names(line: str, separator: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]


def _open(text: Text) -> IO[str]:
    if isinstance(text.source, bytes):
        return io.TextIOWrapper(io.BytesIO(text.source), encoding="utf-8", newline="")
    return text.source.open(encoding="utf-8", newline="")


def _scan(text: Text, separator: str, header: list[str]) -> pl.LazyFrame | None:
    """All fields as text, or None when some row has not as many fields as the header.

    Polars fills a short row up without a word, so the separators are counted: those of the file must be those
    between the fields plus those inside the fields.
    """
    names = [f"{place}" for place in range(len(header))]
    lazy = pl.scan_csv(
        text.source,
        separator=separator,
        has_header=False,
        skip_rows=1,
        schema=dict.fromkeys(names, pl.String),
        empty_string_is_null=False,
        raise_if_empty=False,
    )
    inside = pl.sum_horizontal(pl.col(name).str.count_matches(separator, literal=True).sum() for name in names)
    try:
        rows, within = lazy.select(pl.len(), inside.cast(pl.Int64)).collect(engine="streaming").row(0)
    except pl.exceptions.PolarsError:
        return None
    written, quotes = _count(text, separator)
    if quotes % 2 or written - (within or 0) != (rows + 1) * (len(header) - 1):
        return None
    # a name that stands twice is extra (a declared one was refused before): only its first place is kept
    places = {name: place for place, name in reversed(list(enumerate(header)))}
    return lazy.select(pl.col(f"{place}").alias(name) for name, place in places.items())


def _count(text: Text, separator: str) -> tuple[int, int]:
    """Separators and quotation marks in the file, those of the header's own names taken off."""
    with _open(text) as handle:
        named = sum(name.count(separator) for name in _names(handle.readline(), separator))
    if isinstance(text.source, bytes):
        return text.source.count(separator.encode()) - named, text.source.count(b'"')
    written = quotes = 0
    with text.source.open("rb") as raw, mmap.mmap(raw.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for start in range(0, len(content), CHUNK):
            block = content[start : start + CHUNK]
            written += block.count(separator.encode())
            quotes += block.count(b'"')
    return written - named, quotes


def _refuse_without_rows(rows: int, path: Path) -> None:
    if rows == 0:
        raise TableError("the file has a header but no rows", file=path)


def _careful(
    table: Table,
    path: Path,
    text: Text,
    separator: str,
    header: list[str],
    decimal: str | None,
    kept: list[str],
    extra: tuple[str, ...],
    notes: tuple[str, ...],
) -> Sheet:
    """The same, field by field: slower, but it knows which rows have too few or too many fields."""
    records = list(_records(text, separator, path))
    _refuse_without_rows(len(records), path)
    malformed = tuple(
        (number, separator.join(fields))
        for number, fields in enumerate(records, start=2)
        if fields and len(fields) != len(header)
    )
    rows = [fields if len(fields) == len(header) else [None] * len(header) for fields in records]
    data = {name: [row[header.index(name)] for row in rows] for name in kept}
    frame = pl.DataFrame(data, schema=dict.fromkeys(kept, pl.String))
    comma = uses_comma(table, frame.lazy(), separator, decimal, path)
    return Sheet(lambda: iter((frame,)), 2, path, extra, notes, malformed, comma)


def _records(text: Text, separator: str, path: Path) -> Iterator[list[str]]:
    previous = csv.field_size_limit(_FIELD_LIMIT)
    row = 1
    try:
        with _open(text) as handle:
            reader = csv.reader(handle, delimiter=separator, strict=True)
            next(reader)
            for fields in reader:
                row += 1
                yield fields
    except csv.Error as error:
        raise TableError(
            f"a quotation mark opened here is not closed as CSV closes it ({error}): the file is cut off or damaged",
            file=path,
            row=row + 1,
        ) from error
    finally:
        csv.field_size_limit(previous)
