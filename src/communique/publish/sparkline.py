"""How has a figure moved, in the space of a word?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.assess.edition import Assessed, Figure
from communique.render.palette import colour, of_party
from communique.render.svg import drawing, element, path
from communique.render.words import PageWords
from communique.view import Band, Line, TimeSeries

WIDTH, HEIGHT, SIDE = 84.0, 18.0, 3.0


@dataclass(frozen=True)
class Trend:
    """A small drawing and what it says."""

    drawing: Markup
    said: str


def trend(assessed: Assessed, figure: Figure, words: PageWords) -> Trend | None:
    """The history of a figure as its picture has it, or None where no picture shows one."""
    for view in assessed.views:
        if isinstance(view, TimeSeries) and view.unit == figure.unit:
            lines = _history(view, figure.party)
            if lines:
                return Trend(_draw(lines), "; ".join(_said(line, view.unit, words) for line in lines))
    return None


def _history(view: TimeSeries, party: str) -> list[Line]:
    """The party's figures, a line for each stretch of years that may be compared; none for a single figure."""
    lines = [line for line in view.lines if line.manner in ("reported", "modelled") and line.party == party]
    lines = sorted((line for line in lines if line.points), key=lambda line: line.points[0])
    return lines if sum(len(line.points) for line in lines) > 1 else []


def _draw(lines: Sequence[Line]) -> Markup:
    points = [point for line in lines for point in line.points]
    bands = [band for line in lines if (band := _widest(line)) is not None and len(band.points) > 1]
    values = [value for _, value in points] + [end for band in bands for _, *ends in band.points for end in ends]
    years = [year for year, _ in points]
    first, last, low, high = min(years), max(years), min(values), max(values)

    def at(year: float, value: float) -> tuple[float, float]:
        x = SIDE + (WIDTH - 2 * SIDE) * (year - first) / ((last - first) or 1)
        return x, HEIGHT / 2 if high == low else SIDE + (HEIGHT - 2 * SIDE) * (high - value) / (high - low)

    hue = of_party(lines[0].party)
    parts = [element("path", d=_area(band, at), fill=hue, fill_opacity="0.2") for band in bands]
    for line in lines:
        d = path(at(*point) for point in line.points)
        parts.append(element("path", d=d, fill="none", stroke=hue, stroke_width="1.5"))
    x, y = at(*max(points))
    return drawing(WIDTH, HEIGHT, [*parts, element("circle", cx=x, cy=y, r="2", fill=colour("ink"))], css="spark")


def _widest(line: Line) -> Band | None:
    return max(line.bands, key=lambda band: band.probability, default=None)


def _area(band: Band, at: Callable[[float, float], tuple[float, float]]) -> str:
    upper = [at(year, high) for year, _, high in band.points]
    lower = [at(year, low) for year, low, _ in reversed(band.points)]
    return path([*upper, *lower]) + "Z"


def _said(line: Line, unit: str, words: PageWords) -> str:
    (first, start), (last, end) = line.points[0], line.points[-1]
    if first == last:
        return f"{first}{words.colon}{words.amount(start, unit)}"
    return words.t(
        "home-trend", first=str(first), last=str(last), start=words.amount(start, unit), end=words.amount(end, unit)
    )
