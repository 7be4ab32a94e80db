"""Which days can a date of `2024-03-01`, `2024-03` or `2024` mean?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from communique.workstreams.precursors.errors import ListError

DAY = timedelta(days=1)
_DATE = re.compile(r"(19|20)\d{2}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, order=True)
class Span:
    """The days, both ends among them, on one of which something happened."""

    first: date
    last: date

    @property
    def settled(self) -> date:
        """The first day on which it has certainly happened: the day itself, or the first after a month or year."""
        return self.first if self.first == self.last else self.last + DAY

    def until(self, other: Span) -> tuple[int, int]:
        """Fewest and most days from here to another; below zero where the other came first."""
        return (other.first - self.last).days, (other.last - self.first).days

    def plus(self, days: int) -> Span:
        """The same, some days later."""
        return Span(self.first + timedelta(days), self.last + timedelta(days))


def span(text: str) -> Span:
    """The span of a day, month or year in ISO 8601; raises ListError for anything else."""
    if not _DATE.fullmatch(text):
        raise ListError(f"{text!r} is not a date such as 2024-03-01, 2024-03 or 2024")
    year, month, day = (int(part) if part else None for part in (text[:4], text[5:7], text[8:]))
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise ListError(f"{text!r} is not a date: {error}") from None
    if day is not None:
        return Span(first, first)
    last = date(first.year, 12, 31) if month is None else date(first.year + month // 12, month % 12 + 1, 1) - DAY
    return Span(first, last)


def precision(text: str) -> str:
    """`day`, `month`, `year`, or `none` for an empty text."""
    return ("none", "year", "month", "day")[len(text.split("-"))] if text else "none"
