"""The record of the shipped summit, and rows that a contributor could have handed in."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from communique.commitment import Summit, load_summit
from communique.tables import empty_frame
from communique.workstreams.dialogues.record import Record, gather

TODAY = dt.date(2026, 11, 24)
TAIL = {"source_class": "official", "source": "https://example.org/a", "told_by": "government", "marking": "TLP:CLEAR"}


@pytest.fixture(scope="session")
def summit() -> Summit:
    return load_summit("nals2023")


@pytest.fixture(scope="session")
def record(summit: Summit) -> Record:
    return gather(None, summit=summit, known_at=TODAY)


@pytest.fixture
def contributed(record: Record, summit: Summit):
    """The record with rows that were contributed: `contributed(convenings=[{…}])`, each column left out being empty."""

    def gathered(known_at: dt.date = TODAY, **rows) -> Record:
        return gather(
            lambda table: _frame(table, rows.get(table.name.partition(".")[2], [])), summit=summit, known_at=known_at
        )

    return gathered


def _frame(table, rows) -> pl.DataFrame:
    empty = empty_frame(table, lineage=True)
    if not rows:
        return empty
    lineage = {"party": "CAN", "contributor": "somebody", "recorded_at": dt.datetime(2026, 11, 1, tzinfo=dt.UTC)}
    filled = [
        dict.fromkeys(empty.columns) | TAIL | lineage | {"contribution_id": f"c{n}", "row": n} | row
        for n, row in enumerate(rows, start=1)
    ]
    return pl.DataFrame([{name: row[name] for name in empty.columns} for row in filled], schema=empty.schema)
