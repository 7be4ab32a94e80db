"""Do exporter and importer tell the same of one flow, and is the difference the usual one of the pair?"""

from __future__ import annotations

import polars as pl

from communique.geo import NORTH_AMERICA
from communique.workstreams.precursors.parameters import figure
from communique.workstreams.precursors.trade.robust import with_robust_z

PAIR = ("exporter", "importer", "hs6")

#: Neighbours by land of the three countries; their other partners are reached by sea unless a row says otherwise.
LAND = ("CAN-USA", "USA-CAN", "MEX-USA", "USA-MEX", "MEX-GTM", "GTM-MEX", "MEX-BLZ", "BLZ-MEX")

#: Class of a flow that has no gap, the first that fits.
CLASSES = ("confidential", "one-sided-export", "one-sided-import", "not-reported", "no-factor", "two-sided")


def mirror(trade: pl.LazyFrame) -> pl.LazyFrame:
    """One row a flow: exporter, importer, hs6, month, exported, imported, class, gap, gap_low, gap_high, z, re_export.

    gap = ln(X · c / M), X the exports reported (FOB), M the imports reported (CIF), c the factor by land or sea; low
    and high are at the ends of the factor's range. z compares the gap with the pair's own history. A flow of which one
    side is zero, missing or confidential has a class and no gap: never an infinite one.

    trade  rows of one revision, see `flows`
    """
    sides = _side(trade, "export").join(
        _side(trade, "import"), on=[*PAIR, "month"], how="full", coalesce=True, suffix="_import"
    )
    told = sides.select(
        *PAIR, "month", exported="value", imported="value_import",
        transport=pl.coalesce("transport", "transport_import"),
        hidden=_either("confidential"), re_export=_either("re_export"),
    )  # fmt: skip
    factored = told.with_columns(
        _factor("value").alias("c"), _factor("low").alias("c_low"), _factor("high").alias("c_high")
    )
    classed = factored.with_columns(_class())
    gaps = classed.with_columns(
        pl.when(pl.col("class") == "two-sided")
        .then((pl.col("exported") * pl.col(c) / pl.col("imported")).log())
        .alias(gap)
        for gap, c in (("gap", "c"), ("gap_low", "c_low"), ("gap_high", "c_high"))
    )
    return with_robust_z(gaps, "gap", PAIR).drop("hidden", "c", "c_low", "c_high", "transport")


def _side(trade: pl.LazyFrame, flow: str) -> pl.LazyFrame:
    exporter, importer = ("reporter", "partner") if flow == "export" else ("partner", "reporter")
    return trade.filter(pl.col("flow") == flow).select(
        "hs6", "month", "value", "transport", "confidential", "re_export", exporter=exporter, importer=importer,
    )  # fmt: skip


def _either(flag: str) -> pl.Expr:
    return pl.col(flag).fill_null(False) | pl.col(f"{flag}_import").fill_null(False)


def _factor(end: str) -> pl.Expr:
    """The CIF/FOB factor of the way a flow travelled; null where neither the row nor geography says which way."""
    from communique.workstreams.precursors.parameters import shipped

    by_land, by_sea = (getattr(shipped().fact("trade.cif_fob", way), end) for way in ("land", "sea"))
    pair = pl.concat_str("exporter", "importer", separator="-")
    near = pl.col("exporter").is_in(NORTH_AMERICA) | pl.col("importer").is_in(NORTH_AMERICA)
    way = pl.coalesce(
        "transport",
        pl.when(pair.is_in(LAND)).then(pl.lit("land")).when(near).then(pl.lit("sea")),
    )
    return pl.when(way == "land").then(by_land).when(way == "sea").then(by_sea)


def _class() -> pl.Expr:
    exported, imported = pl.col("exported").fill_null(0) > 0, pl.col("imported").fill_null(0) > 0
    return (
        pl.when("hidden").then(pl.lit("confidential"))
        .when(exported & ~imported).then(pl.lit("one-sided-export"))
        .when(imported & ~exported).then(pl.lit("one-sided-import"))
        .when(~exported & ~imported).then(pl.lit("not-reported"))
        .when(pl.col("c").is_null()).then(pl.lit("no-factor"))
        .otherwise(pl.lit("two-sided")).alias("class")
    )  # fmt: skip


def gap(exported: float, imported: float, factor: float) -> float:
    """The mirror gap of one flow, ln(X · c / M)."""
    import math

    return math.log(exported * factor / imported)


def beyond(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose robust z lies beyond the shipped limit, on either side."""
    return rows.filter(pl.col("z").abs() > figure("trade.robust_limit"))
