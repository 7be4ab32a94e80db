"""What does a feed hold, read once, checked and in order?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from communique.workstreams.transit.day import Defect, FeedError
from communique.workstreams.transit.feed.archive import TODS, open_feed
from communique.workstreams.transit.feed.assignments import vehicle_assignments
from communique.workstreams.transit.feed.calendars import Calendars, calendars
from communique.workstreams.transit.feed.checks import check_feed
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.places import usable_stops
from communique.workstreams.transit.feed.reading import ROW, read_optional, read_table
from communique.workstreams.transit.feed.shapes import DistanceUnit, Shapes, distance_unit, measured_shapes
from communique.workstreams.transit.feed.stop_times import StopTimes, check_stops, stop_times
from communique.workstreams.transit.feed.supplements import supplemented

OPTIONAL = ("calendar.txt", "calendar_dates.txt", "shapes.txt", "frequencies.txt", "feed_info.txt")


@dataclass(frozen=True)
class Feed:
    """A GTFS feed. `defects` are those of the whole feed; those of one day come with the day."""

    name: str
    digest: str
    routes: pl.DataFrame
    trips: pl.DataFrame
    stops: pl.DataFrame
    stop_times: StopTimes
    calendars: Calendars
    shapes: Shapes
    frequencies: pl.DataFrame
    unit: DistanceUnit
    feed_info: pl.DataFrame
    assignments: pl.DataFrame
    defects: tuple[Defect, ...]


def read_feed(path: str | Path, tods: str | Path | None = None) -> Feed:
    """The feed in a zip file or folder, as changed by a package of the Transit Operational Data Standard if given.

    Raises FeedError, naming the file, for what leaves nothing to compute: no feed, a required file or column missing,
    a trip_id twice.
    """
    archive = open_feed(path)
    changes = None if tods is None else open_feed(tods, TODS)
    defects = Defects()

    def table(file: str) -> pl.DataFrame:
        read = read_optional if file in OPTIONAL else read_table
        return supplemented(read(archive, file, defects), file, changes, defects)

    with ThreadPoolExecutor(max_workers=1) as pool:  # unpacking the largest file goes on beside reading the others
        largest = pool.submit(lambda: stop_times(table("stop_times.txt"), defects))
        routes = _unique(table("routes.txt"), "route_id", "routes.txt")
        trips = _unique(table("trips.txt"), "trip_id", "trips.txt")
        stops = usable_stops(table("stops.txt"), defects)
        dates = calendars(table("calendar.txt"), table("calendar_dates.txt"), defects)
        shapes = measured_shapes(table("shapes.txt"), defects)
        frequencies = table("frequencies.txt")
        feed_info = table("feed_info.txt")
        times = largest.result()
    check_stops(times, stops, defects)
    feed = Feed(
        archive.name, archive.digest, routes, trips, stops, times, dates, shapes, frequencies,
        distance_unit(shapes.lengths), feed_info, vehicle_assignments(changes, defects), (),
    )  # fmt: skip
    check_feed(feed, archive, defects)
    return replace(feed, defects=defects.report())


def _unique(frame: pl.DataFrame, key: str, file: str) -> pl.DataFrame:
    if frame[key].n_unique() == frame.height:
        return frame
    again = frame.filter(~pl.col(key).is_first_distinct())
    raise FeedError(f"{key} {again[key][0]!r} occurs more than once", file=file, row=again[ROW][0], column=key)
