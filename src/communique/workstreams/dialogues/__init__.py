"""Dialogues: who met, what was decided and owed, who answered, which practice spread, who is a member?"""

from __future__ import annotations

from communique.hooks import Workstream

workstream = Workstream(
    name="dialogues",
    package="communique.workstreams.dialogues",
    tables="communique.workstreams.dialogues.tables:TABLES",
    views="communique.workstreams.dialogues.views:views",
    replies="communique.workstreams.dialogues.views:replies",
    cli="communique.workstreams.dialogues.cli:app",
    router="communique.workstreams.dialogues.router:router",
    extra="dialogues",
)
