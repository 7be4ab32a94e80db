"""What was the common position on a day, and what changed between two?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from communique.exchange.agreement import Common, common
from communique.exchange.position import Dated, Positions
from communique.exchange.proving import Prover, Witness
from communique.exchange.stance import Stances, stances
from communique.rules import expression as x

How: TypeAlias = Literal["began", "ended", "changed"]


@dataclass(frozen=True)
class ClauseChange:
    """PARTY.ID of a clause or duty that is not the same on both days."""

    name: str
    how: How


@dataclass(frozen=True)
class Comparison:
    """Two days: what changed in the positions, and what that did to the common permit.

    allowed    a request that the common position permits on the later day and not on the earlier
    forbidden  one that it permits on the earlier day and no more on the later
    """

    before: date
    after: date
    changes: tuple[ClauseChange, ...]
    status: tuple[str, str]
    allowed: Witness
    forbidden: Witness


def days_of_change(positions: Positions, known_at: date | None = None) -> tuple[date, ...]:
    """The days on which something begins to be in force, or is no more."""
    found: set[date] = set()
    for position in positions.positions:
        dated: tuple[Dated, ...] = (position.head, *position.clauses, *position.duties)
        for entry in dated:
            if known_at is None or entry.recorded_on <= known_at:
                found.add(entry.valid_from)
                found |= {entry.valid_to + timedelta(days=1)} if entry.valid_to is not None else set()
    return tuple(sorted(found))


def history(positions: Positions, known_at: date | None = None) -> tuple[tuple[Stances, Common], ...]:
    """The stances and the common position from each day of change on, in order of the days."""
    days = days_of_change(positions, known_at)
    standing = [stances(positions, day, known_at) for day in days]
    return tuple((each, common(each)) for each in standing)


def compare_days(positions: Positions, before: date, after: date, known_at: date | None = None) -> Comparison:
    """What changed from one day to another, as known at one."""
    earlier, later = (stances(positions, day, known_at) for day in (before, after))
    prover = Prover(positions.form)
    first, second = common(earlier, prover), common(later, prover)
    return Comparison(
        before,
        after,
        _changes(earlier, later),
        (first.status, second.status),
        prover.witness(second.most.permit, x.Not(first.most.permit)),
        prover.witness(first.most.permit, x.Not(second.most.permit)),
    )


def _changes(earlier: Stances, later: Stances) -> tuple[ClauseChange, ...]:
    old = {f"{stance.party}.{id}": entry for stance in earlier for id, entry in stance.entries.items()}
    new = {f"{stance.party}.{id}": entry for stance in later for id, entry in stance.entries.items()}
    found = []
    for name in dict.fromkeys([*old, *new]):
        if name not in new or name not in old:
            found.append(ClauseChange(name, "ended" if name not in new else "began"))
        elif old[name] != new[name]:
            found.append(ClauseChange(name, "changed"))
    return tuple(found)
