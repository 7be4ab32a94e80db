"""Which travel documents do the records hold? The fields that SSR DOCS and DOCO carry in one text, and their dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.passengers.bulk.index import Index
from communique.workstreams.passengers.bulk.values import Said
from communique.workstreams.passengers.parsing.draft import HISTORY
from communique.workstreams.passengers.parsing.services import TEXT
from communique.workstreams.passengers.parsing.times import expiry_day, past_day

#: The fields between the slashes; "-" is not kept. DOCS begins with a slash, DOCO with or without one.
_FIELDS = {
    "DOCS": ("type", "issuer", "number", "nationality", "birth", "sex", "expiry", "surname", "given", "second"),
    "DOCO": ("-", "type", "number", "-", "issued", "issuer"),
}
_SCHEMA = {
    "row": pl.Int32, "code": pl.String, "type": pl.String, "issuer": pl.String, "number": pl.String,
    "nationality": pl.String, "birth": pl.Date, "sex": pl.String, "expiry": pl.Date, "issued": pl.Date,
    "surname": pl.String, "given": pl.String, "second": pl.String, "passenger": pl.String,
}  # fmt: skip
_READ = {"birth": past_day, "issued": past_day, "expiry": expiry_day}


def documents(found: Index, segments: Said, seen: Sequence[date | None]) -> pl.DataFrame:
    """One row a document outside the history; `row` is its segment. Columns as in `records.Document`.

    seen  of each segment, the day by which its two-digit years are read
    """
    tables = [_of(code, found, rows, seen) for code in _FIELDS if len(rows := _rows(code, segments))]
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *tables]).sort("row")


def _rows(code: str, segments: Said) -> NDArray[np.intp]:
    mine = [kind.tag == "SSR" and kind.said == code and kind.group != HISTORY for kind in segments.kinds]
    return np.flatnonzero(np.array(mine, np.bool_)[segments.number])


def _of(code: str, found: Index, rows: NDArray[np.intp], seen: Sequence[date | None]) -> pl.DataFrame:
    sent = pl.Series(_text(found, rows), dtype=pl.String)
    parts = (sent.str.replace(r"^[^/]*/", "") if code == "DOCS" else sent.str.strip_prefix("/")).str.split("/")
    if code == "DOCS":  # without a slash it says nothing
        parts = pl.select(pl.when(sent.str.contains("/", literal=True)).then(parts)).to_series()
    columns = {name: parts.list.get(n, null_on_oob=True).fill_null("") for n, name in enumerate(_FIELDS[code])}
    days = [seen[row] for row in rows.tolist()]
    typed = {name: _days(name, column, days) for name, column in columns.items() if name != "-"}
    whole = {"row": pl.Series(rows), "code": [code] * len(rows), "passenger": _passengers(found, rows), **typed}
    absent = {name: None if dtype == pl.Date else "" for name, dtype in _SCHEMA.items() if name not in whole}
    return pl.DataFrame(whole).with_columns(**{name: pl.lit(text) for name, text in absent.items()}).select(
        pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items()
    )  # fmt: skip


def _days(name: str, column: pl.Series, seen: Sequence[date | None]) -> pl.Series:
    read = _READ.get(name)
    if read is None:
        return column
    days = [read(text, day) if text and day else None for text, day in zip(column.to_list(), seen, strict=True)]
    return pl.Series(days, dtype=pl.Date)


def _text(found: Index, rows: NDArray[np.intp]) -> list[str]:
    """The free text of each service; a sender may not have released the colons in it."""
    at = np.flatnonzero((found.component >= TEXT) & (found.element == 1))
    at = at[np.isin(found.row[at], rows)]
    texts: dict[int, str] = {}
    for row, text in zip(found.row[at].tolist(), found.text.gather(at).to_list(), strict=True):
        texts[row] = f"{texts[row]}:{text}" if row in texts else text
    return [texts.get(row, "") for row in rows.tolist()]


def _passengers(found: Index, rows: NDArray[np.intp]) -> list[str]:
    """The passenger of the first seat or reference of each service."""
    at = np.flatnonzero((found.element >= 2) & found.filled)
    at = at[np.isin(found.row[at], rows) & np.isin(found.component[at], (0, 2))]
    firsts: dict[int, int] = {}
    passengers: dict[int, str] = {}
    places = zip(*(column[at].tolist() for column in (found.row, found.element, found.component)), strict=True)
    for (row, element, component), text in zip(places, found.text.gather(at).to_list(), strict=True):
        if firsts.setdefault(row, element) == element and component == 2:
            passengers[row] = text
    return [passengers.get(row, "") for row in rows.tolist()]
