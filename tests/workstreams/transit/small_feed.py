"""A feed of a few lines, to be broken one line at a time; and where the real feeds are."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from communique.workstreams.transit.day import Day
from communique.workstreams.transit.feed import read_day

SHARED = Path(__file__).parents[3] / "../shared/data/transit"
MONDAY = dt.date(2026, 3, 16)

FILES: Mapping[str, str] = {
    "agency.txt": "agency_name,agency_timezone\nLittle Buses,America/Toronto\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\n"
    "A,Mill,45.00,-75.00\nB,Market,45.00,-74.99\nC,Lake,45.00,-74.98\n",
    "routes.txt": "route_id,route_short_name,route_long_name,route_type\nR,1,Mill–Lake,3\nT,T,Tram,0\n",
    "trips.txt": "route_id,service_id,trip_id,block_id,shape_id\n"
    "R,WK,out,b1,s\nR,WK,back,b1,r\nR,WK,late,b2,s\nT,WK,tram,,s\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n"
    "out,8:00:00,8:00:00,A,1,0\nout,8:05:00,8:06:00,B,2,0.8\nout,8:12:00,8:12:00,C,3,1.6\n"
    "back,08:20:00,08:20:00,C,1,0\nback,08:26:00,08:26:00,B,2,0.8\nback,08:32:00,08:32:00,A,3,1.6\n"
    "late,23:50:00,23:50:00,A,1,0\nlate,23:56:00,23:56:00,B,2,0.8\nlate,24:02:00,24:02:00,C,3,1.6\n"
    "tram,9:00:00,9:00:00,A,1,0\ntram,9:12:00,9:12:00,C,2,1.6\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "WK,1,1,1,1,1,0,0,20260105,20260626\n",
    "shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled\n"
    "s,45.00,-75.00,1,0\ns,45.00,-74.99,2,0.7863\ns,45.00,-74.98,10,1.5725\n"
    "r,45.00,-74.98,1,0\nr,45.00,-74.99,2,0.7863\nr,45.00,-75.00,10,1.5725\n",
}


def small(folder: Path, *, without: tuple[str, ...] = (), under: str = "", **changed: str) -> Path:
    """A zip of FILES: `without` some, others `changed` (keys without .txt), all in the folder `under`."""
    files = {name: text for name, text in FILES.items() if name not in without}
    files |= {f"{name}.txt": text for name, text in changed.items()}
    path = folder / "small.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(under + name, text)
    return path


def edited(file: str, old: str, new: str) -> str:
    """The text of a file with one change, which must be there to be made."""
    text = FILES[f"{file}.txt"]
    assert old in text
    return text.replace(old, new)


def codes(day: Day) -> dict[str, str]:
    return {defect.code: defect.severity for defect in day.defects}


def real(name: str) -> Path:
    """A real feed, or a visible skip where the shared data is not there."""
    path = SHARED / "feeds" / f"{name}.zip"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this repository")
    return path


def real_day(name: str, date: str) -> Day:
    return read_day(real(name), dt.date.fromisoformat(date))
