"""How old is a person on a day, and is an act in time: in days, years or working days?

Every answer that needs a calendar which nobody recorded is unknown (None). Ends are inclusive: the last day is in time,
the day after is late. A day counted from is day 0, the next one is day 1.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Literal

from communique.errors import CommuniqueError

LeapBirthday = Literal["1 March", "28 February"]
SATURDAY, SUNDAY = 5, 6
FEBRUARY, LEAP_DAY = 2, 29


class CalendarError(CommuniqueError):
    """A date that cannot be: in the future, before what it follows, or beyond the calendar."""


def age_on(birth: date, on: date, *, leap_birthday: LeapBirthday = "1 March") -> int:
    """Full years lived on a day; a person born on 29 February turns a year older on 1 March of a common year.

    leap_birthday  "28 February" where the law of the place says so

    Ages at filing and at decision are two facts: ask for each day. Raises CalendarError for a birth after `on`.
    """
    if birth > on:
        raise CalendarError(f"born on {birth}, which is after {on}", column="birth_date")
    return on.year - birth.year - (on < _birthday(birth, on.year, leap_birthday))


def _birthday(birth: date, year: int, leap_birthday: LeapBirthday) -> date:
    if not _is_leap_day(birth) or calendar.isleap(year):
        return birth.replace(year=year)
    last = date(year, FEBRUARY, LEAP_DAY - 1)
    return last if leap_birthday == "28 February" else last + timedelta(days=1)


def _is_leap_day(day: date) -> bool:
    return (day.month, day.day) == (FEBRUARY, LEAP_DAY)


def years_later(day: date, years: int) -> date:
    """The same date some years on; from 29 February it is 28 February in a common year (the month's last day)."""
    year = day.year + years
    if not 1 <= year <= MAXYEAR:
        raise CalendarError(f"{years} years from {day} is beyond the calendar", column="years")
    if _is_leap_day(day) and not calendar.isleap(year):
        return day.replace(year=year, day=LEAP_DAY - 1)
    return day.replace(year=year)


def within_years(since: date, act: date, years: int) -> bool:
    """Whether an act came no more than so many years after a day; on the anniversary it still is."""
    _in_order(since, act)
    return act <= years_later(since, years)


def within_days(since: date, act: date, days: int) -> bool:
    """Whether an act came no more than so many days after another; on the last of them it still is."""
    _in_order(since, act)
    return (act - since).days <= days


def first_after(days: Iterable[date], day: date) -> date | None:
    """The first of some days that is after a day, None where none is: entries up to it start no clock."""
    return min((d for d in days if d > day), default=None)


def _in_order(since: date, act: date) -> None:
    if act < since:
        raise CalendarError(f"{act} is before {since}, from which it is counted", column="act")


@dataclass(frozen=True)
class WorkingDays:
    """The recorded calendar of an office: which days between two days it works.

    first, last  days for which it is recorded, both included
    closed       its holidays and other closures
    weekend      weekdays on which it never works, Monday is 0
    """

    first: date
    last: date
    closed: frozenset[date]
    source: str
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})

    def works(self, day: date) -> bool | None:
        """Whether the office works on a day; None outside the days that are recorded."""
        if not self.first <= day <= self.last:
            return None
        return day.weekday() not in self.weekend and day not in self.closed


def working_days(first: date, last: date, closed: Collection[date], source: str) -> WorkingDays:
    """A calendar that somebody records. Raises CalendarError for a closure outside the days it is recorded for."""
    for day in closed:
        if not first <= day <= last:
            raise CalendarError(f"the closure of {day} is outside {first} to {last}", column="closed")
    return WorkingDays(first, last, frozenset(closed), source)


def last_working_day(since: date, days: int, calendars: Sequence[WorkingDays]) -> date | None:
    """The last day in time, `days` working days after `since`; None where the calendar is not recorded that far."""
    day, left = since, days
    while left:
        day += timedelta(days=1)
        works = _works(day, calendars)
        if works is None:
            return None
        left -= works
    return day


def within_working_days(since: date, act: date, days: int, calendars: Sequence[WorkingDays]) -> bool | None:
    """Whether an act came within so many working days; None where the calendar does not reach and it matters."""
    _in_order(since, act)
    if (act - since).days <= days:  # even if every day were worked
        return True
    last = last_working_day(since, days, calendars)
    return None if last is None else act <= last


def _works(day: date, calendars: Sequence[WorkingDays]) -> bool | None:
    """What the recorded calendars say of a day; None where none covers it or two disagree."""
    said = {works for works in (c.works(day) for c in calendars) if works is not None}
    return said.pop() if len(said) == 1 else None
