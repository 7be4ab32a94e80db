"""Which columns of which files of the GTFS standard does the toolkit read, and what kind of value is each?

Reference: General Transit Feed Specification, schedule reference (gtfs.org).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, and whether the file is unusable without it and a row without its value."""

    kind: Kind = "text"
    required: bool = False


TEXT, KEY = Column(), Column(required=True)
INTEGER, NUMBER = Column("integer"), Column("number")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

FILES: Mapping[str, Mapping[str, Column]] = {
    "agency.txt": {"agency_name": TEXT, "agency_timezone": TEXT, "agency_lang": TEXT},
    "feed_info.txt": {"feed_start_date": TEXT, "feed_end_date": TEXT},
    "stops.txt": {"stop_id": KEY, "stop_name": TEXT, "stop_lat": NUMBER, "stop_lon": NUMBER},
    "routes.txt": {
        "route_id": KEY,
        "route_short_name": TEXT,
        "route_long_name": TEXT,
        "route_type": Column("integer", required=True),
    },
    "trips.txt": {"trip_id": KEY, "route_id": KEY, "service_id": KEY, "block_id": TEXT, "shape_id": TEXT},
    "stop_times.txt": {
        "trip_id": KEY,
        "arrival_time": Column(),
        "departure_time": Column(),
        "stop_id": KEY,
        "stop_sequence": Column("integer", required=True),
        "shape_dist_traveled": NUMBER,
    },
    "calendar.txt": {
        "service_id": KEY,
        **{day: Column("integer", required=True) for day in WEEKDAYS},
        "start_date": KEY,
        "end_date": KEY,
    },
    "calendar_dates.txt": {"service_id": KEY, "date": KEY, "exception_type": Column("integer", required=True)},
    "shapes.txt": {
        "shape_id": KEY,
        "shape_pt_lat": Column("number", required=True),
        "shape_pt_lon": Column("number", required=True),
        "shape_pt_sequence": Column("integer", required=True),
        "shape_dist_traveled": NUMBER,
    },
    "frequencies.txt": {
        "trip_id": KEY,
        "start_time": KEY,
        "end_time": KEY,
        "headway_secs": Column("integer", required=True),
        "exact_times": INTEGER,
    },
}

#: Supplements of the Transit Operational Data Standard v2.1: their file, and the columns that identify a row.
SUPPLEMENTS: Mapping[str, tuple[str, ...]] = {
    "trips.txt": ("trip_id",),
    "stops.txt": ("stop_id",),
    "stop_times.txt": ("trip_id", "stop_sequence"),
    "routes.txt": ("route_id",),
    "calendar.txt": ("service_id",),
    "calendar_dates.txt": ("service_id", "date"),
}
#: What else a supplement says about a row; the GTFS file itself has none of it.
OWN_TO_SUPPLEMENTS: Mapping[str, tuple[str, ...]] = {
    "trips.txt": ("TODS_trip_type",),
    "stops.txt": ("TODS_location_type",),
}
DELETE = "TODS_delete"


def supplement(file: str) -> str:
    """The name of a GTFS file's supplement."""
    return file.replace(".txt", "_supplement.txt")


def _supplemented(file: str, keys: tuple[str, ...]) -> dict[str, Column]:
    columns = {name: Column(column.kind, required=name in keys) for name, column in FILES[file].items()}
    return {**columns, **dict.fromkeys((DELETE, *OWN_TO_SUPPLEMENTS.get(file, ())), TEXT)}


COLUMNS: Mapping[str, Mapping[str, Column]] = {
    **FILES,
    "vehicles.txt": {"vehicle_id": KEY},
    "vehicle_assignments.txt": {"date": KEY, "service_id": TEXT, "block_id": KEY, "vehicle_id": KEY},
    **{supplement(file): _supplemented(file, keys) for file, keys in SUPPLEMENTS.items()},
}

#: Columns that a file may lack though the standard asks for them only in some rows.
MUST_HAVE = {"stop_times.txt": ("arrival_time", "departure_time"), "stops.txt": ("stop_lat", "stop_lon")}
