"""Passengers: which records of passengers does each country collect, keep, mask and share, and do they agree?"""

from __future__ import annotations

from communique.hooks import Workstream

workstream = Workstream(
    name="passengers",
    package="communique.workstreams.passengers",
    cli="communique.workstreams.passengers.cli:app",
    extra="passengers",
)
