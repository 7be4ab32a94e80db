"""Is a listed substance on a jurisdiction's lists on a day: listed, not listed, or unknown, and why?

An answer is constant between the days on which anything begins, ends or stops being uncertain. So each pair of
substance and jurisdiction is cut into segments once, and a look-up, or a million of them, only finds its segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.workstreams.precursors.entries import JURISDICTIONS, MARKS, Entry, known
from communique.workstreams.precursors.errors import ListError
from communique.workstreams.precursors.spans import DAY
from communique.workstreams.precursors.substances import substances

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

LISTED, NOT_LISTED, UNKNOWN = "listed", "not_listed", "unknown"

#: Why an answer is what it is, each a message `precursors-reason-…`.
REASONS = (
    "in-force", "before-first-effect", "ended", "absence-recorded", "no-evidence", "date-uncertain", "undated", "moved",
    "stale", "not-recorded",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """The status of a substance in a jurisdiction on a day.

    status        listed, not_listed or unknown: of the entries one by one
    in_some_list  the same for all lists of the jurisdiction together: a substance that moved from one list to another
                  within a year stood on one of the two throughout
    reason        one of REASONS
    mark          the weakest mark of the entries it rests on
    entries       those entries
    """

    status: str
    in_some_list: str
    reason: str
    mark: str
    entries: tuple[Entry, ...] = ()

    @property
    def lists(self) -> tuple[str, ...]:
        """Lists, items included, on which it stands, or of which that is not known; none where it is not listed."""
        return tuple(dict.fromkeys(entry.list for entry in self._standing if entry.list))

    @property
    def scope(self) -> tuple[str, ...]:
        """Scope words of the entries on these lists, as the law has them; none is ever evaluated."""
        return tuple(dict.fromkeys(word for entry in self._standing for word in entry.scope))

    @property
    def _standing(self) -> tuple[Entry, ...]:
        """Of what is not listed the entries are evidence only: they were not yet in force, or not any more."""
        return () if self.status == NOT_LISTED else self.entries

    @property
    def instruments(self) -> tuple[str, ...]:
        """Instruments of the entries it rests on."""
        return tuple(dict.fromkeys(entry.instrument for entry in self.entries if entry.instrument))


def status(entries: Iterable[Entry], substance: str, jurisdiction: str, *, on: date, known_at: date) -> Answer:
    """The answer for one substance, one jurisdiction and one day, as known at a day; there is no default day."""
    own = [e for e in known(entries, known_at) if (e.substance, e.jurisdiction) == (substance, jurisdiction)]
    return answer(own, on)


def answer(own: Sequence[Entry], on: date) -> Answer:
    """The answer of all entries of one pair on a day.

    A row that says that nothing was found counts only where it is alone.
    """
    if not own:
        return Answer(UNKNOWN, UNKNOWN, "not-recorded", MARKS[-1])
    if on > max(entry.read_on for entry in own):
        return Answer(UNKNOWN, UNKNOWN, "stale", weakest(own))
    found = [entry for entry in own if entry.list]
    if not found:
        return Answer(UNKNOWN, UNKNOWN, "no-evidence", MARKS[-1])
    holds = {entry: _holds(entry, on) for entry in found}
    sure = tuple(entry for entry in found if holds[entry] is True)
    open_ = tuple(entry for entry in found if holds[entry] is None)
    if sure:
        return Answer(LISTED, LISTED, "in-force", weakest(sure), sure)
    if open_:
        moved = _moved(open_, on)
        return Answer(UNKNOWN, LISTED if moved else UNKNOWN, _doubt(open_, moved), weakest(open_), open_)
    return Answer(NOT_LISTED, NOT_LISTED, _absence(found, on), weakest(found), tuple(found))


def weakest(entries: Iterable[Entry]) -> str:
    """The weakest mark of some entries."""
    return max((entry.mark for entry in entries), key=MARKS.index)


def _holds(entry: Entry, on: date) -> bool | None:
    """Whether an entry puts its substance on a list on a day; None where its dates leave that open."""
    if entry.kind == "absence":
        return False if on >= entry.read_on else None
    if entry.ends and on >= entry.ends.settled:
        return False
    if entry.begins and on < entry.begins.first:
        return False
    begun = on >= (entry.begins.settled if entry.begins else entry.read_on)
    ending = entry.ends is not None and on >= entry.ends.first
    return True if begun and not ending else None


def _moved(entries: Sequence[Entry], on: date) -> bool:
    """Whether one of the entries was replaced by another within the same span of days."""
    return any(
        a.ends is not None and a.ends == b.begins and a.begins is not None and on >= a.begins.settled
        and not (b.ends and on >= b.ends.first)
        for a in entries for b in entries
    )  # fmt: skip


def _doubt(entries: Sequence[Entry], moved: bool) -> str:
    if moved:
        return "moved"
    return "undated" if any(e.begins is None for e in entries) else "date-uncertain"


def _absence(found: Sequence[Entry], on: date) -> str:
    if any(e.kind == "absence" for e in found):
        return "absence-recorded"
    return "before-first-effect" if all(e.begins and on < e.begins.first for e in found) else "ended"


# Many at once


@dataclass(frozen=True)
class Segments:
    """Every answer there is: `frame` has one row a segment, sorted by pair and first day.

    frame    substance, jurisdiction, from_day, status, in_some_list, reason, mark, lists, scope, instruments
    answers  the same as objects, in the order of the frame
    """

    frame: pl.DataFrame
    answers: tuple[Answer, ...]


def segments(entries: Iterable[Entry], known_at: date) -> Segments:
    """The answers of every listed substance in every jurisdiction, as known at a day."""
    import polars as pl

    own: dict[tuple[str, str], list[Entry]] = {(s, j): [] for s in substances() for j in JURISDICTIONS}
    for entry in known(entries, known_at):
        own[entry.substance, entry.jurisdiction].append(entry)
    rows = [(*pair, day, answer(group, day)) for pair, group in own.items() for day in _days(group)]
    kept = [rows[0], *(row for before, row in pairwise(rows) if row[:2] != before[:2] or row[3] != before[3])]
    frame = pl.DataFrame(
        [(s, j, day, *columns(a)) for s, j, day, a in kept],
        schema={
            "substance": pl.String,
            "jurisdiction": pl.String,
            "from_day": pl.Date,
            **dict.fromkeys(COLUMNS, pl.String),
        },
        orient="row",
    )
    return Segments(frame, tuple(row[3] for row in kept))


COLUMNS = ("status", "in_some_list", "reason", "mark", "lists", "scope", "instruments")


def columns(found: Answer) -> tuple[str, ...]:
    """An answer as the texts of COLUMNS."""
    return (
        found.status, found.in_some_list, found.reason, found.mark, "; ".join(found.lists), "|".join(found.scope),
        "; ".join(found.instruments),
    )  # fmt: skip


def _days(own: Sequence[Entry]) -> list[date]:
    """The days on which the answer of a pair may change, from the beginning of time on."""
    days = {date.min}
    for entry in own:
        days |= {entry.read_on, entry.read_on + DAY}
        for span in (entry.begins, entry.ends):
            if span is not None:
                days |= {span.first, span.settled}
    return sorted(days)


def look_up(found: Segments, asked: pl.DataFrame) -> pl.DataFrame:
    """The frame asked with, and the columns COLUMNS beside it, in the same order of rows.

    asked  substance, jurisdiction, on; a missing `on` is refused, a pair outside the closed list too

    Raises ListError naming the first row at fault.
    """
    import numpy as np
    import polars as pl

    for column in ("substance", "jurisdiction", "on"):
        missing = asked[column].is_null()
        if missing.any():
            raise ListError("a value is needed in each row", row=int(missing.arg_true()[0]) + 1, column=column)
    pairs = found.frame.select("substance", "jurisdiction").unique(maintain_order=True).with_row_index("pair")
    numbered = asked.select("substance", "jurisdiction", day=pl.col("on").to_physical()).join(
        pairs, on=["substance", "jurisdiction"], how="left", maintain_order="left"
    )
    strange = numbered["pair"].is_null()
    if strange.any():
        row = int(strange.arg_true()[0])
        raise ListError(f"{asked['substance'][row]!r} in {asked['jurisdiction'][row]!r} is not known", row=row + 1)
    starts = found.frame.join(pairs, on=["substance", "jurisdiction"], how="left", maintain_order="left")
    place = np.searchsorted(_keys(starts, "from_day"), _keys(numbered, "day"), side="right") - 1
    answers = found.frame.select(pl.col(column).gather(pl.Series(place)) for column in COLUMNS)
    return pl.concat([asked, answers], how="horizontal")


def _keys(frame: pl.DataFrame, day: str) -> NDArray[np.int64]:
    """One number for pair and day, in the order of both."""
    import polars as pl

    # a pair's days are far fewer than 2^32, so no pair reaches into the next
    day_number = pl.col(day).to_physical().cast(pl.Int64) + (1 << 31)
    return frame.select(pl.col("pair").cast(pl.Int64) * (1 << 32) + day_number).to_series().to_numpy()
