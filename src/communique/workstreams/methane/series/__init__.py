"""What do the shipped inventory series hold, and by which cited rules and figures are they read?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from communique import facts
from communique.workstreams.methane.loaders import SCHEMA

FOLDER = Path(__file__).parent


@cache
def shipped() -> pl.DataFrame:
    """The shipped series: columns of `methane.inventory`, `confidence`, `recorded_on`."""
    kinds = {**SCHEMA, "confidence": pl.String(), "recorded_on": pl.Date()}
    return pl.read_csv(FOLDER / "inventory" / "waste_ch4.csv", schema=kinds)


@cache
def figures() -> facts.Facts:
    """Rules for breaks, known breaks and the figures that the inventory is read with."""
    return facts.load(FOLDER)
