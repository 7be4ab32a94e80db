"""Which deadheads does a table of travel times know?"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from communique.workstreams.transit.day import TRAVEL, FeedError


def read_travel(file: str | Path) -> pl.DataFrame:
    """TRAVEL of a CSV file with the columns from_stop, to_stop, seconds, km.

    Raises FeedError naming row and column for a cell that is missing, no number or negative, and for a pair twice.
    """
    file = Path(file)
    try:
        text = pl.read_csv(file, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise FeedError(f"cannot be read: {error}", file=file) from error
    missing = [name for name in TRAVEL if name not in text.columns]
    if missing:
        raise FeedError(f"a column is missing: {', '.join(missing)}", file=file, row=1, column=missing[0])
    travel = text.select(pl.col(name).cast(kind, strict=False) for name, kind in TRAVEL.items())
    for name in TRAVEL:
        column = travel[name]
        bad = (column.is_null() if column.dtype == pl.String else column.is_null() | (column < 0)).arg_true()
        if len(bad):
            cell = text[name][bad[0]]
            raise FeedError(f"{cell!r} is not usable here", file=file, row=bad[0] + 2, column=name)
    twice = travel.select(pl.struct("from_stop", "to_stop").is_first_distinct().not_().arg_true()).to_series()
    if len(twice):
        raise FeedError("this pair is given twice", file=file, row=twice[0] + 2, column="to_stop")
    return travel
