"""How is a whole interchange read to the 19 elements at once? Records are gathered, then read in columns.

Cutting, separators, charsets, repairs, splits of messages and their faults are those of `parsing.reading`: only what
is made of the segments is made otherwise. What a record says against itself (references to nobody, bags without tags
…) is found by the object reader and not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, chain
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.workstreams.passengers.bulk.documents import documents
from communique.workstreams.passengers.bulk.index import Index, index
from communique.workstreams.passengers.bulk.values import NO_CLOCK, NO_DAY, Said, cells, placed, said, typed
from communique.workstreams.passengers.edifact.segments import Diagnostic
from communique.workstreams.passengers.parsing.draft import HISTORY
from communique.workstreams.passengers.parsing.elements import element_fields
from communique.workstreams.passengers.parsing.grammar import seen
from communique.workstreams.passengers.parsing.reading import Reading, Sent
from communique.workstreams.passengers.records import Header

#: Segments that are read at once: some 60 MB of memory.
AT_ONCE = 16_000
FIELDS = pl.Enum(list(dict.fromkeys(field for _, field in element_fields())))


class Tables(NamedTuple):
    """The 19 elements of some records.

    values     one row a value: message and record (from 0, in the order of the file), element (1 to 19), field, text,
               day, clock and number where the text is one, history, and its place: segment, at_element, at_component
    documents  one row a travel document, with its message, record and segment
    """

    values: pl.DataFrame
    documents: pl.DataFrame


class Bulk:
    """The tables of a stream's records, in parts. Iterate once; `headers` and `diagnostics` grow as it is read."""

    def __init__(self, stream: BinaryIO, *, repair: bool = False) -> None:
        self._reading = Reading(stream, repair=repair)
        self._records = 0

    @property
    def headers(self) -> list[Header]:
        return self._reading.headers

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return self._reading.diagnostics

    def __iter__(self) -> Iterator[Tables]:
        gathered: list[Sent] = []
        size = 0
        for sent in self._reading.sent():
            if gathered and (size >= AT_ONCE or gathered[-1].separators != sent.separators):
                yield self._tables(gathered)
                gathered, size = [], 0
            gathered.append(sent)
            size += sum(len(piece.texts) for piece in sent.pieces)
        if gathered:
            yield self._tables(gathered)

    def _tables(self, records: list[Sent]) -> Tables:
        texts = [record.texts() for record in records]
        lengths = [len(found) for found in texts]
        together = list(chain.from_iterable(texts))
        found = index(together, records[0].separators)
        kinds = said(together, found, _openings(records, lengths))
        records_of = np.repeat(np.arange(len(records), dtype=np.uint32), lengths)
        origin = pl.DataFrame(
            {
                "message": np.array([record.header.index for record in records], np.uint32)[records_of],
                "record": records_of + np.uint32(self._records),
                "segment": _numbers(records),
                "history": np.array([kind.group == HISTORY for kind in kinds.kinds], np.bool_)[kinds.number],
            }
        )
        self._records += len(records)
        days = [seen(record.header) for record in records]
        papers = documents(found, kinds, [days[n] for n in records_of.tolist()])
        return Tables(_beside(origin, _values(found, kinds)), _beside(origin.drop("history"), papers))


def _numbers(records: list[Sent]) -> NDArray[np.uint32]:
    """The number of each segment in its message; outside a message all are 0."""
    runs = np.array([run for record in records for run in record.runs()], np.int64)
    first, size = runs.T
    within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    number = np.repeat(first, size)
    return np.where(number > 0, number + within, 0).astype(np.uint32)


def _openings(records: list[Sent], lengths: list[int]) -> dict[int, list[str]]:
    """What was lost behind each segment of all of them, where something was."""
    begins = accumulate(lengths, initial=0)
    return {b + at: lost for b, sent in zip(begins, records, strict=False) for at, lost in sent.openings().items()}


def _values(found: Index, kinds: Said) -> pl.DataFrame:
    filled = cells(found, kinds)
    at, place = placed(filled, kinds)
    element = np.array([n for n, _ in element_fields()], np.uint8)
    field = pl.Series([name for _, name in element_fields()], dtype=FIELDS)
    meant = typed(found, filled, kinds)
    return pl.DataFrame(
        {
            "row": found.row[at],
            "element": element[place],
            "field": field.gather(place),
            "text": found.text.gather(at),
            "day": _or_null(meant.day[at], NO_DAY).cast(pl.Date),
            "clock": _or_null(meant.clock[at], NO_CLOCK).cast(pl.Time),
            "number": pl.Series(meant.number[at]).fill_nan(None),
            "at_element": found.element[at],
            "at_component": found.component[at],
        }
    )


def _or_null(column: NDArray[Any], nothing: int) -> pl.Series:
    found = pl.Series(column)
    return pl.select(pl.when(found != nothing).then(found)).to_series()


def _beside(origin: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """What was found, behind the message, record and segment that its `row` names."""
    return pl.concat([origin[found["row"]], found.drop("row")], how="horizontal")
