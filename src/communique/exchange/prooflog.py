"""What must be shown before a common position is published, and was it shown?

    M ⇒ permit_P        for every party: the meet permits nothing that a party does not
    M ∧ never = ∅       for everything that must never be permitted
    M ≠ ∅               an empty position is no agreement

What is true only because M permits nothing, or because nothing is as the claim has it, is vacuous: it proves nothing.
Each claim carries its formula in SMT-LIB 2, so that it can be checked again with another solver.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from communique.exchange.agreement import Common
from communique.exchange.envelope import surely
from communique.exchange.proving import Answer, Prover, Witness
from communique.exchange.stance import Bounds, Stances
from communique.rules import expression as x

ProofStatus: TypeAlias = Literal["proved", "refuted", "vacuous", "not proved"]
Reading: TypeAlias = Callable[[x.Node, Mapping[str, Bounds]], x.Node]
Claim: TypeAlias = Literal["within", "never", "possible"]


@dataclass(frozen=True)
class Proved:
    """One claim of a proof log.

    claim      within (the meet implies the position of `subject`), never (the meet permits nothing of `subject`) or
               possible (the meet permits something)
    witness    the request that refutes it, or for `possible` one that is permitted
    formula    SMT-LIB 2; unsatisfiable if a `within` or `never` holds, satisfiable if `possible` does
    seconds    how long the solver took; no part of what the log says
    """

    claim: Claim
    subject: str
    status: ProofStatus
    witness: Witness | None
    formula: str
    seconds: float = field(compare=False)


@dataclass(frozen=True)
class ProofLog:
    """The claims about one common permit, and whether all of them hold."""

    proofs: tuple[Proved, ...]

    @property
    def complete(self) -> bool:
        """Whether every claim is proved."""
        return all(proof.status == "proved" for proof in self.proofs)


def publishable(agreed: Common, log: ProofLog) -> bool:
    """Whether a common position may be shown as an agreement: something is permitted for certain, and all is proved."""
    return agreed.status == "agreed" and log.complete


def proofs(permit: x.Node, stances: Stances, prover: Prover | None = None, read: Reading = surely) -> ProofLog:
    """The proof log of a common permit, free of unknowns, against the stances it is to be common to.

    read   the reading of unknowns in the stances: `surely` for the most protective meet, `possibly` for the least
    """
    prover = prover or Prover(stances.form)
    claims: dict[tuple[Claim, str], tuple[x.Node, ...]] = {
        ("within", stance.party): (permit, x.Not(read(stance.permit, stances.bounds))) for stance in stances
    }
    claims |= {("never", never.id): (permit, never.when) for never in stances.form.never}
    claims["possible", ""] = (permit,)
    return ProofLog(tuple(_prove(claim, subject, nodes, prover) for (claim, subject), nodes in claims.items()))


def _prove(claim: Claim, subject: str, nodes: tuple[x.Node, ...], prover: Prover) -> Proved:
    start = time.perf_counter()
    found = prover.witness(*nodes)
    seconds = time.perf_counter() - start
    status = _STATUS[claim == "possible"][found.answer]
    # a party that permits all makes no claim empty; a permit of nothing does, and a thing that cannot be
    if status == "proved" and "no" in map(prover.possible, {"within": nodes[:1], "never": nodes}.get(claim, ())):
        status = "vacuous"
    shown = found if found.answer == "yes" else None
    return Proved(claim, subject, status, shown, prover.solver(*nodes).to_smt2(), seconds)


_STATUS: Mapping[bool, Mapping[Answer, ProofStatus]] = {
    True: {"yes": "proved", "no": "refuted", "not proved": "not proved"},
    False: {"yes": "refuted", "no": "proved", "not proved": "not proved"},
}
