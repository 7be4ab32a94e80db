"""What are the files of a sample feed?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

from communique.estimate import stream
from communique.workstreams.transit.feed.clock import written
from communique.workstreams.transit.figures import figures
from communique.workstreams.transit.sample.city import Agency, Line, agency, line
from communique.workstreams.transit.sample.timetable import Run, runs, with_blocks

_DATE = (2026, 1, 1, 0, 0, 0)  # of every member, so that the archive depends on the seed alone
_SERVICES = {"weekday": "1,1,1,1,1,0,0", "weekend": "0,0,0,0,0,1,1"}


def write_sample(country: str, out: str | Path, *, seed: int = 2023) -> Path:
    """The path of the written zip file; same country and seed, same bytes."""
    out = Path(out)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in sample_tables(country, seed=seed).items():
            buffer = io.BytesIO()
            table.write_csv(buffer)
            archive.writestr(zipfile.ZipInfo(name, _DATE), buffer.getvalue(), zipfile.ZIP_DEFLATED)
    return out


def sample_tables(country: str, *, seed: int = 2023) -> Mapping[str, pl.DataFrame]:
    """The files of a sample feed by name; all cells are text as it is written."""
    own = agency(country)
    chance = stream(seed, f"transit.sample.{country}")
    lines: dict[tuple[str, int], Line] = {}
    planned: list[Run] = []
    for route in own.routes:
        for direction, corners in enumerate((route.corners, route.corners[::-1])):
            lines[route.number, direction] = line(own, corners, chance)
            planned += runs(own, route, direction, lines[route.number, direction], chance)
    planned = with_blocks(planned, own, lines)
    return {
        "agency.txt": _agency(own),
        "feed_info.txt": _feed_info(own, seed),
        "calendar.txt": _calendar(own),
        "calendar_dates.txt": _calendar_dates(own),
        "routes.txt": _routes(own),
        "stops.txt": _stops(own),
        "shapes.txt": _shapes(own, lines),
        "trips.txt": _trips(planned),
        "stop_times.txt": _stop_times(planned, own, lines),
    }


def stop_id(corner: tuple[int, int]) -> str:
    return f"{corner[0] + 1:02d}{corner[1] + 1:02d}"


def _agency(own: Agency) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "agency_id": [own.country],
            "agency_name": [own.name],
            "agency_url": [own.url],
            "agency_timezone": [own.timezone],
            "agency_lang": [own.language],
        }
    )


def _feed_info(own: Agency, seed: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "feed_publisher_name": ["Communique, generated"],
            "feed_publisher_url": [own.url],
            "feed_lang": [own.language],
            "feed_start_date": [f"{own.year}0101"],
            "feed_end_date": [f"{own.year}1231"],
            "feed_version": [f"seed {seed}"],
        }
    )


def _calendar(own: Agency) -> pl.DataFrame:
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    rows = [
        {"service_id": service, **dict(zip(days, runs_on.split(","), strict=True))}
        | {"start_date": f"{own.year}0101", "end_date": f"{own.year}1231"}
        for service, runs_on in _SERVICES.items()
    ]
    return pl.DataFrame(rows)


def _calendar_dates(own: Agency) -> pl.DataFrame:
    rows = [(service, day, kind) for day in own.holidays for service, kind in (("weekday", "2"), ("weekend", "1"))]
    return pl.DataFrame(rows, schema=["service_id", "date", "exception_type"], orient="row")


def _routes(own: Agency) -> pl.DataFrame:
    rows = [(r.number, own.country, r.number, r.name, "3") for r in own.routes]
    names = ["route_id", "agency_id", "route_short_name", "route_long_name", "route_type"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _stops(own: Agency) -> pl.DataFrame:
    corners = sorted({corner for route in own.routes for corner in route.corners})
    places = own.place_of(np.array(corners, dtype=np.float64))
    return pl.DataFrame(
        {
            "stop_id": [stop_id(c) for c in corners],
            "stop_name": [own.name_of(c) for c in corners],
            "stop_lat": [f"{lat:.6f}" for lat in places[:, 0]],
            "stop_lon": [f"{lon:.6f}" for lon in places[:, 1]],
        }
    )


def shape_id(route: str, direction: int) -> str:
    return f"{route}-{direction}"


def _per_km(own: Agency) -> float:
    return 1000 / figures().value("distance.unit", own.unit)


def _shapes(own: Agency, lines: Mapping[tuple[str, int], Line]) -> pl.DataFrame:
    frames = []
    for (route, direction), drawn in lines.items():
        points = len(drawn.places)
        frames.append(
            pl.DataFrame(
                {
                    "shape_id": [shape_id(route, direction)] * points,
                    "shape_pt_lat": [f"{lat:.6f}" for lat in drawn.places[:, 0]],
                    "shape_pt_lon": [f"{lon:.6f}" for lon in drawn.places[:, 1]],
                    "shape_pt_sequence": [str(i) for i in range(points)],
                    "shape_dist_traveled": [f"{km * _per_km(own):.4f}" for km in drawn.km],
                }
            )
        )
    return pl.concat(frames)


def _trips(planned: list[Run]) -> pl.DataFrame:
    rows = [
        (r.route.number, r.service, r.trip_id, str(r.direction), r.block, shape_id(r.route.number, r.direction))
        for r in planned
    ]
    names = ["route_id", "service_id", "trip_id", "direction_id", "block_id", "shape_id"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _stop_times(planned: list[Run], own: Agency, lines: Mapping[tuple[str, int], Line]) -> pl.DataFrame:
    rows: list[tuple[str, ...]] = []
    for run in planned:
        drawn = lines[run.route.number, run.direction]
        corners = run.route.corners[:: -1 if run.direction else 1]
        for sequence, (corner, point, arrival, departure) in enumerate(
            zip(corners, drawn.at, run.arrival_s, run.departure_s, strict=True), start=1
        ):
            distance = f"{drawn.km[point] * _per_km(own):.4f}"
            rows.append((run.trip_id, written(arrival), written(departure), stop_id(corner), str(sequence), distance))
    names = ["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "shape_dist_traveled"]
    return pl.DataFrame(rows, schema=names, orient="row")
