"""Waste and wastewater methane: how much is emitted, by which inventory, and how far is that from the target?"""

from __future__ import annotations

from communique.estimate import Indicator
from communique.hooks import Workstream

workstream = Workstream(
    name="methane",
    package="communique.workstreams.methane",
    indicators=(Indicator("methane.waste_ch4", unit="kt CH4"), Indicator("methane.all_ch4", unit="Mt CH4")),
    tables="communique.workstreams.methane.tables:TABLES",
    estimate="communique.workstreams.methane.inventory:estimate",
    plan="communique.workstreams.methane.plan:plan",
    views="communique.workstreams.methane.views:views",
    cli="communique.workstreams.methane.cli:app",
    extra="methane",
)
