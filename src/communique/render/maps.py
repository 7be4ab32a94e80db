"""How is a map drawn: a still picture that stands alone, and the same as data for a map that can be moved?

Mercator's projection, as MapLibre draws it, so that picture and map agree. Figures are symbols whose area is in
proportion; land is lines only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from communique.render.coasts import ATTRIBUTION, frame_of, lines
from communique.render.palette import SERIES, colour
from communique.render.svg import drawing, element, path, titled
from communique.render.words import PageWords
from communique.view import Map, Place

WIDTH, MOST_HEIGHT, LARGEST = 860.0, 560.0, 15.0
#: From so many places on they are drawn smaller, and a few far away do not set the frame.
MANY, LARGEST_OF_MANY = 100, 9.0
#: Pixels: how far beyond the picture its lines go on, and how far apart two of their points are at least.
SLACK, APART = 120.0, 1.2
_GROUND = {"state": ("rule", 0.6), "border": ("edge", 0.8), "coast": ("edge", 0.8)}
#: Length of a degree of the equator on the WGS 84 ellipsoid, km.
_EQUATOR_DEGREE_KM = 111.3195


@dataclass(frozen=True)
class _Projection:
    west: float
    north: float
    scale: float  # pixels a degree of longitude

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        y = mercator(self.north) - mercator(latitude)
        return ((longitude - self.west) * self.scale, y * self.scale)


def mercator(latitude: float) -> float:
    """Mercator's northing in degrees of the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _points(view: Map) -> list[tuple[float, float]]:
    spots = [(place.longitude, place.latitude) for place in view.places]
    return spots + [(longitude, latitude) for way in view.ways for latitude, longitude in way.points]


def frame(view: Map) -> tuple[float, float, float, float]:
    """West, south, east, north of the picture.

    Of many points a few far away must not make all others small: where the middle 98 % in each direction need less
    than half of the room of all, they are the frame. What lies outside stands in the table, and `outside` counts it.
    """
    points = _points(view)
    whole = frame_of(points)
    if len(points) < MANY:
        return whole
    middle = frame_of(list(zip(*(_middle(axis) for axis in zip(*points, strict=True)), strict=True)))
    return middle if _room(middle) < _room(whole) / 2 else whole


def _middle(values: tuple[float, ...]) -> list[float]:
    """The first and the last of the middle 98 %."""
    ordered = sorted(values)
    skipped = len(ordered) // MANY
    return [ordered[skipped], ordered[-1 - skipped]]


def _room(edges: tuple[float, float, float, float]) -> float:
    west, south, east, north = edges
    return (east - west) * (mercator(north) - mercator(south))


def outside(view: Map) -> int:
    """How many places lie beyond the frame."""
    edges = frame(view) if view.places else (0.0, 0.0, 0.0, 0.0)
    return sum(not _within(place, edges) for place in view.places)


def _within(place: Place, edges: tuple[float, float, float, float]) -> bool:
    west, south, east, north = edges
    return west <= place.longitude <= east and south <= place.latitude <= north


def draw(view: Map, words: PageWords) -> Markup | None:
    """The still picture; None where there is no place and no way."""
    if not _points(view):
        return None
    west, south, east, north = frame(view)
    scale = min(WIDTH / (east - west), MOST_HEIGHT / (mercator(north) - mercator(south)))
    spare = (WIDTH / scale - (east - west)) / 2  # a tall region is shown with what lies beside it
    project = _Projection(west - spare, north, scale)
    height = scale * (mercator(north) - mercator(south))
    parts = [
        *_ground(project, height),
        *_ways(view, project, words),
        *_places(view, project, words),
        *_scale_bar(project, (south + north) / 2, height, words),
    ]
    return drawing(WIDTH, height, parts, css="map")


def _ground(project: _Projection, height: float) -> Iterator[str]:
    for kind, found in lines().items():
        hue, width = _GROUND[kind]
        pieces = ([project(x, y) for x, y in line] for line in found)
        d = "".join(path(run) for piece in pieces for run in _seen(piece, height))
        yield element("path", d=d, fill="none", stroke=colour(hue), stroke_width=str(width), stroke_linejoin="round")


def _seen(piece: list[tuple[float, float]], height: float) -> Iterator[list[tuple[float, float]]]:
    """The stretches of a line that lie in the picture or close to it, without points that no eye could tell apart."""
    run: list[tuple[float, float]] = []
    for x, y in piece:
        if not (-SLACK <= x <= WIDTH + SLACK and -SLACK <= y <= height + SLACK):
            if len(run) > 1:
                yield run
            run = []
        elif not run or math.dist(run[-1], (x, y)) >= APART:
            run.append((x, y))
    if len(run) > 1:
        yield run


def kinds(view: Map) -> list[str]:
    """The kinds of places and ways, in order of appearance; each has its colour."""
    return list(dict.fromkeys([place.kind for place in view.places] + [way.kind for way in view.ways]))


def _hues(view: Map) -> dict[str, str]:
    return {kind: SERIES[i % len(SERIES)] for i, kind in enumerate(kinds(view))}


def legend(view: Map, words: PageWords) -> list[tuple[str, str]]:
    """(colour, name) of each kind where there are several; a kind is a message or stands for itself."""
    hues = _hues(view)
    if len(hues) < 2:
        return []
    return [(colour(hue), words.t(kind) if kind in words.words else kind) for kind, hue in hues.items() if kind]


def _radii(view: Map) -> list[float]:
    """The radius of each place: its area in proportion to its figure, above a smallest dot."""
    most, least = (LARGEST_OF_MANY, 1.5) if len(view.places) >= MANY else (LARGEST, 2.5)
    largest = max((abs(p.value) for p in view.places if p.value is not None), default=0.0)
    return [
        min(4.0, most)
        if p.value is None or largest == 0
        else least + (most - least) * math.sqrt(abs(p.value) / largest)
        for p in view.places
    ]


def _ways(view: Map, project: _Projection, words: PageWords) -> Iterator[str]:
    hues = _hues(view)
    for way in view.ways:
        d = path(project(longitude, latitude) for latitude, longitude in way.points)
        line = element("path", d=d, fill="none", stroke=colour(hues[way.kind]), stroke_width=2)
        yield titled(line, words.say(way.label))


def _places(view: Map, project: _Projection, words: PageWords) -> Iterator[str]:
    """Dots, the largest first; many of them are drawn kind by kind, without a title each."""
    hues, many = {kind: colour(name) for kind, name in _hues(view).items()}, len(view.places) >= MANY
    edges, pairs = frame(view), zip(view.places, _radii(view), strict=True)
    drawn = [(place, radius) for place, radius in pairs if _within(place, edges)]
    drawn.sort(key=lambda pair: -(pair[0].value or 0))
    if many:  # a thousand titles would weigh more than the picture; the table says the same
        for kind, hue in hues.items():
            dots = [_dot(place, radius, project) for place, radius in drawn if place.kind == kind]
            yield f'<g fill="{hue}" fill-opacity="0.55">{"".join(dots)}</g>'
    else:
        for place, radius in drawn:
            hue = hues[place.kind]
            yield titled(
                _dot(place, radius, project, fill=hue, fill_opacity="0.55", stroke=hue), said(place, view, words)
            )


def _dot(place: Place, radius: float, project: _Projection, **style: str) -> str:
    x, y = project(place.longitude, place.latitude)
    return element("circle", cx=x, cy=y, r=radius, **style)


def said(place: Place, view: Map, words: PageWords) -> str:
    """A place in words: its label and figure."""
    label = words.say(place.label)
    return label if place.value is None else f"{label}: {words.amount(place.value, view.unit)}"


def _scale_bar(project: _Projection, latitude: float, height: float, words: PageWords) -> Iterator[str]:
    km_a_pixel = _EQUATOR_DEGREE_KM * math.cos(math.radians(latitude)) / project.scale
    magnitude = 10 ** math.floor(math.log10(160 * km_a_pixel))
    length = max(step * magnitude for step in (1, 2, 5) if step * magnitude <= 160 * km_a_pixel)
    y, right = height - 12, 12 + length / km_a_pixel
    yield element("path", d=f"M12,{y - 5:.1f}V{y:.1f}H{right:.1f}V{y - 5:.1f}", fill="none", stroke=colour("quiet"))
    label = f"{words.words.number(length, 0)} km"
    yield element("text", label, x=right + 6, y=y, fill=colour("quiet"), font_size=12)
    yield element("text", ATTRIBUTION, x=WIDTH - 6, y=y, fill=colour("quiet"), font_size=11, text_anchor="end")


def data(view: Map, words: PageWords) -> dict[str, Any]:
    """What the movable map needs: its frame and a GeoJSON feature a place and a way; colours by name."""
    west, south, east, north = frame(view)
    hues = _hues(view)
    places = [
        _feature("Point", [p.longitude, p.latitude], said(p, view, words), hues[p.kind], radius)
        for p, radius in zip(view.places, _radii(view), strict=True)
    ]
    ways = [
        _feature("LineString", [[x, y] for y, x in w.points], words.say(w.label), hues[w.kind], 2) for w in view.ways
    ]
    return {
        "bounds": [[west, south], [east, north]],
        "attribution": ATTRIBUTION,
        "features": {"type": "FeatureCollection", "features": [*places, *ways]},
    }


def _feature(shape: str, coordinates: Sequence[Any], label: str, hue: str, size: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"label": label, "colour": hue, "size": round(size, 1)},
        "geometry": {"type": shape, "coordinates": list(coordinates)},
    }
