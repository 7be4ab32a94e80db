"""Which trips, depots and travel times does a multi-depot benchmark file hold?

Line 1: depots, trips, locations. Line 2: buses at each depot. Then a line for each trip: start location, start minute,
end location, end minute (locations from 0; the depots come first). Then the matrix of travel minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.workstreams.transit.scheduling.timetable import ScheduleError, Timetable


@dataclass(frozen=True)
class Instance:
    """available: (depots,) buses; depot d is place d of the timetable, whose times are minutes."""

    available: NDArray[np.int64]
    table: Timetable


def read_instance(file: str | Path) -> Instance:
    """The instance of a file; raises ScheduleError naming the line that does not fit."""
    file = Path(file)
    try:
        lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise ScheduleError(f"cannot be read: {error}", file=file) from error
    if len(lines) < 2:
        raise ScheduleError("no multi-depot instance: it has fewer than two lines", file=file)
    depots, trips, places = _numbers(lines, 0, 1, 3, file)[0]
    if not 0 < depots <= places or trips < 1:
        raise ScheduleError("line 1 must be: depots, trips, locations; depots are locations", file=file, row=1)
    available = _numbers(lines, 1, 1, depots, file)[0]
    rows = _numbers(lines, 2, trips, 4, file)
    travel = _numbers(lines, 2 + trips, places, places, file)
    if len(lines) > 2 + trips + places:
        raise ScheduleError("there are lines after the matrix", file=file, row=3 + trips + places)
    for column in (0, 2):
        outside = np.flatnonzero((rows[:, column] < 0) | (rows[:, column] >= places))
        if len(outside):
            raise ScheduleError(f"a location is outside 0…{places - 1}", file=file, row=int(outside[0]) + 3)
    try:
        return Instance(available, Timetable(rows[:, 1], rows[:, 3], rows[:, 0], rows[:, 2], travel))
    except ScheduleError as error:
        raise ScheduleError(error.message, file=file) from error


def _numbers(lines: list[list[str]], begin: int, count: int, width: int, file: Path) -> NDArray[np.int64]:
    if len(lines) < begin + count:
        raise ScheduleError(f"ends early: {begin + count} lines are needed", file=file, row=len(lines))
    for row, cells in enumerate(lines[begin : begin + count], start=begin + 1):
        if len(cells) != width:
            raise ScheduleError(f"{len(cells)} numbers where {width} are needed", file=file, row=row)
    try:
        return np.array(lines[begin : begin + count], dtype=np.int64)
    except ValueError as error:
        raise ScheduleError(f"not a whole number: {error}", file=file, row=begin + 1) from error
