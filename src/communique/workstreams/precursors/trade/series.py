"""What did each pair of countries trade month by month: a figure, a reported zero, or not known?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

KEY = ("reporter", "partner", "flow", "hs6")


@dataclass(frozen=True)
class Monthly:
    """A figure of every series in every month; NaN is unknown.

    keys    reporter, partner, flow, hs6, one row a series
    months  2022-01, …, without a hole
    values  (series, month)
    """

    keys: pl.DataFrame
    months: tuple[str, ...]
    values: NDArray[np.float64]


def monthly(trade: pl.DataFrame, column: str) -> Monthly:
    """A column of trade as series.

    A pair without a row traded nothing in a month of which its reporter has rows of any code; in a month without any
    row of the reporter, and in a row that is suppressed or has no figure, the figure is not known.
    """
    told = trade.with_columns(
        figure=pl.when(pl.col("confidential").fill_null(False)).then(float("nan"))
        .otherwise(pl.col(column).cast(pl.Float64).fill_null(float("nan")))
    )  # fmt: skip
    months = _between(str(trade["month"].min()), str(trade["month"].max())) if trade.height else ()
    keys = trade.select(KEY).unique().sort(KEY).with_row_index("series")
    places = pl.DataFrame({"month": months, "at": range(len(months))}, schema={"month": pl.String, "at": pl.Int64})
    values = np.full((keys.height, len(months)), np.nan)
    reported = trade.select("reporter", "month").unique()
    zeros = keys.join(reported, on="reporter").join(places, on="month")
    values[zeros["series"].to_numpy(), zeros["at"].to_numpy()] = 0.0
    cells = told.join(keys, on=KEY).join(places, on="month")
    values[cells["series"].to_numpy(), cells["at"].to_numpy()] = cells["figure"].to_numpy()
    return Monthly(keys.drop("series"), months, values)


def _between(first: str, last: str) -> tuple[str, ...]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{i // 12}-{i % 12 + 1:02d}" for i in range(start, end + 1))
