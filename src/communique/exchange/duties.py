"""What has to be done in common? The union of duties, and of each period the shortest.

Periods are compared within one origin and one unit: which of 6 months and 183 days is over first depends on the day,
and of two origins on the data. What cannot be compared stands side by side; the first to be over governs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from communique.exchange.clocks import Action, Clock, Period
from communique.exchange.position import PERIODIC, Do, Duty
from communique.exchange.stance import Stance, Stances
from communique.rules import expression as x


@dataclass(frozen=True)
class Term:
    """One duty as it bears on one category; `period` None where it is unknown."""

    name: str
    duty: Duty

    @property
    def period(self) -> Period | None:
        """The period, None where no text was found for it."""
        return self.duty.period

    @property
    def conditional(self) -> bool:
        """Whether there are requests of the category to which it does not apply."""
        return self.duty.when is not None or self.duty.unless is not None

    def comparable(self) -> tuple[str | None, str, x.Node | None, x.Node | None]:
        """Terms that share this differ only in length."""
        return self.duty.since, unit(self.period), self.duty.when, self.duty.unless


@dataclass(frozen=True)
class Obligation:
    """What the common position asks of one category, for one kind of duty.

    terms     every party's terms
    common    the terms that govern: of comparable ones the shortest
    unknown   PARTY.ID of terms whose period is not known: they may be shorter than those that govern
    silent    parties without any such duty
    """

    do: Do
    category: str
    terms: tuple[Term, ...]
    common: tuple[Term, ...]
    unknown: tuple[str, ...]
    silent: tuple[str, ...]


def unit(period: Period | None) -> str:
    """What a period is counted in: days, months or hours; months and days together are a unit of their own."""
    if period is None:
        return "unknown"
    if period.hours:
        return "hours"
    if period.days:
        return "months and days" if period.months or period.years else "days"
    return "months"


def length(period: Period) -> tuple[int, int]:
    """A period for comparison with others of its unit."""
    return 12 * period.years + period.months, period.days + period.hours


def obligations(stances: Stances, kinds: Iterable[Do] = PERIODIC) -> tuple[Obligation, ...]:
    """The obligations of each kind and category for which some party has a duty."""
    found = (obligation(do, category, stances) for do in kinds for category in stances.form.listed("category"))
    return tuple(each for each in found if each.terms)


def obligation(do: Do, category: str, stances: Stances) -> Obligation:
    """What is asked in common of one category."""
    terms = tuple(
        Term(f"{stance.party}.{duty.id}", duty)
        for stance in stances
        for duty in stance.duties.values()
        if duty.do == do and (duty.categories is None or category in duty.categories)
    )
    return Obligation(
        do,
        category,
        terms,
        governing(terms),
        tuple(term.name for term in terms if term.period is None),
        tuple(party for party in stances.parties if not any(term.name.startswith(f"{party}.") for term in terms)),
    )


def governing(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Of terms that differ only in length the shortest; a conditional one only where it is shorter than one without."""
    known = [(term, term.period) for term in terms if term.period is not None]
    shortest: dict[object, tuple[Term, Period]] = {}
    for term, period in known:
        best = shortest.get(term.comparable())
        if best is None or length(period) < length(best[1]):
            shortest[term.comparable()] = term, period
    plain = {(t.duty.since, unit(p)): length(p) for t, p in shortest.values() if not t.conditional}

    def counts(term: Term, period: Period) -> bool:
        bound = plain.get((term.duty.since, unit(period)))
        return not term.conditional or bound is None or length(period) < bound

    return tuple(term for term, period in shortest.values() if counts(term, period))


def standing_duties(stances: Stances) -> tuple[Term, ...]:
    """The duties without a period, of all parties: what is logged, how it may be passed on, what must be given."""
    return tuple(
        Term(f"{stance.party}.{duty.id}", duty)
        for stance in stances
        for duty in stance.duties.values()
        if duty.do not in PERIODIC
    )


def clocks_of(stance: Stance) -> tuple[tuple[Clock, ...], tuple[str, ...]]:
    """The clocks of records under a stance, and PARTY.ID of the duties that no clock can hold.

    A clock stops at a flag that is true. A period that is not known or in hours, and a condition other than such
    flags, have to be decided request by request.
    """
    clocks = {id: _clock(f"{stance.party}.{id}", duty, stance) for id, duty in stance.duties.items()}
    left = tuple(f"{stance.party}.{id}" for id, clock in clocks.items() if clock is None)
    return tuple(clock for clock in clocks.values() if clock is not None), left


def _clock(name: str, duty: Duty, stance: Stance) -> Clock | None:
    flags, source = _flags(duty.unless), stance.position.sources[duty.source]
    if duty.period is None or duty.period.hours or duty.when is not None or flags is None:
        return None
    return Clock(
        name,
        str(duty.since),
        duty.period,
        cast(Action, duty.do),  # what has a period is an action of clocks
        text=duty.text["en"],
        citation=f"{source.instrument}, {duty.article}",
        exceptions=flags,
        repeats=duty.do == "review",
    )


def _flags(node: x.Node | None) -> tuple[str, ...] | None:
    """The flags any one of which makes a condition true; None if it is of another form."""
    if node is None:
        return ()
    parts = node.children if isinstance(node, x.Any) else (node,)
    found = tuple(part.id for part in parts if isinstance(part, x.Fact))
    return found if len(found) == len(parts) else None
