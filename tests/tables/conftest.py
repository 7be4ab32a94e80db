"""One inventory contract that has each kind of column and rule."""

from __future__ import annotations

import pytest

from communique.tables import Check, Column, Table


@pytest.fixture
def inventory() -> Table:
    return Table(
        name="methane.inventory",
        columns=(
            Column("country", "country"),
            Column("year", "year", minimum=1990, maximum=2050),
            Column("gross", "number", unit="kt", minimum=0, unit_column="unit", nullable=True),
            Column("recovered", "number", unit="kt", minimum=0, nullable=True),
            Column("unit"),
            Column("method", allowed=("T1", "T2", "T3"), nullable=True),
        ),
        key=("country", "year"),
        checks=(Check("inventory-recovered-within-gross", "recovered <= gross", ("recovered", "gross")),),
        notation_keys=("NO", "NE", "IE", "NA"),
        official_source="the national inventory report",
    )
