"""What is doubtful about a feed as a whole, whatever the day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from communique.workstreams.transit.feed.archive import Archive
from communique.workstreams.transit.feed.calendars import latest, service_dates
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.reading import ROW

if TYPE_CHECKING:
    from communique.workstreams.transit.feed.load import Feed


def check_feed(feed: Feed, archive: Archive, defects: Defects) -> None:
    """Adds what is missing, unused, expired or contradictory."""
    if "agency.txt" not in archive:
        defects.flag("no-agency", "agency.txt", "the file is missing; name and time zone of the agency are unknown")
    _references(feed, defects)
    _shapes(feed, "shapes.txt" in archive, defects)
    _blocks(feed, defects)
    _dates(feed, defects)
    _unit(feed, defects)


def _references(feed: Feed, defects: Defects) -> None:
    trips, timed = feed.trips, feed.stop_times.trips
    lost = timed.join(trips, on="trip_id", how="anti")
    if not lost.is_empty():
        row = feed.stop_times.calls[ROW][lost["first"][0]]
        message = f"{lost.height} trips have times but are not in trips.txt"
        defects.rejected("unknown-trip", "stop_times.txt", message, row=row, ids=lost["trip_id"])
    for key, known, code, what in (
        ("trip_id", timed, "trip-without-times", "have no row in stop_times.txt"),
        ("route_id", feed.routes, "unknown-route", "are of a route that routes.txt does not have"),
    ):
        gone = trips.join(known, on=key, how="anti", maintain_order="left")
        if not gone.is_empty():
            message = f"{gone.height} trips {what}"
            defects.rejected(code, "trips.txt", message, row=gone[ROW][0], ids=gone["trip_id"])
    idle = feed.routes.join(trips, on="route_id", how="anti", maintain_order="left")
    if not idle.is_empty():
        message = f"{idle.height} of {feed.routes.height} routes have no trip"
        defects.flag("route-without-trips", "routes.txt", message, row=idle[ROW][0], ids=idle["route_id"])


def _shapes(feed: Feed, file_there: bool, defects: Defects) -> None:
    named = feed.trips.filter(pl.col("shape_id").is_not_null())
    lost = named.join(feed.shapes.lengths, on="shape_id", how="anti", maintain_order="left")
    if lost.is_empty():
        return
    if not file_there:
        message = f"the file is missing though {named.height} trips name a shape; kilometres are estimated from stops"
        defects.flag("no-shapes", "shapes.txt", message)
        return
    message = f"{lost.height} trips name a shape that shapes.txt does not have; their kilometres are estimated"
    defects.flag("unknown-shape", "trips.txt", message, row=lost[ROW][0], ids=lost["trip_id"])


def _blocks(feed: Feed, defects: Defects) -> None:
    blank = feed.trips["block_id"].null_count()
    if not blank:
        return
    how = "no trip has" if blank == feed.trips.height else f"{blank} of {feed.trips.height} trips have no"
    defects.note("no-block-id", "trips.txt", f"{how} block_id; blocks are inferred where it lacks")


def _dates(feed: Feed, defects: Defects) -> None:
    dates = service_dates(feed.calendars)
    used = feed.trips.select(pl.col("service_id").unique(maintain_order=True))
    never = used.join(dates, on="service_id", how="anti", maintain_order="left")
    if not never.is_empty():
        message = f"{never.height} services of trips run on no date"
        defects.flag("service-never-runs", "calendar.txt", message, ids=never["service_id"])
    last = latest(dates.join(used, on="service_id", how="semi")["date"])
    ends = latest(feed.feed_info["feed_end_date"].str.strptime(pl.Date, "%Y%m%d", strict=False))
    if ends and last and ends < last:
        message = f"feed_end_date {ends} is before the last date of service, {last}"
        defects.flag("feed-info-ends-early", "feed_info.txt", message)


def _unit(feed: Feed, defects: Defects) -> None:
    unit = feed.unit
    if unit.ratio is None:
        return
    if unit.name is None:
        message = f"shape_dist_traveled is in no known unit: one of it is {unit.ratio:.4g} m on the globe"
        defects.flag("unknown-distance-unit", "shapes.txt", message)
        return
    message = f"shape_dist_traveled is in units of a {unit.name} (median {unit.ratio:.6g} m)"
    defects.note("distance-unit", "shapes.txt", message)
