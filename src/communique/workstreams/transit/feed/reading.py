"""What does one file of a feed hold, and which of its rows and cells cannot be read?

The fast way parses a file once into typed columns. Only when the parser refuses is the file read again as text, and
each cell that is no number is reported; so a clean file costs nothing for the care that a dirty one needs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import polars as pl

from communique.workstreams.transit.day import Defect, FeedError
from communique.workstreams.transit.feed.archive import Archive
from communique.workstreams.transit.feed.columns import COLUMNS, MUST_HAVE, Column
from communique.workstreams.transit.feed.defects import Defects

BOM = b"\xef\xbb\xbf"
ROW = "row"  # line of the file: 1 is the header
TYPES: Mapping[str, Any] = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64}


def read_table(archive: Archive, file: str, defects: Defects) -> pl.DataFrame:
    """The columns of COLUMNS[file], absent ones null, and `row`; rows without a required value are rejected.

    Raises FeedError for a file that is missing, empty or lacks a required column.
    """
    if file not in archive:
        raise FeedError("this file of the standard is missing; nothing can stand in for it", file=file)
    wanted = COLUMNS[file]
    frame = _in_pieces(archive, file)
    if frame is None:
        frame = _as_a_whole(_utf8(archive.read(file), file, defects), file, defects)
    absent = [pl.lit(None, TYPES[c.kind]).alias(name) for name, c in wanted.items() if name not in frame.columns]
    frame = frame.with_columns(absent).with_row_index(ROW, offset=2)
    return _complete_rows(frame, file, wanted, defects)


def read_optional(archive: Archive, file: str, defects: Defects) -> pl.DataFrame:
    """As `read_table`; without rows where the feed has no such file."""
    if file in archive:
        return read_table(archive, file, defects)
    schema = {name: TYPES[column.kind] for name, column in COLUMNS[file].items()}
    return pl.DataFrame(schema={**schema, ROW: pl.UInt32})


def _utf8(raw: bytes, file: str, defects: Defects) -> bytes:
    raw = raw.removeprefix(BOM)
    if raw.isascii():
        return raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        defects.flag("not-utf8", file, "is not UTF-8 as the standard asks; read as Windows-1252", row=row)
        return raw.decode("cp1252", errors="replace").encode()
    return raw


def _header(raw: bytes, file: str) -> list[str]:
    first = raw[: _header_length(raw)].decode("utf-8")
    names = [name.strip() for name in next(csv.reader([first.strip()]), [])]
    if not any(names):
        raise FeedError("the file is empty", file=file)
    twice = {name for name in names if name and names.count(name) > 1 and name in COLUMNS[file]}
    if twice:
        raise FeedError(f"column {min(twice)} occurs twice", file=file, row=1, column=min(twice))
    return names


def _header_length(raw: bytes) -> int:
    end = raw.find(b"\n")
    return len(raw) if end < 0 else end + 1


def _present(names: list[str], file: str) -> dict[str, Column]:
    """The columns of the file that are read, in its own order."""
    wanted = COLUMNS[file]
    lacking = [
        c for c, column in wanted.items() if c not in names and (column.required or c in MUST_HAVE.get(file, ()))
    ]
    if lacking:
        raise FeedError(f"a required column is missing: {', '.join(lacking)}", file=file, row=1, column=lacking[0])
    return {name: wanted[name] for name in names if name in wanted}


def _in_pieces(archive: Archive, file: str) -> pl.DataFrame | None:
    """The file parsed piece by piece; None where one of them is not as it should be: then the whole is looked at."""
    names: list[str] = []
    present: dict[str, Column] = {}
    parts: list[pl.DataFrame] = []
    for piece in archive.pieces(file):
        if not (piece.isascii() or _is_utf8(piece)):
            return None
        begin = 0
        if not names:
            piece = piece.removeprefix(BOM)
            names, begin = _header(piece, file), _header_length(piece)
            present = _present(names, file)
        if len(piece) == begin or piece[begin : begin + 64].isspace():
            continue
        try:
            parts.append(_parsed(piece, names, present, skip=1 if begin else 0))
        except pl.exceptions.PolarsError:
            return None
    if not names:
        raise FeedError("the file is empty", file=file)
    empty = pl.DataFrame(schema={name: TYPES[column.kind] for name, column in present.items()})
    return pl.concat(parts) if parts else empty


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parsed(raw: bytes, names: list[str], present: Mapping[str, Column], *, skip: int) -> pl.DataFrame:
    places = [names.index(name) for name in present]
    frame = pl.read_csv(
        raw,
        has_header=False,
        skip_lines=skip,
        new_columns=[f"c{i}" for i in range(len(names))],
        columns=places,
        schema_overrides={f"c{place}": TYPES[present[names[place]].kind] for place in places},
        infer_schema=False,
    )
    return _trimmed(frame.select(pl.col(f"c{names.index(name)}").alias(name) for name in present), raw)


def _trimmed(frame: pl.DataFrame, raw: bytes) -> pl.DataFrame:
    """Text without blanks around it, and empty text as unknown: needed only where the file has quotes or blanks."""
    if b'"' not in raw and b" " not in raw:
        return frame
    text = pl.col(pl.String).str.strip_chars()
    return frame.with_columns(pl.when(text.str.len_bytes() > 0).then(text))


def _as_a_whole(raw: bytes, file: str, defects: Defects) -> pl.DataFrame:
    names = _header(raw, file)
    present = _present(names, file)
    try:
        return _parsed(raw, names, present, skip=1)
    except pl.exceptions.PolarsError:
        return _forgiving(raw[_header_length(raw) :], file, names, present, defects)


def _forgiving(
    body: bytes, file: str, names: list[str], present: Mapping[str, Column], defects: Defects
) -> pl.DataFrame:
    """All cells as text first; cells that are no number become unknown and are reported, over-long rows too."""
    rows = [row for row in csv.reader(io.StringIO(body.decode("utf-8"))) if row]
    ragged = [line for line, row in enumerate(rows, start=2) if len(row) > len(names)]
    if ragged:
        defects.flag("ragged-row", file, f"{len(ragged)} rows have more cells than the header", row=ragged[0])
    columns: dict[str, pl.Series] = {}
    for name, column in present.items():
        place = names.index(name)
        text = pl.Series([row[place].strip() if place < len(row) else "" for row in rows], dtype=pl.String)
        text = pl.select(pl.when(text.str.len_bytes() > 0).then(text)).to_series()
        columns[name] = _typed(text, file, name, column, defects)
    return pl.DataFrame(columns)


def _typed(text: pl.Series, file: str, name: str, column: Column, defects: Defects) -> pl.Series:
    if column.kind == "text":
        return text
    typed = text.cast(TYPES["number"], strict=False)
    if column.kind == "integer":
        whole = typed.is_null() | (typed == typed.round())
        typed = pl.select(pl.when(whole).then(typed)).to_series().cast(TYPES["integer"], strict=False)
    bad = (typed.is_null() & text.is_not_null()).arg_true()
    if len(bad):
        first = bad[0]
        message = f"{name}: {text[first]!r} is not {'a whole number' if column.kind == 'integer' else 'a number'}"
        defects.add(Defect("rejected", "bad-number", file, first + 2, f"{message} ({len(bad)} such cells)"))
    return typed


def _complete_rows(frame: pl.DataFrame, file: str, wanted: Mapping[str, Column], defects: Defects) -> pl.DataFrame:
    needed = [name for name, column in wanted.items() if column.required]
    if not sum(frame[name].null_count() for name in needed):
        return frame
    frame = frame.filter(~pl.all_horizontal(pl.col(name).is_null() for name in wanted))  # blank lines hold no row
    lacks = pl.any_horizontal(pl.col(name).is_null() for name in needed)
    bad = frame.filter(lacks)
    if bad.is_empty():
        return frame
    which = ", ".join(name for name in needed if bad[name].null_count())
    defects.rejected("required-value-missing", file, f"{bad.height} rows lack {which}", row=bad[ROW][0])
    return frame.filter(~lacks)
