"""On which dates does each service run: weekly calendar, then exceptions added (1) and removed (2)?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from communique.workstreams.transit.day import FeedError
from communique.workstreams.transit.feed.columns import WEEKDAYS
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.reading import ROW

ADDED, REMOVED = 1, 2


@dataclass(frozen=True)
class Calendars:
    """weekly: service_id, one column for each weekday, start, end; exceptions: service_id, date, exception_type."""

    weekly: pl.DataFrame
    exceptions: pl.DataFrame


def calendars(weekly: pl.DataFrame, exceptions: pl.DataFrame, defects: Defects) -> Calendars:
    """Both files with dates parsed; rows with no date in them are rejected.

    Raises FeedError for a service with two weekly calendars, or where neither file has a row.
    """
    weekly = _dated(weekly, ("start_date", "end_date"), "calendar.txt", defects)
    exceptions = _dated(exceptions, ("date",), "calendar_dates.txt", defects)
    twice = weekly.filter(pl.col("service_id").is_duplicated())
    if not twice.is_empty():
        raise FeedError(
            f"service {twice['service_id'][0]!r} has more than one calendar",
            file="calendar.txt",
            row=twice[ROW][1],
            column="service_id",
        )
    odd = exceptions.filter(~pl.col("exception_type").is_in([ADDED, REMOVED]))
    if not odd.is_empty():
        message = f"{odd.height} rows have an exception_type other than 1 or 2"
        defects.rejected("bad-exception-type", "calendar_dates.txt", message, row=odd[ROW][0])
        exceptions = exceptions.filter(pl.col("exception_type").is_in([ADDED, REMOVED]))
    if weekly.is_empty() and exceptions.is_empty():
        raise FeedError("neither calendar.txt nor calendar_dates.txt has a row: nothing runs", file="calendar.txt")
    return Calendars(weekly, exceptions)


def running(found: Calendars, date: dt.date) -> pl.Series:
    """Services that run on the date."""
    today = pl.lit(date)
    weekly = found.weekly.filter(
        pl.col(WEEKDAYS[date.weekday()]) == 1, today.is_between(pl.col("start_date"), pl.col("end_date"))
    )["service_id"]
    exceptions = found.exceptions.filter(pl.col("date") == today)
    removed = exceptions.filter(pl.col("exception_type") == REMOVED)["service_id"]
    added = exceptions.filter(pl.col("exception_type") == ADDED)["service_id"]
    kept = weekly.filter(~weekly.is_in(removed.implode()))
    return pl.concat([kept, added]).unique().sort()


def service_dates(found: Calendars) -> pl.DataFrame:
    """Every (service_id, date) that runs."""
    days = found.weekly.filter(pl.col("start_date") <= pl.col("end_date")).select(
        "service_id", *WEEKDAYS, pl.date_ranges("start_date", "end_date").alias("date")
    )
    days = days.explode("date")
    runs = pl.any_horizontal(
        (pl.col(day) == 1) & (pl.col("date").dt.weekday() == number) for number, day in enumerate(WEEKDAYS, start=1)
    )
    key = ["service_id", "date"]
    removed = found.exceptions.filter(pl.col("exception_type") == REMOVED).select(key)
    added = found.exceptions.filter(pl.col("exception_type") == ADDED).select(key)
    kept = days.filter(runs).select(key).join(removed, on=key, how="anti")
    return pl.concat([kept, added]).unique().sort("date", "service_id")


def latest(dates: pl.Series) -> dt.date | None:
    """The last of some dates."""
    last = dates.max()
    return last if isinstance(last, dt.date) else None


def earliest(dates: pl.Series) -> dt.date | None:
    """The first of some dates."""
    first = dates.min()
    return first if isinstance(first, dt.date) else None


def _dated(frame: pl.DataFrame, columns: tuple[str, ...], file: str, defects: Defects) -> pl.DataFrame:
    parsed = frame.with_columns(pl.col(c).str.strptime(pl.Date, "%Y%m%d", strict=False) for c in columns)
    bad = pl.any_horizontal(pl.col(c).is_null() for c in columns)
    gone = parsed.filter(bad)
    if not gone.is_empty():
        row = gone[ROW][0]
        defects.rejected("bad-date", file, f"{gone.height} rows have no date YYYYMMDD", row=row)
    return parsed.filter(~bad)
