"""Where do the positions agree? The meet of what they permit, computed with the most and the least protective unknowns.

    M(x) = ∧_P permit_P(x)       the common permit
    J(x) = ∨_P permit_P(x)       what at least one party allows: the room for negotiation

An empty M is not an agreement: it is reported as empty, with the fewest clauses that would have to give way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from communique.exchange.envelope import possibly, settled, surely
from communique.exchange.proving import Answer, Largest, Prover, Witness
from communique.exchange.relaxation import relaxations
from communique.exchange.request import OneOf
from communique.exchange.stance import Stances
from communique.rules import expression as x

Status: TypeAlias = Literal["agreed", "depends on unknowns", "empty", "not proved"]


@dataclass(frozen=True)
class Permit:
    """What is permitted in common, or by anybody, for one reading of the unknowns.

    clauses    PARTY.ID of the clauses that make it, each of which forbids something the others do not
    implied    the clauses that follow from those
    permit     the clauses joined, free of unknowns
    values     field to the values for which something is permitted
    ages       category to age field to the largest age at which something of it is permitted; None: never
    approval   category to ordered field to the least value at which something of it is permitted
    """

    possible: Answer
    clauses: tuple[str, ...]
    implied: tuple[str, ...]
    permit: x.Node
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ages: Mapping[str, Mapping[str, Largest]] = field(default_factory=dict)
    approval: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Common:
    """The common position on a day; only `prooflog.publishable` says whether it may be shown as an agreement.

    most, least   the meet with every unknown at its most, and at its least, protective
    join          what at least one party allows for certain
    deciding      the unknowns that make the two differ
    relaxations   if nothing is permitted for certain: the fewest clauses without which something would be
    beyond        a request that some party allows and the meet does not: room for negotiation
    """

    status: Status
    most: Permit
    least: Permit
    join: Permit
    unknowns: tuple[str, ...]
    deciding: tuple[str, ...]
    relaxations: tuple[tuple[str, ...], ...]
    beyond: Witness


def common(stances: Stances, prover: Prover | None = None) -> Common:
    """The common position of the stances."""
    prover = prover or Prover(stances.form)
    parts = parts_of(stances)
    unknowns = tuple(name for stance in stances for name in stance.unknowns)
    certain = {name: surely(node, stances.bounds) for name, node in parts.items()}
    most = least = meet(certain, prover)
    if unknowns:
        least = meet({name: possibly(node, stances.bounds) for name, node in parts.items()}, prover)
    status = _status(most, least)
    allowed = x.Any(tuple(surely(stance.permit, stances.bounds) for stance in stances))
    return Common(
        status,
        most,
        least,
        _reach(allowed, prover.possible(allowed), (), (), prover),
        unknowns,
        _deciding(stances, unknowns, prover),
        relaxations(certain, prover) if status in ("empty", "depends on unknowns") else (),
        prover.witness(allowed, x.Not(most.permit)),
    )


def parts_of(stances: Stances) -> dict[str, x.Node]:
    """PARTY.ID to each condition of permission of every party; PARTY.speaks.FIELD to the values it speaks of."""
    found: dict[str, x.Node] = {}
    for stance in stances:
        found |= {f"{stance.party}.speaks.{name}": node for name, node in stance.speaks.items()}
        found |= {f"{stance.party}.{name}": node for name, node in stance.parts.items()}
    return found


def _status(most: Permit, least: Permit) -> Status:
    if most.possible == "yes":
        return "agreed"
    if "not proved" in (most.possible, least.possible):
        return "not proved"
    return "depends on unknowns" if least.possible == "yes" else "empty"


def meet(parts: Mapping[str, x.Node], prover: Prover) -> Permit:
    """The meet of conditions free of unknowns, written with as few of them as say it."""
    possible = prover.possible(*parts.values())
    if possible != "yes":
        return Permit(possible, tuple(parts), (), x.All(tuple(parts.values())))
    kept = _irredundant(parts, prover)
    implied = tuple(name for name in parts if name not in kept)
    return _reach(x.All(tuple(kept.values())), possible, tuple(kept), implied, prover)


def _reach(
    permit: x.Node, possible: Answer, clauses: tuple[str, ...], implied: tuple[str, ...], prover: Prover
) -> Permit:
    """The permit with what can be reached under it: values, ages, levels of approval."""
    listed = prover.form.listed("category")
    return Permit(
        possible,
        clauses,
        implied,
        permit,
        {name: _values(name, permit, prover) for name in prover.form.choices},
        {value: _ages(value, permit, prover) for value in listed},
        {value: _approval(value, permit, prover) for value in listed},
    )


def _irredundant(parts: Mapping[str, x.Node], prover: Prover) -> dict[str, x.Node]:
    """The parts less each that the others imply; of parts that say the same the first stays."""
    kept = dict(parts)
    for name in reversed([*parts]):
        rest = tuple(node for other, node in kept.items() if other != name)
        if prover.possible(*rest, x.Not(parts[name])) == "no":
            del kept[name]
    return kept


def _is(name: str, value: str) -> x.Node:
    return x.Compare("==", x.Fact(name), x.Literal(value))


def _values(name: str, permit: x.Node, prover: Prover) -> tuple[str, ...]:
    listed = prover.form.listed(name)
    return tuple(value for value in listed if prover.possible(permit, _is(name, value)) == "yes")


def _ages(category: str, permit: x.Node, prover: Prover) -> dict[str, Largest]:
    return {name: prover.largest(name, permit, _is("category", category)) for name in prover.form.ages}


def _approval(category: str, permit: x.Node, prover: Prover) -> dict[str, str | None]:
    """The least value of each ordered field with which something of the category is permitted."""
    found: dict[str, str | None] = {}
    for name, asked in prover.form.fields.items():
        if isinstance(asked, OneOf) and asked.ordered:
            enough = (
                v for v in asked.values if prover.possible(permit, _is("category", category), _is(name, v)) == "yes"
            )
            found[name] = next(enough, None)
    return found


def _deciding(stances: Stances, unknowns: tuple[str, ...], prover: Prover) -> tuple[str, ...]:
    """The unknowns on which some request depends, the other unknowns being whatever they are."""
    whole = x.All(tuple(stance.permit for stance in stances))
    found = []
    for name in unknowns:
        least, most = (settled(whole, name, outcome, stances.bounds) for outcome in (True, False))
        if prover.possible(least, x.Not(most)) != "no":
            found.append(name)
    return tuple(found)


def ages_of(stances: Stances, prover: Prover | None = None) -> dict[str, dict[str, tuple[dict[str, Largest], ...]]]:
    """Party to category to the largest ages at which it permits anything: at the most, then the least protective.

    One reading alone where the party leaves nothing unknown.
    """
    prover = prover or Prover(stances.form)
    found: dict[str, dict[str, tuple[dict[str, Largest], ...]]] = {}
    for stance in stances:
        readings = (surely, possibly) if stance.unknowns else (surely,)
        permits = [read(stance.permit, stances.bounds) for read in readings]
        listed = stances.form.listed("category")
        found[stance.party] = {value: tuple(_ages(value, permit, prover) for permit in permits) for value in listed}
    return found
