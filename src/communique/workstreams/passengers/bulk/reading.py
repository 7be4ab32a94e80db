"""How is a whole interchange read to the 19 elements at once? Records are gathered, then read in columns.

Cutting, separators, charsets, repairs, splits of messages and their faults are those of `parsing.reading`: only what
is made of the segments is made otherwise. What a record says against itself (references to nobody, bags without tags
…) is found by the object reader and not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import numpy as np
import polars as pl

from communique.workstreams.passengers.bulk.documents import documents
from communique.workstreams.passengers.bulk.index import Index, index
from communique.workstreams.passengers.bulk.values import Said, placed, said, typed
from communique.workstreams.passengers.edifact.segments import Diagnostic
from communique.workstreams.passengers.parsing.draft import HISTORY
from communique.workstreams.passengers.parsing.elements import element_fields
from communique.workstreams.passengers.parsing.grammar import seen
from communique.workstreams.passengers.parsing.reading import Reading, Sent
from communique.workstreams.passengers.records import Header

#: Segments that are read at once: some 20 MB of memory.
AT_ONCE = 1 << 16
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
            if size >= AT_ONCE or (gathered and gathered[-1].separators != sent.separators):
                yield self._tables(gathered)
                gathered, size = [], 0
            gathered.append(sent)
            size += len(sent.segments)
        if gathered:
            yield self._tables(gathered)

    def _tables(self, records: list[Sent]) -> Tables:
        segments = [segment for record in records for segment in record.segments]
        found = index([segment.text for segment in segments], records[0].separators)
        kinds = said(segments, found)
        lengths = [len(record.segments) for record in records]
        origin = pl.DataFrame(
            {
                "message": np.repeat(np.array([record.header.index for record in records], np.uint32), lengths),
                "record": np.repeat(np.arange(self._records, self._records + len(records), dtype=np.uint32), lengths),
                "segment": np.array([segment.number for segment in segments], np.uint32),
                "history": np.array([kind.group == HISTORY for kind in kinds.kinds], np.bool_)[kinds.number],
            }
        )
        self._records += len(records)
        days = [day for record, n in zip(records, lengths, strict=True) for day in [seen(record.header)] * n]
        papers = documents(found, kinds, days)
        return Tables(_values(found, kinds, origin), _beside(origin.drop("history")[papers["row"]], papers.drop("row")))


def _values(found: Index, kinds: Said, origin: pl.DataFrame) -> pl.DataFrame:
    at, place = placed(found, kinds)
    element = np.array([n for n, _ in element_fields()], np.uint8)
    field = pl.Series([name for _, name in element_fields()], dtype=FIELDS)
    meant = typed(found, kinds)
    return _beside(
        origin[found.row[at]],
        pl.DataFrame(
            {
                "element": element[place],
                "field": field.gather(place),
                "text": found.text.gather(at),
                "day": meant.day.gather(at),
                "clock": meant.clock.gather(at),
                "number": meant.number.gather(at),
                "at_element": found.element[at],
                "at_component": found.component[at],
            }
        ),
    )


def _beside(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([left, right], how="horizontal")
