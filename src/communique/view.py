"""What is to be seen: charts, maps, networks and tables as pure data, with message ids for their words.

A view knows no colour, no library and no language; `publish` renders each kind once. Every view has an id that is
unique within its page, a title, the keys of its sources, and says what is unknown in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.language import Said, Text

Cell = str | float | int | dt.date | Text | None

#: How a line is drawn and spoken of.
Manner = Literal["reported", "modelled", "forecast", "path", "target"]


@dataclass(frozen=True)
class Band:
    """An interval over years that holds with a probability: (year, low, high)."""

    probability: float
    points: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True)
class Line:
    """One line of a time series; `points` are (year, value), a missing year is a gap in the line, never a zero."""

    name: Said | str
    manner: Manner
    points: tuple[tuple[int, float], ...]
    bands: tuple[Band, ...] = ()
    party: str | None = None


@dataclass(frozen=True)
class TimeSeries:
    """History with fan, needed path and target, in one unit; `unknown` says what is not there and why."""

    id: str
    title: Said
    unit: str
    lines: tuple[Line, ...]
    target: tuple[int, float] | None = None
    zero: bool = False  # whether the axis must begin at zero
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()

    def rows(self) -> tuple[tuple[Cell | Said, ...], ...]:
        """(line, manner, year, value, low, high) of every point; low and high of the widest band."""
        found: list[tuple[Cell | Said, ...]] = []
        for line in self.lines:
            widest = max(line.bands, key=lambda band: band.probability, default=None)
            ends = {year: (low, high) for year, low, high in widest.points} if widest else {}
            for year, value in line.points:
                found.append((line.name, Text(f"manner-{line.manner}"), year, value, *ends.get(year, (None, None))))
        return tuple(found)


@dataclass(frozen=True)
class Moment:
    """Something that happened between two days, known no more precisely than `precision`."""

    start: dt.date | None
    end: dt.date | None
    precision: str
    label: Said | str
    kind: str
    parties: tuple[str, ...] = ()
    group: str = ""  # moments of one group contradict one another
    source: str = ""


@dataclass(frozen=True)
class Timeline:
    """Moments in time, each drawn as long as it is imprecise."""

    id: str
    title: Said
    moments: tuple[Moment, ...]
    window: tuple[dt.date, dt.date] | None = None
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A value with its interval, for one row of an interval plot."""

    name: Said | str
    value: float | None
    low: float | None
    high: float | None
    party: str | None = None
    unknown: Said | None = None


@dataclass(frozen=True)
class Intervals:
    """Dots with intervals, one below the other, in one unit."""

    id: str
    title: Said
    unit: str
    dots: tuple[Dot, ...]
    reference: float | None = None
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of a cost curve: how much it brings (width) at which cost each (height)."""

    name: Said | str
    amount: float
    unit_cost: float
    party: str | None = None


@dataclass(frozen=True)
class CostCurve:
    """Measures by rising unit cost, with the gap that has to be closed."""

    id: str
    title: Said
    amount_unit: str
    cost_unit: str
    steps: tuple[Step, ...]
    gap: float | None = None
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One bar, or one segment of a stacked bar where several share a name."""

    name: Said | str
    value: float
    series: Said | str = ""
    low: float | None = None
    high: float | None = None
    party: str | None = None


@dataclass(frozen=True)
class Bars:
    """Bars from zero in one unit; a tornado when each bar has low and high."""

    id: str
    title: Said
    unit: str
    bars: tuple[Bar, ...]
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A flow or tie between two named ends."""

    start: Said | str
    end: Said | str
    value: float
    kind: str = ""


@dataclass(frozen=True)
class Sankey:
    """Flows from left to right, conserved at every middle node."""

    id: str
    title: Said
    unit: str
    links: tuple[Link, ...]
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Network:
    """Ties between things, without direction of reading."""

    id: str
    title: Said
    links: tuple[Link, ...]
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A point of a map: latitude and longitude in degrees, a size and what it says."""

    latitude: float
    longitude: float
    label: Said | str
    value: float | None = None
    kind: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class Way:
    """A line of a map as (latitude, longitude) pairs in degrees."""

    points: tuple[tuple[float, float], ...]
    label: Said | str
    kind: str = ""


@dataclass(frozen=True)
class Map:
    """Places and ways on quiet land, with a list of the same content beside it."""

    id: str
    title: Said
    unit: str
    places: tuple[Place, ...]
    ways: tuple[Way, ...] = ()
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """A value or a word for each (row, column); None is unknown and drawn so."""

    id: str
    title: Said
    rows_names: tuple[Said | str, ...]
    columns: tuple[Said | str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    unit: str = ""
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table with a download: column heads, rows of cells; None is unknown and shown so."""

    id: str
    title: Said
    columns: tuple[Said | str, ...]
    cells: tuple[tuple[Cell | Said, ...], ...]
    unknown: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()


View = TimeSeries | Timeline | Intervals | CostCurve | Bars | Sankey | Network | Map | Matrix | Grid


def series_points(years: Sequence[int], values: Iterable[float]) -> tuple[tuple[int, float], ...]:
    """(year, value) pairs of the years whose value is known."""
    return tuple((year, float(value)) for year, value in zip(years, values, strict=True) if value == value)
