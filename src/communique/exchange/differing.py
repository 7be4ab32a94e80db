"""What does one party allow, or require, that another does not? Each difference with the plainest request of its kind.

    difference of (A, B)   permit_A(x) ∧ ¬permit_B(x)
    conflict of (A, B)     oblige_A(x) ∧ ¬permit_B(x)

B does not permit a request that its clauses forbid, one on which a text is not known, or one it is silent about: three
kinds, never taken for one another. That there is no such request is worth nothing where A allows nothing, or B denies
nothing in that way: it is then said to be vacuous.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.exchange.envelope import possibly, surely
from communique.exchange.position import ACTS
from communique.exchange.proving import Answer, Prover, Witness
from communique.exchange.stance import Stance, Stances, applies
from communique.rules import evaluate
from communique.rules import expression as x

Kind: TypeAlias = Literal["forbids", "unknown", "silent"]
Vacuity: TypeAlias = Literal["no position", "nothing", "nothing for certain", "other"]
Status: TypeAlias = Literal["found", "excluded", "vacuous", "not proved"]
KINDS: tuple[Kind, ...] = ("forbids", "unknown", "silent")


@dataclass(frozen=True)
class Difference:
    """What `party` allows (or by `duty` requires) and `other` does not, for a kind of reason.

    found     yes with the plainest request; no: proved that there is none; or not proved
    clauses   PARTY.ID of the other's clauses that stand against it
    vacuous   why it proves nothing that there is none: the party has no position on the day, allows (requires) nothing,
              or nothing for certain because of texts that were not found; or the other never denies in this way
    """

    party: str
    other: str
    kind: Kind
    found: Witness
    clauses: tuple[str, ...]
    duty: str | None = None
    vacuous: Vacuity | None = None

    @property
    def status(self) -> Status:
        """Found, proved never to be, never to be for an empty reason, or not proved."""
        if self.vacuous is not None:
            return "vacuous"
        statuses: Mapping[Answer, Status] = {"yes": "found", "no": "excluded", "not proved": "not proved"}
        return statuses[self.found.answer]


def differences(stances: Stances, prover: Prover | None = None) -> tuple[Difference, ...]:
    """For each ordered pair of parties and each kind that can be, whether there is a difference."""
    prover = prover or Prover(stances.form)
    return tuple(
        _difference(one.permit, one, other, kind, stances, prover)
        for one in stances
        for other in stances
        if one is not other
        for kind in _kinds(other)
    )


def conflicts(stances: Stances, prover: Prover | None = None) -> tuple[Difference, ...]:
    """For each duty to disclose or to keep and each party, the party itself too, whether what is required is denied."""
    prover = prover or Prover(stances.form)
    return tuple(
        _difference(applies(one.party, duty), one, other, kind, stances, prover, f"{one.party}.{duty.id}")
        for one in stances
        for duty in one.duties.values()
        if duty.do in ACTS
        for other in stances
        for kind in _kinds(other)
    )


def _kinds(stance: Stance) -> tuple[Kind, ...]:
    """The kinds in which this party can fail to permit: without unknowns, or speaking of all, one does not arise."""
    silent = any(set(values) != set(stance.form.listed(name)) for name, values in stance.position.speaks.items())
    has = {"forbids": True, "unknown": bool(stance.unknowns), "silent": silent}
    return tuple(kind for kind in KINDS if has[kind])


def _difference(
    granted: x.Node, one: Stance, other: Stance, kind: Kind, stances: Stances, prover: Prover, duty: str | None = None
) -> Difference:
    """What `one` grants, or by a duty requires, and the other does not permit for this kind of reason."""
    refused = denied(other, kind, stances)
    found = prover.witness(surely(granted, stances.bounds), refused)
    clauses = against(other, found, kind) if found.answer == "yes" else ()
    vacuous = _vacuity(granted, refused, one, stances, prover) if found.answer == "no" else None
    return Difference(one.party, other.party, kind, found, clauses, duty, vacuous)


def _vacuity(granted: x.Node, refused: x.Node, one: Stance, stances: Stances, prover: Prover) -> Vacuity | None:
    """Why two conditions that cannot both be true exclude nothing: one of them cannot be true by itself."""
    if not one.entries:
        return "no position"
    if prover.possible(surely(granted, stances.bounds)) == "no":
        return "nothing" if prover.possible(possibly(granted, stances.bounds)) == "no" else "nothing for certain"
    return "other" if prover.possible(refused) == "no" else None


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
