"""Which flows should a person look at, with the lawful explanations first?

A lead is a question to a statistics office, never a finding: the sheet is marked, stands in the order of its codes and
countries and not of its figures, and names no company, for no table holds one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from communique.workstreams.precursors.gaps import MARKING, Marked
from communique.workstreams.precursors.parameters import figure
from communique.workstreams.precursors.trade.counts import MONTHS, exceedance
from communique.workstreams.precursors.trade.discovery import adjusted
from communique.workstreams.precursors.trade.flows import Flows, watched
from communique.workstreams.precursors.trade.mirror import beyond, mirror
from communique.workstreams.precursors.trade.partners import new_partners
from communique.workstreams.precursors.trade.series import Monthly, monthly
from communique.workstreams.precursors.trade.unit_values import unit_values

#: Kind of lead -> lawful explanations to be checked first, each a message `precursors-check-…`.
CHECKS = {
    "mirror-gap": ("re-export", "confidentiality", "timing", "freight"),
    "unit-value": ("grade", "unit", "price"),
    "new-partner": ("supplier", "code-birth", "confidentiality"),
    "exceedance": ("season", "working-days", "order"),
}
BASKET = "basket code: not a measurement of the listed substance"
SPECIFIC = "specific code: carries lawful trade too"

SCHEMA: dict[str, pl.DataType] = {
    **dict.fromkeys(("kind", "hs6", "exporter", "importer", "reporter", "month", "measure"), pl.String()),
    "value": pl.Float64(),
    **dict.fromkeys(("check_first", "code_is", "marking"), pl.String()),
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """Leads, and what they were found among.

    leads      one row a lead, columns SCHEMA: `measure` names `value` (robust z, months of silence, q)
    one_sided  flows that only one side reports, or that are suppressed, with their class: no gap and no anomaly
    tested     months and series tested for exceedance; unfitted, series whose season could not be fitted
    left_out   reason -> rows set aside or rejected, and quantities that are no mass
    """

    leads: Marked
    one_sided: Marked
    tested: int
    series: int
    unfitted: int
    left_out: dict[str, int]


def leads(found: Flows, *, rate: float | None = None, cautious: bool = False, tested: int = MONTHS) -> Sheet:
    """The sheet of leads of some flows.

    rate      false-discovery rate over all series and tested months; default the shipped figure
    cautious  Benjamini–Yekutieli in place of Benjamini–Hochberg
    tested    the last months, each tested against all before them
    """
    gaps = mirror(found.rows.lazy()).collect()
    priced, no_mass = unit_values(found.rows)
    counts = monthly(found.rows, "shipments")
    exceeding, checked, unfitted = _exceeding(
        counts, found.rows, figure("discovery.rate") if rate is None else rate, cautious, tested
    )
    parts = [
        _rows(beyond(gaps), "mirror-gap", "robust z", "z"),
        _rows(beyond(priced), "unit-value", "robust z", "z"),
        _rows(_ends(new_partners(monthly(found.rows, "value"))), "new-partner", "months of silence", "silence"),
        _rows(exceeding, "exceedance", "q", "q"),
    ]
    sheet = pl.concat(parts).sort("hs6", "exporter", "importer", "month", "kind", "reporter")
    left_out = {**found.counts(), **({"no-mass": no_mass} if no_mass else {})}
    return Sheet(
        Marked("precursors.leads", MARKING, sheet),
        Marked("precursors.one_sided", MARKING, _one_sided(gaps)),
        checked, len(counts.keys), unfitted, left_out,
    )  # fmt: skip


def _exceeding(
    counts: Monthly, trade: pl.DataFrame, rate: float, cautious: bool, tested: int
) -> tuple[pl.DataFrame, int, int]:
    """Discoveries with their q, number of tests, number of series that could not be fitted."""
    empty = counts.keys.clear().with_columns(month=pl.Series([], dtype=pl.String), q=pl.Series([], dtype=pl.Float64))
    if len(counts.months) <= tested or not np.isfinite(counts.values).any():
        return empty, 0, len(counts.keys)
    found = exceedance(counts.values, tested, working_days=_working_days(counts, trade))
    q = adjusted(found.p, cautious=cautious)
    series, month = np.nonzero(q <= rate)
    rows = counts.keys[series].with_columns(
        month=pl.Series([counts.months[-tested:][i] for i in month], dtype=pl.String),
        q=pl.Series(q[series, month], dtype=pl.Float64),
    )
    return rows, int(np.isfinite(found.p).sum()), int((~found.fit.fitted).sum())


def _working_days(counts: Monthly, trade: pl.DataFrame) -> np.ndarray | None:
    """Working days of each series' reporter and month, (series, month); None unless they are known for every month."""
    told = trade.group_by("reporter", "month").agg(pl.col("working_days").max())
    known = {(reporter, month): days for reporter, month, days in told.iter_rows()}
    rows = [[known.get((reporter, month)) for month in counts.months] for reporter in counts.keys["reporter"]]
    return None if any(days is None for row in rows for days in row) else np.array(rows, dtype=float)


def _ends(rows: pl.DataFrame) -> pl.DataFrame:
    """Exporter and importer of series by reporter and partner."""
    export = pl.col("flow") == "export"
    return rows.with_columns(
        exporter=pl.when(export).then("reporter").otherwise("partner"),
        importer=pl.when(export).then("partner").otherwise("reporter"),
    )


def _rows(found: pl.DataFrame, kind: str, measure: str, value: str) -> pl.DataFrame:
    if "exporter" not in found.columns:
        found = _ends(found)
    codes = {code: BASKET if scope == "basket" else SPECIFIC for code, scope in watched().items()}
    reporter = pl.col("reporter") if "reporter" in found.columns else pl.lit(None, pl.String)
    return found.select(
        kind=pl.lit(kind), hs6="hs6", exporter="exporter", importer="importer", reporter=reporter, month="month",
        measure=pl.lit(measure), value=pl.col(value).cast(pl.Float64), check_first=pl.lit("; ".join(CHECKS[kind])),
        code_is=pl.col("hs6").replace_strict(codes, return_dtype=pl.String), marking=pl.lit(MARKING),
    ).cast(pl.Schema(SCHEMA))  # fmt: skip


def _one_sided(gaps: pl.DataFrame) -> pl.DataFrame:
    return (
        gaps.filter(~pl.col("class").is_in(["two-sided"]))
        .select("hs6", "exporter", "importer", "month", "exported", "imported", "class", marking=pl.lit(MARKING))
        .sort("hs6", "exporter", "importer", "month")
    )
