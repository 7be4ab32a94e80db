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
from communique.workstreams.passengers.parsing.services import DOCUMENTS, TEXT, document

_SCHEMA = {
    "code": pl.String, "type": pl.String, "issuer": pl.String, "number": pl.String, "nationality": pl.String,
    "birth": pl.Date, "sex": pl.String, "expiry": pl.Date, "issued": pl.Date, "surname": pl.String,
    "given": pl.String, "second": pl.String, "passenger": pl.String, "row": pl.Int32,
}  # fmt: skip


def documents(found: Index, segments: Said, seen: Sequence[date | None]) -> pl.DataFrame:
    """One row a document outside the history; `row` is its segment. Columns as in `records.Document`.

    seen  of each segment, the day by which its two-digit years are read
    """
    mine = [kind.tag == "SSR" and kind.said in DOCUMENTS and kind.group != HISTORY for kind in segments.kinds]
    chosen = np.array(mine, np.bool_)[segments.number]
    rows = np.flatnonzero(chosen)
    codes = [segments.kinds[number].said for number in segments.number[rows].tolist()]
    sent = zip(codes, _text(found, chosen), _passengers(found, chosen), rows.tolist(), strict=True)
    read = [document(code, text, passenger, row, seen[row])[0] for code, text, passenger, row in sent]
    columns = zip(*read, strict=True) if read else ([] for _ in _SCHEMA)
    return pl.DataFrame(dict(zip(_SCHEMA, columns, strict=True)), schema=_SCHEMA)


def _text(found: Index, chosen: NDArray[np.bool_]) -> list[str]:
    """The free text of each service; a sender may not have released the colons in it."""
    at = np.flatnonzero((found.component >= TEXT) & (found.element == 1))
    at = at[chosen[found.row[at]]]
    texts: dict[int, str] = {}
    for row, text in zip(found.row[at].tolist(), found.text.gather(at).to_list(), strict=True):
        texts[row] = f"{texts[row]}:{text}" if row in texts else text
    return [texts.get(row, "") for row in np.flatnonzero(chosen).tolist()]


def _passengers(found: Index, chosen: NDArray[np.bool_]) -> list[str]:
    """The passenger of the first seat or reference of each service."""
    at = np.flatnonzero((found.element >= 2) & found.filled)
    at = at[chosen[found.row[at]] & ((found.component[at] == 0) | (found.component[at] == 2))]
    firsts: dict[int, int] = {}
    passengers: dict[int, str] = {}
    places = zip(*(column[at].tolist() for column in (found.row, found.element, found.component)), strict=True)
    for (row, element, component), text in zip(places, found.text.gather(at).to_list(), strict=True):
        if firsts.setdefault(row, element) == element and component == 2:
            passengers[row] = text
    return [passengers.get(row, "") for row in np.flatnonzero(chosen).tolist()]
