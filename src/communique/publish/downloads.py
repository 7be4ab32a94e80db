"""What of an edition can be taken away: evidence and the data behind every picture, as CSV, Parquet and JSON?"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.assess.edition import Assessed
from communique.commitment import Evidence
from communique.language import COMPLETE
from communique.publish.frame import File
from communique.render.html import as_csv
from communique.render.tables import Table, table
from communique.render.words import PageWords

EVIDENCE = (
    "evidence_id", "commitment", "start", "end", "precision", "kind", "role", "scope", "parties",
    *(f"event_{language}" for language in COMPLETE), "confidence", "source_class", "source", "conflict_group",
    "recorded_on", "rejected_because",
)  # fmt: skip


def data_name(commitment: str, view: str) -> str:
    """Name of the data of a view below `data/`, without the kind of file."""
    return f"{commitment}-{view}"


def data_files(assessed: Assessed, data: Mapping[str, Any]) -> Iterator[File]:
    """Everything of a promise for machines; `data` is what edition.json says of it."""
    id = assessed.commitment.id
    yield File(f"data/{id}.json", json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
    yield File(f"data/{data_name(id, 'evidence')}.csv", evidence_csv(assessed.evidence))
    yield File(f"data/{data_name(id, 'evidence')}.parquet", _parquet(EVIDENCE, _evidence(assessed.evidence)))
    for view in assessed.views:
        behind = table(view)
        yield File(f"data/{data_name(id, view.id)}.csv", as_csv(behind))
        yield File(f"data/{data_name(id, view.id)}.parquet", table_parquet(behind))


def evidence_csv(rows: Iterable[Evidence]) -> str:
    """Rows of evidence for machines, rejected ones included with their reason; unknown is empty."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(EVIDENCE)
    writer.writerows(_evidence(rows))
    return stream.getvalue()


def _evidence(rows: Iterable[Evidence]) -> list[list[Any]]:
    return [
        [row.id, row.commitment, row.start, row.end, row.precision, row.kind, row.role, row.scope,
         ";".join(row.parties), *(row.event[language] for language in COMPLETE), row.confidence, row.source_class,
         row.source, row.conflict_group, row.recorded_on, row.rejected_because]
        for row in sorted(rows, key=lambda row: row.id)
    ]  # fmt: skip


def table_parquet(behind: Table) -> bytes:
    """The table behind a view with figures as figures; a column of figures and words is kept as words."""
    english = PageWords("en")
    heads = _told_apart([english.say(head) for head in behind.heads])
    return _parquet(heads, [[_value(cell, english) for cell in row] for row in behind.rows])


def _value(cell: Any, english: PageWords) -> Any:
    if cell is None or cell != cell:
        return None
    return cell if isinstance(cell, int | float | str | dt.date) else english.cell(cell)


def _told_apart(heads: list[str]) -> list[str]:
    """Heads without two of one name, which no table of columns can hold."""
    return [head if heads.index(head) == i else f"{head} ({i + 1})" for i, head in enumerate(heads)]


def _parquet(heads: Iterable[str], rows: list[list[Any]]) -> bytes:
    import polars as pl

    heads = list(heads)
    columns = {head: _alike([row[i] for row in rows]) for i, head in enumerate(heads)}
    stream = io.BytesIO()
    pl.DataFrame(columns).write_parquet(stream, statistics=False)
    return stream.getvalue()


def _alike(values: list[Any]) -> list[Any]:
    """Values of one kind: figures stay figures only where all are; unknown stays unknown."""
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int, float}:
        return [None if value is None else float(value) for value in values] if float in kinds else values
    if len(kinds) == 1:
        return values
    return [None if value is None else str(value) for value in values]
