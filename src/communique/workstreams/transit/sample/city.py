"""Where are the corners, routes and the garage of a city that does not exist?"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl
from numpy.typing import NDArray

from communique.errors import CommuniqueError
from communique.geo import EARTH_RADIUS_KM, NORTH_AMERICA
from communique.workstreams.transit.feed.shapes import along

AGENCIES = NORTH_AMERICA
Corner = tuple[int, int]
_POINTS_PER_BLOCK = 3  # points of a shape between two corners, for streets that are not quite straight
_WIGGLE_M = 9.0  # how far, as a standard deviation, a point lies beside the straight line


class SampleError(CommuniqueError):
    """A sample that does not exist."""


@dataclass(frozen=True)
class Route:
    number: str
    name: str
    corners: tuple[Corner, ...]  # every corner along the line
    headway_min: tuple[int, int, int, int]  # weekday peak, midday, evening; weekend. 0: no service
    first_h: float
    last_h: float


@dataclass(frozen=True)
class Agency:
    """One agency of agencies.toml, with its routes' corners drawn out."""

    country: str
    name: str
    url: str
    timezone: str
    language: str
    year: int
    unit: str
    speed_kmh: tuple[float, float, float]  # peak, midday, evening
    longest_wait_min: int  # then a bus goes home, so that there are blocks of the peaks and blocks of the day
    holidays: tuple[str, ...]
    streets: tuple[str, ...]
    avenues: tuple[str, ...]
    corner_name: str
    centre: tuple[float, float]
    bearing_deg: float
    spacing_m: tuple[float, float]
    depot_name: str
    depot: Corner
    routes: tuple[Route, ...]

    def name_of(self, corner: Corner) -> str:
        """What people call a corner, as a sign writes it."""
        name = self.corner_name.format(street=self.streets[corner[1]], avenue=self.avenues[corner[0]])
        return name[0].upper() + name[1:]

    def place_of(self, corner: tuple[float, float] | NDArray[np.float64]) -> NDArray[np.float64]:
        """(…, 2) latitude and longitude of corners (avenue, street), which need not be whole."""
        east, north = np.moveaxis(np.asarray(corner, dtype=np.float64), -1, 0)
        x = (east - (len(self.avenues) - 1) / 2) * self.spacing_m[0]
        y = (north - (len(self.streets) - 1) / 2) * self.spacing_m[1]
        turn = math.radians(self.bearing_deg)
        x, y = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
        radius_m = EARTH_RADIUS_KM * 1000
        lat = self.centre[0] + np.degrees(y / radius_m)
        lon = self.centre[1] + np.degrees(x / (radius_m * math.cos(math.radians(self.centre[0]))))
        return np.stack([lat, lon], axis=-1)


@cache
def agency(country: str) -> Agency:
    """The agency of a setting: CAN, MEX or USA."""
    data = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8"))
    if country not in data:
        raise SampleError(f"there is no sample agency {country!r}; write one of {', '.join(AGENCIES)}")
    own = data[country]
    return Agency(
        country=country,
        **{
            key: own[key]
            for key in ("name", "url", "timezone", "language", "year", "unit", "bearing_deg", "longest_wait_min")
        },
        speed_kmh=tuple(own["speed_kmh"]),
        holidays=tuple(own["holidays"]),
        streets=tuple(own["streets"]),
        avenues=tuple(own["avenues"]),
        corner_name=own["corner"],
        centre=tuple(own["centre"]),
        spacing_m=tuple(own["spacing_m"]),
        depot_name=own["depot"]["name"],
        depot=(own["depot"]["avenue"], own["depot"]["street"]),
        routes=tuple(
            Route(r["number"], r["name"], _drawn(r["corners"]), tuple(r["headway_min"]), *r["hours"])
            for r in own["routes"]
        ),
    )


def depots(country: str) -> pl.DataFrame:
    """depot_id, name, lat, lon of an agency's garages."""
    own = agency(country)
    lat, lon = own.place_of(own.depot)
    return pl.DataFrame({"depot_id": ["garage"], "name": [own.depot_name], "lat": [lat], "lon": [lon]})


def _drawn(turns: list[list[int]]) -> tuple[Corner, ...]:
    corners = [(turns[0][0], turns[0][1])]
    for east, north in turns[1:]:
        while corners[-1] != (east, north):
            at = corners[-1]
            corners.append((at[0] + (east > at[0]) - (east < at[0]), at[1] + (north > at[1]) - (north < at[1])))
    return tuple(corners)


@dataclass(frozen=True)
class Line:
    """One direction of a route: its shape, and which point of it each corner is."""

    places: NDArray[np.float64]  # (points, 2) latitude and longitude
    at: NDArray[np.int64]  # (corners,)
    km: NDArray[np.float64]  # (points,) along it


def line(own: Agency, corners: tuple[Corner, ...], chance: np.random.Generator) -> Line:
    """The shape through the corners, on streets that are not quite straight."""
    ends = np.array(corners, dtype=np.float64)
    share = np.arange(_POINTS_PER_BLOCK + 1) / (_POINTS_PER_BLOCK + 1)
    points = (ends[:-1, None] + share[:, None] * np.diff(ends, axis=0)[:, None]).reshape(-1, 2)
    points = np.vstack([points, ends[-1:]])
    at = np.arange(len(corners)) * (_POINTS_PER_BLOCK + 1)
    aside = chance.normal(0, _WIGGLE_M, points.shape) / np.array(own.spacing_m)
    aside[at] = 0
    places = own.place_of(points + aside)
    return Line(places, at, along(places[:, 0], places[:, 1], np.array([0])))
