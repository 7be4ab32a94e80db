"""What would each party have to change to reach the common position? Clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.exchange.agreement import Common, parts_of
from communique.exchange.duties import Obligation, Term, length, obligations, unit
from communique.exchange.envelope import possibly
from communique.exchange.position import CLOSING
from communique.exchange.proving import Prover, Witness
from communique.exchange.stance import Stance, Stances
from communique.rules import expression as x

What: TypeAlias = Literal["add", "settle", "shorten", "take on"]


@dataclass(frozen=True)
class Redline:
    """One change of one party's position.

    what      add (a clause that forbids what the party still allows), settle (a text of its own that is not known),
              shorten (a period of its own) or take on (a duty that it does not have)
    name      PARTY.ID of the clause or duty to be taken over, or of its own that is not known
    today     a request that the party allows today and the change ends
    own       PARTY.ID of its own duty that changes
    """

    party: str
    what: What
    name: str
    today: Witness | None = None
    categories: tuple[str, ...] = ()
    own: str | None = None


def redlines(stances: Stances, agreed: Common, prover: Prover | None = None) -> tuple[Redline, ...]:
    """The changes each party would have to make, in the order of the clauses that make the common position."""
    prover = prover or Prover(stances.form)
    found: list[Redline] = []
    for stance in stances:
        found += _settled(stance)
        found += _added(stance, stances, agreed, prover)
        found += _duties(stance, stances)
    return tuple(found)


def _settled(stance: Stance) -> list[Redline]:
    return [Redline(stance.party, "settle", name) for name in stance.unknowns]


def _added(stance: Stance, stances: Stances, agreed: Common, prover: Prover) -> list[Redline]:
    """Clauses of the least protective meet that the party's own do not imply, each with what it would end."""
    parts = parts_of(stances)
    allowed = possibly(stance.permit, stances.bounds)
    found = []
    for name in agreed.least.clauses:
        if name.startswith(f"{stance.party}."):
            continue
        ended = prover.witness(allowed, x.Not(possibly(parts[name], stances.bounds)))
        if ended.answer != "no":
            found.append(Redline(stance.party, "add", name, ended))
    return found


def _duties(stance: Stance, stances: Stances) -> list[Redline]:
    """Duties of the common position that are no clauses of permission: reviews, notices, redress."""
    grouped: dict[tuple[What, str, str | None], list[str]] = {}
    for each in obligations(stances):
        if each.do in CLOSING:
            continue
        for term in each.common:
            change = _change(stance, each, term)
            if change is not None:
                grouped.setdefault(change, []).append(each.category)
    return [
        Redline(stance.party, what, name, categories=tuple(categories), own=own)
        for (what, name, own), categories in grouped.items()
    ]


def _change(stance: Stance, each: Obligation, term: Term) -> tuple[What, str, str | None] | None:
    """What, the term's name and the party's own longer one, if a term that governs asks something of it."""
    own = [t for t in each.terms if t.name.startswith(f"{stance.party}.")]
    if term in own:
        return None
    like = [t for t in own if t.duty.since == term.duty.since and unit(t.period) == unit(term.period)]
    if not like:
        return "take on", term.name, None
    if any(length(t.period) <= length(term.period) for t in like if t.period and term.period):
        return None
    return "shorten", term.name, like[0].name
