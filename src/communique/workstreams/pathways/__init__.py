"""Which lawful ways into the three countries may fit a person, which are closed, and what is missing?"""

from __future__ import annotations

from communique.hooks import Workstream

workstream = Workstream(
    name="pathways",
    package="communique.workstreams.pathways",
    views="communique.workstreams.pathways.views:views",
    router="communique.workstreams.pathways.finder.router:router",
    cli="communique.workstreams.pathways.cli:app",
    extra="pathways",
)
