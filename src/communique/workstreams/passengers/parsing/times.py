"""Which day and time is meant? Two-digit years are read by what the date is for.

Every function gives None for a text that is no date; whoever calls it reports that.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTHS = {m: n for n, m in enumerate(_NAMES, start=1)}
CENTURY = 100
SINCE = 2000  # PNRGOV began in 2010: every date of a message but a birth or an old document is after 2000


@lru_cache(maxsize=1 << 14)
def moment(day: str, clock: str) -> datetime | date | None:
    """DDMMYY and HHMM or HHMMSS as a time; a date where the clock is empty or cannot be."""
    found, at = _date(day), hour(clock)
    return datetime.combine(found, at) if found is not None and at is not None else found


@lru_cache(maxsize=1 << 12)
def _date(day: str) -> date | None:
    """DDMMYY as a day."""
    if not (len(day) == 6 and day.isascii() and day.isdigit()):
        return None
    try:
        return date(SINCE + int(day[4:]), int(day[2:4]), int(day[:2]))
    except ValueError:
        return None


@lru_cache(maxsize=1 << 12)
def hour(clock: str) -> time | None:
    """HHMM or HHMMSS as a time of day."""
    if len(clock) not in (4, 6) or not (clock.isascii() and clock.isdigit()):
        return None
    try:
        return time(int(clock[:2]), int(clock[2:4]), int(clock[4:] or 0))
    except ValueError:
        return None


def prepared(day: str, clock: str) -> datetime | date | None:
    """YYMMDD and HHMM of UNB."""
    return moment(day[4:6] + day[2:4] + day[:2], clock)


@lru_cache(maxsize=1 << 14)
def past_day(text: str, seen: date) -> date | None:
    """DDMMMYY of a birth or an issue: the last such day that is not after the day it was seen."""
    century = seen.year - seen.year % CENTURY
    found = _day(text, century) if text[5:] <= f"{seen.year % CENTURY:02}" else None  # in no later year
    return _day(text, century - CENTURY) if found is None or found > seen else found


@lru_cache(maxsize=1 << 14)
def expiry_day(text: str, seen: date) -> date | None:
    """DDMMMYY of an expiry: the such day nearest to the day it was seen, of two equally near years the later."""
    year = int(text[5:]) if len(text) == 7 and text.isascii() and text[5:].isdigit() else 0
    nearest = (seen.year - year + CENTURY // 2) // CENTURY * CENTURY
    # a 29 February may not be in the nearest year
    return _day(text, nearest) or _day(text, nearest - CENTURY) or _day(text, nearest + CENTURY)


def _day(text: str, century: int) -> date | None:
    month, figures = _MONTHS.get(text[2:5]), text[:2] + text[5:]
    if month is None or len(text) != 7 or not (figures.isascii() and figures.isdigit()):
        return None
    try:
        return date(century + int(text[5:]), month, int(text[:2]))
    except ValueError:
        return None
