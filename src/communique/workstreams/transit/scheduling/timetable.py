"""Which trips must be run, between which places, and how long does a bus take from place to place?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from communique.errors import CommuniqueError
from communique.workstreams.transit.day import Deadheading, deadhead, great_circle_km

Seconds = NDArray[np.int64]


class ScheduleError(CommuniqueError):
    """Trips that no schedule can hold, or a schedule that was not found."""


@dataclass(frozen=True)
class Timetable:
    """Trips as plain arrays.

    start_s, end_s         (trips,) seconds
    from_place, to_place   (trips,) index of the place where a trip begins and ends
    travel_s               (places, places) whole seconds of a deadhead; 0 on the diagonal
    """

    start_s: Seconds
    end_s: Seconds
    from_place: NDArray[np.int64]
    to_place: NDArray[np.int64]
    travel_s: Seconds

    def __post_init__(self) -> None:
        if not len(self.start_s) == len(self.end_s) == len(self.from_place) == len(self.to_place):
            raise ScheduleError("starts, ends and places must be of equal length")
        never = np.flatnonzero(self.end_s < self.start_s)
        if len(never):
            raise ScheduleError(f"trip {never[0]} ends before its start; {len(never)} trips do")
        if (self.travel_s < 0).any():
            raise ScheduleError("a travel time is negative")

    def __len__(self) -> int:
        return len(self.start_s)


def timetable(trips: pl.DataFrame, rule: Deadheading | None = None) -> Timetable:
    """The timetable of trips (columns of day.TRIPS); deadheads are those the rule knows, else estimated."""
    start, end = (trips.select(f"{end}_lat", f"{end}_lon").to_numpy() for end in ("start", "end"))
    table = of_coordinates(trips["start_s"], trips["end_s"], start, end, rule)
    if rule is None or rule.travel.is_empty():
        return table
    starts = pl.DataFrame({"stop": trips["start_stop"], "place": table.from_place})
    places = pl.concat([starts, pl.DataFrame({"stop": trips["end_stop"], "place": table.to_place})]).unique("stop")
    known = rule.travel.join(places, left_on="from_stop", right_on="stop").join(
        places, left_on="to_stop", right_on="stop", suffix="_to"
    )
    travel_s = table.travel_s.copy()
    travel_s[known["place"], known["place_to"]] = known["seconds"]
    np.fill_diagonal(travel_s, 0)
    return replace(table, travel_s=travel_s)


def of_coordinates(
    start_s: ArrayLike,
    end_s: ArrayLike,
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    rule: Deadheading | None = None,
) -> Timetable:
    """The timetable of trips between (trips, 2) arrays of latitude and longitude in degrees."""
    places, index = np.unique(np.vstack([start, end]), axis=0, return_inverse=True)
    lat, lon = places.T
    travel_s, _ = deadhead(great_circle_km(lat[:, None], lon[:, None], lat, lon), rule)
    index = index.ravel()
    trips = len(start)
    return Timetable(
        np.asarray(start_s, dtype=np.int64), np.asarray(end_s, dtype=np.int64), index[:trips], index[trips:], travel_s
    )


def peak_trips(start_s: ArrayLike, end_s: ArrayLike) -> int:
    """Most trips under way at once; a trip that ends when another starts is no longer under way."""
    starts, ends = np.sort(np.asarray(start_s)), np.sort(np.asarray(end_s))
    if not len(starts):
        return 0
    under_way = np.searchsorted(starts, starts, side="right") - np.searchsorted(ends, starts, side="right")
    return int(under_way.max())
