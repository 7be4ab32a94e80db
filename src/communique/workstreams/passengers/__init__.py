"""Passengers: which records of passengers does each country collect, keep, mask and share, and do they agree?"""

from __future__ import annotations

from communique.hooks import Workstream

workstream = Workstream(
    name="passengers",
    package="communique.workstreams.passengers",
    tables="communique.workstreams.passengers.tables:TABLES",
    views="communique.workstreams.passengers.views:views",
    cli="communique.workstreams.passengers.cli:app",
    router="communique.workstreams.passengers.router:router",
    positions="communique.workstreams.passengers:positions",
    extra="passengers",
)
