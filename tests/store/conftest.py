"""An empty store with a clock that a test turns by hand, and two contracts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique.store import Store
from communique.tables import Column, Table


class Clock:
    """Shows the same time until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2024, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    return Store(tmp_path / "store", clock=clock)


@pytest.fixture
def inventory() -> Table:
    return Table(
        name="methane.inventory",
        columns=(
            Column("country", "country"),
            Column("year", "year", minimum=1990, maximum=2050),
            Column("mass", "number", unit="kt", minimum=0),
        ),
        key=("country", "year"),
        notation_keys=("NO", "NE"),
    )


@pytest.fixture
def cases() -> Table:
    """A table of whose columns two may not be shown to everyone."""
    return Table(
        name="asylum.cases",
        columns=(
            Column("month", "date"),
            Column("count", "integer", minimum=0),
            Column("name", category="identity", pattern="[A-Z].*"),
            Column("route", marking="TLP:AMBER", allowed=("north", "south")),
        ),
    )
