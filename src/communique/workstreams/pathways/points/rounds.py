"""How many people waited in the Express Entry pool by score, at each round, where it was published?

A published table lists bands that lie within other bands beside the total: only the bands that hold no other add up.
All zeros in a row mean that nothing was published, never that nobody waited.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from communique.errors import CommuniqueError
from communique.workstreams.pathways.points.figures import figures

TOTAL = "dd18"


class RoundsError(CommuniqueError):
    """A table of rounds, or a cell of one, that cannot be read."""


@dataclass(frozen=True)
class Round:
    """One round of invitations.

    pool  people by band (lowest score, highest), of the bands that hold no other; None where it is not known
    why   it is not known: nothing was published, or the bands contradict the bands around them
    """

    round: str
    on: date
    program: str
    cutoff: int | None
    pool: Mapping[tuple[int, int], int] | None
    why: str = ""

    @property
    def total(self) -> int | None:
        """All people in the pool."""
        return None if self.pool is None else sum(self.pool.values())

    def at_least(self, score: int) -> tuple[int, int] | None:
        """Fewest and most people with that score or more; they differ inside a band. None: not published."""
        if self.pool is None:
            return None
        surely = sum(people for (low, _), people in self.pool.items() if low >= score)
        perhaps = sum(people for (low, high), people in self.pool.items() if low < score <= high)
        return surely, surely + perhaps


def read_rounds(file: str | Path) -> tuple[Round, ...]:
    """Rounds of a CSV file with round, date, program, cutoff_crs and dd1 to dd18, in its order.

    Raises RoundsError naming row and column for what is no number or date and for a count below 0.
    """
    file = Path(file)
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = {"round", "date", "program", "cutoff_crs", TOTAL, *_bands()} - set(reader.fieldnames or ())
            if missing:
                raise RoundsError(f"the header lacks {', '.join(sorted(missing))}", file=file, row=1)
            return tuple(_round(row, file, reader.line_num) for row in reader)
    except (OSError, UnicodeDecodeError) as error:
        raise RoundsError(f"cannot be read: {error}", file=file) from error


def _round(row: Mapping[str, str], file: Path, line: int) -> Round:
    def count(column: str) -> int:
        text = row[column].strip()
        if text and not text.isdecimal():
            raise RoundsError(f"{text!r} is not a count of people or points", file=file, row=line, column=column)
        return int(text or 0)

    try:
        day = date.fromisoformat(row["date"])
    except ValueError:
        raise RoundsError(f"{row['date']!r} is not a date", file=file, row=line, column="date") from None
    counts = {column: count(column) for column in (*_bands(), TOTAL)}
    return Round(row["round"], day, row["program"], count("cutoff_crs") or None, *_pool(counts))


def _pool(counts: Mapping[str, int]) -> tuple[dict[tuple[int, int], int] | None, str]:
    """The bands that hold no other, or why they are not known: bands around them must be their sum."""
    if not any(counts.values()):
        return None, "not published"
    bands = _bands()
    leaves = {name: band for name, band in bands.items() if not any(_within(o, band) for o in bands.values())}
    around = {
        name: [n for n, o in leaves.items() if _within(o, band)] for name, band in bands.items() if name not in leaves
    }
    for name, parts in {**around, TOTAL: list(leaves)}.items():
        found = sum(counts[part] for part in parts)
        if found != counts[name]:
            return None, f"{name} is {counts[name]:,}, and the bands within it add up to {found:,}"
    return {band: counts[name] for name, band in sorted(leaves.items(), key=lambda item: item[1])}, ""


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


@cache
def _bands() -> Mapping[str, tuple[int, int]]:
    """Column -> lowest and highest score."""
    return {name: (int(fact.low), int(fact.high)) for name, fact in figures().keyed("pool.band").items()}
