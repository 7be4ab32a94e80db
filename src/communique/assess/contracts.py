"""Which tables can be contributed for a summit?"""

from __future__ import annotations

from collections.abc import Mapping

from communique.assess.register import evidence_table
from communique.commitment import load_summit
from communique.hooks import workstreams
from communique.tables import Table


def tables_of(summit: str) -> Mapping[str, Table]:
    """Every table by name: the evidence register's and each workstream's."""
    register = evidence_table(load_summit(summit))
    found = {register.name: register}
    for workstream in workstreams().values():
        found.update({table.name: table for table in workstream.load("tables") or ()})
    return found
