"""How many seconds after midnight of the service date is a GTFS time? Hours may pass 24."""

from __future__ import annotations

import numpy as np
import polars as pl

_ROWS = 1 << 17  # parsed at a time: bounds memory, not the result
_LOOSE = r"^\s*(\d{1,3}):(\d{2}):(\d{2})\s*$"


def seconds(clock: pl.Series) -> pl.Series:
    """Seconds of H:MM:SS or HH:MM:SS, blanks around it allowed; null where empty or no time."""
    parts = [_seconds(clock.slice(begin, _ROWS)) for begin in range(0, max(len(clock), 1), _ROWS)]
    return pl.concat(parts, rechunk=True)


def _seconds(clock: pl.Series) -> pl.Series:
    text = pl.col("clock")
    parts = text.str.head(-6), text.str.slice(-5, 2), text.str.tail(2)
    colons = (text.str.slice(-3, 1) == ":") & (text.str.slice(-6, 1) == ":")
    found = clock.alias("clock").to_frame().select(pl.when(colons).then(_added(*parts))).to_series()
    doubtful = (found.is_null() & clock.is_not_null()).arg_true()
    if not len(doubtful):
        return found
    groups = clock.gather(doubtful).str.extract_groups(_LOOSE)
    slow = groups.struct.unnest().select(_added(*(pl.nth(i) for i in range(3)))).to_series()
    return found.scatter(doubtful, slow)


def departures(arrival: pl.Series, departure: pl.Series, arrival_s: pl.Series) -> pl.Series:
    """Seconds of departures, parsed only where they are not written as the arrivals are (most rows of most feeds)."""
    differ = departure.ne_missing(arrival).to_numpy()
    if not differ.any():
        return arrival_s
    rows = np.flatnonzero(differ)
    return arrival_s.clone().scatter(rows, seconds(departure.gather(rows)))  # scatter writes in place


def _added(hours: pl.Expr, minutes: pl.Expr, rest: pl.Expr) -> pl.Expr:
    h, m, s = (part.cast(pl.Int32, strict=False) for part in (hours, minutes, rest))
    return pl.when(h >= 0, m.is_between(0, 59), s.is_between(0, 59)).then(h * 3600 + m * 60 + s)


def written(second: int) -> str:
    """A GTFS time, HH:MM:SS."""
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
