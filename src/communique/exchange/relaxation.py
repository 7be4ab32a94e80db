"""Nothing is permitted: which fewest clauses would have to give way?

A correction set is a set of clauses without which the rest permit something, and no smaller part of which is enough.
Each clause c has a literal t_c with t_c → c; the largest sets of literals that can hold together leave out the fewest
clauses, and each set found is excluded before the next is looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import z3

from communique.exchange.proving import Prover
from communique.rules import expression as x

AT_MOST = 12  # correction sets told; beyond it a negotiator reads clauses, not sets


def relaxations(parts: Mapping[str, x.Node], prover: Prover, at_most: int = AT_MOST) -> tuple[tuple[str, ...], ...]:
    """The minimal sets of names without which the conditions permit something, fewest names first.

    What must never be permitted stays forbidden: a relaxation that permits it is none.
    """
    context = prover.model.context
    holds = {name: z3.Bool(f"holds {name}", context) for name in parts}
    solver = prover.solver(*(x.Not(never.when) for never in prover.form.never))
    for name, node in parts.items():
        solver.add(z3.Implies(holds[name], prover.model.truth(node)))
    solver.add(*prover.model.domain)
    found: list[tuple[str, ...]] = []
    for size in range(len(parts) + 1):
        while len(found) < at_most and (given_up := _next(solver, holds, size)):
            found.append(given_up)
            solver.add(z3.Or(*(holds[name] for name in given_up)))
    place = {name: nth for nth, name in enumerate(parts)}
    return tuple(sorted(found, key=lambda names: (len(names), [place[name] for name in names])))


def _next(solver: Any, holds: Mapping[str, Any], size: int) -> tuple[str, ...]:
    """A set of `size` names not yet excluded; empty if there is none, or if the solver gives up."""
    solver.push()
    solver.add(z3.AtMost(*(z3.Not(held) for held in holds.values()), size))
    known = solver.check() == z3.sat
    model = solver.model() if known else None
    solver.pop()
    if model is None:
        return ()
    return tuple(n for n, held in holds.items() if not z3.is_true(model.eval(held, model_completion=True)))
