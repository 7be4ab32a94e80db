"""Trade made for a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from communique.tables import schema
from communique.workstreams.precursors.tables import TRADE

BASE: dict[str, Any] = {
    "reporter": "CAN", "partner": "USA", "flow": "export", "month": "2025-01", "hs_revision": "HS2022",
    "hs6": "2933.37", "value": 100.0, "quantity": None, "quantity_unit": None, "shipments": None,
    "working_days": None, "transport": None, "confidential": None, "re_export": None,
}  # fmt: skip


def trade(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows of `precursors.trade`, what is not given as in BASE."""
    return pl.DataFrame([BASE | dict(row) for row in rows], schema=schema(TRADE), orient="row")


def month(i: int) -> str:
    """The i-th month from January 2022 on."""
    return f"{2022 + i // 12}-{i % 12 + 1:02d}"
