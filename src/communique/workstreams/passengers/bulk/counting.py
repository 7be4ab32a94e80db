"""Which of the 19 elements did senders fill, and in how many records? Counts only, nothing of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import polars as pl

from communique.workstreams.passengers.bulk.reading import Tables
from communique.workstreams.passengers.parsing.elements import element_table


def counts(parts: Iterable[Tables]) -> list[dict[str, Any]]:
    """Of each element: records that have a value of it, and values. A value of two elements counts for both."""
    records: Counter[int] = Counter()
    values: Counter[int] = Counter()
    for part in parts:
        found = part.values.group_by("element").agg(pl.col("record").n_unique(), values=pl.len())
        for element, with_it, number in found.iter_rows():
            records[element] += with_it
            values[element] += number
    return [
        {"element": element.n, "name": element.name, "records": records[element.n], "values": values[element.n]}
        for element in element_table()
    ]
