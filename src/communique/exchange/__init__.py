"""May this be shared, with whom, for how long, and can it be proved?

Positions of parties and their common ground; decisions; clocks, keys and holds of records; a log anybody can verify;
what may be published. Each name is loaded when it is first asked for. The subpackages `log` and `release` and the
functions on single records (`approvals`, `holding`, `keys`) are imported from where they stand.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.exchange.access import hand_over, may_read, rule_of
    from communique.exchange.agreement import Common, Permit, common
    from communique.exchange.approvals import Officer
    from communique.exchange.bulk import decide_all, permits
    from communique.exchange.changing import compare_days, days_of_change, history
    from communique.exchange.clocks import Clock, Period, agenda, due
    from communique.exchange.deciding import Decision, RequestError, ages, decide
    from communique.exchange.differing import Difference, conflicts, differences
    from communique.exchange.duties import Obligation, clocks_of, obligations
    from communique.exchange.installed import find_positions
    from communique.exchange.ledger import Home
    from communique.exchange.position import Position, Positions
    from communique.exchange.prooflog import ProofLog, proofs, publishable
    from communique.exchange.proving import Prover
    from communique.exchange.reading import load_positions
    from communique.exchange.redlining import Redline, redlines
    from communique.exchange.relaxation import relaxations
    from communique.exchange.report import common_data, decision_data, redline_data
    from communique.exchange.request import PositionError, RequestForm
    from communique.exchange.shredding import seal, unseal
    from communique.exchange.silence import Gap, gaps
    from communique.exchange.stance import Stance, Stances, stances
    from communique.exchange.views import all_views

_HOME = {
    "access": "hand_over may_read rule_of",
    "agreement": "Common Permit common",
    "approvals": "Officer",
    "bulk": "decide_all permits",
    "changing": "compare_days days_of_change history",
    "clocks": "Clock Period agenda due",
    "deciding": "Decision RequestError ages decide",
    "differing": "Difference conflicts differences",
    "duties": "Obligation clocks_of obligations",
    "installed": "find_positions",
    "ledger": "Home",
    "position": "Position Positions",
    "prooflog": "ProofLog proofs publishable",
    "proving": "Prover",
    "reading": "load_positions",
    "redlining": "Redline redlines",
    "relaxation": "relaxations",
    "report": "common_data decision_data redline_data",
    "request": "PositionError RequestForm",
    "shredding": "seal unseal",
    "silence": "Gap gaps",
    "stance": "Stance Stances stances",
    "views": "all_views",
}
_MODULE = {name: module for module, names in _HOME.items() for name in names.split()}

__all__ = [
    "Clock", "Common", "Decision", "Difference", "Gap", "Home", "Obligation", "Officer", "Period", "Permit", "Position",
    "PositionError", "Positions", "ProofLog", "Prover", "Redline", "RequestError", "RequestForm", "Stance", "Stances",
    "agenda", "ages", "all_views", "clocks_of", "common", "common_data", "compare_days", "conflicts", "days_of_change",
    "decide", "decide_all", "decision_data", "differences", "due", "find_positions", "gaps", "hand_over", "history",
    "load_positions", "may_read", "obligations", "permits", "proofs", "publishable", "redline_data", "redlines",
    "relaxations", "rule_of", "seal", "stances", "unseal",
]  # fmt: skip


# no module has the name of a function above: importing it would hide the function


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"communique.exchange has no {name}")
    return getattr(import_module(f"communique.exchange.{_MODULE[name]}"), name)
