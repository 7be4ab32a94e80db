"""Which pairs of countries began to trade under a code after a long silence?"""

from __future__ import annotations

import numpy as np
import polars as pl

from communique.workstreams.precursors.parameters import figure
from communique.workstreams.precursors.trade.series import Monthly


def new_partners(values: Monthly) -> pl.DataFrame:
    """First flows after a silence: reporter, partner, flow, hs6, month, value, silence (months of reported zeros).

    A month that is not known ends the silence: before the birth of a code nobody reported it, so its first flows are
    none of these. Only values above the code's quantile of positive values count.
    """
    needed = int(figure("trade.new_partner.silence"))
    silence = _zeros_before(values.values)
    high = values.values > _thresholds(values)[:, None]
    series, month = np.nonzero(high & (silence >= needed))
    return values.keys[series].with_columns(
        month=pl.Series([values.months[i] for i in month], dtype=pl.String),
        value=pl.Series(values.values[series, month], dtype=pl.Float64),
        silence=pl.Series(silence[series, month], dtype=pl.Int64),
    )


def _zeros_before(values: np.ndarray) -> np.ndarray:
    """(series, month): months of zeros without a break right before each month."""
    run = np.zeros(values.shape, dtype=np.int64)
    for i in range(1, values.shape[1]):
        run[:, i] = np.where(values[:, i - 1] == 0, run[:, i - 1] + 1, 0)
    return run


def _thresholds(values: Monthly) -> np.ndarray:
    """The quantile of the positive values of each series' code."""
    found = np.full(len(values.keys), np.inf)
    for code in values.keys["hs6"].unique():
        own = (values.keys["hs6"] == code).to_numpy()
        positive = values.values[own][values.values[own] > 0]
        if positive.size:
            found[own] = np.quantile(positive, figure("trade.new_partner.quantile"))
    return found
