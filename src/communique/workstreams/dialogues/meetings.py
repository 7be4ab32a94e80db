"""Which meetings took place, told by whom, and were they as regular as was promised?

Reports of one meeting are joined: by its number, or by day and city where it has none or two. A year without a meeting
is only *missed* where the numbers show it: between meeting n and meeting n + 1 there was none. Silence is unknown.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.commitment.evidence import SOURCE_CLASSES
from communique.workstreams.dialogues.rows import Convening, When
from communique.workstreams.dialogues.screening import as_precise_as_source, on_one_day

if TYPE_CHECKING:
    from communique.facts import Facts

YEARS = ("kept", "missed", "unknown", "running")


@dataclass(frozen=True)
class Meeting:
    """One meeting with everything that is told of it; more than one number is a contradiction that stays open."""

    body: str
    numbers: tuple[int, ...]
    when: When
    reports: tuple[Convening, ...]

    @property
    def best(self) -> Convening:
        """The report whose source is nearest to the event."""
        return min(self.reports, key=_nearness)

    @property
    def place(self) -> str:
        """The city, by the nearest report that names one."""
        return next((row.place for row in sorted(self.reports, key=_nearness) if row.place), "")

    @property
    def agenda(self) -> tuple[str, ...]:
        """Items of its agenda, from all reports, each once."""
        return tuple(dict.fromkeys(item for row in self.reports for item in row.agenda))

    @property
    def name(self) -> str:
        """How rows of other tables name it: body and number, or the nearest report's own name."""
        return f"{self.body}.{self.numbers[0]}" if self.numbers else self.best.told.id


def _nearness(row: Convening) -> tuple[int, bool, bool, str]:
    return (SOURCE_CLASSES.index(row.told.source_class), row.when.start is None, not row.what, row.told.id)


def meetings(convenings: Iterable[Convening], body: str | None = None) -> tuple[Meeting, ...]:
    """Meetings of a body (or of all), oldest first, undated last."""
    rows = [row for row in convenings if body is None or row.told.body == body]
    groups: dict[int, list[Convening]] = defaultdict(list)
    for row, first in zip(rows, _joined(rows), strict=True):
        groups[first].append(row)
    return tuple(sorted(map(_meeting, groups.values()), key=lambda meeting: (meeting.when.order, meeting.name)))


def _joined(rows: Sequence[Convening]) -> list[int]:
    """For each row the place of one row of its meeting: one number, or one day and city, is one meeting."""
    ahead = list(range(len(rows)))

    def first(place: int) -> int:
        while ahead[place] != place:
            ahead[place] = place = ahead[ahead[place]]
        return place

    where = {id(row): place for place, row in enumerate(rows)}
    by_number: dict[tuple[str, int], int] = {}
    for place, row in enumerate(rows):
        if row.number is not None:
            ahead[first(place)] = first(by_number.setdefault((row.told.body, row.number), place))
    for row, other in on_one_day(rows):
        ahead[first(where[id(row)])] = first(where[id(other)])
    return [first(place) for place in range(len(rows))]


def _meeting(reports: Sequence[Convening]) -> Meeting:
    numbers = tuple(sorted({row.number for row in reports if row.number is not None}))
    dated = [row for row in sorted(reports, key=_nearness) if as_precise_as_source(row).start is not None]
    when = as_precise_as_source(dated[0]) if dated else When()
    return Meeting(reports[0].told.body, numbers, when, tuple(sorted(reports, key=_nearness)))


@dataclass(frozen=True)
class Regularity:
    """How often a body met against what was promised.

    promised  meetings a year, None where nothing was promised; low and high where the promise can be read in two ways
    years     calendar year -> kept, missed (the numbers show it), unknown, or running
    last      the last meeting that had been held; since_last_days counts from its last possible day
    """

    body: str
    promised: float | None
    low: float | None
    high: float | None
    confidence: str
    source: str
    years: Mapping[int, str]
    held: int
    last: Meeting | None
    since_last_days: int | None

    def count(self, state: str) -> int:
        """Years in a state."""
        return sum(found == state for found in self.years.values())


def regularity(found: Sequence[Meeting], body: str, facts: Facts, on: dt.date) -> Regularity:
    """Each calendar year of a promise against its meetings; a promise of less than one a year misses no year."""
    held = [meeting for meeting in found if meeting.when.by(on)]
    last = held[-1] if held else None
    since = (on - last.when.end).days if last and last.when.end else None
    promise = next((fact for fact in facts if fact.id == "meetings_per_year" and fact.key == body), None)
    if promise is None or (promise.valid_from or on) > on:
        return Regularity(body, None, None, None, "", "", {}, len(held), last, since)
    wanted, low = promise.value, promise.low if promise.low == promise.low else promise.value
    high = promise.high if promise.high == promise.high else promise.value
    first = (promise.valid_from or on).year
    years = {year: _year(year, first, found, low, high, on) for year in range(first, on.year + 1)}
    return Regularity(body, wanted, low, high, promise.confidence, promise.source, years, len(held), last, since)


def _year(year: int, first: int, found: Sequence[Meeting], low: float, high: float, on: dt.date) -> str:
    certain = sum(_within(meeting, year) is True and meeting.when.by(on) is True for meeting in found)
    if certain >= high:
        return "kept"
    if year == on.year:
        return "running"
    if year > first and not certain and min(low, high) >= 1 and _between_numbers(year, found):
        return "missed"
    return "unknown"


def _within(meeting: Meeting, year: int) -> bool | None:
    start, end = meeting.when.start, meeting.when.end
    if start is None or end is None:
        return None
    if start.year == end.year == year:
        return True
    return None if start.year <= year <= end.year else False


def _between_numbers(year: int, found: Sequence[Meeting]) -> bool:
    """Whether a whole year lies between two meetings whose numbers follow one another."""
    numbered = sorted((m.numbers[0], m.when) for m in found if len(m.numbers) == 1 and m.when.start and m.when.end)
    return any(
        after == before + 1 and earlier.end is not None and later.start is not None
        and earlier.end.year < year < later.start.year
        for (before, earlier), (after, later) in pairwise(numbered)
    )  # fmt: skip
