"""Transit: which buses, chargers and years turn an agency's schedule into a zero-emission fleet, at what cost?"""

from __future__ import annotations

from communique.hooks import Workstream

workstream = Workstream(
    name="transit",
    package="communique.workstreams.transit",
    views="communique.workstreams.transit.views:views",
    cli="communique.workstreams.transit.cli:app",
    router="communique.workstreams.transit.served.router:router",
    extra="transit",
)
