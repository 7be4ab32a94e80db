"""By how many days did one jurisdiction list a substance before or after another, and how much is in time?

Everything here is an interval: a date of which only the year is known can be any day of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from communique.workstreams.precursors.entries import CONTROLS, UN, Entry, known
from communique.workstreams.precursors.spans import Span
from communique.workstreams.precursors.status import LISTED, NOT_LISTED, answer, weakest
from communique.workstreams.precursors.substances import substances


@dataclass(frozen=True)
class FirstEffect:
    """The span of days in which a jurisdiction first listed a substance, and the entries that say so.

    only_published  whether an entry's effect is that of its publication
    """

    span: Span
    mark: str
    only_published: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Lag:
    """Days from the first effect in one jurisdiction to that in another: fewest and most; below zero, the other led."""

    substance: str
    start: str
    end: str
    low: int
    high: int
    mark: str
    only_published: bool


def first_effect(own: Sequence[Entry], kinds: Sequence[str] = CONTROLS) -> FirstEffect | None:
    """When the entries of one pair first took effect, on lists of some kinds.

    None where nothing is listed, and where an entry without a date may be older than all that have one.
    """
    listed = [entry for entry in own if entry.kind in kinds]
    spans = [entry.begins for entry in listed if entry.begins is not None]
    if not spans or len(spans) < len(listed):
        return None
    first = Span(min(span.first for span in spans), min(span.last for span in spans))
    settling = tuple(e for e in listed if e.begins is not None and e.begins.first <= first.last)
    return FirstEffect(first, weakest(settling), any(e.only_published for e in settling), settling)


def lag(entries: Iterable[Entry], substance: str, start: str, end: str) -> Lag | None:
    """The lag between two jurisdictions; None where either first effect is not known."""
    own = tuple(entry for entry in entries if entry.substance == substance)
    one, other = (first_effect([e for e in own if e.jurisdiction == where]) for where in (start, end))
    if one is None or other is None:
        return None
    low, high = one.span.until(other.span)
    return Lag(
        substance, start, end, low, high, weakest((*one.entries, *other.entries)),
        one.only_published or other.only_published,
    )  # fmt: skip


def lags(entries: Iterable[Entry], *, on: date, known_at: date, start: str, ends: Sequence[str]) -> list[Lag]:
    """Lags of every substance that both jurisdictions list on a day and whose first effects are known.

    A substance that only one of them lists has no lag: it is out of step, which is a gap and is marked as one.
    """
    then = known(entries, known_at)
    found = []
    for substance in substances():
        for end in ends:
            own = {
                where: [e for e in then if (e.substance, e.jurisdiction) == (substance, where)]
                for where in (start, end)
            }
            if all(answer(each, on).in_some_list == LISTED for each in own.values()):
                between = lag(then, substance, start, end)
                found += [] if between is None else [between]
    return found


@dataclass(frozen=True)
class InTime:
    """Of the substances of Table I whose period has run out, how many a country listed within it.

    low, high  share between which the truth lies: what is not known may be in time or not
    of         number of substances
    mark       the weakest mark of the entries counted
    """

    jurisdiction: str
    low: float
    high: float
    of: int
    mark: str


def in_time(entries: Iterable[Entry], jurisdiction: str, *, on: date, known_at: date, period: int) -> InTime | None:
    """The share of Table I that a country listed within `period` days of the treaty's effect, or before it.

    A substance counts once its period has certainly run out; one of which no treaty effect is dated always counts and
    may be either. None where nothing of Table I is known on that day.
    """
    then = known(entries, known_at)
    sure = open_ = count = 0
    marks: list[Entry] = []
    for substance in substances():
        treaty = [e for e in then if (e.substance, e.jurisdiction) == (substance, UN)]
        table_one = [e for e in treaty if e.kind == "table_one"]
        if not table_one or answer(treaty, on).status != LISTED or not _stands(table_one, on):
            continue
        effect = first_effect(table_one, ("table_one",))
        if effect is not None and on <= effect.span.plus(period).last:
            continue
        own = [e for e in then if (e.substance, e.jurisdiction) == (substance, jurisdiction)]
        verdict = _timely(own, effect, on, period)
        count, sure, open_ = count + 1, sure + (verdict is True), open_ + (verdict is None)
        marks += [*table_one, *own]
    return InTime(jurisdiction, sure / count, (sure + open_) / count, count, weakest(marks)) if count else None


def _stands(table_one: Sequence[Entry], on: date) -> bool:
    return answer(table_one, on).status == LISTED


def _timely(own: Sequence[Entry], effect: FirstEffect | None, on: date, period: int) -> bool | None:
    """Whether a country listed a substance in time; None where dates leave that open."""
    first = first_effect(own)
    if first is None:
        return False if own and answer(own, on).status == NOT_LISTED else None
    if effect is None:
        return None
    deadline = effect.span.plus(period)
    if first.span.last <= deadline.first:
        return True
    return False if first.span.first > deadline.last else None
