"""How far does a value lie from the others of its own group, whatever a few strange ones do?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from communique.workstreams.precursors.parameters import figure


def with_robust_z(rows: pl.LazyFrame, value: str, groups: Sequence[str]) -> pl.LazyFrame:
    """The rows with `median`, `mad`, `known` and `z` of a column within its group.

    z = (x − median) / (1.4826 · MAD), MAD the median of |x − median|; `known` counts the values. z is null, that is not
    known, where the value is, and where half the group is one and the same value: then nothing says what is far.
    """
    middle = pl.col(value).median()
    groups_of = rows.group_by(groups).agg(
        median=middle, mad=(pl.col(value) - middle).abs().median(), known=pl.col(value).count()
    )
    scale = figure("trade.robust_scale") * pl.col("mad")
    return rows.join(groups_of, on=groups, how="left").with_columns(
        z=pl.when(pl.col("mad") > 0).then((pl.col(value) - pl.col("median")) / scale)
    )
