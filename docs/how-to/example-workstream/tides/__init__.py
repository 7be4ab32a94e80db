"""Tides: for how many hours do engines run in the harbours?"""

from communique.estimate import Indicator
from communique.hooks import Workstream

workstream = Workstream(
    name="tides",
    package="tides",
    indicators=(Indicator("tides.engine_hours", unit="hour"),),
    tables="tides.tables:TABLES",
    estimate="tides.model:estimate",
    cli="tides.cli:app",
)
