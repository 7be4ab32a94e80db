"""Communique turns a summit's communique into commitments that are computed instead of remembered.

The public vocabulary; each name is loaded when it is first asked for. The two main functions share their name with the
module they stand in: `communique.assess.assess` and `communique.progress.progress`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.assess import Edition, compare
    from communique.commitment import Commitment, Communique, Evidence, Summit, Target, lint, load_summit
    from communique.errors import CommuniqueError
    from communique.estimate import Estimate, Indicator
    from communique.facts import Fact, Facts
    from communique.hooks import Context, Workstream
    from communique.plan import Action, Plan
    from communique.progress import Progress
    from communique.publish import write_site
    from communique.store import Store, contribute, history, read, withdraw
    from communique.tables import Column, Table

_WHERE = {
    "assess": ("Edition", "compare"),
    "commitment": ("Commitment", "Communique", "Evidence", "Summit", "Target", "lint", "load_summit"),
    "errors": ("CommuniqueError",),
    "estimate": ("Estimate", "Indicator"),
    "facts": ("Fact", "Facts"),
    "hooks": ("Context", "Workstream"),
    "plan": ("Action", "Plan"),
    "progress": ("Progress",),
    "publish": ("write_site",),
    "store": ("Store", "contribute", "history", "read", "withdraw"),
    "tables": ("Column", "Table"),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "Action",
    "Column",
    "Commitment",
    "Communique",
    "CommuniqueError",
    "Context",
    "Edition",
    "Estimate",
    "Evidence",
    "Fact",
    "Facts",
    "Indicator",
    "Plan",
    "Progress",
    "Store",
    "Summit",
    "Table",
    "Target",
    "Workstream",
    "compare",
    "contribute",
    "history",
    "lint",
    "load_summit",
    "read",
    "withdraw",
    "write_site",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value
