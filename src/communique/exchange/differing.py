"""What does one party allow, or require, that another does not? Each difference with the plainest request of its kind.

    difference of (A, B)   permit_A(x) ∧ ¬permit_B(x)
    conflict of (A, B)     oblige_A(x) ∧ ¬permit_B(x)

B does not permit a request that its clauses forbid, one on which a text is not known, or one it is silent about: three
kinds, never taken for one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.exchange.envelope import possibly, surely
from communique.exchange.position import ACTS
from communique.exchange.proving import Prover, Witness
from communique.exchange.stance import Stance, Stances, applies
from communique.rules import evaluate
from communique.rules import expression as x

Kind: TypeAlias = Literal["forbids", "unknown", "silent"]
KINDS: tuple[Kind, ...] = ("forbids", "unknown", "silent")


@dataclass(frozen=True)
class Difference:
    """What `party` allows (or by `duty` requires) and `other` does not, for a kind of reason.

    found     yes with the plainest request; no: proved that there is none; or not proved
    clauses   PARTY.ID of the other's clauses that stand against it
    """

    party: str
    other: str
    kind: Kind
    found: Witness
    clauses: tuple[str, ...]
    duty: str | None = None


def differences(stances: Stances, prover: Prover | None = None) -> tuple[Difference, ...]:
    """For each ordered pair of parties and each kind that can be, whether there is a difference."""
    prover = prover or Prover(stances.form)
    return tuple(
        _difference(surely(one.permit, stances.bounds), one.party, other, kind, stances, prover)
        for one in stances
        for other in stances
        if one is not other
        for kind in _kinds(other)
    )


def conflicts(stances: Stances, prover: Prover | None = None) -> tuple[Difference, ...]:
    """For each duty to disclose or to keep and each party, the party itself too, whether what is required is denied."""
    prover = prover or Prover(stances.form)
    return tuple(
        _difference(
            surely(applies(one.party, duty), stances.bounds), one.party, other, kind, stances, prover,
            f"{one.party}.{duty.id}",
        )
        for one in stances
        for duty in one.duties.values()
        if duty.do in ACTS
        for other in stances
        for kind in _kinds(other)
    )  # fmt: skip


def _kinds(stance: Stance) -> tuple[Kind, ...]:
    """The kinds in which this party can fail to permit: without unknowns, or speaking of all, one does not arise."""
    silent = any(set(values) != set(stance.form.listed(name)) for name, values in stance.position.speaks.items())
    has = {"forbids": True, "unknown": bool(stance.unknowns), "silent": silent}
    return tuple(kind for kind in KINDS if has[kind])


def _difference(
    allowed: x.Node, party: str, other: Stance, kind: Kind, stances: Stances, prover: Prover, duty: str | None = None
) -> Difference:
    found = prover.witness(allowed, denied(other, kind, stances))
    clauses = against(other, found, kind) if found.answer == "yes" else ()
    return Difference(party, other.party, kind, found, clauses, duty)


def denied(stance: Stance, kind: Kind, stances: Stances) -> x.Node:
    """Where the party does not permit, for this kind of reason."""
    if kind == "silent":
        return x.Not(stance.spoken)
    most, least = surely(stance.rules, stances.bounds), possibly(stance.rules, stances.bounds)
    if kind == "forbids":
        return x.All((stance.spoken, x.Not(least)))
    return x.All((stance.spoken, least, x.Not(most)))


def against(stance: Stance, found: Witness, kind: Kind) -> tuple[str, ...]:
    """PARTY.ID of the parts that stand against the request, in the way of the kind."""
    parts = stance.speaks if kind == "silent" else stance.parts
    prefix = f"{stance.party}.speaks." if kind == "silent" else f"{stance.party}."
    wanted = None if kind == "unknown" else False
    schema = stance.form.schema
    return tuple(prefix + name for name, node in parts.items() if evaluate(node, found.request, schema).truth is wanted)
