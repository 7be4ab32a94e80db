"""Which bus trips run on a date, and what is wrong with them?"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import polars as pl

from communique.workstreams.transit.blocks import day_blocks
from communique.workstreams.transit.day import TRIPS, Day, Deadheading, NoService, deadheading
from communique.workstreams.transit.feed.assignments import check_assignments
from communique.workstreams.transit.feed.calendars import earliest, latest, running, service_dates
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.frequencies import departures, expanded
from communique.workstreams.transit.feed.load import Feed, read_feed
from communique.workstreams.transit.feed.segments import segments
from communique.workstreams.transit.feed.statistics import known_deadheads, trip_statistics
from communique.workstreams.transit.figures import figures

#: Route types of buses: bus and trolleybus of the standard, 700 to 716 of the extended list.
IS_BUS = pl.col("route_type").is_in([3, 11]) | pl.col("route_type").is_between(700, 716)


def read_day(path: str | Path, date: dt.date, rule: Deadheading | None = None, tods: str | Path | None = None) -> Day:
    """The service day of a feed in a zip file or folder; as `read_feed` and `service_day`."""
    return service_day(read_feed(path, tods), date, rule)


def service_day(feed: Feed, date: dt.date, rule: Deadheading | None = None) -> Day:
    """The bus trips of a service date, with segments and blocks.

    rule  how deadheads run; travel times that the feed's TODS package gives fill in what it does not know

    Raises NoService when no bus trip runs, naming the dates of the calendar.
    """
    defects = Defects(feed.defects)
    rule = rule or deadheading()
    rule = replace(
        rule, travel=pl.concat([rule.travel, known_deadheads(feed)]).unique(["from_stop", "to_stop"], keep="first")
    )
    trips = day_trips(feed, date, defects)
    pieces = _segments(trips, feed, defects)
    shown = trips.select(list(TRIPS))
    blocks = day_blocks(shown, defects, rule)
    check_assignments(feed.assignments, blocks, date, defects)
    stops = pl.concat([pieces["from_stop"], pieces["to_stop"]]).unique().rename("stop_id").to_frame()
    return Day(
        date=date,
        trips=shown,
        segments=pieces,
        blocks=blocks,
        defects=defects.report(),
        feed_name=feed.name,
        feed_digest=feed.digest,
        stops=feed.stops.join(stops, on="stop_id", how="semi").select(
            "stop_id", name="stop_name", lat="stop_lat", lon="stop_lon"
        ).sort("stop_id"),
        routes=feed.routes.join(shown, on="route_id", how="semi").select(
            "route_id",
            "route_type", short_name="route_short_name", long_name="route_long_name"
        ).sort("route_id"),
        shapes=feed.shapes.points.join(shown, on="shape_id", how="semi"),
        rule=rule,
    )  # fmt: skip


def day_trips(feed: Feed, date: dt.date, defects: Defects) -> pl.DataFrame:
    """TRIPS of the date, with `template`, `first` and `last` (rows of the feed's calls) besides."""
    active = _active(feed, date, trip_statistics(feed))
    buses = _buses(active, feed, date, defects)
    good = _schedulable(buses, defects)
    if good.is_empty():
        raise NoService(f"no bus trip of {date} can be scheduled: all {buses.height} are rejected", file=feed.name)
    starts = departures(feed.frequencies, defects)
    trips = expanded(good, starts)
    approximate = starts.filter(~pl.col("exact")).join(trips, left_on="trip_id", right_on="template", how="semi")
    if not approximate.is_empty():
        message = f"{approximate.height} departures stand for a headway (exact_times 0): their times are approximate"
        defects.note("approximate-departures", "frequencies.txt", message)
    _note_degraded(trips, defects)
    instant = trips.filter(pl.col("end_s") == pl.col("start_s"))
    if not instant.is_empty():
        message = f"{instant.height} trips of the day arrive when they depart; no bus can run them so"
        defects.flag("trip-takes-no-time", "stop_times.txt", message, ids=instant["template"].unique().sort())
    return trips.sort("start_s", "trip_id")


def _active(feed: Feed, date: dt.date, trips: pl.DataFrame) -> pl.DataFrame:
    services = running(feed.calendars, date)
    active = trips.filter(pl.col("service_id").is_in(services.implode()))
    if active.is_empty():
        raise NoService(f"nothing runs on {date}; {_range(feed, trips)}", file=feed.name)
    return active


def _range(feed: Feed, trips: pl.DataFrame) -> str:
    dates = service_dates(feed.calendars).join(trips, on="service_id", how="semi")["date"]
    if dates.is_empty():
        return "no trip of this feed runs on any date"
    return f"its calendar has trips from {earliest(dates)} to {latest(dates)}"


def _buses(active: pl.DataFrame, feed: Feed, date: dt.date, defects: Defects) -> pl.DataFrame:
    empty = active.filter(IS_BUS, pl.col("trip_type").is_not_null())
    if not empty.is_empty():
        message = f"{empty.height} trips of the day carry no passengers; they give the time and length of deadheads"
        defects.note("not-in-service", "trips_supplement.txt", message, ids=empty["trip_id"].sort())
    active = active.filter(pl.col("trip_type").is_null())
    buses = active.filter(IS_BUS)
    others = active.filter(~IS_BUS).group_by("route_type").len().sort("route_type")
    if others.height:
        kinds = ", ".join(f"{count} of route_type {kind}" for kind, count in others.iter_rows())
        defects.note("not-a-bus", "routes.txt", f"{others['len'].sum()} trips of the day are no bus trips: {kinds}")
    if buses.is_empty():
        bus_trips = trip_statistics(feed).filter(IS_BUS)
        raise NoService(
            f"no bus runs on {date}, though {active.height} trips of other kinds do; of buses: "
            + _range(feed, bus_trips),
            file=feed.name,
        )
    return buses


def _schedulable(trips: pl.DataFrame, defects: Defects) -> pl.DataFrame:
    """Trips that a bus can be put on; the others are counted and listed."""
    reasons = {
        "trip-without-end-times": ("have no first departure or no last arrival",
                                   pl.col("start_s").is_null() | pl.col("end_s").is_null()),
        "trip-ends-nowhere": ("begin or end at a stop without a usable place",
                              pl.col("start_lat").is_null() | pl.col("end_lat").is_null()),
        "trip-of-one-stop": ("have fewer than two stops", pl.col("calls") < 2),
        "trip-ends-before-it-begins": ("arrive before they depart", pl.col("end_s") < pl.col("start_s")),
    }  # fmt: skip
    for code, (what, bad) in reasons.items():
        gone = trips.filter(bad)
        if not gone.is_empty():
            message = f"{gone.height} trips of the day {what}; they are not scheduled"
            defects.rejected(code, "stop_times.txt", message, ids=gone["trip_id"].sort())
            trips = trips.join(gone, on="trip_id", how="anti", maintain_order="left")
    return trips


def _note_degraded(trips: pl.DataFrame, defects: Defects) -> None:
    degraded = trips.filter("degraded")["template"].unique().sort()
    if len(degraded):
        message = f"kilometres of {len(degraded)} trips of the day are estimated from stop to stop: they have no shape"
        defects.flag("degraded-distance", "trips.txt", message, ids=degraded)


def _segments(trips: pl.DataFrame, feed: Feed, defects: Defects) -> pl.DataFrame:
    """Segments of all trips, those of a template repeated for each of its departures."""
    templates = trips.unique("template", keep="first", maintain_order=True)
    once = segments(templates.with_columns(trip_id="template"), feed)
    _check_segments(once, defects)
    if templates.height == trips.height and (trips["template"] == trips["trip_id"]).all():
        return once
    ids = trips.select("template", copy="trip_id")
    copied = ids.join(once, left_on="template", right_on="trip_id", maintain_order="left_right")
    return copied.select(pl.col("copy").alias("trip_id"), *once.columns[1:])


def _check_segments(pieces: pl.DataFrame, defects: Defects) -> None:
    limit = figures().value("speed.implausible")
    kmh = pl.col("distance_m") / pl.col("run_s") * 3.6
    for code, what, bad in (
        ("time-runs-backwards", "take less than no time", pl.col("run_s") < 0),
        ("zero-duration", "take no time", pl.col("run_s") == 0),
        ("implausible-speed", f"are faster than {limit:g} km/h", (pl.col("run_s") > 0) & (kmh > limit)),
    ):
        found = pieces.filter(bad)
        if not found.is_empty():
            ids = found["trip_id"].unique().sort()
            message = f"{found.height} of {pieces.height} segments of {len(ids)} trips {what}"
            defects.flag(code, "stop_times.txt", message, ids=ids)
