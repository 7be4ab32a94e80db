"""When must a record be masked, reviewed or deleted, and what holds it back?

Periods in law are calendar periods: "6 months" is not 183 days. The rule of this house, shown beside each computed day:
years count as 12 months; years and months are added together, then the day is clamped to the last day of the month;
days are added after that, exactly; hours are exact hours in UTC and never mixed with the rest.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Literal, get_args

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import polars as pl

Action = Literal["mask", "review", "delete", "notify", "redress"]
State = Literal["coming", "due", "overdue", "done", "held", "excepted", "unknown"]

_ISO = re.compile(r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(\d+)H)?")


class ClockError(CommuniqueError):
    """A period, an origin or a hold from which no day can be computed."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period as a law says it: years, months and days of the calendar, or exact hours. `P0D` is "at once"."""

    years: int = 0
    months: int = 0
    days: int = 0
    hours: int = 0

    def __post_init__(self) -> None:
        parts = (self.years, self.months, self.days, self.hours)
        if any(part < 0 for part in parts):
            raise ClockError(f"a period cannot be negative: {parts}")
        if self.hours and any(parts[:3]):
            raise ClockError("hours are exact and cannot be mixed with days, months or years of the calendar")

    @classmethod
    def of(cls, text: str) -> Period:
        """The period of an ISO 8601 text such as `P6M`, `P3Y6M`, `P30D` or `PT72H`; raises ClockError for others."""
        found = _ISO.fullmatch(text)
        if found is None or text.endswith("T"):
            raise ClockError(f"{text!r} is not a period such as P6M, P3Y6M, P30D or PT72H")
        return cls(*(int(part or 0) for part in found.groups()))

    def __str__(self) -> str:
        if self.hours:
            return f"PT{self.hours}H"
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0D")


def due(origin: date, period: Period) -> date:
    """The day on which a calendar period from `origin` is over, by the rule of this file.

    A moment counts as its day on its own clock. Raises ClockError for hours, which need `due_at`, and beyond year 9999.
    """
    if period.hours:
        raise ClockError(f"{period} is in hours: they run from a moment, not from a day")
    start = origin.date() if isinstance(origin, datetime) else origin
    years, month = divmod(start.month - 1 + period.months, 12)
    year = start.year + period.years + years
    try:
        day = min(start.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day) + timedelta(days=period.days)
    except (ValueError, OverflowError):
        raise ClockError(f"{period} from {start} ends after the last day of the calendar") from None


def due_at(origin: datetime, period: Period) -> datetime:
    """The moment, in UTC, at which exact hours from `origin` are over; raises ClockError without zone or hours."""
    if origin.tzinfo is None:
        raise ClockError(f"{origin} has no time zone: hours are counted in UTC")
    if (period.years, period.months, period.days) != (0, 0, 0):
        raise ClockError(f"{period} is not in hours: it runs from a day")
    return origin.astimezone(UTC) + timedelta(hours=period.hours)


def due_column(origin: pl.Expr, period: Period) -> pl.Expr:
    """The same as `due` for a column of days; a missing origin gives a missing day."""
    if period.hours:
        raise ClockError(f"{period} is in hours: they run from a moment, not from a day")
    months = 12 * period.years + period.months
    return origin.dt.offset_by(f"{months}mo").dt.offset_by(f"{period.days}d")


def clamped(origin: date, period: Period) -> bool:
    """Whether the month of the last day is too short for the day of the origin, so that its last day stands for it."""
    return due(origin, Period(period.years, period.months)).day != origin.day


def shortest(origin: date, periods: Iterable[Period]) -> Period:
    """The period that is over first from this origin: which of 6 months and 183 days is shorter depends on the day."""
    return min(periods, key=lambda period: due(origin, period))


@dataclass(frozen=True)
class Clock:
    """One clause that says what happens to a record after a period.

    origin      the event from which it runs: "load", "departure", "transfer", "collection", …
    text        the words of the law, shown beside the computed day
    exceptions  flags of a record, each of which stops the clock while it is known to be true
    repeats     whether the action comes again every period (a review)
    """

    id: str
    origin: str
    period: Period
    action: Action
    text: str = ""
    citation: str = ""
    exceptions: tuple[str, ...] = ()
    repeats: bool = False

    def __post_init__(self) -> None:
        if self.action not in get_args(Action):
            raise ClockError(f"clock {self.id}: {self.action!r} is not one of {', '.join(get_args(Action))}")
        if self.period.hours:
            raise ClockError(f"clock {self.id}: {self.period} runs from a moment; use due_at")
        if self.repeats and self.period == Period():
            raise ClockError(f"clock {self.id}: a period of no length cannot repeat")


@dataclass(frozen=True)
class Subject:
    """What the clocks of one record need to know of it: its events, its flags, and what was done by when."""

    record: str
    origins: Mapping[str, date]
    flags: Mapping[str, bool | None] = field(default_factory=dict)
    done: Mapping[str, date] = field(default_factory=dict)  # clock id -> the day the action was last done


@dataclass(frozen=True)
class Hold:
    """A legal hold on a record: deletion waits; masking only where the law says so.

    released  the day it ended; the due day is then computed from the original origin again
    """

    record: str
    authority: str
    start: date
    review: date
    released: date | None = None
    suspends: frozenset[str] = frozenset({"delete"})

    def __post_init__(self) -> None:
        if not self.authority.strip():
            raise ClockError(f"hold on {self.record}: whose order is it?")
        if self.review < self.start:
            raise ClockError(f"hold on {self.record}: its review on {self.review} is before its start {self.start}")
        if self.released is not None and self.released < self.start:
            raise ClockError(f"hold on {self.record}: released on {self.released}, before its start {self.start}")

    def stands(self, on: date) -> bool:
        """Whether the hold is in force on a day."""
        return self.start <= on and (self.released is None or on < self.released)


@dataclass(frozen=True)
class Item:
    """One action on one record: the day, and everything from which the day follows.

    on      the day it is due; None where the origin is not known
    rule    "exact" or "clamped": whether the last month was too short for the day of the origin
    reason  what holds it back, or what is not known: an authority, a flag, an event
    """

    record: str
    clock: Clock
    origin: date | None
    on: date | None
    state: State
    rule: Literal["exact", "clamped"] | None = None
    reason: str = ""


@dataclass(frozen=True)
class Rejected:
    """A record whose clocks cannot be read, with the event that makes it so."""

    record: str
    event: str
    day: date


@dataclass(frozen=True)
class Agenda:
    """What is to be done with some records as seen on a day.

    rejected  records with an event in the future; the others are not affected by them
    """

    on: date
    items: tuple[Item, ...]
    rejected: tuple[Rejected, ...]
    holds: tuple[Hold, ...]

    def by_day(self, until: date) -> dict[date, tuple[Item, ...]]:
        """Day -> what is due on it, from today until a day included."""
        found = [item for item in self.items if item.state in ("due", "coming") and item.on and item.on <= until]
        return {day: tuple(items) for day, items in groupby(found, key=lambda item: item.on) if day is not None}

    @property
    def overdue(self) -> tuple[Item, ...]:
        """What should have been done before today, the longest overdue first."""
        return tuple(item for item in self.items if item.state == "overdue")

    @property
    def unknown(self) -> tuple[Item, ...]:
        """Actions without a day, because the event from which they run is not recorded."""
        return tuple(item for item in self.items if item.state == "unknown")

    @property
    def holds_to_review(self) -> tuple[Hold, ...]:
        """Holds in force whose review day has come, the earliest first."""
        standing = (hold for hold in self.holds if hold.stands(self.on) and hold.review <= self.on)
        return tuple(sorted(standing, key=lambda hold: (hold.review, hold.record)))


def agenda(subjects: Iterable[Subject], clocks: Sequence[Clock], holds: Iterable[Hold], on: date) -> Agenda:
    """What each clock asks for each record, seen on a day; ordered by day, record and clock, without a day last."""
    holds = tuple(holds)
    held: dict[str, list[Hold]] = {}
    for hold in holds:
        if hold.stands(on):
            held.setdefault(hold.record, []).append(hold)
    items: list[Item] = []
    rejected: list[Rejected] = []
    for subject in subjects:
        future = [Rejected(subject.record, name, day) for name, day in subject.origins.items() if day > on]
        rejected += future
        if not future:
            items += [_item(subject, clock, held.get(subject.record, []), on) for clock in clocks]
    items.sort(key=lambda item: (item.on or date.max, item.record, item.clock.id))
    return Agenda(on, tuple(items), tuple(rejected), holds)


def _item(subject: Subject, clock: Clock, holds: Sequence[Hold], on: date) -> Item:
    origin = subject.origins.get(clock.origin)
    if origin is None:
        return Item(subject.record, clock, None, None, "unknown", reason=clock.origin)
    done = subject.done.get(clock.id)
    start = done if clock.repeats and done is not None else origin
    day = due(start, clock.period)
    rule: Literal["exact", "clamped"] = "clamped" if clamped(start, clock.period) else "exact"
    state, reason = _state(subject, clock, holds, day, on)
    return Item(subject.record, clock, origin, day, state, rule, reason)


def _state(subject: Subject, clock: Clock, holds: Sequence[Hold], day: date, on: date) -> tuple[State, str]:
    if clock.id in subject.done and not clock.repeats:
        return "done", subject.done[clock.id].isoformat()
    hold = next((hold for hold in holds if clock.action in hold.suspends), None)
    if hold is not None:
        return "held", hold.authority
    # an exception that is not known to be true stops nothing: the protective reading
    flag = next((name for name in clock.exceptions if subject.flags.get(name) is True), None)
    if flag is not None:
        return "excepted", flag
    return ("overdue" if day < on else "due" if day == on else "coming"), ""


@dataclass(frozen=True)
class Change:
    """The day of an action on a record under two regimes; `days` is positive where the other one comes later."""

    record: str
    action: Action
    now: date | None
    other: date | None

    @property
    def days(self) -> int | None:
        """Days from the one to the other; None where one of the regimes has no day."""
        return None if self.now is None or self.other is None else (self.other - self.now).days


def what_if(subjects: Iterable[Subject], now: Sequence[Clock], other: Sequence[Clock], on: date) -> tuple[Change, ...]:
    """How the days of each record would move under another regime; per action the earliest day of each regime."""
    subjects = tuple(subjects)
    days = [_earliest(agenda(subjects, clocks, (), on).items) for clocks in (now, other)]
    keys = sorted(days[0].keys() | days[1].keys())
    changes = (
        Change(record, action, days[0].get((record, action)), days[1].get((record, action))) for record, action in keys
    )
    return tuple(change for change in changes if change.now != change.other)


def _earliest(items: Iterable[Item]) -> dict[tuple[str, Action], date]:
    found: dict[tuple[str, Action], date] = {}
    for item in items:
        if item.on is not None and item.state != "excepted":
            key = item.record, item.clock.action
            found[key] = min(found.get(key, item.on), item.on)
    return found
