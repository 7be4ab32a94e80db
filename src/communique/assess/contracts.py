"""Which tables can be contributed for a summit?"""

from __future__ import annotations

from collections.abc import Mapping

from communique.assess.register import evidence_table
from communique.assess.replies import reply_table
from communique.commitment import load_summit
from communique.hooks import workstreams
from communique.tables import Table


def tables_of(summit: str) -> Mapping[str, Table]:
    """Every table by name: the register's evidence and replies, and each workstream's."""
    loaded = load_summit(summit)
    found = {table.name: table for table in (evidence_table(loaded), reply_table(loaded))}
    for workstream in workstreams().values():
        found.update({table.name: table for table in workstream.load("tables") or ()})
    return found
