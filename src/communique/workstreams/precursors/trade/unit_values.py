"""Is a flow much dearer or cheaper by the kilogram than the others of its code, exporter and year?"""

from __future__ import annotations

import polars as pl

from communique.units import UnitError, factor
from communique.workstreams.precursors.trade.robust import with_robust_z

GROUP = ("hs6", "exporter", "year")
UNIT = "kg"


def unit_values(trade: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Flows with `unit_value` (USD/kg) and the robust z of its logarithm within code, exporter and year; and how many
    rows were left out because their quantity is in a unit that is no mass.

    Rows without a positive value and quantity have no unit value; they are no rows of the answer and not counted.
    """
    told = trade.filter((pl.col("value") > 0) & (pl.col("quantity") > 0))
    units = told["quantity_unit"].unique().to_list()
    to_kg = pl.DataFrame(
        {"quantity_unit": units, "scale": [_to_kg(unit) for unit in units]},
        schema={"quantity_unit": pl.String, "scale": pl.Float64},
    )
    scaled = told.join(to_kg, on="quantity_unit", how="left", maintain_order="left")
    masses = scaled.filter(pl.col("scale").is_not_null())
    exporter, importer = _ends()
    rows = masses.lazy().select(
        "hs6", "month", "flow", exporter=exporter, importer=importer, year=pl.col("month").str.head(4),
        unit_value=pl.col("value") / (pl.col("quantity") * pl.col("scale")),
    )  # fmt: skip
    logged = rows.with_columns(log_unit_value=pl.col("unit_value").log())
    # exports FOB and imports CIF are two prices: each side is compared with itself
    return with_robust_z(logged, "log_unit_value", [*GROUP, "flow"]).collect(), told.height - masses.height


def _ends() -> tuple[pl.Expr, pl.Expr]:
    export = pl.col("flow") == "export"
    return (
        pl.when(export).then("reporter").otherwise("partner"),
        pl.when(export).then("partner").otherwise("reporter"),
    )


def _to_kg(unit: str) -> float | None:
    try:
        return factor(unit, UNIT)
    except UnitError:
        return None
