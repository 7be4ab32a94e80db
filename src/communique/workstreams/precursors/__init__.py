"""Precursor chemicals: on which control list does a substance stand on a day, and which trade flows need a look?"""

from __future__ import annotations

from communique.hooks import Workstream

workstream = Workstream(
    name="precursors",
    package="communique.workstreams.precursors",
    tables="communique.workstreams.precursors.tables:TABLES",
    views="communique.workstreams.precursors.views:views",
    positions="communique.workstreams.precursors:positions",
    cli="communique.workstreams.precursors.cli:app",
    extra="precursors",
)
